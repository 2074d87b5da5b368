"""Lines around a text that say who wrote it and whence it comes, of a house that nobody lists."""

import pytest

from rawi.attribute.credits import credits as credits_of
from rawi.extract import extract
from rawi.language.houses import shorts
from rawi.model import Article, Page
from rawi.outlets.catalogue import load

HOUSE = "صدى المرفأ"
TEXT = (
    "أعلنت البلدية اليوم أن الأشغال في الواجهة البحرية تنتهي قبل نهاية الشهر، وأن الطريق يفتح أمام السيارات مساء الخميس.",
    "وقال المهندس المشرف إن التأخير سببه الأمطار التي هطلت في الأسبوع الماضي، وإن الكلفة لم تتغير عما كان مقررا.",
    "وأضاف أن المرحلة الثانية تشمل حديقة ومواقف للحافلات، وستبدأ في الربيع بعد انتهاء الدراسة التي تعدها الجامعة.",
)


def page(above="", first="", last="", behind="", named=True):
    site = f'<meta property="og:site_name" content="{HOUSE}">' if named else ""
    paragraphs = "".join(f"<p>{text}</p>" for text in (first + TEXT[0], *TEXT[1:], *((last,) if last else ())))
    title = "فتح طريق الواجهة البحرية مساء الخميس"
    return (
        f'<html dir="rtl" lang="ar"><head><title>{title} | {HOUSE}</title>{site}</head><body><ul><li>تحقيق</li><li>أدب الشتات</li></ul>'
        f'<div class="a"><h1>{title}</h1><div class="b"><span class="c">{above}</span></div><div class="d">12 مارس 2024</div>'
        f'<div class="e">{paragraphs}</div><div class="f">{behind}</div></div></body></html>'
    )


def read(**places):
    article = extract(Page(url="https://www.sada-marfa.example/1", body=page(**places).encode()))
    assert isinstance(article, Article)
    return article, {credit.name for credit in credits_of(article, load())}


@pytest.mark.parametrize(
    ("above", "credited", "authors"),
    [
        ("بقلم سامر الحداد مع رويترز", "رويترز", ("سامر الحداد",)),
        ("سامر الحداد ووكالات", "وكالات", ("سامر الحداد",)),
        ("بيروت: «صدى المرفأ»", HOUSE, ()),
        ("بيروت: سامر الحداد و«صدى المرفأ»", HOUSE, ("سامر الحداد",)),
        ("خاص بصدى المرفأ", HOUSE, ()),
        ("بيروت - وكالة بحر", "وكالة بحر", ()),
        ("بالتعاون مع منصة الشراع", "منصة الشراع", ()),
        ("صادر عبر: منصة الشراع", "منصة الشراع", ()),
        ("مع أ ف ب", "أ ف ب", ()),
    ],
)
def test_a_line_above_the_text_credits(above, credited, authors):
    article, names = read(above=above)
    assert credited in names
    assert article.authors == authors


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ("المحرر: ليلى المنصوري", ("ليلى المنصوري",)),
        ("يتابعها معكم: ليلى المنصوري وسامر الحداد", ("ليلى المنصوري", "سامر الحداد")),
        ("يتابعها معكم: ليلى المنصوري بدأت في 26 يوليو 2015", ("ليلى المنصوري",)),
        ("حاورته في دمشق: ليلى المنصوري", ("ليلى المنصوري",)),
        ("أعدته للنشر ليلى المنصوري", ("ليلى المنصوري",)),
        ("رسالة بيروت - سامر الحداد", ("سامر الحداد",)),
        ("أدب الشتات", ()),
        ("شؤون عربية", ()),
        ("ملفات المرفأ", ()),
        ("حقوق الصورة", ()),
    ],
)
def test_editors_are_persons_and_sections_are_none(above, authors):
    article, names = read(above=above)
    assert article.authors == authors
    assert all(any(author in name for author in authors) for name in names)


@pytest.mark.parametrize(
    ("first", "as_written"),
    [
        ("بيروت/ المرفأ/ ", "المرفأ"),
        ("بيروت/ طارق الزين/ صدى المرفأ.. ", HOUSE),
        ("بيروت- المرفأ: ", "المرفأ"),
        ("المرفأ (بيروت) – ", "المرفأ"),
        ("دبي، الإمارات – 27 يوليو 2015 (شراع واير): ", "شراع واير"),
        ("واشنطن (ك م ن) – ", "ك م ن"),
        ("بيروت-سانا ", "سانا"),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_a_dateline_is_signed(first, as_written, named):
    article = extract(Page(url="https://www.sada-marfa.example/1", body=page(first=first, named=named).encode()))
    assert as_written in {credit.as_written for credit in credits_of(article, load())}


@pytest.mark.parametrize("first", ["قال - المرفأ - ", "بيروت - دمشق - ", "محمد صلاح (ليفربول) - ", "باريس (فرنسا) - ", "غزة - شهاب الدين "])
def test_places_and_persons_sign_nothing(first):
    assert read(first=first)[1] == set()


@pytest.mark.parametrize(
    ("last", "credited"),
    [
        ("صحيفة الميناء الدولية", "صحيفة الميناء الدولية"),
        ("نشر بـ صحيفة الميناء", "صحيفة الميناء"),
        ("نُشر هذا المقال في صحيفة الميناء", "صحيفة الميناء"),
        ("منقول من صحيفة الميناء", "صحيفة الميناء"),
        ("عن صحيفة «الميناء» اللبنانية", "الميناء"),
        ("المصدر الأصلي: الميناء", "الميناء"),
        ("ع.ك/ ر.ض (وكالة الميناء، رويترز)", "وكالة الميناء"),
        ("م.س/ ف.ن (ا ب ك)", "ا ب ك"),
        ("(صدى المرفأ / وكالات)", HOUSE),
    ],
)
@pytest.mark.parametrize("place", ["last", "behind"])
def test_a_line_behind_the_text_credits(last, credited, place):
    article, names = read(**{place: last})
    assert credited in names
    assert article.text == "\n".join(TEXT)


@pytest.mark.parametrize("last", ["م.س/ ف.ن", "منقول", "انتهى", "حقوق الصورة: رويترز", "بالتعاون مع الجهات التي قالت إنها تنتظر"])
def test_initials_ends_and_sentences_credit_nobody(last):
    assert read(behind=last)[1] == set()


def test_a_short_name_is_no_common_word_and_no_place():
    assert shorts("بوابه اليوم") == {"بوابه اليوم"}
    assert "القدس" not in shorts("رايه القدس")
    assert shorts("barq.example") == frozenset()


@pytest.mark.parametrize(
    ("above", "credited", "authors"),
    [
        ("كتب بواسطة: سامر الحداد", "", ("سامر الحداد",)),
        ("كاتب المقال: سامر الحداد", "", ("سامر الحداد",)),
        ("<span class=author>سامر الحداد من اللاذقية</span>", "", ("سامر الحداد",)),
        ("سامر الحداد من مكتب بيروت - رويترز", "رويترز", ("سامر الحداد",)),
        ("إعداد: الأناضول", "الأناضول", ()),
        ("تحرير - وكالات", "وكالات", ()),
        ("<a href=/authors/3>سامر الحداد</a><span>أ.ف.ب</span>", "أ ف ب", ("سامر الحداد",)),
        ("سامر الحداد</span><span>رئيس قسم الشؤون العربية", "", ("سامر الحداد",)),
        ("<p>ليلى حداد</p><p>مراسلة الشؤون العالمية</p>", "", ("ليلى حداد",)),
        ("<table><tr><td>مصدر المادة</td><td>شراع برس</td></tr></table>", "شراع برس", ()),
        ("<table><tr><td>المصدر الأصلي</td><td>بحر الغد</td></tr></table>", "بحر الغد", ()),
    ],
)
def test_labels_roles_and_places_beside_names(above, credited, authors):
    article, names = read(above=above)
    assert article.authors == authors
    assert not credited or credited in names
    assert not names & {"المادة", "الأصلي", "إعداد", "الشؤون العالمية"}


@pytest.mark.parametrize(
    ("behind", "credited"),
    [
        ("<footer><ul class=tags><li><span>المصدر</span><a href=#>شراع برس</a></li></ul></footer>", "شراع برس"),
        ("<div><b>المصدر</b></div><div><a href=/s/1>شراع برس</a></div>", "شراع برس"),
        ("<a href=/x/1>لقراءة الخبر كاملاً من موقع شراع اليوم اضغط هنا</a>", "شراع اليوم"),
        ("<a href=/x/1>اقرأ الخبر كاملا على موقع شراع اليوم</a>", "شراع اليوم"),
        ("<p>المادة منشورة بالاتفاق مع شراع تايمز</p>", "شراع تايمز"),
        ("<p>تنشر هذه المادة بالاتفاق مع شراع تايمز</p>", "شراع تايمز"),
        ("<p>هذا المقال منشور بإذن من شراع تايمز</p>", "شراع تايمز"),
    ],
)
def test_sources_below_the_text_in_elements_of_their_own(behind, credited):
    article, names = read(behind=behind)
    assert tuple(article.text.split("\n")) == TEXT
    assert credited in names


@pytest.mark.parametrize(
    "behind",
    [
        "<a href=/1>شاهد الصور من موقع الحادث</a>",
        "<a href=/1>اقرأ الخبر كاملا من موقع المصدر</a>",
        "<a href=/1>لمتابعة الخبر على الموقع الرئيسي</a>",
    ],
)
def test_links_that_lead_to_nobody(behind):
    assert not read(behind=behind)[1]


@pytest.mark.parametrize(
    ("first", "credited"),
    [
        ("اللاذقية-سانا ", "سانا"),
        ("دمشق-شراع نيوز ", "شراع نيوز"),
        ("المكلا / شراع برس / ", "شراع برس"),
        ("صدى المرفأ - شراع الغد: ", "شراع الغد"),
        ("الشاطئ (شراع الغد) خاص: ", "شراع الغد"),
    ],
)
def test_houses_that_sign_behind_a_place_or_another_house(first, credited):
    assert credited in read(first=first)[1]


@pytest.mark.parametrize("first", ["دمشق - صباح اليوم: ", "بيروت - سامر الحداد: ", "المرسى (أبطال اليوم) فازوا وقد "])
def test_days_and_persons_behind_a_place_are_no_houses(first):
    assert read(first=first)[0].credits == ()


def test_an_unnamed_site_signs_as_its_logo_says():
    markup = page(first="أربيل/ شراع الآن - ", named=False).replace("| صدى المرفأ", "").replace("<body>", "<body><div>شراع الآن</div>")
    article = extract(Page(url="https://www.shira.example/1", body=markup.encode()))
    assert [credit.name for credit in article.credits] == ["شراع الآن"]


def test_a_house_of_the_catalogue_beside_the_date_above_the_title():
    head = "<div><span>المصري اليوم</span><small>الأحد 3 مارس 2024</small></div><h1>"
    article = extract(Page(url="https://www.jami.example/1", body=page().replace("<h1>", head).encode()))
    assert "المصري اليوم" in {credit.name for credit in credits_of(article, load())}
    assert article.authors == ()


def test_a_rate_or_a_headline_with_a_place_names_nobody():
    for line in ("سعر صرف الدولار في بغداد 147500 دينار", "قفصة: إيقاف عنصر يشتبه"):
        assert read(above=line)[0].authors == ()


@pytest.mark.parametrize("menu", ["<ul><li><a href=/c/1>{}</a></li></ul>", "<div>{}</div>"])
@pytest.mark.parametrize("section", ["اقتصاد", "القمة العربية"])
def test_a_menu_above_the_title_makes_no_house(menu, section):
    markup = page(first=f"الرياض - {section} - ").replace("<body>", "<body>" + menu.format(section))
    article = extract(Page(url="https://www.sada-marfa.example/1", body=markup.encode()))
    assert article.credits == ()


@pytest.mark.parametrize(
    "first",
    [
        "جنيف (مجلس حقوق الإنسان) – ",
        "لاهاي (محكمة العدل الدولية) - ",
        "بيروت (الضاحية الجنوبية) - ",
        "موسكو (الكرملين) - ",
        "الكويت (كأس العالم) - ",
        "عمان - طقس اليوم: ",
        "الكويت - كأس الخليج: ",
        "عمان - مباريات اليوم: ",
        "عمان - أخبار البلد: ",
        "عمان - أسعار الوطن: ",
        "عمان (طقس اليوم): ",
        "نجم ليفربول (الإنجليزي) محمد صلاح: ",
        "وزير الخارجية (العراقي) فؤاد حسين: ",
    ],
)
def test_what_the_news_is_about_signs_no_dateline(first):
    article, names = read(first=first)
    assert names == set()
    assert article.authors == ()


def test_everyday_words_are_a_house_that_the_foot_names():
    behind = "<footer><p>بحر اليوم</p></footer>"
    assert "بحر اليوم" in read(first="عمان - بحر اليوم: ", behind=behind)[1]
    assert read(first="عمان - بحر اليوم: ")[1] == set()


@pytest.mark.parametrize("above", ["<p>محمد صلاح</p><p>رئيس الوزراء المصري</p>", "محمد بن سلمان من الرياض", "عمان - طقس اليوم"])
def test_whom_the_news_is_about_is_no_author(above):
    assert read(above=above)[0].authors == ()


@pytest.mark.parametrize("last", ["قناة السويس", "موقع الحادث", "موقع أثري قديم", "وكالة الفضاء الأوروبية"])
@pytest.mark.parametrize("place", ["last", "behind"])
def test_kinds_of_other_things_credit_nobody(last, place):
    assert read(**{place: last})[1] == set()


@pytest.mark.parametrize("first", ["الرياض/ القمة العربية/ ", "بيروت (الحمرا) - "])
def test_what_the_news_is_about_and_where_is_nobody(first):
    article, names = read(first=first)
    assert article.authors == ()
    assert names == set()


def test_what_a_writer_is_said_to_be_is_no_byline():
    assert read(above="مراسل ميداني غطى النزاعات في ثلاث قارات ويقيم حاليا في بيروت.")[0].authors == ()
