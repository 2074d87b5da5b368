"""The key of a tag. Comes in: a tag as anyone writes it. Goes out: the key by which tags are the same thing.

>>> tag_key("#غزّة_الآن") == tag_key("غزة الآن"), tag_key("المجلس الأوروبي") == tag_key("مجلس أوروبي")
(True, True)
"""

import sys

from rawi.language.tokens import keys

ARTICLE = "ال"
# So many letters of a word are left when the article goes.
SHORTEST = 3


def tag_key(tag: str) -> str:
    """Return the key by which tags are the same: folded words without their articles.

    The key of a key is itself, so that what is stored can be checked and a key can be asked for like a tag.

    Args:
        tag: as anyone writes it, as a hashtag or not.
    """
    return " ".join([_bare(key) for key in keys(tag)])


def _bare(key: str) -> str:
    """Return a word without its article; twice where what is left looks like one, since a key must keep its key."""
    while key.startswith(ARTICLE) and len(key) - len(ARTICLE) >= SHORTEST:
        key = key.removeprefix(ARTICLE)
    return key


if __name__ == "__main__":
    print(tag_key(" ".join(sys.argv[1:])))  # noqa: T201 - every module of language/ can be run to show itself
