"""The keys of a tag. Comes in: a tag as anyone writes it. Goes out: the key of its words, and the key of the thing that it names.

>>> tag_key("#غزّة_الآن") == tag_key("غزة الآن"), tag_key("المجلس الأوروبي") == tag_key("مجلس أوروبي")
(True, True)
>>> thing_key("بلينكين") == thing_key("بلينكن"), thing_key("حركة حماس") == thing_key("حماس"), thing_key("شركة النفط") == thing_key("النفط")
(True, True, False)

Articles are kept under the keys of their words, which never change; that two of these name one thing is found when somebody asks, so
that what people say of names (`rawi.relate.unify`) holds at once.
"""

import functools
import sys

from rawi.language.gazetteer import lines
from rawi.language.names import aliases, is_ordinary, name_key, name_words
from rawi.language.stems import SELDOM
from rawi.language.tokens import keys

ARTICLE = "ال"
# So many letters of a word are left when the article goes.
SHORTEST = 3
# The key of a thing is its own key after two rounds; the rest is for what nobody has written yet.
ROUNDS = 4
# Kinds of places that make no other place.
TOWN = frozenset({"مدينه", "دوله"})


def tag_key(tag: str) -> str:
    """Return the key by which tags are the same: folded words without their articles.

    The key of a key is itself, so that what is stored can be checked and a key can be asked for like a tag.

    Args:
        tag: as anyone writes it, as a hashtag or not.
    """
    return " ".join([_bare(key) for key in keys(tag)])


@functools.lru_cache(maxsize=SELDOM)
def thing_key(tag: str) -> str:
    """Return the key of the thing that a tag names, one for all its spellings and other names.

    The key of a key is itself.

    Args:
        tag: as anyone writes it, or the key of its words.
    """
    seen = [tag_key(_named(tag))]
    while (key := tag_key(_named(seen[-1]))) not in seen and len(seen) < ROUNDS:
        seen.append(key)
    return min(seen[seen.index(key) :]) if key in seen else key


@functools.cache
def _known() -> dict[str, str]:
    """Return the keys of names that no spelling joins with their other names, by these without their articles."""
    return {tag_key(name): key for name, key in aliases().items()}


def _named(tag: str) -> str:
    """Return the key of a name.

    A kind stays before words of every day and before a place: «شركة النفط» is not «النفط» nor «قناة السويس» «السويس», as «حركة حماس» is
    «حماس» and «مدينة غزة» «غزة».
    """
    whole = keys(tag)
    known = _known().get(tag_key(tag))
    if known is not None:
        return known
    name, words = name_key(tag), name_words(tag)
    if (
        len(words) < len(whole)
        and name == name_key(" ".join(words))
        and (all(map(is_ordinary, words)) or (tag_key(name) in _places() and whole[0] not in TOWN))
    ):
        return " ".join(whole)
    return name


@functools.cache
def _places() -> frozenset[str]:
    return frozenset(tag_key(name) for table in ("sure", "towns") for name in lines("places", table))


def _bare(key: str) -> str:
    """Return a word without its article; twice where what is left looks like one, since a key must keep its key."""
    while key.startswith(ARTICLE) and len(key) - len(ARTICLE) >= SHORTEST:
        key = key.removeprefix(ARTICLE)
    return key


if __name__ == "__main__":
    print(tag_key(" ".join(sys.argv[1:])), thing_key(" ".join(sys.argv[1:])), sep="\n")  # noqa: T201 - every module of language/ can be run to show itself
