"""Which title stands for a story, and from where its news comes. Comes in: its articles. Goes out: one of them, names of origins.

The headline is always the title of one outlet, never made. It is the title whose words most of the articles have: informative, since
each word that they confirm counts for it, and short, since each word that they do not have counts against it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rawi.model import Profile, Record
from rawi.relate.features import lemmas as lemmas_of

# A word of the title counts for it as far as more than this share of the articles have it.
CONFIRMED = 0.4
# A line of a front page holds so many words; each further one costs.
WORDS, TOO_LONG = 12, 0.15


class Teller(Record, frozen=True):
    """An article as it takes part in a story.

    `voice` is the key of the article of which it is a copy, its own where it is none; `wires` are the agencies that it credits,
    `heard` is the outlet from which it has its news by its own words (asked of the first article of a text).
    """

    key: int
    outlet: str
    title: str
    voice: int
    wires: tuple[str, ...] = ()
    heard: str | None = None


class Lemmas(NamedTuple):
    """The lemmas of an article: all, and those of its title."""

    all: frozenset[int]
    title: frozenset[int]


def lemmas(profile: Profile) -> Lemmas:
    """Return the lemmas of a profile, all and those of the title."""
    found = lemmas_of(profile)
    return Lemmas(frozenset(key for key, _, _ in found), frozenset(key for key, title, _ in found if title))


def headline(tellers: Sequence[Teller], profiles: Mapping[int, Profile]) -> int:
    """Return the key of the article whose title is the story's headline.

    Args:
        tellers: the articles of the story in order, one at least.
        profiles: their profiles.
    """
    found = {key: lemmas(profile) for key, profile in profiles.items()}
    voices = _voices(tellers)
    said = [frozenset().union(*(found[one.key].all for one in voice if one.key in found)) for voice in voices]

    def worth(teller: Teller) -> float:
        words = found[teller.key].title if teller.key in found else frozenset()
        shares = [sum(word in voice for voice in said) / len(said) for word in words]
        return sum(share - CONFIRMED for share in shares) - TOO_LONG * max(0, len(teller.title.split()) - WORDS)

    # A copy of a text may have the better title: but what is not a copy comes first where both are as good.
    return max(tellers, key=lambda one: (round(worth(one), 6), one.voice == one.key)).key


def origins(tellers: Sequence[Teller]) -> tuple[str, ...]:
    """Return from where a story's news comes, each origin once.

    Of each text it is the outlet from which its first article says that it has the news, else the agency that is credited for it, else
    the outlet that had it first. An outlet of the story that has its own texts from one other is no origin: that other one is.

    Returns:
        Slugs of outlets and agencies (a name where the catalogue knows none), in the order in which they come in.
    """
    voices = _voices(tellers)
    given = [_origin(voice) for voice in voices]
    own: dict[str, set[str]] = {}
    for voice, best in zip(voices, given, strict=True):
        for teller in voice:
            own.setdefault(teller.outlet, set()).add(best)
    return tuple(dict.fromkeys(_behind(best, own) for best in given))


def _origin(voice: Sequence[Teller]) -> str:
    """Return from where one text comes."""
    wires = [wire for teller in voice for wire in teller.wires]
    credited = max(wires, key=lambda wire: (wires.count(wire), -wires.index(wire)), default=voice[0].outlet)
    return voice[0].heard or credited


def _behind(outlet: str, own: Mapping[str, set[str]]) -> str:
    """Follow an outlet to the one from which all its texts are; where they lead in a circle the first stands."""
    seen = {outlet}
    here = outlet
    while len(own.get(here, ())) == 1:
        (other,) = own[here]
        if other == here:
            return here
        if other in seen:
            return outlet
        seen.add(other)
        here = other
    return here


def _voices(tellers: Sequence[Teller]) -> list[list[Teller]]:
    """Group articles by the text that they have in common."""
    voices = dict[int, list[Teller]]()
    for teller in tellers:
        voices.setdefault(teller.voice, []).append(teller)
    return list(voices.values())
