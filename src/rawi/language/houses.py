"""How a house signs in short. Comes in: the key of its name. Goes out: the keys under which it stands in its own datelines and bylines.

«وكالة الرافد للأنباء» signs «الرافد», «راية القدس» signs «راية», «مرآة الشمال» signs «الشمال». A short name is one only in the
place of a name: behind a place and a dash, never in a sentence.
"""

import functools

from rawi.language.data import load
from rawi.language.orthography import fold
from rawi.language.tokens import keys

# A shorter word is no name.
SHORTEST = 3
# «راية القدس», «الأفق العربي»: of names of so many words one word may stand for the whole.
SEVERAL = 2


@functools.cache
def _listed(column: str) -> frozenset[str]:
    """Return a list of words around the names of houses, folded."""
    return frozenset(fold(word) for word in load("credits")["house"][column])


@functools.cache
def places() -> frozenset[str]:
    """Return the keys of the places that stand beside names in bylines."""
    return frozenset(" ".join(keys(word)) for word in load("bylines")["places"]["words"])


def bare(key: str) -> str:
    """Return a name without what only says of what kind the house is.

    Example:
        >>> bare("وكاله الرافد للانباء"), bare("نسيم اف ام"), bare("صحيفه")
        ('الرافد', 'نسيم', 'صحيفه')
    """
    words = key.split()
    for size in (2, 1):
        if len(words) > size and " ".join(words[:size]) in _listed("before"):
            words = words[size:]
    for size in (2, 1):
        if len(words) > size and " ".join(words[-size:]) in _listed("behind"):
            words = words[:-size]
    return " ".join(words)


@functools.lru_cache(maxsize=1024)
def shorts(key: str) -> frozenset[str]:
    """Return the keys by which a house may sign, its whole name among them; none for an address.

    Example:
        >>> sorted(shorts("مراه الشمال")), sorted(shorts("رايه القدس")), sorted(shorts("بوابه اليوم"))
        (['الشمال', 'مراه الشمال'], ['رايه', 'رايه القدس'], ['بوابه اليوم'])
    """
    if not key or "." in key or key.isascii():
        return frozenset()
    name = bare(key)
    found = {key, name}
    words = name.split()
    if len(words) == SEVERAL:
        first, last = words
        if last in places():
            found.add(first)
        elif last.startswith("ال"):
            found.add(first if first.startswith("ال") else last)
    nothing = _listed("common") | _listed("before") | places()
    return frozenset(one for one in found if one == key or (len(one) >= SHORTEST and one not in nothing))


def shorts_of(keys: frozenset[str]) -> frozenset[str]:
    """Return the keys by which any of several houses may sign."""
    return frozenset().union(*map(shorts, keys))
