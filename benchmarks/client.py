"""One viewer of a Streamlit app, speaking its websocket protocol as of Streamlit 1.67.

A browser opens ``/_stcore/stream`` and sends one ``BackMsg`` a rerun, with the state of all its
widgets; the server answers with one ``ForwardMsg`` an element and, last, ``script_finished``.
Elements over 10 kB that the browser still holds come back as a short reference.
"""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

# The browser keeps a cached message for about two runs.
RUNS_KEPT = 2
FINISHED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


@dataclass
class Run:
    """One rerun: milliseconds from sending to the end and to the first chart, bytes on the wire."""

    finished_ms: float = 0.0
    chart_ms: float | None = None
    received_bytes: int = 0


class CountingSocket(socket.socket):
    """A socket that counts what it receives, compressed as it comes."""

    received = 0

    def recv(self, bufsize: int, flags: int = 0) -> bytes:
        """What ``socket.recv`` gives."""
        data = super().recv(bufsize, flags)
        self.received += len(data)
        return data


Click = Callable[[], Run]


@dataclass
class Viewer:
    """One open page. Widgets are known by their labels once a run has shown them."""

    connection: ClientConnection
    socket: "CountingSocket"
    query: str
    page: str
    popovers: dict[str, Any] = field(default_factory=dict)
    choices: dict[str, Any] = field(default_factory=dict)
    states: dict[str, tuple[str, Any]] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    script_hash: str = ""
    runs: int = 0

    def rerun(self) -> Run:
        """Ask for a rerun with the present widget states and wait for its end.

        Raises:
            RuntimeError: the page showed an exception or did not finish.
        """
        message = self._request().SerializeToString()
        run = Run()
        before = self.socket.received
        started = time.perf_counter()
        self.connection.send(message)
        while not self._take(self.connection.recv(timeout=60), run, started):
            pass
        run.finished_ms = (time.perf_counter() - started) * 1e3
        run.received_bytes = self.socket.received - before
        self.runs += 1
        self.held = {key: seen for key, seen in self.held.items() if self.runs - seen <= RUNS_KEPT}
        return run

    def visit(self, query: str) -> Run:
        """Change the parameters of the address, as a link within the page does, and rerun."""
        self.query = query
        return self.rerun()

    def open_popover(self, label: str) -> Run:
        """Open the popover with this label."""
        self.states[self.popovers[label].id] = ("bool_value", True)
        return self.rerun()

    def choose(self, label: str, values: list[str]) -> Run:
        """Choose options of a row of pills by the beginning of their words."""
        group = self.choices[label]
        names = [option.content for option in group.options]
        chosen = [name for name in names if any(name.startswith(value) for value in values)]
        self.states[group.id] = ("string_array_value", chosen)
        return self.rerun()

    def _request(self) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.script_hash
        state.page_name = "" if self.script_hash else self.page
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en-GB"
        state.cached_message_hashes.extend(self.held)
        for widget_id, (kind, value) in self.states.items():
            widget = state.widget_states.widgets.add()
            widget.id = widget_id
            if kind == "string_array_value":
                widget.string_array_value.SetInParent()
                widget.string_array_value.data.extend(value)
            else:
                setattr(widget, kind, value)
        return message

    def _take(self, data: bytes | str, run: Run, started: float) -> bool:
        assert isinstance(data, bytes)
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.script_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "ref_hash":
            self.held[message.ref_hash] = self.runs
        elif kind == "delta":
            self._learn(message, run, started)
        elif kind == "script_finished":
            if message.script_finished not in FINISHED:
                raise RuntimeError(f"the run ended with {message.script_finished}")
            return True
        return False

    def _learn(self, message: ForwardMsg, run: Run, started: float) -> None:
        if message.delta.WhichOneof("type") == "add_block":
            popover = message.delta.add_block.popover
            if popover.id:
                self.popovers[popover.label] = popover
            return
        element = message.delta.new_element
        name = element.WhichOneof("type")
        if message.metadata.cacheable and message.hash:
            self.held[message.hash] = self.runs
        if name == "exception":
            raise RuntimeError(element.exception.message)
        if name == "button_group":
            self.choices[element.button_group.label] = element.button_group
        if name == "multiselect":
            self.choices[element.multiselect.label] = element.multiselect
        if name == "plotly_chart" and run.chart_ms is None:
            run.chart_ms = (time.perf_counter() - started) * 1e3


def open_viewer(address: str, page: str = "", query: str = "") -> Viewer:
    """Open a page of the app at ``address`` and run it until its widgets have their lasting ids."""
    host, port = address.removeprefix("http://").split(":")
    plain = socket.create_connection((host, int(port)))
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    counting = CountingSocket(fileno=plain.detach())
    connection = connect(
        f"ws://{host}:{port}/_stcore/stream",
        sock=counting,
        # As a browser on this machine says; without it the dashboard takes this for a proxy.
        origin=Origin(address),
        subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")],
        max_size=None,
    )
    viewer = Viewer(connection, counting, query, page)
    viewer.rerun()
    viewer.rerun()
    return viewer
