"""Pages in the makes of real sites, about invented places by invented outlets, each with what extraction must find in it."""

import json
from html import escape
from typing import NamedTuple

PARAGRAPHS = (
    "أعلنت بلدية مدينة الزهراء اليوم افتتاح جسر المشاة الجديد فوق نهر السرو، بعد أعمال استمرت ثمانية عشر شهرا وشارك فيها مئات العمال.",
    "وقالت رئيسة البلدية هند الراوي إن الجسر سيخدم نحو أربعين ألف شخص يوميا، موضحة أن كلفته بلغت اثني عشر مليون درهم.",
    "وأضافت في مؤتمر صحفي أن المرحلة الثانية تشمل مسارا للدراجات ومقاعد مظللة على ضفتي النهر قبل نهاية العام.",
    "ويربط الجسر بين حي الميناء القديم وسوق النحاسين، وكان الأهالي يقطعون المسافة بالقوارب منذ انهيار الجسر الحجري قبل تسع سنوات.",
)
TITLE = "الزهراء تفتتح جسر المشاة فوق نهر السرو بعد عام ونصف من العمل"
AUTHOR = "سلمى القادري"
TAGS = ("مدينة الزهراء", "نهر السرو", "جسر المشاة")
OTHERS = (
    "مزارعو وادي اللوز ينتظرون موسم المطر بقلق كبير",
    "متحف الفخار يستقبل زواره بعد ترميم دام عامين",
    "فريق النوارس يتوج بكأس الساحل للمرة الثالثة",
)
EXCERPT = "قال عدد من المزارعين إن تأخر المطر هذا العام يهدد محصول اللوز في قرى الوادي العشر."
COMMENT = "شكرا للبلدية على هذا الجهد، ونتمنى أن تصل المشاريع إلى القرى البعيدة أيضا."
CAPTION = "جانب من حفل الافتتاح (أرشيف)"
DAY = "2024-03-05"


class Make(NamedTuple):
    """A page and what is to be found in it; what is None is not asked."""

    name: str
    body: bytes
    content_type: str | None = None
    text: tuple[str, ...] = PARAGRAPHS
    title: str = TITLE
    published: str | None = DAY
    authors: tuple[str, ...] | None = (AUTHOR,)
    tags: tuple[str, ...] | None = TAGS
    promos: tuple[str, ...] = ()
    source: str | None = None
    kind: str = "news"


def paragraphs(texts: tuple[str, ...] = PARAGRAPHS, *, after_first: str = "") -> str:
    return "".join(f"<p>{escape(text)}</p>{after_first if not place else ''}" for place, text in enumerate(texts))


def cards(tag: str = "div", name: str = "card") -> str:
    return "".join(
        f'<{tag} class="{name}"><a href="/n/{n}"><img src="/t.jpg"></a><h3><a href="/n/{n}">{t}</a></h3><p>{EXCERPT}</p></{tag}>'
        for n, t in enumerate(OTHERS)
    )


def links() -> str:
    return "<ul>" + "".join(f'<li><a href="/n/{n}">{t}</a></li>' for n, t in enumerate(OTHERS)) + "</ul>"


def menu() -> str:
    return "<nav><ul>" + "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("الرئيسية", "محليات", "رياضة", "ثقافة")) + "</ul></nav>"


def tag_links(rel: str = "tag") -> str:
    return "".join(f'<a href="/tag/{n}" rel="{rel}">{tag}</a> ' for n, tag in enumerate(TAGS))


def head(
    *, ld: dict[str, object] | None = None, published: str | None = f"{DAY}T09:15:00+03:00", title: str = f"{TITLE} | صحيفة المرفأ"
) -> str:
    meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    script = f'<script type="application/ld+json">{json.dumps(ld, ensure_ascii=False)}</script>' if ld else ""
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title><meta property="og:title" content="{TITLE}">'
        f'<meta property="og:site_name" content="صحيفة المرفأ"><meta property="og:type" content="article">{meta}{script}</head>'
    )


def linked(**more: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": f"{DAY}T09:15:00+03:00",
        "author": {"@type": "Person", "name": AUTHOR},
        "publisher": {"@type": "Organization", "name": "صحيفة المرفأ"},
        **more,
    }


def wordpress() -> Make:
    promo = f'<p><strong>اقرأ أيضا: <a href="/n/9">{OTHERS[0]}</a></strong></p>'
    body = (
        head()
        + f'<body class="single has-sidebar">{menu()}<article class="post type-post category-news tag-x"><h1 class="entry-title">{TITLE}</h1>'
        f'<div class="post-meta"><span class="meta-author">كتبت - {AUTHOR}</span><span class="date">5 مارس 2024</span></div><div class="entry-content">'
        f'<figure><img src="/a.jpg"><figcaption>{CAPTION}</figcaption></figure>{paragraphs(after_first=promo)}<p>لمتابعة أخبارنا على جوجل نيوز اضغط هنا</p>'
        f'<div class="post-tags"><span>الوسوم</span>{tag_links()}</div></div><div class="share-buttons"><a>فيسبوك</a><a>تويتر</a></div></article>'
        f'<div class="related-posts"><h3>مقالات ذات صلة</h3>{cards()}</div><div id="comments"><h3>تعليقان</h3><p>{COMMENT}</p></div><aside>{links()}</aside></body></html>'
    )
    return Make("wordpress", body.encode(), promos=(OTHERS[0],))


def drupal() -> Make:
    field = '<div class="field field--name-{}">{}</div>'
    body = (
        head(published=None)
        + f'<body>{menu()}<div class="node node--type-article"><h1><span>{TITLE}</span></h1><div class="field--name-created">الثلاثاء 5 آذار 2024 - 09:15</div>'
        + field.format("field-author", f"{AUTHOR} - الزهراء")
        + field.format("body", f'<div class="field__item">{paragraphs()}</div>')
        + field.format("field-source", "المصدر: وكالة أنباء السرو")
        + field.format(
            "field-tags", '<div class="field__label">الوسوم</div>' + "".join(f'<div class="field__item"><a>{t}</a></div>' for t in TAGS)
        )
        + f"</div>{cards('article', 'teaser')}</body></html>"
    )
    return Make("drupal", body.encode(), authors=None, source="وكالة أنباء السرو")


def next_shell() -> Make:
    state = {
        "props": {
            "pageProps": {
                "article": {
                    "title": TITLE,
                    "body": paragraphs() + f"<p>اقرأ المزيد: {OTHERS[1]}</p>",
                    "tags": [{"name": tag} for tag in TAGS],
                },
                "latest": [{"title": other, "body": f"<p>{EXCERPT}</p>"} for other in OTHERS],
            }
        }
    }
    script = json.dumps(state, ensure_ascii=False).replace("</", "<\\/")
    body = (
        head(ld=linked(), published=None)
        + f'<body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{script}</script></body></html>'
    )
    return Make("next_shell", body.encode())


def assigned_state() -> Make:
    state = {"page": {"headline": TITLE, "content": [{"type": "paragraph", "data": {"text": text}} for text in PARAGRAPHS]}}
    body = (
        head(ld=linked(keywords=list(TAGS)))
        + f'<body><div id="app"></div><script>window.__INITIAL_STATE__={json.dumps(state, ensure_ascii=False)};</script></body></html>'
    )
    return Make("assigned_state", body.encode())


def article_body() -> Make:
    ld = {
        "@context": "https://schema.org",
        "@graph": [{"@type": "WebPage", "name": TITLE}, linked(articleBody="\n\n".join(PARAGRAPHS), keywords="، ".join(TAGS))],
    }
    return Make("article_body", (head(ld=ld) + f"<body>{menu()}<h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p>{cards()}</body></html>").encode())


def old_breaks() -> Make:
    text = "<br><br>".join(PARAGRAPHS)
    comments = "".join(f"<tr><td><b>{n} - زائر</b><br>{COMMENT}</td></tr>" for n in range(4))
    menu_rows = "".join(f"<tr><td><a href='a.asp?id={n}'>{t}</a></td></tr>" for n, t in enumerate(OTHERS))
    body = (
        f"<html><head><title>المرفأ</title></head><body><table><tr><td><table>{menu_rows}</table></td><td><table><tr><td><font size=5>{TITLE}</font></td></tr>"
        f"<tr><td><font size=1>05/03/2024</font></td></tr><tr><td><font size=3>{text}</font></td></tr><tr><td>عدد الزيارات: 231</td></tr>"
        f"<tr><td>التعليقات</td></tr>{comments}</table></td></tr></table></body></html>"
    )
    return Make("old_breaks", body.encode("cp1256"), content_type="text/html; charset=utf-8", authors=None, tags=None)


def accelerated() -> Make:
    body = (
        f'<!doctype html><html ⚡ lang="ar"><head><meta charset="utf-8"><title>{TITLE} | المرفأ</title><script async src="https://cdn.ampproject.org/v0.js"></script>'
        f'<script type="application/ld+json">{json.dumps(linked(), ensure_ascii=False)}</script></head><body><amp-sidebar>{links()}</amp-sidebar><main><h1>{TITLE}</h1>'
        f'<p class="by">{AUTHOR}</p><amp-img src="a.jpg"></amp-img><p class="caption">{CAPTION}</p>'
        + paragraphs(after_first="<amp-ad><div>- إعلان -</div></amp-ad>")
        + f'<div class="tags">{tag_links("")}</div></main><amp-next-page><script type="application/json">[]</script></amp-next-page></body></html>'
    )
    return Make("accelerated", body.encode())


def print_page() -> Make:
    body = (
        f'<html dir="rtl"><head><meta charset="utf-8"><title>نسخة للطباعة: {TITLE}</title></head><body><h2>{TITLE}</h2><small>5 مارس 2024</small><hr>{paragraphs()}'
        "<hr><small>تمت طباعة هذه الصفحة من موقع المرفأ</small></body></html>"
    )
    return Make("print_page", body.encode(), authors=None, tags=None)


def live_page() -> Make:
    posts = "".join(
        f'<li class="live-post"><div class="time"><span>منذ {n} ساعات</span><span>1{n}:30</span></div><div class="live-body"><p>{text}</p></div><div class="post-share">شارك هذا التحديث</div></li>'
        for n, text in enumerate(PARAGRAPHS[1:], 3)
    )
    ld = linked() | {"@type": "LiveBlogPosting"}
    body = (
        head(ld=ld)
        + f'<body>{menu()}<div class="live"><h1>{TITLE}</h1><div class="updated">آخر تحديث 05/03/2024 21:40</div><div class="live-summary"><p>{PARAGRAPHS[0]}</p></div>'
        f"<button>ترتيب حسب الأقدم</button><ul>{posts}</ul><button>تحميل المزيد</button></div><aside>{links()}</aside></body></html>"
    )
    return Make("live_page", body.encode(), tags=None, kind="live")


def endless_page() -> Make:
    def article(title: str, texts: tuple[str, ...], level: str) -> str:
        return f'<div class="post-wrap"><{level}>{title}</{level}><div class="m">{AUTHOR} | 5 مارس 2024</div><div class="t">{paragraphs(texts)}</div></div>'

    second = tuple(f"{EXCERPT} وهذا هو التقرير رقم {n} عن الوادي." for n in range(9))
    body = (
        head(ld=linked())
        + f'<body>{menu()}<div id="stream">{article(TITLE, PARAGRAPHS, "h1")}{article(OTHERS[0], second, "h2")}</div></body></html>'
    )
    return Make("endless_page", body.encode(), tags=None)


def endless_flat() -> Make:
    second = tuple(f"{EXCERPT} وهذا هو التقرير رقم {n} عن الوادي." for n in range(9))
    body = (
        head(ld=linked())
        + f"<body>{menu()}<main><h1>{TITLE}</h1><p>{AUTHOR} - 5 مارس 2024</p><div>{paragraphs()}</div><hr><h2>{OTHERS[0]}</h2><p>رامي الحداد - 4 مارس 2024</p><div>{paragraphs(second)}</div></main></body></html>"
    )
    return Make("endless_flat", body.encode(), tags=None)


def photo_story() -> Make:
    figures = "".join(f'<figure><img src="{n}.jpg"><figcaption>{CAPTION} {n}</figcaption></figure>' for n in range(4))
    body = (
        head()
        + f'<body>{menu()}<article><h1>{TITLE}</h1><div class="byline">تصوير: {AUTHOR}</div><div>{paragraphs()}</div><div class="gallery">{figures}</div></article></body></html>'
    )
    return Make("photo_story", body.encode(), tags=None)


def video_page() -> Make:
    body = (
        head()
        + f'<body>{menu()}<div class="video-page"><video src="v.mp4"></video><h1>{TITLE}</h1><div class="desc">{paragraphs(PARAGRAPHS[:2])}</div><div class="tags">{tag_links("")}</div>'
        f'<div class="playlist"><h3>قائمة التشغيل</h3>{links()}</div></div></body></html>'
    )
    return Make("video_page", body.encode(), text=PARAGRAPHS[:2], authors=None)


def blogger() -> Make:
    text = "".join(f'<div style="text-align: right;">{text}</div><div><br /></div>' for text in PARAGRAPHS)
    body = (
        f'<!doctype html><html dir="rtl"><head><meta charset="utf-8"><title>مدونة المرفأ: {TITLE}</title></head><body><div class="header"><h1>مدونة المرفأ</h1></div><div id="main" class="main section"><div class="widget Blog">'
        f'<h2 class="date-header">الثلاثاء، 5 مارس 2024</h2><div class="post hentry"><h3 class="post-title entry-title">{TITLE}</h3><div class="post-body entry-content">{text}</div>'
        f'<div class="post-footer"><span class="post-author vcard">مرسلة بواسطة <span class="fn">{AUTHOR}</span></span> <span class="post-labels">التسميات: {tag_links()}</span></div></div>'
        f'<div class="comments"><h4>هناك تعليقان:</h4><p>{COMMENT}</p></div></div></div><div class="sidebar"><h2>المشاركات الشائعة</h2>{cards()}</div></body></html>'
    )
    return Make("blogger", body.encode())


def agency_end() -> Make:
    body = (
        head()
        + f'<body>{menu()}<h1>{TITLE}</h1><p>الزهراء 05 مارس 2024 م وأس</p><div class="news-details">{paragraphs()}<p>// انتهى //</p><p>15:11 ت م</p><p>0099</p></div><div class="share">شارك</div></body></html>'
    )
    return Make("agency_end", body.encode(), authors=None, tags=None)


def wrong_dates() -> Make:
    ld = linked() | {"datePublished": "2026-01-01T00:00:00+03:00", "dateModified": "2026-01-01T00:00:00+03:00"}
    body = (
        head(ld=ld, published=None)
        + f'<body>{menu()}<div><h1>{TITLE}</h1><div class="meta">{AUTHOR} | 5 مارس 2024</div><div>{paragraphs()}</div></div></body></html>'
    )
    return Make("wrong_dates", body.encode(), tags=None)


def hashed_names() -> Make:
    text = "".join(f'<div class="sc-{n}x0"><div class="sc-a8f">{t}</div></div>' for n, t in enumerate(PARAGRAPHS))
    promo = f'<div class="sc-9pp"><a class="sc-z1" href="/k"><div>شاهد أيضا</div><div>{OTHERS[2]}</div></a></div>'
    body = (
        head(ld=linked())
        + f'<body><div id="__next"><div class="sc-m"><h1 class="sc-t">{TITLE}</h1><div class="sc-b">{text}{promo}</div></div><div class="sc-r"><h3>قد يعجبك أيضا</h3>{links()}</div></div></body></html>'
    )
    return Make("hashed_names", body.encode(), tags=None, promos=(OTHERS[2],))


MAKES = [
    make()
    for make in (
        wordpress,
        drupal,
        next_shell,
        assigned_state,
        article_body,
        old_breaks,
        accelerated,
        print_page,
        live_page,
        endless_page,
        endless_flat,
        photo_story,
        video_page,
        blogger,
        agency_end,
        wrong_dates,
        hashed_names,
    )
]
FURNITURE = (
    *OTHERS,
    EXCERPT,
    COMMENT,
    CAPTION,
    "الوسوم",
    "اقرأ أيضا",
    "تعليق",
    "اضغط هنا",
    "شارك هذا",
    "انتهى",
    "المصدر:",
    "تحميل المزيد",
    "إعلان",
)
