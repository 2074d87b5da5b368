"""Records as bytes and back. Comes in: records, pages. Goes out: JSON with a byte a letter, digests; and records again, within a size.

What few of its letters have a byte for is MessagePack, and so is what an earlier rawi wrote; JSON begins with a brace.
"""

import hashlib
from typing import NamedTuple, TypeVar

import msgspec

from rawi.errors import Reason
from rawi.model import Arrival, Article, Facts, Moment, Record, Refused
from rawi.moments import instant
from rawi.store import letters
from rawi.store.squeezing import unsqueezed

LARGEST = 64 << 20  # bytes of one record unpacked: what is larger was not written by us, or is refused on the way in
BRACE = b"{"
R = TypeVar("R", bound=Record)

_encoder = msgspec.msgpack.Encoder()
_written = msgspec.json.Encoder()
_articles = msgspec.msgpack.Decoder(Article), msgspec.json.Decoder(Article)
_facts = msgspec.msgpack.Decoder(Facts), msgspec.json.Decoder(Facts)
_moments = msgspec.json.Decoder(Moment)


class Packed(NamedTuple):
    """An arrival made ready to be stored, before any lock is taken. `address` is the canonical one, by which it is known."""

    arrival: Arrival
    address: str | None
    digest: bytes
    body: bytes
    facts: bytes
    fetched: int | None
    published: int | None


def content_digest(title: str, text: str) -> bytes:
    """Return the digest by which two fetches show the same: 16 bytes of BLAKE2b over title and text."""
    return hashlib.blake2b(f"{title}\0{text}".encode(), digest_size=16).digest()


def page_digest(body: bytes) -> str:
    """Return the SHA-256 of a page's bytes in hex."""
    return hashlib.sha256(body).hexdigest()


def pack(arrival: Arrival) -> Packed | Refused:
    """Encode an arrival; what cannot be stored (half a surrogate pair, an impossible date, 64 MB) is refused, never raised."""
    article = arrival.article
    try:
        strings = [arrival.external_id, arrival.page, arrival.extractor, article.outlet, arrival.address, *arrival.addresses]
        "\0".join(filter(None, strings)).encode()
        packed = Packed(
            arrival=arrival,
            address=arrival.address or article.url or None,
            digest=content_digest(article.title, article.text),
            body=encode_article(article),
            facts=encode_facts(arrival.facts),
            fetched=_seconds(arrival.fetched_at),
            published=_seconds(article.published),
        )
    except (ValueError, OverflowError) as error:
        return Refused(where="store", reason=Reason.BAD_FIELD, detail=str(error)[:200])
    if max(len(packed.body), len(packed.facts)) > LARGEST:
        return Refused(where="store", reason=Reason.TOO_LARGE, detail=f"more than {LARGEST >> 20} MB")
    return packed


def _seconds(of: Moment | None) -> int | None:
    """Return the instant of a moment in seconds since 1970."""
    return None if of is None else int(instant(of).timestamp())


def encode_article(article: Article) -> bytes:
    """Encode an article without its id, which is a matter of the archive and not of a version."""
    return _bytes(msgspec.structs.replace(article, id=""))


def encode_facts(facts: Facts) -> bytes:
    """Encode facts without their id."""
    return _bytes(msgspec.structs.replace(facts, id=""))


def encode_moment(of: Moment) -> str:
    """Encode a moment as JSON: readable by whoever opens the database."""
    return msgspec.json.encode(of).decode()


def decode_moment(text: str) -> Moment:
    """Read a moment back."""
    return _moments.decode(text)


def decode_article(data: bytes, name: str) -> Article:
    """Read an article back and give it the id that answers use now."""
    return _named(_read(_articles, unsqueezed(data, LARGEST)), name)


def decode_facts(data: bytes | None, name: str) -> Facts:
    """Read facts back; where they wait to be derived again they are empty."""
    return Facts(id=name) if data is None else _named(_read(_facts, unsqueezed(data, LARGEST)), name)


def _bytes(record: Record) -> bytes:
    """Return the shorter of the two forms of a record."""
    packed, spelt = _encoder.encode(record), letters.spelt(_written.encode(record).decode())
    return spelt if len(spelt) <= len(packed) else packed


def _read(decoders: tuple[msgspec.msgpack.Decoder[R], msgspec.json.Decoder[R]], data: bytes) -> R:
    """Read a record in either form."""
    packed, written = decoders
    return written.decode(letters.read(data)) if data[:1] == BRACE else packed.decode(data)


def _named(record: R, name: str) -> R:
    """Set the id of a record that was made a moment ago and that nobody else has seen."""
    msgspec.structs.force_setattr(record, "id", name)
    return record
