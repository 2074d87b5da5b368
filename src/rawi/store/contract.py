"""The written contract of a Store: what is true. Comes in: arrivals, pages, questions by key. Goes out: stored records.

Every implementation passes `tests/contract/test_store.py`. Promises that hold for each method:

- Every write may be repeated with no effect: a crash, a retry and a second worker are one case. Only `note_refusals` counts each
  call; refusals that are given beside progress count once, however often the batch is repeated.
  A refused arrival is judged anew when it comes again: an address learnt meanwhile may tell where it belongs.
- A write is whole or absent. A full disk raises `StorageFullError`; what was stored before is untouched and readable.
- One process writes, any number read; a reader sees a consistent state and never waits for the writer.
- A store may be used from several threads; each call is atomic.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from rawi.model import (
    Arrival,
    Change,
    KeptPage,
    Moment,
    Observation,
    Outcome,
    Page,
    Profile,
    Record,
    Refused,
    Stored,
    Version,
)
from rawi.relate.company import Company, Named
from rawi.relate.records import NameRule, Spelling
from rawi.relate.stories import Placed

UNDATED = -(2**53 - 1)
"""The `at` of what has no date: below every instant, and exact in JSON."""


class TagCount(Record, frozen=True):
    """In how many articles of late a tag stands, of how many outlets, and in how many of the time before; `key` is its folded words."""

    key: str
    late: int
    outlets: int
    before: int


class Progress(Record, frozen=True):
    """How far an import of one source (named by the digest of its content) has come, in lines read."""

    source: str
    lines: int
    refused: int = 0
    done: bool = False


class Cursor(Record, frozen=True):
    """A place in the list «newest first»: seconds since 1970 and the arrival number of the last item shown."""

    at: int
    arrival: int


class OutletCount(Record, frozen=True):
    """How much of an outlet the archive holds, and the newest instant seen of it (seconds since 1970)."""

    outlet: str
    articles: int
    newest: int | None


class Status(Record, frozen=True):
    """The archive in numbers: `newest` is the newest instant (seconds), `arrived` when the last article came in."""

    articles: int
    versions: int
    pages: int
    page_bytes: int
    outlets: int
    newest: int | None
    arrived: int | None
    sequence: int


class Sharing(Record, frozen=True):
    """An article that has some of the fingerprints that were asked for: `shared` of them, boilerplate not counted."""

    key: int
    arrival: int
    outlet: str
    shared: int


CorrectionKind = Literal["attribution", "chain", "edge"]


class Correction(Record, frozen=True):
    """A person marked something as wrong: an attribution or a chain of an article, or an edge between two that share text.

    `anchor` names it by its words, which outlast offsets and methods: cue, speaker and content of an attribution, the names of a
    chain's hops (a gap is an empty one), the 16 hex digits of an edge's two articles. `method` found it, in the version `digest`.
    """

    kind: CorrectionKind
    anchor: tuple[str, ...]
    method: str
    digest: str
    at: Moment
    note: str = ""


class Backlog(Record, frozen=True):
    """How many articles are to be placed into stories (anew), and from which instant on (seconds since 1970)."""

    articles: int
    since: int


class Timed(Record, frozen=True):
    """An article in the order of instants, with the profile of the version that was learnt first."""

    at: int
    key: int
    profile: Profile


class Kept(Record, frozen=True):
    """An article that was placed: its story and the article of which it is a copy, by key, and what was compared if that is still kept."""

    at: int
    key: int
    story: int
    voice: int
    features: dict[int, int] | None
    profile: Profile


class StoryLine(Record, frozen=True):
    """A story: the key of its seed, its first and last instant, and its members in order, each (key, instant, key of its original)."""

    key: int
    first: int
    last: int
    outlets: int
    members: tuple[tuple[int, int, int], ...]
    position: Cursor


class Embedded(Record, frozen=True):
    """The vector of one version of an article: a signed byte for each dimension (`rawi.relate.meaning.packed`)."""

    key: int
    version: int
    vector: bytes


class Store(Protocol):
    """Articles with their versions and observations, addresses, external ids, kept pages, progress of imports."""

    def put(self, arrivals: Sequence[Arrival], *, progress: Progress | None = None, refused: Sequence[Refused] = ()) -> list[Outcome]:
        """Store arrivals in one transaction, with `progress` and the count of `refused` beside them; answer in the same order.

        Identity: the key is 63 bits of a hash of the canonical address at first sight (without an address: of outlet and
        external id), found again through every address and external id ever given. Same external id and address: a version,
        or the same one «seen». Same external id, other address: refused with `Reason.ID_CONFLICT`. Same address, other
        external id: an alias, and answers use the id that was given last. A version is hash(title, text) under one
        extractor; A→B→A is three observations of two versions. Each arrival that changed anything adds one change.

        More exactly: addresses that are not the canonical one lead only to articles of the same outlet. An arrival whose outlet and
        external id are known and that has no address, or brings the first one, is the same article. An external id that spells the
        hex digits of another article is an ID_CONFLICT. What cannot be stored (half a surrogate pair, an impossible time, more
        than 64 MB) is refused with BAD_FIELD or TOO_LARGE, and the others of the batch are stored.
        A page (`Arrival.page`) that a version was made of shows that version again, whatever its extractor. The latest version is that of
        the newest observation, by time and not by arrival; an arrival without `fetched_at` is observed once for each version.
        What a version lacked (a date, a byline) is taken from a later arrival that has all the rest unchanged.
        `first_seen` is the earliest observation: fetched, else published, else the time of import; a time more than a day ahead of
        the clock does not count. A change is what `get` or `profiles` would answer differently: a further sight of the latest
        version is none. `Outcome.change` and `Outcome.current` say what an index has to do.
        """

    def rewrite(self, key: int, version: int, arrival: Arrival) -> None:
        """Replace what was derived for a version (a better extractor): same version, no new observation, one change.

        A repeated old import still finds the version by the digest it had. Where nothing differs there is no change.

        Raises:
            NotFoundError: there is no such article or version.
        """

    def remove(self, key: int) -> bool:
        """Remove an article with all that belongs to it, pages that only it had included, leaving a change; false where there was none."""

    def correct(
        self, key: int, kind: CorrectionKind, anchor: tuple[str, ...], *, method: str, note: str = "", beside: int | None = None
    ) -> bool:
        """Note that a person marked something as wrong, with the time and the version that is the latest now, and add one change.

        A mark belongs to its article: it outlasts `rewrite` and new versions, and goes with `remove`. An edge names the other article
        as `beside`, belongs to both, and is the same from either end. Marked again, only a note that is given replaces the one there was.

        Returns:
            False where the same was noted before; then there is no change.

        Raises:
            NotFoundError: there is no such article, or no such other one.
        """

    def uncorrect(self, key: int, kind: CorrectionKind, anchor: tuple[str, ...]) -> bool:
        """Take a mark away, which adds one change; false where there was none."""

    def corrections(self, key: int) -> tuple[Correction, ...]:
        """Return what was marked as wrong at an article, oldest first; nothing for one that does not exist."""

    def rule_name(self, kind: Literal["merge", "split"], a: str, b: str, *, note: str = "") -> bool:
        """Note what a person said of two names; false where it was noted before. It belongs to the archive and outlasts everything."""

    def unrule_name(self, kind: Literal["merge", "split"], a: str, b: str) -> bool:
        """Take back what was said of two names; false where it was not said."""

    def name_rules(self) -> tuple[NameRule, ...]:
        """Return what people said of names and what the archive shows (kind «company»), oldest first."""

    def spellings(self, last: str) -> list[Spelling]:
        """Return the spellings whose key ends in this word, most frequent first; counted once for each version that is stored."""

    def named(self, limit: int) -> list[Named]:
        """Return what the newest articles name, at most `limit`, near-verbatim copies of others left out."""

    def make_dictionaries(self) -> None:
        """Learn what the records have in common, where that is not known and there are enough: what is written from now on is smaller."""

    def names_unseen(self) -> int:
        """Return how many articles have come since `show_names` was last called, whoever called it."""

    def show_names(self, found: Sequence[Company]) -> None:
        """Note which names the archive itself shows to be one (rules of kind «company»), in place of what it showed before."""

    def recount_names(self) -> None:
        """Count the spellings of all versions anew, from the facts that are stored now: nothing was counted back when some went."""

    def note_vectors(self, embedder: str, made: Sequence[Embedded]) -> None:
        """Note what an embedder (its name says its version too) made of latest versions; no change is added.

        A version has one vector: that of another embedder is replaced. What belongs to a version that is not the latest one any more is
        dropped. A vector goes with its version, and when a rewritten text takes its place.
        """

    def vectors(self, embedder: str, keys: Sequence[int]) -> dict[int, bytes]:
        """Return the vectors that the latest versions among `keys` have of an embedder."""

    def without_vector(self, embedder: str, *, after: int = 0, limit: int = 100) -> list[Stored]:
        """Return articles with an arrival number above `after` whose latest version has no vector of an embedder, rising."""

    def vector_count(self, embedder: str) -> int:
        """Return how many versions have a vector of an embedder."""

    def resolve(self, name: str) -> int | None:
        """Find an article's key by external id, then by 16 hex digits, then by any address it was ever known by, as given."""

    def get(self, keys: Sequence[int]) -> dict[int, Stored]:
        """Return the articles that exist among `keys`, in their latest version."""

    def profiles(self, keys: Sequence[int]) -> dict[int, Profile]:
        """Return the profiles of the latest versions that exist among `keys`."""

    def sharing(self, hashes: Sequence[int], *, beside: int | None = None, volumes: int | None = None) -> list[Sharing]:
        """Return the articles whose winnowed fingerprints (`rawi.relate.fingerprint.winnowed`) have some of `hashes`, most first.

        They are candidates, to be compared in full by their profiles; `beside` is the key of an article that is left out. Fingerprints
        stand in the index with the article, in one transaction: of two copies that arrive together, whoever looks after `put` sees both.
        An article once shown keeps the fingerprints of all its versions. Hashes that very many articles have are boilerplate
        (`rawi.relate.postings.CAP`) and make no candidate. With `volumes` only so many of the newest runs of articles are looked at.
        """

    def newest(self, limit: int, *, before: Cursor | None = None, outlet: str | None = None, tag: str | Sequence[str] = ()) -> list[Stored]:
        """Return articles newest first by (instant, arrival), those that have a date of their own or were fetched.

        The instant is the published one, never later than the time of fetching where that is known. What has neither
        (first seen at the time of import) comes last, newest arrival first, as does what is dated more than a day after its import.
        `tag` matches by its folded key; of several any one.
        """

    def tags_since(self, since: int, late: int, most: int) -> list[TagCount]:
        """Count the tags of articles from an instant on that stand in two or more articles of late; of the newest `most` articles.

        Args:
            since: seconds since 1970.
            late: from here on it is «of late».
            most: at most so many articles are looked at.
        """

    def dated_since(self, since: int, late: int, most: int) -> tuple[int, int]:
        """Count the articles that `tags_since` looks at: those of late, and those before."""

    def position(self, stored: Stored) -> Cursor:
        """Return the place of an article in the list of `newest`, to go on from there.

        Raises:
            NotFoundError: it was removed.
        """

    def instants(self, keys: Sequence[int]) -> dict[int, int | None]:
        """Return, of the articles that exist among `keys`, the instant by which `newest` orders them; None for an undated one."""

    def outlets_of(self, keys: Sequence[int]) -> dict[int, str]:
        """Return the outlets of the articles that exist among `keys`."""

    def in_order(self, *, after: int = 0, limit: int = 500) -> list[Stored]:
        """Return articles with an arrival number above `after`, rising: for export, rebuild and protocols that page."""

    def versions(self, key: int) -> list[Version]:
        """Return all versions of an article by the time at which each was seen first."""

    def observations(self, key: int) -> list[Observation]:
        """Return when which version was seen, oldest first."""

    def changes(self, after: int, limit: int = 1000) -> list[Change]:
        """Return the changes after a sequence number, rising, at most `limit`; only the last one of each article is kept."""

    # Stories are derived: `rawi.storylines` makes them of what these say. An article without a date stands in no table of theirs.

    def backlog(self) -> Backlog | None:
        """Return what is to be placed into stories: new articles, and places that one has left."""

    def following(self, since: int) -> int:
        """Return how many dated articles are from an instant or later."""

    def instant_of_newest(self, number: int) -> int:
        """Return the instant of the dated article that is `number` places behind the newest one, of the oldest where there are fewer."""

    def unplaced(self, before: int, limit: int = 1000) -> list[Timed]:
        """Return articles of the backlog from before an instant that stand in no story, by (instant, key)."""

    def settle_stories(self, before: int) -> None:
        """Take the rest of the backlog from before an instant off it, leaving stories as they are: what was displaced, what has gone.

        Where the first article of a story has gone the next one gives it its name.
        """

    def by_time(self, since: int, *, after: int = 0, until: int = 2**53, limit: int = 1000) -> list[Timed]:
        """Return dated articles from (`since`, key above `after`) to before `until` by (instant, key), at most `limit`."""

    def kept(self, since: int) -> list[Kept]:
        """Return the members of all stories whose last article is from `since` or later, by (instant, key)."""

    def note_stories(self, placed: Sequence[Placed], *, since: int | None = None) -> None:
        """Write which articles went where, in order, and take them off the backlog.

        With `since` all that articles from that instant on had caused is taken back before: they are to be placed again, and those of
        them that are not among `placed` stand in the backlog. Steps of articles that have gone are passed over.
        """

    def stories(self, limit: int, *, before: Cursor | None = None) -> list[StoryLine]:
        """Return stories with their members, the one with the newest article first; `before` is the `position` of the last one shown."""

    def story(self, key: int) -> StoryLine | None:
        """Return the story that is called by a key (of its seed); None where there is none of that name."""

    def story_of(self, keys: Sequence[int]) -> dict[int, int]:
        """Return the keys of the stories in which articles stand, of those that stand in one."""

    def keep_page(self, page: Page) -> KeptPage:
        """Keep the bytes of a page, compressed, by digest; oldest pages go when the settings' size or age is passed.

        Age counts from keeping. A page that alone is larger than the size is described and not kept.
        """

    def page(self, digest: str) -> tuple[KeptPage, bytes] | None:
        """Return a kept page and its bytes, or None where it was never kept or has gone."""

    def progress(self, source: str) -> Progress | None:
        """Return how far the import of a source has come."""

    def note_progress(self, progress: Progress, *, refused: Sequence[Refused] = ()) -> None:
        """Note how far an import has come where no article is stored with it (a run of refused lines, the end); never back."""

    def note_refusals(self, refusals: Sequence[Refused]) -> None:
        """Count refusals by place and reason."""

    def refusals(self) -> dict[tuple[str, str], int]:
        """Return the counts of refusals by (where, reason)."""

    def outlets(self) -> list[OutletCount]:
        """Return every outlet that has articles here, most articles first."""

    def status(self) -> Status:
        """Return the archive in numbers."""

    def check(self) -> Iterator[str]:
        """Yield one sentence for each fault found; nothing where all is well."""

    def announce(self, note: str) -> None:
        """Tell other processes something of the one that writes, such as the address of its server.

        Raises:
            UsageError: the store is not open for writing.
        """

    def close(self) -> None:
        """Finish; the store cannot be used afterwards. May be called twice."""
