"""The filter bar: what a link chooses stands in words, and every choice goes into the link."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from evidence.filters import FIELD_TITLES, Filters
from evidence.read_model import ReadModel
from tests.pages.opening import html, open_page
from ui import filter_bar

PAGE = "pages/sites.py"
MCP = Filters(model_type=("mcp",))
NONSENSE = {name: f"no-such-{name}" for name in FIELD_TITLES if name != "text"}


def address(app: AppTest) -> dict[str, list[str]]:
    """The query of the address that the page stands at now."""
    return {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in app.query_params.items()
    }


def active_words(app: AppTest) -> list[str]:
    return [button.label for button in app.button if str(button.key).startswith("drop_")]


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def open_popover(app: AppTest, name: str) -> AppTest:
    app.session_state[f"filter_{name}"] = True
    return app.run()


def pills(app: AppTest, key: str) -> ButtonGroup[str]:
    (found,) = [
        each
        for each in app.get("button_group")
        if isinstance(each, ButtonGroup) and each.key == key
    ]
    return found


def size_in_words(model: ReadModel, filters: Filters) -> str:
    return filter_bar.in_words(model.rows("selection_size", filters)[0])


def test_nothing_chosen_shows_how_much_there_is(real_model: ReadModel) -> None:
    app = open_page(PAGE)
    assert not app.exception
    assert size_in_words(real_model, Filters()) in html(app)
    assert active_words(app) == []
    assert address(app) == {}


def test_chosen_values_stand_in_words_with_their_size(real_model: ReadModel) -> None:
    app = open_page(
        PAGE,
        model_type=["mcp", "pacs"],
        contract_form="alliance",
        with_number="yes",
        published_up_to="2018",
        text="care",
    )
    filters = Filters(
        model_type=("mcp", "pacs"),
        contract_form=("alliance",),
        with_number=True,
        published_up_to=2018,
        text="care",
    )
    assert active_words(app) == [
        "Model of care: Multispecialty community provider",
        "Model of care: Primary and acute care system",
        "Contract form: Alliance contract",
        "With a number only",
        "Published up to: 2018",
        "Words: care",
        "Drop all",
    ]
    assert size_in_words(real_model, filters) in html(app)
    assert size_in_words(real_model, filters) != size_in_words(real_model, Filters())


def test_value_is_dropped_from_the_address_and_the_rest_stays(real_model: ReadModel) -> None:
    app = open_page(PAGE, model_type=["mcp", "pacs"], direction="improved", layout="cards")
    press(app, "drop_model_type_pacs")
    assert address(app) == {
        "model_type": ["mcp"],
        "direction": ["improved"],
        "layout": ["cards"],
    }
    left = Filters(model_type=("mcp",), direction=("improved",))
    assert size_in_words(real_model, left) in html(app)
    press(app, "drop_model_type_mcp")
    assert address(app) == {"direction": ["improved"], "layout": ["cards"]}
    assert active_words(app) == ["Direction: Better"]


def test_all_are_dropped_at_once_and_the_page_keeps_its_own_choices(real_model: ReadModel) -> None:
    app = open_page(PAGE, model_type="mcp", text="care", published_up_to="2018", layout="cards")
    press(app, "drop_all")
    assert address(app) == {"layout": ["cards"]}
    assert size_in_words(real_model, Filters()) in html(app)


def test_searched_words_go_into_the_address(real_model: ReadModel) -> None:
    app = open_page(PAGE, model_type="mcp")
    app.text_input(key="filter_text").set_value("  Care   homes ").run()
    assert address(app) == {"model_type": ["mcp"], "text": ["Care homes"]}
    filters = Filters(model_type=("mcp",), text="Care homes")
    assert size_in_words(real_model, filters) in html(app)
    app.text_input(key="filter_text").set_value("").run()
    assert address(app) == {"model_type": ["mcp"]}


def test_unknown_values_in_a_link_are_left_out_and_named(real_model: ReadModel) -> None:
    app = open_page(PAGE, **NONSENSE, text="care")
    assert not app.exception
    (warning,) = app.warning
    named = [f"{FIELD_TITLES[name]} “{value}”" for name, value in NONSENSE.items()]
    found = [words for words in named if words.replace("_", "\\_") in warning.value]
    assert len(found) == 10
    assert warning.value.endswith(f", and {len(named) - 10} more.")
    assert active_words(app) == ["Words: care"]
    assert size_in_words(real_model, Filters(text="care")) in html(app)


def test_link_cannot_draw_on_the_page() -> None:
    picture = "![x](https://example.org/x.png)"
    app = open_page(PAGE, kind=picture, text=picture)
    assert "Kind of site “!\\[x\\](https:\u2060//example.org/x.png)”" in app.warning[0].value
    assert "Words: !\\[x\\](https:\u2060//example.org/x.png)" in active_words(app)


def test_nothing_found_says_which_filter_to_drop(real_model: ReadModel) -> None:
    app = open_page(PAGE, model_type="mcp", text="zzzz")
    assert not app.exception
    assert [info.value for info in app.info] == [
        "No site and no finding meets all of these filters."
    ]
    rescues = {button.key: button.label for button in app.button if "rescue" in str(button.key)}
    assert rescues == {
        "rescue_text_zzzz": f"Drop Words: zzzz: {size_in_words(real_model, MCP)}",
        "rescue_all": "Drop all filters",
    }
    press(app, "rescue_text_zzzz")
    assert address(app) == {"model_type": ["mcp"]}
    assert not app.info
    assert size_in_words(real_model, MCP) in html(app)


def test_one_word_too_many_is_named(real_model: ReadModel) -> None:
    app = open_page(PAGE, text="airedale zzzz")
    rescues = [str(button.key) for button in app.button if "rescue" in str(button.key)]
    assert rescues == ["rescue_text_airedale zzzz", "rescue_word_1", "rescue_all"]
    press(app, "rescue_word_1")
    assert address(app) == {"text": ["airedale"]}
    assert size_in_words(real_model, Filters(text="airedale")) in html(app)


def test_a_year_says_that_sources_without_a_date_are_left_out() -> None:
    said = "Findings whose source has no date are left out."
    assert said in html(open_page(PAGE, published_up_to="2016"))
    assert said not in html(open_page(PAGE, model_type="mcp"))


def test_popover_offers_every_value_with_its_count(real_model: ReadModel) -> None:
    app = open_popover(open_page(PAGE, model_type="mcp", direction="improved"), "model_type")
    filters = Filters(model_type=("mcp",), direction=("improved",))
    counts = real_model.rows("facet_counts", filters, facet="model_type")
    assert pills(app, "chosen_model_type").options == [
        f"{row['label']} ({row['n']})" for row in counts
    ]


def test_value_chosen_in_a_popover_goes_into_the_address(real_model: ReadModel) -> None:
    app = open_popover(open_page(PAGE, model_type="mcp", layout="cards"), "model_type")
    pills(app, "chosen_model_type").set_value(["mcp", "pacs"]).run()
    assert not app.exception
    assert address(app) == {"model_type": ["mcp", "pacs"], "layout": ["cards"]}
    assert size_in_words(real_model, Filters(model_type=("mcp", "pacs"))) in html(app)


def test_more_filters_go_into_the_address(real_model: ReadModel) -> None:
    app = open_popover(open_page(PAGE), "more")
    app.checkbox(key="chosen_with_number").check().run()
    app.selectbox(key="chosen_published_up_to").select("2017").run()
    assert address(app) == {"with_number": ["yes"], "published_up_to": ["2017"]}
    filters = Filters(with_number=True, published_up_to=2017)
    assert size_in_words(real_model, filters) in html(app)


@pytest.mark.parametrize("year", ["2099", "1950"])
def test_year_without_a_source_is_shown_as_chosen(real_model: ReadModel, year: str) -> None:
    app = open_popover(open_page(PAGE, published_up_to=year), "more")
    assert not app.exception
    assert app.selectbox(key="chosen_published_up_to").value == year
    assert active_words(app) == [f"Published up to: {year}"]
    assert size_in_words(real_model, Filters(published_up_to=int(year))) in html(app)
