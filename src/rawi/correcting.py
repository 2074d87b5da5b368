"""What people marked as wrong, found again. Comes in: facts of an article and the marks beside it. Goes out: facts without them.

A mark names an attribution by its words (cue, speaker, content) and a chain by the names of its hops. After a rebuild or with a newer
method the same words may stand elsewhere, or a span may end a word later; the mark still holds. It does not hold for a finding with
another speaker or another content: that is a new statement, and nobody has judged it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from rawi.attribute import ATTRIBUTION
from rawi.attribute.chain import chains
from rawi.attribute.names import Catalogue
from rawi.identity import hex_id
from rawi.language.tokens import keys
from rawi.model import Article, Attribution, Chain, Facts
from rawi.relate import REUSE
from rawi.store.contract import Correction

# A content with three of five words in common (as F1) is the same one with another end; two statements of one speaker in the same
# article share fewer, formulas included.
SAME_CONTENT, SAME_NAME = 0.6, 0.6
# Kinds of hop that publish, and may be here as an article.
PUBLISHING = frozenset({"outlet", "agency"})
METHODS = {"attribution": ATTRIBUTION, "chain": ATTRIBUTION, "edge": REUSE}


def attribution_anchor(one: Attribution) -> tuple[str, ...]:
    """Return the words by which an attribution is found again: its cue, its speaker («» where it is dropped), its content.

    Example:
        >>> from rawi.model import Span
        >>> said = Attribution(cue=Span("قال", 0, 3), speaker_kind="implicit", form="indirect", confidence="stated")
        >>> attribution_anchor(said)
        ('قال', '', '')
    """
    return one.cue.text, one.speaker.text if one.speaker else "", " ".join(span.text for span in one.content)


def chain_anchor(one: Chain) -> tuple[str, ...]:
    """Return the names of a chain's hops; a gap is an empty one."""
    return tuple(hop.name or "" for hop in one.hops)


def edge_anchor(a: int, b: int) -> tuple[str, ...]:
    """Return the ids of the two articles of an edge, the same from either end."""
    return tuple(hex_id(key) for key in sorted((a, b)))


def marks_attribution(mark: Correction, one: Attribution) -> bool:
    """Whether a mark means this attribution, wherever it stands now."""
    if mark.kind != "attribution" or len(mark.anchor) != 3:
        return False
    anchor = attribution_anchor(one)
    if anchor == mark.anchor:
        return True
    (cue, speaker, content), (its_cue, its_speaker, its_content) = map(keys, mark.anchor), map(keys, anchor)
    return bool(set(cue) & set(its_cue)) and _alike(speaker, its_speaker) >= SAME_NAME and _alike(content, its_content) >= SAME_CONTENT


def marks_chain(mark: Correction, one: Chain) -> bool:
    """Whether a mark means this chain: the same names in the same order, however they are spelt."""
    if mark.kind != "chain" or len(mark.anchor) != len(one.hops):
        return False
    return all(keys(had) == keys(has) for had, has in zip(mark.anchor, chain_anchor(one), strict=True))


def corrected(facts: Facts, article: Article, marks: Sequence[Correction], catalogue: Catalogue) -> Facts:
    """Return facts without what was marked as wrong.

    Chains are made again of the attributions that are left, for a chain stands on them. Where the main chain goes, the first that is left
    is the main one.
    """
    if not any(mark.kind != "edge" for mark in marks):
        return facts
    said = tuple(one for one in facts.attributions if not any(marks_attribution(mark, one) for mark in marks))
    made = facts.chains if said == facts.attributions else chains(article, said, facts.credits, catalogue)
    left = tuple(one for one in made if not any(marks_chain(mark, one) for mark in marks))
    if left and not any(one.main for one in left):
        left = (msgspec.structs.replace(left[0], main=True), *left[1:])
    return msgspec.structs.replace(facts, attributions=said, chains=left)


def between(facts: Facts) -> tuple[str, ...]:
    """Return the names of the outlets and agencies between sources and publisher, each once."""
    hops = (hop for chain in facts.chains for hop in chain.hops[:-1])
    return tuple(dict.fromkeys(hop.name for hop in hops if hop.name and hop.kind in PUBLISHING and hop.article is None))


def linked(facts: Facts, articles: Mapping[str, str]) -> Facts:
    """Return facts whose chains' hops are linked to the archived articles that they are.

    Args:
        facts: what an article says.
        articles: ids of archived articles by the names of hops (`between`).
    """
    made = []
    for chain in facts.chains:
        *before, publisher = chain.hops
        hops = [
            msgspec.structs.replace(hop, article=articles[hop.name])
            if hop.name is not None and hop.name in articles and hop.kind in PUBLISHING and hop.article is None
            else hop
            for hop in before
        ]
        made.append(msgspec.structs.replace(chain, hops=(*hops, publisher)))
    return msgspec.structs.replace(facts, chains=tuple(made))


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the F1 of the words of two phrases; two empty ones are alike."""
    if not one and not other:
        return 1.0
    both = sum((Counter(one) & Counter(other)).values())
    return 2 * both / (len(one) + len(other))
