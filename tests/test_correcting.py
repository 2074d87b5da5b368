"""Marks of what is wrong, found again by their words, and kept through a rebuild."""

import msgspec
import pytest

from rawi.archive import Archive
from rawi.correcting import (
    METHODS,
    attribution_anchor,
    between,
    chain_anchor,
    corrected,
    edge_anchor,
    linked,
    marks_attribution,
    marks_chain,
)
from rawi.errors import NotFoundError
from rawi.model import Article, Attribution, Chain, Facts, Hop, Span
from rawi.moments import moment
from rawi.outlets.catalogue import load
from rawi.pipeline import analyse, arrive
from rawi.settings import Settings
from rawi.store.contract import Correction

AT = moment("2025-03-01T12:00Z", basis="marked")
TEXT = "قال وزير المياه نبيل الساحلي إن المحطة ستعمل في موعدها.\nوأكد المهندس سامي الحداد أن الاختبارات انتهت من دون عيوب."
SHARED = (
    "أعلنت بلدية السدرة إغلاق الجسر القديم ابتداءً من يوم الخميس لأعمال صيانة تستمر شهرين كاملين، وقالت في بيان إن المرور سيحول إلى الطريق الجبلي. "
    "وأضاف المهندس المشرف على المشروع أن الأعمال تشمل تبديل المفاصل المعدنية وتقوية الأعمدة التي تضررت في فيضان العام الماضي."
)


def mark(kind, *anchor):
    return Correction(kind, anchor, METHODS[kind], "00", AT)


def said(cue, speaker, content):
    spans = [Span(words, 0, len(words)) if words else None for words in (cue, speaker, content)]
    return Attribution(
        cue=spans[0],
        speaker=spans[1],
        content=(spans[2],) if spans[2] else (),
        speaker_kind="person" if speaker else "implicit",
        form="indirect",
        confidence="stated",
    )


def article(name, outlet, text):
    return Article(name, f"https://{outlet}.example/{name}", outlet, f"عنوان {name}", text)


@pytest.mark.parametrize(
    ("now", "holds"),
    [
        (("قال", "وزير المياه نبيل الساحلي", "إن المحطة ستعمل في موعدها"), True),
        (("وقال", "وزير المياه نبيل الساحلي", "إن المحطة ستعمل في موعدها"), False),
        (("قال", "الوزير وزير المياه نبيل الساحلي", "إن المحطة ستعمل في موعدها المعلن"), True),
        (("قالَ", "وزير المياه نبيل الساحلى", "أن المحطة ستعمل في موعدها"), True),
        (("قال", "المهندس سامي الحداد", "إن المحطة ستعمل في موعدها"), False),
        (("قال", "", "إن المحطة ستعمل في موعدها"), False),
        (("قال", "وزير المياه نبيل الساحلي", "إن الضخ يبدأ غداً"), False),
        (("قال", "وزير المياه نبيل الساحلي", ""), False),
    ],
)
def test_a_mark_holds_for_the_same_words_and_for_no_other_statement(now, holds):
    made = mark("attribution", "قال", "وزير المياه نبيل الساحلي", "إن المحطة ستعمل في موعدها")
    assert marks_attribution(made, said(*now)) is holds


def test_a_dropped_subject_and_an_empty_content_are_anchors_too():
    assert marks_attribution(mark("attribution", "وأضاف", "", "أن الضخ يبدأ"), said("وأضاف", None, "أن الضخ يبدأ"))
    assert marks_attribution(mark("attribution", "قال", "الوزير", ""), said("قال", "الوزير", None))
    assert not marks_attribution(mark("chain", "قال", "الوزير", ""), said("قال", "الوزير", None))


def test_a_chain_is_known_by_its_names_in_order():
    hops = (Hop("نبيل الساحلى", "person", "stated"), Hop(None, "compiled", "gap"), Hop("عكاظ", "outlet", "stated"))
    assert chain_anchor(Chain(hops, "stated")) == ("نبيل الساحلى", "", "عكاظ")
    assert marks_chain(mark("chain", "نبيل الساحلي", "", "عكاظ"), Chain(hops, "stated"))
    assert not marks_chain(mark("chain", "نبيل الساحلي", "برق", "عكاظ"), Chain(hops, "stated"))
    assert not marks_chain(mark("chain", "عكاظ", "", "نبيل الساحلي"), Chain(hops, "stated"))
    assert not marks_chain(mark("chain", "نبيل الساحلي", "عكاظ"), Chain(hops, "stated"))


def test_with_an_attribution_goes_the_chain_that_stands_on_it():
    one = article("a", "okaz", TEXT)
    facts = analyse(one, load())
    assert len(facts.attributions) == len(facts.chains) == 2
    wrong = next(said for said in facts.attributions if "الساحلي" in said.speaker.text)
    left = corrected(facts, one, [mark("attribution", *attribution_anchor(wrong))], load())
    assert [said.speaker.text for said in left.attributions] == [said.speaker.text for said in facts.attributions if said is not wrong]
    assert len(left.chains) == 1
    assert "الحداد" in left.chains[0].hops[0].name
    assert left.chains[0].main
    assert (left.credits, left.dates) == (facts.credits, facts.dates)


def test_with_the_main_chain_marked_another_is_the_main_one():
    one = article("a", "okaz", TEXT)
    facts = analyse(one, load())
    main = next(chain for chain in facts.chains if chain.main)
    left = corrected(facts, one, [mark("chain", *chain_anchor(main))], load())
    assert left.attributions == facts.attributions
    assert [chain.main for chain in left.chains] == [True]
    assert corrected(facts, one, [], load()) is facts
    assert corrected(facts, one, [mark("edge", "00", "01")], load()) is facts


def test_every_outlet_between_source_and_publisher_is_linked():
    hops = (
        Hop("وزير", "person", "stated"),
        Hop("رويترز", "agency", "stated"),
        Hop("برق", "agency", "stated"),
        Hop("عكاظ", "outlet", "stated"),
    )
    facts = Facts(id="a", chains=(Chain(hops, "stated"), Chain(hops[3:], "stated")))
    assert between(facts) == ("رويترز", "برق")
    found = linked(facts, {"رويترز": "ee", "برق": "ff", "عكاظ": "dd", "وزير": "cc"})
    assert [hop.article for hop in found.chains[0].hops] == [None, "ee", "ff", None]
    assert found.chains[1] == facts.chains[1]
    assert linked(facts, {}) == facts


# ---------------------------------------------------------------- in an archive


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "archive"
    with Archive.open(made, Settings(), write=True) as archive:
        items = [article("a", "okaz", TEXT), article("b", "sabq", SHARED), article("c", "alriyadh", SHARED + " وتابع الأهالي الإعلان.")]
        archive.add([arrive(one, load(), external_id=one.id, fetched_at=moment("2025-03-01T12:00Z", basis="fetched")) for one in items])
    return made


def test_a_mark_outlasts_a_rebuild_and_a_new_version(folder):
    with Archive.open(folder, Settings(), write=True) as archive:
        stored = archive.article("a")
        wrong, right = archive.facts(stored).attributions
        assert archive.correct(stored.key, "attribution", attribution_anchor(wrong), note="ليس مصدراً")
        assert not archive.correct(stored.key, "attribution", attribution_anchor(wrong), note="ليس مصدراً")
        assert archive.facts(stored).attributions == (right,)
        archive.rebuild()
    with Archive.open(folder, Settings(), write=True) as archive:
        stored = archive.article("a")
        assert archive.facts(stored).attributions == (right,)
        (kept,) = archive.corrections(stored.key)
        assert (kept.method, kept.note, kept.kind) == (METHODS["attribution"], "ليس مصدراً", "attribution")
        assert kept.digest == archive.versions(stored.key)[0].digest
        moved = msgspec.structs.replace(stored.article, text="سطر جديد في أول الخبر.\n" + TEXT)
        archive.add([arrive(moved, load(), external_id="a", fetched_at=moment("2025-03-02T12:00Z", basis="fetched"))])
        again = archive.article("a")
        assert again.version == 2
        assert [one.cue.text for one in archive.facts(again).attributions] == [right.cue.text]
        assert archive.facts(again).attributions[0].cue.start > right.cue.start
        assert len(archive.findings(again).attributions) == 2
        assert archive.uncorrect(stored.key, kept.kind, kept.anchor)
        assert archive.facts(again) == archive.findings(again)
        assert list(archive.check()) == []


def test_an_edge_marked_wrong_is_nowhere(folder):
    with Archive.open(folder, Settings(), write=True) as archive:
        b, c = archive.article("b").key, archive.article("c").key
        assert [pair.b_key for pair in archive.reuse_of(b)] == [c]
        assert archive.correct(c, "edge", edge_anchor(b, c), beside=b)
        assert not archive.correct(b, "edge", edge_anchor(c, b), beside=c), "it is the same from either end"
        assert archive.reuse_of(b) == archive.reuse_of(c) == list(archive.reuse()) == []
        assert archive.family(b).members == (b,)
        assert archive.corrections(b) == archive.corrections(c) != ()
        archive.rebuild()
        assert archive.reuse_of(b) == []
        assert archive.uncorrect(b, "edge", edge_anchor(b, c))
        assert [pair.b_key for pair in archive.reuse_of(c)] == [b]
        assert not archive.uncorrect(b, "edge", edge_anchor(b, c))


def test_a_mark_needs_its_article(folder):
    with Archive.open(folder, Settings(), write=True) as archive:
        with pytest.raises(NotFoundError):
            archive.correct(5, "chain", ("أ",))
        assert archive.corrections(5) == ()
