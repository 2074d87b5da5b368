"""The words of an article ready to be read. Comes in: a text. Goes out: `Prose`: keys, the signs between them, quotations, sentences.

Everything that reads attributions works on the numbers of words; only at the end are they turned into spans of the text.
"""

import bisect
import re
from collections.abc import Sequence

from rawi.language.sentences import sentences
from rawi.language.tokens import tokens
from rawi.model import Span

# Signs that can open or close a quotation, or a name in the manner of one.
MARKS = re.compile(r"[«»“”„\"‹›()\[\]{}‘’]")
OPENING = {"«": "»", "“": "”“", "„": "”“", "‹": "›", "(": ")", "[": "]", "{": "}", "‘": "’"}
BRACKETS = frozenset("([{")
# A longer quotation than so many words has probably lost its closing mark.
LONGEST_QUOTE = 400


class Prose:
    """The words of a text by number: `keys` folded, `starts` and `ends` in the text, `signs[i]` what stands before word i.

    `opens[i]` is the number of the word behind the quotation that opens before word i, `closed` holds those whose closing mark is there;
    `bounds` are the sentences as pairs of word numbers, `paragraphs` the number of each sentence's paragraph.
    """

    __slots__ = ("bounds", "brackets", "closed", "ends", "keys", "opens", "paragraphs", "signs", "starts", "text")

    def __init__(self, text: str) -> None:
        found = tokens(text)
        self.text = text
        self.keys = [token.key for token in found]
        self.starts = [token.start for token in found]
        self.ends = [token.end for token in found]
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
            self.bounds.append((first, end))
            self.paragraphs.append(paragraph)

    def _quotes(self) -> None:
        """Pair the marks of quotation of each paragraph; one that is never closed lasts to the end of the paragraph."""
        open_mark, begun, bracket = "", 0, -1
        for number, sign in enumerate(self.signs):
            if not sign:
                continue
            for mark in sign:
                if mark == "\n" or (open_mark and number - begun > LONGEST_QUOTE):
                    self._close(open_mark, begun, number, closed=False)
                    open_mark, bracket = "", -1
                elif mark in BRACKETS:
                    bracket = number
                elif mark in ")]}":
                    if bracket >= 0 and number > bracket:
                        self.brackets[bracket] = number
                    bracket = -1
                elif open_mark and mark in OPENING.get(open_mark, open_mark):
                    self._close(open_mark, begun, number, closed=True)
                    open_mark = ""
                elif not open_mark and (mark in '«“„‹"‘' or (mark == "”" and number < len(self.keys))):
                    open_mark, begun = mark, number
        self._close(open_mark, begun, len(self.keys), closed=False)

    def _close(self, mark: str, begun: int, end: int, *, closed: bool) -> None:
        if mark and end > begun:
            self.opens[begun] = end
            if closed:
                self.closed.add(begun)

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
