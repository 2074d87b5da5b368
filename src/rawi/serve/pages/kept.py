"""The kept page of an article. Comes in: a stored article, its kept bytes. Goes out: what our bar above the inert copy says."""

from rawi.model import KeptPage, Moment, Record, Stored
from rawi.moments import moment
from rawi.serve import paths


class KeptView(Record, frozen=True):
    """When and from where the page was fetched, and where its inert copy is."""

    title: str
    article_path: str
    raw_path: str
    url: str
    digest: str
    size: int
    fetched: Moment | None


def kept(stored: Stored, page: KeptPage) -> KeptView:
    """Gather the page «as we fetched it»."""
    path = paths.article(stored.key)
    return KeptView(
        title=stored.article.title.strip(),
        article_path=path,
        raw_path=f"{path}/page/raw",
        url=page.url,
        digest=page.digest,
        size=page.size,
        fetched=moment(page.fetched_at, basis="fetched") if page.fetched_at else None,
    )
