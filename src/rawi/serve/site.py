"""What one request is answered with. Comes in: the archive, settings, a request. Goes out: `Site` and `Asked`, shared by all pages."""

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from starlette.requests import Request

from rawi.serve import paths
from rawi.serve.assets import Assets
from rawi.serve.remembered import Remembered
from rawi.serve.words import LANGUAGES, Language, Words
from rawi.settings import Settings

if TYPE_CHECKING:
    from rawi.archive import Archive


class Live(Protocol):
    """What the pages ask of the gathering that runs in the same process: its tally so far."""

    @property
    def reached(self) -> int:
        """How many outlets answered."""

    @property
    def unreachable(self) -> Sequence[str]:
        """The slugs of the outlets that could not be reached."""


@dataclass(frozen=True)
class Site:
    """All that lasts from one request to the next."""

    archive: "Archive"
    settings: Settings
    live: Live | None
    now: Callable[[], dt.datetime]
    assets: Assets
    changes: "Changes"
    views: Remembered

    def words(self, language: Language) -> Words:
        """Return the words of a language with the settings of this host."""
        one = self.settings
        return Words(language, digits=one.digits, months=one.months, timezone=one.timezone)


class Changes:
    """Tells when the archive last changed, for Last-Modified: the moment at which a request first met its change sequence."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sequence: int | None = None
        self._at = 0

    def at(self, sequence: int, now: dt.datetime) -> int:
        """Return seconds since 1970; two sequences never share one, as HTTP dates know no fractions."""
        with self._lock:
            if sequence != self._sequence:
                self._sequence = sequence
                self._at = max(int(now.timestamp()), self._at + 1)
            return self._at


@dataclass(frozen=True)
class Asked:
    """One request: its language, our words in it, the time."""

    request: Request
    words: Words
    now: dt.datetime
    language_in_address: bool

    def to(self, path: str, **query: str | int | None) -> str:
        """Return one of our addresses, in the language that this one was asked for by address."""
        language = self.words.language if self.language_in_address else None
        return paths.with_query(path, **query, lang=language)

    def here(self, language: Language) -> str:
        """Return this address in another language."""
        kept = [(name, value) for name, value in self.request.query_params.multi_items() if name != "lang"]
        return paths.with_query(self.request.url.path, **dict(kept), lang=language)

    def absolute(self, path: str) -> str:
        """Return an address of ours with scheme and host, for feeds."""
        return f"{self.request.url.scheme}://{self.request.url.netloc}{self.to(path)}"


def ask(site: Site, request: Request) -> Asked:
    """Read what a request asks for."""
    named = request.query_params.get("lang")
    language: Language = named if named in LANGUAGES else accepted(request.headers.get("accept-language", ""), site.settings.language)
    return Asked(request=request, words=site.words(language), now=site.now(), language_in_address=named in LANGUAGES)


def accepted(header: str, default: Language) -> Language:
    """Choose a language by Accept-Language: Arabic wherever it is accepted at all, English where only that is, else the default.

    Many readers of Arabic have a browser that puts English first; a reader who knows no Arabic does not list it.
    """
    listed = set()
    for part in header[:1000].lower().split(","):
        tag, _, weight = part.strip().partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            listed.add(tag.split("-")[0].strip())
    return next((language for language in LANGUAGES if language in listed), default)
