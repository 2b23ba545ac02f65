"""What became of the contracts: the lane of each on one time scale, and the same in words.

Rows are those of ``queries/contract_lanes.sql``.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from evidence.charts import gaps
from evidence.charts.impacts_panels import counted
from evidence.dates import date_words

Row = dict[str, Any]

TITLE = "What became of them: one lane a contract"
NO_DATE = "no date stated"
# Years between two labels of the axis.
STEP = 2
ORDER_RULE = (
    "Order: form from looser to tighter, those on no such line last; then first known date, name."
)
# What the bars and boxes mean, in the order of the key.
KINDS = {
    "procuring": "out to tender",
    "awarded": "bidder chosen, awarded or signed",
    "shadow": "shadow running",
    "live": "ran, as far as seen",
    "paused": "paused",
    "vague": "some day in this month or year",
    "planned": "planned or agreed, not seen",
}
# What took place, and what was only to take place.
STAGES = {
    "planned_start": ("start planned for", "start planned for"),
    "procurement_opened": ("procurement opened", "procurement to open"),
    "bidder_chosen": ("bidder chosen", "bidder to be chosen"),
    "awarded": ("awarded", "award planned for"),
    "signed": ("signed", "signing planned for"),
    "shadow_started": ("shadow running from", "shadow running planned for"),
    "live_from": ("live from", "to be live from"),
    "extended": ("extended", "extension from"),
    "paused": ("paused", "pause planned for"),
    "ended": ("ended", "to end"),
    "terminated": ("terminated", "to be terminated"),
    "abandoned": ("abandoned", "to be abandoned"),
    "last_seen": ("last seen", "last seen"),
}


@dataclass(frozen=True)
class Group:
    """The contracts of one form, in their order."""

    contract_form: str
    name: str
    rows: tuple[Row, ...]

    @property
    def words(self) -> str:
        """How many there are in which state: '8 contracts: 3 live, 1 terminated, 4 abandoned'."""
        return f"{counted(len(self.rows), 'contract')}: {states(self.rows)}"


def groups(rows: Sequence[Row]) -> list[Group]:
    """The lanes by contract form; no rows give no group."""
    found = [tuple(own) for _, own in groupby(rows, lambda row: row["contract_form"])]
    return [Group(own[0]["contract_form"], form(own[0]), own) for own in found]


def form(row: Row) -> str:
    """The name of the contract form over its lanes: 'Virtual alliance'."""
    short: str = row["short_form"]
    return gaps.SHORT_NAMES.get(row["form_name"], short)


def states(rows: Sequence[Row]) -> str:
    """How many contracts were in which state when last seen: '26 live, 4 ended'."""
    ordered = sorted(rows, key=lambda row: row["status_order"])
    counts = Counter(row["status_name"].lower() for row in ordered)
    return ", ".join(f"{n} {name}" for name, n in counts.items())


def subtitle(size: Row, rows: Sequence[Row], status: str, filters: str) -> str:
    """How many of the contracts are shown, and what is chosen.

    Args:
        size: the row of ``queries/contracts_size.sql``.
        rows: the lanes; at least one.
        status: the chosen state, or "all".
        filters: the active filters in words.
    """
    state = "" if status == "all" else f"{rows[0]['status_name'].lower()} when last seen; "
    n_of_all = f"{size['n_contracts']} of {counted(size['n_all_contracts'], 'contract')}"
    return f"{n_of_all}; {state}{filters}."


def last_known(row: Row) -> str:
    """The state with its date: 'live, seen 15 Feb 2018', 'terminated Dec 2015', 'live, no date'."""
    name: str = row["status_name"].lower()
    if row["status_date"] is None:
        return f"{name}, no date"
    day = date_words(row["status_date"], short=True)
    return f"{name}, seen {day}" if row["is_last_seen"] else f"{name} {day}"


def dates(row: Row, *, short: bool = False) -> str:
    """Every stage with its date: 'live from April 2015; to end March 2019; last seen 2017'.

    A contract without any date, or without a stage, gives 'no date stated'.
    """
    dated = [stage for stage in row["stages"] if stage["date"]]
    if not dated:
        return NO_DATE
    said = "; ".join(_stage(stage, short=short) for stage in dated)
    return f"start not stated; {said}" if row["unstated"] is not None else said


def start(row: Row) -> str:
    """How a contract is known to have begun, in short: 'live from Apr 2015', 'due Apr 2018'."""
    dated = {
        (stage["stage"], stage["is_planned"]): date_words(stage["date"], short=True)
        # The first of a kind counts.
        for stage in reversed(row["stages"])
        if stage["date"]
    }
    known = {
        ("live_from", False): "from",
        ("live_from", True): "due",
        ("planned_start", True): "due",
        ("signed", False): "signed",
        ("awarded", False): "awarded",
        ("bidder_chosen", False): "bidder",
        ("procurement_opened", False): "tender",
    }
    return next(
        (f"{word} {dated[stage]}" for stage, word in known.items() if stage in dated),
        "start not stated",
    )


def end(row: Row) -> str:
    """When a contract was to end, in short: 'to end Mar 2019'; empty where no date is known."""
    planned = [
        date_words(stage["date"], short=True)
        for stage in row["stages"]
        if stage["stage"] == "ended" and stage["is_planned"] and stage["date"]
    ]
    return f"to end {planned[-1]}" if planned else ""


def years(row: Row) -> list[int]:
    """The years that the axis names."""
    return list(range(row["first_year"], row["last_year"] + 1, STEP))


def kinds(rows: Sequence[Row]) -> list[str]:
    """What the lanes draw, of ``KINDS``, in the order of the key."""
    drawn = {span["kind"] for row in rows for span in row["spans"]}
    # A pause of which only the beginning is known has its sign and no bar.
    drawn |= {"paused"} if "pause" in drawn else set()
    return [kind for kind in KINDS if kind in drawn]


def notes(rows: Sequence[Row]) -> tuple[str, ...]:
    """What a reader of the lanes has to know, a sentence each."""
    live = [row for row in rows if row["status"] == "live"]
    agreed = sum(row["is_agreed_only"] for row in live)
    undated = sum(row["mark"] is None for row in rows)
    start = "starts" if agreed == 1 else "start"
    said = [
        "“Seen” is when the newest source found that mentions the contract was published, so a live"
        " mark is no news of today; nothing is drawn after it but what had been agreed.",
        f"{agreed} of {counted(len(live), 'live contract')} {start} after that source: drawn as"
        " agreed, not as run."
        if agreed
        else "",
        f"Of {counted(undated, 'contract')} no source gives a date, so the mark stands off the"
        " scale."
        if undated
        else "",
        ORDER_RULE,
    ]
    return tuple(each for each in said if each)


def _stage(stage: Mapping[str, Any], *, short: bool) -> str:
    happened, planned = STAGES[stage["stage"]]
    day = date_words(stage["date"], short=short)
    return f"{planned if stage['is_planned'] else happened} {day}"
