"""Pages in other languages than Arabic, by invented outlets in their usual makes, each with what must be found and what must not."""

from html import escape
from typing import NamedTuple


class Tongue(NamedTuple):
    """A page, what is to be found in it, and the words of its furniture."""

    name: str
    language: str
    title: str
    text: tuple[str, ...]
    published: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    furniture: tuple[str, ...]
    page: str


PERSIAN = (
    "شهرداری نورآباد صبح امروز پل عابر پیاده تازه را بر رودخانه سرو گشود؛ ساخت این پل هجده ماه زمان برد و صدها کارگر در آن کار کردند.",
    "شهردار نورآباد گفت روزانه چهل هزار نفر از این پل می‌گذرند و هزینه آن از محل درآمدهای شهری پرداخت شده است.",
    "او افزود مرحله دوم طرح شامل مسیر دوچرخه و نیمکت‌های سایه‌دار در دو سوی رودخانه تا پایان سال به پایان می‌رسد.",
    "به گفته ساکنان محله بندر قدیم، آنان نه سال پس از فرو ریختن پل سنگی با قایق از رودخانه می‌گذشتند.",
)
URDU = (
    "بلدیہ نورآباد نے آج دریائے سرو پر پیدل چلنے والوں کے نئے پل کا افتتاح کر دیا، جس کی تعمیر میں اٹھارہ ماہ لگے اور سینکڑوں مزدوروں نے کام کیا۔",
    "میئر کا کہنا تھا کہ روزانہ تقریباً چالیس ہزار افراد اس پل سے گزریں گے اور اس کی لاگت شہر کی آمدنی سے ادا کی گئی ہے۔",
    "انہوں نے مزید کہا کہ دوسرے مرحلے میں سائیکلوں کا راستہ اور دریا کے دونوں کناروں پر سایہ دار نشستیں شامل ہیں۔",
    "پرانی بندرگاہ کے رہائشیوں نے بتایا کہ پتھر کا پل گرنے کے بعد وہ نو سال تک کشتیوں میں دریا پار کرتے رہے۔",
)
SORANI = (
    "شارەوانی نورئاوا ئەمڕۆ پردی نوێی پیادەڕۆی لەسەر ڕووباری سەروو کردەوە، دوای هەژدە مانگ کارکردن کە سەدان کرێکار بەشدارییان تێدا کرد.",
    "سەرۆکی شارەوانی گوتی ڕۆژانە نزیکەی چل هەزار کەس بەسەر ئەم پردەدا تێدەپەڕن و تێچووەکەی لە داهاتی شارەوە دابین کراوە.",
    "هەروەها ئاماژەی بەوە کرد قۆناغی دووەمی پڕۆژەکە ڕێگای پاسکیل و شوێنی دانیشتن لە هەردوو بەری ڕووبارەکە دەگرێتەوە.",
    "دانیشتووانی گەڕەکی بەندەری کۆن دەڵێن دوای ڕووخانی پردە بەردینەکە نۆ ساڵ بە بەلەم لە ڕووبارەکە دەپەڕینەوە.",
)
FRENCH = (
    "La municipalité de Noirval a inauguré mercredi la passerelle piétonne sur le Sarve, après dix-huit mois de travaux auxquels ont participé des centaines d'ouvriers.",
    "Selon la maire, Hélène Aubrac, près de quarante mille personnes l'emprunteront chaque jour, pour un coût de douze millions payé par la ville.",
    "Une deuxième phase, ajoute-t-elle, comprendra une piste cyclable et des bancs ombragés sur les deux rives avant la fin de l'année.",
    "Les habitants du vieux port traversaient le fleuve en barque depuis l'effondrement du pont de pierre, il y a neuf ans.",
)
ENGLISH = (
    "The town of Northmere opened its new footbridge over the river Sarve on Wednesday, after eighteen months of work by several hundred builders.",
    "Mayor Helen Aubrey said that nearly forty thousand people would cross it every day, and that the town had paid the twelve million it cost.",
    "A second phase, she added, would bring a cycle path and shaded benches to both banks before the end of the year.",
    "People in the old harbour had crossed by boat since the stone bridge collapsed nine years ago.",
)


def paragraphs(texts: tuple[str, ...], between: str = "") -> str:
    """Return paragraphs, with something behind the first."""
    return "".join(f"<p>{escape(text)}</p>{between if not place else ''}" for place, text in enumerate(texts))


def listed(texts: tuple[str, ...], name: str) -> str:
    """Return cards with linked headlines."""
    return "".join(
        f'<div class="{name}"><a href="/n/{number}"><img src="/{number}.jpg"></a><h3><a href="/n/{number}">{text}</a></h3></div>'
        for number, text in enumerate(texts)
    )


def persian() -> Tongue:
    title = "نورآباد پل عابر پیاده تازه را گشود"
    others = ("کشاورزان دره بادام چشم به راه باران مانده‌اند", "موزه سفال پس از دو سال بازگشایی شد", "تیم مرغ دریایی قهرمان جام ساحل شد")
    page = (
        f'<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>{title} - روزنامه لنگر</title>'
        f'<meta property="og:site_name" content="روزنامه لنگر"><meta property="article:published_time" content="2024-03-05T09:15:00+03:30"></head><body>'
        f'<nav><a href="/">خانه</a> <a href="/s">سیاست</a> <a href="/v">ورزش</a></nav><article><h1>{title}</h1><div class="meta"><span class="author">نویسنده: آرش کیانی</span>'
        f'<time datetime="2024-03-05T09:15:00+03:30">۱۵ اسفند ۱۴۰۲</time></div>{paragraphs(PERSIAN, f"<p>بیشتر بخوانید: <a href=/n/8>{others[0]}</a></p>")}'
        f'<div class="tags"><span>برچسب‌ها:</span> <a href="/tag/1">نورآباد</a> <a href="/tag/2">رودخانه سرو</a></div></article>'
        f"<section><h3>مطالب مرتبط</h3>{listed(others, 'item')}</section><div><h3>نظر شما</h3><form><textarea></textarea></form></div></body></html>"
    )
    return Tongue(
        "persian", "fa", title, PERSIAN, "2024-03-05", ("آرش کیانی",), ("نورآباد", "رودخانه سرو"), (*others, "بخوانید", "برچسب"), page
    )


def urdu() -> Tongue:
    title = "نورآباد میں پیدل چلنے والوں کا نیا پل کھول دیا گیا"
    others = ("وادی بادام کے کسان بارش کے منتظر", "مٹی کے برتنوں کا عجائب گھر دوبارہ کھل گیا", "سمندری پرندے ٹیم نے ساحلی کپ جیت لیا")
    page = (
        f'<!doctype html><html lang="ur" dir="rtl"><head><meta charset="utf-8"><title>{title} | روزنامہ لنگر</title><script type="application/ld+json">'
        f'{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{title}","datePublished":"2024-03-05T12:00:00+05:00",'
        f'"author":{{"@type":"Person","name":"سلمیٰ قریشی"}},"publisher":{{"@type":"Organization","name":"روزنامہ لنگر"}},"keywords":["نورآباد","دریائے سرو"]}}</script></head>'
        f'<body><ul class="menu"><li><a href="/">صفحہ اول</a></li><li><a href="/k">کھیل</a></li></ul><h1>{title}</h1><p class="by">سلمیٰ قریشی</p>'
        f'<div class="story">{paragraphs(URDU, f"<p>یہ بھی پڑھیں: <a href=/n/8>{others[0]}</a></p>")}</div><div class="more"><h4>متعلقہ خبریں</h4>{listed(others, "card")}</div></body></html>'
    )
    return Tongue("urdu", "ur", title, URDU, "2024-03-05", ("سلمیٰ قریشی",), ("نورآباد", "دریائے سرو"), (*others, "پڑھیں"), page)


def sorani() -> Tongue:
    title = "پردی نوێی پیادەڕۆ لە نورئاوا کرایەوە"
    others = ("جوتیارانی دۆڵی بادەم چاوەڕێی بارانن", "مۆزەخانەی گڵێنە دوای دوو ساڵ کرایەوە", "تیپی نەورەس جامی کەناراوی بردەوە")
    page = (
        f'<!doctype html><html lang="ckb" dir="rtl"><head><meta charset="utf-8"><title>{title} - ڕۆژنامەی لەنگەر</title><meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="ڕۆژنامەی لەنگەر"><meta property="article:published_time" content="2024-03-05T10:00:00+03:00"></head><body><header><a href="/">سەرەتا</a></header>'
        f'<main><h2 class="headline">{title}</h2><div class="date">2024-03-05</div><div class="content">{paragraphs(SORANI, f"<p>زیاتر بخوێنەوە: <a href=/n/8>{others[0]}</a></p>")}</div></main>'
        f"<aside><h3>زۆرترین خوێنراو</h3>{listed(others, 'row')}</aside></body></html>"
    )
    return Tongue("sorani", "ckb", title, SORANI, "2024-03-05", (), (), (*others, "زیاتر"), page)


def french() -> Tongue:
    title = "À Noirval, une passerelle enjambe enfin le Sarve"
    others = (
        "Les paysans du val aux amandes guettent la pluie",
        "Le musée de la poterie rouvre après deux ans",
        "Les Mouettes gagnent la coupe du littoral",
    )
    page = (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title} | Le Courrier du Môle</title><meta property="og:site_name" content="Le Courrier du Môle"></head>'
        f'<body><nav><a href="/">Accueil</a><a href="/s">Sports</a></nav><article><h1>{title}</h1><p class="signature">Par Claire Delmas</p><p class="date">Publié le 5 mars 2024 à 09h15</p>'
        f'{paragraphs(FRENCH, f"<p>Lire aussi : <a href=/n/8>{others[0]}</a></p>")}<div class="keywords">Mots-clés : <a href="/tag/1">Noirval</a>, <a href="/tag/2">Sarve</a></div></article>'
        f'<div class="suite"><h2>Sur le même sujet</h2>{listed(others, "vignette")}</div><footer>Tous droits réservés</footer></body></html>'
    )
    return Tongue(
        "french", "fr", title, FRENCH, "2024-03-05", ("Claire Delmas",), ("Noirval", "Sarve"), (*others, "Lire aussi", "Mots"), page
    )


def english() -> Tongue:
    title = "Northmere opens its footbridge over the Sarve"
    others = (
        "Almond valley farmers wait for the rain",
        "Pottery museum reopens after two years",
        "Seagulls win the coast cup for the third time",
    )
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Mole Courier</title><meta property="og:site_name" content="The Mole Courier"></head>'
        f'<body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav><article><h1>{title}</h1><div class="byline">By Claire Dalton</div><div>March 5, 2024 at 9:15 am</div>'
        f'{paragraphs(ENGLISH, f"<p>Read more: <a href=/n/8>{others[0]}</a></p>")}<ul class="tags"><li><a href="/tag/1">Northmere</a></li><li><a href="/tag/2">Sarve</a></li></ul></article>'
        f"<section><h2>Related stories</h2>{listed(others, 'teaser')}</section></body></html>"
    )
    return Tongue("english", "en", title, ENGLISH, "2024-03-05", ("Claire Dalton",), ("Northmere", "Sarve"), (*others, "Read more"), page)


TONGUES = [persian(), urdu(), sorani(), french(), english()]
