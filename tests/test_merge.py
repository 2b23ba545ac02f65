"""The three-way merge: whatever the three sides are, nobody's change is overwritten."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from evidence.merge import Contested, Rows, merge
from evidence.store_tables import Values

ROWS = st.dictionaries(
    st.sampled_from("abc"), st.fixed_dictionaries({"note": st.sampled_from("123")})
)


def merged(store: Rows, taken: Mapping[str, Values | None]) -> Rows:
    return {row_id: row for row_id, row in {**store, **taken}.items() if row is not None}


@given(base=ROWS, data=ROWS)
def test_store_without_changes_becomes_the_data(base: Rows, data: Rows) -> None:
    result = merge(base=base, store=base, data=data, standing={})

    assert merged(base, result.taken) == data
    assert result.contested == {}


@given(base=ROWS, store=ROWS)
def test_data_without_changes_takes_nothing(base: Rows, store: Rows) -> None:
    result = merge(base=base, store=store, data=base, standing={})

    assert (result.taken, result.contested) == ({}, {})


@given(base=ROWS, store=ROWS, data=ROWS)
def test_every_change_is_kept_or_contested(base: Rows, store: Rows, data: Rows) -> None:
    result = merge(base=base, store=store, data=data, standing={})
    after = merged(store, result.taken)

    for row_id in base.keys() | store.keys() | data.keys():
        began, mine, theirs = base.get(row_id), store.get(row_id), data.get(row_id)
        if mine != began:
            assert after.get(row_id) == mine
        if theirs != began and after.get(row_id) != theirs:
            assert result.contested[row_id] == Contested(began, mine, theirs)


@given(base=ROWS, store=ROWS, data=ROWS)
def test_same_data_again_leaves_the_same_rows_contested(
    base: Rows, store: Rows, data: Rows
) -> None:
    first = merge(base=base, store=store, data=data, standing={})
    standing = {row_id: row.base for row_id, row in first.contested.items()}
    again = merge(base=data, store=merged(store, first.taken), data=data, standing=standing)

    assert (again.taken, again.contested) == ({}, first.contested)
