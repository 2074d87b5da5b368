"""What a page says about its article besides who and when. Comes in: a `Scan`, JSON-LD, address. Goes out: tags, section, image, kind."""

import functools
import re
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from rawi.extract import marks
from rawi.extract.furniture import furniture
from rawi.extract.jsonld import plain, string, strings, types
from rawi.extract.regions import prose
from rawi.extract.scanned import Line, Scan
from rawi.extract.title import key_of
from rawi.language.data import load
from rawi.language.orthography import fold
from rawi.model import Kind, Outlet

COMMAS = re.compile(r"\s*[,،;؛|#]\s*")
MAX_TAGS = 40
TAG_WORDS = 7
TAG_LINK_WORDS = 3
FOOT_LINES = 12
TAG_REACH = 25
TAG_HREF = re.compile(
    r"/(?:tags?|topics?|keywords?|hashtags?|وسم|وسوم|الوسوم|موضوع|كلمات)[/=?]|[?&](?:tag|keyword|topic)s?=", re.IGNORECASE
)
BEHIND_LINES = 8
# Words of share bars and pages about the site, which stand in short links as tags do.
NO_TAG = frozenset(["share", "follow", "live", "screen", "comments", "ad", "rights", "embed", "count", "promo"])
WHITE_SITES = re.compile(r"^(?:www\d?|m|mobile|amp|ar|arabic|en)\.")


def site_names(scan: Scan, node: dict[str, Any], outlet: Outlet | None, url: str) -> tuple[str, ...]:
    """Return the names by which a page calls its site, the best first."""
    publisher = node.get("publisher")
    found = [
        *(scan.meta.get("og:site_name", ())[:1]),
        string(publisher) if not isinstance(publisher, str) or "/" not in publisher else "",
        *(scan.said(name) for name in ("application-name", "apple-mobile-web-app-title", "al:android:app_name")),
        *((outlet.name, outlet.name_en, *outlet.aliases) if outlet else ()),
        host(url),
    ]
    return tuple(dict.fromkeys(name for name in found if name))


def named(node: dict[str, Any]) -> dict[str, Any]:
    """Give the fields of a site's own JSON the names that they have in JSON-LD.

    Example:
        >>> named({"published_at": "2024-05-03", "writer": "هدى"})["datePublished"]
        '2024-05-03'
    """
    known = {key_of(name).replace(" ", ""): value for name, value in node.items() if isinstance(name, str) and value}
    found = dict(node)
    for field, names in load("metadata")["json"].items():
        for name in names:
            if field not in found and isinstance(known.get(name), str | list | dict):
                found[field] = known[name]
    return found


def host(url: str) -> str:
    """Return the host of an address without «www.» and the like."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return WHITE_SITES.sub("", name)


def address(scan: Scan, url: str) -> str:
    """Return the canonical address where the page names a sane one on its own site, else the address it was fetched from."""
    named = scan.rels.get("canonical") or scan.said("og:url")
    if not named:
        return url
    try:
        full = urljoin(url, named.strip())
        parts, asked = urlsplit(full), urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not parts.hostname or len(full) > 2000 or any(character.isspace() for character in full):
        return url
    if _site(parts.hostname) != _site(asked.hostname or "") or (
        parts.path in ("", "/") and asked.path not in ("", "/") and not parts.query
    ):
        return url
    return full


def _site(name: str) -> str:
    """Return the part of a host that its owner registered, nearly: the last two labels, or three under «co.xx» and the like."""
    labels = name.lower().split(".")
    size = 3 if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


def tags(scan: Scan, node: dict[str, Any], title: int | None, first: int | None, last: int | None) -> tuple[str, ...]:
    """Return the tags of an article, each for itself.

    Those that readers see near the text come first; then `article:tag` and JSON-LD; keywords of `<meta>` count only where a third of
    them is used in the article, since many sites give every page the same.
    """
    shown = _shown(scan, title, last)
    if shown:
        return _clean(shown)
    listed = [piece for content in scan.meta.get("article:tag", ()) for piece in COMMAS.split(plain(content))]
    if listed:
        return _clean(listed)
    keywords = node.get("keywords") or node.get("tags") or node.get("topics")
    named = [piece for text in strings(keywords) for piece in COMMAS.split(text)] if keywords else []
    if named:
        return _clean([piece.removeprefix("tag:") for piece in named])
    text = " ".join(line.text for line in scan.lines[first or 0 : last or 0]) + " " + scan.title
    folded = fold(text).lower()
    for name in ("news_keywords", "keywords", "sailthru.tags", "parsely-tags", "cxenseparse:tags"):
        found = [piece for content in scan.meta.get(name, ()) for piece in COMMAS.split(plain(content))]
        used = [piece for piece in found if piece and fold(piece).lower() in folded]
        if used and 3 * len(used) >= len(found):
            return _clean(found)
    return ()


def _shown(scan: Scan, title: int | None, last: int | None) -> list[str]:
    """Return the tags that stand on the page: links marked as tags, boxes named for tags, or short links right behind the text."""
    outside = marks.NAV | marks.FOOT | marks.COMMENT | marks.SIDE | marks.HIDDEN
    found = [words for number, words in scan.tag_links if not scan.lines[min(number, len(scan.lines) - 1)].marks & outside]
    if not found and last is not None:
        # <footer> of the article itself.
        found = [words for number, words in scan.tag_links if last <= number < last + FOOT_LINES]
    if found:
        return found
    start = 0 if title is None else title
    labelled = [
        tag
        for place, line in enumerate(scan.lines[start:], start)
        if line.words < 60 and (not line.marks & outside or _own_foot(line, outside, last)) and (_label(line) or _labels_tags(scan, line))
        for tag in _after_label(scan, place)
    ]
    if labelled:
        return labelled
    boxed = [line for line in scan.lines if line.marks & marks.TAGS and not line.marks & (outside | marks.RELATED)]
    if title is not None and any(line.number > title for line in boxed):
        boxed = [line for line in boxed if line.number > title]
    found = [tag for line in boxed for tag in _tags_of(line)]
    if found or last is None:
        return found
    return _behind(scan, last) or _addressed_as_tags(scan, last, outside)


def _own_foot(line: Line, outside: int, last: int | None) -> bool:
    """Whether a line is outside only because it stands in a `<footer>`, which right behind the text is that of the article."""
    return last is not None and last <= line.number < last + FOOT_LINES and not line.marks & outside & ~marks.FOOT


def _labels_tags(scan: Scan, line: Line) -> bool:
    """Whether «المزيد حول:» and the like introduce short links, which are tags, and not headlines."""
    found = furniture(line.text, line.words)
    if found is None or found.kind not in ("promo", "related") or found.matched > 3:
        return False
    links = list(line.links)
    if not links and line.words <= found.matched:
        box = scan.elements[line.element]
        while box.parent > 0 and box.last <= line.number + 1:
            box = scan.elements[box.parent]
        followers = scan.lines[line.number + 1 : min(box.last, line.number + 12)]
        if len(followers) > 10 or any(not one.links for one in followers):
            return False
        links = [link for one in followers for link in one.links]
    return bool(links) and all(words.count(" ") < TAG_LINK_WORDS for words, _ in links)


def _label(line: Line) -> bool:
    """Whether a line begins with «الوسوم» or another word for tags."""
    text = line.text
    if line.links and not text.startswith(line.links[0][0]):
        text = text[: text.find(line.links[0][0])] or text
    found = furniture(text, text.count(" ") + 1)
    return (found is not None and found.kind == "tags") or bool(_enumerated(line))


def _enumerated(line: Line) -> list[str]:
    """Return what a label without a colon enumerates: «تاغ الأمن الغذائي، القمة العربية»."""
    if line.links or line.text.rstrip().endswith("."):
        return []
    begun = line.text.split(maxsplit=2)
    for size in (1, 2):
        label = furniture(" ".join(begun[:size]), size)
        if label is None or label.kind != "tags":
            continue
        words = line.text.split()
        pieces = [piece for piece in COMMAS.split(" ".join(words[size:])) if piece]
        if 2 < len(words) < 30 and len(pieces) > 1 and all(piece.count(" ") < TAG_LINK_WORDS for piece in pieces):
            return pieces
    return []


def _after_label(scan: Scan, place: int) -> list[str]:
    """Return the tags in a line that begins with a label, or in the lines of links behind a line that is one."""
    line = scan.lines[place]
    listed = _enumerated(line)
    if listed:
        return listed
    found = [tag for tag in _tags_of(line) if not _label_text(tag)]
    if found:
        return found
    box = scan.elements[line.element]
    while box.parent > 0 and scan.elements[box.parent].last - scan.elements[box.parent].first < 30 and box.last <= place + 1:
        box = scan.elements[box.parent]
    for follower in scan.lines[place + 1 : min(box.last, place + 25)]:
        if follower.words > 6 and not follower.links:
            break
        found.extend(_tags_of(follower))
    return found


def _label_text(text: str) -> bool:
    """Whether words are only a label of tags."""
    found = furniture(text, text.count(" ") + 1)
    return found is not None and found.kind == "tags"


def _tags_of(line: Line) -> list[str]:
    """Return the tags of one line: its links, or what commas part."""
    if line.links:
        return [words for words, _ in line.links]
    label = furniture(line.text, line.words)
    text = line.text
    if label is not None and label.kind in ("tags", "related"):
        text = text.split(":", 1)[1] if ":" in text else " ".join(text.split()[label.matched :])
    return [piece for piece in COMMAS.split(text) if piece.strip()]


def _addressed_as_tags(scan: Scan, last: int, outside: int) -> list[str]:
    """Return links right behind the text that lead to the pages of tags, by their addresses."""
    return [
        words
        for line in scan.lines[last : last + TAG_REACH]
        if not line.marks & (outside | marks.RELATED)
        for words, href in line.links
        if TAG_HREF.search(href) and words.count(" ") < TAG_WORDS
    ]


def _behind(scan: Scan, last: int) -> list[str]:
    """Return short links that stand in the first line of nothing but links right behind the text."""
    for start in range(last, min(len(scan.lines), last + BEHIND_LINES)):
        line = scan.lines[start]
        if line.marks & (marks.SHARE | marks.CAPTION) or not line.links:
            if prose(line):
                return []
            continue
        if len(line.links) > 1 and _short_links(line) and not any(_no_tag(words) for words, _ in line.links):
            return [] if line.marks & (marks.OUTSIDE & ~marks.RELATED) else [words for words, _ in line.links]
        box = scan.elements[line.element]
        if box.last - box.first == 1 and len(line.links) == 1 and box.parent > 0:
            parent = scan.elements[box.parent]
            box = parent if parent.last - parent.first < 16 and parent.first >= last else box
        lines = scan.lines[max(box.first, start) : box.last]
        links = [words for one in lines for words, _ in one.links]
        if any(_no_tag(words) for words in links):
            continue
        if not all(map(_short_links, lines)) or line.marks & (marks.OUTSIDE & ~marks.RELATED):
            return []
        return links
    return []


def _short_links(line: Line) -> bool:
    """Whether a line is nothing but links of a few words."""
    return line.linked * 5 >= len(line.text) * 4 and all(words.count(" ") < TAG_LINK_WORDS and len(words) < 30 for words, _ in line.links)


def _no_tag(text: str) -> bool:
    """Whether the words of a link are those of a share bar or a button."""
    found = furniture(text, text.count(" ") + 1)
    return found is not None and found.kind in NO_TAG


def _clean(found: list[str]) -> tuple[str, ...]:
    """Return tags once each, without signs and without what is too long to be one."""
    kept: dict[str, str] = {}
    for tag in found:
        for piece in COMMAS.split(tag) if "،" in tag or "," in tag else [tag]:
            text = " ".join(piece.replace("_", " ").split()).strip(" #:.،,;؛|-–\"'«»")
            key = key_of(text)
            if (
                key
                and text.count(" ") < TAG_WORDS
                and len(text) < 80
                and not _no_tag(text)
                and (getattr(furniture(text, text.count(" ") + 1), "kind", "")) != "tags"
            ):
                kept.setdefault(key, text)
    return tuple(kept.values())[:MAX_TAGS]


def section(scan: Scan, node: dict[str, Any], title: int | None, sites: tuple[str, ...]) -> str | None:
    """Return the section of the site: from `<meta>`, JSON-LD, a mark near the title, or the last step of the path to the page."""
    for value in (*scan.meta.get("article:section", ())[:1], string(node.get("articleSection")), *scan.meta.get("section", ())[:1]):
        text = " ".join(plain(value).split())
        if text and len(text) < 60:
            return COMMAS.split(text)[0]
    start = title if title is not None else 0
    for line in scan.lines[max(0, start - 8) : start + 4]:
        if line.marks & marks.SECTION and line.words <= 4 and line.number != title:
            return line.links[0][0] if line.links else line.text
    steps = [words for line in scan.lines[: start + 1] if line.marks & marks.CRUMB for words, _ in line.links]
    houses = {key_of(site) for site in sites} | {"الرييسيه", "home", "accueil"}
    steps = [step for step in steps if key_of(step) not in houses and step.count(" ") < 4]
    return steps[-1] if steps else None


def image(scan: Scan, node: dict[str, Any], url: str, first: int | None, last: int | None) -> str | None:
    """Return the address of the article's picture."""
    value = node.get("image") or node.get("thumbnailUrl")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
    found = [
        *(scan.said(name) for name in ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")),
        value,
    ]
    if first is not None and last is not None:
        found += [source for place, _, source in scan.images if first - 4 <= place <= last]
    for one in found:
        if isinstance(one, str) and one and not one.startswith("data:") and "logo" not in one.lower() and len(one) < 2000:
            try:
                return urljoin(url, one.strip())
            except ValueError:
                continue
    return None


@functools.cache
def _kinds() -> dict[str, Kind]:
    """Return words of sections and addresses → kind."""
    table: dict[str, Kind] = {}
    names: tuple[Kind, ...] = ("opinion", "video", "photo", "press_release", "live")
    for kind in names:
        for word in load("bylines")["kinds"][kind]["words"]:
            table[key_of(word)] = kind
    return table


def kind_of(scan: Scan, node: dict[str, Any], where: str | None, url: str, words: int) -> Kind:
    """Return what kind of article it is: from JSON-LD, og:type, its section, its address."""
    found = types(node)
    if "liveblogposting" in found:
        return "live"
    if "opinionnewsarticle" in found:
        return "opinion"
    if scan.said("og:type").startswith("video") or ("videoobject" in found and words < 150):
        return "video"
    if found & {"imagegallery", "mediagallery"}:
        return "photo"
    if where and key_of(where) in _kinds():
        return _kinds()[key_of(where)]
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        path = ""
    for piece in path.lower().split("/")[1:-1]:
        kind = _kinds().get(key_of(piece)) or _kinds().get(piece)
        if kind:
            return kind
    return "news"
