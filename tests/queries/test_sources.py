"""The queries of the sources page, on a set that can be counted by hand."""

from typing import Any

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.schema import Package

ALL = Filters()


def listed(model: ReadModel, filters: Filters = ALL, **changed: Any) -> list[Row]:
    parameters = {"everything": False, "sort": "rests", "page": 1, "page_size": 50} | changed
    return model.rows("source_list", filters, **parameters)


def resting(rows: list[Row]) -> dict[str, dict[str, int]]:
    return {
        row["source_id"]: {each["table_name"]: each["n"] for each in row["rests_on"] or ()}
        for row in rows
    }


def test_list_says_all_about_a_source(tiny_model: ReadModel) -> None:
    [row] = [row for row in listed(tiny_model) if row["source_id"] == "journal-2020"]
    assert row == {
        "source_id": "journal-2020",
        "title": "Gamma and delta compared",
        "publisher": "Example publisher",
        "published": "2020",
        "type": "journal",
        "type_label": "Journal article",
        "url": "https://example.org/journal-2020",
        "note": "Year from the volume",
        "rests_on": [
            {"table_name": "findings", "n": 2},
            {"table_name": "sites", "n": 1},
            {"table_name": "contracts", "n": 1},
            {"table_name": "contract_stages", "n": 1},
            {"table_name": "facts", "n": 1},
            {"table_name": "milestones", "n": 1},
            {"table_name": "absences", "n": 1},
        ],
        "n_rows": 8,
        "n_sites": 2,
        "n_groups": 0,
        "place": 5,
        "n_listed": 7,
        "n_all": 7,
    }


def test_everything_that_rests_on_the_sources_is_counted(tiny_model: ReadModel) -> None:
    assert resting(listed(tiny_model)) == {
        "evaluation-2018": {
            "findings": 4,
            "sites": 3,
            "contracts": 2,
            "contract_stages": 3,
            "facts": 1,
            "milestones": 2,
            "absences": 1,
            "lessons": 1,
            "conflicts": 1,
        },
        "report-2016": {
            "findings": 4,
            "sites": 1,
            "contract_stages": 1,
            "facts": 3,
            "funding": 1,
            "partners": 1,
            "absences": 1,
            "conflicts": 1,
            "principles": 2,
            "commissioning_steps": 2,
        },
        "audit-2019": {
            "findings": 1,
            "sites": 1,
            "contracts": 1,
            "contract_stages": 2,
            "contract_figures": 2,
            "facts": 1,
            "funding": 1,
            "milestones": 1,
            "partners": 1,
            "lessons": 2,
            "conflicts": 1,
        },
        "plan-2015": {
            "findings": 1,
            "contracts": 1,
            "contract_stages": 1,
            "funding": 1,
            "milestones": 3,
            "partners": 2,
        },
        "journal-2020": {
            "findings": 2,
            "sites": 1,
            "contracts": 1,
            "contract_stages": 1,
            "facts": 1,
            "milestones": 1,
            "absences": 1,
        },
        "news-undated": {"findings": 2, "conflicts": 1},
        "dashboard-2017": {"findings": 2},
    }


def test_counts_add_up_to_the_rows_of_the_real_tables(real_model: ReadModel) -> None:
    rows = listed(real_model, everything=True, page_size=10_000)
    sizes = {row["table_name"]: row["n_rows"] for row in real_model.rows("source_table_sizes")}
    counts: dict[str, int] = {}
    for row in rows:
        assert row["n_rows"] == sum(each["n"] for each in row["rests_on"] or ())
        for each in row["rests_on"] or ():
            counts[each["table_name"]] = counts.get(each["table_name"], 0) + each["n"]
    conflicts = counts.pop("conflicts")
    assert sizes["conflicts"] <= conflicts <= 2 * sizes["conflicts"]
    assert counts == {name: sizes[name] for name in counts}
    assert len(rows) == sizes["sources"]


def test_every_table_that_cites_sources_is_counted(package: Package, tiny_model: ReadModel) -> None:
    citing = {
        table.name
        for table in package.tables.values()
        if any(key.table == "sources" for key in table.foreign_keys)
    }
    counted = {name for kinds in resting(listed(tiny_model)).values() for name in kinds}
    assert counted == citing


def test_sites_and_national_groups_are_told_apart(tiny_model: ReadModel) -> None:
    sizes = {row["source_id"]: (row["n_sites"], row["n_groups"]) for row in listed(tiny_model)}
    assert sizes["evaluation-2018"] == (2, 1)
    assert sizes["dashboard-2017"] == (1, 0)


def test_only_what_the_selection_rests_on_counts(tiny_model: ReadModel) -> None:
    rows = listed(tiny_model, Filters(kind=("case_study",)))
    assert resting(rows) == {
        "journal-2020": {
            "findings": 1,
            "sites": 1,
            "contracts": 1,
            "contract_stages": 1,
            "facts": 1,
            "milestones": 1,
            "absences": 1,
        }
    }
    assert (rows[0]["n_listed"], rows[0]["n_all"]) == (1, 7)


def test_findings_count_by_themselves(tiny_model: ReadModel) -> None:
    rows = listed(tiny_model, Filters(evidence_status=("audited",)))
    assert {name: kinds.get("findings", 0) for name, kinds in resting(rows).items()} == {
        "audit-2019": 1,
        "news-undated": 0,
    }


def test_chosen_sources_stand_alone_with_what_has_no_site(tiny_model: ReadModel) -> None:
    rows = listed(tiny_model, Filters(source_id=("audit-2019", "report-2016")))
    assert resting(rows)["report-2016"]["principles"] == 2
    assert [row["source_id"] for row in rows] == ["report-2016", "audit-2019"]


def test_later_and_undated_sources_are_left_out_of_what_was_known(
    tiny_model: ReadModel,
) -> None:
    rows = listed(tiny_model, Filters(published_up_to=2016))
    assert {row["source_id"] for row in rows} == {"plan-2015", "report-2016"}
    assert resting(rows)["report-2016"]["commissioning_steps"] == 2


def test_rows_without_a_site_are_no_part_of_a_selection_of_sites(tiny_model: ReadModel) -> None:
    rows = listed(tiny_model, Filters(country=("England",)))
    assert "principles" not in resting(rows)["report-2016"]
    assert resting(rows)["audit-2019"]["lessons"] == 1


def test_everything_is_listed_whatever_is_chosen(tiny_model: ReadModel) -> None:
    nothing = Filters(text="zzzz")
    assert listed(tiny_model, nothing) == []
    assert listed(tiny_model, nothing, everything=True) == listed(tiny_model)


def test_a_source_without_rows_is_listed_among_all(real_model: ReadModel) -> None:
    unused = [
        row
        for row in listed(real_model, everything=True, page_size=10_000)
        if row["rests_on"] is None
    ]
    used = listed(real_model, page_size=10_000)
    assert unused
    assert {row["n_rows"] for row in unused} == {0}
    assert not {row["source_id"] for row in unused} & {row["source_id"] for row in used}
    assert len(unused) + len(used) == unused[0]["n_all"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("rests", ["evaluation-2018", "report-2016", "audit-2019"]),
        ("newest", ["journal-2020", "audit-2019", "evaluation-2018"]),
        ("oldest", ["plan-2015", "report-2016", "dashboard-2017"]),
        ("title", ["audit-2019", "evaluation-2018", "journal-2020"]),
        ("type", ["evaluation-2018", "journal-2020", "audit-2019"]),
        ("publisher", ["audit-2019", "evaluation-2018", "journal-2020"]),
    ],
)
def test_order(tiny_model: ReadModel, sort: str, first: list[str]) -> None:
    rows = listed(tiny_model, sort=sort)
    assert [row["source_id"] for row in rows][:3] == first
    assert [row["place"] for row in rows] == list(range(1, 8))
    if sort in ("newest", "oldest"):
        assert rows[-1]["source_id"] == "news-undated"


def test_pages_are_cut_from_one_order_and_end_at_the_last(tiny_model: ReadModel) -> None:
    whole = listed(tiny_model)
    pages = [listed(tiny_model, page=page, page_size=3) for page in (1, 2, 3)]
    assert [row for page in pages for row in page] == whole
    assert [len(page) for page in pages] == [3, 3, 1]
    assert listed(tiny_model, page=99, page_size=3) == pages[-1]


def test_rows_of_a_source_are_those_that_the_list_counts(real_model: ReadModel) -> None:
    for row in listed(real_model, everything=True, page_size=30):
        counted = {each["table_name"]: each["n"] for each in row["rests_on"] or ()}
        found = real_model.rows("source_rows", source_id=row["source_id"])
        assert {each["table_name"]: each["n_of_kind"] for each in found} == counted
        assert len(found) == row["n_rows"]
