"""The queue, one submission with what a reviewer has to see, and the verdict."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from evidence import home as homes
from evidence.store import Change, Store
from evidence.workbench import drafts, review, settings, submission, suggested, tables
from evidence.workbench import person as people
from evidence.workbench.person import READER, Person, Role
from evidence.workbench.submission import Entry, Submission
from tests import tiny_package
from tests.pages.opening import html, open_page

SITE = "rushcliffe-principia"
MACHINE = people.of_machine()


@pytest.fixture
def store(scenes_home: Path) -> Iterator[Store]:
    """The store of the module, in which nobody has a role and nothing waits."""
    opened = homes.open_store(scenes_home)
    with opened.writing() as connection:
        for table in (tables.submission_entry, tables.submission, tables.role):
            connection.execute(sa.delete(table))
        settings.switch_second_reader(connection, True, by="the test")
    yield opened
    opened.close()


@pytest.fixture
def ann(store: Store) -> Person:
    return tiny_package.let(store, "Ann", "analyst")


def machine(store: Store, role: Role = "reviewer") -> Person:
    """The user of the machine, who looks at the page, with that role."""
    tiny_package.let(store, "Olga", "owner")
    return tiny_package.let(store, MACHINE.person_id, role)


def sent(store: Store, person: Person, summary: str, site: str = SITE) -> str:
    """A correction of a site's summary, in review."""
    item = drafts.start(store, person, "correction", f"Summary of {site}")
    drafts.put(store, person, item, "sites", {"summary": summary}, opens=site)
    review.send(store, person, item, message="The page says so")
    return item


def found(store: Store, submission_id: str) -> Submission:
    with store.reading() as connection:
        return submission.existing(connection, submission_id)


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [each for each in app.button if each.label == label]
    return button.click().run()


def say(app: AppTest, comment: str) -> AppTest:
    (area,) = app.text_area
    return area.input(comment).run()


def summary(store: Store, site: str = SITE) -> str:
    return next(row["summary"] for row in store.tables()["sites"] if row["site_id"] == site)


def test_the_queue_says_who_waits_and_how_long(store: Store, ann: Person) -> None:
    machine(store)
    item = sent(store, ann, "A multispecialty community provider in Nottinghamshire.")
    app = open_page("pages/review.py")

    assert app.title[0].value == "Review: 1 waiting"
    shown = html(app)
    assert f'<a href="review?submission={item}">Summary of {SITE}</a>' in shown
    for cell in ("Correction", "Ann", "less than a minute", "none"):
        assert cell in shown


def test_a_problem_is_counted_also_where_another_corrects_the_same_row(
    store: Store, ann: Person
) -> None:
    machine(store)
    suggested.suggest(
        store,
        READER,
        table="sites",
        row_id=SITE,
        values={"summary": "Short"},
        message="Too long",
        name="A. Reader",
    )
    sent(store, ann, "A text that is long enough for the rules.")
    shown = html(open_page("pages/review.py"))

    assert "<span><strong>1</strong></span>" in shown
    assert "<span>none</span>" in shown


def test_a_queue_that_is_empty_says_so(store: Store) -> None:
    machine(store)

    assert "Nothing waits." in html(open_page("pages/review.py"))


HEADERS = ["Waiting for review, longest first", "Entered by you, not published yet"]


def test_an_analyst_sees_how_much_waits_and_their_own(store: Store, ann: Person) -> None:
    person = machine(store, "analyst")
    sent(store, ann, "A text that Ann typed here, long enough.")
    mine = sent(store, person, "A text that I typed here too, long enough.")
    drafts.start(store, person, "case", "Not sent yet")
    app = open_page("pages/review.py")
    shown = html(app)

    assert [each.value for each in app.header] == HEADERS
    assert app.title[0].value == "Review: 2 waiting"
    assert "By kind: correction: 2." in shown
    assert "needs the role of reviewer" in app.info[0].value
    assert shown.count("review?submission=") == 1
    assert f"review?submission={mine}" in shown
    assert "Not sent yet" in shown


def test_a_correction_shows_before_and_after_its_source_and_the_checks(
    store: Store, ann: Person
) -> None:
    machine(store)
    before = summary(store)
    item = sent(store, ann, "A text that says <b>something</b> else.")
    shown = html(open_page("pages/review.py", submission=item))

    assert before in shown
    assert "<mark>A text that says &lt;b&gt;something&lt;/b&gt; else.</mark>" in shown
    assert "The page says so" in shown
    assert "All rules kept." in shown
    row = next(each for each in store.tables()["sites"] if each["site_id"] == SITE)
    address = next(
        each["url"] for each in store.tables()["sources"] if each["source_id"] == row["source_id"]
    )
    assert f'href="{address}"' in shown.replace("&amp;", "&")
    assert row["locator"] in shown


def test_an_address_that_is_not_of_the_web_is_no_link(store: Store, ann: Person) -> None:
    machine(store)
    row = dict(store.tables()["sources"][0], url="javascript:alert(1)", source_id="bad")
    item = drafts.start(store, ann, "case", "Bad source")
    with store.writing() as connection:
        submission.keep(connection, item, [Entry(1, "sources", "", 0, None, row)])
        submission.change(connection, found(store, item), state="in review", message="Why")
    shown = html(open_page("pages/review.py", submission=item))

    assert "javascript:alert(1)" in shown
    assert 'href="javascript' not in shown
    assert "1 problem found by the rules." in shown


def test_published_it_is_on_every_page_and_leaves_the_queue(store: Store, ann: Person) -> None:
    machine(store)
    text = "A text that was checked against the page."
    item = sent(store, ann, text)
    app = press(open_page("pages/review.py", submission=item), "Publish")

    revision = store.revision()
    assert summary(store) == text
    assert found(store, item).decided_by == MACHINE.person_id
    shown = html(app)
    assert f"as revision {revision}." in shown
    assert f'href="history?number={revision}"' in shown
    assert app.title[0].value == "Review: nothing waiting"
    assert not app.exception


def test_the_next_in_the_queue_is_offered(store: Store, ann: Person) -> None:
    machine(store)
    first = sent(store, ann, "The first text of this site here.")
    second = sent(store, ann, "The second text of that site here.", "nottingham-city")
    shown = html(press(open_page("pages/review.py", submission=first), "Publish"))

    assert (
        f'<a href="review?submission={second}">Next in the queue: Summary of nottingham-city</a>'
        in (shown)
    )


def test_sent_back_and_refused_need_a_comment(store: Store, ann: Person) -> None:
    machine(store)
    item = sent(store, ann, "A text without a source at all.")
    app = press(open_page("pages/review.py", submission=item), "Send back to mend")
    assert "The comment is missing" in app.error[0].value
    assert found(store, item).state == "in review"

    app = press(app, "Refuse")
    assert "The comment is missing" in app.error[0].value

    app = press(say(app, "Which page?"), "Send back to mend")
    after = found(store, item)
    assert (after.state, after.comment) == ("draft", "Which page?")
    assert "back to Ann." in html(app)


def test_a_refusal_is_kept_with_its_comment(store: Store, ann: Person) -> None:
    machine(store)
    item = sent(store, ann, "A text that nobody wants here.")
    press(say(open_page("pages/review.py", submission=item), "Not so."), "Refuse")

    after = found(store, item)
    assert (after.state, after.comment, after.decided_by) == (
        "withdrawn",
        "Not so.",
        MACHINE.person_id,
    )


def test_nobody_publishes_their_own(store: Store) -> None:
    person = machine(store, "owner")
    item = sent(store, person, "A text that I typed here all by myself.")
    app = open_page("pages/review.py", submission=item)

    labels = [each.label for each in app.button]
    assert "Withdraw it" in labels
    assert not {"Publish", "Send back to mend", "Refuse"} & {*labels}
    assert "somebody else has to publish it" in html(app)
    assert "What you entered, somebody else publishes." in html(open_page("pages/review.py"))


def test_a_team_of_one_publishes_and_is_told_what_that_means(store: Store) -> None:
    person = machine(store, "owner")
    settings.set_second_reader(store, person, False)
    item = sent(store, person, "A text that I typed and read alone.")
    app = open_page("pages/review.py", submission=item)
    assert "nobody else read it" in html(app)
    press(app, "Publish")

    assert found(store, item).state == "published"


def test_what_changed_since_it_was_shown_is_not_published(store: Store, ann: Person) -> None:
    machine(store)
    item = sent(store, ann, "A text that is changed in a moment.")
    app = open_page("pages/review.py", submission=item)
    with store.writing() as connection:
        submission.change(connection, found(store, item))
    app = press(app, "Publish")

    assert "was changed after you opened it" in app.error[0].value
    assert found(store, item).state == "in review"
    press(app, "Publish")
    assert found(store, item).state == "published"


def test_a_row_that_was_published_since_is_shown_three_ways(store: Store, ann: Person) -> None:
    person = machine(store)
    item = sent(store, ann, "What Ann typed about this site, later.")
    app = open_page("pages/review.py", submission=item)
    before = next(row for row in store.tables()["sites"] if row["site_id"] == SITE)
    store.commit(
        [Change("sites", SITE, {**before, "summary": "What Bo published of it meanwhile."})],
        author=person.person_id,
        message="Why",
        save_id="conflict-of-the-review",
    )
    app.text_area[0].set_value("I have read it.")
    app = press(app, "Publish")

    assert "after it was opened" in app.error[0].value
    shown = html(app)
    for text in (before["summary"], "What Bo published of it meanwhile.", "What Ann typed about"):
        assert text in shown
    assert "Changed since." in shown
    assert "It cannot be published as it is: 1 row changed since." in shown
    assert "Publish" not in [each.label for each in app.button]
    assert app.text_area[0].value == "I have read it."


def test_what_breaks_a_rule_is_not_offered_for_publication(store: Store) -> None:
    machine(store)
    item = suggested.suggest(
        store,
        READER,
        table="sites",
        row_id=SITE,
        values={"summary": "Short"},
        message="Too long",
        name="A. Reader",
        contact="reader@example.org",
    )
    app = open_page("pages/review.py", submission=item)

    assert "It cannot be published as it is: the rules find 1 problem." in html(app)
    labels = [each.label for each in app.button]
    assert "Publish" not in labels
    assert "Refuse" in labels
    assert app.header[0].value == "Sites: Rushcliffe"
    assert "<dt>Contact</dt><dd>reader@example.org</dd>" in html(app)


def test_rows_that_stay_as_published_are_counted_and_not_listed(store: Store, ann: Person) -> None:
    machine(store)
    item = drafts.start(store, ann, "upload", "Two sites, one of them the same")
    drafts.put(store, ann, item, "sites", {}, opens="nottingham-city")
    drafts.put(
        store,
        ann,
        item,
        "sites",
        {"summary": "A text that is really new and long enough."},
        opens=SITE,
    )
    review.send(store, ann, item, message="Read again")
    app = open_page("pages/review.py", submission=item)

    shown = html(app)
    assert [each.value for each in app.header][1] == "1 row"
    assert "1 further row of it is as published and not listed." in shown
    assert shown.count('class="review-row"') == 1
    assert "A text that is really new and long enough." in shown


def test_a_readers_suggestion_is_taken_over(store: Store) -> None:
    machine(store, "analyst")
    item = suggested.suggest(
        store,
        READER,
        table="sites",
        row_id=SITE,
        values={"summary": "A reader knows this better."},
        message="I work there",
        name="A. Reader",
    )
    app = press(open_page("pages/review.py", submission=item), "Take it over as a draft of mine")

    (draft,) = submission.own(store, MACHINE)
    assert f'href="add?submission={draft.submission_id}"' in html(app)
    assert found(store, item).state == "withdrawn"


def test_drafts_and_unknown_ids_are_not_shown(store: Store, ann: Person) -> None:
    machine(store)
    draft = drafts.start(store, ann, "case", "A secret title")

    for asked in (draft, "no-such", "<script>"):
        app = open_page("pages/review.py", submission=asked)
        assert "There is no such submission" in app.warning[0].value
        assert "A secret title" not in html(app)


def test_two_hundred_rows_are_paged_with_the_striking_ones_first(store: Store, ann: Person) -> None:
    machine(store)
    item = drafts.start(store, ann, "upload", "Many")
    row = dict(store.tables()["sources"][0])
    entries = [
        Entry(
            place,
            "sources",
            "",
            0,
            None,
            {**row, "source_id": f"new-{place}", "title": f"T{place}."},
        )
        for place in range(1, 201)
    ]
    entries[150] = Entry(151, "sources", "", 0, None, {**row, "source_id": "bad", "title": ""})
    with store.writing() as connection:
        submission.keep(connection, item, entries)
        submission.change(connection, found(store, item), state="in review", message="Why")
    first = html(open_page("pages/review.py", submission=item, rows_page="1"))
    last = html(open_page("pages/review.py", submission=item, rows_page="20"))

    assert first.count('class="review-row"') == last.count('class="review-row"') == 10
    assert "Page 1 of 20" in first
    assert "Page 20 of 20" in last
    assert "T200." in last
