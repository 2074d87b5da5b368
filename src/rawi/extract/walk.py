"""Words into lines, while a page is walked over. Comes in: pieces of text, links and where they end. Goes out: the lines of a `Scan`."""

from rawi.extract.scanned import Element, Line, Scan, words_of


def collapsed(text: str) -> str:
    r"""Return text with its white space collapsed; most has none but single spaces, the only white space that can be printed.

    Example:
        >>> collapsed(" عاد\n المطر "), collapsed("عاد\u00a0المطر")
        ('عاد المطر', 'عاد المطر')
    """
    text = text.strip()
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


class Walk:
    """The state of the walk: the open element, and the line that is being gathered."""

    __slots__ = (
        "anchor",
        "anchor_from",
        "anchor_rel",
        "bold",
        "bolds",
        "box",
        "closed",
        "covered",
        "elements",
        "fields",
        "linked",
        "links",
        "made",
        "parts",
        "pre",
        "scan",
        "seam",
    )

    def __init__(self) -> None:
        self.scan = Scan()
        self.elements = self.scan.elements
        self.made = self.scan.lines
        # The element that is open.
        self.box = Element(0, -1, "html", "", 0, "", 0, 0)
        self.elements.append(self.box)
        self.parts: list[str] = []
        self.links: list[tuple[str, str]] = []
        # How many parts of the line its first link has, if it begins the line.
        self.covered = 0
        self.linked = 0
        self.bold = 0
        self.anchor: str | None = None
        self.anchor_rel = ""
        self.anchor_from = 0
        self.bolds = 0
        self.pre = 0
        # Whether an inline element has just ended, and which: two that stand side by side may be two words.
        self.seam = False
        self.closed = ""
        # Whether the line has elements side by side that are fields, parted by `SEAM`.
        self.fields = False

    def flush(self) -> None:
        """End the line that is being gathered."""
        if self.anchor is not None:
            self.end_link()
        parts = self.parts
        size = len(parts)
        if self.covered and (self.covered == size or (self.covered == size - 1 and parts[-1] == " ")):
            # A link that is the whole line was read when it ended.
            text = self.links[0][0]
        else:
            text = collapsed(parts[0] if size == 1 else "".join(parts))
        if text:
            lines = self.made
            words = text.count(" ") + 1
            if len(text) >= 15 * words:
                words = words_of(text)
            lines.append(Line(len(lines), self.box.number, text, self.linked, self.bold, self.links, words))
            if self.fields:
                self.scan.seamed[len(lines) - 1] = "".join(parts)
            self.links = []
        elif self.links:
            self.links = []
        parts.clear()
        self.linked = self.bold = self.anchor_from = self.covered = 0
        self.seam = self.fields = False

    def lines(self, text: str) -> None:
        """Take a text of `<pre>`: each line of it is one of ours."""
        for piece in text.split("\n"):
            if piece:
                self.piece(piece)
            self.flush()

    def piece(self, text: str) -> None:
        """Take words into the line and count what of them is link or bold."""
        if self.seam:
            self.seam = False
            last = self.parts[-1][-1:] if self.parts else ""
            if last.isalnum() and last.isalpha() != text[0].isalpha() and text[0].isalnum():
                # «منذ ساعة» and «21:30», which a style sheet keeps apart.
                self.parts.append(" ")
        self.parts.append(text)
        if self.anchor is not None:
            self.linked += len(text.strip())
        if self.bolds:
            self.bold += len(text.strip())

    def end_link(self) -> None:
        """Note the link that ends here, if it has words in this line."""
        parts = self.parts
        begun, size = self.anchor_from, len(parts)
        self.anchor_from = size
        if begun == size or self.anchor is None:
            return
        words = collapsed(parts[begun] if size == begun + 1 else "".join(parts[begun:]))
        if not words:
            return
        self.links.append((words, self.anchor))
        if not begun:
            self.covered = size
        if self.anchor_rel:
            number = len(self.scan.lines)
            rels = self.anchor_rel.split()
            if "author" in rels:
                self.scan.author_links.append(number)
            if "tag" in rels and "category" not in rels:
                self.scan.tag_links.append((number, words))
