"""An archive of invented news, and clients of the application that serves it."""

import asyncio

import httpx
import msgspec
import pytest

from rawi.archive import Archive
from rawi.model import Article, Link, Page
from rawi.outlets.catalogue import load
from rawi.pipeline import arrive
from rawi.serve.app import create
from rawi.settings import Settings
from serve.newsroom import NOW, articles, at, plant

SETTINGS = Settings(timezone="Asia/Amman")
KEPT = """<!doctype html><html lang="ar" dir="rtl"><head><title>نافذة الخليج</title><style>h1{color:#7a1f1f}</style>
<script>alert("ran")</script><link rel="stylesheet" href="https://evil.example/a.css"></head>
<body onload="alert(1)"><h1>الوزارة تؤجل تشغيل محطة التحلية</h1><p>قال مسؤول في <a href="https://evil.example/">وزارة المياه</a>.</p>
<img src="https://evil.example/x.png"></body></html>""".encode()


class Gathering:
    """What the gatherer reports to the pages."""

    def __init__(self, reached=0, unreachable=()):
        self.reached = reached
        self.unreachable = unreachable


def arrival(archive, article, *, seen, kept=None):
    """Take an article all the way; one without a date is one that was imported, and was never seen on the web."""
    fetched = at(seen, basis="fetched")
    page = archive.keep_page(Page(article.url, kept, "text/html; charset=utf-8", seen)).digest if kept else None
    return arrive(article, load(), fetched_at=fetched if article.published else None, external_id=article.id, page=page)


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """The newsroom; its first article was seen in other words an hour before, and its page was kept."""
    made = Archive.open(tmp_path_factory.mktemp("news") / "archive", SETTINGS, write=True)
    first, *others = articles()
    earlier = plant(title=first.title.replace("ثلاثة أشهر", "شهرين"))
    made.add([arrival(made, earlier, seen="2026-03-14T08:00:00Z")])
    made.add(
        [arrival(made, first, seen="2026-03-14T11:53:00Z", kept=KEPT), *(arrival(made, one, seen="2026-03-14T11:00:00Z") for one in others)]
    )
    made.flush()
    yield made
    made.close()


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    made = Archive.open(tmp_path_factory.mktemp("empty") / "archive", SETTINGS, write=True)
    yield made
    made.close()


EVIL = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
HOSTILE = [
    Article(
        "evil-1",
        "javascript:alert(1)",
        "evil",
        EVIL,
        f"نص {EVIL}\n</p></div><h1>ليس عنواناً</h1>",
        byline=EVIL,
        section=EVIL,
        tags=(EVIL, "../../etc/passwd", "a/b?c#d"),
        published=at("2026-03-14T09:00+02:00"),
        promos=(Link(EVIL, "javascript:alert(2)"), Link("بيانات", "data:text/html,<b>x")),
        language="ar",
    ),
    Article(
        "evil-2",
        "https://ok.example/2",
        EVIL,
        "عنوان \u202eمقلوب\u2069\u2069\u202c يتبعه",
        "فقرة أولى \u202e مقلوبة لا تُغلق.\nفقرة ثانية سليمة.",
        tags=("وسم\u202e",),
        published=at("2026-03-14T08:00+02:00"),
        language="ar",
    ),
    Article(
        "evil-3",
        "https://ok.example/3",
        "evil",
        "رموز\x00 تحكم\x0b\x1b[31m\ufffe",
        "نص فيه \x00\x08\x0c رموز لا يحملها XML \ufffe\uffff هنا.",
        byline="كاتب\x01",
        published=at("2026-03-14T07:00+02:00"),
        language="ar",
    ),
    Article(
        "evil-4",
        "https://ok.example/" + "ط" * 300,
        "evil",
        "كلمة" * 200,
        "م" * 3000 + "\n" + "https://long.example/" + "x" * 2000,
        published=at("2026-03-14T06:00+02:00"),
        language="ar",
    ),
    Article(
        "../../../etc/passwd",
        "https://ok.example/5\r\nX-Injected: 1",
        "../..",
        "مسار",
        "نص عادي عن المسار.",
        published=at("2026-03-14T05:00+02:00"),
        language="ar",
    ),
    Article(
        "evil-6",
        "https://user:pw@ok.example/6",
        "evil",
        "]]> <!-- &amp; &#x202e; {{ 7*7 }} {% raw %}",
        "{{ config }} ]]> <![CDATA[ %s {0} {name}",
        published=at("2026-03-14T04:00+02:00"),
        language="ar",
    ),
]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    made = Archive.open(tmp_path_factory.mktemp("hostile") / "archive", SETTINGS, write=True)
    made.add([arrival(made, one, seen="2026-03-14T11:00:00Z") for one in HOSTILE])
    made.flush()
    yield made
    made.close()


class Client:
    """Asks the application as a server would, one request at a time."""

    def __init__(self, app, raising):
        self.transport = httpx.ASGITransport(app=app, raise_app_exceptions=raising)

    def request(self, method, path, *, headers=None, content=None):
        async def ask():
            async with httpx.AsyncClient(transport=self.transport, base_url="http://127.0.0.1:8480", follow_redirects=True) as client:
                return await client.request(method, path, headers={"accept-language": "ar", **(headers or {})}, content=content)

        return asyncio.run(ask())

    def get(self, path, *, headers=None):
        return self.request("GET", path, headers=headers)

    def head(self, path):
        return self.request("HEAD", path)

    def post(self, path, *, headers=None, content=None):
        return self.request("POST", path, headers=headers, content=content)


@pytest.fixture
def client_of():
    """Return a maker of clients: `client_of(archive, digits="latin", live=…)`."""

    def make(archive, *, live=None, now=lambda: NOW, raising=True, **settings):
        app = create(archive, settings=msgspec.structs.replace(SETTINGS, **settings), live=live, now=now)
        return Client(app, raising)

    return make


@pytest.fixture
def client(archive, client_of):
    return client_of(archive)
