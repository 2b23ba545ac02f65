"""Checklists: what each key opens, and what every operation leaves."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidence import store_tables
from evidence.checklists import checklist, entries, items, links, pins
from evidence.checklists.checklist import Checklist, Keys, Progress
from evidence.checklists.entries import Typed
from evidence.checklists.items import ChecklistRefused
from evidence.scene_drafts import Draft
from evidence.store import Store
from tests.engines import OpenStore

DRAFT = Draft(
    "A&E falls", "Ask who.", "impacts", (("kind", "mcp"), ("kind", "pacs")), 3,
    "2026-11-22T10:00:00Z",
)  # fmt: skip
NOTE = Typed("step-1", "note", "Ask the trust.")


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture
def both(store: Store) -> Keys:
    return checklist.make(store, "Our place")


def whole(store: Store, key: str) -> Checklist:
    found = checklist.opened(store, key)
    assert found is not None
    return found


def pinned(store: Store, key: str) -> list[tuple[str, str]]:
    return [(each.item, each.title) for each in whole(store, key).pins]


def test_a_checklist_opens_by_either_key_and_only_one_of_them_edits(
    store: Store, both: Keys
) -> None:
    edited, read = whole(store, both.edit), whole(store, both.read)
    assert (edited.title, edited.can_edit, edited.edit_key, edited.read_key) == (
        "Our place", True, both.edit, both.read,
    )  # fmt: skip
    assert (read.title, read.can_edit, read.edit_key, read.read_key) == (
        "Our place", False, None, both.read,
    )  # fmt: skip
    assert both.edit not in repr(read)


def test_keys_are_long_and_never_the_same(store: Store) -> None:
    made = [checklist.make(store, "Same title") for _ in range(20)]
    keys = {key for both in made for key in (both.edit, both.read)}
    assert len(keys) == 40
    assert min(len(key) for key in keys) >= 32


@pytest.mark.parametrize("key", ["", "x", "%", "' or 1=1 --"])
def test_a_key_that_is_none_opens_nothing(store: Store, both: Keys, key: str) -> None:
    assert checklist.opened(store, key) is None
    assert checklist.removed_title(store, key) is None
    with pytest.raises(ChecklistRefused, match="opens no checklist"):
        entries.save(store, key, [NOTE], save_id="1")


WRITES: dict[str, Callable[[Store, str], object]] = {
    "save": lambda store, key: entries.save(store, key, [NOTE], save_id="new"),
    "take back": lambda store, key: entries.take_back(store, key, 1, seen=(1,), save_id="new"),
    "history": lambda store, key: entries.history(store, key, "step-1"),
    "pin": lambda store, key: pins.pin(store, key, replace(DRAFT, title="Other")),
    "move a pin": lambda store, key: pins.move(store, key, 1, item="step-2"),
    "remove a pin": lambda store, key: pins.remove(store, key, 1),
    "put back a pin": lambda store, key: pins.put_back(store, key, 1),
    "rename": lambda store, key: checklist.rename(store, key, "Other", seen="Our place"),
    "remove": checklist.remove,
    "put back": checklist.put_back,
}


@pytest.mark.parametrize("name", WRITES)
def test_the_key_to_read_changes_nothing(store: Store, both: Keys, name: str) -> None:
    entries.save(store, both.edit, [NOTE], save_id="1")
    pins.pin(store, both.edit, DRAFT)
    before = whole(store, both.edit)
    with pytest.raises(ChecklistRefused, match="for reading only"):
        WRITES[name](store, both.read)
    assert whole(store, both.edit) == before


@pytest.mark.parametrize("name", sorted(set(WRITES) - {"remove", "put back"}))
def test_a_removed_checklist_is_not_written_and_comes_back_whole(
    store: Store, both: Keys, name: str
) -> None:
    entries.save(store, both.edit, [NOTE], save_id="1")
    pins.pin(store, both.edit, DRAFT)
    before = whole(store, both.edit)
    checklist.remove(store, both.edit)
    checklist.remove(store, both.edit)

    assert checklist.opened(store, both.edit) is None
    assert checklist.opened(store, both.read) is None
    assert checklist.removed_title(store, both.edit) == "Our place"
    assert checklist.removed_title(store, both.read) is None
    with pytest.raises(ChecklistRefused, match="removed this checklist: put it back"):
        WRITES[name](store, both.edit)
    checklist.put_back(store, both.edit)
    assert whole(store, both.edit) == before
    assert checklist.removed_title(store, both.edit) is None


def test_one_checklist_knows_nothing_of_another(store: Store, both: Keys) -> None:
    (mine,) = entries.save(store, both.edit, [NOTE], save_id="1")
    pin = pins.pin(store, both.edit, DRAFT)
    other = checklist.make(store, "Elsewhere")

    with pytest.raises(ChecklistRefused, match="never held"):
        entries.save(store, other.edit, [replace(NOTE, seen=(mine.entry_id,))], save_id="2")
    with pytest.raises(ChecklistRefused, match="no such earlier value"):
        entries.take_back(store, other.edit, mine.entry_id, seen=(), save_id="2")
    with pytest.raises(ChecklistRefused, match="no such pin"):
        pins.remove(store, other.edit, pin.pin_id)
    entries.save(store, other.edit, [replace(NOTE, value="Theirs")], save_id="1")
    assert whole(store, other.edit).values("step-1", "note") == ("Theirs",)
    assert whole(store, both.edit).values("step-1", "note") == ("Ask the trust.",)


def test_a_title_that_somebody_else_changed_is_not_lost(store: Store, both: Keys) -> None:
    checklist.rename(store, both.edit, "  Theirs\n", seen="Our place")
    with pytest.raises(ChecklistRefused, match="another title meanwhile: “Theirs”"):
        checklist.rename(store, both.edit, "Mine", seen="Our place")
    assert whole(store, both.read).title == "Theirs"
    checklist.rename(store, both.edit, "Mine", seen="Theirs")
    assert whole(store, both.read).title == "Mine"


@pytest.mark.parametrize(("title", "said"), [(" \n", "is empty"), ("x" * 121, "121 characters")])
def test_a_title_that_does_not_do_is_refused(
    store: Store, both: Keys, title: str, said: str
) -> None:
    with pytest.raises(ChecklistRefused, match=said):
        checklist.make(store, title)
    with pytest.raises(ChecklistRefused, match=said):
        checklist.rename(store, both.edit, title, seen="Our place")


def test_items_are_counted_where_they_are(store: Store, both: Keys) -> None:
    states = ["done", "done", "under_way", "not_started", "not_relevant"]
    entries.save(
        store,
        both.edit,
        [Typed(f"step-{n}", "state", state) for n, state in enumerate(states, start=1)],
        save_id="1",
    )
    entries.save(store, both.edit, [Typed("step-2", "state", "under_way")], save_id="2")
    entries.save(store, both.edit, [Typed("principle-1", "note", "No state")], save_id="3")
    asked = [*(f"step-{n}" for n in range(1, 6)), "principle-1", "principle-2"]
    assert whole(store, both.read).progress(asked) == Progress(
        n_items=7, done=1, under_way=1, not_started=1, not_relevant=1, differing=1, unanswered=2
    )


def test_a_pin_keeps_the_view_and_no_key(store: Store, both: Keys) -> None:
    secret = (("checklist", both.edit), (" read", both.read), ("revision", "2"))
    pin = pins.pin(store, both.edit, replace(DRAFT, query=(*DRAFT.query, *secret)), item="step-1")
    (kept,) = whole(store, both.read).pinned_to("step-1")
    assert (kept, kept.draft) == (pin, DRAFT)
    assert links.address(kept) == "impacts?kind=mcp&kind=pacs"
    base = "https://example.org/evidence/commissioning?checklist=secret"
    assert links.address(kept, base) == "https://example.org/evidence/impacts?kind=mcp&kind=pacs"


def test_the_landing_page_has_an_address_too(store: Store, both: Keys) -> None:
    pin = pins.pin(store, both.edit, replace(DRAFT, page="dashboard", query=()))
    assert links.address(pin) == "./"
    assert links.address(pin, "https://example.org/evidence/sites") == (
        "https://example.org/evidence/"
    )


def test_the_same_view_is_pinned_once(store: Store, both: Keys) -> None:
    pin = pins.pin(store, both.edit, DRAFT, item="step-1")
    assert pins.pin(store, both.edit, replace(DRAFT, revision=4), item="step-1") == pin
    pins.pin(store, both.edit, DRAFT)
    pins.pin(store, both.edit, replace(DRAFT, note="Why"), item="step-1")
    assert pinned(store, both.edit) == [
        ("step-1", "A&E falls"), ("", "A&E falls"), ("step-1", "A&E falls"),
    ]  # fmt: skip


def test_a_pin_moves_and_comes_back_to_its_place(store: Store, both: Keys) -> None:
    first = pins.pin(store, both.edit, DRAFT)
    pins.pin(store, both.edit, replace(DRAFT, title="Second"))
    pins.move(store, both.edit, first.pin_id, item="principle-10")
    pins.remove(store, both.edit, first.pin_id)
    pins.remove(store, both.edit, first.pin_id)
    assert pinned(store, both.edit) == [("", "Second")]
    pins.put_back(store, both.edit, first.pin_id)
    pins.put_back(store, both.edit, first.pin_id)
    assert pinned(store, both.edit) == [("principle-10", "A&E falls"), ("", "Second")]
    with pytest.raises(ChecklistRefused, match="no step and no principle"):
        pins.move(store, both.edit, first.pin_id, item="step-0")
    with pytest.raises(ChecklistRefused, match="no such pin"):
        pins.move(store, both.edit, 99, item="")


@pytest.mark.parametrize(
    ("draft", "item", "said"),
    [
        (replace(DRAFT, title=" "), "", "the title is empty: give a title"),
        (replace(DRAFT, note="x" * 4001), "", "the note has 4001 characters"),
        (replace(DRAFT, page="../x"), "", "the page is no name of a page"),
        (replace(DRAFT, query=(("a", "b" * 301),)), "", "longer than 300 characters"),
        (DRAFT, "lesson-1", "no step and no principle"),
    ],
)
def test_a_view_that_cannot_be_pinned_is_refused_in_words(
    store: Store, both: Keys, draft: Draft, item: str, said: str
) -> None:
    with pytest.raises(ChecklistRefused, match=said):
        pins.pin(store, both.edit, draft, item=item)
    assert pinned(store, both.edit) == []


def test_a_checklist_holds_no_more_pins_than_it_may(
    store: Store, both: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pins, "PINS_LIMIT", 1)
    first = pins.pin(store, both.edit, DRAFT)
    pins.remove(store, both.edit, first.pin_id)
    second = pins.pin(store, both.edit, replace(DRAFT, title="Second"))
    for full in (
        lambda: pins.pin(store, both.edit, replace(DRAFT, title="Third")),
        lambda: pins.put_back(store, both.edit, first.pin_id),
    ):
        with pytest.raises(ChecklistRefused, match="as many as one holds"):
            full()
    pins.put_back(store, both.edit, second.pin_id)
    assert pinned(store, both.edit) == [("", "Second")]


def test_nothing_about_a_person_is_asked_or_kept() -> None:
    kept = {
        column.name
        for name in ("checklist", "checklist_entry", "checklist_pin")
        for column in store_tables.BESIDE.tables[name].columns
    }
    assert not kept & {"author", "name", "email", "user", "session", "address"}
    assert "no names" in items.ROLE_HELP
