"""Names to addresses, by the system's resolver. Comes in: a host name. Goes out: every address it has.

In threads of its own: a name server that does not answer keeps each of them for half a minute, and the threads in which feeds
are read must not wait for that.
"""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

# One for each request that may be under way.
THREADS = 32


class SystemResolver(AbstractResolver):
    """The system's resolver."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="resolve")

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """Return the addresses of a host.

        Raises:
            OSError: it has none, or nobody could be asked.
        """
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
        )
        return [
            ResolveResult(
                hostname=host, host=str(where[0]), port=int(where[1]), family=version, proto=protocol, flags=socket.AI_NUMERICHOST
            )
            for version, _, protocol, _, where in found
        ]

    async def close(self) -> None:
        """Let the threads go as they finish."""
        self._threads.shutdown(wait=False, cancel_futures=True)
