"""Every record that flows through rawi, in the order in which news meets them. Comes in: nothing. Goes out: types.

Records are frozen and have no behaviour; their field names are those of the JSON that rawi reads and writes.
All offsets are Unicode code points into the text of one stored version, which is kept as the source wrote it.
"""

from typing import Literal

import msgspec

Precision = Literal["day", "minute", "second"]
Zone = Literal["stated", "outlet", "unknown"]
Kind = Literal["news", "opinion", "live", "video", "photo", "press_release"]
EndpointKind = Literal["rss", "atom", "jsonfeed", "sitemap", "frontpage"]
CreditRole = Literal["agency", "outlet", "compiled", "staff"]
CreditPlace = Literal["byline", "dateline", "tail", "body"]
Confidence = Literal["stated", "inferred", "possible"]
# fmt: off
SpeakerKind = Literal["person", "role", "group", "organisation", "outlet", "agency", "anonymous", "media_generic", "document",
                      "social_account", "implicit"]
# fmt: on
EntityType = Literal["PER", "LOC", "ORG", "EVENT"]


class Record(msgspec.Struct, frozen=True):
    """What all records share: they cannot be changed, and they compare by value."""


class Span(Record, frozen=True):
    """Words of a text: `text[start:end] == span.text`, offsets in code points."""

    text: str
    start: int
    end: int


class Moment(Record, frozen=True):
    """A point in time as exactly as its source gave it, and no more.

    `value` is ISO 8601: «2024-06-03» for a day, «2024-06-03T10:30» or with seconds and an offset where they are known.
    A day is not midnight: see `rawi.moments` for what may be computed from one. `basis` says where it was read
    («json-ld», «meta», «time», «text», «url», «feed», «fetched», «imported»).
    """

    value: str
    precision: Precision
    zone: Zone = "unknown"
    basis: str = ""


# ---------------------------------------------------------------- outlets
class Endpoint(Record, frozen=True):
    """One address at which an outlet publishes lists of its articles, with what the last visit taught us."""

    outlet: str
    url: str
    kind: EndpointKind
    etag: str | None = None
    modified: str | None = None
    next_at: float = 0.0


class PageRules(Record, frozen=True):
    """An outlet's own page rules, the last resort of extraction: CSS selectors valid from a day on."""

    valid_from: str
    body: str | None = None
    drop: tuple[str, ...] = ()
    title: str | None = None
    byline: str | None = None
    published: str | None = None


class Outlet(Record, frozen=True):
    """Who publishes. `slug` is its key everywhere; `known` is false for one that only an import named."""

    slug: str
    name: str
    name_en: str = ""
    country: str = ""
    timezone: str | None = None
    language: str = "ar"
    homepage: str | None = None
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    agency: bool = False
    rules: tuple[PageRules, ...] = ()
    known: bool = True


# ---------------------------------------------------------------- gathered
class Fetched(Record, frozen=True):
    """What one request brought: the final address, what was passed through on the way, status, headers and bytes."""

    url: str
    asked: str
    status: int
    headers: dict[str, str]
    body: bytes
    fetched_at: str
    redirects: tuple[str, ...] = ()


class Entry(Record, frozen=True):
    """One line of a feed, before its page is fetched. `summary` is the feed's text with its markup removed."""

    url: str
    title: str
    external_id: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    summary: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Page(Record, frozen=True):
    """A page as it was fetched or found in a file: bytes and what is known of them."""

    url: str
    body: bytes
    content_type: str | None = None
    fetched_at: str | None = None
    redirects: tuple[str, ...] = ()


# ---------------------------------------------------------------- extracted
class Link(Record, frozen=True):
    """A link kept beside the text: an in-line promo of the outlet, or an article that the page calls related."""

    text: str
    url: str


class Credit(Record, frozen=True):
    """Whom the publisher credits. `name` is the catalogue's Arabic name, or the words as written where it knows none."""

    name: str
    as_written: str
    role: CreditRole
    where: CreditPlace
    span: Span | None = None


class Article(Record, frozen=True):
    """The article and nothing but the article. `text` is paragraphs joined by a newline.

    `id` is the external id that came with the item, else the 16 hex digits of its canonical address.
    `outlet` is a slug of the catalogue, or the name as it was given.
    """

    id: str
    url: str | None
    outlet: str
    title: str
    text: str
    byline: str | None = None
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    updated: Moment | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    kind: Kind = "news"
    language: str | None = None
    credits: tuple[Credit, ...] = ()
    promos: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()


# ---------------------------------------------------------------- analysed
class Anonymous(Record, frozen=True):
    """What a text says of sources that it does not name."""

    count: int | None = None
    nationality: str | None = None
    knowledge: str | None = None


class Attribution(Record, frozen=True, kw_only=True):
    """The text presents some content as coming from a source other than the writer. PROVENANCE.md defines each field."""

    cue: Span
    via_cue: Span | None = None
    speaker: Span | None = None
    speaker_kind: SpeakerKind
    speaker_resolved: str | None = None
    anonymous: Anonymous | None = None
    content: tuple[Span, ...] = ()
    via: tuple[Span, ...] = ()
    addressee: Span | None = None
    medium: Span | None = None
    form: Literal["direct", "indirect", "mixed", "reported_act", "adjunct"]
    confidence: Confidence


class Hop(Record, frozen=True):
    """One step of a chain. A gap has no name. `article` is the archived article that is this hop."""

    name: str | None
    kind: str
    basis: Literal["stated", "inferred", "gap"]
    evidence: Span | None = None
    article: str | None = None


class Chain(Record, frozen=True):
    """Innermost source, then outlets and agencies, last the publisher."""

    hops: tuple[Hop, ...]
    confidence: Confidence
    main: bool = False


class Mention(Record, frozen=True):
    """A named entity in the text: whole words, clitics included; `key` is without them."""

    text: str
    start: int
    end: int
    type: EntityType
    key: str


class Keyword(Record, frozen=True):
    """A word or phrase that the article is about, with its weight (0 to 1)."""

    text: str
    score: float


class DateMention(Record, frozen=True):
    """A date named in the text; `value` is ISO 8601 to the precision that the words have."""

    text: str
    start: int
    end: int
    value: str


class Facts(Record, frozen=True):
    """What analysis found in one article; the order of the fields is the order of the output of `rawi analyse`."""

    id: str
    schema: int = 1
    language: str | None = None
    credits: tuple[Credit, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    chains: tuple[Chain, ...] = ()
    entities: tuple[Mention, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    dates: tuple[DateMention, ...] = ()


class Terms(Record, frozen=True):
    """An article as the index sees it: tokens joined by spaces, made once in `language/` for every index alike.

    `title` and `text` are folded words in order; `*_lemmas` are lemma keys in the same order.
    """

    title: str
    text: str
    title_lemmas: str
    text_lemmas: str


class Fingerprint(Record, frozen=True):
    """Hashes of the folded 5-word shingles of a text, sorted; `chosen`: a bit for each to index.

    `hashes` packs them: `planes` of them as `rawi.relate.planes` does, little-endian unsigned 32-bit numbers where that is 0.
    """

    hashes: bytes
    shingles: int
    chosen: bytes = b""
    planes: int = 0


class Profile(Record, frozen=True):
    """What is compared when two articles are compared, kept so that no text has to be read again for it.

    `lemmas` packs, for each lemma of title and text, its 32-bit hash and its two counts; `rawi.relate.profile` reads and writes it.
    """

    fingerprint: Fingerprint
    lemmas: bytes


class Voices(Record, frozen=True):
    """Who has the word in an article: the speakers by their names as they are written there, and the outlets and agencies it names.

    `cited` are slugs of the catalogue, or the folded key of a name that it does not know.
    """

    speakers: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()


# ---------------------------------------------------------------- kept
class Arrival(Record, frozen=True):
    """One article on its way into the archive, with all that was derived from it.

    `extractor` names what made the text of it («page/4», «import»). `external_id` is the id that the sender gave.
    `address` is the canonical spelling of `article.url` (for identity; what is shown stays as it was written); `addresses` are
    the canonical spellings of what else led here (redirects, rel=canonical); `page` is the digest of its kept page.
    """

    article: Article
    facts: Facts
    terms: Terms
    profile: Profile
    extractor: str
    external_id: str | None = None
    fetched_at: Moment | None = None
    address: str | None = None
    addresses: tuple[str, ...] = ()
    page: str | None = None
    voices: Voices = Voices()


class Outcome(Record, frozen=True):
    """What the store did with an arrival: `id` is what answers will call it, `key` its number of 63 bits (0 where refused).

    `change` is the step that it added to the change sequence, 0 where it changed no answer; `current` says whether the latest
    version is now the one that the arrival showed (an older fetch that comes in late adds a version that is not).
    """

    key: int
    id: str
    what: Literal["new", "version", "seen", "refused"]
    refused: "Refused | None" = None
    change: int = 0
    current: bool = True


class Version(Record, frozen=True):
    """What a fetch showed: title and text under one extractor version. `number` counts from 1 within the article."""

    number: int
    digest: str
    extractor: str
    title: str
    text: str
    first_seen: Moment
    page: str | None = None


class Observation(Record, frozen=True):
    """The article was seen in this version at this time."""

    version: int
    seen_at: Moment


class Stored(Record, frozen=True):
    """An article of the archive in its latest version. `arrival` rises by one with each new article of the archive."""

    key: int
    id: str
    arrival: int
    article: Article
    facts: Facts
    first_seen: Moment
    version: int
    versions: int
    extractor: str
    page: str | None = None


class KeptPage(Record, frozen=True):
    """A page as we fetched it: `digest` is the SHA-256 of its bytes."""

    digest: str
    url: str
    content_type: str | None
    fetched_at: str | None
    size: int


class Change(Record, frozen=True):
    """One step of the archive's change sequence: this article was stored, rewritten or removed."""

    sequence: int
    key: int
    removed: bool = False


class Refused(Record, frozen=True):
    """An expected failure as a value: where it happened, the `rawi.errors.Reason`, and a sentence for a person."""

    where: str
    reason: str
    detail: str = ""
