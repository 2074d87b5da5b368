"""The names of an archive, in its database. Comes in: a connection, spellings, what people said. Goes out: counts and rules."""

import contextlib
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any, Literal

import apsw

from rawi.errors import ArchiveDamagedError
from rawi.model import EntityType, Mention
from rawi.relate.company import Named
from rawi.relate.records import NameRule, Spelling
from rawi.relate.unify import spelt
from rawi.store.packing import decode_facts, decode_moment, encode_moment

COUNT = """
INSERT INTO spelling (last, key, type, written, articles) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (last, key, type, written) DO UPDATE SET articles = articles + excluded.articles
"""
FOUND = "SELECT key, type, written, articles FROM spelling WHERE last = ? ORDER BY articles DESC, key, type, written"
# So many versions are counted before their spellings are written.
COUNTED = 2_000
NAMED = """
SELECT a.outlet, f.data FROM article AS a JOIN facts AS f ON f.version = a.latest LEFT JOIN member AS m ON m.article = a.arrival
WHERE m.article IS NULL OR m.voice = a.arrival ORDER BY a.at DESC, a.arrival DESC LIMIT ?
"""
LATEST = "SELECT f.data FROM article AS a JOIN facts AS f ON f.version = a.latest ORDER BY a.arrival"


def count(connection: apsw.Connection, versions: Iterable[Iterable[Mention]]) -> None:
    """Count the spellings that versions have, each once for each of them; in the order of the table, each row written once."""
    counts = Counter(_row(*one) for mentions in versions for one in spelt(mentions))
    connection.executemany(COUNT, sorted((*row, number) for row, number in counts.items()))


def _row(key: str, kind: EntityType, written: str) -> tuple[str, str, str, str]:
    return key.rpartition(" ")[2], key, kind, written


def recount(connection: apsw.Connection) -> None:
    """Count all spellings anew."""
    connection.execute("DELETE FROM spelling")
    versions = (decode_facts(data, "").entities for (data,) in connection.execute(LATEST))
    while some := list(islice(versions, COUNTED)):
        count(connection, some)


def found(connection: apsw.Connection, last: str) -> list[Spelling]:
    """Return the spellings whose key ends in a word."""
    return [Spelling(key, kind, written, articles) for key, kind, written, articles in connection.execute(FOUND, (last,))]


def named(connection: apsw.Connection, limit: int) -> list[Named]:
    """Return what the newest articles name, those left out that are copies of others."""
    rows: list[Any] = connection.execute(NAMED, (limit,)).fetchall()
    found: list[Named] = []
    for outlet, data in rows:
        # A row that is damaged is for `rawi doctor`, and no reason to count nothing.
        with contextlib.suppress(ArchiveDamagedError, ValueError):
            found.append(Named(outlet, tuple(dict.fromkeys(one.key for one in decode_facts(data, "").entities))))
    return found


def shown(connection: apsw.Connection, rules: Iterable[NameRule]) -> None:
    """Note what the archive shows of names, in place of what it showed before."""
    connection.execute("DELETE FROM name_rule WHERE kind = 'company'")
    for one in rules:
        rule(connection, one)


def rule(connection: apsw.Connection, said: NameRule) -> bool:
    """Note what was said of two names; false where it was noted before."""
    row = (said.kind, said.a, said.b, encode_moment(said.at), said.note)
    connection.execute("INSERT OR IGNORE INTO name_rule (kind, a, b, at, note) VALUES (?, ?, ?, ?, ?)", row)
    return connection.changes() > 0


def unrule(connection: apsw.Connection, kind: Literal["merge", "split"], a: str, b: str) -> bool:
    """Take back what was said of two names, whichever is named first."""
    connection.execute("DELETE FROM name_rule WHERE kind = ?1 AND ((a = ?2 AND b = ?3) OR (a = ?3 AND b = ?2))", (kind, a, b))
    return connection.changes() > 0


def rules(connection: apsw.Connection) -> tuple[NameRule, ...]:
    """Return what people said, oldest first."""
    rows: list[tuple[Any, ...]] = connection.execute("SELECT kind, a, b, at, note FROM name_rule").fetchall()
    made = [NameRule(kind, a, b, decode_moment(at), note) for kind, a, b, at, note in rows]
    return tuple(sorted(made, key=lambda one: (one.at.value, one.kind, one.a, one.b)))
