"""Two texts side by side. Comes in: two articles. Goes out: their paragraphs in stretches: the same words, changed ones, others."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from rawi.language.tokens import Token, tokens
from rawi.model import Outlet, Record, Stored
from rawi.relate.passages import Stretch, stretches
from rawi.serve import paths
from rawi.serve.foreign import characters
from rawi.serve.pages.also import Delay, delay, percent
from rawi.serve.pages.items import Item, item

if TYPE_CHECKING:
    from rawi.archive import Archive

Kind = Literal["same", "changed", "other"]


class Part(Record, frozen=True):
    """Some of a text: words that stand in both, words that were changed between such, or what only this one has."""

    text: str
    kind: Kind


class Side(Record, frozen=True):
    """One of the two: `share` of its words stand in the other, in hundredths."""

    item: Item
    language: str | None
    paragraphs: tuple[tuple[Part, ...], ...]
    share: int


class CompareView(Record, frozen=True):
    """Both sides, this article first, and how much later the other was."""

    sides: tuple[Side, Side]
    delay: Delay | None
    path: str
    outlet: Outlet


def compare(archive: "Archive", one: Stored, other: Stored) -> CompareView:
    """Gather two articles side by side."""
    here, there = tokens(one.article.text), tokens(other.article.text)
    found = stretches([word.key for word in here], [word.key for word in there])
    sides = _side(archive, one, here, found, 0), _side(archive, other, there, found, 1)
    return CompareView(sides, delay(one, other), paths.article(one.key), archive.outlet(other.article.outlet))


def shared_parts(text: str, other: str) -> tuple[tuple[Part, ...], ...]:
    """Return the paragraphs of a text in parts, by what it has in common with another."""
    words, others = tokens(text), tokens(other)
    found = stretches([word.key for word in words], [word.key for word in others])
    return _paragraphs(text, words, _kinds(len(words), found, 0))


def _side(archive: "Archive", stored: Stored, words: Sequence[Token], found: Sequence[Stretch], which: int) -> Side:
    kinds = _kinds(len(words), found, which)
    same = kinds.count("same")
    share = percent(same / len(words)) if same else 0
    return Side(item(archive, stored), stored.article.language, _paragraphs(stored.article.text, words, kinds), share)


def _kinds(count: int, found: Sequence[Stretch], which: int) -> list[Kind]:
    """Return what each word is."""
    kinds: list[Kind] = ["other"] * count
    for stretch in found:
        first, last = stretch.runs[0][which], stretch.runs[-1][which] + stretch.runs[-1].length
        for at in range(first, last):
            if kinds[at] == "other":
                kinds[at] = "changed"
        for run in stretch.runs:
            kinds[run[which] : run[which] + run.length] = ["same"] * run.length
    return kinds


def _paragraphs(text: str, words: Sequence[Token], kinds: Sequence[Kind]) -> tuple[tuple[Part, ...], ...]:
    """Cut a text at its line breaks and where its words change their kind."""
    start, at, found = 0, 0, []
    for line in text.split("\n"):
        end = start + len(line)
        first = at
        while at < len(words) and words[at].start < end:
            at += 1
        if line.strip():
            found.append(tuple(_parts(characters(line), start, words[first:at], kinds[first:at])))
        start = end + 1
    return tuple(found)


def _parts(shown: list[str], offset: int, words: Sequence[Token], kinds: Sequence[Kind]) -> Iterator[Part]:
    """Yield the parts of a paragraph; the space and the signs between two words of a kind are of that kind."""
    place, open_ = 0, 0
    while open_ < len(words):
        last = open_
        while last + 1 < len(words) and kinds[last + 1] == kinds[open_]:
            last += 1
        begin, end = words[open_].start - offset, words[last].end - offset
        if begin > place:
            yield Part("".join(shown[place:begin]), "other")
        yield Part("".join(shown[begin:end]), kinds[open_])
        place, open_ = end, last + 1
    if place < len(shown):
        yield Part("".join(shown[place:]), "other")
