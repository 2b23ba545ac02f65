"""Where rows come in: the template, a file or a pasted block, and uploads that wait to be ended."""

from collections.abc import Callable, Sequence

import streamlit as st

from evidence.html import element, link, literal
from evidence.sheets import matching, reading, sheet, template, uploading
from evidence.sheets.sheet import Block, Progress, SheetRefused
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.workbench import door, submission
from evidence.workbench.person import Person
from ui import history_cells, parameters, upload_columns
from ui.view import View

TEMPLATE_NAME = "vanguard-evidence-template.xlsx"
_ROUND = "upload_round"


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
    """List the person's uploads that were not sent yet; draws nothing where there is none."""
    waiting = [
        each
        for each in submission.own(store, person)
        if each.kind == "upload" and each.state == "draft"
    ]
    if not waiting:
        return
    items = [
        element(
            "li",
            link(each.title or "Upload", view.address("upload", submission=each.submission_id)),
            element("span", f" {_kept(each)}", class_="quiet"),
        )
        for each in waiting
    ]
    with st.container(key="card_upload_unfinished"):
        st.header("Uploads that you have not sent", anchor=False)
        st.html(element("ul", *items, class_="bare"))


def _kept(item: submission.Submission) -> str:
    sent_back = ", sent back by a reviewer" if item.was_sent_back else ""
    rows = sheet.counted(item.n_entries, "row")
    return f"{rows}, kept {history_cells.when(item.saved_at)}{sent_back}"


def fields(store: Store, person: Person) -> None:
    """Draw the field for a file and the one for a pasted block, and take in what they hold."""
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
        pasted = st.text_area(
            "Rows copied from a spreadsheet, the first of them with the names of the columns",
            height=180,
            key=f"upload_pasted_{turn}",
        )
        asked = st.button("Compare the pasted rows", key="upload_compare")
        if asked and pasted.strip():
            _take(store, person, lambda progress: reading.read_pasted(pasted, progress=progress))
        elif asked:
            st.error("There is nothing to compare: paste the rows into the field first.")


def _take(store: Store, person: Person, read: Callable[[Progress], Block]) -> None:
    """Read, match and keep; the page then goes on with the draft, or asks about the columns."""
    bar = st.progress(0.0, "Reading")
    try:
        block = read(lambda done, words: _follow(bar, done / 2, words))
        matches = matching.match_all(store.package, block)
        kept = _keep_certain(
            store, person, block, matches, lambda done, words: _follow(bar, 0.5 + done / 2, words)
        )
    except StoreError as error:
        if isinstance(error, SheetRefused):
            # The door never saw it, and an attack begins with such a file.
            door.note_refusal(store, person, "bring in a spreadsheet", str(error))
        bar.empty()
        st.error(literal(str(error)))
        return
    if not all(each.is_decided for each in matches):
        upload_columns.ask(block, matches, kept)
    upload_columns.tell(block.told)
    st.session_state[_ROUND] += 1
    parameters.set_one("submission", kept)
    st.rerun()


def _follow(bar: st.delta_generator.DeltaGenerator, done: float, words: str) -> None:
    bar.progress(min(done, 1.0), words)


def _keep_certain(
    store: Store,
    person: Person,
    block: Block,
    matches: Sequence[matching.Match],
    progress: Progress,
) -> str | None:
    """Keep at once what needs no decision, so that a reload finds it; None where nothing is so."""
    try:
        return uploading.keep(store, person, block.name, matches, progress=progress)
    except SheetRefused:
        if all(each.is_decided for each in matches):
            raise
        return None


def start_again(view: View) -> None:
    """Draw the way back to an empty page."""
    st.html(element("p", link("Bring in another file", view.address("upload"))))
