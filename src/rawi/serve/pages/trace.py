"""Who carried a text that a reader pastes. Comes in: the archive, a text. Goes out: the articles, earliest first, with the shared words."""

import urllib.parse
from typing import TYPE_CHECKING

from starlette.requests import Request

from rawi.model import Record
from rawi.serve.pages.also import percent
from rawi.serve.pages.compare import Part, shared_parts
from rawi.serve.pages.items import Item, item

if TYPE_CHECKING:
    from rawi.archive import Archive

# What an address can hold, in letters; a longer text is sent in the body of the request.
IN_ADDRESS = 600
# What is read of a text, in bytes of UTF-8; a form writes three characters for each.
LIMIT = 20_000
BODY_LIMIT = 3 * LIMIT + 10_000
# As much as a reader looks at, of each answer and in all.
PASSAGES, ANSWERS = 3, 50


class Carried(Record, frozen=True):
    """One answer: `share` of the text in hundredths, and its passages as they stand in the article."""

    item: Item
    share: int
    passages: tuple[tuple[Part, ...], ...]


class TraceView(Record, frozen=True):
    """The page: what was asked, cut where it was too long, and who carried it; `total` counts all answers."""

    asked: str
    cut: bool
    answers: tuple[Carried, ...]
    total: int


async def posted_text(request: Request) -> str | None:
    """Read the field `text` of a form that was sent; None where more was sent than any text that is read makes."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            return None
    try:
        fields = urllib.parse.parse_qs(body.decode("ascii", "replace"), max_num_fields=8, errors="replace")
    except ValueError:
        return ""
    return fields.get("text", [""])[0]


def trace(archive: "Archive", text: str) -> TraceView:
    """Gather who carried a text; nothing is looked for where nothing was asked."""
    given = text.replace("\r\n", "\n").replace("\0", "").strip()
    encoded = given.encode("utf-8", "replace")
    cut = len(encoded) > LIMIT
    asked = encoded[:LIMIT].decode("utf-8", "ignore")
    if not asked:
        return TraceView("", cut=False, answers=(), total=0)
    found = archive.trace(asked)
    answers = []
    for stored, traced in found[:ANSWERS]:
        longest = sorted(traced.passages, key=lambda passage: -passage.words)[:PASSAGES]
        passages = sorted(longest, key=lambda passage: passage.b.start)
        parts = tuple(part for passage in passages for part in shared_parts(passage.b.text, passage.a.text))
        answers.append(Carried(item(archive, stored), percent(traced.share), parts))
    return TraceView(asked, cut, tuple(answers), len(found))
