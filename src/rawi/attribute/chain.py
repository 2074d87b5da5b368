"""The chain through which news came. Comes in: an article, its attributions and credits. Goes out: one chain for each source.

    innermost speaker → via, nearest to the source first → agency or outlet that is credited → publisher

A hop is stated where the text or the byline names it. A gap has no name: «وكالات»,
or a publisher that says neither who wrote nor where it has it from. Only what the article reports itself opens a chain: a report inside
another's words does not, nor does a feeling.
A source with no name belongs to its article, and is merged only with a phrase that points back.
"""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from rawi.attribute.names import Catalogue, House, Names, house_of, key_of, names_of
from rawi.attribute.nouns import definite, listed, noun
from rawi.language.tokens import tokens
from rawi.model import Article, Attribution, Chain, Confidence, Credit, Hop

# Two names of one organisation share this part of their words; found by reading the sources of 60 articles.
SAME = 0.6
MARKS = str.maketrans(dict.fromkeys('«»“”„"()[]،,', " "))
FIRST = 3
# A lead has at least and at most so many characters: shorter lines are datelines and headings, nine of ten first paragraphs end before.
LEAD = (120, 500)
# A report stands inside the words of one of so many before it.
NEAR = 12
QUOTED = re.compile(r"[«“”\"(]([^«»“”\"()]{2,40})")


class Source(NamedTuple):
    """A source of the article as it is first named, with the hops up to the credits and how sure they are."""

    name: str
    keys: frozenset[str]
    kind: str
    hops: tuple[Hop, ...]
    confidence: Confidence


def chains(article: Article, attributions: Sequence[Attribution], credits: Sequence[Credit], catalogue: Catalogue) -> tuple[Chain, ...]:  # noqa: A002 - the field's name
    """Return the chains of an article, one for each source, in the order in which the text names them; one of them is the main one.

    Pure: hops are not linked to archived articles here.

    Args:
        article: who publishes, and the text that the spans lie in.
        attributions: what `rawi.attribute.attributions.attributions` read from it.
        credits: what `rawi.attribute.credits.credits` read from it.
        catalogue: outlets and agencies, whose names the hops bear.

    Example:
        >>> from rawi.attribute.attributions import attributions
        >>> from rawi.outlets.catalogue import load
        >>> text = "نقلت رويترز عن مسؤول أمريكي قوله إن السد آمن."
        >>> article = Article(id="1", url=None, outlet="عكاظ", title="", text=text)
        >>> [[hop.name for hop in chain.hops] for chain in chains(article, attributions(text, catalogue=load()), (), load())]
        [['مسؤول أمريكي', 'رويترز', 'عكاظ']]
    """
    names, house = names_of(catalogue), house_of(article, catalogue)
    sources = _sources(attributions, names, house)
    tail = _credited(credits, house)
    found = [_chain(source, tail, credits, house) for source in sources]
    main = _main(article, sources)
    return tuple(Chain(hops=chain.hops, confidence=chain.confidence, main=number == main) for number, chain in enumerate(found))


# ---------------------------------------------------------------- sources
def _sources(attributions: Sequence[Attribution], names: Names, house: House) -> list[Source]:
    """Return the distinct sources in order, each with the outlets between it and this article."""
    found: list[Source] = []
    outlets: list[tuple[str, str]] = []
    behind: dict[str, list[Hop]] = {}
    for number, one in enumerate(attributions):
        hops = _via(one, names, house, outlets)
        if len(hops) > 1 and hops[0].name:
            behind.setdefault(key_of(hops[0].name), hops[1:])
        elif len(hops) == 1 and hops[0].name:
            # The outlet was read through another before: «نقلته وكالة عن صحيفة», then «ونقلت الصحيفة عن مسؤول».
            hops += behind.get(key_of(hops[0].name), [])
        if not _nested(number, attributions):
            source = _source(one, hops, names, house, outlets, found)
            if source is not None:
                found.append(source)
            elif hops:
                _told_later(one, hops, found)
        for span in (one.speaker if one.speaker_kind in ("outlet", "agency") else None, *one.via, one.addressee):
            if span is not None and (named := _named(span.text, names, outlets)):
                outlets.append((noun(_first(span.text)), named))
    return found


def _told_later(one: Attribution, hops: list[Hop], found: list[Source]) -> None:
    """Add the outlet that a source is said to have spoken to only when it is quoted again: «وصف مسؤولون …، وقالوا لصحيفة X إن»."""
    name = one.speaker_resolved or (one.speaker.text if one.speaker else "")
    known = _known(name, found)
    if known is not None and len(known.hops) == 1 and one.addressee is not None:
        found[found.index(known)] = known._replace(hops=(*known.hops, *hops))


def _nested(number: int, attributions: Sequence[Attribution]) -> bool:
    """Whether a report stands inside the words of another: then the other is who told it here."""
    one = attributions[number]
    at = one.cue.start
    return any(
        other is not one and other.form != "adjunct" and other.cue.start < at and span.start <= at < span.end
        for other in attributions[max(0, number - NEAR) : number]
        for span in other.content
    )


def _source(
    one: Attribution, hops: list[Hop], names: Names, house: House, outlets: list[tuple[str, str]], found: list[Source]
) -> Source | None:
    """Return the source of an attribution if it is a new one."""
    if one.speaker is None or not one.content:
        return None
    name = _issuer(
        _unprefixed(one.speaker.text, always=one.form == "adjunct" and one.cue.text.endswith(("فقا", "فقًا", "فقاً", "بقا", "بقًا", "بقاً"))),
        names,
    )
    words = [token.key for token in tokens(name)]
    kind: str = one.speaker_kind
    confidence: Confidence = one.confidence
    if one.speaker_resolved is not None and _known(one.speaker_resolved, found) is not None:
        return None
    if kind in ("outlet", "agency"):
        named = _named(one.speaker.text, names, outlets)
        if (named is not None and _bare(named) in house.keys) or _bare(name) in house.keys:
            return None
        if definite(words[0]) and (len(words) == 1 or words[1] in listed("self", "words")) and named:
            name, words = named, [token.key for token in tokens(named)]
    elif any(word in listed("self", "words") for word in words) or words[0] in listed("self", "before"):
        return None
    keys = frozenset(noun(key) for key in words)
    if not keys or _same(words, keys, kind, found):
        return None
    pointed = definite(words[0]) and (
        (len(words) == 1 and noun(words[0]) in _common() | listed("organisations", "heads"))
        or kind == "anonymous"
        or (kind == "document" and all(word in listed("documents", "pointing") for word in words[1:]))
    )
    first = Hop(name, kind, "stated", one.speaker)
    return Source(name, keys, kind, (first, *hops), "possible" if pointed else confidence)


def _issuer(name: str, names: Names) -> str:
    """Return the outlet that issued a document where the words name it: «تقرير نشرته صحيفة …»."""
    words = tokens(name)
    at = next((number for number, word in enumerate(words) if word.key in listed("documents", "issued")), None)
    if at is None or at + 1 >= len(words):
        return name
    behind = at + 2 if words[at + 1].key in ("عن", "من") and at + 2 < len(words) else at + 1
    rest = name[words[behind].start :]
    return rest if noun(words[behind].key) in _kinds() or _catalogued([word.key for word in words[behind:]], names, kind=False) else name


def _bare(name: str) -> str:
    """Return the key of an outlet's name without the kind before it."""
    first, _, rest = key_of(name).partition(" ")
    return rest if rest and noun(first) in _kinds() else key_of(name)


@functools.cache
def _common() -> frozenset[str]:
    """Return the heads of phrases that name nobody by themselves: «المصدر», «الوزير», «البيان»."""
    return (
        listed("anonymous", "sources")
        | listed("anonymous", "people")
        | listed("roles", "heads")
        | listed("documents", "heads")
        | listed("outlets", "heads")
        | listed("outlets", "agencies")
    )


@functools.cache
def _heads() -> frozenset[str]:
    """Return the nouns that begin the name of a source, known or not."""
    return _common() | listed("organisations", "heads") | listed("generic", "heads") | listed("anonymous", "partitive")


def _known(name: str, found: Sequence[Source]) -> Source | None:
    keys = frozenset(noun(token.key) for token in tokens(_unprefixed(name)))
    return next((source for source in found if _share(keys, source.keys) >= SAME), None)


def _same(words: list[str], keys: frozenset[str], kind: str, found: Sequence[Source]) -> bool:
    """Whether words name a source that the article has named before: a part of its name, or a phrase that points back."""
    if kind == "anonymous" and words[0] in listed("anonymous", "pointing"):
        return len(words) == 1 and any(source.kind in ("anonymous", "group") for source in found)
    if kind == "anonymous":
        if (
            definite(words[0])
            and noun(words[0]) in ("مصدر", "مصادر")
            and any(source.kind in ("anonymous", "outlet", "agency", "document", "organisation") for source in found)
        ):
            return True
        pointing = definite(words[0]) or len(words) == 1
        return any(
            source.kind == "anonymous"
            and (source.keys == keys or (pointing and bool({_singular(key) for key in source.keys} & {_singular(key) for key in keys})))
            for source in found
        )
    bare = keys - listed("documents", "heads") if kind == "document" and len(keys) > 1 else keys
    for source in found:
        if bare <= source.keys and (source.kind != "anonymous" or definite(words[0])):
            return True
        if source.kind in ("person", "role") and kind == "person" and len(source.keys) > 1 and source.keys <= keys:
            return True
        if source.kind == "organisation" and kind in ("organisation", "document") and _share(bare, source.keys) >= SAME + 0.1:
            return True
    return False


def _singular(key: str) -> str:
    """Return a noun without the ending of a regular plural or dual."""
    return key[:-2] if len(key) > 4 and key.endswith(("ون", "ين", "ان")) else key


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the F1 of the words of two names."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _unprefixed(name: str, *, always: bool = False) -> str:
    """Return a name without the «ل» or «ب» that the sentence put before it."""
    words = tokens(name)
    if not words:
        return name
    key = words[0].key
    if key.startswith("لل") and len(key) > 4:
        return "ال" + name[words[0].start + 2 :]
    if key in ("ل", "ب") and len(words) > 1:
        return name[words[1].start :]
    if always and key.startswith("ل") and len(key) > 3:
        return name[words[0].start + 1 :]
    known = _heads()
    return name[words[0].start + 1 :] if key[0] in "لبوف" and len(key) > 3 and key not in known and noun(key[1:]) in known else name


# ---------------------------------------------------------------- outlets between
def _via(one: Attribution, names: Names, house: House, outlets: list[tuple[str, str]]) -> list[Hop]:
    """Return the outlets between a source and this article: whom it told, then who passed that on."""
    hops: list[Hop] = []
    spans = [(one.addressee, True)] if one.addressee else []
    for span, told in [*spans, *((span, False) for span in one.via)]:
        if span is None:
            continue
        named = _named(span.text, names, outlets)
        if named is None and told:
            continue
        name = named or _unprefixed(span.text)
        if _bare(name) in house.keys or any(_share_names(name, hop.name or "") for hop in hops):
            continue
        hops.append(Hop(name, _outlet_kind(name, names), "stated", span))
    return hops


def _share_names(one: str, other: str) -> bool:
    return key_of(one) == key_of(other)


def _outlet_kind(name: str, names: Names) -> str:
    known = names.spellings.get(key_of(name))
    return "agency" if known is not None and known.role == "agency" else "outlet"


def _first(text: str) -> str:
    """Return the key of the first word, without «ل»."""
    words = tokens(_unprefixed(text))
    key = words[0].key if words else ""
    return key[1:] if key.startswith("ل") and noun(key[1:]) in listed("outlets", "heads") | listed("outlets", "agencies") else key


def _named(text: str, names: Names, outlets: Sequence[tuple[str, str]]) -> str | None:
    """Return the name of an outlet that words mean: the catalogue's, the words behind a kind, or the last outlet of that kind."""
    words = [token.key for token in tokens(text.translate(MARKS))]
    if not words:
        return None
    if words[0].startswith("لل"):
        words[0] = "ال" + words[0][2:]
    elif words[0] == "ل" and len(words) > 1:
        words = words[1:]
    elif words[0].startswith("ل") and len(words[0]) > 3:
        words[0] = (
            words[0][1:]
            if " ".join([words[0][1:], *words[1:]]) in names.spellings or noun(words[0][1:]) in _kinds() or words[0] not in names.spellings
            else words[0]
        )
    kind = noun(words[0]) in _kinds()
    if kind and definite(words[0]) and (len(words) == 1 or words[1] in listed("self", "words")):
        return next((named for head, named in reversed(outlets) if head == noun(words[0])), outlets[-1][1] if outlets else None)
    known = _catalogued(words, names, kind=kind)
    if known is not None:
        return known
    inside = QUOTED.search(text)
    if inside and (kind or text.lstrip("لـ ")[:1] in '«“”"('):
        return inside[1].strip()
    return _unprefixed(text).strip() if kind and len(words) > 1 else None


@functools.cache
def _kinds() -> frozenset[str]:
    """Return the words for a kind of outlet: «صحيفة», «وكالة»."""
    return listed("outlets", "heads") | listed("outlets", "agencies")


def _catalogued(words: list[str], names: Names, *, kind: bool) -> str | None:
    """Return the catalogue's name for words, with or without the kind before them and the country behind them."""
    for begin in (0, 1, 2) if kind else (0,):
        for end in range(len(words), begin, -1):
            known = names.spellings.get(" ".join(words[begin:end]))
            if (
                known is not None
                and known.role in ("outlet", "agency")
                and (kind or not known.plain or (begin == 0 and end == len(words)))
                and len(words) - end <= 3
            ):
                return known.name
    return None


# ---------------------------------------------------------------- credits and publisher
def _credited(credits: Sequence[Credit], house: House) -> list[Hop]:  # noqa: A002 - as above
    """Return the hops between the sources and the publisher that credits state: an agency or another outlet, or a gap for «وكالات»."""
    others = [credit for credit in credits if key_of(credit.name) not in house.keys]
    named = [credit for credit in others if credit.role == "agency"] or [credit for credit in others if credit.role == "outlet"]
    if named:
        first = named[0]
        return [Hop(first.name, "agency" if first.role == "agency" else "outlet", "stated", first.span)]
    if any(credit.role == "compiled" for credit in others):
        return [Hop(None, "compiled", "gap", next(credit.span for credit in others if credit.role == "compiled"))]
    # A house that only puts its name before or behind the text says who carries it, not who wrote it.
    wrote = any(credit.role == "staff" and (credit.where == "byline" or key_of(credit.name) not in house.keys) for credit in credits)
    return [] if wrote or house.agency else [Hop(None, "unknown", "gap")]


def _chain(source: Source, tail: Sequence[Hop], credits: Sequence[Credit], house: House) -> Chain:  # noqa: A002 - as above
    """Join a source, its outlets, what is credited and the publisher; no outlet stands twice, and no gap behind an outlet that told it."""
    hops = list(source.hops)
    for hop in tail:
        twice = any(key_of(hop.name or "") == key_of(other.name or "") for other in hops if hop.name)
        if (
            not twice
            and (hop.name is not None or (len(hops) == 1 and source.kind not in ("outlet", "agency")))
            and (hop.kind != "outlet" or len(hops) == 1)
        ):
            hops.append(hop)
    staff = next((credit for credit in credits if credit.role == "staff" and key_of(credit.name) in house.keys), None)
    hops.append(Hop(house.name, "agency" if house.agency else "outlet", "stated", staff.span if staff else None))
    return Chain(tuple(hops), source.confidence)


def _main(article: Article, sources: Sequence[Source]) -> int:
    """Return the number of the main chain: that of the headline and lead, the first that is more than possible.

    Where none stands in the lead it is one of the first few whom the headline names. Instead of an outlet's own words it is the unnamed
    sources from whom that outlet has it, if they follow at once.
    """
    drawn = [number for number, source in enumerate(sources) if source.confidence != "possible"]
    if not drawn:
        return 0
    first = drawn[0]
    if (evidence := sources[first].hops[0].evidence) is not None and evidence.start > _lead(article.text):
        title = tokens(article.title)
        headline = {key for token in title for key in (token.key, noun(_unjoined(token.key)))}
        first = next((number for number in drawn[:FIRST] if _is_named(sources[number], headline)), first)
    if len(sources[first].hops) < 2:
        return first
    outlet = sources[first].hops[1].name
    for number in drawn[:FIRST]:
        source = sources[number]
        if source.kind == "anonymous" and len(source.hops) > 1 and source.hops[1].name == outlet:
            return number
    return first


def _lead(text: str) -> int:
    """Return where the lead ends: the first paragraph that is one, or so many characters of a text without paragraphs."""
    end = text.find("\n", LEAD[0])
    return min(end if end >= 0 else LEAD[1], LEAD[1])


def _unjoined(key: str) -> str:
    """Return a word without «و», «ل» or «ب» before its article."""
    return key[1:] if key[0] in "ولب" and definite(key[1:]) else key


def _is_named(source: Source, headline: set[str]) -> bool:
    """Whether a headline names a source: a word of its name that not every other office or body has."""
    telling = source.keys - _heads() - listed("given", "names") - listed("roles", "titles")
    return source.kind in ("person", "role", "organisation", "outlet", "agency", "document") and bool(telling & headline)
