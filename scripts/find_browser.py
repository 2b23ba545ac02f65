"""Finds the Chromium or Chrome that tests, benchmarks and pictures drive.

``python -m scripts.find_browser`` prints its path; ``--install`` fetches one where there is none.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VARIABLES = ("EVIDENCE_BROWSER", "CHROME")
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
# Run in a process of its own, because Playwright does not start twice in one.
FETCHED_BY_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
ADVICE = (
    "No Chromium or Chrome was found: install one ('sudo apt install chromium' on Debian, "
    "https://www.google.com/chrome/ elsewhere) or name its program in EVIDENCE_BROWSER."
)


class NoBrowserError(Exception):
    """No usable browser; the message says in one sentence what to do."""


def find() -> str:
    """Path of the browser to drive: the one an environment variable names, else the first found.

    Raises:
        NoBrowserError: the named browser does not start, or there is none.
    """
    for variable in VARIABLES:
        if named := os.environ.get(variable):
            if starts(path := shutil.which(named) or named):
                return path
            raise NoBrowserError(
                f"{variable} names {named}, which does not start: correct or unset it."
            )
    for candidate in _candidates():
        if starts(candidate):
            return candidate
    raise NoBrowserError(ADVICE)


def launch_options() -> dict[str, Any]:
    """What Playwright's ``chromium.launch`` needs to start the browser that ``find`` finds.

    Raises:
        NoBrowserError: as ``find``.
    """
    # Chromium refuses to start for Linux's administrator unless its sandbox is off.
    return {"executable_path": find(), "args": ["--no-sandbox"] if _is_administrator() else []}


def starts(program: str) -> bool:
    """Whether the program is a browser that can be driven from here.

    A browser packed as a snap is none: it cannot see the temporary folders of its driver. Ubuntu's
    ``chromium-browser`` is only a note that asks for that snap.
    """
    if sys.platform == "win32":
        # chrome.exe opens a window when it is asked for its version.
        return Path(program).is_file()
    try:
        answer = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=60, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    return bool(answer.strip()) and not answer.strip().endswith("snap")


def install() -> None:
    """Fetch a browser: Debian's own for its administrator, else the one Playwright offers.

    What the tools say stays on their own output, and a failure shows when ``find`` looks again.
    """
    if _is_administrator() and _is_debian():
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
        subprocess.run([*apt, "update"], check=False)
        # With a font as wide as Arial, so that the text takes the room that it takes elsewhere.
        packages = ("chromium", "fonts-liberation")
        subprocess.run([*apt, "install", "--no-install-recommends", *packages], check=False)
        if shutil.which("chromium"):
            return
    playwright = [sys.executable, "-m", "playwright", "install", "--no-shell"]
    # Only the administrator can add the system libraries that it needs.
    subprocess.run(
        [*playwright, *(["--with-deps"] if _is_administrator() else []), "chromium"], check=False
    )


def _candidates() -> Iterator[str]:
    for command in COMMANDS:
        if path := shutil.which(command):
            yield path
    yield from APPLICATIONS
    asked = subprocess.run(
        [sys.executable, "-c", FETCHED_BY_PLAYWRIGHT], capture_output=True, text=True, check=True
    )
    yield asked.stdout.strip()


def _is_administrator() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0


def _is_debian() -> bool:
    try:
        return platform.freedesktop_os_release().get("ID") == "debian"
    except OSError:
        return False


def main() -> int:
    """Print the browser's path; 1 with one sentence on the error output where there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="fetch one where there is none")
    if parser.parse_args().install:
        try:
            find()
        except NoBrowserError:
            if not any(os.environ.get(variable) for variable in VARIABLES):
                install()
    try:
        print(find())
    except NoBrowserError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
