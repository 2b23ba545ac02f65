"""Every query says what one row is, and keeps to it: on a tiny set, the real one, and none."""

import re
from itertools import product

import pytest

from evidence import read_model
from evidence.filters import Filters
from evidence.payment import terms
from evidence.read_model import ReadModel, Row
from evidence.schema import Package

QUERIES = read_model.query_texts()

# A new query whose parameter is not here yet: add it, with values that matter and one of nothing.
PARAMETERS: dict[str, list[object]] = {
    "columns": [["alpha", "model:mcp"], ["gamma", "form:alliance"], ["rushcliffe-principia"], []],
    "contract_id": ["gamma-prime", "unitingcare-2015", "milton-keynes-alliance", "no-such"],
    "everything": [False, True],
    "facet": ["model_type", "contract_form", "source_id", "design", "published_up_to", "none"],
    "finding_id": ["beta-admissions-3", "ageuk-cost-ageuk", "no-such-finding"],
    "finding_ids": [["beta-admissions-3", "ageuk-cost-ageuk"], []],
    "forecasts": [False, True],
    "group_by": ["outcome", "model", "contract_form", "evidence_status"],
    "grouping": ["model_type", "contract_form"],
    "column_value": ["mcp", "alliance", "none", "no-such-column"],
    "outcome_domain": ["emergency_admissions", "bed_days", "no-such-outcome"],
    "page": [1],
    "page_size": [1000],
    "site_id": [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "group",
        "northumberland",
        "cambridgeshire-unitingcare",
        "all-vanguards",
        "no-such-site",
    ],
    "fate": ["any", "abandoned_or_terminated"],
    "item_id": ["step-4", "principle-10", "no-such-item"],
    "lesson_id": ["gamma-1", "con-01", "no-such-lesson"],
    "lesson_site": ["all", "gamma"],
    "lesson_words": [[], ["price"]],
    "theme": ["all", "finance"],
    "sort": ["findings", "contract", "event", "rests", "newest"],
    "source_id": ["evaluation-2018", "report-2016", "rapid-review-2016", "no-such-source"],
    "status": ["all", "live", "abandoned", "no-such-status"],
    "step": ["all", "independent", "compared"],
    "terms": [terms.DEFAULT.values()],
    "low": [-1],
    "high": [1],
    "source_ids": [["audit-2019", "plan-2015"], ["rapid-review-2016", "nao-unitingcare-2016"], []],
}
SELECTIONS = {
    "all": Filters(),
    "some": Filters(model_type=("mcp", "accountable_care"), contract_form=("alliance", "none")),
    "nothing": Filters(text="zzzz"),
}


@pytest.fixture(scope="session")
def model_without_rows(package: Package) -> ReadModel:
    return ReadModel(package, {})


@pytest.fixture(scope="session")
def reversed_model(package: Package, real_tables: dict[str, list[Row]]) -> ReadModel:
    """The real rows, each table from its end."""
    return ReadModel(package, {name: rows[::-1] for name, rows in real_tables.items()})


@pytest.fixture(params=["tiny_model", "real_model", "model_without_rows"])
def model(request: pytest.FixtureRequest) -> ReadModel:
    chosen: ReadModel = request.getfixturevalue(request.param)
    return chosen


def choices(sql: str) -> list[dict[str, object]]:
    """Every combination of the values in PARAMETERS that the query asks for."""
    names = sorted(read_model.parameter_names(sql))
    missing = [name for name in names if name not in PARAMETERS]
    assert not missing, f"add values for {missing} to PARAMETERS in {__file__}"
    return [
        dict(zip(names, values, strict=True))
        for values in product(*(PARAMETERS[name] for name in names))
    ]


def key(sql: str) -> list[str]:
    """The key columns that the query states; none for a query of one row."""
    stated = re.findall(r"^-- Key: (.+)$", sql, re.MULTILINE)
    assert len(stated) == 1, "the comment has no line, or several, like: -- Key: site_id, design"
    return [] if stated == ["none, one row"] else stated[0].split(", ")


def assert_grain(rows: list[Row], columns: list[str]) -> None:
    if not columns:
        assert len(rows) == 1
        return
    keys = [tuple(row[column] for column in columns) for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", QUERIES)
def test_first_line_says_what_one_row_is(name: str) -> None:
    assert re.match(r"-- One row( per |: |, )\S", QUERIES[name])


@pytest.mark.parametrize("name", QUERIES)
def test_order_is_given_where_there_are_several_rows(name: str) -> None:
    sql = QUERIES[name]
    assert not sql.startswith("-- One row per ") or re.search(r"^order by\b", sql, re.MULTILINE)


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("selection", SELECTIONS)
def test_stated_key_is_unique(model: ReadModel, name: str, selection: str) -> None:
    columns = key(QUERIES[name])
    for parameters in choices(QUERIES[name]):
        assert_grain(model.rows(name, SELECTIONS[selection], **parameters), columns)


@pytest.mark.parametrize("name", QUERIES)
def test_tiny_set_has_rows_for_every_query(tiny_model: ReadModel, name: str) -> None:
    found = [tiny_model.rows(name, **parameters) for parameters in choices(QUERIES[name])]
    assert any(found)


@pytest.mark.parametrize("name", QUERIES)
def test_order_does_not_hang_on_the_order_in_the_files(
    real_model: ReadModel, reversed_model: ReadModel, name: str
) -> None:
    for parameters in choices(QUERIES[name]):
        assert reversed_model.rows(name, **parameters) == real_model.rows(name, **parameters)
