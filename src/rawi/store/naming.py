"""The names of an archive, in its database. Comes in: a connection, spellings, what people said. Goes out: counts and rules."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any, Literal

import apsw

from rawi.model import EntityType, Facts, Mention
from rawi.relate.company import Named
from rawi.relate.records import NameRule, Spelling
from rawi.relate.unify import spelt
from rawi.store.database import one
from rawi.store.packing import decode_facts, decode_moment, encode_moment
from rawi.store.reading import UNREADABLE

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
EVERY = "SELECT data FROM facts ORDER BY version"


def count(connection: apsw.Connection, versions: Iterable[Iterable[Mention]]) -> None:
    """Count the spellings that versions have, each once for each of them; in the order of the table, each row written once."""
    counts = Counter(_row(*spelling) for mentions in versions for spelling in spelt(mentions))
    connection.executemany(COUNT, sorted((*row, number) for row, number in counts.items()))


def _row(key: str, kind: EntityType, written: str) -> tuple[str, str, str, str]:
    return key.rpartition(" ")[2], key, kind, written


def recount(connection: apsw.Connection) -> None:
    """Count all spellings anew."""
    connection.execute("DELETE FROM spelling")
    versions = (found.entities for (data,) in connection.execute(EVERY) if (found := _read(data)))
    while some := list(islice(versions, COUNTED)):
        count(connection, some)


def found(connection: apsw.Connection, last: str) -> list[Spelling]:
    """Return the spellings whose key ends in a word."""
    return [Spelling(key, kind, written, articles) for key, kind, written, articles in connection.execute(FOUND, (last,))]


def named(connection: apsw.Connection, limit: int) -> list[Named]:
    """Return what the newest articles name, those left out that are copies of others."""
    rows: list[Any] = connection.execute(NAMED, (limit,)).fetchall()
    read = ((outlet, _read(data)) for outlet, data in rows)
    return [Named(outlet, tuple(dict.fromkeys(mention.key for mention in facts.entities))) for outlet, facts in read if facts]


def _read(data: bytes | None) -> Facts | None:
    """Read facts back; None where they are damaged, which is for `rawi doctor` and no reason to count nothing."""
    try:
        return decode_facts(data, "")
    except UNREADABLE:
        return None


def shown(connection: apsw.Connection, rules: Iterable[NameRule]) -> None:
    """Note what the archive shows of names, in place of what it showed before."""
    connection.execute("DELETE FROM name_rule WHERE kind = 'company'")
    for said in rules:
        rule(connection, said)
    connection.execute("UPDATE names_shown SET arrival = (SELECT coalesce(max(arrival), 0) FROM article)")


def unseen(connection: apsw.Connection) -> int:
    """Return how many articles came since it was last noted what the archive shows of names."""
    found: int = one(connection, "SELECT count(*) FROM article WHERE arrival > (SELECT arrival FROM names_shown)")[0]
    return found


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
    """Return what people said and what the archive shows, oldest first."""
    rows: list[tuple[Any, ...]] = connection.execute("SELECT kind, a, b, at, note FROM name_rule").fetchall()
    made = [NameRule(kind, a, b, decode_moment(at), note) for kind, a, b, at, note in rows]
    return tuple(sorted(made, key=lambda one: (one.at.value, one.kind, one.a, one.b)))
