"""What a page shows: the data of one revision, through the chosen filters, at the chosen size."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence import filters as filter_language
from evidence.filters import Filters, Ignored
from evidence.read_model import ReadModel, Row
from evidence.scenes import paging

# The parameters of the address that are kept while walking from page to page, besides the filters.
KEPT = ("size", "revision", "as_if")
SIZES = {"desk": "Desk"} | {name: size.name for name, size in paging.SIZES.items()}


@dataclass(frozen=True)
class Facets:
    """What can be chosen: the words of every facet and value, and the values of each facet."""

    labels: dict[tuple[str, str], str]
    known: dict[str, frozenset[str]]


@st.cache_resource(
    show_spinner=False, max_entries=4, hash_funcs={ReadModel: lambda model: model.version}
)
def facets(model: ReadModel) -> Facets:
    """What can be chosen: the same for every run as long as the revision lasts."""
    labels = {(row["facet"], row["value"]): row["label"] for row in model.rows("facet_values")}
    return Facets(labels, model.known_values())


@dataclass(frozen=True)
class View:
    """What one page shows.

    Args:
        model: the data of one revision.
        filters: what is chosen.
        ignored: what the address asks for and does not exist.
        revised_at: when the revision was saved, as ISO 8601.
        size: desk, room or hall.
        kept: those parameters of the address that go along from page to page.
        later: what is drawn after the page's own content, so that the content is on its way first.
        places: the parts of the strip that later code fills, by name; empty on a desk.
    """

    model: ReadModel
    filters: Filters
    ignored: tuple[Ignored, ...]
    revised_at: str
    size: str = "desk"
    kept: Mapping[str, str] = field(default_factory=dict)
    later: list[Callable[[], None]] = field(default_factory=list)
    places: dict[str, DeltaGenerator] = field(default_factory=dict)

    @property
    def on_wall(self) -> bool:
        """Whether the view is laid out for a room or a hall."""
        return self.size != "desk"

    @property
    def is_published(self) -> bool:
        """Whether every row is published; not where those in review are shown among them."""
        return self.model.version == str(self.model.revision)

    def rows(self, query: str, /, **values: object) -> list[Row]:
        """Run ``queries/<query>.sql`` over what the filters select; one dict a row."""
        return self.model.rows(query, self.filters, **values)

    def one(self, query: str, /, **values: object) -> Row:
        """The only row of a query that always gives one."""
        return self.rows(query, **values)[0]

    def labels(self) -> dict[tuple[str, str], str]:
        """The words for every facet and value."""
        return facets(self.model).labels

    def words(self) -> str:
        """The active filters as one sentence without a full stop."""
        return filter_language.in_words(self.filters, self.labels())

    def query(self, **values: str | list[str]) -> dict[str, str | list[str]]:
        """The parameters of another page's address that keep what is chosen."""
        return {**self.filters.to_query(), **self.kept, **values}

    def address(self, page: str, **values: str | list[str]) -> str:
        """A relative address of another page that keeps what is chosen."""
        query = urlencode(self.query(**values), doseq=True)
        return f"{page}?{query}" if query else page
