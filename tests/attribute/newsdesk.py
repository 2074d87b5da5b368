"""Articles of invented outlets for the tests of credits."""

from rawi.attribute.credits import credits as credits_of
from rawi.model import Article, Credit
from rawi.outlets.catalogue import load

SENTENCE = "أعلنت بلدية المرسى في بيان طويل بدء العمل في الطريق الساحلي الذي ينتظره سكان الأحياء القديمة منذ سنوات"
TEXT = f"{SENTENCE}.\nوأضاف البيان أن العمل يستمر عامين، وأن الميناء يبقى مفتوحا طوال المدة."


def article(text=TEXT, *, byline=None, outlet="برق المرسى", given=(), url=None):
    return Article(id="1", url=url, outlet=outlet, title="الطريق الساحلي", text=text, byline=byline, credits=tuple(given))


def found(text=TEXT, **fields):
    """Return (name, role, where) of every credit, after checking that every span holds."""
    one = article(text, **fields)
    answer = credits_of(one, load())
    for credit in answer:
        if credit.span is not None:
            assert one.text[credit.span.start : credit.span.end] == credit.span.text == credit.as_written
    return [(credit.name, credit.role, credit.where) for credit in answer]


def tail(line, role="outlet"):
    """A closing line as the extractor hands it over."""
    return Credit(name=line, as_written=line, role=role, where="tail")
