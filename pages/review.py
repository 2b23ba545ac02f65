"""Review."""

from ui import frame, workbench

with frame.page("Review", under="Workbench", has_wall=False) as view:
    workbench.heading(view, "Review", "pages/review.py")
