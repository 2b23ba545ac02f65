"""Whoever may not write is refused by every function that writes, and it is logged."""

import importlib
import inspect
import pkgutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType

import pytest

from evidence import ROOT, folder_import, sheets, workbench
from evidence.store import Change, NotAllowed
from evidence.store_log import Kind
from evidence.workbench import door, double_entry, review, roles
from evidence.workbench.person import READER, Person
from tests.attacks import state, world
from tests.attacks.world import World
from tests.attacks.writers import WRITERS, Writer

OSRIC = Person("osric", "osric")
# What takes a store and a person and only looks.
LOOKS = {
    "double_entry.task",
    "double_entry.tasks",
    "double_entry.to_settle",
    "double_entry_publishing.compared",
    "own_work.settled",
    "owners.everybody",
    "owners.refusals",
    "owners.role_changes",
    "submission.found",
    "submission.own",
    "waiting.of",
}
# The door itself; signing out needs no role, and changes nothing but when the session ended.
OF_DOOR = {"door.note_refusal", "door.sign_out", "door.vouched", "door.writing"}


def comes(it: World, writer: Writer) -> Iterator[tuple[str, Person]]:
    """Everybody who may not, one after the other."""
    person = Person(writer.by, writer.by)
    if writer.needs is not None:
        yield "a reader", READER
        yield "no role", Person("nora", "nora")
    if writer.needs in ("reviewer", "owner"):
        yield "an analyst", Person("abe", "abe")
    if writer.needs == "owner":
        yield "a reviewer", Person("rex", "rex")
    yield "12 h 1 min ago", replace(person, signed_in_at=time.time() - 12 * 3600 - 60)
    yield "in the future", replace(person, signed_in_at=time.time() + 3600)
    left = replace(person, signed_in_at=time.time() - 60)
    door.sign_out(it.store, left)
    yield "signed out", left
    if writer.needs is not None:
        with it.store.writing() as connection:
            roles.give(connection, person.person_id, None, by="osric")
        yield "a moment ago", person


@pytest.mark.parametrize("writer", WRITERS, ids=lambda each: each.name)
def test_whoever_may_not_write_is_refused_told_and_logged(
    it: World, writer: Writer, caplog: pytest.LogCaptureFixture
) -> None:
    for attacker, person in comes(it, writer):
        with state.nothing_changes(it.store), pytest.raises(NotAllowed) as caught:
            writer.call(it, person)

        said = str(caught.value)
        state.is_a_sentence(said)
        last = state.refusals(it.store, OSRIC)[0]
        assert (last.person_id, last.reason) == (person.person_id, said), attacker
        assert state.logged(caplog)[-1].endswith(f" to {last.doing}: {said}"), attacker


@pytest.mark.parametrize("writer", WRITERS, ids=lambda each: each.name)
def test_the_same_call_is_done_for_whoever_may(it: World, writer: Writer) -> None:
    person = Person(writer.by, writer.by, signed_in_at=time.time() - 12 * 3600 + 60)
    before = state.contents(it.store)

    writer.call(it, person)

    # No row of the draft is faulty, and the sheet was begun before.
    if writer.function not in (review.split, double_entry.begin):
        assert state.contents(it.store) != before
    assert state.refusals(it.store, OSRIC) == []


@pytest.mark.parametrize("kind", ["app", "import", "undo"])
@pytest.mark.parametrize("author", ["", "nora", "abe", "ruth"])
def test_a_save_past_the_door_is_refused_by_the_store_itself(
    it: World, author: str, kind: Kind
) -> None:
    with it.store.writing() as connection:
        roles.give(connection, "ruth", None, by="osric")

    with state.nothing_changes(it.store), pytest.raises(NotAllowed) as caught:
        it.store.commit(
            [Change("sites", world.SITE, None)], author=author, message="", save_id="x", kind=kind
        )

    last = state.refusals(it.store, OSRIC)[0]
    assert (last.person_id, last.doing, last.reason) == (
        author,
        "save a revision",
        str(caught.value),
    )


def modules() -> Iterator[ModuleType]:
    for package in (workbench, sheets):
        for found in pkgutil.iter_modules(package.__path__):
            yield importlib.import_module(f"{package.__name__}.{found.name}")
    yield folder_import


def takes_a_person() -> dict[str, Callable[..., object]]:
    """Every public function that is given a store and a person."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": function
        for module in modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and {"store", "person"} <= inspect.signature(function).parameters.keys()
    }


def test_no_writing_function_is_forgotten_here() -> None:
    assert takes_a_person().keys() == {each.name for each in WRITERS} | LOOKS | OF_DOOR


def test_what_only_looks_opens_no_transaction_that_could_write() -> None:
    for name in LOOKS:
        source = inspect.getsource(takes_a_person()[name])
        assert "writing(" not in source, name
        assert "vouched(" not in source, name


def test_in_the_workbench_the_door_alone_opens_the_store_for_writing() -> None:
    opening = {
        path.stem
        for path in (ROOT / "evidence" / "workbench").glob("*.py")
        if "store.writing()" in path.read_text(encoding="utf-8")
    }

    assert opening == {"door"}


def test_a_flood_of_refusals_does_not_fill_the_store(
    it: World, caplog: pytest.LogCaptureFixture
) -> None:
    times = door.REFUSALS_OF_PERSON + 5
    for _ in range(times):
        with pytest.raises(NotAllowed):
            WRITERS[0].call(it, Person("nora", "nora"))

    assert len(state.refusals(it.store, OSRIC)) == door.REFUSALS_OF_PERSON
    assert len(state.logged(caplog)) == times
