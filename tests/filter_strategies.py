"""Random choices of filters, for the tests that compare many of them."""

from hypothesis import strategies as st

from evidence.filters import FACETS, Filters
from evidence.read_model import ReadModel

# Words of the data, in spellings that the search takes for the same, and signs that SQL knows.
WORDS = (
    "care", "CARE", "cáre", "admissions", "evaluation", "nhs", "trust’s", "trust's", "st", "5%",
    "%", "_", "'", "\\", "a", "é", "per", "north", "zzzz",
)  # fmt: skip


def filters(model: ReadModel) -> st.SearchStrategy[Filters]:
    """Choices of values that occur in the model; most facets are left open, as people do."""
    known = model.known_values()
    facets = {facet: _some_of(sorted(known[facet])) for facet in FACETS}
    years = sorted(int(year) for year in known["published_up_to"] - {"not_stated"})
    return st.builds(
        Filters,
        **facets,
        with_number=st.sampled_from([False, False, False, True]),
        published_up_to=st.one_of(st.none(), st.none(), st.sampled_from(years)),
        text=st.one_of(
            st.just(""), st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join)
        ),
    )


def _some_of(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.lists(st.sampled_from(values), min_size=1, max_size=4, unique=True).map(tuple)
    return st.one_of(*(st.just(()) for _ in range(5)), chosen)
