"""The page of contracts: the line of forms, the counts beneath it, and what is said of nothing."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from evidence import contract_lines
from evidence.filters import Filters
from evidence.read_model import ReadModel
from tests.pages.opening import html, open_page

PAGE = "pages/contracts.py"
DRAWN = '<ol class="form-line"'


def opened(**query: str | list[str]) -> AppTest:
    app = open_page(PAGE, **query)
    assert not app.exception
    assert not app.error
    return app


def line(app: AppTest) -> str:
    """The markup of all forms, on the line and beside it."""
    found = html(app).partition('<ol class="form-line"')[2].partition("<h3>")[0]
    return found


def table(app: AppTest) -> list[list[str]]:
    """The texts of every row of the table of counts."""
    [found] = re.findall(r'<table class="form-fates">.*?</table>', html(app), re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", found, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
    ]


def headings(app: AppTest) -> list[str]:
    return [str(each.value) for each in app.header]


def test_every_contract_is_a_link_with_a_spoken_name(real_model: ReadModel) -> None:
    app = opened()
    drawn = line(app)
    forms = real_model.rows("contract_forms_line", status="all")
    marks = [mark for form in forms for mark in form["contracts"]]
    assert drawn.count('<i class="glyph contract-') == len(marks) == 58
    for mark in marks:
        assert f'href="contract?contract={mark["contract_id"]}"' in drawn
    spoken = 'aria-label="UnitingCare: terminated, '
    assert drawn.count(spoken) == 1
    assert headings(app)[0] == "From looser to tighter: 58 contracts by form"


def test_every_form_shows_its_definition_and_says_where_none_was_found(
    real_model: ReadModel,
) -> None:
    drawn = line(opened())
    forms = real_model.rows("contract_forms_line", status="all")
    for form in forms:
        assert f'<p class="quiet">{form["definition"]}</p>' in drawn
    empty = [form for form in forms if not form["contracts"]]
    assert drawn.count(">none found</span>") == len(empty) == 1


def test_how_much_is_selected_and_what_became_of_it_are_said(real_model: ReadModel) -> None:
    said = html(opened())
    assert "58 of 58 contracts at 41 of 41 sites" in said
    sentence = contract_lines.sentence(real_model.rows("contract_fate_counts"))
    assert f"{sentence}. " in said
    assert sentence.startswith("26 of 58 contracts were live when last seen; 10 were")


def test_the_counts_add_up_and_write_noughts() -> None:
    rows = table(opened())
    head, *body, sums = rows
    counts = [[int(n) for n in row[1:]] for row in body if len(row) > 1]
    assert head[0] == "Contract form"
    assert head[-2:] == ["All", "Never signed"]
    assert [int(n) for n in sums[1:]] == [sum(column) for column in zip(*counts, strict=True)]
    for row in counts:
        assert sum(row[:-2]) == row[-2]
    assert ["Fully integrated", *["0"] * 9] in rows


def test_the_name_of_a_form_chooses_it_and_keeps_the_rest() -> None:
    drawn = line(opened(model_type=["mcp"], status="abandoned"))
    address = "contracts?model_type=mcp&amp;status=abandoned&amp;contract_form=alliance"
    assert f'<a href="{address}">Alliance contract</a>' in drawn


def test_a_chosen_form_has_the_edge_and_the_others_stay(real_model: ReadModel) -> None:
    app = opened(contract_form="prime_contractor", status="abandoned")
    drawn = line(app)
    n_forms = len(real_model.rows("contract_forms_line", status="all"))
    assert len(re.findall(r'class="form[^"]* chosen"', drawn)) == 1
    assert drawn.count(">chosen</span>") == 1
    assert drawn.count(">not chosen</span>") == n_forms - 1
    # A second click drops it, and so does the link beside the sentence.
    dropped = "contracts?status=abandoned"
    assert (
        f'<a href="{dropped}" aria-current="true">Prime contractor or prime provider</a>' in drawn
    )
    assert f'<a href="{dropped}">All forms</a>' in html(app)
    assert "Prime contractor: 3 of 8 contracts were last seen as abandoned." in html(app)
    assert "every contract form is drawn, whichever is chosen" in html(app)
    assert drawn.count('<i class="glyph contract-') == 8
    assert ">3 of 8 contracts</span>" in drawn


def test_one_of_several_chosen_forms_is_chosen_alone_by_its_name() -> None:
    drawn = line(opened(contract_form=["alliance", "shared_savings"]))
    link = '<a href="contracts?contract_form=alliance" aria-current="true">Alliance contract</a>'
    assert link in drawn


def test_a_state_that_leaves_nothing_can_be_dropped() -> None:
    app = opened(contract_form="shared_savings", status="abandoned")
    assert [each.value for each in app.info] == [
        "Of 3 selected contracts none was last seen as abandoned."
    ]
    assert DRAWN in html(app)
    app.button(key="rescue_status").click().run()
    assert not app.exception
    assert "status" not in app.query_params
    assert "3 of 58 contracts at 3 of 41 sites" in html(app)


def test_a_form_that_nobody_took_can_be_dropped() -> None:
    app = opened(contract_form="fully_integrated")
    # No site has such a contract, so the filters leave no site at all.
    assert "No site and no finding" in str(app.info[0].value)
    assert DRAWN in html(app)
    assert "Fully integrated: no contract was found." in html(app)
    assert "whichever is chosen; no other filter is active." in html(app)


def test_sites_without_a_contract_are_said_to_have_none(real_model: ReadModel) -> None:
    app = opened(contract_form="none")
    n = real_model.rows("selection_size", Filters(contract_form=("none",)))[0]["n_sites"]
    assert [each.value for each in app.info] == [
        f"None of {n} selected sites has a contract of a chosen form in this set."
    ]
    app.button(key="rescue_forms").click().run()
    assert "58 of 58 contracts at 41 of 41 sites" in html(app)


def test_an_empty_selection_is_explained() -> None:
    app = opened(text="zzzz")
    assert DRAWN not in html(app)
    assert "No site and no finding" in str(app.info[0].value)


def test_the_cards_of_the_page_are_named_at_its_top() -> None:
    app = opened()
    parts = re.findall(r'href="#(part-[^"]+)"', html(app))
    assert parts == ["part-forms", "part-fates", "part-money", "part-funding", "part-price"]
    assert [each.proto.anchor for each in app.header] == parts


@pytest.mark.parametrize("status", ["all", "live", "zzzz"])
def test_on_a_wall_the_scene_is_drawn(status: str) -> None:
    app = opened(size="room", status=status)
    assert "Contract forms, from looser to tighter" in html(app)
    assert DRAWN not in html(app)
