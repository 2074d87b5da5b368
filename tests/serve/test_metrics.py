"""What a machine that watches this one is told."""

import re

from rawi.serve.metrics import Metric, written
from serve.conftest import Gathering

SAMPLE = re.compile(r'[a-z_]+(\{[a-z]+="(?:[^"\\\n]|\\.)*"(?:,[a-z]+="(?:[^"\\\n]|\\.)*")*\})? -?[0-9]+')


def samples(text):
    return dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))


def test_the_numbers_are_those_of_the_archive(client, archive):
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert answer.headers["cache-control"] == "no-store"
    assert all(line.startswith("# ") or SAMPLE.fullmatch(line) for line in answer.text.splitlines())
    found, status = samples(answer.text), archive.status()
    assert int(found["rawi_articles"]) == status.articles > 0
    assert int(found["rawi_changes_total"]) == status.sequence
    assert int(found["rawi_arrived_seconds"]) == status.arrived
    assert not any(name.startswith("rawi_outlets_") for name in found), "nothing gathers"


def test_gathering_and_refusals_are_counted(archive, client_of, monkeypatch):
    monkeypatch.setattr(archive, "refusals", lambda: {("gather", "timeout"): 3, ("import", 'a"b\\\n'): 1})
    text = client_of(archive, live=Gathering(reached=7, unreachable=("barq", "marsa"))).get("/metrics").text
    found = samples(text)
    assert found["rawi_outlets_reached"] == "7"
    assert found["rawi_outlets_unreachable"] == "2"
    assert found['rawi_refused_total{where="gather",reason="timeout"}'] == "3"
    assert found['rawi_refused_total{where="import",reason="a\\"b\\\\\\n"}'] == "1"
    assert all(line.startswith("# ") or SAMPLE.fullmatch(line) for line in text.splitlines())


def test_what_is_not_known_has_no_sample(empty, client_of):
    found = samples(client_of(empty).get("/metrics").text)
    assert found["rawi_articles"] == "0"
    assert "rawi_newest_seconds" not in found
    assert written([Metric("a", "gauge", "b", (((), None),))]) == "# HELP a b\n# TYPE a gauge\n"
