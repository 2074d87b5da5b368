"""Article links of a front or section page, for outlets without a feed. Comes in: a page. Goes out: entries, in the page's order.

No page says which of its links are articles; their shape does: a number or a date in the address, an address made of a headline,
a text of a headline's length, a place outside menus. Each counts a little, and what reaches the bound is an article.
"""

import re
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rawi.errors import Reason
from rawi.gather.addresses import absolute, canonical, same_site
from rawi.gather.feeds.repair import decode
from rawi.model import Entry, Page, Refused

# Counted on five front and section pages of four makes: 5 finds 123 articles, 4 one more and 3 links of menus, 3 menus only. It is
# 4 for the sake of short headlines on pages unlike these; a menu's page costs one fetch and is then refused as no article.
BOUND = 4
MOST_LINKS = 5_000
MOST_ENTRIES = 200
NUMBER = re.compile(r"(?<!\d)\d{5,12}(?!\d)")
DATE = re.compile(r"/(?:19|20)\d{2}[/-]\d{1,2}(?:[/-]\d{1,2})?(?:/|-|$)")
TELLING = re.compile(r"/(?:articles?|news|story|stories|details?|posts?|content|archives?|view)(?:/|$|\.)", re.IGNORECASE)
OTHERWISE = re.compile(
    r"/(?:tags?|topics?|category|categories|section|subsection|author|authors|writers?|search|login|signin|signout|register|page|pages|"
    r"rss|feed|about|contact|privacy|terms|live|radio|tv|podcasts?|video-programs|product|company|companies|market|markets|wp-login\.php)(?:/|$|\?)",
    re.IGNORECASE,
)
FILES = (".pdf", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp3", ".mp4", ".zip", ".xml", ".apk")
MENUS = frozenset({"nav", "footer", "header", "menu"})
MENU_NAMES = re.compile(r"(?:^|[\s_-])(?:nav|navbar|menu|footer|breadcrumbs?|copyright|social|sharing)(?:$|[\s_-])", re.IGNORECASE)
# Ancestors that are looked at for a menu.
DEPTH = 8


def article_links(page: Page) -> tuple[Entry, ...] | Refused:
    """Return the links of a page that are articles of its own site, each once, with the longest text that any link to it has."""
    tree = LexborHTMLParser(decode(page.body, page.content_type))
    base = _base(tree, page.url)
    texts: dict[str, tuple[str, str]] = {}
    scores: dict[str, int] = {}
    own = canonical(page.url)
    for link in tree.css("a[href]")[:MOST_LINKS]:
        url = absolute((link.attributes.get("href") or "").strip(), base)
        key = canonical(url) if url else None
        if url is None or key is None or key == own or not same_site(url, page.url):
            continue
        text = _text(link)
        if key not in texts or len(text) > len(texts[key][1]):
            texts[key] = (texts[key][0] if key in texts else url.partition("#")[0], text)
        scores[key] = max(scores.get(key, -99), _score(key, text, in_menu=_in_menu(link)))
    found = tuple(Entry(url=url, title=text) for key, (url, text) in texts.items() if scores[key] >= BOUND)
    if not found:
        return Refused(page.url, Reason.BAD_FEED, f"No links to articles were found on {page.url}.")
    return found[:MOST_ENTRIES]


def _base(tree: LexborHTMLParser, url: str) -> str:
    """Return what the links of a page start from."""
    declared = tree.css_first("base[href]")
    return (absolute(declared.attributes.get("href") or "", url) if declared else None) or url


def _text(link: LexborNode) -> str:
    """Return the words of a link, or else what it calls itself."""
    text = " ".join(link.text(separator=" ").split())
    return (text or (link.attributes.get("title") or "").strip())[:500]


def _in_menu(link: LexborNode) -> bool:
    """Return whether a link stands in a menu, a footer or a row of sharing buttons."""
    node = link.parent
    for _ in range(DEPTH):
        if node is None or node.tag in ("body", "html"):
            return False
        if node.tag in MENUS:
            return True
        name = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if len(name) < 300 and MENU_NAMES.search(name):
            return True
        node = node.parent
    return False


def _score(url: str, text: str, *, in_menu: bool) -> int:
    """Return how much a link looks like one to an article."""
    path = unquote(url.partition("://")[2].partition("/")[2])
    if path.partition("?")[0].lower().endswith(FILES):
        return -99
    last = path.partition("?")[0].rstrip("/").rpartition("/")[2]
    words = len(text.split())
    score = 2 if NUMBER.search(path) or DATE.search("/" + path) else 0
    score += 2 if last.count("-") >= 3 or len(last) >= 30 else 0
    score += 1 if TELLING.search("/" + path) else 0
    score += 3 if words >= 6 else 2 if words >= 4 else -1 if words < 2 else 0
    score -= 5 if OTHERWISE.search("/" + path) else 0
    return score - (2 if in_menu else 0)
