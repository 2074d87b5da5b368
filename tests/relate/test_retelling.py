"""Which article is retold: names across alphabets, numbers, and none where it is not clear."""

import pytest

from rawi.relate.retelling import marks, meant

ORIGINAL = (
    "Harbour Minister Gregor Malten offered the port of Dravik 320 new cranes, two officials said. Prime Minister Tobias Rennkov and "
    "Sabina Orlandi of the dockers' union will meet in Velgrad on 14 May. Malten did not answer."
)
RETOLD = (
    "عرض وزير الموانئ غريغور مالتن على ميناء درافيك 320 رافعة جديدة، بحسب صحيفة «فلغراد كورير». وقالت الصحيفة إن رئيس الوزراء توبياس رينكوف "
    "وسابينا أورلاندي من نقابة العمال سيلتقيان في فلغراد في 14 من الشهر."
)
OTHER = "Gregor Malten opened a school in Velgrad. The children sang for an hour, and 40 parents came to see the new rooms of it."


@pytest.mark.parametrize(
    ("latin", "arabic"), [("Vaskin", "فاسكين"), ("Croft", "كروفت"), ("Schmidt", "شميدت"), ("Malten", "لمالتن"), ("Khodorov", "خودوروف")]
)
def test_a_name_is_one_in_both_alphabets(latin, arabic):
    assert marks(f"Then {latin} left.") & marks(f"ثم قال {arabic} ذلك")


def test_words_of_every_day_and_single_digits_are_no_marks():
    assert marks("The minister said on that day that 3 of them were there, and then the Minister left") == frozenset()
    assert marks("قال إن الحكومة ستبحث ذلك في وقت لاحق") == frozenset()


def test_the_article_that_is_retold_is_found():
    assert meant(marks(RETOLD), {1: marks(OTHER), 2: marks(ORIGINAL)}, {}) == 2
    assert meant(marks(RETOLD), {2: marks(ORIGINAL)}, {1: marks(OTHER)}) == 2


def test_none_is_meant_where_two_come_near_or_too_little_is_shared():
    second = ORIGINAL + " The union welcomed the offer."
    assert meant(marks(RETOLD), {1: marks(ORIGINAL), 2: marks(second)}, {3: marks(OTHER)}) is None
    assert meant(marks(RETOLD), {1: marks(OTHER)}, {2: marks(ORIGINAL)}) is None
    assert meant(marks(RETOLD), {}, {2: marks(ORIGINAL)}) is None
    assert meant(frozenset(), {1: marks(ORIGINAL)}, {}) is None


def test_what_an_outlet_writes_of_every_day_says_nothing():
    daily = {key: marks(ORIGINAL) for key in range(2, 9)}
    assert meant(marks(RETOLD), {1: marks(ORIGINAL)}, daily) is None
