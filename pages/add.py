"""Add or correct."""

from ui import frame, workbench

with frame.page("Add or correct", under="Workbench", has_wall=False) as view:
    workbench.heading(view, "Add or correct", "pages/add.py")
