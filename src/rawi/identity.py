"""The number and the outer name of an article. Comes in: a canonical address or what stands for one. Goes out: 63 bits, 16 hex digits.

A number is computed once, at first sight, and then stored: an archive finds an article again by its addresses, never by hashing anew.

    >>> hex_id(article_key("https://akhbar.example/a/1"))
    '750a3a8fc02a03e0'
    >>> key_of_hex("750a3a8fc02a03e0") == article_key("https://akhbar.example/a/1")
    True
"""

import hashlib
import re

BITS = 63  # one less than 64: SQLite, PostgreSQL, tantivy and the reader protocols all have signed 64-bit numbers
LAST_KEY = (1 << BITS) - 1
HEX = re.compile(r"[0-9a-fA-F]{16}", re.ASCII)


def article_key(text: str) -> int:
    """Return 63 bits of BLAKE2b over the UTF-8 of a text (a canonical address, or `identity_text`): 1 to 2^63-1, never 0."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1 or 1


def identity_text(*, url: str | None, outlet: str, external_id: str | None, title: str, text: str) -> str:
    """Return what an article is hashed by: its canonical address, else outlet and external id, else outlet, title and text."""
    if url:
        return url
    if external_id:
        return f"{outlet}\0{external_id}"
    return f"{outlet}\0{title}\0{text}"


def next_key(key: int) -> int:
    """Return the number that is tried when `key` is taken by another article: the one above it, and 1 after the last."""
    return key + 1 if key < LAST_KEY else 1


def hex_id(key: int) -> str:
    """Return the 16 lower-case hex digits by which a key is known outside the archive."""
    return f"{key:016x}"


def key_of_hex(text: str) -> int | None:
    """Read 16 hex digits, in either case; None where the text is anything else or no key."""
    if not HEX.fullmatch(text):
        return None
    key = int(text, 16)
    return key if 0 < key <= LAST_KEY else None
