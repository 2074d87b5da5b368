import gzip
import zlib

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from rawi.errors import Reason
from rawi.gather.inflate import UnpackError, gunzip, unpack


def raw(body):
    machine = zlib.compressobj(9, wbits=-15)
    return machine.compress(body) + machine.flush()


PACK = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate ": raw,
    "zstd": zstandard.compress,
    "identity": bytes,
}


@given(st.binary(max_size=3000), st.lists(st.sampled_from(sorted(PACK)), max_size=2))
def test_what_was_packed_comes_back(body, layers):
    packed = body
    for layer in layers:
        packed = PACK[layer](packed)
    assert unpack(packed, ", ".join(layers), bound=10_000) == body


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "zstd", "br", "gzip, gzip", ""]))
def test_noise_is_an_answer_or_a_refusal(body, encoding):
    try:
        assert len(unpack(body, encoding, bound=1000)) <= 1000
    except UnpackError as error:
        assert error.reason in (Reason.UNREADABLE, Reason.TOO_LARGE)  # noqa: PT017 - noise may also be a packed body


@pytest.mark.parametrize("layer", ["gzip", "deflate", "zstd"])
def test_the_bound_is_exact(layer):
    packed = PACK[layer](b"x" * 1000)
    assert len(unpack(packed, layer, bound=1000)) == 1000
    with pytest.raises(UnpackError) as caught:
        unpack(packed, layer, bound=999)
    assert caught.value.reason == Reason.TOO_LARGE


def test_members_and_what_follows_them():
    assert gunzip(gzip.compress(b"a") + gzip.compress(b"b") + b"\x00\x00padding", 10) == b"ab"
    with pytest.raises(UnpackError, match="pieces"):
        gunzip(gzip.compress(b"") * 200, 10)
    with pytest.raises(UnpackError) as caught:
        gunzip(gzip.compress(b"x" * 60) * 2, 100)
    assert caught.value.reason == Reason.TOO_LARGE
