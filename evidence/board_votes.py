"""How the sites of a group stand in one outcome: one vote a site, or why it has none."""

from collections import Counter
from collections.abc import Sequence

from evidence.board_parts import Vote, VotesCell
from evidence.charts import marks
from evidence.read_model import Row

RULE = (
    "A group has one vote a site: the site's strongest evidence that survives, merged to the"
    " direction that at least 70% of its findings share, else mixed; forecasts have no vote and"
    " national groups are left out."
)
WITHOUT = {"hidden": "hidden by filters", "forecast_only": "forecast only"}


def cell(rows: Sequence[Row], n_sites: int) -> VotesCell:
    """The cell of a group.

    Args:
        rows: rows of ``queries/board_votes.sql`` for one column and outcome; none where nothing is
            known of any site.
        n_sites: how many sites the group has.
    """
    votes = tuple(_vote(row) for row in rows if row["kind"] == "result")
    without = Counter(
        WITHOUT.get(row["kind"]) or row["reason_name"].lower()
        for row in rows
        if row["kind"] != "result"
    )
    n_none = n_sites - len(rows)
    return VotesCell(
        votes, tuple(without.items()), n_none, n_sites, _words(votes, without, n_none, n_sites)
    )


def _vote(row: Row) -> Vote:
    return Vote(
        site_id=row["site_id"],
        short_name=row["short_name"],
        direction=row["direction"],
        evidence_status=row["evidence_status"],
        n_findings=row["n_findings"],
        faint=not row["is_left"],
    )


def _words(votes: Sequence[Vote], without: Counter[str], n_none: int, n_sites: int) -> str:
    counts = Counter(vote.direction for vote in votes)
    said = [
        f"{counts[name]} {mark.word}" for name, mark in marks.DIRECTIONS.items() if counts[name]
    ]
    first = f"{', '.join(said)} of {n_sites} sites" if said else f"0 of {n_sites} sites"
    lost = sum(vote.faint for vote in votes)
    parts = [first, *(f"{n} {words}" for words, n in without.items())]
    parts += [f"none found at {n_none}"] if n_none and votes else []
    parts += [f"{lost} of {len(votes)} {'does' if lost == 1 else 'do'} not survive"] if lost else []
    return "; ".join(parts)
