"""`rawi stories` as a user runs it."""

import json

import pytest

from conftest import invented, write_lines
from relate.newsroom import EVENTS, FILLER


def line(number, hour, title, text, outlet="المرسى"):
    when = f"2025-03-03T{int(hour):02}:{int(hour * 60) % 60:02}:00+00:00"
    return {
        "id": f"s-{number}",
        "url": f"https://{number}.example/n/{number}",
        "outlet": outlet,
        "title": title,
        "text": text,
        "published": when,
    }


@pytest.fixture
def filled(rawi, tmp_path):
    rows = [line(100 + number, 1, title, text) for number, (title, text) in enumerate(FILLER)]
    rows += [line(number, 2 + number, title, text, f"موقع {number}") for number, (title, text) in enumerate(EVENTS["quake"])]
    title, text = EVENTS["quake"][0]
    rows.append(line(9, 7, title, f"النخيلات - رويترز\n{text}", "موقع آخر"))
    undated = {**invented(3), "published": None}
    undated.pop("fetched_at", None)
    done = rawi("import", write_lines(tmp_path / "a.jsonl", [*rows, undated]))
    assert done.returncode == 0, done.stderr
    return rawi


def test_all_stories_as_json_with_headline_outlets_and_origins(filled):
    stories = [json.loads(row) for row in filled("stories", "--json").stdout.splitlines()]
    assert {tuple(story) for story in stories} == {("story", "headline", "members", "first", "last", "outlets", "origins")}
    assert sum(len(story["members"]) for story in stories) == len(FILLER) + 5
    (quake,) = [story for story in stories if "s-0" in story["members"]]
    assert quake["members"] == ["s-0", "s-1", "s-2", "s-9"]
    assert quake["headline"] in [title for title, _ in EVENTS["quake"]]
    assert (quake["first"], quake["last"]) == ("2025-03-03T02:00:00Z", "2025-03-03T07:00:00Z")
    assert len(quake["outlets"]) == 4
    assert "reuters" in quake["origins"], "what one outlet credits is where the text comes from that it shares with another"
    assert len(quake["origins"]) == 3
    assert stories[-1]["first"] is None, "what has no date comes last"


def test_one_story_is_found_by_any_of_its_articles(filled):
    table = filled("stories", "s-2").stdout.splitlines()
    assert len(table) == 5
    assert "4 articles, 4 outlets, 3 origins" in table[0]
    assert [row.split("\t")[0] for row in table[1:]] == ["s-0", "s-1", "s-2", "s-9"]
    story = table[0].split("\t")[0]
    assert filled("stories", story).stdout == filled("stories", "s-2").stdout


def test_since_and_limit(filled):
    assert len(filled("stories", "--since", "2025-03-03T06:00Z", "--json").stdout.splitlines()) == 1
    assert len(filled("stories", "--limit", "2").stdout.splitlines()) == 2


@pytest.mark.parametrize("arguments", [["no-such-id"], ["s-1", "--since", "2025-03-03"], ["--since", "soon"]])
def test_what_cannot_be_answered_is_a_sentence(filled, arguments):
    done = filled("stories", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("rawi: ")


def test_a_rebuild_makes_the_same_stories(filled):
    before = filled("stories", "--json").stdout
    assert filled("rebuild").returncode == 0
    assert filled("stories", "--json").stdout == before
    assert "All is well" in filled("doctor").stdout


def test_stories_as_a_table_of_articles(filled):
    rows = filled("export", "--kind", "stories", "--format", "csv").stdout.splitlines()
    assert rows[0] == "story,headline,id,outlet,title,at,copy_of"
    assert any(row.endswith(",s-0") and ",s-9," in row for row in rows)
    assert filled("export", "--kind", "stories").stdout == filled("stories", "--json").stdout
