"""What another site, or a forged cookie, sends to a real server that people sign in to."""

import http.client
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette import starlette_app_utils as cookies
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from evidence import home as homes
from evidence.workbench.person import Person
from scripts.server import Server
from tests import oidc
from tests.attacks import state
from tests.oidc import COOKIE_SECRET

EVIL = "https://evil.example"
COOKIE = "_streamlit_user"


@dataclass(frozen=True)
class Place:
    """A dashboard with a provider, whose owner never signs in."""

    server: Server
    home: Path
    owner: Person


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("attacked")
    home = folder / "home"
    with oidc.providing() as provider, oidc.serving(provider, home, folder) as server:
        owner = provider.sign_in_as("Olive Owner")
        oidc.give(home, owner, "owner")
        yield Place(server, home, owner)
        assert "Traceback" not in server.log(), server.log()


def answered(place: Place, method: str, path: str, **headers: str) -> int:
    """The status of the answer to a request of another site."""
    connection = http.client.HTTPConnection(place.server.host, timeout=30)
    try:
        sent = {"Origin": EVIL, "Content-Type": "text/plain"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        connection.request(method, path, body=b"x=1", headers=sent)
        return connection.getresponse().status
    finally:
        connection.close()


def news(place: Place, said: str) -> list[str]:
    """The lines that the server has printed since it had ``said`` these."""
    return place.server.log()[len(said) :].splitlines()


def store_contents(place: Place) -> dict[str, list[tuple[object, ...]]]:
    store = homes.open_store(place.home)
    try:
        return state.contents(store)
    finally:
        store.close()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/_stcore/upload_file/session/file", 405),
        ("PUT", "/_stcore/upload_file/session/file", 403),
        ("DELETE", "/_stcore/upload_file/session/file", 403),
        ("POST", "/_stcore/stream", 405),
        ("POST", "/auth/login", 405),
        ("POST", "/auth/logout", 405),
        ("POST", "/oauth2callback", 405),
        ("POST", "/", 405),
        ("POST", "/people", 405),
        ("POST", "/upload", 405),
    ],
)
def test_a_cross_site_post_is_refused_and_logged(
    place: Place, method: str, path: str, status: int
) -> None:
    before, said = store_contents(place), place.server.log()

    assert answered(place, method, f"{path}?code=secret") == status

    assert store_contents(place) == before
    line = f"Refused with {status}: {method} '{path}', origin '{EVIL}', from 127.0.0.1"
    [refusal] = [each for each in news(place, said) if "Refused with" in each]
    assert refusal.endswith(f"WARNING ui.server_log: {line}")


def test_a_refused_request_cannot_feign_a_line_of_the_log(place: Place) -> None:
    said = place.server.log()

    assert answered(place, "POST", "/people%0A2026-01-01%20WARNING%20feigned" + "x" * 900) == 404

    [refusal] = news(place, said)
    assert r"'/people\n2026-01-01 WARNING feignedx" in refusal
    assert len(refusal) < 500


def test_what_is_answered_or_merely_not_there_is_no_refusal(place: Place) -> None:
    said = place.server.log()

    assert answered(place, "GET", "/people") == 200
    assert answered(place, "GET", "/people/_stcore/health") == 404

    assert news(place, said) == []


def test_a_token_that_the_other_site_makes_up_is_refused(place: Place) -> None:
    path = "/_stcore/upload_file/session/file"

    assert answered(place, "PUT", path, Cookie="_streamlit_xsrf=a", X_Xsrftoken="b") == 403
    # The attacker can set no cookie of this site, and a token alone is none.
    token = cookies.generate_xsrf_token_string()
    assert answered(place, "PUT", path, X_Xsrftoken=token) == 403


@pytest.mark.parametrize("path", ["/oauth2callback", "/oauth2callback?code=x&state=forged"])
def test_a_sign_in_that_the_server_did_not_begin_is_refused_and_logged(
    place: Place, path: str
) -> None:
    said = place.server.log()
    connection = http.client.HTTPConnection(place.server.host, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    connection.close()

    assert COOKIE not in str(answer.getheaders())
    assert "Missing provider for OAuth callback" in place.server.log()[len(said) :]


def test_the_socket_of_another_site_is_refused_and_logged(place: Place) -> None:
    address = f"ws://{place.server.host}/_stcore/stream"

    with pytest.raises(InvalidStatus) as caught, connect(address, origin=Origin(EVIL), proxy=None):
        pass

    assert caught.value.response.status_code == 403
    assert (
        f"Rejecting WebSocket connection with disallowed Origin or Host header: origin={EVIL}"
        in place.server.log()
    )


def drawn(place: Place, cookie: str) -> str:
    """What the page People draws for a browser that holds this cookie."""
    token = cookies.generate_xsrf_token_string()
    ask = BackMsg()
    ask.rerun_script.page_name = "people"
    parts = []
    with connect(
        f"ws://{place.server.host}/_stcore/stream",
        origin=Origin(place.server.url),
        additional_headers={"Cookie": f"_streamlit_xsrf={token}; {COOKIE}={cookie}"},
        subprotocols=[Subprotocol("streamlit"), Subprotocol(token)],
        max_size=None,
        proxy=None,
    ) as socket:
        socket.send(ask.SerializeToString())
        while True:
            message = ForwardMsg.FromString(bytes(socket.recv(timeout=60, decode=False)))
            parts.append(str(message))
            if message.WhichOneof("type") == "script_finished":
                return "\n".join(parts)


def payload(place: Place, **other: object) -> bytes:
    issuer, _, subject = place.owner.person_id.partition("|")
    said = {
        "iss": issuer,
        "sub": subject,
        "name": place.owner.name,
        "iat": int(time.time()),
        "is_logged_in": True,
        "provider": "default",
        "origin": place.server.url,
        **other,
    }
    return json.dumps(said).encode()


def signed(secret: str, value: bytes) -> str:
    return cookies.create_signed_value(secret, COOKIE, value).decode()


def test_the_cookie_that_the_server_signed_is_the_owner(place: Place) -> None:
    said = place.server.log()

    shown = drawn(place, signed(COOKIE_SECRET, payload(place)))

    assert "Olive Owner" in shown
    assert "Refused attempts" in shown
    assert "Refused a sign-in cookie" not in "".join(news(place, said))


@pytest.mark.parametrize("forged", ["another secret", "unsigned", "changed", "of another site"])
def test_a_forged_cookie_is_nobody_can_write_nothing_and_is_logged(
    place: Place, forged: str
) -> None:
    good = signed(COOKIE_SECRET, payload(place))
    begins, _, rest = good.rpartition("|")
    cookie = {
        "another secret": signed("guessed", payload(place)),
        "unsigned": payload(place).hex(),
        "changed": f"{begins}|{'0' * len(rest)}",
        "of another site": signed(COOKIE_SECRET, payload(place, origin=EVIL)),
    }[forged]
    before, said = store_contents(place), place.server.log()

    shown = drawn(place, cookie)

    assert "You can read without signing in." in shown
    assert "Olive Owner" not in shown.replace("Owners: Olive Owner", "")
    assert "Refused attempts" not in shown
    assert store_contents(place) == before
    [line] = [each for each in news(place, said) if "sign-in cookie" in each]
    assert "WARNING ui.identity: Refused a sign-in cookie that this server did not sign" in line
    assert cookie not in line
