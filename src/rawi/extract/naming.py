"""What the pages of a site teach about its name. Comes in: pages. Goes out: the names by which their titles call the site.

A site that says nowhere how it is called says so at the end of each `<title>`; three pages of it are enough to tell. The stages stay
functions of what they are given: whoever brings the pages keeps what they taught and gives it along.
"""

import re
from collections import OrderedDict, deque
from collections.abc import Iterable
from urllib.parse import urlsplit

from rawi.extract.decode import decode
from rawi.extract.title import learn
from rawi.language.references import unescape
from rawi.model import Page

TITLE = re.compile(rb"<title[^<>]{0,300}>([^<]{1,1000})", re.IGNORECASE)
SAID = re.compile(r"<title[^<>]{0,300}>([^<]{1,1000})", re.IGNORECASE)
BEHIND = 2_000
# `<title>` stands in the head; of a page that has none only so much is looked at.
HEAD = 1 << 17
# So many titles of a site are kept, and so many sites; the last are the ones that count.
KEPT, SITES = 24, 2_000


def page_title(page: Page) -> str:
    """Return the `<title>` of a page without parsing it, or nothing.

    Example:
        >>> page_title(Page("https://barq.example/1", "<title>هدنة - برق</title>".encode()))
        'هدنة - برق'
    """
    match = TITLE.search(page.body, 0, HEAD)
    if match is None:
        return ""
    # Cut where a tag begins, so that no letter is; the encoding may be named behind the title.
    end = page.body.rfind(b"<", match.end(), match.end() + BEHIND)
    head = decode(page.body[: end if end > 0 else match.end()], page.content_type)
    found = SAID.search(head)
    return " ".join(unescape(found[1]).split()) if found else ""


def site_of(url: str) -> str:
    """Return what the pages of one site share of their addresses: the host, or for saved files the folder.

    Example:
        >>> site_of("https://barq.example/news/1"), site_of("file:///saved/barq/1.html")
        ('barq.example', '/saved/barq')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.netloc.lower() or parts.path.rpartition("/")[0]


def names_of_sites(pages: Iterable[Page]) -> dict[str, tuple[str, ...]]:
    """Return what pages that came together teach: site → its names."""
    titles: dict[str, list[str]] = {}
    for page in pages:
        titles.setdefault(site_of(page.url), []).append(page_title(page))
    return {site: found for site, found in ((site, learn(filter(None, known))) for site, known in titles.items()) if site and found}


class SiteNames:
    """Remembers the titles of the last pages of each site, for pages that come one by one."""

    def __init__(self) -> None:
        self._titles: OrderedDict[str, deque[str]] = OrderedDict()

    def of(self, page: Page) -> tuple[str, ...]:
        """Take in a page and return what its site's pages have taught so far."""
        site, title = site_of(page.url), page_title(page)
        if not site or not title:
            return ()
        titles = self._titles.setdefault(site, deque(maxlen=KEPT))
        self._titles.move_to_end(site)
        if title not in titles:
            titles.append(title)
        if len(self._titles) > SITES:
            self._titles.popitem(last=False)
        return learn(titles)
