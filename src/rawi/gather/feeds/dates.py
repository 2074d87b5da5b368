"""The dates of feeds. Comes in: a date as a feed wrote it. Goes out: a Moment with the zone that was stated, or None.

Feeds owe us RFC 822 or RFC 3339 and send «GMT+3», «EET», French and Arabic months, no zone at all, or local time under the
label GMT. The zone that is written is kept; a time without one is the outlet's; a wrong date is worse than none.
"""

import datetime as dt
import re
import unicodedata
import zoneinfo

from rawi.language.dates import parse_moment
from rawi.model import Moment, Precision
from rawi.moments import instant, moment, moment_of

LONGEST = 120
RFC822 = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s{0,3})?(?P<day>\d{1,2})[\s/-]{1,3}(?P<month>[^\W\d_]{3,9})\.?,?[\s/-]{1,3}(?P<year>\d{4}|\d{2}),?\s{1,3}"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?\s{0,3}(?P<half>[AaPp]\.?[Mm]\.?)?\s{0,3}(?P<zone>.{0,40})"
)
OFFSET = re.compile(r"\(?(?:GMT|UTC|UT)?\s?(?P<sign>[+-])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?\)?(?:\s.*)?")
# English and French, by the first letters that tell them apart, without accents.
MONTHS = {
    "jan": 1,
    "feb": 2,
    "fev": 2,
    "mar": 3,
    "apr": 4,
    "avr": 4,
    "may": 5,
    "mai": 5,
    "jun": 6,
    "juin": 6,
    "jul": 7,
    "juil": 7,
    "aug": 8,
    "aou": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
# Hours east of Greenwich. Left out: names that mean different things in different countries (AST, IST, CST without RFC 822's sense).
ZONES = {
    "Z": 0.0,
    "GMT": 0.0,
    "UTC": 0.0,
    "UT": 0.0,
    "WET": 0.0,
    "WEST": 1.0,
    "BST": 1.0,
    "CET": 1.0,
    "CEST": 2.0,
    "EET": 2.0,
    "EEST": 3.0,
    "CAT": 2.0,
    "EAT": 3.0,
    "MSK": 3.0,
    "TRT": 3.0,
    "GST": 4.0,
    "EST": -5.0,
    "EDT": -4.0,
    "PST": -8.0,
    "PDT": -7.0,
}
# A clock may run ahead a little; more than this is a date that has not come.
TOLERANCE = dt.timedelta(minutes=15)


def feed_moment(text: str, *, timezone: str | None = None, country: str | None = None, now: dt.datetime | None = None) -> Moment | None:
    """Read a date of a feed.

    Args:
        text: the date as it is written.
        timezone: the outlet's zone (IANA), for dates that state none.
        country: the outlet's country, for the names of its months.
        now: when the feed was read (aware). A date after that is taken for local time under a wrong label where that makes sense
            of it, else dropped.

    >>> feed_moment("Thu, 20 Mar 2025 23:21:00 GMT+3").value
    '2025-03-20T23:21:00+03:00'
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    zone = _zone(timezone)
    found = moment(text, basis="feed") or _rfc822(text) or parse_moment(text, relative_to=now, country=country, basis="feed")
    if found is None:
        return None
    return _not_ahead(_local(found, zone), zone, now)


def _zone(name: str | None) -> dt.tzinfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None


def _local(found: Moment, zone: dt.tzinfo | None) -> Moment:
    """Give a time without a zone the outlet's."""
    if found.zone != "unknown" or found.precision == "day" or zone is None:
        return found
    read = dt.datetime.fromisoformat(found.value)
    return found if read.tzinfo else moment_of(read.replace(tzinfo=zone), basis=found.basis, zone="outlet", precision=found.precision)


def _not_ahead(found: Moment, zone: dt.tzinfo | None, now: dt.datetime | None) -> Moment | None:
    """Return the moment if it has come; read as the outlet's local time if only that makes it so; else None."""
    if now is None or instant(found) <= now + (dt.timedelta(hours=14) if found.zone == "unknown" else TOLERANCE):
        return found
    if zone is None or found.precision == "day":
        return None
    local = dt.datetime.fromisoformat(found.value).replace(tzinfo=zone)
    if local <= now + TOLERANCE:
        return moment_of(local, basis=found.basis, zone="outlet", precision=found.precision)
    return None


def _rfc822(text: str) -> Moment | None:
    """Read RFC 822 and what is meant to be it."""
    match = RFC822.fullmatch(text)
    if match is None:
        return None
    month = _month(match["month"])
    hour = int(match["hour"])
    if half := match["half"]:
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    year = int(match["year"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    try:
        read = dt.datetime(year, month, int(match["day"]), hour, int(match["minute"]), int(match["second"] or 0))  # noqa: DTZ001 - the zone follows
        offset = _offset(match["zone"])
        read = read if offset is None else read.replace(tzinfo=dt.timezone(offset))
        read.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    precision: Precision = "second" if match["second"] else "minute"
    return moment_of(read, basis="feed", zone="unknown" if offset is None else "stated", precision=precision)


def _month(name: str) -> int:
    """Return a month's number, 0 for a word that is none."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", name.lower()) if letter.isascii())
    return MONTHS.get(plain[:4]) or MONTHS.get(plain[:3]) or 0


def _offset(zone: str) -> dt.timedelta | None:
    """Return the offset that a zone states, or None where it states none that is certain."""
    zone = zone.strip().upper()
    if match := OFFSET.fullmatch(zone):
        hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
        size = dt.timedelta(hours=hours, minutes=minutes)
        if size > dt.timedelta(hours=14) or minutes > 59:
            return None
        return size if match["sign"] == "+" else -size
    named = ZONES.get(zone.strip("()").partition(" ")[0])
    return None if named is None else dt.timedelta(hours=named)
