"""The day that a line of figures, month names and times gives its page. Comes in: parts of a line. Goes out: a reading.

Of several dates the first is meant, and a Gregorian one before the Hijri one beside it. What is not sure is not read.
"""

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import NamedTuple

from rawi.language.ago import weekday_at
from rawi.language.clock import Clock, clock_at
from rawi.language.days import Day, day_at, gregorian
from rawi.language.parts import Part, glued, key_at, phrases, words

# So many words that have nothing to do with dates may stand around a full date; a line with more is prose.
MOST_OTHERS = 20
# How far a time may stand from its day, in parts: «5 أكتوبر 2024 - الساعة: 10:30».
REACH = 6
# A page is not dated far ahead; one day allows for zones.
AHEAD = dt.timedelta(days=1)
# A day without a year is the last one that has passed, if that is nearer than the next one.
HALF_YEAR = dt.timedelta(days=183)


class Found(NamedTuple):
    """A day among the parts, with its date where that is sure."""

    day: Day
    date: dt.date | None
    weekday: int | None


def neutral(part: Part) -> bool:
    """Tell whether a part adds nothing to a date: a sign, a cue such as «نُشر في», or a weekday."""
    if part.kind != "w":
        return part.kind == "s"
    known = part.key in words("cues") or part.key in words("cues", "neutral") or part.key in words("clock", "links")
    return known or part.key in phrases("weekdays").firsts()


def others(among: Sequence[Part], taken: Sequence[tuple[int, int]]) -> int:
    """Count the parts outside the given places that are neither signs nor words of a date line."""
    inside = {at for start, end in taken for at in range(start, end)}
    return sum(not neutral(part) for at, part in enumerate(among) if at not in inside)


def _cued(among: Sequence[Part]) -> bool:
    """Tell whether a word such as «نُشر» or «تحديث» says that the line dates a page."""
    return any(part.key in words("cues") for part in among)


def weekday_near(among: Sequence[Part], start: int, end: int) -> int | None:
    """Return the weekday that stands just before or after a day."""
    before = start - 1
    while before >= 0 and before > start - 4 and (among[before].kind == "s" or among[before].key in words("links")):
        before -= 1
    found = weekday_at(among, before) if before >= 0 else None
    if found is None:
        after = end
        while after < min(end + 3, len(among)) and among[after].kind == "s":
            after += 1
        found = weekday_at(among, after)
    return found[0] if found else None


def _days(among: Sequence[Part], country: str | None) -> list[Found]:
    """Return all days of the line in order."""
    found, at = [], 0
    while at < len(among):
        day = day_at(among, at, country)
        if day is None or day.day is None:
            at += 1
            continue
        weekday = weekday_near(among, day.start, day.end)
        date = None if day.short else gregorian(day, country=country, weekday=weekday)
        # «الأحد الأول من نوفمبر» is the first Sunday, unless the first is a Sunday.
        if not (day.ordinal and weekday is not None and date and date.weekday() != weekday):
            found.append(Found(day, date, weekday))
        at = day.end
    return found


def _clock_after(among: Sequence[Part], end: int) -> tuple[Clock, int] | None:
    """Return the time that follows a day, and where it begins."""
    at = end
    if key_at(among, at) == "م" and not glued(among, at) and key_at(among, at - 1).isdecimal() and clock_at(among, at + 1):
        # «2024 م 10:30»: the era or the evening, no one can say.
        return None
    while at < min(end + REACH, len(among)):
        clock = clock_at(among, at)
        if clock:
            return clock, at
        if among[at].kind == "n" or not (among[at].kind == "s" or among[at].key in words("clock", "links") or weekday_at(among, at)):
            return None
        at += 1
    return None


def _clock_before(among: Sequence[Part], start: int) -> tuple[Clock, int] | None:
    """Return the time that a day follows, and where it begins."""
    for at in range(max(0, start - 2 * REACH), start):
        clock = clock_at(among, at)
        if clock and clock.end <= start and all(_joins(part) for part in among[clock.end : start]):
            return clock, at
    return None


def _joins(part: Part) -> bool:
    """Tell whether a part may stand between a time and the day after it."""
    return (
        part.kind == "s"
        or part.key in words("clock", "links")
        or part.key in words("cues", "neutral")
        or part.key in phrases("weekdays").firsts()
    )


def timed_at(among: Sequence[Part], start: int, end: int) -> tuple[Clock, int] | None:
    """Return the time of the day at `start` to `end` and where it begins: inside it, before it, or else after it."""
    for at in range(start + 2, end):
        inside = clock_at(among, at) if key_at(among, at + 1) == ":" else None
        if inside and inside.second is not None:
            return inside, at
    timed = _clock_before(among, start) or _clock_after(among, end)
    if timed and not timed[0].marked and timed[0].hour <= 12 and any(_says_half(part) for part in among):
        # «مساء السبت 5 أكتوبر، 10:30»: half past ten in the evening, in figures that do not say so.
        return None
    return timed


def _says_half(part: Part) -> bool:
    """Tell whether a word names a half of the day."""
    return len(part.key) > 2 and any(part.key in words("clock", half) for half in ("am", "pm", "noon", "night"))


def _with_year(found: Found, others: Sequence[Found]) -> dt.date | None:
    """Return the date of a Gregorian day without a year that stands beside a full Hijri one."""
    for hijri in others:
        if hijri.day.calendar == "hijri" and hijri.date and found.day.day:
            for year in {hijri.date.year, (hijri.date + dt.timedelta(days=2)).year, (hijri.date - dt.timedelta(days=2)).year}:
                date = gregorian(found.day._replace(year=year))
                if date and abs((date - hijri.date).days) <= 2:
                    return date
    return None


def _full(among: Sequence[Part], days: Sequence[Found]) -> Found | None:
    """Return the first full date: a Gregorian one if there is any, else the Hijri one."""
    western = [found for found in days if found.day.calendar == "gregorian"]
    dated = [found._replace(date=found.date or (None if found.day.year else _with_year(found, days))) for found in western]
    if western and dated[0].date is None and any(found.date for found in dated[1:]):
        return None
    for first, second in itertools.pairwise(dated):
        between = among[first.day.end : second.day.start]
        if first.date and second.date and first.date != second.date and [part.key for part in between] == ["-"]:
            return None
    full = [found for found in dated if found.date] or [found for found in days if found.date]
    return full[0] if full else None


def _supported(among: Sequence[Part], found: Found, now: dt.datetime | None) -> dt.date | None:
    """Return the date of a day whose year is missing or has two figures, if something else in the line makes it sure."""
    timed = timed_at(among, found.day.start, found.day.end)
    taken = [(found.day.start, found.day.end)] + ([(timed[1], timed[0].end)] if timed else [])
    if others(among, taken) or found.day.calendar != "gregorian":
        return None
    day = found.day
    if day.short:
        readings = [(day.year or 0, day.month, day.day or 0), *([day.swapped] if day.swapped else [])]
        latest = now.year + 2 if now else 2099
        dates = {date for date in map(_date, readings) if date and date.year <= latest}
        sure = timed is not None or _cued(among) or (day.glued and day.named)
    else:
        if now is None:
            return None
        today = now.date()
        dates = {date for year in (today.year - 1, today.year) if (date := _date((year, day.month, day.day or 0)))}
        past = {date for date in dates if today - HALF_YEAR <= date <= today + AHEAD}
        dates = past if found.weekday is None else {date for date in dates if date <= today + AHEAD}
        sure = timed is not None or _cued(among)
    if found.weekday is not None:
        dates = {date for date in dates if date.weekday() == found.weekday}
        sure = True
    return dates.pop() if sure and len(dates) == 1 else None


def _date(ymd: tuple[int, int, int]) -> dt.date | None:
    """Return a date, or None where there is no such day."""
    try:
        return dt.date(*ymd)
    except ValueError:
        return None


def absolute(among: Sequence[Part], now: dt.datetime | None, country: str | None) -> tuple[dt.date, Clock | None] | None:
    """Read the date of the calendar that a line gives, with its time if one stands beside it.

    `now` settles days without a year; `country` (ISO code) settles month names that are words elsewhere.
    """
    days = _days(among, country)
    if not days:
        return None
    found = _full(among, days)
    if found is None:
        date = _supported(among, days[0], now) if len(days) == 1 else None
        found = days[0]._replace(date=date)
    elif others(among, [(day.day.start, day.day.end) for day in days]) > MOST_OTHERS:
        return None
    if found.date is None:
        return None
    timed = timed_at(among, found.day.start, found.day.end)
    return found.date, timed[0] if timed else None
