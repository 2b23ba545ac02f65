"""Each receipt says who entered a row and who checked it, and a figure has its mark until then."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from evidence import home as homes
from evidence.store import Store
from evidence.workbench import drafts, review, roles, submission
from evidence.workbench.person import Person, Role
from tests import tiny_package
from tests.pages.app_home import app_home
from tests.pages.opening import html, open_page
from ui import identity, picture

ANN = Person("ann", "Ann")
SITE, CONTRACT, SOURCE = "rushcliffe-principia", "unitingcare-2015", "hf-principia"
LESSON = "rev-058"
# One row of each table; the words are such as have a figure.
ROWS = {
    "facts": (f"{SITE}-population", {"counts": "people on the lists"}),
    "milestones": (f"{SITE}-2015-03-10", {"event": "Named among the first 29 sites"}),
    "lessons": (LESSON, {"lesson": "Give each of 3 kinds of owner a say."}),
    "funding": (f"{SITE}-2016-17", {"locator": "Table, second line"}),
    "conflicts": ("rushcliffe-population", {"statement_a": "126,000 people"}),
    "partners": (f"{SITE}-partnershealth", {"organisation": "PartnersHealth LLP"}),
    "sources": (SOURCE, {"note": "A case study"}),
    "sites": (SITE, {"summary": "A provider of 12 practices in Nottinghamshire."}),
    "contracts": (CONTRACT, {"scope": "Community services for people over 65"}),
    "findings": ("rushcliffe-beddays-bmjqs", {"label": "as the review has it"}),
}
PUBLISHED = "checked by Ben on"
FOLDER = "from the data folder on"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home in which Ann corrected a row of each table, and nobody looked yet."""
    with app_home(tmp_path_factory.mktemp("second_read")) as folder:
        store = homes.open_store(folder)
        let_in(store)
        item = drafts.start(store, ANN, "correction", "A row of each table")
        for table, (row_id, values) in ROWS.items():
            drafts.put(store, ANN, item, table, values, opens=row_id)
        review.send(store, ANN, item, message="The sources say so")
        store.close()
        yield folder


def let_in(store: Store) -> None:
    tiny_package.let(store, "Olga", "owner")
    for each in (ANN, Person("ben", "Ben")):
        with store.writing() as connection:
            roles.note_person(connection, each)
            role: Role = "analyst" if each == ANN else "reviewer"
            roles.give(connection, each.person_id, role, by="the test")


def part(words: str, name: str) -> str:
    return words.split(f'id="part-{name}"')[1].split("<h2")[0]


def line(words: str, said: str) -> str:
    """The row or item in which something is said."""
    before, after = words.split(said, 1)
    begin = max(before.rfind(tag) for tag in ("<tr", "<li", "<p"))
    return before[begin:] + said + after.split("</tr>")[0].split("</li>")[0]


def shown_as_if(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(identity, "person", lambda: ANN)
    return html(open_page("pages/site.py", site=SITE, as_if="published"))


MARKED = {
    "about": "A provider of 12 practices",
    "facts": "people on the lists",
    "timeline": "Named among the first 29 sites",
    "funding": "Table, second line",
    "lessons": "Give each of 3 kinds",
    "conflicts": "126,000 people",
}


def test_before_anybody_checks_every_figure_is_marked_and_the_folder_named(home) -> None:
    words = html(open_page("pages/site.py", site=SITE))
    for name in ("about", "facts", "funding", "timeline", "conflicts"):
        assert 'class="once"' in part(words, name), name
    for name in (*MARKED, "partners"):
        assert FOLDER in part(words, name), name
        assert PUBLISHED not in part(words, name), name


def test_a_row_in_review_is_marked_where_the_data_are_shown_as_if_published(
    home, monkeypatch
) -> None:
    words = shown_as_if(monkeypatch)
    for name, said in MARKED.items():
        own = part(words, name) if name == "about" else line(part(words, name), said)
        assert '<em class="in-review">in review</em>' in own, name
        assert 'class="once"' in own, name
        assert "In review: entered by Ann on " in part(words, name), name
    assert part(words, "facts").count("in-review") == 1
    published = html(open_page("pages/site.py", site=SITE))
    assert 'class="in-review"' not in published


@pytest.fixture(scope="module")
def checked(home: Path) -> None:
    """Ben published them; asked for by the tests that follow those of what waits."""
    store = homes.open_store(home)
    with store.reading() as connection:
        [item] = submission.listed(connection)
    ben, version = Person("ben", "Ben"), item.version
    review.publish(store, ben, item.submission_id, seen_version=version, comment="")
    store.close()
    st.cache_resource.clear()


def test_rows_published_by_two_people_name_both_and_have_no_mark(checked) -> None:
    words = html(open_page("pages/site.py", site=SITE))
    for name, said in MARKED.items():
        own = line(part(words, name), said)
        assert 'class="once"' not in own, name
        assert "in-review" not in own, name
        assert f"Entered by Ann on {own_day(words)}, {PUBLISHED} " in part(words, name), name
    assert PUBLISHED in part(words, "partners")
    # The second figure of the population was read by one person only.
    assert 'class="once"' in line(part(words, "facts"), "residents covered")


def own_day(words: str) -> str:
    return words.split("Entered by Ann on ")[1].split(",")[0]


def test_the_contract_page_names_both_for_its_terms_and_its_sites_rows(checked) -> None:
    words = html(open_page("pages/contract.py", contract=CONTRACT))
    assert PUBLISHED in part(words, "about")
    assert 'class="once"' not in part(words, "about") + part(words, "money")
    for name in ("figures", "stages", "milestones", "lessons", "conflicts"):
        assert FOLDER in part(words, name), name
    assert 'class="once"' in part(words, "figures")


def test_a_lesson_names_both_wherever_it_stands(checked) -> None:
    app = open_page("pages/commissioning.py", show="lessons", lesson_id=LESSON)
    named = html(app).split("lesson-named")[1].split("Bears, by its theme")[0]
    assert PUBLISHED in named
    assert 'class="once"' not in named
    listed = html(open_page("pages/commissioning.py", show="lessons", theme="governance"))
    assert f"(revision 2): Lesson {LESSON}." in listed
    opened = html(open_page("pages/commissioning.py", item="step-1"))
    assert opened.count(FOLDER) == 2


def test_a_source_and_the_rows_on_it_name_who_read_them(checked) -> None:
    words = html(open_page("pages/sources.py", source_id=SOURCE))
    own, rows = words.split("Rests on it", 1)
    assert own.count(PUBLISHED) == 0
    assert rows.split("This entry")[0].count(PUBLISHED) == 1
    assert f"{PUBLISHED} " in rows.split("This entry")[1]
    assert FOLDER in rows


@pytest.mark.parametrize(
    ("script", "file", "query", "n_read"),
    [
        ("pages/site.py", "timeline", {"site": SITE}, 1),
        ("pages/contracts.py", "contract-values-total", {}, 1),
    ],
)
def test_a_csv_says_who_read_each_row(checked, monkeypatch, script, file, query, n_read) -> None:
    rows = saved(monkeypatch, script, file, **query)
    read = [row for row in rows if row["checked_by"]]
    assert [(row["entered_by"], row["checked_by"]) for row in read] == [("Ann", "Ben")] * n_read
    assert all(row["entered_at"] <= row["checked_at"] for row in read)
    rest = [row for row in rows if not row["checked_by"]]
    assert rest
    assert all(row["entered_by"] and row["entered_at"] and not row["checked_at"] for row in rest)


def test_the_findings_csv_says_who_read_each_figure(checked, monkeypatch, real_model) -> None:
    [found] = real_model.rows("impact_receipt", finding_id=ROWS["findings"][0])
    [panel] = {
        row["panel"]
        for row in real_model.rows("impacts", group_by="outcome_domain")
        if row["finding_id"] == found["finding_id"]
    }
    rows = saved(monkeypatch, "pages/impacts.py", panel, panel=panel)
    [read] = [row for row in rows if row["finding_id"] == found["finding_id"]]
    assert (read["entered_by"], read["checked_by"], read["is_second_read"]) == ("Ann", "Ben", "yes")


def saved(monkeypatch, script: str, file: str, **query: str) -> list[dict[str, str]]:
    """The rows of the CSV that a page makes when its button is pressed."""
    answers: list[picture.Answer] = []
    monkeypatch.setattr(picture, "asked", lambda: {"file": file, "kind": "csv"})
    monkeypatch.setattr(picture, "answer", answers.append)
    assert not open_page(script, **query).exception
    [answer] = answers
    lines = [each for each in (answer.text or "").splitlines() if not each.startswith("# ")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))
