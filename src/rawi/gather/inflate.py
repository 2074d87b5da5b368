"""Compressed bodies unpacked within a bound. Comes in: the bytes of an answer, its Content-Encoding, a bound. Goes out: bytes, or why not.

A few hundred bytes can unpack to gigabytes, once or in layers; here nothing is unpacked past the bound.
"""

import zlib

import zstandard

from rawi.errors import Reason

# What we say we can read. Brotli is left out: no library that we ship with unpacks it.
ACCEPTED = "gzip, deflate, zstd"
GZIP = 16 + zlib.MAX_WBITS
# An archive of many small gzip members is legal; more of them than this is an attack on the loop below.
MOST_MEMBERS = 100
# Two layers occur behind careless proxies, three never.
MOST_LAYERS = 2
# 8 MB, the most that RFC 9659 lets a zstd answer ask for.
ZSTD_WINDOW = 1 << 23
# A block of 4 bytes can stand for 128 kB, so one step passes the bound by 2 MB at most.
ZSTD_STEP = 64


class UnpackError(Exception):
    """The body cannot be unpacked, for a `reason`."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


def unpack(body: bytes, encoding: str, *, bound: int) -> bytes:
    """Undo the layers that a Content-Encoding header names, last first; no layer may grow past `bound` bytes.

    Raises:
        UnpackError: too large (TOO_LARGE), damaged or of an unknown kind (UNREADABLE).
    """
    layers = [layer for part in encoding.lower().split(",") if (layer := part.strip()) and layer != "identity"]
    if len(layers) > MOST_LAYERS:
        raise UnpackError(Reason.UNREADABLE, f"is packed {len(layers)} times over")
    for layer in reversed(layers):
        body = _unpack_one(body, layer, bound) if body else body
    return body


def _unpack_one(body: bytes, layer: str, bound: int) -> bytes:
    try:
        if layer in ("gzip", "x-gzip"):
            return gunzip(body, bound)
        if layer == "deflate":
            return _deflated(body, bound)
        if layer == "zstd":
            return _zstd(body, bound)
    except (zlib.error, zstandard.ZstdError, EOFError) as error:
        raise UnpackError(Reason.UNREADABLE, f"is damaged inside its {layer} packing") from error
    raise UnpackError(Reason.UNREADABLE, f"is packed in a way that we did not ask for ({layer[:20]})")


def gunzip(body: bytes, bound: int) -> bytes:
    """Unpack gzip of any number of members; what follows the last one and is no member is ignored, as browsers do."""
    found = bytearray()
    for _ in range(MOST_MEMBERS):
        machine = zlib.decompressobj(GZIP)
        found += machine.decompress(body, bound + 1 - len(found))
        _bounded(len(found), bound)
        if not machine.eof:
            raise EOFError
        body = machine.unused_data
        if not body.startswith(b"\x1f\x8b"):
            return bytes(found)
    raise UnpackError(Reason.UNREADABLE, f"is in more than {MOST_MEMBERS} gzip pieces")


def _deflated(body: bytes, bound: int) -> bytes:
    """Unpack deflate, which half of all servers send without the header that it should have (low four bits 8)."""
    machine = zlib.decompressobj(zlib.MAX_WBITS if body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0 else -zlib.MAX_WBITS)
    found = machine.decompress(body, bound + 1)
    _bounded(len(found), bound)
    if not machine.eof:
        raise EOFError
    return found


def _zstd(body: bytes, bound: int) -> bytes:
    """Unpack one zstd frame. Its decompressor has no bound of its own, so it is fed little at a time."""
    machine = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()
    found = bytearray()
    for start in range(0, len(body), ZSTD_STEP):
        found += machine.decompress(body[start : start + ZSTD_STEP])
        _bounded(len(found), bound)
        if machine.eof:
            return bytes(found)
    raise EOFError


def _bounded(size: int, bound: int) -> None:
    if size > bound:
        raise UnpackError(Reason.TOO_LARGE, f"unpacks to more than {bound / 1_000_000:.0f} MB")
