"""Sentences of Arabic prose. Comes in: text. Goes out: spans that hold every character but the space between them, in order.

A line break ends a sentence; so do «.», «؟», «!» and «…», but not inside a quotation that is part of a sentence, after «د.»,
in «أ.ف.ب», in numbers and addresses, nor do the two dots of Arabic headlines.

    >>> [span.text for span in sentences("قال د. سامي: «انتهى الأمر. سنعود». ثم غادر.")]
    ['قال د. سامي: «انتهى الأمر. سنعود».', 'ثم غادر.']
"""

import functools
import re
import sys
from collections.abc import Iterator

from rawi.language.orthography import MARKS, fold
from rawi.language.parts import words
from rawi.model import Span

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
END = re.compile(r"[.؟?!…۔]+")
QUOTES = re.compile(r"[«»“”„\"()]")
CLOSING = {"»": "«", "”": "“„", ")": "("}
CLOSERS = frozenset("»”\"')]’")
# The word before a full stop, and what joins it to the letters before: looked for in so many characters.
BEHIND = 16
WORD_BEFORE = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}'’])*\Z")
LETTERS_BEFORE = re.compile(rf"(?:(?<![^\W_])[^\W\d_][{MARKS}]*[.\s]\s?)+[^\W\d_][{MARKS}]*\Z")
# What cannot begin a sentence.
GOING_ON = frozenset("،,؛;:")
SHOWN = re.compile(r"\S")
# A longer quotation is split like other text: it is a speech, or its closing mark is missing.
LONGEST_QUOTE = 1_500


class _Quotes:
    """The quotations and brackets of one line, as places in the text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.pairs: list[tuple[int, int]] = []
        opened: dict[str, int] = {}
        for match in QUOTES.finditer(text, start, end):
            sign, at = match[0], match.start()
            begin = next((opened[mark] for mark in CLOSING.get(sign, sign) if mark in opened), None)
            if begin is None or (sign not in CLOSING and sign != '"'):
                if sign not in CLOSING:
                    opened[sign] = at
                continue
            if at - begin <= LONGEST_QUOTE:
                while self.pairs and self.pairs[-1][0] > begin:
                    self.pairs.pop()
                if not self.pairs or self.pairs[-1][1] < begin:
                    self.pairs.append((begin, at))
            opened = {mark: place for mark, place in opened.items() if place < begin}
        self.ends = frozenset(last for _, last in self.pairs)
        self._next = 0

    def around(self, at: int) -> tuple[int, int] | None:
        """Return the pair around a place; places must be asked for in order."""
        while self._next < len(self.pairs) and self.pairs[self._next][1] < at:
            self._next += 1
        if self._next < len(self.pairs) and self.pairs[self._next][0] < at:
            return self.pairs[self._next]
        return None


@functools.cache
def _titles() -> frozenset[str]:
    """Return the letters of titles, without their dots."""
    return frozenset(title.replace(".", "") for title in words("titles", lexicon="abbreviations"))


def _blank(text: str, start: int, end: int) -> bool:
    """Tell whether nothing but white space stands there; long stretches are not copied to know it."""
    return SHOWN.search(text, start, end) is None


def _abbreviated(text: str, begin: int, dot: int) -> bool:
    """Tell whether the full stop at `dot` belongs to an abbreviation, an initial or the number of a list."""
    behind = text[max(begin, dot - BEHIND) : dot]
    found = WORD_BEFORE.search(behind)
    if found is None:
        return False
    word = fold(found[0])
    before = behind[: found.start()].rstrip()
    if word.isdecimal():
        return _blank(text, begin, dot - len(found[0]))
    if len(word) == 1:
        if before[-1:].isdecimal():
            return False
        letters = LETTERS_BEFORE.search(behind)
        # «أ ف ب.» ends a sentence, «أ.د.» does not, nor does «U.S.»
        return letters is None or word.isascii() or "".join(part for part in fold(letters[0]) if part.isalpha()) in _titles()
    if not word.isascii():
        return False
    return word in words("small", lexicon="abbreviations") or (found[0][0].isupper() and word in words("latin", lexicon="abbreviations"))


def _arabic(sign: str) -> bool:
    """Tell whether a character is an Arabic letter."""
    return "\u0620" <= sign <= "\u06d3" and sign.isalpha()


def _glued(text: str, dot: int, end: int) -> bool:
    """Tell whether a sentence ends where the next follows without a space: «قال.وأضاف», but not «أ.ف.ب» or «1.5»."""
    if not (_arabic(text[end : end + 1]) and _arabic(text[end + 1 : end + 2])):
        return False
    return dot > 1 and _arabic(text[dot - 1]) and _arabic(text[dot - 2])


def _ends(text: str, begin: int, run: re.Match[str], end: int, last: int) -> bool:
    """Tell whether a sentence that began at `begin` ends with the signs of `run`, with the closing marks up to `end`."""
    signs = run[0]
    if end >= last:
        return True
    if signs == ".." or _blank(text, begin, run.start()):
        return False
    if not text[end].isspace():
        return _glued(text, run.start(), end)
    after = text[end:last].lstrip()[:1] if last - end < BEHIND else text[end : end + BEHIND].lstrip()[:1]
    if after in GOING_ON:
        return False
    if signs == ".":
        return not (after.isascii() and after.islower()) and not (end == run.end() and _abbreviated(text, begin, run.start()))
    return True


def _line(text: str, start: int, last: int) -> Iterator[tuple[int, int]]:
    """Return where the sentences of one line begin and end."""
    quotes = _Quotes(text, start, last)
    begin = start
    for run in END.finditer(text, start, last):
        end = run.end()
        while end < last and text[end] in CLOSERS and (text[end] != '"' or end in quotes.ends):
            end += 1
        around = quotes.around(run.start())
        if around and around[1] >= end and not _whole(text, around, begin, last):
            continue
        # «هل عاد؟» سأل الرجل: the question is part of the sentence.
        if around and around[1] < end and run[0][-1] in "؟?!…" and _blank(text, begin, around[0]) and end < last:
            continue
        if _ends(text, begin, run, end, last):
            yield begin, end
            begin = end
    yield begin, last


def _whole(text: str, quote: tuple[int, int], begin: int, last: int) -> bool:
    """Tell whether a quotation is not part of a sentence but holds all that is left of its line."""
    first, end = quote
    rest = text[end + 1 : last] if last - end < BEHIND else "more"
    return _blank(text, begin, first) and not rest.strip(" .؟?!…،\t")


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text in order; offsets are code points into it.

    Every character that is not white space lies in exactly one of them.
    """
    found = []
    for line in LINE.finditer(text):
        for start, end in _line(text, line.start(), line.end()):
            piece = text[start:end]
            shown = piece.strip()
            if shown:
                first = start + len(piece) - len(piece.lstrip())
                found.append(Span(text=shown, start=first, end=first + len(shown)))
    return found


if __name__ == "__main__":
    for sentence in sentences(" ".join(sys.argv[1:])):
        print(sentence.start, sentence.end, sentence.text, sep="\t")  # noqa: T201 - every module of language/ can be run to show itself
