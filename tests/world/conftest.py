"""One world for all tests of this folder: an afternoon hour, so that the last day is whole."""

import datetime as dt

import pytest

from rawi.world.serve import World

NOW = dt.datetime(2026, 3, 18, 16, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def world():
    return World(NOW, seed=1, at=NOW)


@pytest.fixture(scope="session")
def by_key(world):
    return {article.key: article for article in world.truth.articles}


@pytest.fixture(scope="session")
def fetch(world):
    """Return the answer to an address of the world, without a socket."""

    def answer(url, when=NOW):
        host, _, rest = url.removeprefix("http://").partition("/")
        return world.library.answer(host, "/" + rest, when)

    return answer
