"""What is said in an event, each thing once. Comes in: its articles. Goes out: sayings, each in every wording with who carried it.

Two attributions are one saying where their speakers share a name and their contents most of the rarer one's words. Nothing is joined
that the outlets did not print: each wording stands as its outlet has it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rawi.language.terms import common_lemmas
from rawi.language.tokens import keys
from rawi.model import Attribution, Outlet, Record, Stored
from rawi.serve import foreign, paths
from rawi.serve.pages.marks import Anchors, speaker_of
from rawi.serve.pages.statements import marks_of

if TYPE_CHECKING:
    from rawi.archive import Archive

# More of them, or of wordings of one, is a list that nobody reads.
SHOWN, WORDINGS = 12, 4
OPENING = 160
# Contents of fewer words are alike by chance. Two wordings of one saying share more than half of the shorter one's words.
LEAST_WORDS, ALIKE = 4, 0.55


class Wording(Record, frozen=True):
    """One outlet's words; `carriers` are the outlets that have the same, itself first; `path` leads to the sentence."""

    words: str
    more: bool
    quoted: bool
    carriers: tuple[Outlet, ...]
    path: str
    language: str | None


class Saying(Record, frozen=True):
    """One saying: the speaker as the first article names them, and its wordings, the one that most outlets have first."""

    speaker: str
    outlets: int
    wordings: tuple[Wording, ...]


class _Said:
    """An attribution with the words by which it is compared."""

    def __init__(self, stored: Stored, one: Attribution, speaker: str, path: str) -> None:
        text = " ".join(span.text for span in one.content)
        self.stored, self.one, self.speaker, self.path = stored, one, speaker, path
        self.key = tuple(keys(text))
        self.words = frozenset(self.key) - common_lemmas()
        self.names = frozenset(keys(speaker)) - common_lemmas()

    def is_of(self, other: "_Said") -> bool:
        """Whether two say the same."""
        least = min(len(self.words), len(other.words))
        return least >= LEAST_WORDS and bool(self.names & other.names) and len(self.words & other.words) >= ALIKE * least


def sayings(archive: "Archive", articles: Sequence[Stored]) -> tuple[Saying, ...]:
    """Gather what is said in articles, in the order of time; what most outlets carry first."""
    groups: list[list[_Said]] = []
    for said in (one for stored in articles for one in _all(archive, stored)):
        group = next((group for group in groups if any(said.is_of(other) for other in group)), None)
        if group is None:
            groups.append([said])
        else:
            group.append(said)
    found = [_saying(archive, group) for group in groups]
    return tuple(sorted(found, key=lambda one: -one.outlets)[:SHOWN])


def _all(archive: "Archive", stored: Stored) -> list[_Said]:
    """Return the named statements of an article that say enough to be known again."""
    anchors = Anchors(stored.article.text)
    found = []
    for one in marks_of(archive.facts(stored).attributions):
        speaker, place = speaker_of(one), anchors.of(one.cue)
        if speaker and one.form != "reported_act":
            found.append(_Said(stored, one, speaker, f"{paths.article(stored.key)}{f'#{place}' if place else ''}"))
    return [said for said in found if len(said.words) >= LEAST_WORDS]


def _saying(archive: "Archive", group: Sequence[_Said]) -> Saying:
    wordings: dict[tuple[str, ...], list[_Said]] = {}
    for said in group:
        wordings.setdefault(said.key, []).append(said)
    ranked = sorted(wordings.values(), key=lambda same: -len({said.stored.article.outlet for said in same}))
    return Saying(
        speaker=foreign.one_line(group[0].speaker),
        outlets=len({said.stored.article.outlet for said in group}),
        wordings=tuple(_wording(archive, same) for same in ranked[:WORDINGS]),
    )


def _wording(archive: "Archive", same: Sequence[_Said]) -> Wording:
    first = same[0]
    words, more = foreign.opening(first.one.content[0].text, OPENING)
    return Wording(
        words=words,
        more=more or len(first.one.content) > 1,
        quoted=first.one.form == "direct",
        carriers=tuple(archive.outlet(slug) for slug in dict.fromkeys(said.stored.article.outlet for said in same)),
        path=first.path,
        language=first.stored.article.language,
    )
