"""Who publishes, as far as rawi knows. Comes in: names, aliases, domains and addresses. Goes out: the outlet they mean, or None.

>>> load().resolve("وكالة الأنباء السعودية").name
'واس'
"""

import functools
import importlib.resources
import re
import sys
from collections.abc import Iterable
from importlib.resources.abc import Traversable

from rawi.errors import UsageError
from rawi.gather.addresses import host
from rawi.language.data import load as lexicon
from rawi.language.orthography import fold
from rawi.model import Outlet
from rawi.outlets.files import outlet_of

BETWEEN = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """Return the key of an outlet's name: folded, and with one space for whatever stands between its words.

    >>> name_key("(أ.ف.ب)")
    'ا ف ب'
    """
    return BETWEEN.sub(" ", fold(name)).strip()


@functools.cache
def _kinds() -> tuple[str, ...]:
    """Words that may stand before a name, longest first."""
    return tuple(sorted((name_key(kind) + " " for kind in lexicon("outlet_phrases")["kinds"]), key=len, reverse=True))


class Catalogue:
    """Outlets by slug, name and address. It never guesses: a name that two outlets share means neither."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        """Take the outlets.

        Raises:
            UsageError: two outlets have one slug.
        """
        self.outlets = tuple(outlets)
        self._slugs = {outlet.slug: outlet for outlet in self.outlets}
        if len(self._slugs) != len(self.outlets):
            twice = sorted({one.slug for one in self.outlets if sum(one.slug == other.slug for other in self.outlets) > 1})
            raise UsageError(f"Two outlets have the slug {twice[0]}.", about=twice[0])
        self._names: dict[str, set[str]] = {}
        self._domains: dict[str, list[tuple[str, Outlet]]] = {}
        for outlet in self.outlets:
            for name in (outlet.slug, outlet.name, outlet.name_en, *outlet.aliases):
                self._names.setdefault(name_key(name), set()).add(outlet.slug)
            for domain in outlet.domains:
                name, _, path = domain.partition("/")
                self._domains.setdefault(name, []).append((path, outlet))
        self._names.pop("", None)

    def by_slug(self, slug: str) -> Outlet | None:
        """Return the outlet of a slug."""
        return self._slugs.get(slug)

    def resolve(self, name: str) -> Outlet | None:
        """Return the outlet that a slug, a name in any known spelling, or a domain means; None if none does or several do.

        «وكالة», «صحيفة» and the like before a name do not matter.
        """
        if outlet := self._slugs.get(name):
            return outlet
        key = name_key(name)
        found = self._names.get(key)
        if found is None:
            kind = next((kind for kind in _kinds() if key.startswith(kind)), None)
            found = self._names.get(key[len(kind) :]) if kind else None
        if found:
            return self._slugs[next(iter(found))] if len(found) == 1 else None
        return self._of_domain(name.strip().lower()) if "." in name and " " not in name.strip() else None

    def of_url(self, url: str) -> Outlet | None:
        """Return the outlet whose site an address is on: by the longest of its host's parents, and by path where a domain has one.

        >>> load().of_url("https://www.okaz.com.sa/news/local/1").slug
        'okaz'
        """
        name = host(url)
        if name is None:
            return None
        path = url.partition("://")[2].partition("/")[2].lower()
        while "." in name:
            for prefix, outlet in self._domains.get(name, ()):
                if not prefix or path == prefix or path.startswith((prefix + "/", prefix + "?")):
                    return outlet
            name = name.partition(".")[2]
        return None

    def _of_domain(self, text: str) -> Outlet | None:
        """Return the outlet of a bare domain; of one on which only a path belongs to an outlet, that outlet if it is alone there."""
        if outlet := self.of_url(f"https://{text.removeprefix('https://').removeprefix('http://')}"):
            return outlet
        there = self._domains.get(text.partition("/")[0].removeprefix("www."), ())
        return there[0][1] if len(there) == 1 else None


def read_folder(folder: Traversable) -> list[Outlet]:
    """Read every TOML file in the folders of a folder, in the order of their names.

    Raises:
        UsageError: a file is wrong; the sentence says which and how.
    """
    countries = sorted((place for place in folder.iterdir() if place.is_dir()), key=lambda place: place.name)
    files = ((country, file) for country in countries for file in sorted(country.iterdir(), key=lambda file: file.name))
    return [outlet_of(_text(file), f"{country.name}/{file.name}") for country, file in files if file.name.endswith(".toml")]


def _text(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The outlet file {file.name} cannot be read: {error}.", about=file.name) from error


@functools.cache
def load() -> Catalogue:
    """Return the catalogue that rawi ships with, read once."""
    return Catalogue(read_folder(importlib.resources.files("rawi.outlets")))


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        print(load().resolve(asked) or load().of_url(asked))  # noqa: T201 - the module can be run to show itself
