"""The frame that every page stands in: menu, title, banners, footer, and errors in words."""

import logging
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from evidence import filters as filter_language
from evidence import html
from evidence.charts import glyphs
from evidence.filters import Filters, Ignored
from evidence.read_model import ReadModel, Row
from evidence.store_errors import StoreError
from ui import access, copy_link, parameters

log = logging.getLogger(__name__)

PRODUCT = "Vanguard Evidence"
MENU = {
    "dashboard.py": "What do we know?",
    "pages/sites.py": "Sites",
    "pages/impacts.py": "Impacts",
    "pages/sources.py": "Sources",
}


@dataclass(frozen=True)
class View:
    """What one page shows: the data of one revision, through the chosen filters."""

    model: ReadModel
    filters: Filters
    ignored: tuple[Ignored, ...]
    revised_at: str
    # What is drawn after the page's own content, so that the content is on its way first.
    later: list[Callable[[], None]] = field(default_factory=list)

    def rows(self, query: str, /, **values: object) -> list[Row]:
        """Run ``queries/<query>.sql`` over what the filters select; one dict a row."""
        return self.model.rows(query, self.filters, **values)

    def one(self, query: str, /, **values: object) -> Row:
        """The only row of a query that always gives one."""
        return self.rows(query, **values)[0]

    def labels(self) -> dict[tuple[str, str], str]:
        """The words for every facet and value."""
        return _facets(self.model).labels

    def words(self) -> str:
        """The active filters as one sentence without a full stop."""
        return filter_language.in_words(self.filters, self.labels())

    def address(self, page: str, **values: str) -> str:
        """A relative address of another page that keeps the filters."""
        query = urlencode({**self.filters.to_query(), **values}, doseq=True)
        return f"{page}?{query}" if query else page


@dataclass(frozen=True)
class _Facets:
    labels: dict[tuple[str, str], str]
    known: dict[str, frozenset[str]]


@st.cache_resource(
    show_spinner=False, max_entries=2, hash_funcs={ReadModel: lambda model: model.revision}
)
def _facets(model: ReadModel) -> _Facets:
    """What can be chosen and its words: the same for every run as long as the revision lasts."""
    labels = {(row["facet"], row["value"]): row["label"] for row in model.rows("facet_values")}
    return _Facets(labels, model.known_values())


@contextmanager
def page(title: str, *, under: str | None = None) -> Iterator[View]:
    """Draw the frame around one page and give the page its view.

    ``under`` is the page of the menu that this one belongs to, where it is not in the menu itself.

    An error inside becomes one sentence with a reference number; the traceback goes to the log.
    """
    st.set_page_config(page_title=f"{title} - {PRODUCT}", layout="wide")
    st.html(f"<style>{_style()}</style>")
    with _errors_in_words(title):
        served = access.served()
        view = _view(served)
        _menu(view, under or title)
        _banners(served)
    with _errors_in_words(title):
        yield view
        for draw in view.later:
            draw()
        _footer(view)
        access.freeze(title)


@contextmanager
def _errors_in_words(title: str) -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        st.error(str(error))
        st.stop()
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("Error %s on the page %r", reference, title)
        st.error(
            f"This page could not be drawn. Reload it; if that does not help, give the reference"
            f" {reference} to whoever runs this dashboard."
        )
        st.stop()


def heading(words: str) -> None:
    """The page's title, with the button that copies the link."""
    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        st.title(words, anchor=False)
        copy_link.button()


@cache
def _style() -> str:
    folder = Path(__file__).parent / "styles"
    files = [folder / "base.css", *sorted(set(folder.glob("*.css")) - {folder / "base.css"})]
    return "".join(file.read_text(encoding="utf-8") for file in files) + glyphs.rules()


def _view(served: access.Served) -> View:
    known = _facets(served.model).known
    filters, ignored = filter_language.from_query(parameters.query(), known)
    return View(served.model, filters, tuple(ignored), served.revised_at)


def _menu(view: View, current: str) -> None:
    query = view.filters.to_query()
    with st.container(horizontal=True, key="menu", gap="medium"):
        st.html(html.element("span", PRODUCT, class_="brand"), width="content")
        for path, label in MENU.items():
            place = st.container(key="menu_current", width="content") if label == current else st
            place.page_link(path, label=label, query_params=query)
        owner = os.environ.get("EVIDENCE_OWNER", "")
        if owner:
            st.html(html.element("span", owner, class_="owner"), width="content")


def _banners(served: access.Served) -> None:
    problems = served.synchronised.problems
    if problems:
        revision = served.model.revision
        st.warning(
            f"The data folder has {len(problems)} problem{'s' if len(problems) != 1 else ''}, so"
            + (
                f" this page shows revision {revision} of {served.revised_at[:10]}, the last"
                " one without a problem."
                if revision
                else " there is nothing to show yet."
            )
        )
        with st.expander("The problems of the data folder"):
            for problem in problems[:50]:
                st.text(str(problem))
            if len(problems) > 50:
                st.text(f"and {len(problems) - 50} more: python -m evidence validate")
    if served.synchronised.conflicts:
        st.warning(
            f"{len(served.synchronised.conflicts)} rows were changed both here and in the data"
            " folder. What was saved here is shown; both versions are kept:"
            " python -m evidence conflicts"
        )


def _footer(view: View) -> None:
    owner = os.environ.get("EVIDENCE_OWNER", "")
    st.html(
        html.element(
            "footer",
            html.element("span", f"Data revision {view.model.revision} of {view.revised_at[:10]}"),
            html.element("span", owner) if owner else "",
            html.element("span", "Every figure is as reported by its source."),
            class_="page",
        )
    )
