"""Languages of titles and texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.language.identify import identify

TITLES = {
    "ar": [
        "المدينة الساحلية تحت الحصار",
        "مهاجم الفريق يسجل هدفين",
        "سائق إيطالي يفوز بسباق موناكو",
        "رئيس الوزراء يزور واشنطن غدا",
        "هاتف iPhone 15 Pro Max الجديد",
        "ڤيروس كورونا يعود إلى المدارس",
        "رئيس شركة گوگل يستقيل",
        "كرد سوريا يدخلون دمشق",
        "ارتفاع أسعار النفط",
        "وفاة ممثل شهير",
        "مقتل ثلاثة أشخاص بحادث سير",
        "زلزال يضرب جنوب تركيا",
        "اتفاق جديد بين بغداد وطهران",
    ],
    "fa": [
        "وزیر خارجه فردا به بغداد می‌رود",
        "اين خبر براي مردم است",
        "نمايندگان مجلس در اين باره گفتند كه طرح رد شده است",
        "قیمت دلار امروز اعلام شد",
        "زلزله در کرمان خسارت نداشت",
        "سخنگوی دولت: قیمت بنزین تغییر نمی‌کند",
        "هشدار هواشناسی درباره بارش سنگین باران",
        "دادگاه حکم صادر کرد",
    ],
    "ur": [
        "وزیر اعظم نے اجلاس طلب کر لیا",
        "کراچی میں بارش سے شہری پریشان",
        "صدر نے استعفیٰ دے دیا",
        "سونے کی قیمت میں اضافہ",
        "دونوں ممالک کے درمیان بات چیت کا آغاز",
    ],
    "ckb": [
        "سەرۆکی هەرێم گەیشتە بەغدا",
        "نرخی دۆلار بەرز بووەوە",
        "وەزیری دەرەوە سەردانی تورکیا دەکات",
        "لە هەولێر باران دەبارێت",
        "پەرلەمان کۆدەبێتەوە",
    ],
    "en": [
        "The talks resume in Cairo",
        "Oil prices rise after OPEC meeting",
        "Dozens killed in market bombing",
        "What we know about the earthquake",
        "Minister says tariffs will stay",
        "Police search southern district",
    ],
    "fr": [
        "Le président visite Alger",
        "Maroc: hausse des prix du carburant",
        "L'Algérie remporte la coupe",
        "Un séisme frappe la Turquie",
        "Tunisie : manifestation contre la cherté de la vie",
    ],
    "de": ["Der Bundeskanzler reist nach Kairo", "Die Parteien einigen sich auf eine Waffenruhe"],
    "es": ["El presidente viaja a El Cairo", "La guerra en el norte continúa"],
    "tr": ["Bakanlık yeni bir karar için toplandı", "Cumhurbaşkanı Mısır'a gitti"],
    "he": ["ראש הממשלה נפגש עם השר"],
}
UNSURE = [
    "",
    "   ",
    "12345",
    "؟!",
    "3ndy mshkla ya sa7bi",
    "ana mesh 3aref a3mel eh",
    "ya habibi yalla shu",
    "https://example.com/news/the-war",
    "Лидер партии выступил",
]


@pytest.mark.parametrize(("language", "title"), [(language, title) for language, titles in TITLES.items() for title in titles])
def test_titles(language, title):
    assert identify(title) == language


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_not_sure_is_not_named(text):
    assert identify(text) is None


def test_a_text_is_told_by_its_first_words_and_foreign_quotations_do_not_turn_it():
    arabic = "أعلنت وزارة الصحة في المدينة أن عدد المصابين ارتفع. " * 5
    assert identify(arabic + "The ministry said that it is over. " * 2) == "ar"
    assert identify("The ministry said that the number of cases is rising. " * 5 + "وزارة الصحة") == "en"


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(max_size=400)
    | st.lists(st.sampled_from([word for titles in TITLES.values() for title in titles for word in title.split()]), max_size=20).map(
        " ".join
    )
)
def test_no_text_raises(text):
    found = identify(text)
    assert found is None or (found.isascii() and 2 <= len(found) <= 3)


@pytest.mark.parametrize("piece", ["a", "ا", "http://", "@", "\u200c", "ا\u200c", ". "])
def test_only_the_beginning_of_a_long_text_is_read(piece):
    identify(piece * (10_000_000 // len(piece)))
