"""An outlet's text with what is attributed in it marked. Comes in: a text, its attributions. Goes out: paragraphs in pieces.

The pieces joined are the text as it stands. A sentence that proves something has an id, «p3-s2» for the second of the third paragraph.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence

from rawi.language.sentences import sentences
from rawi.model import Attribution, Record, Span
from rawi.serve.foreign import characters


class Bit(Record, frozen=True):
    """Some of a sentence: `said` where it is the content of an attribution."""

    text: str
    said: bool = False


class Sentence(Record, frozen=True):
    """A sentence, or the space before one; `id` is set where something links to it."""

    id: str | None
    bits: tuple[Bit, ...]


class Paragraph(Record, frozen=True):
    """A paragraph; `speakers` and `first` say who is reported in it, and which statement of the list is the first of them."""

    sentences: tuple[Sentence, ...]
    speakers: tuple[str, ...] = ()
    first: int | None = None


class Anchors:
    """The ids of the sentences of a text, by place."""

    def __init__(self, text: str) -> None:
        """Number the sentences of each paragraph that holds anything."""
        self.spans: list[Span] = sentences(text)
        self.ids: list[str] = []
        paragraph, number, end = 0, 0, -1
        for span in self.spans:
            if end < 0 or "\n" in text[end : span.start]:
                paragraph, number = paragraph + 1, 0
            number, end = number + 1, span.end
            self.ids.append(f"p{paragraph}-s{number}")
        self._starts = [span.start for span in self.spans]
        self.wanted: set[str] = set()

    def of(self, span: Span) -> str | None:
        """Return the id of the sentence in which a span begins, and note that something links there."""
        at = bisect.bisect_right(self._starts, span.start) - 1
        if at < 0 or span.start >= self.spans[at].end:
            return None
        self.wanted.add(self.ids[at])
        return self.ids[at]


def speaker_of(one: Attribution) -> str | None:
    """Return who speaks as the text has it: the words of it, or whom they were resolved to; None where nobody is named."""
    return (one.speaker.text if one.speaker else "") or one.speaker_resolved or None


def marked(text: str, attributions: Sequence[Attribution], anchors: Anchors, unnamed: str) -> tuple[Paragraph, ...]:
    """Cut a text into paragraphs, sentences and bits.

    Args:
        text: the outlet's text.
        attributions: those to mark, in the order of the list of statements.
        anchors: the ids of its sentences; those that nothing links to are left out.
        unnamed: what stands in the margin for a source without a name.
    """
    said = _covered(text, attributions)
    return tuple(_paragraph(text, start, end, said, _inside(attributions, start, end), anchors, unnamed) for start, end in _lines(text))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph that holds anything begins and ends."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _covered(text: str, attributions: Iterable[Attribution]) -> bytearray:
    """Return for each character whether it is attributed; where two attributions overlap it is so once."""
    said = bytearray(len(text))
    for one in attributions:
        for span in one.content:
            said[span.start : span.end] = b"\1" * len(said[span.start : span.end])
    return said


def _inside(attributions: Sequence[Attribution], start: int, end: int) -> list[tuple[int, Attribution]]:
    """Return the attributions whose cue or content begins in a paragraph, with their numbers."""
    return [(number, one) for number, one in enumerate(attributions) if start <= one.cue.start < end]


def _paragraph(
    text: str, start: int, end: int, said: bytearray, inside: list[tuple[int, Attribution]], anchors: Anchors, unnamed: str
) -> Paragraph:
    shown = characters(text[start:end])
    found: list[Sentence] = []
    at = start
    first = bisect.bisect_left([span.start for span in anchors.spans], start)
    for span, name in zip(anchors.spans[first:], anchors.ids[first:], strict=True):
        if span.start >= end:
            break
        if span.start > at:
            found.append(Sentence(None, _bits(shown, said, start, at, span.start)))
        at = min(span.end, end)
        found.append(Sentence(name if name in anchors.wanted else None, _bits(shown, said, start, span.start, at)))
    if at < end:
        found.append(Sentence(None, _bits(shown, said, start, at, end)))
    names = tuple(dict.fromkeys(speaker_of(one) or unnamed for _, one in inside))
    return Paragraph(tuple(found), names, inside[0][0] if inside else None)


def _bits(shown: list[str], said: bytearray, offset: int, start: int, end: int) -> tuple[Bit, ...]:
    """Cut a stretch of a paragraph where what is attributed begins and ends."""
    bits: list[Bit] = []
    at = start
    for place in range(start + 1, end + 1):
        if place == end or said[place] != said[at]:
            bits.append(Bit("".join(shown[at - offset : place - offset]), bool(said[at])))
            at = place
    return tuple(bits)
