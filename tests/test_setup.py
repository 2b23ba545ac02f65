"""What scripts/setup.sh and scripts/find_browser.py say when something is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidence import ROOT
from scripts import find_browser

TOOLS = ("cat", "cksum", "dirname", "grep", "ln", "readlink", "rm", "sh", "sleep", "tail")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the set-up reads, in a folder with a space in its name."""
    folder = tmp_path / "a project"
    (folder / "scripts").mkdir(parents=True)
    for path in ("scripts/setup.sh", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / path, folder / path)
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with the plain tools and no Python, to stand alone in PATH."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (folder / tool).symlink_to(found)
    return folder


def write_program(path: Path, body: str) -> str:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def set_up(project: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "scripts/setup.sh"],
        cwd=project,
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def assert_one_sentence(result: subprocess.CompletedProcess[str], *words: str) -> None:
    assert result.returncode == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    for word in words:
        assert word in line


def test_without_python_it_says_what_to_install(project: Path, programs: Path):
    assert_one_sentence(set_up(project, programs), "Python 3.11 or newer", "python3-venv")
    assert not (project / ".venv").exists()


def test_an_old_python_is_passed_over(project: Path, programs: Path):
    write_program(programs / "python3", "exit 1")
    assert_one_sentence(set_up(project, programs), "Python 3.11 or newer")


def test_without_the_venv_module_it_says_what_to_install(project: Path, programs: Path):
    without = 'case "$*" in *ensurepip*) exit 1 ;; esac'
    write_program(programs / "python3", f'{without}\nexec "{sys.executable}" "$@"')
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert_one_sentence(set_up(project, programs), f"apt install python{version}-venv")
    assert sorted(os.listdir(project)) == ["requirements-dev.txt", "requirements.txt", "scripts"]


def test_a_browser_that_is_named_and_does_not_start_is_not_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("EVIDENCE_BROWSER", str(tmp_path / "nothing"))
    with pytest.raises(find_browser.NoBrowserError, match="EVIDENCE_BROWSER names"):
        find_browser.find()


def test_the_browser_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    browser = write_program(tmp_path / "browser", "echo Chromium 150.0")
    monkeypatch.setenv("EVIDENCE_BROWSER", browser)
    assert find_browser.find() == browser


@pytest.mark.parametrize(
    "body",
    ["echo Chromium 150.0 snap", "echo 'this needs a snap' >&2; exit 10", "exit 0"],
    ids=["snap", "advertisement for a snap", "silent"],
)
def test_what_cannot_be_driven_is_no_browser(tmp_path: Path, body: str):
    assert not find_browser.starts(write_program(tmp_path / "chromium", body))
