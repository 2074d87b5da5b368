from extract.makes import PARAGRAPHS, TITLE, paragraphs
from rawi.extract import extract
from rawi.extract.rules import valid
from rawi.model import Outlet, Page, PageRules

OLD = PageRules(valid_from="2010-01-01", body="#old")
NEW = PageRules(valid_from="2020-01-01", body="#text", drop=(".odd",), title=".head", byline=".by", published=".when")
OUTLET = Outlet(slug="marfa", name="المرفأ", rules=(NEW, OLD))
HTML = (
    f'<html><head><meta charset=utf-8></head><body><h1>المرفأ</h1><div class="head">{TITLE}</div><i class="by">كتبت سلمى القادري</i><i class="when">5 مارس 2024 10:30</i>'
    f'<div id="text">{paragraphs()}<p class="odd">سطر غريب لا تعرفه القواعد العامة ولا يشبه شيئا منها أبدا.</p></div><div id="old"><p>نص قديم</p></div></body></html>'
)


def test_rules_say_where_everything_is():
    found = extract(Page(url="https://marfa.example/1", body=HTML.encode(), fetched_at="2024-03-06T00:00:00+00:00"), outlet=OUTLET)
    assert (found.title, found.byline, found.published.value) == (TITLE, "كتبت سلمى القادري", "2024-03-05T10:30")
    assert found.text == "\n".join(PARAGRAPHS)


def test_rules_are_valid_from_a_day_on():
    assert valid(OUTLET, "2015-06-01T00:00:00Z") is OLD
    assert valid(OUTLET, "2009-06-01") is None
    assert valid(OUTLET, None) is NEW
    assert valid(None, None) is None


def test_a_broken_selector_leaves_the_field_to_the_generic_code():
    outlet = Outlet(slug="marfa", name="المرفأ", rules=(PageRules(valid_from="2010-01-01", body="#text >>> [", title="!!", drop=("((",)),))
    found = extract(Page(url="https://marfa.example/1", body=HTML.encode()), outlet=outlet)
    assert PARAGRAPHS[0] in found.text
