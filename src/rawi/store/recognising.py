"""Which article is this? Comes in: a packed arrival and a connection. Goes out: the article it is, none, or a refusal.

An arrival is known by its canonical address, by further spellings of it, and by the external id that came with it. They must not
contradict each other. Nothing a page says of itself lets it into another outlet's article: a further spelling counts only within
its outlet, and the outlet whose canonical address it is takes it back. An item with neither address nor id is known by all it says.
"""

from typing import NamedTuple

import apsw

from rawi.errors import Reason
from rawi.identity import article_key, hex_id, identity_text, key_of_hex, next_key
from rawi.model import Refused
from rawi.store.packing import Packed

FIND_ADDRESS = (
    "SELECT d.id, d.article, d.own, a.outlet FROM address AS d JOIN article AS a ON a.arrival = d.article WHERE d.hash = ? AND d.url = ?"
)
FIND_EXTERNAL = "SELECT e.article, a.outlet FROM external AS e JOIN article AS a ON a.arrival = e.article WHERE e.id = ?"
FIND_CONTENT = """
SELECT a.arrival FROM article AS a JOIN version AS v ON v.article = a.arrival AND v.number = 1 WHERE a.key = ?1 AND a.outlet = ?2
AND (v.digest = ?3 OR EXISTS (SELECT 1 FROM former WHERE article = a.arrival AND digest = ?3 AND number = 1))
"""


class AddressRow(NamedTuple):
    """A spelling as the archive has it: whose it is, and whether it was ever a canonical address."""

    id: int
    article: int
    own: int
    outlet: str


def address_row(connection: apsw.Connection, url: str) -> AddressRow | None:
    """Look up a spelling."""
    row = connection.execute(FIND_ADDRESS, (article_key(url), url)).fetchone()
    return AddressRow(*row) if row else None


def recognise(connection: apsw.Connection, packed: Packed, external: str | None) -> int | Refused | None:
    """Return the arrival number of the article that an arrival is, None for a new one, or why it is refused."""
    named = connection.execute(FIND_EXTERNAL, (external,)).fetchone() if external else None
    by_url = _by_url(connection, packed)
    spelled = _by_spellings(connection, packed)
    if named is not None:
        agrees = named[0] == by_url or (by_url is None and (named[0] in spelled or _may_be(connection, named, packed)))
        return named[0] if agrees else _conflict(connection, external, named[0], packed.address)
    found = by_url if by_url is not None else next(iter(spelled), None)
    if not packed.address and not external:
        # Its further spellings do not tell: they may find another owner, and what came again would then be another article.
        found = _by_content(connection, packed)
    shown = _shown_as(connection, external)
    if found is None and not packed.address and shown and shown[1] == packed.arrival.article.outlet:
        found = shown[0]  # our own hex digits come back from an export
    if shown is not None and shown[0] != found:
        return _conflict(connection, external, shown[0], packed.address)
    return found


def _by_url(connection: apsw.Connection, packed: Packed) -> int | None:
    """Find an article by the canonical address of the arrival."""
    row = address_row(connection, packed.address) if packed.address else None
    return row.article if row and (row.own or row.outlet == packed.arrival.article.outlet) else None


def _by_spellings(connection: apsw.Connection, packed: Packed) -> list[int]:
    """Find the articles of the same outlet that have one of the further spellings."""
    rows = [address_row(connection, url) for url in packed.arrival.addresses if url]
    return [row.article for row in rows if row and row.outlet == packed.arrival.article.outlet]


def _may_be(connection: apsw.Connection, named: tuple[int, str], packed: Packed) -> bool:
    """Say whether an article known by external id may be this one: same outlet, and one of the two has no address."""
    placed = connection.execute("SELECT EXISTS (SELECT 1 FROM address WHERE article = ?)", (named[0],)).get
    return named[1] == packed.arrival.article.outlet and not (packed.address and placed)


def _shown_as(connection: apsw.Connection, external: str | None) -> tuple[int, str] | None:
    """Return the article whose 16 hex digits an external id spells: one name cannot mean two articles."""
    key = key_of_hex(external) if external else None
    if key is None:
        return None
    row: tuple[int, str] | None = connection.execute("SELECT arrival, outlet FROM article WHERE key = ?", (key,)).fetchone()
    return row


def _by_content(connection: apsw.Connection, packed: Packed) -> int | None:
    """Find an item that has neither an address nor an external id by all that it says."""
    key = hashed(packed, None)
    while connection.execute("SELECT 1 FROM article WHERE key = ?", (key,)).get:
        found: int | None = connection.execute(FIND_CONTENT, (key, packed.arrival.article.outlet, packed.digest)).get
        if found is not None:
            return found
        key = next_key(key)
    return None


def _conflict(connection: apsw.Connection, external: str | None, owner: int, url: str | None) -> Refused:
    """Say who has the id already."""
    address = connection.execute("SELECT url FROM address WHERE article = ? ORDER BY own DESC, id LIMIT 1", (owner,)).get
    nowhere = "an item without an address"
    detail = f"the id «{external}» belongs to {address or nowhere}; {url or nowhere} cannot have it too"
    return Refused(where="store", reason=Reason.ID_CONFLICT, detail=detail)


def hashed(packed: Packed, external: str | None) -> int:
    """Return the key that an article gets at first sight where it is free."""
    article = packed.arrival.article
    return article_key(
        identity_text(url=packed.address, outlet=article.outlet, external_id=external, title=article.title, text=article.text)
    )


def free_key(connection: apsw.Connection, key: int) -> int:
    """Return `key`, or the next one whose number and 16 hex digits no other article has (a chance of 2^-63, or a forgery)."""
    taken = "SELECT EXISTS (SELECT 1 FROM article WHERE key = ?) OR EXISTS (SELECT 1 FROM external WHERE id = ?)"
    while connection.execute(taken, (key, hex_id(key))).get:
        key = next_key(key)
    return key
