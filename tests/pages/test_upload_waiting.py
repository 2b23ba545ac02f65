"""The page Upload keeps what is not finished: pasted text, and columns that nobody named yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.sheets import waiting
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.workbench import owners, submission
from evidence.workbench.person import Person
from tests import real_data
from tests.pages.opening import html, open_page
from tests.pages.uploads import (
    ANN,
    as_csv,
    drafts_of_ann,
    pasted,
    press,
    rows_of,
    store_of_ann,
    submission_of,
    uploaded,
)

PAGE = "pages/upload.py"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with the data folder, in front of which sits Ann, an analyst."""
    with store_of_ann(tmp_path, monkeypatch) as opened:
        yield opened


def test_pasted_text_is_a_draft_before_it_is_compared_and_is_offered_again(store: Store) -> None:
    app = open_page(PAGE)
    pasted(app).set_value("source_id\ttitle\njic-2021\tHalf a ti").run()
    there = submission_of(app)

    assert not app.exception
    again = open_page(PAGE, submission=there)
    assert pasted(again).value == "source_id\ttitle\njic-2021\tHalf a ti"
    assert f"upload?submission={there}" in html(open_page(PAGE))
    # The page that it is typed into stays as it was, so that the field does.
    assert f"upload?submission={there}" not in html(again)


def test_typing_on_changes_the_one_draft_which_becomes_the_upload(store: Store) -> None:
    text = as_csv(rows_of("sources", "jic-2021", title="Another title"), separator="\t")
    app = open_page(PAGE)
    for end in (10, 60, len(text)):
        pasted(app).set_value(text[:end]).run()
    (draft,) = drafts_of_ann(store)
    press(app, "Compare the pasted rows")

    assert not app.exception
    (after,) = drafts_of_ann(store)
    assert after.submission_id == draft.submission_id == submission_of(app)
    assert (after.title, after.n_entries) == ("Pasted rows: Sources", 1)
    assert "<ins>Another title</ins>" in html(app)


def test_a_second_tab_shows_what_the_first_typed_and_goes_on_with_it(store: Store) -> None:
    first = open_page(PAGE)
    pasted(first).set_value("source_id").run()
    second = open_page(PAGE, submission=submission_of(first))
    pasted(first).set_value("source_id\ttitle").run()
    second.run()
    assert pasted(second).value == "source_id\ttitle"
    pasted(second).set_value("source_id\ttitle\turl").run()
    first.run()

    assert pasted(first).value == "source_id\ttitle\turl"
    assert len(drafts_of_ann(store)) == 1


def test_a_keystroke_with_the_address_from_before_the_draft_begins_no_second_one(
    store: Store,
) -> None:
    app = open_page(PAGE)
    pasted(app).set_value("source_id").run()
    there = submission_of(app)
    del app.query_params["submission"]
    pasted(app).set_value("source_id\ttitle").run()

    assert pasted(app).value == "source_id\ttitle"
    assert submission_of(app) == there
    assert [each.submission_id for each in drafts_of_ann(store)] == [there]


def test_what_cannot_be_kept_stays_in_its_field_and_is_kept_with_the_next_change(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(PAGE)

    def refuse(*_: object, **__: object) -> str:
        raise StoreError("The disk is full: free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(waiting, "keep_pasted", refuse)
        pasted(app).set_value("source_id").run()
        assert app.error[0].value == "The disk is full: free some space."
        assert pasted(app).value == "source_id"
    pasted(app).set_value("source_id\ttitle").run()

    assert not app.error
    assert pasted(open_page(PAGE, submission=submission_of(app))).value == "source_id\ttitle"


def test_a_discarded_block_is_gone_from_the_field_and_from_the_list(store: Store) -> None:
    app = open_page(PAGE)
    pasted(app).set_value("source_id").run()
    press(app, "Discard this upload")

    assert drafts_of_ann(store) == []
    assert pasted(app).value == ""
    pasted(app).set_value("another").run()
    assert len(drafts_of_ann(store)) == 1


def undecided() -> str:
    text = as_csv(rows_of("sources", "jic-2021", title="Another title", note="By hand"))
    return text.replace("publisher", "By whom", 1).replace(",note", ",Remarks", 1)


def test_undecided_columns_and_the_answers_so_far_are_offered_again(store: Store) -> None:
    app = uploaded(open_page(PAGE), undecided(), "sources.csv")
    (field,) = [each for each in app.selectbox if each.label.startswith("“By whom”")]
    field.set_value("publisher").run()

    again = open_page(PAGE, submission=submission_of(app))
    chosen = {each.label.partition(",")[0]: each.value for each in again.selectbox}
    assert chosen == {"“By whom”": "publisher", "“Remarks”": ""}
    (field,) = [each for each in again.selectbox if each.label.startswith("“Remarks”")]
    field.set_value("note").run()
    press(again, "Take these columns")

    assert not again.exception
    item = submission.found(store, Person(ANN, ANN), submission_of(again))
    assert item is not None
    assert item.submission_id == submission_of(app)
    assert item.entries[0].row == {
        **real_data.row("sources", "jic-2021").values,
        "title": "Another title",
        "note": "By hand",
    }


def test_an_upload_that_waits_for_its_columns_is_listed_and_can_be_discarded(store: Store) -> None:
    app = uploaded(open_page(PAGE), undecided(), "sources.csv")
    there = submission_of(app)
    listed = html(open_page(PAGE))
    assert f"upload?submission={there}" in listed
    assert "sources.csv: columns to be matched" in listed

    press(open_page(PAGE, submission=there), "Discard this upload")

    assert drafts_of_ann(store) == []


def test_good_rows_go_on_while_torn_ones_wait_to_be_mended(store: Store) -> None:
    text = as_csv(rows_of("sources", "jic-2021", title="Another title"))
    app = uploaded(open_page(PAGE), f"{text}one,two, three\n", "sources.csv")
    (said,) = [each.value for each in app.warning]
    (torn,) = [each for each in drafts_of_ann(store) if each.title == "sources.csv: torn rows"]

    assert "row 3 has 3" in said
    assert "Changed 1" in app.segmented_control[0].options
    kept = pasted(open_page(PAGE, submission=torn.submission_id)).value
    assert kept == f"{text.splitlines(keepends=True)[0]}one,two, three\n"


def test_close_names_offer_the_table_and_its_columns_for_somebody_to_confirm(store: Store) -> None:
    text = "find id,Site,Domain,Mesure,Foo\nzz-1,symphony,emergency_admissions,Beds,x\n"
    app = uploaded(open_page(PAGE), text, "rows.csv")

    assert not app.exception
    chosen = {each.label.partition(",")[0]: each.value for each in app.selectbox}
    assert chosen == {
        "Table of the 1 row in “rows”": "findings",
        "“find id”": "finding_id",
        "“Domain”": "outcome_domain",
        "“Mesure”": "measure",
        "“Foo”": "",
    }
    assert "first row was read as names" not in html(app)
    press(app, "Take these columns")
    item = submission.found(store, Person(ANN, ANN), submission_of(app))
    assert item is not None
    assert (item.entries[0].row or {})["measure"] == "Beds"


def test_rows_without_names_are_said_to_be_read_as_names_and_the_button_says_what_it_waits_for(
    store: Store,
) -> None:
    rows = rows_of("findings", "rushcliffe-emadm-iau", "tcs-emadm-jic")
    app = open_page(PAGE)
    pasted(app).set_value(as_csv(rows, separator="\t").partition("\n")[2])
    press(app, "Compare the pasted rows")

    (button,) = [each for each in app.button if each.label == "Take these columns"]
    assert button.disabled
    assert "waits for a table: choose above" in html(app)
    assert "The first row was read as names: rushcliffe-emadm-iau; rushcliffe-" in html(app)
    (table,) = app.selectbox
    assert table.value == ""
    table.set_value("findings").run()
    assert not any(each.value for each in app.selectbox[1:])
    assert "waits for a column: say above" in html(app)


def test_labels_are_read_as_values_and_counted_after_the_columns_are_said(store: Store) -> None:
    rows = rows_of("findings", "rushcliffe-emadm-iau", direction="better", label="x")
    app = uploaded(open_page(PAGE), as_csv(rows).replace(",measure,", ",Mesure,", 1))
    press(app, "Take these columns")

    assert [each.value for each in app.warning] == [
        "1 cell holds a label or a name as the screens show it, and was read as the value that is"
        " stored for it."
    ]
    assert "Faulty 0" in app.segmented_control[0].options


def test_a_cell_that_is_too_long_is_faulty_alone_and_says_so_after_a_reload(store: Store) -> None:
    rows = rows_of("findings", "rushcliffe-emadm-iau", "tcs-emadm-jic", label="x")
    app = uploaded(open_page(PAGE), as_csv([{**rows[0], "statement": "w " * 6_000}, rows[1]]))
    (said,) = [each.value for each in app.warning]
    again = html(open_page(PAGE, submission=submission_of(app)))

    assert "row 2, column T holds 12,000 characters" in said
    assert "Faulty 1" in app.segmented_control[0].options
    assert "has 12,000 characters, and only its beginning is kept" in again
    assert any(each.label == "Send 1 good row to the review" for each in app.button)


def test_an_oversized_paste_is_refused_in_words_and_logged(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.sheets.sheet.BYTES_AT_MOST", 2**20)
    app = open_page(PAGE)
    pasted(app).set_value("x" * (2**20 + 1)).run()

    assert "paste it in parts" in app.error[0].value
    assert drafts_of_ann(store) == []
    assert len(pasted(app).value or "") == 2**20 + 1
    with store.reading() as connection:
        (refused,) = owners.latest_refusals(connection, 5)
    assert (refused.person_id, refused.doing) == (ANN, "bring in a spreadsheet")
