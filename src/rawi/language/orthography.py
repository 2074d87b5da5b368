"""Arabic orthography folded into keys, for comparing and never for showing. Comes in: text. Goes out: its key.

The folding (LANGUAGE facts, measured on news): harakat, tatweel, zero-width and bidi controls go; أإآٱ→ا, ى→ي, ة→ه, ؤ→و, ئ→ي;
Persian ی ک ہ and presentation forms become Arabic letters; Arabic-Indic and Persian digits become 0-9; Latin letters lose case and accents.

    >>> fold("أَعْلَنَتِ الولايات المتّحدة")
    'اعلنت الولايات المتحده'
"""

import sys
import unicodedata
from collections.abc import Callable
from typing import TypeVar

# Marks inside a word that no key keeps. As a regular-expression class, so that a tokenizer can step over them.
MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0640\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad"

LETTERS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ؤ": "و",
    "ئ": "ي",
    "ی": "ي",
    "ک": "ك",
    "ہ": "ه",
    "ھ": "ه",
    "ۀ": "ه",
    "ڤ": "ف",
    "ڨ": "ق",
    "پ": "ب",
    "چ": "ج",
    "ڭ": "ك",
    "گ": "ك",
}


def _table() -> dict[int, str]:
    """Build the translation table once; a character that would become more than one word stays as it is."""
    table: dict[int, str] = {}
    for first, last in _ranges(MARKS):
        table.update(dict.fromkeys(range(first, last + 1), ""))
    for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and chr(code).isalpha() and " " not in plain:
            table[code] = "".join(LETTERS.get(letter, letter) for letter in plain if ord(letter) not in table)
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x180)]:
        base = "".join(part for part in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(part))
        table[code] = base.lower()
    for zero in (0x0660, 0x06F0):
        table.update({zero + digit: str(digit) for digit in range(10)})
    table.update({ord(letter): plain for letter, plain in LETTERS.items()})
    return table


def _ranges(marks: str) -> list[tuple[int, int]]:
    """Read the ranges «a-b» and single characters of a character class."""
    found, index = [], 0
    while index < len(marks):
        if marks[index + 1 : index + 2] == "-":
            found.append((ord(marks[index]), ord(marks[index + 2])))
            index += 3
        else:
            found.append((ord(marks[index]), ord(marks[index])))
            index += 1
    return found


TABLE = _table()


Made = TypeVar("Made")
KEPT, LONGEST_KEPT = 100_000, 40


class Remembered(dict[str, Made]):
    """What was made of the words met so far: news repeats its words, and to look one up takes a tenth of the time of folding it."""

    def __init__(self, make: Callable[[str], Made], kept: int = KEPT, longest: int = LONGEST_KEPT) -> None:
        """Take what makes it, of how many words at most it is remembered, and how long these are."""
        super().__init__()
        self.make, self.kept, self.longest = make, kept, longest

    def __missing__(self, word: str) -> Made:
        """Make it of a word that was not met before; when there are too many all are forgotten, and what is frequent is soon here again."""
        found = self.make(word)
        if len(word) <= self.longest:
            if len(self) >= self.kept:
                self.clear()
            self[word] = found
        return found


_FOLDED = Remembered(lambda word: word.translate(TABLE))


def fold(text: str) -> str:
    """Return the key of a text; spaces and punctuation stay, so that words can still be told apart."""
    return " ".join(map(_FOLDED.__getitem__, text.split(" ")))


def fold_word(word: str) -> str:
    """Return the key of one word."""
    return _FOLDED[word]


if __name__ == "__main__":
    print(fold(" ".join(sys.argv[1:])))  # noqa: T201 - every module of language/ can be run to show itself
