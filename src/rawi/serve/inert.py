"""A fetched page made harmless. Comes in: the HTML of a page. Goes out: HTML that runs nothing, loads nothing and leads nowhere.

Three walls stand one behind the other: what may stay is listed here (nh3); the answer carries `security.INERT_POLICY`;
and our page shows it in a sandboxed frame.
"""

import re

import nh3
from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from rawi.extract.taming import tame
from rawi.serve.foreign import clean

LISTED = """
    a abbr acronym address article aside b bdi bdo blockquote br button caption center cite code col colgroup dd del details dfn
    div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd label li main mark nav noscript ol p
    pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr
"""
TAGS = frozenset(LISTED.split())
# Not only the tags go but what stands in them, which nobody was meant to read.
DROPPED = frozenset({"script", "style", "template", "iframe", "object", "embed", "svg", "math", "noembed", "noframes", "title", "textarea"})
SHAPE = frozenset({"dir", "lang", "class", "id", "title", "align", "style", "colspan", "rowspan", "datetime", "start", "value"})
# Of inline styles, what sets text; nothing that could load, cover or hide.
STYLES = frozenset({"color", "background-color", "direction", "font-size", "font-style", "font-weight", "text-align", "text-decoration"})
# A style sheet that stays may hold neither an address nor an import nor a way out of its element.
UNSAFE_STYLE = re.compile(
    r"url\s*\(|image(?:-set)?\s*\(|src\s*\(|@import|@font-face|@namespace|expression\s*\(|-moz-binding|behavior\s*:|[<\\]", re.IGNORECASE
)
STYLE_LIMIT = 200_000
# The deepest of 307 real pages has 51 levels; at 390 levels with 50,000 paragraphs a copy takes .13 s, at 200,000 levels it took 346 s.
DEEPEST = 400
# Sheets that wait for a script before they show anything would leave the copy blank.
SHOWN = (
    "html,body{display:block!important;visibility:visible!important;opacity:1!important;animation:none!important;"
    "overflow:auto!important;height:auto!important;position:static!important}"
    "body{margin:16px;font-family:serif;line-height:1.8;overflow-wrap:anywhere}a+a,span+span{margin-inline-start:.4em}"
)


def inert(html: str) -> str:
    """Return a page as an inert copy: its words in their order, its own colours and columns where they are safe."""
    tree = LexborHTMLParser(tame(clean(html)))
    root = tree.root
    if root is None or _too_deep(root):
        return _words(tree)
    attributes = root.attributes if root.tag == "html" else {}
    sheets = "".join(f"<style>{sheet}</style>" for sheet in _sheets(tree))
    body = nh3.clean(
        tree.body.html or "" if tree.body else "",
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes={"*": set(SHAPE)},
        filter_style_properties=set(STYLES),
        strip_comments=True,
        link_rel=None,
        url_schemes=set(),
    )
    kept = "".join(f' {name}="{escape(value)}"' for name in ("lang", "dir") if (value := attributes.get(name)))
    return f'<!doctype html><html{kept}><head><meta charset="utf-8">{sheets}<style>{SHOWN}</style></head><body>{body}</body></html>'


def _too_deep(root: LexborNode) -> bool:
    """Say whether elements are nested deeper than any page needs: the time that nh3 takes grows with the square of it."""
    node, depth = root, 0
    while True:
        if node.child is not None:
            node, depth = node.child, depth + 1
            if depth > DEEPEST:
                return True
            continue
        while node.next is None:
            if depth == 0 or node.parent is None:
                return False
            node, depth = node.parent, depth - 1
        node = node.next


def _words(tree: LexborHTMLParser) -> str:
    """Return only the words of a page."""
    words = tree.body.text(deep=True, separator="\n") if tree.body else ""
    return f'<!doctype html><meta charset="utf-8"><style>{SHOWN}</style><body dir="auto"><pre>{escape(words)}</pre></body>'


def _sheets(tree: LexborHTMLParser) -> list[str]:
    """Return the style sheets of a page that hold nothing unsafe, as long as they are not absurdly long."""
    found: list[str] = []
    left = STYLE_LIMIT
    for node in tree.css("style"):
        sheet = node.text(deep=True)
        if len(sheet) <= left and not UNSAFE_STYLE.search(sheet):
            found.append(sheet)
            left -= len(sheet)
    return found
