"""A page as a tree and as lines. Comes in: markup. Goes out: one `Scan`, made in one parse and one walk.

Everything that extraction wants to know is gathered here, so that no later step goes back to the tree of the parser. A line is the text
between two borders of blocks or breaks, its white space collapsed: nothing else is done to it.
"""

import itertools

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from rawi.extract import marks
from rawi.extract.marks import BY_TAG, MARKS
from rawi.extract.scanned import CENTRED, SEAM, Element, Scan
from rawi.extract.tagged import (
    ASKING,
    BLOCK,
    BOLD,
    BREAK,
    FRAMES,
    INLINE,
    KNOWN,
    LARGE,
    NOTE,
    PICTURES,
    PLAYER,
    SAYING,
    SPAN,
    TEXT,
    UNASKING,
    learn,
)
from rawi.extract.taming import harmless, tame
from rawi.extract.walk import Walk

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
# Attributes besides class and id that say something of an element.
TELLING = frozenset(("hidden", "style", "data-page", "data-props", "itemprop", "property", "role", "datetime"))
# More than any page has; what stands behind is noise. So many steps, one into and one out of each element, take a fifth of a second.
MAX_STEPS = 150_000
UNHEARD = LexborDocumentOptions.WO_EVENTS.value
# What entering an inline element tells leaving it; one that is a piece of its own is left as a block is.
_APART, _INLINE, _LINK, _BOLD = range(4)
# The allocator of glibc gives the memory of a tree back to the system after each page and asks for it again, which costs 130 page faults,
# until something larger was freed once. This is never written to, so it takes no memory; it must be the largest size that counts (32 MB).
bytes(24_000_000)


def scan(html: str) -> Scan:
    """Parse markup and walk it once.

    Example:
        >>> [line.text for line in scan("<p>أول<br>ثان").lines]
        ['أول', 'ثان']
    """
    return scan_bytes(html.encode("utf-8", "replace"))


def scan_bytes(data: bytes) -> Scan:
    """Parse markup in UTF-8 and walk it once; a byte that is none of it becomes U+FFFD."""
    walk = Walk()
    # The tree lives as long as this name does; its nodes do not keep it. As in a browser, what <noscript> holds is no markup; nobody
    # listens to changes of the tree.
    tree = LexborHTMLParser(data if harmless(data) else tame(data.decode("utf-8", "replace")), options=UNHEARD, scripting=True)
    if tree.root is not None:
        walk.scan.language = _language(tree.root.attributes)
        _through(walk, tree.root)
    walk.scan.elements[0].last = len(walk.made)
    walk.scan.data = data
    return walk.scan


def _language(attributes: dict[str, str | None]) -> str:
    """Return the language that `<html>` declares."""
    return attributes.get("lang") or attributes.get("xml:lang") or ""


def _through(walk: Walk, root: LexborNode) -> None:
    """Take every node below a node, in the order of the page."""
    parts, learnt, lines = walk.parts, KNOWN.get, walk.made
    stack: list[tuple[LexborNode, Element | None, int, str]] = []
    push, pop = stack.append, stack.pop
    node = root.first_child
    for _ in itertools.repeat(None, MAX_STEPS):
        if node is None:
            if not stack:
                break
            node, around, state, tag = pop()
            if around is None:
                _leave(walk, tag, state)
            else:
                if parts:
                    walk.flush()
                walk.box.last = len(lines)
                walk.box = around
                if walk.pre and tag == "pre":
                    walk.pre -= 1
            node = node.next
            continue
        # Half of the nodes of a page are white space between tags.
        if node.is_empty_text_node:
            if parts:
                parts.append(" ")
            node = node.next
            continue
        number = node.tag_id
        if number == TEXT:
            _text(walk, node.text_content or " ")
            node = node.next
            continue
        does, name, by_tag = learnt(number) or learn(node)
        if does >= BLOCK:
            if does == PLAYER:
                _picture(walk, node)
            push((node, walk.box, BLOCK, name))
            _block(walk, node, name, by_tag)
        elif does == SPAN:
            around = walk.box
            state = _span(walk, node, name)
            push((node, None if state else around, state, name))
        else:
            if does == NOTE:
                _note(walk.scan, node, name)
            elif does == SAYING:
                _special(walk, node, name)
            elif does == BREAK and parts:
                walk.flush()
            node = node.next
            continue
        node = node.first_child
    walk.flush()
    for _, around, _, _ in reversed(stack):
        if around is not None:
            walk.box.last = len(lines)
            walk.box = around


def _text(walk: Walk, text: str) -> None:
    """Take a text node into the line."""
    if walk.pre and "\n" in text:
        walk.lines(text)
    elif walk.seam or walk.bolds:
        walk.piece(text)
    else:
        walk.parts.append(text)
        if walk.anchor is not None:
            walk.linked += len(text.strip())


def _block(walk: Walk, node: LexborNode, tag: str, by_tag: int) -> None:
    """Enter an element that parts lines."""
    attributes = node.attributes
    name, prop, found = "", "", by_tag
    if attributes:
        name = attributes.get("class") or ""
        if name:
            found |= MARKS[name]
        if not name or len(attributes) > 1:
            identity = attributes.get("id")
            if identity:
                found |= MARKS[identity]
                name = name or identity
            if not TELLING.isdisjoint(attributes):
                told, prop = _described(walk, tag, attributes, found & ~by_tag)
                found = told | by_tag
            if not name and ("align" in attributes or "style" in attributes):
                name = CENTRED if "center" in (attributes.get("align") or attributes.get("style") or "") else ""
    _opened(walk, tag, name, found, prop)


def _opened(walk: Walk, tag: str, name: str, found: int, prop: str) -> None:
    """Open an element."""
    if walk.parts:
        walk.flush()
    around, elements, line = walk.box, walk.elements, len(walk.made)
    number, siblings = len(elements), around.children
    walk.box = box = Element(number, around.number, tag, name, found, prop, line, len(siblings))
    elements.append(box)
    if siblings:
        siblings.append(number)
    else:
        around.children = [number]
    if tag == "pre":
        walk.pre += 1


def _described(walk: Walk, tag: str, attributes: dict[str, str | None], found: int) -> tuple[int, str]:
    """Return the marks of an element and its item property, from the attributes besides class and id."""
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
        content = attributes.get("content") or attributes.get("datetime") or (attributes.get("title") if tag == "abbr" else "") or ""
        walk.scan.props.append((prop, len(walk.made), content))
        if "articleBody" in prop:
            found = (found & ~marks.OUTSIDE) | marks.TEXT
    if tag == "time":
        walk.scan.times.append((len(walk.made), attributes.get("datetime") or ""))
    role = attributes.get("role")
    if role in ROLES and tag not in INLINE:
        found |= ROLES[role]
    return found, prop


def _span(walk: Walk, node: LexborNode, tag: str) -> int:
    """Enter an element that leaves the line whole, unless it says that it is a piece of its own."""
    attributes = node.attributes
    found = 0
    if attributes:
        name, identity, prop = attributes.get("class"), attributes.get("id"), ""
        if name:
            found = MARKS[name]
        if identity:
            found |= MARKS[identity]
        if not TELLING.isdisjoint(attributes):
            found, prop = _described(walk, tag, attributes, found)
        if found & PIECE and tag != "a":
            _opened(walk, tag, name or identity or "", found | BY_TAG.get(tag, 0), prop)
            return _APART
    if walk.parts and (
        walk.anchor is not None or (walk.seam and (tag != walk.closed or "class" in attributes or (tag == "span" and not attributes)))
    ):
        # Two elements of different make side by side, «label» and «link» or «name» and «date», are two words; two of one make with a style
        # may be one, as editors leave them; a bare <span> is a field.
        walk.parts.append(SEAM)
        walk.fields = True
    if tag == "a" and walk.anchor is None:
        walk.anchor = attributes.get("href") or ""
        walk.anchor_rel = (attributes.get("rel") or "") + (" author" if found & marks.AUTHOR else "")
        walk.anchor_from = len(walk.parts)
        return _LINK
    if tag in BOLD or (tag == "font" and attributes.get("size") in LARGE):
        walk.bolds += 1
        return _BOLD
    return _INLINE


def _leave(walk: Walk, tag: str, state: int) -> None:
    """Leave an element that left the line whole."""
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


def _special(walk: Walk, node: LexborNode, tag: str) -> None:
    """Take what a field, an image or a frame says."""
    if tag in ASKING:
        if (node.attributes.get("type") or "") not in UNASKING:
            walk.scan.inputs.append(walk.box.number)
    elif tag in PICTURES:
        _picture(walk, node)
    elif tag in FRAMES:
        walk.scan.images.append((len(walk.made), walk.box.number, ""))


def _picture(walk: Walk, node: LexborNode) -> None:
    """Note an image or player."""
    # Of their many attributes one or two are read.
    attributes = node.attrs
    walk.scan.images.append((len(walk.made), walk.box.number, attributes.get("src") or attributes.get("data-src") or ""))


def _note(found: Scan, node: LexborNode, tag: str) -> None:
    """Take what the page says about itself, and its scripts."""
    if tag == "script":
        child = node.first_child
        text = child.text_content if child is not None else None
        if text:
            attributes = node.attributes
            kind = (attributes.get("type") or "").lower()
            if "json" in kind or not kind or "javascript" in kind:
                found.scripts.append((attributes.get("id") or kind, text))
        return
    attributes = node.attributes
    if tag == "meta":
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            found.meta.setdefault(name.lower().strip(), []).append(content.strip())
    elif tag == "link":
        rel, href = attributes.get("rel"), attributes.get("href")
        if rel and href:
            found.rels.setdefault(rel.lower(), href)
    elif not found.title:
        found.title = " ".join((node.text() or "").split())
