"""The fingerprint of a text. Comes in: its folded words. Goes out: hashes of all its 5-word shingles.

All of them and no sample: a news text has some 200, and shares between texts are then exact but for chance collisions of
32 bits (one shared shingle in a hundred thousand pairs of texts).

    >>> mark = fingerprint("قال وزير الخارجيه امس في بيان")
    >>> mark.shingles, len(hashes(mark))
    (2, 2)
"""

import sys
import zlib
from array import array
from collections.abc import Sequence

from rawi.model import Fingerprint
from rawi.relate import planes
from rawi.relate.postings import mark_chosen, only_chosen, winnow

# Five words: shorter runs are shared by chance («وزير الخارجية الأمريكي أنتوني»), longer ones break at each change.
SHINGLE = 5
BYTES = 4


def fingerprint(words: str) -> Fingerprint:
    """Return the fingerprint of a text.

    Args:
        words: its folded words, joined by spaces (`Terms.text`). A text of fewer than five words has no shingle.
    """
    order = in_order(words)
    found = sorted(set(order))
    return Fingerprint(planes.packed(found), shingles=len(order), chosen=mark_chosen(found, winnow(order)), planes=len(found))


def in_order(words: str) -> list[int]:
    """Return the hash of each shingle of a text in its place, repeated ones too."""
    parts = words.encode().split()
    return list(map(zlib.crc32, map(b" ".join, zip(*(parts[at:] for at in range(SHINGLE)), strict=False))))


def hashes(mark: Fingerprint) -> frozenset[int]:
    """Unpack the hashes of a fingerprint."""
    return frozenset(_unpacked(mark))


def winnowed(mark: Fingerprint) -> list[int]:
    """Return the hashes of a fingerprint that stand in the inverted index, rising."""
    return only_chosen(_unpacked(mark), mark.chosen) if mark.chosen else []


def smallest(mark: Fingerprint, number: int) -> Sequence[int]:
    """Return the smallest hashes of a fingerprint, which are a fair sample of them, rising."""
    return _unpacked(mark, number)


def _unpacked(mark: Fingerprint, first: int | None = None) -> "array[int]":
    """Read all hashes or the smallest; those of an archive of an earlier rawi are 32-bit numbers, little-endian."""
    if mark.planes:
        return planes.unpacked(mark.hashes, mark.planes, first)
    numbers = array("I", mark.hashes[: None if first is None else BYTES * first])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
