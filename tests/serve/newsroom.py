"""Invented articles of invented outlets, for the tests of the pages."""

import datetime as dt

from rawi.model import Article, Credit, Link, Moment

NOW = dt.datetime(2026, 3, 14, 12, 0, tzinfo=dt.UTC)


def at(text, *, basis="json-ld"):
    precision = "day" if len(text) == 10 else "second" if text.count(":") > 2 or text[16:17] == ":" else "minute"
    zone = "stated" if "+" in text[10:] or text.endswith("Z") else "unknown"
    return Moment(text, precision, zone, basis)


PLANT = """قال مسؤول في وزارة المياه لصحيفة «المرسى» إن تشغيل محطة التحلية الجديدة في ميناء السدرة سيتأخر ثلاثة أشهر على الأقل، وفق ما نقلته وكالة «برق» أمس الجمعة.
ونقلت الصحيفة عن المسؤول وثلاثة مهندسين على دراية مباشرة بالمشروع أن اختبارات المضخات الرئيسة كشفت خللاً في نظام التبريد لم يكن في الحسبان، وأن الشركة المنفذة طلبت مهلة إضافية لاستبدال قطع يصنعها مورّد واحد.
وتخدم المحطة عند اكتمالها نحو 400 ألف نسمة في المدينة وضواحيها، وكان مقرراً أن تبدأ الضخ التجريبي مطلع الشهر المقبل بطاقة 120,000 متر مكعب يومياً (نحو 31 مليون غالون).
وأضاف المسؤول أن «الوزارة لن تتسلم المحطة قبل أن تعمل أسبوعين متصلين من دون انقطاع»، مشيراً إلى أن خطة الطوارئ الصيفية ستبقى قائمة حتى ذلك الحين.
في المقابل، أكدت ليان حدّاد، المتحدثة باسم شركة Blue Delta Water المنفذة، في بيان أن العمل يسير ضمن الحدود الزمنية التي يسمح بها العقد."""

COPY = """قال مسؤول في وزارة المياه لصحيفة «المرسى» إن تشغيل محطة التحلية الجديدة في ميناء السدرة سيتأخر ثلاثة أشهر على الأقل.
ونقلت الصحيفة عن المسؤول وثلاثة مهندسين على دراية مباشرة بالمشروع أن اختبارات المضخات الرئيسة كشفت خللاً في نظام التبريد لم يكن في الحسبان، وأن الشركة المنفذة طلبت مهلة إضافية لاستبدال قطع يصنعها مورّد واحد.
وتخدم المحطة عند اكتمالها نحو 400 ألف نسمة في المدينة وضواحيها، وكان مقرراً أن تبدأ الضخ التجريبي مطلع الشهر المقبل."""

SUMMER = """حين ترتفع حرارة مياه المأخذ فوق أربع وثلاثين درجة تفقد أغشية التحلية قرابة عُشر طاقتها، وهو ما حدث في محطة السدرة القديمة العام الماضي مرتين.
لماذا لا يُكتفى بتبريد المياه قبل دخولها؟ لأن كلفة التبريد تزيد على كلفة التحلية نفسها، كما يقول مهندسو المحطة.
وتبحث وزارة المياه منذ سنتين عن مأخذ أعمق في ميناء السدرة، حيث تقل الحرارة ثلاث درجات، غير أن مسار الأنبوب يعبر منطقة صيد.
أما المحطة الجديدة فصُمم نظام التبريد فيها لهذه الحرارة، ولم يُختبر بعد في صيف كامل."""

CONTRACT = """طلبت شركة المقاولات المنفذة لمحطة التحلية في ميناء السدرة تمديد العقد للمرة الثانية، وعزت ذلك إلى تأخر وصول مضخات الضغط العالي.
وقال مدير المشروع إن نظام التبريد سيُراجع كله قبل الصيف، وإن وزارة المياه أُبلغت بالجدول الجديد."""

PLAN = """اعتمد المجلس البلدي في السدرة خطة طوارئ مائية لثلاثة أشهر تشمل توزيع المياه بالصهاريج على سبعة أحياء.
وقال رئيس المجلس إن الخطة وُضعت بعد تأخر تشغيل محطة التحلية الجديدة، وإن وزارة المياه تتحمل نصف الكلفة."""

ROAD = """قطعت أمطار غزيرة طريق الجبل بين وادي الزيتون وكفر ريحان مساء الخميس، وعُلّقت الدراسة في ثلاث مدن.
وقال الدفاع المدني إن الطريق البديل مفتوح للشاحنات الخفيفة، ولا إصابات حتى الساعة."""

TEAM = """أعلن مدرب المنتخب قائمة من 23 لاعباً لمباراتي التصفيات، وغاب عنها القائد نديم الساحلي لإصابة في الركبة.
وقال المدرب إن اللاعب يحتاج إلى أسبوعين من العلاج، وإن البديل جاهز."""

ENGLISH = """The port authority of Sidra said on Friday that container traffic rose by 12 percent in February.
It gave no figures for bulk cargo."""


def plant(**changes):
    """The specimen's twin: a promo, an agency credit apart from the publisher, tags, a date with an offset."""
    given = {
        "id": "khalij-1",
        "url": "https://khalij.example/economy/sidra-plant?id=7",
        "outlet": "khalij",
        "title": "الوزارة تؤجل تشغيل محطة التحلية في ميناء السدرة ثلاثة أشهر",
        "text": PLANT,
        "byline": "نافذة الخليج - برق",
        "published": at("2026-03-14T10:42+03:00"),
        "section": "اقتصاد",
        "tags": ("محطة السدرة", "وزارة المياه", "تحلية المياه", "ليان حدّاد", "ميناء السدرة"),
        "language": "ar",
        "credits": (
            Credit("برق", "نافذة الخليج - برق", "agency", "byline"),
            Credit("المرسى", "المصدر: صحيفة المرسى", "outlet", "tail"),
        ),
        "promos": (Link("اقرأ المزيد: لماذا ترتفع كلفة المياه؟", "https://khalij.example/economy/water-cost"),),
    }
    return Article(**(given | changes))


def articles():
    """A small newsroom: copies, a related article, an undated one, a day, an English one, one without title or address."""
    return [
        plant(),
        Article(
            "barq-1",
            "https://barq.example/n/1",
            "barq",
            "تأخر تشغيل محطة التحلية في السدرة ثلاثة أشهر",
            COPY,
            published=at("2026-03-14T08:05:00+02:00"),
            tags=("محطة السدرة",),
            language="ar",
            credits=(Credit("برق", "برق", "agency", "dateline"),),
        ),
        Article(
            "jabal-1",
            "https://jabal.example/2026/03/14/plant",
            "jabal",
            "محطة السدرة: التشغيل يتأخر",
            COPY + "\nوكان الموعد مطلع الشهر المقبل.",
            published=at("2026-03-14"),
            language="ar",
            credits=(Credit("وكالات", "وكالات", "compiled", "byline"),),
        ),
        Article(
            "sahil-1",
            "https://sahil.example/a?x=1&y=<2>",
            "sahil",
            "لماذا تتعطل محطات التحلية في الصيف؟ خمسة أسئلة وأجوبتها",
            SUMMER,
            published=at("2025-07-18"),
            tags=("محطه السدره", "تحلية المياه"),
            language="ar",
            byline="سلمى العتيق",
            credits=(Credit("سلمى العتيق", "سلمى العتيق", "staff", "byline"),),
            kind="opinion",
        ),
        Article(
            "daftar-1",
            "https://daftar.example/c/2",
            "دفتر الاقتصاد",
            "شركة المقاولات تطلب تمديد عقد المحطة للمرة الثانية",
            CONTRACT,
            published=at("2026-02-20T09:00+02:00"),
            language="ar",
        ),
        Article(
            "marsa-1",
            "https://marsa.example/plan",
            "marsa",
            "السدرة تعتمد خطة طوارئ مائية لثلاثة أشهر",
            PLAN,
            published=at("2026-03-12T21:30+02:00"),
            language="ar",
        ),
        Article(
            "jabal-2",
            "https://jabal.example/2026/03/13/road",
            "jabal",
            "أمطار غزيرة تقطع طريق الجبل وتعلّق الدراسة في ثلاث مدن",
            ROAD,
            published=at("2026-03-13T19:00+02:00"),
            language="ar",
            kind="photo",
        ),
        Article(
            "team-1",
            "https://malab.example/team",
            "ملعب",
            "المنتخب يعلن قائمته لمباراتي التصفيات وغياب القائد",
            TEAM,
            published=at("2026-03-13T11:20"),
            language="ar",
        ),
        Article(
            "port-1",
            "https://port.example/en/traffic",
            "Port Gazette",
            "Container traffic at Sidra rises by 12%",
            ENGLISH,
            published=at("2026-03-13T16:00Z"),
            language="en",
        ),
        Article(
            "old-1",
            "https://sahil.example/archive/99",
            "sahil",
            "ذاكرة الميناء: صور من أرشيف الأرصفة القديمة",
            "كانت الأرصفة القديمة في ميناء السدرة من خشب الأرز، ثم من الحجر.",
            language="ar",
        ),
        Article("bare-1", None, "برقيات", "", "برقية قصيرة وصلت بلا عنوان ولا رابط عن حال الطقس في كفر ريحان.", language="ar"),
    ]
