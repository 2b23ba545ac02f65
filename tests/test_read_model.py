"""The read model: typed rows, and the selection that filters make."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import rules
from evidence.filters import FACETS, Filters
from evidence.read_model import ReadModel
from evidence.schema import Package
from tests import filter_strategies
from tests.slow_selection import Selection, SlowSelection, Tables, select


@pytest.fixture(scope="session")
def tiny(package: Package, tiny_tables: Tables, questions: Path) -> ReadModel:
    return ReadModel(package, tiny_tables, queries=questions)


@pytest.fixture(scope="session")
def real(package: Package, real_tables: Tables, questions: Path) -> ReadModel:
    return ReadModel(package, real_tables, queries=questions)


@pytest.fixture(scope="session")
def slow_real(real_tables: Tables) -> SlowSelection:
    return SlowSelection(real_tables)


@pytest.fixture(scope="session")
def slow_tiny(tiny_tables: Tables) -> SlowSelection:
    return SlowSelection(tiny_tables)


def test_tiny_set_breaks_no_rule(package: Package, tiny_tables: Tables) -> None:
    candidate = {
        name: [rules.Row(row, line) for line, row in enumerate(rows, start=2)]
        for name, rows in tiny_tables.items()
    }
    assert [str(problem) for problem in rules.check(package, candidate)] == []


def test_empty_cell_is_null_and_never_zero(tiny: ReadModel) -> None:
    told = tiny.rows("cells", finding_id="alpha-experience-1")
    counted = tiny.rows("cells", finding_id="beta-admissions-1")
    assert told == [{"value": None, "label": None, "ci_low": None}]
    assert counted == [{"value": 0.85, "label": "care homes", "ci_low": 0.75}]


def test_table_gives_the_rows_with_their_types(tiny: ReadModel) -> None:
    table = tiny.table("cells", finding_id="beta-admissions-1")
    assert table.to_pylist() == tiny.rows("cells", finding_id="beta-admissions-1")
    assert [str(field.type) for field in table.schema] == ["double", "string", "double"]


def test_base_table_has_all_rows_and_columns_in_the_order_of_the_key(
    tiny: ReadModel, package: Package
) -> None:
    table = tiny.base_table("commissioning_steps")
    assert table.column_names == list(package.tables["commissioning_steps"].field_names)
    assert table.column("number").to_pylist() == [1, 2]


def test_unknown_query_and_wrong_parameters_are_refused(tiny: ReadModel) -> None:
    with pytest.raises(KeyError):
        tiny.rows("no_such_query")
    with pytest.raises(duckdb.Error):
        tiny.rows("cells")
    with pytest.raises(duckdb.Error):
        tiny.rows("cells", finding_id="alpha-cost-1", other="x")


def test_value_is_never_read_as_sql(tiny: ReadModel) -> None:
    assert tiny.rows("cells", finding_id="' or true --") == []
    assert tiny.rows("site_ids", Filters(text="'; drop table sites; --")) == []
    assert len(tiny.rows("site_ids")) == 6


def test_no_file_can_be_read_by_a_query(tiny: ReadModel) -> None:
    with pytest.raises(duckdb.PermissionException):
        tiny.rows("file", path=str(Path(__file__)))


def test_model_without_rows_selects_nothing(package: Package, questions: Path) -> None:
    empty = ReadModel(package, {}, queries=questions)
    nothing = Selection(frozenset(), frozenset())
    assert select(empty, Filters()) == nothing
    assert select(empty, Filters(kind=("vanguard",), text="care")) == nothing


@pytest.mark.parametrize(
    ("filters", "sites", "findings"),
    [
        (Filters(), "alpha beta delta epsilon gamma group", 16),
        (Filters(model_type=("pacs",)), "gamma", 6),
        (Filters(contract_form=("none",)), "epsilon group", 1),
        (Filters(contract_form=("alliance", "partially_integrated")), "alpha", 4),
        (Filters(country=("not_stated",)), "epsilon", 0),
        (Filters(design=("not_stated",)), "alpha", 1),
        (Filters(direction=("worsened",)), "beta delta", 2),
        (Filters(with_number=True), "alpha beta delta gamma group", 12),
        (Filters(published_up_to=2016), "alpha gamma", 5),
        (Filters(published_up_to=2014), "", 0),
        # Beta and epsilon rest on the report too, without a finding from it.
        (Filters(source_id=("report-2016",)), "alpha beta epsilon gamma", 4),
        (Filters(source_id=("report-2016",), direction=("improved",)), "alpha gamma", 2),
        (Filters(source_id=("journal-2020",)), "delta gamma", 2),
        (Filters(kind=("vanguard",), evidence_status=("evaluated",)), "alpha beta gamma", 4),
    ],
)
def test_facets_select_what_was_counted_by_hand(
    tiny: ReadModel, filters: Filters, sites: str, findings: int
) -> None:
    chosen = select(tiny, filters)
    assert chosen.sites == frozenset(sites.split())
    assert len(chosen.findings) == findings


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("gamma", "gamma"),
        ("GAMMA trust", "gamma"),
        ("trust gamma", "gamma"),
        ("gamma alliance", ""),
        ("cafe", "beta"),
        ("CAFÉ", "beta"),
        ("cafe\u0301", "beta"),
        ("king's", "beta"),
        ("king’s", "beta"),
        # In a lesson.
        ("5% alliance", "alpha"),
        ("gamma's price", "gamma"),
        # In a finding's statement, a partner, a contract's provider.
        ("recommend eighty", "gamma"),
        ("alpha council", "alpha"),
        ("delta group", "delta"),
        ("%", "alpha beta gamma group"),
        ("_", ""),
        ("\\", ""),
        ("'", "beta gamma"),
        ('"', ""),
        ("zzzz", ""),
    ],
)
def test_every_searched_word_occurs_as_it_is_written(
    tiny: ReadModel, text: str, sites: str
) -> None:
    assert select(tiny, Filters(text=text)).sites == frozenset(sites.split())


def test_finding_is_found_by_its_own_words_and_its_sites_names(tiny: ReadModel) -> None:
    found = select(tiny, Filters(text="gamma winter")).findings
    lesson_only = select(tiny, Filters(text="price open"))
    assert found == {"gamma-beddays-3"}
    assert lesson_only == Selection(frozenset({"gamma"}), frozenset())


@given(st.data())
def test_selection_is_the_one_of_the_slow_reference(
    real: ReadModel, slow_real: SlowSelection, data: st.DataObject
) -> None:
    filters = data.draw(filter_strategies.filters(real))
    assert select(real, filters) == slow_real.select(filters)


@given(st.data())
def test_tiny_selection_is_the_one_of_the_slow_reference(
    tiny: ReadModel, slow_tiny: SlowSelection, data: st.DataObject
) -> None:
    filters = data.draw(filter_strategies.filters(tiny))
    assert select(tiny, filters) == slow_tiny.select(filters)


@given(st.data())
def test_further_facet_never_adds(real: ReadModel, data: st.DataObject) -> None:
    filters = data.draw(filter_strategies.filters(real))
    facet = data.draw(st.sampled_from(FACETS))
    value = data.draw(st.sampled_from(sorted(real.known_values()[facet])))
    wide, narrow = filters.without(facet), filters.replaced(facet, (value,))
    before, after = select(real, wide), select(real, narrow)
    assert after.sites <= before.sites
    assert after.findings <= before.findings


@given(st.data())
def test_further_value_never_removes(real: ReadModel, data: st.DataObject) -> None:
    facet = data.draw(st.sampled_from(FACETS))
    values = data.draw(
        st.lists(
            st.sampled_from(sorted(real.known_values()[facet])), min_size=2, max_size=3, unique=True
        )
    )
    others = data.draw(filter_strategies.filters(real))
    few = select(real, others.replaced(facet, tuple(values[:-1])))
    more = select(real, others.replaced(facet, tuple(values)))
    assert few.sites <= more.sites
    assert few.findings <= more.findings


@given(st.data())
def test_site_of_a_selected_finding_is_selected(
    real: ReadModel, real_tables: Tables, data: st.DataObject
) -> None:
    chosen = select(real, data.draw(filter_strategies.filters(real)))
    site_of = {row["finding_id"]: row["site_id"] for row in real_tables["findings"]}
    assert {site_of[finding_id] for finding_id in chosen.findings} <= chosen.sites
