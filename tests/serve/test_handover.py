"""Files and marks handed to the process that writes to an archive."""

import json

import pytest

from conftest import invented, write_lines
from rawi.app import deliver, mark_in
from rawi.archive import Archive
from rawi.carry.importer import Tally
from rawi.correcting import attribution_anchor
from rawi.errors import ArchiveError, ArchiveLockedError
from rawi.serve.handover import Marking, taking
from rawi.settings import Settings

TEXT = "قال وزير المياه نبيل الساحلي إن المحطة ستعمل في موعدها.\nوأكد المهندس سامي الحداد أن الاختبارات انتهت من دون عيوب."


@pytest.fixture
def settings(tmp_path):
    return Settings(archive=str(tmp_path / "archive"))


@pytest.fixture
def writer(settings):
    """An archive whose writer takes work from others, as `rawi up` does."""
    with Archive.open(settings.folder, settings, write=True) as archive, taking(archive):
        yield archive


def imported(settings, path):
    tally = Tally()
    with deliver(settings, 0) as send:
        send(path, tally, lambda *_: None)
    return tally


def spoken(tmp_path):
    return write_lines(tmp_path / "a.jsonl", [invented(1) | {"id": "t-1", "text": TEXT}, invented(2), b"broken\n"])


def test_a_file_goes_through_the_process_that_writes(settings, writer, tmp_path):
    tally = imported(settings, spoken(tmp_path))
    assert (tally.outcomes["new"], tally.reasons["bad_json"]) == (2, 1)
    assert writer.article("t-1").article.text == TEXT


def test_a_mark_goes_through_the_process_that_writes(settings, writer, tmp_path):
    imported(settings, spoken(tmp_path))
    stored = writer.article("t-1")
    wrong, right = writer.facts(stored).attributions
    marking = Marking(stored.key, "attribution", attribution_anchor(wrong), "ليس مصدراً")
    assert mark_in(settings, [marking]) == 1
    assert mark_in(settings, [marking]) == 0, "it was marked before"
    assert writer.facts(stored).attributions == (right,)
    assert writer.corrections(stored.key)[0].note == "ليس مصدراً"
    assert mark_in(settings, [Marking(stored.key, "attribution", attribution_anchor(wrong), undo=True)]) == 1
    assert len(writer.facts(stored).attributions) == 2


def test_a_fault_of_a_mark_is_one_sentence_and_harms_nobody(settings, writer, tmp_path):
    with pytest.raises(ArchiveError, match="There is no article"):
        mark_in(settings, [Marking(5, "chain", ("أ",))])
    assert imported(settings, spoken(tmp_path)).outcomes["new"] == 2


def test_a_writer_that_takes_no_marks_is_named(settings, tmp_path):
    with Archive.open(settings.folder, settings, write=True), pytest.raises(ArchiveLockedError, match="takes no work"):
        mark_in(settings, [Marking(5, "chain", ("أ",))])


def test_the_command_marks_while_another_process_writes(rawi, settings, writer, tmp_path):
    imported(settings, spoken(tmp_path))
    done = rawi("correct", "t-1", "--attribution", "1", archive=settings.folder)
    assert (done.returncode, done.stderr) == (0, "Marked as wrong.\n")
    (kept,) = writer.corrections(writer.article("t-1").key)
    assert kept.kind == "attribution"
    listed = rawi("correct", "t-1", "--list", archive=settings.folder).stdout
    assert listed.startswith("wrong\tattribution\t1\t")
    assert "Taken away." in rawi("correct", "t-1", "--undo", "--mark", "1", archive=settings.folder).stderr
    assert writer.corrections(writer.article("t-1").key) == ()
    again = rawi("import", tmp_path / "a.jsonl", archive=settings.folder)
    assert "3 lines read by an earlier import" in again.stderr
    assert json.loads(rawi("show", "t-1", "--json", archive=settings.folder).stdout)["id"] == "t-1"
