"""Stories as they are shown. Comes in: a store, lines of its list. Goes out: stories with headline, outlets, origins.

Headline and origins are chosen when somebody asks, with the titles and credits of that moment: about a millisecond an article.
"""

from collections.abc import Iterator, Sequence

from rawi.identity import hex_id
from rawi.model import Stored
from rawi.outlets.catalogue import Catalogue
from rawi.receiving import Receiving
from rawi.relate.headline import Teller, headline, origins
from rawi.relate.records import Story, StoryArticle
from rawi.relate.similar import one_for_each_event
from rawi.store.contract import Cursor, Store, StoryLine

# So many stories are read at once.
RUN = 200


def told(store: Store, receiving: Receiving, lines: Sequence[StoryLine]) -> list[Story]:
    """Read the articles of stories and choose what is shown of each; one whose articles were all removed meanwhile is left out."""
    stored = store.get([key for line in lines for key, _, _ in line.members])
    found = [_told(store, receiving, line, stored) for line in lines]
    return [story for story in found if story is not None]


def alone(receiving: Receiving, stored: Stored, at: int | None) -> Story:
    """Return an article that stands in no story (it has no date, or was not yet placed) as a story of its own."""
    member = StoryArticle(stored.key, stored.id, stored.article.outlet, stored.article.title, at, stored.key)
    return Story(
        key=stored.key,
        id=hex_id(stored.key),
        headline=stored.article.title,
        headline_of=stored.key,
        members=(member,),
        first=at,
        last=at,
        outlets=(stored.article.outlet,),
        origins=origins(_tellers([member], receiving, {stored.key: stored})),
    )


def story_of(store: Store, receiving: Receiving, key: int) -> Story | None:
    """Return the story in which an article stands; None where there is no such article."""
    seed = store.story_of([key]).get(key)
    line = store.story(seed) if seed is not None else None
    if line is not None:
        return next(iter(told(store, receiving, [line])), None)
    stored = store.get([key]).get(key)
    return alone(receiving, stored, store.instants([key]).get(key)) if stored is not None else None


def all_stories(store: Store, receiving: Receiving, since: int | None = None) -> Iterator[Story]:
    """Yield all stories, the one with the newest article first, and then what stands in none: undated articles, and what waits.

    Args:
        store: the store.
        receiving: from whom articles have their news.
        since: only stories with an article from this instant or later; undated articles are then left out.
    """
    before: Cursor | None = None
    while lines := store.stories(RUN, before=before):
        before = lines[-1].position
        wanted = [line for line in lines if since is None or line.last >= since]
        yield from told(store, receiving, wanted)
        if len(wanted) < len(lines):
            return
    if since is None:
        yield from _rest(store, receiving)


def _rest(store: Store, receiving: Receiving) -> Iterator[Story]:
    """Yield the articles that stand in no story."""
    after = 0
    while batch := store.in_order(after=after, limit=500):
        after = batch[-1].arrival
        keys = [stored.key for stored in batch]
        placed, instants = store.story_of(keys), store.instants(keys)
        yield from (alone(receiving, stored, instants.get(stored.key)) for stored in batch if stored.key not in placed)


def _told(store: Store, receiving: Receiving, line: StoryLine, stored: dict[int, Stored]) -> Story | None:
    members = [
        StoryArticle(key, stored[key].id, stored[key].article.outlet, stored[key].article.title, at, voice)
        for key, at, voice in line.members
        if key in stored
    ]
    if not members:
        return None
    tellers = _tellers(members, receiving, stored)
    chosen = headline(tellers, store.profiles([one.key for one in members]) if len(members) > 1 else {})
    return Story(
        key=line.key,
        id=hex_id(line.key),
        headline=stored[chosen].article.title,
        headline_of=chosen,
        members=tuple(members),
        first=line.first,
        last=line.last,
        outlets=tuple(dict.fromkeys(one.outlet for one in members)),
        origins=origins(tellers),
    )


def _tellers(members: Sequence[StoryArticle], receiving: Receiving, stored: dict[int, Stored]) -> list[Teller]:
    """Return articles as they take part in a story; only of the first of a text it is read from whom it has its news."""
    made, texts = [], set[int]()
    for one in members:
        heard = None if one.voice in texts else receiving.of(stored[one.key])
        texts.add(one.voice)
        made.append(Teller(one.key, one.outlet, one.title, one.voice, _wires(stored[one.key], receiving.catalogue), heard))
    return made


def _wires(stored: Stored, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the slugs of the agencies that an article credits."""
    given = (credit.name for credit in stored.facts.credits if credit.role == "agency")
    known = ((catalogue.resolve(name), name) for name in given)
    return tuple(dict.fromkeys(outlet.slug if outlet else name for outlet, name in known))


def events(store: Store, about: int, keys: Sequence[int]) -> dict[int, tuple[int, int] | None]:
    """Return the lines of a similar list that remain where each other event is one line, each with its event's key and outlets.

    Args:
        store: the store.
        about: the article whose list it is.
        keys: the lines, nearest first.
    """
    of = store.story_of([about, *keys])
    kept = one_for_each_event(keys, of, of.get(about))
    lines = {key: store.story(of[key]) for key in kept if key in of and of[key] != of.get(about)}
    return {key: (line.key, line.outlets) if (line := lines.get(key)) and line.outlets > 1 else None for key in kept}
