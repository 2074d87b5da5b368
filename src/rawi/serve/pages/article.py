"""One article's page. Comes in: the archive, a name of the article. Goes out: its parts in the order in which the page shows them."""

from typing import TYPE_CHECKING

from rawi.found import Hit
from rawi.language.tags import tag_key
from rawi.model import Article, KeptPage, Link, Moment, Outlet, Record, Stored, Version
from rawi.relate.tags import shown, spellings
from rawi.serve import foreign, paths
from rawi.serve.pages.also import AlsoView, also
from rawi.serve.pages.chain import ChainsView, chains
from rawi.serve.pages.corrected import CorrectedView, corrections
from rawi.serve.pages.items import Item, When, similar, when
from rawi.serve.pages.marks import Anchors, Paragraph, marked
from rawi.serve.pages.statements import Statement, marks_of, statements
from rawi.serve.pages.tag import distinct

if TYPE_CHECKING:
    from rawi.archive import Archive
    from rawi.authority import Authority

RELATED = 10
# Longer names than any id or address that a store would hold.
NAME_LIMIT = 4096


class Tag(Record, frozen=True):
    """One tag and the page of all articles that carry it; `spellings` are the other forms in which it is written."""

    name: str
    path: str
    spellings: tuple[str, ...] = ()


class Credited(Record, frozen=True):
    """Whom the publisher credits: `role` is a key of our words, `as_written` what stood there when it says more than the name."""

    role: str
    name: str
    as_written: str | None


class Edition(Record, frozen=True):
    """One version of the article; `title` is set where it differs from the version before."""

    seen: Moment
    title: str | None
    first: bool


class Reading(Record, frozen=True):
    """The related article that is read in place: its line and its paragraphs."""

    item: Item
    paragraphs: tuple[str, ...]


class PartOf(Record, frozen=True):
    """The event of which the article tells, where others tell of it too."""

    path: str
    outlets: int


class ArticleView(Record, frozen=True):
    """The page of an article. `original` is the address to link to, `odd_address` one that cannot be linked.

    `own_credit` is how the publisher names itself where it does: that is no source of the article's besides the publisher.
    """

    article: Article
    path: str
    outlet: Outlet
    outlet_path: str
    when: When
    original: str | None
    odd_address: str | None
    kept: str | None
    event: PartOf | None
    chains: ChainsView
    also: AlsoView
    corrected: CorrectedView
    paragraphs: tuple[Paragraph, ...]
    statements: tuple[Statement, ...]
    own_credit: str | None
    credits: tuple[Credited, ...]
    writers: tuple[str, ...]
    tags: tuple[Tag, ...]
    promos: tuple[Link, ...]
    read_also: Reading | None
    related: tuple[Item, ...]
    by_meaning: bool
    editions: tuple[Edition, ...]


def find(archive: "Archive", name: str) -> Stored | None:
    """Find an article by a name out of an address: 16 hex digits or an external id."""
    return archive.article(name) if 0 < len(name) <= NAME_LIMIT and "\0" not in name else None


def article(archive: "Archive", stored: Stored, unnamed: str) -> ArticleView:
    """Gather the page of an article; `unnamed` is what stands beside the words of a source without a name."""
    one = stored.article
    facts, family, anchors = archive.sourced(stored), archive.family(stored.key), Anchors(one.text)
    said = marks_of(facts.attributions)
    drawn, listed = chains(archive, stored, facts, anchors), statements(said, anchors)
    wrong = corrections(archive, stored, anchors)
    original = foreign.web_address(one.url)
    hits = archive.similar(stored.key, limit=RELATED + 1, by_event=True)
    lines = [similar(archive, hit) for hit in hits if hit.article.key != stored.key]
    best = archive.read_also(stored.key, hits)
    publisher = archive.outlet(one.outlet)
    own, others = _credits(one, publisher)
    return ArticleView(
        article=one,
        path=paths.article(stored.key),
        outlet=publisher,
        outlet_path=paths.outlet(one.outlet),
        when=when(stored),
        original=original,
        odd_address=one.url if one.url and not original else None,
        kept=_kept_path(archive, stored),
        event=_event(archive, stored.key),
        chains=drawn,
        also=also(archive, stored, family),
        corrected=wrong,
        paragraphs=marked(one.text, said, anchors, unnamed),
        statements=listed,
        own_credit=own,
        credits=others,
        writers=_writers(one),
        tags=_tags(archive, stored),
        promos=one.promos,
        read_also=_reading(archive, best) if best else None,
        related=tuple(line for line in lines if not best or line.key != best.article.key)[:RELATED],
        by_meaning=archive.by_meaning(stored.key),
        editions=_editions(archive.versions(stored.key)) if stored.versions > 1 else (),
    )


def _reading(archive: "Archive", hit: Hit) -> Reading:
    """Make what is read in place of an answer."""
    shown = similar(archive, hit)
    return Reading(shown, tuple(foreign.paragraphs(hit.article.article.text)))


def kept_page(archive: "Archive", stored: Stored) -> tuple[KeptPage, bytes] | None:
    """Return the kept page of an article: of its latest version, else of the last version that still has one."""
    if stored.page and (found := archive.page(stored.page)):
        return found
    if stored.versions == 1:
        return None
    digests = [version.page for version in reversed(archive.versions(stored.key)) if version.page]
    return next((found for digest in digests if (found := archive.page(digest))), None)


def _event(archive: "Archive", key: int) -> PartOf | None:
    """Return the event in which an article stands with articles of other outlets."""
    found = archive.story_of(key)
    return PartOf(paths.story(found.key), len(found.outlets)) if found and len(found.outlets) > 1 else None


def _kept_path(archive: "Archive", stored: Stored) -> str | None:
    return paths.article(stored.key) + "/page" if kept_page(archive, stored) else None


def _credits(one: Article, publisher: Outlet) -> tuple[str | None, tuple[Credited, ...]]:
    """Tell how the publisher names itself from whom else it credits."""
    own_names = {publisher.slug, publisher.name, publisher.name_en, *publisher.aliases}
    own, others = None, []
    for credit in one.credits:
        written = credit.as_written if " ".join(credit.as_written.split()) != credit.name else None
        if credit.name in own_names:
            own = own or written
        else:
            others.append(Credited(credit.role, credit.name, written))
    return own, tuple(others)


def _tags(archive: "Archive", stored: Stored) -> tuple[Tag, ...]:
    """Return the tags under which the archive has the article, the publisher's before those that are ours; of one thing one tag."""
    one, known = stored.article, archive.authority()
    things: dict[str, str] = {}
    for tag in shown(stored.facts.keywords):
        things.setdefault(known.thing(tag.text), tag.text)
    texts = (one.title, one.text, *one.tags)
    return tuple(Tag(tag, paths.tag(tag), distinct([*spellings(tag, texts), *_others(known, tag)])) for tag in things.values())


def _others(known: "Authority", tag: str) -> list[str]:
    """Return the other spellings under which articles of the archive have a tag."""
    return [form for form in known.tag_forms(tag) if tag_key(form) != tag_key(tag)]


def _writers(one: Article) -> tuple[str, ...]:
    """Return the byline, else the authors, where no credit shows the same words already."""
    shown = {credit.as_written.strip() for credit in one.credits} | {credit.name for credit in one.credits}
    written = (one.byline.strip(),) if one.byline else tuple(name.strip() for name in one.authors)
    return tuple(name for name in written if name and name not in shown)


def _editions(versions: list[Version]) -> tuple[Edition, ...]:
    """Return the publisher's versions, or nothing where there is one: what only another extractor reads differently is no change."""
    own = [version for version in versions if version.extractor == versions[-1].extractor]
    found: list[Edition] = []
    for index, version in enumerate(own):
        changed = index == 0 or version.title != own[index - 1].title
        found.append(Edition(version.first_seen, version.title if changed else None, index == 0))
    return tuple(found) if len(found) > 1 else ()
