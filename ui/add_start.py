"""The start of adding: a new case, and what became of what one entered before."""

from functools import partial

import streamlit as st

from evidence import html
from evidence.html import Markup, element, literal
from evidence.store import Store
from evidence.workbench import drafts, own_work, submission
from evidence.workbench.submission import Submission
from ui import access, identity, parameters, scenes_saving, time_of_day
from ui.view import View

_DISCARDING = "add_discarding"
NAMES = {
    "case": "Case",
    "correction": "Correction",
    "suggestion": "Suggestion",
    "upload": "Upload",
    "double entry": "Double entry",
}


def show(view: View, store: Store) -> None:
    """Draw the ways to begin, and the person's own drafts and submissions."""
    if not identity.may("analyst"):
        _reading_only(view)
        return
    with st.container(key="card_add_start"):
        st.header("Begin", anchor=False)
        st.html(
            element(
                "p",
                "A case is a document and what it says about a site: its contract, its facts, its"
                " findings. Everything is saved as you type, and readers see it once it is"
                " published.",
            )
        )
        with st.container(horizontal=True, vertical_alignment="center", key="add_begin"):
            st.button("Add a case", key="add_case", type="primary", on_click=_start)
            st.page_link(
                "pages/upload.py",
                label="Paste or upload a spreadsheet",
                query_params=view.query(),
            )
            st.button(
                "Add a term, principle or step",
                key="add_term",
                on_click=partial(_start, "terms"),
            )
        words = "To correct a row, find it on its page and press “Correct” beside it."
        st.html(element("p", words, class_="quiet"))
    with st.container(key="card_add_own"):
        _own(view, store)


def _start(step: str | None = None) -> None:
    def begin() -> str:
        store, person = access.store(), identity.person()
        # A second press of a double click goes on with the case that the first one began.
        untouched = (item.submission_id for item in submission.own(store, person) if _is_new(item))
        submission_id = next(untouched, None) or drafts.start(store, person, "case")
        parameters.set_one("submission", submission_id)
        parameters.set_one("step", step)
        return ""

    scenes_saving.attempt(begin)


def _is_new(item: Submission) -> bool:
    """Whether it is a case in which nothing was entered yet."""
    is_empty = not (item.n_entries or item.title or item.message or item.comment)
    return item.kind == "case" and item.state == "draft" and is_empty


def _own(view: View, store: Store) -> None:
    person = identity.person()
    opened = submission.own(store, person)
    st.header(f"My drafts, and what I sent: {len(opened)}", anchor=False)
    if not opened:
        st.html(element("p", "No draft and nothing in review.", class_="quiet"))
    for item in opened:
        _item(view, item)
    settled = own_work.settled(store, person)
    if settled:
        st.subheader("Settled", anchor=False)
        st.html(element("ul", *(element("li", _words(item)) for item in settled), class_="bare"))


def _item(view: View, item: Submission) -> None:
    with st.container(key=f"add_own_{item.submission_id}"):
        st.html(_words(item))
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            key=f"add_own_actions_{item.submission_id}",
        ):
            title = literal(name_of(item))
            is_draft = item.state == "draft"
            label = f"{'Go on with' if is_draft else 'Look at'} {title}"
            if is_draft and item.kind == "upload":
                query = view.query(submission=item.submission_id)
                st.page_link("pages/upload.py", label=label, query_params=query)
            else:
                st.button(
                    label,
                    key=f"add_open_{item.submission_id}",
                    on_click=parameters.setter("submission", item.submission_id),
                )
            if is_draft:
                _discard(item, title)


def _discard(item: Submission, title: str) -> None:
    asked = st.session_state.get(_DISCARDING) == item.submission_id
    st.button(
        f"Yes, discard {title}" if asked else f"Discard {title}",
        key=f"add_discard_{item.submission_id}",
        type="tertiary",
        on_click=partial(_discarded, item, asked),
    )


def _discarded(item: Submission, asked: bool) -> None:
    if not asked:
        st.session_state[_DISCARDING] = item.submission_id
        return
    st.session_state.pop(_DISCARDING, None)
    scenes_saving.attempt(
        lambda: drafts.discard(access.store(), identity.person(), item.submission_id),
        f"Discarded: {name_of(item)}.",
    )


def name_of(item: Submission) -> str:
    """What it is called: its title, else its kind and when it was begun."""
    begun = time_of_day.when(item.made_at)
    return f"“{item.title}”" if item.title else f"the {NAMES[item.kind].lower()} of {begun}"


def _words(item: Submission) -> Markup:
    n = f", {item.n_entries:,} {'row' if item.n_entries == 1 else 'rows'}"
    # What was pasted or is still to be matched has rows that nobody counted.
    counted = n if item.n_entries or item.kind != "upload" else ""
    name = item.title or f"{NAMES[item.kind]} of {time_of_day.day(item.made_at)}"
    saved = time_of_day.when(item.saved_at)
    state: object = own_work.state_words(item)
    if item.revision:
        state = html.link(state, f"history?number={item.revision}")
    said = element("p", "Said: ", item.comment, class_="quiet") if item.comment else ""
    return element(
        "div",
        element(
            "p", element("strong", name), f"{counted}. ", element("strong", state), f", {saved}"
        ),
        said,
    )


def _reading_only(view: View) -> None:
    with st.container(key="card_add_start"):
        may = "You can read, and suggest corrections"
        st.header(may if identity.can_suggest() else "You can read", anchor=False)
        st.html(element("p", identity.why_not("analyst")))
        if identity.can_suggest():
            words = (
                "Without a role you can read everything, and suggest a correction of any row: press"
                " “Correct” or “Suggest a correction” beside it. A reviewer looks at each."
            )
            st.html(element("p", words))
        st.page_link(
            "pages/sources.py", label="Find a row by its source", query_params=view.query()
        )
