"""Why a page gives no article. Comes in: its bytes, its scan, what was gathered. Goes out: a `Refused` with a sentence, or None."""

import re
from typing import Any
from urllib.parse import urlsplit

from rawi.errors import Reason
from rawi.extract import marks
from rawi.extract.embedded import jsonish
from rawi.extract.jsonld import ARTICLES, types
from rawi.extract.scanned import PROSE_WORDS, Scan
from rawi.model import Refused

SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a media file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "packed data"),
    (b"\x00\x00\x00\x18ftyp", "a video"),
    (b"\x00\x00\x00\x20ftyp", "a video"),
    (b"OggS", "a media file"),
    (b"ID3", "an audio file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
# White space, and the marks of an order of bytes.
BLANK = b" \t\r\n\0\xef\xbb\xbf"
FOREIGN = (
    "image/",
    "audio/",
    "video/",
    "application/pdf",
    "application/zip",
    "application/octet-stream",
    "application/msword",
    "application/vnd.",
    "font/",
)
MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|div|p|br|table|td|span|article|section|main|meta|title|h1|h2|font|center|a|ul|script)\b", re.IGNORECASE
)
FEED = re.compile(r"<(?:rss|feed|urlset|sitemapindex|rdf:RDF|opml)[\s>]")
ERROR = re.compile(
    r"\b(?:404|403|500|502|503)\b|not found|page (?:can.?t|cannot) be found|access denied|forbidden|just a moment|attention required"
    r"|الصفحة غير موجودة|غير موجودة|لم يتم العثور|الصفحة المطلوبة|خطأ في الصفحة|عذرا",
    re.IGNORECASE,
)
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x80-\x9f\ufffd]")
LOW_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\f\r")
# The shortest real articles of the open sets have 150 characters; below this no sentence is news.
SHORT = 60
# Noise is noise from its first characters on.
SAMPLE = 8_000
# What stands before a paywall has one or two sentences.
TEASER = 240
# An article has so many lines only where most of them are sentences; the nearest of the open pages has 31 % of its text in sentences.
MANY_LINES = 60
FRONTS = frozenset(("", "ar", "en", "arabic", "home", "index.html", "index.php", "index", "default.aspx", "main"))
WALL = re.compile(
    r"(?:هذا المحتوى|هذا المقال|هذه المادة|لقراءة|لمتابعة|المقال).{0,40}(?:للمشتركين|المشتركين فقط|اشترك|مخصص)"
    r"|subscribe to (?:continue|read)|for subscribers|to continue reading|already a subscriber|réservé aux abonnés",
    re.IGNORECASE,
)


def no_page(body: bytes, content_type: str | None) -> Refused | None:
    """Refuse what is no page before it is read."""
    if not body[:SAMPLE].strip(BLANK) and not body.strip(BLANK):
        return _refused(Reason.EMPTY, "The page is empty.")
    for signature, what in SIGNATURES:
        if body.startswith(signature):
            return _refused(Reason.NOT_HTML, f"This is {what}, not a page.")
    kind = (content_type or "").lower().strip()
    if kind.startswith(FOREIGN) and b"<" not in body[:2000]:
        return _refused(Reason.NOT_HTML, f"The server calls this {kind.split(';')[0]}, and it holds no markup.")
    return None


def no_markup(html: str) -> Refused | None:
    """Refuse text that is no markup: noise, JSON, feeds."""
    head = html[:200_000]
    sample = html[:SAMPLE]
    if _broken(sample) * 20 > len(sample):
        return _refused(Reason.NOT_HTML, "This is binary data, not a page.")
    match = MARKUP.search(head)
    feed = FEED.search(head[:3000])
    if feed and (match is None or feed.start() < match.start()):
        return _refused(Reason.NOT_HTML, "This is a feed or a site map, not a page.")
    if match is None:
        what = "JSON" if jsonish(html) else "text or noise without markup"
        return _refused(Reason.NOT_HTML, f"This is {what}, not a page.")
    return None


def _broken(sample: str) -> int:
    """Count characters that no text has; where they are few, no less than there are."""
    data = sample.encode("utf-8", "replace")
    most = len(data) - len(data.translate(None, LOW_CONTROLS)) + data.count(b"\xc2") + data.count(b"\xef\xbf\xbd")
    return len(CONTROLS.findall(sample)) if most * 20 > len(sample) else most


def no_article(scan: Scan, node: dict[str, Any], url: str, lines: list[str], prose: int, headlines: int) -> Refused | None:
    """Refuse pages whose text is no article.

    Args:
        scan: the page.
        node: its article in JSON-LD, or nothing.
        url: its address.
        lines: the text that was gathered.
        prose: lines of it that are prose.
        headlines: linked headlines on the page that are not in the text.
    """
    size = sum(map(len, lines)) + max(0, len(lines) - 1)
    if size < 600 and ERROR.search(scan.title[:200]):
        return _refused(Reason.NOT_ARTICLE, f"This is an error page: «{scan.title[:200]}».")
    if size < TEASER and _walled(scan, node):
        return _refused(Reason.PAYWALL, "The article stands behind a paywall; the page shows only its beginning.")
    said = _article_said(scan, node)
    if (_front(url) or (not said and headlines > 8 and _front(scan.rels.get("canonical") or scan.said("og:url")))) and not types(
        node
    ) & ARTICLES:
        return _refused(Reason.NOT_ARTICLE, "This is the front page of a site.")
    if not said and len(lines) >= MANY_LINES and 4 * sum(len(line) for line in lines if line.count(" ") >= PROSE_WORDS - 1) < size:
        return _refused(Reason.NOT_ARTICLE, "This is a page of lists and figures, not an article.")
    if (prose == 0 and headlines > 8) or (prose < 2 and size < 300 and headlines > 14 and not said):
        return _refused(Reason.NOT_ARTICLE, f"This is a list of {headlines} headlines, not an article.")
    if size == 0:
        return _refused(Reason.NOT_ARTICLE, "There is no text on the page that reads like an article.")
    if size < SHORT:
        return _refused(Reason.TOO_SHORT, f"The text has only {size} characters.")
    return None


def _walled(scan: Scan, node: dict[str, Any]) -> bool:
    """Whether a page says that its text is for those who pay."""
    if node.get("isAccessibleForFree") in (False, "False", "false"):
        return True
    elsewhere = marks.NAV | marks.FORM | marks.FOOT | marks.HIDDEN
    return any(
        (line.marks & marks.PAYWALL and not line.marks & elsewhere and line.words > 3) or (line.words < 40 and WALL.search(line.text))
        for line in scan.lines
    )


def _article_said(scan: Scan, node: dict[str, Any]) -> bool:
    """Whether the page says that it is an article."""
    return bool(
        node.get("articleBody")
        or types(node) & {"newsarticle", "article"}
        or scan.meta.get("article:published_time")
        or scan.said("og:type") == "article"
    )


def _front(address: str) -> bool:
    """Whether an address is that of the front page of a site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(address) and not parts.query and parts.path.strip("/").lower() in FRONTS


def _refused(reason: Reason, detail: str) -> Refused:
    """Make a refusal of this stage."""
    return Refused(where="extract", reason=reason.value, detail=detail)
