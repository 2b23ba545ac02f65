"""People."""

from ui import frame, workbench

with frame.page("People", under="Workbench", has_wall=False) as view:
    workbench.heading(view, "People", "pages/people.py")
