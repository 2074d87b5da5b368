"""Views are made once, anew when the archive changes, and there are never too many."""

import threading

import pytest

from rawi.serve.remembered import Remembered


def test_made_once_until_the_archive_changes():
    views, made = Remembered(), []
    for sequence in (1, 1, 2, 2):
        views.get("front", sequence, lambda: made.append(len(made)))
    assert made == [0, 1]


def test_the_one_not_asked_for_goes_first():
    views, made = Remembered(2), []
    for name in ("a", "b", "a", "c", "a", "b"):
        views.get(name, 1, lambda name=name: made.append(name))
    assert made == ["a", "b", "c", "b"]
    assert len(views) == 2


def test_a_view_that_the_archive_has_outrun_is_shown_but_not_kept():
    views = Remembered()
    assert views.get("front", 1, lambda: views.get("other", 2, lambda: "newer") and "older") == "older"
    assert views.get("front", 2, lambda: "newest") == "newest"


def test_a_view_whose_making_fails_is_made_again_and_nobody_waits():
    views = Remembered()
    with pytest.raises(ZeroDivisionError):
        views.get("front", 1, lambda: 1 / 0)
    assert views.get("front", 1, lambda: "made") == "made"
    inside, go = threading.Event(), threading.Event()
    slow = threading.Thread(target=views.get, args=("slow", 1, lambda: (inside.set(), go.wait(5))))
    slow.start()
    assert inside.wait(5)
    assert views.get("fast", 1, lambda: "at once") == "at once"
    go.set()
    slow.join()
