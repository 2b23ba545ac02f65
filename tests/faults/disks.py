"""Databases of a PostgreSQL server whose disk takes a few saves and no more, until there is room.

The server's own log of changes stays where there is room, for without it the server goes away.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.faults import servers
from tests.postgres import PostgresServer

# The files of the server's log of changes have 16 MB.
LARGEST_BYTES = 17 * 2**20
# An empty database takes 8 MB.
DISK_MEGABYTES, ENOUGH_MEGABYTES = 24, 96
TABLESPACE = "small"


@dataclass(frozen=True)
class Disk:
    """The URL of the database without tables, and what makes room for all that is to come."""

    url: str
    make_room: Callable[[], object]


@contextmanager
def limited(server: PostgresServer, size: int = LARGEST_BYTES) -> Iterator[Disk]:
    """No file of the database may grow beyond the size, in bytes, as where there is a quota."""
    url = server.new_database()
    # What serves a connection begins with the limits of what started it.
    number = servers.first_process(server).pid
    server.as_its_user("prlimit", f"--pid={number}", f"--fsize={size}:")
    try:
        yield Disk(url, server.restart)
    finally:
        server.restart()
        server.drop_database(url)


def limited_within_a_page(server: PostgresServer) -> AbstractContextManager[Disk]:
    """As ``limited``, where the last page of a file does not fit as a whole."""
    return limited(server, LARGEST_BYTES + 100)


@contextmanager
def small(server: PostgresServer) -> Iterator[Disk]:
    """The database has a small disk to itself; skips the test where none can be mounted."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    folder = Path(tempfile.mkdtemp(prefix="evidence-small-disk-"))
    options = f"size={DISK_MEGABYTES}m,mode=700,uid={(server.folder / 'data').stat().st_uid}"
    if not _is_done(*as_root, "mount", "-t", "tmpfs", "-o", options, "tmpfs", folder):
        folder.rmdir()
        pytest.skip("no disk can be mounted here")
    enlarge = partial(
        _is_done, *as_root, "mount", "-o", f"remount,size={ENOUGH_MEGABYTES}m", folder
    )
    try:
        server.execute(f"create tablespace {TABLESPACE} location '{folder}'")
        url = server.new_database(f"tablespace {TABLESPACE}")
        try:
            yield Disk(url, enlarge)
        finally:
            server.drop_database(url)
            server.execute(f"drop tablespace {TABLESPACE}")
    finally:
        # It may hold files open that are gone.
        server.stop()
        _is_done(*as_root, "umount", folder)
        folder.rmdir()


def _is_done(*command: str | Path) -> bool:
    found = shutil.which(command[0]) is not None
    return found and subprocess.run(command, capture_output=True).returncode == 0
