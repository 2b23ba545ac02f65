"""Filters: to a link and back, what a link may not say, and the words for a choice."""

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import filters as filter_language
from evidence.filters import FACETS, FIELD_TITLES, TEXT_LIMIT, Active, Filters, Ignored
from evidence.read_model import ReadModel
from tests import filter_strategies

KNOWN = {facet: frozenset({"a", "b", "not_stated"}) for facet in FACETS}
LABELS = {
    ("model_type", "mcp"): "Multispecialty community provider",
    ("model_type", "pacs"): "Primary and acute care system",
    ("country", "not_stated"): "Not stated",
}


def read(query: dict[str, list[str]]) -> tuple[Filters, list[Ignored]]:
    return filter_language.from_query(query, KNOWN)


def as_lists(query: dict[str, str | list[str]]) -> dict[str, list[str]]:
    """A query as a server hands it over: a list for every parameter."""
    return {name: [value] if isinstance(value, str) else value for name, value in query.items()}


def any_filters() -> st.SearchStrategy[Filters]:
    values = st.lists(st.sampled_from(["a", "b", "not_stated"]), max_size=3).map(tuple)
    characters = st.characters(exclude_categories=["Cs"])
    return st.builds(
        Filters,
        **dict.fromkeys(FACETS, values),
        with_number=st.booleans(),
        published_up_to=st.one_of(st.none(), st.integers(1900, 2099)),
        text=st.text(characters, max_size=TEXT_LIMIT + 20),
    )


@given(any_filters())
def test_link_and_back_is_the_same_choice(filters: Filters) -> None:
    assert read(as_lists(filters.to_query())) == (filters, [])


@given(any_filters())
def test_encoded_link_and_back_is_the_same_choice(filters: Filters) -> None:
    encoded = urlencode(filters.to_query(), doseq=True)
    assert encoded.isascii()
    assert read(parse_qs(encoded, strict_parsing=bool(encoded))) == (filters, [])


@given(st.data())
def test_every_value_on_offer_can_be_put_into_a_link(
    real_model: ReadModel, data: st.DataObject
) -> None:
    filters = data.draw(filter_strategies.filters(real_model))
    query = parse_qs(urlencode(filters.to_query(), doseq=True))
    assert filter_language.from_query(query, real_model.known_values()) == (filters, [])


def test_nothing_chosen_needs_no_parameter() -> None:
    assert Filters().to_query() == {}
    assert not Filters()
    assert read({}) == (Filters(), [])


@pytest.mark.parametrize("name", FIELD_TITLES)
def test_any_choice_is_a_choice_and_in_the_link(name: str) -> None:
    value = {"with_number": True, "published_up_to": 2016, "text": "care"}.get(name, ("a",))
    filters = Filters().replaced(name, value)
    assert filters
    assert list(filters.to_query()) == [name]


def test_order_repeats_and_spaces_make_no_other_choice() -> None:
    one = Filters(model_type=("b", "a", "b"), text="  two   words\t")
    other = Filters(model_type=("a", "b"), text="two words")
    assert one == other
    assert hash(one) == hash(other)


def test_searched_text_has_a_limit() -> None:
    assert len(Filters(text="long " * 1000).text) <= TEXT_LIMIT


@pytest.mark.parametrize(
    ("query", "kept", "ignored"),
    [
        ({"kind": ["a", "x"]}, Filters(kind=("a",)), [Ignored("kind", "x")]),
        ({"kind": ["A"]}, Filters(), [Ignored("kind", "A")]),
        ({"kind": [""]}, Filters(), [Ignored("kind", "")]),
        ({"kind": ["a,b"]}, Filters(), [Ignored("kind", "a,b")]),
        ({"with_number": ["1"]}, Filters(), [Ignored("with_number", "1")]),
        ({"published_up_to": ["2016"]}, Filters(published_up_to=2016), []),
        ({"published_up_to": ["soon"]}, Filters(), [Ignored("published_up_to", "soon")]),
        ({"published_up_to": ["20166"]}, Filters(), [Ignored("published_up_to", "20166")]),
        ({"published_up_to": ["٢٠١٦"]}, Filters(), [Ignored("published_up_to", "٢٠١٦")]),
        ({"published_up_to": ["-2016"]}, Filters(), [Ignored("published_up_to", "-2016")]),
        ({"text": ["two", "words"]}, Filters(text="two words"), []),
        ({"site": ["alpha"], "page": ["2"]}, Filters(), []),
    ],
)
def test_what_a_link_cannot_mean_is_ignored_and_reported(
    query: dict[str, list[str]], kept: Filters, ignored: list[Ignored]
) -> None:
    assert read(query) == (kept, ignored)


@given(st.dictionaries(st.sampled_from([*FIELD_TITLES, "site"]), st.lists(st.text(), max_size=3)))
def test_no_link_is_too_strange_to_be_read(query: dict[str, list[str]]) -> None:
    filters, ignored = read(query)
    assert all(each.value in query[each.name] for each in ignored)
    assert set(filters.to_query()) <= set(query)


@given(any_filters(), st.sampled_from(FACETS))
def test_dropping_a_value_undoes_adding_it(filters: Filters, facet: str) -> None:
    before = filters.without(facet, "a")
    added = before.replaced(facet, (*getattr(before, facet), "a"))
    assert added != before
    assert added.without(facet, "a") == before


@given(any_filters())
def test_dropping_every_active_value_leaves_nothing(filters: Filters) -> None:
    left = filters
    for each in filter_language.active(filters, {}):
        shorter = left.without(each.name, each.value)
        assert shorter != left
        left = shorter
    assert left == Filters()


@pytest.mark.parametrize("name", FIELD_TITLES)
def test_field_is_cleared_alone(name: str) -> None:
    full = Filters(
        **dict.fromkeys(FACETS, ("a",)), with_number=True, published_up_to=2016, text="b"
    )
    assert [each for each in full.to_query() if each not in full.without(name).to_query()] == [name]


def test_active_values_stand_in_words() -> None:
    filters = Filters(
        model_type=("mcp", "pacs"),
        country=("not_stated",),
        with_number=True,
        published_up_to=2016,
        text="care homes",
    )
    assert filter_language.active(filters, LABELS) == [
        Active("model_type", "mcp", "Model of care: Multispecialty community provider"),
        Active("model_type", "pacs", "Model of care: Primary and acute care system"),
        Active("country", "not_stated", "Country: Not stated"),
        Active("with_number", "yes", "With a number only"),
        Active("published_up_to", "2016", "Published up to: 2016"),
        Active("text", "care homes", "Words: care homes"),
    ]
    assert filter_language.in_words(filters, LABELS) == (
        "Model of care: Multispecialty community provider or Primary and acute care system;"
        " Country: Not stated; With a number only; Published up to: 2016; Words: care homes"
    )


def test_no_choice_is_said_in_words_too() -> None:
    assert filter_language.active(Filters(), LABELS) == []
    assert filter_language.in_words(Filters(), LABELS) == "no filter is active"


def test_every_field_of_the_filters_has_a_title() -> None:
    assert set(FIELD_TITLES) == set(Filters.__dataclass_fields__)
