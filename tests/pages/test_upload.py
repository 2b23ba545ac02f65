"""The page Upload: rows come in as a file or a block, are mended, and go to the review."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.store import Store
from evidence.workbench import submission
from evidence.workbench.person import Person
from tests import real_data
from tests.pages.opening import html, open_page
from tests.pages.uploads import ANN, as_csv, press, rows_of, store_of_ann, submission_of, uploaded
from tests.tiny_package import let
from ui import identity


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with the data folder, in front of which sits Ann, an analyst."""
    with store_of_ann(tmp_path, monkeypatch) as opened:
        yield opened


MIXED = [
    *rows_of("findings", "rushcliffe-emadm-iau", statement="Said otherwise by the same source."),
    *rows_of("findings", "tcs-emadm-jic"),
    *rows_of("findings", "rushcliffe-emadm-iau", finding_id="zz-1", direction="sideways"),
]


def test_a_file_is_a_draft_at_once_and_every_row_is_told(store: Store) -> None:
    app = uploaded(open_page("pages/upload.py"), as_csv(MIXED))

    assert not app.exception
    item = submission.found(store, Person(ANN, ANN), submission_of(app))
    assert item is not None
    assert (item.kind, item.state, item.n_entries) == ("upload", "draft", 3)
    (counts,) = [each for each in app.segmented_control if each.key == "choice_show"]
    assert counts.options == ["All 3", "New 0", "Changed 1", "Unchanged 1", "Faulty 1"]


def test_what_changed_is_said_cell_by_cell(store: Store) -> None:
    app = uploaded(open_page("pages/upload.py"), as_csv(MIXED))

    shown = html(open_page("pages/upload.py", submission=submission_of(app), show="changed"))

    was = real_data.row("findings", "rushcliffe-emadm-iau").values["statement"]
    assert f"was <del>{was}</del>, is now <ins>Said otherwise by the same source.</ins>" in shown
    assert shown.count("<del>") == 1


def test_a_faulty_cell_is_mended_in_place_and_stays_mended(store: Store) -> None:
    app = uploaded(open_page("pages/upload.py"), as_csv([*MIXED[:2], {**MIXED[2], "value": "x"}]))
    there = submission_of(app)
    app = open_page("pages/upload.py", submission=there)
    (field,) = [each for each in app.text_input if each.label.startswith("Value")]

    field.set_value("-30").run()

    again = submission.found(store, Person(ANN, ANN), there)
    assert again is not None
    assert (again.entries[2].row or {})["value"] == "-30"
    labels = [each.label for each in open_page("pages/upload.py", submission=there).text_input]
    assert not [each for each in labels if each.startswith("Value")]


def test_good_rows_are_sent_and_faulty_ones_stay_as_a_draft(store: Store) -> None:
    app = uploaded(open_page("pages/upload.py"), as_csv(MIXED))
    first = submission_of(app)
    app = open_page("pages/upload.py", submission=first)
    (reason,) = [each for each in app.text_area if each.label.startswith("Reason")]
    reason.set_value("Read again in the report").run()
    app = press(app, "Send 1 good row")

    rest = submission_of(app)
    sent = submission.found(store, Person(ANN, ANN), first)
    kept = submission.found(store, Person(ANN, ANN), rest)
    assert sent is not None
    assert kept is not None
    assert (sent.state, sent.n_entries) == ("in review", 2)
    assert (kept.state, kept.n_entries) == ("draft", 1)
    assert "1 row went to the review." in html(app)


def test_without_a_reason_nothing_is_sent(store: Store) -> None:
    app = uploaded(open_page("pages/upload.py"), as_csv(MIXED[:2]))
    app = press(open_page("pages/upload.py", submission=submission_of(app)), "Send 1 good row")

    assert [each.value for each in app.error] == ["The reason is missing: write it in a sentence."]


def test_a_pasted_block_with_another_heading_asks_which_column_it_is(store: Store) -> None:
    pasted = as_csv(rows_of("sources", "jic-2021", title="Another title"), separator="\t")
    app = open_page("pages/upload.py")
    (field,) = [each for each in app.text_area if each.label.startswith("Rows copied")]
    field.set_value(pasted.replace("publisher", "publishers").replace("note", "Remarks"))
    app = press(app, "Compare the pasted rows")
    chosen = {each.label: each.value for each in app.selectbox}
    app = press(app, "Take these columns")

    assert next(iter(chosen.values())) == "publisher"
    item = submission.found(store, Person(ANN, ANN), submission_of(app))
    assert item is not None
    assert item.entries[0].row == {
        **real_data.row("sources", "jic-2021").values,
        "title": "Another title",
    }


def test_a_refused_file_says_why_and_keeps_nothing(store: Store) -> None:
    app = uploaded(open_page("pages/upload.py"), "a,b\n1,2,3\n")

    assert [each.value for each in app.error] == [
        "The header of findings.csv has 2 cells, but row 2 has 3: put quotation marks round each"
        " text with a comma in it, and add the commas of empty cells."
    ]
    assert submission.own(store, Person(ANN, ANN)) == []


def test_somebody_without_a_role_has_the_template_and_no_field(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "person", lambda: Person("", "a reader"))

    app = open_page("pages/upload.py")

    assert not app.exception
    assert not list(app.file_uploader)
    assert not list(app.text_area)
    assert len(app.get("download_button")) == 1


def test_an_upload_of_somebody_else_is_not_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = uploaded(open_page("pages/upload.py"), as_csv(MIXED))
    bob = let(store, "local:bob", "analyst")
    monkeypatch.setattr(identity, "person", lambda: bob)

    other = open_page("pages/upload.py", submission=submission_of(app))

    assert "no such upload of yours" in other.warning[0].value


def test_an_unfinished_upload_is_offered_again(store: Store) -> None:
    app = uploaded(open_page("pages/upload.py"), as_csv(MIXED))

    assert f"upload?submission={submission_of(app)}" in html(open_page("pages/upload.py"))
