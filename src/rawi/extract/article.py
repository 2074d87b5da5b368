"""A page into an article. Comes in: a `Page`. Goes out: an `Article`, or a `Refused` that says why there is none."""

import itertools
from typing import Any

from rawi import moments
from rawi.errors import Reason
from rawi.extract import marks, rules
from rawi.extract.blocks import paragraphs_of
from rawi.extract.body import choose, members
from rawi.extract.bylines import persons_of, writers
from rawi.extract.decode import beginning, decode, decoded
from rawi.extract.dom import scan, scan_bytes
from rawi.extract.embedded import Embedded, embedded
from rawi.extract.jsonld import article_node, string
from rawi.extract.metadata import address, declared_source, host, image, kind_of, merged, named, section, site_names, stated_source
from rawi.extract.persons import credits_only
from rawi.extract.refusal import no_article, no_markup, no_page
from rawi.extract.regions import Regions
from rawi.extract.scanned import Line, Scan, alike, prose
from rawi.extract.signing import signed
from rawi.extract.sources import house_above, source_above, source_behind
from rawi.extract.stated import initialled, initials_of, of_other_kind, stated
from rawi.extract.tagging import tags
from rawi.extract.text import Gathered, gather, sift
from rawi.extract.title import Title, find_title, headline, key_of, plain_headline, suffixes
from rawi.extract.undrawn import attributed, kept_markup
from rawi.extract.weighing import names_of_house
from rawi.extract.when import moments_of, only_date, publishes
from rawi.language.dates import parse_moment
from rawi.language.identify import identify
from rawi.model import Article, Credit, CreditRole, Link, Moment, Outlet, Page, Refused

# Rises with every change that can change a text, so that an archive knows which of its texts are derived anew.
EXTRACTOR = "page/4"
# JSON is believed over the page where it has so many times its text: `articleBody` is often cut, never longer than what it was made of.
JSON_OVER_PAGE = 1.6
# Less text than the shortest real article of the open sets has.
DOUBTFUL = 120
# Attributes are looked into where a page shows no more than a lead.
LITTLE = 600
# A credit behind the text has no more words, and stands no farther behind it in lines.
CREDIT_WORDS, CREDIT_REACH = 8, 8
# A lead above the byline stands so many lines below the title.
LEAD_BELOW = 4
# So far below the text a date is the article's.
DATED_BELOW = 6


def extract(page: Page, *, outlet: Outlet | None = None, names: tuple[str, ...] = ()) -> Article | Refused:
    """Take the article, and nothing but the article, out of a page.

    Pure: no network, no files. Any bytes give an answer in bounded time. `id` is left empty for the caller, who knows what is stored.

    Args:
        page: the page as it was fetched.
        outlet: who published it, if that is known: its names, time zone and page rules are used.
        names: what other pages of the site taught about its name; see `rawi.extract.naming`.

    Example:
        >>> text = "<h1>هدنة</h1><p>أعلنت الأطراف هدنة تبدأ فجر الغد وتستمر ثلاثة أيام في المدينة وما حولها.</p>"
        >>> page = Page(url="https://bayan.example/1", body=text.encode())
        >>> extract(page).title
        'هدنة'
    """
    refused = no_page(page.body, page.content_type)
    if refused is not None:
        return refused
    html, data = beginning(page.body) or "", page.body
    if not html or no_markup(html) is not None:
        html, encoded = decoded(page.body, page.content_type)
        refused = no_markup(html)
        if refused is not None:
            return refused
        data = encoded or html.encode("utf-8", "replace")
    found = scan_bytes(data)
    node = article_node(found.scripts)
    sites = site_names(found, node, outlet, page.url, names)
    title = find_title(found, string(node.get("headline")) or None, sites)
    behind = suffixes(found.title, title)
    wrote = persons_of(node, found, title.line) if behind else frozenset()
    sites += tuple(name for name in behind if key_of(name) not in wrote)
    rule = rules.valid(outlet, page.fetched_at)
    ruled = rules.apply(rule, decode(page.body, page.content_type)) if rule is not None else None
    return _assemble(page, found, node, title, sites, outlet, ruled)


def _assemble(
    page: Page, found: Scan, node: dict[str, Any], title: Title, sites: tuple[str, ...], outlet: Outlet | None, ruled: rules.Ruled | None
) -> Article | Refused:
    """Put the parts together."""
    lines, got = _text(found, title, ruled, host(page.url), sites)
    if title.line is None and lines and not (ruled and ruled.part):
        above = headline(found, lines[0].number) or headline(found, lines[min(2, len(lines) - 1)].number)
        if above is None and not title.text:
            above = plain_headline(found, next((line.number for line in lines if prose(line)), lines[0].number))
        if above is not None and (only_date(above.text) or parse_moment(above.text)):
            above = None
        if above is not None and (not title.text or title.key in {key_of(site) for site in sites} or len(title.key) < len(above.key)):
            title = above
            lines, got = _text(found, title, ruled, host(page.url), sites)
    inside = _from_json(found, node, title, got)
    state = named(inside.node) if inside else {}
    told = set(got.lines)
    if inside:
        got, node = _inner(inside, title, host(page.url)), merged(state, node)
    text = "\n".join(got.paragraphs)
    sure = sum(1 for line in lines if prose(line)) if not inside else len(got.paragraphs)
    refused = no_article(found, node, page.url, got.paragraphs, sure, _headlines(found, lines))
    if refused is not None:
        return refused
    first, last = (lines[0].number, lines[-1].number + 1) if lines and not (ruled and ruled.part) else (None, None)
    if inside:
        told = {line.number for line in lines if line.text in set(got.paragraphs)}
    begins = _begins(found, [line for line in lines if prose(line) and line.number in told], title.line, first)
    published, updated = moments_of(page, found, node, title.line, outlet, begins, state=state)
    end = max((number + 1 for number in told), default=last) if last is not None else None
    got.sources.extend(source_above(found, title.line, begins))
    wrote = writers(found, node, title.line, sites, got, begins, end)
    where = section(found, node, title.line, sites)
    url = address(found, page.url)
    return Article(
        id="",
        url=url,
        outlet=outlet.slug if outlet else (found.said("og:site_name") or host(url)),
        title=(ruled and ruled.title) or title.text,
        text=text,
        byline=(ruled and ruled.byline) or wrote.byline,
        authors=wrote.authors,
        published=_ruled_moment(ruled) or published or _dated_below(found, end),
        updated=updated if updated != published else None,
        section=where,
        tags=tags(found, node, title.line, first, None if inside else end, text if inside else ""),
        image=image(found, node, page.url, first, last),
        kind=kind_of(found, node, where, url, text.count(" ") + 1),
        language=identify(text[:600]) or _declared_language(found),
        credits=_credits(
            got,
            wrote.authors,
            [declared_source(node, sites)],
            [*_credited_behind(found, end, sites), *stated_source(state), *house_above(found, title.line)],
        )
        + tuple(signed(found, got, wrote.byline, sites, title)),
        promos=tuple(dict.fromkeys(got.promos)),
        related=_related(found, lines, got),
    )


def _begins(found: Scan, told: list[Line], title: int | None, first: int | None) -> int | None:
    """Return the line at which the text begins, behind a lead that stands above the byline in a box of its own."""
    if first is None or not told:
        return first
    lead, *rest = told
    near = title is not None and 0 < lead.number - title <= LEAD_BELOW
    if near and rest and rest[0].number - lead.number > 1 and not _neighbours(found, lead, rest[0]):
        return rest[0].number
    return lead.number


def _neighbours(found: Scan, one: Line, other: Line) -> bool:
    """Whether two lines stand in one element, or in two of one make."""
    boxes = found.elements[one.element], found.elements[other.element]
    return one.element == other.element or alike(found.elements, *boxes)


def _text(found: Scan, title: Title, ruled: rules.Ruled | None, site: str, sites: tuple[str, ...]) -> tuple[list[Line], Gathered]:
    """Choose the lines of the article and gather its text from them."""
    house = names_of_house(sites)
    if ruled is not None and ruled.part is not None:
        regions = Regions(ruled.part, None)
        return ruled.part.lines, gather(ruled.part, regions, ruled.part.lines, title.key, site, house)
    lines, got = _gathered(found, title, site, house, trusting=True)
    if sum(map(len, got.paragraphs)) < DOUBTFUL:
        # Names that say «related» and «widget» everywhere say nothing.
        again, more = _gathered(found, title, site, house, trusting=False)
        if sum(map(len, more.paragraphs)) > DOUBTFUL:
            lines, got = again, more
    if lines and not got.sources:
        end = got.lines[-1] if got.lines else lines[-1].number
        got.sources.extend(source_behind(found, end + 1))
    return lines, got


def _gathered(found: Scan, title: Title, site: str, house: frozenset[str], *, trusting: bool) -> tuple[list[Line], Gathered]:
    """Choose the lines of the article, believing the names of elements or not, and gather its text."""
    regions = Regions(found, title.line, trusting=trusting)
    choice = choose(found, regions, title.line)
    lines = members(found, choice) if choice is not None else []
    return lines, gather(found, regions, lines, title.key, site, house)


def _from_json(found: Scan, node: dict[str, Any], title: Title, got: Gathered) -> Embedded | None:
    """Return the article that stands in the page's JSON, where the page itself shows clearly less of it."""
    shown = sum(map(len, got.paragraphs))
    if shown > 1200 and not node.get("articleBody"):
        return None
    if shown > 1200 and len(str(node.get("articleBody"))) < JSON_OVER_PAGE * shown:
        return None
    inside = embedded(found.scripts, title.key) if found.scripts else None
    if inside is None and shown < LITTLE:
        held = attributed(found.data)
        inside = embedded(held, title.key) if held else None
    if inside is None and shown < DOUBTFUL:
        markup = kept_markup(found.data)
        inside = Embedded("", paragraphs_of(markup), {}, markup) if markup else None
    if inside is None or sum(map(len, inside.paragraphs)) < JSON_OVER_PAGE * shown:
        return None
    return inside


def _inner(inside: Embedded, title: Title, site: str) -> Gathered:
    """Sort the body that JSON gave: markup as that of a page, paragraphs as they are."""
    if not inside.markup:
        return sift(inside.paragraphs, title.key)
    part = scan(inside.markup)
    got = gather(part, Regions(part, None), part.lines, title.key, site)
    return got if got.paragraphs else sift(inside.paragraphs, title.key)


def _headlines(found: Scan, lines: list[Line]) -> int:
    """Count linked headlines on the page that are not in the text."""
    inside = {line.number for line in lines}
    return sum(1 for line in found.lines if line.words >= 5 and 10 * line.linked >= 9 * len(line.text) and line.number not in inside)


def _dated_below(found: Scan, end: int | None) -> Moment | None:
    """Read a date that stands alone right below the text, where nothing above it names one."""
    near = found.lines[end : end + DATED_BELOW] if end is not None else []
    return next(
        (moment for moment in (parse_moment(line.text) for line in near if only_date(line.text) or publishes(line.text)) if moment), None
    )


def _ruled_moment(ruled: rules.Ruled | None) -> Moment | None:
    """Read the date that an outlet's rule found."""
    if ruled is None or not ruled.published:
        return None
    return moments.moment(ruled.published, basis="text") or parse_moment(ruled.published)


def _declared_language(found: Scan) -> str | None:
    """Return the language that the page declares."""
    code = found.language.split("-")[0].split("_")[0].strip().lower()
    return code if 2 <= len(code) <= 3 and code.isalpha() else None


def _credited_behind(found: Scan, end: int | None, sites: tuple[str, ...]) -> list[str]:
    """Return lines right behind the text that are nothing but a credit, in a box of their own: «القاهرة / أ ش أ»."""
    near = found.lines[end : end + CREDIT_REACH] if end is not None else []
    houses = frozenset(map(key_of, sites))
    elsewhere = marks.COMMENT | marks.NAV | marks.SIDE | marks.FOOT | marks.HIDDEN | marks.TAGS
    short = itertools.takewhile(lambda line: not prose(line) and not line.marks & marks.HEADING, near)
    return [
        line.text
        for line in short
        if line.words <= CREDIT_WORDS and not line.linked and not line.marks & elsewhere
        if initialled(line.text) or credits_only(line.text, houses, behind=True)
    ]


def _credits(got: Gathered, authors: tuple[str, ...], declared: list[str], behind: list[str]) -> tuple[Credit, ...]:
    """Return the outlets that «المصدر:» or JSON-LD names, and the lines that may be an agency's signature, as they are written."""
    tail = {line: stated(line, cued=False) for line in got.tail}
    said = (*got.sources, *map(stated, got.head), *tail.values(), *declared)
    sources = [source for source in said if source and not source.startswith(authors)]
    named: dict[str, CreditRole] = dict.fromkeys((" ".join(source.split())[:80] for source in sources), "outlet")
    for line in (*filter(credits_only, got.head), *(line for line, name in tail.items() if not name and not of_other_kind(line)), *behind):
        named.setdefault(" ".join(line.split())[:80].strip(" -–—"), "agency")
    letters = next(filter(None, map(initials_of, (*tail, *behind))), "")
    agency = [Credit(name=letters, as_written=f"({letters})", role="outlet", where="tail")] if letters else []
    return (*agency, *(Credit(name=name, as_written=name, role=role, where="tail") for name, role in named.items() if name))


def _related(found: Scan, lines: list[Line], got: Gathered) -> tuple[Link, ...]:
    """Return the articles that the page lists as related to this one."""
    inside = {line.number for line in lines}
    outside = marks.NAV | marks.SIDE | marks.FOOT | marks.COMMENT | marks.HIDDEN | marks.POPUP | marks.SHARE
    links = [
        Link(words, href)
        for line in found.lines
        if line.marks & marks.RELATED and not line.marks & outside and line.number not in inside
        for words, href in line.links
        if words.count(" ") >= 2 and href
    ]
    kept = dict.fromkeys(links)
    for promo in got.promos:
        kept.pop(promo, None)
    return tuple(kept)[:40]


__all__ = ["EXTRACTOR", "Reason", "extract"]
