"""Suggestions to who types a query. Comes in: what was typed so far, what index, catalogue and store know. Goes out: suggestions.

The last words of the query, up to three, are taken for the beginning of a phrase, a speaker's name, a tag or a word of titles; behind a
field for the beginning of a value of it. What the archive has most of comes first. Nothing reads an article's text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rawi.found import Suggestion
from rawi.index import hints
from rawi.index.contract import Index
from rawi.index.places import country_name
from rawi.index.query import FIELDS
from rawi.language.tags import thing_key
from rawi.language.tokens import keys
from rawi.model import Outlet
from rawi.outlets.catalogue import Catalogue, name_key
from rawi.store.contract import OutletCount

# A longer query is pasted: nothing is to be completed there.
LONGEST = 200
# A phrase is looked for by so many of the last words. One letter begins everything.
TAIL, SHORTEST = 3, 2
# In an archive of so many articles, what only one has is not worth a line.
MANY = 1000
# What a field's value is suggested from; those that are not here have nothing to suggest.
KINDS: dict[str, Sequence[hints.Kind]] = {"said": ("speaker",), "tag": ("tag",), "title": ("word", "phrase")}
ANY: Sequence[hints.Kind] = ("phrase", "speaker", "tag", "word")
VALUE = re.compile(r"(?:^|\s)(-?)([^\W\d_]{2,8}):([\"«“]?)([^\"«»“”]*)$")
WORDS = re.compile(r"\S+")


class Typed(NamedTuple):
    """A query that is being typed: what stands before its end, the field that the end is a value of, and the end."""

    before: str
    field: str
    name: str
    end: str


def typed(text: str) -> Typed:
    """Read a query to its end.

    >>> typed("هدنة موقع:بر")
    Typed(before='هدنة ', field='outlet', name='موقع', end='بر')
    >>> typed("هدنة في غز").field
    ''
    """
    found = VALUE.search(text)
    field = FIELDS.get(found[2].lower(), "") if found else ""
    if not found or not field or (not found[3] and " " in found[4]):
        return Typed("", "", "", text)
    return Typed(text[: found.start(2)], field, found[2], found[4])


def suggest(
    text: str, index: Index, catalogue: Catalogue, outlets: Sequence[OutletCount], limit: int, *, thing: Callable[[str], str] = thing_key
) -> list[Suggestion]:
    """Return what somebody may be typing, likeliest first.

    Args:
        text: what was typed so far.
        index: what gives the hints.
        catalogue: who is known.
        outlets: who has articles here.
        limit: at most so many.
        thing: gives the key of what a name names: of its spellings the most frequent one is suggested.
    """
    if len(text) > LONGEST:
        return []
    asked = typed(text)
    if asked.field in ("outlet", "cites", "country"):
        found = list(_named(asked, catalogue, outlets))
    elif asked.field:
        found = [_filled(asked, one) for one in _hinted(index, asked.end, KINDS.get(asked.field, ()), limit)]
    else:
        found = [*_outlets(text, catalogue, outlets), *_completed(text, index, limit)]
    seen = {"", " ".join(keys(text))}
    return [one for one in found if not _has(seen, one, thing)][:limit]


def _has(seen: set[str], one: Suggestion, thing: Callable[[str], str]) -> bool:
    """Tell whether a query was suggested, by its words or under another spelling of what is suggested; and note it."""
    words = " ".join(keys(one.query))
    front = one.query[: one.query.rfind(one.text)] if one.text in one.query else ""
    named = f"{' '.join(keys(front))}|{thing(one.text)}"
    had = words in seen or named in seen
    seen.update((words, named))
    return had


def _hinted(index: Index, end: str, kinds: Sequence[hints.Kind], limit: int) -> list[Suggestion]:
    """Return the hints of some kinds that begin with what was typed, most frequent first."""
    begins = hints.start(end)
    if len(begins) < SHORTEST:
        return []
    begins += " " if end[-1:].isspace() else ""
    least = 1 if index.count() < MANY else 2
    found = [
        Suggestion(query="", text=shown, kind=known, articles=articles)
        for kind in kinds
        for hint, articles in index.hints(hints.LETTERS[kind] + begins, limit)
        for _, known, shown in [hints.read(hint)]
        if articles >= least
    ]
    return sorted(found, key=lambda one: (-one.articles, len(one.text), one.text))


def _completed(text: str, index: Index, limit: int) -> Iterator[Suggestion]:
    """Yield the query with its last words completed, those of which most words fit first."""
    places = [match.start() for match in WORDS.finditer(text)][-TAIL:]
    for place in places:
        end = text[place:]
        if end.startswith("-") or '"' in end:
            continue
        last = place == places[-1]
        for one in _hinted(index, end, ANY if last else ANY[:-1], limit):
            yield Suggestion(query=text[:place] + one.text, text=one.text, kind=one.kind, articles=one.articles)


def _filled(asked: Typed, one: Suggestion) -> Suggestion:
    """Put a value behind its field, in quotation marks where it is more than one word."""
    shown = one.text.replace('"', " ")
    value = f'"{shown}"' if " " in shown else shown
    return Suggestion(query=f"{asked.before}{asked.name}:{value}", text=one.text, kind=one.kind, articles=one.articles)


def _named(asked: Typed, catalogue: Catalogue, outlets: Sequence[OutletCount]) -> Iterator[Suggestion]:
    """Yield outlets or countries whose names begin with what was typed: for `outlet:` and `country:` those that are here."""
    here = {one.outlet: one.articles for one in outlets}
    known = [catalogue.by_slug(slug) or Outlet(slug=slug, name=slug) for slug in here]
    if asked.field == "country":
        codes: dict[str, int] = {}
        for outlet in known:
            codes[outlet.country] = codes.get(outlet.country, 0) + here[outlet.slug]
        named = [(country_name(code), number) for code, number in codes.items() if code]
        fits = [Suggestion("", name, "country", number) for name, number in named if _begins(name, asked.end)]
    else:
        offered = known if asked.field == "outlet" else [*known, *(one for one in catalogue.outlets if one.slug not in here)]
        fits = [Suggestion("", one.name, "outlet", here.get(one.slug, 0)) for one in offered if _is_called(one, asked.end)]
        # Names that two outlets share mean neither.
        fits = [one for one in fits if catalogue.resolve(one.text) or one.text in here]
    yield from (_filled(asked, one) for one in sorted(fits, key=lambda one: (-one.articles, one.text)))


def _outlets(text: str, catalogue: Catalogue, outlets: Sequence[OutletCount]) -> Iterator[Suggestion]:
    """Yield the outlets here whose names begin with all that was typed."""
    if len(name_key(text).removeprefix("ال")) >= SHORTEST:
        yield from _named(Typed("", "outlet", "موقع", text), catalogue, outlets)


def _is_called(outlet: Outlet, begins: str) -> bool:
    return any(_begins(name, begins) for name in (outlet.name, outlet.name_en, *outlet.aliases))


def _begins(name: str, begins: str) -> bool:
    """Tell whether a name begins so, its article or not."""
    key, wanted = name_key(name), name_key(begins)
    return bool(key) and (key.startswith(wanted) or key.removeprefix("ال").startswith(wanted.removeprefix("ال")))
