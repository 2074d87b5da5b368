"""The inverted index of fingerprints in SQLite. Comes in: hashes, a connection inside a transaction. Goes out: rows, who shares.

What is new stands in rows; from time to time these are bundled (`rawi.store.bundles`), and both are looked through.
Hashes and articles go in and out as arrays of numbers that SQLite reads where they lie (carray): 1 µs a posting instead of 2.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import apsw

from rawi.relate.postings import CAP, candidates
from rawi.store import bundles
from rawi.store.contract import Sharing

# A number in a volume takes no more than two bytes, and a batch finds most pages of the rows in SQLite's cache.
VOLUME_BITS = 15
VOLUME = 1 << VOLUME_BITS
SIGN = 1 << 31
LARGE = 100
# Rows are bundled after so many articles: 8,192 have 10 MB of them, and to bundle them takes a tenth of a millisecond for each.
BUNDLED_BITS = 13
# ?1: the volume, ?2: how many bits number its articles, ?3: numbers of 32 bits of hash and those bits.
INSERT = """
INSERT OR IGNORE INTO posting SELECT ?1, (value >> ?2) - 2147483648, (?1 << ?2) | (value & ((1 << ?2) - 1)) FROM carray(?3)
"""
FIND = "SELECT hash, article FROM posting WHERE volume = ? AND hash IN carray(?) AND article <> ?"
NOTED = "SELECT 1 FROM posting WHERE volume = ? AND hash IN carray(?) AND article = ? LIMIT 1"
HAS = "SELECT hash FROM posting WHERE volume = ? AND hash IN carray(?)"
DELETE = "DELETE FROM posting WHERE volume = ? AND article = ?"
NAMES = "SELECT arrival, key, outlet FROM article WHERE arrival IN carray(?)"


def numbers(values: Iterable[int]) -> "array[int]":
    """Return numbers as SQLite reads them."""
    return array("q", values)


def note(connection: apsw.Connection, prints: Sequence[tuple[int, Sequence[int]]], fresh: int = 0) -> None:
    """Note fingerprints; what is there already, or is boilerplate, is passed over.

    Args:
        connection: of the writer.
        prints: each an article's arrival number and its hashes.
        fresh: from which number on an article cannot have been noted before.
    """
    volumes: dict[int, list[tuple[int, Sequence[int]]]] = {}
    for arrival, hashes in prints:
        if hashes:
            volumes.setdefault(arrival >> VOLUME_BITS, []).append((arrival & (VOLUME - 1), hashes))
    for volume, members in volumes.items():
        spread = Counter(chain.from_iterable(hashes for _, hashes in members))
        # Boilerplate is what comes again and again: in a large batch it shows in the batch itself, and the rest need not be looked at.
        often = [value for value, times in spread.items() if times > 1 or len(members) < LARGE]
        full = _full(connection, volume, often)
        known = {place for place, _ in members if (volume << VOLUME_BITS) | place < fresh}
        old = {value for place, hashes in members if place in known for value in hashes}
        there = {(value << VOLUME_BITS) + place for value, place in bundles.found(connection, volume, sorted(old))}
        rows = {(value << VOLUME_BITS) + place for place, hashes in members for value in hashes if value not in full} - there
        # In the order of the index: each of its pages is looked up and written once for all articles of the batch.
        if rows:
            connection.execute(INSERT, (volume, VOLUME_BITS, apsw.carray(numbers(sorted(rows)))))


def tidy(connection: apsw.Connection, fresh: int, last: int) -> None:
    """Bundle rows when it is time: those of one older volume, as an archive of an earlier rawi has them, or all when enough came.

    Args:
        connection: of the writer.
        fresh: the first number of an article that came in this transaction.
        last: the last one; smaller where none came.
    """
    if last < fresh:
        return
    oldest = connection.execute("SELECT min(volume) FROM posting").get
    if oldest is not None and (oldest < last >> VOLUME_BITS or (fresh - 1) >> BUNDLED_BITS < last >> BUNDLED_BITS):
        rows = connection.execute("SELECT hash, article FROM posting WHERE volume = ?", (oldest,))
        bundles.add(connection, oldest, ((value + SIGN, article & (VOLUME - 1)) for value, article in rows))
        connection.execute("DELETE FROM posting WHERE volume = ?", (oldest,))


def forget(connection: apsw.Connection, arrival: int) -> None:
    """Take an article out of the index: a look through its volume, of a tenth of a second, that no damaged profile can lead astray."""
    connection.execute(DELETE, (arrival >> VOLUME_BITS, arrival))
    bundles.drop(connection, arrival >> VOLUME_BITS, arrival & (VOLUME - 1))


def is_missing(connection: apsw.Connection, arrival: int, hashes: Sequence[int]) -> bool:
    """Tell whether an article stands under none of its hashes, though one of them at least is no boilerplate."""
    asked, volume = numbers(sorted(value - SIGN for value in hashes)), arrival >> VOLUME_BITS
    if not asked or connection.execute(NOTED, (volume, apsw.carray(asked), arrival)).fetchone():
        return False
    own = arrival & (VOLUME - 1)
    if any(place == own for value in hashes for _, place in bundles.found(connection, volume, [value])):
        return False
    return len(_full(connection, volume, hashes)) < len(asked)


def articles(connection: apsw.Connection) -> Iterator[int]:
    """Yield the articles that the index names, some of them twice."""
    for (arrival,) in connection.execute("SELECT DISTINCT article FROM posting"):
        yield arrival
    for volume, place in bundles.articles(connection):
        yield volume << VOLUME_BITS | place


def _full(connection: apsw.Connection, volume: int, hashes: Sequence[int]) -> set[int]:
    """Return which of some hashes so many articles of a volume have that no more are noted under them."""
    asked = sorted(set(hashes))
    if not asked:
        return set()
    spread = Counter(value + SIGN for (value,) in connection.execute(HAS, (volume, apsw.carray(numbers([one - SIGN for one in asked])))))
    spread.update(value for value, _ in bundles.found(connection, volume, asked))
    return {value for value, times in spread.items() if times >= CAP}


def sharing(connection: apsw.Connection, hashes: Iterable[int], beside: int | None, volumes: int | None) -> list[Sharing]:
    """Find who shares fingerprints, most shared ones first."""
    wanted = sorted(set(hashes))
    asked = numbers([value - SIGN for value in wanted])
    if not asked:
        return []
    # Two questions: of one for both ends SQLite reads all rows.
    first, last = (connection.execute(f"SELECT {end}(volume) FROM posting").get for end in ("min", "max"))  # noqa: S608 - two names
    newest = max(last or 0, bundles.newest(connection) or 0)
    oldest = 0 if volumes is None else max(0, newest - volumes + 1)
    own = connection.execute("SELECT arrival FROM article WHERE key = ?", (beside,)).get or 0
    found: dict[int, int] = {}
    for volume in range(newest, oldest - 1, -1):
        rows = [(value, (volume << VOLUME_BITS) | place) for value, place in bundles.found(connection, volume, wanted)]
        rows = [row for row in rows if row[1] != own]
        if first is not None and volume >= first:
            rows += [(value + SIGN, article) for value, article in connection.execute(FIND, (volume, apsw.carray(asked), own))]
        found |= candidates(rows, len(asked))
    return _named(connection, found)


def _named(connection: apsw.Connection, found: Mapping[int, int]) -> list[Sharing]:
    """Say which articles arrival numbers are; those that were removed are left out."""
    if not found:
        return []
    rows = connection.execute(NAMES, (apsw.carray(numbers(found)),))
    shares = [Sharing(key=key, arrival=arrival, outlet=outlet, shared=found[arrival]) for arrival, key, outlet in rows]
    return sorted(shares, key=lambda share: (-share.shared, share.key))
