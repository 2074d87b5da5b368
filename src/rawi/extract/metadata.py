"""What a page says about its article besides who and when. Comes in: a `Scan`, JSON-LD, address. Goes out: section, image, kind, names."""

import functools
import re
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from rawi.extract import marks
from rawi.extract.jsonld import plain, string, types
from rawi.extract.scanned import Scan
from rawi.extract.title import key_of
from rawi.language.data import load
from rawi.model import Kind, Outlet

COMMAS = re.compile(r"\s*[,،;؛|#]\s*")
# An address that is whole and has no field without words, which would be left out.
WHOLE = re.compile(r"https?://[A-Za-z0-9.:_-]+/[^\s?#;\\]*(?:\?[^\s?#;\\]+)?")
WHITE_SITES = re.compile(r"^(?:www\d?|m|mobile|amp|ar|arabic|en)\.")


def site_names(scan: Scan, node: dict[str, Any], outlet: Outlet | None, url: str, learnt: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the names by which a page calls its site, the best first; `learnt` are those that its other pages taught."""
    publisher = node.get("publisher")
    found = [
        *(scan.meta.get("og:site_name", ())[:1]),
        string(publisher) if not isinstance(publisher, str) or "/" not in publisher else "",
        *(scan.said(name) for name in ("application-name", "apple-mobile-web-app-title", "al:android:app_name")),
        *((outlet.name, outlet.name_en, *outlet.aliases) if outlet else ()),
        *learnt,
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
    for field, outer, inner in (
        ("author", "credits", "by"),
        ("author", "byline", "names"),
        ("author", "byline", "authors"),
        ("keywords", "taxonomy", "tags"),
    ):
        nested = known.get(outer)
        if field not in found and isinstance(nested, dict) and nested.get(inner):
            found[field] = nested[inner]
    for field, names in load("metadata")["json"].items():
        for name in names:
            if field not in found and isinstance(known.get(name), str | list | dict | int):
                found[field] = known[name]
    return found


def merged(state: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Join what a page draws its article from with its JSON-LD, which wins except where it names its house as the author."""
    author = node.get("author")
    named = author[:20] if isinstance(author, list) else [author]
    house = (
        author
        and "author" in state
        and all(isinstance(one, dict) and types(one) & {"organization", "newsmediaorganization"} for one in named)
    )
    state = {name: value for name, value in state.items() if name != "sourceOrganization"}
    return {**state, **node, **({"author": state["author"]} if house else {})}


def declared_source(node: dict[str, Any], sites: tuple[str, ...]) -> str:
    """Return the organisation that JSON-LD names as the source of an article, where that is not the site itself."""
    name = string(node.get("sourceOrganization") or node.get("provider") or "")
    return name if 1 < len(name) < 80 and "/" not in name and key_of(name) not in set(map(key_of, sites)) else ""


def stated_source(state: dict[str, Any]) -> list[str]:
    """Return the source that a site's own JSON names («source»، «agency»), which counts only where it is a known name.

    Example:
        >>> stated_source({"sourceOrganization": {"name": "رويترز"}}), stated_source({"sourceOrganization": "https://a.example"})
        (['رويترز'], [])
    """
    name = " ".join(string(state.get("sourceOrganization") or "").split())
    return [name] if 1 < len(name) < 60 and "/" not in name else []


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
        full = _joined(url, named.strip())
        parts, asked = urlsplit(full), urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not parts.hostname or len(full) > 2000 or len(full.split()) != 1:
        return url
    if _site(parts.hostname) != _site(asked.hostname or "") or (
        parts.path in ("", "/") and asked.path not in ("", "/") and not parts.query
    ):
        return url
    return full


def _joined(base: str, address: str) -> str:
    """Return an address that may be relative to another one as a whole one; most are, and only read where they might be written shorter.

    Example:
        >>> _joined("https://barq.example/1", "/2"), _joined("https://barq.example/1", "https://barq.example/2?")
        ('https://barq.example/2', 'https://barq.example/2')
    """
    return address if WHOLE.fullmatch(address) else urljoin(base, address)


def _site(name: str) -> str:
    """Return the part of a host that its owner registered, nearly: the last two labels, or three under «co.xx» and the like."""
    labels = name.lower().split(".")
    size = 3 if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


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
                return _joined(url, one.strip())
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
