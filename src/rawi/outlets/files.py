"""One outlet's TOML file. Comes in: its text. Goes out: an `Outlet`, or a sentence that says what is wrong with the file."""

import datetime as dt
import tomllib
import zoneinfo
from typing import Any

import msgspec

from rawi.errors import UsageError
from rawi.model import Endpoint, EndpointKind, Outlet, PageRules, Record


class EndpointFile(Record, frozen=True, forbid_unknown_fields=True):
    """An `[[endpoints]]` table."""

    kind: EndpointKind
    url: str


class RulesFile(Record, frozen=True, forbid_unknown_fields=True):
    """A `[[rules]]` table: CSS selectors that hold from a day on, until the next table's."""

    valid_from: dt.date
    body: str | None = None
    drop: tuple[str, ...] = ()
    title: str | None = None
    byline: str | None = None
    published: str | None = None


class OutletFile(Record, frozen=True, forbid_unknown_fields=True):
    """The file: all keys that it may have; those without a value here it must have."""

    slug: str
    name: str
    name_en: str
    country: str
    timezone: str
    homepage: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    language: str = "ar"
    agency: bool = False
    endpoints: tuple[EndpointFile, ...] = ()
    rules: tuple[RulesFile, ...] = ()


def outlet_of(text: str, place: str) -> Outlet:
    """Read a file's text; `place` is its name for messages.

    Raises:
        UsageError: the file is no TOML, or a key is missing, unknown or of the wrong kind.
    """
    try:
        found: dict[str, Any] = tomllib.loads(text)
        read = msgspec.convert(found, OutletFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"The outlet file {place} is wrong: {error}.", about=place) from error
    rules = tuple(
        PageRules(rule.valid_from.isoformat(), rule.body, rule.drop, rule.title, rule.byline, rule.published)
        for rule in sorted(read.rules, key=lambda rule: rule.valid_from)
    )
    return Outlet(
        slug=read.slug,
        name=read.name,
        name_en=read.name_en,
        country=read.country,
        timezone=read.timezone,
        language=read.language,
        homepage=read.homepage,
        aliases=read.aliases,
        domains=read.domains,
        endpoints=tuple(Endpoint(read.slug, endpoint.url, endpoint.kind) for endpoint in read.endpoints),
        agency=read.agency,
        rules=rules,
    )


def faults(outlet: Outlet) -> list[str]:
    """Return what no type can catch: a name that is empty, a zone that does not exist, an address that is not https.

    >>> faults(Outlet("barq", "برق", timezone="Asia/Nowhere", homepage="https://barq.example/", domains=("barq.example",)))
    ['the time zone Asia/Nowhere does not exist']
    """
    found = []
    if not outlet.slug or not outlet.slug.isascii() or outlet.slug != outlet.slug.lower() or not outlet.slug.replace("-", "").isalnum():
        found.append(f"the slug {outlet.slug!r} is not made of small letters, digits and hyphens")
    if any(not name.strip() or name != name.strip() for name in (outlet.name, *outlet.aliases)):
        found.append("a name is empty or has spaces around it")
    if len(outlet.country) not in (0, 2) or outlet.country != outlet.country.upper():
        found.append(f"the country {outlet.country!r} is no code of two capital letters")
    try:
        zoneinfo.ZoneInfo(outlet.timezone or "")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        found.append(f"the time zone {outlet.timezone} does not exist")
    addresses = [outlet.homepage or "", *(endpoint.url for endpoint in outlet.endpoints)]
    found += [f"the address {url!r} is not https" for url in addresses if not url.startswith("https://")]
    found += [f"the domain {name!r} is no host name" for name in outlet.domains if "." not in name or name != name.lower() or "://" in name]
    if not outlet.domains:
        found.append("there is no domain")
    return found
