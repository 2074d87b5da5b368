"""Who took from whom, where a family's text comes from, and what an article shows of it."""

import pytest

from rawi.model import Article, Credit, Outlet
from rawi.moments import moment
from rawi.outlets.catalogue import Catalogue
from rawi.relate.direction import direction, parents, seconds_apart
from rawi.relate.origin import origin
from rawi.relate.records import Origin, Parent, Share, Side
from rawi.relate.witness import side

SHARE = Share(a_in_b=0.9, b_in_a=0.9, jaccard=0.8)


def at(value, basis="json-ld"):
    return moment(value, basis=basis)


def one(key, outlet, published=None, **more):
    return Side(key=key, outlet=outlet, published=at(published) if isinstance(published, str) else published, **more)


# ---------------------------------------------------------------- two articles


def test_a_credit_decides_whatever_the_times_say():
    agency = one(1, "barq", "2025-03-01T12:00+03:00", agency=True)
    paper = one(2, "marsa", "2025-03-01T08:00+03:00", credited=("barq",), wires=("barq",))
    assert direction(agency, paper, SHARE) == ("a>b", "credit")
    assert direction(paper, agency, SHARE) == ("b>a", "credit")


def test_a_name_left_standing_decides_unless_somebody_else_is_credited():
    giver, taker = one(1, "marsa"), one(2, "jabal", named=("marsa",))
    assert direction(giver, taker, SHARE) == ("a>b", "text")
    assert direction(giver, one(2, "jabal", named=("marsa",), credited=("barq",)), SHARE) is None


def test_who_name_each_other_say_nothing_but_a_credit_is_the_stronger_word():
    assert direction(one(1, "marsa", named=("jabal",)), one(2, "jabal", named=("marsa",)), SHARE) is None
    assert direction(one(1, "marsa", credited=("jabal",)), one(2, "jabal", credited=("marsa",)), SHARE) is None
    assert direction(one(1, "marsa", named=("jabal",)), one(2, "jabal", credited=("marsa",)), SHARE) == ("a>b", "credit")
    assert direction(one(1, "marsa", credited=("jabal",)), one(2, "jabal", named=("marsa",)), SHARE) == ("b>a", "credit")


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("2025-03-01T08:00+03:00", "2025-03-01T08:16+03:00", ("a>b", "time")),
        ("2025-03-01T08:00+03:00", "2025-03-01T08:15+03:00", None),
        ("2025-03-01T08:00+03:00", "2025-03-01T05:30Z", ("a>b", "time")),
        ("2025-03-01T08:00+03:00", "2025-03-01T09:00+04:00", None),  # the same instant
        ("2025-03-01", "2025-03-01T20:00+03:00", None),  # a day is not midnight
        ("2025-03-01", "2025-03-02T20:00+03:00", ("a>b", "time")),
        ("2025-03-01T08:00", "2025-03-01T12:00", None),  # no zone: fourteen hours
        ("2025-03-01T08:00+03:00", "2025-03-20T08:00+03:00", None),  # the same formula, weeks later
        (at("2025-03-01T08:00+03:00", "fetched"), "2025-03-01T12:00+03:00", None),
        ("2025-03-01T08:00+03:00", at("2025-03-01T12:00+03:00", "imported"), None),
        (None, "2025-03-01T12:00+03:00", None),
    ],
)
def test_only_declared_times_decide_and_only_beyond_their_uncertainty(earlier, later, expected):
    giver, taker = one(1, "marsa", earlier), one(2, "jabal", later)
    assert direction(giver, taker, SHARE) == expected
    turned = expected and ("b>a", expected[1])
    assert direction(taker, giver, SHARE) == turned


def test_times_say_nothing_where_a_third_may_have_been_first():
    early, late = "2025-03-01T08:00+03:00", "2025-03-01T12:00+03:00"
    giver, taker = one(1, "marsa", early), one(2, "jabal", late)
    assert direction(giver, one(2, "jabal", late, credited=("barq",)), SHARE) is None
    assert direction(giver, one(2, "jabal", late, compiled=True), SHARE) is None
    assert direction(one(1, "marsa", early, credited=("barq",)), taker, SHARE) is None
    assert direction(giver, taker, SHARE, origin="barq") is None
    assert direction(giver, taker, SHARE, origin="marsa") == ("a>b", "time")


def test_times_say_nothing_against_the_containment():
    giver, taker = one(1, "marsa", "2025-03-01T08:00+03:00"), one(2, "jabal", "2025-03-01T12:00+03:00")
    assert direction(giver, taker, Share(a_in_b=0.95, b_in_a=0.4, jaccard=0.39)) is None
    assert direction(giver, taker, Share(a_in_b=0.95, b_in_a=0.6, jaccard=0.58)) is None
    assert direction(giver, taker, Share(a_in_b=0.4, b_in_a=0.95, jaccard=0.39)) == ("a>b", "time")


def test_seconds_apart_have_a_sign():
    early, late = at("2025-03-01T08:00+03:00"), at("2025-03-01T09:00+03:00")
    assert (seconds_apart(early, late), seconds_apart(late, early)) == (3600, -3600)


# ---------------------------------------------------------------- families


def test_a_tree_with_a_parent_for_each_that_has_one():
    agency = one(1, "barq", agency=True)
    first = one(2, "marsa", credited=("barq",), wires=("barq",))
    second = one(3, "jabal", credited=("marsa",))
    alone = one(4, "hawd")
    pairs = {(a, b): SHARE for a in (1, 2, 3, 4) for b in (1, 2, 3, 4) if a < b}
    assert parents([agency, first, second, alone], pairs) == {2: Parent("barq", "credit", 1), 3: Parent("marsa", "credit", 2)}


def test_an_origin_that_nobody_here_published_is_a_parent_without_a_key():
    papers = [one(1, "marsa", credited=("barq",), wires=("barq",)), one(2, "jabal", credited=("barq",), wires=("barq",))]
    assert parents(papers, {(1, 2): SHARE}) == {1: Parent("barq", "credit"), 2: Parent("barq", "credit")}


def test_of_two_earlier_articles_with_as_much_of_the_text_neither_is_the_parent():
    hours = {1: "08", 2: "09", 3: "12"}
    sides = [one(key, outlet, f"2025-03-01T{hours[key]}:00+03:00") for key, outlet in ((1, "marsa"), (2, "jabal"), (3, "hawd"))]
    close = {(1, 2): SHARE, (1, 3): SHARE, (2, 3): Share(0.9, 0.92, 0.8)}
    assert parents(sides, close) == {2: Parent("marsa", "time", 1)}
    clear = close | {(2, 3): Share(0.9, 0.99, 0.8)}
    assert parents(sides, clear) == {2: Parent("marsa", "time", 1), 3: Parent("jabal", "time", 2)}


def test_a_tree_has_no_rings():
    ring = [one(1, "marsa", credited=("hawd",)), one(2, "jabal", credited=("marsa",)), one(3, "hawd", credited=("jabal",))]
    found = parents(ring, {(1, 2): SHARE, (2, 3): SHARE, (1, 3): SHARE})
    assert sum(parent.key is not None for parent in found.values()) == 2


def test_the_wire_that_one_of_three_outlets_credits_is_their_origin():
    wire = one(1, "marsa", credited=("barq",), wires=("barq",))
    assert origin([wire, one(2, "jabal"), one(3, "hawd")]) == Origin("barq", inferred=True, credited_by=(1,))
    assert origin([wire, one(2, "jabal")]) is None
    assert origin([wire, one(2, "jabal"), one(3, "jabal")]) is None
    assert origin([one(1, "marsa"), one(2, "jabal"), one(3, "hawd")]) is None
    other = one(3, "hawd", credited=("raad",), wires=("raad",))
    assert origin([wire, one(2, "jabal"), other]) is None
    everyone = [one(key, outlet, credited=("barq",), wires=("barq",)) for key, outlet in ((1, "marsa"), (2, "jabal"), (3, "hawd"))]
    assert origin(everyone) == Origin("barq", inferred=False, credited_by=(1, 2, 3))


# ---------------------------------------------------------------- what an article shows

NEWS = Catalogue(
    [
        Outlet(slug="barq", name="برق", aliases=("وكالة برق للأنباء",), agency=True, domains=("barq.example",)),
        Outlet(slug="marsa", name="المرسى", aliases=("صحيفة المرسى",), domains=("marsa.example",)),
        Outlet(slug="jabal", name="إذاعة الجبل", domains=("jabal.example",)),
    ]
)


def shown(text, *given, outlet="jabal"):
    return side(7, Article(id="7", url=None, outlet=outlet, title="", text=text), given, NEWS)


def test_credits_are_looked_up_and_the_house_itself_is_left_out():
    given = (
        Credit("برق", "برق", "agency", "byline"),
        Credit("إذاعة الجبل", "الجبل", "staff", "byline"),
        Credit("وكالات", "وكالات", "compiled", "byline"),
        Credit("موقع الشاطئ", "موقع الشاطئ", "outlet", "tail"),
    )
    found = shown("نص", *given)
    assert (found.credited, found.wires, found.compiled) == (("barq", "موقع الشاطئ"), ("barq",), True)


@pytest.mark.parametrize(
    "text",
    [
        "وفق ما ذكرته صحيفة المرسى فإن الجسر يفتح غداً",
        "وقال الوزير لصحيفة المرسى إن الجسر يفتح غداً",
        "قال الوزير لـ«المرسى» إن الجسر يفتح غداً",
        "الجسر يفتح غداً https://www.marsa.example/news/12.",
    ],
)
def test_an_outlet_is_named_where_the_words_can_mean_nothing_else(text):
    assert shown(text).named == ("marsa",)
    assert shown(text, outlet="marsa").named == ()


def test_a_word_that_is_also_a_name_names_nobody():
    assert shown("وصلت السفينة إلى المرسى القديم بعد يومين").named == ()
    assert shown("").named == ()
