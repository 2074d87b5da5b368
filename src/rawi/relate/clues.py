"""The words around names. Comes in: the words of a text. Goes out: what stands before one: an office, a verb of saying, «مدينة».

The lists are those of attribution (`speakers`, `cues`) and `naming`.
"""

import functools
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rawi.attribute.cues import forms, words
from rawi.attribute.nouns import definite, listed, noun
from rawi.language.clitics import readings
from rawi.language.data import load
from rawi.language.orthography import fold
from rawi.language.stems import SELDOM
from rawi.language.terms import common_words
from rawi.language.tokens import Token, tokens

# So many words may stand between an office and its holder: «رئيس مجلس إدارة شركة النفط الوطنية».
FARTHEST = 6
SPACES = frozenset({" ", "\u00a0", "-", "ـ"})
# Behind a letter or two a full stop ends no sentence: «د. محمد», «أ.ف.ب».
STOPS = frozenset({".", ". "})


@functools.cache
def naming(table: str, column: str) -> frozenset[str]:
    """Return a list of the lexicon `naming` as keys."""
    found = load("naming")[table][column]
    return frozenset(fold(word) for word in (found.split("\n") if isinstance(found, str) else found) if word)


class Prose(NamedTuple):
    """The words of a text: tokens, their keys, and of each whether only a space stands between it and the one before."""

    text: str
    words: Sequence[Token]
    keys: Sequence[str]
    joined: list[bool]

    def limit(self, at: int) -> int:
        """Return the place behind the last word of a run without punctuation that has the word at `at`."""
        try:
            return self.joined.index(False, at + 1)
        except ValueError:
            return len(self.joined)

    def between(self, at: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.text[self.words[at - 1].end : self.words[at].start] if 0 < at < len(self.words) else "\n"


def prose(text: str) -> Prose:
    """Take a text apart."""
    found = tokens(text)
    gaps = [text[one.end : other.start] for one, other in pairwise(found)]
    joined = [gap in SPACES or (gap in STOPS and len(one.key) <= 3) for one, gap in zip(found, gaps, strict=False)]
    return Prose(text, found, [token.key for token in found], [False, *joined] if found else [])


@functools.cache
def _titles() -> frozenset[str]:
    return listed("roles", "titles") - naming("persons", "particles") | naming("persons", "honorifics")


@functools.lru_cache(maxsize=SELDOM)
def title(key: str) -> bool:
    """Whether a word stands right before a name: «الرئيس», «للدكتور»."""
    return any(rest in _titles() for _, rest in readings(key))


@functools.cache
def _offices() -> frozenset[str]:
    return words("roles", "heads", "speakers") | naming("persons", "offices")


@functools.lru_cache(maxsize=SELDOM)
def office(key: str) -> bool:
    """Whether a word begins the office of somebody: «وزير», «والناطق»."""
    return any(noun(rest) in _offices() for _, rest in readings(key))


@functools.lru_cache(maxsize=SELDOM)
def body_head(key: str) -> bool:
    """Whether a noun is the head of a body: «وزارة»."""
    return key in listed("organisations", "heads")


@functools.lru_cache(maxsize=SELDOM)
def adjective(key: str) -> bool:
    """Whether a word with the article is one of nation or office: «الأميركي», «السابق»; the feminine and the plural too."""
    bare = key.removeprefix("ال")
    if bare == key:
        return False
    listed_ones = naming("adjectives", "words")
    return any(form in listed_ones for form in (bare, bare.removesuffix("ه"), bare.removesuffix("ين"), bare.removesuffix("ون")))


def speech(key: str) -> bool:
    """Whether a word is a verb of saying, behind which the speaker stands: «وأكد»."""
    form = forms().get(key)
    return form is not None and form.shape in {"perfect", "imperfect"} and not form.pronoun


@functools.lru_cache(maxsize=SELDOM)
def common(key: str) -> bool:
    """Whether a word says nothing of a subject."""
    return key in common_words() or (key[:1] in "وف" and key[1:] in common_words())


def titled(read: Prose, at: int) -> bool:
    """Whether an office or a title stands before a word, with at most its own complements between.

    Right behind an office without the article stands whose it is, not who holds it: «مدرب برشلونة».
    """
    for here in range(at - 1, max(-1, at - 1 - FARTHEST), -1):
        if not read.joined[here + 1]:
            return False
        key = read.keys[here]
        if title(key):
            return all(adjective(read.keys[near]) for near in range(here + 1, at))
        if office(key):
            return here < at - 1 or definite(key)
        if key != "باسم" and (common(key) or not (definite(key) or body_head(noun(key)))):
            return False
    return False
