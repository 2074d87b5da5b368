"""Feeds of an invented outlet, in every format and with every fault."""

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>برق - الأخبـــار</title><link>https://barq.example/</link>{items}</channel></rss>"""

ITEM = """<item><title>{title}</title><link>{link}</link><guid isPermaLink="false">{guid}</guid><pubDate>{date}</pubDate>
<description>{summary}</description><dc:creator>{author}</dc:creator><category>اقتصاد</category><category>سياسة</category></item>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>برق</title><link href="https://barq.example/"/><updated>2025-03-20T20:00:00Z</updated>
<entry><title type="html">هدنة &amp;amp; مفاوضات</title><link rel="alternate" href="/atom/1"/><id>tag:barq.example,2025:1</id>
<published>2025-03-20T22:10:00+03:00</published><updated>2025-03-20T22:40:00+03:00</updated><author><name>سلمى حداد</name></author>
<summary type="html">&lt;p&gt;قال &lt;b&gt;الو&lt;/b&gt;زير&lt;/p&gt;&lt;p&gt;وأضاف&lt;/p&gt;</summary><category term="اقتصاد"/></entry>
<entry><title>بلا تاريخ</title><link href="https://barq.example/atom/2"/><id>2</id><updated>2025-03-20T19:00:00Z</updated></entry></feed>"""

RDF = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://barq.example/"><title>برق</title><link>https://barq.example/</link></channel>
<item rdf:about="https://barq.example/rdf/1"><title>خبر أول</title><link>https://barq.example/rdf/1</link><dc:date>2025-03-20T19:00:00+02:00</dc:date></item>
</rdf:RDF>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "برق", "home_page_url": "https://barq.example/",
"items": [{"id": 7, "url": "/json/1", "title": "خبر", "content_html": "<p>نص</p>", "date_published": "2025-03-20T22:10:00+03:00",
"authors": [{"name": "سلمى"}], "tags": ["اقتصاد", 5]}, {"id": "8", "title": "بلا عنوان شبكي"}, 3]}"""


def item(
    title="عنوان الخبر", link="https://barq.example/1", guid="1", date="Thu, 20 Mar 2025 23:21:00 +0300", summary="نص", author="سلمى حداد"
):
    return ITEM.format(title=title, link=link, guid=guid, date=date, summary=summary, author=author)


def rss(*items):
    return RSS.format(items="".join(items)).encode()
