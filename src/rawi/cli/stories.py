"""`rawi stories`: the events of which the archive's articles tell. Comes in: nothing, an id. Goes out: a table or JSON lines."""

import datetime as dt
from typing import Annotated, Any

import typer

from rawi.cli.output import ArchiveOption, JsonOption, emit, line
from rawi.errors import NotFoundError, UsageError


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("stories")(stories)


def stories(
    name: Annotated[str | None, typer.Argument(metavar="ID", help="One story: its id, or an article's id or address.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only stories with an article from then on.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many (without --json 50, unless given).")] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List the stories, the one with the newest article first; as JSON all of them, articles that stand alone included.

    Example: rawi stories --since 2025-02-15 --limit 20
    """
    from itertools import islice

    from rawi.app import reading
    from rawi.settings import load

    if name is not None and since is not None:
        raise UsageError("Give either an id or --since.", about="--since")
    from_then_on = None if since is None else _instant(since)
    most = limit if limit is not None or as_json else 50
    with reading(load(archive=archive)) as opened:
        found = iter([_one(opened, name)]) if name is not None else opened.all_stories(since=from_then_on)
        for story in islice(found, most):
            if as_json:
                emit(story_fields(story))
            else:
                _show(opened, story, whole=name is not None)


def story_fields(story: Any) -> dict[str, Any]:
    """Return a `rawi.relate.records.Story` as it stands in JSON."""
    return {
        "story": story.id,
        "headline": story.headline,
        "members": [member.id for member in story.members],
        "first": _iso(story.first),
        "last": _iso(story.last),
        "outlets": list(story.outlets),
        "origins": list(story.origins),
    }


def _one(opened: Any, name: str) -> Any:
    found = opened.story(name)
    if found is None:
        raise NotFoundError(f"There is no story {name} in this archive; `rawi stories` lists them.", about=name)
    return found


def _show(opened: Any, story: Any, *, whole: bool) -> None:
    outlets, origins = len(story.outlets), len(story.origins)
    counts = f"{len(story.members)} articles, {outlets} outlets, {origins} origins"
    line("\t".join((story.id, _iso(story.last) or "", counts, " ".join(story.headline.split()))))
    if whole:
        for member in story.members:
            outlet = opened.outlet(member.outlet).name
            copy = "" if member.voice == member.key else "copy"
            line("\t".join((member.id, _iso(member.at) or "", outlet, copy, " ".join(member.title.split()))))


def _iso(at: int | None) -> str | None:
    return None if at is None else dt.datetime.fromtimestamp(at, dt.UTC).isoformat().replace("+00:00", "Z")


def _instant(text: str) -> int:
    """Read a date as it was typed.

    Raises:
        UsageError: it is none.
    """
    from rawi.moments import instant, moment

    found = moment(text, basis="asked")
    if found is None:
        raise UsageError(f"{text} is no date: write it as 2025-02-15 or 2025-02-15T10:30.", about="--since")
    return int(instant(found).timestamp())
