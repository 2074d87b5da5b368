r"""An article's page in schema.org's words. Comes in: a stored article, its facts, its outlet. Goes out: JSON-LD to stand in the page.

Only what is stated is said: what the article is based on is what its text or byline names, a date is as exact as the publisher gave it,
and whether any of it is true is nobody's claim here (there is no ClaimReview). Data blocks are not executed, so the page's policy
that no script runs stays as it is.

>>> str(embedded({"headline": "</script><!--"}))
'{"headline":"\\u003c/script\\u003e\\u003c!--"}'
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from markupsafe import Markup

from rawi.language.tokens import keys
from rawi.model import Article, Facts, Hop, Outlet, Stored
from rawi.relate.tags import shown
from rawi.serve import foreign

# What would end the block, open a comment or a nested one, or end a line of JavaScript, written as JSON escapes.
ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
KINDS = {"opinion": "OpinionNewsArticle"}
PUBLISHERS = frozenset({"outlet", "agency"})
# A source that is a work or speaks by one; who is quoted as a person is no citation of a work.
WORKS = frozenset({"document", "social_account", "organisation"})


def article_jsonld(stored: Stored, facts: Facts, outlet: Outlet, url: str, *, address_of: Callable[[str], str | None]) -> Markup:
    """Return the JSON-LD of an article's page, safe inside `<script type="application/ld+json">`.

    Args:
        stored: the article.
        facts: what it says, with hops linked to the articles that they are (`Archive.sourced`).
        outlet: who publishes it.
        url: the page's own address.
        address_of: the publisher's address of an archived article, by the name in `Hop.article`.
    """
    one = stored.article
    original = foreign.web_address(one.url)
    hops = list(_stated(facts))
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": KINDS.get(one.kind, "NewsArticle"),
        "headline": foreign.one_line(one.title) or None,
        "url": original,
        "mainEntityOfPage": url,
        "inLanguage": one.language,
        "datePublished": one.published.value if one.published else None,
        "dateModified": one.updated.value if one.updated else None,
        "articleSection": foreign.one_line(one.section) if one.section else None,
        "keywords": [foreign.one_line(tag.text) for tag in shown(stored.facts.keywords)],
        "author": [{"@type": "Person", "name": foreign.one_line(name)} for name in one.authors],
        "publisher": _named("NewsMediaOrganization", outlet.name, outlet.homepage),
        "isPartOf": _named("WebSite", outlet.name, outlet.homepage),
        "creditText": _credit_text(one),
        "isBasedOn": _distinct([_work(hop, address_of) for hop in hops if hop.kind in PUBLISHERS]),
        "citation": _distinct([{"@type": "CreativeWork", "name": foreign.one_line(hop.name or "")} for hop in hops if hop.kind in WORKS]),
    }
    return embedded({name: value for name, value in made.items() if value not in (None, [], "")})


def embedded(value: dict[str, Any]) -> Markup:
    """Return a value as JSON that nothing in it can break out of."""
    text = msgspec.json.encode(_cleaned(value)).decode()
    return Markup(text.translate(ESCAPES))  # noqa: S704 - no mark of HTML is left in it


def _stated(facts: Facts) -> Iterator[Hop]:
    """Yield the hops before the publisher that are stated, of the chains that are more than possible."""
    for chain in facts.chains:
        if chain.confidence != "possible":
            yield from (hop for hop in chain.hops[:-1] if hop.basis == "stated" and hop.name)


def _work(hop: Hop, address_of: Callable[[str], str | None]) -> dict[str, Any]:
    """Describe what an outlet or agency gave, with its address where the archive knows it."""
    name = foreign.one_line(hop.name or "")
    address = foreign.web_address(address_of(hop.article)) if hop.article else None
    return {
        "@type": "NewsArticle" if hop.article else "CreativeWork",
        **({"url": address} if address else {}),
        "publisher": {"@type": "NewsMediaOrganization", "name": name},
    }


def _named(kind: str, name: str, homepage: str | None) -> dict[str, str]:
    address = foreign.web_address(homepage)
    return {"@type": kind, "name": foreign.one_line(name), **({"url": address} if address else {})}


def _credit_text(one: Article) -> str | None:
    """Return the credit as its publisher wrote it: the byline, else the words of each credit."""
    written = one.byline or " - ".join(dict.fromkeys(credit.as_written for credit in one.credits))
    return foreign.one_line(written) or None


def _distinct(works: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return works without repetitions; of two items of one publisher, the one whose address is known."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for work in works:
        name = tuple(keys(work["publisher"]["name"] if "publisher" in work else work["name"]))
        if name not in found or "url" in work:
            found[name] = work
    return list(found.values())


def _cleaned(value: Any) -> Any:
    """Return a value whose strings hold nothing that UTF-8 or HTML cannot carry."""
    if isinstance(value, str):
        return foreign.clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(part) for name, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list) else value
