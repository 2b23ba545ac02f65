"""The sources of one record: numbered once, cited as [n] wherever something rests on them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence import html
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row


@dataclass(frozen=True)
class Citations:
    """The sources of a record, by id: rows of ``queries/site_references.sql``."""

    rows: Mapping[str, Row]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Citations":
        """The citations that a record's references allow."""
        return cls({row["source_id"]: row for row in rows})

    def cite(self, source_id: str | None, locator: str | None = None) -> Markup:
        """A number in brackets that leads to the source, then the place in it.

        No source gives nothing.
        """
        if source_id is None:
            return Markup("")
        place = element("span", " ", self.locator(locator), class_="quiet") if locator else ""
        return html.joined((self._number(source_id), place))

    def named(self, rows: Sequence[Row]) -> list[str]:
        """The sources of some rows in words: title, publisher and date; each once."""
        cited = dict.fromkeys(row["source_id"] for row in rows if row["source_id"])
        return [f"{self.rows[each]['title']}. {short(self.rows[each])}" for each in cited]

    def locator(self, place: str) -> Markup:
        """A place in a source; where it names another source of the record, by its number."""
        parts = re.split(r"([a-z0-9][a-z0-9-]*[a-z0-9])", place)
        return html.joined(self._number(part) if part in self.rows else part for part in parts)

    def _number(self, source_id: str) -> Markup:
        row = self.rows[source_id]
        words = f"Source {row['number']}: {row['publisher']}, {date_words(row['published'])}"
        return element(
            "a", f"[{row['number']}]", href=f"#source-{row['number']}", title=words, class_="cite"
        )


def short(row: Row) -> str:
    """Who published a source and when."""
    return f"{row['publisher']}, {date_words(row['published'])}"


def references(rows: Sequence[Row], citations: Citations) -> Markup:
    """Every source with its number, publisher, date, places and what rests on it."""
    return element("ol", *(_reference(row, citations) for row in rows), class_="references")


def _reference(row: Row, citations: Citations) -> Markup:
    rests = ", ".join(f"{each['n']} {_counted(each['kind'], each['n'])}" for each in row["rests"])
    places = html.joined((citations.locator(each) for each in row["locators"]), "; ")
    return element(
        "li",
        element("span", f"[{row['number']}]", class_="reference-number"),
        element(
            "div",
            html.link(row["title"], row["url"]),
            element("p", f"{short(row)}. {row['type_name']}."),
            element("p", f"Rests on it: {rests}", ": " if places else "", places, class_="quiet"),
            element("p", row["note"], class_="quiet") if row["note"] else "",
        ),
        id=f"source-{row['number']}",
    )


def _counted(kind: str, n: int) -> str:
    if n == 1:
        return kind
    if kind == "summary":
        return "summaries"
    return "years of funding" if kind == "year of funding" else f"{kind}s"
