"""The scene of one site: its record in few words; long texts stay with the record on a desk."""

from collections.abc import Sequence
from itertools import groupby

from evidence import record_words
from evidence.charts import amounts, quantities
from evidence.charts.impacts_panels import counted
from evidence.dates import date_words
from evidence.read_model import Row
from evidence.scenes import scene_sources, site_contracts
from evidence.scenes.parts import Absence, Cell, Finding, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene

# A longer text is not cut: it is left to the record, and the line says so.
LONGEST = 120
IN_THE_RECORD = "told in the record"
NOT_FILTERED = "the whole record, whatever is filtered"
ORDER_RULE = (
    "Order: outcome, then strength of the design, then the newest source, then name; never by size."
)
PARTS = ("facts", "contracts", "events", "findings", "absences", "funding", "lessons", "references")
WIDTHS = (0.32, 0.68)


def scene(asked: Asked) -> Scene:
    """The record of the site that the parameter ``site`` names; without such a site no panel."""
    site_id = next(iter(asked.every("site")), "")
    records = asked.rows("site_record", site_id=site_id)
    n_all = asked.one("selection_size")["n_all_findings"]
    if not records:
        return Scene("site", "No such site", f"0 of {n_all:,} findings", asked.words(), ())
    [record] = records
    rows = {name: asked.rows(f"site_{name}", site_id=site_id) for name in PARTS}
    return Scene(
        page="site",
        title=record["name"],
        counted=f"{len(rows['findings'])} of {n_all:,} findings",
        filters=NOT_FILTERED if asked.filters else asked.words(),
        panels=_panels(record, rows),
        notes=(ORDER_RULE,),
        sources=scene_sources.of_rows(rows["references"]),
        newest=scene_sources.newest(rows["references"]),
    )


def in_short(words: str | None) -> Cell:
    """A text of the record, unless it is too long for a wall or not stated."""
    if not words:
        return (Nothing("not stated"),)
    return (Words(words),) if len(words) <= LONGEST else (Words(IN_THE_RECORD, "quiet"),)


def _panels(record: Row, rows: dict[str, list[Row]]) -> tuple[Panel, ...]:
    name = record["short_name"]
    observed = [row for row in rows["findings"] if not row["is_forecast"]]
    expected = [row for row in rows["findings"] if row["is_forecast"]]
    return (
        _about(name, record, rows["facts"], len(rows["contracts"])),
        *site_contracts.panels(name, rows["contracts"], in_short),
        *_findings(f"{name}: what was reported, {counted(len(observed), 'finding')}", observed),
        *_findings(f"{name}: expected, not observed", expected),
        *_missing(name, rows["absences"]),
        *_events(name, rows["events"]),
        *_table(
            f"{name}: national transformation money",
            ("Financial year", "Amount"),
            [
                Line(row["financial_year"], ((Words(amounts.pounds(row["amount_gbp"])),),))
                for row in rows["funding"]
            ],
        ),
        *_lessons(name, rows["lessons"]),
    )


def _about(name: str, record: Row, facts: Sequence[Row], n_contracts: int) -> Panel:
    populations = [row for row in facts if row["fact"] == "population"]
    stated = (
        ("Model of care", record["model_name"]),
        ("What became of it", record["outcome_name"]),
        ("Kind", record["kind_name"]),
        ("Wave", record["wave_name"]),
        ("Area", record["area"] or record["country"]),
        ("Ran", _ran(record)),
    )
    lines = [Line(label, (in_short(words),)) for label, words in stated]
    lines.insert(1, Line("Population", (_population(populations),)))
    if not n_contracts:
        lines.append(Line("Contracts", ((Nothing(),),)))
    return Panel(f"{name}: what it is", ("About", "Stated"), tuple(lines), WIDTHS)


def _ran(record: Row) -> str | None:
    """From when to when; None where neither is stated."""
    started, ended = record["started"], record["ended"]
    if not started and not ended:
        return None
    first = date_words(started) if started else "start not stated"
    return f"{first} to {date_words(ended)}" if ended else f"{first}, end not stated"


def _population(facts: Sequence[Row]) -> Cell:
    """How many, of whom and as of when; the preferred figure stands first among the facts."""
    if not facts:
        return (Nothing("not found"),)
    first = facts[0]
    when = f", {date_words(first['as_of'])}" if first["as_of"] else ""
    number = quantities.amount(first["value"], None, quantities.decimals(first["value"]))
    # A number of people says nothing without whom it counts, so these words are never left out.
    return (Words(f"{number} {first['counts']}{when}"),)


def _findings(title: str, rows: Sequence[Row]) -> tuple[Panel, ...]:
    """One line a finding, under the name of its outcome."""
    lines: list[Line] = []
    for outcome, group in groupby(rows, key=lambda row: row["outcome_name"]):
        lines.append(Line(outcome, heading=True))
        lines += [_finding(row) for row in group]
    return _table(title, ("Finding", "Result", "Set against"), lines, (0.36, 0.4, 0.24))


def _finding(row: Row) -> Line:
    mark = Finding(row["direction"], row["evidence_status"], record_words.finding(row))
    against = Words(quantities.COMPARATORS[row["comparator"]])
    return Line(row["label"] or row["measure"], ((mark,), (against,)))


def _missing(name: str, rows: Sequence[Row]) -> tuple[Panel, ...]:
    """What a source says is missing, then the outcomes without an observed finding."""
    boxes: dict[str, Cell] = {
        "forecast_only": (Nothing("forecast only"),),
        "none": (Nothing(),),
    }
    lines = [
        Line(row["outcome_name"] or "All outcomes", (boxes.get(row["kind"]) or _absence(row),))
        for row in rows
    ]
    note = "None found is not the same as no effect"
    return _table(f"{name}: what is missing", ("Outcome", "Result"), lines, note=note)


def _absence(row: Row) -> Cell:
    label = (Words(f"“{row['label']}”", "quiet"),) if row["label"] else ()
    when = (Words(f"as of {date_words(row['as_of'])}", "quiet"),) if row["as_of"] else ()
    return (Absence(row["reason_name"].lower()), *label, *when)


def _events(name: str, rows: Sequence[Row]) -> tuple[Panel, ...]:
    """The milestones, then the stages of each contract."""
    lines: list[Line] = []
    for group_name, group in groupby(rows, key=lambda row: row["group_name"]):
        lines.append(Line(group_name, heading=True))
        lines += [_event(row) for row in group]
    return _table(f"{name}: dates", ("Date", "What"), lines)


def _event(row: Row) -> Line:
    planned = (Words("planned:", "bold"),) if row["status"] == "planned" else ()
    return Line(date_words(row["date"], short=True), ((*planned, *in_short(row["words"])),))


def _lessons(name: str, rows: Sequence[Row]) -> tuple[Panel, ...]:
    lines = [
        Line(theme, ((Words(counted(len(list(group)), "lesson")),),))
        for theme, group in groupby(rows, key=lambda row: row["theme_name"])
    ]
    note = f"{counted(len(rows), 'lesson')}: see the record"
    return _table(f"{name}: lessons by theme", ("Theme", "How many"), lines, note=note)


def _table(
    title: str,
    headings: tuple[str, ...],
    lines: Sequence[Line],
    widths: tuple[float, ...] = WIDTHS,
    *,
    note: str = "",
) -> tuple[Panel, ...]:
    """A panel of some lines; without a line there is none."""
    return (Panel(title, headings, tuple(lines), widths, note),) if lines else ()
