"""All that a search finds, counted. Comes in: a query of tantivy's. Goes out: its most frequent values by kind, and its days.

Counted in one pass over columns, whatever the order of the answers and however many of them are shown.
"""

import datetime as dt
from typing import Any

import tantivy

from rawi.found import Count, Counted
from rawi.index.clauses import COUNTED, Ask
from rawi.language.tokens import keys

DAY = 86_400
# So many values of a kind are shown; of speakers more are read, as one person is called by his name and by his name with his office.
VALUES, SPEAKERS = 12, 60
# Among so many answers, who speaks in one only is not worth a line.
MANY = 20
# Tantivy holds 65,000 days at most. What is said to be older or newer than these stands in the answers, but on no chart.
FIRST, LAST = dt.datetime(1950, 1, 1, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


def counted(searcher: tantivy.Searcher, asked: Ask) -> Counted:
    """Count all that a query finds."""
    wanted: dict[str, Any] = {
        name: {"terms": {"field": name, "size": SPEAKERS if name == "speaker" else VALUES}} for name in COUNTED if name != "speaker"
    }
    wanted["speaker"] = {"terms": {"field": "speaker", "size": SPEAKERS}}
    bounds = {"min": FIRST.timestamp(), "max": LAST.timestamp()}
    wanted["days"] = {"histogram": {"field": "instant", "interval": DAY, "min_doc_count": 1, "hard_bounds": bounds}}
    wanted["dated"] = {"value_count": {"field": "instant"}}
    wanted["all"] = {"value_count": {"field": "key"}}
    found = searcher.aggregate(asked, wanted)
    least = 1 if found["all"]["value"] < MANY else 2
    values = {name: _counts(found[name]["buckets"]) for name in COUNTED}
    return Counted(
        outlets=values["outlet"],
        countries=values["country"],
        tags=values["tag"],
        speakers=tuple(one for one in _persons(values["speaker"]) if one.articles >= least)[:VALUES],
        days=tuple(Count(_day(bucket["key"]), int(bucket["doc_count"])) for bucket in found["days"]["buckets"]),
        undated=int(found["all"]["value"] - found["dated"]["value"]),
    )


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
