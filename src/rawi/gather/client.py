"""The one client for every outbound request. Comes in: an address. Goes out: a `Fetched`, or a `Refused` that says why not.

Nothing else in rawi opens a connection to the web. Every request is examined by `rawi.gather.guard`, asked of robots.txt, waits
its host's turn, says honestly who it is, verifies TLS, takes no proxy from the environment, keeps no cookie once the call ends,
and is bounded in bytes, unpacked bytes, time, slowness and redirects. A redirect passes through all of this again.

A redirect from https to http is followed: it came over a verified connection from the host itself, some outlets serve nothing
else, and the final address that is kept and shown has the scheme that was really used.
"""

import asyncio
import datetime as dt
import importlib.metadata
import ssl
from collections.abc import Mapping
from functools import partial
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver

from rawi.errors import Reason, UsageError
from rawi.gather.addresses import absolute, host
from rawi.gather.exchange import Answer, exchange, retry_after
from rawi.gather.guard import NOTHING, Allowance, AllowanceResolver, GuardedResolver, examine, guarded_socket
from rawi.gather.inflate import ACCEPTED
from rawi.gather.limits import Limits
from rawi.gather.pace import Pace
from rawi.gather.resolve import SystemResolver
from rawi.gather.robots import Robots
from rawi.model import Fetched, Refused

PAGES = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
FEEDS = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Cookies of one chain of redirects, in bytes as sent: what a consent or load-balancing cookie needs.
MOST_COOKIES = 4_096
# A host that says «too many requests» without saying for how long.
UNSAID_HOLD = 120.0


def user_agent(contact: str = "") -> str:
    """Return how rawi introduces itself: its version and, where the host of this installation gave one, an address to complain to.

    Raises:
        UsageError: the contact cannot stand in a header.
    """
    if not (contact.isascii() and contact.isprintable()) or set(contact) & set("()"):
        raise UsageError(f"The contact {contact!r} cannot stand in a request: use an address in Latin letters without brackets.")
    about = f"Arabic news aggregator; +{contact}" if contact else "Arabic news aggregator"
    return f"rawi/{importlib.metadata.version('rawi')} ({about})"


class Client:
    """The client; use it as `async with Client() as client: answer = await client.get(url)`.

    `contact` is an address or mail address for the people whose hosts are asked. `allowance` opens invented hosts on loopback.
    `resolver` and `trust` (the certificates to believe, as a context that verifies) are the system's if not given.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        contact: str = "",
        allowance: Allowance = NOTHING,
        resolver: AbstractResolver | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._allowance = allowance
        self._resolver = resolver
        self._trust = trust
        self._headers = {
            "User-Agent": user_agent(contact),
            "Accept-Encoding": ACCEPTED,
            "Accept-Language": "ar,en;q=0.5",
        }
        self._pace = Pace(pause=self.limits.pause, longest_pause=self.limits.longest_pause, longest_hold=self.limits.longest_hold)
        self._robots = Robots(self._robots_file, self._pace.slow_down, self.limits)
        # Waiting for one of these costs no request its time; who came first goes first.
        self._slots = asyncio.Semaphore(self.limits.concurrent)
        self._sessions: tuple[aiohttp.ClientSession, aiohttp.ClientSession] | None = None

    async def __aenter__(self) -> Self:
        inner = self._resolver or SystemResolver()
        outside = self._session(GuardedResolver(inner), frozenset())
        inside = self._session(AllowanceResolver(self._allowance), self._allowance.places)
        self._sessions = (outside, inside)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._sessions:
            for session in self._sessions:
                await session.close()
        self._sessions = None

    def _session(self, resolver: AbstractResolver, places: frozenset[tuple[str, int]]) -> aiohttp.ClientSession:
        """Make a session whose sockets are guarded. There are two, so that the one for the web has no allowance to be tricked into."""
        connector = aiohttp.TCPConnector(
            limit=0,
            resolver=resolver,
            socket_factory=partial(guarded_socket, places=places),
            ssl=self._trust or True,
            ttl_dns_cache=60,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            raise_for_status=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=self.limits.connect, sock_read=self.limits.idle),
            max_line_size=self.limits.header_line,
            max_field_size=self.limits.header_line,
            max_headers=self.limits.headers,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),
        )

    async def get(self, url: str, *, etag: str | None = None, modified: str | None = None, accept: str = PAGES) -> Fetched | Refused:
        """Fetch an address.

        Args:
            url: an http or https address, as its source wrote it.
            etag: the entity tag of the last visit; an unchanged resource then answers with status 304 and no body.
            modified: the Last-Modified header of the last visit, to the same end.
            accept: the kinds of content that are wanted.

        Returns:
            Fetched with status 200 to 299, or 304 where that was asked for; else Refused. It never raises for what a server does.
        """
        asked = absolute(url, "")
        if asked is None:
            return Refused(url, Reason.BAD_ADDRESS, f"{url!r} is not an http or https address.")
        headers = {"Accept": accept}
        if etag and etag.isascii() and etag.isprintable():
            headers["If-None-Match"] = etag
        if modified and modified.isascii() and modified.isprintable():
            headers["If-Modified-Since"] = modified
        answer = await self._follow(asked, headers)
        if isinstance(answer, Refused):
            return answer
        if 200 <= answer.status < 300 or (answer.status == 304 and len(headers) > 1):
            return answer
        return Refused(answer.url, Reason.HTTP_STATUS, f"{host(answer.url)} answers with status {answer.status}.")

    async def _robots_file(self, url: str) -> Fetched | Refused:
        return await self._follow(url, {"Accept": "text/plain,*/*;q=0.5"}, robots=True)

    async def _follow(self, url: str, headers: Mapping[str, str], *, robots: bool = False) -> Fetched | Refused:
        """Ask, and follow redirects; each hop is examined anew. `robots`: this is a robots.txt itself."""
        current = url
        passed: list[str] = []
        cookies: dict[str, dict[str, str]] = {}
        for _ in range(self.limits.redirects + 1):
            refused = examine(current, self._allowance)
            if refused is None and not robots:
                refused = await self._robots.refusal(current)
            answer = refused or await self._hop(current, headers, cookies, cut=self.limits.robots_body if robots else None)
            if isinstance(answer, Refused):
                return answer
            target = answer.headers.get("location") if answer.status in REDIRECTS else None
            if target is None:
                now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
                return Fetched(current, url, answer.status, answer.headers, answer.body, now, tuple(passed))
            passed.append(current)
            following = absolute(target, current)
            if following is None:
                return Refused(current, Reason.BAD_ADDRESS, f"{host(current)} redirects to something that is no address of the web.")
            current = following.partition("#")[0]
        return Refused(url, Reason.TOO_MANY_REDIRECTS, f"{host(url)} redirects more than {self.limits.redirects} times.")

    async def _hop(self, url: str, headers: Mapping[str, str], cookies: dict[str, dict[str, str]], *, cut: int | None) -> Answer | Refused:
        """Ask once, in the host's turn, with the cookies that this host set earlier in this chain and no others."""
        assert self._sessions is not None, "Client is used outside of `async with`"
        name = host(url) or ""
        if held := self._pace.held(name):
            return Refused(url, Reason.UNREACHABLE, f"{name} asked to be left alone for another {held:.0f} s.")
        sent = {**self._headers, **headers}
        if jar := "; ".join(f"{key}={value}" for key, value in cookies.get(name, {}).items())[:MOST_COOKIES]:
            sent["Cookie"] = jar
        session = self._sessions[1 if self._allowance.place(name) else 0]
        async with self._pace.turn(name), self._slots:
            answer = await exchange(session, url, sent, self.limits, cut=cut)
        if isinstance(answer, Answer):
            cookies.setdefault(name, {}).update(answer.cookies)
            if answer.status in (429, 503):
                self._pace.hold(name, retry_after(answer.headers, otherwise=UNSAID_HOLD))
        return answer
