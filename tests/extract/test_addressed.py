import pytest

from rawi.extract.addressed import addressed, counts, heads_replies, menu


def words(text):
    return text.count(" ") + 1


@pytest.mark.parametrize(
    "text",
    [
        "أخبارنا الآن على تيليغرام.. اشترك من هنا",
        "لا تنسوا الاشتراك في قناتنا على يوتيوب وتفعيل الجرس",
        "هل كان هذا المقال مفيدا لك؟",
        "سجلوا في نشرتنا لتصلكم القصص كل صباح",
    ],
)
def test_lines_that_speak_to_the_reader(text):
    assert addressed(text, words(text))


@pytest.mark.parametrize(
    "text",
    [
        "حمل المتظاهرون صور الضحايا في شوارع العاصمة",
        "قال الناطق «تابعوا ما تنشره قناتنا على تلغرام»",
        "شارك الوفد في اجتماعات اللجنة أمس",
        "تابع الوزير تنفيذ المشروع مع فريقه في الموقع.",
        "سجل اللاعب هدفين في الشوط الثاني",
    ],
)
def test_sentences_of_the_news_do_not(text):
    assert not addressed(text, words(text))


def test_menus_counters_and_headings_of_replies():
    assert menu("من نحن | اتصل بنا | سياسة الخصوصية")
    assert not menu("فاز الفريق 3 | 1 في الذهاب")
    assert counts("3 دقائق للقراءة", 3)
    assert not counts("أصيب 3 في القصف", 4)
    assert heads_replies("آراء وتعليقات القراء", 3)
    assert not heads_replies("فيما يلي أبرز ردود الفعل الدولية:", 6)
