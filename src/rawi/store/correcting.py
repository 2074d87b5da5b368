"""What people marked as wrong, in the database. Comes in: a connection inside a transaction, keys, marks. Goes out: corrections."""

from typing import Any

import apsw
import msgspec

from rawi.errors import NotFoundError
from rawi.identity import hex_id
from rawi.model import Moment
from rawi.store.contract import Correction, CorrectionKind
from rawi.store.packing import decode_moment, encode_moment

ENDS = "SELECT a.arrival, v.digest FROM article AS a JOIN version AS v ON v.id = a.latest WHERE a.key = ?"
MARK = """
INSERT INTO correction (article, other, kind, anchor, digest, method, at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (article, kind, anchor) DO UPDATE SET note = excluded.note WHERE excluded.note NOT IN ('', note)
"""
UNMARK = """
DELETE FROM correction WHERE kind = ?2 AND anchor = ?3
AND ?1 IN ((SELECT key FROM article WHERE arrival = correction.article), (SELECT key FROM article WHERE arrival = correction.other))
"""
MARKS = """
SELECT kind, anchor, digest, method, at, note FROM correction WHERE article = (SELECT arrival FROM article WHERE key = ?1)
UNION ALL
SELECT kind, anchor, digest, method, at, note FROM correction WHERE other = (SELECT arrival FROM article WHERE key = ?1)
"""


def mark(
    connection: apsw.Connection,
    key: int,
    kind: CorrectionKind,
    anchor: tuple[str, ...],
    method: str,
    note: str,
    at: Moment,
    beside: int | None,
) -> bool:
    """Note that something is wrong; false where that was noted before.

    Raises:
        NotFoundError: there is no such article, or no such other one.
    """
    first, second = (key, None) if beside is None else sorted((key, beside))
    arrival, digest = _article(connection, first)
    other = None if second is None else _article(connection, second)[0]
    connection.execute(MARK, (arrival, other, kind, _packed(anchor), digest, method, encode_moment(at), note))
    return connection.changes() > 0


def unmark(connection: apsw.Connection, key: int, kind: CorrectionKind, anchor: tuple[str, ...]) -> bool:
    """Take a mark away; false where there was none."""
    connection.execute(UNMARK, (key, kind, _packed(anchor)))
    return connection.changes() > 0


def marks(connection: apsw.Connection, key: int) -> tuple[Correction, ...]:
    """Return what was marked at an article, oldest first."""
    rows: list[tuple[Any, ...]] = connection.execute(MARKS, (key,)).fetchall()
    found = [
        Correction(kind, tuple(msgspec.json.decode(anchor)), method, digest.hex(), decode_moment(at), note)
        for kind, anchor, digest, method, at, note in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.at.value, one.kind, one.anchor)))


def _article(connection: apsw.Connection, key: int) -> tuple[int, bytes]:
    row = connection.execute(ENDS, (key,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no article {hex_id(key)} in this archive.", about=hex_id(key))
    return int(row[0]), bytes(row[1])


def _packed(anchor: tuple[str, ...]) -> str:
    return msgspec.json.encode(anchor).decode()
