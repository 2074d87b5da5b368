"""How articles come from one another. Comes in: sites, stories, an hour and a seed. Goes out: editions, each with all its states.

An article with `of` takes the paragraphs of another one as they stood when it was published, so who copied whom, and how much of it,
follows from the data. Paragraphs that are taken keep the dates of their origin («أمس الجمعة» stays what the origin's editor meant);
whether they keep its spelling too is a matter of the house that takes them.
"""

import datetime as dt
import re
import urllib.parse
import zlib
import zoneinfo

from rawi.world.clock import duration, fill, instant
from rawi.world.house import dress
from rawi.world.records import Block, BlockKind, Edit, Edition, House, Item, Site, State, StoryFile

MARKS: dict[str, BlockKind] = {"##": "heading", ">>": "promo", "!!": "caption", "==": "tail", "@@": "time"}
# Articles older than this are the archive that the similar list reaches back into.
RECENT_DAYS = 10
SECTION = re.compile(r"\W+")


class Draft:
    """One article half made: its plain text with the dates in it, before any house has spelt it."""

    def __init__(self, item: Item, site: Site, story: str, published: dt.datetime) -> None:
        self.item, self.site, self.story, self.published = item, site, story, published
        self.plain: list[Block] = []

    @property
    def order(self) -> tuple[int, dt.timedelta]:
        """Where in the world's days it was written down for; real hours may be drawn together."""
        return -self.item.days, duration(self.item.at)

    @property
    def local(self) -> dt.datetime:
        """The time of publication by the outlet's own clock."""
        return self.published.astimezone(zoneinfo.ZoneInfo(self.site.timezone))

    def dated(self, text: str) -> str:
        """Put this article's dates into a text."""
        return fill(text, self.local, self.site.house.months)


def compose(sites: tuple[Site, ...], stories: tuple[StoryFile, ...], now: dt.datetime, seed: int) -> tuple[Edition, ...]:
    """Return every article of the world as it stands at `now`, oldest first.

    `ValueError` names the article where the data is wrong: an unknown outlet or parent, a parent that is younger, a replacement that
    finds nothing.
    """
    by_slug = {site.slug: site for site in sites}
    items = {item.id: (item, story.slug) for story in stories for item in story.article}
    drafts: dict[str, Draft] = {}

    def draft(key: str, seen: tuple[str, ...] = ()) -> Draft:
        if key in seen or key not in items:
            raise ValueError(f"{seen[-1] if seen else '?'}: cannot take from {key}")
        if key not in drafts:
            item, story = items[key]
            site = by_slug.get(item.outlet)
            if site is None:
                raise ValueError(f"{key}: no outlet {item.outlet}")
            made = Draft(item, site, story, instant(item.days, item.at, now))
            parent = draft(item.of, (*seen, key)) if item.of else None
            if parent and parent.order >= made.order:
                raise ValueError(f"{key}: published before {item.of}, from which it takes")
            made.plain = _plain(made, parent)
            drafts[key] = made
        return drafts[key]

    for key in items:
        draft(key)
    addresses = {key: _address(made, seed) for key, made in drafts.items()}
    headlines = {key: dress(made.dated(made.item.title), made.site.house) for key, made in drafts.items()}
    editions = [_edition(made, addresses, headlines, seed, now) for made in drafts.values()]
    return tuple(sorted(editions, key=lambda edition: (edition.published, edition.key)))


def _lines(text: str) -> list[Block]:
    """Read the lines of a body."""
    found = []
    for line in text.strip().splitlines():
        mark, rest = line[:2], line[2:].strip()
        found.append(Block(kind=MARKS[mark], text=rest) if mark in MARKS else Block(kind="text", text=line.strip()))
    return [block for block in found if block.text]


def _plain(made: Draft, parent: Draft | None) -> list[Block]:
    """Put an article's blocks together: its own, or those it takes with its lead before and its additions after them."""
    item = made.item

    def own(text: str) -> list[Block]:
        return [Block(kind=block.kind, text=made.dated(block.text)) for block in _lines(text)]

    if parent is None:
        return _replaced(own(item.body), item.replace, item.id)
    if item.body:
        raise ValueError(f"{item.id}: has both a body and a parent")
    paragraphs = [block for block in parent.plain if block.kind == "text"]
    numbers = item.keep or tuple(range(1, len(paragraphs) + 1))
    if max(numbers) > len(paragraphs):
        raise ValueError(f"{item.id}: {item.of} has {len(paragraphs)} paragraphs")
    spelt = parent.site.house if not made.site.house.restyles else None
    taken = [paragraphs[number - 1].text for number in numbers]
    blocks = [Block(kind="text", text=dress(text, spelt) if spelt else text, taken=True) for text in taken]
    dated = tuple((made.dated(old), made.dated(new)) for old, new in item.replace)
    replaced = _replaced(blocks, dated, item.id)
    for position, line in sorted(item.insert, reverse=True):
        replaced[position:position] = own(line)
    return [*own(item.lead), *replaced, *own(item.add)]


def _replaced(blocks: list[Block], pairs: tuple[tuple[str, str], ...], key: str) -> list[Block]:
    """Apply replacements; each has to be found at least once."""
    for old, new in pairs:
        if not any(old in block.text for block in blocks):
            raise ValueError(f"{key}: nothing to replace: {old}")
        blocks = [Block(kind=block.kind, text=block.text.replace(old, new), taken=block.taken) for block in blocks]
    return blocks


def _number(key: str, seed: int) -> int:
    """Return the number under which the outlet's own system knows the article."""
    return 100_000 + zlib.crc32(f"{seed}:{key}".encode()) % 899_999


def section_path(section: str) -> str:
    """Return a section's name as addresses spell it."""
    return SECTION.sub("-", section).strip("-") or "news"


def _address(made: Draft, seed: int) -> str:
    """Return the article's canonical address."""
    path = made.site.path.format(
        number=_number(made.item.id, seed), date=made.local.strftime("%Y/%m/%d"), section=section_path(made.item.section)
    )
    return f"http://{made.site.host}{urllib.parse.quote(path, safe='/?=&')}"


def _dressed(block: Block, house: House, addresses: dict[str, str], headlines: dict[str, str]) -> Block:
    """Spell a block in its house's way; a promo gets the headline and address of what it leads to."""
    if block.kind == "promo":
        if block.text not in addresses:
            raise ValueError(f"a promo to {block.text}, which is nowhere")
        return Block(kind="promo", text=headlines[block.text], url=addresses[block.text])
    keeps = block.taken and not house.restyles
    return Block(kind=block.kind, text=block.text if keeps else dress(block.text, house), taken=block.taken)


def _edition(made: Draft, addresses: dict[str, str], headlines: dict[str, str], seed: int, now: dt.datetime) -> Edition:
    """Finish one article: its states in its house's spelling, its address, its end."""
    item, site = made.item, made.site
    plain, title = made.plain, made.dated(item.title)
    states = [_state(made.published, title, plain, site.house, addresses, headlines)]
    for edit in item.edit:
        plain, title = _edited(made, plain, title, edit)
        states.append(_state(instant(item.days, item.at, now, after=edit.after), title, plain, site.house, addresses, headlines))
    return Edition(
        key=item.id,
        story=made.story,
        site=site,
        url=addresses[item.id],
        number=_number(item.id, seed),
        published=made.published,
        states=tuple(states),
        item=item,
        byline=dress(item.byline, site.house) if item.byline else None,
        tags=tuple(dress(tag, site.house) for tag in item.tags),
        gone_at=instant(item.days, item.at, now, after=item.gone_after) if item.gone_after else None,
        moved_from=f"http://{site.host}/?p={_number(item.id, seed)}" if item.moved else None,
    )


def _edited(made: Draft, plain: list[Block], title: str, edit: Edit) -> tuple[list[Block], str]:
    """Apply one later change of the publisher to text and title."""
    dated = tuple((made.dated(old), made.dated(new)) for old, new in edit.replace)
    return _replaced(plain, dated, made.item.id), made.dated(edit.title) if edit.title else title


def _state(since: dt.datetime, title: str, plain: list[Block], house: House, addresses: dict[str, str], headlines: dict[str, str]) -> State:
    """Return one state in its house's spelling."""
    blocks = tuple(_dressed(block, house, addresses, headlines) for block in plain)
    return State(since=since, title=dress(title, house), blocks=blocks)
