"""Review: what waits, one submission with its rows and checks, and the verdict."""

import streamlit as st

from ui import access, frame, review_one, review_queue, review_verdict, workbench

with frame.page("Review", under="Workbench", has_wall=False) as view:
    store = access.store()
    workbench.heading(view, review_queue.title(store), "pages/review.py")
    review_verdict.outcome(view, store)
    asked = st.query_params.get("submission", "")
    if asked:
        review_one.show(view, store, asked)
    else:
        review_queue.show(view, store)
