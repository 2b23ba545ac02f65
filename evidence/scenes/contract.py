"""The scene of one contract: its terms and dates in few words; long texts stay with its page."""

from collections.abc import Sequence
from itertools import groupby

from evidence import contract_words
from evidence.charts.impacts_panels import counted
from evidence.dates import date_words
from evidence.read_model import Row
from evidence.scenes import scene_sources
from evidence.scenes.parts import Cell, Contract, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene
from evidence.scenes.site import NOT_FILTERED, in_short

WIDTHS = (0.32, 0.68)
LONGEST_TITLE = 60
ORDER_RULE = "Order: stages by date; money before per cent and months; lessons by theme."


def scene(asked: Asked) -> Scene:
    """The contract that the parameter ``contract`` names; without such a contract no panel."""
    contract_id = next(iter(asked.every("contract")), "")
    records = asked.rows("contract_record", contract_id=contract_id)
    n_all = asked.one("contracts_size", status="all")["n_all_contracts"]
    if not records:
        words = asked.words()
        return Scene("contract", "No such contract", f"0 of {n_all:,} contracts", words, ())
    record = records[0]
    references = asked.rows("contract_record_references", contract_id=contract_id)
    return Scene(
        page="contract",
        title=record["contract_label"],
        counted=f"1 of {n_all:,} contracts",
        filters=NOT_FILTERED if asked.filters else asked.words(),
        panels=_panels(asked, record, len(records) - 1),
        notes=(ORDER_RULE,),
        sources=scene_sources.of_rows(references),
        newest=scene_sources.newest(references),
    )


def _panels(asked: Asked, record: Row, n_others: int) -> tuple[Panel, ...]:
    contract_id, site_id = record["contract_id"], record["site_id"]
    dates = asked.rows("contract_record_dates", contract_id=contract_id)
    figures = asked.rows("site_contract_figures", site_id=site_id)
    return (
        _about(record, n_others),
        _money(record),
        *_stages(record, [row for row in dates if row["kind"] == "stage"]),
        *_figures(record, [row for row in figures if row["contract_id"] == contract_id]),
        *_lessons(record, asked.rows("site_lessons", site_id=site_id)),
    )


def _about(record: Row, n_others: int) -> Panel:
    form = None if record["contract_form"] == "not_stated" else record["form_name"]
    state = Contract(record["status"], contract_words.state(record))
    return _panel(
        record,
        "what it is",
        ("About", "Stated"),
        (
            Line("Status", ((state,),)),
            Line("In a few words", (in_short(record["reason"]),)),
            Line("Contract form", (in_short(form),)),
            Line("Site", (in_short(record["site_name"]),)),
            Line("Model of care", (in_short(record["model_name"]),)),
            Line("Commissioner", (in_short(record["commissioner"]),)),
            Line("Provider", (in_short(record["provider"]),)),
            Line("Scope", (in_short(record["scope"]),)),
            Line("Other contracts", (_others(n_others),)),
        ),
    )


def _others(n: int) -> Cell:
    return (Words(f"{n} of the same site"),) if n else (Nothing(),)


def _money(record: Row) -> Panel:
    written, basis = contract_words.value(record)
    a_year = contract_words.a_year(record)
    value: Cell = (Words(written, "bold"), Words(basis)) if written else (Nothing("not stated"),)
    computed: Cell = (Words(a_year), Words("computed here", "quiet"))
    return _panel(
        record,
        "money",
        ("Term", "Stated"),
        (
            Line("Value", (value,)),
            *((Line("Value a year", (computed,)),) if a_year else ()),
            Line("Years agreed", (in_short(contract_words.years(record)),)),
            Line("Term", (_term(record),)),
            Line("Payment", (in_short(record["payment"]),)),
        ),
    )


def _term(record: Row) -> Cell:
    if not record["start_date"] and not record["end_date"]:
        return (Nothing("not stated"),)
    return (Words(contract_words.term(record)),)


def _stages(record: Row, rows: Sequence[Row]) -> tuple[Panel, ...]:
    """One line a stage; what the source says of it stays with the page."""
    lines = [
        Line(
            date_words(row["date"], short=True),
            (
                (
                    *((Words("planned:", "bold"),) if row["status"] == "planned" else ()),
                    Words(contract_words.stage(row)),
                    *(
                        (Words("date computed", "quiet"),)
                        if contract_words.date_computed_from(row)
                        else ()
                    ),
                ),
            ),
        )
        for row in rows
    ]
    note = "A date is as exact as its source gives it"
    return _table(record, "stages", ("Date", "Stage"), lines, note=note)


def _figures(record: Row, rows: Sequence[Row]) -> tuple[Panel, ...]:
    lines = [
        Line(
            contract_words.figure_name(row),
            ((Words(contract_words.figure(row), "bold"),), in_short(row["note"])),
        )
        for row in rows
    ]
    note = "Each as its own source counts it: never added up"
    headings = ("Figure", "Amount", "What the source says of it")
    return _table(record, "figures", headings, lines, (0.28, 0.24, 0.48), note=note)


def _lessons(record: Row, rows: Sequence[Row]) -> tuple[Panel, ...]:
    lines = [
        Line(theme, ((Words(counted(len(list(group)), "lesson")),),))
        for theme, group in groupby(rows, key=lambda row: row["theme_name"])
    ]
    note = f"{counted(len(rows), 'lesson')}: see its page"
    return _table(record, "lessons of its site", ("Theme", "How many"), lines, note=note)


def _table(
    record: Row,
    part: str,
    headings: tuple[str, ...],
    lines: Sequence[Line],
    widths: tuple[float, ...] = WIDTHS,
    *,
    note: str = "",
) -> tuple[Panel, ...]:
    """A panel of some lines; without a line there is none."""
    return (_panel(record, part, headings, tuple(lines), widths, note),) if lines else ()


def _panel(
    record: Row,
    part: str,
    headings: tuple[str, ...],
    lines: tuple[Line, ...],
    widths: tuple[float, ...] = WIDTHS,
    note: str = "",
) -> Panel:
    title = f"{record['contract_label']}: {part}"
    if len(title) > LONGEST_TITLE:
        title = f"{record['short_name']}, contract {record['number']}: {part}"
    return Panel(title, headings, lines, widths, note)
