"""Days of the calendar as figures and month names give them. Comes in: parts. Goes out: days, Gregorian or Hijri.

Figures are read day first, or year first where the year has four; never month first. What could be something else
(a version, a telephone number, a range) is no day.

    >>> from rawi.language.parts import parts
    >>> found = day_at(parts("٠٣-٠٦-٢٠٢٤"), 0)
    >>> found.year, found.month, found.day
    (2024, 6, 3)
"""

import datetime as dt
import sys
from collections.abc import Sequence
from typing import NamedTuple

from hijridate import Hijri

from rawi.language.clock import clock_at, zone_at
from rawi.language.data import load
from rawi.language.months import Calendar, month_at
from rawi.language.numerals import ordinal_at
from rawi.language.parts import Part, figure, glued, key_at, parts, phrases, words

# Signs that join the three figures of one date.
JOINERS = frozenset("-/.\\_")
# Signs that may stand between a day, a named month and a year; at most three of them and of the linking words.
GAPS = frozenset("-/.,،:|\\_()؛'’")
NUMERIC_YEARS = range(1900, 2101)
NAMED_YEARS = range(1500, 2101)
# hijridate knows Umm al-Qura from 1343 to 1500. Without «هـ» a year below 1420 may be one of the Persian calendar (1403 is 2024).
HIJRI_YEARS = range(1343, 1501)
SURE_HIJRI_YEARS = range(1420, 1501)
SUFFIXES = frozenset({"st", "nd", "rd", "th", "er", "eme"})


class Day(NamedTuple):
    """A day, a month (`day` None) or a day without its year, at parts `start` to `end`.

    `short` says that the year was written with two figures; `glued` that signs without spaces join all of it;
    `swapped` is the other reading of three short figures, year first; `named` that the month was a word, `ordinal` that the day was.
    """

    calendar: Calendar
    year: int | None
    month: int
    day: int | None
    start: int
    end: int
    short: bool = False
    glued: bool = False
    swapped: tuple[int, int, int] | None = None
    named: bool = False
    ordinal: bool = False


def _numbered(among: Sequence[Part], at: int) -> bool:
    """Tell whether the figures at `at` are the number of something: «رقم 3-5-2024»."""
    before = at - 1
    while before >= 0 and before > at - 3 and among[before].key in {":", ".", "#", "°"}:
        before -= 1
    # «+961 01/02/2024», but «10:30 +03 01/02/2024»
    if key_at(among, at - 2) == "+" and glued(among, at - 1) and (at < 3 or among[at - 3].kind != "n"):
        return True
    return key_at(among, before) in words("numbered")


def _continues(among: Sequence[Part], at: int) -> bool:
    """Tell whether the figures at `at` go on from figures or letters before them: «192.168.1.2024», «v1.2.2024», «/2024/06/03»."""
    if at and glued(among, at):
        before = among[at - 1]
        if before.key in {"+", "/", "#"} or (before.kind == "w" and before.key.isascii() and before.key != "t"):
            return True
        if before.kind == "s" and before.key not in {"(", "|", "،"} and at > 1 and glued(among, at - 1) and among[at - 2].kind == "n":
            return not (before.key == "-" and among[at - 2].kind == "n" and key_at(among, at - 3) == ":")
    return False


def _goes_on(among: Sequence[Part], end: int) -> bool:
    """Tell whether figures or letters go on after `end`: «3.6.2024.5»."""
    if end >= len(among) or not glued(among, end):
        return False
    after = among[end]
    if after.kind == "w":
        return after.key.isascii() and after.key != "t"
    if after.key in {"%", "$", "€"}:
        return True
    return (
        after.key in JOINERS | {","} and glued(among, end + 1) and key_at(among, end + 1).isdecimal() and clock_at(among, end + 1) is None
    )


def _in_range(among: Sequence[Part], at: int) -> bool:
    """Tell whether the day at `at` ends a range or a list: «5-10 أكتوبر», «5 و6 أكتوبر», «إلى 10 أكتوبر»."""
    before = key_at(among, at - 1)
    if before in words("ranges", "until"):
        return True
    if at < 2 or among[at - 2].kind != "n" or not (before in words("ranges") or before in {"-", "/", "–", "،", ","}):
        return False
    long = len(among[at - 2].key) == 4
    return before in words("ranges") or not (long or key_at(among, at - 3) == ":")


def _opens_range(among: Sequence[Part], at: int, end: int) -> bool:
    """Tell whether the day from `at` to `end` begins a range: «5 أكتوبر 2024 إلى», «بين 5 أكتوبر و10 نوفمبر»."""
    if key_at(among, end) in words("ranges", "until"):
        return True
    return key_at(among, at - 1) in words("ranges", "opening") and key_at(among, end) in words("ranges")


def era_at(among: Sequence[Part], at: int) -> tuple[str | None, int]:
    """Read «هـ» or «م» after a year: the calendar or None, and the place after it. «م» before a time may mean the evening."""
    begin = at + (key_at(among, at) == "(")
    found = phrases("eras").at(among, begin)
    if found is None:
        return None, at
    era, end = found
    if key_at(among, begin) == "م" and not glued(among, begin) and clock_at(among, end):
        return None, at
    return era, end + (begin > at and key_at(among, end) == ")")


def _calendar(year: int, era: str | None, gregorian: range) -> Calendar | None:
    """Return the calendar that a year of four figures belongs to, where it is sure."""
    if year in gregorian and era != "hijri":
        return "gregorian"
    if year in (HIJRI_YEARS if era == "hijri" else SURE_HIJRI_YEARS) and era != "gregorian":
        return "hijri"
    return None


def _numeric(among: Sequence[Part], at: int) -> Day | None:
    """Read three figures with the same sign between them: day, month, year or year, month, day."""
    sign = key_at(among, at + 1)
    if sign not in JOINERS or key_at(among, at + 3) != sign or _continues(among, at) or _numbered(among, at) or _goes_on(among, at + 5):
        return None
    first, second, third = figure(among, at, 4), figure(among, at + 2, 2), figure(among, at + 4, 4)
    if first is None or second is None or third is None:
        return None
    # «1 - 2 - 3 - 2024» and «10:30 - 5 - 10 - 2024»
    if key_at(among, at - 1) == sign and at > 1 and among[at - 2].kind == "n" and key_at(among, at - 3) != ":":
        return None
    widths = len(among[at].key), len(among[at + 4].key)
    if at and key_at(among, at - 1) == ":" and glued(among, at) and at > 1 and among[at - 2].kind == "n":
        return None
    if widths[0] <= 2 and widths[1] == 2:
        joined = all(glued(among, at + step) for step in range(1, 5))
        swapped = (2000 + first, second, third) if widths[0] == 2 else None
        return Day("gregorian", 2000 + third, second, first, at, at + 5, short=True, glued=joined, swapped=swapped)
    if widths[0] <= 2 and widths[1] == 4:
        year, day = third, first
    elif widths[0] == 4 and widths[1] <= 2:
        year, day = first, third
    else:
        return None
    era, end = era_at(among, at + 5)
    calendar = _calendar(year, era, NUMERIC_YEARS)
    return Day(calendar, year, second, day, at, end) if calendar else None


def _gap(among: Sequence[Part], at: int) -> int:
    """Return the place after the signs and linking words at `at`."""
    end = at
    while end < at + 3 and end < len(among) and (among[end].key in GAPS or among[end].key in words("links")):
        end += 1
    return end


def _year(among: Sequence[Part], at: int, month: str) -> tuple[int, int, bool] | None:
    """Read a year at `at` that fits a month's calendar: the year, the place after it, whether it had only two figures."""
    year = figure(among, at, 4, 4)
    if year is None:
        short = figure(among, at, 2, 2)
        if short is None or month == "hijri" or _begins_time(among, at):
            return None
        return 2000 + short, at + 1, True
    if zone_at(among, at + 1, exact=False):
        return None
    era, end = era_at(among, at + 1)
    years = NAMED_YEARS if month == "gregorian" else HIJRI_YEARS
    return (year, end, False) if year in years and era in {None, month} else None


def _begins_time(among: Sequence[Part], at: int) -> bool:
    """Tell whether the figures at `at` are the hour of a time."""
    return (key_at(among, at + 1) == ":" and figure(among, at + 2, 2, 2) is not None) or clock_at(among, at) is not None


def _day_first(among: Sequence[Part], at: int, country: str | None) -> Day | None:
    """Read day, named month and, where it stands there, the year."""
    day, after = figure(among, at, 2), at + 1
    ordinal = False
    if day is None:
        found = ordinal_at([part.key for part in among[at : at + 3]], 0)
        if found is None or not _ordinal_stands_alone(among, at):
            return None
        day, after, ordinal = found[0], at + found[1], True
    elif (
        _numbered(among, at)
        or _continues(among, at)
        or (at > 1 and glued(among, at) and key_at(among, at - 1) == ":" and among[at - 2].kind == "n")
    ):
        return None
    if glued(among, after) and key_at(among, after) in SUFFIXES:
        after += 1
    # «الفصول 1، 2، 3، ديسمبر 2022» is a list.
    named = None if key_at(among, after) in {"،", ","} else month_at(among, _gap(among, after), country)
    if named is None or not 1 <= day <= 31:
        return None
    month, end = named
    place = _gap(among, end)
    year = _year(among, place, month.calendar)
    if year is None:
        wrong = place < len(among) and among[place].kind == "n" and len(among[place].key) > 2
        return None if wrong else Day(month.calendar, None, month.number, day, at, end, ordinal=ordinal)
    joined = all(glued(among, step) for step in range(at + 1, year[1]))
    return Day(month.calendar, year[0], month.number, day, at, year[1], short=year[2], glued=joined, named=True, ordinal=ordinal)


def _ordinal_stands_alone(among: Sequence[Part], at: int) -> bool:
    """Tell whether an ordinal is a day's: «في الخامس من», but not «الأسبوع الأول من»."""
    if at == 0 or among[at - 1].kind != "w":
        return True
    return among[at - 1].key in words("prose", "before_ordinal") or among[at - 1].key in phrases("weekdays").firsts()


def _month_first(among: Sequence[Part], at: int, country: str | None) -> Day | None:
    """Read named month, day, year («أكتوبر 5, 2024», «Jun 3 10:30:00 2024») or named month and year."""
    named = month_at(among, at, country)
    if named is None:
        return None
    month, end = named
    place = _gap(among, end)
    day = figure(among, place, 2)
    if day is None:
        year = _year(among, place, month.calendar)
        return Day(month.calendar, year[0], month.number, None, at, year[1]) if year and not year[2] else None
    after = place + 1
    if glued(among, after) and key_at(among, after) in SUFFIXES:
        after += 1
    if not 1 <= day <= 31 or _begins_time(among, place):
        return None
    place = _gap(among, after)
    clock = clock_at(among, place)
    year = _year(among, clock.end if clock and clock.second is not None else place, month.calendar)
    return Day(month.calendar, year[0], month.number, day, at, year[1]) if year and not year[2] else None


def _year_first(among: Sequence[Part], at: int, country: str | None) -> Day | None:
    """Read year, named month, day: «2024-أكتوبر-05»; with spaces only where nothing but a time or a sign follows."""
    year = figure(among, at, 4, 4)
    named = month_at(among, _gap(among, at + 1), country) if year is not None and not _continues(among, at) else None
    if year is None or named is None or _numbered(among, at):
        return None
    month, end = named
    place = _gap(among, end)
    day = figure(among, place, 2)
    years = NAMED_YEARS if month.calendar == "gregorian" else HIJRI_YEARS
    if day is None or year not in years or _begins_time(among, place) or month_at(among, _gap(among, place + 1), country):
        return None
    joined = all(glued(among, step) for step in range(at + 1, place + 1))
    follows = among[place + 1] if place + 1 < len(among) else None
    if not joined and follows and follows.kind == "w" and follows.key not in words("clock", "links"):
        return None
    return Day(month.calendar, year, month.number, day, at, place + 1)


def day_at(among: Sequence[Part], at: int, country: str | None = None, *, strict: bool = True) -> Day | None:
    """Read the day, or the month, that begins at `at`; with `strict` the end of a range is none."""
    if among[at].kind == "n":
        found = _numeric(among, at) or _day_first(among, at, country) or _year_first(among, at, country)
    elif among[at].kind == "w":
        found = _month_first(among, at, country) or _day_first(among, at, country)
    else:
        return None
    if found and strict and (_in_range(among, at) or _opens_range(among, at, found.end)):
        return None
    return found


def gregorian(found: Day, *, country: str | None = None, weekday: int | None = None) -> dt.date | None:
    """Return the Gregorian date of a day with its year, or None where there is no such day.

    Hijri days are those of Umm al-Qura; a weekday beside one settles whether its month began a day earlier or later.
    Where months mostly begin by another sighting, a Hijri day without a weekday names no sure day.
    """
    if found.year is None or found.day is None:
        return None
    try:
        if found.calendar == "gregorian":
            return dt.date(found.year, found.month, found.day)
        near = Hijri(found.year, found.month, found.day).to_gregorian()
        exact = dt.date(near.year, near.month, near.day)
    except (ValueError, OverflowError):
        return None
    if weekday is None:
        return None if country in load("months")["sighting"]["countries"] else exact
    shift = (weekday - exact.weekday() + 3) % 7 - 3
    return exact + dt.timedelta(days=shift) if abs(shift) <= 1 else exact


if __name__ == "__main__":
    listed = parts(" ".join(sys.argv[1:]))
    for shown in filter(None, (day_at(listed, place) for place in range(len(listed)))):
        print(shown, gregorian(shown))  # noqa: T201 - every module of language/ can be run to show itself
