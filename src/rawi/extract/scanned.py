"""What one walk over a page finds. Comes in: nothing. Goes out: the types `Element`, `Line` and `Scan`.

Elements and lines are no records: a page makes hundreds of them, they live for one extraction, and marks are written into them.
"""

from typing import NamedTuple

import msgspec


class Element(msgspec.Struct, gc=False):
    """A block-level element: where it stands (`place`: among its siblings), its marks, and its lines (from `first` to before `last`)."""

    number: int
    parent: int
    tag: str
    name: str
    marks: int
    prop: str
    first: int
    last: int
    place: int
    children: list[int]


class Line(msgspec.Struct, gc=False):
    """A line of text: the element it stands in, how many of its characters are link or bold, and its links as (text, address)."""

    number: int
    element: int
    text: str
    linked: int
    bold: int
    links: list[tuple[str, str]]
    words: int
    marks: int = 0


def words_of(text: str) -> int:
    """Return how many words a line has.

    Writing without spaces counts as well: a word of Chinese, Japanese or Thai has two or three characters.
    """
    words = text.count(" ") + 1
    return words if len(text) < 15 * words else max(words, len(text) // 4)


class Image(NamedTuple):
    """An image or player: the number of the line that follows it, the element it stands in, its address."""

    line: int
    element: int
    source: str


class Scan:
    """What one walk over a page found; the numbers in `times`, `props` and the lists of links are those of lines."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.lines: list[Line] = []
        self.images: list[Image] = []
        self.times: list[tuple[int, str]] = []
        self.props: list[tuple[str, int, str]] = []
        self.meta: dict[str, list[str]] = {}
        self.rels: dict[str, str] = {}
        self.title = ""
        self.language = ""
        self.scripts: list[tuple[str, str]] = []
        self.author_links: list[int] = []
        self.tag_links: list[tuple[int, str]] = []
        self.inputs: list[int] = []

    def said(self, name: str) -> str:
        """Return what the first `<meta>` of a name says, or nothing."""
        return self.meta.get(name, ("",))[0]
