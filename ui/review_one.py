"""One submission as a reviewer sees it: who, why, every row with its source, and what to say."""

from collections.abc import Mapping, Sequence

import streamlit as st

from evidence import html
from evidence.html import Markup, element, link, literal
from evidence.rules import Problem
from evidence.store import Store
from evidence.workbench import duplicates, history, judge, submission, suggested
from evidence.workbench.duplicates import Duplicate
from evidence.workbench.submission import Entry, Submission
from ui import (
    identity,
    pager,
    parameters,
    review_rows,
    review_verdict,
    review_words,
    time_of_day,
)
from ui.review_rows import Seen
from ui.view import View

PAGE_SIZE = 10


def show(view: View, store: Store, submission_id: str) -> None:
    """Draw the submission of that id, or say that there is none for this person."""
    st.html(element("p", link("All that waits for review", view.address("review"))))
    item = submission.found(store, identity.person(), submission_id)
    if item is None:
        st.warning(
            "There is no such submission for you to see: open one from the list. A draft is seen by"
            " its author alone, and what was sent by its author and by those with a role."
        )
        return
    with st.container(key="card_review_head"):
        st.header(literal(review_words.title(item)), anchor=False)
        st.html(_head(store, item))
    seen = _seen(store, item)
    listed = seen.listed()
    with st.container(key="card_review_rows"):
        st.header(review_words.counted(len(listed), "row"), anchor=False)
        st.html(html.joined((_checks(view, seen, len(listed)), _rows(view, seen, listed))))
    review_verdict.show(view, store, item, seen.hindrance())


def _seen(store: Store, item: Submission) -> Seen:
    """What is known of it; the rules and likely duplicates are asked while it is in review."""
    with store.reading() as connection:
        published = store.rows_within(connection)
    if item.state != "in review":
        return Seen(item, published, {}, (), is_open=False)
    problems, likely = _judged(store, item, item.version, store.revision())
    return Seen(item, published, problems, likely)


@st.cache_resource(
    show_spinner="Checking",
    max_entries=8,
    hash_funcs={
        Store: lambda store: store.place,
        Submission: lambda item: item.submission_id,
    },
)
def _judged(
    store: Store, item: Submission, version: int, revision: int
) -> tuple[Mapping[int, Sequence[Problem]], Sequence[Duplicate]]:
    del version, revision
    return judge.problems_by_entry(store, item), duplicates.likely(store, item)


def _head(store: Store, item: Submission) -> Markup:
    nobody = element("span", "none given", class_="quiet")
    facts: list[tuple[str, object]] = [
        ("State", "Sent back to its author" if item.was_sent_back else item.state.capitalize()),
        ("Kind", review_words.KINDS[item.kind]),
        ("Entered by", item.entered_name),
        *((("Contact", contact),) if (contact := suggested.contact_of(item)) else ()),
        ("Sent", _sent(item)),
        ("Reason", item.message or nobody),
    ]
    if item.comment:
        name = "Earlier comment" if item.state == "in review" else "Comment"
        facts.append((name, html.joined((item.comment, _by(store, item)))))
    pairs = (part for name, said in facts for part in (element("dt", name), element("dd", said)))
    return element("dl", *pairs, class_="facts review-head")


def _sent(item: Submission) -> str:
    if item.sent_at is None:
        return "not yet"
    sent = time_of_day.when(item.sent_at)
    waiting = f"; waiting for {review_words.waits(item)}"
    return f"{sent}{waiting if item.state == 'in review' else ''}"


def _by(store: Store, item: Submission) -> str:
    if not item.decided_by:
        return ""
    with store.reading() as connection:
        return f" ({history.name_of(history.names(connection), item.decided_by)})"


def _checks(view: View, seen: Seen, n_listed: int) -> Markup:
    n_same = len(seen.item.entries) - n_listed
    same = element(
        "p",
        f"{review_words.counted(n_same, 'further row')} of it {'is' if n_same == 1 else 'are'}"
        " as published and not listed.",
        class_="quiet",
    )
    counted = same if n_same else Markup("")
    if not seen.is_open:
        return counted
    n = sum(len(each) for each in seen.problems.values())
    said = f"{review_words.counted(n, 'problem')} found by the rules." if n else "All rules kept."
    n_twice = len({each.place for each in seen.duplicates})
    twice = f" {review_words.counted(n_twice, 'row')} may stand twice." if n_twice else ""
    checked = element("p", element("strong", said), twice, class_="fault" if n else "kept")
    return html.joined((checked, counted, review_rows.elsewhere(view, seen)))


def _rows(view: View, seen: Seen, listed: Sequence[Entry]) -> Markup:
    """The rows of the page that the address names; those with something to look at come first."""
    entries = sorted(listed, key=lambda each: (not seen.is_striking(each), each.place))
    last = pager.last_page(len(entries), PAGE_SIZE)
    page = parameters.page_number("rows_page", last)
    shown = entries[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    others = pager.links(
        view, "review", "the rows", page, last, "rows_page", submission=seen.item.submission_id
    )
    return html.joined((*(review_rows.row(view, seen, each) for each in shown), others))
