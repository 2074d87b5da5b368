"""What the terminal shows of a running rawi. Comes in: an archive, outlets, a listening socket. Goes out: a live table on stderr.

On a terminal the table changes in place every second; elsewhere there is one line a minute.
"""

import asyncio
import datetime as dt
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.live import Live as Screen
from rich.table import Table

from rawi.app import writing
from rawi.archive import Archive
from rawi.cli.output import tell
from rawi.errors import UsageError
from rawi.gather.guard import Allowance
from rawi.gather.limits import Limits
from rawi.model import Outlet
from rawi.outlets.catalogue import Catalogue
from rawi.running import Live, gather_into, serve, up
from rawi.serve.listening import listen
from rawi.settings import Settings

SECONDS_BETWEEN_LINES = 60.0
WORTH = {
    "specimen": "an article that heard it from a paper that heard it from officials; with a promo, two sources and seven tags",
    "family": "a wire item that several outlets carried, with and without credit",
    "edited": "an article whose publisher changed it",
    "english": "an article in English, on right-to-left pages",
    "encoding": "a page of an old windows-1256 site",
}


def run_up(archive: Archive, settings: Settings, outlets: Sequence[Outlet], listener: socket.socket) -> None:
    """Gather and serve until Ctrl-C."""
    live, address = Live(), _address(listener)
    archive.announce(address)
    tell(f"rawi serves on {address} (Ctrl-C ends it)")

    def gathered() -> None:
        if live.nothing_reachable:
            tell("No outlet can be reached from here. `rawi demo` shows rawi without the internet.")

    _run(lambda stop: up(archive, settings, outlets, listener, live, stop, gathered=gathered), live)
    tell(_line(live))


def run_demo(settings: Settings, *, keep: bool, any_port: bool) -> None:
    """Gather and serve the invented world until Ctrl-C; name the addresses worth opening once all is gathered."""
    from rawi.world.serve import running

    with tempfile.TemporaryDirectory(prefix="rawi-demo-") as place:
        if not keep:
            settings = msgspec.structs.replace(settings, archive=str(Path(place) / "archive"))
        try:
            listener = listen(settings.host, settings.port)
        except UsageError:
            if not any_port:
                raise
            listener = listen(settings.host, 0)
        with listener, running(dt.datetime.now(dt.UTC)) as world, writing(settings, catalogue=Catalogue(world.outlets)) as archive:
            live, address = Live(), _address(listener)
            tell(f"rawi serves an invented news world on {address} (Ctrl-C ends it)")

            def gathered() -> None:
                _name_addresses(archive, address, world.truth)

            work: Callable[[asyncio.Event], Coroutine[Any, Any, None]] = lambda stop: up(  # noqa: E731 - as in run_up
                archive,
                settings,
                world.outlets,
                listener,
                live,
                stop,
                allowance=Allowance(world.hosts),
                limits=Limits(pause=0.0),
                gathered=gathered,
            )
            _run(work, live)


def run_serve(archive: Archive, settings: Settings, listener: socket.socket) -> None:
    """Serve without gathering until Ctrl-C."""
    tell(f"rawi serves on {_address(listener)} (Ctrl-C ends it)")
    _run(lambda stop: serve(archive, settings, listener, stop), None)


def run_gather(archive: Archive, settings: Settings, outlets: Sequence[Outlet], *, once: bool) -> Live:
    """Gather without serving, until Ctrl-C or one time; return what was done."""
    live = Live()
    _run(lambda stop: gather_into(archive, settings, outlets, live, stop, once=once), live)
    tell(_line(live))
    return live


def _run(work: Callable[[asyncio.Event], Coroutine[Any, Any, None]], live: Live | None) -> None:
    """Run until done or until SIGINT or SIGTERM, showing the state meanwhile."""

    async def main() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        showing = asyncio.create_task(_show(live)) if live else None
        try:
            await work(stop)
        finally:
            if showing:
                showing.cancel()
                await asyncio.gather(showing, return_exceptions=True)

    asyncio.run(main())


async def _show(live: Live) -> None:
    console = Console(stderr=True)
    if not console.is_terminal:
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LINES)
            tell(_line(live))
    with Screen(_table(live), console=console, auto_refresh=False) as screen:
        while True:
            await asyncio.sleep(1)
            screen.update(_table(live), refresh=True)


def _figures(live: Live) -> list[tuple[str, str]]:
    tally = live.tally
    minutes = max(time.time() - tally.started_at, 1) / 60 if tally.started_at else 1
    refused = ", ".join(f"{reason} {count:,}" for reason, count in tally.refused.most_common())
    return [
        ("outlets reached", f"{live.reached:,} of {tally.outlets:,}"),
        ("pages", f"{tally.pages:,}"),
        ("articles", f"{live.new:,} new, {live.versions:,} new versions"),
        ("refused", refused or "0"),
        ("rate", f"{tally.pages / minutes:,.0f} pages a minute"),
        ("queue", f"{tally.queue:,}"),
    ]


def _table(live: Live) -> Table:
    table = Table(box=None, show_header=False)
    for row in _figures(live):
        table.add_row(*row)
    return table


def _line(live: Live) -> str:
    return "; ".join(f"{name} {figure}" for name, figure in _figures(live))


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _name_addresses(archive: Archive, address: str, truth: Any) -> None:
    """Name the addresses worth opening, in the terminal's language of errors: English."""
    tell("Worth opening:")
    for worth in truth.worth:
        stored = archive.article(worth.url)
        if stored:
            tell(f"  {address}/a/{stored.id}  {WORTH[worth.why]}")
