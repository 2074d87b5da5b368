"""Organisations by the words that tell of one. Comes in: the words of a text. Goes out: where the name of a body begins and ends.

«جامعة», «حزب», «منظمة» belong to the name and say how far it goes: «المنظمة العالمية للملكية الفكرية», «حزب العدالة والتنمية»; behind
«شركة», «صحيفة» stands a name that does without them.
"""

import functools
from typing import NamedTuple

from rawi.language.clitics import readings
from rawi.language.gazetteer import Gazetteer
from rawi.language.people import foreign
from rawi.language.stems import SELDOM
from rawi.relate.clues import Prose, adjective, common, naming, speech, title

KINDS = ("inside", "definite", "outside")
# What is called by a town alone.
OF_PLACES = frozenset({"فريق", "فريقي"})


class Body(NamedTuple):
    """The name of a body: its words from `first` to before `last`, what was cut off the first, its keys."""

    first: int
    last: int
    cut: str
    keys: tuple[str, ...]


@functools.cache
def _triggers() -> frozenset[str]:
    """Return the triggers of all kinds."""
    return frozenset().union(*(naming("bodies", kind) for kind in KINDS))


@functools.lru_cache(maxsize=SELDOM)
def trigger(key: str) -> tuple[str, str, str] | None:
    """Return the kind of trigger that a word is, what was cut off it, and the rest; None for most words."""
    read, triggers = readings(key), _triggers()
    if not any(rest in triggers for _, rest in read):
        return None
    for kind in KINDS:
        for cut, rest in read:
            if rest in naming("bodies", kind):
                return kind, cut, rest
    return None


def body_at(prose: Prose, at: int, limit: int, book: Gazetteer) -> Body | None:
    """Return the body whose name begins at a word, or right behind it where the word is a mere «شركة»."""
    found = trigger(prose.keys[at])
    if found is None:
        return None
    kind, cut, rest = found
    if kind == "definite":
        return _described(prose, at, limit, cut, rest)
    last = _foreign_run(prose, at + 1, limit, book, places=kind == "inside" or rest in OF_PLACES)
    if last > at + 1:
        inside = kind == "inside" and rest in naming("bodies", "telling")
        if inside or rest in {"منظمه", "حركه", "جمعيه", "معهد", "جبهه"}:
            return Body(at, last, cut, (rest, *prose.keys[at + 1 : last]))
        return Body(at + 1, last, "", tuple(prose.keys[at + 1 : last])) if rest in naming("bodies", "outside") else None
    if kind == "inside" and rest in naming("bodies", "telling"):
        last = _phrase(prose, at + 1, limit)
        return Body(at, last, cut, (rest, *prose.keys[at + 1 : last])) if last > at + 1 else None
    return None


def _foreign_run(prose: Prose, start: int, limit: int, book: Gazetteer, *, places: bool) -> int:
    """Return the place behind a run of words that are no Arabic, or names of places."""
    here = start
    while here < limit and here < start + 4 and not common(prose.keys[here]) and not speech(prose.keys[here]):
        known = book.at(prose.keys, here, limit)
        if known is not None and not known.cut and (places or known.type != "LOC"):
            here += known.size
        elif foreign(prose.keys[here]):
            here += 1
        else:
            break
    return here


def _definite(key: str) -> bool:
    """Whether a word is one with the article that may belong to the name of a body."""
    return key.startswith("ال") and not common(key) and not title(key)


def _phrase(prose: Prose, start: int, limit: int) -> int:
    """Return the place behind a noun with the article and what is joined to it: «الوفد», «العدالة والتنمية»."""
    here = start
    if here >= limit or not _definite(prose.keys[here]) or adjective(prose.keys[here]):
        return start
    here += 1
    if here < limit and prose.keys[here].startswith("وال") and len(prose.keys[here]) > 5:
        here += 1
    return here


def _described(prose: Prose, at: int, limit: int, cut: str, rest: str) -> Body | None:
    """Return a body of the form «المنظمة العالمية للملكية الفكرية»: an adjective at least, then «لل…», then what agrees."""
    keys, here = prose.keys, at + 1
    while here < min(limit, at + 4) and keys[here].startswith("ال") and (adjective(keys[here]) or keys[here].endswith(("يه", "ي"))):
        here += 1
    if here == at + 1 or here >= limit or not (keys[here].startswith("لل") and len(keys[here]) > 4):
        return None
    here += 1
    while here < min(limit, at + 8) and _definite(keys[here].removeprefix("و")):
        here += 1
    return Body(at, here, cut, (rest, *keys[at + 1 : here]))
