"""An event's page. Comes in: the archive, a story. Goes out: its timeline, its articles, its statements in every wording."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rawi.kinship import Kinship
from rawi.model import Outlet, Record, Stored
from rawi.relate.records import Parent, Story
from rawi.serve import paths
from rawi.serve.pages.family import FamilyView, in_time, node_of
from rawi.serve.pages.items import Item, When, item, when
from rawi.serve.pages.wordings import Saying, sayings

if TYPE_CHECKING:
    from rawi.archive import Archive

# What one page holds and one drawing can show; the feed of the event has all.
ARTICLES, LANES, READ = 100, 30, 16


class Told(Record, frozen=True):
    """An article of the event; `copy_of` is the article of which it is a near-verbatim copy."""

    item: Item
    copy_of: Item | None


class StoryView(Record, frozen=True):
    """The page of an event; `more` is how many of its articles it leaves out."""

    path: str
    headline: str
    language: str | None
    outlets: int
    origins: tuple[Outlet, ...]
    first: When | None
    last: When | None
    articles: tuple[Told, ...]
    more: int
    drawing: FamilyView | None
    sayings: tuple[Saying, ...]


def story(archive: "Archive", found: Story) -> StoryView:
    """Gather the page of an event."""
    shown = found.members[-ARTICLES:]
    held = archive.store.get([member.key for member in shown])
    items = {key: item(archive, stored) for key, stored in held.items()}
    voices = {member.key: member.voice for member in shown}
    headline = held.get(found.headline_of)
    return StoryView(
        path=paths.story(found.key),
        headline=found.headline.strip(),
        language=headline.article.language if headline else None,
        outlets=len(found.outlets),
        origins=tuple(archive.outlet(slug) for slug in found.origins),
        first=_when(held, found.members[0].key),
        last=_when(held, found.members[-1].key) if len(found.members) > 1 else None,
        articles=tuple(
            Told(items[key], items.get(voice) if voice != key else None) for key, voice in reversed(voices.items()) if key in items
        ),
        more=len(found.members) - len(held),
        drawing=_drawing(archive, found, held, voices),
        sayings=sayings(archive, [held[key] for key, voice in voices.items() if key in held and voice == key][:READ]),
    )


def _when(held: dict[int, Stored], key: int) -> When | None:
    """Return when an article is of, as exactly as that is known."""
    return when(held[key]) if key in held else None


def _drawing(archive: "Archive", found: Story, held: dict[int, Stored], voices: dict[int, int]) -> FamilyView | None:
    """Gather what the timeline shows: the articles of the outlets that came first, and who took from whom; None for one article."""
    if len(held) < 2:
        return None
    lanes = set(list(dict.fromkeys(stored.article.outlet for stored in held.values()))[:LANES])
    drawn = {key: stored for key, stored in held.items() if stored.article.outlet in lanes}
    parents = _parents(archive, {voices[key] for key in drawn})
    nodes = sorted((node_of(archive, stored, parents.get(key), inside=drawn) for key, stored in drawn.items()), key=in_time)
    origins = {node.giver.slug: node.giver for node in nodes if node.giver and node.parent is None}
    return FamilyView(found.headline.strip(), paths.story(found.key), tuple(nodes), tuple(origins.values()), len(lanes))


def _parents(archive: "Archive", voices: Iterable[int]) -> dict[int, Parent]:
    """Return from whom articles took their text, for the families of these."""
    kin = Kinship(archive.store, archive.catalogue)
    return {key: parent for voice in sorted(voices) for key, parent in kin.family(voice).parents.items()}
