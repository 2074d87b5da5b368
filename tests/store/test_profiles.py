"""Profiles as they are stored: they come back whole with a lexicon and without, and what is damaged is said to be."""

from array import array

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.errors import ArchiveDamagedError
from rawi.language.terms import terms
from rawi.model import Fingerprint, Profile
from rawi.relate import planes
from rawi.relate.fingerprint import hashes, smallest
from rawi.relate.profile import profile
from rawi.store import profiles

numbers = st.sets(st.integers(0, (1 << 32) - 1), max_size=80).map(sorted)
counts = st.integers(0, 255)


@st.composite
def made(draw):
    found, keys = draw(numbers), draw(numbers)
    pairs = [(draw(counts), draw(counts)) if draw(st.booleans()) else (0, 1) for _ in keys]
    packed = array("I", keys).tobytes() + bytes(one for one, _ in pairs) + bytes(two for _, two in pairs)
    return Profile(Fingerprint(planes.packed(found), draw(st.integers(0, 1 << 20)), draw(st.binary(max_size=9)), len(found)), packed)


@given(made(), numbers)
def test_a_profile_comes_back_whole(given_, others):
    keys = array("I", given_.lemmas[: 4 * (len(given_.lemmas) // 6)])
    number = profiles.learn(profiles.lexicon([*others, *keys[::2]]))
    assert profiles.decode_profile(profiles.encode_profile(given_, number)) == given_
    assert profiles.decode_profile(profiles.encode_profile(given_)) == given_


@given(numbers, st.integers(0, 90))
def test_rising_numbers_come_back_all_or_the_first(found, first):
    packed = planes.packed(found)
    assert planes.unpacked(packed, len(found)).tolist() == found
    assert planes.unpacked(packed, len(found), first).tolist() == found[:first]


def test_what_an_earlier_rawi_wrote_is_read():
    fresh = profile(terms("هدنة في غزة", "اتفق الطرفان على هدنة تبدأ صباح الغد في غزة وما حولها."))
    flat = Fingerprint(array("I", sorted(hashes(fresh.fingerprint))).tobytes(), fresh.fingerprint.shingles, fresh.fingerprint.chosen)
    old = {"fingerprint": {"hashes": flat.hashes, "shingles": flat.shingles, "chosen": flat.chosen}, "lemmas": fresh.lemmas}
    read = profiles.decode_profile(msgspec.msgpack.encode(old))
    assert read.fingerprint == flat
    assert hashes(read.fingerprint) == hashes(fresh.fingerprint)
    assert list(smallest(read.fingerprint, 3)) == list(smallest(fresh.fingerprint, 3))


def test_a_profile_without_its_lexicon_or_its_end_is_damaged():
    fresh = profile(terms("هدنة", "اتفق الطرفان على هدنة تبدأ صباح الغد."))
    packed = profiles.encode_profile(fresh, profiles.learn(profiles.lexicon([1, 2, 3])))
    for damaged in (packed[:1] + b"\7\7\7\7" + packed[5:], packed[:-3], packed[:4]):
        with pytest.raises(ArchiveDamagedError):
            profiles.decode_profile(damaged)
