"""Upload: rows from a spreadsheet, compared with what is published, mended, and sent to review."""

import streamlit as st

from evidence.html import literal
from evidence.workbench import submission
from ui import (
    access,
    add_saved,
    frame,
    identity,
    scenes_saving,
    upload_columns,
    upload_mend,
    upload_rows,
    upload_send,
    upload_take,
    workbench,
)

with frame.page("Upload", under="Workbench", has_wall=False) as view:
    store, person = access.store(), identity.person()
    refused = identity.why_not("analyst")
    named = st.query_params.get("submission")
    item = submission.found(store, person, named) if named else None
    asked = upload_columns.asked(store, person, item) if item else None
    found = upload_rows.judged(store, item, store.revision()) if item and not asked else None
    workbench.heading(view, upload_rows.title(item, found), "pages/upload.py")
    scenes_saving.outcome()

    if refused:
        st.info(literal(refused))
    if asked and asked.waits.block and not refused:
        st.header(literal(asked.item.title), anchor=False)
        upload_columns.said()
        upload_columns.show(store, person, asked)
        upload_take.start_again(view)
    elif item is None or found is None:
        if named and not asked and not refused:
            st.warning("There is no such upload of yours. Choose one below, or bring in a file.")
        if not refused:
            upload_take.unfinished(view, store, person)
        upload_take.template_button(store)
        if not refused:
            upload_take.fields(store, person, asked)
    else:
        st.header(literal(item.title), anchor=False)
        upload_columns.said()
        upload_send.sent(view)
        shown = upload_rows.choose(found)
        if item.state != "draft":
            upload_send.ended(view, item)
            upload_rows.show(view, store, item, found, shown)
        else:
            upload_mend.elsewhere(found)
            if shown == "faulty" and found.n("faulty"):
                upload_mend.show(view, store, person, item, found)
            else:
                upload_rows.show(view, store, item, found, shown)
            upload_send.repeated(view, store, item)
            if not refused:
                upload_send.show(store, person, item, found)
                add_saved.while_typing()
        upload_take.start_again(view)
