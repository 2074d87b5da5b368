"""The articles nearest to one. Comes in: a store, an index, an article. Goes out: the lines of its similar list, in order.

What was stored comes from the Store, what matches from the Index; what is near, and in what order, `rawi.relate` says.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rawi import storytelling
from rawi.index.contract import Index
from rawi.language.terms import terms
from rawi.meaning.contract import Embedder
from rawi.model import Stored
from rawi.relate import opening
from rawi.relate.meaning import likeness
from rawi.relate.similar import CANDIDATES, MORE_CANDIDATES, Related, Subject, by_opening, rank, subject, words_of
from rawi.relate.spread import spread
from rawi.store.contract import Store

# Of so many lines for each that is wanted one for each event is chosen: news of a week tells an event two to four times.
EVENTFUL = 2


class Nearest(NamedTuple):
    """A similar list; where a line stands for an event, its story's key and outlets; of its articles those that were read for it."""

    lines: tuple[Related, ...]
    events: dict[int, tuple[int, int] | None]
    held: dict[int, Stored]


def nearest(store: Store, index: Index, embedder: Embedder | None, stored: Stored, limit: int, *, by_event: bool = False) -> Nearest:
    """Return the articles most similar to one, near-verbatim copies on one line.

    Args:
        store: where they are stored.
        index: what finds them.
        embedder: what has read them for their meaning, None where nothing has.
        stored: the article.
        limit: at most so many lines.
        by_event: another event is one line, too, and the lines are spread over outlets.
    """
    about = _about(store, index, stored)
    wanted = limit * (EVENTFUL if by_event else 1)
    lines, held = _ranked(store, index, embedder, about, CANDIDATES, wanted)
    if len(lines) < limit:  # the copies of a few texts may have filled the list
        lines, held = _ranked(store, index, embedder, about, MORE_CANDIDATES, wanted)
    if not by_event:
        return Nearest(lines, {}, held)
    who = store.outlets_of([one for line in lines for one in (line.key, *line.copies)])
    lines = spread(lines, who, stored.article.outlet)
    events = storytelling.events(store, stored.key, [line.key for line in lines])
    return Nearest(tuple(line for line in lines if line.key in events)[:limit], events, held)


def _about(store: Store, index: Index, stored: Stored) -> Subject:
    """Say what an article is about."""
    seen = terms(stored.article.title, stored.article.text)
    instant = store.instants([stored.key]).get(stored.key)
    packed = store.profiles([stored.key]).get(stored.key)
    mark = packed.fingerprint if packed else None
    return subject(stored.key, seen, index.doc_freq(words_of(seen)), index.count(), instant=instant, mark=mark)


def _ranked(
    store: Store, index: Index, embedder: Embedder | None, about: Subject, candidates: int, limit: int
) -> tuple[tuple[Related, ...], dict[int, Stored]]:
    """Ask the index for candidates and order them, the first ones by how they begin, too; return these as they are stored."""
    found = index.neighbours(about.weights, candidates)
    instants = dict(zip(found.keys, found.instants, strict=True))
    alike = _alike(store, embedder, about.key, found.keys)
    lines = rank(about, store.profiles(found.keys), instants, max(limit, opening.READ), alike=alike)
    first = store.get([line.key for line in lines[: opening.READ]])
    openings = {key: opening.read(one.article.title, one.article.text) for key, one in first.items()}
    return by_opening(about, lines, openings, instants)[:limit], first


def _alike(store: Store, embedder: Embedder | None, key: int, others: Sequence[int]) -> dict[int, float]:
    """Return how near in meaning articles are to one, as far as an embedder has read them; nothing where none is set."""
    if embedder is None:
        return {}
    vectors = store.vectors(embedder.name, (key, *others))
    own = vectors.pop(key, None)
    return likeness(own, vectors, embedder.spread) if own else {}
