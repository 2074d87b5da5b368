"""The written contract of an Index: what can be found. Comes in: documents of ready-made terms, queries. Goes out: keys with scores.

Every implementation passes `tests/contract/test_index.py`. Promises that hold for each method:

- An index holds nothing that the store does not hold: it can be cleared and filled again from there (`rawi rebuild`).
- `write` is whole or absent, and the sequence number goes in with it. After a crash `sequence()` is never ahead of what can be
  found, so replaying the store's changes after it brings the index in step; replaying more than needed changes nothing.
- One process writes, any number read; a reader sees the last whole write and never waits for the writer.
- Text is matched only by the tokens of `rawi.model.Terms`, never analysed again, so all implementations match the same documents.
- What cannot be read back raises `rawi.errors.ArchiveDamagedError`; a full disk raises `rawi.errors.StorageFullError`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, Protocol

from rawi.found import Counted
from rawi.index.query import Query
from rawi.model import Record, Terms, Voices


class Document(Record, frozen=True):
    """An article as it is written to the index. `instant` is seconds since 1970, None for an undated one; `tags` are folded keys.

    `voices` are who is found by `said:` and `cites:`; `names` those of the speakers who are called by a name, as they are counted.
    `hints` is what may be suggested for the article to be found by; see `rawi.index.hints`.
    """

    key: int
    terms: Terms
    outlet: str
    country: str = ""
    instant: int | None = None
    tags: tuple[str, ...] = ()
    voices: Voices = Voices()
    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


# Gives, of a kind («tag», «speaker») and a value of it, the key of what it names.
OneOf = Callable[[Literal["tag", "speaker"], str], str]


def each_alone(_kind: Literal["tag", "speaker"], value: str) -> str:
    """Take each value for itself."""
    return value


class Widening(Record, frozen=True):
    """For a word of a query, the lemma keys that were looked for; `near` is a word beside it, where no document has the one."""

    word: str
    lemmas: tuple[str, ...]
    near: str = ""


class Candidates(Record, frozen=True):
    """Keys best first with the index's own scores, beside each other; `total` counts all that match, found or not.

    `instants` are the documents' times (None for undated ones); `terms` the words that were looked for, as the index sees them.
    """

    keys: tuple[int, ...] = ()
    scores: tuple[float, ...] = ()
    instants: tuple[int | None, ...] = ()
    total: int = 0
    terms: tuple[str, ...] = ()
    widened: tuple[Widening, ...] = ()


class Index(Protocol):
    """Words with positions, lemma keys; outlet, country, time and tags to narrow a search by."""

    def write(self, documents: Sequence[Document], removed: Sequence[int], sequence: int) -> None:
        """Put documents in the place of any of the same key, take out the `removed`, and note the sequence: all or nothing."""

    def sequence(self) -> int:
        """Return the number of the last change that was written; 0 for an empty index."""

    def count(self) -> int:
        """Return how many documents can be found."""

    def search(self, query: Query, limit: int, *, newest: bool = False) -> Candidates:
        """Return the documents that match best; a query that asks for nothing finds nothing.

        All groups of words are wanted. Where too few documents have them all, those that have most are taken too
        (never fewer than half); a phrase, a field and an exclusion always hold. A query of fields alone finds
        what they let through, newest first. For a word that no document has, the nearest word that some have is taken.
        An exact query finds what has all of its words as they are written. With `newest`, what has all the words comes newest first.
        """

    def counted(self, query: Query, *, newest: bool = False, one_of: OneOf = each_alone) -> Counted | None:
        """Count all that `search` matches by their values and days; None for a query that asks for nothing.

        Tags, and speakers, of which `one_of` gives one key are one value, called as most write it. Takes longer than the search, and
        may be asked for in another thread meanwhile.
        """

    def neighbours(self, weights: Mapping[str, float], limit: int) -> Candidates:
        """Return the documents that share lemma keys, weighed; `total` is not counted here (0)."""

    def doc_freq(self, lemmas: Sequence[str]) -> dict[str, int]:
        """Return in how many documents each lemma key stands, title and text taken together, at most `count()`."""

    def near(self, word: str, limit: int = 5) -> list[str]:
        """Return words of the documents that a word may be a slip for, likeliest first; see `rawi.index.near`."""

    def hints(self, start: str, limit: int) -> list[tuple[str, int]]:
        """Return the hints that begin so, with how many documents have each, most first."""

    def clear(self) -> None:
        """Empty the index, sequence included, before it is filled again; a damaged one too."""

    def check(self) -> Iterator[str]:
        """Yield one sentence for each fault found; nothing where all is well."""

    def close(self) -> None:
        """Finish; the index cannot be used afterwards. May be called twice."""
