"""History."""

from ui import frame, workbench

with frame.page("History", under="Workbench", has_wall=False) as view:
    workbench.heading(view, "History", "pages/history.py")
