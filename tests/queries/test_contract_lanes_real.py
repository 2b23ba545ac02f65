"""The lanes of the contracts of the real set: each has one, with its form, status and date."""

from collections import Counter

import pytest

from evidence.read_model import ReadModel
from tests.queries.test_contract_lanes import bars, lanes

Tables = dict[str, list[dict[str, str]]]


def test_every_contract_has_one_lane_and_every_mark_is_on_the_axis(
    real_model: ReadModel, real_tables: Tables
) -> None:
    found = lanes(real_model)
    assert sorted(found) == sorted(row["contract_id"] for row in real_tables["contracts"])
    for row in found.values():
        assert row["mark"] is None or 0 <= row["mark"] <= 1
        for span in row["spans"]:
            assert 0 <= span["starts"] <= span["ends"] <= 1, row["contract_id"]


def test_a_mark_is_undated_where_no_stage_has_a_date(
    real_model: ReadModel, real_tables: Tables
) -> None:
    dated = {row["contract_id"] for row in real_tables["contract_stages"] if row["date"]}
    undated = {name for name, row in lanes(real_model).items() if row["mark"] is None}
    assert undated == {row["contract_id"] for row in real_tables["contracts"]} - dated
    assert len(undated) == 4


def test_the_forms_stand_from_looser_to_tighter(real_model: ReadModel) -> None:
    counts = Counter(row["contract_form"] for row in lanes(real_model).values())
    assert list(counts.items()) == [
        ("existing_contracts", 5),
        ("virtual_alliance", 1),
        ("alliance", 12),
        ("prime_contractor", 8),
        ("lead_provider", 3),
        ("partially_integrated", 2),
        ("accountable_care", 5),
        ("joint_venture", 1),
        ("capitated_outcomes", 9),
        ("shared_savings", 3),
        ("not_stated", 9),
    ]


@pytest.mark.parametrize(
    ("contract_id", "form", "status", "date"),
    [
        ("dudley-mcp-tender-2017", "partially_integrated", "abandoned", "2022"),
        ("dudley-icp-dihc", "accountable_care", "abandoned", "2022"),
        ("sunderland-existing", "existing_contracts", "live", "2017-03-24"),
        ("sunderland-cit-2025", "existing_contracts", "live", "2025-08-01"),
        ("sunderland-alliance-2018", "alliance", "live", "2021-02-10"),
        ("sunderland-icp-2021", "lead_provider", "planned", "2021-02-10"),
        ("sunderland-single-2017", "not_stated", "abandoned", "2018-02-27"),
        ("staffordshire-cancer-2013", "prime_contractor", "abandoned", "2017-04"),
        ("staffordshire-eol-2013", "prime_contractor", "abandoned", "2017"),
        ("west-sussex-msk-2014", "prime_contractor", "abandoned", "2015-01-26"),
        ("west-sussex-msk-2015", "prime_contractor", "planned", "2015"),
        ("unitingcare-2015", "prime_contractor", "terminated", "2015-12"),
        ("bedfordshire-msk-2014", "prime_contractor", "live", "2017"),
        ("oxfordshire-mh-2015", "lead_provider", "live", "2015"),
        ("oxfordshire-maternity-2013", "capitated_outcomes", "abandoned", "2015"),
        ("oxfordshire-older-people", "capitated_outcomes", "planned", "2015"),
        ("wirral-s75-wchc-2017", "not_stated", "terminated", "2023-01-11"),
        ("wirral-s75-cwp-2024", "not_stated", "planned", "2024-07-18"),
        ("torbay-ico-2015", "lead_provider", "live", "2025"),
        ("manchester-lco-tender-2017", "accountable_care", "procuring", "2018-02-15"),
        ("manchester-lco-existing-2018", "existing_contracts", "live", "2018"),
        # Known by its title only.
        ("milton-keynes-alliance", "alliance", "unknown", "2016-11"),
        ("morecambe-acs-plan", "accountable_care", "planned", None),
    ],
)
def test_real_contracts_have_their_form_status_and_date(
    real_model: ReadModel, contract_id: str, form: str, status: str, date: str | None
) -> None:
    row = lanes(real_model)[contract_id]
    assert (row["contract_form"], row["status"], row["status_date"]) == (form, status, date)
    assert row["reason"]


def test_real_lanes_say_what_the_stages_say(real_model: ReadModel) -> None:
    found = lanes(real_model)
    assert [bar for bar in bars(found["unitingcare-2015"]) if bar[0] != "vague"] == [
        ("procuring", "2013-09-01", "2014-11-01"),
        ("awarded", "2014-12-01", "2015-04-01"),
        ("live", "2015-05-01", "2015-12-01"),
    ]
    assert bars(found["bedfordshire-msk-2014"])[-2:] == [
        ("live", "2014-05-01", "2017-01-01"),
        ("planned", "2018-01-01", "2019-04-01"),
    ]
    assert found["alzira-concession"]["before"] == 1999
    agreed = [name for name, row in found.items() if row["is_agreed_only"]]
    assert agreed == ["tameside-ico-2017", "corby-urgent-care-2019"]
    for name in agreed:
        assert {kind for kind, _, _ in bars(found[name])} <= {"planned", "vague"}
