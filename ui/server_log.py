"""The server's own log: its form, and the requests that the server refuses by itself."""

import logging

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

log = logging.getLogger(__name__)

# Answers that say no to whoever asks. That something is not there (404) is none to a reader, who
# may have followed an old link, and one to everybody else: nothing here is there to be posted to.
REFUSALS = frozenset({400, 401, 403, 405, 413})
READS = frozenset({"GET", "HEAD", "OPTIONS"})
# How much of a path or a header is written, in characters: whoever asks chooses how long it is.
SHOWN = 200


def begin() -> None:
    """Give the lines of the dashboard the form that the lines of Streamlit have: time and level."""
    logging.basicConfig(
        level=config.get_option("logger.level").upper(),
        format=config.get_option("logger.messageFormat"),
    )


class RefusedRequests:
    """Writes one line for each request that is answered with a refusal; changes no answer.

    Streamlit logs refused connections of its WebSocket itself, and no other request. The line holds
    the method, the path without its query (which may hold a code of the provider), the origin that
    the browser named, the address the request came from, and the status. All of it is quoted as
    Python writes a text, so that no line break in it can feign another line of the log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request as the application does, and log it where that is a refusal."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_refusal(scope, message["status"]):
                _note(scope, message["status"])
            await send(message)

        await self.app(scope, receive, noting)


def _is_refusal(scope: Scope, status: int) -> bool:
    return status in REFUSALS or (status >= 400 and scope["method"] not in READS)


def _note(scope: Scope, status: int) -> None:
    host, _ = scope.get("client") or ("", 0)
    log.warning(
        "Refused with %d: %s %r, origin %r, from %s",
        status,
        scope["method"],
        scope["path"][:SHOWN],
        Headers(scope=scope).get("origin", "")[:SHOWN],
        host,
    )
