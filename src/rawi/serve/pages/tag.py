"""The page of a tag. Comes in: the archive, a tag as written. Goes out: the articles that carry it in any spelling."""

from typing import TYPE_CHECKING

from rawi.model import Record
from rawi.serve import paths
from rawi.serve.pages.items import Listing, listing

if TYPE_CHECKING:
    from rawi.archive import Archive


class TagView(Record, frozen=True):
    """The page of a tag."""

    name: str
    path: str
    listing: Listing


def tag(archive: "Archive", name: str, before: str | None) -> TagView | None:
    """Gather the page of a tag, or None where no article carries it."""
    found = listing(archive, before, tag=name)
    return TagView(name, paths.tag(name), found) if found.items or not found.first_page else None
