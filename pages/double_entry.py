"""Double entry."""

from ui import frame, workbench

with frame.page("Double entry", under="Workbench", has_wall=False) as view:
    workbench.heading(view, "Double entry", "pages/double_entry.py")
