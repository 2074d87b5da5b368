"""Stories kept in step with what is stored. Comes in: a store. Goes out: its articles placed into stories, and what is asked of these.

The stories are a function of the articles, by their instants: whoever comes late is placed where it would have been placed in time,
and what was placed after it is placed anew. So it does not matter when and how often `Storylines.catch_up` is called, and a rebuild
makes the same stories.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import structlog

from rawi.errors import Reason
from rawi.model import Refused
from rawi.relate.features import DAY, DAYS, features
from rawi.relate.fingerprint import hashes, winnowed
from rawi.relate.grouping import LIVE
from rawi.relate.reuse import is_copy
from rawi.relate.stories import MOST_LIVE, Member, Move, Placed, Stories, Subject, sketch, subject
from rawi.store.contract import Backlog, Kept, Store, Timed

# Articles are read and their steps written in runs of so many.
RUN = 2_000
# So many steps can be taken back without a look into the store: hours of the news of five hundred outlets.
STEPS = 5_000
# Stories that ended are forgotten after so many steps.
SWEEP = 5_000
# Placing may take a twentieth of the time where somebody waits for other things.
PATIENCE = 20
FIRST, FAR = -(1 << 62), 1 << 62
# So many articles that share text with a late one are looked at.
COPIES = 10
# To place a late article where it belongs all that follow it are placed anew: so many of them, or so many times as many as came late.
# What comes later still (an article of last year, found today) joins the story of which it is a copy, or none; a rebuild places it.
ANEW, TIMES = 20_000, 10


class Storylines:
    """Places the articles of one store into stories: used by the one process that writes."""

    def __init__(self, store: Store, quiet: AbstractContextManager[Any] | None = None) -> None:
        """Take a store that is open for writing; while `quiet` is held nobody else stores anything."""
        self._store = store
        self._quiet = quiet or nullcontext()
        self._stories: Stories | None = None
        self._steps: deque[tuple[Subject, Placed, tuple[int, int]]] = deque(maxlen=STEPS)
        self._until_sweep = SWEEP
        self._rest_until = 0.0
        self._crowded, self._told = 0, False

    def catch_up(self, *, unhurried: bool = False, report: Callable[[int], None] = lambda _: None) -> int:
        """Place what was not placed.

        Args:
            unhurried: put it off where it has taken more than its share of the time; it is done at the next call that is not.
            report: is told how many articles have been placed.

        Returns:
            How many articles were placed, those that were placed anew included.
        """
        began = time.monotonic()
        if unhurried and began < self._rest_until:
            return 0
        backlog = self._store.backlog()
        if backlog is None:
            return 0
        try:
            done = self._from(self._aside(backlog), report)
        except BaseException:
            self._stories = None  # what was placed in memory is perhaps not written
            raise
        self._rest_until = time.monotonic() + PATIENCE * (time.monotonic() - began)
        return done

    def forget(self) -> None:
        """Place everything anew at the next `catch_up`."""
        self._stories = None
        self._steps.clear()
        self._store.note_stories((), since=FIRST)

    def _from(self, since: int, report: Callable[[int], None]) -> int:
        """Place all articles from an instant on."""
        if since == FAR:
            return 0
        stories = self._taken_back(since)
        if stories is None:
            stories = self._stories = self._read(since)
        rewound, done, after, sequence = False, 0, (since, 0), self._store.status().sequence
        while True:
            found = self._store.by_time(after[0], after=after[1], limit=RUN)
            if not found and rewound:
                break
            placed = [self._place(stories, timed) for timed in found]
            self._store.note_stories(placed, since=None if rewound else since)
            rewound, done = True, done + len(placed)
            self._note_crowded()
            report(done)
            if len(found) < RUN:
                break
            after = (found[-1].at, found[-1].key)
        with self._quiet:
            # What is left and came before this began is damaged: it would have all others placed anew for ever. What came since waits.
            if self._store.backlog() and not self._store.changes(sequence, 1):
                self._store.settle_stories(FAR)
        return done

    def _note_crowded(self) -> None:
        """Count the articles for which stories had ended sooner, since more are live than are held at once."""
        if self._crowded:
            detail = f"stories lived for fewer than {LIVE // 3600} hours: more than {MOST_LIVE:,} articles came in that time"
            self._store.note_refusals([Refused("stories", Reason.CROWDED, detail)] * self._crowded)
            if not self._told:
                structlog.get_logger().warning("stories end sooner", reason=detail)
            self._crowded, self._told = 0, True

    def _aside(self, backlog: Backlog) -> int:
        """Place beside all others what comes too late; return from when on the rest is to be placed."""
        most = max(ANEW, TIMES * backlog.articles)
        if self._store.following(backlog.since) <= most:
            return backlog.since
        since = self._store.instant_of_newest(ANEW)
        self._stories = None
        self._place_aside(since)
        with self._quiet:
            self._place_aside(since)  # what came meanwhile
            self._store.settle_stories(since)
        left = self._store.backlog()
        return left.since if left else FAR

    def _place_aside(self, since: int) -> None:
        """Place what is of before an instant and stands in no story."""
        while late := self._store.unplaced(since, RUN):
            self._store.note_stories([self._beside(timed) for timed in late])

    def _beside(self, timed: Timed) -> Placed:
        """Place one article into the story of which it is a copy, or into one of its own, and move no other."""
        own = hashes(timed.profile.fingerprint)
        near = [sharing.key for sharing in self._store.sharing(winnowed(timed.profile.fingerprint), beside=timed.key)[:COPIES]]
        instants, profiles, stories = self._store.instants(near), self._store.profiles(near), self._store.story_of(near)
        story = voice = timed.key
        for key in near:
            at = instants.get(key)
            if at is None or not 0 <= timed.at - at <= LIVE or key not in stories or key not in profiles:
                continue
            if is_copy(own, hashes(profiles[key].fingerprint)):
                story, voice = stories[key], key
                break
        return Placed(timed.at, timed.key, voice, {}, (Move(timed.key, None, story),))

    def _place(self, stories: Stories, timed: Timed) -> Placed:
        """Place one article, remembering the step."""
        about, before = subject(timed.at, timed.key, timed.profile), stories.place_of_last
        self._crowded += stories.horizon(timed.at) > timed.at - LIVE
        placed = stories.place(about)
        self._steps.append((about, placed, before))
        self._until_sweep -= 1
        if self._until_sweep <= 0:
            self._until_sweep = SWEEP
            stories.forget(self._steps[0][0][:2])
        return placed

    def _taken_back(self, since: int) -> Stories | None:
        """Return the state before an instant by taking steps back; None where that is not possible."""
        stories, steps = self._stories, self._steps
        if stories is None:
            return None
        while steps and steps[-1][0].at >= since:
            stories.take_back(*steps.pop())
        return stories if stories.place_of_last[0] < since else None

    def _read(self, since: int) -> Stories:
        """Return the state before an instant, from the store."""
        self._store.note_stories((), since=since)
        self._steps.clear()
        stories = Stories()
        last = stories.place_of_last
        for timed in self._counted(since):
            stories.count([subject(timed.at, timed.key, timed.profile)])
            last = timed.at, timed.key
        stories.resume((_member(kept, stories) for kept in self._store.kept(self._horizon(since))), last)
        return stories

    def _horizon(self, since: int) -> int:
        """Return from what instant on stories live for an article of another."""
        return max(since - LIVE, self._store.instant_of_newest(self._store.following(since) + MOST_LIVE - 1))

    def _counted(self, since: int) -> Iterator[Timed]:
        """Yield the articles whose lemmas count at an instant, in order."""
        after = ((since // DAY - DAYS) * DAY, 0)
        while found := self._store.by_time(after[0], after=after[1], until=since, limit=RUN):
            yield from found
            after = (found[-1].at, found[-1].key)


def _member(kept: Kept, stories: Stories) -> Member:
    """Return an article as it was placed; where what was compared has gone it is weighed by what is common now."""
    compared = kept.features
    if not compared:
        compared = features(subject(kept.at, kept.key, kept.profile).lemmas, stories.frequencies)
    return Member(kept.at, kept.key, kept.story, kept.voice, compared, sketch(kept.profile))
