"""What rests on one source, and what the method and the dictionary count."""

from evidence.read_model import ReadModel
from evidence.schema import Package


def test_record_is_the_whole_source(tiny_model: ReadModel) -> None:
    assert tiny_model.rows("source_record", source_id="news-undated") == [
        {
            "source_id": "news-undated",
            "title": "Patients praise alpha",
            "publisher": "Example publisher",
            "published": None,
            "type": "news",
            "type_label": "News",
            "url": "https://example.org/news",
            "note": None,
            "reading": "Who entered it is not recorded",
            "is_second_read": False,
        }
    ]
    assert tiny_model.rows("source_record", source_id="none") == []


def test_rows_of_a_source_say_what_and_where(tiny_model: ReadModel) -> None:
    columns = ("table_name", "row_id", "site_name", "dated", "words", "locator", "n_of_kind")
    rows = [
        tuple(row[column] for column in columns)
        for row in tiny_model.rows("source_rows", source_id="plan-2015")
    ]
    alpha, beta = "Alpha Community", "Beta Café Care"
    assert rows == [
        (
            "findings",
            "alpha-cost-1",
            alpha,
            None,
            "Cost: The plan expects two million pounds to be saved.",
            "page 12",
            1,
        ),
        (
            "contracts",
            "alpha-integrated",
            alpha,
            None,
            "Partially integrated (NHS England form 2): Planned to follow the alliance.",
            "page 8",
            1,
        ),
        (
            "contract_stages",
            "alpha-integrated-start",
            alpha,
            "2019-04",
            "Planned start, planned",
            "page 8",
            1,
        ),
        ("funding", "alpha-2015-16", alpha, None, "2015/16: 1,000,000 pounds", "table 6", 1),
        (
            "milestones",
            "alpha-2015-03-10",
            alpha,
            "2015-03-10",
            "Named a vanguard",
            "page 1",
            3,
        ),
        (
            "milestones",
            "alpha-2019-04",
            alpha,
            "2019-04",
            "Integrated contract to begin, planned",
            "page 8",
            3,
        ),
        ("milestones", "beta-2015-03-10", beta, "2015-03-10", "Named a vanguard", "page 1", 3),
        ("partners", "alpha-alpha-council", alpha, None, "Commissioner: Alpha Council", None, 2),
        ("partners", "alpha-alpha-trust", alpha, None, "Lead: Alpha Trust", None, 2),
    ]


def test_figures_and_conflicts_are_in_words(tiny_model: ReadModel) -> None:
    words = {
        (row["table_name"], row["row_id"]): row["words"]
        for row in tiny_model.rows("source_rows", source_id="audit-2019")
    }
    assert words["contract_figures", "gamma-prime-extra"] == (
        "Extra money asked for: 3,000,000 pounds; Asked for in the first year"
    )
    assert words["contract_figures", "gamma-prime-months"] == "Time until the exit: 12 months"
    assert words["conflicts", "gamma-end"] == "End of the contract: March 2017"
    assert (
        words["facts", "gamma-gp-practices"] == "GP practices: 12 practices; practices taking part"
    )


def test_terms_come_with_their_findings(tiny_model: ReadModel) -> None:
    rows = tiny_model.rows("source_terms")
    found = {(row["facet"], row["value"]): row["n_findings"] for row in rows}
    assert found == {
        ("evidence_status", "evaluated"): 6,
        ("evidence_status", "audited"): 1,
        ("evidence_status", "monitored"): 2,
        ("evidence_status", "self_reported"): 4,
        ("evidence_status", "press"): 2,
        ("evidence_status", "forecast"): 1,
        ("design", "difference_in_differences"): 3,
        ("design", "matched_control"): 2,
        ("design", "before_after"): 4,
        ("design", "audit"): 1,
        ("design", "descriptive"): 3,
        ("design", "self_reported"): 1,
        ("design", "forecast"): 1,
        ("design", "not_stated"): 1,
        ("direction", "improved"): 8,
        ("direction", "no_difference"): 4,
        ("direction", "mixed"): 1,
        ("direction", "worsened"): 2,
        ("direction", "unclear"): 1,
    }
    assert rows[0]["definition"].startswith("An outside study, or a peer-reviewed paper")
    assert list(found) == [(row["facet"], row["value"]) for row in rows]


def test_every_table_has_its_size(package: Package, tiny_model: ReadModel) -> None:
    sizes = {row["table_name"]: row["n_rows"] for row in tiny_model.rows("source_table_sizes")}
    assert sizes == {name: tiny_model.base_table(name).num_rows for name in package.tables}
