"""Starts the dashboard on a free port, for tests, benchmarks and pictures."""

import os
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evidence import ROOT

START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A dashboard that answers at ``url``, such as http://127.0.0.1:40123 (no slash at the end)."""

    url: str
    process_id: int
    output: Path

    @property
    def host(self) -> str:
        """Host and port, as they stand in the addresses of requests."""
        return self.url.removeprefix("http://")

    def log(self) -> str:
        """All that the server has printed so far."""
        return self.output.read_text(encoding="utf-8", errors="replace")


@contextmanager
def running(
    home: Path, script: Path = ROOT / "dashboard.py", /, **environment: str
) -> Iterator[Server]:
    """Serve ``script`` with its store in ``home``, until the block ends.

    ``environment`` adds variables to the server's environment. Nobody can sign in, whatever secrets
    files the project and the user have, unless ``STREAMLIT_SECRETS_FILES`` names one.

    Raises:
        RuntimeError: the server stopped or was not ready in time; the message holds its output.
    """
    port = _free_port()
    # A file and not a pipe: nobody reads while the block runs, and a full pipe would stop it.
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "server.log"
        own = {
            "EVIDENCE_HOME": str(home),
            "STREAMLIT_SECRETS_FILES": str(Path(folder) / "none.toml"),
        }
        with output.open("wb") as stream:
            process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"],
                cwd=ROOT,
                env=os.environ | own | environment,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        server = Server(f"http://127.0.0.1:{port}", process.pid, output)
        try:
            _wait_until_ready(server, process)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS * 10):
        if _is_healthy(server):
            return
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        raise RuntimeError(f"The server stopped at its start:\n{server.log()}")
    raise RuntimeError(f"The server was not ready in {START_SECONDS} s:\n{server.log()}")


def _is_healthy(server: Server) -> bool:
    # Straight to the server, whatever proxy the environment names.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{server.url}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
