"""Feeds of the invented outlets, with the faults of real ones. Comes in: what a feed is, an hour. Goes out: its bytes."""

import datetime as dt
import email.utils
import html
import zoneinfo
from xml.sax.saxutils import escape

import babel.dates

from rawi.world.press import Shelf, content_type, dumps, encode
from rawi.world.records import Edition, Feed, FeedKind, Site

TYPES: dict[FeedKind, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
    "jsonfeed": "application/feed+json",
    "sitemap": "application/xml",
}
# A story that a real outlet dated for tomorrow by mistake is this far ahead.
MISTAKE = dt.timedelta(days=1)


def feed(site: Site, of: Feed, shelf: Shelf, when: dt.datetime) -> tuple[bytes, str]:
    """Return one feed as it is at an hour, newest article first, and the Content-Type that its server sends."""
    own = [edition for edition in shelf if edition.site is site and edition.published <= when]
    if "section_copies" in of.faults:
        own = [edition for edition in own if edition.number % 2 == 0]
    own.sort(key=lambda edition: edition.published, reverse=True)
    if of.kind == "jsonfeed":
        return dumps(_json(site, own, when)).encode(), TYPES[of.kind]
    makers = {"rss": _rss, "atom": _atom, "rdf": _rdf, "sitemap": _sitemap}
    text = makers[of.kind](site, of, own, when)
    if "broken" in of.faults:
        text = text[: len(text) // 3]
    if of.kind == "rdf":
        return encode(text, site), content_type(site, TYPES[of.kind])
    return text.encode(), TYPES[of.kind] + "; charset=utf-8"


def _summary(edition: Edition, when: dt.datetime) -> str:
    """Return the first paragraph."""
    return next(block.text for block in edition.at(when).blocks if block.kind == "text")


def _link(edition: Edition, of: Feed) -> str:
    """Return the address as the feed gives it: with trackers, or an old one that leads on."""
    url = edition.moved_from or edition.url
    if "trackers" not in of.faults or edition.moved_from:
        return url
    return url + ("&" if "?" in url else "?") + "utm_source=rss&utm_medium=feed&utm_campaign=" + edition.site.slug


def _title(edition: Edition, of: Feed, when: dt.datetime) -> str:
    """Return the title as it stands in the XML."""
    title = edition.at(when).title
    if "tatweel" in of.faults:
        head, _, rest = title.partition(" ")
        title = f"{head[:-1]}ـ{head[-1:]} {rest}" if head[-2:-1] in "بتثجحخسشصضطظعغفقكلمنهيئ" and len(head) > 3 else title
    if "double_escaped" in of.faults:
        return html.escape(html.escape(title))
    return escape(title)


def _date(edition: Edition, of: Feed, newest: bool) -> str:
    """Return the time of publication as the feed writes it."""
    when = edition.published + (MISTAKE if newest and "future" in of.faults else dt.timedelta())
    local = when.astimezone(zoneinfo.ZoneInfo(edition.site.timezone))
    if "arabic_months" in of.faults:
        return babel.dates.format_datetime(local, "EEEE، d MMMM y HH:mm:ss Z", locale="ar_EG")
    if "gmt3" in of.faults:
        return local.strftime("%a, %d %b %Y %H:%M:%S ") + "GMT+3"
    if "eet" in of.faults:
        return when.astimezone(dt.timezone(dt.timedelta(hours=2))).strftime("%a, %d %b %Y %H:%M:%S ") + "EET"
    return email.utils.format_datetime(local)


def _rss(site: Site, of: Feed, own: list[Edition], when: dt.datetime) -> str:
    """Return RSS 2.0."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>']
    lines.append(f"<title>{escape(site.name)}</title><link>http://{site.host}/</link><description>{escape(site.words.motto)}</description>")
    raw = "raw_ampersand" in of.faults
    for index, edition in enumerate(own):
        summary = escape(_summary(edition, when))
        lines.append("<item>")
        lines.append(f"<title>{_title(edition, of, when)}</title>")
        lines.append(f"<link>{escape(_link(edition, of))}</link>")
        lines.append(f'<guid isPermaLink="false">{site.slug}-{edition.number}</guid>')
        lines.append(f"<pubDate>{_date(edition, of, newest=index == 0)}</pubDate>")
        if edition.byline:
            lines.append(f"<dc:creator>{escape(edition.byline)}</dc:creator>")
        lines.extend(f"<category>{escape(tag)}</category>" for tag in edition.tags)
        lines.append(f"<description>{summary}{'&nbsp;أخبار & تقارير' if raw else ''}</description></item>")
    return "\n".join([*lines, "</channel></rss>"])


def _atom(site: Site, of: Feed, own: list[Edition], when: dt.datetime) -> str:
    """Return Atom."""
    newest = own[0].published if own else when
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">']
    lines.append(f"<title>{escape(site.name)}</title><id>http://{site.host}/</id><updated>{newest.isoformat()}</updated>")
    lines.append(f'<link rel="self" href="http://{site.host}{of.path}"/><link href="http://{site.host}/"/>')
    zone = zoneinfo.ZoneInfo(site.timezone)
    for edition in own:
        state = edition.at(when)
        lines.append(f"<entry><title>{_title(edition, of, when)}</title><id>tag:{site.host},2020:{edition.number}</id>")
        lines.append(f'<link rel="alternate" href="{escape(_link(edition, of))}"/>')
        lines.append(f"<published>{edition.published.astimezone(zone).isoformat()}</published>")
        lines.append(f"<updated>{state.since.astimezone(zone).isoformat()}</updated>")
        if edition.byline:
            lines.append(f"<author><name>{escape(edition.byline)}</name></author>")
        lines.append(f'<summary type="html">{escape("<p>" + escape(_summary(edition, when)) + "</p>")}</summary></entry>')
    return "\n".join([*lines, "</feed>"])


def _rdf(site: Site, of: Feed, own: list[Edition], when: dt.datetime) -> str:
    """Return RSS 1.0, in the encoding of the site's pages."""
    lines = [f'<?xml version="1.0" encoding="{site.encoding}"?>']
    lines.append('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"')
    lines.append(' xmlns:dc="http://purl.org/dc/elements/1.1/">')
    lines.append(f'<channel rdf:about="http://{site.host}/"><title>{escape(site.name)}</title><link>http://{site.host}/</link>')
    lines.append(f"<description>{escape(site.words.motto)}</description><items><rdf:Seq>")
    lines.extend(f'<rdf:li resource="{escape(edition.url)}"/>' for edition in own)
    lines.append("</rdf:Seq></items></channel>")
    zone = zoneinfo.ZoneInfo(site.timezone)
    for edition in own:
        lines.append(f'<item rdf:about="{escape(edition.url)}"><title>{_title(edition, of, when)}</title>')
        lines.append(f"<link>{escape(_link(edition, of))}</link><description>{escape(_summary(edition, when))}</description>")
        lines.append(f"<dc:date>{edition.published.astimezone(zone).isoformat(timespec='minutes')}</dc:date></item>")
    return "\n".join([*lines, "</rdf:RDF>"])


def _sitemap(site: Site, of: Feed, own: list[Edition], when: dt.datetime) -> str:
    """Return a news sitemap."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"']
    lines.append(' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">')
    zone = zoneinfo.ZoneInfo(site.timezone)
    for edition in own:
        lines.append(f"<url><loc>{escape(_link(edition, of))}</loc><news:news><news:publication><news:name>{escape(site.name)}</news:name>")
        lines.append(f"<news:language>{site.language}</news:language></news:publication>")
        lines.append(f"<news:publication_date>{edition.published.astimezone(zone).isoformat()}</news:publication_date>")
        lines.append(f"<news:title>{_title(edition, of, when)}</news:title></news:news></url>")
    return "\n".join([*lines, "</urlset>"])


def _json(site: Site, own: list[Edition], when: dt.datetime) -> dict[str, object]:
    """Return JSON Feed 1.1."""
    zone = zoneinfo.ZoneInfo(site.timezone)
    items = [
        {
            "id": str(edition.number),
            "url": edition.url,
            "title": edition.at(when).title,
            "summary": _summary(edition, when),
            "date_published": edition.published.astimezone(zone).isoformat(),
            "date_modified": edition.at(when).since.astimezone(zone).isoformat(),
            "tags": list(edition.tags),
            "authors": [{"name": edition.byline}] if edition.byline else [],
        }
        for edition in own
    ]
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.words.motto,
        "home_page_url": f"http://{site.host}/",
        "feed_url": f"http://{site.host}/feed.json",
        "language": site.language,
        "items": items,
    }
