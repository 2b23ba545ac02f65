"""The scene of the directions: sites by outcome as an effect direction plot, or a harvest plot."""

from collections.abc import Sequence

from evidence import survival
from evidence.charts import direction_words, marks
from evidence.charts.direction_words import LEVELS
from evidence.charts.impacts_panels import counted
from evidence.read_model import Row
from evidence.scenes import scene_sources
from evidence.scenes.parts import Cell, Finding, Nothing, Words
from evidence.scenes.scene import Asked, Bar, Harvest, Line, Panel, Scene

PICTURES = {"directions": "Effect direction plot", "harvest": "Harvest plot"}
# The outcome that the most sites have a result for.
OUTCOME = "emergency_admissions"
NONE = (Nothing("none"),)


def scene(asked: Asked) -> Scene:
    """Which way the results of the selected sites point; no panel where no site has one.

    The parameter ``picture`` is a key of ``PICTURES``, ``outcome`` the outcome domain of the
    harvest plot, ``survives`` a step of ``survival.STEPS``.
    """
    step = asked.choice("survives", survival.STEPS, "all")
    counts = asked.rows("directions_counts", step=step)
    if asked.choice("picture", PICTURES, "directions") == "harvest":
        return _harvest(asked, step, counts)
    return _directions(asked, step, counts)


def outcome_asked(value: str, counts: Sequence[Row]) -> Row | None:
    """The outcome of a harvest plot among the rows of ``queries/directions_counts.sql``.

    One that does not exist means ``OUTCOME``; None where that is not in the set either.
    """
    by_name = {row["outcome_domain"]: row for row in counts}
    return by_name.get(value) or by_name.get(OUTCOME)


def left_at_steps(bars: Sequence[Row]) -> dict[str, int]:
    """How many bars of a harvest plot are left at each step of ``survival.STEPS``."""
    return {
        "all": len(bars),
        "compared": sum(bool(row["is_compared"]) for row in bars),
        "independent": sum(bool(row["is_independent"]) for row in bars),
    }


def marks_panel(rows: Sequence[Row]) -> Panel:
    """The effect direction plot: a row for each site, a column for each outcome with a result.

    Args:
        rows: those of ``queries/directions.sql``, at least one.
    """
    outcomes = outcomes_of(rows)
    lines = []
    for site in sites_of(rows):
        own = {row["outcome_domain"]: row for row in site}
        cells = tuple(_cell(own.get(outcome)) for outcome in outcomes)
        lines.append(Line(site[0]["site_short_name"], cells))
    return Panel(
        title=f"Direction of results at {counted(len(lines), 'site')}",
        headings=("Site", *outcomes.values()),
        lines=tuple(lines),
        note="At least 70% of a site's findings, else mixed",
        pages_columns=True,
        drops_unmarked=True,
    )


def counts_panel(counts: Sequence[Row]) -> Panel:
    """How many sites point which way in each outcome with a result.

    Args:
        counts: the rows of ``queries/directions_counts.sql``.
    """
    lines = (
        Line(
            row["outcome_name"],
            (
                (Words(str(row["n_improved"])),),
                (Words(str(row["n_worsened"])),),
                (Words(", ".join(_others(row)) or "0"),),
                (Words(direction_words.share(row), "bold" if row["n_sites"] else "quiet"),),
            ),
        )
        for row in counts
        if row["n_all_sites"]
    )
    return Panel(
        title="Sites by the direction of their result",
        headings=("Outcome", "Better", "Worse", "Others", "Better, 95% interval"),
        lines=tuple(lines),
        widths=(0.24, 0.13, 0.13, 0.25, 0.25),
        note="One vote a site",
    )


def harvest_panel(outcome_name: str, bars: Sequence[Row]) -> Panel:
    """The harvest plot of one outcome; directions without a bar are left out."""
    groups = tuple(
        (direction, tuple(_bar(row) for row in own))
        for direction, own in direction_words.groups(bars)
        if own
    )
    title = direction_words.harvest_title(outcome_name, bars)
    return Panel(title, harvest=Harvest(LEVELS, groups))


def outcomes_of(rows: Sequence[Row]) -> dict[str, str]:
    """The outcomes with a mark and their names, in the order of the vocabulary.

    Args:
        rows: those of ``queries/directions.sql``.
    """
    places = {row["outcome_domain"]: row["outcome_place"] for row in rows}
    names = {row["outcome_domain"]: row["outcome_name"] for row in rows}
    return {outcome: names[outcome] for outcome in sorted(places, key=places.__getitem__)}


def sites_of(rows: Sequence[Row]) -> list[list[Row]]:
    """The marks of each site, in the order of the sites."""
    sites: dict[str, list[Row]] = {}
    for row in rows:
        sites.setdefault(row["site_id"], []).append(row)
    return list(sites.values())


def _directions(asked: Asked, step: str, counts: Sequence[Row]) -> Scene:
    size = asked.one("directions_size")
    rows = asked.rows("directions", step=step)
    left = {"all": size["n_marks"], "compared": size["n_compared"]}
    left["independent"] = size["n_independent"]
    notes = (
        direction_words.RULE,
        direction_words.ORDER_RULE,
        direction_words.VOTES,
        direction_words.CAUTION,
        direction_words.left_out(size),
        direction_words.without_result(counts),
    )
    return _scene(
        asked,
        title="Which way results point",
        n_findings=size["n_findings"],
        panels=(counts_panel(counts), marks_panel(rows)) if rows else (),
        notes=notes,
        cited=scene_sources.of_results(asked, forecasts=False) if rows else [],
        survives=survival.words(step, left["all"] - left[step], left["all"]),
    )


def _harvest(asked: Asked, step: str, counts: Sequence[Row]) -> Scene:
    outcome = outcome_asked(next(iter(asked.every("outcome")), OUTCOME), counts)
    bars = (
        asked.rows("harvest", outcome_domain=outcome["outcome_domain"], step=step)
        if outcome
        else []
    )
    if not outcome or not bars:
        return _scene(asked, title="Harvest plot", n_findings=0, panels=())
    left = left_at_steps(bars)
    finding_ids = [finding for row in bars for finding in row["finding_ids"]]
    return _scene(
        asked,
        title=f"Harvest plot: {outcome['outcome_name']}",
        n_findings=direction_words.harvest_size(bars),
        panels=(harvest_panel(outcome["outcome_name"], bars), _names(bars)),
        notes=(
            direction_words.HARVEST_RULE,
            direction_words.HARVEST_ORDER,
            direction_words.not_drawn(bars, outcome),
            direction_words.changed(bars),
        ),
        cited=scene_sources.of_findings(asked, finding_ids),
        survives=survival.words(step, left["all"] - left[step], left["all"]),
    )


def _scene(
    asked: Asked,
    *,
    title: str,
    n_findings: int,
    panels: tuple[Panel, ...],
    notes: Sequence[str] = (),
    cited: Sequence[Row] = (),
    survives: str = "",
) -> Scene:
    n_all = asked.one("selection_size")["n_all_findings"]
    return Scene(
        page="directions",
        title=title,
        counted=f"{n_findings} of {n_all:,} findings",
        filters=asked.words(),
        panels=panels,
        notes=tuple(each for each in notes if each) if panels else (),
        sources=scene_sources.of_rows(cited),
        newest=scene_sources.newest(cited),
        survival=survives if panels else "",
    )


def _others(row: Row) -> list[str]:
    """The votes that are neither better nor worse: '2 no difference', '1 mixed'."""
    names = ("no_difference", "mixed", "unclear")
    return [
        f"{row[f'n_{name}']} {marks.DIRECTIONS[name].word}" for name in names if row[f"n_{name}"]
    ]


def _cell(row: Row | None) -> Cell:
    if row is None:
        return NONE
    words = str(row["n_findings"]) if row["n_findings"] > 1 else ""
    return (Finding(row["direction"], row["evidence_status"], words, not row["is_left"]),)


def _bar(row: Row) -> Bar:
    return Bar(
        row["site_short_name"], row["evidence_status"], row["design_level"], not row["n_left"]
    )


def _names(bars: Sequence[Row]) -> Panel:
    """Who stands where in the harvest plot."""
    lines: list[Line] = []
    for direction, own in direction_words.groups(bars):
        if own:
            word = marks.DIRECTIONS[direction].word.capitalize()
            lines.append(Line(f"{word}: {counted(len(own), 'site')}", heading=True))
        lines += [
            Line(
                row["site_short_name"],
                (
                    (Finding(direction, row["evidence_status"], faint=not row["n_left"]),),
                    (Words(LEVELS[row["design_level"] - 1]),),
                ),
            )
            for row in own
        ]
    return Panel("The sites by direction and design", ("Site", "Result", "Design"), tuple(lines))
