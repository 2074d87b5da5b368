"""What is true of the world. Comes in: editions, sites and an hour. Goes out: `Truth`."""

import datetime as dt
import zoneinfo

from rawi.language.tokens import keys
from rawi.model import Endpoint, EndpointKind, Link, Outlet
from rawi.world.compose import RECENT_DAYS
from rawi.world.house import dress
from rawi.world.records import Edition, FeedKind, Known, Site, StoryFile, Truth, Worth

# RDF is RSS 1.0: whoever reads feeds reads it as one.
ENDPOINTS: dict[FeedKind, EndpointKind] = {"rss": "rss", "rdf": "rss", "atom": "atom", "jsonfeed": "jsonfeed", "sitemap": "sitemap"}


def outlet(site: Site) -> Outlet:
    """Return a site as the catalogue of outlets would hold it."""
    base = f"http://{site.host}"
    endpoints = [Endpoint(outlet=site.slug, url=base + feed.path, kind=ENDPOINTS[feed.kind]) for feed in site.feeds]
    if any(feed.front for feed in site.feeds):
        endpoints.append(Endpoint(outlet=site.slug, url=base + "/", kind="frontpage"))
    return Outlet(
        slug=site.slug,
        name=site.name,
        name_en=site.name_en,
        country=site.country,
        timezone=site.timezone,
        language=site.language,
        homepage=base + "/",
        aliases=site.aliases,
        domains=(site.host,),
        endpoints=tuple(endpoints),
        agency=site.agency,
    )


def truth(
    editions: tuple[Edition, ...],
    sites: tuple[Site, ...],
    stories: tuple[StoryFile, ...],
    countries: dict[str, tuple[str, str]],
    now: dt.datetime,
) -> Truth:
    """Return all that is known of these editions as they stand at `now`."""
    by_key = {edition.key: edition for edition in editions}
    frames: dict[str, tuple[str, ...]] = {}
    for story in stories:
        if story.frame:
            frames[story.frame] = (*frames.get(story.frame, ()), story.slug)
    named = sorted((edition for edition in editions if edition.item.worth), key=lambda edition: edition.item.worth or "")
    return Truth(
        now=now.isoformat(),
        articles=tuple(_known(edition, by_key, now) for edition in editions),
        stories={story.slug: story.title for story in stories},
        frames=frames,
        worth=tuple(Worth(url=edition.url, why=edition.item.worth or "") for edition in named),
        countries=countries,
        outlets=tuple(outlet(site) for site in sites),
    )


def _root(edition: Edition, by_key: dict[str, Edition]) -> str:
    """Follow the parents up to the article whose words these are."""
    while edition.item.of:
        edition = by_key[edition.item.of]
    return edition.key


def _share(edition: Edition, now: dt.datetime) -> float:
    """Return which part of an article's words stands in paragraphs that it took."""
    blocks = [block for block in edition.at(now).blocks if block.kind in ("text", "heading")]
    words = sum(len(keys(block.text)) for block in blocks)
    return round(sum(len(keys(block.text)) for block in blocks if block.taken) / words, 3)


def _speakers(edition: Edition, by_key: dict[str, Edition], text: str) -> tuple[str, ...]:
    """Return who speaks, in the article's own spelling: those written down for it, and its parents' who are still quoted."""
    found: dict[str, None] = {}
    line: Edition | None = edition
    while line:
        for name in line.item.speakers:
            spelt = (dress(name, edition.site.house), dress(name, line.site.house), name)
            found.update(dict.fromkeys([form for form in spelt if form in text][:1]))
        line = by_key[line.item.of] if line.item.of else None
    return tuple(found)


def _chains(edition: Edition, by_key: dict[str, Edition], text: str) -> tuple[tuple[str, ...], ...]:
    """Return the chains: those written down, or for text that is taken and credited the parent's with this publisher behind it."""
    item, site = edition.item, edition.site

    def spelt(hop: str) -> str:
        return next((form for form in (dress(hop, site.house), hop) if form in text), hop)

    if item.chains or not item.of or not item.credited:
        return tuple(tuple(spelt(hop) for hop in chain) for chain in item.chains)
    return tuple((*map(spelt, chain), site.name) for chain in _chains(by_key[item.of], by_key, text))


def _known(edition: Edition, by_key: dict[str, Edition], now: dt.datetime) -> Known:
    """Return the truth about one article."""
    item, state, site = edition.item, edition.at(now), edition.site
    zone = zoneinfo.ZoneInfo(site.timezone)
    promos = tuple(Link(text=block.text, url=block.url) for block in state.blocks if block.kind == "promo" and block.url)
    return Known(
        key=edition.key,
        url=edition.url,
        outlet=site.slug,
        story=edition.story,
        title=state.title,
        text=state.text,
        published=edition.published.astimezone(zone).isoformat(timespec="seconds"),
        byline=edition.byline,
        section=item.section,
        tags=edition.tags,
        kind=item.kind,
        language=site.language,
        promos=promos,
        related=tuple(Link(text=by_key[key].at(now).title, url=by_key[key].url) for key in item.links),
        parent=item.of,
        origin=_root(edition, by_key),
        share=_share(edition, now),
        credited=tuple(dress(name, site.house) for name in item.credited),
        told_by=item.told_by,
        chains=_chains(edition, by_key, state.text),
        speakers=_speakers(edition, by_key, state.text),
        versions=tuple((version.since.isoformat(), version.title, version.text) for version in edition.states),
        gone_at=edition.gone_at.isoformat() if edition.gone_at else None,
        moved_from=edition.moved_from,
        recent=item.days < RECENT_DAYS,
    )
