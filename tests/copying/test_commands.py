"""The commands backup, restore, migrate, export and import, on the real data set."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from evidence import DATA, store_tables
from evidence import folder as data_folder
from evidence.__main__ import main
from evidence.schema import load_package
from evidence.store import Store
from ui import access


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose store has the data folder."""
    folder = tmp_path_factory.mktemp("seeded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVIDENCE_HOME", str(folder))
        assert main(["export", str(folder / "out")]) == 0
    return folder


@pytest.fixture
def place(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that home, which the commands find."""
    folder = tmp_path / "home"
    shutil.copytree(seeded, folder)
    monkeypatch.setenv("EVIDENCE_HOME", str(folder))
    monkeypatch.delenv("EVIDENCE_DATABASE_URL", raising=False)
    return folder


def rename_site(folder: Path) -> None:
    """Change one cell of sites.csv."""
    path = folder / "sites.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(",Erewash,") == 1
    path.write_text(text.replace(",Erewash,", ",Erewash town,"), encoding="utf-8")


def test_export_of_the_fresh_store_is_the_data_folder_sorted_by_key(place: Path) -> None:
    package = load_package()
    exported = place / "out"
    assert (exported / "datapackage.json").read_bytes() == (DATA / "datapackage.json").read_bytes()
    candidate, problems = data_folder.read_folder(DATA, package)
    assert problems == []
    for table in package.tables.values():
        header, *lines = (DATA / table.path).read_text(encoding="utf-8").splitlines()
        by_key = dict(
            zip((row.values[table.key] for row in candidate[table.name]), lines, strict=True)
        )
        ordered = store_tables.in_key_order(
            table, {row.values[table.key]: dict(row.values) for row in candidate[table.name]}
        )
        wanted = [header, *(by_key[row[table.key]] for row in ordered)]
        assert (exported / table.path).read_text(encoding="utf-8").splitlines() == wanted


def test_import_shows_the_difference_and_saves_it_when_told_to(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(place / "out")]) == 0
    assert "There is nothing to import." in capsys.readouterr().out
    rename_site(place / "out")

    assert main(["import", str(place / "out"), "--show"]) == 1
    shown = capsys.readouterr().out
    assert "sites: 0 added, 1 changed, 0 removed" in shown
    assert "name: Erewash -> Erewash town" in shown
    assert "Nothing was saved" in shown
    assert main(["import", str(place / "out"), "--yes"]) == 1
    assert main(["import", str(place / "out"), "--yes", "-m", "Its whole name"]) == 0
    assert "Saved as revision 2" in capsys.readouterr().out
    assert main(["export", str(place / "again")]) == 0
    for path in (place / "out").iterdir():
        assert (place / "again" / path.name).read_bytes() == path.read_bytes()
    assert main(["export", str(place / "first"), "--revision", "1"]) == 0
    assert b"Erewash town" not in (place / "first" / "sites.csv").read_bytes()


def test_import_says_the_same_of_a_fault_as_validate(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = place / "out" / "findings.csv"
    header, first, *others = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, f"{first},one more", *others]) + "\n", encoding="utf-8")
    assert main(["validate", str(place / "out")]) == 1
    *said, _ = capsys.readouterr().out.splitlines()

    assert main(["import", str(place / "out"), "--yes", "-m", "Why"]) == 1

    assert said == [line for line in capsys.readouterr().out.splitlines() if line in said]
    assert said


def test_backup_and_restore_say_what_they_do_and_ask(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = str(place / "backup.sqlite")
    assert main(["backup", backup]) == 0
    assert "holds revision 1 of" in capsys.readouterr().out
    assert main(["backup", backup]) == 1
    assert "--force" in capsys.readouterr().err
    assert main(["backup", backup, "--force"]) == 0
    rename_site(place / "out")
    assert main(["import", str(place / "out"), "--yes", "-m", "Its whole name"]) == 0

    assert main(["restore", backup]) == 1
    shown = capsys.readouterr().out
    assert "In the store: revision 2 of" in shown
    assert f"In {backup}: revision 1 of" in shown
    assert "give --yes" in shown
    assert main(["restore", backup, "--yes"]) == 0
    assert "identical" in capsys.readouterr().out
    (kept,) = place.glob("before-restore-*.sqlite")
    assert main(["restore", str(kept)]) == 1
    assert "revision 2 of" in capsys.readouterr().out.splitlines()[1]


def test_commands_without_a_store_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path / "none"))
    for arguments in (["backup", str(tmp_path / "b")], ["migrate", "--to", str(tmp_path / "m")]):
        assert main(arguments) == 1
        assert "There is no store in" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_store_moves_to_postgresql_and_back_with_all_its_history(
    place: Path,
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rename_site(place / "out")
    assert main(["import", str(place / "out"), "--yes", "-m", "Its whole name"]) == 0
    capsys.readouterr()
    assert main(["migrate", "--to", postgres_url]) == 0
    first = capsys.readouterr().out.splitlines()
    assert main(["migrate", "--to", postgres_url]) == 1
    assert "is not empty" in capsys.readouterr().err
    monkeypatch.setenv("EVIDENCE_DATABASE_URL", postgres_url)
    assert main(["export", str(place / "from postgres")]) == 0
    for path in (place / "out").iterdir():
        assert (place / "from postgres" / path.name).read_bytes() == path.read_bytes()
    capsys.readouterr()

    assert main(["migrate", "--to", str(place / "back")]) == 0

    assert capsys.readouterr().out.splitlines() == first
    assert first[-1].endswith("identical.")
    assert all(line.endswith("identical") for line in first[:-1])


def test_export_into_the_data_folder_is_refused_while_the_two_disagree(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    for module in ("evidence.commands.export", "evidence.commands.stores", "evidence.home"):
        monkeypatch.setattr(f"{module}.DATA", data)
    (data / "sites.csv").write_bytes((data / "sites.csv").read_bytes() + b"one,cell\n")

    assert main(["export", str(data)]) == 1

    said = capsys.readouterr().err
    assert "too few fields" in said
    assert "--force" in said
    assert (data / "sites.csv").read_bytes().endswith(b"one,cell\n")
    assert main(["export", str(data), "--force"]) == 0
    assert not (data / "sites.csv").read_bytes().endswith(b"one,cell\n")


@pytest.fixture
def served(place: Path) -> Iterator[Store]:
    """The store as the pages have it."""
    st.cache_resource.clear()
    yield access.store()
    st.cache_resource.clear()


def test_running_dashboard_shows_what_was_restored_at_its_next_click(
    place: Path, served: Store
) -> None:
    first = access.served().model
    assert main(["backup", str(place / "backup")]) == 0
    rename_site(place / "out")
    assert main(["import", str(place / "out"), "--yes", "-m", "Its whole name"]) == 0
    assert access.served().model.revision == 2
    assert main(["restore", str(place / "backup"), "--yes"]) == 0

    restored = access.served().model
    assert restored.revision == 1
    assert restored is not first

    # Another revision 2 than the one that was shown before.
    path = place / "out" / "sites.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Erewash town", "Erewash valley"))
    assert main(["import", str(place / "out"), "--yes", "-m", "Another name"]) == 0
    names = access.served().model.base_table("sites")["short_name"].to_pylist()
    assert "Erewash valley" in names
    assert "Erewash town" not in names
