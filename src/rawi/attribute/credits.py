"""Whom an article credits. Comes in: an `Article` and the catalogue. Goes out: its credits, the surest first.

Bylines, then datelines, closing lines, and brackets behind a paragraph. The publisher's own name is the carrier and no source: its
role is staff, or agency where the publisher is one. Everyday words that are also names count only where nothing else can stand.
"""

import re

import msgspec

from rawi.attribute.bylines import byline_credits
from rawi.attribute.closings import body_credits, is_initials, is_sign, line_credits, tail_credits
from rawi.attribute.datelines import dateline_credits
from rawi.attribute.names import Catalogue, House, Names, house_of, names_of
from rawi.model import Article, Credit

# «ك ن أ»
LETTERS = re.compile(r"^[^\W\d_](?:[ .]{1,2}[^\W\d_]){1,4}$")


def credits(article: Article, catalogue: Catalogue) -> tuple[Credit, ...]:  # noqa: A001 - the name of the field that it fills
    r"""Return whom an article credits: agencies, outlets, «وكالات», and its own house.

    Pure. Credits that the article has already (closing lines that the page showed outside the text) are kept, with names and
    roles looked up. Asking again with the answer in the article changes nothing.

    Args:
        article: the article; its byline, the two ends of its text and its brackets are looked at.
        catalogue: who exists; `rawi.outlets.catalogue.load()`.

    Returns:
        Each name once. A credit in the text has a span, one in the byline or outside the text has none.

    Example:
        >>> from rawi.outlets.catalogue import load
        >>> article = Article(id="1", url=None, outlet="برق", title="", byline="المرسى - أ.ف.ب", text="أعلنت البلدية …\n(رويترز، وكالات)")
        >>> [(credit.name, credit.role, credit.where) for credit in credits(article, load())]
        [('أ ف ب', 'agency', 'byline'), ('رويترز', 'agency', 'tail'), ('وكالات', 'compiled', 'tail')]
    """
    names, house = names_of(catalogue), house_of(article, catalogue)
    found = byline_credits(article.byline or "", names, house)
    found += dateline_credits(article.text, names, house)
    found += tail_credits(article.text, names, house, catalogue)
    given = [(one, _given(one, names, house, catalogue)) for one in article.credits]
    found += [credit for _, found_there in given for credit in found_there]
    found += body_credits(article.text, names, house)
    # Names behind «المصدر:», and those with which a page signs the head of its text.
    named = [credit.name for one, found_there in given if one.role == "outlet" for credit in found_there]
    return _once(_signed(found, house, named))


def _given(given: Credit, names: Names, house: House, catalogue: Catalogue) -> list[Credit]:
    """Return what a credit that came with the article says; a closing line may hold several names, or only editors' initials.

    Role outlet: words behind «المصدر:», which name somebody even where the catalogue does not know whom. Role agency: a
    signature, which counts only where it is known.
    """
    if given.where != "tail" or given.span is not None or given.role not in ("outlet", "agency"):
        return [given]
    found = line_credits(given.as_written, names, house, catalogue)
    if not found and given.as_written == f"({given.name})" and LETTERS.match(given.name):
        # Initials in brackets behind those of editors are an agency's, whether or not anybody knows it.
        return [msgspec.structs.replace(given, role="agency")]
    if given.role == "agency":
        return [credit for credit in found if credit.role != "outlet" or catalogue.resolve(credit.name)]
    return found if found or is_initials(given.as_written) else [given]


def _signed(found: list[Credit], house: House, named: list[str]) -> list[Credit]:
    """Leave out the agency that a sign behind the last line is known for, where the page says that another house wrote the text.

    «// انتهى //» and «(النهاية)» are the habit of one agency each, and others have taken them over: an agency that publishes, and one that
    dateline, byline or «المصدر:» name, are believed before a habit.
    """
    signs = [credit for credit in found if is_sign(credit.as_written)]
    if not signs:
        return found
    rest = [credit for credit in found if credit not in signs]
    if house.agency and all(credit.name != house.name for credit in signs):
        return [*rest, *(msgspec.structs.replace(sign, name=house.name) for sign in signs)]
    stated = any(
        credit.role == "staff" or (credit.role in ("agency", "outlet") and (credit.where in ("byline", "dateline") or credit.name in named))
        for credit in rest
        if all(credit.name != sign.name for sign in signs)
    )
    return rest if stated else found


def _once(found: list[Credit]) -> tuple[Credit, ...]:
    """Keep each name once, where it was found first."""
    kept: dict[str, Credit] = {}
    for credit in found:
        kept.setdefault(credit.name, credit)
    return tuple(kept.values())
