"""The front page's question: which events stand first now. Comes in: a store, what is asked for. Goes out: stories in their order.

The stories of the last days are weighed by `rawi.relate.leading`; only those that are shown are read whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rawi.model import Record
from rawi.receiving import Receiving
from rawi.relate.leading import RISING, Said, Standing, standing
from rawi.relate.records import Story
from rawi.relate.rising import Counted, rising
from rawi.store.contract import Cursor, Store, StoryLine
from rawi.storytelling import told

DAY = 86_400
# Of so many stories the order is made; on a day of ten thousand articles that is about two days.
WEIGHED = 6_000
RUN = 500
# So many articles of one outlet, country or tag are looked at for their stories.
MATCHED = 1_500
# What is talked of more and more is seen in six hours, against the three days before; of a busy archive in its last articles.
LATE, BEFORE, COUNTED = 6 * 3600, 3 * DAY, 5_000


class Wanted(Record, frozen=True):
    """Which events are asked for: with an article of one of these outlets (None: all), of this tag, and of so many last days.

    `tags` are the keys under which the tag is kept, where that is more than its own.
    """

    outlets: tuple[str, ...] | None = None
    tag: str | None = None
    days: int = 3
    tags: tuple[str, ...] = ()


EVERYTHING = Wanted()


class Leading(Record, frozen=True):
    """A part of the events in their order, how many there are in all, which of these are breaking (by key), and as of when."""

    stories: tuple[Story, ...]
    total: int
    now: int
    breaking: frozenset[int] = frozenset()


def leading(store: Store, receiving: Receiving, wanted: Wanted, now: int, *, limit: int, offset: int = 0) -> Leading:
    """Return events in the order in which they stand at a moment.

    The days are counted back from the newest article, where that is older than the moment: an archive of old news has a front page too.

    Args:
        store: the store.
        receiving: from whom articles have their news.
        wanted: which events.
        now: the moment, seconds since 1970.
        limit: at most so many.
        offset: how many are passed over.
    """
    newest = store.stories(1)
    if not newest:
        return Leading((), 0, now)
    asked, now = now, min(now, newest[0].last)
    since = now - wanted.days * DAY
    lines = list(_matching(store, wanted, since) if wanted.outlets is not None or wanted.tag else _newest(store, since))
    outlets = store.outlets_of([key for line in lines for key, _, _ in line.members])
    placed = {line.key: _standing(line, outlets, now) for line in lines}
    ranked = sorted(lines, key=lambda line: (placed[line.key], line.last, line.key), reverse=True)
    shown = ranked[offset : offset + limit]
    # In an archive of old news something stands first, but nothing is breaking any more.
    breaking = frozenset(line.key for line in shown if placed[line.key].breaking and asked - now < RISING)
    return Leading(tuple(told(store, receiving, shown)), len(ranked), now, breaking)


def growing(store: Store, now: int, *, limit: int = 10) -> list[str]:
    """Return the keys of the tags that grow, the fastest first.

    Args:
        store: the store.
        now: the moment, seconds since 1970; where the newest article is from before what counts as of late, nothing grows.
        limit: at most so many.
    """
    newest = store.stories(1)
    if not newest or now - newest[0].last >= LATE:
        return []
    now = min(now, newest[0].last)
    found = store.tags_since(now - BEFORE - LATE, now - LATE, COUNTED)
    late, before = store.dated_since(now - BEFORE - LATE, now - LATE, COUNTED)
    tags = [Counted(one.key, one.late, one.outlets, one.before) for one in found]
    return rising(tags, late=late, before=before, limit=limit)


def _standing(line: StoryLine, outlets: Mapping[int, str], now: int) -> Standing:
    return standing((Said(at, voice == key, outlets.get(key, "")) for key, at, voice in line.members), now)


def _newest(store: Store, since: int) -> Iterator[StoryLine]:
    """Yield the stories with the newest articles, those that have one from an instant on."""
    before: Cursor | None = None
    for _ in range(WEIGHED // RUN):
        lines = store.stories(RUN, before=before)
        yield from (line for line in lines if line.last >= since)
        if len(lines) < RUN or lines[-1].last < since:
            return
        before = lines[-1].position


def _matching(store: Store, wanted: Wanted, since: int) -> Iterator[StoryLine]:
    """Yield the stories in which the newest articles of the outlets, or of the tag, stand, as far as they go on after an instant."""
    names: Sequence[str | None] = (None,) if wanted.outlets is None else wanted.outlets
    each = max(50, MATCHED // max(1, len(names)))
    keys = [stored.key for name in names for stored in store.newest(each, outlet=name, tag=wanted.tags or wanted.tag or ())]
    for seed in _unique(store.story_of(keys).get, keys):
        if (line := store.story(seed)) and line.last >= since:
            yield line


def _unique(of: Callable[[int], int | None], keys: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(seed for key in keys if (seed := of(key)) is not None))
