"""The end of an upload: likely duplicates, the reason, and the good rows to the review."""

from functools import partial

import streamlit as st

from evidence.html import Markup, element, joined, link
from evidence.sheets import comparing, sheet
from evidence.store import Store
from evidence.workbench import drafts, duplicates, limits, review
from evidence.workbench.duplicates import Duplicate
from evidence.workbench.person import Person
from evidence.workbench.submission import Submission
from ui import parameters, scenes_saving, upload_rows
from ui.upload_rows import Judged
from ui.view import View

SHOWN_DUPLICATES = 20


@st.cache_resource(
    show_spinner=False,
    max_entries=4,
    hash_funcs={
        Store: lambda store: store.place,
        Submission: upload_rows.content,
    },
)
def _likely(store: Store, item: Submission, revision: int) -> list[Duplicate]:
    del revision
    return duplicates.likely(store, item)


def repeated(view: View, store: Store, item: Submission) -> None:
    """List the rows that may be published already, with the way to the other row."""
    found = _likely(store, item, store.revision())
    if not found:
        return
    rows = {each.place: comparing.sheet_row(each) for each in item.entries}
    items = [
        element(
            "li",
            f"Row {rows.get(each.place, each.place):,} may repeat ",
            link(
                f"{store.package.tables[each.table].title}: {each.row_id}",
                view.address("history", row=f"{each.table}/{each.row_id}"),
            ),
            f": {each.why}",
        )
        for each in found[:SHOWN_DUPLICATES]
    ]
    more = len(found) - SHOWN_DUPLICATES
    rest = element("p", f"and {more:,} more", class_="quiet") if more > 0 else ""
    with st.expander(f"Likely duplicates: {len(found):,}"):
        st.html(joined((element("ul", *items, class_="bare"), rest)))


def show(store: Store, person: Person, item: Submission, found: Judged) -> None:
    """Draw the reason and the button that sends the good rows; the faulty ones stay as a draft."""
    n_faulty, n_good = found.n("faulty"), found.n_good
    key = f"upload_reason_{item.submission_id}"
    st.session_state.setdefault(key, item.message)
    with st.container(key="card_upload_send"):
        st.header("Send to the review", anchor=False)
        st.text_area(
            "Reason: where the rows come from, and why they change",
            key=key,
            max_chars=limits.LONGEST_MESSAGE,
            height=90,
            on_change=partial(_describe, store, person, item, key),
        )
        waits = (
            f" {sheet.counted(n_faulty, 'faulty row')} will stay here as a draft."
            if n_faulty
            else ""
        )
        st.html(
            element(
                "p",
                f"{sheet.counted(n_good, 'row')} can be sent.{waits} Rows that are unchanged are"
                " not written.",
            )
        )
        with st.container(horizontal=True):
            st.button(
                f"Send {sheet.counted(n_good, 'good row')} to the review",
                type="primary",
                key="upload_send",
                disabled=not n_good,
                on_click=partial(_send, store, person, item, found, key),
            )
            st.button(
                "Discard this upload",
                key="upload_discard",
                on_click=partial(discard, store, person, item),
            )


def sent(view: View) -> None:
    """Say which rows went to the review, with the way there, where some were just sent."""
    submission_id, count = st.query_params.get("sent", ""), st.query_params.get("rows", "")
    if submission_id and count.isascii() and count.isdigit() and len(count) < 6:
        rows = sheet.counted(int(count), "row")
        st.html(_where(view, f"{rows} went to the review.", submission_id))


def ended(view: View, item: Submission) -> None:
    """Say what became of an upload that is a draft no more."""
    words = {
        "in review": "These rows wait for the review.",
        "published": "These rows are published.",
        "withdrawn": "This upload was withdrawn and nothing of it is published.",
    }
    st.html(_where(view, words.get(item.state, ""), item.submission_id))


def _where(view: View, words: str, submission_id: str) -> Markup:
    there = link("See them in the review", view.address("review", submission=submission_id))
    return element("p", words, " ", there, class_="upload-sent", role="status")


def _describe(store: Store, person: Person, item: Submission, key: str) -> None:
    message = st.session_state[key]
    scenes_saving.attempt(
        lambda: drafts.describe(store, person, item.submission_id, message=message)
    )


def _send(store: Store, person: Person, item: Submission, found: Judged, key: str) -> None:
    message = st.session_state[key]

    def send() -> str:
        review.refuse_text(message, "The reason")
        rest = None
        if found.n("faulty"):
            drafts.describe(store, person, item.submission_id, message=message)
            rest = review.split(store, person, item.submission_id)
        review.send(store, person, item.submission_id, message=message)
        n_stay = found.n("faulty")
        parameters.set_one("submission", rest or item.submission_id)
        parameters.set_one("sent", item.submission_id if rest else None)
        parameters.set_one("rows", str(found.n_good) if rest else None)
        for name in ("show", "list_page", "row"):
            parameters.set_one(name, None)
        if rest:
            return f"{sheet.counted(n_stay, 'faulty row')} stayed here as a draft."
        return f"{sheet.counted(found.n_good, 'row')} went to the review."

    scenes_saving.attempt(send)


def discard(store: Store, person: Person, item: Submission) -> None:
    """Put the draft away, and say so; a callback."""

    def put_away() -> str:
        drafts.discard(store, person, item.submission_id)
        parameters.set_one("submission", None)
        return "The upload was discarded; the spreadsheet still has its rows."

    scenes_saving.attempt(put_away)
