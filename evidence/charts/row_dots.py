"""One row of the comparison board as dots: every finding of its columns, on one scale a unit.

The pictures are those of the impacts page. What differs is that a scale holds all comparators, as
a claim and an evaluation of one outcome are to be seen side by side; so each stands under a heading
that names its column and what it was set against.
"""

from collections.abc import Iterable, Sequence

from evidence.charts import impacts_panels
from evidence.charts.impacts_panels import Panel, Row

ORDER_RULE = (
    "Columns stand as on the board; within each what was set against others comes first, then the"
    " strongest study design, the newest source, the name; never the size of the effect."
)


def panels(rows: Iterable[Row], titles: Sequence[str]) -> list[Panel]:
    """The findings of one outcome, each on the scale of its unit.

    Args:
        rows: those of ``queries/row_dots.sql``.
        titles: the words over the columns, from left to right.

    Returns:
        One panel a scale, for ``impacts.figure``; a panel without a scale is a list. A finding of
        a site that stands in two columns is drawn in both.
    """
    return impacts_panels.panels(
        {**row, "row_outcome": None, "group_label": _heading(row, titles)} for row in rows
    )


def counted(panels: Sequence[Panel]) -> int:
    """How many findings the panels draw, each once."""
    return len({row["finding_id"] for panel in panels for row in panel.rows})


def _heading(row: Row, titles: Sequence[str]) -> str:
    """The column and, where the scale has several, the comparator."""
    title: str = titles[row["column_number"] - 1]
    if row["comparison"] is not None:
        return title
    return f"{title}, {impacts_panels.COMPARISONS[row['comparator']]}"
