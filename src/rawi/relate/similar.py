"""Similar articles. Comes in: an article's terms, and the profiles of candidates that the index found. Goes out: families, best first.

The archive asks in four steps, so that this stays free of stores and indexes: `subject` says what the article is about,
`Subject.weights` goes to `Index.neighbours`, `rank` orders the candidates whose profiles the store gave, and `by_opening` the first
of these again, when it is known how they begin.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from rawi.language.terms import common_lemmas
from rawi.model import Fingerprint, Profile, Record, Terms
from rawi.relate import opening
from rawi.relate.feedback import learn, nearness
from rawi.relate.fingerprint import fingerprint
from rawi.relate.meaning import NO_MEANING, weighed
from rawi.relate.profile import DAMPED, MOST, TITLE, Vector, lemma_hash, vector
from rawi.relate.reuse import families

# The index is asked for so many of the weightiest lemmas and gives so many candidates. Where copies leave too few lines of the
# first, more are asked for.
LEMMAS, CANDIDATES, MORE_CANDIDATES = 40, 100, 400
# A word is telling if it stands in at most 5 of 100 articles, or in ten of a small archive; an article that shares fewer
# than two telling words with another has nothing to do with it (a hurricane in the United States shares «الولايات»).
TELLING_SHARE, TELLING_NUMBER, LEAST_SHARED = 0.05, 10, 2
# What is less near is no answer, though it be the best there is: of lines graded as related nine of ten have .17 and more; in the
# demo's world of 143 articles the far chapters of one affair have .09 to .16, and the nearest line of another affair has .085.
LEAST_NEAR = 0.09
# Relevance falls by 3 % a day at first and to two fifths in the end: an earlier chapter of the same affair may be a year old.
DAY, FADES_IN, LEFT = 86_400, 20, 0.4
# The best five teach what the news is about beyond the words of this one article; that counts a fifth (.1 to .3 are as good; three teachers
# are as good for these lists and .003 worse where the articles that answer one search stand for a list).
TEACHERS, LEARNT = 5, 0.2
# An article says first what it is about: a word that comes late counts for three fifths of one that comes at once. A hundred words on, half
# of the difference is gone by and large (60 to 150 and two to four fifths are within .003 nDCG).
LATE, FAR = 0.6, 100
# Of so many words a few names and words are made that say why a line is there.
SHARED = 12
# A reader who has read an article wants to see how a few others told it; all of them stand on the page of the event.
OWN_EVENT = 3
# How many of the best are compared with each other for copies, for each line of the answer and beside them.
COMPARED, COMPARED_MORE = 2, 20


class Subject(NamedTuple):
    """What an article is about: weights for the index, and what `rank` needs. Made by `subject`."""

    key: int
    instant: int | None
    fingerprint: Fingerprint
    weights: dict[str, float]
    wanted: dict[int, float]
    telling: frozenset[int]
    scale: float
    words: dict[int, str]
    opening: dict[str, float]


class Related(Record, frozen=True):
    """One line of a similar list: an article, how near it is (0 to about 1), and the copies of its text, nearest first.

    `shared` are the lemma keys that brought it here: the telling ones of both, those that weigh most first.
    """

    key: int
    score: float
    copies: tuple[int, ...] = ()
    shared: tuple[str, ...] = ()


def words_of(terms: Terms) -> tuple[str, ...]:
    """Return the lemma keys of an article that may tell what it is about: those whose frequency `subject` needs."""
    common = common_lemmas()
    return tuple(key for key in dict.fromkeys(f"{terms.title_lemmas} {terms.text_lemmas}".split()) if key not in common)


def subject(
    key: int,
    terms: Terms,
    frequencies: Mapping[str, int],
    articles: int,
    instant: int | None = None,
    mark: Fingerprint | None = None,
) -> Subject:
    """Say what an article is about.

    Args:
        key: its key, which never stands in its own list.
        terms: its terms.
        frequencies: of each of `words_of(terms)`, in how many articles of the archive it stands (`Index.doc_freq`).
        articles: how many articles there are (`Index.count`).
        instant: when it was published, in seconds since 1970.
        mark: the fingerprint of its text, as the store has those of others (made of less than all its words); None: of its terms.
    """
    titled, told = terms.title_lemmas.split(), terms.text_lemmas.split()
    title, text = Counter(titled), Counter(told)
    rare = {word: math.log((articles + 1) / max(1, count)) for word, count in frequencies.items()}
    plain = {word: DAMPED[TITLE * min(MOST, title[word]) + min(MOST, text[word])] for word in rare}
    weighed = sorted(((plain[word] * rare[word], word) for word in rare), reverse=True)
    most = max(TELLING_NUMBER, TELLING_SHARE * articles)
    first = {word: place for place, word in reversed(list(enumerate(told)))}
    wanted = {word: plain[word] * rare[word] ** 2 * (LATE + (1 - LATE) * math.exp(-first.get(word, 0) / FAR)) for word in rare}
    own = sum(weight * plain[word] for word, weight in wanted.items())
    plain_length = math.sqrt(sum(weight * weight for weight in plain.values()))
    return Subject(
        key=key,
        instant=instant,
        fingerprint=mark or fingerprint(terms.text),
        weights={word: plain[word] for weight, word in weighed[:LEMMAS] if weight > 0},
        wanted={lemma_hash(word): weight for word, weight in wanted.items()},
        telling=frozenset(lemma_hash(word) for word, count in frequencies.items() if count <= most),
        scale=plain_length / own if own else 0.0,
        words={lemma_hash(word): word for word in rare},
        opening=opening.wanted(opening.opening(titled, told), rare),
    )


def rank(
    about: Subject,
    profiles: Mapping[int, Profile],
    instants: Mapping[int, int | None],
    limit: int = 10,
    alike: Mapping[int, float] = NO_MEANING,
) -> tuple[Related, ...]:
    """Order candidates by how near they are to a subject, one line for each text: copies of the subject's own are left out.

    The measure is the cosine of tf-idf vectors with damped counts (Salton and Buckley 1988), in which a candidate's length is
    taken without the rarity of words that the subject does not have; then what the best have in common counts too.

    Args:
        about: the subject.
        profiles: the candidates' profiles by key.
        instants: their times by key, None for an undated one.
        limit: how many lines are wanted.
        alike: how near in meaning candidates are, as far as that is known (`rawi.relate.meaning.likeness`): it changes the order of
            what shares words with the subject, and lets nothing in or out.
    """
    vectors = {key: vector(packed) for key, packed in profiles.items() if key != about.key}
    fresh = {key: _freshness(about.instant, instants.get(key)) for key in vectors}
    least = min(LEAST_SHARED, len(about.telling))
    near = {
        key: nearness(about.wanted, found) * about.scale * fresh[key]
        for key, found in vectors.items()
        if len(found.among(about.telling)) >= least
    }
    order = sorted(near, key=lambda key: (-near[key], key))[: COMPARED * limit + COMPARED_MORE]
    family = families([about.fingerprint, *(profiles[key].fingerprint for key in order)])
    heads = [key for place, key in enumerate(order, start=1) if family[place] == place]
    learnt = learn(heads[:TEACHERS], near, {key: vectors[key] for key in order})
    for key in order:
        near[key] += LEARNT * nearness(learnt, vectors[key]) * fresh[key]
    lines = _lines(order, family[1:], near, weighed(near, order, alike), limit)
    return tuple(msgspec.structs.replace(line, shared=_shared(about, vectors[line.key])) for line in lines)


def by_opening(
    about: Subject, lines: Sequence[Related], openings: Mapping[int, opening.Opening], instants: Mapping[int, int | None]
) -> tuple[Related, ...]:
    """Return a list in the order in which beginnings count too; lines whose beginning is not given stay behind as they are.

    Args:
        about: the subject.
        lines: its list, nearest first (`rank`).
        openings: how articles begin (`rawi.relate.opening.read`): those of the first lines are enough.
        instants: their times by key, None for an undated one.
    """
    told = [line for line in lines if line.key in openings]
    worth = {line.key: opening.WORTH * opening.nearness(about.opening, openings[line.key]) for line in told}
    scores = {line.key: line.score + worth[line.key] * _freshness(about.instant, instants.get(line.key)) for line in told}
    moved = [msgspec.structs.replace(line, score=round(scores[line.key], 4)) for line in sorted(told, key=lambda line: -scores[line.key])]
    return (*moved, *(line for line in lines if line.key not in openings))


def one_for_each_event(keys: Sequence[int], stories: Mapping[int, int], own: int | None) -> list[int]:
    """Return the lines of a list of which a reader has something: of another event the nearest, of the article's own a few.

    Args:
        keys: articles, nearest first.
        stories: the key of the story in which each stands, as far as it stands in one.
        own: that of the article whose list it is.

    Example:
        >>> one_for_each_event([1, 2, 3, 4], {1: 7, 2: 8, 3: 8}, own=7)
        [1, 2, 4]
    """
    seen: Counter[int] = Counter()
    found = []
    for key in keys:
        event = stories.get(key, key)
        if seen[event] < (OWN_EVENT if event == own else 1):
            found.append(key)
        seen[event] += 1
    return found


def _shared(about: Subject, found: Vector) -> tuple[str, ...]:
    """Return the telling words that a subject has in common with an article, those that weigh most first."""
    both = found.among(about.telling)
    order = sorted(both, key=lambda word: (-about.wanted[word] * found.weight(word), word))
    return tuple(about.words[word] for word in order[:SHARED] if not about.words[word].isdecimal())


def _freshness(one: int | None, other: int | None) -> float:
    """Return by how much relevance has faded with the time between two articles, 1 where a time is not known."""
    if one is None or other is None:
        return 1.0
    return LEFT + (1 - LEFT) * math.exp(-abs(one - other) / (DAY * FADES_IN))


def _lines(
    order: Sequence[int], family: Sequence[int], near: Mapping[int, float], score: Mapping[int, float], limit: int
) -> tuple[Related, ...]:
    """Make one line of each family, that of the subject (0) excepted; `score` orders what is `near` enough."""
    lines: dict[int, list[int]] = {}
    for place in sorted(range(len(order)), key=lambda place: (-score[order[place]], order[place])):
        # A copy of what is near belongs to its line, however little its shorter text shares with the subject.
        if family[place] and (near[order[place]] >= LEAST_NEAR or family[place] in lines):
            lines.setdefault(family[place], []).append(order[place])
    return tuple(Related(key=keys[0], score=round(score[keys[0]], 4), copies=tuple(keys[1:])) for keys in list(lines.values())[:limit])
