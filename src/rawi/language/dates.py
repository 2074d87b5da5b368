"""Dates as Arabic news pages write them. Comes in: a short line, or running text. Goes out: datetimes, moments, mentions with spans.

A wrong date is worse than none: what could be something else is not read.

    >>> import datetime as dt
    >>> parse_date("السبت 2 ربيع الآخر 1446هـ - 5 تشرين الأول/أكتوبر 2024 - 10:30 م").isoformat()
    '2024-10-05T22:30:00'
    >>> parse_date("أمس الجمعة", relative_to=dt.datetime(2023, 11, 4, 12, 0)).isoformat()
    '2023-11-03T00:00:00'
    >>> parse_date("غزة 2023") is None
    True
"""

import datetime as dt
import re
import sys
from collections.abc import Sequence
from typing import NamedTuple

from rawi.language.absolute import absolute, neutral, others, timed_at, weekday_near
from rawi.language.ago import EXACT, Said, day_said, said_at
from rawi.language.clock import Clock, offset_on
from rawi.language.mentions import find_dates
from rawi.language.parts import Part, parts, phrases
from rawi.model import Moment, Precision

__all__ = ["find_dates", "parse_date", "parse_moment"]

# A line that dates a page is shorter; in a longer text `find_dates` finds what is named.
LONGEST = 600
# With the white space of a page's source around it.
LONGEST_RAW = 20_000
# Signs that part the pieces of a line: «الاسم | منذ 3 ساعات».
WALLS = frozenset("|•·-»›")
# «2022:11:21.09:47», as cameras and some agencies write it.
COLONED = re.compile(r"(?<![\d:])((?:19|20)\d\d):(\d\d):(\d\d)(?:[. ](?=\d\d:\d\d(?!\d))|(?![\d:.]))")


class Reading(NamedTuple):
    """A day and what is known of its time, or an instant that was reckoned from now; `said` tells that now was needed."""

    day: dt.date
    clock: Clock | None = None
    instant: dt.datetime | None = None
    said: bool = False


def _piece(among: Sequence[Part], start: int, end: int) -> tuple[int, int]:
    """Return the places of the walls, or the ends of the line, around the parts from `start` to `end`."""
    left = next((at + 1 for at in range(start - 1, -1, -1) if among[at].key in WALLS), 0)
    return left, next((at for at in range(end, len(among)) if among[at].key in WALLS), len(among))


def _reckoned(among: Sequence[Part], at: int, said: Said, now: dt.datetime) -> Reading | None:
    """Return what an expression at `at` means, or None where the words around it make it mean something else."""
    if said.kind in {"now", "elapsed", "months"}:
        left, right = _piece(among, at, said.end)
        if others(among[left:right], [(at - left, said.end - left)]):
            return None
        if said.kind == "now" or said.unit in EXACT:
            instant = (now - dt.timedelta(seconds=said.amount)).replace(second=0, microsecond=0)
            return Reading(instant.date(), instant=instant, said=True)
        day = day_said(said, now.date())
        return Reading(day, said=True) if day else None
    timed = timed_at(among, at, said.end)
    taken = [(at, said.end), *([(timed[1], timed[0].end)] if timed else [])]
    outside = [part for place, part in enumerate(among) if not any(start <= place < end for start, end in taken)]
    if not all(neutral(part) for part in outside) or any(part.key in phrases("relative").firsts() for part in outside):
        return None
    clock = timed[0] if timed else None
    zone = offset_on(clock.zone, now.date()) if clock else None
    today = now.astimezone(zone).date() if zone and now.tzinfo else now.date()
    day = day_said(said, today, weekday_near(among, at, said.end))
    return Reading(day, clock, said=True) if day else None


def _relative(among: Sequence[Part], now: dt.datetime) -> Reading | None:
    """Read an expression said from now, if it is all that the line says or, for «منذ ساعتين», all that one piece of it says."""
    for at in range(len(among)):
        said = said_at(among, at)
        reading = _reckoned(among, at, said, now) if said else None
        if reading:
            return reading
    return None


def _read(text: str, now: dt.datetime | None, country: str | None) -> Reading | None:
    """Read a line."""
    if len(text) > LONGEST_RAW:
        return None
    line = " | ".join(filter(None, (" ".join(piece.split()) for piece in text.splitlines())))
    if not line or len(line) > LONGEST:
        return None
    among = parts(COLONED.sub(r"\1-\2-\3 ", line))
    try:
        found = absolute(among, now, country)
        if found:
            return Reading(*found)
        return _relative(among, now) if now else None
    except OverflowError:
        # Now, or what is reckoned from it, lies at the ends of the calendar.
        return None


def _datetime(read: Reading, tzinfo: dt.tzinfo | None) -> dt.datetime:
    """Return a reading as a datetime; `tzinfo` holds where the line states no offset."""
    if read.instant:
        return read.instant
    if read.clock is None:
        return dt.datetime.combine(read.day, dt.time(), tzinfo)
    stated = offset_on(read.clock.zone, read.day)
    return dt.datetime.combine(read.day, dt.time(read.clock.hour, read.clock.minute, read.clock.second or 0), stated or tzinfo)


def parse_date(text: str, *, relative_to: dt.datetime | None = None, country: str | None = None) -> dt.datetime | None:
    """Return the date and time that a short line gives, or None where none is sure.

    Args:
        text: a line as news pages write them: «نُشر في: 5 مايو 2022», «قبل يومين», an ISO 8601 or RFC 2822 date.
        relative_to: when the line was said; without it nothing relative is read. Relative results take its zone.
        country: ISO 3166 code of the outlet's country; settles month names that are other words elsewhere («نوار»), and
            whether a Hijri day alone is sure.

    Returns:
        A datetime, at 00:00 where the line gives only a day. It is aware if the line states an offset, or is relative
        and `relative_to` is aware; an offset that the line states is kept. Of two dates the first is meant.
    """
    read = _read(text, relative_to, country)
    if read is None:
        return None
    return _datetime(read, relative_to.tzinfo if relative_to and read.said else None)


def parse_moment(text: str, *, relative_to: dt.datetime | None = None, country: str | None = None, basis: str = "text") -> Moment | None:
    """Return what `parse_date` reads with the precision that the line has, or None.

    The value has an offset only if the line states one, or tells how long ago it was and `relative_to` is aware: then it is an instant.

    >>> parse_moment("الجمعة 24 نيسان / أبريل 2020").precision
    'day'
    """
    read = _read(text, relative_to, country)
    if read is None:
        return None
    when = _datetime(read, None)
    precision: Precision = "day"
    if read.instant or read.clock:
        precision = "second" if read.clock and read.clock.second is not None else "minute"
    value = when.date().isoformat() if precision == "day" else when.isoformat(timespec="seconds" if precision == "second" else "minutes")
    return Moment(value=value, precision=precision, zone="stated" if when.tzinfo and precision != "day" else "unknown", basis=basis)


def _shown(asked: str, now: dt.datetime) -> list[str]:
    """Return what the command line shows of a line; «أمس الجمعة» on another day than Saturday is read as said last Saturday."""
    for back in range(7):
        said = now - dt.timedelta(days=back)
        read = parse_moment(asked, relative_to=said)
        named = find_dates(asked, relative_to=said)
        if read or named:
            # The first day that fits is a day late, which a weekday is allowed to be.
            as_said = [f"as said on {said - dt.timedelta(days=1):%A %Y-%m-%d}"] if back else []
            zone = "" if read is None or read.precision == "day" else f"zone {read.zone}"
            first = (
                "  ".join(filter(None, (read.value, f"precision {read.precision}", zone)))
                if read
                else "no sure date of a page in this line"
            )
            return [first, *as_said, *(f"named in it at {date.start}-{date.end}: {date.value}  {date.text}" for date in named)]
    return ["no sure date in this line"]


if __name__ == "__main__":
    print("\n".join(_shown(" ".join(sys.argv[1:]), dt.datetime.now().astimezone())))  # noqa: T201 - every module of language/ can be run
