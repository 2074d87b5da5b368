"""Words that lines around a text are asked for. Comes in: the name of a list, or a line. Goes out: keys, or whether a line is of a kind."""

import functools

from rawi.extract.title import key_of
from rawi.language.data import load

# «نائب رئيس قسم الشؤون العالمية».
ROLE_WORDS = 6


@functools.cache
def lexical(name: str) -> frozenset[str]:
    """Return one list of the lexicon as keys."""
    return frozenset(key_of(word) for word in load("bylines")[name]["words"])


@functools.cache
def crediting() -> frozenset[str]:
    """Return the names of agencies and desks of bylines as keys."""
    return lexical("agencies") | lexical("desks")


@functools.cache
def house_words() -> frozenset[str]:
    """Return the words that names of houses end with: «صدى البلد», «المرفأ اليوم», «شرق نيوز»."""
    house, homonyms = load("credits")["house"], load("credits")["homonyms"]["words"]
    last = {*map(key_of, (*house["common"], *house["last"], *homonyms))}.difference(map(key_of, house["never_last"]))
    return lexical("kinds_of_house") | frozenset(last)


def role(text: str) -> bool:
    """Whether a line says what a writer does, and not how he is called: «مراسلة الشؤون العالمية», «كاتب تقارير».

    Example:
        >>> role("كاتب تقارير"), role("سامر الحداد")
        (True, False)
    """
    words = key_of(text).split()
    return 1 < len(words) <= ROLE_WORDS and text[-1] not in ".:؟!" and (words[0] in lexical("roles") or words[0] in lexical("callings"))


def writing(text: str) -> bool:
    """Whether a line says that somebody writes, and not what else he does, as the news says of whom it is about.

    Example:
        >>> writing("مراسلة الشؤون العالمية"), writing("رئيس الوزراء المصري")
        (True, False)
    """
    words = key_of(text).split() if role(text) else []
    return any(" ".join(words[:size]) in lexical("writing") for size in (1, 2, 3))


@functools.cache
def people_words() -> frozenset[str]:
    """Return the words that say what somebody is or does: «نجم», «وزير», «مراسل»."""
    return frozenset(map(key_of, load("speakers")["roles"]["heads"])) | lexical("roles") | lexical("callings")


@functools.cache
def everyday_words() -> frozenset[str]:
    """Return the last words of names of houses that stand behind any other word as well: «صدى البلد», «طقس اليوم», «كأس الخليج»."""
    return house_words() - lexical("kinds_of_house")


@functools.cache
def prose_words() -> frozenset[str]:
    """Return words that stand in sentences and in nobody's name."""
    return frozenset(key_of(word) for word in load("credits")["prose"]["words"]) - lexical("names_like_words")
