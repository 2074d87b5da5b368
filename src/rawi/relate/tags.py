"""The tags of a publisher as names of things. Comes in: tags as they stood on the page. Goes out: one name for each thing, no sections.

Publishers join tags by commas, write them as hashtags, put the names of their sections among them, and stuff them for search engines.

    >>> tag_names(["#غزة_الآن", "الأمم المتحدة،مجلس الأمن", "أخبار", "غزة الآن"])
    ('غزة الآن', 'الأمم المتحدة', 'مجلس الأمن')
"""

import functools
import re
from collections.abc import Iterable, Sequence

from rawi.language.data import load
from rawi.language.phrases import words_of
from rawi.language.tags import tag_key
from rawi.model import Keyword

COMMAS = re.compile(r"[,،;؛|\n]|(?<=\s)#|(?<=[ء-ي])#(?=[ء-ي])")
SIGNS = " #:-–—\"'«»“”*•"
# A longer tag is a sentence, a shorter one a letter.
LONGEST_WORDS, LONGEST, SHORTEST = 7, 80, 2
# More tags than this are there for search engines: only those count of which the article speaks.
MANY = 12
# A page shows so many tags of one article.
SHOWN = 7


@functools.cache
def _sections() -> frozenset[str]:
    """Return the keys of names that say where on a site an article stands, and not what it is about."""
    return frozenset(tag_key(name) for name in load("sections")["names"])


def tag_names(tags: Iterable[str]) -> tuple[str, ...]:
    """Return what was tagged, each thing once, in the publisher's order and spelling.

    Args:
        tags: as the publisher wrote them, joined or not.
    """
    found: dict[str, str] = {}
    for tag in tags:
        for piece in COMMAS.split(tag):
            name = " ".join(piece.replace("_", " ").split()).strip(SIGNS)
            key = tag_key(name)
            if (
                SHORTEST <= len(name) <= LONGEST
                and key
                and key not in _sections()
                and name.count(" ") < LONGEST_WORDS
                and not key.isdecimal()
            ):
                found.setdefault(key, name)
    return tuple(found.values())


def standing(names: tuple[str, ...], title: str, text: str) -> tuple[str, ...]:
    """Return the names that say something of an article: all, or of a list stuffed for search engines those of which the article speaks."""
    if len(names) <= MANY:
        return names
    said = f" {tag_key(title)} {tag_key(text)} "
    return tuple(name for name in names if f" {tag_key(name)} " in said)


def shown(found: Sequence[Keyword]) -> tuple[Keyword, ...]:
    """Return the keywords that are shown as tags, the weightiest."""
    return tuple(found[:SHOWN])


def tag_keys(tags: Iterable[str], found: Sequence[Keyword]) -> tuple[str, ...]:
    """Return the keys under which an article is found as tagged: what its publisher tagged, and what we show as tags.

    Args:
        tags: as the publisher wrote them.
        found: the article's keywords.
    """
    return tuple(dict.fromkeys(map(tag_key, tagged(tags, found))))


def tagged(tags: Iterable[str], found: Sequence[Keyword]) -> tuple[str, ...]:
    """Return, as it is written, what its publisher tagged an article with and what we show as its tags."""
    return (*tag_names(tags), *(keyword.text for keyword in shown(found)))


def spellings(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return how a tag is written in texts, besides as it is named: each other form once, in the order in which they stand.

    Args:
        name: the tag.
        texts: title, text and tags of an article.

    Example:
        >>> spellings("الولايات المتحدة", ["قالت الولايات المتّحدة وللولايات المتحدة"])
        ('الولايات المتّحدة',)
    """
    wanted, found = tag_key(name).split(), dict[str, None]()
    for text in texts if wanted else ():
        for words in words_of(text):
            bare = [tag_key(word.key) for word in words]
            for at in range(len(bare) - len(wanted) + 1):
                if bare[at] == wanted[0] and bare[at : at + len(wanted)] == wanted:
                    found[" ".join(word.text for word in words[at : at + len(wanted)])] = None
    return tuple(form for form in found if form != name)
