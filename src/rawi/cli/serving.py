"""`rawi up`, `demo`, `serve`, `gather`: the running product. Comes in: options. Goes out: pages on loopback, progress on stderr."""

from typing import Annotated, Any

import typer

from rawi.cli.output import ArchiveOption, finish, tell

Host = Annotated[str | None, typer.Option("--host", help="The address to listen on; loopback only, until there are accounts.")]
Port = Annotated[int | None, typer.Option("--port", min=0, max=65535, help="The port to listen on (0: any that is free).")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    for command in (up, demo, serve, gather):
        app.command()(command)


def up(host: Host = None, port: Port = None, archive: ArchiveOption = None) -> None:
    """Gather from the catalogue and serve the pages, in one process; the first run makes the archive.

    Example: rawi up --port 8480
    """
    from rawi.app import writing
    from rawi.cli.show import run_up
    from rawi.outlets.catalogue import load as load_catalogue
    from rawi.serve.listening import listen
    from rawi.settings import load

    settings = load(archive=archive, host=host, port=port)
    listener = listen(settings.host, settings.port)
    with listener, writing(settings) as opened:
        run_up(opened, settings, load_catalogue().outlets, listener)


def demo(port: Port = None, archive: ArchiveOption = None) -> None:
    """Gather and serve an invented news world on this machine; needs no internet.

    Without --archive what it gathers is thrown away at the end.

    Example: rawi demo
    """
    from rawi.cli.show import run_demo
    from rawi.settings import load

    run_demo(load(archive=archive, host="127.0.0.1", port=port), keep=archive is not None, any_port=port is None)


def serve(host: Host = None, port: Port = None, archive: ArchiveOption = None) -> None:
    """Serve the pages of an archive without gathering; another process may write to it.

    Example: rawi serve --archive ~/news
    """
    from rawi.app import reading
    from rawi.cli.show import run_serve
    from rawi.serve.listening import listen
    from rawi.settings import load

    settings = load(archive=archive, host=host, port=port)
    with listen(settings.host, settings.port) as listener, reading(settings) as opened:
        run_serve(opened, settings, listener)


def gather(
    once: Annotated[bool, typer.Option("--once", help="Visit every outlet one time and end.")] = False,
    outlet: Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet; may be given several times.")] = None,
    archive: ArchiveOption = None,
) -> None:
    """Gather from the catalogue into the archive, without serving.

    Example: rawi gather --once --outlet okaz
    """
    from rawi.app import writing
    from rawi.cli.show import run_gather
    from rawi.settings import load

    settings = load(archive=archive)
    chosen = _chosen(outlet)
    with writing(settings) as opened:
        live = run_gather(opened, settings, chosen, once=once)
    if live.nothing_reachable:
        tell("No outlet can be reached from here. `rawi demo` shows rawi without the internet.")
        raise typer.Exit(2)
    finish(refused=sum(live.tally.refused.values()))


def _chosen(names: list[str] | None) -> tuple[Any, ...]:
    """Return the outlets named, or all."""
    from rawi.errors import UsageError
    from rawi.outlets.catalogue import load

    catalogue = load()
    if not names:
        return tuple(catalogue.outlets)
    found = {name: catalogue.resolve(name) for name in names}
    if missing := [name for name, known in found.items() if known is None]:
        raise UsageError(f"The catalogue has no outlet {missing[0]}; `rawi outlets list` shows them all.", about=missing[0])
    return tuple(found.values())
