"""The words of an article ready to be read. Comes in: a text. Goes out: `Prose`: keys, the signs between them, quotations, sentences.

Everything that reads attributions works on the numbers of words; only at the end are they turned into spans of the text.
"""

import bisect
from collections.abc import Sequence

from rawi.language.sentences import sentences
from rawi.language.tokens import columns
from rawi.model import Span

# Signs that can open or close a quotation, or a name in the manner of one.
OPENING = {"«": "»", "“": "”“", "„": "”“", "‹": "›", "(": ")", "[": "]", "{": "}", "‘": "’", "”": "”“", '"': '"'}
BRACKETS = frozenset("([{")
QUOTES = frozenset('«»“”„"‹›‘’')
# A longer quotation than so many words has probably lost its closing mark.
LONGEST_QUOTE = 400
# What runs on for more words is a list or a damaged text; it is read in pieces, so that no text can take long.
LONGEST_SENTENCE = 400
# Between two words no more signs are looked at, and no more quotations are open at once.
SIGNS = 12
DEPTH = 6


class Prose:
    """The words of a text by number: `keys` folded, `starts` and `ends` in the text, `signs[i]` what stands before word i.

    `opens[i]` is the number of the word behind the quotation that opens before word i, `closed` holds those whose closing mark is there;
    `bounds` are the sentences as pairs of word numbers, `paragraphs` the number of each sentence's paragraph.
    """

    __slots__ = ("bounds", "brackets", "closed", "ends", "keys", "opens", "paragraphs", "signs", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys, self.starts, self.ends = columns(text)
        self.signs = self._signs()
        self.opens: dict[int, int] = {}
        self.brackets: dict[int, int] = {}
        self.closed: set[int] = set()
        self.bounds: list[tuple[int, int]] = []
        self.paragraphs: list[int] = []
        self._sentences()
        self._quotes()

    def _signs(self) -> list[str]:
        """Return the signs before each word, and behind the last, without spaces."""
        text, last, found = self.text, 0, []
        for start, end in zip(self.starts, self.ends, strict=True):
            between = text[last:start]
            found.append("" if between == " " else "\n" if "\n" in between and not between.strip() else between.replace(" ", ""))
            last = end
        found.append(text[last:].replace(" ", ""))
        return found

    def _sentences(self) -> None:
        """Find the words of each sentence."""
        paragraph, last = 0, 0
        for sentence in sentences(self.text):
            first = bisect.bisect_left(self.starts, sentence.start)
            end = bisect.bisect_left(self.starts, sentence.end)
            if first == end:
                continue
            paragraph += "\n" in self.text[last : sentence.start]
            last = sentence.end
            for begin in range(first, end, LONGEST_SENTENCE):
                self.bounds.append((begin, min(end, begin + LONGEST_SENTENCE)))
                self.paragraphs.append(paragraph)

    def _quotes(self) -> None:
        """Pair the marks of quotation of each paragraph; one that is never closed lasts to the end of the paragraph."""
        opened: list[tuple[str, int]] = []
        bracket = -1
        for number, sign in enumerate(self.signs):
            if not sign:
                continue
            for mark in sign[:SIGNS]:
                if mark == "\n":
                    self._end_paragraph(opened, number)
                    bracket = -1
                elif mark in BRACKETS:
                    bracket = number
                elif mark in ")]}":
                    if 0 <= bracket < number:
                        self.brackets[bracket] = number
                    bracket = -1
                elif mark in QUOTES:
                    self._quote(mark, number, opened)
        self._end_paragraph(opened, len(self.keys))

    def _quote(self, mark: str, number: int, opened: list[tuple[str, int]]) -> None:
        """Open or close a quotation; marks that can do both close what is open unless they stand like an opening one."""
        at = next((at for at in range(len(opened) - 1, -1, -1) if mark in OPENING[opened[at][0]]), None)
        if mark == '"':
            shape = self._shape(number)
            if shape < 0 or (at is not None and shape == 0):
                mark = "close"
        elif mark in "»›" or (mark == "’" and at is None) or (at is not None and (mark not in "«“„‹‘" or opened[at][0] == "”")):
            mark = "close"
        if mark != "close":
            if number < len(self.keys):
                opened.append((mark, number))
                del opened[:-DEPTH]
            return
        if at is None:
            return
        begun = opened[at][1]
        if 0 < number - begun <= LONGEST_QUOTE:
            self.opens[begun] = number
            self.closed.add(begun)
        del opened[at:]

    def _end_paragraph(self, opened: list[tuple[str, int]], end: int) -> None:
        """Let what is still open last to the end of its paragraph."""
        for _, begun in opened:
            if end > begun:
                self.opens.setdefault(begun, end)
        opened.clear()

    def _shape(self, number: int) -> int:
        """Return 1 where a straight mark before a word stands like an opening one, -1 like a closing one, 0 where it does not show."""
        start = self.ends[number - 1] if number else 0
        between = self.text[start : self.starts[number] if number < len(self.starts) else len(self.text)]
        if between.count('"') != 1:
            return 0
        before, _, after = between.partition('"')
        if not before and after[:1] in frozenset(" .،؛;,:\n)") and after:
            return -1
        return 1 if before and not after else 0

    def sentence_of(self, word: int) -> int:
        """Return the number of the sentence that a word stands in."""
        return bisect.bisect_right(self.bounds, (word, len(self.keys))) - 1

    def span(self, first: int, end: int) -> Span:
        """Return words as a span: without outer punctuation, but with marks of quotation that are balanced inside it."""
        start, last = self.starts[first], self.ends[end - 1]
        before, after = self.signs[first], self.signs[end]
        whole = self.opens.get(first) == end and first in self.closed and before[-1:] not in BRACKETS
        if (whole or self._ends_quote(first, end)) and after:
            last = self._behind(last, '»”"“›’')
        if whole and before:
            start = self.text.rfind(before[-1], 0, start)
        if any(first < begun and self.brackets[begun] == end for begun in range(max(first + 1, end - 8), end) if begun in self.brackets):
            last = self._behind(last, ")]}")
        return Span(text=self.text[start:last], start=start, end=last)

    def _ends_quote(self, first: int, end: int) -> bool:
        """Whether a quotation that begins inside these words ends with them."""
        return any(self.opens.get(begun) == end and begun in self.closed for begun in range(max(first + 1, end - 12), end))

    def _behind(self, last: int, marks: str) -> int:
        """Return the place behind a closing mark that follows directly."""
        return last + 1 if self.text[last : last + 1] in marks and last < len(self.text) else last

    def words(self, first: int, end: int) -> Sequence[str]:
        """Return the keys of some words."""
        return self.keys[first:end]
