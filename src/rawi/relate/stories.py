"""Articles placed into stories, one after the other. Comes in: articles in the order (time, key). Goes out: which went where.

A story is the articles of one event. The state is a function of the articles that it was given in their order, and every step can be
taken back exactly, so an article that comes late is placed as if it had come in time: the steps after its place are taken back
and taken anew.

An article joins the story to whose articles it is most similar on average, if that is enough: the group average link of Sokal and
Michener (1958), over lemmas weighed by how few articles of the last days have them. So formula words decide nothing: where many
articles of a day have them («يستقبل», «أسعار الذهب»), names and numbers have to agree. Stories that have grown similar are merged, an
article that a later story suits better goes there.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rawi.model import Profile
from rawi.relate.features import Features, Frequencies, dot, features, lemmas
from rawi.relate.fingerprint import smallest
from rawi.relate.grouping import ALONE, ENOUGH, FADES, LIVE, RIVAL, SQUARE, collected, grouped, link_of, longest
from rawi.relate.live import Group, Item, lot, probes, summed, tells, times

# What is from about the time of an article has arrived so many seconds later: then its story is judged anew, with the stories near it,
# up to so many texts, which some milliseconds group. A story is near from NEAR on, well below ENOUGH.
SETTLED, POOL, NEAR = 1_800, 40, 0.25
# Of so many articles, the last ones, the stories live: where more come in LIVE, which is 20,000 a day, a story ends sooner. Each takes
# some 5 kB.
MOST_LIVE = 60_000
# Two stories of one event begin on one day: for each day between their beginnings they have to be so much more similar to be merged.
APART = 0.1 / 86_400
# A later story must suit an article by so much better before it is moved.
BETTER = 1.1
# Texts are copies where of their smallest hashes so many agree; a text of fewer says too little to be known again.
SKETCH, LEAST_SKETCH, AGREE = 32, 8, 0.44
# The lemmas by which an article is found again are looked up among the last so many articles that have them; so many stories are tried.
PROBED, TRIED = 48, 8
# Under a lemma stands an article's key with the weight that the lemma has in it, which is less than MOST: one number.
BITS = 16
MOST = (1 << BITS) - 1


class Subject(NamedTuple):
    """An article to be placed: its place in the order (seconds since 1970, key) and what its profile says."""

    at: int
    key: int
    lemmas: Sequence[tuple[int, int, int]]
    sketch: frozenset[int]


class Move(NamedTuple):
    """An article went from one story (None: it is new) to another; a story is called by the key of its seed."""

    key: int
    old: int | None
    new: int


class Placed(NamedTuple):
    """What became of an article: of which one it is a copy (itself), what was compared, and the moves it caused, its own the first."""

    at: int
    key: int
    voice: int
    features: Features
    moves: tuple[Move, ...]


class Member(NamedTuple):
    """An article that was placed before, as it is kept to go on from there."""

    at: int
    key: int
    story: int
    voice: int
    features: Features
    sketch: frozenset[int]


def subject(at: int, key: int, profile: Profile) -> Subject:
    """Return what is needed to place an article.

    Args:
        at: its time, seconds since 1970.
        key: its key, which orders articles of one second.
        profile: its profile.
    """
    return Subject(at, key, lemmas(profile), sketch(profile))


def sketch(profile: Profile) -> frozenset[int]:
    """Return the hashes by which copies of a text know each other."""
    return frozenset(smallest(profile.fingerprint, SKETCH))


class Stories:
    """The live stories at one moment of the order."""

    def __init__(self) -> None:
        self.frequencies = Frequencies()
        self.place_of_last: tuple[int, int] = (-(1 << 62), 0)
        self._items: dict[int, Item] = {}
        self._stories: dict[int, Group] = {}
        self._having: defaultdict[int, list[int]] = defaultdict(list)
        # The places of the live articles in the order.
        self._order: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self._items)

    # ------------------------------------------------------------ steps

    def place(self, about: Subject) -> Placed:
        """Place the next article of the order."""
        self.frequencies.add(about.at, [key for key, _, _ in about.lemmas])
        item = Item(about.at, about.key, features(about.lemmas, self.frequencies), about.sketch, about.key)
        before, since = self.place_of_last[0], self.horizon(about.at)
        near = self._near(item, since)
        item.voice = self._voice(item, near)
        links = self._links(item, near, since)
        self._enter(item)
        moves = [self._assign(item, self._home(item, links))]
        moves += self._merge(item, links)
        moves += self._attract(item, near)
        moves += self._settle(before, about.at)
        self.place_of_last = (about.at, about.key)
        return Placed(item.at, item.key, item.voice, item.features, tuple(moves))

    def take_back(self, about: Subject, placed: Placed, before: tuple[int, int]) -> None:
        """Take the last step back; `before` is the place of the one before it."""
        item = self._items[about.key]
        for move in reversed(placed.moves[1:]):
            assert move.old is not None
            self._assign(self._items[move.key], move.old)
        self._leave(item)
        del self._items[item.key]
        self._order.pop()
        for key in probes(item.features):
            self._having[key].pop()
        self.frequencies.take_back(about.at, [key for key, _, _ in about.lemmas])
        self.place_of_last = before

    def count(self, articles: Iterable[Subject]) -> None:
        """Count articles of an empty state's last days, in order, without placing them."""
        for about in articles:
            self.frequencies.add(about.at, [key for key, _, _ in about.lemmas])

    def resume(self, members: Iterable[Member], last: tuple[int, int]) -> None:
        """Fill a state that has counted with what was placed before.

        Args:
            members: the articles of all stories that live at `last`, in order.
            last: the place of the last article that was placed.
        """
        for member in members:
            item = Item(member.at, member.key, member.features, member.sketch, member.voice)
            self._enter(item)
            self._assign(item, member.story)
        self.place_of_last = last

    def horizon(self, at: int) -> int:
        """Return the instant before which a story has ended for an article of an instant that comes next."""
        return max(at - LIVE, self._order[-MOST_LIVE][0]) if len(self._order) >= MOST_LIVE else at - LIVE

    def forget(self, earliest: tuple[int, int]) -> None:
        """Forget the stories that have ended before a place in the order; no step from before it is taken back any more."""
        self.frequencies.forget(earliest[0])
        place = bisect_right(self._order, earliest)
        ended = earliest[0] - LIVE
        before = max(ended, self._order[place - MOST_LIVE][0]) if place >= MOST_LIVE else ended
        for story in [story for story in self._stories.values() if story.last < before]:
            for key in story.members:
                del self._items[key]
            del self._stories[story.seed]
        self._order = [place for place in self._order if place[1] in self._items]
        for key, having in list(self._having.items()):
            kept = [one for one in having if one >> BITS in self._items]
            if kept:
                self._having[key] = kept
            else:
                del self._having[key]

    # ------------------------------------------------------------ what a step looks at

    def _near(self, item: Item, since: int) -> list[tuple[int, Item]]:
        """Return articles from an instant on that share weighty lemmas with one, those that share most first."""
        shared: defaultdict[int, int] = defaultdict(int)
        own = item.features
        for key in probes(own):
            weight = own[key]
            for noted in self._having.get(key, ())[-PROBED:]:
                shared[noted >> BITS] += weight * (noted & MOST)
        found = [(weight, self._items[key]) for key, weight in shared.items()]
        return sorted((pair for pair in found if pair[1].at >= since and pair[1] is not item), key=lambda pair: (-pair[0], pair[1].key))

    def _voice(self, item: Item, near: Sequence[tuple[int, Item]]) -> int:
        """Return the article of which one is a copy, itself where it is none."""
        if len(item.sketch) < LEAST_SKETCH:
            return item.key
        best, voice, own = 0, item.key, frozenset(item.sketch)
        for _, other in near:
            common = len(own.intersection(other.sketch))
            if common > best and common >= AGREE * min(len(own), len(other.sketch)) and len(other.sketch) >= LEAST_SKETCH:
                best, voice = common, other.voice
        return voice

    def _links(self, item: Item, near: Sequence[tuple[int, Item]], since: int) -> list[tuple[float, int]]:
        """Return the stories nearest to an article with its average link to each, strongest first."""
        tried: dict[int, Group] = {}
        for _, other in near:
            story = self._of(other)
            lasting = max(item.at, story.last) - min(item.at, story.first)
            if story.seed not in tried and story.last >= since and lasting <= longest(item.told, story.told):
                tried[story.seed] = story
                if len(tried) == TRIED:
                    break
        found, own = [], item.features
        for seed, story in tried.items():
            link = dot(own, self._total(story)) / (SQUARE * story.weight)
            found.append((link * (1 - FADES * max(0, item.at - story.last, story.first - item.at)), seed))
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))

    def _home(self, item: Item, links: Sequence[tuple[float, int]]) -> int:
        """Return the story to which an article belongs, one of its own where it is near none."""
        if not links:
            return item.key
        (link, seed), rival = links[0], links[1][0] if len(links) > 1 else 0.0
        enough = link >= ENOUGH or (link >= max(ALONE, RIVAL * rival) and tells(item.features, self._total(self._stories[seed])))
        return seed if enough else item.key

    # ------------------------------------------------------------ what a step does

    def _merge(self, item: Item, links: Sequence[tuple[float, int]]) -> list[Move]:
        """Merge the story of an article with others that it has made similar enough, under the earlier seed."""
        moves = []
        for _, seed in links:
            own, other = self._of(item), self._stories.get(seed)
            if other is None or other is own:
                continue
            if max(own.last, other.last) - min(own.first, other.first) > longest(own.told, other.told):
                continue
            enough = ENOUGH * (1 + APART * abs(own.first - other.first))
            if dot(self._total(own), self._total(other)) >= enough * SQUARE * own.weight * other.weight:
                into, gone = (own, other) if self._age(own) < self._age(other) else (other, own)
                moves += [self._assign(self._items[key], into.seed) for key in sorted(gone.members)]
        return moves

    def _attract(self, item: Item, near: Sequence[tuple[int, Item]]) -> list[Move]:
        """Move articles that the story of this one suits better than their own; a seed stays with its story."""
        moves = []
        for _, other in near[:TRIED]:
            own, theirs = self._of(item), self._of(other)
            if own is theirs or theirs.seed == other.key:
                continue
            if max(own.last, other.at) - min(own.first, other.at) > longest(own.told, other.told):
                continue
            rest, says = max(1, theirs.weight - other.weight), other.features
            there = (dot(says, self._total(theirs)) - other.weight * dot(says, says)) / rest
            here = dot(says, self._total(own)) / own.weight
            if here >= ENOUGH * SQUARE and here > BETTER * there:
                moves.append(self._assign(other, own.seed))
        return moves

    def _settle(self, before: int, now: int) -> list[Move]:
        """Judge anew the stories of articles whose time has come since the last step: all that is of about their time is here."""
        moves: list[Move] = []
        judged = set[int]()
        since = self.horizon(now)
        first, end = (bisect_right(self._order, (instant - SETTLED, math.inf)) for instant in (before, now))
        for at, key in self._order[first:end]:
            item = self._items[key]
            if at >= since and item.story not in judged:
                moves += self._regroup(item, since, judged)
        return moves

    def _regroup(self, item: Item, since: int, judged: set[int]) -> list[Move]:
        """Group the articles of a story and of those near it anew; a group is called by its earliest seed, else by its first article."""
        own = self._of(item).seed
        judged.add(own)
        near = [seed for link, seed in self._links(item, self._near(item, since), since) if link >= NEAR and seed != own]
        pool = self._pool([own, *near])
        members = [
            self._items[key] for _, key in sorted((self._items[key].at, key) for seed in pool for key in self._stories[seed].members)
        ]
        texts = [[members[at] for at in same] for same in collected([one.voice for one in members])]
        if len(texts) < 2:
            return []
        moves = []
        for group in grouped([lot(text) for text in texts], [summed(text) for text in texts], link_of):
            ordered = sorted((one for text in group for one in texts[text]), key=lambda one: (one.at, one.key))
            seed = next((one.key for one in ordered if one.key in pool), ordered[0].key)
            judged.add(seed)
            moves += [self._assign(one, seed) for one in ordered if one.story != seed]
        return moves

    def _pool(self, seeds: Sequence[int]) -> list[int]:
        """Return the first stories, as far as they have not more than POOL texts together."""
        found, held = [], 0
        for seed in seeds:
            members = self._stories[seed].members
            size = len({self._items[key].voice for key in members}) if len(members) <= 10 * POOL else POOL + 1
            if held + size <= POOL:
                found.append(seed)
                held += size
            elif not found:
                break
        return found

    def _age(self, story: Group) -> tuple[int, int]:
        """Return the place of a story's seed in the order."""
        return self._items[story.seed].at, story.seed

    def _total(self, story: Group) -> Features:
        """Return the sum of what the articles of a story say."""
        if story.total is not None:
            return story.total
        (key,) = story.members
        return times(self._items[key])

    def _of(self, item: Item) -> Group:
        assert item.story is not None
        return self._stories[item.story]

    def _enter(self, item: Item) -> None:
        """Make an article findable by its weightiest lemmas."""
        self._items[item.key] = item
        self._order.append((item.at, item.key))
        own = item.features
        for key in probes(own):
            self._having[key].append(item.key << BITS | own[key])

    def _assign(self, item: Item, seed: int) -> Move:
        """Put an article into a story."""
        old = item.story
        self._leave(item)
        story = self._stories.get(seed)
        if story is None:
            story = self._stories[seed] = Group(seed)
        if story.members:
            story.total = total = self._total(story)
            for key, value in times(item).items():
                total[key] = total.get(key, 0) + value
        story.first = min(story.first, item.at) if story.members else item.at
        story.last = max(story.last, item.at) if story.members else item.at
        story.members[item.key] = item.at
        story.weight += item.weight
        story.told = story.told[0] + item.weight * item.told[0], story.told[1] + item.weight * item.told[1]
        item.story = seed
        return Move(item.key, old, seed)

    def _leave(self, item: Item) -> None:
        """Take an article out of its story; an empty story is none."""
        if item.story is None:
            return
        story = self._stories[item.story]
        del story.members[item.key]
        item.story = None
        if not story.members:
            del self._stories[story.seed]
            return
        story.span()
        story.weight -= item.weight
        story.told = story.told[0] - item.weight * item.told[0], story.told[1] - item.weight * item.told[1]
        if len(story.members) == 1:
            story.total = None
            return
        total = self._total(story)
        for key, value in times(item).items():
            left = total[key] - value
            if left:
                total[key] = left
            else:
                del total[key]
