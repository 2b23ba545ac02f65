"""What the rules find is said beside its field, and before a case is sent."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from evidence import home as homes
from evidence.rules import Problem
from evidence.store import Store
from evidence.workbench import case_steps, drafts, judge
from tests import real_data
from tests.pages.adding.forms import (
    FINDING,
    ME,
    PACKAGE,
    beside,
    fields,
    only_draft,
    opened,
    press,
    start,
)
from tests.pages.opening import html
from tests.test_checks import BROKEN
from tests.workbench.test_judge import BROKEN_ENTRIES, of


@pytest.fixture(scope="module")
def broken_app(add_home: Path) -> AppTest:
    """A draft of every broken row of tests/test_checks.py, after a look at its problems."""
    at_home = homes.open_store(add_home)
    draft = drafts.start(at_home, ME, "upload")
    drafts.put_all(at_home, ME, draft, BROKEN_ENTRIES)
    at_home.close()
    return opened(submission=draft, step="check")


@pytest.fixture(scope="module")
def row_faults(add_home: Path) -> Iterator[dict[int, list[Problem]]]:
    """What the rules say about those rows, by their place in the draft."""
    at_home = homes.open_store(add_home)
    yield judge.problems_by_entry(at_home, of(BROKEN_ENTRIES))
    at_home.close()


@pytest.mark.parametrize("place", range(1, len(BROKEN) + 1), ids=[case.check for case in BROKEN])
def test_what_breaks_a_rule_is_said_beside_its_field(
    broken_app: AppTest, row_faults: dict[int, list[Problem]], place: int
) -> None:
    case = BROKEN[place - 1]
    broken_app.query_params["step"] = case_steps.step_of(case.table)
    broken_app.query_params["entry"] = str(place)
    broken_app.run()
    assert not broken_app.exception
    table = PACKAGE.tables[case.table]
    title = "Code of the row" if case.field == table.key else table.field(case.field).title
    assert any(label.startswith(title) for label in fields(broken_app))
    expected = {problem.wrong[1:] for problem in row_faults[place] if problem.field == case.field}
    said = [unescape(each) for each in beside(broken_app) if "Mend this" in each]
    assert expected
    assert all(any(words in each for each in said) for words in expected), said


def test_each_problem_leads_to_its_row(store: Store) -> None:
    draft = start(
        store, ("sources", {"source_id": "s"}), ("findings", {"finding_id": "f", "value": "1,5"})
    )
    app = opened(submission=draft, step="check")
    assert "1,5" in html(app)
    (link,) = [each for each in app.button if each.label == "Go to value of Finding: f"]
    link.click().run()
    assert fields(app)["Value"] == "1,5"
    assert any("Mend this" in each for each in beside(app))


def test_a_likely_duplicate_is_shown_with_a_way_to_the_other(store: Store) -> None:
    real = real_data.row("sources", "nao-unitingcare-2016").values
    draft = start(store, ("sources", {**real, "source_id": "nao-again", "title": "The same"}))
    app = opened(submission=draft, step="check")
    assert "add?correct=sources/nao-unitingcare-2016" in html(app)


def test_a_row_that_is_the_same_is_taken_out_and_the_others_name_the_published_one(
    store: Store,
) -> None:
    real = real_data.row("sources", "nao-unitingcare-2016").values
    mine = {**real, "source_id": "nao-again", "title": "The same"}
    draft = start(store, ("sources", mine), ("findings", {"source_id": "nao-again"}))
    app = opened(submission=draft, step="check")
    shown = html(app)
    assert "Only one row can have this address." in shown
    # No rule would let both through, so keeping mine is not offered for the row of that address.
    kept = [each.label for each in app.button if each.label.startswith("It is another one")]
    same = [each for each in app.button if each.label == "It is the same: take mine out"]
    assert len(kept) < len(same)
    same[0].click().run()
    assert not app.exception
    (left,) = only_draft(store).entries
    assert left.row is not None
    assert (left.table, left.row["source_id"]) == ("findings", "nao-unitingcare-2016")


def test_what_was_kept_although_it_looks_like_another_is_asked_about_again(store: Store) -> None:
    real = real_data.row("findings", FINDING).values
    draft = start(store, ("findings", {**real, "finding_id": "again", "label": "another"}))
    app = opened(submission=draft, step="check")
    for _ in range(10):
        (keep, *_) = [
            *(each for each in app.button if each.label.startswith("It is another one")),
            None,
        ]
        if keep is None:
            break
        keep.click().run()
    assert "that looked like others: keep them." in html(app)
    press(app, "Ask me again about those I kept")
    assert any(each.label.startswith("It is another one") for each in app.button)


def test_good_findings_are_shown_as_readers_will_see_them(store: Store) -> None:
    good = {**real_data.row("findings", FINDING).values, "finding_id": "new-one", "label": "new"}
    good |= {"value": "-15.5", "statement": "Bed days fell by more than was said."}
    draft = start(store, ("findings", good), ("findings", {"finding_id": "f", "value": "1,5"}))
    app = opened(submission=draft, step="check")
    shown = html(app)
    assert "1 finding without a problem" in shown
    assert "better, self-reported: <strong>−15.5%</strong>" in shown
