import datetime as dt

import pytest

from rawi.serve.words import LANGUAGES, Words, messages
from serve.newsroom import at

NOW = dt.datetime(2026, 3, 14, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def ar():
    return Words("ar", timezone="UTC")


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لا أخبار"),
        (1, "خبر واحد"),
        (2, "خبران"),
        (3, "٣ أخبار"),
        (11, "١١ خبراً"),
        (100, "١٠٠ خبر"),
        (103, "١٠٣ أخبار"),
        (2310, "٢٬٣١٠ أخبار"),
    ],
)
def test_news_are_counted_as_an_editor_would(ar, n, said):
    assert ar.count("count.news", n) == said


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لم ينشره موقع آخر فيما رصدناه"),
        (1, "نشره موقع واحد"),
        (2, "نشره موقعان"),
        (3, "نشرته ٣ مواقع"),
        (11, "نشره ١١ موقعاً"),
        (100, "نشره ١٠٠ موقع"),
        (103, "نشرته ١٠٣ مواقع"),
        (2310, "نشرته ٢٬٣١٠ مواقع"),
    ],
)
def test_the_verb_agrees_with_the_number_of_outlets(ar, n, said):
    assert ar.count("count.carried", n) == said


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "المواقع كلها متاحة"),
        (1, "تعذّر الوصول إلى موقع واحد"),
        (2, "تعذّر الوصول إلى موقعين"),
        (3, "تعذّر الوصول إلى ٣ مواقع"),
        (11, "تعذّر الوصول إلى ١١ موقعاً"),
        (100, "تعذّر الوصول إلى ١٠٠ موقع"),
        (103, "تعذّر الوصول إلى ١٠٣ مواقع"),
        (2310, "تعذّر الوصول إلى ٢٬٣١٠ مواقع"),
    ],
)
def test_after_a_preposition_the_dual_bends(ar, n, said):
    assert ar.count("count.unreachable", n) == said


@pytest.mark.parametrize(("n", "said"), [(0, "0 news items"), (1, "1 news item"), (2, "2 news items"), (2310, "2,310 news items")])
def test_english_counts(n, said):
    assert Words("en").count("count.news", n) == said


def test_digits_are_a_setting_of_the_arabic_words_only():
    assert Words("ar", digits="latin").count("count.news", 2310) == "2,310 أخبار"
    assert Words("en", digits="arabic").number(2310) == "2,310"


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ("gregorian", "السبت ١٤ نوفمبر ٢٠٢٦"),
        ("levant", "السبت ١٤ تشرين الثاني ٢٠٢٦"),
        ("maghreb", "السبت ١٤ نوفمبر ٢٠٢٦"),
        ("morocco", "السبت ١٤ نونبر ٢٠٢٦"),
        ("dual", "السبت ١٤ تشرين الثاني / نوفمبر ٢٠٢٦"),
    ],
)
def test_month_names_follow_the_tradition(months, said):
    assert Words("ar", months=months).date(at("2026-11-14")) == said


@pytest.mark.parametrize(
    ("months", "said"), [("gregorian", "يناير"), ("levant", "كانون الثاني"), ("maghreb", "جانفي"), ("morocco", "يناير")]
)
def test_january_in_four_traditions(months, said):
    assert Words("ar", months=months).month(1) == said
    assert Words("ar", months="morocco").month(8) == "غشت"


def test_a_day_is_said_as_a_day(ar):
    assert ar.date(at("2023-11-04")) == "السبت ٤ نوفمبر ٢٠٢٣"
    assert ar.date(at("2023-11-04T10:42+03:00")) == "السبت ٤ نوفمبر ٢٠٢٣، ١٠:٤٢"


def test_the_reader_s_clock_is_asked_for():
    words = Words("ar", timezone="Asia/Tokyo")
    late = at("2026-03-14T20:30+03:00")
    assert words.date(late).endswith("١٤ مارس ٢٠٢٦، ٢٠:٣٠")
    assert words.date(late, local=True).endswith("١٥ مارس ٢٠٢٦، ٠٢:٣٠")
    assert words.date(at("2026-03-14T20:30"), local=True).endswith("٢٠:٣٠"), "a time without an offset cannot be moved to another clock"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-03-14T11:59:40Z", "الآن"),
        ("2026-03-14T12:04:00Z", "الآن"),
        ("2026-03-14T12:30:00Z", ""),
        ("2026-03-14T11:59:00Z", "قبل دقيقة"),
        ("2026-03-14T11:58:00Z", "قبل دقيقتين"),
        ("2026-03-14T11:49:00Z", "قبل ١١ دقيقة"),
        ("2026-03-14T10:00:00Z", "قبل ساعتين"),
        ("2026-03-14T09:00:00Z", "قبل ٣ ساعات"),
        ("2026-03-13T13:00:00Z", "قبل ٢٣ ساعة"),
        ("2026-03-13T11:00:00Z", "أمس"),
        ("2026-03-12T11:00:00Z", "قبل يومين"),
        ("2026-03-14", "اليوم"),
        ("2026-03-13", "أمس"),
        ("2026-03-14T09:00", "اليوم"),
        ("2026-03-15", ""),
        ("2026-03-03", "قبل ١١ يوماً"),
        ("2026-02-28", "قبل أسبوعين"),
        ("2026-02-14", "قبل ٤ أسابيع"),
        ("2026-01-01", "قبل شهرين"),
        ("2024-05-14", "قبل ٢٢ شهراً"),
        ("2023-03-14", "قبل ٣ سنوات"),
        ("1900-01-01", "قبل ١٢٦ سنة"),
    ],
)
def test_how_long_ago(ar, value, said):
    assert ar.ago(at(value), NOW) == said


def test_hours_are_not_claimed_where_no_offset_was_given(ar):
    assert ar.ago(at("2026-03-14T11:30"), NOW) == "اليوم"


def test_lists_say_how_long_ago_for_a_week_and_then_the_day(ar):
    assert ar.short(at("2026-03-09"), NOW) == "قبل ٥ أيام"
    assert ar.short(at("2026-02-20T09:00Z"), NOW) == "٢٠ فبراير"
    assert ar.short(at("2023-03-09"), NOW) == "٩ مارس ٢٠٢٣"
    assert ar.short(at("2026-05-01"), NOW) == "١ مايو"


def test_a_misspelt_key_is_an_error(ar):
    with pytest.raises(KeyError):
        ar.say("no.such")
    with pytest.raises(KeyError):
        ar.say("count.news")
    with pytest.raises(KeyError):
        ar.count("site.name", 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_the_categories_of_its_language(language):
    wanted = {"ar": {"zero", "one", "two", "few", "many", "other"}, "en": {"one", "other"}}[language]
    for key, found in messages(language).items():
        if not isinstance(found, str):
            assert wanted <= found.keys(), key
