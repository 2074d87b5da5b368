"""The names of an archive, in its database. Comes in: a connection, spellings, what people said. Goes out: counts and rules."""

from collections.abc import Iterable
from typing import Any, Literal

import apsw

from rawi.model import EntityType, Mention
from rawi.relate.records import NameRule, Spelling
from rawi.relate.unify import spelt
from rawi.store.packing import decode_facts, decode_moment, encode_moment

COUNT = """
INSERT INTO spelling (last, key, type, written, articles) VALUES (?, ?, ?, ?, 1)
ON CONFLICT (last, key, type, written) DO UPDATE SET articles = articles + 1
"""
FOUND = "SELECT key, type, written, articles FROM spelling WHERE last = ? ORDER BY articles DESC, key, type, written"
LATEST = "SELECT f.data FROM article AS a JOIN facts AS f ON f.version = a.latest ORDER BY a.arrival"


def count(connection: apsw.Connection, mentions: Iterable[Mention]) -> None:
    """Count the spellings that one version has."""
    connection.executemany(COUNT, [_row(*one) for one in spelt(mentions)])


def _row(key: str, kind: EntityType, written: str) -> tuple[str, str, str, str]:
    return key.rpartition(" ")[2], key, kind, written


def recount(connection: apsw.Connection) -> None:
    """Count all spellings anew."""
    connection.execute("DELETE FROM spelling")
    for (data,) in connection.execute(LATEST):
        count(connection, decode_facts(data, "").entities)


def found(connection: apsw.Connection, last: str) -> list[Spelling]:
    """Return the spellings whose key ends in a word."""
    return [Spelling(key, kind, written, articles) for key, kind, written, articles in connection.execute(FOUND, (last,))]


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
