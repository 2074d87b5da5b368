"""The promises of rawi.index.contract, one test for each. A further Index is one more line in INDEXES."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rawi.errors import ArchiveDamagedError, ArchiveLockedError
from rawi.index.contract import Candidates, Document, Widening
from rawi.index.query import parse, tag_key
from rawi.index.tantivy import TantivyIndex
from rawi.language.terms import terms
from rawi.model import Voices

INDEXES = [pytest.param(TantivyIndex, id="tantivy")]
DAY = 86_400


@pytest.fixture(params=INDEXES)
def make(request, tmp_path):
    """Open the index of one folder as often as a test likes."""
    opened = []

    def open_(**more):
        opened.append(request.param(tmp_path / "index", **more))
        return opened[-1]

    yield open_
    for index in opened:
        index.close()


@pytest.fixture
def index(make):
    return make()


def document(key, title="", text="", **more):
    tags = tuple(map(tag_key, more.pop("tags", ())))
    return Document(key=key, terms=terms(title, text), tags=tags, **{"outlet": "manara", **more})


def found(index, query, limit=50, **more):
    return list(index.search(parse(query, **more), limit).keys)


NEWS = [
    document(
        1, "هدنة في السدرة", "أعلن الوزراء هدنة إنسانية في السدرة بعد أسبوع من القتال", instant=10 * DAY, country="LB", tags=("السدرة",)
    ),
    document(2, "الوزير يرفض", "رفض وزير الدفاع الهدنة الإنسانية", instant=20 * DAY, outlet="barq", country="EG"),
    document(3, "أسعار السمك", "ارتفع سعر السمك في منفار", instant=30 * DAY, tags=("السمك", "منفار")),
    document(4, "كورونا في منفار", "سجلت كورونا إصابات وقال غوتيريش إن الوضع مقلق", outlet="barq"),
]


@pytest.fixture
def filled(index):
    index.write(NEWS, [], 4)
    return index


# ---------------------------------------------------------------- writing


def test_an_empty_index_finds_nothing(index):
    assert (index.sequence(), index.count(), list(index.check())) == (0, 0, [])
    assert index.search(parse("هدنة"), 10) == Candidates(terms=("هدنه",), widened=(Widening("هدنه", ("هدنه",)),))
    assert index.neighbours({"هدنه": 1.0}, 10).keys == ()
    assert index.doc_freq(["هدنه"]) == {"هدنه": 0}


def test_what_was_written_is_found_and_the_sequence_is_noted(filled):
    assert (filled.sequence(), filled.count()) == (4, 4)
    assert found(filled, "السمك") == [3]


def test_the_same_key_again_takes_the_place_of_the_first(filled):
    filled.write([document(3, "أسعار التمر"), document(3, "أسعار القمح")], [], 5)
    assert (filled.count(), found(filled, "السمك"), found(filled, "التمر"), found(filled, "القمح")) == (4, [], [], [3])


def test_a_write_may_be_repeated(filled):
    filled.write(NEWS, [], 4)
    filled.write([], [9], 4)
    assert (filled.count(), filled.sequence(), found(filled, "السمك")) == (4, 4, [3])
    assert list(filled.check()) == []


def test_removed_documents_are_not_found(filled):
    filled.write([], [3, 77], 6)
    assert (filled.count(), found(filled, "السمك"), filled.sequence()) == (3, [], 6)


def test_a_sequence_may_be_noted_without_documents(index):
    index.write([], [], 17)
    assert (index.sequence(), index.count()) == (17, 0)
    assert found(index, "after:1960") == []


def test_clear_empties_it(filled):
    filled.clear()
    assert (filled.count(), filled.sequence(), found(filled, "السمك")) == (0, 0, [])
    filled.write(NEWS[:1], [], 1)
    assert found(filled, "هدنة") == [1]


def test_it_is_there_when_opened_again(filled, make):
    filled.close()
    filled.close()
    again = make()
    assert (again.count(), again.sequence(), found(again, "السمك")) == (4, 4, [3])


def test_keys_of_63_bits_and_dates_of_all_times(index):
    top = 2**63 - 1
    index.write([document(top, "هدنة", instant=-(10**11)), document(0, "هدنة", instant=10**12)], [], 1)
    assert sorted(found(index, "هدنة")) == [0, top]
    assert found(index, "هدنة before:1000") == [top]


# ---------------------------------------------------------------- searching


def test_words_are_found_in_any_form(filled):
    assert sorted(found(filled, "وزير")) == sorted(found(filled, "والوزراء")) == [1, 2]
    assert found(filled, "سعرها") == [3]


def test_as_it_is_written_comes_first(index):
    index.write([document(1, "", "اجتمع الوزراء أمس في السدرة"), document(2, "", "اجتمع وزير أمس في السدرة")], [], 1)
    assert found(index, "الوزراء") == [1, 2]
    assert found(index, "وزير") == [2, 1]


def test_a_phrase_stands_side_by_side(filled):
    assert sorted(found(filled, '"هدنة إنسانية"')) == [1, 2]
    assert found(filled, '"هدنة القتال"') == []
    assert found(filled, '"السدرة أعلن"') == [], "title and text are not side by side"


def test_a_quoted_word_is_found_as_it_is_written_only(filled):
    assert found(filled, '"الوزراء"') == [1]


def test_exclusions_and_alternatives(filled):
    assert found(filled, "هدنة -القتال") == [2]
    assert found(filled, 'هدنة -"هدنة في السدرة"') == [2]
    assert sorted(found(filled, "سمك OR كورونا")) == [3, 4]
    assert found(filled, "-هدنة") == []


def test_fields_narrow(filled):
    assert found(filled, "هدنة outlet:barq") == [2]
    assert found(filled, "هدنة -outlet:barq") == [1]
    assert found(filled, "هدنة country:eg") == [2]
    assert sorted(found(filled, "هدنة country:eg OR country:lb")) == [1, 2]
    assert found(filled, "title:هدنة") == [1]
    assert found(filled, f'tag:"{tag_key("السمك")}" tag:منفار') == [3]
    assert found(filled, "سعر tag:السدرة") == []


def test_time_narrows_and_undated_ones_are_in_no_span(filled):
    assert found(filled, "هدنة after:1970-01-21") == [2]
    assert found(filled, "هدنة before:1970-01-21") == [1]
    assert found(filled, "كورونا after:1960") == []
    assert found(filled, "كورونا") == [4]


def test_fields_alone_find_what_they_let_through_newest_first(filled):
    assert found(filled, "after:1970-01-02") == [3, 2, 1]
    assert found(filled, "outlet:barq") == [2, 4]
    assert filled.search(parse("outlet:barq"), 1).total == 2


def test_other_spellings_of_a_name_are_found(filled):
    assert found(filled, "جوتيريش") == [4]
    result = filled.search(parse("غوتيرش"), 10)
    assert result.keys == (4,)
    assert "غوتيريش" in result.terms


def test_all_words_are_wanted_and_most_of_them_will_do(index):
    index.write([document(n, "", "هدنة طويلة في السدرة") for n in range(1, 61)] + [document(99, "", "هدنة في منفار")], [], 1)
    assert 99 not in found(index, "هدنة السدرة", 100)
    assert found(index, "هدنة منفار", 100)[0] == 99
    assert len(found(index, "هدنة منفار", 100)) == 61
    assert index.search(parse("هدنة منفار كلمةغريبة"), 10).keys[0] == 99


def test_scores_stand_beside_keys_and_fall(filled):
    result = filled.search(parse("هدنة السدرة"), 10)
    assert len(result.keys) == len(result.scores) == len(result.instants) == result.total == 2
    assert list(result.scores) == sorted(result.scores, reverse=True)
    assert result.instants == (10 * DAY, 20 * DAY)


def test_a_limit_does_not_change_the_total(filled):
    result = filled.search(parse("هدنة"), 1)
    assert (len(result.keys), result.total) == (1, 2)


def test_stop_words_count_only_where_there_is_nothing_else(filled):
    assert found(filled, "هدنة من") == found(filled, "هدنة")
    assert found(filled, "من") == [1]


def test_neighbours_share_lemmas(filled):
    result = filled.neighbours({"هدنه": 2.0, "سمك": 0.5}, 10)
    assert set(result.keys) == {1, 2, 3}
    assert result.keys[-1] == 3
    assert len(filled.neighbours({"هدنه": 1.0}, 1).keys) == 1


def test_frequencies_count_documents(filled):
    assert filled.doc_freq(["وزير", "سمك", "لاشيء"]) == {"وزير": 2, "سمك": 1, "لاشيء": 0}


@given(text=st.text(alphabet=st.sampled_from('هدنة غزسم"«»-:ORأو\n٢1aلا()*~^[]{}\\+!?/'), max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_query_makes_it_fail(filled, text):
    result = filled.search(parse(text), 10)
    assert len(result.keys) == len(result.scores) <= result.total


def test_a_pasted_article_of_10_000_words_is_answered_in_time(filled):
    query = parse(" ".join(f"كلمة{number} هدنة السدرة" for number in range(4_000)))
    started = time.perf_counter()
    assert filled.search(query, 10).keys[0] == 1
    assert time.perf_counter() - started < 2


def test_a_line_of_noise_is_taken_and_looked_for(index):
    noise = "غ" * 100_000
    index.write([document(1, noise, f"هدنة {noise}")], [], 1)
    assert found(index, "هدنة") == [1]
    assert found(index, noise) in ([], [1])
    assert list(index.check()) == []


# ---------------------------------------------------------------- several processes, crashes, damage


def test_a_reader_sees_the_last_whole_write(filled, make):
    reader = make(writable=False)
    assert found(reader, "السمك") == [3]
    filled.write([document(5, "سمك آخر")], [3], 5)
    assert (found(reader, "السمك"), reader.sequence()) == ([5], 5)
    filled.clear()
    filled.write([document(6, "سمك")], [], 1)
    assert (found(reader, "السمك"), reader.sequence()) == ([6], 1)


def _read_elsewhere(folder, kind, answers):
    index = kind(folder, writable=False)
    answers.put((index.count(), index.sequence()))


def test_another_process_reads_while_this_one_writes(filled):
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    reader = context.Process(target=_read_elsewhere, args=(filled.folder, type(filled), answers))
    reader.start()
    assert answers.get(timeout=60) == (4, 4)
    reader.join()


def test_a_second_writer_is_told(filled, make):
    with pytest.raises(ArchiveLockedError, match="process"):
        make().write(NEWS, [], 9)
    filled.write([], [], 5)
    assert filled.sequence() == 5


WRITER = """
import pathlib, sys
from rawi.index.contract import Document
from rawi.index.tantivy import TantivyIndex
from rawi.language.terms import terms
index = TantivyIndex(pathlib.Path(sys.argv[1]))
for number in range(int(sys.argv[2]) + 1, 10_000):
    index.write([Document(key=number, terms=terms(f"خبر {number}", "نص الخبر " * 50), outlet="manara")], [], number)
    print(number, flush=True)
"""


@pytest.mark.slow
def test_after_a_kill_the_sequence_is_not_ahead_of_what_is_found(make, tmp_path):
    dice, done = random.Random(5), 0
    for _ in range(4):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path / "index"), str(done)], stdout=subprocess.PIPE, text=True)
        promised = [int(writer.stdout.readline()) for _ in range(dice.randint(3, 12))][-1]
        time.sleep(dice.random() * 0.05)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        index = make()
        done = index.sequence()
        assert done >= promised
        assert index.count() == done
        assert list(index.check()) == []
        index.close()


def damage(folder, ending, change):
    path = max(folder.glob(f"*{ending}"), key=lambda one: one.stat().st_size)
    path.write_bytes(change(path.read_bytes()))
    return path.name


def write_and_search(index):
    index.write(NEWS, [], 4)
    index.search(parse('"هدنة إنسانية"'), 10)


@pytest.mark.parametrize("change", [lambda data: data[: len(data) // 2], lambda data: b"x" * len(data), lambda data: data[:0]])
@pytest.mark.parametrize("ending", ["meta.json", ".idx", ".term", ".fast", ".pos"])
def test_a_damaged_folder_is_named_and_can_be_built_anew(filled, make, ending, change):
    filled.close()
    damage(filled.folder, ending, change)
    broken = make()
    with pytest.raises(ArchiveDamagedError, match="rawi rebuild"):
        write_and_search(broken)
    assert any("rawi rebuild" in sentence for sentence in make().check())
    broken.close()
    mended = make()
    mended.clear()
    mended.write(NEWS, [], 4)
    assert (found(mended, "السمك"), list(mended.check())) == ([3], [])


def test_check_finds_one_changed_byte(filled):
    filled.close()

    name = damage(filled.folder, ".idx", lambda data: bytes([data[0] ^ 1]) + data[1:])
    assert any(name in sentence for sentence in filled.check())


def test_a_folder_that_is_not_there_cannot_be_read(make):
    with pytest.raises(ArchiveDamagedError, match="rawi rebuild"):
        make(writable=False).count()


# ---------------------------------------------------------------- speakers, sources, exact words, slips, counts, hints

HEARD = [
    document(
        1, "وزير النقل يعلن", "قال وزير النقل سامي الحلبي إن السد آمن", voices=Voices(("وزير النقل سامي الحلبي",), ("barq",)), instant=DAY
    ),
    document(2, "السد آمن", "نفى الحلبي ذلك", voices=Voices(("الحلبي", "مديرة السد"), ()), instant=2 * DAY, names=("الحلبي",)),
    document(3, "سد قديم", "تحدثت الوكالة عن سد", voices=Voices((), ("barq", "وكاله لا يعرفها احد")), instant=40 * DAY, tags=("السد",)),
    document(4, "بلا تاريخ", "سد آخر في منفار", names=("الحلبي",)),
]


@pytest.fixture
def heard(index):
    index.write(HEARD, [], 4)
    return index


def test_speakers_and_sources_narrow(heard):
    assert sorted(found(heard, "قال:الحلبي")) == [1, 2]
    assert found(heard, 'said:"وزير النقل"') == [1]
    assert found(heard, 'said:"وزير الحلبي"') == []
    assert found(heard, 'said:"النقل سامي"') == [1]
    assert sorted(found(heard, "عن:barq", cited=str)) == [1, 3]
    assert found(heard, "سد -قال:الحلبي عن:barq", cited=str) == [3]
    assert found(heard, "سد -عن:barq -قال:الحلبي", cited=str) == [4]


def test_no_phrase_runs_from_one_speaker_into_the_next(heard):
    assert found(heard, 'قال:"الحلبي مديرة"') == []


def test_exact_words_are_found_as_they_are_written_and_all_of_them(heard):
    assert sorted(found(heard, "السد")) == [1, 2, 3, 4]
    assert sorted(found(heard, "السد", exact=True)) == [1, 2]
    assert found(heard, "السد قديم", exact=True) == []
    assert found(heard, "السَّدّ آمن", exact=True) == found(heard, "السد امن", exact=True) != []
    assert heard.search(parse("السد", exact=True), 10).widened == ()


def test_what_was_looked_for_besides_is_told(filled):
    result = filled.search(parse("غوتيرش الوزراء"), 10)
    assert result.widened == (Widening("غوتيرش", ("غوتيرش", "غوتيريش")), Widening("الوزراء", ("وزير",)))


def test_a_word_that_no_document_has_is_taken_for_one_that_is_near(index):
    index.write([document(n, "", "إعلان الحكومة عن المشروع") for n in range(1, 4)], [], 1)
    result = index.search(parse("الحكموة"), 10)
    assert result.widened == (Widening("الحكموة".replace("ة", "ه"), result.widened[0].lemmas, "الحكومه"),)
    assert len(result.keys) == 3
    assert index.search(parse("الحكموة", exact=True), 10).keys == ()
    assert index.near("المشروغ") == ["المشروع"]
    assert index.near("زز") == []


def test_all_that_match_are_counted(heard):
    counted = heard.counted(parse("سد"))
    assert [(one.value, one.articles) for one in counted.outlets] == [("manara", 4)]
    assert [(one.value, one.articles) for one in counted.tags] == [("السد", 1)]
    assert [(one.value, one.articles) for one in counted.speakers] == [("الحلبي", 2)]
    assert [(one.value, one.articles) for one in counted.days] == [("1970-01-02", 1), ("1970-01-03", 1), ("1970-02-10", 1)]
    assert counted.undated == 1
    assert heard.counted(parse("outlet:manara")) == counted
    assert heard.counted(parse("")) is None
    assert heard.counted(parse("سد"), newest=True) == counted


def test_a_time_out_of_all_bounds_is_counted_nowhere_and_harms_nothing(index):
    index.write([document(1, "سد", instant=-(10**11)), document(2, "سد", instant=10**11), document(3, "سد", instant=DAY)], [], 1)
    counted = index.counted(parse("سد"))
    assert [one.value for one in counted.days] == ["1970-01-02"]
    assert counted.undated == 0


def test_newest_first_has_all_the_words(heard):
    assert list(heard.search(parse("السد آمن"), 10, newest=True).keys) == [2, 1]
    assert list(heard.search(parse("سد"), 10, newest=True).keys) == [3, 2, 1, 4]


def test_hints_are_counted_by_their_beginning(index):
    index.write([document(n, "", "", hints=("wحكوم\tالحكومة", f"wحكم{n}\tحكم{n}")) for n in range(1, 4)], [], 1)
    assert index.hints("wحكو", 5) == [("wحكوم\tالحكومة", 3)]
    assert len(index.hints("wحك", 2)) == 2
    assert index.hints("wلا", 5) == []


def test_an_index_with_other_fields_is_refused_to_readers_and_made_anew_by_the_writer(filled, make):
    filled.close()
    meta = filled.folder / "meta.json"
    meta.write_text(meta.read_text(encoding="utf-8").replace('"cites"', '"older"'), encoding="utf-8")
    with pytest.raises(ArchiveDamagedError, match="earlier rawi"):
        make(writable=False).count()
    fresh = make()
    assert (fresh.sequence(), fresh.count()) == (0, 0)
    fresh.write(NEWS, [], 4)
    assert found(fresh, "السمك") == [3]
