"""The data as if published: for people with a role, with a notice, and nothing to take away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from evidence import home as homes
from evidence.workbench import drafts, review
from evidence.workbench.person import READER, Person
from tests import tiny_package
from tests.pages.opening import html, open_page
from ui import access, identity

ANN = Person("ann", "Ann")
NEW_NAME = "Rushcliffe as it may be"


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of this module's own, in which one corrected name waits for review."""
    folder = tmp_path_factory.mktemp("as_if")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVIDENCE_HOME", str(folder))
        st.cache_resource.clear()
        access.served()
        store = homes.open_store(folder)
        tiny_package.let(store, "ann", "analyst")
        draft = drafts.start(store, ANN, "correction", "A name *of* <b>Ann</b>")
        drafts.put(store, ANN, draft, "sites", {"name": NEW_NAME}, opens="rushcliffe-principia")
        review.send(store, ANN, draft, message="The site says so")
        store.close()
        yield folder
    st.cache_resource.clear()


def opened_by(monkeypatch: pytest.MonkeyPatch, who: Person, **query: str) -> AppTest:
    monkeypatch.setattr(identity, "person", lambda: who)
    app = open_page("pages/site.py", site="rushcliffe-principia", **query)
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_an_analyst_sees_what_waits_and_goes_back(waiting, monkeypatch):
    app = opened_by(monkeypatch, ANN, as_if="published")

    assert NEW_NAME in html(app) or NEW_NAME in app.title[0].value
    assert "1 row of 1 submission beside revision 1" in html(app)
    assert "A name *of* &lt;b&gt;Ann&lt;/b&gt;" in html(app)

    (back,) = [button for button in app.button if button.key == "as_if_back"]
    back.click().run()
    assert NEW_NAME not in html(app) + app.title[0].value
    assert "as_if" not in app.query_params


def test_the_links_keep_the_view_while_walking(waiting, monkeypatch):
    app = opened_by(monkeypatch, ANN, as_if="published")

    assert "as_if=published" in html(app)


def test_nothing_can_be_kept_or_taken_away_from_it(waiting, monkeypatch):
    published = html(opened_by(monkeypatch, ANN))
    shown = html(opened_by(monkeypatch, ANN, as_if="published"))

    assert "SVG" in published
    assert "SVG" not in shown


@pytest.mark.parametrize("who", [READER, Person("stranger", "A stranger")])
def test_others_see_what_is_published(waiting, monkeypatch, who):
    app = opened_by(monkeypatch, who, as_if="published")

    assert NEW_NAME not in html(app) + app.title[0].value
    assert "as_if_back" not in {button.key for button in app.button}
    assert "Show the data as if published" not in labels(app)


def test_the_way_there_is_offered_to_an_analyst(waiting, monkeypatch):
    app = opened_by(monkeypatch, ANN)

    assert NEW_NAME not in html(app) + app.title[0].value
    (there,) = [button for button in app.button if button.key == "as_if_offer"]
    there.click().run()
    assert app.query_params["as_if"] == "published"
    assert "as if what is in review were published" in html(app)


def test_an_earlier_revision_is_shown_as_it_was(waiting, monkeypatch):
    app = opened_by(monkeypatch, ANN, as_if="published", revision="1")

    assert NEW_NAME not in html(app) + app.title[0].value


def test_the_published_data_of_others_are_not_touched_by_the_view(waiting, monkeypatch):
    opened_by(monkeypatch, ANN, as_if="published")
    app = opened_by(monkeypatch, READER)

    assert NEW_NAME not in html(app) + app.title[0].value
    assert access.served().model.version == "1"
