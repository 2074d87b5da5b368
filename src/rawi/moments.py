"""What may be computed from a `Moment`. Comes in: moments and ISO 8601 strings. Goes out: moments, instants, uncertainties.

>>> moment("2024-06-03", basis="meta").precision
'day'
>>> instant(moment("2024-06-03T10:30+03:00", basis="meta")).isoformat()
'2024-06-03T07:30:00+00:00'
"""

import datetime as dt
import re

from rawi.model import Moment, Precision, Zone

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TIMED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?P<seconds>:\d{2}(?:[.,]\d+)?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)
SECONDS: dict[Precision, int] = {"day": 86_400, "minute": 60, "second": 1}


def moment(value: str, *, basis: str, zone: Zone | None = None) -> Moment | None:
    """Read an ISO 8601 string as exactly as it was written, or return None where it is none or names no real time.

    Fractions of a second are dropped. Without `zone` the zone is «stated» where the string has an offset, else «unknown».
    """
    text = value.strip()
    try:
        if DAY.fullmatch(text):
            dt.date.fromisoformat(text)
            return Moment(value=text, precision="day", zone=zone or "unknown", basis=basis)
        match = TIMED.fullmatch(text)
        if not match:
            return None
        read = dt.datetime.fromisoformat(text.replace(",", ".").replace(" ", "T", 1).replace(" ", "").upper()).replace(microsecond=0)
        read.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    precision: Precision = "second" if match["seconds"] else "minute"
    shown = read.isoformat(timespec="seconds" if precision == "second" else "minutes")
    return Moment(value=shown, precision=precision, zone=zone or ("stated" if read.tzinfo else "unknown"), basis=basis)


def moment_of(when: dt.datetime, *, basis: str, zone: Zone = "stated", precision: Precision = "second") -> Moment:
    """Make a moment of a datetime; `precision` says how much of it is known."""
    if precision == "day":
        return Moment(value=when.date().isoformat(), precision="day", zone=zone, basis=basis)
    shown = when.isoformat(timespec="seconds" if precision == "second" else "minutes")
    return Moment(value=shown, precision=precision, zone=zone, basis=basis)


def instant(of: Moment) -> dt.datetime:
    """Return the first instant that the moment may be, in UTC; a moment without a zone is read as UTC."""
    read = dt.datetime.fromisoformat(of.value)
    return (read if read.tzinfo else read.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)


def uncertainty(of: Moment) -> int:
    """Return how many seconds after `instant` the moment may still lie; an unknown zone adds 14 hours (UTC+14)."""
    return SECONDS[of.precision] + (0 if of.zone != "unknown" else 14 * 3600)
