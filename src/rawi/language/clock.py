"""Times of day and their zones. Comes in: parts. Goes out: hours and minutes, with an offset where the words state one.

>>> from rawi.language.parts import parts
>>> clock_at(parts("09:15 م بتوقيت غرينتش"), 0)
Clock(hour=21, minute=15, second=None, zone=0, end=6, marked=True)
"""

import datetime as dt
import functools
import sys
from collections.abc import Sequence
from typing import NamedTuple

from rawi.language.data import load
from rawi.language.parts import Part, Phrases, figure, glued, key_at, parts, phrases, words

# No place on Earth is farther from UTC.
FARTHEST = 14 * 60


class Clock(NamedTuple):
    """A time of day; `zone` is minutes ahead of UTC, or the name of a place whose offset depends on the day, or None.

    `marked` says that «ص», «مساءً» or the like stood beside it.
    """

    hour: int
    minute: int
    second: int | None
    zone: int | str | None
    end: int
    marked: bool = False


@functools.cache
def _offsets() -> Phrases[int | str]:
    """Return the names of zones with their offset, or with their own name where it holds only from some day on."""
    table = load("calendar")
    listed: list[tuple[str, int | str]] = list(table["offsets"].items())
    return Phrases(listed + [(name, name) for name in table["offsets_since"]])


@functools.cache
def _abbreviations() -> frozenset[str]:
    """Return the first words of zones that need no «بتوقيت» before them: Latin letters and Greenwich."""
    named = [name for name, offset in load("calendar")["offsets"].items() if name.isascii() or offset == 0]
    return Phrases((name, 0) for name in named).firsts()


def offset_on(zone: int | str | None, day: dt.date) -> dt.timezone | None:
    """Return the offset that a clock's zone has on a day, where that is sure."""
    if isinstance(zone, str):
        since = load("calendar")["offsets_since"][zone]
        zone = since["offset"] if day.isoformat() >= since["since"] else None
    return None if zone is None else dt.timezone(dt.timedelta(minutes=zone))


def _signed(among: Sequence[Part], at: int, *, dash: bool) -> tuple[int, int] | None:
    """Read «+3», «+03:00» or «+0300» at `at`: minutes ahead of UTC and the place after it."""
    sign = key_at(among, at)
    if sign not in {"+", "-"} or (sign == "-" and not dash) or not glued(among, at + 1):
        return None
    hours, end = figure(among, at + 1, 2), at + 2
    minutes: int | None = 0
    if hours is None:
        both = figure(among, at + 1, 4, 4)
        if both is None:
            return None
        hours, minutes = divmod(both, 100)
    elif key_at(among, end) == ":" and glued(among, end) and glued(among, end + 1):
        minutes, end = figure(among, end + 1, 2, 2), end + 2
    if minutes is None or minutes > 59 or hours * 60 + minutes > FARTHEST:
        return None
    return (hours * 60 + minutes) * (1 if sign == "+" else -1), end


def zone_at(among: Sequence[Part], at: int, *, exact: bool) -> tuple[int | str, int] | None:
    """Read a zone after a time; `exact` says that the time had seconds or a «T», so that «-05:00» is an offset and no range."""
    spaced_sign = len(key_at(among, at + 1)) == 4 or key_at(among, at) == "+"
    signed = _signed(among, at, dash=exact and (glued(among, at) or spaced_sign))
    if signed:
        return signed
    begin = at + (key_at(among, at) == "(")
    named = begin
    while named < begin + 3 and key_at(among, named) in words("clock", "zoned"):
        named += 1
    found = _offsets().at(among, named)
    if found is None or (named == begin and key_at(among, named) not in _abbreviations()):
        return None
    zone, end = found
    if key_at(among, named) == "z" and not glued(among, named):
        return None
    # «10:30 GMT : 07:30» names the zone of the second time.
    if key_at(among, end) == ":" and figure(among, end + 1, 2) is not None:
        return None
    if zone == 0:
        more = _signed(among, end, dash=True)
        zone, end = more or (zone, end)
    return zone, end + (begin > at and key_at(among, end) == ")")


def _half_of_day(hour: int, half: str) -> int | None:
    """Return the hour of 24 that «مساء» and the like make of an hour, or None where they contradict it."""
    if half in {"am", "forenoon"}:
        return None if hour > 12 else hour % 12
    if half == "night":
        return hour if hour > 12 or hour < 6 else (hour + 12) % 24
    if half == "noon":
        return hour if hour >= 10 else hour + 12
    return hour if hour > 12 else hour % 12 + 12


def _half_at(among: Sequence[Part], at: int) -> tuple[str, int] | None:
    """Read «ص», «مساءً», «بعد الظهر» or «p.m.» at `at`."""
    if key_at(among, at) in {"a", "p"} and key_at(among, at + 1) == "." and key_at(among, at + 2) == "m":
        return f"{key_at(among, at)}m", at + 3 + (key_at(among, at + 3) == ".")
    found = phrases("clock").at(among, at)
    return found if found and found[0] in {"am", "pm", "noon", "night", "afternoon", "forenoon"} else None


def _minutes(among: Sequence[Part], at: int) -> tuple[int, int | None, int, str] | None:
    """Read «:30» or «:30:15.000» at `at`, after the hour: minute, second, the place after it, and the sign that was used."""
    sign = key_at(among, at)
    if sign not in {":", "."} and sign not in words("clock", "between"):
        return None
    minute, end = figure(among, at + 1, 2, 2), at + 2
    if minute is None or minute > 59:
        return None
    if sign != ":" or key_at(among, end) != ":" or not glued(among, end):
        return minute, None, end, sign
    second = figure(among, end + 1, 2, 2)
    if second is None or second > 60:
        return None
    end += 2
    if key_at(among, end) in {".", ","} and glued(among, end) and glued(among, end + 1) and figure(among, end + 1, 9) is not None:
        end += 2
    return minute, min(second, 59), end, sign


def _bare(among: Sequence[Part], at: int) -> tuple[int, int, int | None, int, str] | None:
    """Read the figures of a time at `at`: hour, minute, second, the place after them, the sign («» for an hour alone)."""
    if at >= 2 and glued(among, at) and key_at(among, at - 1) in {":", ".", "/"} and among[at - 2].kind == "n":
        return None
    # «10:30-11:30» is a span of time.
    if at > 2 and key_at(among, at - 1) == "-" and among[at - 2].kind == "n" and key_at(among, at - 3) == ":":
        return None
    hour = figure(among, at, 2)
    if hour is None:
        both = figure(among, at, 4, 4)
        if both is None or both % 100 > 59 or zone_at(among, at + 1, exact=False) is None:
            return None
        return both // 100, both % 100, None, at + 1, ":"
    rest = _minutes(among, at + 1)
    return (hour, *rest) if rest else (hour, 0, None, at + 1, "")


def _said_minutes(among: Sequence[Part], at: int) -> tuple[int, int] | None:
    """Read «و 17 دقيقة» at `at`, behind an hour and its half of the day: the minutes and the place after them."""
    figures = at + (key_at(among, at) == "و")
    minute = figure(among, figures, 2)
    if figures == at or minute is None or minute > 59 or key_at(among, figures + 1) not in words("units", "minute"):
        return None
    return minute, figures + 2


def clock_at(among: Sequence[Part], at: int) -> Clock | None:
    """Read a time of day at `at`, or return None.

    «10:30» stands alone; «10.30» and «10» need «ص», «مساءً» or, with minutes, a zone beside them, for they are numbers otherwise.
    """
    before = _half_at(among, at)
    zone = None if before else zone_at(among, at, exact=False) if key_at(among, at) in _abbreviations() else None
    begin = before[1] if before else zone[1] if zone else at
    if zone and key_at(among, begin) == ":":
        begin += 1
    read = _bare(among, begin)
    if read is None:
        return None
    hour, minute, second, end, sign = read
    half = _half_at(among, end) or (before and (before[0], end))
    if half:
        end = half[1]
        if sign == "" and (said := _said_minutes(among, end)):
            minute, end = said
    after = None if zone else zone_at(among, end, exact=second is not None or key_at(among, at - 1) == "t")
    if sign != ":" and not half and not (sign and (after or sign != ".")):
        return None
    of_day = _half_of_day(hour, half[0]) if half else hour
    if hour > 24 or of_day is None or of_day > 23 or (sign == "" and hour > 12):
        return None
    zone = zone or after
    return Clock(of_day, minute, second, zone[0] if zone else None, after[1] if after else end, bool(half))


if __name__ == "__main__":
    shown = clock_at(parts(" ".join(sys.argv[1:])), 0)
    print(f"{shown.hour:02}:{shown.minute:02} {shown.zone if shown.zone is not None else ''}" if shown else "no time")  # noqa: T201 - see above
