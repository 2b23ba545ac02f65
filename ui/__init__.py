"""Parts of the screen that more than one page uses."""
