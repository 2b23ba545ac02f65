"""Checklists with any typing of two people, in any order, and any text."""

import csv
import io
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import scene_drafts
from evidence.checklists import checklist, entries, items
from evidence.checklists.entries import Typed
from evidence.checklists.items import Field
from evidence.exports import cells, checklist_csv, checklist_html, checklist_word
from evidence.store import Store
from tests import tiny_package
from tests.checklist_items import ITEMS
from tests.tiny_package import PACKAGE

# Each example makes a store of its own.
FEWER = settings(max_examples=settings().max_examples // 3)
PLACES: list[tuple[str, Field]] = [("step-1", "note"), ("step-1", "role"), ("principle-2", "note")]
EDITORS = ("Ann", "Bob")
ACTION = st.one_of(
    st.tuples(st.just("look"), st.sampled_from(EDITORS)),
    st.tuples(
        st.just("type"),
        st.sampled_from(EDITORS),
        st.sampled_from(PLACES),
        st.sampled_from(["", "A", "B", "C"]),
    ),
)


class Editor:
    """Somebody with the checklist open: what they saw, and what they typed last, by field."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, Field], dict[int, str]] = {place: {} for place in PLACES}
        self.last: dict[tuple[str, Field], int] = {}


@FEWER
@given(st.lists(ACTION, max_size=20))
def test_whatever_two_people_type_stays_until_somebody_who_saw_it_types_over_it(
    actions: list[tuple[Any, ...]],
) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), PACKAGE, check=tiny_package.check)
        key = checklist.make(store, "Our place").edit
        editors = {name: Editor() for name in EDITORS}
        typed_all: Counter[tuple[str, Field, str]] = Counter()
        values: dict[int, str] = {}
        # The values that each entry's writer had before them.
        shown: dict[int, set[str]] = {}
        for number, (action, name, *rest) in enumerate(actions):
            editor = editors[name]
            before = checklist.opened(store, key)
            assert before is not None
            if action == "look":
                for place in PLACES:
                    editor.seen[place] = {
                        each.entry_id: each.value for each in before.standing(*place)
                    }
                continue
            place, value = rest
            item, field = place
            seen = editor.seen[place]
            written = entries.save(
                store, key, [Typed(item, field, value, list(seen))], save_id=str(number)
            )
            after = checklist.opened(store, key)
            assert after is not None
            for other in PLACES:
                if other != place:
                    assert after.standing(*other) == before.standing(*other)
            if written:
                typed_all[item, field, value] += 1
                values[written[0].entry_id] = value
                shown[written[0].entry_id] = set(seen.values())
                editor.last[place] = written[0].entry_id
                editor.seen[place] = {written[0].entry_id: value}
            else:
                assert set(seen.values()) in ({value}, set())

        whole = checklist.opened(store, key)
        assert whole is not None
        history = [
            each for item in {item for item, _ in PLACES}
            for each in entries.history(store, key, item)
        ]  # fmt: skip
        assert Counter((each.item, each.field, each.value) for each in history) == typed_all
        for editor in editors.values():
            for place, last in editor.last.items():
                saw_it = any(
                    last in each.replaces and values[last] in shown[each.entry_id]
                    for each in history
                )
                assert values[last] in whole.values(*place) or saw_it
        store.close()


ODD = [
    "=1+1",
    "@x",
    "-2+3",
    "+44",
    "<b>&amp;",
    "👩🏽‍⚕️ e\u0301",
    "a\r\nb\n\nc",
    "“”",
    "\u202ex",
    "\ufffe",
]
TEXT = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=5)), max_size=4).map("".join),
)


@FEWER
@given(TEXT, TEXT, TEXT)
def test_any_text_comes_back_as_it_was_typed_and_stands_in_every_file(
    title: str, note: str, role: str
) -> None:
    title = scene_drafts.one_line(title)[:100] or "Our place"
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), PACKAGE, check=tiny_package.check)
        key = checklist.make(store, title).edit
        typed = [Typed("step-1", "note", note), Typed("step-1", "role", role[:100])]
        entries.save(store, key, typed, save_id="1")
        found = checklist.opened(store, key)
        assert found is not None
        store.close()
    kept = items.fitting("note", note)
    assert found.title == title
    assert found.values("step-1", "note") == ((kept,) if kept else ())

    content = checklist_csv.content(found, ITEMS, on="2026-11-22").decode("utf-8-sig")
    lines = io.StringIO(content.split("checks neither.\r\n", 1)[1], newline="")
    rows = list(csv.DictReader(lines))
    assert [row["item"] for row in rows] == ["Step 1", "Step 2", "Principle 1"]
    assert rows[0]["note"] == cells.safe(kept)
    page = checklist_html.html(found, ITEMS, on="2026-11-22")
    assert "<script" not in page
    word = checklist_word.docx(found, ITEMS, on="2026-11-22")
    with ZipFile(io.BytesIO(word)) as parts:
        assert parts.testzip() is None
