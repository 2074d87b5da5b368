import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from contract.making import arrival
from rawi.errors import ArchiveDamagedError, Reason
from rawi.model import Article, Refused
from rawi.store import letters, packing
from rawi.store.packing import content_digest, decode_article, decode_facts, encode_article, pack
from rawi.store.reading import UNREADABLE
from rawi.store.squeezing import squeezed, unsqueezed


@given(st.binary(max_size=2000))
def test_what_is_squeezed_comes_back(data):
    assert unsqueezed(squeezed(data), len(data)) == data


def test_never_more_is_unpacked_than_was_promised():
    bomb = zstandard.ZstdCompressor(level=19).compress(b"\0" * (1 << 20))
    assert len(bomb) < 200
    with pytest.raises(ArchiveDamagedError):
        unsqueezed(bomb, 1 << 16)
    unsaid = zstandard.ZstdCompressor(write_content_size=False).compress(b"x" * 99)
    with pytest.raises(ArchiveDamagedError):
        unsqueezed(unsaid, 1 << 16)


@given(st.binary(max_size=40))
def test_noise_is_an_error_of_two_kinds(data):
    with pytest.raises((ArchiveDamagedError, zstandard.ZstdError, msgspec.DecodeError)):
        decode_article(data, "x")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)


@given(texts, texts)
def test_articles_come_back_whole(title, text):
    given_ = Article(id="x", url=None, outlet="manara", title=title, text=text)
    assert decode_article(squeezed(encode_article(given_)), "x") == given_


@given(st.text(st.one_of(st.sampled_from("خبر من غزّة ٢٠ \x10 «é»;"), st.characters(exclude_categories=["Cs"]))))
def test_letters_come_back(text):
    written = msgspec.json.encode(text).decode()
    assert letters.read(letters.spelt(written)) == written


def test_arabic_takes_a_byte_a_letter_and_what_has_none_is_written_as_it_was():
    arabic, chinese = (Article(id="", url=None, outlet="manara", title="", text=text * 100) for text in ("خبرٌ من غزّة، ", "新闻"))
    assert len(encode_article(arabic)) < 100 * 14 + 300
    assert encode_article(chinese) == msgspec.msgpack.encode(chinese)
    for one in (arabic, chinese):
        assert decode_article(squeezed(encode_article(one)), "") == one
        assert decode_article(squeezed(msgspec.msgpack.encode(one)), "") == one  # as an earlier rawi wrote it


@pytest.mark.parametrize("data", [b"{\xff\xff", b'{"id": "\x10ffffff;"}', b"{\x10;", b"{"])
def test_damaged_letters_are_an_error_that_readers_know(data):
    with pytest.raises(UNREADABLE):
        decode_article(squeezed(data), "x")


@given(texts, texts, texts, texts)
def test_digests_differ_as_contents_do(title, text, other_title, other_text):
    same = content_digest(title, text) == content_digest(other_title, other_text)
    assert same == (f"{title}\0{text}" == f"{other_title}\0{other_text}")


def test_facts_that_wait_to_be_derived_are_empty():
    assert decode_facts(None, "x").id == "x"


def test_a_giant_is_refused(monkeypatch):
    monkeypatch.setattr(packing, "LARGEST", 5000)
    assert not isinstance(pack(arrival(1)), Refused)
    refused = pack(arrival(1, text="نص" * 5000))
    assert refused.reason == Reason.TOO_LARGE
