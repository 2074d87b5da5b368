"""What embedders make of versions, in the database. Comes in: a connection inside a transaction. Goes out: vectors, who has none."""

from collections.abc import Iterable, Sequence

import apsw

from rawi.store.contract import Embedded

KNOW = "INSERT OR IGNORE INTO embedder (name) VALUES (?)"
# An article that was removed, or shows another version meanwhile, gets nothing.
NOTE = """
INSERT INTO vector (version, embedder, data)
SELECT v.id, (SELECT id FROM embedder WHERE name = ?1), ?4
FROM article AS a JOIN version AS v ON v.id = a.latest WHERE a.key = ?2 AND v.number = ?3
ON CONFLICT (version) DO UPDATE SET embedder = excluded.embedder, data = excluded.data
"""
FIND = """
SELECT a.key, x.data FROM article AS a JOIN vector AS x ON x.version = a.latest
WHERE a.key IN (SELECT value FROM json_each(?2)) AND x.embedder = (SELECT id FROM embedder WHERE name = ?1)
"""
LACKING = """
SELECT a.arrival FROM article AS a WHERE a.arrival > ?2 AND NOT EXISTS
(SELECT 1 FROM vector AS x WHERE x.version = a.latest AND x.embedder = (SELECT id FROM embedder WHERE name = ?1))
ORDER BY a.arrival LIMIT ?3
"""
COUNT = "SELECT count(*) FROM vector WHERE embedder = (SELECT id FROM embedder WHERE name = ?)"


def note(connection: apsw.Connection, embedder: str, made: Iterable[Embedded]) -> None:
    """Note vectors of articles' latest versions, in the place of any that an embedder made before."""
    connection.execute(KNOW, (embedder,))
    connection.executemany(NOTE, [(embedder, one.key, one.version, one.vector) for one in made])


def find(connection: apsw.Connection, embedder: str, keys: Sequence[int]) -> dict[int, bytes]:
    """Return the vectors that articles' latest versions have of an embedder."""
    return dict(connection.execute(FIND, (embedder, str(list(keys)))))


def lacking(connection: apsw.Connection, embedder: str, after: int, limit: int) -> list[int]:
    """Return the arrival numbers above `after` of articles that have no vector of an embedder, rising."""
    return [arrival for (arrival,) in connection.execute(LACKING, (embedder, after, limit))]


def count(connection: apsw.Connection, embedder: str) -> int:
    """Count the vectors of an embedder."""
    return int(connection.execute(COUNT, (embedder,)).get)
