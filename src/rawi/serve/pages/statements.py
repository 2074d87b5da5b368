"""Who says what in an article, as a list. Comes in: attributions, the sentences of the text. Goes out: one line for each."""

from collections.abc import Sequence
from typing import Literal

from rawi.model import Anonymous, Attribution, Record
from rawi.serve.foreign import opening
from rawi.serve.pages.marks import Anchors, speaker_of

# As much of what was said as fits a line and a half.
OPENING = 90


class Statement(Record, frozen=True):
    """One statement; `speaker` is None where the text names nobody, `resolved` where it was the text before that named them."""

    speaker: str | None
    resolved: bool
    unnamed: Anonymous | None
    cue: str
    opening: str
    more: bool
    quoted: bool
    proof: str | None
    addressee: str | None
    via: tuple[str, ...]
    medium: str | None
    basis: Literal["stated", "inferred"]


def marks_of(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions that the page marks: those that are more than possible, and say something."""
    return tuple(one for one in attributions if one.confidence != "possible" and one.content)


def statements(attributions: Sequence[Attribution], anchors: Anchors) -> tuple[Statement, ...]:
    """Gather the lines of the list, in the order of `attributions`."""
    return tuple(_statement(one, anchors) for one in attributions)


def _statement(one: Attribution, anchors: Anchors) -> Statement:
    words, more = opening(one.content[0].text, OPENING)
    return Statement(
        speaker=speaker_of(one),
        resolved=one.speaker is None and bool(one.speaker_resolved),
        unnamed=(one.anonymous or Anonymous()) if one.speaker_kind == "anonymous" else None,
        cue=one.cue.text,
        opening=words,
        more=more or len(one.content) > 1,
        quoted=one.form == "direct",
        proof=anchors.of(one.cue),
        addressee=one.addressee.text if one.addressee else None,
        via=tuple(span.text for span in one.via),
        medium=one.medium.text if one.medium else None,
        basis="stated" if one.confidence == "stated" else "inferred",
    )
