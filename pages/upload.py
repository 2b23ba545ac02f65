"""Upload."""

from ui import frame, workbench

with frame.page("Upload", under="Workbench", has_wall=False) as view:
    workbench.heading(view, "Upload", "pages/upload.py")
