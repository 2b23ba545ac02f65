"""The store on PostgreSQL: wrong addresses, a server that goes away, and several that share it."""

import psycopg
import pytest
import sqlalchemy as sa

from evidence import store_postgres
from evidence.store import StoreError, StoreUnreadable
from evidence.store_errors import StoreAway, StoreInterrupted, StoreRace
from tests.engines import OpenUrl
from tests.postgres import PASSWORD, PostgresServer
from tests.tiny_package import EMPTY, KENT, NHS, YORK, added, save


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("evidence", "is not an address of a database"),
        ("postgresql+psycopg://ann:secret@host:port/evidence", "is not an address of a database"),
        ("postgresql://ann:secret@host/evidence", "begins with postgresql:"),
        ("mysql://ann:secret@host/evidence", "begins with mysql:"),
        ("postgresql+psycopg:///evidence", "names no host"),
        ("postgresql+psycopg://ann:secret@host", "names no database"),
    ],
)
def test_address_that_is_none_is_said_in_a_sentence_without_the_password(
    open_url: OpenUrl, url: str, said: str
) -> None:
    with pytest.raises(StoreError, match=said) as refusal:
        open_url(url)

    assert "write it as postgresql+psycopg://user:password@host" in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_whoever_is_not_let_in_is_told_why_without_the_password(
    shared_postgres: PostgresServer, open_url: OpenUrl
) -> None:
    # Nobody listens on the port of "tcpmux".
    away = shared_postgres.url("postgres").replace(str(shared_postgres.port), "1")
    refused = {
        shared_postgres.url("postgres", password="secret"): "the password or the user",
        shared_postgres.url("postgres", user="nobody"): "the password or the user",
        shared_postgres.url("no_such_database"): 'database "no_such_database" does not exist',
        shared_postgres.url("postgres") + "?sslmod=require": "invalid connection option",
        away: "cannot be reached",
    }
    for url, said in refused.items():
        with pytest.raises(StoreAway, match=said) as refusal:
            open_url(url)
        assert "secret" not in str(refusal.value)
        assert PASSWORD not in str(refusal.value)


def test_database_of_something_else_is_refused_and_left_alone(
    open_url: OpenUrl, postgres_url: str
) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        connection.execute("create table recipes (name text)")

    with pytest.raises(StoreUnreadable, match="name another database in EVIDENCE_DATABASE_URL"):
        open_url(postgres_url)
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        found = connection.execute("select tablename from pg_tables where schemaname = 'public'")
        assert found.fetchall() == [("recipes",)]


def test_user_without_rights_is_told(
    shared_postgres: PostgresServer, open_url: OpenUrl, postgres_url: str
) -> None:
    shared_postgres.execute("drop role if exists guest")
    shared_postgres.execute("create role guest login password 'guest'")
    guest = shared_postgres.url(postgres_url.rpartition("/")[2], "guest", "guest")

    with pytest.raises(StoreError, match="let its owner grant this user the right"):
        open_url(guest)
    open_url(postgres_url)
    with pytest.raises(StoreError, match="let its owner grant this user the right"):
        open_url(guest)


def test_read_only_server_still_reads(
    shared_postgres: PostgresServer, open_url: OpenUrl, postgres_url: str
) -> None:
    save(open_url(postgres_url), added("sites", YORK))
    database = postgres_url.rpartition("/")[2]
    shared_postgres.execute(f"alter database {database} set default_transaction_read_only = on")
    store = open_url(postgres_url)

    with pytest.raises(StoreError, match="is read-only at the moment"):
        save(store, added("sources", NHS), author="Ann")
    assert store.tables() == {**EMPTY, "sites": [YORK]}


def test_server_that_takes_no_more_connections_says_so(
    shared_postgres: PostgresServer, open_url: OpenUrl, postgres_url: str
) -> None:
    open_url(postgres_url).close()
    database = postgres_url.rpartition("/")[2]
    shared_postgres.execute("drop role if exists few")
    shared_postgres.execute("create role few login password 'few' connection limit 0")
    with pytest.raises(StoreAway, match="as many connections as it takes: try again"):
        open_url(shared_postgres.url(database, "few", "few"))


@pytest.mark.parametrize("text", ["half \ud800 a character", "nothing\0"])
def test_text_that_cannot_be_kept_is_refused_in_words(
    open_url: OpenUrl, postgres_url: str, text: str
) -> None:
    store = open_url(postgres_url)

    with pytest.raises(StoreError, match="Nothing was saved because a text holds"):
        save(store, added("sites", {**YORK, "note": text}))
    assert store.revision() == 0


class Refusal(Exception):
    """As the driver has it: with the server's code."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("the server's words\nDETAIL: secret values")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("53100", StoreError, "is full: make room"),
        ("53200", StoreError, "has no room left"),
        ("55P03", StoreError, "Another save has held the store"),
        ("23505", StoreError, "would not fit together"),
        ("58030", StoreError, "reports a fault"),
        ("XX001", StoreError, "restore a backup"),
        ("40001", StoreRace, "save again"),
        ("40P01", StoreRace, "save again"),
        ("57P01", StoreInterrupted, "is not made twice"),
        ("57P03", StoreInterrupted, "is not made twice"),
        ("08006", StoreInterrupted, "is not made twice"),
        ("42P01", StoreError, "could not do this"),
    ],
)
def test_faults_of_the_server_are_said_in_words(
    open_url: OpenUrl, postgres_url: str, code: str, kind: type[StoreError], said: str
) -> None:
    store = open_url(postgres_url)

    def fail(connection: sa.Connection, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("SELECT max(revision.revision)"):
            raise sa.exc.OperationalError(statement, None, Refusal(code))

    sa.event.listen(store.engine.engine, "before_cursor_execute", fail)
    with pytest.raises(kind, match=said) as refusal:
        store.revision()
    assert "secret values" not in str(refusal.value)


def test_save_that_lost_a_race_is_made_again(open_url: OpenUrl, postgres_url: str) -> None:
    store = open_url(postgres_url)
    lost = iter([True, False])

    def lose(connection: sa.Connection) -> None:
        if next(lost, False):
            raise sa.exc.OperationalError("commit", None, Refusal("40001"))

    save(store, added("sources", NHS))
    sa.event.listen(store.engine.engine, "commit", lose)
    changes = [added("sites", KENT)]
    assert store.commit(changes, author="Ann", message="Once", save_id="once").number == 2
    assert store.tables() == {**EMPTY, "sources": [NHS], "sites": [KENT]}


def test_save_waits_no_longer_than_it_may(open_url: OpenUrl, postgres_url: str) -> None:
    store, other = open_url(postgres_url), open_url(postgres_url)
    save(store, added("sources", NHS))

    def hasten(connection: sa.Connection) -> None:
        connection.exec_driver_sql("set local lock_timeout = '1ms'")

    with other.writing():
        sa.event.listen(store.engine.engine, "begin", hasten)
        with pytest.raises(StoreError, match=r"Another save has held the store .* for 30 seconds"):
            store.commit([added("sites", KENT)], author="Ann", message="m", save_id="s")
        sa.event.remove(store.engine.engine, "begin", hasten)
        assert store.tables()["sources"] == [NHS]
    assert store.commit([added("sites", KENT)], author="Ann", message="m", save_id="s").number == 2


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_server_restarted_in_the_middle_of_a_save_loses_nothing_and_saves_once(
    postgres_server: PostgresServer, open_url: OpenUrl, how: str
) -> None:
    store = open_url(postgres_server.new_database())
    save(store, added("sources", NHS))
    times = iter(range(2))

    def restart(connection: sa.Connection, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("INSERT INTO sites") and next(times, None) == 0:
            postgres_server.restart("fast" if how == "fast" else "immediate")

    sa.event.listen(store.engine.engine, "before_cursor_execute", restart)
    saved = store.commit([added("sites", KENT)], author="Ann", message="m", save_id="once")

    assert saved.number == 2
    assert store.tables() == {**EMPTY, "sources": [NHS], "sites": [KENT]}
    again = store.commit([added("sites", KENT)], author="Ann", message="m", save_id="once")
    assert (again, store.revision()) == (saved, 2)


def test_commit_whose_answer_was_lost_is_not_made_twice(
    postgres_server: PostgresServer, open_url: OpenUrl
) -> None:
    """The server took the save and was restarted before it said so."""
    store = open_url(postgres_server.new_database())
    save(store, added("sources", NHS))
    times = iter(range(2))
    dialect = store.engine.engine.dialect
    commit = dialect.do_commit

    def lose_the_answer(connection: sa.PoolProxiedConnection) -> None:
        commit(connection)
        if next(times, None) == 0:
            postgres_server.restart("immediate")
            connection.cursor().execute("select 1")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialect, "do_commit", lose_the_answer)
        saved = store.commit([added("sites", KENT)], author="Ann", message="m", save_id="once")

    assert saved.number == 2
    assert [each.number for each in store.revisions()] == [2, 1]


def test_server_that_is_away_is_said_and_met_again_without_an_error(
    postgres_server: PostgresServer, open_url: OpenUrl
) -> None:
    store = open_url(postgres_server.new_database())
    save(store, added("sources", NHS))
    postgres_server.stop()

    with pytest.raises(StoreAway, match="cannot be reached"):
        store.tables()
    with pytest.raises(StoreAway, match="cannot be reached"):
        store.commit([added("sites", KENT)], author="Ann", message="m", save_id="once")
    postgres_server.start()
    assert store.tables() == {**EMPTY, "sources": [NHS]}
    assert store.commit([added("sites", KENT)], author="Ann", message="m", save_id="once").number


def test_texts_stand_by_their_characters_whatever_the_server_sorts_by(
    open_url: OpenUrl, postgres_url: str
) -> None:
    store = open_url(postgres_url)
    ids = ["a-1", "B", "ab", "A", "é", "z"]
    save(store, *(added("sites", {**YORK, "site_id": each}) for each in ids))

    changed = [change.row_id for change in store.changes(1)]
    assert changed == [row["site_id"] for row in store.tables()["sites"]] == sorted(ids)
    with store.reading() as connection:
        by_locale = sa.text("select x from unnest(array['B', 'ab']) as t(x) order by x")
        assert [*connection.execute(by_locale).scalars()] == ["ab", "B"]


def test_place_names_the_server_and_never_the_password() -> None:
    url = store_postgres.parsed("postgresql+psycopg://ann:secret@db.example.org:6432/evidence")

    assert store_postgres.place_of(url) == "evidence on db.example.org:6432"
