"""Postings of the index of fingerprints that are no longer written, bundled. Comes in: a connection, hashes. Goes out: rows, who has them.

A row of its own takes fourteen bytes a posting in an index that is written at random places; in a bundle, which holds what one volume has
under a run of 65,536 hashes, a posting takes four: the lower halves of hash and article. A volume has some forty postings in each bundle.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

import apsw

HALF, LOWER = 16, (1 << 16) - 1
FIND = "SELECT place, data FROM bundle WHERE place IN carray(?)"
WHOLE = "SELECT place, data FROM bundle WHERE place BETWEEN ? AND ?"
PUT = "INSERT INTO bundle (place, data) VALUES (?, ?)"


def newest(connection: apsw.Connection) -> int | None:
    """Return the newest volume that has bundles."""
    place: int | None = connection.execute("SELECT max(place) FROM bundle").get
    return None if place is None else place >> HALF


def found(connection: apsw.Connection, volume: int, hashes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each of some hashes with the number in the volume of each article that has it."""
    here: dict[int, array[int]] = {}
    places = array("q", sorted({(volume << HALF) | (value >> HALF) for value in hashes}))
    for place, data in connection.execute(FIND, (apsw.carray(places),)) if places else ():
        here[place & LOWER] = unpacked(data)
    for value in hashes:
        postings = here.get(value >> HALF)
        if postings is None:
            continue
        start = (value & LOWER) << HALF
        at = bisect_left(postings, start)
        while at < len(postings) and postings[at] <= start | LOWER:
            yield value, postings[at] & LOWER
            at += 1


def add(connection: apsw.Connection, volume: int, rows: Iterator[tuple[int, int]]) -> None:
    """Add postings to the bundles of a volume, each a hash with the number of an article in the volume; all of them are written anew."""
    held: dict[int, list[int]] = {}
    for place, data in connection.execute(WHOLE, _places(volume)):
        held[place] = [*unpacked(data)]
    for value, article in rows:
        held.setdefault((volume << HALF) | (value >> HALF), []).append((value & LOWER) << HALF | article)
    connection.execute("DELETE FROM bundle WHERE place BETWEEN ? AND ?", _places(volume))
    # In the order of their places: so that their pages are full.
    connection.executemany(PUT, [(place, packed(held.pop(place))) for place in sorted(held)])


def drop(connection: apsw.Connection, volume: int, article: int) -> None:
    """Take an article out of the bundles of a volume."""
    lowest = article & 0xFF
    rows: list[tuple[Any, ...]] = connection.execute(WHOLE, _places(volume)).fetchall()
    for place, data in rows:
        if lowest not in data[0::4]:
            continue
        postings = unpacked(data)
        kept = [posting for posting in postings if posting & LOWER != article]
        if not kept:
            connection.execute("DELETE FROM bundle WHERE place = ?", (place,))
        elif len(kept) < len(postings):
            connection.execute("UPDATE bundle SET data = ? WHERE place = ?", (packed(kept), place))


def articles(connection: apsw.Connection) -> Iterator[tuple[int, int]]:
    """Yield the volume and number in it of each article that bundles name."""
    volume, members = 0, set[int]()
    for place, data in connection.execute("SELECT place, data FROM bundle ORDER BY place"):
        if place >> HALF != volume:
            yield from ((volume, article) for article in sorted(members))
            volume, members = place >> HALF, set()
        members.update(posting & LOWER for posting in unpacked(data))
    yield from ((volume, article) for article in sorted(members))


def packed(postings: Sequence[int]) -> bytes:
    """Pack postings, each the lower half of a hash over an article's number, in their order and each once."""
    numbers = array("I", sorted(set(postings)))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(data: bytes) -> "array[int]":
    """Unpack postings."""
    numbers = array("I", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _places(volume: int) -> tuple[int, int]:
    """Return the first and the last place of a volume."""
    return volume << HALF, (volume << HALF) | LOWER
