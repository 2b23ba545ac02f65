"""What the effect direction plot and the harvest plot say in words.

Rows are those of ``queries/directions.sql``, ``directions_counts.sql``, ``directions_size.sql`` and
``harvest.sql``.
"""

from collections.abc import Sequence
from typing import Any

from evidence.charts import claims, marks
from evidence.charts.impacts_panels import counted

Row = dict[str, Any]

# The heights of the bars of a harvest plot, the weakest design first.
LEVELS = ("No test", "Before and after", "Trend or reviews", "Against controls", "Trial")
RULE = (
    "One mark is one site and outcome: the direction that at least 70% of its findings there share,"
    " else mixed (Hilton Boon and Thomson 2021); its fill is the strongest evidence status among"
    " them, a number beside it says how many they are when more than one."
)
ORDER_RULE = (
    "Order: the strongest design of the site, then its newest source, then its name; never the size"
    " of an effect."
)
HARVEST_RULE = (
    "One bar is one site: the direction that at least 70% of its findings of the strongest level of"
    " design share, else mixed. The height is that level, the fill the strongest evidence status"
    " among them. A design that is not stated counts as no test."
)
HARVEST_ORDER = (
    "Order within a direction: design, evidence status, name; never the size of an effect."
)
VOTES = "Each site has one vote in an outcome. Intervals are by Wilson's formula, at 95%."
CAUTION = (
    "The sign test sets better against worse and leaves all other votes out; its assumption is"
    " disputed (Nikolakopoulos 2021). A count of directions says nothing of how large effects are."
)


def subtitle(row: Row, n_all_findings: int, filters: str) -> str:
    """How many findings are merged, of how many, and the filters in words."""
    return f"{row['n_findings']} of {n_all_findings:,} findings; {filters}."


def left_out(row: Row) -> str:
    """What has no mark: national groups and forecasts; empty where there are none."""
    said = []
    if row["n_groups"]:
        groups = counted(row["n_groups"], "national group")
        verb = "overlaps" if row["n_groups"] == 1 else "overlap"
        said.append(
            f"{groups} with {counted(row['n_group_findings'], 'finding')}, which {verb} with sites"
        )
    if row["n_forecasts"]:
        verb = "which is no result" if row["n_forecasts"] == 1 else "which are no results"
        said.append(f"{counted(row['n_forecasts'], 'forecast')} of sites, {verb}")
    return f"Left out: {'; '.join(said)}." if said else ""


def without_result(rows: Sequence[Row]) -> str:
    """The outcomes in which no site has a result; empty where all have one."""
    names = [row["outcome_name"] for row in rows if not row["n_all_sites"]]
    return f"No site has a result for: {', '.join(names)}." if names else ""


def share(row: Row) -> str:
    """The share of sites that point better with its interval: '83%, 55 to 95%'."""
    if not row["n_sites"]:
        return "no site"
    low, high = row["share_low"] * 100, row["share_high"] * 100
    return f"{row['share'] * 100:.0f}%, {low:.0f} to {high:.0f}%"


def chance(row: Row) -> str:
    """How easily chance splits better and worse so, in a sentence."""
    if not row["n_tested"]:
        return "No site points better or worse."
    if row["n_tested"] == 1:
        return "One site alone points better or worse."
    if row["n_improved"] == row["n_worsened"]:
        return f"{row['n_improved']} better, {row['n_worsened']} worse: an even split."
    more, side = max((row["n_improved"], "better"), (row["n_worsened"], "worse"))
    odds = claims.odds(row["chance"])
    return f"{more} of {row['n_tested']} sites {side}: so lopsided a split arises by chance {odds}."


def not_counted(row: Row) -> str:
    """What has no vote in an outcome: '2 do not survive, 1 forecast'; 'none' where all vote."""
    said = []
    if row["n_lost"]:
        verb = "does" if row["n_lost"] == 1 else "do"
        said.append(f"{counted(row['n_lost'], 'site')} {verb} not survive")
    if row["n_groups"]:
        said.append(counted(row["n_groups"], "national group"))
    if row["n_forecasts"]:
        said.append(counted(row["n_forecasts"], "forecast"))
    return ", ".join(said) or "none"


def harvest_title(outcome_name: str, bars: Sequence[Row]) -> str:
    """What is counted: 'Emergency admissions at 37 sites'."""
    return f"{outcome_name} at {counted(len(bars), 'site')}"


def harvest_size(bars: Sequence[Row]) -> int:
    """How many findings the bars rest on."""
    return sum(row["n_findings"] for row in bars)


def not_drawn(bars: Sequence[Row], row: Row) -> str:
    """What a harvest plot leaves out, in words; empty where it leaves out nothing.

    Args:
        bars: those of ``queries/harvest.sql``.
        row: that of the outcome in ``queries/directions_counts.sql``.
    """
    said = []
    weaker = sum(bar["n_weaker"] for bar in bars)
    if weaker:
        said.append(f"{counted(weaker, 'finding')} of the same sites with a weaker design")
    if row["n_groups"]:
        verb = "overlaps" if row["n_groups"] == 1 else "overlap"
        said.append(f"{counted(row['n_groups'], 'national group')}, which {verb} with sites")
    if row["n_forecasts"]:
        said.append(counted(row["n_forecasts"], "forecast"))
    return f"Not drawn: {'; '.join(said)}." if said else ""


def changed(bars: Sequence[Row]) -> str:
    """At how many sites the findings that survive point another way than all; empty for none."""
    n = sum(bar["left_direction"] not in (None, bar["direction"]) for bar in bars)
    if not n:
        return ""
    return (
        f"At {counted(n, 'site')} the findings that survive point another way than all of that"
        " design together; the bar stands where all of them point, the table says both."
    )


def groups(bars: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The bars of every direction, in the order of the vocabulary; a direction may have none."""
    return [
        (direction, [row for row in bars if row["direction"] == direction])
        for direction in marks.DIRECTIONS
    ]


def in_one_sentence(bars: Sequence[Row]) -> str:
    """How many sites point which way: '12 better, 11 no difference, 2 mixed, 12 worse'."""
    return ", ".join(
        f"{len(own)} {marks.DIRECTIONS[direction].word}" for direction, own in groups(bars) if own
    )


def bar_words(row: Row) -> str:
    """What one bar says: 'Alpha: better, evaluated; against controls; 2 findings'."""
    said = [
        f"{row['site_short_name']}: {marks.words(row['direction'], row['evidence_status'])}",
        LEVELS[row["design_level"] - 1].lower(),
        counted(row["n_findings"], "finding"),
    ]
    return "; ".join(said)
