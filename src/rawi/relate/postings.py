"""Which fingerprints an inverted index keeps, and whom to compare. Comes in: hashes in order, rows of the index. Goes out: choices.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of each `WINDOW` neighbouring shingles the smallest hash is kept. Two texts that
share `WINDOW` + 4 words in a row then share a kept hash for certain, and two sevenths of all shingles are kept.

    >>> sorted(winnow([5, 9, 1, 8, 7, 6, 9, 9, 3]))
    [1, 3]
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress

# 4, 6 and 8 find all of 3,129 pairs that share half of the shorter text, and 98.9, 99.1 and 99.1 % of those that share .3; an
# article takes 1,570, 1,110 and 860 bytes of index. An excerpt of 40 words with a fifth of them changed needs the density of 6.
WINDOW = 6
# A hash that stands in so many articles (of one volume of the index) is boilerplate: later articles are not noted under it, and
# it counts for nothing unless most of a text is such, as that of the hundredth copy of a statement is.
CAP = 64
MOST_COMMON = 0.6
# One shared hash makes a candidate only if so few articles have it; two shared ones always do.
RARE = 8
ZEROS = bytes.maketrans(b"01", b"\0\1")
DIGITS = bytes.maketrans(b"\0\1", b"01")


def winnow(order: list[int]) -> set[int]:
    """Return the hashes that winnowing keeps.

    Args:
        order: the hash of each shingle in the order of the text.
    """
    if len(order) <= WINDOW:
        return {min(order)} if order else set()
    least = min(order[:WINDOW])
    place = order.index(least)
    kept = {least}
    for at, found in enumerate(order[WINDOW:], start=WINDOW):
        if found <= least:
            least, place = found, at
        elif place > at - WINDOW:
            continue
        else:  # the smallest has left the window: look through what is in it
            window = order[at - WINDOW + 1 : at + 1]
            least = min(window)
            place = at - WINDOW + 1 + window.index(least)
        kept.add(least)
    return kept


def mark_chosen(found: Sequence[int], chosen: set[int]) -> bytes:
    """Return one bit for each of `found`, little-endian, set where it is among `chosen`."""
    if not found:
        return b""
    bits = bytes(map(chosen.__contains__, reversed(found))).translate(DIGITS)
    return int(bits, 2).to_bytes((len(bits) + 7) // 8, "little")


def only_chosen(found: Sequence[int], bits: bytes) -> list[int]:
    """Return those of `found` whose bit is set.

    >>> only_chosen([3, 5, 8], mark_chosen([3, 5, 8], {5, 8}))
    [5, 8]
    """
    written = f"{int.from_bytes(bits, 'little'):0{len(found)}b}".encode().translate(ZEROS)
    return list(compress(found, reversed(written)))


def candidates(rows: Iterable[tuple[int, int]], asked: int) -> dict[int, int]:
    """Return who may share text with whoever asked, with the number of hashes they share.

    Args:
        rows: (hash, article) for each of the hashes asked for that stands in the index.
        asked: how many hashes were asked for.
    """
    listed = list(rows)
    if not listed:
        return {}
    spread = Counter([row[0] for row in listed])
    common = {found for found, articles in spread.items() if articles >= CAP}
    if common and len(common) < MOST_COMMON * asked:
        listed = [row for row in listed if row[0] not in common]
    shared = Counter([row[1] for row in listed])
    telling = {row[1] for row in listed if spread[row[0]] <= RARE}
    return {article: count for article, count in shared.items() if count > 1 or article in telling}
