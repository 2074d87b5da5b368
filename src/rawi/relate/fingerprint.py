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

# Five words: shorter runs are shared by chance («وزير الخارجية الأمريكي أنتوني»), longer ones break at each change.
SHINGLE = 5
BYTES = 4


def fingerprint(words: str) -> Fingerprint:
    """Return the fingerprint of a text.

    Args:
        words: its folded words, joined by spaces (`Terms.text`). A text of fewer than five words has no shingle.
    """
    parts = words.encode().split()
    found = {zlib.crc32(b" ".join(parts[at : at + SHINGLE])) for at in range(len(parts) - SHINGLE + 1)}
    packed = array("I", sorted(found))
    if sys.byteorder == "big":
        packed.byteswap()
    return Fingerprint(hashes=packed.tobytes(), shingles=max(0, len(parts) - SHINGLE + 1))


def hashes(mark: Fingerprint) -> frozenset[int]:
    """Unpack the hashes of a fingerprint."""
    return frozenset(_unpacked(mark.hashes))


def smallest(mark: Fingerprint, number: int) -> Sequence[int]:
    """Return the smallest hashes of a fingerprint, which are a fair sample of them, rising."""
    return _unpacked(mark.hashes[: BYTES * number])


def _unpacked(packed: bytes) -> "array[int]":
    """Read little-endian 32-bit numbers."""
    numbers = array("I", packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
