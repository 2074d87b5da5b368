"""Time that is measured here is that of extraction: what other tests left behind is not looked through meanwhile."""

import gc

import pytest


@pytest.fixture(autouse=True)
def own_garbage_only():
    """Take all that lives before a test out of its garbage collections, each of which takes seconds in the whole suite."""
    gc.freeze()
    yield
    gc.unfreeze()
