"""How much was found when. Comes in: the days of all answers of a search. Goes out: bars of days, months or years, without a gap.

Days are those of the instants (UTC): what is known to the day only is counted on that day. What has no date is counted beside it.
"""

import datetime as dt
from typing import Literal

from rawi.found import Counted
from rawi.model import Record
from rawi.serve.pages.narrowing import Narrower

Unit = Literal["day", "month", "year"]
# A bar of a phone's width over so many is three pixels wide with its gap.
DAYS, MONTHS = 92, 96


class Bar(Record, frozen=True):
    """One day, month or year, how many of the answers are of it, and where only those are."""

    first: dt.date
    articles: int
    path: str


class Volume(Record, frozen=True):
    """Bars in the order of time; `most` is the tallest one."""

    unit: Unit
    bars: tuple[Bar, ...]
    most: Bar
    undated: int


def volume(counted: Counted, narrower: Narrower) -> Volume | None:
    """Return the bars of a search; None where all that is dated is of one day."""
    days = [(dt.date.fromisoformat(one.value), one.articles) for one in counted.days]
    if len(days) < 2:
        return None
    unit = _unit(days[0][0], days[-1][0])
    sums: dict[dt.date, int] = {}
    for day, articles in days:
        begins = _begin(day, unit)
        sums[begins] = sums.get(begins, 0) + articles
    bars, at, last = [], _begin(days[0][0], unit), days[-1][0]
    while at <= last:
        behind = _next(at, unit)
        bars.append(Bar(at, sums.get(at, 0), narrower.between(at.isoformat(), behind.isoformat())))
        at = behind
    return Volume(unit, tuple(bars), max(bars, key=lambda bar: bar.articles), counted.undated)


def _unit(first: dt.date, last: dt.date) -> Unit:
    if (last - first).days < DAYS:
        return "day"
    return "month" if (last.year - first.year) * 12 + last.month - first.month < MONTHS else "year"


def _begin(day: dt.date, unit: Unit) -> dt.date:
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(day=1, month=1)


def _next(day: dt.date, unit: Unit) -> dt.date:
    if unit == "day":
        return day + dt.timedelta(days=1)
    if unit == "year":
        return day.replace(year=day.year + 1)
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
