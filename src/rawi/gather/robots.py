"""What a host's robots.txt lets us ask for. Comes in: an address. Goes out: a refusal, or None; and the pause that the host wants.

After RFC 9309: no such file (4xx) allows everything; a host that cannot give it (5xx, 429) is left alone for a while; of a file
that is too long the beginning counts. A file is kept for a day and asked for once, however many pages wait for it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

import ada_url
from protego import Protego

from rawi.errors import Reason
from rawi.gather.limits import Limits
from rawi.model import Fetched, Refused

TOKEN = "rawi"  # noqa: S105 - the product token of RFC 9309, no secret
REMEMBERED = 10_000
# Longer files are parsed beside the loop: 500 kB of rules take half a second.
SHORT = 32_000
# Something is there and it is no robots.txt: a picture, noise, a circle. That forbids nothing (RFC 9309, 2.3.1.2 and 2.3.1.3).
NO_RULES = (Reason.NOT_HTML, Reason.UNREADABLE, Reason.TOO_MANY_REDIRECTS, Reason.BAD_ADDRESS)

# Follows redirects and answers with whatever status the host gave.
Fetch = Callable[[str], Awaitable[Fetched | Refused]]


class _Origin:
    """What is known of one scheme, host and port: with neither rules nor refusal everything is allowed."""

    __slots__ = ("asking", "refused", "rules", "until")

    def __init__(self) -> None:
        self.asking = asyncio.Lock()
        self.until = 0.0
        self.rules: Protego | None = None
        self.refused: Refused | None = None


class Robots:
    """The robots.txt files of all hosts, fetched as they are needed."""

    def __init__(self, fetch: Fetch, slow_down: Callable[[str, float], None], limits: Limits) -> None:
        self._fetch = fetch
        self._slow_down = slow_down
        self._limits = limits
        self._known: OrderedDict[str, _Origin] = OrderedDict()

    async def refusal(self, url: str) -> Refused | None:
        """Return why the host does not want this address to be asked for, or None."""
        parts = ada_url.parse_url(url, attributes=("origin", "hostname"))
        host = parts["hostname"]
        known = await self._origin(parts["origin"], host)
        if known.refused is not None:
            return Refused(url, known.refused.reason, known.refused.detail)
        if known.rules is None or known.rules.can_fetch(url, TOKEN):
            return None
        return Refused(url, Reason.ROBOTS, f"{host} asks programs in its robots.txt not to fetch this address.")

    async def _origin(self, origin: str, host: str) -> _Origin:
        """Return what is known of an origin, asking it first where that is nothing or old."""
        known = self._known.setdefault(origin, _Origin())
        self._known.move_to_end(origin)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        async with known.asking:
            if known.until <= asyncio.get_running_loop().time():
                await self._ask(known, origin, host)
        return known

    async def _ask(self, known: _Origin, origin: str, host: str) -> None:
        """Fetch the file and note what it says."""
        answer = await self._fetch(origin + "/robots.txt")
        now = asyncio.get_running_loop().time()
        known.rules, known.refused, known.until = None, None, now + self._limits.robots_fresh
        if isinstance(answer, Refused):
            if answer.reason not in NO_RULES:
                known.refused, known.until = answer, now + self._limits.robots_retry
        elif answer.status >= 500 or answer.status == 429:
            sentence = f"{host} cannot give its robots.txt at the moment (status {answer.status}), so it is left alone for a while."
            known.refused, known.until = Refused(answer.url, Reason.ROBOTS, sentence), now + self._limits.robots_retry
        elif answer.status < 300:
            text = answer.body.decode("utf-8", errors="replace")
            known.rules = Protego.parse(text) if len(text) < SHORT else await asyncio.to_thread(Protego.parse, text)
            if (delay := known.rules.crawl_delay(TOKEN)) is not None:
                self._slow_down(host, float(delay))
