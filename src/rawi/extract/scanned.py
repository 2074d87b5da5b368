"""What one walk over a page finds. Comes in: nothing. Goes out: the types `Element`, `Line` and `Scan`.

Elements and lines are no records: a page makes hundreds of them, they live for one extraction, and marks are written into them. They
are plain classes, since mypyc reads no others straight from memory.
"""

# White space to `str.split`, and in no page that people made: what parts the fields of a line.
SEAM = "\x1f"
# Lines of fields (name, place, date; tags) are shorter, white space and all.
FIELDS_LIMIT = 500
# Prose: a line of so many words, at most a third of it links. Shorter lines may be headlines.
# The name of what has none and is centred: among paragraphs that are not, it is made otherwise.
CENTRED = "center"
PROSE_WORDS = 12
SENTENCE_WORDS = 7
# Editors put each paragraph in no more boxes of its own.
BOXED = 3
STOPS = frozenset(".!؟۔。！？")


# The children of an element that has none, which is most of them: a list of its own would take longer than all else about it.
CHILDLESS: list[int] = []


class Element:
    """A block-level element: where it stands (`place`: among its siblings), its marks, and its lines (from `first` to before `last`)."""

    __slots__ = ("children", "first", "last", "marks", "name", "number", "parent", "place", "prop", "tag")

    def __init__(self, number: int, parent: int, tag: str, name: str, marks: int, prop: str, line: int, place: int) -> None:
        self.number = number
        self.parent = parent
        self.tag = tag
        self.name = name
        self.marks = marks
        self.prop = prop
        self.first = line
        self.last = line
        self.place = place
        self.children = CHILDLESS


class Line:
    """A line of text: the element it stands in, how many of its characters are link or bold, and its links as (text, address)."""

    __slots__ = ("bold", "element", "linked", "links", "marks", "number", "text", "words")

    def __init__(
        self, number: int, element: int, text: str, linked: int, bold: int, links: list[tuple[str, str]], words: int, marks: int = 0
    ) -> None:
        self.number = number
        self.element = element
        self.text = text
        self.linked = linked
        self.bold = bold
        self.links = links
        self.words = words
        self.marks = marks


def words_of(text: str) -> int:
    """Return how many words a line has.

    Writing without spaces counts as well: a word of Chinese, Japanese or Thai has two or three characters.
    """
    words = text.count(" ") + 1
    return words if len(text) < 15 * words else max(words, len(text) // 4)


def prose(line: Line) -> bool:
    """Whether a line reads like a sentence of an article: long enough, or shorter and with a full stop, and mostly not link."""
    if 3 * line.linked > len(line.text):
        return False
    return line.words >= PROSE_WORDS or (line.words >= SENTENCE_WORDS and line.text[-1] in STOPS)


def alike(elements: list[Element], one: Element, other: Element) -> bool:
    """Whether two elements are neighbours of one make, or stand alike in boxes that are."""
    if one is other:
        return False
    for _ in range(BOXED):
        if (one.tag, one.name) != (other.tag, other.name) or one.parent < 0 or other.parent < 0:
            return False
        if one.parent == other.parent:
            return True
        one, other = elements[one.parent], elements[other.parent]
    return False


# An image or player: the number of the line that follows it, the element it stands in, its address.
Image = tuple[int, int, str]


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
        # Line → what stands in it side by side in elements of its own: name, place, date; tags.
        self.seamed: dict[int, str] = {}
        # The markup, for those who must look into attributes.
        self.data = b""

    def fields(self, number: int) -> list[str]:
        """Return the fields of a line, two or more, or nothing where it is one piece or long."""
        whole = self.seamed.get(number, "")
        found = [text for text in (" ".join(one.split()) for one in whole.split(SEAM)) if text] if 0 < len(whole) < FIELDS_LIMIT else []
        return found if len(found) > 1 else []

    def said(self, name: str) -> str:
        """Return what the first `<meta>` of a name says, or nothing."""
        return self.meta.get(name, ("",))[0]
