"""Differences of wording in an event. Comes in: the archive, articles. Goes out: slots, each with its wordings and who has them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rawi.model import Outlet, Record, Span, Stored
from rawi.relate.differing import Kind, Told, differences
from rawi.serve import foreign, paths
from rawi.serve.pages.marks import Anchors

if TYPE_CHECKING:
    from rawi.archive import Archive

# A title's worth: what stands around a slot comes from a text that may hold anything.
AROUND = 90


class Put(Record, frozen=True):
    """What some outlets have in a slot ("": nothing); `path` leads to the sentence of the first."""

    words: str
    outlets: tuple[Outlet, ...]
    path: str


class Slot(Record, frozen=True):
    """One slot with the words around it."""

    kind: Kind
    before: str
    after: str
    puts: tuple[Put, ...]
    language: str | None


def slots(archive: "Archive", articles: Sequence[Stored]) -> tuple[Slot, ...]:
    """Gather where articles of an event differ in a word or a few, in the order of time."""
    held = {stored.key: stored for stored in articles}
    told = [Told(one.article.outlet, one.key, one.article.text, one.facts.entities) for one in articles]
    anchors = dict[int, Anchors]()

    def path(key: int, start: int) -> str:
        known = anchors.setdefault(key, Anchors(held[key].article.text))
        place = known.of(Span("", start, start))
        return f"{paths.article(key)}{f'#{place}' if place else ''}"

    return tuple(
        Slot(
            kind=found.kind,
            before=foreign.one_line(found.before[-AROUND:]),
            after=foreign.one_line(found.after[:AROUND]),
            puts=tuple(
                Put(foreign.one_line(one.words[:AROUND]), tuple(map(archive.outlet, one.outlets)), path(one.key, one.start))
                for one in found.variants
            ),
            language=held[found.variants[0].key].article.language,
        )
        for found in differences(told)
    )
