"""Classes of nouns. Comes in: a word's key. Goes out: what is known of it: article, head of a source, verbal noun.

The lists stand in the lexicons `speakers` and `attribution`; what is in no list is judged by its shape alone.

    >>> noun("للصحافيين"), definite("الوزير"), verbal_noun("انخفاض")
    ('صحافيين', True, True)
"""

import functools

from rawi.attribute.cues import words
from rawi.language.data import load
from rawi.language.orthography import fold

ARTICLES = ("وال", "بال", "فال", "كال", "ولل")


@functools.cache
def listed(table: str, column: str) -> frozenset[str]:
    """Return a list of the lexicon `speakers` as keys; people also in the dual, the sound plural, the accusative and before a genitive."""
    found = words(table, column, "speakers")
    if (table, column) not in {("anonymous", "people"), ("anonymous", "sources"), ("roles", "heads")}:
        return found
    return found | {form for word in found for form in _inflected(word)}


def _inflected(word: str) -> tuple[str, ...]:
    """Return the forms of a noun of people beside the one that is listed."""
    if word.endswith("ه"):
        return tuple(word[:-1] + ending for ending in ("تان", "تين", "ات"))
    return (
        tuple(word + ending for ending in ("ا", "ان", "ين", "ون", "و", "ي"))
        if len(word) > 2 and not word.endswith(("ون", "ين", "ان"))
        else ()
    )


@functools.lru_cache(maxsize=50_000)
def noun(key: str) -> str:
    """Return a noun without the article and the particles before it.

    >>> noun("للصحافيين"), noun("والوزير"), noun("وزير")
    ('صحافيين', 'وزير', 'وزير')
    """
    if key.startswith(("ال", "لل")) and len(key) > 4:
        return key[2:]
    if key.startswith(ARTICLES) and len(key) > 5:
        return key[3:]
    return key


@functools.lru_cache(maxsize=50_000)
def definite(key: str) -> bool:
    """Whether a word has the article."""
    return (len(key) > 3 and key.startswith(("ال", "لل"))) or (len(key) > 5 and key.startswith(ARTICLES))


@functools.cache
def heads() -> frozenset[str]:
    """Return all nouns that the lexicon knows as the head of a source."""
    tables = (
        *(("anonymous", "sources"), ("anonymous", "people"), ("anonymous", "partitive"), ("roles", "heads"), ("organisations", "heads")),
        *(("outlets", "heads"), ("outlets", "agencies"), ("documents", "heads"), ("generic", "heads")),
    )
    return frozenset().union(*(listed(*table) for table in tables))


def unprefixed(key: str) -> str:
    """Return the first word of a noun phrase without «ل», «ب», «و» where a known noun is left."""
    if key.startswith("لل"):
        return f"ال{key[2:]}"
    if key[0] in "لبوف" and len(key) > 3 and (noun(key[1:]) in heads() or definite(key[1:]) or numeral(key[1:])):
        return key[1:]
    return key


@functools.cache
def _numerals() -> frozenset[str]:
    return frozenset(fold(word) for word in ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة", "ثلاث", "أربع", "خمس"))


def numeral(key: str) -> bool:
    """Whether a word counts: «ثلاثة»."""
    return key in _numerals()


@functools.cache
def shapes() -> tuple[tuple[int, tuple[tuple[int, str], ...]], ...]:
    """Return the shapes of derived verbal nouns: how many letters, and which stand where."""
    found = [fold(shape) for shape in load("attribution")["object"]["shapes"]]
    return tuple((len(shape), tuple((at, letter) for at, letter in enumerate(shape) if letter != ".")) for shape in found)


@functools.lru_cache(maxsize=50_000)
def verbal_noun(key: str) -> bool:
    """Whether a word without the article looks like a verbal noun: «انخفاض», «توجيه», «استعداد», also «موافقتها».

    >>> verbal_noun("انخفاض"), verbal_noun("الانخفاض"), verbal_noun("وزاره")
    (True, False, False)
    """
    nouns = words("object", "nouns")
    if key.startswith("ال"):  # «التزام», «إلغاء» have no article
        return any(key.removesuffix(tail) in nouns for tail in ("", "ها", "هم", "ه"))
    for word in (key, *(key[: -len(tail)] for tail in ("ها", "هم", "ه") if key.endswith(tail) and len(key) > len(tail) + 2)):
        if word in nouns or (word.endswith("ت") and word[:-1] + "ه" in nouns):
            return True
        for form in (word, word.removesuffix("ا") if len(word) > 5 else word, word[:-1] + "ه" if word.endswith("ت") else word):
            if any(len(form) == size and all(form[at] == letter for at, letter in letters) for size, letters in shapes()):
                return True
    return False
