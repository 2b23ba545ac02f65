"""The frame: what it says when the data folder is damaged or a page fails."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from evidence import DATA
from tests.pages.opening import html, open_page
from ui import access, frame


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Path]:
    """A copy of the data folder that the dashboard reads, with a store of its own."""
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied)
    monkeypatch.setattr(access, "DATA", copied)
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path / "var"))
    st.cache_resource.clear()
    yield copied
    st.cache_resource.clear()


def drawn() -> AppTest:
    return open_page("pages/sites.py")


def test_a_damaged_folder_keeps_the_last_good_revision_on_the_screen(folder: Path) -> None:
    before = html(drawn())
    assert "368 of 368 findings" in before
    (folder / "findings.csv").write_bytes(b"finding_id,site_id\nhalf")
    app = drawn()
    assert not app.exception
    assert "368 of 368 findings" in html(app)
    assert "The data folder has" in app.warning[0].value
    assert "revision 1" in app.warning[0].value
    assert any("findings.csv:" in line.value for line in app.text)


def test_a_folder_that_never_was_good_is_said_and_nothing_breaks(folder: Path) -> None:
    (folder / "sites.csv").write_bytes(b"")
    app = drawn()
    assert not app.exception
    assert "there is nothing to show yet" in app.warning[0].value


def test_a_mended_folder_is_taken_in_at_the_next_click(folder: Path) -> None:
    drawn()
    findings = folder / "findings.csv"
    good = findings.read_text(encoding="utf-8")
    findings.write_text(good[: len(good) // 2], encoding="utf-8")
    assert drawn().warning
    changed = good.replace("Hospital costs, older people", "Hospital costs of older people", 1)
    findings.write_text(changed, encoding="utf-8")
    app = drawn()
    assert not app.warning
    assert "Data revision 2" in html(app)


def test_an_error_is_one_sentence_with_a_reference_that_the_log_holds(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(view: object, words: str) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(frame, "heading", fail)
    app = drawn()
    assert not app.exception
    sentence = app.error[0].value
    assert "secret detail" not in sentence
    reference = sentence.split("reference ")[1].split()[0]
    assert reference in caplog.text
    assert "secret detail" in caplog.text
