"""What waits for review, how long, and by whom; for others how much, and what of it is theirs."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from evidence import html
from evidence.html import Markup, element, link, literal
from evidence.store import Store
from evidence.workbench import as_if, judge, review, submission
from evidence.workbench.submission import Submission
from ui import identity, pager, parameters, review_words, site_tables
from ui.view import View

PAGE_SIZE = 20


def title(store: Store) -> str:
    """The title of the page: how much waits."""
    n = len(review.queue(store))
    return f"Review: {n:,} waiting" if n else "Review: nothing waiting"


def show(view: View, store: Store) -> None:
    """Draw the queue for reviewers, and for everybody what is their own."""
    queue = review.queue(store)
    is_reviewer = identity.may("reviewer")
    with st.container(key="card_review_queue"):
        st.header("Waiting for review, longest first", anchor=False)
        if is_reviewer:
            _queue(view, store, queue)
        else:
            st.html(element("p", _by_kind(queue)))
            st.info(literal(identity.why_not("reviewer")))
    _own(view, store)


def checks(store: Store) -> Mapping[str, int]:
    """How many problems each submission in the queue has, by its id; asked anew when any changes.

    What fits in with all the others has none, which one look at the rules tells of the whole queue;
    what is about the same row as another is asked about by itself.
    """
    return _checks(store, store.revision(), as_if.version(store))


@st.cache_resource(
    show_spinner="Checking what waits",
    max_entries=2,
    hash_funcs={Store: lambda store: store.place},
)
def _checks(store: Store, revision: int, version: str) -> dict[str, int]:
    del revision, version
    looked = as_if.look(store)
    rows = Counter((entry.table, entry.key) for item in looked.shown for entry in item.entries)
    shared = {place for place, n in rows.items() if n > 1}
    fits = [
        item
        for item in looked.shown
        if not any((entry.table, entry.key) in shared for entry in item.entries)
    ]
    asked = [item for item in (*looked.shown, *looked.left_out) if item not in fits]
    return {item.submission_id: 0 for item in fits} | {
        item.submission_id: len(judge.problems(store, item)) for item in asked
    }


def _queue(view: View, store: Store, queue: Sequence[Submission]) -> None:
    if not queue:
        st.html(element("p", "Nothing waits. What analysts send appears here at your next click."))
        return
    last = pager.last_page(len(queue), PAGE_SIZE)
    page = parameters.page_number("list_page", last)
    shown = queue[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    found, person = checks(store), identity.person()
    rows = [
        (
            link(review_words.title(item), view.address("review", submission=item.submission_id)),
            review_words.KINDS[item.kind],
            element("span", item.entered_name, " (you)" if _is_mine(item) else ""),
            review_words.waits(item),
            f"{item.n_entries:,}",
            _problems(found.get(item.submission_id)),
        )
        for item in shown
    ]
    headings = ("Submission", "Kind", "Entered by", "Waiting for", "Rows", "Problems")
    st.html(
        site_tables.table("What waits for review, longest first", headings, rows)
        + pager.links(view, "review", "the queue", page, last, "list_page")
    )
    if any(item.entered_by == person.person_id for item in shown):
        st.html(element("p", "What you entered, somebody else publishes.", class_="quiet"))


def _is_mine(item: Submission) -> bool:
    return bool(item.entered_by) and item.entered_by == identity.person().person_id


def _problems(n: int | None) -> Markup:
    if n is None:
        return element("span", "not checked yet", class_="quiet")
    return element("strong", f"{n:,}") if n else html.text("none")


def _by_kind(queue: Sequence[Submission]) -> str:
    kinds = [item.kind for item in queue]
    told = [
        f"{words.lower()}: {kinds.count(kind):,}"
        for kind, words in review_words.KINDS.items()
        if kind in kinds
    ]
    return f"By kind: {', '.join(told)}." if told else "Nothing waits for review."


def _own(view: View, store: Store) -> None:
    mine = submission.own(store, identity.person())
    if not mine:
        return
    with st.container(key="card_review_own"):
        st.header("Entered by you, not published yet", anchor=False)
        rows = [
            (
                link(review_words.title(item), _address(view, item)),
                "Sent back to you" if item.was_sent_back else item.state.capitalize(),
                f"{item.n_entries:,}",
                item.comment if item.was_sent_back else "",
            )
            for item in mine
        ]
        st.html(
            site_tables.table(
                "What you entered and is not published",
                ("Submission", "State", "Rows", "What the reviewer said"),
                rows,
            )
        )


def _address(view: View, item: Submission) -> str:
    if item.kind == "double entry":
        return view.address("double_entry", task=item.double_entry_id or "")
    page = "add" if item.state == "draft" else "review"
    return view.address(page, submission=item.submission_id)
