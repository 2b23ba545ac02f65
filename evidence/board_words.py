"""The words of a finding on the comparison board: its figure, how it was obtained, from where.

Rows are those of ``queries/board_findings.sql``.
"""

from collections.abc import Mapping
from typing import Any

from evidence import survival
from evidence.board_parts import Missing, Reference, Reported
from evidence.charts import marks, quantities
from evidence.dates import date_words
from evidence.read_model import Row

STATUSES = {
    "evaluated": "Evaluated",
    "audited": "Audited",
    "monitored": "Monitored",
    "self_reported": "Self-reported",
    "press": "In the press",
    "forecast": "Forecast, expected and not observed",
}
COMPARED = {
    "matched_control": "compared with a matched group",
    "rest_england": "compared with the rest of England",
    "other_sites": "compared with other sites",
    "before_after": "before and after",
    "target": "against a target",
    "none_stated": "no comparator stated",
}
# Designs that say no more than the status and the comparator beside them.
SAID_ALREADY = ("matched_control", "before_after", "self_reported", "forecast")
# Quantities whose bare value would read as a change.
NAMED = {"ratio": "ratio", "difference": "difference", "level": "level", "price": "price"}
NO_DIFFERENCE = "no difference found"


def reported(row: Row, step: str) -> Reported:
    """One finding in words; it is faint where it does not survive the step."""
    return Reported(
        finding_id=row["finding_id"],
        site_id=row["site_id"],
        direction=row["direction"],
        evidence_status=row["evidence_status"],
        number=number(row),
        short=short(row),
        interval=quantities.NO_INTERVAL if _lacks_interval(row) else "",
        label=row["label"] or row["measure"],
        how=how(row),
        year=(row["published"] or "")[:4],
        faint=not survival.is_left(step, row),
        reference=reference(row["locator"], row, row["source_title"], row["source_url"]),
        row=row,
    )


def number(row: Mapping[str, Any]) -> str:
    """The figure with unit, comparison and interval, or the direction where there is none.

    A growth says how it lies to the growth that it is set against, as a smaller growth is no fall.
    """
    if row["value"] is None:
        return _without_number(row["direction"])
    words = quantities.in_words(row)
    growth = growth_words(row)
    return f"{_named(row)}{words}{': ' if growth else ''}{growth}"


def short(row: Mapping[str, Any]) -> str:
    """The figure for a wall, without its interval; the direction where there is none.

    A count says nothing without what is counted, for which a wall has no room.
    """
    if row["value"] is None or row["unit"] == "count":
        return marks.DIRECTIONS[row["direction"]].word
    compared = quantities.compared_words(row)
    value = f"{_named(row)}{quantities.value_words(row)}"
    return f"{value}, {compared}" if compared else value


def growth_words(row: Mapping[str, Any]) -> str:
    """How a growth lies to the one it is set against: 'rose less', 'fell more'; empty otherwise."""
    value, against = row["value"], row["comparator_value"]
    if row["quantity"] != "own_growth" or value is None or against is None:
        return ""
    than = "before" if row["comparator"] == "before_after" else "the others"
    if value * against > 0:
        verb = "rose" if value > 0 else "fell"
        if value == against:
            return f"{verb} as much as {than}"
        return f"{verb} {'more' if abs(value) > abs(against) else 'less'} than {than}"
    return f"{_moved(value)}; {than} {_moved(against)}"


def how(row: Mapping[str, Any]) -> str:
    """Status, comparator and design in plain words: 'Evaluated, compared with a matched group'."""
    status = row["evidence_status"]
    if status == "forecast":
        return STATUSES[status]
    words = f"{STATUSES[status]}, {COMPARED[row['comparator']]}"
    if row["design"] is None:
        return f"{words}; design not stated"
    if row["design"] in SAID_ALREADY or row["design"] == "audit":
        return words
    return f"{words}; {row['design_name'].lower()}"


def reference(locator: str | None, source: Row, title: str, url: str | None) -> Reference:
    """Where something is written; ``source`` has source_id, publisher and published."""
    words = f"{source['publisher']}, {date_words(source['published'])}"
    return Reference(
        source_id=source["source_id"],
        title=title,
        publisher=source["publisher"],
        published=source["published"],
        url=url,
        locator=locator,
        words=f"{words}, {locator}" if locator else words,
    )


def missing(row: Row, written: Reference) -> Missing:
    """One absence of ``queries/board_absences.sql`` in words."""
    return Missing(
        reason=row["reason"],
        words=row["reason_name"].lower(),
        quoted=row["label"] or "",
        as_of=date_words(row["as_of"]) if row["as_of"] else "",
        of_whole_site=row["is_of_whole_site"],
        reference=written,
    )


def counted(n: int, one: str, many: str = "") -> str:
    """A number with its word: '1 finding', '2 findings'."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def _without_number(direction: str) -> str:
    if direction == "no_difference":
        return NO_DIFFERENCE
    return f"{marks.DIRECTIONS[direction].word}, {quantities.NO_NUMBER}"


def _lacks_interval(row: Mapping[str, Any]) -> bool:
    return row["value"] is not None and row["ci_low"] is None


def _named(row: Mapping[str, Any]) -> str:
    if row["quantity"] == "own_growth" and row["comparator_value"] is None:
        return "own growth "
    return f"{NAMED[row['quantity']]} " if row["quantity"] in NAMED else ""


def _moved(value: float) -> str:
    if value == 0:
        return "did not change"
    return "rose" if value > 0 else "fell"
