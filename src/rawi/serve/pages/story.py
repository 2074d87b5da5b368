"""An event's page. Comes in: the archive, a story. Goes out: timeline, articles, statements, wordings, chapters."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rawi.model import Outlet, Record, Stored
from rawi.relate.records import Parent, Story
from rawi.serve import paths
from rawi.serve.pages.chapters import Chapter, chapters
from rawi.serve.pages.differing import Slot, slots
from rawi.serve.pages.family import FamilyView, Node, in_time, node_of
from rawi.serve.pages.items import Item, When, item, when
from rawi.serve.pages.wordings import Saying, sayings

if TYPE_CHECKING:
    from rawi.archive import Archive

# What one page holds and one drawing can show; the feed of the event has all.
ARTICLES, LANES = 100, 20
# So many texts are read for what is said in them (some milliseconds each), and so many for who has the same words.
READ, CARRIERS = 6, 40


class Told(Record, frozen=True):
    """An article of the event: `copy_of` is the article of which it is a near-verbatim copy, `node` who gave it its text."""

    item: Item
    copy_of: Item | None
    node: Node | None


class StoryView(Record, frozen=True):
    """The page of an event; `more` is how many of its articles it leaves out."""

    path: str
    headline: str
    language: str | None
    headline_by: Outlet | None
    outlets: int
    origins: tuple[Outlet, ...]
    first: When | None
    last: When | None
    articles: tuple[Told, ...]
    more: int
    drawing: FamilyView | None
    sayings: tuple[Saying, ...]
    slots: tuple[Slot, ...]
    chapters: tuple[Chapter, ...]


def story(archive: "Archive", found: Story) -> StoryView:
    """Gather the page of an event."""
    shown = found.members[-ARTICLES:]
    held = archive.store.get([member.key for member in shown])
    items = {key: item(archive, stored) for key, stored in held.items()}
    voices = _voices(archive, found, held)
    headline = held.get(found.headline_of)
    own = [held[key] for key, voice in voices.items() if voice == key or voice not in held]
    copies = [held[key] for key, voice in voices.items() if voice != key and voice in held]
    drawing = _drawing(archive, found, held, voices)
    nodes = {node.item.key: node for node in drawing.nodes} if drawing else {}
    newest_first = reversed(voices.items())
    dates = [when(stored) for stored in held.values()]
    return StoryView(
        path=paths.story(found.key),
        headline=found.headline.strip(),
        language=headline.article.language if headline else None,
        headline_by=archive.outlet(headline.article.outlet) if headline and len(found.outlets) > 1 else None,
        outlets=len(found.outlets),
        origins=tuple(archive.outlet(slug) for slug in found.origins),
        first=dates[0] if dates else None,
        last=dates[-1] if len(dates) > 1 else None,
        articles=tuple(Told(items[key], items.get(voice) if voice != key else None, nodes.get(key)) for key, voice in newest_first),
        more=len(found.members) - len(held),
        drawing=drawing,
        sayings=sayings(archive, own[:READ], copies[:CARRIERS]),
        slots=slots(archive, [*own, *copies]) if len(found.outlets) > 1 else (),
        chapters=chapters(archive, found, held),
    )


def _voices(archive: "Archive", found: Story, held: dict[int, Stored]) -> dict[int, int]:
    """Return for each article whose text it has: of copies that of an agency or the outlet from which it comes, else the first."""
    given = {member.voice: member.voice for member in found.members}
    for member in reversed(found.members):
        own = archive.outlet(member.outlet)
        if member.key in held and (own.agency or own.slug in found.origins or own.name in found.origins):
            given[member.voice] = member.key
    return {member.key: given[member.voice] for member in found.members if member.key in held}


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
    return {key: parent for voice in sorted(voices) for key, parent in archive.family(voice).parents.items()}
