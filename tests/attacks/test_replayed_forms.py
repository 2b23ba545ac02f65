"""What is sent a second time, as a form that is replayed, changes nothing and is in the log."""

from collections.abc import Callable

import pytest

from evidence.store import Store, StoreError
from evidence.workbench import double_entry, drafts, review, undo
from evidence.workbench.double_entry_settling import Alone
from evidence.workbench.person import READER, Person
from tests.attacks import state, texts, world
from tests.attacks.world import World


def test_a_publishing_sent_again_changes_nothing_and_is_logged(
    it: World, caplog: pytest.LogCaptureFixture
) -> None:
    made = review.publish(it.store, it.ruth, it.waiting, seen_version=3, comment="Right")

    with state.nothing_changes(it.store):
        review.publish(it.store, it.ruth, it.waiting, seen_version=3, comment="Forged")

    assert state.logged(caplog) == [
        f"Sent again: ruth to publish a submission: It is revision {made.number} already."
    ]


def test_an_undo_sent_again_changes_nothing_and_is_logged(
    it: World, caplog: pytest.LogCaptureFixture
) -> None:
    made = undo.undo(it.store, it.ruth, it.revision, message="Wrong")

    with state.nothing_changes(it.store):
        undo.undo(it.store, it.ruth, it.revision, message="Forged")

    assert state.logged(caplog) == [
        f"Sent again: ruth to take back revision {it.revision}: It was taken back in revision"
        f" {made.number} already."
    ]


@pytest.mark.parametrize("who", ["a reader", "an analyst"])
def test_a_suggestion_sent_again_is_refused_and_logged(
    it: World, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    person = it.ann if who == "an analyst" else READER
    world.suggest(it.store, person, message="Once")

    with (
        state.nothing_changes(it.store),
        pytest.raises(StoreError, match="waits for review already") as caught,
    ):
        world.suggest(it.store, person, message="Once")

    state.is_a_sentence(str(caught.value))
    assert "to suggest a correction: This suggestion waits" in state.logged(caplog)[-1]
    # Another one of the same row is no repetition.
    world.suggest(it.store, person, message="Once", values={"summary": "Fourth"})


AGAIN: dict[str, Callable[[World], object]] = {
    "send": lambda it: review.send(it.store, it.ann, it.draft, message="Why"),
    "send back": lambda it: review.send_back(it.store, it.ruth, it.waiting, comment="Mend it"),
    "withdraw": lambda it: review.withdraw(it.store, it.ann, it.waiting, comment="Not now"),
    "discard": lambda it: drafts.discard(it.store, it.ann, it.draft),
    "close": lambda it: double_entry.close(it.store, it.ruth, it.begun),
}


@pytest.mark.parametrize("what", AGAIN)
def test_what_moved_a_submission_on_is_refused_when_sent_again_and_logged(
    it: World, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    AGAIN[what](it)

    with state.nothing_changes(it.store), pytest.raises(StoreError) as caught:
        AGAIN[what](it)

    state.is_a_sentence(str(caught.value))
    assert str(caught.value) in state.logged(caplog)[-1]


def test_a_double_entry_handed_in_again_changes_nothing_and_is_logged(
    it: World, caplog: pytest.LogCaptureFixture
) -> None:
    double_entry.hand_in(it.store, it.ann, it.begun)

    with state.nothing_changes(it.store):
        double_entry.hand_in(it.store, it.ann, it.begun)

    assert state.logged(caplog) == [
        "Sent again: ann to hand in a double entry: It is handed in already."
    ]


@pytest.mark.parametrize("kind", texts.UNKEEPABLE)
@pytest.mark.parametrize("where", ["value", "reason"])
def test_what_settles_a_double_entry_has_the_limits_of_every_text(
    it: World, kind: str, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = texts.UNKEEPABLE[kind]

    with state.nothing_changes(it.store), pytest.raises(StoreError) as caught:
        double_entry.decide(
            it.store,
            it.ruth,
            it.settled,
            lambda now: (
                now.with_cell((1, 1), "value", text)
                if where == "value"
                else now.with_alone("first", 1, Alone(False, text))
            ),
        )

    state.is_a_sentence(str(caught.value))
    assert str(caught.value) in state.logged(caplog)[-1]


def test_a_column_that_findings_have_not_cannot_be_settled(
    it: World, caplog: pytest.LogCaptureFixture
) -> None:
    with state.nothing_changes(it.store), pytest.raises(StoreError, match="There is no column"):
        double_entry.decide(
            it.store, it.ruth, it.settled, lambda now: now.with_cell((1, 1), "no_such", "x")
        )

    assert "Refused: ruth to settle a double entry" in state.logged(caplog)[-1]


def test_a_row_of_another_table_is_not_handed_in_and_that_is_logged(
    it: World, caplog: pytest.LogCaptureFixture
) -> None:
    sheet = sheet_of(it.store, it.ann, it.begun)
    drafts.put(it.store, it.ann, sheet, "sites", {"area": "X"}, opens=world.SITE)

    with state.nothing_changes(it.store), pytest.raises(StoreError, match="is not a new finding"):
        double_entry.hand_in(it.store, it.ann, it.begun)

    assert "Refused: ann to hand in a double entry: Row 2 is not" in state.logged(caplog)[-1]


def sheet_of(store: Store, person: Person, task_id: str) -> str:
    found = double_entry.task(store, person, task_id)
    assert found is not None
    sheet = found.sheet_of(person)
    assert sheet is not None
    return sheet
