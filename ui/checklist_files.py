"""A checklist to take away: as Word, as a web page, as CSV; made when its button is pressed."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from evidence import store_log
from evidence.checklists.checklist import Checklist
from evidence.checklists.items import Item
from ui import chart_files

MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "csv": "text/csv",
}
WORDS = {"docx": "Word", "html": "Web page", "csv": "CSV"}


def popover(found: Checklist, asked: Sequence[Item]) -> None:
    """Draw the button behind which the checklist is taken away as a file."""
    opened = st.popover("Take the checklist away", key="checklist_files", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.caption("Everything typed and pinned, as it stands now.")
        for ending, words in WORDS.items():
            st.download_button(
                words,
                partial(_MAKERS[ending], found, asked, store_log.now()[:10], st.context.url or ""),
                file_name=f"{chart_files.slug(found.title)[:60] or 'checklist'}.{ending}",
                mime=MIME[ending],
                key=f"checklist_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )


def _word(found: Checklist, asked: Sequence[Item], on: str, base: str) -> bytes:
    # Loaded only now: the library for Word is large, and no page should wait for it.
    from evidence.exports import checklist_word

    return checklist_word.docx(found, asked, on=on, base=base)


def _web_page(found: Checklist, asked: Sequence[Item], on: str, base: str) -> bytes:
    from evidence.exports import checklist_html

    return checklist_html.html(found, asked, on=on, base=base).encode()


def _table(found: Checklist, asked: Sequence[Item], on: str, base: str) -> bytes:
    from evidence.exports import checklist_csv

    return checklist_csv.content(found, asked, on=on, base=base)


_MAKERS: dict[str, Callable[[Checklist, Sequence[Item], str, str], bytes]] = {
    "docx": _word,
    "html": _web_page,
    "csv": _table,
}
