"""The way from a page to the store while the store is away: readers go on, writers are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from evidence import kept_scenes
from evidence.read_model import ReadModel
from evidence.store import FILE_NAME, Change, Store, StoreError
from evidence.store_errors import StoreAway
from tests import tiny_package
from tests.pages import opening
from tests.postgres import PostgresServer
from ui import access, standby


@pytest.fixture
def served_by(
    postgres_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PostgresServer]:
    """A server with the store of the dashboard, which has taken in the data folder."""
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path))
    monkeypatch.setenv("EVIDENCE_DATABASE_URL", postgres_server.new_database())
    monkeypatch.setattr(standby, "REST_SECONDS", 0.0)
    st.cache_resource.clear()
    access.served()
    yield postgres_server
    st.cache_resource.clear()


def test_readers_go_on_and_writers_are_told_until_the_store_is_back(
    served_by: PostgresServer,
) -> None:
    before = access.served()
    served_by.stop()
    during = access.served()

    assert before.notice == ""
    assert during.model is before.model
    assert during.notice.startswith("The store cannot be reached since ")
    assert during.notice.endswith(
        f" UTC: what is shown is revision {before.model.revision}. Saving has to wait."
    )
    with pytest.raises(StoreAway, match="cannot be reached"):
        kept_scenes.make_list(access.store(), "Workshop")
    served_by.start()
    assert access.served().notice == ""
    list_id = kept_scenes.make_list(access.store(), "Workshop")
    assert kept_scenes.list_title(access.store(), list_id) == "Workshop"


def test_earlier_revision_that_was_looked_at_stays(served_by: PostgresServer) -> None:
    earlier = access.served(0)
    newest = access.served()
    served_by.stop()

    assert (earlier.model.revision, newest.model.revision) == (0, 1)
    assert access.served(0).model is earlier.model
    assert access.served(7).model is newest.model


def test_store_that_was_away_is_left_alone_for_a_moment(
    served_by: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standby, "REST_SECONDS", 3600.0)
    served_by.stop()
    access.served()
    served_by.start()

    assert access.served().notice != ""


def test_page_is_drawn_with_a_notice_while_the_store_is_away(served_by: PostgresServer) -> None:
    page = opening.open_page("pages/gaps.py")
    before = [element.value for element in page.warning]
    served_by.stop()
    page.run()

    assert not page.exception
    assert [element.value for element in page.error] == []
    (notice,) = [element.value for element in page.warning if element.value not in before]
    assert "Saving has to wait" in notice
    assert page.title[0].value


def test_dashboard_that_never_reached_its_store_says_so_in_a_sentence(
    served_by: PostgresServer,
) -> None:
    served_by.stop()
    st.cache_resource.clear()

    with pytest.raises(StoreAway, match="cannot be reached"):
        access.served()
    served_by.start()
    assert access.served().model.revision == 1


def test_file_that_cannot_be_read_for_a_while_leaves_the_last_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path))
    monkeypatch.setattr(standby, "REST_SECONDS", 0.0)
    st.cache_resource.clear()
    before = access.served()
    access.store().close()
    file = tmp_path / FILE_NAME
    for path in tmp_path.glob(f"{FILE_NAME}*"):
        path.rename(path.with_name(f"away-{path.name}"))
    file.mkdir()

    during = access.served()
    assert (during.model, during.notice != "") == (before.model, True)
    file.rmdir()
    for path in tmp_path.glob(f"away-{FILE_NAME}*"):
        path.rename(path.with_name(path.name.removeprefix("away-")))
    assert access.served().notice == ""
    st.cache_resource.clear()


def test_row_saved_by_another_process_is_there_at_the_next_click(
    served_by: PostgresServer, tmp_path: Path
) -> None:
    access.served()
    here = access.store()
    other = Store(
        tmp_path, here.package, url=here.engine.engine.url.render_as_string(hide_password=False)
    )
    row = {**other.tables()["sites"][0], "summary": "Saved through another replica."}
    tiny_package.let(other, "Ann")
    other.commit(
        [Change("sites", row["site_id"], row)], author="Ann", message="Other", save_id="other"
    )

    assert access.served().model.revision == 2
    other.close()


def test_model_made_ahead_is_the_one_that_is_served(tiny_model: ReadModel) -> None:
    ahead, made = standby.Ahead(), []

    def read(revision: int) -> tuple[ReadModel, str]:
        made.append(revision)
        return tiny_model, str(revision)

    ahead.make(2, read)
    ahead.make(2, read)
    assert ahead.taken(2, read) == (tiny_model, "2")
    assert made == [2]
    assert ahead.taken(3, read) == (tiny_model, "3")
    ahead.make(3, read)
    assert made == [2, 3]


def test_first_error_is_told_where_nothing_was_ever_served() -> None:
    kept = standby.Standby()
    kept.note_failure(StoreError("Gone: look for it."))

    assert kept.is_resting
    with pytest.raises(StoreError, match="Gone: look for it"):
        kept.instead(None)
