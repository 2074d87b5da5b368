from hypothesis import given
from hypothesis import strategies as st

from rawi.identity import LAST_KEY, article_key, hex_id, identity_text, key_of_hex, next_key


@given(st.text())
def test_a_key_has_63_bits_is_never_0_and_comes_back_from_its_digits(text):
    key = article_key(text)
    assert 0 < key <= LAST_KEY == 2**63 - 1
    assert key == article_key(text)
    assert len(hex_id(key)) == 16
    assert key_of_hex(hex_id(key)) == key_of_hex(hex_id(key).upper()) == key


def test_keys_are_pinned_since_archives_hold_them():
    assert hex_id(article_key("https://manara.example/news/1")) == "3b1795ce0eb7ec5d"
    assert hex_id(article_key("https://manara.example/أخبار/١")) == "07f0931afe0532f2"


def test_half_a_surrogate_pair_has_a_key_too():
    assert article_key("\ud800") != article_key("?")


def test_only_16_ascii_hex_digits_of_a_key_are_read():
    for text in (
        "",
        "0" * 16,
        "8" + "0" * 15,
        "f" * 16,
        "1" * 15,
        "1" * 17,
        "١" * 16,
        " " + "1" * 15,
        "1" * 15 + "\n",
        "1" * 16 + "\n",
        "0x" + "1" * 14,
    ):
        assert key_of_hex(text) is None
    assert key_of_hex("7" + "f" * 15) == LAST_KEY


def test_what_is_hashed_is_the_address_else_the_id_else_all_of_it():
    item = {"outlet": "manara", "title": "ع", "text": "ن"}
    assert identity_text(url="https://a.example/", external_id="1", **item) == "https://a.example/"
    assert identity_text(url=None, external_id="1", **item) == "manara\x001"
    assert identity_text(url="", external_id="", **item) == "manara\x00ع\x00ن"


def test_the_next_key_goes_round():
    assert (next_key(1), next_key(LAST_KEY)) == (2, 1)
