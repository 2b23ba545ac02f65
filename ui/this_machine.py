"""Whether a request came from a browser on the machine that the server runs on."""

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

# What a proxy adds to a request that it passes on.
_PASSED_ON = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip"})
_OF_PROXIES = ("x-forwarded", "x-original", "cf-")
_ORIGINS = ("http://", "https://")


def is_direct(headers: Sequence[tuple[str, str]], address: str | None) -> bool:
    """Whether a browser on this machine asked, and nothing stands between it and the server.

    A proxy in front of a server on loopback would make each of its visitors the machine's user.
    It gives itself away by the host or the origin that the browser asked for, by the address that
    it passes on, or by its headers.

    Args:
        headers: names in small letters with their values, as often as they came.
        address: where the request came from; None for loopback.
    """
    hosts = [value for name, value in headers if name == "host"]
    origins = [value for name, value in headers if name == "origin"]
    return (
        address is None
        and bool(hosts and origins)
        and all(is_loopback(_host(f"//{each}")) for each in hosts)
        and all(each.startswith(_ORIGINS) and is_loopback(_host(each)) for each in origins)
        and not any(name in _PASSED_ON or name.startswith(_OF_PROXIES) for name, _ in headers)
    )


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether a host, without its port, is this machine by name or by number."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
