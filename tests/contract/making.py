"""Arrivals and clocks for tests of stores. Comes in: what a test cares about. Goes out: whole records about invented outlets."""

import datetime as dt

from rawi.model import Arrival, Article, Facts, Fingerprint, Keyword, Moment, Profile, Terms
from rawi.moments import moment

NOW = dt.datetime(2025, 3, 10, 12, 0, tzinfo=dt.UTC)
NO_TERMS = Terms(title="", text="", title_lemmas="", text_lemmas="")


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self, now=NOW):
        self.now = now

    def __call__(self):
        return self.now

    def move(self, **by):
        self.now += dt.timedelta(**by)


def at(value, basis="fetched") -> Moment | None:
    """A moment, or None for None."""
    return None if value is None else moment(value, basis=basis)


def address(number, outlet="manara") -> str:
    return f"https://{outlet}.example/news/{number}"


def article(number=1, *, text="نص الخبر كما كتبه الموقع.", title=None, outlet="manara", url="", published=None, **more) -> Article:
    url = address(number, outlet) if url == "" else url
    title = f"الخبر رقم {number}" if title is None else title
    return Article(id="", url=url, outlet=outlet, title=title, text=text, published=at(published, "meta"), language="ar", **more)


def arrival(number=1, *, external_id=None, fetched_at=None, addresses=(), page=None, extractor="page/1", **of_article) -> Arrival:
    """An arrival whose derived parts tell its text, so that a test sees which version they belong to."""
    made = article(number, **of_article)
    return Arrival(
        article=made,
        facts=Facts(id="", language="ar", keywords=(Keyword(text=made.text, score=1.0),)),
        terms=NO_TERMS,
        profile=Profile(fingerprint=Fingerprint(hashes=made.text.encode(errors="replace"), shingles=1), lemmas=b"1"),
        extractor=extractor,
        external_id=external_id,
        fetched_at=at(fetched_at),
        addresses=addresses,
        page=page,
    )


def contents(store) -> dict:
    """All that a store answers, for comparing two stores or one before and after."""
    stored = store.in_order(limit=100_000)
    keys = [item.key for item in stored]
    return {
        "stored": stored,
        "newest": [item.key for item in store.newest(100_000)],
        "profiles": store.profiles(keys),
        "versions": {key: store.versions(key) for key in keys},
        "observations": {key: store.observations(key) for key in keys},
        "changes": store.changes(0, 100_000),
        "outlets": store.outlets(),
        "status": store.status(),
        "refusals": store.refusals(),
        "resolved": {name: store.resolve(name) for item in stored for name in (item.id, item.article.url) if name},
    }
