"""Where a store is kept, for the tests that hold on either engine, and a dashboard on a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from tests.postgres import PostgresServer
from ui import access


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database; empty for an SQLite file."""
    if request.param == "sqlite":
        return ""
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def server(
    postgres_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PostgresServer]:
    """The server of the dashboard's store, which has taken in the data folder and was read."""
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path))
    monkeypatch.setenv("EVIDENCE_DATABASE_URL", postgres_server.new_database())
    st.cache_resource.clear()
    access.served()
    yield postgres_server
    st.cache_resource.clear()
