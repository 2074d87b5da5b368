"""What may be suggested, and by what beginning it is found."""

import pytest

from rawi.index.hints import hint, hints, read, start


def shown(title, tags=(), speakers=()):
    return {read(one)[1:] for one in hints(title, tags, speakers)}


def test_words_and_pairs_of_a_title_are_hints_without_what_is_joined_to_them():
    found = shown("والحكومة تعلن في 2024 مشروع السد")
    assert {("word", "الحكومة"), ("word", "مشروع"), ("phrase", "مشروع السد"), ("phrase", "الحكومة تعلن")} <= found
    assert not {("word", "في"), ("word", "2024"), ("word", "والحكومة"), ("phrase", "تعلن مشروع")} & found


def test_a_pair_does_not_run_over_a_mark():
    assert ("phrase", "السد المحطة") not in shown("السد: المحطة")


def test_tags_and_speakers_are_hints_as_they_are_written():
    assert {("tag", "سد السدرة"), ("speaker", "سامي الحلبي")} <= shown("", ["سد  السدرة"], ["سامي الحلبي"])


@pytest.mark.parametrize("text", ["", "…", "\t", "كلمة " * 50])
def test_what_has_no_letters_or_is_no_line_is_no_hint(text):
    assert hint("tag", text) == ""
    assert hints(text, [text], [text]) == hints(text, (), ())


@pytest.mark.parametrize(("typed", "begins"), [("الحك", "حك"), ("والحك", "حك"), ("حك", "حك"), ("ال", "ال"), ("أُمّ", "ام"), ("", "")])
def test_the_beginning_is_folded_and_has_no_article(typed, begins):
    assert start(typed) == begins
