"""Two people at one checklist: both keep what they typed, and a retry writes nothing twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evidence.checklists import checklist, entries
from evidence.checklists.entries import Entry, Typed
from evidence.checklists.items import ChecklistRefused, Field
from evidence.store import Store
from tests import tiny_package
from tests.tiny_package import PACKAGE

ITEM = "step-1"


def store_in(folder: Path) -> Store:
    return Store(folder, PACKAGE, check=tiny_package.check)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = store_in(tmp_path)
    yield store
    store.close()


@pytest.fixture
def key(store: Store) -> str:
    return checklist.make(store, "Our place").edit


def note(value: str, *seen: int, field: Field = "note", item: str = ITEM) -> Typed:
    return Typed(item, field, value, seen)


def standing(store: Store, key: str, field: Field = "note", item: str = ITEM) -> list[str]:
    found = checklist.opened(store, key)
    assert found is not None
    return list(found.values(item, field))


def saved(store: Store, key: str, save_id: str, *typed: Typed) -> list[int]:
    return [each.entry_id for each in entries.save(store, key, typed, save_id=save_id)]


def history(store: Store, key: str) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(each.field, each.value, each.replaces) for each in entries.history(store, key, ITEM)]


def test_what_was_typed_over_is_replaced_and_stays_in_the_history(store: Store, key: str) -> None:
    (first,) = saved(store, key, "1", note("One"))
    (second,) = saved(store, key, "2", note("Two", first))
    assert standing(store, key) == ["Two"]
    assert history(store, key) == [("note", "Two", (first,)), ("note", "One", ())]
    assert second > first


def test_two_who_saved_over_the_same_value_both_keep_theirs(store: Store, key: str) -> None:
    (base,) = saved(store, key, "1", note("Base"))
    saved(store, key, "ann", note("Ann's", base))
    saved(store, key, "bob", note("Bob's", base))
    assert standing(store, key) == ["Ann's", "Bob's"]


def test_a_value_that_was_typed_over_both_settles_them(store: Store, key: str) -> None:
    (ann,) = saved(store, key, "ann", note("Ann's"))
    (bob,) = saved(store, key, "bob", note("Bob's"))
    saved(store, key, "both", note("Ann's. Bob's.", ann, bob))
    assert standing(store, key) == ["Ann's. Bob's."]


def test_one_of_two_can_be_picked_as_it_is(store: Store, key: str) -> None:
    (ann,) = saved(store, key, "ann", note("Ann's"))
    (bob,) = saved(store, key, "bob", note("Bob's"))
    saved(store, key, "pick", note("Ann's", ann, bob))
    assert standing(store, key) == ["Ann's"]
    assert history(store, key)[0] == ("note", "Ann's", (ann, bob))


def test_what_nobody_saw_is_not_settled(store: Store, key: str) -> None:
    (ann,) = saved(store, key, "ann", note("Ann's"))
    (bob,) = saved(store, key, "bob", note("Bob's"))
    saved(store, key, "cat", note("Cat's"))
    saved(store, key, "join", note("Ann's and Bob's", ann, bob))
    assert standing(store, key) == ["Cat's", "Ann's and Bob's"]


def test_the_same_typed_by_both_stands_once(store: Store, key: str) -> None:
    saved(store, key, "ann", note("done", field="state"))
    saved(store, key, "bob", note("done", field="state"))
    assert standing(store, key, "state") == ["done"]


def test_a_cleared_field_and_a_new_text_stand_side_by_side(store: Store, key: str) -> None:
    (base,) = saved(store, key, "1", note("Base"))
    saved(store, key, "ann", note("", base))
    saved(store, key, "bob", note("Bob's", base))
    assert standing(store, key) == ["", "Bob's"]


def test_own_later_typing_over_an_old_view_makes_no_second_value(store: Store, key: str) -> None:
    (base,) = saved(store, key, "1", note("Base"))
    (own,) = saved(store, key, "2", note("Own", base))
    saved(store, key, "3", note("Own, longer", base, own))
    assert standing(store, key) == ["Own, longer"]


@pytest.mark.parametrize("unchanged", ["Base", "  Base\n", "Ba\0se"])
def test_an_unchanged_value_writes_nothing(store: Store, key: str, unchanged: str) -> None:
    (base,) = saved(store, key, "1", note("Base"))
    assert saved(store, key, "2", note(unchanged, base), note("", field="role")) == []
    assert len(history(store, key)) == 1


def test_an_unchanged_value_does_not_bring_back_what_somebody_replaced(
    store: Store, key: str
) -> None:
    (base,) = saved(store, key, "1", note("Base"))
    saved(store, key, "ann", note("Ann's", base))
    saved(store, key, "bob", note("Base", base), note("Lead", field="role"))
    assert standing(store, key) == ["Ann's"]
    assert standing(store, key, "role") == ["Lead"]


def test_a_save_that_is_sent_again_writes_nothing_twice(store: Store, key: str) -> None:
    typed = (note("One"), note("done", field="state"))
    first = entries.save(store, key, typed, save_id="1")
    (over,) = saved(store, key, "2", note("Two", first[0].entry_id))
    assert entries.save(store, key, typed, save_id="1") == first
    assert standing(store, key) == ["Two"]
    assert entries.history(store, key, ITEM)[0].entry_id == over


def test_the_id_of_another_save_is_refused_so_that_nothing_typed_is_dropped(
    store: Store, key: str
) -> None:
    (base,) = saved(store, key, "1", note("One"))
    for other in (note("Two", base), note("One", item="step-2"), note("Lead", field="role")):
        with pytest.raises(ChecklistRefused, match="save again what you typed"):
            saved(store, key, "1", other)
    assert len(history(store, key)) == 1


def test_an_older_value_is_taken_back_as_a_new_entry(store: Store, key: str) -> None:
    (first,) = saved(store, key, "1", note("One"))
    (second,) = saved(store, key, "2", note("Two", first))
    for _ in range(2):
        (back,) = entries.take_back(store, key, first, seen=(second,), save_id="3")
    assert standing(store, key) == ["One"]
    assert [value for _, value, _ in history(store, key)] == ["One", "Two", "One"]
    assert entries.take_back(store, key, first, seen=(back.entry_id,), save_id="4") == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([note("x" * 4001)], "4001 characters and may have 4000"),
        ([note("x" * 121, field="role")], "121 characters and may have 120"),
        ([note("finished", field="state")], "is no state"),
        ([note("x", item="step-100")], "no step and no principle"),
        ([note("x", item="step-1\n")], "no step and no principle"),
        ([note("x", 99)], "never held"),
        ([note("x"), note("y")], "stands twice"),
    ],
)
def test_what_does_not_fit_is_refused_with_all_of_its_save(
    store: Store, key: str, typed: list[Typed], said: str
) -> None:
    with pytest.raises(ChecklistRefused, match=said):
        saved(store, key, "1", note("Kept?", item="step-2"), *typed)
    assert standing(store, key, item="step-2") == []


@pytest.mark.parametrize("save_id", ["", "x" * 101])
def test_a_save_without_a_fitting_id_is_refused(store: Store, key: str, save_id: str) -> None:
    with pytest.raises(ChecklistRefused, match="needs an id"):
        saved(store, key, save_id, note("One"))


def test_a_field_of_another_item_cannot_be_replaced(store: Store, key: str) -> None:
    (other,) = saved(store, key, "1", note("Other", item="step-2"))
    with pytest.raises(ChecklistRefused, match="never held"):
        saved(store, key, "2", note("Mine", other))
    with pytest.raises(ChecklistRefused, match="never held"):
        saved(store, key, "2", note("Lead", other, field="role", item="step-2"))


def test_a_checklist_says_when_it_is_full(
    store: Store, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "ENTRIES_LIMIT", 2)
    with pytest.raises(ChecklistRefused, match="as many as one can"):
        saved(store, key, "1", note("One"), note("Lead", field="role"), note("x", item="step-2"))
    saved(store, key, "1", note("One"), note("Lead", field="role"))
    with pytest.raises(ChecklistRefused, match="as many as one can"):
        saved(store, key, "2", note("Two"))
    assert standing(store, key) == ["One"]


def test_two_stores_on_one_file_type_at_once_and_keep_everything(
    store: Store, key: str, tmp_path: Path
) -> None:
    other = store_in(tmp_path)

    def work(number: int) -> tuple[Entry, ...]:
        typed = [note(f"Note {number}"), note(f"Role {number % 3}", field="role")]
        return entries.save((store, other)[number % 2], key, typed, save_id=str(number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(12)))
    assert sorted(standing(store, key)) == sorted(f"Note {number}" for number in range(12))
    assert sorted(standing(other, key, "role")) == ["Role 0", "Role 1", "Role 2"]
    assert len(history(store, key)) == 24
    other.close()


def test_one_save_that_is_sent_by_many_threads_is_written_once(store: Store, key: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: saved(store, key, "same", note("One")), range(8)))
    assert len({tuple(numbers) for numbers in found}) == 1
    assert len(history(store, key)) == 1


TYPES_TEN = """
import sys
from pathlib import Path
from evidence.checklists import entries
from evidence.checklists.entries import Typed
from evidence.store import Store
from tests import tiny_package as tiny
folder, key, name = sys.argv[1:]
store = Store(Path(folder), tiny.PACKAGE, check=tiny.check)
print("ready", flush=True)
sys.stdin.readline()
seen = []
for number in range(10):
    typed = Typed("step-1", "note", f"{name} {number}", seen)
    seen = [entries.save(store, key, [typed], save_id=f"{name} {number}")[0].entry_id]
"""


def test_two_processes_type_at_once_and_both_keep_their_last(
    store: Store, key: str, tmp_path: Path
) -> None:
    both = [tiny_package.start_python(TYPES_TEN, tmp_path, key, name) for name in ("Ann", "Bob")]
    for process in both:
        assert process.stdout
        process.stdout.readline()
    for process in both:
        process.communicate("go\n", timeout=60)
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(standing(store, key)) == ["Ann 9", "Bob 9"]
    assert len(history(store, key)) == 20
