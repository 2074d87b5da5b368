from rawi.world.house import dress
from rawi.world.records import House

PLAIN = "قال «المسؤول» في 2023 إن 12.5 في المئة من 1,250 بيتاً أُخليت، مضيفاً أن الذي بقي علي"


def test_the_plain_form_is_left_as_it_is_by_a_house_without_habits():
    assert dress(PLAIN, House()) == PLAIN


def test_an_egyptian_house_writes_final_ya_without_dots_and_eastern_digits():
    house = House(quotes="straight", digits="eastern", tanween="before", undotted_ya=True, spellings=(("مسؤول", "مسئول"),))
    assert dress(PLAIN, house) == 'قال "المسئول" فى ٢٠٢٣ إن ١٢٫٥ فى المئة من ١٬٢٥٠ بيتًا أُخليت، مضيفًا أن الذى بقى على'


def test_a_maghreb_house_uses_curly_quotes_and_no_tanween():
    assert dress("قال “هو” «أيضاً»", House(quotes="curly", tanween="none")) == "قال “هو” “أيضا”"
