"""The scene of the impacts: every finding of one kind of comparison on the scale it belongs to."""

from collections.abc import Collection, Sequence
from itertools import groupby

from evidence import survival
from evidence.charts import impacts_axes, impacts_panels, layout, quantities
from evidence.read_model import Row
from evidence.scenes import scene_sources
from evidence.scenes.parts import Cell, Dot, Finding, Words
from evidence.scenes.scene import Asked, Line, Panel, Scale, Scene

GROUPS = {
    "outcome_domain": "Outcome",
    "model_type": "Model of care",
    "contract_form": "Contract form",
    "evidence_status": "Evidence status",
}
# Shares of the width: the site and what is counted, the scale, the figure in words.
WIDTHS = (0.31, 0.45, 0.24)
# Where the group is no outcome, the outcome stands in every row.
WIDTHS_WITH_OUTCOME = (0.44, 0.3, 0.26)
WITHOUT_SCALE = (0.5, 0.5)
# The scale on a wall in the pixels of a chart, for ticks that stand clear of each other.
SCALE_LENGTH = 15 * layout.FONT_SIZE


def scene(asked: Asked) -> Scene:
    """One panel for each quantity and unit of the kind of comparison that is asked for.

    Parameters: ``group_by``, ``compared``, ``survives``; ``panel`` puts that panel first, and
    ``finding`` means the kind that holds it where no kind is named. Nothing selected gives no
    panel.
    """
    group = asked.choice("group_by", GROUPS, "outcome_domain")
    step = asked.choice("survives", survival.STEPS, "all")
    rows = asked.rows("impacts", group_by=group)
    shown = _of_kind(asked, impacts_panels.panels(rows))
    found = [row for panel in shown for row in panel.rows]
    faint = {row["finding_id"] for row in found if not survival.is_left(step, row)}
    cited = scene_sources.of_findings(asked, [row["finding_id"] for row in found])
    n_all = asked.one("selection_size")["n_all_findings"]
    return Scene(
        page="impacts",
        title="Reported impacts",
        counted=f"{len(found)} of {n_all:,} findings",
        filters=asked.words(),
        panels=tuple(drawn(panel, faint) for panel in shown),
        notes=(impacts_panels.ORDER_RULE, impacts_panels.FALLING_BACK),
        sources=scene_sources.of_rows(cited),
        newest=scene_sources.newest(cited),
        survival=survival.words(step, len(faint), len(found)),
    )


def _of_kind(asked: Asked, panels: Sequence[impacts_panels.Panel]) -> list[impacts_panels.Panel]:
    """The panels of the kind of comparison that the address means, the asked one first."""
    kinds = {panel.kind: panel.kind for panel in panels}
    finding = next(iter(asked.every("finding")), None)
    holding = [
        panel.kind for panel in panels if any(row["finding_id"] == finding for row in panel.rows)
    ]
    kind = asked.choice("compared", kinds, next(iter([*holding, *kinds]), ""))
    first = next(iter(asked.every("panel")), None)
    return sorted(
        (panel for panel in panels if panel.kind == kind), key=lambda panel: panel.key != first
    )


def drawn(panel: impacts_panels.Panel, faint: Collection[str]) -> Panel:
    """A panel of findings as a scene has it; ``faint`` are the ids of those that are ghosts."""
    scale = _scale(panel)
    lines: list[Line] = []
    for heading, group in groupby(panel.rows, key=panel.heading):
        lines.append(Line(heading, heading=True))
        lines += [_line(panel, row, row["finding_id"] in faint) for row in group]
    return Panel(
        title=_title(panel),
        headings=("Site", "Mark", "Figure") if scale else ("Site", "Result"),
        lines=tuple(lines),
        widths=_widths(panel),
        note=_note(panel),
        scale=scale,
    )


def _widths(panel: impacts_panels.Panel) -> tuple[float, ...]:
    if panel.scale is None:
        return WITHOUT_SCALE
    return WIDTHS_WITH_OUTCOME if panel.rows[0]["row_outcome"] else WIDTHS


def _title(panel: impacts_panels.Panel) -> str:
    """The panel's title in some sixty characters."""
    return panel.title.replace(
        impacts_panels.COMPARISONS["none_stated"], impacts_panels.KINDS["none_stated"].lower()
    )


def _note(panel: impacts_panels.Panel) -> str:
    has_number = any(row["value"] is not None for row in panel.rows)
    lacking = () if panel.has_intervals or not has_number else ("No interval is reported",)
    counted = impacts_panels.counted(len(panel.rows), "finding")
    return ". ".join((counted, *lacking, *panel.cautions))


def _scale(panel: impacts_panels.Panel) -> Scale | None:
    scale = panel.scale
    if scale is None:
        return None
    left, right = impacts_axes.ends(panel)
    return Scale(
        low=scale.low,
        high=scale.high,
        ticks=tuple(impacts_axes.ticks(panel, SCALE_LENGTH)),
        # A level is no change, so no place on its scale means that nothing happened.
        reference=None if panel.family == "level" else scale.origin,
        left=left,
        right=right,
        log=scale.is_log,
    )


def _line(panel: impacts_panels.Panel, row: Row, faint: bool) -> Line:
    about = ", ".join(filter(None, (row["row_outcome"], row["row_label"])))
    return Line(row["site_short_name"], _cells(panel, row, faint), quiet=about)


def _cells(panel: impacts_panels.Panel, row: Row, faint: bool) -> tuple[Cell, ...]:
    direction, status = row["direction"], row["evidence_status"]
    words = quantities.in_words(row)
    lacking = panel.has_intervals and row["value"] is not None and row["ci_low"] is None
    no_interval = (Words(quantities.NO_INTERVAL, "quiet"),) if lacking else ()
    if panel.scale is None:
        return ((Finding(direction, status, words, faint), *no_interval),)
    if row["value"] is None:
        # Outside the scale, where no place could be taken for a number.
        return ((), (Finding(direction, status, words, faint),))
    dot = Dot(
        row["value"],
        direction,
        status,
        low=row["ci_low"],
        high=row["ci_high"],
        beside=row["comparator_value"],
        faint=faint,
    )
    return ((dot,), (Words(words, "quiet" if faint else "plain"), *no_interval))
