"""What an arrival does to the archive. Comes in: packed arrivals and a connection inside a write transaction. Goes out: outcomes.

An arrival is recognised and then stored as new, as a version, or as seen. What the row of an article repeats of its versions and
observations is computed from all of them (`_refresh`), so it does not depend on the order in which they came.
"""

import datetime as dt
import zlib
from typing import NamedTuple

import apsw
import msgspec

from rawi.errors import NotFoundError
from rawi.identity import article_key, hex_id
from rawi.model import Article, Facts, Fingerprint, Mention, Moment, Outcome, Refused
from rawi.moments import instant, moment_of
from rawi.relate.fingerprint import winnowed
from rawi.relate.tags import tag_keys
from rawi.store import dictionaries, naming, postings
from rawi.store.contract import UNDATED
from rawi.store.database import one
from rawi.store.packing import Packed, decode_article, decode_facts, decode_moment, encode_moment
from rawi.store.profiles import encode_profile
from rawi.store.reading import intact
from rawi.store.recognising import address_row, free_key, hashed, recognise
from rawi.store.squeezing import squeezed

# A date more than a day ahead of the clock is an error of its source: a day is what an unknown zone and a slow clock explain.
AHEAD = 86_400
EMPTY: tuple[object, ...] = (None, "", ())
INSERT_ARTICLE = (
    "INSERT INTO article (key, outlet, at, came, external, latest, versions, first_seen) VALUES (?, ?, ?, ?, ?, ?, 1, ?) RETURNING arrival"
)
INSERT_VERSION = "INSERT INTO version (id, article, number, digest, extractor, page, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
INSERT_PROFILE = "INSERT OR REPLACE INTO profile (version, data, crc) VALUES (?, ?, ?)"
INSERT_OBSERVATION = "INSERT OR IGNORE INTO observation (article, at, version, fetched, moment) VALUES (?, ?, ?, ?, ?)"
FIND_VERSION = """
SELECT v.id, v.article, v.digest, v.extractor, v.page, v.body, f.data, p.data FROM version AS v JOIN article AS a ON a.arrival = v.article
LEFT JOIN facts AS f ON f.version = v.id LEFT JOIN profile AS p ON p.version = v.id WHERE a.key = ? AND v.number = ?
"""
FIND_DERIVED = """
SELECT v.id, v.body, f.data FROM version AS v LEFT JOIN facts AS f ON f.version = v.id WHERE v.article = ? AND v.number = ?
"""
OWN_PAGES = """
SELECT DISTINCT page FROM version AS v WHERE article = ?1 AND page IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM version AS w WHERE w.page = v.page AND w.article <> ?1)
"""
SHOWN = "SELECT a.key, a.external, v.number FROM article AS a JOIN version AS v ON v.id = a.latest WHERE a.arrival = ?"
# The comparison keeps a repeated write from counting as a change.
REFRESH = """
UPDATE article SET outlet = ?1, at = ?2, latest = ?3, versions = ?4, first_seen = ?5
WHERE arrival = ?6 AND (outlet, at, latest, versions, first_seen) IS NOT (?1, ?2, ?3, ?4, ?5)
"""


class Seen(NamedTuple):
    """One observation on its way in: when, in seconds, and whether that is the time of a fetch."""

    moment: Moment
    at: int
    fetched: bool


class Writer:
    """Puts arrivals into the archive, inside one transaction that its caller begins and ends."""

    def __init__(self, connection: apsw.Connection, now: dt.datetime) -> None:
        self._connection = connection
        self._now = now.astimezone(dt.UTC)
        self._seconds = int(self._now.timestamp())
        self._prints: list[tuple[int, Fingerprint]] = []
        self._mentions: list[tuple[Mention, ...]] = []
        self._next_version: int = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM version").get
        self._first_version = self._next_version
        self._first_arrival: int = connection.execute("SELECT coalesce(max(arrival), 0) + 1 FROM article").get
        self._dictionaries = dictionaries.learn(connection)

    def put(self, packed: Packed) -> Outcome:
        """Store one arrival."""
        external = packed.arrival.external_id or None
        found = recognise(self._connection, packed, external)
        if isinstance(found, Refused):
            return Outcome(key=0, id=external or packed.arrival.article.id, what="refused", refused=found)
        return self._add(packed, external) if found is None else self._meet(found, packed, external)

    def _add(self, packed: Packed, external: str | None) -> Outcome:
        """Store an article that was never seen."""
        article, seen = packed.arrival.article, self._seen(packed)
        key = free_key(self._connection, hashed(packed, external))
        at = self._place(packed.published, seen.moment if seen.fetched else None)
        row = (key, article.outlet, at, self._seconds, external, self._next_version, encode_moment(seen.moment))
        arrival = self._connection.execute(INSERT_ARTICLE, row).get
        self._insert_version(arrival, 1, packed)
        self._mentions.append(packed.arrival.facts.entities)
        self._observe(arrival, 1, seen)
        self._note_addresses(arrival, packed)
        self._note_tags(arrival, at, article, packed.arrival.facts)
        if external:
            self._connection.execute("INSERT INTO external (id, article) VALUES (?, ?)", (external, arrival))
        return Outcome(key=key, id=external or hex_id(key), what="new", change=self._change(key))

    def _meet(self, arrival: int, packed: Packed, external: str | None) -> Outcome:
        """Store what an arrival adds to an article that is here."""
        number, added = self._version_of(arrival, packed)
        if added:
            self._mentions.append(packed.arrival.facts.entities)
        seen = self._seen(packed)
        observed = (added or seen.fetched) and self._observe(arrival, number, seen)
        changed = added or self._learn(arrival, number, packed)
        changed = ((changed or observed) and self._refresh(arrival)) or changed
        self._note_addresses(arrival, packed)
        changed = (external is not None and self._note_external(arrival, external)) or changed
        key, shown, latest = one(self._connection, SHOWN, (arrival,))
        return Outcome(
            key=key,
            id=shown or hex_id(key),
            what="version" if added else "seen",
            change=self._change(key) if changed else 0,
            current=number == latest,
        )

    def rewrite(self, key: int, number: int, packed: Packed) -> None:
        """Replace what was derived for a version; the digest it had still leads to it."""
        row = self._connection.execute(FIND_VERSION, (key, number)).fetchone()
        if row is None:
            raise NotFoundError(f"The article {hex_id(key)} has no version {number} in this archive.", about=hex_id(key))
        version, arrival, digest, extractor, page, *_, profile = row
        self._prints.append((arrival, packed.arrival.profile.fingerprint))
        given = packed.arrival
        fresh = (packed.digest, given.extractor, given.page or page, self._body(packed), self._facts(packed), self._profile(packed))
        if fresh == (digest, extractor, page, row[5], row[6], profile):
            return
        if digest != packed.digest:
            self._connection.execute("INSERT OR IGNORE INTO former (article, digest, number) VALUES (?, ?, ?)", (arrival, digest, number))
        update = "UPDATE version SET digest = ?, extractor = ?, page = ?, body = ? WHERE id = ?"
        self._connection.execute(update, (*fresh[:4], version))
        self._note_derived(version, packed)
        self._refresh(arrival)
        self._change(key)

    def remove(self, key: int) -> list[str] | None:
        """Remove an article; return the digests of the pages that went with it, None where there was no such article."""
        arrival = self._connection.execute("SELECT arrival FROM article WHERE key = ?", (key,)).get
        if arrival is None:
            return None
        pages = [page for (page,) in self._connection.execute(OWN_PAGES, (arrival,))]
        postings.forget(self._connection, arrival)
        self._connection.execute("DELETE FROM article WHERE arrival = ?", (arrival,))
        self._connection.executemany("DELETE FROM page WHERE digest = ?", [(page,) for page in pages])
        self._change(key, removed=True)
        return pages

    def finish(self) -> None:
        """Write the fingerprints and names of all that was put, at the end of the transaction; bundle and make dictionaries in time."""
        naming.count(self._connection, self._mentions)
        self._mentions.clear()
        postings.note(self._connection, [(arrival, winnowed(mark)) for arrival, mark in self._prints], self._first_arrival)
        last = max((arrival for arrival, _ in self._prints), default=0)
        self._prints.clear()
        postings.tidy(self._connection, self._first_arrival, last)
        sample = dictionaries.SAMPLE
        if not self._dictionaries and (self._first_version - 1) // sample < (self._next_version - 1) // sample:
            dictionaries.make(self._connection)

    # ------------------------------------------------------------ versions and observations

    def _version_of(self, arrival: int, packed: Packed) -> tuple[int, bool]:
        """Return the number of the version that an arrival shows, and whether it had to be added.

        The same page read by another extractor is the version that was made of that page: only publishers make versions.
        """
        find = "SELECT number FROM {} WHERE article = ? AND {} = ? ORDER BY number LIMIT 1"
        page = packed.arrival.page
        for table, column, value in (("version", "digest", packed.digest), ("former", "digest", packed.digest), ("version", "page", page)):
            number = self._connection.execute(find.format(table, column), (arrival, value)).get if value is not None else None
            if number is not None:
                return number, False
        number = self._connection.execute("SELECT max(number) + 1 FROM version WHERE article = ?", (arrival,)).get
        self._insert_version(arrival, number, packed)
        return number, True

    def _learn(self, arrival: int, number: int, packed: Packed) -> bool:
        """Take over what an arrival knows more of a version that it shows again (a date that was missing); say whether it did."""
        given = packed.arrival
        find = "SELECT id, extractor, page, body FROM version WHERE article = ? AND number = ?"
        version, extractor, page, body = one(self._connection, find, (arrival, number))
        with intact(self._name(arrival)):
            knows_more = extractor == given.extractor and _knows_more(given.article, than=decode_article(body, ""))
        if knows_more:
            self._connection.execute("UPDATE version SET body = ? WHERE id = ?", (self._body(packed), version))
            self._note_derived(version, packed)
        if page is None and given.page is not None:
            self._connection.execute("UPDATE version SET page = ? WHERE id = ?", (given.page, version))
            return True
        return knows_more

    def _insert_version(self, arrival: int, number: int, packed: Packed) -> None:
        """Add a version and what was derived from it."""
        given, version = packed.arrival, self._next_version
        self._next_version += 1
        row = (version, arrival, number, packed.digest, given.extractor, given.page, self._body(packed))
        self._connection.execute(INSERT_VERSION, row)
        self._prints.append((arrival, given.profile.fingerprint))
        self._note_derived(version, packed)

    def _note_derived(self, version: int, packed: Packed) -> None:
        """Store facts and profile of a version, in place of those it had."""
        facts, profile = self._facts(packed), self._profile(packed)
        self._connection.execute("INSERT OR REPLACE INTO facts (version, data) VALUES (?, ?)", (version, facts))
        self._connection.execute(INSERT_PROFILE, (version, profile, zlib.crc32(profile)))

    def _body(self, packed: Packed) -> bytes:
        return squeezed(packed.body, self._dictionaries.get(dictionaries.ARTICLES, 0))

    def _facts(self, packed: Packed) -> bytes:
        return squeezed(packed.facts, self._dictionaries.get(dictionaries.FACTS, 0))

    def _profile(self, packed: Packed) -> bytes:
        return encode_profile(packed.arrival.profile, self._dictionaries.get(dictionaries.LEMMAS, 0))

    def _seen(self, packed: Packed) -> Seen:
        """Return when an arrival was seen: fetched, else published, else now; dates ahead of the clock do not count."""
        last = self._seconds + AHEAD
        given = packed.arrival
        if given.fetched_at is not None and packed.fetched is not None and packed.fetched <= last:
            return Seen(given.fetched_at, packed.fetched, fetched=True)
        if given.article.published is not None and packed.published is not None and packed.published <= last:
            return Seen(given.article.published, packed.published, fetched=False)
        return Seen(moment_of(self._now, basis="imported"), self._seconds, fetched=False)

    def _observe(self, arrival: int, number: int, seen: Seen) -> bool:
        """Note that a version was seen; false where the same was noted before."""
        self._connection.execute(INSERT_OBSERVATION, (arrival, seen.at, number, seen.fetched, encode_moment(seen.moment)))
        return self._connection.changes() > 0

    # ------------------------------------------------------------ what follows from them

    def _refresh(self, arrival: int) -> bool:
        """Compute an article's row and tags anew; false where they are as they were."""
        find = "SELECT version, moment FROM observation WHERE article = ? {} LIMIT 1"
        number, _ = one(self._connection, find.format("ORDER BY at DESC, version DESC"), (arrival,))
        _, first_seen = one(self._connection, find.format("ORDER BY at, version"), (arrival,))
        fetched = self._connection.execute(find.format("AND fetched = 1 ORDER BY at, version"), (arrival,)).fetchone()
        count = self._connection.execute("SELECT count(*) FROM version WHERE article = ?", (arrival,)).get
        latest, body, derived = one(self._connection, FIND_DERIVED, (arrival, number))
        with intact(self._name(arrival)):
            article, facts = decode_article(body, ""), decode_facts(derived, "")
            published = None if article.published is None else int(instant(article.published).timestamp())
            at = self._place(published, decode_moment(fetched[1]) if fetched else None)
        self._connection.execute(REFRESH, (article.outlet, at, latest, count, first_seen, arrival))
        changed = self._connection.changes() > 0
        self._connection.execute("DELETE FROM tag WHERE article = ?", (arrival,))
        self._note_tags(arrival, at, article, facts)
        return changed

    def _place(self, published: int | None, fetched: Moment | None) -> int:
        """Return an article's place in «newest first»: published, but never after the first fetch; UNDATED where neither is known."""
        if fetched is None:
            return UNDATED if published is None or published > self._seconds + AHEAD else published
        first = int(instant(fetched).timestamp())
        last = first + 86_399 if fetched.precision == "day" else first
        return first if published is None or published > last else published

    def _note_addresses(self, arrival: int, packed: Packed) -> None:
        """Note every spelling that nobody has; a canonical address is taken from an outlet that only called it a spelling."""
        for spelling in dict.fromkeys(filter(None, (packed.address, *packed.arrival.addresses))):
            row, own = address_row(self._connection, spelling), spelling == packed.address
            if row is None:
                insert = "INSERT INTO address (hash, url, article, own) VALUES (?, ?, ?, ?)"
                self._connection.execute(insert, (article_key(spelling), spelling, arrival, own))
            elif own and not row.own:
                self._connection.execute("UPDATE address SET article = ?, own = 1 WHERE id = ?", (arrival, row.id))

    def _note_external(self, arrival: int, external: str) -> bool:
        """Note a further id of an article and answer with it from now on; false where it was given before."""
        self._connection.execute("INSERT OR IGNORE INTO external (id, article) VALUES (?, ?)", (external, arrival))
        if not self._connection.changes():
            return False
        self._connection.execute("UPDATE article SET external = ? WHERE arrival = ?", (external, arrival))
        return True

    def _note_tags(self, arrival: int, at: int, article: Article, facts: Facts) -> None:
        """Note the tags of the latest version, the publisher's and ours, with its place in the list."""
        for name in tag_keys(article.tags, facts.keywords):
            self._connection.execute("INSERT INTO tag (name, at, article) VALUES (?, ?, ?)", (name, at, arrival))

    def _name(self, arrival: int) -> str:
        """Return what an article is called in a message."""
        return hex_id(self._connection.execute("SELECT key FROM article WHERE arrival = ?", (arrival,)).get)

    def changed(self, key: int) -> None:
        """Add a step to the change sequence for what is said beside an article."""
        self._change(key)

    def _change(self, key: int, *, removed: bool = False) -> int:
        """Add a step to the change sequence in place of the article's last one, and return its number."""
        self._connection.execute("INSERT OR REPLACE INTO change (key, removed) VALUES (?, ?)", (key, removed))
        return self._connection.last_insert_rowid()


def _knows_more(article: Article, *, than: Article) -> bool:
    """Say whether an article has all that another has and something that is missing there."""
    old, new = msgspec.structs.astuple(than)[1:], msgspec.structs.astuple(article)[1:]  # the first field is the id
    return old != new and all(had == has or had in EMPTY for had, has in zip(old, new, strict=True))
