"""The front page's question: which events stand first now. Comes in: a store, what is asked for. Goes out: stories in their order.

The stories of the last days are weighed by `rawi.relate.leading`; only those that are shown are read whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rawi.model import Record
from rawi.outlets.catalogue import Catalogue
from rawi.relate.leading import Said, Standing, standing
from rawi.relate.records import Story
from rawi.store.contract import Cursor, Store, StoryLine
from rawi.storytelling import told

DAY = 86_400
# Of so many stories the order is made; on a day of ten thousand articles that is about two days.
WEIGHED = 6_000
RUN = 500
# So many articles of one outlet, country or tag are looked at for their stories.
MATCHED = 1_500


class Wanted(Record, frozen=True):
    """Which events are asked for: with an article of one of these outlets (None: all), of this tag, and of so many last days."""

    outlets: tuple[str, ...] | None = None
    tag: str | None = None
    days: int = 3


EVERYTHING = Wanted()


class Leading(Record, frozen=True):
    """A part of the events in their order, how many there are in all, which of these are breaking (by key), and as of when."""

    stories: tuple[Story, ...]
    total: int
    now: int
    breaking: frozenset[int] = frozenset()


def leading(store: Store, catalogue: Catalogue, wanted: Wanted, now: int, *, limit: int, offset: int = 0) -> Leading:
    """Return events in the order in which they stand at a moment.

    The days are counted back from the newest article, where that is older than the moment: an archive of old news has a front page too.

    Args:
        store: the store.
        catalogue: who exists.
        wanted: which events.
        now: the moment, seconds since 1970.
        limit: at most so many.
        offset: how many are passed over.
    """
    newest = store.stories(1)
    if not newest:
        return Leading((), 0, now)
    now = min(now, newest[0].last)
    lines = list(_matching(store, wanted) if wanted.outlets is not None or wanted.tag else _newest(store))
    lines = [line for line in lines if line.last >= now - wanted.days * DAY]
    outlets = store.outlets_of([key for line in lines for key, _, _ in line.members])
    placed = {line.key: _standing(line, outlets, now) for line in lines}
    ranked = sorted(lines, key=lambda line: (placed[line.key], line.last, line.key), reverse=True)
    shown = ranked[offset : offset + limit]
    breaking = frozenset(line.key for line in shown if placed[line.key].breaking)
    return Leading(tuple(told(store, catalogue, shown)), len(ranked), now, breaking)


def _standing(line: StoryLine, outlets: Mapping[int, str], now: int) -> Standing:
    return standing((Said(at, voice == key, outlets.get(key, "")) for key, at, voice in line.members), now)


def _newest(store: Store) -> Iterator[StoryLine]:
    """Yield the stories with the newest articles."""
    before: Cursor | None = None
    for _ in range(WEIGHED // RUN):
        lines = store.stories(RUN, before=before)
        yield from lines
        if len(lines) < RUN:
            return
        before = lines[-1].position


def _matching(store: Store, wanted: Wanted) -> Iterator[StoryLine]:
    """Yield the stories in which the newest articles of the outlets, or of the tag, stand."""
    names: Sequence[str | None] = (None,) if wanted.outlets is None else wanted.outlets
    each = max(50, MATCHED // max(1, len(names)))
    keys = [stored.key for name in names for stored in store.newest(each, outlet=name, tag=wanted.tag)]
    for seed in _unique(store.story_of(keys).get, keys):
        if line := store.story(seed):
            yield line


def _unique(of: Callable[[int], int | None], keys: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(seed for key in keys if (seed := of(key)) is not None))
