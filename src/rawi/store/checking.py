"""The archive examined. Comes in: a connection that reads. Goes out: one sentence for each fault, nothing where all is well."""

import zlib
from collections.abc import Callable, Iterable, Iterator

import apsw

from rawi.errors import ArchiveDamagedError
from rawi.identity import article_key, hex_id
from rawi.language.tags import tag_key
from rawi.moments import instant
from rawi.relate.fingerprint import winnowed
from rawi.store import dictionaries, postings, stories
from rawi.store.database import one
from rawi.store.packing import content_digest, decode_article, decode_facts, decode_moment
from rawi.store.profiles import decode_profile
from rawi.store.reading import intact

# Each finds rows that a sentence is made of; a trigger or a column repeats them, so a difference is a fault of ours or of the disk.
QUERIES = (
    ("SELECT key, NULL FROM article WHERE latest NOT IN (SELECT id FROM version)", "The article {} has no latest version."),
    (
        """SELECT key, (SELECT count(*) FROM version WHERE article = arrival) AS n FROM article WHERE versions <> n""",
        "The article {} counts its versions wrongly: there are {}.",
    ),
    (
        """SELECT a.key, v.number FROM article AS a JOIN version AS v ON v.id = a.latest WHERE v.number <>
        (SELECT version FROM observation WHERE article = a.arrival ORDER BY at DESC, version DESC LIMIT 1)""",
        "The article {} shows its version {}, which was not the last to be seen.",
    ),
    (
        """SELECT a.key, v.number FROM version AS v JOIN article AS a ON a.arrival = v.article
        WHERE NOT EXISTS (SELECT 1 FROM observation WHERE article = v.article AND version = v.number)""",
        "The article {} was never seen in its version {}.",
    ),
    (
        """SELECT a.key, v.number FROM version AS v JOIN article AS a ON a.arrival = v.article
        WHERE v.id NOT IN (SELECT version FROM facts) OR v.id NOT IN (SELECT version FROM profile)""",
        "The article {} lacks what is derived from its version {}: `rawi rebuild` makes it again.",
    ),
    (
        """SELECT a.key, a.external FROM article AS a WHERE a.external IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM external WHERE id = a.external AND article = a.arrival)""",
        "The article {} is called «{}», which leads elsewhere.",
    ),
    (
        "SELECT key, NULL FROM article WHERE key NOT IN (SELECT key FROM change WHERE removed = 0)",
        "The article {} is missing in the changes.",
    ),
    (
        "SELECT key, sequence FROM change WHERE removed = 0 AND key NOT IN (SELECT key FROM article)",
        "The article {} is gone, but change {} does not say so.",
    ),
    (
        "SELECT a.key, t.name FROM tag AS t JOIN article AS a ON a.arrival = t.article WHERE t.at <> a.at",
        "The article {} is misplaced in tag «{}».",
    ),
)
COUNTS = """
SELECT name, o.articles, o.versions, count(a.key), coalesce(sum(a.versions), 0) FROM outlet AS o LEFT JOIN article AS a ON a.outlet = o.name
GROUP BY name HAVING o.articles <> count(a.key) OR o.versions <> coalesce(sum(a.versions), 0)
"""
BODIES = """
SELECT a.key, v.number, v.digest, v.body, f.data, p.data, p.crc FROM version AS v JOIN article AS a ON a.arrival = v.article
LEFT JOIN facts AS f ON f.version = v.id LEFT JOIN profile AS p ON p.version = v.id ORDER BY v.id
"""

PROFILES = "SELECT a.arrival, a.key, p.data FROM article AS a JOIN profile AS p ON p.version = a.latest ORDER BY a.arrival"


def faults(connection: apsw.Connection) -> Iterator[str]:
    """Yield one sentence for each fault of the database; a damaged file stops the look, since nothing further can be trusted."""
    steps: tuple[Callable[[apsw.Connection], Iterable[str]], ...] = (_file, dictionaries.faults, _references, _rows, _addresses, _sequence)
    steps += (_bodies, _postings, stories.faults)
    for step in steps:
        try:
            found = list(step(connection))
        except (apsw.CorruptError, apsw.IOError) as error:
            yield f"The database is damaged ({error}): restore a backup."
            return
        yield from found
        if found and step is _file:
            return


def _file(connection: apsw.Connection) -> Iterator[str]:
    """Look at the pages of the file itself."""
    for (line,) in connection.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"The database file is damaged ({line}): restore a backup."


def _references(connection: apsw.Connection) -> Iterator[str]:
    """Look for rows that belong to nothing."""
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of «{table}» belongs to no row of «{parent}»."


def _rows(connection: apsw.Connection) -> Iterator[str]:
    """Compare what tables say of each other."""
    for sql, sentence in QUERIES:
        for key, more in connection.execute(sql):
            yield sentence.format(hex_id(key), more)
    for name, articles, texts, real, real_texts in connection.execute(COUNTS):
        yield f"The outlet «{name}» counts {articles} articles in {texts} versions, but has {real} in {real_texts}."
    total = one(connection, "SELECT pages, stored FROM page_total")
    real_total = one(connection, "SELECT count(*), coalesce(sum(stored), 0) FROM page")
    if total != real_total:
        yield f"The kept pages count {total[0]} in {total[1]} bytes, but are {real_total[0]} in {real_total[1]}."


def _addresses(connection: apsw.Connection) -> Iterator[str]:
    """Look at the table that finds articles."""
    before = (None, None)
    for hashed, url in connection.execute("SELECT hash, url FROM address ORDER BY hash, url"):
        if article_key(url) != hashed:
            yield f"The address {url} cannot be found: it is filed under a wrong hash."
        if (hashed, url) == before:
            yield f"The address {url} leads to two articles."
        before = (hashed, url)


def _sequence(connection: apsw.Connection) -> Iterator[str]:
    """Look whether numbers that only rise were ever set back."""
    for name, column in (("change", "sequence"), ("article", "arrival")):
        last = connection.execute(f"SELECT coalesce(max({column}), 0) FROM {name}").get  # noqa: S608 - both names stand above
        given = connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?", (name,)).get
        if last > given:
            yield f"The numbers of «{name}» were set back: {last} is there and {given} was the last that was given."


def _postings(connection: apsw.Connection) -> Iterator[str]:
    """Look whether every article can be found by its text, and nothing that is not here."""
    for arrival, key, data in connection.execute(PROFILES):
        try:
            with intact(hex_id(key)):
                chosen = winnowed(decode_profile(data).fingerprint)
        except ArchiveDamagedError:
            continue  # said by its checksum
        if postings.is_missing(connection, arrival, chosen):
            yield f"The article {hex_id(key)} cannot be found by its text: `rawi rebuild` notes its fingerprints."
    here = {arrival for (arrival,) in connection.execute("SELECT arrival FROM article")}
    for arrival in sorted(set(postings.articles(connection)) - here):
        yield f"The index of fingerprints names an article that is not here (its number was {arrival})."


def _bodies(connection: apsw.Connection) -> Iterator[str]:
    """Read every text, its facts and its profile, and every moment."""
    for key, number, digest, body, facts, profile, crc in connection.execute(BODIES):
        name = hex_id(key)
        try:
            with intact(name):
                article = decode_article(body, name)
                decode_facts(facts, name)
        except ArchiveDamagedError:
            yield f"The article {name} cannot be read in version {number}: restore a backup."
            continue
        if profile is not None and zlib.crc32(profile) != crc:
            yield f"The article {name} has a damaged profile in version {number}: `rawi rebuild` makes it again."
        if content_digest(article.title, article.text) != digest:
            yield f"The article {name} has another text in version {number} than was stored: restore a backup."
    sql = "SELECT a.key, o.at, o.moment FROM observation AS o JOIN article AS a ON a.arrival = o.article"
    for key, at, moment in connection.execute(sql):
        try:
            wrong = int(instant(decode_moment(moment)).timestamp()) != at
        except (ValueError, OverflowError):
            wrong = True
        if wrong:
            yield f"The article {hex_id(key)} has an observation whose time cannot be right: {moment}."
    for name, key in connection.execute("SELECT t.name, a.key FROM tag AS t JOIN article AS a ON a.arrival = t.article"):
        if tag_key(name) != name:
            yield f"The article {hex_id(key)} has a tag that is not folded: «{name}»."
