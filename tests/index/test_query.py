"""The query language: what is read, what is noted, and that no text of any kind makes it fail."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.index.query import MOST_WORDS, Query, Words, narrowed, parse, tag_key

NOW = dt.datetime(2025, 3, 10, 12, tzinfo=dt.UTC)
PIECES = [
    "هدنة",
    "غزة",
    "truce",
    '"',
    "«",
    "»",
    "“",
    "”",
    "-",
    "OR",
    "أو",
    ":",
    "outlet:",
    "موقع:",
    "title:",
    "بعد:",
    "2024",
    "before:",
    "وسم:",
]
PIECES += [
    "قال:",
    "country:",
    " ",
    "  ",
    "\n",
    "\x00",
    "\u200f",
    "ـ",
    "(",
    ")",
    "'",
    "،",
    "\ud800",
    "💥",
    "-outlet:",
    "after:2024-06",
    "1e999",
]


def word(key, **more):
    return Words(keys=(key,), **more)


def seconds(*when):
    return int(dt.datetime(*when, tzinfo=dt.UTC).timestamp())


def test_words_are_all_wanted():
    assert parse("هدنة إنسانية") == Query(groups=((word("هدنه"),), (word("انسانيه"),)))
    assert parse("هدنة هدنة").groups == ((word("هدنه"),),)


@pytest.mark.parametrize("quoted", ['"هدنة إنسانية"', "«هدنة إنسانية»", "“هدنة إنسانية”"])
def test_phrases(quoted):
    assert parse(quoted) == Query(groups=((Words(keys=("هدنه", "انسانيه"), phrase=True),),))


def test_exclusions():
    assert parse('غزة -رياضة -"كأس العالم" -covid-19') == Query(
        groups=((word("غزه"),),),
        without=(word("رياضه"), Words(keys=("كاس", "العالم"), phrase=True), Words(keys=("covid", "19"), phrase=True)),
    )
    assert parse("-رياضة").notes == ("only_exclusions",)
    assert parse("غزة - لبنان") == parse("غزة لبنان")


@pytest.mark.parametrize("operator", ["OR", "أو"])
def test_one_of_several(operator):
    assert parse(f"هدنة {operator} تهدئة غزة") == Query(groups=((word("هدنه"), word("تهديه")), (word("غزه"),)))


@pytest.mark.parametrize("text", ["OR", "OR هدنة", "هدنة OR", "هدنة OR OR تهدئة", "هدنة OR outlet:المنارة", "هدنة OR -رياضة"])
def test_an_operator_without_two_sides_is_noted(text):
    assert "lone_operator" in parse(text).notes


def test_fields_in_two_languages():
    english = parse('outlet:المنارة title:غزة after:2024-06 before:2025 country:لبنان tag:"الحرب على غزة"', now=NOW)
    arabic = parse("موقع:المنارة عنوان:غزة بعد:٢٠٢٤-٠٦ قبل:2025 بلد:لبنان وسم:الحرب_على_غزة", now=NOW)
    assert english == arabic
    assert english == Query(
        groups=((word("غزه", title=True),),),
        outlets=("المنارة",),
        countries=("لبنان",),
        tags=("حرب علي غزه",),
        after=seconds(2024, 6, 1),
        before=seconds(2025, 1, 1),
    )
    assert narrowed(english)
    assert not narrowed(parse("هدنة -outlet:المنارة"))


def test_fields_may_be_excluded_and_written_in_capitals():
    query = parse("غزة -OUTLET:a -Country:b -tag:c -after:2024")
    assert (query.without_outlets, query.without_countries, query.without_tags, query.before) == (
        ("a",),
        ("B",),
        ("c",),
        seconds(2024, 1, 1),
    )


def test_outlets_and_countries_are_resolved():
    known = {"المنارة": "manara"}
    query = parse('outlet:"المنارة" outlet:شيء', outlet=known.get, country=known.get)
    assert query.outlets == ("manara",)
    assert query.notes == ("unknown_outlet:شيء",)
    assert parse("بلد:كوكب", country={}.get).notes == ("unknown_country:كوكب",)


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("2024", (2024, 1, 1)),
        ("2024-06", (2024, 6, 1)),
        ("2024-06-03", (2024, 6, 3)),
        ('"15 شباط 2025"', (2025, 2, 15)),
        ("٢٠٢٤", (2024, 1, 1)),
    ],
)
def test_dates(written, start):
    assert parse(f"after:{written}", now=NOW) == Query(after=seconds(*start))


def test_the_narrower_of_two_dates_holds():
    query = parse("after:2023 after:2024 before:2026 before:2025")
    assert (query.after, query.before) == (seconds(2024, 1, 1), seconds(2025, 1, 1))


@pytest.mark.parametrize("written", ["الخميس_العظيم", "2024-13", "0000", "99999"])
def test_a_date_that_is_none_is_noted(written):
    query = parse(f"غزة after:{written}", now=NOW)
    assert query.notes == (f"unknown_date:{written}",)
    assert query.groups == ((word("غزه"),),)


def test_pasted_prose_is_prose():
    assert parse("قال: سنعود") == Query(groups=((word("قال"),), (word("سنعود"),)))
    assert parse("عن: رويترز") == Query(groups=((word("عن"),), (word("رويترز"),)))
    assert parse("عنوان: غزة") == Query(groups=((word("عنوان"),), (word("غزه"),)), notes=("empty_field:title",))
    assert parse("https://manara.example/a").outlets == ()


@pytest.mark.parametrize("text", ['"هدنة', "هدنة «غزة", 'title:"غزة', '-"غزة'])
def test_an_open_quote_is_noted_and_its_words_are_searched_for(text):
    query = parse(text)
    assert "unbalanced_quote" in query.notes
    assert query.groups
    assert not any(words.phrase for group in query.groups for words in group)


def test_a_long_paste_is_shortened_in_no_time():
    started = time.perf_counter()
    query = parse(" ".join(f"كلمة{number}" for number in range(10_000)))
    assert len(query.groups) == MOST_WORDS
    assert query.notes == (f"shortened:{MOST_WORDS}",)
    for text in ("«" * 200_000, '"' * 200_001, "-" * 200_000, "outlet:" * 30_000, "a OR " * 50_000, "\u200f" * 200_000):
        parse(text)
    assert time.perf_counter() - started < 2


def test_control_and_direction_characters_are_not_there():
    assert parse("\u200f-رياضة \x00غ\u200eزة\x1f") == parse("-رياضة غزة")


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_any_text_is_read(text):
    query = parse(text, now=NOW)
    assert parse(text, now=NOW) == query
    used = [words for group in query.groups for words in group] + list(query.without)
    assert all(words.keys and all(words.keys) for words in used)
    assert sum(len(words.keys) for group in query.groups for words in group) <= MOST_WORDS
    assert all(len(words.keys) == 1 for words in used if not words.phrase)
    assert all(query.groups)


@given(st.lists(st.sampled_from(["هدنة", "غزة", "لبنان"]), min_size=1, max_size=5))
def test_words_come_back_as_they_stand(words):
    read = [group[0].keys[0] for group in parse(" ".join(words)).groups]
    assert read == list(dict.fromkeys({"هدنة": "هدنه", "غزة": "غزه"}.get(one, one) for one in words))


def test_tags_are_compared_by_their_words():
    assert tag_key("#الحرب_على_غزة") == tag_key("الحرب على غزّة") == "حرب علي غزه"


# ---------------------------------------------------------------- speakers, sources, exact words


@pytest.mark.parametrize("name", ["said", "قال"])
def test_a_speaker_is_words_side_by_side(name):
    assert parse(f"{name}:الحلبي").said == (word("الحلبي"),)
    assert parse(f'{name}:"وزير النقل" هدنة').said == (Words(keys=("وزير", "النقل"), phrase=True),)
    assert parse(f"-{name}:الحلبي هدنة").without_said == (word("الحلبي"),)
    assert parse(f'{name}:"…"').said == ()


@pytest.mark.parametrize("name", ["cites", "عن"])
def test_a_source_is_what_the_catalogue_calls_it(name):
    known = {"برق": "barq", "وكالة برق": "barq"}
    assert parse(f"{name}:برق", cited=known.get).cites == ("barq",)
    assert parse(f'{name}:"وكالة برق" -{name}:برق', cited=known.get) == Query(cites=("barq",), without_cites=("barq",))
    assert parse(f"{name}:لاأحد", cited=known.get).notes == ("unknown_cites:لاأحد",)


def test_fields_are_counted():
    query = parse(" ".join(f"قال:اسم{letter}{other}" for letter in "ابتثجحخ" for other in "ابتثجحخ"))
    assert len(query.said) == 40
    assert query.notes == ("too_many:40",)
    assert len(parse(f'قال:"{"كلمة " * 500}"').said[0].keys) == 16


def test_exact_is_noted():
    assert parse("هدنة", exact=True) == Query(groups=((word("هدنه"),),), exact=True)
