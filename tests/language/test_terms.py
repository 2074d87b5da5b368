"""Terms: the same tokens for every index."""

import time

from hypothesis import given
from hypothesis import strategies as st

from rawi.language.terms import SearchTerm, common_lemmas, common_words, search_terms, terms
from rawi.language.tokens import keys


@given(st.text(max_size=60), st.text(max_size=200))
def test_words_and_lemmas_stand_in_the_same_order(title, text):
    seen = terms(title, text)
    assert seen.title.split() == keys(title)
    assert seen.text.split() == keys(text)
    assert len(seen.title_lemmas.split()) == len(seen.title.split())
    assert len(seen.text_lemmas.split()) == len(seen.text.split())


def test_the_stop_list_is_folded_and_holds_no_word_of_the_news():
    assert {"من", "الي", "هذا", "التي"} <= common_words()
    assert not {"حرب", "وزير", "هدنه", "لبنان"} & common_lemmas()


def test_search_terms_are_those_of_the_index():
    (term,) = search_terms("والإسرائيليين")
    assert term == SearchTerm(word="والاسراييليين", lemma="اسراييلي", common=False)
    seen = terms("", "والإسرائيليين")
    assert (seen.text, seen.text_lemmas) == (term.word, term.lemma)
    assert [term.common for term in search_terms("هدنة من")] == [False, True]
    assert search_terms("…") == ()


def test_a_long_text_takes_milliseconds():
    text = " ".join(f"كلمة{number} والوزراء في لبنان" for number in range(20_000))
    started = time.process_time()
    terms("", text)
    assert time.process_time() - started < 5
