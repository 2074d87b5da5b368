"""The functions that `import rawi` offers. Comes in: pages, texts, folders. Goes out: records; errors are `rawi.errors`."""

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from rawi.model import Article, Attribution, Facts, Page, Refused

if TYPE_CHECKING:
    from rawi.archive import Archive
    from rawi.language.terms import SearchTerm


def extract(html: str | bytes, *, url: str = "", content_type: str | None = None, fetched_at: str | None = None) -> Article | Refused:
    """Take the article, and nothing but the article, out of a page.

    Args:
        html: the page, as text or as the bytes that were fetched (any encoding).
        url: its address; it helps with dates, the outlet and the identity, and is not fetched.
        content_type: the header that came with the bytes.
        fetched_at: when it was fetched, ISO 8601; relative dates («قبل ساعتين») are counted from it.

    Returns:
        The article, or a `Refused` that says why there is none.
    """
    from rawi import pipeline
    from rawi.outlets.catalogue import load

    catalogue = load()
    body = html.encode("utf-8", "replace") if isinstance(html, str) else html
    kind = "text/html; charset=utf-8" if isinstance(html, str) else content_type
    outlet = catalogue.of_url(url) if url else None
    return pipeline.read(pipeline.Reading(Page(url, body, kind, fetched_at), outlet), catalogue)


def analyse(article: Article | str) -> Facts:
    """Find out what an article says; a plain string will do.

    Example:
        >>> [(date.text, date.value) for date in analyse("وقع الحادث في 4 نوفمبر 2023.").dates]
        [('4 نوفمبر 2023', '2023-11-04')]
    """
    from rawi import pipeline
    from rawi.outlets.catalogue import load

    whole = article if isinstance(article, Article) else Article(id="", url=None, outlet="", title="", text=article)
    return pipeline.analyse(whole, load())


def attributions(text: str, *, outlet: str = "") -> tuple[Attribution, ...]:
    """Find who said what to whom, and through whom, in a text.

    Args:
        text: Arabic prose; spans count its code points.
        outlet: who publishes it, where that is known: nobody cites himself.

    Example:
        >>> [(one.cue.text, one.speaker.text) for one in attributions("قال وزير النقل إن السد آمن.")]
        [('قال', 'وزير النقل')]
    """
    from rawi.attribute.attributions import attributions as found
    from rawi.outlets.catalogue import load

    return found(text, catalogue=load(), publisher=outlet)


def open(folder: str | os.PathLike[str], *, write: bool = True) -> "Archive":  # noqa: A001 - «rawi.open» reads as it should
    """Open an archive, or make a new one in an empty or missing folder; use it in a `with` statement.

    Args:
        folder: the archive folder.
        write: false to read while another process writes.

    Raises:
        ArchiveLockedError: another process writes to it (only with `write`).
        ArchiveFormatError: the folder is no archive, or was made by another version.
    """
    from rawi.archive import Archive
    from rawi.settings import Settings

    return Archive.open(Path(folder), Settings(), write=write)


def parse_date(text: str, *, relative_to: dt.datetime | None = None, country: str | None = None) -> dt.datetime | None:
    """Read a date as Arabic news writes it; None rather than a wrong one.

    Args:
        text: such as «15 شباط 2025», «١٤ صفر ١٤٤٥هـ», «أمس الجمعة», «منذ ساعتين».
        relative_to: when the text was written; without it relative expressions are None.
        country: ISO 3166 code of the outlet's country, where names of months differ.

    Example:
        >>> parse_date("15 شباط 2025", country="LB")
        datetime.datetime(2025, 2, 15, 0, 0)
    """
    from rawi.language import dates

    return dates.parse_date(text, relative_to=relative_to, country=country)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are spellings of one, whatever title or office stands before them.

    Args:
        one: a name as it was written.
        other: another one.

    Example:
        >>> same_name("بلينكن", "بلينكين"), same_name("حسن", "حسين")
        (True, False)
    """
    from rawi.language import names

    return names.same_name(one, other)


def search_terms(text: str) -> "tuple[SearchTerm, ...]":
    """Return what the index sees of each word: the word folded, its lemma key.

    Example:
        >>> [term.lemma for term in search_terms("والوزراء")]
        ['وزير']
    """
    from rawi.language import terms

    return terms.search_terms(text)
