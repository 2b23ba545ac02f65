"""Real PostgreSQL servers for the tests, from the system's package, on spare ports of loopback.

Their texts sort by the rules of English, so that a test notices where an order was left to them.
"""

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import psycopg
import pytest

INSTALL = "PostgreSQL is not installed: on Debian, apt-get install postgresql"
NEEDED = "EVIDENCE_TESTS_NEED_POSTGRES"
# The user and the password of the server's superuser, who is nobody on this machine.
USER, PASSWORD = "evidence", "not-to-be-shown"
# Since this version the server brings its own rules of sorting.
FIRST_WITH_ICU = 15


class PostgresServer:
    """One server with a data folder of its own; ``stop`` and ``start`` as often as a test likes."""

    def __init__(self, folder: Path, *, is_durable: bool = True) -> None:
        self.folder = folder
        self.is_durable = is_durable
        self.port = 0
        self._numbers = itertools.count(1)
        # PostgreSQL refuses to be root; Debian's package brings a user for it.
        self._user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        self._make()

    def start(self) -> None:
        """Serve again, on the same port as before; nothing where it is serving."""
        if self._is_serving():
            return
        self.port = self.port or _spare_port()
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            f" -c max_connections=40 -c fsync={'on' if self.is_durable else 'off'}"
        )
        log = self.folder / "log"
        try:
            self._run("pg_ctl", "-w", "-s", "-l", log, "-o", options, "start")
        except subprocess.CalledProcessError as error:
            raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")) from error

    def stop(self, how: Literal["fast", "immediate"] = "fast") -> None:
        """Stop serving and cut off who is connected; "immediate" is like a loss of power."""
        if self._is_serving():
            self._run("pg_ctl", "-w", "-s", "-m", how, "stop")

    def restart(self, how: Literal["fast", "immediate"] = "fast") -> None:
        """Stop, and start on the same port."""
        self.stop(how)
        self.start()

    def new_database(self, options: str = "") -> str:
        """The URL of a database without tables, made with those options of ``create database``."""
        name = f"test_{next(self._numbers)}"
        self.execute(f"create database {name} {options}")
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Drop the database of that URL, whoever is connected."""
        if self._is_serving():
            self.execute(f"drop database {url.rpartition('/')[2]} with (force)")

    def url(self, database: str, user: str = USER, password: str = PASSWORD) -> str:
        """What EVIDENCE_DATABASE_URL has to be for that database."""
        return f"postgresql+psycopg://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement as the superuser."""
        url = self.url(database).replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement.encode())

    def as_its_user(self, *command: str | Path) -> None:
        """Run a command as the user whom the server runs as."""
        subprocess.run(
            command,
            check=True,
            user=self._user,
            group=self._user,
            extra_groups=[] if self._user else None,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            timeout=60,
        )

    def _make(self) -> None:
        password_file = self.folder / "password"
        password_file.write_text(PASSWORD)
        version = subprocess.run(
            [_program("postgres"), "--version"], check=True, capture_output=True, text=True
        ).stdout
        number = int("".join(itertools.takewhile(str.isdigit, version.split()[2])))
        english = ["--locale-provider=icu", "--icu-locale=en-GB"]
        self._run(
            "initdb", "--no-sync", f"--username={USER}", f"--pwfile={password_file}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8",
            *(english if number >= FIRST_WITH_ICU else []),
        )  # fmt: skip

    def _is_serving(self) -> bool:
        return (self.folder / "data" / "postmaster.pid").exists()

    def _run(self, program: str, *arguments: str | Path) -> None:
        self.as_its_user(_program(program), "-D", self.folder / "data", *arguments)


def _spare_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _program(name: str) -> str:
    found = shutil.which(name, path=_folder_of_programs())
    if found is None:
        raise FileNotFoundError(INSTALL)
    return found


def _folder_of_programs() -> str:
    """Where the server's programs are; empty where there are none."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if installed:
        return str(installed[-1].parent)
    asked = shutil.which("pg_config")
    if asked is None:
        return ""
    answer = subprocess.run([asked, "--bindir"], check=True, capture_output=True, text=True)
    folder = answer.stdout.strip()
    return folder if (Path(folder) / "initdb").exists() else ""


def _served(*, is_durable: bool) -> Iterator[PostgresServer]:
    if not _folder_of_programs():
        if os.environ.get(NEEDED):
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    # Not in pytest's own folder, which only the user of the tests may enter.
    folder = Path(tempfile.mkdtemp(prefix="evidence-postgres-"))
    server = PostgresServer(folder, is_durable=is_durable)
    server.start()
    try:
        yield server
    finally:
        server.stop("immediate")
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def shared_postgres() -> Iterator[PostgresServer]:
    """The server of this run, for tests that leave it running."""
    yield from _served(is_durable=False)


@pytest.fixture(scope="session")
def unsteady_postgres() -> Iterator[PostgresServer]:
    """Another server, for the tests that stop it."""
    yield from _served(is_durable=True)


@pytest.fixture
def postgres_url(shared_postgres: PostgresServer) -> Iterator[str]:
    """A database without tables, for this test alone, as EVIDENCE_DATABASE_URL wants it."""
    url = shared_postgres.new_database()
    yield url
    shared_postgres.drop_database(url)


@pytest.fixture
def postgres_server(unsteady_postgres: PostgresServer) -> PostgresServer:
    """A server that this test may stop and start; it serves when the test begins."""
    unsteady_postgres.start()
    return unsteady_postgres
