"""Texts that want to be code, in every field of every table: refused, or kept and shown as text."""

from collections.abc import Callable, Iterator

import pytest

from evidence import schema
from evidence.store import Rejected, Store, StoreError
from evidence.workbench import door, drafts, owners, review, roles, submission, suggested
from evidence.workbench.person import READER, Person
from evidence.workbench.submission import Entry, Kind
from tests import real_data, tiny_package
from tests.attacks import state, texts
from tests.pages.opening import html, open_page

TABLES = list(schema.load_package().tables)
Sits = Callable[[Person], None]
# A return at the beginning is a space round the value too, which is told first.
FORMULA = ("the cell begins like a spreadsheet formula", "there are spaces round the value")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of the real tables without rows, and Ann, an analyst."""
    store = Store(tmp_path_factory.mktemp("empty"), real_data.package())
    tiny_package.let(store, "olive")
    tiny_package.let(store, "ann", "analyst")
    yield store
    store.close()


@pytest.mark.parametrize("table", TABLES)
def test_every_text_in_every_field_is_kept_to_the_character(empty: Store, table: str) -> None:
    ann = Person("ann", "ann")
    draft = drafts.start(empty, ann, "case")
    fields = empty.package.tables[table].field_names
    for text in texts.KEEPABLE.values():
        drafts.put(empty, ann, draft, table, dict.fromkeys(fields, text))

    found = submission.found(empty, ann, draft)

    assert found is not None
    kept = [list((entry.row or {}).values()) for entry in found.entries]
    assert kept == [[text] * len(fields) for text in texts.KEEPABLE.values()]


@pytest.mark.parametrize("table", TABLES)
def test_what_no_store_can_hold_is_refused_in_every_field_told_and_logged(
    empty: Store, table: str, caplog: pytest.LogCaptureFixture
) -> None:
    ann = Person("ann", "ann")
    draft = drafts.start(empty, ann, "case")
    with state.nothing_changes(empty):
        for field in empty.package.tables[table].field_names:
            for text in texts.UNKEEPABLE.values():
                caplog.clear()
                with pytest.raises(StoreError) as caught:
                    drafts.put(empty, ann, draft, table, {field: text})
                state.is_a_sentence(str(caught.value))
                assert f"{table}, {field}" in str(caught.value)
                assert state.logged(caplog) == [f"Refused: ann to save a draft: {caught.value}"]


@pytest.mark.parametrize("kind", [each for each in texts.KEEPABLE if "formula" in each])
def test_a_formula_in_any_field_is_not_sent_and_that_is_logged(
    empty: Store, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    ann = Person("ann", "ann")
    draft = drafts.start(empty, ann, "case")
    every = {
        name: dict.fromkeys(table.field_names, texts.KEEPABLE[kind])
        for name, table in empty.package.tables.items()
    }
    for name, values in every.items():
        drafts.put(empty, ann, draft, name, values)

    with state.nothing_changes(empty), pytest.raises(Rejected) as caught:
        review.send(empty, ann, draft, message="Why")

    faulty = {(each.file, each.field) for each in caught.value.problems if each.wrong in FORMULA}
    assert faulty == {
        (table.path, name) for table in empty.package.tables.values() for name in table.field_names
    }
    assert "Refused: ann to send a draft to the review: " in state.logged(caplog)[-1]


def test_titles_reasons_comments_names_and_contacts_have_the_same_limits(
    real_store: Store, ann: Person, ruth: Person, caplog: pytest.LogCaptureFixture
) -> None:
    draft = drafts.start(real_store, ann, "case")
    before = state.contents(real_store)
    for text in texts.UNKEEPABLE.values():
        calls: list[Callable[[str], object]] = [
            lambda text: drafts.start(real_store, ann, "case", text),
            lambda text: drafts.describe(real_store, ann, draft, title=text),
            lambda text: drafts.describe(real_store, ann, draft, message=text),
            lambda text: review.send(real_store, ann, draft, message=text),
            lambda text: review.publish(real_store, ruth, draft, seen_version=1, comment=text),
            lambda text: review.send_back(real_store, ruth, draft, comment=text),
            lambda text: review.withdraw(real_store, ann, draft, comment=text),
            lambda text: suggest(real_store, message=text),
            lambda text: suggest(real_store, name=text),
            lambda text: suggest(real_store, contact=text),
        ]
        for call in calls:
            caplog.clear()
            with pytest.raises(StoreError) as caught:
                call(text)
            state.is_a_sentence(str(caught.value))
            assert state.logged(caplog)[0].endswith(str(caught.value))
    assert state.contents(real_store) == before


def suggest(
    store: Store, *, message: str = "Why", name: str = "A. Reader", contact: str = ""
) -> str:
    return suggested.suggest(
        store,
        READER,
        table="sites",
        row_id="rushcliffe-principia",
        values={"summary": "x"},
        message=message,
        name=name,
        contact=contact,
    )


@pytest.mark.parametrize("table", TABLES)
def test_what_a_reader_suggests_is_shown_to_the_reviewer_as_it_is(
    real_store: Store, ruth: Person, sits: Sits, table: str
) -> None:
    described = real_store.package.tables[table]
    row_id = real_store.tables()[table][0][described.key]
    values = {name: texts.LONG for name in described.field_names if name != described.key}
    item = suggested.suggest(
        real_store,
        READER,
        table=table,
        row_id=row_id,
        values=values,
        message=texts.LONG,
        name=texts.LONG,
        contact=texts.SHORT,
    )
    sits(ruth)

    app = open_page("pages/review.py", submission=item)

    assert texts.refuse_interpreted(app) > 10
    assert texts.SCRIPT.replace("<", "&lt;").replace(">", "&gt;") in html(app)


def test_a_queue_a_draft_an_upload_and_the_list_of_them_show_texts_as_they_are(
    real_store: Store, ann: Person, ruth: Person, sits: Sits
) -> None:
    rows = [
        dict.fromkeys(real_store.package.tables["findings"].field_names, text)
        for text in (*texts.KEEPABLE.values(), texts.LONG)
    ]
    made = {}
    kinds: tuple[Kind, ...] = ("case", "upload")
    for kind in kinds:
        made[kind] = drafts.start(real_store, ann, kind, texts.LONG)
        entries = [Entry(0, "findings", "", 0, None, row) for row in rows]
        drafts.put_all(real_store, ann, made[kind], entries)
        drafts.describe(real_store, ann, made[kind], message=texts.LONG)
    sits(ann)
    for app in (
        open_page("pages/add.py"),
        open_page("pages/add.py", submission=made["case"], step="findings"),
        open_page("pages/upload.py"),
        open_page("pages/upload.py", submission=made["upload"], show="faulty"),
        open_page("pages/upload.py", submission=made["upload"], show="new"),
        open_page("pages/review.py"),
    ):
        assert texts.refuse_interpreted(app) > 5


def test_names_addresses_and_refused_attempts_are_shown_as_they_are(
    real_store: Store, olive: Person, sits: Sits
) -> None:
    forged = Person(texts.LONG, texts.LONG, texts.LONG)
    with pytest.raises(StoreError):
        owners.give_role(real_store, forged, texts.LONG, "owner")
    door.note_refusal(real_store, forged, texts.LONG, texts.LONG)
    with real_store.writing() as connection:
        roles.note_person(connection, forged)
    sits(olive)

    app = open_page("pages/people.py")

    assert texts.refuse_interpreted(app) > 5
    assert texts.SCRIPT.replace("<", "&lt;").replace(">", "&gt;") in html(app)
    sits(forged)
    assert texts.refuse_interpreted(open_page("pages/people.py")) > 5
