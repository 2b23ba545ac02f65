"""The frame that every page stands in: menu, title, banners, footer, and errors in words."""

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import streamlit as st

from evidence import filters as filter_language
from evidence import html
from evidence.charts import glyphs
from evidence.store_errors import StoreError
from ui import (
    access,
    as_if,
    as_of,
    copy_link,
    keep_view,
    own_checklist,
    parameters,
    pin,
    reconnect,
    scenes_play,
    strip,
    take_away,
)
from ui.view import KEPT, SIZES, View, facets

log = logging.getLogger(__name__)

PRODUCT = "Vanguard Evidence"
MENU = {
    "dashboard.py": "What do we know?",
    "pages/sites.py": "Sites",
    "pages/impacts.py": "Impacts",
    "pages/compare.py": "Compare",
    "pages/directions.py": "Directions",
    "pages/gaps.py": "Gaps",
    "pages/contracts.py": "Contracts",
    "pages/terms.py": "Terms",
    "pages/commissioning.py": "Commissioning",
    "pages/scenes.py": "Scenes",
    "pages/sources.py": "Sources",
    "pages/add.py": "Workbench",
}


@contextmanager
def page(title: str, *, under: str | None = None, has_wall: bool = True) -> Iterator[View]:
    """Draw the frame around one page and give the page its view.

    ``under`` is the page of the menu that this one belongs to, where it is not in the menu itself.
    A page without a wall is drawn for a desk, whatever size the address asks for.

    An error inside becomes one sentence with a reference number; the traceback goes to the log.
    """
    st.set_page_config(page_title=f"{title} - {PRODUCT}", layout="wide")
    size = _asked_size() if has_wall else "desk"
    st.html(f"<style>{_style(size != 'desk')}</style>")
    with _errors_in_words(title):
        served = as_if.served() or access.served(as_of.asked())
        view = _view(served, size)
        if view.on_wall:
            strip.draw(view, lambda: _wall_menu(view, served))
        else:
            _menu(view, under or title)
            _banners(served)
            scenes_play.previous_next(view)
        as_of.banner(view)
        as_if.banner(view)
        reconnect.watch()
    with _errors_in_words(title):
        yield view
        for draw in view.later:
            draw()
        if not view.on_wall:
            _footer(view)
        access.freeze(title)


@contextmanager
def _errors_in_words(title: str) -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        st.error(html.literal(str(error)))
        # Within the session, which still holds what was typed and could not be saved.
        st.button("Try again", key="frame_try_again")
        words = "Rather than reload the page: what was typed and not saved yet is kept meanwhile."
        st.html(html.element("p", words, class_="quiet"))
        st.stop()
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("Error %s on the page %r", reference, title)
        st.error(
            f"This page could not be drawn. Reload it; if that does not help, give the reference"
            f" {reference} to whoever runs this dashboard."
        )
        st.stop()


def heading(view: View, words: str) -> None:
    """The page's title, the text size, and what can be done with the view as a whole.

    The address of a checklist is a key: its page has links of its own to share instead.
    On a wall the sheet has its own title, and these stand in the strip.
    """
    if view.on_wall:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        st.title(html.literal(words), anchor=False)
        with st.container(horizontal=True, key="heading_actions", width="content", gap="small"):
            _size()
            if view.is_published:
                keep_view.popover(view, words)
                pin.popover(view, words)
                take_away.popover(view)
            if not own_checklist.is_shown():
                copy_link.button()


@contextmanager
def choices(view: View) -> Iterator[None]:
    """Where a page draws what can be chosen on it: in a row, or in the strip of a wall."""
    if view.on_wall:
        with strip.choices(view):
            yield
    else:
        with st.container(
            horizontal=True, vertical_alignment="bottom", key="choices", gap="medium"
        ):
            yield


def _size() -> None:
    parameters.choice("Text size", "size", SIZES, "desk", label_visibility="collapsed")


def _asked_size() -> str:
    return parameters.read("size", list(SIZES), "desk")


@cache
def _style(on_wall: bool) -> str:
    """All style rules; those of the wall cost a browser time at every change, so only there."""
    folder = Path(__file__).parent / "styles"
    others = set(folder.glob("*.css")) - {folder / name for name in ("base.css", "wall.css")}
    files = [folder / "base.css", *sorted(others), *([folder / "wall.css"] if on_wall else [])]
    return "".join(file.read_text(encoding="utf-8") for file in files) + glyphs.rules()


def _view(served: access.Served, size: str) -> View:
    known = facets(served.model).known
    filters, ignored = filter_language.from_query(parameters.query(), known)
    return View(
        served.model,
        filters,
        tuple(ignored),
        served.revised_at,
        size=size,
        kept={name: st.query_params[name] for name in KEPT if name in st.query_params},
    )


def _menu(view: View, current: str) -> None:
    with st.container(horizontal=True, key="menu", gap="medium"):
        st.html(html.element("span", PRODUCT, class_="brand"), width="content")
        _links(view, current)
        owner = os.environ.get("EVIDENCE_OWNER", "")
        if owner:
            st.html(html.element("span", owner, class_="owner"), width="content")


def _links(view: View, current: str | None = None) -> None:
    query = view.query()
    for path, label in MENU.items():
        place = st.container(key="menu_current", width="content") if label == current else st
        place.page_link(path, label=label, query_params=query)


def _wall_menu(view: View, served: access.Served) -> None:
    """What stands behind the strip's "Menu": the pages, the text size, and the link."""
    with st.container(horizontal=True, key="wall_menu"):
        _links(view)
    with st.container(horizontal=True, key="wall_size"):
        _size()
        if not own_checklist.is_shown():
            copy_link.button()
    if view.is_published:
        with st.expander("Keep this view"):
            keep_view.fields(view)
        with st.expander(pin.LABEL):
            pin.fields(view)
        with st.expander("Take away"):
            take_away.fields(view)
    _banners(served)


def _banners(served: access.Served) -> None:
    if served.notice:
        st.warning(html.literal(served.notice))
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
    as_if.offer(view)
    owner = os.environ.get("EVIDENCE_OWNER", "")
    data = f"Data revision {view.model.revision} of {view.revised_at[:10]}"
    st.html(
        html.element(
            "footer",
            html.element("span", html.link(data, view.address("history"))),
            html.element("span", owner) if owner else "",
            html.element("span", "Every figure is as reported by its source."),
            class_="page",
        )
    )
