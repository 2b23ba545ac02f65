"""A working model of the payment terms that the evidence describes; not a forecast."""
