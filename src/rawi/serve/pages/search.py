"""The search page. Comes in: the archive, a query, a page number. Goes out: the answers with the words that matched."""

from typing import TYPE_CHECKING

from rawi.language.tokens import tokens
from rawi.model import Record, Stored
from rawi.serve import paths
from rawi.serve.pages.items import Item, item
from rawi.serve.snippets import Piece, Snippet, marked, snippet, wanted

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


class SearchView(Record, frozen=True):
    """The search page: `asked` is what was typed, `query` as much of it as was read; pages count from 1.

    `looked_for` are the words of the query, as typed, that were searched for; empty where that is all of them.
    """

    asked: str
    query: str
    answers: tuple[Found, ...]
    stored: tuple[Stored, ...]
    total: int
    notes: tuple[str, ...]
    looked_for: tuple[str, ...]
    page: int
    previous: str | None
    following: str | None
    path: str


def page_number(text: str | None) -> int:
    """Read a page number; what is none reads as the first."""
    if text and text.isascii() and text.isdigit() and len(text) < 6:
        return min(max(int(text), 1), DEPTH)
    return 1


def search(archive: "Archive", asked: str, page: int) -> SearchView:
    """Gather the answers to a query; nothing is searched for where nothing was asked."""
    query = " ".join(asked.split())
    notes: tuple[str, ...] = ()
    if len(query) > QUERY_LIMIT:
        query, notes = query[:QUERY_LIMIT].rsplit(" ", 1)[0], ("too_long",)
    path = paths.with_query("/search", q=query)
    if not query:
        return SearchView(asked, "", (), (), 0, (), (), 1, None, None, path)
    result = archive.search(query, limit=PER_PAGE, offset=(page - 1) * PER_PAGE, collapse=True)
    answers = tuple(
        Found(
            item(archive, hit.article, copies=hit.copies),
            marked(hit.article.article.title.strip(), result.terms),
            snippet(hit.article.article.text, result.terms),
        )
        for hit in result.hits
    )
    full = len(answers) == PER_PAGE and page < DEPTH
    return SearchView(
        asked=asked,
        query=query,
        answers=answers,
        stored=tuple(hit.article for hit in result.hits),
        total=result.total,
        notes=notes + result.notes,
        looked_for=_looked_for(query, result.terms),
        page=page,
        previous=_at(path, page - 1) if page > 1 else None,
        following=_at(path, page + 1) if full and page * PER_PAGE < result.total else None,
        path=path,
    )


def _looked_for(query: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a query that were searched for, unless all of them were."""
    sought = wanted(terms)
    typed = {token.key: token.text for token in tokens(query)}
    found = tuple(text for key, text in typed.items() if key in sought)
    return found if len(found) < len(typed) else ()


def _at(path: str, page: int) -> str:
    return path if page == 1 else paths.with_query(path, page=page)
