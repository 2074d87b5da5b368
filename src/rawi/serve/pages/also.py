"""Who else published a text. Comes in: an article, its family. Goes out: one line for each other outlet, and which was earliest."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from rawi.kinship import Family
from rawi.model import Credit, Moment, Outlet, Record, Stored
from rawi.relate.records import Reuse
from rawi.serve import paths
from rawi.serve.pages.items import When, when
from rawi.serve.words import exact

if TYPE_CHECKING:
    from rawi.archive import Archive


class Delay(Record, frozen=True):
    """How much later (or earlier) than this article another was: by what both publishers say, or by when both were seen."""

    way: Literal["before", "after", "same"]
    basis: Literal["declared", "seen"]
    seconds: int


class Other(Record, frozen=True):
    """Another outlet's article of the same text; `share` of this text stands in it, in hundredths.

    `credits` are whom it credits, `in_text` outlets that its prose names as telling it where it credits none; `silent` is set where it
    names nobody though the text came from elsewhere.
    """

    key: int
    path: str
    compare: str
    outlet: Outlet
    when: When
    delay: Delay | None
    share: int | None
    credits: tuple[str, ...]
    in_text: tuple[str, ...]
    compiled: bool
    silent: bool


class AlsoView(Record, frozen=True):
    """The other outlets of a family, and the one whose publication is the earliest of all where that is certain."""

    others: tuple[Other, ...]
    earliest: Outlet | None
    earliest_path: str | None
    family: str


def also(archive: "Archive", stored: Stored, family: Family) -> AlsoView:
    """Gather who else published the text of an article."""
    members = archive.store.get(family.members)
    reuse = {one.b_key: one for one in archive.reuse_of(stored.key)} if len(members) > 1 else {}
    several: dict[str, Stored] = {}
    for key in family.members:
        if key in members and members[key].article.outlet != stored.article.outlet:
            several.setdefault(members[key].article.outlet, members[key])
    others = tuple(_other(archive, stored, one, family, reuse) for one in several.values())
    first = earliest([stored, *several.values()])
    return AlsoView(
        others=others,
        earliest=archive.outlet(first.article.outlet) if first else None,
        earliest_path=paths.article(first.key) if first and first.key != stored.key else None,
        family=paths.article(stored.key) + "/family",
    )


def _other(archive: "Archive", stored: Stored, one: Stored, family: Family, reuse: Mapping[int, Reuse]) -> Other:
    publisher = archive.outlet(one.article.outlet)
    credits_ = credits_of(one)
    named = tuple(dict.fromkeys(credit.name for credit in credits_ if _is_other(archive, credit, publisher)))
    compiled = any(credit.role == "compiled" for credit in credits_)
    in_text = () if named else _in_text(archive, one, publisher, family)
    shared = reuse.get(one.key)
    return Other(
        key=one.key,
        path=paths.article(one.key),
        compare=f"{paths.article(stored.key)}/with/{one.key:016x}",
        outlet=publisher,
        when=when(one),
        delay=delay(stored, one),
        share=percent(shared.share.a_in_b) if shared else None,
        credits=named,
        in_text=in_text,
        compiled=compiled,
        silent=not named and not in_text and not compiled and _came_from_elsewhere(one, publisher, family),
    )


def credits_of(one: Stored) -> tuple[Credit, ...]:
    """Return whom an article credits."""
    return one.facts.credits or one.article.credits


def _is_other(archive: "Archive", credit: Credit, publisher: Outlet) -> bool:
    if credit.role not in ("agency", "outlet") or credit.name in (publisher.name, publisher.slug):
        return False
    named = archive.catalogue.resolve(credit.name)
    return named is None or named.slug != publisher.slug


def _in_text(archive: "Archive", one: Stored, publisher: Outlet, family: Family) -> tuple[str, ...]:
    """Return the outlets that an article's own words name as having told it."""
    parent = family.parents.get(one.key)
    found = [archive.outlet(parent.outlet).name] if parent and parent.basis == "text" else []
    for chain in archive.facts(one).chains:
        found += [hop.name for hop in chain.hops[:-1] if hop.name and hop.kind in ("outlet", "agency")]
    known = [(archive.catalogue.resolve(name), name) for name in found]
    names = dict.fromkeys(outlet.name if outlet else name for outlet, name in known)
    return tuple(name for name in names if name not in (publisher.slug, publisher.name))


def _came_from_elsewhere(one: Stored, publisher: Outlet, family: Family) -> bool:
    """Whether it is known that an article's text came from another outlet."""
    parent = family.parents.get(one.key)
    origin = family.origin
    return parent is not None or (origin is not None and origin.outlet not in (publisher.slug, publisher.name))


def percent(share: float) -> int:
    """Return a share in hundredths; only all of it is a hundred, and something is never nothing."""
    return 100 if share >= 1 else min(99, max(1, round(share * 100)))


def delay(one: Stored, other: Stored) -> Delay | None:
    """Return how much later another article was; None where either time is known to the day only, or of another kind."""
    basis: Literal["declared", "seen"] = "declared"
    times: tuple[Moment | None, Moment | None] = one.article.published, other.article.published
    if times == (None, None):
        basis, times = "seen", (one.first_seen, other.first_seen)
        if any(seen.basis != "fetched" for seen in (one.first_seen, other.first_seen)):
            return None
    here, there = (exact(moment) if moment else None for moment in times)
    if here is None or there is None:
        return None
    seconds = int((there - here).total_seconds())
    way: Literal["before", "after", "same"] = "same" if abs(seconds) < 60 else "after" if seconds > 0 else "before"
    return Delay(way, basis, abs(seconds))


def earliest(several: Sequence[Stored]) -> Stored | None:
    """Return the article that was published first by what all of them say; None where one does not say, or two say the same."""
    times = [(exact(one.article.published) if one.article.published else None) for one in several]
    known = [time for time in times if time]
    if len(several) < 2 or len(known) < len(several) or known.count(min(known)) > 1:
        return None
    return several[known.index(min(known))]
