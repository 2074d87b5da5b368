"""The search page. Comes in: the archive, a query, how to take it. Goes out: the answers with the words that matched, and all counted."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from rawi.found import SearchResult, Widened
from rawi.language.tokens import tokens
from rawi.model import Record, Stored
from rawi.serve import paths
from rawi.serve.pages.items import Item, item
from rawi.serve.pages.narrowing import Narrower, Narrowing
from rawi.serve.pages.volume import Volume, volume
from rawi.serve.snippets import Piece, Snippet, marked, snippet, wanted
from rawi.serve.words import Words

if TYPE_CHECKING:
    from rawi.archive import Archive

PER_PAGE = 20
# A person's query is a line, pasted prose a paragraph or two; more does not fit an address, and the page says so.
QUERY_LIMIT = 2000
# How far one may page: beyond it nobody reads, and every page costs the index as much as all before it.
DEPTH = 50


class Found(Record, frozen=True):
    """One answer."""

    item: Item
    title: tuple[Piece, ...]
    snippet: Snippet


class How(Record, frozen=True):
    """How a query is to be taken: only the words as they are written, and what has all of them with the newest first."""

    exact: bool = False
    newest: bool = False


class SearchView(Record, frozen=True):
    """The search page: `asked` is what was typed, `query` as much of it as was read; pages count from 1.

    `looked_for` are the words of the query, as typed, that were searched for; empty where that is all of them. `otherwise` are the
    addresses of the same query taken the other way, by the name of the switch; `meant` a query and its address.
    """

    asked: str
    query: str
    how: How
    answers: tuple[Found, ...] = ()
    total: int = 0
    notes: tuple[str, ...] = ()
    looked_for: tuple[str, ...] = ()
    widened: tuple[Widened, ...] = ()
    meant: tuple[str, str] | None = None
    kinds: tuple[Narrowing, ...] = ()
    volume: Volume | None = None
    page: int = 1
    previous: str | None = None
    following: str | None = None
    path: str = ""
    otherwise: Mapping[str, str] = msgspec.field(default_factory=dict)


def page_number(text: str | None) -> int:
    """Read a page number; what is none reads as the first."""
    if text and text.isascii() and text.isdigit() and len(text) < 6:
        return min(max(int(text), 1), DEPTH)
    return 1


def read_how(query: Mapping[str, str]) -> How:
    """Read from an address how its query is to be taken."""
    return How(exact=query.get("exact") == "1", newest=query.get("sort") == "newest")


def address(query: str, how: How) -> str:
    """Return the address of a search."""
    return paths.with_query("/search", q=query, exact=1 if how.exact else None, sort="newest" if how.newest else None)


def readable(asked: str) -> tuple[str, tuple[str, ...]]:
    """Return as much of what was asked as is read, with a note where that is not all of it."""
    query = " ".join(asked.split())
    return (query[:QUERY_LIMIT].rsplit(" ", 1)[0], ("too_long",)) if len(query) > QUERY_LIMIT else (query, ())


def search(archive: "Archive", asked: str, page: int, how: How, words: Words) -> SearchView:
    """Gather the answers to a query; nothing is searched for where nothing was asked."""
    query, notes = readable(asked)
    path = address(query, how)
    if not query:
        return SearchView(asked, "", how, path=path)
    result = archive.search(
        query, limit=PER_PAGE, offset=(page - 1) * PER_PAGE, collapse=True, exact=how.exact, newest=how.newest, counting=True
    )
    answers = tuple(
        Found(
            item(archive, hit.article, copies=hit.copies),
            marked(hit.article.article.title.strip(), result.terms, exact=how.exact),
            snippet(hit.article.article.text, result.terms, exact=how.exact),
        )
        for hit in result.hits
    )
    full = len(answers) == PER_PAGE and page < DEPTH
    narrower = Narrower(archive, query, lambda text: address(text, how), words)
    return SearchView(
        asked=asked,
        query=query,
        how=how,
        answers=answers,
        total=result.total,
        notes=notes + result.notes,
        looked_for=_looked_for(query, result.terms),
        widened=result.widened,
        meant=(result.meant, address(result.meant, How(newest=how.newest))) if result.meant else None,
        kinds=narrower.kinds(result.counted) if result.counted else (),
        volume=volume(result.counted, narrower) if result.counted else None,
        page=page,
        previous=_at(path, page - 1) if page > 1 else None,
        following=_at(path, page + 1) if full and page * PER_PAGE < result.total else None,
        path=path,
        otherwise={
            "exact": address(query, How(not how.exact, how.newest)),
            "newest": address(query, How(how.exact, not how.newest)),
        },
    )


class SearchFeed(Record, frozen=True):
    """A search as a feed: what has all its words, newest first, each text once."""

    query: str
    path: str
    stored: tuple[Stored, ...]
    result: SearchResult | None


def feed(archive: "Archive", asked: str, how: How, limit: int) -> SearchFeed:
    """Gather the feed of a search."""
    query, _ = readable(asked)
    if not query:
        return SearchFeed("", address("", how), (), None)
    result = archive.search(query, limit=limit, collapse=True, exact=how.exact, newest=True, counting=True)
    return SearchFeed(query, address(query, how), tuple(hit.article for hit in result.hits), result)


def _looked_for(query: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a query that were searched for, unless all of them were."""
    sought = wanted(terms)
    typed = {token.key: token.text for token in tokens(query)}
    found = tuple(text for key, text in typed.items() if key in sought)
    return found if len(found) < len(typed) else ()


def _at(path: str, page: int) -> str:
    return path if page == 1 else paths.with_query(path, page=page)
