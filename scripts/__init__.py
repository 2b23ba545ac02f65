"""What ``make`` and the tests run around the dashboard; no part of it when it serves."""
