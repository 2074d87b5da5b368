"""Words of a text. Comes in: text as it was written. Goes out: tokens with offsets into it and their keys.

A token is letters and digits with the marks inside them; «3,500» and «٢٫٥» are one token each. Clitics stay on: see `rawi.language.stems`.

    >>> [token.key for token in tokens("قال: «الهُدنة» 3,500")]
    ['قال', 'الهدنه', '3500']
"""

import functools
import re
import sys
from itertools import accumulate, repeat
from typing import NamedTuple

from rawi.language.orthography import MARKS, TABLE, Remembered

# Most words are nothing but letters of Arabic, and these are found in less time. A number keeps its separators; otherwise letters and
# digits, with marks that a key drops.
LETTER = rf"(?:(?![{MARKS}])[^\W_])"
ARABIC = r"[\u0621-\u063a\u0641-\u064a]+"
WORD = re.compile(
    rf"{ARABIC}(?![^\W_]|[{MARKS}])|\d[\d{MARKS}]*(?:[.,٫٬][{MARKS}]*\d[\d{MARKS}]*)+(?![{MARKS}]*{LETTER})|{LETTER}[^\W_]*(?:[{MARKS}]+[^\W_]*)*"
)
# The stages of one article read the same text one after the other, and the names in it many times: these are taken apart once.
SHORT, SHORT_KEPT, LONG_KEPT = 100, 2_000, 2
AROUND = re.compile(f"({WORD.pattern})")
# A name is mostly words of nothing but letters, a space between them: its keys are found without its tokens.
PLAIN = re.compile(rf"{ARABIC}(?: {ARABIC})*")
SEPARATORS = str.maketrans({",": None, "٬": None, "٫": "."})


class Token(NamedTuple):
    """One word: `text[start:end]` of what was given, and the key by which it is compared."""

    text: str
    start: int
    end: int
    key: str


def _number(key: str) -> str:
    """Return a number's key without the marks between thousands; a decimal point is kept."""
    return key.translate(SEPARATORS)


def _key(word: str) -> str:
    key = word.translate(TABLE)
    return _number(key) if key[:1].isdecimal() else key


_KEYS = Remembered(_key)


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order, each with its offsets in code points and its key."""
    return _short(text) if len(text) <= SHORT else _long(text)


def _tokens(text: str) -> tuple[Token, ...]:
    """Take a text apart.

    A text has five hundred words, so nothing here is done word by word in Python; a token is made as a tuple is, since the constructor
    that names its parts takes thrice the time.
    """
    parts = AROUND.split(text)
    words, places = parts[1::2], list(accumulate(map(len, parts)))
    keyed = zip(words, places[::2], places[1::2], map(_KEYS.__getitem__, words), strict=False)
    return tuple(map(tuple.__new__, repeat(Token), [parts for parts in keyed if parts[3]]))


_short = functools.lru_cache(maxsize=SHORT_KEPT)(_tokens)
_long = functools.lru_cache(maxsize=LONG_KEPT)(_tokens)


def columns(text: str) -> tuple[list[str], list[int], list[int]]:
    """Return the keys of the words of a text, where each starts and where it ends: `tokens` for whoever reads a whole article.

    >>> columns("قال: 3,500")
    (['قال', '3500'], [0, 5], [3, 10])
    """
    found = tokens(text)
    return [token.key for token in found], [token.start for token in found], [token.end for token in found]


def keys(text: str) -> list[str]:
    """Return only the keys of the words of a text."""
    if len(text) <= SHORT and PLAIN.fullmatch(text):
        return [*map(_KEYS.__getitem__, text.split(" "))]
    return [token.key for token in tokens(text)]


if __name__ == "__main__":
    for token in tokens(" ".join(sys.argv[1:])):
        print(token.start, token.end, token.text, token.key, sep="\t")  # noqa: T201 - every module of language/ can be run
