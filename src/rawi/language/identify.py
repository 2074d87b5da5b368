"""The language of a text. Comes in: a title or a text. Goes out: an ISO 639 code, or None where it is not sure.

Letters are looked at first, then function words: Persian typed with Arabic ي and ك is known by «است» and «براي», and
Arabic with a name that has ڤ or گ in it stays Arabic.

    >>> identify("مجلس الأمن يناقش الهدنة"), identify("اين خبر براي مردم است"), identify("The talks resume in Cairo")
    ('ar', 'fa', 'en')
"""

import functools
import itertools
import math
import re
import sys
from collections.abc import Sequence
from typing import NamedTuple

from rawi.language.data import load
from rawi.language.orthography import MARKS

# The language of a text shows in its first words; the rest would only cost time.
SAMPLE = 1_500
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
ADDRESS = re.compile(r"(?:https?://|www\.)\S{0,500}|[\w.]{1,64}@[\w.]{1,64}|[@#]\w{1,64}")
# What every address has one of, and what Arabic texts have no letter of: others than its own and those of ASCII, and the joiner.
ADDRESSED = ("://", "www.", "@", "#")
OTHER = re.compile("[^\\W\\d_a-zA-Z\u0621-\u063a\u0641-\u064a]|\u200c")
DROPPED = re.compile(f"[{MARKS}]")
ALIKE = str.maketrans({"ی": "ي", "ک": "ك", "ى": "ي"})
JOINER = "\u200c"
JOINED = re.compile(f"[\u0620-\u06d5]{JOINER}(?=[\u0620-\u06d5])")
# Arabic letters are a language of their own script even beside some Latin names; found on titles that name products.
ARABIC_SHARE = 0.4
# Prose in which so many words have the article or are function words is Arabic: at least 30 in 100 in news, under 5 in Persian.
PLAIN_ARABIC = 0.2
# Without any sign of another language, Arabic script is Arabic; a sign weaker than this is none (a name with گ or ڤ).
FOREIGN = 0.55
# The best of two Latin languages must lead by this much.
LEAD = 0.35
# «3ndy», «sa7bi»: figures that stand for Arabic letters.
ARABIZI = re.compile(r"[^\W\d_]+[23579][^\W_]*|[2379][^\W\d_]{2,}[^\W_]*")


class Signs(NamedTuple):
    """What tells one language: words, letters with their weights, and the ends of words."""

    words: frozenset[str]
    shared: frozenset[str]
    letters: dict[str, float]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]


@functools.cache
def _signs(script: str) -> dict[str, Signs]:
    """Return the signs of the languages of a script."""
    return {
        language: Signs(
            frozenset(word.translate(ALIKE) for word in told["words"]),
            frozenset(word.translate(ALIKE) for word in told.get("shared", ())),
            {letter: weight for letters, weight in told.get("letters", {}).items() for letter in letters},
            tuple(told.get("beginnings", ())),
            tuple(told.get("endings", ())),
        )
        for language, told in load("languages")[script].items()
    }


@functools.cache
def _scripts() -> tuple[tuple[str, str, str], ...]:
    """Return language, first and last letter of the scripts that have one language each."""
    return tuple((language, span[0], span[-1]) for language, span in load("languages")["scripts"].items())


@functools.lru_cache(maxsize=4_096)
def _script(letter: str) -> str:
    """Return «arabic», «latin», the language of a script of its own, or an empty string."""
    if letter.isascii() or "\u00c0" <= letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff":
        return "latin"
    if "\u0600" <= letter <= "\u077f" or "\ufb50" <= letter <= "\ufefc":
        return "arabic"
    return next((language for language, first, last in _scripts() if first <= letter <= last), "")


def _weigh(words: Sequence[str], signs: Signs) -> float:
    """Return how much speaks for a language."""
    total = 0.0
    for word in words:
        plain = word.translate(ALIKE)
        if plain in signs.words:
            total += 1.0
            continue
        told = max((signs.letters[letter] for letter in signs.letters.keys() & set(word)), default=0.5 * (plain in signs.shared))
        if len(word) > 3:
            told += 0.6 * plain.startswith(signs.beginnings) + 0.6 * plain.endswith(signs.endings)
        total += min(told, 1.2)
    return total


@functools.cache
def _foreign() -> re.Pattern[str]:
    """Return a pattern of the letters of Arabic script that Arabic does not have."""
    letters = {letter for language, signs in _signs("arabic").items() if language != "ar" for letter in signs.letters}
    return re.compile(f"[{''.join(sorted(letters))}]")


def _plainly_arabic(words: Sequence[str]) -> bool:
    """Tell quickly whether words are Arabic, as nearly all are that are asked about."""
    own = _signs("arabic")["ar"]
    known = sum(word in own.words or (len(word) > 3 and word.startswith(own.beginnings)) for word in words)
    return known >= PLAIN_ARABIC * len(words) and len(_foreign().findall(" ".join(words))) * 10 <= len(words)


def _only_arabic(sample: str) -> bool:
    """Tell of a text in the letters of Arabic and ASCII whether it has the words of Arabic; most need not be read to their end."""
    named = WORD.findall(DROPPED.sub("", sample))
    words = [word for word in named if not word.isascii() and not word.isnumeric()]
    if sum(map(len, words)) < ARABIC_SHARE * sum(map(len, named)):
        return False
    own, wanted = _signs("arabic")["ar"], max(1, math.ceil(PLAIN_ARABIC * len(words)))
    known = (word for word in words if word in own.words or (len(word) > 3 and word.startswith(own.beginnings)))
    return next(itertools.islice(known, wanted - 1, None), None) is not None


def _arabic(words: Sequence[str], joined: int) -> str:
    """Return the language of words in Arabic script."""
    if not joined and _plainly_arabic(words):
        return "ar"
    found = {language: _weigh(words, signs) for language, signs in _signs("arabic").items()}
    # Persian, and Kurdish after it, join parts of words without letting them touch.
    found["fa"] += 0.8 * joined
    found["ckb"] += 0.4 * joined
    best = max(found, key=lambda language: found[language])
    own = found.pop("ar")
    foreign = max(found.values())
    return "ar" if best == "ar" or foreign < FOREIGN or foreign <= own else best


def _latin(words: Sequence[str]) -> str | None:
    """Return the language of words in Latin script, where one is ahead of the others."""
    if sum(ARABIZI.fullmatch(word) is not None for word in words) * 5 >= len(words):
        return None
    found = {language: _weigh([word.casefold() for word in words], signs) for language, signs in _signs("latin").items()}
    first, second = sorted(found, key=lambda language: -found[language])[:2]
    if found[first] < 0.5 or found[first] - found[second] < LEAD or first == "arabizi":
        return None
    return first


def identify(text: str) -> str | None:
    """Return the language of a title of three words or more, or of a text, as an ISO 639 code; None where it is not sure.

    Knows Arabic, Persian, Urdu, Central Kurdish («ckb»), English and French well; Pashto, Uyghur, Sindhi, German,
    Spanish, Italian, Portuguese, Dutch and Turkish by their commonest signs; and languages with a script of their own.
    """
    sample = text[:SAMPLE]
    if any(sign in sample for sign in ADDRESSED):
        sample = ADDRESS.sub(" ", sample)
    if OTHER.search(sample) is None and _only_arabic(sample):
        return "ar"
    joined = len(JOINED.findall(sample)) if JOINER in sample else 0
    scripts: dict[str, list[str]] = {}
    for word in WORD.findall(DROPPED.sub("", sample.replace(JOINER, " "))):
        letter = word[0] if word[0].isalpha() else next(filter(str.isalpha, word), "")
        if letter:
            scripts.setdefault(_script(letter), []).append(word)
    if not scripts:
        return None
    letters = {script: sum(map(len, listed)) for script, listed in scripts.items()}
    most = max(letters, key=lambda script: letters[script])
    if letters.get("arabic", 0) >= ARABIC_SHARE * sum(letters.values()):
        most = "arabic"
    if most == "arabic":
        return _arabic(scripts["arabic"], joined)
    return _latin(scripts["latin"]) if most == "latin" else most or None


if __name__ == "__main__":
    print(identify(" ".join(sys.argv[1:])) or "no sure language")  # noqa: T201 - every module of language/ can be run to show itself
