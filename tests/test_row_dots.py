"""One row of the comparison board as dots: scales, headings, and a mark for every finding."""

import pytest

from evidence.charts import impacts, row_dots
from evidence.charts.impacts_panels import Panel
from evidence.read_model import ReadModel

COLUMNS = ["rushcliffe-principia", "fylde-coast", "model:ehch"]
TITLES = ["Rushcliffe", "Fylde Coast", "Care homes"]


def panels(model: ReadModel, columns: list[str], titles: list[str], outcome: str) -> list[Panel]:
    rows = model.rows("row_dots", columns=columns, outcome_domain=outcome)
    return row_dots.panels(rows, titles)


@pytest.fixture(scope="module")
def admissions(real_model: ReadModel) -> list[Panel]:
    return panels(real_model, COLUMNS, TITLES, "emergency_admissions")


def test_a_claim_and_its_evaluation_share_one_scale(admissions: list[Panel]) -> None:
    (panel,) = (each for each in admissions if each.key == "change-percent_change")
    drawn = [
        (row["group_label"], row["value"])
        for row in panel.rows
        if row["site_short_name"] == "Fylde Coast"
    ]
    assert drawn == [
        ("Fylde Coast, against matched controls", 42.0),
        ("Fylde Coast, against matched controls", 27.0),
        ("Fylde Coast, before and after", -25.0),
    ]
    assert panel.title == "Change in per cent"
    assert panel.scale is not None
    assert panel.scale.low < -25 < 42 < panel.scale.high


def test_columns_stand_from_left_to_right(admissions: list[Panel]) -> None:
    for panel in admissions:
        places = [row["column_number"] for row in panel.rows]
        assert places == sorted(places)


def test_a_scale_with_one_comparator_names_it_once(tiny_model: ReadModel) -> None:
    made = panels(tiny_model, ["beta"], ["Beta"], "emergency_admissions")
    headings = {panel.title: {panel.heading(row) for row in panel.rows} for panel in made}
    assert headings == {
        "Ratios": {"Beta, against matched controls"},
        "Own growth in per cent, against the rest of England": {"Beta"},
        "Difference per 1,000 people, against the rest of England": {"Beta"},
    }


def test_direction_alone_stands_beside_the_scale(tiny_model: ReadModel) -> None:
    (beds,) = (
        panel
        for panel in panels(tiny_model, ["gamma"], ["Gamma"], "bed_days")
        if panel.key == "change-percent_change"
    )
    figure = impacts.figure(beds)
    beside = {
        key
        for trace in figure["data"]
        if trace.get("xaxis") == "x2"
        for key in trace.get("customdata", ())
    }
    assert beside == {"gamma-beddays-2", "gamma-beddays-3"}


def test_every_finding_has_a_mark(admissions: list[Panel]) -> None:
    for panel in admissions:
        drawn = [
            key
            for page in range(1, impacts.pages(panel) + 1)
            for trace in impacts.figure(panel, page=page)["data"]
            for key in trace.get("customdata", ())
        ]
        assert sorted(drawn) == sorted(row["finding_id"] for row in panel.rows)


def test_a_finding_in_two_columns_is_counted_once(tiny_model: ReadModel) -> None:
    made = panels(tiny_model, ["beta", "model:mcp"], ["Beta", "Both"], "emergency_admissions")
    assert sum(len(panel.rows) for panel in made) == 8
    assert row_dots.counted(made) == 5


def test_an_outcome_without_findings_has_no_panel(tiny_model: ReadModel) -> None:
    assert panels(tiny_model, ["beta"], ["Beta"], "bed_days") == []
