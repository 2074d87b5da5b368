"""The way of one article, stage by stage. Comes in: a page or an article. Goes out: an arrival for the archive, or a refusal.

    page ── read ──▶ article ── arrive ───▶ arrival (article, gleaned facts, index terms, profile)
                        └────── analyse ──▶ all facts, when somebody asks

Every stage is a pure function on records, and lets a refusal through unchanged: the command line, the import, the gatherer and a
cluster run the same ones. `catalogue` is who is known: the outlets and agencies by which a credit is recognised.
"""

import traceback

import msgspec

from rawi.attribute.attributions import attributions
from rawi.attribute.chain import chains
from rawi.attribute.credits import credits as credits_of
from rawi.attribute.names import Catalogue
from rawi.attribute.voices import voices
from rawi.errors import Reason
from rawi.extract import EXTRACTOR, extract
from rawi.gather.addresses import canonical
from rawi.identity import article_key, hex_id
from rawi.language.dates import find_dates
from rawi.language.identify import identify
from rawi.language.terms import terms
from rawi.language.tokens import keys
from rawi.model import Arrival, Article, Facts, Moment, Outlet, Page, Record, Refused, Voices
from rawi.moments import instant, moment
from rawi.relate.entities import entities
from rawi.relate.keywords import keywords
from rawi.relate.profile import profile
from rawi.relate.stripping import stripped

IMPORTED = "import"
# So many characters tell a language as well as all of them: no answer differs on 27,628 articles.
ENOUGH = 800


class Reading(Record, frozen=True):
    """A page to be read, with what the catalogue, the feed and other pages of its site know of it; `digest` names the kept page."""

    page: Page
    outlet: Outlet | None = None
    digest: str | None = None
    published: Moment | None = None
    names: tuple[str, ...] = ()


class Imported(Record, frozen=True):
    """An article as a line gave it, before its outlet and address are looked up."""

    article: Article
    external_id: str | None = None
    fetched_at: Moment | None = None
    country: str | None = None


def read(reading: Reading | Refused, catalogue: Catalogue) -> Article | Refused:
    """Take the article out of a page; a date that only the feed has is taken from the feed."""
    if isinstance(reading, Refused):
        return reading
    article = extract(reading.page, outlet=reading.outlet, names=reading.names)
    if isinstance(article, Refused):
        return article
    url = article.url or reading.page.url
    identity = hex_id(article_key(canonical(url) or url))
    article = msgspec.structs.replace(article, id=identity, url=url, published=article.published or reading.published)
    return msgspec.structs.replace(article, credits=credits_of(article, catalogue))


def glean(article: Article, catalogue: Catalogue) -> Facts:
    """Find out of an article what lists, filters and the search for copies need; the archive keeps it beside the text."""
    found = entities(article.text, title=article.title, catalogue=catalogue)
    return Facts(
        id=article.id,
        language=article.language or identify(f"{article.title}\n{article.text[:ENOUGH]}"),
        credits=credits_of(article, catalogue),
        entities=found,
        keywords=keywords(article.title, article.text, tags=article.tags, entities=found),
    )


def analyse(article: Article, catalogue: Catalogue, *, fetched_at: Moment | None = None, country: str | None = None) -> Facts:
    """Find out all that the text says: who said what to whom and through whom, the chains, the dates.

    It takes a few milliseconds and depends on nothing but the text and the catalogue, so it is done when somebody asks, with today's
    code, and not kept. Relative dates are counted from the article's own date, else from when it was fetched.
    """
    facts, anchor = glean(article, catalogue), article.published or fetched_at
    said = attributions(article.text, catalogue=catalogue, publisher=article.outlet)
    return msgspec.structs.replace(
        facts,
        attributions=said,
        chains=chains(article, said, facts.credits, catalogue),
        dates=find_dates(article.text, relative_to=instant(anchor) if anchor else None, country=country or None),
    )


def analyse_imported(line: Imported | Refused, catalogue: Catalogue) -> Facts | Refused:
    """Find out what the text of an article line says."""
    if isinstance(line, Refused):
        return line
    return analyse(line.article, catalogue, fetched_at=line.fetched_at, country=line.country)


def arrive(
    article: Article,
    catalogue: Catalogue,
    *,
    extractor: str = IMPORTED,
    fetched_at: Moment | None = None,
    external_id: str | None = None,
    addresses: tuple[str, ...] = (),
    page: str | None = None,
) -> Arrival:
    """Derive everything that the archive keeps of an article, and who has the word in it, which only the index keeps."""
    facts = glean(article, catalogue)
    words, body = terms(article.title, article.text), stripped(article.text, facts.credits)
    said = attributions(article.text, catalogue=catalogue, publisher=article.outlet)
    address = canonical(article.url) if article.url else None
    known = (canonical(spelling) or spelling for spelling in addresses)
    return Arrival(
        article=msgspec.structs.replace(article, language=article.language or facts.language, credits=facts.credits),
        facts=facts,
        terms=words,
        profile=profile(words, None if body is article.text else " ".join(keys(body))),
        extractor=extractor,
        external_id=external_id,
        fetched_at=fetched_at,
        address=address or article.url,
        addresses=tuple(dict.fromkeys(spelling for spelling in known if spelling != address)),
        page=page,
        voices=voices(article, said, chains(article, said, facts.credits, catalogue), facts.credits, catalogue),
    )


def heard(article: Article, facts: Facts, catalogue: Catalogue) -> Voices:
    """Tell who has the word in an article by its attributions, chains and credits."""
    return voices(article, facts.attributions, facts.chains, facts.credits, catalogue)


def arrive_imported(line: Imported | Refused, catalogue: Catalogue) -> Arrival | Refused:
    """Take an article line all the way."""
    if isinstance(line, Refused):
        return line
    return arrive(line.article, catalogue, fetched_at=line.fetched_at, external_id=line.external_id)


def arrive_read(reading: Reading | Refused, catalogue: Catalogue) -> Arrival | Refused:
    """Read a page and take its article all the way: the stage that runs in a worker process."""
    if isinstance(reading, Refused):
        return reading
    article = read(reading, catalogue)
    if isinstance(article, Refused):
        return article
    page = reading.page
    return arrive(
        article,
        catalogue,
        extractor=EXTRACTOR,
        fetched_at=moment(page.fetched_at, basis="fetched") if page.fetched_at else None,
        addresses=(page.url, *page.redirects),
        page=reading.digest,
    )


def arrive_any(item: Imported | Reading | Refused, catalogue: Catalogue) -> Arrival | Refused:
    """Take whatever an import or a gathering brings all the way: the stage that engines run.

    An error of ours on one item is a refusal that names it and where it happened, so that the others go on.
    """
    try:
        return arrive_read(item, catalogue) if isinstance(item, Reading) else arrive_imported(item, catalogue)
    except Exception as error:  # noqa: BLE001 - see above
        *_, last = traceback.extract_tb(error.__traceback__)
        about = item.page.url if isinstance(item, Reading) else getattr(getattr(item, "article", None), "url", None) or "an article"
        detail = f"{about}: an error of rawi's own, please report it: {type(error).__name__}: {error} ({last.name}, line {last.lineno})"
        return Refused("pipeline", Reason.FAULT, detail)
