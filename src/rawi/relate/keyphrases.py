"""Phrases that may be keywords, and their weight. Comes in: noun phrases of title and text, entities. Goes out: weighted candidates.

Candidates are the noun phrases and what recurs of them. A part of a phrase is none where the whole stands about as often («مجلس الأمن
الدولي», not «الأمن الدولي»), nor is a phrase with a pronoun, or one that names no subject («العام الماضي»).

They are weighed in the manner of KP-Miner (El-Beltagy and Rafea, 2009), which was made for Arabic: by how often they occur, how early
they first occur and how many words they have; a name, a definite phrase and an adjective at the end count for more. The archive's
document frequencies are not asked: measured with those of 3,194 articles, every use of them marked fewer right phrases.
"""

import bisect
import functools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rawi.language.classes import Word, given_names, read
from rawi.language.data import load
from rawi.language.orthography import fold
from rawi.language.phrases import Phrase
from rawi.language.stems import lemma
from rawi.language.tokens import tokens
from rawi.model import Mention

LONGEST = 4
# An occurrence in the title counts as so many.
TITLE = 3
# The numbers below were found on half of 100 long texts in which readers had marked phrases, one at a time on a coarse grid, where the
# optimum is flat; a title was not among what could be measured there.
# What a phrase of so many words is worth.
WORDS = (0.0, 0.65, 1.2, 1.2, 1.0)
# Added to the number of occurrences before the logarithm: the second occurrence says more than the tenth, but not all.
ONCE = 3.0
# Added to the place before the logarithm: within so many words all places are alike.
HEAD = 30
EARLINESS = 0.75
# What stands once and later than this is seldom a keyword, and there is much of it.
REACH = 300
NAMED = 1.5
DESCRIBED = 1.2
INDEFINITE = 0.5
# In how many cases a part stands in one larger whole and no other before it is only that whole's.
PART = 0.5

Roots = tuple[str, ...]
Place = tuple[int, tuple[Word, ...]]


class Candidate(NamedTuple):
    """A phrase that may be a keyword: its lemmas, where it first stands, how often it occurs, its words as they first stand."""

    roots: Roots
    at: int
    times: int
    words: tuple[Word, ...]
    named: bool = False

    @property
    def text(self) -> str:
        """The phrase as it is shown."""
        return " ".join([word.text for word in self.words])


class _Lists(NamedTuple):
    """The lists of `lexicon/phrases.toml`, as lemma keys."""

    general: frozenset[str]
    pointing: frozenset[str]
    no_head: frozenset[str]
    no_tail: frozenset[str]
    servant: frozenset[str]


@functools.cache
def _lists() -> _Lists:
    """Read the lists once; a masculine adjective stands for its feminine too."""
    lists = load("phrases")
    joints = frozenset(map(fold, lists["joints"]))
    return _Lists(
        general=frozenset(lemma(fold(word)) for word in (*lists["general"], *load("speakers")["roles"]["heads"])),
        pointing=frozenset(lemma(fold(word) + ending) for word in lists["pointing"] for ending in ("", "ه")),
        no_head=joints,
        servant=frozenset(map(fold, lists["servant"])),
        no_tail=joints | frozenset(map(fold, lists["openers"])),
    )


def candidates(title: Sequence[Phrase], body: Sequence[Phrase], entities: Sequence[Mention] = (), text: str = "") -> list[Candidate]:
    """Return what may be a keyword, in no order that matters.

    Args:
        title: the noun phrases of the title.
        body: the noun phrases of the text.
        entities: the names found in `text`, which are wholes wherever they stand.
        text: the text, to see where an entity stands.
    """
    counts: dict[Roots, int] = {}
    first: dict[Roots, Place] = {}
    for at, words, roots, worth, spans in _spans(title, body):
        for start, end in spans:
            part = roots[start:end]
            if part in counts:
                counts[part] += worth
            else:
                counts[part] = worth
                first[part] = (at + start, words[start:end])
    wholes = _wholes(counts)
    found = {
        part: Candidate(part, first[part][0], count, first[part][1])
        for part, count in counts.items()
        if not (len(part) == 1 and _relation(part[0], counts))
        and len(part) <= LONGEST
        and wholes.get(part, 0) <= PART * count
        and (count > 1 or first[part][0] < REACH)
    }
    return [*(found | _of_names(entities, text, counts, first)).values()]


def _relation(root: str, counts: Mapping[Roots, int]) -> bool:
    """Whether a word is the adjective of a name that the text has too («لورندي», «لورندا»): the name is the subject."""
    return root.endswith("ي") and ((root[:-1],) in counts or (root[:-1] + "ا",) in counts or (root[:-1] + "ه",) in counts)


def _spans(title: Sequence[Phrase], body: Sequence[Phrase]) -> Iterator[tuple[int, tuple[Word, ...], Roots, int, list[tuple[int, int]]]]:
    """Yield each phrase with its lemmas, what an occurrence counts, and the spans of it that may be candidates.

    A part can only occur again if all of its words do, so that most parts need not be looked at.
    """
    rooted = [(at, words, tuple([word.lemma for word in words]), TITLE) for at, words in title]
    rooted += [(at, words, tuple([word.lemma for word in words]), 1) for at, words in body]
    often = {root for root, count in Counter([root for phrase in rooted for root in phrase[2]]).items() if count > 1}
    for at, words, roots, worth in rooted:
        size = len(roots)
        spans = [(0, size)] if size <= LONGEST + 1 else []
        if size > 1:
            for start in range(size):
                for end in range(start + 1, min(size, start + LONGEST + 1) + 1):
                    if roots[end - 1] not in often:
                        break
                    if end - start < size:
                        spans.append((start, end))
        yield at, words, roots, worth, spans


def _wholes(counts: Mapping[Roots, int]) -> dict[Roots, int]:
    """Return for each part how often the most frequent phrase occurs that has one word more."""
    wholes: dict[Roots, int] = {}
    for whole, count in counts.items():
        if len(whole) > 1:
            for part in (whole[1:], whole[:-1]):
                if count > wholes.get(part, 0):
                    wholes[part] = count
    return wholes


def _of_names(entities: Iterable[Mention], text: str, counts: Mapping[Roots, int], first: Mapping[Roots, Place]) -> dict[Roots, Candidate]:
    """Return the candidates that are names, whatever they are a part of; each name under the form in which it first stands."""
    seen: dict[str, list[Mention]] = {}
    for mention in entities:
        seen.setdefault(mention.key, []).append(mention)
    named: dict[Roots, Candidate] = {}
    starts = [token.start for token in tokens(text)]
    for mentions in seen.values():
        mention = mentions[0]
        words = tuple([read(token.text) for token in tokens(mention.text)])
        roots = tuple([word.lemma for word in words])
        if not words or words[0].sort == "number":
            continue
        at, shown = first.get(roots) or (bisect.bisect_left(starts, mention.start), words)
        named[roots] = Candidate(roots, at, max(len(mentions), counts.get(roots, 0)), shown, named=True)
    return named


def weight(one: Candidate) -> float:
    """Return what a candidate weighs: 0 for what is no keyword, mostly between 0.1 and 1.5."""
    words, size = one.words, len(one.words)
    if not one.named and not _stands_alone(one):
        return 0.0
    last = words[-1]
    found: float = math.log(ONCE + one.times) * WORDS[min(size, LONGEST)] / math.log(HEAD + one.at) ** EARLINESS
    if one.named or (words[0].name and all(word.name for word in words)):
        return found * NAMED
    if size > 1 and last.nisba:
        found *= DESCRIBED
    return found if last.definite or last.name else found * INDEFINITE


def _stands_alone(one: Candidate) -> bool:
    """Whether the words are a whole phrase that names a subject."""
    words, roots, lists = one.words, one.roots, _lists()
    first, last = words[0], words[-1]
    # A word with a pronoun is the last of its phrase.
    if last.owned or first.key in lists.no_head or last.key in lists.no_tail:
        return False
    if roots[0] in lists.general and lists.general.issuperset(roots):
        return False
    # A given name alone says nothing of who it is.
    if len(words) == 1:
        return first.key not in given_names() and (first.definite or first.name or (one.times > 1 and not first.nisba))
    if len(words) == 2 and first.key in lists.servant:
        return False
    return roots[-1] not in lists.pointing and not (first.nisba and last.nisba)
