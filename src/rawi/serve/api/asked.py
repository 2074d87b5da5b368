"""What a request to the API asks for. Comes in: its query. Goes out: numbers, texts, places in lists, or a refusal in one sentence."""

from collections.abc import Mapping

from rawi.serve.paths import read_cursor
from rawi.store.contract import Cursor

# A name or a query is at most so long.
LONGEST = 500
TRUE, FALSE = frozenset({"1", "true", "yes"}), frozenset({"", "0", "false", "no"})


class BadRequestError(Exception):
    """A parameter that cannot be meant; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def number(query: Mapping[str, str], name: str, default: int, most: int, *, least: int = 0) -> int:
    """Return a whole number.

    Raises:
        BadRequestError: it is none, or not from `least` to `most`.
    """
    text = query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and least <= int(text) <= most):
        raise BadRequestError(name)
    return int(text)


def flag(query: Mapping[str, str], name: str) -> bool:
    """Return whether something was asked for.

    Raises:
        BadRequestError: the value is neither yes nor no.
    """
    text = query.get(name, "").lower()
    if text in TRUE:
        return True
    if text not in FALSE:
        raise BadRequestError(name)
    return False


def text(query: Mapping[str, str], name: str, most: int = LONGEST) -> str | None:
    """Return a text, None where it is not given.

    Raises:
        BadRequestError: it is too long, or has a character that no text has.
    """
    given = query.get(name)
    if given is not None and (len(given) > most or "\0" in given):
        raise BadRequestError(name)
    return given or None


def place(query: Mapping[str, str], name: str = "before") -> Cursor | None:
    """Return a place in a list, None for its top.

    Raises:
        BadRequestError: it is none that `next` ever gave.
    """
    given = query.get(name)
    found = read_cursor(given)
    if given and found is None:
        raise BadRequestError(name)
    return found
