"""The dates of a feed's items as they are written. Comes in: the text of an RSS or Atom feed. Goes out: two dates for each item.

fastfeedparser turns every date into UTC and drops those it cannot read, «GMT+3» and Arabic months among them. So they are read
here, beside it; where the two do not count the same items, nothing is paired and the slower parser is asked.
"""

import html
import re

from rawi.gather.feeds.repair import CLOSE, OPEN, pieces
from rawi.language.references import unescape

ITEM = re.compile(r"<(/?)(?:[A-Za-z][\w.-]{0,30}:)?(item|entry)(?=[\s>])")
DATE = re.compile(
    r"<(?:[A-Za-z][\w.-]{0,30}:)?(pubDate|published|issued|date|created|updated|modified)(?:\s[^<>]{0,300})?>([^<]{1,300})<", re.IGNORECASE
)
UPDATES = frozenset({"updated", "modified"})
# A date in a CDATA section is kept; the body of an article in one is not looked at.
SHORT = 200


def dates_of(text: str) -> list[tuple[str, str]]:
    """Return (published, updated) of each item in order, "" where an item has none."""
    flat = "".join(_flat(piece) if inside else piece for piece, inside in pieces(text))
    starts = [(match.start(), bool(match[1])) for match in ITEM.finditer(flat)]
    found = []
    for number, (start, closing) in enumerate(starts):
        if closing:
            continue
        end = starts[number + 1][0] if number + 1 < len(starts) else len(flat)
        found.append(_dates(flat[start:end]))
    return found


def _flat(section: str) -> str:
    inner = section[len(OPEN) : -len(CLOSE)]
    return html.escape(inner) if len(inner) < SHORT else ""


def _dates(item: str) -> tuple[str, str]:
    """Return the first date of either kind."""
    published = updated = ""
    for match in DATE.finditer(item):
        if match[1].lower() in UPDATES:
            updated = updated or match[2].strip()
        else:
            published = published or match[2].strip()
    return unescape(published), unescape(updated)
