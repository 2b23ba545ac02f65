"""Where rows come in: the template, a file or a pasted block, and uploads that wait to be ended."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import streamlit as st

from evidence.html import element, link, literal
from evidence.sheets import reading, sheet, template, uploading, waiting
from evidence.sheets.sheet import Block, Progress, SheetRefused
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.workbench import door, submission
from evidence.workbench.person import Person
from ui import (
    add_saved,
    parameters,
    scenes_saving,
    time_of_day,
    upload_columns,
    upload_send,
)
from ui.upload_columns import Asked
from ui.view import View

TEMPLATE_NAME = "vanguard-evidence-template.xlsx"
_ROUND = "upload_round"
_REFUSED = "upload_paste_refused"


def template_button(store: Store) -> None:
    """Draw the download of the template; it is made when somebody asks for it."""
    with st.container(key="card_upload_template"):
        st.header("The template", anchor=False)
        st.html(
            element(
                "p",
                "One sheet a table, a row of help beneath the headings, and lists to choose from."
                " Leave out the columns and sheets that you do not need: a row whose id is"
                " published corrects that row, any other is new.",
            )
        )
        st.download_button(
            "Download the Excel template",
            data=lambda: template.workbook(store.package, store.tables()),
            file_name=TEMPLATE_NAME,
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key="upload_template",
            on_click="ignore",
        )


def unfinished(view: View, store: Store, person: Person) -> None:
    """List the other uploads of the person that were not sent; draws nothing for none."""
    asked = st.query_params.get("submission")
    found = [
        each
        for each in submission.own(store, person)
        if each.kind == "upload" and each.state == "draft" and each.submission_id != asked
    ]
    if not found:
        return
    items = [
        element(
            "li",
            link(each.title or "Upload", view.address("upload", submission=each.submission_id)),
            element("span", f" {_kept(each)}", class_="quiet"),
        )
        for each in found
    ]
    with st.container(key="card_upload_unfinished"):
        st.header("Uploads that you have not sent", anchor=False)
        st.html(element("ul", *items, class_="bare"))


def _kept(item: submission.Submission) -> str:
    sent_back = ", sent back by a reviewer" if item.was_sent_back else ""
    rows = f"{sheet.counted(item.n_entries, 'row')}, " if item.n_entries else ""
    return f"{rows}kept {time_of_day.when(item.saved_at)}{sent_back}"


def fields(store: Store, person: Person, asked: Asked | None) -> None:
    """Draw the field for a file and the one for a pasted block, and take in what they hold.

    Args:
        store: where it is kept.
        person: who brings it in.
        asked: the draft of a block that was pasted and not compared yet; None for none.
    """
    turn = st.session_state.setdefault(_ROUND, 0)
    with st.container(key="card_upload_file"):
        st.header("A file", anchor=False)
        given = st.file_uploader(
            "CSV or Excel file, at most 20 MB and 10,000 rows",
            type=["csv", "xlsx"],
            max_upload_size=sheet.BYTES_AT_MOST // 2**20,
            key=f"upload_file_{turn}",
        )
        if given is not None:
            content, name = given.getvalue(), given.name
            _take(
                store,
                person,
                lambda progress: reading.read_file(content, name, progress=progress),
            )
    with st.container(key="card_upload_paste"):
        st.header("Or a pasted block", anchor=False)
        add_saved.while_typing()
        key = _begin(store, person, f"upload_pasted_{turn}", asked)
        pasted = st.text_area(
            "Rows copied from a spreadsheet, the first of them with the names of the columns",
            height=180,
            key=key,
            on_change=partial(_keep_pasted, store, person, key),
        )
        st.html(element("p", "It is kept as a draft while you type.", class_="quiet"))
        compares = st.button("Compare the pasted rows", key="upload_compare")
        if asked is not None:
            st.button(
                "Discard this upload",
                key="upload_discard",
                on_click=partial(upload_send.discard, store, person, asked.item),
            )
        # What was refused just now, as it was kept, is refused and logged once.
        is_refused = st.session_state.pop(_REFUSED, False)
        if compares and is_refused:
            return
        if compares and pasted.strip():
            _take(
                store,
                person,
                lambda progress: reading.read_pasted(pasted, progress=progress),
                _seen(key)[0] or None,
            )
        elif compares:
            st.error("There is nothing to compare: paste the rows into the field first.")


def _begin(store: Store, person: Person, key: str, asked: Asked | None) -> str:
    """The key of the field, which holds what is kept; what is being typed there is left alone."""
    begun, _ = _seen(key)
    if asked is None and begun and waiting.of(store, person, begun):
        # A keystroke may come with the address from before its draft was begun.
        parameters.set_one("submission", begun)
        return key
    kept = (asked.item.submission_id, asked.waits.pasted) if asked else ("", "")
    if key not in st.session_state or _seen(key) != kept:
        st.session_state[key] = kept[1]
    st.session_state[f"seen_{key}"] = kept
    return key


def _seen(key: str) -> tuple[str, str]:
    """The draft in which the block of this session is kept, and how it stands there."""
    found: tuple[str, str] = st.session_state.get(f"seen_{key}", ("", ""))
    return found


def _keep_pasted(store: Store, person: Person, key: str) -> None:
    """Keep the block as it stands, in the draft that the address then names; a callback."""
    text = st.session_state[key]
    begun, _ = _seen(key)

    def keep() -> str:
        with _noted(store, person):
            kept = waiting.keep_pasted(store, person, begun or None, text)
        parameters.set_one("submission", kept)
        st.session_state[f"seen_{key}"] = (kept, text)
        return ""

    if (begun or text) and not scenes_saving.attempt(keep):
        st.session_state[_REFUSED] = True


@contextmanager
def _noted(store: Store, person: Person) -> Iterator[None]:
    """Log what is refused for its size or form: an attack begins with such a file."""
    try:
        yield
    except SheetRefused as error:
        door.note_refusal(store, person, "bring in a spreadsheet", str(error))
        raise


def _take(
    store: Store,
    person: Person,
    read: Callable[[Progress], Block],
    submission_id: str | None = None,
) -> None:
    """Read, match and keep; the page then goes on with the draft, or asks about the columns."""
    bar = st.progress(0.0, "Reading")
    said: list[str] = []
    try:
        with _noted(store, person):
            block = read(lambda done, words: _follow(bar, done / 2, words))
            kept = uploading.bring_in(
                store,
                person,
                block,
                submission_id=submission_id,
                progress=lambda done, words: _follow(bar, 0.5 + done / 2, words),
                tell=said.append,
            )
    except StoreError as error:
        bar.empty()
        st.error(literal(str(error)))
        return
    upload_columns.tell([*block.told, *said])
    st.session_state[_ROUND] += 1
    parameters.set_one("submission", kept)
    st.rerun()


def _follow(bar: st.delta_generator.DeltaGenerator, done: float, words: str) -> None:
    bar.progress(min(done, 1.0), words)


def start_again(view: View) -> None:
    """Draw the way back to an empty page."""
    st.html(element("p", link("Bring in another file", view.address("upload"))))
