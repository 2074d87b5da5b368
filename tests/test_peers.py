from rawi.model import Page
from rawi.peers import EXTRACTORS, Truth, compare, leaks, shingles
from rawi.pipeline import Reading

TEXT = "قال رئيس البلدية إن العمل في الجسر الجديد يبدأ مطلع الشهر المقبل ويستمر عاما كاملا على الأقل."


def reading():
    return Reading(Page(url="https://x.example/1", body=f"<h1>افتتاح الجسر</h1><p>{TEXT}</p><p>{TEXT[::-1]}</p>".encode()))


def test_rawi_is_measured_and_scored():
    (row,) = compare([reading()], {0: Truth(text=f"{TEXT}\n{TEXT[::-1]}")}, 0.01, only=("rawi",))
    assert row.pages_per_cpu_second > 0
    assert row.f1 == 1.0
    assert row.leaks == 0.0


def test_a_peer_that_is_not_there_is_named(monkeypatch):
    def absent():
        raise ImportError

    monkeypatch.setitem(EXTRACTORS, "trafilatura", absent)
    (row,) = compare([reading()], {}, 0.01, only=("trafilatura",))
    assert row.missing
    assert row.pages == 0


def test_listed_furniture_leaks():
    truth = Truth(text="خبر قصير.", furniture=("عنوان خبر آخر", "برق"))
    assert leaks("خبر قصير. عنوان خبر آخر", truth)
    assert not leaks("خبر قصير. برق", truth)


def test_a_short_text_is_one_gram():
    assert sum(shingles("هدنة").values()) == 1
    assert not shingles("")
