"""What may be suggested to who searches. Comes in: an article's title, tags and speakers; the words of a hint. Goes out: hints.

A hint is one string: its kind, the beginning by which it is found (folded, without article and conjunction), and the words as
they are shown. The index counts in how many articles each stands, so that the most frequent ones of a beginning come first.

    >>> [read(hint)[1:] for hint in hints("وزير المالية يستقيل", (), ())][:2]
    [('word', 'وزير'), ('word', 'المالية')]
    >>> start("والحكوم"), start("رئيس الوز")
    ('حكوم', 'رييس الوز')
"""

import itertools
from collections.abc import Iterable
from typing import Literal

from rawi.language.surfaces import JOINED, unjoined
from rawi.language.tags import thing_key
from rawi.language.terms import common_words
from rawi.language.tokens import keys, tokens

Kind = Literal["word", "phrase", "speaker", "tag"]
CODES: dict[str, Kind] = {"w": "word", "p": "phrase", "s": "speaker", "t": "tag"}
LETTERS = {kind: code for code, kind in CODES.items()}
GAP = "\t"
# Tags stand under the keys of what they name too, so that from one spelling all are found.
THING = "n"
# A title is a line; what a page put there beside it is not suggested.
WORDS, LONGEST, SHORTEST = 40, 80, 3


def hints(title: str, tags: Iterable[str], speakers: Iterable[str]) -> tuple[str, ...]:
    """Return the hints of an article: the words of its title and neighbouring pairs of them, its tags, its speakers."""
    common = common_words()
    words = [unjoined(token) for token in tokens(title)[:WORDS]]
    telling = [len(word.key) >= SHORTEST and not word.key[0].isdecimal() and word.key not in common for word in words]
    found = [hint("word", word.text) for word, tells in zip(words, telling, strict=True) if tells]
    for (one, tells), (other, too) in itertools.pairwise(zip(words, telling, strict=True)):
        if tells and too and title[one.end : other.start].isspace():
            found.append(hint("phrase", title[one.start : other.end]))
    found += [hint("speaker", name) for name in speakers]
    found += [hint("tag", " ".join(tag.split())) for tag in tags]
    return tuple(dict.fromkeys(one for one in found if GAP in one))


def things(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags as they are written under the keys of the things that they name."""
    written = (" ".join(tag.split()) for tag in tags)
    return tuple(f"{THING}{key}{GAP}{tag}" for tag in written if len(tag) <= LONGEST and (key := thing_key(tag)))


def hint(kind: Kind, shown: str) -> str:
    """Return words as a hint; what is too long or has no letters is none ("")."""
    begins = start(shown) if len(shown) <= LONGEST else ""
    return f"{LETTERS[kind]}{begins}{GAP}{shown}" if begins else ""


def read(of: str) -> tuple[str, Kind, str]:
    """Return a hint's beginning, its kind and the words that are shown."""
    begins, _, shown = of.partition(GAP)
    return begins[1:], CODES[begins[:1]], shown


def start(text: str) -> str:
    """Return the beginning by which words are found, of those that somebody has typed so far, the last one perhaps not to its end."""
    found = keys(text)
    if not found:
        return ""
    first = found[0]
    if first[:1] in JOINED and first[1:3] == "ال":
        first = first[1:]
    return " ".join([first.removeprefix("ال") or first, *found[1:]])
