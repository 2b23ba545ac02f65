"""The last step of a draft: what is still wrong, and the sending it."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from evidence import html
from evidence.html import element, literal
from evidence.rules import Problem
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.workbench import case_steps, drafts, review, settings, submission
from evidence.workbench.limits import LONGEST_MESSAGE, LONGEST_TITLE
from evidence.workbench.submission import Entry, Submission
from ui import (
    access,
    add_choices,
    add_fields,
    add_form,
    add_preview,
    add_twice,
    identity,
    parameters,
    scenes_saving,
)
from ui.add_judged import Judged
from ui.view import View

SHOWN_AT_MOST = 100
# What of the address is about one draft.
ADDRESS = (
    *("submission", "step", "entry", "beside", "checked"),
    *("correct", "of_source", "of_site"),
)


def check(view: View, store: Store, item: Submission, judged: Judged) -> None:
    """Draw all problems with the way to each, the likely duplicates, and what sends the draft."""
    if not item.entries:
        st.info("Nothing is entered yet: begin with the source or the first finding.")
        return
    with st.container(key="card_add_check"):
        n = judged.count
        words = "1 problem to mend" if n == 1 else f"{n} problems to mend"
        st.header(words if n else "The rules find nothing wrong", anchor=False)
        _problems(view, item, judged.by_place)
    add_twice.show(view, store, item)
    add_preview.show(view, item, judged)
    with st.container(key="card_add_send"):
        st.header("Send it", anchor=False)
        send(store, item)


def send(store: Store, item: Submission) -> None:
    """Ask for the title and the reason, and offer to send."""
    _described(item, "title", "Title of this draft", LONGEST_TITLE, case_steps.title_of(item))
    _described(item, "message", "Reason: what was added or changed, and why (required)", None)
    scenes_saving.outcome("add_send")
    with st.container(horizontal=True, key="add_send_actions"):
        st.button(
            "Send to review",
            key="add_send",
            type="primary",
            on_click=partial(_send, store, item, publish=False),
        )
        if may_publish_alone(store):
            st.button(
                "Publish now, without a second reader",
                key="add_publish",
                on_click=partial(_send, store, item, publish=True),
            )


def may_publish_alone(store: Store) -> bool:
    """Whether second reading is off and the person is a reviewer."""
    if not identity.may("reviewer"):
        return False
    with store.reading() as connection:
        return not settings.second_reader_required(connection)


def _described(
    item: Submission, name: str, label: str, longest: int | None, example: str | None = None
) -> None:
    key = f"add_{item.submission_id}_{name}"
    stands = item.title if name == "title" else item.message
    if key not in st.session_state:
        st.session_state[key] = stands
    changed = partial(_describe, item, name, key)
    if longest:
        st.text_input(
            label, key=key, max_chars=longest, live="500ms", on_change=changed, placeholder=example
        )
    else:
        st.text_area(label, key=key, max_chars=LONGEST_MESSAGE, height=100, on_change=changed)


def _describe(item: Submission, name: str, key: str) -> None:
    typed = {name: st.session_state[key]}
    add_form.attempt(
        lambda: drafts.describe(access.store(), identity.person(), item.submission_id, **typed)
    )


def _send(store: Store, item: Submission, *, publish: bool) -> None:
    message = st.session_state.get(f"add_{item.submission_id}_message", item.message)

    def send_it() -> str:
        person = identity.person()
        if not item.title.strip():
            drafts.describe(store, person, item.submission_id, title=case_steps.title_of(item))
        review.send(store, person, item.submission_id, message=message)
        return "Sent to review. Readers see it once somebody else has published it."

    done = scenes_saving.attempt(send_it, place="add_send")
    if done and publish:
        done = scenes_saving.attempt(partial(_publish, store, item))
    if done:
        for name in ADDRESS:
            parameters.set_one(name, None)


def _publish(store: Store, item: Submission) -> str:
    """Publish what was just sent, and say so.

    Raises:
        StoreError: it could not be published; it is in review then.
    """
    person, version = identity.person(), _version(store, item.submission_id)
    try:
        revision = review.publish(
            store, person, item.submission_id, seen_version=version, comment=""
        )
    except StoreError as error:
        raise StoreError(f"It waits for review, and was not published: {error}") from error
    return f"Published as revision {revision.number}, without a second reader."


def _version(store: Store, submission_id: str) -> int:
    """The version of the submission as it stands."""
    found = submission.found(store, identity.person(), submission_id)
    return found.version if found else 0


def problems_list(
    view: View, entries: Mapping[int, Entry], by_place: Mapping[int, list[Problem]]
) -> None:
    """Every problem in words, without buttons."""
    for place, problems in by_place.items():
        for problem in problems:
            st.html(element("p", _words(view, entries.get(place), problem), class_="add-fault"))


def _problems(view: View, item: Submission, by_place: Mapping[int, list[Problem]]) -> None:
    entries = {entry.place: entry for entry in item.entries}
    shown = 0
    for place, problems in sorted(by_place.items()):
        for number, problem in enumerate(problems):
            if shown == SHOWN_AT_MOST:
                st.caption(f"and more: mend the first {SHOWN_AT_MOST} and look again.")
                return
            shown += 1
            entry = entries.get(place)
            with st.container(horizontal=True, key=f"add_problem_{place}_{number}"):
                st.html(element("p", _words(view, entry, problem), class_="add-fault"))
                if entry is not None:
                    st.button(
                        literal(f"Go to {_field_words(view, entry, problem)}"),
                        key=f"add_go_{place}_{number}",
                        type="tertiary",
                        on_click=partial(add_form.open_entry, entry),
                    )


def _words(view: View, entry: Entry | None, problem: Problem) -> html.Markup:
    where = add_choices.row_words(view, entry) if entry else f"{problem.file}, {problem.row_id}"
    value = f" ({problem.value})" if problem.value else ""
    fault = add_fields.sentence(f"{problem.wrong}: {problem.mend}")
    field = _title(view, entry, problem)
    return html.joined((element("strong", f"{where}, {field}{value}. "), fault))


def _field_words(view: View, entry: Entry, problem: Problem) -> str:
    return f"{_title(view, entry, problem).lower()} of {add_choices.row_words(view, entry)}"


def _title(view: View, entry: Entry | None, problem: Problem) -> str:
    package = view.model.package
    table = package.tables.get(entry.table) if entry else None
    if table is None or problem.field not in table.field_names:
        return problem.field or "the whole row"
    return "Code of the row" if problem.field == table.key else table.field(problem.field).title
