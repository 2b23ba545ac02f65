"""A small real provider of OpenID Connect on loopback, and dashboards that people sign in to.

For a journey of two people open a page each in a browser context of its own::

    with oidc.providing() as provider, oidc.serving(provider, home, tmp_path) as server:
        oidc.give(home, provider.person("Ann Archer"), "owner")
        provider.sign_in_as("Ann Archer")
        oidc.sign_in(ann_page, server)
        provider.sign_in_as("Ben Baker")
        oidc.sign_in(ben_page, server)
"""

import base64
import hashlib
import re
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwk, jwt
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from evidence import home as homes
from evidence.workbench import roles
from evidence.workbench.person import Person, Role
from scripts import server as dashboard
from scripts.server import Server

CLIENT_ID, CLIENT_SECRET = "vanguard-evidence", "a-secret-of-the-tests"
COOKIE_SECRET = "a-cookie-secret-for-the-tests-alone"
# What a fresh server may take for its first pages, and the page on which a sign-in ends.
FIRST_MS = 40_000
LANDING = re.compile("^What do we know")


@dataclass
class Provider:
    """The provider at ``url``; whom it lets in, and what it says of them, is set by the test."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    issued_ago: float = 0.0
    n_sign_ins: int = 0
    key: jwk.RSAKey = field(
        default_factory=lambda: jwk.RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
    )
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        """The person as the dashboard will know them after ``sign_in_as(name)``."""
        subject = _subject(name)
        return Person(f"{self.url}|{subject}", name, f"{subject}@example.org")

    def sign_in_as(self, name: str, *, issued_ago: float = 0.0, **claims: object) -> Person:
        """Whom the provider lets in from now on, without asking.

        Args:
            name: the person's name.
            issued_ago: how many seconds ago the word of the provider shall be.
            claims: further claims of the ID token; None leaves one out.
        """
        who = self.person(name)
        said = {"sub": _subject(name), "name": name, "email": who.email} | claims
        self.claims = {key: value for key, value in said.items() if value is not None}
        self.issued_ago = issued_ago
        return who

    def secrets_file(self, folder: Path) -> Path:
        """A secrets file for a dashboard; Streamlit puts its port into the address."""
        path = folder / "secrets.toml"
        path.write_text(
            "[auth]\n"
            'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
            f'cookie_secret = "{COOKIE_SECRET}"\n'
            f'client_id = "{CLIENT_ID}"\n'
            f'client_secret = "{CLIENT_SECRET}"\n'
            f'server_metadata_url = "{self.url}/.well-known/openid-configuration"\n',
            encoding="utf-8",
        )
        return path


def _subject(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold())


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider that answers on a free port of loopback until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        # Whoever connects before the server runs waits in the listener's queue.
        provider = Provider(f"http://127.0.0.1:{listener.getsockname()[1]}")
        server = uvicorn.Server(uvicorn.Config(_application(provider), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.should_exit = True
            thread.join(10)


def _application(provider: Provider) -> Starlette:
    """A provider's addresses (OpenID Connect Core, Discovery, RP-Initiated Logout, all 1.0)."""

    async def discovery(request: Request) -> Response:
        at = provider.url
        return JSONResponse(
            {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys",
                "end_session_endpoint": f"{at}/end",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def authorize(request: Request) -> Response:
        asked = request.query_params
        if asked["client_id"] != CLIENT_ID or not provider.claims:
            return Response("Nobody to sign in", status_code=403)
        code = secrets.token_urlsafe(16)
        issued = int(time.time() - provider.issued_ago)
        provider.codes[code] = {
            "challenge": asked["code_challenge"],
            "claims": {
                "iss": provider.url,
                "aud": CLIENT_ID,
                "iat": issued,
                # Not yet over: Authlib refuses a token that is.
                "exp": int(time.time()) + 600,
                "nonce": asked["nonce"],
                **provider.claims,
            },
        }
        answer = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{answer}", status_code=302)

    async def token(request: Request) -> Response:
        form = await request.form()
        verifier = str(form["code_verifier"]).encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=")
        held = provider.codes.pop(str(form["code"]), None)
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if (
            held is None
            or held["challenge"] != challenge.decode()
            or request.headers.get("authorization") != f"Basic {basic}"
        ):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        provider.n_sign_ins += 1
        id_token = jwt.encode({"alg": "RS256", "kid": "1"}, held["claims"], provider.key)
        return JSONResponse(
            {
                "access_token": secrets.token_urlsafe(16),
                "token_type": "Bearer",
                "expires_in": 600,
                "id_token": id_token,
            }
        )

    async def keys(request: Request) -> Response:
        return JSONResponse({"keys": [provider.key.as_dict(private=False)]})

    async def end(request: Request) -> Response:
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], status_code=302)

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", discovery),
            Route("/authorize", authorize),
            Route("/token", token, methods=["POST"]),
            Route("/keys", keys),
            Route("/end", end),
        ]
    )


@contextmanager
def serving(provider: Provider, home: Path, folder: Path, **environment: str) -> Iterator[Server]:
    """A dashboard that people sign in to; its store is in ``home``, its secrets in ``folder``."""
    environment = {"STREAMLIT_SECRETS_FILES": str(provider.secrets_file(folder)), **environment}
    with dashboard.running(home, **environment) as server:
        yield server


def give(home: Path, who: Person, role: Role | None) -> None:
    """Give the person a role, or take it with None, as the command line would, seen or not."""
    store = homes.open_store(home)
    try:
        with store.writing() as connection:
            roles.introduce(connection, who)
            roles.give(connection, who.person_id, role, by="the test")
    finally:
        store.close()


def sign_in(page: Page, server: Server, path: str = "people") -> None:
    """Open a page of the workbench, signed in as whom the provider lets in."""
    page.goto(f"{server.url}/{path}")
    # Drawn to its end, the page also notes where the sign-in began.
    expect(page.locator("footer.page")).to_be_visible(timeout=FIRST_MS)
    page.get_by_role("button", name=re.compile("^Sign in")).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible(timeout=FIRST_MS)
    expect(page).to_have_url(f"{server.url}/{path}")
