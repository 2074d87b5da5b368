"""What is said in an event, each thing once. Comes in: its articles. Goes out: sayings, each in every wording with who carried it.

Two attributions are one saying where their speakers share a name and their contents most of the rarer one's words. Nothing is joined
that the outlets did not print: a wording is a piece of one outlet's sentence as it stands there, with the one who speaks and the word
that says so. What stands inside another saying is told there, and sources of whom a text says nothing but that they are sources are
told only where several outlets have them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rawi.language.terms import common_lemmas
from rawi.language.tokens import keys
from rawi.model import Attribution, Outlet, Record, Span, Stored
from rawi.serve import foreign, paths
from rawi.serve.pages.marks import Anchors, speaker_of
from rawi.serve.pages.statements import marks_of

if TYPE_CHECKING:
    from rawi.archive import Archive

# More of them, or of wordings of one, is a list that nobody reads.
SHOWN, WORDINGS = 8, 3
OPENING = 240
# Contents of fewer words are alike by chance. Two wordings of one saying share more than half of the shorter one's words.
LEAST_WORDS, ALIKE = 4, 0.55
# Who says something of so few words in one outlet only has said nothing that the headline does not.
WORTH = 7
# A speaker who stands so many characters before the word that says so is named in the heading.
FAR = 40
QUOTES = "«»“”„\"'‘’"


class Wording(Record, frozen=True):
    """One outlet's words as they stand in its sentence; `carriers` have the same, itself first; `path` leads to the sentence.

    `cut` says that the sentence begins before, `more` that what was said goes on.
    """

    words: str
    cut: bool
    more: bool
    carriers: tuple[Outlet, ...]
    path: str
    language: str | None


class Saying(Record, frozen=True):
    """One saying: the speaker as the first article names them, and its wordings, the one that most outlets have first."""

    speaker: str
    outlets: int
    wordings: tuple[Wording, ...]


class _Said:
    """An attribution with the words by which it is compared; `place` is the piece of its sentence that tells it."""

    def __init__(self, stored: Stored, one: Attribution, speaker: str, place: Span, *, cut: bool, path: str) -> None:
        text = " ".join(span.text for span in one.content)
        self.stored, self.one, self.speaker, self.place, self.cut, self.path = stored, one, speaker, place, cut, path
        self.key = tuple(keys(text))
        self.words = frozenset(self.key) - common_lemmas()
        self.names = frozenset(keys(speaker)) - common_lemmas()

    @property
    def vague(self) -> bool:
        """Whether nothing is known of the speaker: «المصادر»."""
        return self.one.speaker_kind in ("anonymous", "implicit") and len(keys(self.speaker)) < 2

    def is_of(self, other: "_Said") -> bool:
        """Whether two say the same."""
        least = min(len(self.words), len(other.words))
        return least >= LEAST_WORDS and bool(self.names & other.names) and len(self.words & other.words) >= ALIKE * least


class _Group:
    """One saying with its wordings, and who has them."""

    def __init__(self, members: Sequence[_Said], texts: Mapping[str, Sequence[str]]) -> None:
        self.first = members[0]
        wordings: dict[tuple[str, ...], list[_Said]] = {}
        for said in members:
            wordings.setdefault(said.key, []).append(said)
        self.wordings = [(same[0], _carriers(same, texts)) for same in wordings.values()]
        self.wordings.sort(key=lambda one: -len(one[1]))
        self.outlets = len({slug for _, carriers in self.wordings for slug in carriers})
        self.words = max(len(said.words) for said in members)

    @property
    def worth(self) -> bool:
        """Whether a reader learns something from it."""
        return self.outlets > 1 or (not self.first.vague and self.words >= WORTH)


def sayings(archive: "Archive", articles: Sequence[Stored], carriers: Sequence[Stored] = ()) -> tuple[Saying, ...]:
    """Gather what is said in articles, in the order of time; what most outlets carry first.

    Args:
        archive: the archive.
        articles: those that are read, such as the originals of the event.
        carriers: further ones that may have a wording word by word, such as their copies.
    """
    groups: list[list[_Said]] = []
    for said in (one for stored in articles for one in _all(archive, stored)):
        group = next((group for group in groups if any(said.is_of(other) for other in group)), None)
        if group is None:
            groups.append([said])
        else:
            group.append(said)
    texts: dict[str, list[str]] = {}
    for stored in (*articles, *carriers):
        texts.setdefault(stored.article.outlet, []).append(f" {' '.join(keys(stored.article.text))} ")
    found = [one for one in (_Group(group, texts) for group in groups) if one.worth]
    found.sort(key=lambda one: (-one.outlets, one.first.one.speaker_kind == "anonymous"))
    return tuple(_saying(archive, one) for one in found[:SHOWN])


def _all(archive: "Archive", stored: Stored) -> list[_Said]:
    """Return the statements of an article that say enough to be known again, the outermost of those inside one another."""
    anchors, found = Anchors(stored.article.text), list[_Said]()
    marks = [one for one in marks_of(archive.facts(stored).attributions) if one.form != "reported_act" and speaker_of(one)]
    outer = [one for one in marks if not any(_inside(one, other) for other in marks)]
    for one in outer:
        place, cut = _place(stored.article.text, anchors.spans, one)
        anchor = anchors.of(one.cue)
        path = f"{paths.article(stored.key)}{f'#{anchor}' if anchor else ''}"
        found.append(_Said(stored, one, speaker_of(one) or "", place, cut=cut, path=path))
    return [said for said in found if len(said.words) >= LEAST_WORDS]


def _inside(one: Attribution, other: Attribution) -> bool:
    """Whether one is said within what another says."""
    return one is not other and any(span.start <= one.cue.start and one.cue.end <= span.end for span in other.content)


def _place(text: str, known: Sequence[Span], one: Attribution) -> tuple[Span, bool]:
    """Return the piece of a sentence from the speaker or the cue to the end of what is said, and whether the sentence begins before."""
    sentence = next((span for span in known if span.start <= one.cue.start < span.end), one.cue)
    beside = one.speaker is not None and one.cue.start - one.speaker.end < FAR
    parts = [one.cue, *one.content[:1], *([one.speaker] if one.speaker and beside else []), *one.via]
    inside = [span for span in parts if sentence.start <= span.start < sentence.end]
    start, end = min(span.start for span in inside), max(one.content[0].end, *(span.end for span in inside))
    if end < len(text) and text[end] in QUOTES:  # the sign that closes what was opened inside
        end += 1
    return Span(text[start:end], start, end), bool(text[sentence.start : start].strip(QUOTES + " -–—:"))


def _carriers(same: Sequence[_Said], texts: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the outlets that have a wording, those that were read first."""
    wording = f" {' '.join(same[0].key)} "
    others = (slug for slug, held in texts.items() if any(wording in text for text in held))
    return tuple(dict.fromkeys([*(said.stored.article.outlet for said in same), *others]))


def _saying(archive: "Archive", of: _Group) -> Saying:
    return Saying(
        speaker=foreign.one_line(of.first.speaker).strip(QUOTES),
        outlets=of.outlets,
        wordings=tuple(_wording(archive, said, carriers) for said, carriers in of.wordings[:WORDINGS]),
    )


def _wording(archive: "Archive", said: _Said, carriers: Iterable[str]) -> Wording:
    words, more = foreign.opening(said.place.text, OPENING)
    return Wording(
        words=words,
        cut=said.cut,
        more=more or len(said.one.content) > 1,
        carriers=tuple(archive.outlet(slug) for slug in carriers),
        path=said.path,
        language=said.stored.article.language,
    )
