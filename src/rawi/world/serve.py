"""The world on loopback. Comes in: an hour. Goes out: servers that answer for every invented host, until the context is left.

    with running(dt.datetime.now(dt.UTC)) as world:
        world.hosts["www.yaraa.example"]  # ("127.0.0.1", 40321)

One port answers for all hosts and tells them apart by the Host header, as many servers do.
"""

import asyncio
import contextlib
import datetime as dt
import socket
import threading
from collections.abc import Iterator
from typing import Any

from aiohttp import web

from rawi.model import Outlet
from rawi.world.answers import Library
from rawi.world.compose import compose
from rawi.world.data import countries, sites, stories
from rawi.world.records import Truth
from rawi.world.truth import truth

# A server that has not come up by then never will.
START_SECONDS = 20.0


class World:
    """The running world. `at` is its hour: what is published, edited or gone by then is what the servers show.

    `hosts` maps every invented host to its loopback address, `outlets` are what a catalogue would hold, `truth` is what is
    known of the articles as they stand at `now`. `requests` counts what was asked of each host.
    """

    def __init__(self, now: dt.datetime, *, seed: int, at: dt.datetime) -> None:
        self.now, self.at = now, at
        editions = compose(sites(), stories(), now, seed)
        self.library = Library(sites(), editions)
        self.truth: Truth = truth(editions, sites(), stories(), countries(), now)
        self.outlets: tuple[Outlet, ...] = self.truth.outlets
        self.hosts: dict[str, tuple[str, int]] = {}
        self.requests: dict[str, int] = {}

    def advance(self, to: dt.datetime | None = None) -> None:
        """Set the world's hour forward, to `now` if not told; pages fetched afterwards show the later state."""
        self.at = to or self.now

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Answer one request; conditional ones with 304 where nothing changed."""
        host = request.host.rpartition(":")[0] or request.host
        self.requests[host] = self.requests.get(host, 0) + 1
        answer = self.library.answer(host, request.raw_path, self.at)
        if answer.delay:
            await asyncio.sleep(answer.delay)
        etag = answer.headers.get("ETag")
        if etag and request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        response = web.Response(status=answer.status, headers=answer.headers, body=answer.body)
        if len(answer.body) > 2000:  # as servers do: small bodies are not worth it
            response.enable_compression()
        return response


class _Server:
    """A thread with a loop of its own, so that the caller may be anything: a test, a command, another loop."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.loop = asyncio.new_event_loop()
        self.up = threading.Event()
        self.end = asyncio.Event()
        self.port = 0
        self.failed: BaseException | None = None
        self.thread = threading.Thread(target=self._run, name="rawi-world", daemon=True)

    def _run(self) -> None:
        """Serve until the end is called."""
        try:
            self.loop.run_until_complete(self._serve())
        except OSError as error:
            self.failed = error
        finally:
            self.up.set()
            self.loop.close()

    async def _serve(self) -> None:
        """Open one port of the system's choice on loopback and answer on it."""
        app = web.Application()
        app.router.add_get("/{anything:.*}", self.world.respond)
        runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.5)
        await runner.setup()
        opened = socket.create_server(("127.0.0.1", 0), backlog=256)
        try:
            await web.SockSite(runner, opened).start()
            self.port = opened.getsockname()[1]
            self.up.set()
            await self.end.wait()
        finally:
            await runner.cleanup()
            opened.close()
            await _cancelled([task for task in asyncio.all_tasks() if task is not asyncio.current_task()])

    def stop(self) -> None:
        """Close every connection and wait for the thread."""
        with contextlib.suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self.end.set)
        self.thread.join(START_SECONDS)


async def _cancelled(tasks: list[asyncio.Task[Any]]) -> None:
    """End what still waits: the answers of slow endpoints to clients that went away."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.contextmanager
def running(now: dt.datetime, *, seed: int = 1, at: dt.datetime | None = None) -> Iterator[World]:
    """Run the world on loopback.

    Args:
        now: Its last hour; the last day of its news is this day. Must have a time zone.
        seed: Decides the numbers in addresses and what the «most read» lists show; the texts do not depend on it.
        at: The hour that its servers show, `now` if not given; `World.advance` moves it.

    Raises:
        ValueError: If `now` has no time zone.
        OSError: If loopback cannot be used.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    now = now.replace(microsecond=0)
    world = World(now, seed=seed, at=at or now)
    server = _Server(world)
    server.thread.start()
    try:
        if not server.up.wait(START_SECONDS) or server.failed:
            raise OSError(f"the world's server did not start: {server.failed or 'no answer'}")
        world.hosts = {site.host: ("127.0.0.1", server.port) for site in sites()}
        yield world
    finally:
        server.stop()
