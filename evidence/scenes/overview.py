"""The scene of the landing page: what is known in short, the evidence map, and ten cases."""

from collections.abc import Iterable, Sequence

from evidence import in_short, survival, ten_cases
from evidence.charts import claims, evidence_map, marks
from evidence.charts.evidence_map import Count
from evidence.charts.impacts_panels import counted
from evidence.read_model import Row
from evidence.scenes import overview_cases, scene_sources
from evidence.scenes.parts import Absence, Cell, Contract, Finding, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene

# More marks than these say less than their number.
MOST_MARKS = 8
SITES_IN_SHORT = (
    ("Sites with any observed result", "n_observed", "n_sites", "sites"),
    ("Sites with none that we found", "n_without_result", "n_sites", "sites"),
    ("Sites independently evaluated", "n_evaluated", "n_sites", "sites"),
    ("Vanguards independently evaluated", "n_vanguards_evaluated", "n_vanguards", "vanguards"),
    ("Findings with any number", "n_with_number", "n_findings", "findings"),
    ("Findings with an interval", "n_with_interval", "n_findings", "findings"),
)


def scene(asked: Asked) -> Scene:
    """What is known about the selection; no panel where nothing is selected."""
    size = asked.one("selection_size")
    is_empty = not size["n_sites"] and not size["n_groups"]
    cited = [] if is_empty else scene_sources.of_selection(asked)
    step = asked.choice("survives", survival.STEPS, "all")
    mapped = asked.rows("evidence_map", step=step)
    left = evidence_map.left(mapped)
    panels, notes = ((), ()) if is_empty else _known(asked, mapped)
    return Scene(
        page="dashboard",
        title="What do we know?",
        counted=f"{size['n_findings']} of {size['n_all_findings']:,} findings",
        filters=asked.words(),
        panels=panels,
        notes=notes,
        sources=scene_sources.of_rows(cited),
        newest=scene_sources.newest(cited),
        survival=survival.words(step, left["all"] - left[step], left["all"]),
    )


def _known(asked: Asked, mapped: Sequence[Row]) -> tuple[tuple[Panel, ...], tuple[str, ...]]:
    counts = asked.one("in_short")
    votes = asked.rows("claims_and_evaluations")
    missing = asked.rows("known_missing")
    panels = (
        _in_short(counts),
        *_contracts(asked, counts),
        *((_claims(votes), _map(mapped, missing)) if counts["n_sites"] else ()),
        *_map_of_groups(mapped),
        *overview_cases.panels(asked.rows("ten_cases")),
    )
    notes = (
        in_short.note(counts),
        claims.RULE,
        claims.note(votes),
        evidence_map.note(missing),
        ten_cases.SUBTITLE,
        ten_cases.ORDER_RULE,
        "What the ten cases rest on stands in the records of their sites.",
    )
    return panels, notes


def _in_short(counts: Row) -> Panel:
    """The counts that have something to be counted in."""
    lines = (
        Line(label, ((Words(str(counts[n]), "bold"), Words(f"of {counts[total]} {things}")),))
        for label, n, total, things in SITES_IN_SHORT
        if counts[total]
    )
    note = "" if counts["n_sites"] else "Only national groups are selected"
    return Panel("In short", ("Counted", "How many"), tuple(lines), (0.55, 0.45), note)


def _contracts(asked: Asked, counts: Row) -> tuple[Panel, ...]:
    """How many contracts have each status; no panel without a contract."""
    total = counts["n_contracts"]
    if not total:
        return ()
    names = asked.model.package.tables["contracts"].field("status")
    lines = (
        Line(names.label(status), ((Contract(status, f"{counts[f'n_{status}']} of {total}"),),))
        for status in marks.CONTRACT_STATUSES
    )
    title = "Contracts by the status last seen"
    return (Panel(title, ("Status", "Contracts"), tuple(lines), (0.55, 0.45)),)


def _claims(votes: Sequence[Row]) -> Panel:
    lines = (Line(row["status_name"], _votes(row)) for row in votes)
    return Panel(
        title="Self-reported beside evaluated: votes of sites",
        headings=("Evidence", "Votes by direction", "Better", "95% interval"),
        lines=tuple(lines),
        widths=(0.24, 0.38, 0.18, 0.2),
        note="One vote for each site and outcome, none for national groups",
    )


def _votes(row: Row) -> tuple[Cell, ...]:
    if not row["n_votes"]:
        return ((Nothing("none"),),) * 3
    votes = [Count(name, row[f"n_{name}"]) for name in marks.DIRECTIONS if row[f"n_{name}"]]
    interval = f"{row['share_low'] * 100:.0f} to {row['share_high'] * 100:.0f}%"
    return (
        _numbers(votes, row["evidence_status"]),
        (Words(claims.share(row, verb=False)),),
        (Words(interval),),
    )


def _map(rows: Sequence[Row], missing: Sequence[Row]) -> Panel:
    names = [column.status_name for column in evidence_map.columns(rows)]
    lines = (
        Line(
            line.outcome_name,
            (
                *(_cell(cell.sites, cell.evidence_status) for cell in line.cells),
                tuple(Absence(words) for words in line.missing) or (Nothing("none known"),),
            ),
        )
        for line in evidence_map.lines(rows, missing)
    )
    n_marks, _ = evidence_map.mark_counts(rows)
    return Panel(
        title="Where there is evidence, and where there is none",
        headings=("Outcome", *names, "Known missing"),
        lines=tuple(lines),
        note=f"{counted(n_marks, 'mark')}, one for each site, outcome and kind of evidence",
        pages_columns=True,
    )


def _map_of_groups(rows: Sequence[Row]) -> tuple[Panel, ...]:
    """The same of national groups, which overlap with sites; no panel where they have no result."""
    _, n_marks = evidence_map.mark_counts(rows)
    if not n_marks:
        return ()
    names = [column.status_name for column in evidence_map.columns(rows)]
    lines = (
        Line(
            line.outcome_name,
            tuple(_cell(cell.groups, cell.evidence_status) for cell in line.cells),
        )
        for line in evidence_map.lines(rows, ())
        if any(cell.groups for cell in line.cells)
    )
    return (
        Panel(
            title="Evidence of national groups, which overlap with the sites",
            headings=("Outcome", *names),
            lines=tuple(lines),
            note=f"{counted(n_marks, 'mark')}, one for each group, outcome and kind of evidence",
            pages_columns=True,
        ),
    )


def _cell(counts: Sequence[Count], status: str) -> Cell:
    """A mark for each site, or the number of marks where they are many."""
    if not counts:
        return (Nothing("none"),)
    if sum(count.n for count in counts) > MOST_MARKS:
        return _numbers(counts, status)
    return tuple(
        Finding(count.direction, status, faint=count.faint)
        for count in counts
        for _ in range(count.n)
    )


def _numbers(counts: Iterable[Count], status: str) -> Cell:
    return tuple(Finding(count.direction, status, str(count.n), count.faint) for count in counts)
