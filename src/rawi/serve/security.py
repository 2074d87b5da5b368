"""What keeps the pages to their reader. Comes in: addresses to listen on, requests. Goes out: headers, refusals.

The pages run no script but our own file, load nothing from elsewhere, and are framed by nobody. As there are no accounts yet, the
server listens on loopback only, and answers only to loopback's names: a page elsewhere whose name was pointed at this machine reads
nothing.
"""

import ipaddress
import urllib.parse
from collections.abc import Callable, Iterable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rawi.errors import UsageError

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; frame-src 'self'; script-src 'self'; connect-src 'self'"
)
# A kept page is somebody else's: nothing loads, nothing runs, and only our own page may frame it.
INERT_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
Refuse = Callable[[Request, str, int], Response]


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine's loopback: «localhost», 127.0.0.0/8 or ::1."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def loopback_only(host: str) -> None:
    """Refuse to listen anywhere but on loopback, as long as there are no accounts.

    Raises:
        UsageError: the address is reachable from other machines.
    """
    if not is_loopback(host):
        raise UsageError(
            f"rawi does not listen on {host}: it has no accounts yet, so anyone who reaches that address could read and search the "
            "archive. Use 127.0.0.1, and reach it from elsewhere through an SSH tunnel.",
            about=host,
        )


def add_headers(headers: MutableHeaders) -> None:
    """Add what every answer carries, without touching what the answer itself set."""
    for name, value in HEADERS.items():
        headers.setdefault(name, value)


def named_host(value: str) -> str | None:
    """Return the name in a Host header without its port, or None where it is malformed."""
    if not value or len(value) > 255 or any(mark in value for mark in "/\\@?# "):
        return None
    try:
        parts = urllib.parse.urlsplit("//" + value)
        parts.port  # noqa: B018 - raises where the port is no port
    except ValueError:
        return None
    return parts.hostname


def foreign_write(method: str, headers: Mapping[str, str]) -> bool:
    """Say whether a request that changes something was sent by a page of another site (CSRF).

    `Sec-Fetch-Site` decides where the browser sends it, else `Origin`; a program that sends neither is nobody's browser.
    """
    if method in SAFE:
        return False
    if site := headers.get("sec-fetch-site"):
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urllib.parse.urlsplit(origin).netloc != headers.get("host")


class Guard:
    """ASGI middleware: refuses foreign hosts and foreign writes, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], refuse: Refuse) -> None:
        self.app = app
        self.hosts = frozenset(host.strip("[]").lower() for host in hosts)
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_headers(MutableHeaders(scope=message))
            await send(message)

        answer = self._refusal(scope) or self.app
        await answer(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._known(headers.getlist("host")):
            return self.refuse(Request(scope), "host", 421)
        return self.refuse(Request(scope), "origin", 403) if foreign_write(scope["method"], headers) else None

    def _known(self, given: list[str]) -> bool:
        """Say whether a request names this machine: exactly one Host header, with loopback's name or the one set."""
        name = named_host(given[0]) if len(given) == 1 else None
        return name is not None and (is_loopback(name) or name in self.hosts)
