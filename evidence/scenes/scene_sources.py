"""The sources that a scene rests on, in words, each once."""

from collections.abc import Iterable

from evidence.dates import date_words
from evidence.read_model import Row
from evidence.scenes.scene import Asked, Source

# As many rows of queries/source_list.sql as there can be.
NO_END = 1_000_000


def of_rows(rows: Iterable[Row]) -> tuple[Source, ...]:
    """The sources of some rows, each once, in the order of publication; those without a date last.

    Args:
        rows: sources or findings: ``publisher``, ``published``, the title as ``title`` or
            ``source_title``, the address as ``url`` or ``source_url``.
    """
    named = {
        (row["published"] or "", _words(row), _either(row, "url", "source_url")) for row in rows
    }
    in_order = sorted(named, key=lambda each: (not each[0], each[0], each[1], each[2] or ""))
    return tuple(Source(words, url) for _, words, url in in_order)


def newest(rows: Iterable[Row]) -> str:
    """The year of the newest source of some rows; empty where none is dated."""
    return max((row["published"] or "" for row in rows), default="")[:4]


def of_findings(asked: Asked, finding_ids: Iterable[str]) -> list[Row]:
    """The rows of ``queries/finding_sources.sql``: what some findings rest on."""
    return asked.rows("finding_sources", finding_ids=sorted(finding_ids))


def of_results(asked: Asked, *, forecasts: bool) -> list[Row]:
    """The rows of ``queries/result_sources.sql``: what the selected findings of sites rest on."""
    return asked.rows("result_sources", forecasts=forecasts)


def of_selection(asked: Asked) -> list[Row]:
    """The rows of ``queries/source_list.sql``: all that the selection rests on."""
    return asked.rows("source_list", everything=False, sort="oldest", page=1, page_size=NO_END)


def _words(row: Row) -> str:
    title = _either(row, "title", "source_title")
    said = f"{row['publisher']}, {date_words(row['published'])}"
    if not title:
        return said
    return f"{title} {said}" if title.endswith((".", "?", "!")) else f"{title}. {said}"


def _either(row: Row, name: str, other: str) -> str | None:
    value: str | None = row.get(name) or row.get(other)
    return value
