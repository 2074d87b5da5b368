"""Which article of an outlet another one retells in its own words. Comes in: texts. Goes out: the marks of each, and the one that is meant.

«ونقلت صحيفة «كاسترين ليدجر» عن …» may stand for an article in another language, or one of which no five words in a row are left. What
the two still share are names and numbers: names as consonants, in which Vaskin and فاسكين are one. A mark weighs the more, the fewer
other articles of that outlet have it, and nothing where half of them do, so that what an outlet writes of every day says nothing.

    >>> sorted(marks("Mr Vaskin met Helen Croft on Monday; 320 boats") & marks("قالت كروفت إن فاسكين عاد مع 320 قارباً"))
    ['320', 'فسكن', 'كرفت']
"""

import functools
import math
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from rawi.language.people import foreign, given
from rawi.language.spelling import skeleton
from rawi.language.stems import SELDOM, attested, is_frozen
from rawi.language.terms import common_words
from rawi.language.tokens import tokens

# What is retold appeared at most so long before.
WINDOW = 72 * 3600
# So many marks are shared at least, with so much of the weight of all that the article has, and the next best has so much less. On the
# demo world a right article shares 2 to 9 marks, a wrong one of the same outlet 2, or as many as the right one: then none is meant.
LEAST, PART, CLEARLY = 5, 0.2, 2.0
# A name of fewer consonants is shared by chance; a number of one digit too.
BONES, DIGITS = 3, 2
# A text says what it is of in so many words.
READ = 600
# Letters of other alphabets as the class of consonants that `skeleton` has for their Arabic spelling; the longest first.
SOUNDS = (
    ("sch", "س"), ("tch", "تس"), ("sh", "س"), ("ch", "س"), ("kh", "ه"), ("gh", "ك"), ("th", "ت"), ("dh", "د"), ("ph", "ف"),
    ("ck", "ك"), ("qu", "ك"), ("b", "ب"), ("c", "ك"), ("d", "د"), ("f", "ف"), ("g", "ك"), ("h", "ه"), ("j", "ك"), ("k", "ك"),
    ("l", "ل"), ("m", "م"), ("n", "ن"), ("p", "ب"), ("q", "ك"), ("r", "ر"), ("s", "س"), ("t", "ت"), ("v", "ف"), ("x", "كس"), ("z", "س"),
)  # fmt: skip
CLITICS = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف", "ك")


def marks(text: str) -> frozenset[str]:
    """Return the numbers of a text, and its names as consonants.

    In Latin letters a name is a word that has a capital wherever it stands, in Arabic a given name or a word that is not Arabic.

    Args:
        text: an article's text.
    """
    words = tokens(text)[:READ]
    plain = {word.text for word in words if word.text[:1].islower()}
    found = set[str]()
    for word in words:
        if word.key[:1].isdecimal():
            found.update([word.key] if len(word.key) >= DIGITS and word.key.isdecimal() else [])
        elif word.key.isascii():
            if word.text[:1].isupper() and word.text.lower() not in plain:
                found.add(_bones(word.key))
        else:
            found.update(_arabic(word.key))
    return frozenset(mark for mark in found if mark[:1].isdecimal() or len(mark) >= BONES)


@functools.lru_cache(maxsize=SELDOM)
def _bones(key: str) -> str:
    """Return the consonants of a word in Latin letters, in the classes of `rawi.language.spelling.skeleton`."""
    out, at = ["ا"] if key[:1] in "aeiou" else [], 0
    while at < len(key):
        letters, sound = next(((letters, sound) for letters, sound in SOUNDS if key.startswith(letters, at)), (key[at], ""))
        out += [letter for letter in sound if out[-1:] != [letter]]
        at += len(letters)
    return "".join(out)


@functools.lru_cache(maxsize=SELDOM)
def _arabic(key: str) -> tuple[str, ...]:
    """Return the consonants of a word of an Arabic text that can be a name, as it stands and without what is written together with it."""
    if key[0] in "سوف" and attested(key[1:].removeprefix("س")):
        return ()
    bare = dict.fromkeys(key.removeprefix(clitic) for clitic in ("", *CLITICS))
    names = (
        word for word in bare if len(word) >= BONES and word not in common_words() and (foreign(word) or given(word) or is_frozen(word))
    )
    return tuple(dict.fromkeys(skeleton(word) for word in names))


def meant(own: AbstractSet[str], window: Mapping[int, AbstractSet[str]], beside: Mapping[int, AbstractSet[str]]) -> int | None:
    """Return the article of an outlet that a text retells; None where none is clearly it.

    Args:
        own: the marks of the text.
        window: the marks of the outlet's articles that appeared shortly before, by key.
        beside: those of other articles of it, for how usual a mark is.
    """
    usual = Counter(mark for other in (*window.values(), *beside.values()) for mark in other)
    every = len(window) + len(beside) + 1
    weights = {mark: math.log(every / times) if 2 * times <= every else 0.0 for mark, times in usual.items()}
    ranked = sorted(((_weight(own & other, weights), key) for key, other in window.items()), reverse=True)
    if not ranked:
        return None
    best, key = ranked[0]
    shared = [mark for mark in own & window[key] if weights[mark] > 0]
    whole = _weight(window[key], weights)
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return key if len(shared) >= LEAST and best >= PART * whole and best >= CLEARLY * second else None


def _weight(found: AbstractSet[str], weights: Mapping[str, float]) -> float:
    return sum(weights[mark] for mark in found)
