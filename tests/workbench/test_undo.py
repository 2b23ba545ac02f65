"""Taking a revision back: what it restores, and when it is refused, with the reasons."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import seed
from evidence.store import Change, NotAllowed, Rejected, Store, StoreError, UnknownRevision
from evidence.workbench import history, tables, undo
from evidence.workbench.undo import CannotUndo
from tests import engines, tiny_package
from tests.engines import OpenStore
from tests.postgres import PostgresServer
from tests.test_store_replay import CHANGE, State, fits, replayed
from tests.tiny_package import FOLDER, PACKAGE, YORK, added, let, save, site

PLACED = {**YORK, "note": "By the river"}
LONDON = {"site_id": "london", "name": "London", "note": "", "source_id": "crick"}
CRICK = {"source_id": "crick", "title": "Crick report"}


@pytest.fixture
def store(tmp_path: Path, open_store: OpenStore) -> Store:
    """The data folder, then a note on York by Ann."""
    opened = open_store()
    seed.synchronise(opened, tiny_package.write_folder(tmp_path / "data", FOLDER))
    save(opened, added("sites", PLACED))
    return opened


def take_back(store: Store, number: int, person: str = "Zoe", message: str = "Wrong river") -> int:
    return undo.undo(store, let(store, person, "reviewer"), number, message=message).number


def test_an_undo_is_a_new_revision_with_the_rows_as_they_were(store: Store) -> None:
    made = undo.undo(store, let(store, "Zoe", "reviewer"), 2, message="  Wrong\nriver ")

    assert (made.number, made.kind, made.author) == (3, "undo", "Zoe")
    assert made.message == "Revision 2 taken back: Wrong river"
    assert store.tables() == store.tables(1)
    assert site(store, "york") == YORK
    saved = history.revision(store, 3)
    assert (saved.takes_back, saved.entered_by, saved.checked_by) == (2, "Zoe", "")
    assert history.revision(store, 2).taken_back_in == 3


def test_the_same_click_replayed_gives_the_same_revision(store: Store) -> None:
    assert [take_back(store, 2), take_back(store, 2)] == [3, 3]
    assert store.revision() == 3


def test_an_undo_is_undone_and_what_it_took_back_can_be_taken_back_again(store: Store) -> None:
    take_back(store, 2)
    assert take_back(store, 3) == 4
    assert store.tables() == store.tables(2)
    assert history.revision(store, 2).taken_back_in is None
    assert take_back(store, 2) == 5
    assert site(store, "york") == YORK


def test_added_and_removed_rows_are_taken_back_too(store: Store) -> None:
    save(store, added("sources", CRICK), added("sites", LONDON), Change("sites", "york", None))
    take_back(store, 3)
    assert store.tables() == store.tables(2)


def test_a_row_changed_again_later_is_named_with_who_and_where(store: Store) -> None:
    later = save(store, added("sites", {**PLACED, "name": "Yorke"}), author="Ben")

    with pytest.raises(CannotUndo) as refused:
        take_back(store, 2)

    (reason,) = refused.value.reasons
    assert reason.startswith("sites york was changed again by Ben on ")
    assert "(revision 3): take that one back first" in reason
    assert undo.reasons(store, 2) == [reason]
    assert store.revision() == later.number
    take_back(store, 3)
    take_back(store, 2)
    assert site(store, "york") == YORK


def test_a_row_set_back_by_hand_still_rests_on_later_revisions(store: Store) -> None:
    save(store, added("sites", YORK))
    save(store, added("sites", PLACED))
    with pytest.raises(CannotUndo, match=r"revision 4\)"):
        take_back(store, 2)


def test_other_rows_that_refer_to_what_would_vanish_are_named(store: Store) -> None:
    save(store, added("sources", CRICK))
    save(store, added("sites", LONDON))
    with pytest.raises(CannotUndo) as refused:
        take_back(store, 3)
    (reason,) = refused.value.reasons
    assert "sites.csv" in reason
    assert "no such source" in reason
    assert store.revision() == 4


def test_the_first_load_of_the_data_folder_stays(store: Store) -> None:
    with pytest.raises(CannotUndo, match="first load of the data folder"):
        take_back(store, 1)
    assert undo.reasons(store, 2) == []


@pytest.mark.parametrize("role", ["analyst", None])
def test_only_a_reviewer_takes_back_and_a_refusal_is_logged(store: Store, role: str | None) -> None:
    person = let(store, "Eve", "analyst")
    if role is None:
        with store.writing() as connection:
            connection.execute(sa.delete(tables.role).where(tables.role.c.person_id == "Eve"))
    with pytest.raises(NotAllowed):
        undo.undo(store, person, 2, message="Because")
    with store.reading() as connection:
        refused = connection.execute(sa.select(tables.refusal)).one()
    assert (refused.person_id, refused.doing) == ("Eve", "take back revision 2")
    assert store.revision() == 2


@pytest.mark.parametrize("message", ["", " \n", "x" * 5001, "a\0b", "a\ud800"])
def test_a_reason_is_asked_for_and_has_its_limits(store: Store, message: str) -> None:
    with pytest.raises(StoreError):
        take_back(store, 2, message=message)
    assert store.revision() == 2


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_revision_that_is_not_there_is_told(store: Store, number: int) -> None:
    with pytest.raises(UnknownRevision):
        take_back(store, number)


STEPS = st.lists(
    st.one_of(
        st.lists(CHANGE, min_size=1, max_size=3, unique_by=lambda item: (item.table, item.row_id)),
        st.integers(min_value=1, max_value=6),
    ),
    max_size=10,
)


@given(STEPS)
@settings(max_examples=25)
def test_any_sequence_of_saves_and_undos_is_a_replay(
    engine: PostgresServer | None, steps: list[list[Change] | int]
) -> None:
    """What was taken back is as it was before, whatever else came since."""
    states: list[State] = [{}]
    with engines.new_url(engine) as url, TemporaryDirectory() as folder:
        store = Store(Path(folder), PACKAGE, check=tiny_package.check, url=url)
        person = let(store, "Zoe", "reviewer")
        for number, step in enumerate(steps):
            after = _after(store, states, step)
            try:
                if isinstance(step, int):
                    undo.undo(store, person, step, message="Why not")
                else:
                    save(store, *step, save_id=str(number))
            except (Rejected, CannotUndo, UnknownRevision):
                after = states[-1]
            if store.revision() == len(states):
                states.append(after)
            assert after == states[-1]
        found = [_state(store.tables(number)) for number in range(store.revision() + 1)]
        newest = _state(store.tables())
        store.close()
    assert found == states
    assert newest == states[-1]


def _after(store: Store, states: list[State], step: list[Change] | int) -> State:
    """What a step leaves if it is done; an undo of what is taken back already leaves all as is."""
    if not isinstance(step, int):
        after = replayed(states[-1], step)
        return after if fits(after) else states[-1]
    if not 0 < step < len(states) or history.revision(store, step).taken_back_in is not None:
        return states[-1]
    was, became = states[step - 1], states[step]
    touched = {place for place in {*was, *became} if was.get(place) != became.get(place)}
    kept = {place: row for place, row in states[-1].items() if place not in touched}
    return {**kept, **{place: row for place, row in was.items() if place in touched}}


def _state(rows: Mapping[str, list[dict[str, str]]]) -> State:
    keys = {name: table.key for name, table in PACKAGE.tables.items()}
    return {(name, row[keys[name]]): row for name, each in rows.items() for row in each}
