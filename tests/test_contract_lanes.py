"""The lanes of the contracts in words."""

import pytest

from evidence.charts import contract_lanes as lanes
from evidence.filters import Filters
from evidence.read_model import ReadModel, Row

ALL = Filters()


def found(model: ReadModel, filters: Filters = ALL) -> dict[str, Row]:
    return {row["contract_id"]: row for row in model.rows("contract_lanes", filters, status="all")}


def seen(status: str, date: str | None, *, is_last_seen: bool = True) -> Row:
    return {"status_name": status, "status_date": date, "is_last_seen": is_last_seen}


def test_lanes_stand_by_form_and_are_counted_by_state(tiny_model: ReadModel) -> None:
    groups = lanes.groups(tiny_model.rows("contract_lanes", status="all"))
    assert [(group.name, group.words) for group in groups] == [
        ("Alliance", "1 contract: 1 live"),
        ("Prime contractor", "1 contract: 1 terminated"),
        ("Partially integrated", "1 contract: 1 planned"),
        ("Fully integrated", "1 contract: 1 abandoned"),
        ("Shared savings", "1 contract: 1 live"),
    ]
    assert lanes.groups([]) == []


def test_states_are_counted_in_the_order_of_their_vocabulary(real_model: ReadModel) -> None:
    [group] = lanes.groups(
        real_model.rows(
            "contract_lanes", Filters(contract_form=("prime_contractor",)), status="all"
        )
    )
    assert group.words == "8 contracts: 3 live, 1 planned, 3 abandoned, 1 terminated"


def test_the_subtitle_counts_the_contracts_and_says_what_is_chosen(tiny_model: ReadModel) -> None:
    def said(status: str) -> str:
        rows = tiny_model.rows("contract_lanes", status=status)
        [size] = tiny_model.rows("contracts_size", status=status)
        return lanes.subtitle(size, rows, status, "no filter is active")

    assert said("all") == "5 of 5 contracts; no filter is active."
    assert said("live") == "2 of 5 contracts; live when last seen; no filter is active."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (seen("Live", "2018-02-15"), "live, seen 15 Feb 2018"),
        (seen("Planned", "2016"), "planned, seen 2016"),
        (seen("Terminated", "2015-12", is_last_seen=False), "terminated Dec 2015"),
        (seen("Live", None), "live, no date"),
    ],
)
def test_a_state_has_the_date_at_which_it_was_last_known(row: Row, words: str) -> None:
    assert lanes.last_known(row) == words


def test_every_stage_is_said_with_its_date(real_model: ReadModel) -> None:
    rows = found(real_model)
    for contract_id, words in (
        (
            "unitingcare-2015",
            "procurement opened August 2013; awarded November 2014; live from April 2015;"
            " terminated December 2015",
        ),
        (
            "west-sussex-msk-2014",
            "awarded September 2014; abandoned 26 January 2015; start planned for April 2015",
        ),
        ("modality-existing", "start not stated; last seen November 2016"),
        ("manchester-lco-existing-2018", "live from April 2018; last seen 2018"),
        ("morecambe-acs-plan", "no date stated"),
        (
            "tameside-ico-2017",
            "shadow running planned for April 2016; last seen 3 January 2017;"
            " to be live from 1 April 2017",
        ),
    ):
        assert lanes.dates(rows[contract_id]) == words
    assert lanes.dates(rows["unitingcare-2015"], short=True).endswith("terminated Dec 2015")


def test_start_and_end_are_said_in_short(real_model: ReadModel) -> None:
    rows = found(real_model)
    for contract_id, start, end in (
        ("bedfordshire-msk-2014", "from Apr 2014", "to end Mar 2019"),
        ("corby-urgent-care-2019", "due 1 Apr 2019", "to end 31 Mar 2021"),
        ("west-sussex-msk-2014", "due Apr 2015", ""),
        ("dudley-mcp-tender-2017", "due Apr 2018", ""),
        ("greater-nottingham-community-2017", "tender Aug 2017", ""),
        ("modality-existing", "start not stated", ""),
        ("alzira-concession", "from 1999", ""),
    ):
        assert (lanes.start(rows[contract_id]), lanes.end(rows[contract_id])) == (start, end)


def test_the_first_of_two_openings_counts(real_model: ReadModel) -> None:
    assert lanes.start(found(real_model)["staffordshire-cancer-2013"]) == "tender 2013"


def test_every_stage_and_every_bar_has_its_words(real_model: ReadModel) -> None:
    rows = found(real_model).values()
    stages = {stage["stage"] for row in rows for stage in row["stages"]}
    assert stages <= set(lanes.STAGES)
    kinds = {span["kind"] for row in rows for span in row["spans"]}
    assert kinds <= {*lanes.KINDS, "pause"}


def test_the_key_has_what_is_drawn_alone(tiny_model: ReadModel, real_model: ReadModel) -> None:
    rows = tiny_model.rows("contract_lanes", status="all")
    assert lanes.kinds(rows) == ["procuring", "live", "vague", "planned"]
    assert lanes.kinds([]) == []
    # Its pause and its end are of one month, so that the pause has no bar.
    stockport = found(real_model)["stockport-care-trust-2016"]
    assert lanes.kinds([stockport]) == ["awarded", "paused", "vague"]


def test_the_axis_names_every_second_year(tiny_model: ReadModel) -> None:
    row = found(tiny_model)["gamma-prime"]
    assert lanes.years(row) == [2010, 2012, 2014, 2016, 2018]


def test_the_notes_count_what_is_agreed_only_and_what_has_no_date(
    real_model: ReadModel, tiny_model: ReadModel
) -> None:
    said = lanes.notes(real_model.rows("contract_lanes", status="all"))
    assert said[1:] == (
        "2 of 26 live contracts start after that source: drawn as agreed, not as run.",
        "Of 4 contracts no source gives a date, so the mark stands off the scale.",
        lanes.ORDER_RULE,
    )
    assert "is no news of today" in said[0]
    rows = tiny_model.rows("contract_lanes", status="live")
    assert len(lanes.notes(rows)) == 2
