"""The names of people in a text. Comes in: the words of a text. Goes out: where a name begins and ends, and how sure that is.

A name is a run of its own kind of words: given names, «بن», «عبد», families, words that are no Arabic. What stands before it (an office,
«الدكتور», a verb of saying) allows it to be shorter.
"""

import functools
from typing import NamedTuple

from rawi.attribute.nouns import noun
from rawi.language.clitics import readings
from rawi.language.people import alien, everyday, family, foreign, given
from rawi.language.stems import SELDOM, in_dictionary
from rawi.relate.clues import Prose, adjective, body_head, common, naming, office, speech, title, titled

LONGEST = 7
# «علي» and «على» have one key: a name only beside another one or behind a title, and not in the spelling of the preposition.
ALI = "علي"
# A score at which a name needs no word before it: two words of which one is surely a name.
SURE = 3


class Person(NamedTuple):
    """A name of a person: its words from `first` to before `last`, what was cut off the first, its keys, and what speaks for it."""

    first: int
    last: int
    cut: str
    keys: tuple[str, ...]
    score: int
    cued: bool = False


@functools.lru_cache(maxsize=SELDOM)
def begins(key: str) -> tuple[tuple[str, str, int], ...]:
    """Return the readings of a word with which a name may begin, and how much each says: 2 a name, 1 perhaps one, 0 «عبد»."""
    found = []
    plain = in_dictionary(key)
    for cut, rest in readings(key):
        if len(rest) < 2 or (cut and plain):
            continue
        weight = _weight(cut, rest)
        if weight is not None:
            found.append((cut, rest, weight))
        if given(rest) or family(rest):
            break  # what cuts more is another word: «وكريم» is no ريم
    return tuple(sorted(found, key=lambda one: -one[2] if one[2] else -1))


def _weight(cut: str, rest: str) -> int | None:
    """Return what a reading of a first word says; None where no name begins so."""
    if rest == ALI:
        return 1
    if rest in naming("persons", "beginning"):
        return 0
    named = given(rest) or family(rest)
    # Most words are neither, and Arabic: they are passed with the least that has to be asked.
    if not named and ((cut and (cut not in {"و", "ف"} or len(rest) <= 3)) or not foreign(rest)):
        return None
    if common(rest) or adjective(rest) or office(rest) or title(rest):
        return None
    if named and len(rest) < 3 and cut:
        return None
    return 2 if named and len(rest) >= 3 and not everyday(rest) else 1


def person_at(prose: Prose, at: int, limit: int) -> Person | None:
    """Return the name of a person that begins at a word."""
    candidates = begins(prose.keys[at])
    if not candidates:
        return None
    cued = titled(prose, at)
    for cut, first, weight in candidates:
        if first == ALI and prose.words[at].text[-1] != "ي":
            continue
        found = _extended(prose, at, limit, (cut, first, weight), cued=cued)
        if found is not None and _believed(prose, found):
            return found
    return None


def _extended(prose: Prose, at: int, limit: int, begun: tuple[str, str, int], *, cued: bool) -> Person | None:
    """Follow a name from its first word as far as it goes."""
    cut, first, score = begun
    keys, here = [first], at + 1
    if score == 0:
        size = _behind_particle(prose, at, limit)
        if not size:
            return None
        keys += prose.keys[here : here + size]
        score, here = 2, here + size
    while here < limit and len(keys) < LONGEST:
        size, gain = _goes_on(prose, here, limit, keys, cued=cued)
        if not size:
            break
        keys += prose.keys[here : here + size]
        score, here = score + gain, here + size
    return Person(at, here, cut, tuple(keys), score, cued)


def _behind_particle(prose: Prose, at: int, limit: int) -> int:
    """Return how many words belong to the particle at a place: «بن» any word, «عبد» one with the article, «بن أبي» one more."""
    here = at + 1
    own = prose.keys[at] in naming("persons", "own") or any(rest in naming("persons", "own") for _, rest in readings(prose.keys[at]))
    if here >= limit:
        return 0
    key = prose.keys[here]
    if own and key in naming("persons", "own"):
        return 2 if here + 1 < limit and _part(prose.keys[here + 1], own=True) else 0
    return 1 if _part(key, own=own) else 0


def _part(key: str, *, own: bool) -> bool:
    """Whether a word may stand behind a particle: behind an Arab one nearly any, behind «فان» only a name."""
    if len(key) < 2:
        return False
    if key == "الله" or given(key) or family(key) or alien(key):
        return True
    return (own or key.startswith("ال")) and not (common(key) and not key.startswith("ال")) and not speech(key)


def _goes_on(prose: Prose, at: int, limit: int, keys: list[str], *, cued: bool) -> tuple[int, int]:
    """Return how many further words belong to a name and what they add to it; nothing where the name ends."""
    key = prose.keys[at]
    if key in naming("persons", "particles") and (size := _behind_particle(prose, at, limit)):
        return size + 1, 2
    if key == ALI:
        named = prose.words[at].text[-1] == "ي" and (at + 1 == limit or _name_like(prose.keys[at + 1]))
        return (1, 1) if named else (0, 0)
    if common(key) or title(key) or speech(key):
        return 0, 0
    if office(key) and (key.startswith("ال") or at + 1 == limit or not _name_like(prose.keys[at + 1])):
        return 0, 0
    if key in naming("persons", "ordinals") and len(keys) == 1:
        return (2, 2) if at + 1 < limit and prose.keys[at + 1] == "عشر" else (1, 2)
    return 1 if (gain := _gain(key, keys, cued=cued)) else 0, gain


def _name_like(key: str) -> bool:
    """Whether a word is likely a further part of a name."""
    return given(key) or family(key) or key in naming("persons", "own")


def _gain(key: str, keys: list[str], *, cued: bool) -> int:
    """Return what one further word adds to a name."""
    if adjective(key):
        return 1 if len(keys) == 1 and given(keys[0]) and family(key) else 0
    if given(key) or family(key):
        return 1 if everyday(key) else 2
    if alien(key):
        return 0 if key[0] == "و" and len(key) > 4 and alien(key[1:]) else 1
    if not key.startswith("ال") or len(key) < 5 or not given(keys[-1]) or body_head(noun(key)):
        return 0
    return 1 if cued or len(keys) > 1 or not everyday(keys[-1]) or (key[-1] == "ي" and not in_dictionary(key)) else 0


def _believed(prose: Prose, found: Person) -> bool:
    """Whether what stands in a name and before it is enough."""
    words, first = len(found.keys), found.keys[0]
    if first == ALI:
        return found.cued if words == 1 else found.score >= SURE
    if found.score >= SURE or (words >= 2 and found.score >= 2 and any(given(key) or family(key) for key in found.keys)):
        return True
    if first in naming("persons", "never"):
        return False
    if found.cued or (words == 1 and found.score == 2 and len(first) > 2):
        return True
    return found.first > 0 and prose.joined[found.first] and speech(prose.keys[found.first - 1]) and not found.cut
