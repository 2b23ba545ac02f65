"""The promises of the files around the code: commands, packages, settings, documents."""

import os
import re
import tomllib
from pathlib import Path

import pytest

from evidence import ROOT

# Neither of the project nor read by people: what git keeps, and what tools and the app make.
NOT_OURS = {".git", ".venv", "var", "__pycache__", ".hypothesis", "test-results"}
NOT_OURS |= {".mypy_cache", ".pytest_cache", ".ruff_cache"}
NOT_TEXT = {".png", ".pyc", ".woff2"}
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def direct_names(path: str) -> set[str]:
    lines = (line.strip() for line in text(path).splitlines())
    return {
        re.split(r"[<>=!~;\[ ]", line)[0].lower()
        for line in lines
        if line and not line.startswith(("#", "-"))
    }


def pinned(path: str) -> dict[str, str]:
    """Each pinned package with its whole requirement, hashes included."""
    joined = text(path).replace("\\\n", " ")
    requirements = [
        line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    return {line.split("==")[0].strip().lower(): line for line in requirements}


def text_files() -> list[Path]:
    found = []
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if name not in NOT_OURS]
        found += [Path(folder) / name for name in names if Path(name).suffix not in NOT_TEXT]
    return found


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_make_command_in_the_documents_exists(document: str):
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", text(document)))
    assert {"run", "test"} <= named
    assert named <= targets


def test_readme_begins_with_the_two_commands():
    start = text("README.md").split("\n## ")[0]
    assert start.index("`make run`") < start.index("`make test`")
    assert "Windows" in start


def test_every_python_module_that_the_makefile_starts_exists():
    started = set(re.findall(r"-m ((?:scripts|benchmarks|evidence)[\w.]*)", text("Makefile")))
    missing = {name for name in started if not (ROOT / f"{name.replace('.', '/')}.py").exists()}
    assert started
    assert not missing


def test_continuous_integration_runs_make_test():
    path = ROOT / ".ci" / "run"
    assert os.access(path, os.X_OK)
    commands = [line for line in text(".ci/run").splitlines() if not line.startswith("#")]
    assert commands[-1].split() == ["exec", "make", "test"]


@pytest.mark.parametrize("path", REQUIREMENTS)
def test_every_package_is_pinned_with_a_hash(path: str):
    requirements = pinned(path)
    assert requirements
    for name, requirement in requirements.items():
        assert re.match(r"\s*[\w.-]+==\S+", requirement), name
        assert "--hash=sha256:" in requirement, name


@pytest.mark.parametrize("path", [*REQUIREMENTS, "requirements.in", "requirements-dev.in"])
def test_requirements_name_no_index_and_no_folder(path: str):
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|\s/\w", text(path))


@pytest.mark.parametrize(
    ("listed", "compiled"),
    [("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt")],
)
def test_every_direct_dependency_is_compiled(listed: str, compiled: str):
    assert direct_names(listed) <= set(pinned(compiled))


def test_the_runtime_holds_no_package_of_the_tests():
    assert not direct_names("requirements-dev.in") & set(pinned("requirements.txt"))


def test_tests_use_the_versions_of_the_runtime():
    def version(requirement: str) -> str:
        return requirement.split("--hash")[0].strip()

    runtime, tests = pinned("requirements.txt"), pinned("requirements-dev.txt")
    shared = runtime.keys() & tests.keys()
    assert shared
    assert [version(runtime[name]) for name in shared] == [version(tests[name]) for name in shared]


def test_every_runtime_dependency_has_its_reason():
    rows = re.findall(r"^\| (\S+) \| (.+) \|$", text("docs/decisions.md"), re.MULTILINE)
    reasons = {name.lower(): reason for name, reason in rows}
    for name in direct_names("requirements.in"):
        assert len(reasons.get(name, "")) > 40, name


@pytest.mark.parametrize(
    ("section", "option", "value"),
    [
        ("server", "address", "127.0.0.1"),
        ("server", "port", 8501),
        ("server", "headless", True),
        ("server", "enableStaticServing", False),
        ("browser", "gatherUsageStats", False),
        ("client", "showErrorDetails", "none"),
        ("client", "showErrorLinks", False),
        ("client", "showSidebarNavigation", False),
        ("client", "toolbarMode", "minimal"),
        ("theme", "textColor", "#212B32"),
        ("theme", "primaryColor", "#005EB8"),
        ("theme", "linkColor", "#005EB8"),
        ("theme", "backgroundColor", "#F0F4F5"),
    ],
)
def test_streamlit_is_set_up_as_designed(section: str, option: str, value: object):
    assert tomllib.loads(text(".streamlit/config.toml"))[section][option] == value


def test_streamlit_knows_every_option_that_is_set():
    from streamlit import config

    options = config.get_config_options()
    for section, settings in tomllib.loads(text(".streamlit/config.toml")).items():
        for option in settings:
            assert f"{section}.{option}" in options


def test_the_theme_loads_no_font():
    theme = tomllib.loads(text(".streamlit/config.toml"))["theme"]
    assert theme["font"].startswith("Arial")
    assert "fontFaces" not in theme
    assert not [value for value in theme.values() if isinstance(value, str) and ":" in value]


def test_no_text_file_holds_a_path_of_one_machine():
    # Not preceded by a letter, dot or slash, which would make it a part of a web address.
    machine_path = re.compile(rb"(?<![\w./:-])(?:/(?:home|Users|root|work)/\w|[A-Z]:\\Users\\)")
    files = text_files()
    assert ROOT / "README.md" in files
    assert not [str(path) for path in files if machine_path.search(path.read_bytes())]
