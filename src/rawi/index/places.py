"""Names of countries in a query. Comes in: a name or a code. Goes out: the ISO 3166 code, or None.

>>> country_code("لبنان"), country_code("السعودية"), country_code("lb"), country_code("Saudi Arabia"), country_code("كوكب")
('LB', 'SA', 'LB', 'SA', None)
"""

import functools

from rawi.language.data import load
from rawi.language.tokens import keys


def _key(name: str) -> str:
    """Return the folded words of a name."""
    return " ".join(keys(name))


@functools.cache
def _names() -> dict[str, str]:
    """Read the names of all countries in Arabic, English and French from CLDR, and the short ones of the news from our own list."""
    from babel import Locale  # noqa: PLC0415 - loaded for the query that names a country

    names: dict[str, str] = {}
    for language in ("fr", "en", "ar"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names[_key(name)] = code
                names[_key(code)] = code
    short = {_key(name): code for code, group in load("country_names")["short"].items() for name in group}
    return names | short


def country_code(name: str) -> str | None:
    """Return the ISO code of a country.

    Args:
        name: as a person writes it in Arabic, English or French, or the code itself.
    """
    return _names().get(_key(name))


@functools.cache
def country_name(code: str, language: str = "ar") -> str:
    """Return the name of a country by its ISO code; the code where there is none.

    >>> country_name("LB"), country_name("LB", "en"), country_name("??")
    ('لبنان', 'Lebanon', '??')
    """
    from babel import Locale  # noqa: PLC0415 - loaded for the first country that is named

    return str(Locale.parse(language).territories.get(code, code))


if __name__ == "__main__":
    import sys

    print(country_code(" ".join(sys.argv[1:])))  # noqa: T201 - shows how a name is read
