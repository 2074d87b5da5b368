"""What stands behind the last sentence. Comes in: the end of a text, or a closing line of a page. Goes out: the credits in it.

«المصدر: رويترز + وكالات», «نقلاً عن صحيفة البرق», «(د ب أ)», «-- (بترا)», «ليث نصار - وكالات», «وام/ سلمى نادر», «// انتهى // 15:11 ت م»;
and «(رويترز)» behind the last sentence of a paragraph. Initials of editors («و.ق/ع.م») are no credit.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rawi.attribute.bylines import agency, cue_length, desk, in_prose, own, written
from rawi.attribute.names import Catalogue, House, Known, Names, by_address, listed, lookup, named, pieces
from rawi.attribute.slots import Part, parts
from rawi.language.data import load
from rawi.language.tokens import Token
from rawi.model import Credit, CreditPlace, Span

# Closing lines are looked for in so many characters, and lines, from the end.
REACH = 420
LINES = 3
# A line that is nothing but a source is no longer.
SOURCE_LINE = 80
# Words of a closing line that names sources, and of one unknown name in it.
LINE_WORDS = 16
NAME_WORDS = 6
# Characters behind the last sentence that can be a signature: two agencies with their brackets.
SIGNATURE = 70
# A last line of so many characters may be the initials of editors under a signature.
INITIALS = 25
# A paragraph of fewer characters that ends with a name in brackets is the caption of a photo.
PARAGRAPH = 90
COLON = " :-–—/|\t"
MAIL = re.compile(r"@|#")
BRACKET = re.compile(r"\(([^()\n]{2,40})\)[ \t.]{0,3}(?=\n)")
ENDS = frozenset('.!؟?…"»”')
# The kinds of signs that end a sentence.
ENDS_KINDS = frozenset(".\n")


class Where(NamedTuple):
    """Where a name stands: in the article's text or in a line that the page showed outside it, and as which place it is reported."""

    inside: bool
    place: CreditPlace


@functools.cache
def _marks() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the signs that only one agency puts behind its last line."""
    return tuple((re.compile(mark["pattern"] + r"[\s\d.]{0,12}$"), mark["slug"]) for mark in load("credits")["marks"])


def line_credits(line: str, names: Names, house: House, catalogue: Catalogue) -> list[Credit]:
    """Return the credits in a closing line that the page showed outside the text: what stands behind «المصدر:», or a signature."""
    where = Where(inside=False, place="tail")
    if marked := _marked(line, 0, where, catalogue):
        return marked
    if found := _address(line, 0, len(line), where, house, catalogue):
        return found
    found_parts = parts(line)
    if len(found_parts) > 1 and cue_length(found_parts[0].words) == len(found_parts[0].words):
        # «إعداد: الأناضول»
        del found_parts[0]
    skip = _cue_length(found_parts[0].words) if found_parts else 0
    return _sources(_without(found_parts, skip), line, where, names, house)


def is_sign(line: str) -> bool:
    """Whether a line ends with a sign that only one agency is known for: «// انتهى // 15:11 ت م».

    Example:
        >>> is_sign("// انتهى //"), is_sign("رويترز")
        (True, False)
    """
    return ("نته" in line or "نهاي" in line) and any(pattern.search(line) for pattern, _ in _marks())


def is_initials(line: str) -> bool:
    """Whether a line is nothing but initials, numbers or an address for letters."""
    return bool(MAIL.search(line)) or all(len(word.key) == 1 or word.key[0].isdecimal() for part in parts(line) for word in part.words)


def _address(text: str, start: int, end: int, where: Where, house: House, catalogue: Catalogue) -> list[Credit]:
    """Return the site that words in the form of an address name."""
    found = by_address(text[start:end], catalogue)
    if found is None:
        return []
    name, known = found
    if known is not None and known.slug == house.slug:
        known = known._replace(role="agency" if house.agency else "staff")
    words = text[start:end].strip()
    start += text[start:end].index(words)
    span = Span(words, start, start + len(words)) if where.inside else None
    return [Credit(known.name if known else name, words, known.role if known else "outlet", where.place, span)]


def tail_credits(text: str, names: Names, house: House, catalogue: Catalogue) -> list[Credit]:
    """Return the credits in the closing lines of a text."""
    where = Where(inside=True, place="tail")
    bottom = max(0, len(text) - REACH)
    end = len(text.rstrip())
    for number in range(LINES):
        if end <= bottom:
            break
        start = max(bottom, text.rfind("\n", 0, end) + 1)
        whole = start == 0 or text[start - 1] == "\n"
        found = _marked(text[start:end], start, where, catalogue) if number == 0 else []
        found = found or _cued(text, start, end, whole, where, names, house, catalogue)
        if not found and (number == 0 or (number == 1 and len(text) - end <= INITIALS)):
            found = _signature(text, start, end, whole, where, names, house)
        if found:
            return [*_sources_above(text, start, where, names, house, catalogue), *found] if whole else found
        end = start + len(text[:start].rstrip()) - start if whole else 0
    return []


def _sources_above(text: str, start: int, where: Where, names: Names, house: House, catalogue: Catalogue) -> list[Credit]:
    """Return the credits of source lines that stand right above one: «المصدر: أكسيوس» above «المصدر: RT Arabic»."""
    result: list[Credit] = []
    for _ in range(LINES):
        end = len(text[:start].rstrip())
        start = text.rfind("\n", 0, end) + 1
        found = _cued(text, start, end, True, where, names, house, catalogue) if 0 < start < end <= start + SOURCE_LINE else []
        if not found:
            break
        result = [*found, *result]
    return result


def body_credits(text: str, names: Names, house: House) -> list[Credit]:
    """Return the credits in brackets behind the last sentence of paragraphs other than the last."""
    result: list[Credit] = []
    if ")" not in text:
        return result
    for match in BRACKET.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()].rstrip()
        if not before or before[-1] not in ENDS or match.start() - text.rfind("\n", 0, match.start()) < PARAGRAPH:
            continue
        inner = parts(text, match.start(1), match.end(1))
        known = [named(part.words, names, house) for part in inner]
        if all(one is not None and one.role in ("agency", "compiled") for one in known):
            result += [
                _credit(one, part.words, text, Where(inside=True, place="body")) for one, part in zip(known, inner, strict=True) if one
            ]
    return result


def _marked(line: str, offset: int, where: Where, catalogue: Catalogue) -> list[Credit]:
    """Return the agency whose sign ends a line."""
    if not ("نته" in line or "نهاي" in line):
        return []
    for pattern, slug in _marks():
        match = pattern.search(line)
        outlet = catalogue.by_slug(slug) if match else None
        if match is not None and outlet is not None:
            sign = match[0].rstrip()
            start = offset + match.start()
            return [Credit(outlet.name, sign, "agency", where.place, Span(sign, start, start + len(sign)) if where.inside else None)]
    return []


def _cued(text: str, start: int, end: int, whole: bool, where: Where, names: Names, house: House, catalogue: Catalogue) -> list[Credit]:
    """Return the names behind «المصدر:» or «نقلاً عن» at the end of a line or as a line of its own."""
    head = start if whole and end - start <= 160 else max(start, end - 120)
    if not _worth(text, head, end):
        return []
    found = parts(text, head, end)
    for number, part in enumerate(found):
        length = _cue_length(part.words)
        if not length or sum(len(other.words) for other in found[number:]) > LINE_WORDS:
            continue
        opening = (number == 0 and head == start and whole) or bool(set(part.before) & ENDS_KINDS) or part.before.startswith("^(")
        alone = length == len(part.words)
        source = " ".join(word.key for word in part.words[:length]) in listed("source")
        if opening and ((alone and set(part.after) & set(':-/("|')) or (not source and not alone)):
            behind = part.words[length - 1].end
            address = _address(text, behind + len(text[behind:end]) - len(text[behind:end].lstrip(COLON)), end, where, house, catalogue)
            return address or _sources(_without(found[number:], length), text, where, names, house)
    return []


def _worth(text: str, start: int, end: int) -> bool:
    """Whether a line can hold a cue: the words of all cues have one of these in them."""
    line = text[start:end].lower()
    return any(part in line for part in ("صدر", "صادر", "نقل", "عن ", "تصرف", "اتفاق", "تزامن", "ترجم", "source", "via", "منبع"))


def _cue_length(words: Sequence[Token]) -> int:
    """Count the words of a cue that words begin with."""
    keys = [word.key for word in words[:4]]
    for size in range(min(4, len(keys)), 0, -1):
        key = " ".join(keys[:size])
        if key in listed("after"):
            # «عن صحيفة البرق»: the kind belongs to the name.
            return size - 1 if keys[size - 1] in ("صحيفه", "وكاله", "موقع", "قناه") else size
        if key in listed("source"):
            return size
    return 0


def _without(found: Sequence[Part], count: int) -> list[Part]:
    """Return parts without the first words of the first one."""
    if not count or not found:
        return list(found)
    first = Part(found[0].words[count:], ":", found[0].after)
    return [first, *found[1:]] if first.words else list(found[1:])


def _sources(found: Sequence[Part], text: str, where: Where, names: Names, house: House) -> list[Credit]:
    """Return every name in the parts behind a cue, those that the catalogue does not know as they are written.

    A colon or the end of a sentence ends them, and so do words behind a name in quotation marks («صحيفة "بيلد" الألمانية»).
    """
    result: list[Credit] = []
    for number, part in enumerate(found[:8]):
        quoted = number > 0 and '"' in part.before
        if number and (set(part.before) & set(".:\n") or (quoted and found[number - 1].before.endswith('"'))):
            break
        for words in _split(part.words, names, house):
            result += _source(words[_cue_length(words) :], text, where, names, house)
    return result


def _split(words: Sequence[Token], names: Names, house: House) -> Iterator[Sequence[Token]]:
    """Part words at «نقلاً عن», «مع» and the like, unless they are one name."""
    if named(words, names, house):
        yield words
        return
    start = number = 0
    while number < len(words):
        size = next((size for size in (2, 1) if " ".join(word.key for word in words[number : number + size]) in listed("joiners")), 0)
        if size:
            yield words[start:number]
            start = number + size
        number += size or 1
    yield words[start:]


def _source(words: Sequence[Token], text: str, where: Where, names: Names, house: House) -> list[Credit]:
    """Return the names that words behind a cue hold: one, several side by side, or an unknown one and a known one («أكسيوس ورويترز»)."""
    if not words or " ".join(word.key for word in words) + " " in names.before:
        return []
    known = named(words, names, house) or own(words, house) or desk(words, text)
    if known is not None:
        return [_credit(known, words, text, where)]
    found = pieces(words, names, house)
    end = 0
    result: list[Credit] = []
    for hit, start, behind in found:
        if start == end:
            result.append(_credit(hit, words[start:behind], text, where))
            end = behind
    if result:
        return result
    joined = [(hit, start, behind) for hit, start, behind in found if start and words[start].key[0] == "و"]
    if not joined:
        return _unknown(words, text, where)
    names_behind = [_credit(hit, words[start:behind], text, where) for hit, start, behind in joined]
    return _source(words[: joined[0][1]], text, where, names, house) + names_behind


def _unknown(words: Sequence[Token], text: str, where: Where) -> list[Credit]:
    """Return a name that the catalogue does not know, as it is written; editors' initials, days and sentences are none."""
    if not words or len(words) > NAME_WORDS or is_initials(written(words, text)):
        return []
    if len(words) > 1 and in_prose(words[0].key) and not words[0].key.isascii():
        return []
    return [_credit(agency(words, text) or Known(written(words, text), "outlet"), words, text, where)]


def _signature(text: str, start: int, end: int, whole: bool, where: Where, names: Names, house: House) -> list[Credit]:
    """Return the names that stand alone behind the last sentence, or on a line of their own with places and persons."""
    head = start if whole and end - start <= SIGNATURE else max(start, end - SIGNATURE)
    found = parts(text, head, end)
    result: list[Credit] = []
    reached = len(found)
    while reached and (hits := _signing(found[reached - 1], names, house)) is not None:
        reached -= 1
        result = [_credit(known, words, text, where) for known, words in hits] + result
        if found[reached].before.startswith("^") or set(found[reached].before) & ENDS_KINDS:
            break
    line = reached == 0 and head == start and whole
    if result and reached < len(found) and (line or _behind_sentence(found[reached].before)):
        return result
    return _signed_line(found, text, where, names, house) if whole and head == start and len(found) > 1 else []


def _behind_sentence(before: str) -> bool:
    """Whether signs end a sentence before a signature: a stop, a closing quotation mark and a bracket, a dash and a bracket."""
    return "." in before or "\n" in before or before in ('"(', "-(", ")(", '"-', '"-(')


def _signing(part: Part, names: Names, house: House) -> list[tuple[Known, Sequence[Token]]] | None:
    """Return the names of a part that is nothing but names and initials; None where it is something else."""
    if all(len(word.key) == 1 and word.key.isalpha() for word in part.words) and not lookup(part.key, names, house):
        return []
    known = named(part.words, names, house)
    if known is not None:
        wrapped = part.enclosed or (part.before[-1:] in ("-", "(") and part.after[:1] in ("-", ")", ","))
        return [(known, part.words)] if known.cued or wrapped or not (known.plain or known.homonym) else None
    hits = pieces(part.words, names, house)
    if hits and sum(end - start for _, start, end in hits) == len(part.words):
        return [(hit, part.words[start:end]) for hit, start, end in hits]
    return None


def _signed_line(found: Sequence[Part], text: str, where: Where, names: Names, house: House) -> list[Credit]:
    """Return the agencies of a last line that is like a byline: «وام/ سلمى نادر», «المرسى - ليث نصار - رويترز»."""
    if len(found) > 5 or any(len(part.words) > 4 or "." in part.before or any(in_prose(w.key) for w in part.words) for part in found):
        return []
    signs = set("^-/(,|:") if cue_length(found[0].words) else set("^-/(,|")
    if not all(set(part.before) & signs and '"' not in part.before for part in found):
        return []
    known = [(named(part.words, names, house), part) for part in found]
    return [
        _credit(one, part.words, text, where)
        for one, part in known
        if one and one.role in ("agency", "compiled") and not (one.plain or one.homonym)
    ]


def _credit(known: Known, words: Sequence[Token], text: str, where: Where) -> Credit:
    """Make the credit of a name; it has a span where its line is in the article's text."""
    as_written = written(words, text)
    span = Span(as_written, words[0].start, words[-1].end) if where.inside else None
    return Credit(known.name, as_written, known.role, where.place, span)
