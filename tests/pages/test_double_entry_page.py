"""Double entry on its page: started, entered blindly, compared, settled and published."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from evidence import home as homes
from evidence.store import Store
from evidence.workbench import double_entry, submission, tables
from evidence.workbench import person as people
from evidence.workbench.person import Person
from tests import tiny_package
from tests.pages.opening import html, open_page
from tests.workbench.double_entries import ADMISSIONS, STAYS, entered, handed_in

MACHINE = people.of_machine()
PAGE = "pages/double_entry.py"
SITE = "rushcliffe-principia"


@pytest.fixture
def store(scenes_home: Path) -> Iterator[Store]:
    """The store of the module, without roles and double entries."""
    opened = homes.open_store(scenes_home)
    with opened.writing() as connection:
        for table in (
            tables.submission_entry,
            tables.submission,
            tables.double_entry,
            tables.role,
        ):
            connection.execute(sa.delete(table))
    for name in ("Ann", "Bo"):
        tiny_package.let(opened, name, "analyst")
    yield opened
    opened.close()


@pytest.fixture
def source(store: Store) -> str:
    """A source of which the set may say that it evaluated something."""
    rows = store.tables()["sources"]
    return next(row["source_id"] for row in rows if row["type"] == "evaluation")


@pytest.fixture
def machine(store: Store) -> Person:
    """The user of the machine, who looks at the page, as a reviewer."""
    return tiny_package.let(store, MACHINE.person_id, "reviewer")


def finding(source: str, **changed: str) -> dict[str, str]:
    """A finding of the source that keeps the rules of the real set."""
    return ADMISSIONS | {"site_id": SITE, "source_id": source} | changed


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [each for each in app.button if each.label == label]
    return button.click().run()


def choose(app: AppTest, label: str, value: str) -> AppTest:
    (box,) = [each for each in app.selectbox if each.label == label]
    return box.set_value(value).run()


def decide(app: AppTest, label: str, value: str) -> AppTest:
    (radio,) = [each for each in app.radio if each.label == label]
    return radio.set_value(value).run()


def test_a_reviewer_starts_one(store: Store, machine: Person, source: str) -> None:
    app = open_page(PAGE)
    app = press(app, "Start")
    assert "Still to be chosen: source, one person, the other person." in app.error[0].value
    for label, value in (("Source", source), ("One person", "Ann"), ("The other person", "Bo")):
        app = choose(app, label, value)
    app = press(app, "Start")

    (task,) = double_entry.tasks(store, machine)
    assert (task.source_id, task.names) == (source, "Ann and Bo")
    shown = html(app)
    assert f"double_entry?task={task.double_entry_id}" in shown
    assert "0 of 2 handed in" in shown
    assert not app.exception


def test_others_are_told_who_may_start_one(store: Store) -> None:
    app = open_page(PAGE)

    assert "needs the role of reviewer" in app.info[0].value
    assert not app.button
    assert "None yet that you have a part in." in html(app)


def test_one_of_the_two_enters_and_hands_in(store: Store, machine: Person, source: str) -> None:
    ann = Person("Ann", "Ann")
    task_id = double_entry.start(store, machine, source, "Ann", machine.person_id)
    handed_in(store, ann, task_id, finding(source, measure="What Ann alone knows of it"))
    app = press(open_page(PAGE, task=task_id), "Begin")
    app = press(app, "Hand in")
    assert "Nothing was entered yet" in app.error[0].value
    app = press(app, "Add a finding")
    (item,) = submission.own(store, machine)
    with store.reading() as connection:
        row = submission.existing(connection, item.submission_id).entries[0].row
    assert row is not None
    assert row["source_id"] == source
    assert "What Ann alone knows" not in html(app)

    app = press(app, "Hand in")
    assert "problems to mend. What you typed is saved." in app.error[0].value
    assert not app.exception


def test_what_was_handed_in_is_shown_once_both_are_in(
    store: Store, machine: Person, source: str
) -> None:
    task_id = double_entry.start(store, machine, source, "Ann", "Bo")
    handed_in(store, Person("Ann", "Ann"), task_id, finding(source))
    entered(store, Person("Bo", "Bo"), task_id, finding(source))
    app = open_page(PAGE, task=task_id)

    assert "once both have handed in" in app.info[0].value
    assert ADMISSIONS["measure"] not in html(app)


def test_a_third_person_settles_and_publishes(store: Store, machine: Person, source: str) -> None:
    task_id = double_entry.start(store, machine, source, "Ann", "Bo")
    # Published at the end, so not what the other tests enter.
    own = {
        "finding_id": "settled-1",
        "site_id": "nottingham-city",
        "measure": "Emergency readmissions in 90 days",
        "label": "90 days",
    }
    stay = STAYS | {"site_id": SITE, "source_id": source}
    handed_in(store, Person("Ann", "Ann"), task_id, finding(source, **own), stay)
    other = finding(source, **own, value="-5", direction="unclear")
    handed_in(store, Person("Bo", "Bo"), task_id, other)
    before = store.revision()
    app = open_page(PAGE, task=task_id)
    shown = html(app)
    for words in (
        "1 entered by both, 1 only by Ann, 0 only by Bo.",
        "0 of 1 alike, kappa 0.00. Fewer than 5 findings",
        "1 of 1 alike. Kappa is not defined, because both used one category only.",
        "0 of 1 equal, value and unit as printed.",
        "3 decisions still missing.",
    ):
        assert words in shown

    app = press(app, "Publish")
    assert "The comment is missing" in app.error[0].value
    app = decide(app, "Direction", "1")
    app = decide(app, "Value", "other")
    (typed,) = [each for each in app.text_input if "what shall stand" in each.label]
    app = typed.set_value("-4.5").run()
    app = decide(app, "What becomes of it", "leave")
    assert "1 decision still missing." in html(app)
    (reason,) = [each for each in app.text_input if each.label.startswith("Why")]
    app = reason.set_value("It is in another table.").run()
    assert "still missing" not in html(app)
    (comment,) = app.text_area
    app = press(comment.set_value("Table 7 read by three.").run(), "Publish")

    assert store.revision() == before + 1
    row = next(each for each in store.tables()["findings"] if each["finding_id"] == "settled-1")
    assert (row["direction"], row["value"]) == ("unclear", "-4.5")
    shown = html(app)
    assert f"Revision {before + 1} in the history" in shown
    assert "Left out: It is in another table." in shown
    settled = [
        f">{name}</span><span>{value}</span>"
        for name, value in (("Ann", "-4"), ("Bo", "-5"), ("Settled", "-4.5"))
    ]
    assert all(each in shown for each in settled)
    assert not app.exception


def test_one_of_the_two_sees_the_agreement_and_settles_nothing(
    store: Store, machine: Person, source: str
) -> None:
    task_id = double_entry.start(store, machine, source, "Ann", machine.person_id)
    handed_in(store, Person("Ann", "Ann"), task_id, finding(source))
    handed_in(store, machine, task_id, finding(source, value="-5"))
    app = open_page(PAGE, task=task_id)

    assert "a third person settles" in app.info[0].value
    assert "not settled" in html(app)
    assert not app.radio
    assert "Publish" not in [each.label for each in app.button]


def test_two_that_look_alike_are_parted_and_joined(
    store: Store, machine: Person, source: str
) -> None:
    task_id = double_entry.start(store, machine, source, "Ann", "Bo")
    handed_in(store, Person("Ann", "Ann"), task_id, finding(source))
    handed_in(store, Person("Bo", "Bo"), task_id, finding(source, value="-5"))
    app = press(open_page(PAGE, task=task_id), "These are two findings")
    assert "0 entered by both, 1 only by Ann, 1 only by Bo." in html(app)

    (back,) = [each for each in app.button if "one finding after all" in each.label]
    app = back.click().run()
    assert "1 entered by both" in html(app)


def test_all_of_one_person_is_taken_at_once(store: Store, machine: Person, source: str) -> None:
    task_id = double_entry.start(store, machine, source, "Ann", "Bo")
    handed_in(store, Person("Ann", "Ann"), task_id, finding(source))
    handed_in(
        store, Person("Bo", "Bo"), task_id, finding(source, value="-5", period="2016", n="20")
    )
    app = open_page(PAGE, task=task_id)
    assert "3 decisions still missing." in html(app)
    app = press(app, "Take everything of Bo")

    assert "still missing" not in html(app)
    assert {each.value for each in app.radio} == {"1"}


def test_it_is_closed_without_being_settled(store: Store, machine: Person, source: str) -> None:
    task_id = double_entry.start(store, machine, source, "Ann", "Bo")
    app = press(open_page(PAGE, task=task_id), "Close it for good")

    assert "Closed without being settled" in html(app)
    assert double_entry.tasks(store, machine)[0].closed_at


def test_an_unknown_one_is_said(store: Store) -> None:
    assert "no such double entry" in open_page(PAGE, task="<b>").warning[0].value
