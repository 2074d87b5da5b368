"""What was marked as wrong in an article. Comes in: marks, what the text says, who shares it. Goes out: lines beside what was found.

A mark is about what rawi found and not about the publisher's text: its line says what had been found, when it was marked as wrong, and
which version of which method had found it. The words of a mark are those that stood there when it was made.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rawi.correcting import marks_attribution
from rawi.identity import key_of_hex
from rawi.model import Attribution, Moment, Outlet, Record, Stored
from rawi.serve import paths
from rawi.serve.foreign import opening
from rawi.serve.pages.marks import Anchors, speaker_of
from rawi.serve.pages.statements import OPENING
from rawi.store.contract import Correction

if TYPE_CHECKING:
    from rawi.archive import Archive


class Corrected(Record, frozen=True):
    """One mark: `words` are who was taken for a speaker, or the names of a chain, of which a gap is None; `at` and `method` as kept.

    `outlet` and `path` are the other end of an edge, `proof` where the words stand now, `opening` how what was said begins.
    """

    at: Moment
    method: str
    version: str
    words: tuple[str | None, ...] = ()
    opening: str = ""
    more: bool = False
    proof: str | None = None
    outlet: Outlet | None = None
    path: str | None = None


class CorrectedView(Record, frozen=True):
    """All marks of an article, each oldest first."""

    attributions: tuple[Corrected, ...] = ()
    chains: tuple[Corrected, ...] = ()
    edges: tuple[Corrected, ...] = ()


def corrections(archive: "Archive", stored: Stored, anchors: Anchors) -> CorrectedView:
    """Gather what was marked as wrong at an article."""
    marks = archive.corrections(stored.key)
    if not marks:
        return CorrectedView()
    found = archive.findings(stored).attributions
    return CorrectedView(
        attributions=tuple(_attribution(mark, found, anchors) for mark in marks if mark.kind == "attribution"),
        chains=tuple(_made(mark, words=tuple(_called(archive, name) for name in mark.anchor)) for mark in marks if mark.kind == "chain"),
        edges=tuple(edge for mark in marks if mark.kind == "edge" and (edge := _edge(archive, stored, mark))),
    )


def _called(archive: "Archive", name: str) -> str | None:
    """Return the name of a hop as readers know it; None for a gap."""
    outlet = archive.catalogue.by_slug(name)
    return outlet.name if outlet else name or None


def _made(mark: Correction, **more: object) -> Corrected:
    method, _, version = mark.method.partition("/")
    return Corrected(mark.at, method, version, **more)  # type: ignore[arg-type]


def _attribution(mark: Correction, found: Sequence[Attribution], anchors: Anchors) -> Corrected:
    """Show a marked attribution by its words, with its place where it is found today."""
    now = next((one for one in found if marks_attribution(mark, one)), None)
    _, speaker, content = (*mark.anchor, "", "", "")[:3]
    words, more = opening(content, OPENING)
    who = speaker or (speaker_of(now) if now else None)
    return _made(mark, words=(who,), opening=words, more=more, proof=anchors.of(now.cue) if now else None)


def _edge(archive: "Archive", stored: Stored, mark: Correction) -> Corrected | None:
    """Show a marked edge by its other end."""
    keys = [key for name in mark.anchor if (key := key_of_hex(name)) is not None and key != stored.key]
    other = next(iter(archive.store.get(keys).values()), None)
    if other is None:
        return None
    return _made(mark, outlet=archive.outlet(other.article.outlet), path=paths.article(other.key))
