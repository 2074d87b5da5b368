"""Names that are known: places, bodies, events, outlets. Comes in: lists and the words of a text. Goes out: the longest name at a word.

>>> book = Gazetteer([("الأمم المتحدة", "ORG", SURE), ("مالي", "LOC", WEAK)])
>>> book.at(["وللامم", "المتحده"], 0)
Found(size=2, type='ORG', trust=0, cut='ولل', key='الامم المتحده')
"""

import functools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rawi.language.clitics import readings
from rawi.language.data import load
from rawi.language.stems import in_dictionary, is_frozen
from rawi.language.terms import common_words
from rawi.language.tokens import keys

SURE, WEAK, CLUB = 0, 1, 2
# The longest names have so many words; what is longer is never looked for.
LONGEST = 8


class Found(NamedTuple):
    """A known name in a text: how many words, of what type, how sure, what was cut off its first word, its words as they are listed."""

    size: int
    type: str
    trust: int
    cut: str
    key: str


class Gazetteer:
    """Names by their first word; the first list that has a name decides."""

    def __init__(self, names: Iterable[tuple[str, str, int]]) -> None:
        self._names: dict[str, tuple[str, int]] = {}
        sizes: dict[str, set[int]] = {}
        for name, kind, trust in names:
            words = keys(name)
            if not words or len(words) > LONGEST or (len(words) == 1 and words[0] in common_words()):
                continue
            self._names.setdefault(" ".join(words), (kind, trust))
            sizes.setdefault(words[0], set()).add(len(words))
        self._sizes = {word: tuple(sorted(found, reverse=True)) for word, found in sizes.items()}

    def begins(self, key: str) -> bool:
        """Whether a name may begin at a word."""
        return any(rest in self._sizes for _, rest in readings(key))

    def at(self, words: Sequence[str], at: int, limit: int | None = None) -> Found | None:
        """Return the longest name that begins at a word, before `limit`; of two readings of the word the one that cuts less."""
        best: Found | None = None
        sizes_of = self._sizes
        for cut, rest in readings(words[at]):
            if rest not in sizes_of:
                continue
            for size in sizes_of[rest]:
                if size == 1 and cut and (in_dictionary(words[at]) or is_frozen(words[at])):
                    continue  # «لأول» is no town
                if best is not None and size <= best.size:
                    break
                if at + size > (len(words) if limit is None else limit):
                    continue
                key = " ".join((rest, *words[at + 1 : at + size]))
                if key in self._names:
                    best = Found(size, *self._names[key], cut, key)
                    break
        return best

    def __contains__(self, key: str) -> bool:
        return key in self._names


def lines(lexicon: str, name: str) -> list[str]:
    """Return a list of a lexicon that is written one name a line."""
    return [line for line in load(lexicon)[name].split("\n") if line]


@functools.cache
def listed() -> tuple[tuple[str, str, int], ...]:
    """Return all names of the lexicons, those that decide first."""
    found = [(name, "EVENT", SURE) for name in lines("events", "named")]
    found += [(name, "ORG", SURE) for name in lines("bodies", "sure")]
    found += [(name, "ORG", CLUB) for name in lines("bodies", "clubs")]
    found += [(name, "LOC", SURE) for table in ("sure", "towns") for name in lines("places", table)]
    found += [(name, "ORG", WEAK) for name in lines("bodies", "weak")]
    found += [(name, "LOC", WEAK) for table in ("weak", "hamlets") for name in lines("places", table)]
    return tuple(found)
