"""The scene of the gap map: who has looked at what, and what an empty cell means."""

from collections.abc import Sequence

from evidence.charts import gaps, quantities
from evidence.charts.gaps import GapMap
from evidence.charts.impacts_panels import counted
from evidence.read_model import Row
from evidence.scenes import scene_sources
from evidence.scenes.parts import Absence, Cell, Finding, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene

COLUMNS = {"model_type": "Model of care", "contract_form": "Contract form"}
TITLE = "Who has looked at what"
WHOLE_SITES = "Whole sites"
# More marks than these say less than their number.
MOST_MARKS = 8


def scene(asked: Asked) -> Scene:
    """The map in one panel, after the findings of a chosen cell in another.

    Parameters: ``columns``; ``outcome`` and ``column`` choose a cell. No site selected gives no
    panel.
    """
    grouping = asked.choice("columns", COLUMNS, "model_type")
    absences = asked.rows("gap_absences", grouping=grouping)
    shown = gaps.make(asked.rows("gap_cells", grouping=grouping), absences)
    counts = asked.one("gap_counts")
    n_all = asked.one("selection_size")["n_all_findings"]
    cited = scene_sources.of_results(asked, forecasts=True) if shown.columns else []
    return Scene(
        page="gaps",
        title="Gaps: who has looked at what",
        counted=f"{counts['n_findings']} of {n_all:,} findings",
        filters=asked.words(),
        panels=(*_chosen(asked, shown, grouping), _map(shown, grouping)) if shown.columns else (),
        notes=(
            f"{gaps.marks_words(shown, grouping)}.",
            f"{gaps.cells_words(shown)}.",
            gaps.note(absences, grouping),
            "National groups overlap with the sites and are left out.",
        )
        if shown.columns
        else (),
        sources=scene_sources.of_rows(cited),
        newest=scene_sources.newest(cited),
    )


def _map(shown: GapMap, grouping: str) -> Panel:
    whole = Line(
        WHOLE_SITES,
        tuple(
            tuple(Absence(f"{each.n} {each.words}") for each in missing)
            or (Words(gaps.NONE_SAID, "quiet"),)
            for missing in shown.whole_sites
        ),
    )
    one = "one a site and form" if grouping == "contract_form" else "one a site"
    return Panel(
        title=TITLE,
        headings=(
            "Outcome",
            *(f"{column.short_name}: {column.n_sites}" for column in shown.columns),
        ),
        lines=(
            *(
                Line(line.outcome_name, tuple(_cell(cell) for cell in line.cells))
                for line in shown.lines
            ),
            whole,
        ),
        note=(
            f"{counted(shown.n_marks, 'mark')}, {one}; {shown.n_empty} of {shown.n_cells} cells"
            " empty"
        ),
        pages_columns=True,
    )


def _cell(cell: gaps.Cell) -> Cell:
    """A mark for each site, or the number of marks where they are many; then what is missing."""
    if len(cell.marks) > MOST_MARKS:
        drawn = [Finding(*kind, words=str(n)) for kind, n in cell.counts.items()]
    else:
        drawn = [Finding(mark.direction, mark.evidence_status) for mark in cell.marks]
    missing = (Absence(each.counted) for each in cell.missing)
    return (*(drawn or (Nothing(cell.nothing),)), *missing)


def _chosen(asked: Asked, shown: GapMap, grouping: str) -> tuple[Panel, ...]:
    """The findings of the chosen cell; no panel where none is chosen or it has none."""
    outcome, column = (next(iter(asked.every(name)), None) for name in ("outcome", "column"))
    found = shown.cell(outcome, column)
    if found is None or not found[1].marks:
        return ()
    line, cell = found
    rows = asked.rows(
        "gap_findings", grouping=grouping, column_value=column, outcome_domain=outcome
    )
    return (
        Panel(
            title=f"{cell.column.short_name}: {line.outcome_name.lower()}",
            headings=("Site", "Figure", "Compared with"),
            lines=tuple(_lines(rows)),
            widths=(0.42, 0.32, 0.26),
            note=(
                f"{counted(len(rows), 'finding')} at {len(cell.marks)} of"
                f" {counted(cell.column.n_sites, 'site')}"
            ),
        ),
    )


def _lines(rows: Sequence[Row]) -> list[Line]:
    return [
        Line(
            row["site_short_name"],
            (
                (
                    Finding(
                        row["direction"],
                        row["evidence_status"],
                        quantities.in_words(row),
                    ),
                ),
                (Words(quantities.COMPARATORS[row["comparator"]]),),
            ),
            quiet=row["label"] or "",
        )
        for row in rows
    ]
