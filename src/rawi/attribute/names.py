"""Names that can stand in a credit. Comes in: a catalogue of outlets and the words of a credit. Goes out: whom they mean.

The catalogue says who exists, the lexicon which of the names are also everyday words. A name never guesses: one that two
outlets share means neither, except on the page of one of them.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from rawi.gather.addresses import host
from rawi.language.data import load
from rawi.language.houses import bare, places
from rawi.language.orthography import fold
from rawi.language.tokens import Token
from rawi.model import Article, CreditRole, Outlet

BETWEEN = re.compile(r"[\W_]+")
# «الوطن (مصر)»: the country is the catalogue's, the name the outlet's.
QUALIFIER = re.compile(r"\s*\([^()]{1,40}\)\s*$")
LATIN = re.compile(r"[a-z]")
# The longest names of the catalogue («وكالة الجمهورية الإسلامية للأنباء» and longer) have so many words.
LONGEST = 7
# Labels of a host that name no outlet.
HOST_WORDS = frozenset(
    {"www", "m", "amp", "ar", "arabic", "arab", "news", "com", "net", "org", "co", "tv", "info", "media", "online", "press"}
)


class Catalogue(Protocol):
    """What is asked of `rawi.outlets.catalogue.Catalogue`."""

    def __hash__(self) -> int:
        """Tell two catalogues apart: the names of one are looked up once."""

    @property
    def outlets(self) -> Sequence[Outlet]:
        """All outlets."""

    def by_slug(self, slug: str) -> Outlet | None:
        """Return the outlet of a slug."""

    def resolve(self, name: str) -> Outlet | None:
        """Return the outlet that a name, a slug or a domain means."""

    def of_url(self, url: str) -> Outlet | None:
        """Return the outlet whose site an address is on."""


class Known(NamedTuple):
    """Whom a name means.

    `plain`: it is also an everyday word; `homonym`: it is also a place, a day or a desk; `cued`: «وكالة» or the like stood before it;
    `own`: it is the house's.
    """

    name: str
    role: CreditRole
    slug: str = ""
    plain: bool = False
    homonym: bool = False
    cued: bool = False
    own: bool = False


class House(NamedTuple):
    """Who publishes: its slug where the catalogue has it, all keys of its names, and whether it is an agency itself."""

    slug: str
    name: str
    keys: frozenset[str]
    agency: bool


class Names(NamedTuple):
    """Every spelling of a catalogue, with the words of the lexicon, as keys."""

    spellings: dict[str, Known]
    uppercase: dict[str, Known]
    before: tuple[str, ...]
    behind: tuple[str, ...]


def key_of(name: str) -> str:
    """Return the key of a name: folded, with one space for whatever stands between its words.

    >>> key_of("(أ.ف.ب)")
    'ا ف ب'
    """
    return BETWEEN.sub(" ", fold(name)).strip()


@functools.cache
def listed(table: str, column: str = "words") -> frozenset[str]:
    """Return a list of the lexicon `credits` as keys."""
    return frozenset(map(key_of, load("credits")[table][column]))


@functools.lru_cache(maxsize=8)
def names_of(catalogue: Catalogue) -> Names:
    """Return every spelling of a catalogue; made once for each, for a catalogue does not change."""
    found: dict[str, Known | None] = {}
    for outlet in catalogue.outlets:
        for spelling in {key_of(name) for name in (outlet.name, outlet.name_en, *outlet.aliases)} - {""}:
            known = _known(outlet, spelling)
            other = found.get(spelling, known)
            found[spelling] = known if other is not None and other.slug == known.slug else None
    for entry in load("credits")["compiled"]:
        found |= {key: Known(entry["name"], "compiled", plain=key in listed("plain")) for key in map(key_of, entry["words"])}
    kinds = {key_of(kind) + " " for kind in load("outlet_phrases")["kinds"]} | {key + " " for key in listed("kinds")}
    return Names(
        spellings={key: known for key, known in found.items() if known is not None},
        uppercase={outlet.slug: _known(outlet, outlet.slug)._replace(plain=False) for outlet in catalogue.outlets if outlet.agency},
        before=tuple(sorted(kinds, key=len, reverse=True)),
        behind=tuple(" " + key for key in listed("kinds", "behind")),
    )


def _known(outlet: Outlet, key: str) -> Known:
    """Describe one spelling of an outlet."""
    word = " " not in key and not LATIN.search(key)
    plain = key in listed("plain") or (word and not outlet.agency)
    return Known(outlet.name, "agency" if outlet.agency else "outlet", outlet.slug, plain, key in listed("homonyms"))


def house_of(article: Article, catalogue: Catalogue) -> House:
    """Return who publishes an article, by its outlet's slug or name, else by its address."""
    outlet = catalogue.by_slug(article.outlet) or catalogue.resolve(article.outlet)
    if outlet is None and article.url:
        outlet = catalogue.of_url(article.url)
    return _house(outlet, _whole(outlet, catalogue)) if outlet is not None else _unknown_house(article.outlet)


@functools.lru_cache(maxsize=1024)
def _whole(outlet: Outlet, catalogue: Catalogue) -> Outlet | None:
    """Return the outlet of which another is an edition: arabic.cnn.com is one of cnn.com."""
    parents = (domain.partition("/")[0].partition(".")[2] for domain in outlet.domains)
    found = (catalogue.of_url(f"https://{parent}/") for parent in parents if "." in parent)
    return next((one for one in found if one is not None and one.slug != outlet.slug), None)


@functools.lru_cache(maxsize=512)
def _house(outlet: Outlet, whole: Outlet | None) -> House:
    """Describe a house of the catalogue; its own page may also call it by the name in its address («CNN»), or without its country.

    An edition speaks of the whole house as of itself.
    """
    labels = {label for domain in outlet.domains for label in domain.partition("/")[0].split(".")[:-1]} - HOST_WORDS
    written = [name for one in (outlet, whole) if one is not None for name in (one.name, one.name_en, *one.aliases)]
    keys = {key_of(name) for name in written} | {key_of(QUALIFIER.sub("", name)) for name in written} | labels
    return House(outlet.slug, outlet.name, _with_article(keys), outlet.agency)


@functools.lru_cache(maxsize=512)
def _unknown_house(name: str) -> House:
    """Describe a house that is only a name, or only a host."""
    key = "" if "." in name and " " not in name.strip() else key_of(name)
    return House("", name.strip(), _with_article({key, bare(key)}), agency=False)


def _with_article(keys: set[str]) -> frozenset[str]:
    """Return keys with and without «ال» before a first of several words: a house is called «جوهرة أف أم» and «الجوهرة أف أم»."""
    several = {key for key in keys if " " in key}
    return frozenset(
        (keys | {key[2:] for key in several if key.startswith("ال")} | {f"ال{key}" for key in several if not key.startswith("ال")}) - {""}
    )


def lookup(key: str, names: Names, house: House) -> Known | None:
    """Return whom a key means: the house, an outlet, an agency, or nobody in particular («وكالات»).

    «وكالة», «صحيفة» and the like before it do not matter, but say that it is a name.
    """
    found = _plainly(key, names, house)
    if found is not None:
        return found
    if not key.startswith(names.before) and not key.endswith(names.behind):
        return None
    kind = next((kind for kind in names.before if key.startswith(kind)), "")
    behind = next((behind for behind in names.behind if key.endswith(behind)), "")
    bare = key[len(kind) : len(key) - len(behind) if behind else None]
    for rest in (key[len(kind) :], bare):
        if rest and (found := _plainly(rest, names, house)) is not None and found.role != "compiled":
            return found._replace(plain=False, homonym=False, cued=True)
    return None


def _plainly(key: str, names: Names, house: House) -> Known | None:
    """Return whom a key means as it stands."""
    if key in house.keys:
        return Known(
            house.name, "agency" if house.agency else "staff", house.slug, homonym=key in listed("homonyms") or key in places(), own=True
        )
    found = names.spellings.get(key)
    return (
        found._replace(own=True, role="agency" if house.agency else "staff") if found and found.slug and found.slug == house.slug else found
    )


def named(words: Sequence[Token], names: Names, house: House) -> Known | None:
    """Return whom words mean, all of them together."""
    if not words or len(words) > LONGEST:
        return None
    found = lookup(" ".join(word.key for word in words), names, house)
    if found is None and len(words) == 1 and words[0].text.isupper():
        found = names.uppercase.get(words[0].key)
    return found


def pieces(words: Sequence[Token], names: Names, house: House) -> list[tuple[Known, int, int]]:
    """Return the names at both ends of words that are more than one name: «وكالات غزة», «البرق وكالات», «واس ورويترز».

    Only names that are no everyday words; initials are never cut out of longer ones.

    Returns:
        Each name with the numbers of its first word and of the one behind its last.
    """
    found: list[tuple[Known, int, int]] = []
    left, right = 0, len(words)
    while left < right and (hit := _longest(words, range(min(right, left + LONGEST), left, -1), left, names, house)):
        found.append(hit)
        left = hit[2]
    back: list[tuple[Known, int, int]] = []
    while left < right and (hit := _last(words, left, right, names, house)):
        back.append(hit)
        right = hit[1]
    return found + back[::-1]


def _longest(words: Sequence[Token], ends: Iterable[int], start: int, names: Names, house: House) -> tuple[Known, int, int] | None:
    """Return the longest name that begins at a word; «و» before it joins it to the one before."""
    for end in ends:
        key = " ".join(word.key for word in words[start:end])
        found = lookup(key, names, house)
        if found is None and start > 0 and key[0] == "و" and len(words[start].key) > 1:
            found = lookup(key[1:], names, house)
        if found is not None and _apart(found) and not _cuts_initials(words, start, end):
            return found, start, end
    return None


def _last(words: Sequence[Token], left: int, right: int, names: Names, house: House) -> tuple[Known, int, int] | None:
    """Return the longest name that ends before a word."""
    for start in range(max(left, right - LONGEST), right):
        if hit := _longest(words, (right,), start, names, house):
            return hit
    return None


def _apart(known: Known) -> bool:
    """Whether a name is one even with other words beside it."""
    return not known.plain and not known.homonym


def _cuts_initials(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether a name of single letters has one or two other letters beside it: three may be a name of their own."""
    before, behind = words[:start][::-1], words[end:]
    return (len(words[start].key) == 1 and 0 < _letters(before) < 3) or (len(words[end - 1].key) == 1 and 0 < _letters(behind) < 3)


def _letters(words: Sequence[Token]) -> int:
    """Count the single letters that words begin with."""
    return next((number for number, word in enumerate(words) if len(word.key) > 1 or not word.key.isalpha()), len(words))


def by_address(text: str, catalogue: Catalogue) -> tuple[str, Known | None] | None:
    """Return the host that a credit in the form of an address names, with its outlet where it is known.

    >>> from rawi.outlets.catalogue import load
    >>> by_address("www.reuters.com", load())[1].name
    'رويترز'
    """
    bare = text.strip(" ()[]«»\"'.،,")
    if "." not in bare or "@" in bare or " " in bare or not bare.isascii():
        return None
    address = bare if "://" in bare else f"https://{bare}"
    name = host(address)
    if name is None or "." not in name:
        return None
    outlet = catalogue.of_url(address)
    return name.removeprefix("www."), (_known(outlet, key_of(outlet.name)) if outlet else None)
