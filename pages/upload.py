"""Upload: rows from a spreadsheet, compared with what is published, mended, and sent to review."""

import streamlit as st

from evidence.html import literal
from evidence.workbench import submission
from ui import (
    access,
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
    asked = st.query_params.get("submission")
    item = submission.found(store, person, asked) if asked else None
    found = upload_rows.judged(store, item, store.revision()) if item else None
    workbench.heading(view, upload_rows.title(item, found), "pages/upload.py")
    scenes_saving.outcome()

    if refused:
        st.info(literal(refused))
    if upload_columns.is_asking(asked) and not refused:
        upload_columns.said()
        upload_columns.show(store, person)
    elif item is None or found is None:
        if asked and not refused:
            st.warning("There is no such upload of yours. Choose one below, or bring in a file.")
        if not refused:
            upload_take.unfinished(view, store, person)
        upload_take.template_button(store)
        if not refused:
            upload_take.fields(store, person)
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
        upload_take.start_again(view)
