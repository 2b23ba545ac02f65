"""A small proxy in front of a dashboard, as a team would set one up."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from scripts.server import Server

CHUNK = 65536


@contextmanager
def relaying(server: Server, header: str) -> Iterator[Server]:
    """The server as a proxy on loopback serves it, which adds a header to every connection."""
    host, _, port = server.host.partition(":")
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    client, _ = listener.accept()
                    upstream = socket.create_connection((host, int(port)))
                    added = f"{header}\r\n".encode()
                    _start(_forward, client, upstream, added)
                    _start(_forward, upstream, client, b"")

        _start(accept)
        yield replace(server, url=f"http://127.0.0.1:{listener.getsockname()[1]}")
        listener.shutdown(socket.SHUT_RDWR)


def _start(target: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=target, args=arguments, daemon=True).start()


def _forward(source: socket.socket, sink: socket.socket, added: bytes) -> None:
    """Pass on what comes; ``added`` goes after the first line, which is that of a request."""
    with suppress(OSError), source, sink:
        while data := source.recv(CHUNK):
            if added:
                line, end, rest = data.partition(b"\r\n")
                data, added = line + end + added + rest, b""
            sink.sendall(data)
