"""The inverted index of fingerprints in SQLite. Comes in: hashes, a connection inside a transaction. Goes out: rows, who shares.

Hashes and articles go in and out as arrays of numbers that SQLite reads where they lie (carray): 1 µs a posting instead of 2.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import apsw

from rawi.relate.postings import CAP, candidates
from rawi.store.contract import Sharing

# 32,768 articles have some 2.8 million postings in 40 MB: SQLite's and the system's caches hold what is being written.
VOLUME_BITS = 15
VOLUME = 1 << VOLUME_BITS
SIGN = 1 << 31
LARGE = 100
# ?1: the volume, ?2: how many bits number its articles, ?3: numbers of 32 bits of hash and those bits.
INSERT = """
INSERT OR IGNORE INTO posting SELECT ?1, (value >> ?2) - 2147483648, (?1 << ?2) | (value & ((1 << ?2) - 1)) FROM carray(?3)
"""
FULL = "SELECT hash FROM posting WHERE volume = ? AND hash IN carray(?) GROUP BY hash HAVING count(*) >= ?"
FIND = "SELECT hash, article FROM posting WHERE volume = ? AND hash IN carray(?) AND article <> ?"
NOTED = "SELECT 1 FROM posting WHERE volume = ? AND hash IN carray(?) AND article = ? LIMIT 1"
DELETE = "DELETE FROM posting WHERE volume = ? AND article = ?"
NAMES = "SELECT arrival, key, outlet FROM article WHERE arrival IN carray(?)"


def numbers(values: Iterable[int]) -> "array[int]":
    """Return numbers as SQLite reads them."""
    return array("q", values)


def note(connection: apsw.Connection, prints: Sequence[tuple[int, Sequence[int]]]) -> None:
    """Note fingerprints, each an article's arrival number and its hashes; what is there already, or is boilerplate, is passed over."""
    volumes: dict[int, list[tuple[int, Sequence[int]]]] = {}
    for arrival, hashes in prints:
        if hashes:
            volumes.setdefault(arrival >> VOLUME_BITS, []).append((arrival & (VOLUME - 1), hashes))
    for volume, members in volumes.items():
        spread = Counter(chain.from_iterable(hashes for _, hashes in members))
        # Boilerplate is what comes again and again: in a large batch it shows in the batch itself, and the rest need not be looked at.
        often = [value - SIGN for value, times in spread.items() if times > 1 or len(members) < LARGE]
        found = connection.execute(FULL, (volume, apsw.carray(numbers(sorted(often))), CAP)) if often else ()
        full = {value + SIGN for (value,) in found}
        rows = [(value << VOLUME_BITS) + place for place, hashes in members for value in hashes if value not in full]
        # In the order of the index: each of its pages is looked up and written once for all articles of the batch.
        if rows:
            connection.execute(INSERT, (volume, VOLUME_BITS, apsw.carray(numbers(sorted(rows)))))


def forget(connection: apsw.Connection, arrival: int) -> None:
    """Take an article out of the index: a look through its volume, of a tenth of a second, that no damaged profile can lead astray."""
    connection.execute(DELETE, (arrival >> VOLUME_BITS, arrival))


def is_missing(connection: apsw.Connection, arrival: int, hashes: Sequence[int]) -> bool:
    """Tell whether an article stands under none of its hashes, though one of them at least is no boilerplate."""
    asked, volume = numbers(sorted(value - SIGN for value in hashes)), arrival >> VOLUME_BITS
    if not asked or connection.execute(NOTED, (volume, apsw.carray(asked), arrival)).fetchone():
        return False
    full = connection.execute(FULL, (volume, apsw.carray(asked), CAP)).fetchall()
    return len(full) < len(asked)


def sharing(connection: apsw.Connection, hashes: Iterable[int], beside: int | None, volumes: int | None) -> list[Sharing]:
    """Find who shares fingerprints, most shared ones first."""
    asked = numbers(sorted({value - SIGN for value in hashes}))
    newest = connection.execute("SELECT max(volume) FROM posting").get
    if not asked or newest is None:
        return []
    oldest = 0 if volumes is None else max(0, newest - volumes + 1)
    own = connection.execute("SELECT arrival FROM article WHERE key = ?", (beside,)).get or 0
    found: dict[int, int] = {}
    for volume in range(newest, oldest - 1, -1):
        found |= candidates(connection.execute(FIND, (volume, apsw.carray(asked), own)), len(asked))
    return _named(connection, found)


def _named(connection: apsw.Connection, found: Mapping[int, int]) -> list[Sharing]:
    """Say which articles arrival numbers are; those that were removed are left out."""
    if not found:
        return []
    rows = connection.execute(NAMES, (apsw.carray(numbers(found)),))
    shares = [Sharing(key=key, arrival=arrival, outlet=outlet, shared=found[arrival]) for arrival, key, outlet in rows]
    return sorted(shares, key=lambda share: (-share.shared, share.key))
