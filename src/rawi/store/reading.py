"""Questions to the database. Comes in: a connection inside a transaction, keys and places. Goes out: stored records."""

import functools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import apsw
import msgspec
import zstandard

from rawi.errors import ArchiveDamagedError, NotFoundError
from rawi.identity import article_key, hex_id, key_of_hex
from rawi.language.tags import tag_key
from rawi.model import Change, Observation, Profile, Stored, Version
from rawi.moments import instant
from rawi.store.contract import UNDATED, Cursor, OutletCount, Progress, Status, TagCount
from rawi.store.database import one, statement
from rawi.store.packing import decode_article, decode_facts, decode_moment
from rawi.store.profiles import decode_profile

UNREADABLE = (msgspec.DecodeError, zstandard.ZstdError, ArchiveDamagedError, ValueError)
# All in one statement, which costs a sixth of asking for each.
PROFILES = "SELECT a.key, p.data FROM article AS a JOIN profile AS p ON p.version = a.latest WHERE a.key IN carray(?)"
INSTANTS = "SELECT key, at FROM article WHERE key IN carray(?)"
VERSIONS = (
    "SELECT v.number, v.digest, v.extractor, v.page, v.body FROM version AS v JOIN article AS a ON a.arrival = v.article WHERE a.key = ?"
)
OBSERVATIONS = (
    "SELECT o.version, o.moment FROM observation AS o JOIN article AS a ON a.arrival = o.article WHERE a.key = ? ORDER BY o.at, o.version"
)
OUTLETS = "SELECT name, articles, (SELECT max(at) FROM article WHERE outlet = name) FROM outlet ORDER BY articles DESC, name"
STATUS = """
SELECT coalesce(sum(articles), 0), coalesce(sum(versions), 0), count(*), (SELECT pages FROM page_total), (SELECT stored FROM page_total),
       (SELECT max(at) FROM article), (SELECT came FROM article ORDER BY arrival DESC LIMIT 1),
       (SELECT coalesce(max(sequence), 0) FROM change)
FROM outlet
"""
TAGS_SINCE = """
SELECT t.name, sum(a.at >= :late), count(DISTINCT CASE WHEN a.at >= :late THEN a.outlet END), sum(a.at < :late)
FROM (SELECT arrival, at, outlet FROM article WHERE at >= :since ORDER BY at DESC LIMIT :most) AS a
JOIN tag AS t ON t.article = a.arrival
GROUP BY t.name HAVING sum(a.at >= :late) >= 2 ORDER BY 2 DESC, 1
"""
DATED_SINCE = """
WITH newest AS (SELECT at FROM article WHERE at >= ?1 ORDER BY at DESC LIMIT ?2)
SELECT coalesce(sum(at >= ?3), 0), coalesce(sum(at < ?3), 0) FROM newest
"""
# A list is walked in two steps, because SQLite does not walk an index from a pair (at, rowid): first the rest of the items of
# the cursor's own second, then those of earlier seconds. Thousands of undated items share one `at`.
LISTS = {
    "all": "SELECT arrival, at FROM article WHERE {place} ORDER BY at DESC, arrival DESC LIMIT ?",
    "outlet": "SELECT arrival, at FROM article WHERE outlet = ? AND {place} ORDER BY at DESC, arrival DESC LIMIT ?",
    "tag": "SELECT article, at FROM tag WHERE name = ? AND {tagged} ORDER BY at DESC, article DESC LIMIT ?",
    "both": "SELECT t.article, t.at FROM tag AS t JOIN article AS a ON a.arrival = t.article"
    " WHERE t.name = ? AND a.outlet = ? AND t.{tagged} ORDER BY t.at DESC, t.article DESC LIMIT ?",
}


@functools.cache
def stored_by(column: str) -> str:
    """Return the statement that reads stored articles by a column of their rows.

    All of a list in one statement: fifty of them one by one cost 15 µs each instead of 3.
    """
    return statement("stored").format(column=column)


def stored(connection: apsw.Connection, column: Literal["key", "arrival"], values: Sequence[int]) -> list[Stored]:
    """Read the articles that exist in their latest version, by `key` or `arrival`, in the order of `values` and each once.

    Raises:
        ArchiveDamagedError: the bytes of one are not what was written; the error names it.
    """
    found = {getattr(item, column): item for item in map(_stored, connection.execute(stored_by(column), (str(list(values)),)))}
    return [found[value] for value in dict.fromkeys(values) if value in found]


def _stored(row: tuple[Any, ...]) -> Stored:
    """Make a stored article of its row."""
    key, arrival, external, first_seen, versions, number, extractor, page, body, facts = row
    name = external or hex_id(key)
    with intact(hex_id(key)):
        article, derived, seen = decode_article(body, name), decode_facts(facts, name), decode_moment(first_seen)
    return Stored(key, name, arrival, article, derived, seen, number, versions, extractor, page)


@contextmanager
def intact(name: str) -> Iterator[None]:
    """Raise ArchiveDamagedError about an article where its bytes cannot be read back."""
    try:
        yield
    except UNREADABLE as error:
        raise ArchiveDamagedError(
            f"The article {name} is damaged ({error}): `rawi doctor` says more; restore a backup.", about=name
        ) from error


def profiles(connection: apsw.Connection, keys: Sequence[int]) -> dict[int, Profile]:
    """Read the profiles of the latest versions that exist among `keys`."""
    found = {}
    for key, data in connection.execute(PROFILES, (numbers(keys),)):
        with intact(hex_id(key)):
            found[key] = decode_profile(data)
    return found


def numbers(values: Iterable[int]) -> Any:
    """Return numbers as SQLite reads them; 0, which numbers nothing, stands for none, since an empty array has no address."""
    return apsw.carray(array("q", sorted(values) or [0]))


def newest(connection: apsw.Connection, limit: int, before: Cursor | None, outlet: str | None, tags: Sequence[str]) -> list[Stored]:
    """Read articles newest first, from below a place; of several tags what has any of them, each article once."""
    names: dict[str | None, None] = dict.fromkeys(map(tag_key, tags)) if tags else {None: None}
    found = {line for name in names for line in _newest_lines(connection, limit, before, outlet, name)}
    order = sorted(found, key=lambda line: (line[1], line[0]), reverse=True)
    return stored(connection, "arrival", [number for number, _ in order[: max(0, limit)]])


def _newest_lines(
    connection: apsw.Connection, limit: int, before: Cursor | None, outlet: str | None, tag: str | None
) -> list[tuple[int, int]]:
    """Return the arrival numbers and instants of a stretch of one list."""
    if limit <= 0:
        return []
    named = [value for value in (tag, outlet) if value is not None]
    template = LISTS["both" if len(named) == 2 else "tag" if tag is not None else "outlet" if outlet is not None else "all"]

    def walk(place: str, tagged: str, values: list[int], count: int) -> list[tuple[int, int]]:
        """Walk one step of the list."""
        sql = template.format(place=place, tagged=tagged)
        return [(number, at) for number, at in connection.execute(sql, (*named, *values, count))]

    if before is None:
        return walk("at >= ?", "at >= ?", [UNDATED], limit)
    tail = "t.article" if len(named) == 2 else "article"
    same = walk("at = ? AND arrival < ?", f"at = ? AND {tail} < ?", [before.at, before.arrival], limit)
    return same + (walk("at < ?", "at < ?", [before.at], limit - len(same)) if len(same) < limit else [])


def position(connection: apsw.Connection, key: int) -> Cursor:
    """Return an article's place in «newest first»."""
    row = connection.execute("SELECT at, arrival FROM article WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no article {hex_id(key)} in this archive.", about=hex_id(key))
    return Cursor(at=row[0], arrival=row[1])


def tags_since(connection: apsw.Connection, since: int, late: int, most: int) -> list[TagCount]:
    """Count the tags of the newest articles."""
    return [TagCount(*row) for row in connection.execute(TAGS_SINCE, {"since": since, "late": late, "most": most})]


def dated_since(connection: apsw.Connection, since: int, late: int, most: int) -> tuple[int, int]:
    """Count the newest articles."""
    of_late, before = one(connection, DATED_SINCE, (since, most, late))
    return int(of_late), int(before)


def outlets_of(connection: apsw.Connection, keys: Sequence[int]) -> dict[int, str]:
    """Read whose articles these are."""
    listed = msgspec.json.encode(list(keys)).decode()
    rows = connection.execute("SELECT key, outlet FROM article WHERE key IN (SELECT value FROM json_each(?))", (listed,))
    return dict(rows)


def instants(connection: apsw.Connection, keys: Sequence[int]) -> dict[int, int | None]:
    """Read by which instants «newest first» orders articles."""
    rows = connection.execute(INSTANTS, (numbers(keys),))
    return {key: _dated(at) for key, at in rows}


def in_order(connection: apsw.Connection, after: int, limit: int) -> list[Stored]:
    """Read articles by rising arrival number."""
    if limit <= 0:
        return []
    numbers = [
        row[0] for row in connection.execute("SELECT arrival FROM article WHERE arrival > ? ORDER BY arrival LIMIT ?", (after, limit))
    ]
    return stored(connection, "arrival", numbers)


def versions(connection: apsw.Connection, key: int) -> list[Version]:
    """Read all versions of an article by the time at which each was seen first."""
    first: dict[int, str] = {}
    for number, moment in connection.execute(OBSERVATIONS, (key,)):
        first.setdefault(number, moment)
    found = []
    for number, digest, extractor, page, body in connection.execute(VERSIONS, (key,)):
        with intact(hex_id(key)):
            article = decode_article(body, "")
            seen = decode_moment(first[number])
        version = Version(
            number=number, digest=digest.hex(), extractor=extractor, title=article.title, text=article.text, first_seen=seen, page=page
        )
        found.append(version)
    return sorted(found, key=lambda version: (instant(version.first_seen), version.number))


def observations(connection: apsw.Connection, key: int) -> list[Observation]:
    """Read when which version was seen."""
    rows = connection.execute(OBSERVATIONS, (key,))
    return [Observation(version=number, seen_at=decode_moment(moment)) for number, moment in rows]


def changes(connection: apsw.Connection, after: int, limit: int) -> list[Change]:
    """Read the changes after a sequence number."""
    rows = connection.execute(
        "SELECT sequence, key, removed FROM change WHERE sequence > ? ORDER BY sequence LIMIT ?", (after, max(limit, 0))
    )
    return [Change(sequence=sequence, key=key, removed=bool(removed)) for sequence, key, removed in rows]


def resolve(connection: apsw.Connection, name: str) -> int | None:
    """Find an article by external id, then by 16 hex digits, then by address."""
    try:
        name.encode()
    except UnicodeEncodeError:  # half a surrogate pair names nothing
        return None
    sql = "SELECT a.key FROM external AS e JOIN article AS a ON a.arrival = e.article WHERE e.id = ?"
    key: int | None = connection.execute(sql, (name,)).get
    if key is None and (number := key_of_hex(name)) is not None:
        key = connection.execute("SELECT key FROM article WHERE key = ?", (number,)).get
    if key is None:
        sql = "SELECT a.key FROM address AS d JOIN article AS a ON a.arrival = d.article WHERE d.hash = ? AND d.url = ?"
        key = connection.execute(sql, (article_key(name), name)).get
    return key


def progress(connection: apsw.Connection, source: str) -> Progress | None:
    """Read how far an import has come."""
    row = connection.execute("SELECT lines, refused, done FROM progress WHERE source = ?", (source,)).fetchone()
    return Progress(source=source, lines=row[0], refused=row[1], done=bool(row[2])) if row else None


def refusals(connection: apsw.Connection) -> dict[tuple[str, str], int]:
    """Read the counts of refusals."""
    return {(place, reason): count for place, reason, count in connection.execute("SELECT place, reason, count FROM refusal")}


def outlets(connection: apsw.Connection) -> list[OutletCount]:
    """Read how much there is of each outlet."""
    return [OutletCount(outlet=name, articles=articles, newest=_dated(at)) for name, articles, at in connection.execute(OUTLETS)]


def status(connection: apsw.Connection) -> Status:
    """Read the archive in numbers."""
    articles, texts, names, pages, page_bytes, at, arrived, sequence = one(connection, STATUS)
    return Status(
        articles=articles,
        versions=texts,
        pages=pages,
        page_bytes=page_bytes,
        outlets=names,
        newest=_dated(at),
        arrived=arrived,
        sequence=sequence,
    )


def _dated(at: int | None) -> int | None:
    """Return an instant, None for the place of undated items."""
    return None if at in (None, UNDATED) else at
