"""What a reviewer says of a submission: publish it, send it back, or put it away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import streamlit as st

from evidence.html import Markup, element, joined, link, literal
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.workbench import review, settings, submission, suggested
from evidence.workbench.limits import LONGEST_MESSAGE
from evidence.workbench.submission import Submission
from ui import identity, parameters, review_words
from ui.view import View

# The button that was pressed is gone with its submission, and what is said may be out of sight.
_to_outcome = st.components.v2.component(
    "review_outcome",
    js="""
export default function ({ data }) {
  if (window.evidenceReviewed === data.done) return;
  window.evidenceReviewed = data.done;
  requestAnimationFrame(() => {
    const said = document.querySelector(".st-key-review_outcome p");
    said?.focus({ preventScroll: true });
    said?.scrollIntoView({ block: "center" });
  });
}
""",
)
_DONE = "review_done"
_FAULT = "review_fault"
REMARK = (
    "A remark changes no row, so there is nothing to publish: take it over and mend the row, or"
    " close it with a comment."
)


@dataclass(frozen=True)
class _Done:
    """What was done to which submission: a sentence, and what it may be followed to."""

    said: str
    revision: int | None = None
    draft_id: str | None = None


def outcome(view: View, store: Store) -> None:
    """Say once what was done, with the way to it and to the next submission of the queue."""
    done = st.session_state.pop(_DONE, None)
    with st.container(key="review_outcome"):
        if done is None:
            # There from the start: screen readers announce only what changes in such a place.
            st.html(element("p", "", role="status", class_="said"))
            return
        st.html(_followed(view, store, done))
        _to_outcome(key="review_outcome_focus", data={"done": done.said}, height=1)


def _followed(view: View, store: Store, done: _Done) -> Markup:
    """What was done, and the ways on from there."""
    ways = []
    if done.revision is not None:
        number = str(done.revision)
        ways.append(
            link(f"See revision {number} in the history", view.address("history", number=number))
        )
    if done.draft_id is not None:
        ways.append(link("Open the draft", view.address("add", submission=done.draft_id)))
    waiting = review.queue(store) if identity.may("reviewer") else []
    following = [item for item in waiting if item.entered_by != identity.person().person_id]
    if following:
        item = following[0]
        words = f"Next in the queue: {review_words.title(item)}"
        ways.append(link(words, view.address("review", submission=item.submission_id)))
    said = joined((done.said, *ways), " ")
    return element("p", said, role="status", class_="said", tabindex="-1")


def show(view: View, store: Store, item: Submission, hindrance: str) -> None:
    """Draw what the person may do with the submission, or why they may not.

    Args:
        view: what is shown.
        store: where it is.
        item: the submission.
        hindrance: why nobody can publish it as it is; empty where nothing is in the way.
    """
    if item.state != "in review":
        if item.revision is not None:
            words = f"Revision {item.revision} in the history"
            st.html(link(words, view.address("history", number=str(item.revision))))
        return
    with st.container(key="card_review_verdict"):
        st.header("Verdict", anchor=False)
        if item.kind == "double entry":
            address = view.address("double_entry", task=item.double_entry_id or "")
            st.html(element("p", "One side of a double entry. ", link("See both", address)))
            return
        is_remark = suggested.is_remark(item)
        if is_remark:
            st.html(element("p", REMARK))
        may_publish = not is_remark and _may_publish(store, item)
        if may_publish or _is_mine(item) or identity.may("reviewer"):
            if may_publish and hindrance:
                st.html(element("p", element("strong", hindrance), class_="fault"))
            _say(store, item, may_publish=may_publish, is_hindered=bool(hindrance))
        if item.kind == "suggestion" and identity.may("analyst"):
            st.button(
                "Take it over as a draft of mine",
                key="review_take_over",
                on_click=partial(_attempt, partial(_take_over, store, item)),
            )
        fault = st.session_state.pop(_FAULT, "")
        if fault:
            st.error(literal(fault))


def _is_mine(item: Submission) -> bool:
    return bool(item.entered_by) and item.entered_by == identity.person().person_id


def _may_publish(store: Store, item: Submission) -> bool:
    """Whether the person may publish it; says why they may not, or with what mark they may."""
    if not identity.may("reviewer"):
        st.info(literal(identity.why_not("reviewer")))
        return False
    with store.reading() as connection:
        whose = submission.contributors(connection, item)
        required = settings.second_reader_required(connection)
    if identity.person().person_id not in whose:
        return True
    if required:
        said = (
            "You entered some of this, so somebody else has to publish it. Where nobody else is"
            " there, an owner can switch second reading off on the page People."
        )
    else:
        said = (
            "You entered this yourself. Second reading is switched off, so you may publish it; its"
            " receipts then say that nobody else read it."
        )
    st.html(element("p", said))
    return not required


def _say(store: Store, item: Submission, *, may_publish: bool, is_hindered: bool) -> None:
    """The comment, and a button for each verdict that is open to the person."""
    is_mine = _is_mine(item)
    needed = "" if is_mine and not may_publish else " (required to send it back or to refuse it)"
    st.text_area(f"Comment{needed}", key=_key(item), height=100, max_chars=LONGEST_MESSAGE)
    with st.container(horizontal=True, key="review_actions"):
        if may_publish and not is_hindered:
            _button("Publish", "review_publish", partial(_publish, store, item), is_first=True)
        if not is_mine and may_publish and item.kind != "suggestion":
            _button("Send back to mend", "review_send_back", partial(_send_back, store, item))
        words = "Withdraw it" if is_mine else "Refuse"
        _button(words, "review_withdraw", partial(_withdraw, store, item, words))


def _button(words: str, key: str, action: Callable[[], _Done], *, is_first: bool = False) -> None:
    kind: Literal["primary", "secondary"] = "primary" if is_first else "secondary"
    st.button(words, key=key, type=kind, on_click=partial(_attempt, action))


def _key(item: Submission) -> str:
    return f"review_comment_{item.submission_id}"


def _comment(item: Submission) -> str:
    return str(st.session_state.get(_key(item), ""))


def _attempt(action: Callable[[], _Done]) -> None:
    """Do it and go back to the queue; where it is refused, stay and say why."""
    try:
        st.session_state[_DONE] = action()
    except StoreError as error:
        st.session_state[_FAULT] = str(error)
    else:
        parameters.set_one("submission", None)
        parameters.set_one("rows_page", None)


def _publish(store: Store, item: Submission) -> _Done:
    revision = review.publish(
        store,
        identity.person(),
        item.submission_id,
        seen_version=item.version,
        comment=_comment(item),
    )
    said = f"Published “{review_words.title(item)}” as revision {revision.number}."
    return _Done(said, revision=revision.number)


def _send_back(store: Store, item: Submission) -> _Done:
    review.send_back(store, identity.person(), item.submission_id, comment=_comment(item))
    return _Done(f"Sent “{review_words.title(item)}” back to {item.entered_name}.")


def _withdraw(store: Store, item: Submission, words: str) -> _Done:
    review.withdraw(store, identity.person(), item.submission_id, comment=_comment(item))
    done = "Refused" if words == "Refuse" else "Withdrew"
    return _Done(f"{done} “{review_words.title(item)}”; it stays in the store.")


def _take_over(store: Store, item: Submission) -> _Done:
    draft_id = suggested.take_over(store, identity.person(), item.submission_id)
    said = f"“{review_words.title(item)}” is a draft of yours now."
    return _Done(said, draft_id=draft_id)
