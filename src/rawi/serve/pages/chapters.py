"""Earlier chapters of the affair of an event. Comes in: the archive, a story. Goes out: older stories that share its rare names.

The archive's similar articles are the candidates. One is an earlier chapter where its story ended before this one could have taken it,
and both name some of the same persons, places or things that few articles of the archive name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from rawi.language.stems import lemma
from rawi.language.tokens import keys
from rawi.model import Moment, Outlet, Record, Stored
from rawi.relate.grouping import LIVE
from rawi.relate.records import Story
from rawi.serve import paths
from rawi.serve.pages.events import at

if TYPE_CHECKING:
    from rawi.archive import Archive

# So many lines; so many candidates are looked at, and so many of a story's names.
SHOWN, CANDIDATES, NAMES = 6, 30, 24
# A name is rare that stands in no more than so many articles, or in one of so many of a large archive.
FEW, ONE_OF = 30, 200
# So many names in common, or so many with one of which a title of the story speaks.
SHARED, WITH_HEADLINE = 3, 2
NAMED = 3


class Chapter(Record, frozen=True):
    """One earlier story; `names` are what both speak of, as this one writes it; `named` the first of its `outlets`."""

    path: str
    headline: str
    language: str | None
    named: tuple[Outlet, ...]
    outlets: int
    last: Moment | None
    names: tuple[str, ...]


def chapters(archive: "Archive", found: Story, held: Mapping[int, Stored]) -> tuple[Chapter, ...]:
    """Gather the earlier chapters of a story, the latest first.

    Args:
        archive: the archive.
        found: the story.
        held: its articles, or some of them.
    """
    if found.first is None or found.headline_of not in held:
        return ()
    rare = _rare(archive, held, found.headline_of)
    if len(rare) < WITH_HEADLINE:
        return ()
    # A headline has the surname.
    titled = frozenset(map(lemma, keys(" ".join(member.title for member in found.members))))
    leading = frozenset(name for name, written in rare.items() if titled.issuperset(map(lemma, keys(written)[-1:])))
    hits = [hit.article for hit in archive.similar(found.headline_of, limit=CANDIDATES)]
    shared = {hit.key: names for hit in hits if _enough(names := _names([hit]) & rare.keys(), leading)}
    older = dict[int, set[str]]()
    for key, seed in archive.store.story_of(list(shared)).items():
        if seed != found.key:
            older[seed] = older.get(seed, set()) | shared[key]
    lines = [line for seed in older if (line := archive.store.story(seed)) is not None and line.last < found.first - LIVE]
    lines.sort(key=lambda line: line.last, reverse=True)
    return tuple(
        _chapter(archive, story, [rare[key] for key in rare if key in older[line.key]])
        for line in lines[:SHOWN]
        if (story := archive.story_of(line.key)) is not None
    )


def _rare(archive: "Archive", held: Mapping[int, Stored], told_by: int) -> dict[str, str]:
    """Return the rare names of a story with how they are written: those of the article of its headline, and what two others name."""
    times = Counter(name for stored in held.values() for name in _names([stored]))
    first = _names([held[told_by]])
    wanted = [name for name, number in times.most_common() if name in first or number > 1][:NAMES]
    most = max(FEW, archive.status().articles // ONE_OF)
    written = {one.key: one.text for stored in (*held.values(), held[told_by]) for one in stored.facts.entities}
    return {name: written[name] for name in wanted if 0 < _articles(archive, name) <= most}


def _enough(names: AbstractSet[str], leading: AbstractSet[str]) -> bool:
    """Whether names in common are enough to speak of one affair."""
    # «إقليم كردستان» and «كردستان» are one.
    apart = [one for one in names if not any(set(one.split()) < set(other.split()) for other in names)]
    return len(apart) >= (WITH_HEADLINE if names & leading else SHARED)


def _articles(archive: "Archive", name: str) -> int:
    """Return in how many articles a name stands."""
    return sum(one.articles for one in archive.store.spellings(name.rpartition(" ")[2]) if one.key == name)


def _names(of: Iterable[Stored]) -> set[str]:
    return {one.key for stored in of for one in stored.facts.entities}


def _chapter(archive: "Archive", story: Story, names: Sequence[str]) -> Chapter:
    stored = archive.store.get([story.headline_of]).get(story.headline_of)
    return Chapter(
        path=paths.story(story.key),
        headline=story.headline.strip(),
        language=stored.article.language if stored else None,
        named=tuple(archive.outlet(slug) for slug in story.outlets[:NAMED]),
        outlets=len(story.outlets),
        last=at(story.last),
        names=tuple(names[:NAMED]),
    )
