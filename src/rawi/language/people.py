"""Words of the names of people. Comes in: the key of one word. Goes out: whether it is a given name, a family name, or no word of Arabic.

Half of the names in the news are Arab, of words that mean something else too (كريم, صالح): only a list knows them. The other half are
transliterated, in as many spellings as there are houses: these are known by not being Arabic at all.

    >>> given("جوناثان"), family("نتنياهو"), everyday("عادل"), foreign("ماتيراتزي"), foreign("والوزارات")
    (True, True, True, True, False)
"""

import functools
import sys

from rawi.language.data import load
from rawi.language.orthography import fold
from rawi.language.stems import SELDOM, attested
from rawi.language.tokens import keys

# Endings that Arabic gives to its own words and hardly a foreign name has.
OWN_ENDINGS = ("ات", "ون", "يه", "هم", "ها", "تين", "يين", "هما", "نا", "تم")
ARTICLES = ("ال", "وال", "بال", "لل", "فال", "كال", "ولل")
# From so many letters on a word that is not Arabic is a name.
SHORTEST = 3


@functools.cache
def listed(name: str, lexicon: str = "people") -> frozenset[str]:
    """Return a list of names as keys."""
    return frozenset(fold(word) for word in load(lexicon)[name].split("\n") if word)


def arab(key: str) -> bool:
    """Whether a word is a given name of the Arab world, whose spelling is its own."""
    return key in listed("arab")


def given(key: str) -> bool:
    """Whether a word is a given name."""
    return key in listed("arab") or key in listed("foreign")


def family(key: str) -> bool:
    """Whether a word is a family name that is known."""
    return key in listed("family")


def everyday(key: str) -> bool:
    """Whether a name is also a word that any text may have."""
    return key in listed("everyday")


@functools.lru_cache(maxsize=SELDOM)
def foreign(key: str) -> bool:
    """Whether a word is none of Arabic as far as its lexicon knows, with all that may be written together with it."""
    return not key.endswith(OWN_ENDINGS) and alien(key)


@functools.lru_cache(maxsize=SELDOM)
def alien(key: str) -> bool:
    """Whether a word beside a name may be a part of it for not being Arabic, whatever its ending: «دوبسون»."""
    return _bare(key) and not attested(key)


def may_be_foreign(key: str) -> bool:
    """Whether nothing about a word rules out that it is foreign; cheap, since the lexicon is not asked.

    Example:
        >>> may_be_foreign("فريدمان"), may_be_foreign("الشتات")
        (True, False)
    """
    return _bare(key) and not key.endswith(OWN_ENDINGS)


def _bare(key: str) -> bool:
    """Whether a word is three letters of Arabic or more without an article."""
    return len(key) >= SHORTEST and key.isalpha() and "ء" <= key[0] <= "ي" and not key.startswith(ARTICLES)


if __name__ == "__main__":
    for asked in keys(" ".join(sys.argv[1:])):
        print(asked, *(test.__name__ for test in (given, family, everyday, foreign) if test(asked)))  # noqa: T201 - every module of language/ can be run
