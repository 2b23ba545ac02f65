"""The comparison board: two to four sites or groups side by side, in rows that never change."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from evidence import board_beside, board_facts, board_rows, board_votes, board_words
from evidence.board_parts import (
    Board,
    BoardRow,
    Cell,
    Column,
    Lesson,
    LessonsCell,
    Missing,
    OutcomeCell,
    Reference,
    Theme,
)
from evidence.filters import Filters
from evidence.read_model import ReadModel, Row

MOST_COLUMNS = 4
ORDER = (
    "Outcomes stand in a fixed order; within a cell: strength of the design, then the newest"
    " source, then name; never by size. None found is not the same as no effect. Populations count"
    " different things and are not compared."
)
IDLE = "Filters about sites do not act here, as the columns are chosen one by one."
ABOUT_SITES = ("model_type", "contract_form", "kind", "country")
ROWS = {
    "model_of_care": "Model of care",
    "population": "People, and who is counted",
    "contract": "Contract",
    "fate": "What became of it",
}
# What the vanguards called their models, for titles that have little room.
MODELS = {
    "mcp": "MCP",
    "pacs": "PACS",
    "ehch": "care home",
    "uec": "urgent care",
    "acc": "acute care",
}
AFTER_OUTCOMES = {"lessons": "Lessons, by theme", "certainty": "How sure"}

Cite = Callable[[str, str | None], Reference]
# Rows by outcome domain and column; rows about no one outcome stand under None.
Cells = defaultdict[tuple[str | None, int], list[Row]]


def make(model: ReadModel, filters: Filters, asked: Sequence[str], step: str = "all") -> Board:
    """The board for some columns, with the findings that the filters leave.

    Args:
        model: the data of one revision.
        filters: the chosen filters; those about sites do not act, see ``acting``.
        asked: site ids and groups as the address names them, from left to right. One given twice
            counts once; one that is not in the data is named in ``unknown``.
        step: the step of "Only what survives": findings that it loses are faint.

    Returns:
        The board; without columns it has no rows.
    """
    filters_here = acting(filters)
    named = list(dict.fromkeys(asked))
    columns = model.rows("board_columns", filters_here, columns=named, step=step)
    known = [row["value"] for row in columns]
    if known[:MOST_COLUMNS] != named:
        chosen = known[:MOST_COLUMNS]
        columns = model.rows("board_columns", filters_here, columns=chosen, step=step)
    n_hidden = columns[0]["n_board_hidden"] if columns else 0
    return Board(
        columns=tuple(_column(row) for row in columns),
        rows=tuple(_rows(model, filters_here, columns, step)) if columns else (),
        unknown=tuple(value for value in named if value not in known),
        left_out=tuple(known[MOST_COLUMNS:]),
        finding_ids=tuple(columns[0]["board_finding_ids"] or ()) if columns else (),
        n_all=model.rows("selection_size")[0]["n_all_findings"],
        n_hidden=n_hidden,
        n_lost=columns[0]["n_board_lost"] if columns else 0,
        hidden=_hidden(n_hidden, idle=filters != filters_here),
    )


def acting(filters: Filters) -> Filters:
    """The filters without those about sites, which would only empty a column that was chosen."""
    for facet in ABOUT_SITES:
        filters = filters.without(facet)
    return filters


def group_title(column: Row) -> str:
    """What a group is called: 'All 14 MCP vanguards', 'All 10 sites: Alliance contract'."""
    group, _, member_of = column["value"].partition(":")
    kind = "vanguard" if column["n_vanguards"] == column["n_sites"] else "site"
    many = f"{kind}{'' if column['n_sites'] == 1 else 's'}"
    if group == "model" and member_of in MODELS:
        return f"All {column['n_sites']} {MODELS[member_of]} {many}"
    return f"All {column['n_sites']} {many}: {column['group_name']}"


def _column(row: Row) -> Column:
    title = group_title(row) if row["is_group"] else row["short_name"]
    return Column(
        value=row["value"],
        number=row["column_number"],
        title=title,
        name=title if row["is_group"] else row["name"],
        kind="National groups left out" if row["is_group"] else row["kind_name"],
        is_group=row["is_group"],
        n_sites=row["n_sites"],
        n_shown=row["n_shown"],
        n_hidden=row["n_hidden"],
    )


def _rows(
    model: ReadModel, filters: Filters, columns: Sequence[Row], step: str
) -> Iterable[BoardRow]:
    chosen = [row["value"] for row in columns]
    has_groups = any(row["is_group"] for row in columns)
    contracts = _by_column(model.rows("board_contracts", columns=chosen))
    groups = _by_column(model.rows("board_groups", columns=chosen) if has_groups else [])
    lessons = _by_column(model.rows("board_lessons", columns=chosen))
    absences = model.rows("board_absences", columns=chosen)
    absent = _by_cell(absences)
    votes = model.rows("board_votes", filters, columns=chosen, step=step) if has_groups else []
    findings = model.rows("board_findings", filters, columns=chosen)
    cite = _citing(model, columns, *contracts.values(), *lessons.values(), absences)

    def facts(make_cell: Callable[[Row, int], Cell]) -> tuple[Cell, ...]:
        return tuple(make_cell(column, column["column_number"]) for column in columns)

    made = {
        "model_of_care": facts(
            lambda column, number: board_facts.model_of_care(column, groups[number], cite)
        ),
        "population": facts(lambda column, _: board_facts.population(column, cite)),
        "contract": facts(
            lambda column, number: board_facts.contracts(
                column, contracts[number], groups[number], cite
            )
        ),
        "fate": facts(
            lambda column, number: board_facts.fate(column, contracts[number], groups[number], cite)
        ),
    }
    for key, title in ROWS.items():
        yield board_rows.row(key, title, "fact", made[key])
    yield from _outcome_rows(columns, findings, absent, _by_cell(votes), cite, step)
    yield board_rows.row(
        "lessons",
        AFTER_OUTCOMES["lessons"],
        "lessons",
        facts(lambda _, number: _lessons(lessons[number], cite)),
    )
    yield board_rows.row(
        "certainty",
        AFTER_OUTCOMES["certainty"],
        "certainty",
        facts(
            lambda column, number: board_facts.certainty(
                column, _missing(absent[None, number], cite), step
            )
        ),
    )


def _outcome_rows(
    columns: Sequence[Row],
    findings: Sequence[Row],
    absent: Cells,
    voted: Cells,
    cite: Cite,
    step: str,
) -> Iterable[BoardRow]:
    """One row for every outcome domain, in the order of the vocabulary."""
    names = {row["outcome_domain"]: row["outcome_name"] for row in findings}
    of_cell = _by_cell(findings)
    for outcome, name in names.items():
        cells: list[Cell] = []
        for column in columns:
            place = outcome, column["column_number"]
            if column["is_group"]:
                cells.append(board_votes.cell(voted[place], column["n_sites"]))
            else:
                cells.append(_outcome(of_cell[place], absent[place], cite, step))
        yield board_rows.row(outcome, name, "outcome", tuple(cells))


def _outcome(rows: Sequence[Row], absences: Sequence[Row], cite: Cite, step: str) -> OutcomeCell:
    """A cell of a site; ``rows`` has one row without a finding where there is none."""
    findings = tuple(
        board_words.reported(row, step) for row in rows if row["finding_id"] is not None
    )
    beside = board_beside.pair(findings)
    joined = (*beside.claims, *beside.found) if beside else ()
    return OutcomeCell(
        findings=findings,
        absences=_missing(absences, cite),
        beside=beside,
        others=tuple(each for each in findings if each not in joined),
        n_hidden=rows[0]["n_hidden"],
    )


def _missing(rows: Sequence[Row], cite: Cite) -> tuple[Missing, ...]:
    return tuple(board_words.missing(row, cite(row["source_id"], row["locator"])) for row in rows)


def _lessons(rows: Sequence[Row], cite: Cite) -> LessonsCell:
    """Lessons by theme, each with the site that learnt it."""
    by_theme: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_theme[row["theme"]].append(row)
    themes = tuple(
        Theme(
            theme,
            of_theme[0]["theme_name"],
            tuple(
                Lesson(
                    row["lesson"], row["site_short_name"], cite(row["source_id"], row["locator"])
                )
                for row in of_theme
            ),
        )
        for theme, of_theme in by_theme.items()
    )
    counts = ", ".join(f"{each.name.lower()} {len(each.lessons)}" for each in themes)
    return LessonsCell(themes, f"{len(rows)}: {counts}" if rows else "none recorded")


def _citing(model: ReadModel, *listed: Iterable[Row]) -> Cite:
    """What makes the reference of a source id and a locator, for the sources of some rows."""
    names = ("source_id", "population_source_id")
    ids = {row[name] for rows in listed for row in rows for name in names if row.get(name)}
    found = {row["source_id"]: row for row in model.rows("board_sources", source_ids=sorted(ids))}

    def cite(source_id: str, locator: str | None) -> Reference:
        source = found[source_id]
        return board_words.reference(locator, source, source["title"], source["url"])

    return cite


def _hidden(n_hidden: int, *, idle: bool) -> str:
    verb = "is" if n_hidden == 1 else "are"
    words = f"{board_words.counted(n_hidden, 'finding')} of these columns {verb} hidden by filters."
    return " ".join([words] * bool(n_hidden) + [IDLE] * idle)


def _by_column(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    placed: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        placed[row["column_number"]].append(row)
    return placed


def _by_cell(rows: Iterable[Row]) -> Cells:
    placed: Cells = defaultdict(list)
    for row in rows:
        placed[row["outcome_domain"], row["column_number"]].append(row)
    return placed
