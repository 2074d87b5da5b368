"""The implementations that pass the contract suites. A further Store is one more line in STORES."""

import pytest

from contract.making import Clock
from rawi.store.sqlite import SqliteStore

STORES = [
    pytest.param(SqliteStore, id="sqlite"),
]


class Opener:
    """Opens one archive as often as a test likes, and closes all at its end."""

    def __init__(self, make, folder):
        self.make, self.folder, self.clock, self.opened = make, folder, Clock(), []

    def __call__(self, *, write=True, **settings):
        store = self.make(self.folder, write=write, **{"page_cap_bytes": 1 << 20, "page_days": 30, "clock": self.clock, **settings})
        self.opened.append(store)
        return store


@pytest.fixture(params=STORES)
def archive(request, tmp_path):
    opener = Opener(request.param, tmp_path / "archive")
    yield opener
    for store in opener.opened:
        store.close()


@pytest.fixture
def store(archive):
    return archive()
