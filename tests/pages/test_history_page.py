"""The history page: its four views, a revision opened and taken back, and data as of a day."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from evidence import DATA, seed, store_log
from evidence import home as homes
from evidence.store import Change, Store
from evidence.workbench import history
from evidence.workbench.person import Role, of_machine
from tests.pages.opening import html, open_page
from tests.tiny_package import let

PAGE = "pages/history.py"
FINDING = "rushcliffe-ae-bmjqs"
TYPED = "<b>=1+1</b> *x* ![](http://elsewhere)"


@pytest.fixture(scope="module")
def two_revisions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home: the data folder on 20 November 2026, Ann's population on the 21st."""
    folder = tmp_path_factory.mktemp("two")
    opened = homes.open_store(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_log, "now", lambda: "2026-11-20T09:00:00Z")
        seed.synchronise(opened, DATA)
        patch.setattr(store_log, "now", lambda: "2026-11-21T09:30:00Z")
        change(opened, "population", TYPED, "Whom it counts")
    opened.close()
    return folder


@pytest.fixture
def store(
    tmp_path: Path, two_revisions: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> Iterator[Store]:
    """A copy of that store, which each test may change."""
    copied = tmp_path / "home"
    shutil.copytree(two_revisions, copied)
    monkeypatch.setenv("EVIDENCE_HOME", str(copied))
    monkeypatch.setattr(store_log, "now", lambda: "2026-11-21T09:30:00Z")
    st.cache_resource.clear()
    opened = homes.open_store(copied)
    yield opened
    opened.close()
    st.cache_resource.clear()


def change(store: Store, field: str, value: str, message: str) -> None:
    let(store, "Ann")
    rows = store.tables()["findings"]
    row = next(row for row in rows if row["finding_id"] == FINDING)
    store.commit(
        [Change("findings", FINDING, {**row, field: value})],
        author="Ann",
        message=message,
        save_id=f"{field}{value}",
    )


def population(store: Store) -> str:
    rows = store.tables()["findings"]
    return next(row["population"] for row in rows if row["finding_id"] == FINDING)


def role(store: Store, wanted: Role) -> None:
    """Give the machine's user a role, so that nobody becomes the owner by themselves."""
    let(store, of_machine().person_id, wanted)


def take_back(app: AppTest, number: int, reason: str) -> AppTest:
    app.text_input(key=f"history_reason_{number}").set_value(reason)
    return app.button(key="history_undo_button").click().run()


def test_the_changes_are_told_in_plain_words_under_their_days(store: Store) -> None:
    words = html(open_page(PAGE))
    assert "<h3>21 November 2026</h3>" in words
    assert "<p>Whom it counts</p>" in words
    assert "Findings: 1 changed." in words
    assert "First load of the data folder" in words
    assert FINDING not in words


def test_the_footer_of_a_page_leads_to_the_history(store: Store) -> None:
    assert '<a href="history">Data revision 2 of 2026-11-21</a>' in html(open_page())


def test_revisions_are_narrowed_by_the_address_and_by_the_fields(store: Store) -> None:
    app = open_page(PAGE, show="revisions", table="findings", by="Ann")
    assert [each.value for each in app.header] == ["1 revision"]
    app.selectbox(key="history_by").set_value("data folder").run()
    assert app.query_params["by"] == "data folder"
    assert "Whom it counts" not in html(app)
    app.date_input(key="history_since").set_value(date(2026, 11, 21)).run()
    assert app.query_params["since"] == "2026-11-21"
    assert "No revision fits." in html(app)


def test_a_revision_opens_with_its_cells_side_by_side_and_nothing_interpreted(
    store: Store,
) -> None:
    words = html(open_page(PAGE, number="2"))
    assert f"Findings: {FINDING}" in words
    assert "Ann, 21 November 2026, 09:30 UTC" in words
    assert "Residents of 13 residential" in words
    assert "&lt;b&gt;=1+1&lt;/b&gt; *x* ![](http://elsewhere)" in words
    assert "<b>=1+1" not in words


def test_a_large_revision_comes_in_pages_by_table(store: Store) -> None:
    app = open_page(PAGE, number="1", table="findings", list_page="2")
    bodies = [each.proto.body for each in app.get("html")]
    (shown,) = [each for each in bodies if 'class="history-row"' in each]
    assert "Page 2 of 37" in shown
    assert shown.count('class="history-row"') == 10
    # What a click may send over a slow line.
    assert len(shown.encode()) < 25_000


@pytest.mark.parametrize("number", ["0", "7", "999999999"])
def test_a_revision_that_is_not_there_is_told(store: Store, number: str) -> None:
    app = open_page(PAGE, number=number)
    assert not app.exception
    assert f"There is no revision {number}" in app.error[0].value


def test_a_reviewer_takes_a_revision_back_with_a_reason(store: Store) -> None:
    role(store, "reviewer")
    before = population(store)
    app = take_back(open_page(PAGE, number="2"), 2, "Not in the report")
    assert app.query_params["number"] == "3"
    assert "Revision 2 was taken back, as revision 3." in html(app)
    assert population(store) != before
    assert history.revision(store, 2).taken_back_in == 3
    assert "Taken back in" in html(open_page(PAGE, number="2"))


def test_without_a_reason_nothing_is_taken_back(store: Store) -> None:
    role(store, "reviewer")
    app = take_back(open_page(PAGE, number="2"), 2, " ")
    assert "say why" in html(app)
    assert store.revision() == 2


def test_what_rests_on_a_revision_is_named_before_anybody_asks(store: Store) -> None:
    role(store, "reviewer")
    change(store, "period", "2017", "When")
    app = open_page(PAGE, number="2")
    assert "Revision 2 cannot be taken back:" in html(app)
    assert f"Findings {FINDING} was changed again by Ann on 21 November 2026" in html(app)
    assert not [each for each in app.button if each.key == "history_undo_button"]


def test_a_change_that_came_while_the_reason_was_typed_refuses_and_keeps_it(store: Store) -> None:
    role(store, "reviewer")
    app = open_page(PAGE, number="2")
    change(store, "period", "2017", "When")
    app = take_back(app, 2, "Not in the report")
    assert "cannot be taken back" in html(app)
    assert store.revision() == 3


def test_an_analyst_is_told_what_taking_back_needs(store: Store) -> None:
    role(store, "analyst")
    app = open_page(PAGE, number="2")
    assert "This needs the role of reviewer" in html(app)
    assert not [each for each in app.button if each.key == "history_undo_button"]


def test_two_revisions_are_compared_either_way(store: Store) -> None:
    app = open_page(PAGE, show="compare", older="2", newer="1")
    assert [each.value for each in app.header] == ["1 row differs"]
    assert "Before is revision 2, after is revision 1." in html(app)
    app.number_input(key="history_newer").set_value(2).run()
    assert [each.value for each in app.header] == ["Nothing differs"]


def test_a_row_has_its_whole_history(store: Store) -> None:
    words = html(open_page(PAGE, row=f"findings/{FINDING}"))
    assert "Revision 2</a>: changed" in words
    assert "Revision 1</a>: added" in words
    assert "never held such a row" in html(open_page(PAGE, row="findings/nowhere"))
    assert "Type the id of a row" in html(open_page(PAGE, show="row"))


def test_a_day_in_the_address_shows_the_data_of_its_end_on_every_page(store: Store) -> None:
    for script in ("dashboard.py", "pages/impacts.py", "pages/sources.py", PAGE):
        app = open_page(script, revision="2026-11-20")
        assert not app.exception
        assert "as of 20 November 2026" in html(app)
        assert "Data revision 1 of 2026-11-20" in html(app)


def test_a_day_that_still_has_the_newest_data_says_so(store: Store) -> None:
    words = html(open_page("pages/impacts.py", revision="2026-12-24"))
    assert "The data as of 24 December 2026 (revision 2 of 21 November 2026) are shown." in words


def test_a_day_before_the_first_revision_is_told(store: Store) -> None:
    app = open_page("pages/impacts.py", revision="2026-11-19")
    assert "Nothing had been saved by the end of 19 November 2026" in html(app)
    assert "Data revision 2 of" in html(app)
    app.button(key="as_of_change").click().run()
    assert "revision" not in app.query_params


@pytest.mark.parametrize("wanted", ["2026-02-30", "2026-11", "yesterday"])
def test_what_is_no_day_is_told(store: Store, wanted: str) -> None:
    app = open_page("pages/impacts.py", revision=wanted)
    assert f"data revision “{wanted}”, which this store does not hold" in html(app)


def test_the_day_is_chosen_on_the_page(store: Store) -> None:
    app = open_page(PAGE)
    app.date_input(key="history_as_of").set_value(date(2026, 11, 20)).run()
    assert app.query_params["revision"] == "2026-11-20"
    assert "as of 20 November 2026" in html(app)
    app.button(key="as_of_change").click().run()
    assert app.date_input(key="history_as_of").value is None


def test_the_receipt_of_a_finding_says_who_entered_it(store: Store) -> None:
    words = html(open_page("pages/impacts.py", finding=FINDING))
    assert "Entered by Ann on 21 November 2026 (revision 2); not yet second-read" in words
