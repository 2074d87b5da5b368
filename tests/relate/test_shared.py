"""Why an article stands in a similar list: names as they stand in the text before single words."""

from rawi.language.stems import lemma
from rawi.language.tokens import keys
from rawi.outlets.catalogue import load
from rawi.relate.entities import entities
from rawi.relate.shared import MOST, in_common


def common(one, other, *telling):
    found = [lemma(keys(word)[0]) for word in telling]
    return in_common(entities(one, catalogue=load()), entities(other, catalogue=load()), found, dict(zip(found, telling, strict=True)))


ONE = "قال أنتوني بلينكن بعد جلسة للأمم المتحدة إن زيارة السودان ستتم، وإن القمح سيصل."
OTHER = "وأكد أنتوني بلينكين في الأمم المتحدة أن السودان يحتاج إلى القمح قبل الزيارة."


def test_names_come_before_words_and_are_written_as_in_the_first_article():
    assert common(ONE, OTHER, "زيارة", "بلينكن", "المتحدة", "القمح") == ("أنتوني بلينكن", "الأمم المتحدة", "زيارة", "القمح")


def test_a_name_that_tells_nothing_or_that_only_one_has_is_not_said():
    assert common(ONE, OTHER, "القمح") == ("القمح",)
    assert common(ONE, "وصل القمح إلى منفار بعد زيارة.", "بلينكن", "القمح") == ("بلينكن", "القمح")


def test_a_line_is_short():
    words = ("القمح", "زيارة", "جلسة", "ستتم", "سيصل", "بعد")
    assert len(common(ONE, OTHER, *words)) == MOST
