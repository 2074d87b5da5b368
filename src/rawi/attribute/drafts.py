"""An attribution in the making, in numbers of words. Comes in: what the frames found. Goes out: `Attribution` records with spans."""

from dataclasses import dataclass, field
from typing import NamedTuple

from rawi.attribute.cues import Form
from rawi.attribute.prose import Prose

Words = tuple[int, int]


class Phrase(NamedTuple):
    """A noun phrase: the numbers of its first word and of the one behind its last, and whether it holds a person's name."""

    first: int
    end: int
    named: bool
    # The word at which a person's name begins, or -1.
    name: int = -1


@dataclass(slots=True)
class Draft:
    """What is known so far of one attribution; pairs are the numbers of the first word and of the one behind the last."""

    cue: Words
    sentence: int
    form: str
    verb: Form | None = None
    via_cue: Words | None = None
    speaker: Phrase | None = None
    speaker_kind: str = ""
    content: list[Words] = field(default_factory=list)
    via: list[Words] = field(default_factory=list)
    addressee: Words | None = None
    medium: Words | None = None
    knowledge: Words | None = None
    # A dropped subject takes what was said before; «it is said» has nobody to take.
    dropped: bool = False
    nobody: bool = False
    # «بقوله»: the pronoun is the speaker.
    pronoun: bool = False
    closing: bool = False
    resolved: str | None = None
    source: "Draft | None" = None
    # Who could have said it by the form of the verb: m, f, p or «».
    who: str = ""


@dataclass(slots=True)
class Mention:
    """Somebody whom the text made its subject without a report: a dropped subject may mean them."""

    at: int
    speaker: Phrase
    who: str


@dataclass(slots=True)
class Reading:
    """A text that is being read: its words, what was found, and who was mentioned, in order."""

    prose: Prose
    drafts: list[Draft] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
