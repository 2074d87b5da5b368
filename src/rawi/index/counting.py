"""All that a search finds, counted. Comes in: a query of tantivy's. Goes out: its most frequent values by kind, and its days.

Counted in one pass over columns, whatever the order of the answers and however many of them are shown.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

import tantivy

from rawi.found import Count, Counted
from rawi.index.clauses import COUNTED, Ask, any_of
from rawi.index.contract import OneOf
from rawi.language.tokens import keys

DAY = 86_400
# So many values of a kind are shown; of speakers and tags more are read, as one thing has several spellings, and a person an office.
VALUES, SPEAKERS, TAGS = 12, 60, 40
READ = {"speaker": SPEAKERS, "tag": TAGS}
# Among so many answers, who speaks in one only is not worth a line.
MANY = 20
# Tantivy holds 65,000 days at most. What is said to be older or newer than these stands in the answers, but on no chart.
FIRST, LAST = dt.datetime(1950, 1, 1, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


def counted(searcher: tantivy.Searcher, asked: Ask, fields: tantivy.Schema, one_of: OneOf) -> Counted:
    """Count all that a query finds; values of which `one_of` gives one key are one value."""
    wanted: dict[str, Any] = {name: {"terms": {"field": name, "size": READ.get(name, VALUES)}} for name in COUNTED}
    bounds = {"min": FIRST.timestamp(), "max": LAST.timestamp()}
    wanted["days"] = {"histogram": {"field": "instant", "interval": DAY, "min_doc_count": 1, "hard_bounds": bounds}}
    wanted["dated"] = {"value_count": {"field": "instant"}}
    wanted["all"] = {"value_count": {"field": "key"}}
    found = searcher.aggregate(asked, wanted)
    least = 1 if found["all"]["value"] < MANY else 2
    values = {name: _counts(found[name]["buckets"]) for name in COUNTED}
    whole = _Together(searcher, asked, fields)
    return Counted(
        outlets=values["outlet"],
        countries=values["country"],
        tags=whole.values("tag", values["tag"], one_of)[:VALUES],
        speakers=tuple(one for one in _persons(whole.values("speaker", values["speaker"], one_of)) if one.articles >= least)[:VALUES],
        days=tuple(Count(_day(bucket["key"]), int(bucket["doc_count"])) for bucket in found["days"]["buckets"]),
        undated=int(found["all"]["value"] - found["dated"]["value"]),
    )


class _Together:
    """Makes one value of those that name one thing, counting the articles that have any of them."""

    def __init__(self, searcher: tantivy.Searcher, asked: Ask, fields: tantivy.Schema) -> None:
        self.searcher = searcher
        self.asked = asked
        self.fields = fields

    def values(self, name: Literal["tag", "speaker"], counts: Sequence[Count], one_of: OneOf) -> tuple[Count, ...]:
        """Return the values, each called as most articles write it, most frequent first."""
        groups: dict[str, list[Count]] = {}
        for one in counts:
            groups.setdefault(one_of(name, one.value), []).append(one)
        whole = (self._one(name, group) for group in groups.values())
        return tuple(sorted(whole, key=lambda one: (-one.articles, one.value)))

    def _one(self, name: str, group: Sequence[Count]) -> Count:
        if len(group) == 1:
            return group[0]
        named = any_of([Ask.term_query(self.fields, name, one.value) for one in group])
        both = Ask.boolean_query([(tantivy.Occur.Must, self.asked), (tantivy.Occur.Must, named)])
        return Count(group[0].value, matched(self.searcher.search(both, 1)))


def matched(result: tantivy.SearchResult) -> int:
    """Return how many documents matched (an attribute that tantivy's type stubs leave out)."""
    return int(getattr(result, "count", None) or 0)


def _counts(buckets: list[dict[str, Any]]) -> tuple[Count, ...]:
    return tuple(Count(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets)


def _day(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()


def _persons(values: tuple[Count, ...]) -> tuple[Count, ...]:
    """Leave out a name that holds another one of the list, with an office before it or behind: whoever asks for that finds both."""
    words = {value.value: f" {' '.join(keys(value.value))} " for value in values}
    found: list[Count] = []
    for value in sorted(values, key=lambda one: (len(words[one.value]), one.value)):
        if not any(words[one.value] in words[value.value] for one in found):
            found.append(value)
    return tuple(sorted(found, key=lambda one: (-one.articles, one.value)))
