from hypothesis import given
from hypothesis import strategies as st

from rawi.serve.snippets import READ, WORDS, marked, snippet

LONG = "كلام عام لا يخص أحداً. " * 30 + "ثم أعلنت الوزارة موعد تشغيل المحطة الجديدة في الميناء. " + "وكلام آخر بعده. " * 30


def words(found):
    return [piece.text for piece in found if piece.matched]


def test_the_window_is_where_the_words_are():
    found = snippet(LONG, ["تشغيل", "المحطه"])
    assert words(found.pieces) == ["تشغيل", "المحطة"]
    assert found.cut_before
    assert found.cut_after


def test_other_forms_of_a_word_match():
    assert words(snippet("قال وزراء المياه", ["وزير"]).pieces) == ["وزراء"]
    assert words(marked("والمحطةُ تعمل", ["محطه"])) == ["والمحطةُ"]


def test_without_a_match_it_is_the_beginning():
    found = snippet(LONG, ["زرافة"])
    assert words(found.pieces) == []
    assert found.pieces[0].text == LONG[: len(found.pieces[0].text)]
    assert not found.cut_before


@given(
    st.text(st.sampled_from("ابت مح\u064f .،a1\u202e\n"), max_size=400),
    st.lists(st.text(st.sampled_from("ابتمح"), min_size=1, max_size=3), max_size=3),
)
def test_pieces_are_the_text_itself(text, terms):
    joined = "".join(piece.text for piece in snippet(text, terms).pieces)
    assert joined in text
    assert len(joined.split()) <= WORDS * 4
    assert "".join(piece.text for piece in marked(text, terms)) == text


def test_a_book_is_not_read_to_its_end():
    found = snippet("كلمة " * READ + "نادرة", ["نادرة"])
    assert words(found.pieces) == []
    assert found.cut_after
