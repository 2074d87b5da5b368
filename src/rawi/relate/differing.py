"""Where texts that say the same in the same words differ. Comes in: texts of one event with their outlets. Goes out: slots with wordings.

Two texts that share sentences are laid word beside word (`rawi.relate.passages`). Of the slots in which one to three words differ those
are kept that a reader would want to know of: another number, a negation more or less, another word for the dead, for who speaks or
fights (`lexicon/wordings.toml`), another name or another spelling of it. Nothing is said of which is right.

    >>> one = Told("marsa", 1, "قال الدفاع المدني إن انهيار التربة خلف قتيلا وثمانية جرحى في السوق القديمة")
    >>> other = Told("jisr", 2, "قال الدفاع المدني إن انهيار التربة خلف شهيدا وثمانية جرحى في السوق القديمة")
    >>> [(found.kind, [(one.words, one.outlets) for one in found.variants]) for found in differences([one, other])]
    [('wording', [('قتيلا', ('marsa',)), ('شهيدا', ('jisr',))])]
"""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rawi.language.data import load
from rawi.language.names import same_word
from rawi.language.numerals import number_at, ordinal_at, western
from rawi.language.orthography import fold
from rawi.language.stems import is_name, lemma
from rawi.language.tokens import Token, tokens
from rawi.model import Mention, Record
from rawi.relate.frames import tells_otherwise
from rawi.relate.passages import Slot, Stretch, same_words, stretches

Kind = Literal["number", "negation", "wording", "spelling", "name"]
KINDS: tuple[Kind, ...] = ("number", "negation", "wording", "spelling", "name")
# A slot of more words is another sentence. On both sides so many words are the same, and so many together: fewer agree by chance.
WORDS, LEAST, AROUND = 3, 2, 6
# So many words on each side let a reader see where it stands.
CONTEXT = 5
# Two texts have sentences in common from this share of the shorter one's words on: with less it is a formula in which they differ.
SHARED = 0.25
# Of one kind so many: a table of prices would be all that is seen.
OF_KIND = 4
# A name of fewer letters is no name alone.
LETTERS = 4
# So many texts are compared, with so many of them each; a text is read as far as its first words.
TEXTS, BASES, READ = 20, 3, 1_500
DIGITS = re.compile(r"\d+")


Said = tuple[str | int | float, ...]


class Told(NamedTuple):
    """A text, its outlet's slug, the key of its article, and the names in it."""

    outlet: str
    key: int
    text: str
    mentions: Sequence[Mention] = ()


class Variant(Record, frozen=True):
    """What some outlets have in a slot, as the first of them wrote it ("": nothing); `start` is its place in that article's text."""

    words: str
    outlets: tuple[str, ...]
    key: int
    start: int


class Difference(Record, frozen=True):
    """One slot: the words around it as the first outlet has them, and what stands in it, the first outlet's first."""

    kind: Kind
    before: str
    after: str
    variants: tuple[Variant, ...]


class _Text:
    """A text with its words, and which of them stand in a name."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.words: Sequence[Token] = tokens(told.text)[:READ]
        self.keys = [word.key for word in self.words]
        self.known = frozenset(self.keys)
        self.named = bytearray(len(told.text))
        for one in told.mentions:
            self.named[one.start : one.end] = b"\1" * len(self.named[one.start : one.end])

    def written(self, first: int, end: int) -> str:
        """Return words as they were written."""
        return self.told.text[self.words[first].start : self.words[end - 1].end] if end > first else ""

    def is_name(self, first: int, end: int) -> bool:
        """Whether words are names, all of them."""
        return end > first and all(self.named[word.start] or is_name(lemma(word.key)) for word in self.words[first:end])

    def in_name(self, first: int, end: int) -> bool:
        """Whether words stand in names that were found in the text."""
        return end > first and all(self.named[word.start] for word in self.words[first:end])


class _Place:
    """A slot of one text with what others have there."""

    def __init__(self, base: _Text, slot: Slot, kind: Kind) -> None:
        self.base, self.first, self.end, self.kind = base, slot.a, slot.a_end, kind
        self.held: dict[Said, list[tuple[_Text, int, int]]] = {}
        self.add(base, slot.a, slot.a_end)

    def add(self, text: _Text, first: int, end: int) -> None:
        """Note what another text has in it."""
        self.held.setdefault(self._said(text, first, end), []).append((text, first, end))

    def _said(self, text: _Text, first: int, end: int) -> Said:
        """Return what is held against each other: the words, or the numbers that they say."""
        return tuple(_numbers(text.keys[first:end]) if self.kind == "number" else text.keys[first:end])

    def outlets(self) -> list[frozenset[str]]:
        """Return who has what."""
        return [frozenset(text.told.outlet for text, _, _ in held) for held in self.held.values()]


def differences(told: Sequence[Told], limit: int = 10) -> tuple[Difference, ...]:
    """Return where texts differ in a word or a few that matter, what turns a sentence first.

    Args:
        told: texts of one event, in the order of time; the first ones are laid beside all others.
        limit: at most so many.
    """
    texts = [_Text(one) for one in told[:TEXTS]]
    places: list[_Place] = []
    seen = set[frozenset[Said]]()
    for at, base in enumerate(texts[:BASES]):
        for place in _places(base, texts[:at] + texts[at + 1 :]):
            held = frozenset(place.held)
            if held not in seen and len(set(place.outlets())) > 1:
                seen.add(held)
                places.append(place)
    places.sort(key=lambda place: KINDS.index(place.kind))
    counted = Counter[Kind]()
    kept = []
    for place in places:
        counted[place.kind] += 1
        if counted[place.kind] <= OF_KIND:
            kept.append(_difference(place))
    return tuple(kept[:limit])


def _places(base: _Text, others: Iterable[_Text]) -> list[_Place]:
    """Return the slots of a text in which others have something else that matters."""
    found: dict[tuple[int, int], _Place] = {}
    same: list[tuple[_Text, list[Stretch]]] = []
    for other in others:
        if other.told.outlet == base.told.outlet:
            continue
        shared = stretches(base.keys, other.keys)
        enough = same_words(shared) >= SHARED * min(len(base.keys), len(other.keys))
        if not enough or tells_otherwise(base.keys, other.keys, shared):
            continue
        same.append((other, shared))
        for slot in _slots(shared):
            if kind := _kind(base, other, slot):
                found.setdefault((slot.a, slot.a_end), _Place(base, slot, kind)).add(other, slot.b, slot.b_end)
    for place in found.values():
        for other, shared in same:
            if (at := _equal_at(shared, place.first, place.end)) is not None:
                place.add(other, at, at + place.end - place.first)
    return [found[key] for key in sorted(found)]


def _slots(shared: Sequence[Stretch]) -> Iterator[Slot]:
    """Yield the slots of a few words between enough equal ones."""
    for stretch in shared:
        for left, right, slot in zip(stretch.runs, stretch.runs[1:], _between(stretch), strict=False):
            sizes = slot.a_end - slot.a, slot.b_end - slot.b
            if 0 < max(sizes) <= WORDS and min(left.length, right.length) >= LEAST and left.length + right.length >= AROUND:
                yield slot


def _between(stretch: Stretch) -> list[Slot]:
    """Return what stands between each two runs of a stretch."""
    return [
        Slot(left.a + left.length, right.a, left.b + left.length, right.b)
        for left, right in zip(stretch.runs, stretch.runs[1:], strict=False)
    ]


def _equal_at(shared: Sequence[Stretch], first: int, end: int) -> int | None:
    """Return where words of a slot and one on each side of it stand in the other text just so; None where they do not."""
    for stretch in shared:
        for run in stretch.runs:
            if run.a < first and end < run.a + run.length:
                return run.b + first - run.a
    return None


def _kind(base: _Text, other: _Text, slot: Slot) -> Kind | None:
    """Return why a slot is worth telling of; None where it is not."""
    one, two = base.keys[slot.a : slot.a_end], other.keys[slot.b : slot.b_end]
    written = base.written(slot.a, slot.a_end), other.written(slot.b, slot.b_end)
    if "".join(one) == "".join(two) or "\n" in "".join(written):
        return None
    left, right = _numbers(one), _numbers(two)
    if left and right:
        return None if _same_numbers(*written, left, right) else "number"
    lemmas = list(map(lemma, one)), list(map(lemma, two))
    if _turning(one) != _turning(two) and not _idle([*base.keys[slot.a : slot.a_end + 1], *other.keys[slot.b : slot.b_end + 1]]):
        return "negation"
    if any(_put_otherwise(known, (*one, *lemmas[0]), (*two, *lemmas[1])) for known in _things().values()):
        return "wording"
    if not base.is_name(slot.a, slot.a_end) or not other.is_name(slot.b, slot.b_end):
        return None
    if not base.in_name(slot.a, slot.a_end) and not other.in_name(slot.b, slot.b_end):
        return None
    if max(map(len, (*one, *two))) < LETTERS:  # «بن» and «ابن», «أبو» and «أبي»
        return None
    if len(one) == len(two) and all(same_word(a, b) for a, b in zip(one, two, strict=True)):
        return "spelling" if all(a != b for a, b in zip(lemmas[0], lemmas[1], strict=True)) else None
    # Where each has the other's name too, lists of names were laid beside each other one off.
    listed = other.known.issuperset(one) and base.known.issuperset(two)
    return "name" if not listed and not set(lemmas[0]) & set(lemmas[1]) else None


def _numbers(keys: Sequence[str]) -> list[int | float]:
    """Return the numbers among words, in figures and in words."""
    found: list[int | float] = []
    at = 0
    while at < len(keys):
        rest = [key.removeprefix("وال") for key in keys[at:]]
        read = ordinal_at(rest, 0) or number_at(rest, 0)
        if read:
            found.append(read[0])
        at += read[1] if read else 1
    return found


def _same_numbers(one: str, two: str, left: Sequence[int | float], right: Sequence[int | float]) -> bool:
    """Whether both say the same number, in other signs («12:30», «12,30»; «22», «الثاني والعشرون») or with its fraction left out."""
    figures = [sorted(DIGITS.findall(western(text))) for text in (one, two)]
    rounded = [[round(number) for number in numbers] for numbers in (left, right)]
    cut = [[int(number) for number in numbers] for numbers in (left, right)]
    fractions = {float(number).is_integer() for number in (*left, *right)} == {True, False}
    alike = list(left) == list(right) or sum(left) == sum(right) or (figures[0] == figures[1] != [])
    return alike or (fractions and (rounded[0] == rounded[1] or cut[0] == cut[1]))


@functools.cache
def _things() -> dict[str, dict[str, str]]:
    """Return for each thing its words (folded, and their lemmas) with the way to put it of which each is."""
    tables = load("wordings")
    return {
        thing: {form: way for way, words in ways.items() for word in words for form in (fold(word), lemma(fold(word)))}
        for thing, ways in tables.items()
        if thing != "turning"
    }


@functools.cache
def _turns() -> dict[str, str]:
    """Return the words that turn a sentence, each with what it does to it."""
    return {fold(word): what for what, words in load("wordings")["turning"].items() for word in words}


def _turning(keys: Sequence[str]) -> set[str]:
    """Return what words do to a sentence."""
    turns = _turns()
    return {
        what
        for key in keys
        if (what := turns.get(key) or turns.get(key.lstrip("وف")) or turns.get(key.removeprefix("ال"))) and what != "idle"
    }


def _idle(keys: Sequence[str]) -> bool:
    """Whether a negation among words belongs to a phrase that denies nothing: «ما زال», «لا سيما»."""
    turns = _turns()
    return any("idle" in (turns.get(key), turns.get(key.lstrip("وف"))) for key in keys)


def _put_otherwise(known: dict[str, str], one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether both sides name a thing, and put it in other ways."""
    left, right = ({way for form in forms if (way := known.get(form))} for forms in (one, two))
    return bool(left and right) and not left & right


def _difference(place: _Place) -> Difference:
    """Tell of a slot with a few words on each side, as far as the paragraph goes."""
    base = place.base
    text, words = base.told.text, base.words
    first = words[max(0, place.first - CONTEXT)].start
    last = words[min(len(words), place.end + CONTEXT) - 1].end
    begins = words[place.first].start if place.end > place.first else words[place.first - 1].end
    ends = words[place.end - 1].end if place.end > place.first else begins
    return Difference(
        kind=place.kind,
        before=text[first:begins].rpartition("\n")[2],
        after=text[ends:last].partition("\n")[0],
        variants=tuple(_variant(held) for held in place.held.values()),
    )


def _variant(held: Sequence[tuple[_Text, int, int]]) -> Variant:
    text, first, end = held[0]
    outlets = tuple(dict.fromkeys(one.told.outlet for one, _, _ in held))
    return Variant(text.written(first, end), outlets, text.told.key, text.words[min(first, len(text.words) - 1)].start)
