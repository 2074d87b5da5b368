"""The operations of the API. Comes in: the archive, a request. Goes out: the records of `rawi.serve.api.shapes`.

`OPERATIONS` is all there is: the routes and the OpenAPI document are both made from it, so neither can have what the other has not.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from rawi.errors import NotFoundError
from rawi.model import Record, Stored
from rawi.serve import paths
from rawi.serve.api import asked, shapes
from rawi.serve.pages.trace import LIMIT as TRACED

if TYPE_CHECKING:
    from rawi.archive import Archive

ROOT = "/api/v1"
# So many lines at once, and so deep into a ranking: what is further down is asked for by a narrower query.
LINES, MOST, DEEPEST = 20, 100, 1_000

Type = Literal["integer", "boolean", "string"]
Query = Mapping[str, str]


class Parameter(NamedTuple):
    """One parameter of the query: its type, what it means, and for a number from where to where it goes."""

    name: str
    type: Type
    means: str
    least: int | None = None
    most: int | None = None
    required: bool = False


class Operation(NamedTuple):
    """One thing to ask for: `answer` takes the archive, the `{…}` of the path, and the query or what was posted."""

    path: str
    name: str
    means: str
    answer: Callable[["Archive", Mapping[str, str], Any], Record]
    gives: type[Record]
    parameters: tuple[Parameter, ...] = ()
    takes: type[Record] | None = None


def limit(query: Query, default: int = LINES, most: int = MOST) -> int:
    """Return how many lines are wanted."""
    return asked.number(query, "limit", default, most, least=1)


def _limit(default: int = LINES, most: int = MOST) -> Parameter:
    return Parameter("limit", "integer", f"At most so many; {default} unless given.", 1, most)


BEFORE = Parameter("before", "string", "The place in the list after which to go on, as `next` has it.")


def _found(archive: "Archive", name: str) -> Stored:
    """Return the article that a path names.

    Raises:
        NotFoundError: there is none.
    """
    stored = archive.article(name) if len(name) <= asked.LONGEST and "\0" not in name else None
    if stored is None:
        raise NotFoundError("No such article.", about=name)
    return stored


def _next(path: str, query: Query, **place: str | int) -> str:
    """Return the address of what follows: the same question from another place."""
    kept = {name: value for name, value in query.items() if name not in place}
    return paths.with_query(ROOT + path, **kept, **place)


def articles(archive: "Archive", _path: Query, query: Query) -> shapes.Articles:
    """Answer with articles, newest first."""
    wanted = limit(query)
    outlet, tag = asked.text(query, "outlet"), asked.text(query, "tag")
    found = archive.newest(wanted + 1, before=asked.place(query), outlet=outlet, tag=tag)
    shown = found[:wanted]
    further = _next("/articles", query, before=paths.write_cursor(archive.position(shown[-1]))) if len(found) > wanted else None
    return shapes.Articles(tuple(map(shapes.article_line, shown)), further)


def article(archive: "Archive", path: Query, _query: Query) -> shapes.ArticleWhole:
    """Answer with one article and all that is known of it."""
    stored = _found(archive, path["id"])
    return shapes.article_whole(stored, archive.sourced(stored), archive.versions(stored.key))


def similar(archive: "Archive", path: Query, query: Query) -> shapes.Similar:
    """Answer with the articles most similar to one."""
    stored = _found(archive, path["id"])
    hits = archive.similar(stored.key, limit=limit(query, 10, 50), by_event=asked.flag(query, "by_event"))
    return shapes.Similar(stored.id, tuple(map(shapes.hit_line, hits)))


def reuse(archive: "Archive", path: Query, query: Query) -> shapes.Pairs:
    """Answer with who shares text with an article."""
    return shapes.pairs(archive.reuse_of(_found(archive, path["id"]).key, limit=limit(query)))


def stories(archive: "Archive", _path: Query, query: Query) -> shapes.Stories:
    """Answer with events, the one with the newest article first."""
    wanted = limit(query)
    found = archive.stories(limit=wanted + 1, before=asked.place(query))
    shown = found[:wanted]
    place = archive.story_position(shown[-1]) if len(found) > wanted else None
    further = _next("/stories", query, before=paths.write_cursor(place)) if place else None
    return shapes.Stories(tuple(map(shapes.story_line, shown)), further)


def story(archive: "Archive", path: Query, _query: Query) -> shapes.StoryLine:
    """Answer with one event, by any id that it ever had, or that of one of its articles."""
    name = path["id"]
    found = archive.story(name) if len(name) <= asked.LONGEST and "\0" not in name else None
    if found is None:
        raise NotFoundError("No such story.", about=name)
    return shapes.story_line(found)


def search(archive: "Archive", _path: Query, query: Query) -> shapes.Found:
    """Answer with what matches a query."""
    text = asked.text(query, "q")
    if text is None:
        raise asked.BadRequestError("q")
    wanted, offset = limit(query), asked.number(query, "offset", 0, DEEPEST)
    counting = asked.flag(query, "counted")
    how = {name: asked.flag(query, name) for name in ("collapse", "exact", "newest")}
    result = archive.search(text, limit=wanted, offset=offset, counting=counting, **how)
    more = len(result.hits) == wanted and offset + wanted < result.total and offset + wanted <= DEEPEST
    return shapes.Found(
        hits=tuple(map(shapes.hit_line, result.hits)),
        total=result.total,
        notes=result.notes,
        terms=result.terms,
        widened=result.widened,
        meant=result.meant,
        counted=result.counted,
        next=_next("/search", query, offset=offset + wanted) if more else None,
    )


def trace(archive: "Archive", _path: Query, posted: shapes.Question) -> shapes.Traces:
    """Answer with who carried a text."""
    given = posted.text.replace("\r\n", "\n").replace("\0", "").strip()
    if not given or len(given.encode("utf-8", "replace")) > TRACED:
        raise asked.BadRequestError("text")
    return shapes.traces(archive.trace(given), MOST)


def outlets(archive: "Archive", _path: Query, _query: Query) -> shapes.Outlets:
    """Answer with the outlets of which there are articles."""
    return shapes.Outlets(tuple(shapes.outlet_line(archive.outlet(count.outlet), count) for count in archive.outlets()))


def status(archive: "Archive", _path: Query, _query: Query) -> shapes.StatusLine:
    """Answer with the archive in numbers."""
    return shapes.status_line(archive.status())


SEARCHED: Sequence[Parameter] = (
    Parameter("q", "string", "The query, in the language of `rawi search`.", required=True),
    _limit(),
    Parameter("offset", "integer", "How many of the best are passed over.", 0, DEEPEST),
    Parameter("collapse", "boolean", "Make one line of near-verbatim copies."),
    Parameter("exact", "boolean", "Only the words as they are written."),
    Parameter("newest", "boolean", "What has all the words, newest first."),
    Parameter("counted", "boolean", "Count all that match by outlet, country, tag, speaker and day."),
)
OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "/articles",
        "articles",
        "Articles, newest first; undated ones last.",
        articles,
        shapes.Articles,
        (
            _limit(),
            BEFORE,
            Parameter("outlet", "string", "Only of this outlet, by its slug."),
            Parameter("tag", "string", "Only with this tag."),
        ),
    ),
    Operation("/articles/{id}", "article", "One article with its text, its chains and all that it says.", article, shapes.ArticleWhole),
    Operation(
        "/articles/{id}/similar",
        "similar",
        "The articles most similar to one, near-verbatim copies on one line.",
        similar,
        shapes.Similar,
        (_limit(10, 50), Parameter("by_event", "boolean", "Make one line of another event, too.")),
    ),
    Operation("/articles/{id}/reuse", "reuse", "The articles of other outlets that share text with one.", reuse, shapes.Pairs, (_limit(),)),
    Operation("/stories", "stories", "Events, the one with the newest article first.", stories, shapes.Stories, (_limit(), BEFORE)),
    Operation("/stories/{id}", "story", "One event, by any id it ever had or an article's.", story, shapes.StoryLine),
    Operation("/search", "search", "Articles that match a query, best first.", search, shapes.Found, tuple(SEARCHED)),
    Operation("/trace", "trace", "Who carried a text or a part of it, earliest first.", trace, shapes.Traces, takes=shapes.Question),
    Operation("/outlets", "outlets", "The outlets of which there are articles.", outlets, shapes.Outlets),
    Operation("/status", "status", "The archive in numbers.", status, shapes.StatusLine),
)
