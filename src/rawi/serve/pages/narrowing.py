"""What a search can be narrowed by. Comes in: the counts of all its answers. Goes out: each value with the address of the narrower search.

A condition is written behind the query in the query language itself, so that a reader sees what it does, and can take it out again.
"""

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from rawi.found import Count, Counted
from rawi.index.places import country_name
from rawi.model import Outlet, Record
from rawi.serve.words import Words

if TYPE_CHECKING:
    from rawi.archive import Archive
    from rawi.authority import Authority

# So many values of each kind are offered; the rest is found by asking for them.
SHOWN = 8


class Value(Record, frozen=True):
    """One value: its name, how many of the answers have it, and where only those are."""

    name: str
    articles: int
    path: str


class Narrowing(Record, frozen=True):
    """The values of one kind, most frequent first."""

    kind: Literal["outlet", "country", "tag", "said"]
    values: tuple[Value, ...]


class Narrower:
    """Makes narrower searches of one; `address` gives the address of a query."""

    def __init__(self, archive: "Archive", query: str, address: Callable[[str], str], words: Words) -> None:
        self.archive = archive
        self.query = query
        self.address = address
        self.words = words

    @functools.cached_property
    def known(self) -> "Authority":
        """Under which names the archive has things: read once for a page."""
        return self.archive.authority()

    def with_(self, field: str, value: str) -> str:
        """Return the address of the query with one condition more."""
        clean = " ".join(value.replace('"', " ").split())
        written = f'"{clean}"' if " " in clean else clean
        return self.address(f"{self.query} {self.words.text(f'field.{field}')}:{written}")

    def between(self, first: str, behind: str) -> str:
        """Return the address of the query from one day on to the day before another."""
        after, before = self.words.text("field.after"), self.words.text("field.before")
        return self.address(f"{self.query} {after}:{first} {before}:{behind}")

    def kinds(self, counted: Counted) -> tuple[Narrowing, ...]:
        """Return what the search can be narrowed by: kinds of which the answers have more than one value."""
        outlets = [self._outlet(self.archive.outlet(one.value), one.articles) for one in counted.outlets[:SHOWN]]
        countries = [
            Value(country_name(one.value, self.words.language), one.articles, self.with_("country", one.value))
            for one in counted.countries[:SHOWN]
        ]
        found: list[Narrowing] = [
            Narrowing("outlet", tuple(outlets)),
            Narrowing("country", tuple(countries)),
            Narrowing("tag", self._named("tag", [Count(self._tag(one.value), one.articles) for one in counted.tags[:SHOWN]])),
            Narrowing("said", self._named("said", counted.speakers[:SHOWN])),
        ]
        return tuple(one for one in found if len(one.values) > 1)

    def _outlet(self, outlet: Outlet, articles: int) -> Value:
        """Return an outlet, by its name where that means no other one."""
        name = (outlet.name_en if self.words.language == "en" else "") or outlet.name or outlet.slug
        known = self.archive.catalogue.resolve(name)
        value = name if known is not None and known.slug == outlet.slug else outlet.slug
        return Value(name, articles, self.with_("outlet", value))

    def _named(self, field: Literal["tag", "said"], counts: Sequence[Count]) -> tuple[Value, ...]:
        return tuple(Value(one.value, one.articles, self.with_(field, one.value)) for one in counts)

    def _tag(self, key: str) -> str:
        """Return a tag as articles write it."""
        return next(iter(self.known.tag_forms(key)), key)
