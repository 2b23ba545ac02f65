"""Any sequence of saves: each revision is what a replay gives."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.store import Change, Rejected, Store
from tests import engines, tiny_package
from tests.postgres import PostgresServer
from tests.tiny_package import PACKAGE, YORK, added, save

State = dict[tuple[str, str], Mapping[str, str]]

SOURCE_IDS = st.sampled_from(["a", "b", "c"])
CHANGE = st.one_of(
    st.builds(
        lambda row_id, title: Change("sources", row_id, {"source_id": row_id, "title": title}),
        SOURCE_IDS,
        st.sampled_from(["One", "Two"]),
    ),
    st.builds(lambda row_id: Change("sources", row_id, None), SOURCE_IDS),
    st.builds(
        lambda row_id, source: added("sites", {**YORK, "site_id": row_id, "source_id": source}),
        st.sampled_from(["x", "y"]),
        st.one_of(st.just(""), SOURCE_IDS),
    ),
    st.builds(lambda row_id: Change("sites", row_id, None), st.sampled_from(["x", "y"])),
)
SAVES = st.lists(st.lists(CHANGE, max_size=4, unique_by=lambda item: (item.table, item.row_id)))


def replayed(rows: State, save: list[Change]) -> State:
    after = {**rows, **{(item.table, item.row_id): item.row for item in save}}
    return {place: row for place, row in after.items() if row is not None}


def fits(rows: State) -> bool:
    return all(
        row["source_id"] == "" or ("sources", row["source_id"]) in rows
        for (table, _), row in rows.items()
        if table == "sites"
    )


@given(SAVES)
@settings(max_examples=25)
def test_every_revision_is_a_replay_of_the_saves(
    engine: PostgresServer | None, saves: list[list[Change]]
) -> None:
    states: list[State] = [{}]
    with engines.new_url(engine) as url, TemporaryDirectory() as folder:
        store = Store(Path(folder), PACKAGE, check=tiny_package.check, url=url)
        for number, changes in enumerate(saves):
            after = replayed(states[-1], changes)
            if not fits(after):
                with pytest.raises(Rejected):
                    save(store, *changes, save_id=str(number))
                continue
            save(store, *changes, save_id=str(number))
            if after != states[-1]:
                states.append(after)
        tables = [store.tables(number) for number in range(store.revision() + 1)]
        newest = store.tables()
        store.close()

    keys = {name: table.key for name, table in PACKAGE.tables.items()}
    found = [
        {(name, row[keys[name]]): row for name, rows in state.items() for row in rows}
        for state in tables
    ]
    assert found == states
    assert newest == tables[-1]
