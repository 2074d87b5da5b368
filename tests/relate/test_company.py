"""Names that keep the same company: which are one, and which are not though their letters are near."""

from rawi.relate.company import Named, company

CROWD = [f"شيء {number}" for number in range(60)]


def told(outlet, name, beside, times=4):
    """Some articles of an outlet that name one thing, each time with two of those that stand beside it and something of its own."""
    return [
        Named(
            outlet, (name, beside[number % len(beside)], beside[(number + 1) % len(beside)], CROWD[(7 * number + len(name)) % len(CROWD)])
        )
        for number in range(times)
    ]


def others(number=120):
    """Articles about nothing of this, so that nothing is common."""
    return [Named(f"o{at % 5}", (CROWD[at % len(CROWD)], CROWD[(3 * at + 1) % len(CROWD)])) for at in range(number)]


CLUB, COURT = ["نادي الشراع", "ملعب الواحة", "كأس الخليج"], ["محكمة سرندة", "سجن النخيل", "هيئة الدفاع"]


def joined(*articles):
    return {frozenset((one.kept, one.other)) for one in company([*others(), *(one for several in articles for one in several)])}


def test_spellings_of_two_outlets_with_one_company_are_one_name_called_as_most_call_it():
    found = company([*others(), *told("a", "سيرجيو راموف", CLUB, 6), *told("b", "سيرخيو راموف", CLUB)])
    assert [(one.kept, one.other) for one in found] == [("سيرجيو راموف", "سيرخيو راموف")]


def test_another_company_is_another_man():
    assert joined(told("a", "سيرجيو راموف", CLUB), told("b", "سيرخيو راموف", COURT)) == set()


def test_who_stand_in_one_outlet_or_one_article_are_two():
    assert joined(told("a", "سيرجيو راموف", CLUB), told("a", "سيرخيو راموف", CLUB)) == set()
    both = [Named("b", ("سيرجيو راموف", "سيرخيو راموف", *CLUB)) for _ in range(4)]
    assert joined(told("a", "سيرجيو راموف", CLUB), both) == set()


def test_given_names_that_differ_are_never_one():
    for one, other in (("حسن الواحي", "حسين الواحي"), ("سلمان الواحي", "سليمان الواحي"), ("سالم الواحي", "سليم الواحي")):
        assert joined(told("a", one, CLUB), told("b", other, CLUB)) == set()


def test_words_of_every_day_are_themselves():
    assert joined(told("a", "نهر القرن", CLUB), told("b", "نهر القرم", CLUB)) == set()


def test_where_the_letters_make_one_name_less_company_is_enough():
    few = told("a", "كريستوف جروس", CLUB, 2), told("b", "كريستوف غروس", CLUB, 2)
    assert joined(*few) == {frozenset(("كريستوف جروس", "كريستوف غروس"))}
    assert joined(told("a", "كريستوف جروس", CLUB, 2), told("b", "كريستوف غروس", COURT, 2)) == set()


def test_an_empty_archive_shows_nothing():
    assert company([]) == []
