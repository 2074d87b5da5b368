"""Pages whose titles call the site first, which nothing else on the page does: three of them tell what the site is called."""

import asyncio

import pytest

from rawi.archive import Archive
from rawi.carry.importer import Tally, import_path
from rawi.engine.local import LocalEngine
from rawi.extract.naming import SITES, SiteNames, names_of_sites, page_title
from rawi.model import Entry, Outlet, Page
from rawi.running import Live, _Taker
from rawi.settings import Settings

HEADLINES = ("افتتاح الجسر في المرج", "مطر غزير على السدرة", "ترميم سوق النحاسين", "موسم اللوز يبدأ باكرا")
PLACES = ("حوض", "مرج", "تل", "واد")


def page(number: int, charset: str = "utf-8") -> bytes:
    text = "".join(
        f"<p>قال رئيس البلدية في {place} رقم {number} إن العمل في الجسر الجديد يبدأ مطلع الشهر ويستمر عاما.</p>" for place in PLACES
    )
    title = f"<title>برق الساحل : {HEADLINES[number]}</title><meta charset={charset}>"
    return f"<html><head>{title}</head><body><div>{text}</div></body></html>".encode("cp1256" if charset != "utf-8" else charset)


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "archive", Settings(), write=True) as opened:
        yield opened


def titles(archive):
    return sorted(stored.article.title for stored in archive.in_order())


def test_a_folder_teaches_the_name_of_its_site(tmp_path, archive):
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(len(HEADLINES)):
        (folder / f"{number}.html").write_bytes(page(number))
    engine = LocalEngine(0)
    import_path(archive, folder, engine, Tally(), lambda *_: None)
    engine.close()
    assert titles(archive) == sorted(HEADLINES)


def test_gathering_learns_as_it_goes(archive):
    outlet = Outlet(slug="barq.example", name="barq.example", known=False)
    taker = _Taker(archive, LocalEngine(0), Live())

    async def take() -> None:
        for number in range(len(HEADLINES)):
            url = f"https://barq.example/news/{number}"
            await taker.take(outlet, Entry(url, HEADLINES[number]), Page(url=url, body=page(number)))

    asyncio.run(take())
    found = titles(archive)
    assert set(HEADLINES[2:]) <= set(found)
    assert [title for title in found if title not in HEADLINES] == sorted(f"برق الساحل : {headline}" for headline in HEADLINES[:2])


def test_the_title_of_a_page_is_read_in_its_encoding():
    for charset in ("utf-8", "windows-1256"):
        assert page_title(Page("https://barq.example/1", page(0, charset))) == f"برق الساحل : {HEADLINES[0]}"
    assert page_title(Page("https://barq.example/1", b"<title" * 10_000)) == ""
    assert page_title(Page("https://barq.example/1", b"<p>x")) == ""


def test_sites_are_kept_apart():
    pages = [Page(f"https://{host}.example/{number}", page(number)) for host in ("a", "b") for number in range(3 if host == "a" else 2)]
    assert names_of_sites(pages) == {"a.example": ("برق الساحل",)}


def test_what_is_remembered_is_bounded():
    names = SiteNames()
    for number in range(SITES + 50):
        names.of(Page(f"https://s{number}.example/1", page(0)))
    assert len(names._titles) == SITES
