"""The pieces that dates are made of. Comes in: text. Goes out: words, figures and signs with their offsets, and look-ups among them.

White space is dropped, and so are marks that a key does not keep.

    >>> [part.key for part in parts("٠٥/أكتوبر/2024م")]
    ['05', '/', 'اكتوبر', '/', '2024', 'م']
"""

import functools
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from rawi.language.data import load
from rawi.language.orthography import MARKS, fold, fold_word

FIGURE = "[0-9٠-٩۰-۹]"
PART = re.compile(rf"{FIGURE}(?:{FIGURE}|[{MARKS}])*|(?![{MARKS}])[^\W\d_](?:[^\W\d_]|[{MARKS}])*|[^\s{MARKS}]")
Value = TypeVar("Value")
# Signs that may join the figures of one date.
DASHES = frozenset("-–—‐‑‒−")


class Part(NamedTuple):
    """A word, a run of figures or one sign: `kind` is «w», «n» or «s»; `key` is folded, dashes are all «-»."""

    kind: str
    key: str
    start: int
    end: int


def key_of(word: str) -> str:
    """Return the key of a word; only words of a usual length are remembered."""
    return fold_word(word) if len(word) < 30 else fold(word)


def parts(text: str, start: int = 0, end: int | None = None) -> list[Part]:
    """Return the parts of `text[start:end]`, with offsets into the whole text."""
    found = []
    for match in PART.finditer(text, start, len(text) if end is None else end):
        raw = match[0]
        key = key_of(raw)
        if key[:1].isdecimal() and key.isascii():
            kind = "n"
        elif key[:1].isalpha():
            kind = "w"
        else:
            kind, key = "s", "-" if key in DASHES else key
        found.append(Part(kind, key, match.start(), match.end()))
    return found


def figure(among: Sequence[Part], at: int, longest: int, shortest: int = 1) -> int | None:
    """Return the value of the figures at `at`, if there are that many of them."""
    if not 0 <= at < len(among) or among[at].kind != "n" or not shortest <= len(among[at].key) <= longest:
        return None
    return int(among[at].key)


def key_at(among: Sequence[Part], at: int) -> str:
    """Return the key at `at`, or an empty string beyond the ends."""
    return among[at].key if 0 <= at < len(among) else ""


def glued(among: Sequence[Part], at: int) -> bool:
    """Tell whether nothing stands between the part at `at` and the one before it."""
    return 0 < at < len(among) and among[at].start == among[at - 1].end


class Phrases(Generic[Value]):
    """Phrases of one or more words, looked up at a place among parts; the longest that fits is meant."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in phrases:
            keys = tuple(part.key for part in parts(phrase))
            self._by_first.setdefault(keys[0], []).append((keys, value))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def at(self, among: Sequence[Part], at: int) -> tuple[Value, int] | None:
        """Return the value of the phrase that begins at `at` and the place after it, or None."""
        if not 0 <= at < len(among):
            return None
        for keys, value in self._by_first.get(among[at].key, ()):
            if all(key_at(among, at + offset) == key for offset, key in enumerate(keys)):
                return value, at + len(keys)
        return None

    def firsts(self) -> frozenset[str]:
        """Return the first words of all phrases."""
        return frozenset(self._by_first)


@functools.cache
def words(table: str, name: str = "words", lexicon: str = "calendar") -> frozenset[str]:
    """Return the folded words of one list of the lexicon."""
    return frozenset(fold(word) for word in load(lexicon)[table][name])


@functools.cache
def phrases(table: str, lexicon: str = "calendar") -> Phrases[str]:
    """Return all phrases of one table of the lexicon, each with the name of its list."""
    return Phrases((phrase, name) for name, listed in load(lexicon)[table].items() for phrase in listed)


if __name__ == "__main__":
    for shown in parts(" ".join(sys.argv[1:])):
        print(shown.kind, shown.key, sep="\t")  # noqa: T201 - every module of language/ can be run to show itself
