"""What questions to an archive are answered with. Comes in: nothing. Goes out: types, beside those of `rawi.model`."""

from typing import Literal

from rawi.model import Record, Stored


class Hit(Record, frozen=True):
    """An answer to a search: the article and its score; `copies` are near-verbatim copies folded into this line.

    `event` is, where a line stands for an event, the key of its story and the number of outlets in it.

    `shared` are, for a similar article, the telling words that both have, as they are written there, those that weigh most first.
    """

    article: Stored
    score: float
    copies: tuple[Stored, ...] = ()
    shared: tuple[str, ...] = ()
    event: tuple[int, int] | None = None


class Widened(Record, frozen=True):
    """What was looked for beside a word of a query: other forms and spellings of it.

    `near`: no article has the word, and the one that was looked for is near it. All of them are words as articles write them where one
    of the answers has them.
    """

    word: str
    also: tuple[str, ...]
    near: bool = False


class Count(Record, frozen=True):
    """So many of the articles that were found have this value."""

    value: str
    articles: int


class Counted(Record, frozen=True):
    """All articles that a search found, counted: the most frequent values of each kind, and each day's (ISO 8601, UTC) in order."""

    outlets: tuple[Count, ...] = ()
    countries: tuple[Count, ...] = ()
    tags: tuple[Count, ...] = ()
    speakers: tuple[Count, ...] = ()
    days: tuple[Count, ...] = ()
    undated: int = 0


class SearchResult(Record, frozen=True):
    """Hits best first. `total` counts all matches; `notes` name what was not understood in the query; `terms` what was looked for.

    `widened` is what was looked for besides the words as they are written; `meant` the query with slips set right, where that may
    be what was meant; `counted` only where it was asked for.
    """

    hits: tuple[Hit, ...]
    total: int
    notes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    widened: tuple[Widened, ...] = ()
    meant: str | None = None
    counted: Counted | None = None


class Suggestion(Record, frozen=True):
    """What a person may be typing: the whole query as it would be, and what its last words would then be."""

    query: str
    text: str
    kind: Literal["word", "phrase", "speaker", "tag", "outlet", "country"]
    articles: int
