"""Profiles as few bytes, and back. Comes in: profiles, a lexicon. Goes out: what a row of the table `profile` holds; profiles again.

A lemma is kept as its place in the archive's lexicon, two bytes; one that the lexicon does not have is kept as its hash. Most lemmas
stand once in the text and not in the title: that takes a bit. So of a text of 270 words 970 bytes of lemmas become 430. What was
written before the archive had a lexicon is MessagePack.
"""

import functools
import itertools
import sys
import zlib
from array import array
from collections.abc import Iterable

import msgspec

from rawi.errors import ArchiveDamagedError
from rawi.model import Fingerprint, Profile
from rawi.relate.profile import BYTES

# What a packed profile begins with; MessagePack of a record begins with 0x80 or more.
PACKED = b"\1"
# A place takes two bytes, and the last one says that the hash itself stands elsewhere.
LARGEST_LEXICON = UNKNOWN = (1 << 16) - 1
# A pair of counts is one byte: three in a title and 62 in a text are the most that it says; ESCAPED sends to the end for the others.
TITLES, TEXTS, ESCAPED = 3, 62, 255
ONCE = 1
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
    if not number or len(profile.lemmas) % BYTES:
        return _encoder.encode(profile)
    known, keys, lemmas = _learnt[number].places, keys_of(profile), len(profile.lemmas) // BYTES
    titles, texts = profile.lemmas[4 * lemmas : 5 * lemmas], profile.lemmas[5 * lemmas :]
    places = array("H", [known.get(key, UNKNOWN) for key in keys])
    others = array("I", [key for key in keys if key not in known])
    pairs = list(zip(titles, texts, strict=True))
    codes = bytes([title * (TEXTS + 1) + text if title <= TITLES and text <= TEXTS else ESCAPED for title, text in pairs])
    told = codes.replace(bytes([ONCE]), b"")
    long = b"".join([bytes(pair) for pair, code in zip(pairs, codes, strict=True) if code == ESCAPED])
    once = int("1" + "".join(["1" if code == ONCE else "0" for code in codes]), 2).to_bytes(_size(len(codes)), "big")
    mark = profile.fingerprint
    sizes = (mark.shingles, mark.planes, len(mark.hashes), len(mark.chosen), len(places), len(others), len(told))
    head = PACKED + number.to_bytes(4, "little") + b"".join(map(_varint, sizes))
    return b"".join((head, mark.hashes, mark.chosen, _bytes(places), _bytes(others), once, told, long))


def decode_profile(data: bytes) -> Profile:
    """Read a profile back.

    Raises:
        ArchiveDamagedError: it needs a lexicon that is not here, or ends too early.
        msgspec.DecodeError: it is no profile.
    """
    if data[:1] != PACKED:
        return _decoder.decode(data)
    try:
        return _unpacked(data)
    except (IndexError, KeyError, ValueError, TypeError, StopIteration) as error:
        raise ArchiveDamagedError(f"A profile cannot be read ({error!r}): `rawi rebuild` makes it again.") from error


def _unpacked(data: bytes) -> Profile:
    """Unpack what `encode_profile` has packed."""
    known, at, head = _learnt[int.from_bytes(data[1:5], "little")], 5, list[int]()
    while len(head) < 7:
        value, at = _read_varint(data, at)
        head.append(value)
    shingles, planes, *sizes, places, others, told = head
    ends = list(itertools.accumulate((*sizes, 2 * places, 4 * others, _size(places), told), initial=at))
    hashes, chosen, placed, rest, once, codes = [data[start:end] for start, end in itertools.pairwise(ends)]
    more = iter(_numbers(rest))
    keys = array("I", [next(more) if key is None else key for key in map(known.hashes.__getitem__, _numbers(placed, "H"))])
    counts = _counts(once, codes, data[ends[-1] :])
    if ends[-1] > len(data) or len(counts) != 2 * places:
        raise ValueError("it ends too early")
    return Profile(Fingerprint(hashes, shingles, chosen, planes), _bytes(keys) + counts)


def _counts(once: bytes, told: bytes, long: bytes) -> bytes:
    """Return the counts of all lemmas in the title and then those in the text."""
    runs = f"{int.from_bytes(once, 'big'):b}"[1:].split("0")
    found = bytearray(bytes([ONCE]) * len(runs[0]))
    for code, run in zip(told, runs[1:], strict=True):
        found.append(code)
        found += bytes([ONCE]) * len(run)
    codes = bytes(found)
    titles, texts = bytearray(codes.translate(TITLE_OF)), bytearray(codes.translate(TEXT_OF))
    if long:
        pairs = iter(long)
        for place in [place for place, code in enumerate(codes) if code == ESCAPED]:
            titles[place], texts[place] = next(pairs), next(pairs)
    return bytes(titles + texts)


def _size(bits: int) -> int:
    """Return how many bytes so many bits take behind a leading one, which tells where they begin."""
    return bits // 8 + 1


def _varint(value: int) -> bytes:
    """Return a number in as many bytes as it needs, seven bits in each, the lowest first."""
    found = bytearray()
    while value > 127:
        found.append((value & 127) | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number and the place behind it."""
    value = shift = 0
    while data[at] > 127:
        value |= (data[at] & 127) << shift
        shift, at = shift + 7, at + 1
    return value | data[at] << shift, at + 1


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
