"""What the records of one archive have in common. Comes in: a connection inside a transaction. Goes out: dictionaries, learnt.

They are made once, of what the archive itself holds, because its outlets and years are what its next articles are like: with a dictionary
of 112 kB an article of 3.4 kB takes 935 bytes in place of 1,290 and its facts half as many, and compressing takes less time. Nothing
that was written without them is written anew.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import apsw
import msgspec
import zstandard

from rawi.errors import ArchiveDamagedError
from rawi.store import profiles, squeezing
from rawi.store.packing import decode_article, decode_facts, encode_article, encode_facts
from rawi.store.profiles import decode_profile

# Made of so many versions, when the archive has them.
SAMPLE = 2_000
# Of a very long record its beginning is enough.
HEAD = 16_384
ARTICLES, FACTS, LEMMAS = "article", "facts", "lemmas"
SIZES = {ARTICLES: 112 << 10, FACTS: 32 << 10}
LEARN: dict[str, Callable[[bytes], int]] = {ARTICLES: squeezing.learn, FACTS: squeezing.learn, LEMMAS: profiles.learn}
READ = {
    ARTICLES: "SELECT body FROM version ORDER BY id LIMIT ?",
    FACTS: "SELECT data FROM facts ORDER BY version LIMIT ?",
    LEMMAS: "SELECT data FROM profile ORDER BY version LIMIT ?",
}
Found = TypeVar("Found")
AGAIN: dict[str, Callable[[bytes], bytes]] = {
    ARTICLES: lambda data: encode_article(decode_article(data, "")),
    FACTS: lambda data: encode_facts(decode_facts(data, "")),
}
_here: set[int] = set()


def learn(connection: apsw.Connection) -> dict[str, int]:
    """Learn the dictionaries of an archive that this process does not know yet; return the number of each kind that there is.

    One that is damaged is left out: what is new is written without it, what was written with it cannot be read (see `faults`).
    """
    found: dict[str, int] = {}
    rows: list[Any] = connection.execute("SELECT id, kind, crc FROM dictionary").fetchall()
    for number, kind, crc in rows:
        if number not in _here:
            data: bytes = connection.execute("SELECT data FROM dictionary WHERE id = ?", (number,)).get
            if zlib.crc32(data) != crc:
                continue
            LEARN[kind](data)
            _here.add(number)
        found[kind] = number
    return found


def make(connection: apsw.Connection) -> None:
    """Make the dictionaries of an archive that has none; a kind of which nothing is in common gets none."""
    for kind, data in _made(connection):
        if data and (number := LEARN[kind](data)):
            values = (number, kind, data, zlib.crc32(data))
            connection.execute("INSERT OR IGNORE INTO dictionary (id, kind, data, crc) VALUES (?, ?, ?, ?)", values)
            _here.add(number)


def _made(connection: apsw.Connection) -> Iterator[tuple[str, bytes]]:
    """Yield each kind with its dictionary."""
    for kind, size in SIZES.items():
        # Encoded anew: an earlier rawi wrote them in another form.
        yield kind, squeezing.trained([data[:HEAD] for data in _records(connection, kind, AGAIN[kind])], size)
    counts = Counter[int]()
    for found in _records(connection, LEMMAS, decode_profile):
        counts.update(profiles.keys_of(found))
    # The most frequent first; of equals the smallest, so that the same articles make the same lexicon.
    yield LEMMAS, profiles.lexicon(sorted(counts, key=lambda key: (-counts[key], key)))


def _records(connection: apsw.Connection, kind: str, read: Callable[[bytes], Found]) -> Iterator[Found]:
    """Yield the records of a sample; one that is damaged is left to the doctor."""
    for (data,) in connection.execute(READ[kind], (SAMPLE,)):
        try:
            yield read(data)
        except (msgspec.DecodeError, zstandard.ZstdError, ArchiveDamagedError, ValueError):
            continue


def faults(connection: apsw.Connection) -> Iterator[str]:
    """Yield a sentence for each dictionary whose bytes are not what was written."""
    for kind, data, crc in connection.execute("SELECT kind, data, crc FROM dictionary"):
        if zlib.crc32(data) != crc:
            yield f"The dictionary of this archive's {kind} records is damaged: restore a backup."
