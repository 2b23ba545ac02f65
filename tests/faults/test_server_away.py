"""A PostgreSQL server that goes away in the middle of a save, and comes back after a minute."""

import getpass
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from evidence.store import Change, Revision, Store
from evidence.store_errors import StoreAway
from evidence.workbench import drafts, submission
from evidence.workbench.person import local
from tests.pages import opening
from tests.postgres import PostgresServer
from tests.tiny_package import let
from ui import access

AWAY_SECONDS = 60
# What a reader clicks, how often, and how many clicks the dashboard may take to go on as before.
EVERY_SECONDS, MOST_CLICKS = 1, 100
PAGES = ("dashboard.py", "pages/sites.py", "pages/gaps.py")
ME = local(getpass.getuser())
AWAY = "cannot be reached"
MEND = "try again in a moment; if it stays away, whoever runs its server has to look after it."
TYPED = "Typed right after the server had gone"


def correction(store: Store, position: int) -> Change:
    """Another summary for one of the sites."""
    row = store.tables()["sites"][position]
    summary = f"{row['summary']} What was added to it before or while the server was away."
    return Change("sites", row["site_id"], {**row, "summary": summary})


def commit(store: Store, change: Change) -> Revision:
    return store.commit([change], author="ann", message="Say why", save_id=change.row_id)


def drawn(page: AppTest) -> str:
    """What a page shows; it is drawn to its end."""
    assert not page.exception
    assert not page.error
    return opening.html(page)


def title_of(page: AppTest) -> Any:
    (field,) = [each for each in page.text_area if each.label.startswith("Title")]
    return field


@contextmanager
def stopped_while_saving(store: Store, server: PostgresServer) -> Iterator[None]:
    """The server goes, as by a loss of power, when a save has begun and is about to write rows."""

    def stop(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO sites"):
            server.stop("immediate")

    sa.event.listen(store.engine.engine, "before_cursor_execute", stop)
    try:
        yield
    finally:
        sa.event.remove(store.engine.engine, "before_cursor_execute", stop)


def says_where_and_what_to_do(told: str, store: Store) -> bool:
    return told.startswith(f"The store {store.place} {AWAY} ") and told.endswith(MEND)


def test_server_away_for_a_minute_costs_nobody_anything(server: PostgresServer) -> None:
    store = access.store()
    let(store, "ann")
    let(store, ME.person_id)
    draft = drafts.start(store, ME, "case")
    drafts.put(store, ME, draft, "sources", {"source_id": "typed"})
    acknowledged = commit(store, correction(store, 0))
    rows, interrupted = store.tables(), correction(store, 1)
    readers = [opening.open_page(path) for path in PAGES]
    shown = [drawn(page) for page in readers]
    form = opening.open_page("pages/add.py", submission=draft)

    with stopped_while_saving(store, server), pytest.raises(StoreAway) as told:
        commit(store, interrupted)
    assert says_where_and_what_to_do(str(told.value), store)
    title_of(form).set_value(TYPED).run()
    clicks = everybody_clicks_while_it_is_away(store, readers, shown, form, interrupted)
    assert clicks >= len(PAGES)

    server.start()
    until_the_notice_is_gone()
    assert store.tables() == rows
    assert store.revision() == acknowledged.number
    saved = commit(store, interrupted)
    assert commit(store, interrupted) == saved
    assert saved.number == store.revision() == acknowledged.number + 1
    assert [each for each in store.tables()["sites"] if each["site_id"] == interrupted.row_id] == [
        interrupted.row
    ]
    the_form_saves_what_was_typed_once(form, store, draft)


def everybody_clicks_while_it_is_away(
    store: Store, readers: list[AppTest], shown: list[str], form: AppTest, interrupted: Change
) -> int:
    """Read and try to save for the whole time; gives how often."""
    model, clicks = access.served().model, 0
    over = threading.Event()
    clock = threading.Timer(AWAY_SECONDS, over.set)
    clock.daemon = True
    clock.start()
    while not over.wait(EVERY_SECONDS):
        served = access.served()
        assert served.model is model
        assert "Saving has to wait" in served.notice
        place = clicks % len(readers)
        assert drawn(readers[place].run()) == shown[place]
        with pytest.raises(StoreAway) as told:
            commit(store, interrupted)
        assert says_where_and_what_to_do(str(told.value), store)
        assert [AWAY in each.value for each in form.run().error] == [True]
        clicks += 1
    return clicks


def until_the_notice_is_gone() -> None:
    """Click until the dashboard asks the store again, which it leaves alone for a moment."""
    pause = threading.Event()
    for _ in range(MOST_CLICKS):
        if not access.served().notice:
            return
        pause.wait(EVERY_SECONDS)
    pytest.fail(access.served().notice)


def the_form_saves_what_was_typed_once(form: AppTest, store: Store, draft: str) -> None:
    form.run()
    assert title_of(form).value == TYPED
    (again,) = [each for each in form.button if each.label == "Try to save again"]
    again.click().run()
    drawn(form)
    assert [each.label for each in form.button if each.label == again.label] == []
    found = submission.found(store, ME, draft)
    assert found is not None
    assert [(each.row or {})["title"] for each in found.entries] == [TYPED]
    assert [each.submission_id for each in submission.own(store, ME)] == [draft]
