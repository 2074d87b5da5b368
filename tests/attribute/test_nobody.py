"""Words that stand where a source would and are none, objects behind a whole source, and the chain that is the main one."""

import pytest

from rawi.attribute.attributions import attributions
from rawi.attribute.chain import chains
from rawi.model import Article
from rawi.outlets.catalogue import load


def speakers(text):
    return [one.speaker.text if one.speaker else None for one in attributions(text, catalogue=load())]


@pytest.mark.parametrize(
    "text",
    [
        "يعيش الأطفال في قرية بعيدة، وهناك تكشف عن موهبتها في الرسم.",
        "اكتشف علماء الآثار جداراً قديماً، يكشف عن طرق البناء عند الأولين.",
        "وفي الوقت الذي كان فيه الحديث يشير إلى تقدم كبير توقفت الأعمال.",
        "كل يختار ألوانه حسب ميوله ورغباته في البيت الجديد.",
        "يوزع العمل في المصنع وفق عقيدتهم القديمة في الإدارة.",
        "سارت المركبة وفقا لاتجاه الرياح في الوادي.",
        "تنوع الإنتاج بين الأجناس المختلفة أن الفن واسع.",
        "تعرف إلى فتى يُدعى «سالم الراعي» في السوق.",
        "وعقب هذه النتائج الأولية على الفور احتفل الأنصار.",
        "تؤكد اتجاهات السوق هذه على ضعف الطلب.",
    ],
)
def test_particles_verbs_and_things_say_nothing(text):
    assert speakers(text) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("وقال حمدان بابتسامة متعبة إن الطريق طويل.", "حمدان"),
        ("وأوضح العلمي شارحاً أن العدد قليل.", "العلمي"),
        ("وأعربت سفارة تيمار في العاصمة عن صدمتها من الحادث، مشددة على ضرورة التحقيق.", "سفارة تيمار في العاصمة"),
        ("ووصف الأمين العام مقتل الصيادين بأنه جريمة لا تغتفر.", "الأمين العام"),
        ("وقال ذلك المسؤول إن الباب مفتوح.", "ذلك المسؤول"),
        ("وكتبت زوجته «سناء» على صفحتها أن البيت احترق.", "زوجته «سناء»"),
        ("وقالت لاريسا ميلن، مديرة المتحف، إن القاعة مغلقة.", "لاريسا ميلن، مديرة المتحف"),
        ("يرى هؤلاء أن السوق تراجعت.", "هؤلاء"),
        ("وبحسب جيرانهم، فإن الأسرة غادرت ليلاً.", "جيرانهم"),
    ],
)
def test_a_source_ends_where_how_it_spoke_or_what_it_speaks_of_begins(text, who):
    assert who in speakers(text)


def test_what_begins_with_a_particle_has_a_dropped_subject():
    text = "قال الوزير سامي العوضي إن السد آمن. وبينما أشار إلى صيانة البوابات، نفى أي تسرب."
    said = attributions(text, catalogue=load())
    assert [one.speaker_resolved for one in said if one.cue.text == "أشار"] == ["سامي العوضي"]


def _main(title, text):
    article = Article(id="1", url=None, outlet="marsa", title=title, text=text)
    found = chains(article, attributions(text, catalogue=load()), (), load())
    return next(chain.hops[0].name for chain in found if chain.main)


LEAD = "اطلع الموقع على رسائل هاتفية متبادلة بين مركز الرصد والبلدية ليلة الانهيار، تبين أن الإنذار وصل عند الواحدة، لكنه بقي بلا جواب."


def test_a_document_that_only_points_back_opens_no_main_chain():
    text = LEAD + "\nوتقول الرسالة الأولى: «حركة في المجس الرابع، نرجو الإخلاء». وقال موظفان في البلدية إن الهاتف كان في درج مقفل."
    assert _main("رسائل تكشف الساعات الثلاث", text) == "موظفان في البلدية"


def test_where_the_lead_has_no_source_it_is_whom_the_headline_names():
    text = LEAD + "\nوقال الخبير سعيد منصور إن التربة رخوة. وقال رئيس البلدية نادر الطويل إنه فتح تحقيقاً."
    assert _main("الطويل يفتح تحقيقاً في الإنذار", text) == "رئيس البلدية نادر الطويل"
    assert _main("تفاصيل ليلة الانهيار", text) == "الخبير سعيد منصور"


def test_a_source_in_the_lead_comes_before_the_headline():
    text = "قال رئيس البلدية نادر الطويل إن الإنذار وصل متأخراً إلى الحي كله.\nوقال الخبير سعيد منصور إن التربة رخوة."
    assert _main("منصور: التربة رخوة", text) == "رئيس البلدية نادر الطويل"


def test_one_of_two_unnamed_sources_is_no_source_of_its_own():
    text = "وقال موظفان في البلدية إن الهاتف كان في درج مقفل. وأضاف أحدهما أن البلدية طلبت هاتفاً ثانياً."
    article = Article(id="1", url=None, outlet="marsa", title="", text=text)
    assert [chain.hops[0].name for chain in chains(article, attributions(text, catalogue=load()), (), load())] == ["موظفان في البلدية"]
