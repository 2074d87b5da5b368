"""From which outlets articles have their news, asked of a store. Comes in: a store, the catalogue, an article. Goes out: slugs."""

import functools

import msgspec

from rawi.attribute.attributions import attributions
from rawi.attribute.chain import chains
from rawi.correcting import corrected
from rawi.model import Stored
from rawi.outlets.catalogue import Catalogue
from rawi.relate.received import received
from rawi.relate.witness import side
from rawi.store.contract import Correction, Store

# Half a millisecond an article, two where its prose names an outlet: the events of a front page are asked for again and again.
REMEMBERED = 8_192


class Receiving:
    """Answers from whom an article has its news, remembering what it has read."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        """Take a store and the outlets that are known."""
        self._store = store
        self.catalogue = catalogue
        self._known = functools.lru_cache(REMEMBERED)(self._read)

    def of(self, stored: Stored) -> str | None:
        """Return the slug of the outlet from which an article says that it has its news; None where it says so of none.

        What a person marked as wrong does not count.
        """
        return self._known(stored.key, stored.arrival, stored.version, self._store.corrections(stored.key))

    def _read(self, key: int, _arrival: int, _version: int, marks: tuple[Correction, ...]) -> str | None:
        stored = self._store.get([key]).get(key)
        if stored is None:  # removed meanwhile
            return None
        article, given = stored.article, stored.facts.credits or stored.article.credits
        seen = side(key, article, given, self.catalogue)
        if not seen.credited and not seen.named:
            return None
        said = attributions(article.text, catalogue=self.catalogue, publisher=article.outlet)
        facts = msgspec.structs.replace(stored.facts, credits=given, attributions=said, chains=chains(article, said, given, self.catalogue))
        return received(corrected(facts, article, marks, self.catalogue), seen, self.catalogue)
