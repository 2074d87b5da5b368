"""Pages of the invented outlets. Comes in: an edition and an hour. Goes out: a page in its outlet's make and encoding.

What surrounds the article (menus, share bars, most read, comments, a second article on an endless page) is what real pages surround
it with.
"""

import datetime as dt
import functools
import html
import itertools
import json
import zoneinfo
from typing import Any

import babel.dates
import jinja2

from rawi.world.clock import hijri
from rawi.world.compose import section_path
from rawi.world.house import dress
from rawi.world.records import Block, Edition, Site

Shelf = tuple[Edition, ...]


@functools.cache
def _templates() -> jinja2.Environment:
    """Return the makes of pages; a name that a template misspells is an error."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("rawi.world", "pages"), autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return made


def shown(site: Site, when: dt.datetime) -> str:
    """Write a time as the outlet's readers see it, with its own months and digits."""
    if not site.date_shown:
        return ""
    local = when.astimezone(zoneinfo.ZoneInfo(site.timezone))
    locale = "ar_EG" if site.house.months == "dual" else site.house.months
    text = babel.dates.format_datetime(local, site.date_shown, locale=locale)
    if site.house.months == "dual":
        levantine = babel.dates.format_datetime(local, "MMMM", locale="ar_LB")
        text = text.replace(" ", f" {levantine}/", 1)
    return dress(text, site.house)


def encode(text: str, site: Site) -> bytes:
    """Return the bytes that the outlet's server sends; what its encoding lacks becomes a character reference."""
    return text.encode(site.encoding, errors="xmlcharrefreplace")


def content_type(site: Site, kind: str = "text/html") -> str:
    """Return what its server says of them, right or wrong."""
    return f"{kind}; charset={site.header}" if site.header else kind


def page(edition: Edition, shelf: Shelf, when: dt.datetime) -> bytes:
    """Return an article's page as it is at an hour. `shelf` is every edition of the world."""
    site = edition.site
    make = edition.item.make or site.make
    body = _templates().get_template(f"{make}.html").render(_context(edition, shelf, when))
    return encode(body, site)


def front(site: Site, shelf: Shelf, when: dt.datetime) -> bytes:
    """Return an outlet's front page: its articles of the last days, newest first."""
    own = _published(site, shelf, when)
    entries = [_line(other, when) for other in own[:24]]
    body = _templates().get_template("front.html").render(site=site, words=site.words, entries=entries, most_read=_most_read(own, when))
    return encode(body, site)


def _published(site: Site, shelf: Shelf, when: dt.datetime) -> list[Edition]:
    """Return what an outlet has published by an hour, newest first."""
    return sorted(
        (other for other in shelf if other.site is site and other.published <= when), key=lambda other: other.published, reverse=True
    )


def _line(edition: Edition, when: dt.datetime) -> dict[str, str]:
    """Return a headline with its address."""
    state = edition.at(when)
    return {"url": edition.url, "title": state.title, "lead": _lead(state.blocks), "shown": shown(edition.site, edition.published)}


def _most_read(own: list[Edition], when: dt.datetime) -> list[dict[str, str]]:
    """Return five headlines; which ones depends on their numbers alone."""
    return [_line(other, when) for other in sorted(own, key=lambda other: other.number % 1009)[:5]]


def _lead(blocks: tuple[Block, ...]) -> str:
    """Return the first paragraph, cut as summaries are."""
    first = next((block.text for block in blocks if block.kind == "text"), "")
    return first if len(first) < 160 else first[:150].rsplit(" ", 1)[0] + "..."


def _context(edition: Edition, shelf: Shelf, when: dt.datetime) -> dict[str, Any]:
    """Gather what the templates speak of."""
    site, state = edition.site, edition.at(when)
    own = [other for other in _published(site, shelf, when) if other is not edition]
    local = edition.published.astimezone(zoneinfo.ZoneInfo(site.timezone))
    by_key = {other.key: other for other in shelf}
    context: dict[str, Any] = {
        "site": site,
        "words": site.words,
        "title": state.title,
        "blocks": state.blocks,
        "lead": _lead(state.blocks),
        "byline": edition.byline,
        "wrote": edition.item.wrote,
        "tags": edition.tags,
        "section": edition.item.section,
        "section_path": section_path(edition.item.section),
        "number": edition.number,
        "url": edition.url,
        "path": edition.url.split(site.host, 1)[1],
        "image": f"http://{site.host}/img/{edition.number}.png",
        "published": local.isoformat(timespec="seconds"),
        "published_utc": edition.published.isoformat(timespec="seconds"),
        "modified": state.since.astimezone(local.tzinfo).isoformat(timespec="seconds"),
        "shown": shown(site, edition.published),
        "hijri_shown": f"{shown(site, edition.published)} - {hijri(local.date())}هـ",
        "related": [_line(by_key[key], when) for key in edition.item.links],
        "latest": [_line(other, when) for other in own[:3]],
        "most_read": _most_read(own, when),
        "posts": _posts(state.blocks),
    }
    context["json_ld"] = _json_ld(context)
    context["next_data"] = _next_data(context)
    context["second"] = _second(own, edition, when)
    return context


def _second(own: list[Edition], edition: Edition, when: dt.datetime) -> dict[str, Any]:
    """Return the article that an endless page goes on with: the one published before this."""
    earlier = next((other for other in own if other.published < edition.published), own[0] if own else edition)
    return {**_line(earlier, when), "blocks": earlier.at(when).blocks, "published": earlier.published.isoformat(timespec="seconds")}


def _posts(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """Cut a live page into its posts, each of which begins with a time."""
    starts = [index for index, block in enumerate(blocks) if block.kind == "time"]
    return [list(blocks[start:end]) for start, end in itertools.pairwise([*starts, len(blocks)])]


def _json_ld(context: dict[str, Any]) -> dict[str, Any]:
    """Return the page's description in the vocabulary of schema.org."""
    site: Site = context["site"]
    author = {"@type": "Person", "name": context["byline"]} if context["byline"] else {"@type": "Organization", "name": site.name}
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": context["url"]},
        "headline": context["title"],
        "image": [context["image"]],
        "datePublished": context["published"],
        "dateModified": context["modified"],
        "articleSection": context["section"],
        "keywords": ", ".join(context["tags"]),
        "author": author,
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": site.name,
            "logo": {"@type": "ImageObject", "url": f"http://{site.host}/img/logo.png"},
        },
    }


def _next_data(context: dict[str, Any]) -> dict[str, Any]:
    """Return the state from which a browser would draw the page of a React shell."""
    site: Site = context["site"]
    promo = '<div class="inline-story"><span>{}</span><a href="{}">{}</a></div>'
    shapes = {"text": "<p>{}</p>", "heading": "<h2>{}</h2>", "tail": '<p class="source">{}</p>', "caption": "", "time": ""}
    content = ""
    for block in context["blocks"]:
        text = html.escape(block.text, quote=False)
        content += promo.format(site.words.promo, block.url, text) if block.kind == "promo" else shapes[block.kind].format(text)
    caption = next((block.text for block in context["blocks"] if block.kind == "caption"), None)
    story = {
        "id": context["number"],
        "headline": context["title"],
        "publishedAt": context["published"],
        "updatedAt": context["modified"],
        "authors": [{"name": context["byline"]}] if context["byline"] else [],
        "category": {"name": context["section"], "slug": context["section_path"]},
        "image": {"src": context["image"], "caption": caption},
        "content": content,
        "tags": [{"id": index, "name": tag} for index, tag in enumerate(context["tags"])],
    }
    menu = [{"label": entry, "href": f"/c/{index}"} for index, entry in enumerate(site.words.nav)]
    props = {
        "story": story,
        "menu": menu,
        "related": {"title": site.words.related, "items": context["related"] + context["latest"]},
        "mostRead": {"title": site.words.most_read, "items": context["most_read"]},
        "newsletter": site.words.follow,
        "footer": site.words.rights,
    }
    return {
        "props": {"pageProps": props},
        "page": "/markets/[id]",
        "query": {"id": str(context["number"])},
        "buildId": "q4Lx0",
        "isFallback": False,
    }


def dumps(value: object) -> str:
    """Write JSON with Arabic as Arabic."""
    return json.dumps(value, ensure_ascii=False, indent=1)
