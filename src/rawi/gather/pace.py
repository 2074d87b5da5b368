"""How fast a host may be asked. Comes in: host names. Goes out: turns, one at a time for each host, with a pause between them."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import AsyncIterator

# Hosts that are remembered; a host that nobody waits for is forgotten when so many others have been asked since.
REMEMBERED = 10_000


class _Host:
    """What is known of one host: whose turn it is, when the last one ended, how long it wants to be left alone."""

    __slots__ = ("delay", "free_at", "held_until", "turn", "waiting")

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.free_at = 0.0
        self.held_until = 0.0
        self.delay = 0.0
        self.waiting = 0


class Pace:
    """Turns for requests. Times are those of the running loop, in seconds."""

    def __init__(self, *, pause: float, longest_pause: float, longest_hold: float) -> None:
        self._pause = pause
        self._longest_pause = longest_pause
        self._longest_hold = longest_hold
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    def _host(self, name: str) -> _Host:
        found = self._hosts.get(name)
        if found is None:
            if len(self._hosts) >= REMEMBERED:
                self._forget()
            found = self._hosts[name] = _Host()
        self._hosts.move_to_end(name)
        return found

    def _forget(self) -> None:
        """Drop the host that was asked longest ago and that nobody waits for."""
        idle = next((name for name, host in self._hosts.items() if not host.waiting), None)
        if idle is not None:
            del self._hosts[idle]

    @contextlib.asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait until the host may be asked again, and keep it for the body of the `with`; turns come in the order of asking."""
        host = self._host(name)
        host.waiting += 1
        try:
            async with host.turn:
                loop = asyncio.get_running_loop()
                if (wait := host.free_at - loop.time()) > 0:
                    await asyncio.sleep(wait)
                try:
                    yield
                finally:
                    host.free_at = loop.time() + max(self._pause, host.delay)
        finally:
            host.waiting -= 1

    def slow_down(self, name: str, delay: float) -> None:
        """Note the pause that a host asks for in its robots.txt; it is kept up to the longest we grant."""
        self._host(name).delay = min(max(delay, 0.0), self._longest_pause)

    def hold(self, name: str, seconds: float) -> None:
        """Note that a host asked to be left alone for a while."""
        self._host(name).held_until = asyncio.get_running_loop().time() + min(max(seconds, 1.0), self._longest_hold)

    def held(self, name: str) -> float:
        """Return for how many seconds more the host wants to be left alone, 0 if it does not."""
        host = self._hosts.get(name)
        return max(0.0, host.held_until - asyncio.get_running_loop().time()) if host else 0.0
