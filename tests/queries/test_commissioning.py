"""The steps and principles with their lessons and sites, and the list of lessons."""

import pytest

from evidence import commissioning_words as words
from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.schema import Package
from tests.data_fixtures import Tables

ALL = Filters()
NOTHING = Filters(text="zzzz")
ANY: dict[str, object] = {"lesson_site": "all", "fate": "any", "lesson_words": []}


@pytest.fixture(scope="module")
def model(package: Package, tiny_tables: Tables, real_tables: Tables) -> ReadModel:
    """The tiny set with all steps and principles, and two lessons more.

    alpha: risk (an alliance that is live, and a plan); gamma: finance (terminated); epsilon:
    finance (no contract); the national group: risk; and a general one on evaluation.
    """
    source = {"source_id": "audit-2019", "locator": "page 20"}
    more = [
        {
            "lesson_id": "epsilon-1",
            "site_id": "epsilon",
            "theme": "finance",
            "lesson": "Start small",
        },
        {"lesson_id": "group-1", "site_id": "group", "theme": "risk", "lesson": "Share the risk"},
    ]
    own = {
        "lessons": tiny_tables["lessons"] + [each | source for each in more],
        "commissioning_steps": numbered(real_tables["commissioning_steps"]),
        "principles": numbered(real_tables["principles"]),
    }
    return ReadModel(package, {**tiny_tables, **own})


def numbered(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{**row, "source_id": "report-2016"} for row in rows]


def counts(rows: list[Row]) -> dict[str, tuple[int | None, ...]]:
    """Of each item: lessons, general ones, sites, then sites by fate."""
    names = ("n_lessons", "n_general", "n_sites", *(f"n_{fate}" for fate in words.FATES))
    return {row["item_id"]: tuple(row[name] for name in names) for row in rows}


def listed(model: ReadModel, filters: Filters = ALL, **choice: object) -> list[str]:
    asked = {**ANY, "theme": "all", "page": 1, "page_size": 100, **choice}
    return [row["lesson_id"] for row in model.rows("lesson_list", filters, **asked)]


def test_an_item_counts_its_lessons_and_their_sites_by_fate(model: ReadModel) -> None:
    found = counts(model.rows("commissioning_items"))
    # alpha is live and planned at once; the national group has a lesson and counts as no site.
    assert found["step-4"] == (4, 0, 3, 1, 1, 1, 0, 1)
    assert found["principle-7"] == (4, 0, 3, 1, 1, 1, 0, 1)
    assert found["principle-6"] == (2, 0, 1, 0, 1, 1, 0, 0)
    assert found["step-5"] == (0, 0, 0, 0, 0, 0, 0, 0)


def test_an_item_has_a_status_for_each_contract_of_its_sites(model: ReadModel) -> None:
    found = {row["item_id"]: row["statuses"] for row in model.rows("commissioning_items")}
    assert found["step-4"] == ["live", "planned", "terminated"]
    assert found["step-5"] == []
    rows = model.rows("commissioning_items", Filters(contract_form=("alliance",)))
    assert {row["item_id"]: row["statuses"] for row in rows}["step-4"] == ["live"]


def test_an_item_without_a_theme_about_contracts_is_said_to_be_so(model: ReadModel) -> None:
    rows = model.rows("commissioning_items")
    # Its only lesson is a general one, which has no site.
    assert counts(rows)["principle-10"] == (1, 1, 0, 0, 0, 0, 0, 0)
    assert [row["item_id"] for row in rows if row["is_contractual"]] == [
        *("step-3", "step-4", "step-5", "principle-1", "principle-4"),
        *("principle-6", "principle-7", "principle-8", "principle-9"),
    ]


def test_filters_about_sites_narrow_and_general_lessons_stay(model: ReadModel) -> None:
    found = counts(model.rows("commissioning_items", Filters(model_type=("pacs",))))
    assert found["step-4"] == (1, 0, 1, 1, 0, 0, 0, 0)
    assert found["principle-10"][0] == 1
    none = counts(model.rows("commissioning_items", NOTHING))
    assert none["step-4"] == (0, 0, 0, 0, 0, 0, 0, 0)
    assert none["principle-10"][:3] == (1, 1, 0)


def test_a_contract_form_takes_its_contracts_alone(model: ReadModel) -> None:
    found = counts(model.rows("commissioning_items", Filters(contract_form=("alliance",))))
    assert found["step-4"] == (1, 0, 1, 0, 1, 0, 0, 0)


def test_items_stand_in_the_order_of_their_sources(model: ReadModel) -> None:
    found = [row["item_id"] for row in model.rows("commissioning_items")]
    steps = [f"step-{number}" for number in range(1, 6)]
    assert found == [*steps, *(f"principle-{number}" for number in range(1, 11))]


def test_lessons_of_an_item_stand_by_theme_then_site(model: ReadModel) -> None:
    rows = model.rows("commissioning_lessons", item_id="step-4")
    assert [(row["lesson_id"], row["theme"], row["place_in_theme"]) for row in rows] == [
        ("epsilon-1", "finance", 1),
        ("gamma-1", "finance", 2),
        ("alpha-1", "risk", 1),
        ("group-1", "risk", 2),
    ]
    assert model.rows("commissioning_lessons", item_id="step-5") == []


def test_cases_stand_by_fate_with_their_few_words(model: ReadModel) -> None:
    rows = model.rows("commissioning_cases", item_id="step-4")
    named = [(row["fate"], row["contract_id"], row["site_id"], row["reason"]) for row in rows]
    assert named == [
        ("abandoned_or_terminated", "gamma-prime", "gamma", "costs passed the price"),
        ("live_or_ended", "alpha-alliance", "alpha", "signed and running"),
        ("no_signature", "alpha-integrated", "alpha", "planned only"),
        ("no_contract", None, "epsilon", None),
    ]
    assert [row["n_lessons"] for row in rows] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({}, ["epsilon-1", "gamma-1", "alpha-1", "group-1", "general-1"]),
        ({"theme": "risk"}, ["alpha-1", "group-1"]),
        ({"lesson_site": "gamma"}, ["gamma-1"]),
        ({"fate": "abandoned_or_terminated"}, ["gamma-1"]),
        ({"fate": "live_or_ended"}, ["alpha-1"]),
        ({"fate": "no_signature"}, ["alpha-1"]),
        ({"fate": "no_contract"}, ["epsilon-1"]),
        ({"fate": "unknown"}, []),
        # In the lesson, in the site, in the theme; case and curly marks aside.
        ({"lesson_words": ["PRICE"]}, ["gamma-1"]),
        ({"lesson_words": ["gamma's", "price"]}, ["gamma-1"]),
        ({"lesson_words": ["hospitals"]}, ["gamma-1"]),
        ({"lesson_words": ["finance", "small"]}, ["epsilon-1"]),
        ({"lesson_words": ["small", "price"]}, []),
        ({"theme": "risk", "fate": "no_contract"}, []),
    ],
)
def test_a_choice_leaves_the_lessons_that_meet_all_of_it(
    model: ReadModel, choice: dict[str, object], found: list[str]
) -> None:
    assert listed(model, ALL, **choice) == found
    asked = {**ANY, **choice}
    theme = asked.pop("theme", "all")
    rows = model.rows("lesson_counts", **asked)
    assert sum(row["n_lessons"] for row in rows if theme in ("all", row["theme"])) == len(found)
    assert sum(row["n_all"] for row in rows) == 5


def test_general_lessons_stay_whatever_sites_are_chosen(model: ReadModel) -> None:
    assert listed(model, NOTHING) == ["general-1"]
    assert listed(model, Filters(model_type=("pacs",))) == ["gamma-1", "general-1"]


def test_a_page_past_the_end_is_the_last(model: ReadModel) -> None:
    assert listed(model, page=2, page_size=2) == ["alpha-1", "group-1"]
    assert listed(model, page=9, page_size=2) == ["general-1"]


def test_lessons_are_counted_by_theme_and_by_fate(model: ReadModel) -> None:
    rows = {row["theme"]: row for row in model.rows("lesson_counts", **ANY)}
    names = ("n_lessons", *(f"n_{fate}" for fate in words.FATES), "n_without_fate")
    assert tuple(rows["risk"][name] for name in names) == (2, 0, 1, 1, 0, 0, 1)
    assert tuple(rows["finance"][name] for name in names) == (2, 1, 0, 0, 0, 1, 0)
    assert tuple(rows["tax"][name] for name in names) == (0, 0, 0, 0, 0, 0, 0)


def test_a_lesson_by_its_id_says_on_what_it_bears(model: ReadModel) -> None:
    [row] = model.rows("lesson_record", lesson_id="group-1")
    assert (row["site_kind"], row["item_ids"]) == (
        "national_group",
        ["step-4", "principle-6", "principle-7"],
    )
    assert model.rows("lesson_record", lesson_id="no-such-lesson") == []


def test_sites_with_a_lesson_are_listed_by_name(model: ReadModel) -> None:
    rows = model.rows("lesson_sites")
    assert [(row["short_name"], row["n_lessons"]) for row in rows] == [
        ("Alpha", 1),
        ("Epsilon", 1),
        ("Gamma", 1),
        ("MCPs together", 1),
    ]


def test_every_theme_bears_on_something_and_every_item_has_lessons(real_model: ReadModel) -> None:
    items = real_model.rows("commissioning_items")
    matched = {each["theme"] for item in items for each in item["themes"]}
    assert matched == {row["theme"] for row in real_model.rows("lesson_counts", **ANY)}
    assert all(item["themes"] and item["n_lessons"] for item in items)


def test_real_contracts_stand_under_their_fate(real_model: ReadModel) -> None:
    rows = real_model.rows("commissioning_cases", item_id="step-5")
    fates = {(row["site_id"], row["fate"]) for row in rows}
    assert {
        ("cambridgeshire-unitingcare", "abandoned_or_terminated"),
        ("staffordshire-cancer-eol", "abandoned_or_terminated"),
        ("dudley-mcp", "abandoned_or_terminated"),
        ("bedfordshire-msk", "live_or_ended"),
        ("manchester-lco", "no_signature"),
        ("manchester-lco", "live_or_ended"),
    } <= fates


@pytest.mark.parametrize("item_id", ["step-3", "step-4", "principle-1", "principle-8"])
@pytest.mark.parametrize("filters", [ALL, Filters(kind=("vanguard",)), NOTHING])
def test_the_counts_of_an_item_are_those_of_its_lists(
    real_model: ReadModel, item_id: str, filters: Filters
) -> None:
    [item] = [
        row for row in real_model.rows("commissioning_items", filters) if row["item_id"] == item_id
    ]
    lessons = real_model.rows("commissioning_lessons", filters, item_id=item_id)
    cases = real_model.rows("commissioning_cases", filters, item_id=item_id)
    assert item["n_lessons"] == len(lessons)
    assert item["n_sites"] == len({row["site_id"] for row in cases})
    for fate in words.FATES:
        sites = {row["site_id"] for row in cases if row["fate"] == fate}
        assert item[f"n_{fate}"] == len(sites)


@pytest.mark.parametrize("filters", [ALL, Filters(kind=("vanguard",)), NOTHING])
def test_the_sources_of_all_items_are_those_that_their_contracts_cite(
    real_model: ReadModel, filters: Filters
) -> None:
    rows = real_model.rows("commissioning_sources", filters)
    items = real_model.rows("commissioning_items")
    cited = {
        (row["published"], row["title"], row["publisher"], row["url"])
        for item in items
        for row in real_model.rows("commissioning_cases", filters, item_id=item["item_id"])
        if row["contract_id"]
    }
    found = {(row["published"], row["title"], row["publisher"], row["url"]) for row in rows}
    assert found == cited
    assert bool(found) == (filters != NOTHING)
