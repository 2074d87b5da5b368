"""What the invented world is made of. Comes in: nothing. Goes out: types, as written, as it stands, as it is known.

`Site` and `StoryFile` are read from TOML; `Edition` is an article as it stands once the clock is set; `Known` is the
truth about it that tests compare with.
"""

import datetime as dt
from typing import Literal

from rawi.model import Kind, Link, Outlet, Record

Make = Literal["modern", "wordpress", "drupal", "react", "tables", "asp", "amp", "plain", "endless", "live", "gazette"]
FeedKind = Literal["rss", "atom", "jsonfeed", "rdf", "sitemap"]
Fault = Literal[
    "gmt3", "arabic_months", "double_escaped", "raw_ampersand", "tatweel", "future", "trackers", "eet", "section_copies", "broken", "slow"
]
BlockKind = Literal["text", "heading", "promo", "caption", "tail", "time"]

# ---------------------------------------------------------------- as written


class House(Record, frozen=True, forbid_unknown_fields=True):
    """How an outlet spells. Texts are written in one plain form; `rawi.world.house.dress` turns it into this one."""

    quotes: Literal["guillemets", "straight", "curly"] = "guillemets"
    digits: Literal["western", "eastern"] = "western"
    tanween: Literal["after", "before", "none"] = "after"
    undotted_ya: bool = False
    months: str = "ar_EG"
    spellings: tuple[tuple[str, str], ...] = ()
    restyles: bool = True


class Feed(Record, frozen=True, forbid_unknown_fields=True):
    """One endpoint of a site. `sections` limits it; `faults` are what is wrong with it, as with real ones."""

    path: str
    kind: FeedKind
    faults: tuple[Fault, ...] = ()
    sections: tuple[str, ...] = ()
    front: bool = False


class Words(Record, frozen=True, forbid_unknown_fields=True):
    """The furniture of a site's pages, in its own words."""

    nav: tuple[str, ...]
    motto: str
    promo: str = ""
    related: str = ""
    most_read: str = ""
    tags: str = ""
    follow: str = ""
    share: tuple[str, ...] = ()
    cookies: str = ""
    comments: str = ""
    comment_rule: str = ""
    remarks: tuple[str, ...] = ()
    advert: str = ""
    rights: str = ""
    reading: str = ""
    extra: tuple[str, ...] = ()


class Site(Record, frozen=True, forbid_unknown_fields=True):
    """One outlet of the world and how its server answers."""

    slug: str
    name: str
    name_en: str
    country: str
    timezone: str
    host: str
    make: Make
    path: str
    house: House
    words: Words
    feeds: tuple[Feed, ...]
    language: str = "ar"
    aliases: tuple[str, ...] = ()
    agency: bool = False
    encoding: str = "utf-8"
    label: str | None = "utf-8"
    header: str | None = "utf-8"
    title_suffix: str = ""
    date_shown: str = ""
    robots: str = "User-agent: *\nAllow: /\n"


class Edit(Record, frozen=True, forbid_unknown_fields=True):
    """What the publisher changed later, `after` hours:minutes from publication. A replacement must match."""

    after: str
    replace: tuple[tuple[str, str], ...] = ()
    title: str | None = None


class Item(Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One article as it is written down. With `of` it takes paragraphs of another article; otherwise `body` is its own text.

    A line of `body` is a paragraph. A line that begins with a mark is something else: `##` heading, `>>` in-line promo (an id),
    `!!` caption, `==` tail line, `@@` time of a live post. `insert` puts lines of its own after a taken paragraph, counted from 1
    among those taken. `wrote` is the verb before the by-line, where the outlet prints one.
    """

    id: str
    outlet: str
    days: int
    at: str
    title: str
    body: str = ""
    of: str | None = None
    keep: tuple[int, ...] = ()
    lead: str = ""
    add: str = ""
    insert: tuple[tuple[int, str], ...] = ()
    replace: tuple[tuple[str, str], ...] = ()
    credited: tuple[str, ...] = ()
    told_by: str | None = None
    byline: str | None = None
    wrote: str = "كتب"
    section: str = ""
    tags: tuple[str, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()
    speakers: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    kind: Kind = "news"
    make: Make | None = None
    edit: tuple[Edit, ...] = ()
    gone_after: str | None = None
    moved: bool = False
    worth: str | None = None


class StoryFile(Record, frozen=True, forbid_unknown_fields=True):
    """One TOML file: an event and the articles that tell it. `frame` names stories of one formula and other facts."""

    slug: str
    title: str
    article: tuple[Item, ...]
    frame: str | None = None


# ---------------------------------------------------------------- as it stands


class Block(Record, frozen=True):
    """A piece of a page's article: `text` and `heading` are the article; everything else is furniture within it."""

    kind: BlockKind
    text: str
    url: str | None = None
    taken: bool = False


class State(Record, frozen=True):
    """An article as its page showed it from an instant on."""

    since: dt.datetime
    title: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The article and nothing but the article, paragraphs joined by a newline."""
        return "\n".join(block.text for block in self.blocks if block.kind in ("text", "heading"))


class Edition(Record, frozen=True):
    """An article with its address, its hour and all its states, the first one first."""

    key: str
    story: str
    site: Site
    url: str
    number: int
    published: dt.datetime
    states: tuple[State, ...]
    item: Item
    byline: str | None
    tags: tuple[str, ...]
    gone_at: dt.datetime | None = None
    moved_from: str | None = None

    def at(self, when: dt.datetime) -> State:
        """Return the state that the page shows at an instant."""
        return [state for state in self.states if state.since <= when or state is self.states[0]][-1]


# ---------------------------------------------------------------- as it is known


class Known(Record, frozen=True):
    """The truth about one article. `parent` and `origin` are keys of articles.

    `share` is how much of its words the parent gave it (0 to 1). `credited` are those whom the article names as its source of text,
    as it writes them; empty with a parent means that it hides it. `told_by` names an
    origin outside the parents' line: an article whose news, though not its words, this one tells.
    """

    key: str
    url: str
    outlet: str
    story: str
    title: str
    text: str
    published: str
    byline: str | None
    section: str
    tags: tuple[str, ...]
    kind: Kind
    language: str
    promos: tuple[Link, ...]
    related: tuple[Link, ...]
    parent: str | None
    origin: str
    share: float
    credited: tuple[str, ...]
    told_by: str | None
    chains: tuple[tuple[str, ...], ...]
    speakers: tuple[str, ...]
    versions: tuple[tuple[str, str, str], ...]
    gone_at: str | None
    moved_from: str | None
    recent: bool


class Worth(Record, frozen=True):
    """An address worth opening, and the key of the message that says why."""

    url: str
    why: str


class Truth(Record, frozen=True):
    """All that is known of the world at its `now`. `frames` are stories of one formula that are not copies of one another."""

    now: str
    articles: tuple[Known, ...]
    stories: dict[str, str]
    frames: dict[str, tuple[str, ...]]
    worth: tuple[Worth, ...]
    countries: dict[str, tuple[str, str]]
    outlets: tuple[Outlet, ...]
