"""A page as a tree and as lines. Comes in: markup. Goes out: one `Scan`, made in one parse and one walk.

Everything that extraction wants to know is gathered here, so that no later step goes back to the tree of the parser. A line is the text
between two borders of blocks or breaks, its white space collapsed: nothing else is done to it.
"""

import itertools

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rawi.extract import marks
from rawi.extract.marks import BY_TAG, marks_of
from rawi.extract.scanned import Element, Image, Line, Scan, words_of
from rawi.extract.taming import harmless, tame

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "wbr",
        "time",
    ]
)
SKIPPED = frozenset(
    [
        "style",
        "svg",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "select",
        "option",
        "button",
        "canvas",
        "audio",
        "map",
        "math",
        "frameset",
        "applet",
        "amp-list",
        "amp-web-push",
        "amp-analytics",
        "amp-iframe",
        "amp-story-player",
    ]
)
PLAYERS = frozenset(("picture", "video", "amp-video", "amp-youtube"))
ASKING = frozenset(("input", "textarea"))
UNASKING = frozenset(("hidden", "submit", "image", "checkbox", "radio", "button"))
NOTED = frozenset(("script", "meta", "link", "title"))
NO_ELEMENT = frozenset(("-comment", "-doctype", "!doctype", "-document", "-cdata", "-undef"))
PICTURES = frozenset(("img", "amp-img"))
SPECIAL = SKIPPED | ASKING | NOTED | NO_ELEMENT | PICTURES | {"br", "hr", "base", "param", "source", "track", "col", "area"}
BOLD = frozenset(("b", "strong", "big"))
# Sizes of <font> in which old pages set headlines; running text has 2 to 4.
LARGE = frozenset(("5", "6", "7", "+2", "+3", "+4"))
# An inline element is a line of its own where its class says that it is a piece of metadata or furniture.
PIECE = marks.OUTSIDE | marks.CAPTION | marks.DATE | marks.AUTHOR | marks.SOURCE | marks.TAGS
HIDING = ("display:none", "display: none", "visibility:hidden", "visibility: hidden")
ROLES = {
    "navigation": marks.NAV,
    "complementary": marks.SIDE,
    "search": marks.FORM,
    "dialog": marks.POPUP,
    "alertdialog": marks.POPUP,
}
# More than any page has; what stands behind is noise. So many steps, one into and one out of each element, take a fifth of a second.
MAX_STEPS = 150_000
# What entering an element tells leaving it: the number of its parent, or one of these.
_INLINE, _LINK, _BOLD = -1, -2, -3


class _Walk:
    """The state of the walk: the open element, and the line that is being gathered."""

    def __init__(self) -> None:
        self.scan = Scan()
        self.scan.elements.append(Element(0, -1, "html", "", 0, "", 0, 0, 0, []))
        self.current = 0
        self.parts: list[str] = []
        self.links: list[tuple[str, str]] = []
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

    def flush(self) -> None:
        """End the line that is being gathered."""
        if self.anchor is not None:
            self.end_link()
        parts = self.parts
        text = " ".join((parts[0] if len(parts) == 1 else "".join(parts)).split())
        if text:
            lines = self.scan.lines
            lines.append(Line(len(lines), self.current, text, self.linked, self.bold, self.links, words_of(text)))
            self.links = []
        elif self.links:
            self.links = []
        parts.clear()
        self.linked = self.bold = self.anchor_from = 0
        self.seam = False

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
        words = " ".join((parts[begun] if size == begun + 1 else "".join(parts[begun:])).split())
        self.anchor_from = size
        if not words or self.anchor is None:
            return
        self.links.append((words, self.anchor))
        if self.anchor_rel:
            number = len(self.scan.lines)
            rels = self.anchor_rel.split()
            if "author" in rels:
                self.scan.author_links.append(number)
            if "tag" in rels:
                self.scan.tag_links.append((number, words))


def scan(html: str) -> Scan:
    """Parse markup and walk it once.

    Example:
        >>> [line.text for line in scan("<p>أول<br>ثان").lines]
        ['أول', 'ثان']
    """
    walk = _Walk()
    parts = walk.parts
    # The tree lives as long as this name does; its nodes do not keep it.
    data = html.encode("utf-8", "replace")
    tree = LexborHTMLParser(data if harmless(data) else tame(html))
    stack: list[tuple[LexborNode, int, str]] = []
    node = tree.root.child if tree.root is not None else None
    for _ in itertools.repeat(None, MAX_STEPS):
        if node is None:
            if not stack:
                break
            node, state, name = stack.pop()
            _close(walk, name, state)
            node = node.next
            continue
        tag = node.tag or "-undef"
        if tag == "-text":
            # Six of seven text nodes of a page are white space between tags.
            if not node.is_empty_text_node:
                _text(walk, node.text_content or " ")
            elif parts:
                parts.append(" ")
        elif tag in SPECIAL:
            _special(walk, node, tag)
        else:
            state = _open(walk, node, tag)
            child = node.child
            if child is not None:
                stack.append((node, state, tag))
                node = child
                continue
            _close(walk, tag, state)
        node = node.next
    walk.flush()
    for _, state, tag in reversed(stack):
        _close(walk, tag, state)
    walk.scan.elements[0].last = len(walk.scan.lines)
    return walk.scan


def _text(walk: _Walk, text: str) -> None:
    """Take a text node into the line."""
    if walk.pre and "\n" in text:
        walk.lines(text)
    elif walk.seam or walk.bolds:
        walk.piece(text)
    else:
        walk.parts.append(text)
        if walk.anchor is not None:
            walk.linked += len(text.strip())


def _open(walk: _Walk, node: LexborNode, tag: str) -> int:
    """Enter an element and say how it is to be left."""
    attributes = node.attributes
    if tag in PLAYERS:
        walk.scan.images.append(Image(len(walk.scan.lines), walk.current, attributes.get("src") or attributes.get("data-src") or ""))
    name, prop, found = "", "", 0
    if attributes:
        name = attributes.get("class") or ""
        found = marks_of(name) if name else 0
        identity = attributes.get("id")
        if identity:
            found |= marks_of(identity)
        if len(attributes) > bool(name) + bool(identity):
            found, prop = _described(walk, tag, attributes, found)
        name = name or identity or ""
    if tag in INLINE and (tag == "a" or not found & PIECE):
        return _inline(walk, tag, attributes, found)
    if walk.parts:
        walk.flush()
    parent, elements, line = walk.current, walk.scan.elements, len(walk.scan.lines)
    number = walk.current = len(elements)
    siblings = elements[parent].children
    elements.append(Element(number, parent, tag, name, found | BY_TAG.get(tag, 0), prop, line, line, len(siblings), []))
    siblings.append(number)
    if tag == "pre":
        walk.pre += 1
    return parent


def _described(walk: _Walk, tag: str, attributes: dict[str, str | None], found: int) -> tuple[int, str]:
    """Return the marks of an element and its item property, from the attributes besides class and id."""
    if tag == "html":
        walk.scan.language = attributes.get("lang") or attributes.get("xml:lang") or ""
        return found, ""
    if "hidden" in attributes:
        found |= marks.HIDDEN
    style = attributes.get("style")
    if style and ("none" in style or "hidden" in style) and any(hiding in style for hiding in HIDING):
        found |= marks.HIDDEN
    if "data-page" in attributes or "data-props" in attributes:
        # Inertia and its kind keep what a page shows in an attribute of its root.
        walk.scan.scripts.append(("json", attributes.get("data-page") or attributes.get("data-props") or ""))
    prop = attributes.get("itemprop") or attributes.get("property") or ""
    if prop:
        walk.scan.props.append((prop, len(walk.scan.lines), attributes.get("content") or attributes.get("datetime") or ""))
        if "articleBody" in prop:
            found = (found & ~marks.OUTSIDE) | marks.TEXT
    if tag == "time":
        walk.scan.times.append((len(walk.scan.lines), attributes.get("datetime") or ""))
    role = attributes.get("role")
    if role in ROLES and tag not in INLINE:
        found |= ROLES[role]
    return found, prop


def _inline(walk: _Walk, tag: str, attributes: dict[str, str | None], found: int) -> int:
    """Enter an element that leaves the line whole."""
    if walk.parts and (
        walk.anchor is not None or (walk.seam and (tag != walk.closed or "class" in attributes or (tag == "span" and not attributes)))
    ):
        # Two elements of different make side by side, «label» and «link» or «name» and «date», are two words; two of one make with a style
        # may be one, as editors leave them; a bare <span> is a field.
        walk.parts.append(" ")
    if tag == "a" and walk.anchor is None:
        walk.anchor = attributes.get("href") or ""
        walk.anchor_rel = (attributes.get("rel") or "") + (" author" if found & marks.AUTHOR else "")
        walk.anchor_from = len(walk.parts)
        return _LINK
    if tag in BOLD or (tag == "font" and attributes.get("size") in LARGE):
        walk.bolds += 1
        return _BOLD
    return _INLINE


def _close(walk: _Walk, tag: str, state: int) -> None:
    """Leave an element."""
    if state >= 0:
        if walk.parts:
            walk.flush()
        walk.scan.elements[walk.current].last = len(walk.scan.lines)
        walk.current = state
        if tag == "pre":
            walk.pre -= 1
        return
    walk.seam = True
    walk.closed = tag
    if state == _LINK:
        walk.end_link()
        walk.anchor = None
    else:
        if state == _BOLD:
            walk.bolds -= 1
        if walk.anchor is not None and walk.parts:
            walk.parts.append(" ")


def _special(walk: _Walk, node: LexborNode, tag: str) -> None:
    """Take what an element says that has no text of the page in it."""
    if tag in ("br", "hr"):
        if walk.parts:
            walk.flush()
    elif tag in NOTED:
        _note(walk.scan, node, tag)
    elif tag in ASKING:
        if (node.attributes.get("type") or "") not in UNASKING:
            walk.scan.inputs.append(walk.current)
    elif tag in PICTURES:
        attributes = node.attributes
        walk.scan.images.append(Image(len(walk.scan.lines), walk.current, attributes.get("src") or attributes.get("data-src") or ""))
    elif tag in ("iframe", "object"):
        walk.scan.images.append(Image(len(walk.scan.lines), walk.current, ""))


def _note(found: Scan, node: LexborNode, tag: str) -> None:
    """Take what the page says about itself, and its scripts."""
    attributes = node.attributes
    if tag == "meta":
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            found.meta.setdefault(name.lower().strip(), []).append(content.strip())
    elif tag == "script":
        kind = (attributes.get("type") or "").lower()
        if "json" in kind or not kind or "javascript" in kind:
            text = node.text()
            if text:
                found.scripts.append((attributes.get("id") or kind, text))
    elif tag == "link":
        rel, href = attributes.get("rel"), attributes.get("href")
        if rel and href:
            found.rels.setdefault(rel.lower(), href)
    elif not found.title:
        found.title = " ".join((node.text() or "").split())
