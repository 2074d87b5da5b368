"""The world as it is written down. Comes in: TOML files of this package. Goes out: sites and stories, checked."""

import functools
import importlib.resources
from typing import TypeVar

import msgspec

from rawi.model import Record
from rawi.world.records import Site, StoryFile

T = TypeVar("T")


class Country(Record, frozen=True, forbid_unknown_fields=True):
    """An invented country under a code that ISO 3166 leaves to its users."""

    code: str
    name: str
    name_en: str


class Countries(Record, frozen=True, forbid_unknown_fields=True):
    """The file that lists them."""

    country: tuple[Country, ...]


def _read(folder: str, shape: type[T]) -> tuple[T, ...]:
    """Decode every TOML file of a folder in the order of their names; an error names the file."""
    found = []
    for file in sorted(importlib.resources.files("rawi.world").joinpath(folder).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            try:
                found.append(msgspec.toml.decode(file.read_bytes(), type=shape))
            except msgspec.MsgspecError as error:
                raise ValueError(f"{folder}/{file.name}: {error}") from error
    return tuple(found)


@functools.cache
def sites() -> tuple[Site, ...]:
    """Return the outlets in the order of their files."""
    return _read("outlets", Site)


@functools.cache
def stories() -> tuple[StoryFile, ...]:
    """Return the stories in the order of their files; an article's id is unique among all of them."""
    found = _read("stories", StoryFile)
    ids = [item.id for story in found for item in story.article]
    twice = {name for name in ids if ids.count(name) > 1}
    if twice:
        raise ValueError(f"article ids that occur twice: {sorted(twice)}")
    return found


@functools.cache
def countries() -> dict[str, tuple[str, str]]:
    """Return each invented country's code with its Arabic and its English name."""
    body = importlib.resources.files("rawi.world").joinpath("countries.toml").read_bytes()
    return {one.code: (one.name, one.name_en) for one in msgspec.toml.decode(body, type=Countries).country}
