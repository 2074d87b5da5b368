"""Profiles as few bytes, and back. Comes in: profiles, a lexicon. Goes out: what a row of the table `profile` holds; profiles again.

A lemma is kept as its place in the archive's lexicon, two bytes; one that the lexicon does not have is kept as its hash. Most lemmas
stand once in the text and not in the title: that takes a bit. So of a text of 270 words 970 bytes of lemmas become 440. What was
written before the archive had a lexicon is MessagePack.
"""

import functools
import itertools
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable

import msgspec

from rawi.errors import ArchiveDamagedError
from rawi.model import Fingerprint, Profile
from rawi.relate.profile import BYTES

# What a packed profile begins with; MessagePack of a record begins with 0x80 or more.
PACKED = 1
# That, the lexicon's number; shingles, planes, bytes of hashes and of marks, lemmas, those that have no place, counts that are told.
HEAD = struct.Struct("<BI7H")
LONGEST = (1 << 16) - 1
# A place takes two bytes, and the last one says that the hash itself stands elsewhere.
LARGEST_LEXICON = UNKNOWN = (1 << 16) - 1
# A pair of counts is one byte: three in a title and 62 in a text are the most that it says; ESCAPED sends to the end for the others.
TITLES, TEXTS, ESCAPED = 3, 62, 255
ONCE = 1
SINGLES = [bytes([value]) for value in range(256)]
ONES = SINGLES[ONCE] * 64
TITLE_OF = bytes(min(value // (TEXTS + 1), TITLES) for value in range(256))
TEXT_OF = bytes(value % (TEXTS + 1) for value in range(256))

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Profile)


class Lexicon:
    """Lemma hashes by their places; `number` is by what packed profiles name it."""

    def __init__(self, data: bytes) -> None:
        """Take the hashes as `lexicon` has packed them."""
        self.number = zlib.crc32(data)
        self.hashes: list[int | None] = [None] * (UNKNOWN + 1)
        known = _numbers(data)
        self.hashes[: len(known)] = known

    @functools.cached_property
    def places(self) -> dict[int, int]:
        """The place of each hash."""
        return {value: place for place, value in enumerate(self.hashes) if value is not None}


_learnt: dict[int, Lexicon] = {}


def lexicon(hashes: Iterable[int]) -> bytes:
    """Pack a lexicon of at most 65,535 lemmas."""
    return _bytes(array("I", itertools.islice(hashes, LARGEST_LEXICON)))


def learn(data: bytes) -> int:
    """Learn a lexicon and return its number."""
    found = Lexicon(data)
    return _learnt.setdefault(found.number, found).number


def keys_of(profile: Profile) -> "array[int]":
    """Return the hashes of a profile's lemmas."""
    return _numbers(profile.lemmas[: 4 * (len(profile.lemmas) // BYTES)])


def encode_profile(profile: Profile, number: int = 0) -> bytes:
    """Encode a profile with the lexicon of that number; 0 for none."""
    mark, lemmas = profile.fingerprint, len(profile.lemmas) // BYTES
    longest = max(mark.shingles, len(mark.hashes), len(mark.chosen), lemmas)
    if not number or len(profile.lemmas) % BYTES or longest > LONGEST:
        return _encoder.encode(profile)
    known, keys = _learnt[number].places, keys_of(profile)
    pairs = list(zip(profile.lemmas[4 * lemmas : 5 * lemmas], profile.lemmas[5 * lemmas :], strict=True))
    places = array("H", [known.get(key, UNKNOWN) for key in keys])
    others = array("I", [key for key in keys if key not in known])
    codes = bytes([title * (TEXTS + 1) + text if title <= TITLES and text <= TEXTS else ESCAPED for title, text in pairs])
    told = codes.replace(SINGLES[ONCE], b"")
    long = b"".join([bytes(pair) for pair, code in zip(pairs, codes, strict=True) if code == ESCAPED])
    once = int("1" + "".join(["1" if code == ONCE else "0" for code in codes]), 2).to_bytes(_size(lemmas), "big")
    sizes = (mark.shingles, mark.planes, len(mark.hashes), len(mark.chosen), lemmas, len(others), len(told))
    return b"".join((HEAD.pack(PACKED, number, *sizes), mark.hashes, mark.chosen, _bytes(places), _bytes(others), once, told, long))


def decode_profile(data: bytes) -> Profile:
    """Read a profile back.

    Raises:
        ArchiveDamagedError: it needs a lexicon that is not here, or ends too early.
        msgspec.DecodeError: it is no profile.
    """
    if data[:1] != SINGLES[PACKED]:
        return _decoder.decode(data)
    try:
        return _unpacked(data)
    except (struct.error, IndexError, KeyError, ValueError, TypeError) as error:
        raise ArchiveDamagedError(f"A profile cannot be read ({error!r}): `rawi rebuild` makes it again.") from error


def _unpacked(data: bytes) -> Profile:
    """Unpack what `encode_profile` has packed; a list of candidates has a hundred, so that every step counts."""
    _, number, shingles, planes, hashes, chosen, lemmas, others, told = HEAD.unpack_from(data)
    marks = HEAD.size + hashes
    placed = marks + chosen
    rest = placed + 2 * lemmas
    once = rest + 4 * others
    codes = once + _size(lemmas)
    end = codes + told
    if end > len(data):
        raise IndexError("it ends too early")
    keys = [*map(_learnt[number].hashes.__getitem__, _numbers(data[placed:rest], "H"))]
    at = -1
    for key in _numbers(data[rest:once]):
        at = keys.index(None, at + 1)
        keys[at] = key
    counts = _counts(data[once:codes], data[codes:end], data[end:])
    if len(counts) != 2 * lemmas:
        raise IndexError("its counts are not those of its lemmas")
    mark = Fingerprint(data[HEAD.size : marks], shingles, data[marks:placed], planes)
    return Profile(mark, _bytes(array("I", keys)) + counts)  # type: ignore[arg-type]  # a None that is left is a TypeError


def _counts(once: bytes, told: bytes, long: bytes) -> bytes:
    """Return the counts of all lemmas in the title and then those in the text."""
    first, *runs = f"{int.from_bytes(once, 'big'):b}"[1:].split("0")
    pieces = [
        SINGLES[code] + ONES[: len(run)] if len(run) <= len(ONES) else SINGLES[code] + SINGLES[ONCE] * len(run)
        for code, run in zip(told, runs, strict=True)
    ]
    codes = b"".join((SINGLES[ONCE] * len(first), *pieces))
    titles, texts = codes.translate(TITLE_OF), codes.translate(TEXT_OF)
    if 2 * codes.count(ESCAPED) != len(long):
        raise IndexError("its counts do not come in pairs")
    if not long:
        return titles + texts
    both, pairs = (bytearray(titles), bytearray(texts)), iter(long)
    for place in [place for place, code in enumerate(codes) if code == ESCAPED]:
        both[0][place], both[1][place] = next(pairs), next(pairs)
    return bytes(both[0] + both[1])


def _size(bits: int) -> int:
    """Return how many bytes so many bits take behind a leading one, which tells where they begin."""
    return bits // 8 + 1


def _numbers(data: bytes, code: str = "I") -> "array[int]":
    """Read little-endian numbers."""
    found = array(code, data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _bytes(numbers: "array[int]") -> bytes:
    """Write numbers little-endian."""
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()
