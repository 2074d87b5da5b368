"""What an article shows of where its text is from. Comes in: an article with its credits, the catalogue. Goes out: a `Side`.

Credits are looked up to slugs. In the prose an outlet is named if the words can mean nothing else: an agency, «صحيفة …» before the
name, quotation marks round it, or an address. «المدينة» alone is a town.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from rawi.attribute.names import LONGEST, Catalogue, House, Known, Names, house_of, lookup, names_of
from rawi.language.tokens import Token, tokens
from rawi.model import Article, Credit
from rawi.relate.records import Side

ADDRESS = re.compile(r"https?://[^\s<>\"«»()\[\]]{4,300}|www\.[^\s<>\"«»()\[\]]{4,300}")
OPENING, CLOSING = "«\"“'(", "»\"”')"
# What is written together with a name: «لرويترز», «وبحسب» stands apart, «للأناضول» lost its alif.
JOINED = ("", "و", "ل", "ب", "ول", "وب", "ف")


def side(key: int, article: Article, given: Sequence[Credit], catalogue: Catalogue) -> Side:
    """Return what direction needs to know of an article.

    Args:
        key: its key in the archive.
        article: the article.
        given: its credits (`Facts.credits`).
        catalogue: who exists.
    """
    house = house_of(article, catalogue)
    own = {article.outlet, house.slug}
    others = [(credit, slug) for credit in given if (slug := _slug(credit, catalogue)) not in own and credit.role != "staff"]
    credited = dict.fromkeys(slug for credit, slug in others if credit.role != "compiled")
    named = dict.fromkeys(slug for slug in _named(article.text, catalogue, house) if slug not in own)
    return Side(
        key=key,
        outlet=article.outlet,
        agency=house.agency,
        published=article.published,
        credited=tuple(credited),
        wires=tuple(dict.fromkeys(slug for credit, slug in others if credit.role == "agency")),
        compiled=any(credit.role == "compiled" for credit, _ in others),
        named=tuple(named),
    )


def _slug(credit: Credit, catalogue: Catalogue) -> str:
    """Return the slug of whom a credit names, its name where the catalogue does not know it."""
    outlet = catalogue.resolve(credit.name)
    return outlet.slug if outlet is not None else credit.name


def _named(text: str, catalogue: Catalogue, house: House) -> Iterator[str]:
    """Yield the slugs of the outlets that a text names or links."""
    names, starts = names_of(catalogue), _starts(catalogue)
    words = tokens(text)
    for at, word in enumerate(words):
        for first in starts.get(word.key, ()):
            if found := _longest(text, words, at, first, names, house):
                yield found.slug
                break
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(".,،؛:!؟")
        if outlet := catalogue.of_url(address if "://" in address else f"https://{address}"):
            yield outlet.slug


@functools.lru_cache(maxsize=8)
def _starts(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the words that a name, or a word before one, begins with, by all that may stand in a text for them: others are passed over."""
    names = names_of(catalogue)
    firsts = sorted({key.split(" ", 1)[0] for key in (*names.spellings, *names.before)} - {""})
    found: dict[str, list[str]] = {}
    for joined in JOINED:
        for first in firsts:
            found.setdefault(joined + first, []).append(first)
    for first in firsts:
        if first.startswith("ال"):
            found.setdefault(f"لل{first[2:]}", []).append(first)
    return found


def _longest(text: str, words: Sequence[Token], at: int, first: str, names: Names, house: House) -> Known | None:
    """Return whom the longest name from a word on means, where it can be nothing else."""
    for end in range(min(len(words), at + LONGEST), at, -1):
        found = lookup(" ".join([first, *(word.key for word in words[at + 1 : end])]), names, house)
        if found is not None and found.slug and not found.own and (not (found.plain or found.homonym) or _quoted(text, words, at, end)):
            return found
    return None


def _quoted(text: str, words: Sequence[Token], at: int, end: int) -> bool:
    """Whether quotation marks or brackets stand right round words."""
    start, stop = words[at].start, words[end - 1].end
    return start > 0 and stop < len(text) and text[start - 1] in OPENING and text[stop] in CLOSING
