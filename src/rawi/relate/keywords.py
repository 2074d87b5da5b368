"""What an article is about. Comes in: title, text, the publisher's tags, entities. Goes out: its keywords, the weightiest first.

What the publisher tagged comes first and as it was written; the article's own phrases follow, as far as they say something else.

    >>> text = "عقد مجلس الأمن الدولي جلسة عن السودان، ودعا إلى هدنة في السودان. ورحب مسؤولون في السودان بدعوة مجلس الأمن الدولي."
    >>> [keyword.text for keyword in keywords("مجلس الأمن الدولي يدعو إلى هدنة", text, limit=2)]
    ['مجلس الأمن الدولي', 'السودان']
    >>> [keyword.text for keyword in keywords("", text, tags=["أخبار", "#السودان", "مجلس الأمن"], limit=2)]
    ['السودان', 'مجلس الأمن']
"""

import re
import sys
from collections.abc import Iterable, Sequence

from rawi.language.names import name_key
from rawi.language.phrases import noun_phrases
from rawi.language.stems import lemma
from rawi.language.tags import thing_key
from rawi.language.tokens import keys
from rawi.model import Keyword, Mention
from rawi.relate.keyphrases import Candidate, Roots, candidates, weight
from rawi.relate.tags import standing, tag_names

MOST = 10
# What stands later in a text says again what stood before; the texts on which the weights were found end before.
ENOUGH = 6_000
# A word that occurs so many times as often as the phrase around it is a subject of its own beside that phrase.
ALONE = 3
# Place and agency before the first sentence: «دبي، الإمارات العربية المتحدة (CNN) --».
DATELINE = re.compile(r"\s*[^\n.؟!«\"]{0,90}?\)\s*[-–—:]|\s*[^\n.؟!«\"()]{0,50}?\s[-–—]{1,2}\s")


def keywords(
    title: str, text: str, *, tags: Sequence[str] = (), entities: Sequence[Mention] = (), limit: int = MOST
) -> tuple[Keyword, ...]:
    """Return what an article is about, no two that mean the same.

    Args:
        title: the title as written; may be empty.
        text: the text as written.
        tags: the publisher's tags, in any state. They score 1; our own score less.
        entities: the names in `text` (`rawi.relate.entities`).
        limit: how many at most.

    Returns:
        Keywords by falling score. Their words are those of the text, without what is joined to the head of a phrase.

    Example:
        >>> keywords("هدنة في السودان", "أعلنت هدنة في السودان.")[0].text
        'السودان'
    """
    names = tuple({thing_key(name): name for name in reversed(standing(tag_names(tags), title, text))}.values())[::-1][:limit]
    taken = [_spelt(map(lemma, keys(name))) for name in names]
    own: list[tuple[Candidate, Roots]] = []
    found = [Keyword(name, 1.0) for name in names]
    if len(found) < limit:
        for score, one in _ranked(title, text, entities):
            spelt = _spelt(one.roots)
            if any(_meet(spelt, roots) for roots in taken) or any(_same((one, spelt), other) for other in own):
                continue
            own.append((one, spelt))
            found.append(Keyword(one.text, round(score / (1 + score), 3)))
            if len(found) == limit:
                break
    return tuple(found)


def _ranked(title: str, text: str, entities: Sequence[Mention]) -> list[tuple[float, Candidate]]:
    """Return the candidates that weigh anything, the heaviest first; of equals the first to stand."""
    dateline = DATELINE.match(text)
    start = dateline.end() if dateline else 0
    found = candidates(noun_phrases(title), noun_phrases(text[start:ENOUGH]), entities, text)
    weighed = [(weight(one), one) for one in found]
    return sorted((pair for pair in weighed if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].at, pair[1].roots))


def _same(one: tuple[Candidate, Roots], other: tuple[Candidate, Roots]) -> bool:
    """Whether two mean the same: one is the other with more words, unless the shorter is a word with a life of its own."""
    if not _meet(one[1], other[1]):
        return False
    short, long = sorted((one[0], other[0]), key=lambda candidate: len(candidate.roots))
    return not (len(short.roots) == 1 and long.times > 1 and short.times >= ALONE * long.times)


def _spelt(roots: Iterable[str]) -> Roots:
    """Return the lemmas of a phrase, those that are names under the key of all their spellings."""
    return tuple(map(name_key, roots))


def _meet(one: Roots, other: Roots) -> bool:
    """Whether one stands in the other."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


if __name__ == "__main__":
    for keyword in keywords("", " ".join(sys.argv[1:])):
        print(keyword.score, keyword.text, sep="\t")  # noqa: T201 - shows itself
