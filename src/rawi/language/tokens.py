"""Words of a text. Comes in: text as it was written. Goes out: tokens with offsets into it and their keys.

A token is letters and digits with the marks inside them; «3,500» and «٢٫٥» are one token each. Clitics stay on: see `rawi.language.stems`.

    >>> [token.key for token in tokens("قال: «الهُدنة» 3,500")]
    ['قال', 'الهدنه', '3500']
"""

import re
import sys
from typing import NamedTuple

from rawi.language.orthography import MARKS, fold, fold_word

# A number keeps its separators; otherwise letters and digits, with marks that a key drops.
LETTER = rf"(?:(?![{MARKS}])[^\W_])"
WORD = re.compile(rf"\d[\d{MARKS}]*(?:[.,٫٬][{MARKS}]*\d[\d{MARKS}]*)+(?![{MARKS}]*{LETTER})|{LETTER}(?:[^\W_]|[{MARKS}])*")
KEY = re.compile(r"\d+(?:[.,٫٬]\d+)+(?![^\W_])|[^\W_]+")
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


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order, each with its offsets in code points and its key."""
    found = []
    for match in WORD.finditer(text):
        key = fold_word(match[0])
        if key:
            found.append(Token(match[0], match.start(), match.end(), _number(key) if key[0].isdecimal() else key))
    return found


def keys(text: str) -> list[str]:
    """Return only the keys of the words of a text: the same as those of `tokens`, several times faster."""
    return [_number(key) if key[0].isdecimal() else key for key in KEY.findall(fold(text))]


if __name__ == "__main__":
    for token in tokens(" ".join(sys.argv[1:])):
        print(token.start, token.end, token.text, token.key, sep="\t")  # noqa: T201 - every module of language/ can be run
