"""The files of the landing page's pictures, drawn as the landing page's scene has them."""

from collections.abc import Sequence
from functools import partial

from evidence import survival as steps
from evidence.charts import claims as claims_chart
from evidence.charts import evidence_map as evidence_map_chart
from evidence.read_model import Row
from evidence.scenes import registry
from evidence.scenes.scene import Asked, Panel
from ui import chart_files, survival, whole_sources
from ui.view import View

EVIDENCE_MAP = "Where there is evidence, and where there is none"


def claims(view: View, rows: Sequence[Row], size: Row) -> None:
    """Draw the buttons beneath the claims beside the evaluations.

    Args:
        view: what is shown.
        rows: those of ``queries/claims_and_evaluations.sql``.
        size: the row of ``queries/selection_size.sql``.
    """
    counted = sum(row["n_findings"] for row in rows)
    chart_files.offer(
        view,
        name="claims-and-evaluations",
        title=claims_chart.title(rows),
        rows=rows,
        sources=partial(whole_sources.of_selection, view),
        counted=f"{counted} of {size['n_all_findings']:,} findings",
        panel=lambda: _panel(view, "Self-reported beside evaluated"),
        notes=(claims_chart.note(rows),),
    )


def evidence_map(view: View, rows: Sequence[Row], size: Row) -> None:
    """Draw the buttons beneath the evidence map.

    Args:
        view: what is shown.
        rows: those of ``queries/evidence_map.sql``.
        size: the row of ``queries/selection_size.sql``.
    """
    step = survival.chosen()
    left = evidence_map_chart.left(rows)
    chart_files.offer(
        view,
        name="evidence-map",
        title=EVIDENCE_MAP,
        rows=rows,
        sources=partial(whole_sources.of_selection, view),
        counted=f"{size['n_findings']} of {size['n_all_findings']:,} findings",
        panel=lambda: _panel(view, EVIDENCE_MAP),
        lost=steps.words(step, left["all"] - left[step], left["all"]),
        notes=lambda: (evidence_map_chart.note(view.rows("known_missing")),),
    )


def _panel(view: View, begins: str) -> Panel | None:
    """The panel of the scene whose title begins so; None where the selection has none."""
    asked = Asked(view.model, view.filters, {"survives": (survival.chosen(),)})
    scene = registry.of("dashboard")(asked)
    return next((panel for panel in scene.panels if panel.title.startswith(begins)), None)
