"""Who has the word in an article. Comes in: the article, its attributions, chains and credits. Goes out: `Voices`, for the index.

    said:"يوآف غالانت"    he is a speaker of the article, named or resolved
    cites:رويترز          the article credits it, or a chain passes through it

Only names: nobody is found who was «a source», and nothing that an attribution only may mean.

    >>> from rawi.model import Span
    >>> said = Attribution(cue=Span("قال", 0, 3), speaker=Span("سامي الحلبي", 4, 15), speaker_kind="person", form="indirect",
    ...                    confidence="stated")
    >>> voices(Article(id="1", url=None, outlet="marsa", title="", text="قال سامي الحلبي"), (said,), (), (), _Nobody()).speakers
    ('سامي الحلبي',)
"""

import re
from collections.abc import Iterable, Sequence

from rawi.attribute.names import Catalogue, house_of, key_of
from rawi.language.stems import is_name, lemma
from rawi.language.tokens import keys
from rawi.model import Article, Attribution, Chain, Credit, Outlet, Voices

# Who can be looked for by name. An anonymous source, a document and «وسائل إعلام» are nobody's name.
NAMED = frozenset({"person", "role", "group", "organisation", "outlet", "agency", "social_account"})
# Longer ones are whole clauses that were taken for a name.
LONGEST = 12
# The longest names of the catalogue have seven words; a longer source that it does not know is a description.
LONGEST_SOURCE = 7
LONGEST_NAME = 8
ROUND = ' «»“”"'
# What stands round or between names, and not in them.
MARKED = re.compile(r"[\d\"«»“”()\[\]:;؛…]")
# A chronicle of a hundred speakers is found by the first of them.
MOST = 40


def voices(
    article: Article,
    attributions: Sequence[Attribution],
    chains: Sequence[Chain],
    credits: Sequence[Credit],  # noqa: A002 - the field's name
    catalogue: Catalogue,
) -> Voices:
    """Return who has the word in an article.

    Args:
        article: who publishes it; nobody cites himself.
        attributions: what `rawi.attribute.attributions.attributions` read from it.
        chains: what `rawi.attribute.chain.chains` made of them.
        credits: what `rawi.attribute.credits.credits` read from it.
        catalogue: by whose slugs the cited are known.
    """
    speakers: dict[tuple[str, ...], str] = {}
    for name in _spoken(attributions):
        words = tuple(keys(name))
        if 0 < len(words) <= LONGEST and len(speakers) < MOST:
            speakers.setdefault(words, name)
    house = house_of(article, catalogue)
    own = {house.slug, key_of(house.name), *house.keys}
    cited = (source_key(name, catalogue) for name in _cited(chains, credits))
    known = dict.fromkeys(key for key in cited if key and key not in own and key.count(" ") < LONGEST_SOURCE)
    return Voices(tuple(speakers.values()), tuple(known))


def has_name(speaker: str) -> bool:
    """Tell whether a speaker is called by a name, and by no more than that and an office: it may stand in a list of speakers.

    >>> has_name("الوزير"), has_name("وزير الخارجية الأمريكي أنتوني بلينكن"), has_name('بلينكن" ثم عاد')
    (False, True, False)
    """
    if MARKED.search(speaker):
        return False
    words = keys(speaker)
    return len(words) <= LONGEST_NAME and any(is_name(lemma(key)) for key in words)


def source_key(name: str, catalogue: Catalogue) -> str:
    """Return the slug of a source, or the key of a name that the catalogue does not know."""
    outlet = catalogue.resolve(name)
    return outlet.slug if outlet else key_of(name)


def _spoken(attributions: Iterable[Attribution]) -> Iterable[str]:
    """Yield the names of speakers as they are written, on one line."""
    for one in attributions:
        if one.confidence == "possible":
            continue
        if one.speaker is not None and one.speaker_kind in NAMED:
            yield " ".join(one.speaker.text.split()).strip(ROUND)
        if one.speaker_resolved:
            yield " ".join(one.speaker_resolved.split()).strip(ROUND)


def _cited(chains: Iterable[Chain], credits: Iterable[Credit]) -> Iterable[str]:  # noqa: A002 - the field's name
    """Yield the names of the outlets and agencies that an article credits or that a chain passes through before its publisher."""
    yield from (credit.name for credit in credits if credit.role in ("agency", "outlet"))
    for chain in chains:
        if chain.confidence != "possible":
            yield from (hop.name for hop in chain.hops[:-1] if hop.name and hop.kind in ("outlet", "agency"))


class _Nobody:
    """A catalogue of nobody, for the example above."""

    outlets: Sequence[Outlet] = ()

    def by_slug(self, _slug: str) -> Outlet | None:
        return None

    def resolve(self, _name: str) -> Outlet | None:
        return None

    def of_url(self, _url: str) -> Outlet | None:
        return None
