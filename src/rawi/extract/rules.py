"""An outlet's own page rules, the last resort. Comes in: markup and rules with valid-from days. Goes out: what their selectors find."""

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from rawi.extract.dom import scan
from rawi.extract.scanned import Scan
from rawi.extract.taming import tame
from rawi.model import Outlet, PageRules


class Ruled(NamedTuple):
    """What rules found: the part of the page to read as the article, and fields as they are written."""

    part: Scan | None
    title: str | None
    byline: str | None
    published: str | None


def valid(outlet: Outlet | None, day: str | None) -> PageRules | None:
    """Return the rules that were valid on a day (ISO 8601), or the newest where the day is not known."""
    if outlet is None or not outlet.rules:
        return None
    ordered = sorted(outlet.rules, key=lambda rules: rules.valid_from)
    if day is None:
        return ordered[-1]
    return next((rules for rules in reversed(ordered) if rules.valid_from <= day[:10]), None)


def apply(rules: PageRules, html: str) -> Ruled:
    """Read a page by rules; a selector that is wrong or finds nothing leaves its field to the generic code."""
    tree = LexborHTMLParser(tame(html))
    title, byline, published = (_text(tree, selector) for selector in (rules.title, rules.byline, rules.published))
    part = None
    if rules.body or rules.drop:
        for selector in rules.drop:
            for node in _found(tree, selector):
                node.decompose()
        nodes = _found(tree, rules.body) if rules.body else [tree.body] if tree.body is not None else []
        markup = "\n".join(node.html or "" for node in nodes)
        part = scan(markup) if markup else None
    return Ruled(part, title, byline, published)


def _found(tree: LexborHTMLParser, selector: str) -> list:  # type: ignore[type-arg]
    """Return what a selector finds; nothing where it is no selector."""
    try:
        return list(tree.css(selector))
    except (SelectolaxError, ValueError):
        return []


def _text(tree: LexborHTMLParser, selector: str | None) -> str | None:
    """Return the text, or the `datetime` or `content`, of the first element that a selector finds."""
    for node in _found(tree, selector) if selector else []:
        attributes = node.attributes
        text = attributes.get("datetime") or attributes.get("content") or " ".join((node.text() or "").split())
        if text:
            return str(text)
    return None
