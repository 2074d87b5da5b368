"""The part of a text that answers a search. Comes in: a text, what was searched for. Goes out: pieces of the text, matched or not.

The pieces joined are a part of the text exactly as it stands; marking them is the page's business.

    >>> [piece.text for piece in snippet("أعلنت الوزارة موعد التشغيل", ["الوزاره"]).pieces if piece.matched]
    ['الوزارة']
"""

from collections.abc import Iterable, Sequence

from rawi.language.stems import lemma
from rawi.language.tokens import Token, keys, tokens
from rawi.model import Record

# As many words as fit three lines at 68 characters a line.
WORDS = 34
# Before the first match: enough to see what it belongs to.
BEFORE = 8
# The head of a text is where almost all matches are; a book that someone imports is not read to its end for two lines.
READ = 20_000


class Piece(Record, frozen=True):
    """Some of a text, and whether it is a word that was searched for."""

    text: str
    matched: bool


class Snippet(Record, frozen=True):
    """Part of a text: `cut_before` and `cut_after` say that more stands before and after it."""

    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


def wanted(terms: Iterable[str], *, exact: bool = False) -> frozenset[str]:
    """Return the keys and lemma keys of what was searched for; only the keys where words were wanted as they are written."""
    found = {key for term in terms for key in keys(term)}
    return frozenset(found if exact else found | {lemma(key) for key in found})


def _matches(token: Token, sought: frozenset[str], *, exact: bool) -> bool:
    return token.key in sought or (not exact and lemma(token.key) in sought)


def snippet(text: str, terms: Iterable[str], *, exact: bool = False) -> Snippet:
    """Return the window of a text with the most different words of a search in it, the earliest of such windows."""
    head = text[:READ]
    found, sought = tokens(head), wanted(terms, exact=exact)
    matched = [_matches(token, sought, exact=exact) for token in found]
    if not found:
        return Snippet((), cut_before=False, cut_after=False)
    first = _best(found, matched)
    last = min(first + WORDS, len(found)) - 1
    start = 0 if first == 0 else found[first].start
    end = len(head) if last == len(found) - 1 else found[last].end
    pieces = _pieces(head, start, end, [token for token, hit in zip(found, matched, strict=True) if hit])
    return Snippet(tuple(pieces), cut_before=start > 0, cut_after=end < len(text))


def marked(text: str, terms: Iterable[str], *, exact: bool = False) -> tuple[Piece, ...]:
    """Return a whole text, for titles, with the words of a search matched in it."""
    sought = wanted(terms, exact=exact)
    return tuple(_pieces(text, 0, len(text), [one for one in tokens(text) if _matches(one, sought, exact=exact)]))


def _best(found: Sequence[Token], matched: list[bool]) -> int:
    """Return the index of the word where the best window begins."""
    best, first = 0, 0
    for index in (at for at, hit in enumerate(matched) if hit):
        begin = max(0, min(index - BEFORE, len(found) - WORDS))
        window = range(begin, min(begin + WORDS, len(found)))
        different = len({lemma(found[at].key) for at in window if matched[at]})
        if different > best:
            best, first = different, begin
    return first


def _pieces(text: str, start: int, end: int, hits: Sequence[Token]) -> list[Piece]:
    """Cut `text[start:end]` at the words that match."""
    pieces, at = [], start
    for token in hits:
        if start <= token.start and token.end <= end:
            if token.start > at:
                pieces.append(Piece(text[at : token.start], matched=False))
            pieces.append(Piece(token.text, matched=True))
            at = token.end
    if at < end:
        pieces.append(Piece(text[at:end], matched=False))
    return pieces
