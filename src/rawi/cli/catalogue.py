"""`rawi outlets list`: the catalogue. Comes in: nothing. Goes out: a table or JSON lines of outlets."""

import msgspec
import typer

from rawi.cli.output import JsonOption, emit, line


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    group = typer.Typer(no_args_is_help=True, help="The outlets that rawi knows.")
    group.callback()(outlets)
    group.command("list")(list_outlets)
    app.add_typer(group, name="outlets")


def outlets() -> None:
    """List the outlets that rawi knows."""


def list_outlets(as_json: JsonOption = False) -> None:
    """List the catalogue: slug, country, name, how many addresses it is gathered from.

    Example: rawi outlets list --json
    """
    from rawi.outlets.catalogue import load

    for outlet in load().outlets:
        if as_json:
            emit(msgspec.structs.asdict(outlet))
        else:
            kind = "agency" if outlet.agency else f"{len(outlet.endpoints)} endpoints"
            line(f"{outlet.slug}\t{outlet.country}\t{outlet.name}\t{kind}")
