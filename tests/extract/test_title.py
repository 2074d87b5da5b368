import msgspec

from rawi.extract import extract
from rawi.extract.title import learn
from rawi.model import Article, Outlet, Page

TEXT = "".join(
    f"<p>قال رئيس البلدية في {place} إن العمل في الجسر الجديد يبدأ مطلع الشهر المقبل ويستمر عاما كاملا.</p>"
    for place in ("حوض", "مرج", "تل")
)


def test_learns_what_the_titles_of_a_site_share():
    titles = ["افتتاح الجسر | محليات | برق الساحل", "فوز الفريق | رياضة | برق الساحل", "مطر غزير | محليات | برق الساحل"]
    assert learn(titles) == ("برق الساحل",)


def test_learns_a_name_that_stands_first():
    assert learn(["برق : خبر أول", "برق : خبر ثان", "برق : خبر ثالث"]) == ("برق",)


def test_learns_nothing_from_two_pages_or_from_one_page_thrice():
    assert learn(["هدنة - برق", "مطر - برق"]) == ()
    assert learn(["هدنة - برق"] * 3) == ()


def test_what_was_learnt_names_the_site_through_the_outlet():
    page = Page(url="https://x.example/1", body=f"<title>برق : افتتاح الجسر في المرج</title><div>{TEXT}</div>".encode())
    names = learn(["برق : خبر أول", "برق : خبر ثان", "برق : خبر ثالث"])
    outlet = Outlet(slug="x", name="إكس", country="", aliases=names) if "country" in Outlet.__struct_fields__ else None
    assert outlet is not None
    found = extract(page, outlet=outlet)
    assert isinstance(found, Article)
    assert found.title == "افتتاح الجسر في المرج"
    assert msgspec.structs.asdict(outlet)["aliases"] == ("برق",)
