"""From which outlet an article has its news, by its own words. Comes in: what its text says, its side. Goes out: an outlet, or None."""

from rawi.attribute.names import Catalogue
from rawi.model import Facts
from rawi.relate.records import Side

# Kinds of hop that publish.
PUBLISHING = frozenset({"outlet", "agency"})


def received(facts: Facts, side: Side, catalogue: Catalogue) -> str | None:
    """Return the slug of the outlet that stands nearest to the source in an article's main chain; None where none is stated.

    An article that tells what a newspaper was told has its news from that newspaper, whichever agency carried it. Only who cannot be
    anything else counts: «الخبر» is a newspaper, and a word.

    Args:
        facts: what the article says (`chains`, `credits`).
        side: whom it credits and names (`rawi.relate.witness.side`).
        catalogue: who exists.
    """
    known = {*side.credited, *side.named}
    main = next((chain for chain in facts.chains if chain.main and chain.confidence == "stated"), None)
    for hop in main.hops[:-1] if main else ():
        if hop.kind in PUBLISHING and hop.basis == "stated" and hop.name:
            outlet = catalogue.resolve(hop.name)
            if outlet is not None and outlet.slug != side.outlet and outlet.slug in known:
                return outlet.slug
    return None
