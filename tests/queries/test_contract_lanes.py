"""The lanes of the contracts: where each bar begins and ends, on rows that are counted by hand."""

import datetime

from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.schema import Package

Tables = dict[str, list[dict[str, str]]]
Bar = tuple[str, str, str]

ALL = Filters()


def lanes(model: ReadModel, filters: Filters = ALL, status: str = "all") -> dict[str, Row]:
    return {row["contract_id"]: row for row in model.rows("contract_lanes", filters, status=status)}


def day(row: Row, share: float | None) -> str | None:
    """The day at a share of the axis, which is rounded by less than a tenth of a day."""
    if share is None:
        return None
    first = datetime.date(row["first_year"], 1, 1)
    length = datetime.date(row["last_year"] + 1, 1, 1) - first
    return str(first + datetime.timedelta(days=int(share * length.days + 0.1)))


def bars(row: Row) -> list[Bar]:
    """The bars of a lane: what they are, their first day, and the day after their last."""
    return [
        (span["kind"], str(day(row, span["starts"])), str(day(row, span["ends"])))
        for span in row["spans"]
    ]


def staged(package: Package, tables: Tables, status: str, *stages: tuple[str, str, str]) -> Row:
    """The lane of one contract of the tiny set with other stages: stage, date, status."""
    precisions = {4: "year", 7: "month", 10: "day", 0: ""}
    others = [row for row in tables["contract_stages"] if row["contract_id"] != "gamma-prime"]
    own = [
        {
            "stage_id": f"stage-{place}",
            "contract_id": "gamma-prime",
            "stage": stage,
            "date": date,
            "precision": precisions[len(date)],
            "status": state,
            "note": "",
            "source_id": "audit-2019",
            "locator": "page 10",
        }
        for place, (stage, date, state) in enumerate(stages)
    ]
    contracts = [
        row | {"status": status} if row["contract_id"] == "gamma-prime" else row
        for row in tables["contracts"]
    ]
    changed = tables | {"contract_stages": others + own, "contracts": contracts}
    return lanes(ReadModel(package, changed))["gamma-prime"]


def test_the_lanes_of_the_tiny_set(tiny_model: ReadModel) -> None:
    found = lanes(tiny_model)
    assert [(name, bars(row), day(row, row["mark"])) for name, row in found.items()] == [
        (
            "alpha-alliance",
            [("vague", "2016-04-01", "2016-05-01"), ("live", "2016-05-01", "2018-06-15")],
            "2018-06-15",
        ),
        (
            "gamma-prime",
            [("vague", "2017-03-01", "2017-04-01"), ("live", "2016-04-01", "2017-03-01")],
            "2017-03-16",
        ),
        ("alpha-integrated", [("planned", "2019-04-01", "2019-05-01")], None),
        (
            "beta-integrated",
            [("vague", "2017-01-01", "2018-01-01"), ("procuring", "2016-05-01", "2017-01-01")],
            "2017-07-02",
        ),
        ("delta-savings", [("vague", "2010-01-01", "2011-01-01")], "2010-07-02"),
    ]
    assert {(row["first_year"], row["last_year"]) for row in found.values()} == {(2010, 2019)}
    assert {(row["before"], row["unstated"]) for row in found.values()} == {(None, None)}


def test_stages_stand_in_the_order_of_time(tiny_model: ReadModel) -> None:
    assert lanes(tiny_model)["alpha-alliance"]["stages"] == [
        {"stage": "live_from", "date": "2016-04", "is_planned": False},
        {"stage": "last_seen", "date": "2018-06-15", "is_planned": False},
    ]


def test_what_is_chosen_is_obeyed(tiny_model: ReadModel) -> None:
    assert list(lanes(tiny_model, status="live")) == ["alpha-alliance", "delta-savings"]
    assert list(lanes(tiny_model, Filters(contract_form=("alliance",)))) == ["alpha-alliance"]
    assert lanes(tiny_model, Filters(text="zzzz")) == {}


def test_a_tender_becomes_a_choice_becomes_a_contract(
    package: Package, tiny_tables: Tables
) -> None:
    row = staged(
        package,
        tiny_tables,
        "live",
        ("procurement_opened", "2013-05-01", "happened"),
        ("bidder_chosen", "2014-02-01", "happened"),
        ("shadow_started", "2015-03-01", "happened"),
        ("live_from", "2016-01-01", "happened"),
        # Signed after the start, and extended: it stays live.
        ("signed", "2016-02-01", "happened"),
        ("extended", "2016-06-01", "happened"),
        ("last_seen", "2017-01-01", "happened"),
        ("ended", "2018-12-31", "planned"),
    )
    assert bars(row) == [
        ("procuring", "2013-05-01", "2014-02-01"),
        ("awarded", "2014-02-01", "2015-03-01"),
        ("shadow", "2015-03-01", "2016-01-01"),
        ("live", "2016-01-01", "2017-01-01"),
        # Of the agreed term what was not seen any more.
        ("planned", "2017-01-02", "2019-01-01"),
    ]


def test_a_pause_has_its_sign_and_lasts_until_the_next_stage(
    package: Package, tiny_tables: Tables
) -> None:
    row = staged(
        package,
        tiny_tables,
        "abandoned",
        ("procurement_opened", "2015-01-01", "happened"),
        ("paused", "2016-01-01", "happened"),
        ("procurement_opened", "2016-06-01", "happened"),
        ("abandoned", "2017-01-01", "happened"),
    )
    assert bars(row) == [
        ("procuring", "2015-01-01", "2016-01-01"),
        ("pause", "2016-01-01", "2016-01-02"),
        ("paused", "2016-01-01", "2016-06-01"),
        ("procuring", "2016-06-01", "2017-01-01"),
    ]


def test_a_start_after_the_last_sight_was_agreed(package: Package, tiny_tables: Tables) -> None:
    for state in ("planned", "happened"):
        row = staged(
            package,
            tiny_tables,
            "live",
            ("last_seen", "2016-01-01", "happened"),
            ("live_from", "2016-04-01", state),
            ("ended", "2018-03-31", "planned"),
        )
        assert bars(row) == [("planned", "2016-04-01", "2018-04-01")]
        assert row["is_agreed_only"]


def test_one_last_seen_as_planned_is_no_longer_out_to_tender(
    package: Package, tiny_tables: Tables
) -> None:
    row = staged(
        package,
        tiny_tables,
        "planned",
        ("procurement_opened", "2015-01-01", "happened"),
        ("last_seen", "2017-01-01", "happened"),
    )
    assert bars(row) == [("procuring", "2015-01-01", "2015-01-02")]


def test_a_start_before_the_axis_is_a_year_and_an_unknown_one_is_said(
    package: Package, tiny_tables: Tables
) -> None:
    early = staged(
        package,
        tiny_tables,
        "ended",
        ("live_from", "2001", "happened"),
        ("ended", "2015-01-01", "happened"),
    )
    assert bars(early) == [("live", "2010-01-01", "2015-01-01")]
    assert (early["before"], early["unstated"]) == (2001, None)
    unknown = staged(package, tiny_tables, "live", ("last_seen", "2015-06-01", "happened"))
    assert bars(unknown) == []
    assert (unknown["before"], day(unknown, unknown["unstated"])) == (None, "2015-06-01")


def test_the_axis_begins_earlier_where_a_last_sight_does(
    package: Package, tiny_tables: Tables
) -> None:
    row = staged(package, tiny_tables, "live", ("last_seen", "2004-06-01", "happened"))
    assert (row["first_year"], day(row, row["mark"])) == (2004, "2004-06-01")


def test_without_a_date_nothing_is_drawn(package: Package, tiny_tables: Tables) -> None:
    for stages in ((), (("last_seen", "", "happened"),)):
        row = staged(package, tiny_tables, "planned", *stages)
        assert (row["spans"], row["mark"], row["unstated"]) == ([], None, None)


def test_the_stages_have_their_sources(tiny_model: ReadModel, tiny_tables: Tables) -> None:
    rows = tiny_model.rows("contract_lane_stages", status="all")
    assert len(rows) == len(tiny_tables["contract_stages"])
    assert rows[0] == {
        "contract_id": "alpha-alliance",
        "contract_label": "Alpha, 2016",
        "form_name": "Alliance contract",
        "contract_status": "live",
        "stage_id": "alpha-alliance-live",
        "stage": "Live from",
        "date": "2016-04",
        "precision": "month",
        "happened_or_planned": "happened",
        "note": None,
        "reason": "signed and running",
        "source_id": "evaluation-2018",
        "publisher": "Example publisher",
        "published": "2018-06-15",
        "title": "Evaluation of alpha and beta",
        "url": "https://example.org/evaluation-2018",
        "locator": "page 7",
    }
    assert {
        row["contract_id"] for row in tiny_model.rows("contract_lane_stages", status="live")
    } == {
        "alpha-alliance",
        "delta-savings",
    }


def test_a_contract_without_a_stage_has_its_own_source(
    package: Package, tiny_tables: Tables
) -> None:
    stages = [
        row for row in tiny_tables["contract_stages"] if row["contract_id"] != "delta-savings"
    ]
    model = ReadModel(package, tiny_tables | {"contract_stages": stages})
    [row] = [
        row
        for row in model.rows("contract_lane_stages", status="all")
        if row["contract_id"] == "delta-savings"
    ]
    assert (row["stage_id"], row["source_id"], row["locator"]) == (
        None,
        "journal-2020",
        "page 5",
    )
