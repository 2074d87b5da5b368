"""The page of a tag. Comes in: the archive, a tag as written. Goes out: the articles that carry it in any spelling."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rawi.model import Record
from rawi.serve import paths
from rawi.serve.pages.items import Listing, listing

if TYPE_CHECKING:
    from rawi.archive import Archive


class TagView(Record, frozen=True):
    """The page of a tag: one under all its spellings, the most frequent one as its name and the others in `spellings`."""

    name: str
    path: str
    listing: Listing
    spellings: tuple[str, ...] = ()


def tag(archive: "Archive", name: str, before: str | None) -> TagView | None:
    """Gather the page of a tag, or None where no article carries it."""
    found = listing(archive, before, tag=name)
    if not found.items and found.first_page:
        return None
    forms = distinct(archive.authority().tag_forms(name))
    shown = forms[0] if forms else name
    return TagView(shown, paths.tag(shown), found, forms[1:])


def distinct(forms: Iterable[str]) -> tuple[str, ...]:
    """Return spellings that a reader can tell apart: a hashtag and its words are one."""
    return tuple({" ".join(form.replace("#", " ").replace("_", " ").split()): form for form in reversed(list(forms))}.values())[::-1]
