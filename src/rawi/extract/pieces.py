"""Articles that JSON keeps as one list of blocks. Comes in: an object of JSON. Goes out: its title, what its other blocks say of it.

Editors' programs of large houses keep the headline, the byline and the hour as blocks among those of the text, and tags and dates beside
them in an object for what is known of the page («metadata»).
"""

from typing import Any

from rawi.extract.blocks import KINDS, paragraphs_of
from rawi.extract.jsonld import nodes, string

TITLES = frozenset(("headline", "title", "heading", "h1", "articletitle", "pagetitle"))
BYLINES = frozenset(("byline", "author", "authors", "contributor", "contributors", "writer", "writers"))
TIMES = frozenset(("timestamp", "date", "dates", "time", "datetime", "publishdate", "published", "pubdate"))
SOURCES = frozenset(("source", "agency", "credit", "provider"))
TAGGED = frozenset(("tags", "topics", "keywords", "relatedtopics", "topictags", "tag"))
BESIDE = frozenset(("meta", "metadata", "articlemeta", "pagemeta", "articleinfo"))
INNER = ("model", "data", "attrs", "attributes", "props", "fields", "value", "content", "payload")
NAMES = ("names", "authors", "contributors", "writers", "name", "author", "text", "title")
# A headline stands among the first blocks.
FIRST, MOST = 12, 400
# How many objects up what is known of a page may stand, and in how many objects it is looked for.
UP, SEARCHED = 4, 20_000


def kind_of_block(block: Any) -> str:
    """Return what a block is called, in small letters without signs; nothing where it is none."""
    if not isinstance(block, dict):
        return ""
    kind = next((block[name] for name in KINDS if isinstance(block.get(name), str)), "")
    return "".join(letter for letter in kind[:40].lower() if letter.isalpha() or letter.isdecimal())


def block_lists(node: dict[str, Any]) -> list[list[Any]]:
    """Return the lists of blocks among the fields of an object."""
    return [value for value in node.values() if isinstance(value, list) and len(value) > 1 and kind_of_block(value[0])]


def headline_block(node: dict[str, Any]) -> str:
    """Return the text of the block that is the headline, where an object is made of blocks.

    Example:
        >>> headline_block({"blocks": [{"type": "headline", "model": {"text": "هدنة"}}, {"type": "paragraph", "text": "أعلنت"}]})
        'هدنة'
    """
    for blocks in block_lists(node):
        for block in blocks[:FIRST]:
            if kind_of_block(block) in TITLES:
                text = " ".join(paragraphs_of(block))
                if text:
                    return text
    return ""


def said_in_blocks(node: dict[str, Any]) -> dict[str, Any]:
    """Return what blocks of an object say of who wrote it, when, from what source and about what, as fields of one object."""
    found: dict[str, Any] = {}
    for block in (block for blocks in block_lists(node) for block in blocks[:MOST]):
        kind = kind_of_block(block)
        if kind in BYLINES:
            names = _names(_payload(block))
            if names:
                found.setdefault("author", []).extend(names)
        elif kind in TIMES:
            said = _payload(block)
            for name, value in list(said.items())[:20] if isinstance(said, dict) else [("date", said)]:
                if name not in KINDS:
                    found.setdefault(name, value)
        elif kind in SOURCES:
            found.setdefault("source", _payload(block))
        elif kind in TAGGED:
            said = _payload(block)
            listed = next((one for one in said.values() if isinstance(one, list)), None) if isinstance(said, dict) else said
            if isinstance(listed, list):
                found.setdefault("tags", listed)
    return found


def _payload(block: dict[str, Any]) -> Any:
    """Return what a block holds: the object in it, or itself where it has none."""
    return next((block[name] for name in INNER if isinstance(block.get(name), str | list | dict) and block[name]), block)


def _names(said: Any) -> list[str]:
    """Return the names in what a byline holds: strings, objects with a name, or blocks of which one is called so."""
    if isinstance(said, list):
        return [name for name in (string(one) for one in said[:FIRST]) if name]
    if isinstance(said, str):
        return [said]
    for name in NAMES if isinstance(said, dict) else ():
        value = said.get(name)
        if isinstance(value, str | list) and value and not (isinstance(value, list) and kind_of_block(value[0])):
            return _names(value)
    named = [" ".join(paragraphs_of(_payload(one))) for one in nodes(said) if kind_of_block(one) == "name"]
    return [name for name in named[:FIRST] if name]


def known_beside(value: Any, node: dict[str, Any]) -> dict[str, Any]:
    """Return what objects called «metadata» and the like, next to an object of JSON or next to what holds it, say of the page.

    Example:
        >>> inner = {"title": "هدنة"}
        >>> known_beside({"page": {"meta": {"tags": ["الهدنة"]}, "content": {"model": inner}}}, inner)
        {'tags': ['الهدنة']}
    """
    above: dict[int, Any] = {}
    stack, steps = [value], 0
    while stack and steps < SEARCHED and id(node) not in above:
        steps += 1
        current = stack.pop()
        for one in current.values() if isinstance(current, dict) else current[:MOST]:
            if isinstance(one, dict | list) and id(one) not in above:
                above[id(one)] = current
                stack.append(one)
    found: dict[str, Any] = {}
    holder, climbed = above.get(id(node)), 0
    while holder is not None and climbed < UP:
        climbed += 1
        for name, beside in holder.items() if isinstance(holder, dict) else ():
            if isinstance(beside, dict) and beside is not node and str(name).lower().replace("_", "") in BESIDE:
                # Who is named further up may be whoever made the site.
                said = beside if climbed == 1 else {key: one for key, one in beside.items() if str(key).lower() not in BYLINES}
                found = {**said, **found}
        holder = above.get(id(holder))
    return found
