"""The data as if all that waits for review were published: for people with a role, and said so."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence import store_log
from evidence.dates import date_words
from evidence.html import Markup, element, joined, link
from evidence.read_model import ReadModel
from evidence.store import Store
from evidence.workbench import as_if, readings, submission, suggested
from evidence.workbench.as_if import AsIf
from ui import access, identity, parameters
from ui.access import Served
from ui.as_of import PARAMETER as EARLIER
from ui.view import View

PARAMETER, ASKED = "as_if", "published"
BACK = "Show what is published"
# So many submissions are named in the notice; the queue names all.
NAMED = 5


@dataclass(frozen=True)
class _Looked:
    model: ReadModel
    revised_at: str
    look: AsIf


def served() -> Served | None:
    """The data as if published, where the address asks for them and the person may see them.

    None for readers, and where the address asks for an earlier revision, which nothing waits for.

    Raises:
        StoreError: the store cannot be read.
    """
    published = access.served()
    if published.notice or not _is_asked() or not identity.may("analyst"):
        return None
    looked = _looked()
    return Served(looked.model, looked.revised_at, published.synchronised)


def banner(view: View) -> None:
    """Say whose submissions are among what is shown, with the way back; nothing for other data."""
    if view.is_published:
        return
    look = _looked().look
    place: DeltaGenerator
    if view.on_wall:
        with view.places["notice"]:
            place = st.popover("As if published", key="as_if_wall")
    else:
        place = st.container(horizontal=True, vertical_alignment="center", key="as_if")
    with place:
        st.html(element("p", _words(view, look), role="status"), width="content")
        back = parameters.setter(PARAMETER, None)
        st.button(BACK, key="as_if_back", on_click=back)


def offer(view: View) -> None:
    """The button to this view, for people with a role, where anything waits for review."""
    if not view.is_published or EARLIER in st.query_params or access.is_away():
        return
    if not identity.may("analyst"):
        return
    if as_if.version(access.store()):
        change = parameters.setter(PARAMETER, ASKED)
        st.button("Show the data as if published", key="as_if_offer", on_click=change)


def _is_asked() -> bool:
    return st.query_params.get(PARAMETER) == ASKED and EARLIER not in st.query_params


def _looked() -> _Looked:
    store = access.store()
    return _made(store, store.revision(), as_if.version(store))


@st.cache_resource(
    show_spinner="Loading what waits for review",
    max_entries=1,
    hash_funcs={Store: lambda store: store.place},
)
def _made(store: Store, revision: int, waiting: str) -> _Looked:
    """Made once for everybody, until a row is published or anything else waits for review."""
    look = as_if.look(store)
    model = ReadModel(
        store.package,
        look.tables,
        revision=revision,
        version=f"{revision} and {waiting}",
        readings=readings.with_waiting(readings.readings(store, revision), look.came_from),
    )
    with store.reading() as connection:
        found = store_log.revisions(connection, number=revision)
    return _Looked(model, found[0].at if found else "", look)


def _words(view: View, look: AsIf) -> Markup:
    named: list[object] = [_named(view, item) for item in look.shown[:NAMED]]
    if len(look.shown) > NAMED:
        named.append(f"{len(look.shown) - NAMED:,} more")
    left_out = (
        f" {_counted(len(look.left_out), 'submission')} in review left out: a rule is broken, or"
        " the row was published since."
        if look.left_out
        else ""
    )
    return joined(
        (
            f"The data are shown as if what is in review were published:"
            f" {_counted(len(look.rows), 'row')} of {_counted(len(look.shown), 'submission')}"
            f" beside revision {view.model.revision} of {date_words(view.revised_at[:10])}",
            ": " if named else "",
            joined(named, ", "),
            f".{left_out} Nothing can be kept or taken away from this view.",
        )
    )


def _named(view: View, item: submission.Submission) -> Markup:
    name = suggested.title_of(item) or f"{item.kind} of {item.entered_name}"
    return link(name, view.address("review", submission=item.submission_id))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
