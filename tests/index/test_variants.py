"""Other spellings: names only, and only those that the index has."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.index.variants import MOST, spellings
from rawi.language.stems import in_dictionary, lemma

KNOWN = {
    "كورونا": 9,
    "ترامب": 8,
    "فيرغسون": 3,
    "فيرجسون": 5,
    "فيرغسن": 1,
    "نتنياهو": 7,
    "نتانياهو": 2,
    "غوتيريش": 4,
    "جوتيريش": 4,
    "بلومبرغ": 3,
}
KNOWN |= {"حسين": 20, "حسن": 30, "وزير": 90, "وزيره": 4, "يوفنتوس": 3, "ليفربول": 3, "بلينكن": 6, "بلينكين": 2}


def known(keys):
    return {key: KNOWN.get(key, 0) for key in keys}


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("ترمب", {"ترامب"}),
        ("فيرغسون", {"فيرجسون", "فيرغسن"}),
        ("نتانياهو", {"نتنياهو"}),
        ("جوتيريش", {"غوتيريش"}),
        ("بلومبيرغ", {"بلومبرغ"}),
        ("بلومبيرج", {"بلومبرغ"}),
        ("بلينكين", {"بلينكن"}),
        ("كورونا", set()),
        ("حسن", set()),
        ("وزير", set()),
        ("covid", set()),
        ("", set()),
    ],
)
def test_spellings(name, others):
    found = spellings(name, known)
    assert set(found) == others
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert all(KNOWN[other] == count for other, count in found.items())


@given(st.text(alphabet="ابتجدرسغفقكلمنهوي", min_size=4, max_size=9).map(lemma))
def test_no_word_of_the_dictionary_is_a_spelling(key):
    found = spellings(key, lambda keys: dict.fromkeys(keys, 1))
    assert len(found) <= MOST
    assert key not in found
    assert not any(map(in_dictionary, found))
    assert not (found and in_dictionary(key))


def test_a_word_of_any_length_is_answered_at_once():
    started = time.perf_counter()
    spellings("غ" * 3_000, known)
    assert time.perf_counter() - started < 1
