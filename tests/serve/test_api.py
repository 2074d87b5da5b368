"""The API keeps what its document promises, and says the same as the command line."""

import json
import re
import urllib.parse

import msgspec
import pytest

from rawi.cli.asking import _hit_fields
from rawi.cli.provenance import reuse_fields, trace_fields
from rawi.cli.stories import story_fields
from rawi.serve.api.operations import DEEPEST, MOST, OPERATIONS, ROOT
from rawi.serve.api.shapes import ArticleWhole, Failure
from serve.newsroom import plant

BY_NAME = {one.name: one for one in OPERATIONS}
TEXT = " ".join(plant().text.split()[:30])


def question(text):
    return msgspec.json.encode({"text": text})


def address(path, **query):
    return f"{ROOT}{path}?{urllib.parse.urlencode(query)}" if query else ROOT + path


def ask(client, one):
    path = one.path.replace("{id}", "khalij-1")
    if one.takes:
        return client.post(address(path), content=question(TEXT))
    return client.get(address(path, q="محطة") if one.name == "search" else address(path))


def refs(node):
    if isinstance(node, dict):
        yield from ([node["$ref"]] if "$ref" in node else [])
        for value in node.values():
            yield from refs(value)
    elif isinstance(node, list):
        for value in node:
            yield from refs(value)


def fits(value, schema, schemas):
    """Whether JSON is as a schema says, as far as our records use JSON Schema (draft 2020-12)."""
    if "$ref" in schema:
        return fits(value, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in schema:
        return any(fits(value, one, schemas) for one in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    kind = schema["type"]
    if kind == "object":
        known = schema.get("properties", {})
        named = isinstance(value, dict) and set(schema.get("required", ())) <= value.keys() <= known.keys()
        return named and all(fits(one, known[name], schemas) for name, one in value.items())
    if kind == "array":
        return isinstance(value, list) and all(fits(one, schema["items"], schemas) for one in value)
    types = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    return isinstance(value, types[kind]) and (kind == "boolean" or not isinstance(value, bool))


@pytest.fixture
def document(client):
    return client.get("/api/openapi.json").json()


def test_the_document_is_whole(document):
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["title"]
    assert document["info"]["version"]
    for ref in refs(document):
        assert ref.removeprefix("#/components/schemas/") in document["components"]["schemas"]
    described = [one for path in document["paths"].values() for one in path.values()]
    assert {one["operationId"] for one in described} == set(BY_NAME)
    for path, methods in document["paths"].items():
        for one in methods.values():
            named = {given["name"] for given in one["parameters"] if given["in"] == "path"}
            assert named == set(re.findall(r"\{(\w+)\}", path))


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_each_operation_answers_as_the_document_says(client, document, one):
    answer = ask(client, one)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    described = document["paths"][ROOT + one.path]["post" if one.takes else "get"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    assert fits(answer.json(), schema, document["components"]["schemas"])
    assert not fits({**answer.json(), "more": 1}, schema, document["components"]["schemas"])
    assert client.get(answer.url.raw_path.decode(), headers={"If-None-Match": answer.headers["etag"]}).status_code == (
        405 if one.takes else 304
    )


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_each_operation_has_something_to_say(client, one):
    body = ask(client, one).json()
    lists = [value for value in body.values() if isinstance(value, list)]
    assert one.name in {"article", "story", "status"} or any(lists)


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_hostile_news_is_told_as_it_is(hostile, client_of, one):
    path, client = one.path.replace("{id}", "evil-1"), client_of(hostile)
    answer = client.post(address(path), content=question("<script>")) if one.takes else client.get(address(path, q="نص"))
    assert answer.status_code == 200
    msgspec.json.decode(answer.content, type=one.gives)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["articles", "stories"])
def test_pages_follow_each_other_and_nothing_comes_twice(client, archive, name):
    path, seen = f"{ROOT}/{name}?limit=2", []
    while path:
        body = client.get(path).json()
        assert len(body[name]) <= 2
        seen += [one.get("id") or one["story"] for one in body[name]]
        path = body["next"]
    whole = [one.id for one in (archive.newest(1_000) if name == "articles" else archive.stories(limit=1_000))]
    assert seen == whole
    assert len(whole) > 2


def test_a_search_goes_on_where_it_ended(client, archive):
    seen, path = [], f"{ROOT}/search?q={urllib.parse.quote('محطة')}&limit=1"
    while path:
        body = client.get(path).json()
        seen += [hit["id"] for hit in body["hits"]]
        path = body["next"]
    assert seen == [hit.article.id for hit in archive.search("محطة").hits]
    assert body["total"] == len(seen) > 1


def test_lists_are_narrowed(client, archive):
    outlet = archive.article("khalij-1").article.outlet
    body = client.get(address("/articles", outlet=outlet)).json()
    assert {one["outlet"] for one in body["articles"]} == {outlet}
    counted = client.get(address("/search", q="محطة", counted="1")).json()["counted"]
    assert sum(one["articles"] for one in counted["outlets"]) > 1
    assert client.get(address("/search", q="محطة")).json()["counted"] is None


def test_it_says_what_the_command_line_says(client, archive):
    key = archive.article("khalij-1").key
    same = json.loads(msgspec.json.encode([_hit_fields(hit) for hit in archive.similar(key)]))
    for line, field in zip(ask(client, BY_NAME["similar"]).json()["similar"], same, strict=True):
        assert {name: line[name] for name in field} == field
    assert ask(client, BY_NAME["story"]).json() == story_fields(archive.story("khalij-1"))
    assert ask(client, BY_NAME["reuse"]).json()["pairs"] == [reuse_fields(pair) for pair in archive.reuse_of(key)]
    carried = ask(client, BY_NAME["trace"]).json()
    assert carried["carried"] == [trace_fields(stored, traced) for stored, traced in archive.trace(TEXT)]
    assert carried["total"] == len(carried["carried"]) > 0


def test_an_article_has_its_text_untouched_and_spans_into_it(client, archive):
    stored = archive.article("khalij-1")
    whole = msgspec.json.decode(ask(client, BY_NAME["article"]).content, type=ArticleWhole)
    assert whole.text == stored.article.text
    assert whole.facts == archive.sourced(stored)
    assert len(whole.versions) == 2
    spans = [span for one in whole.facts.attributions for span in (one.cue, *one.content)]
    assert spans
    assert all(whole.text[span.start : span.end] == span.text for span in spans)
    assert client.get(whole.page).status_code == 200
    assert client.get(f"{ROOT}/articles/{whole.key}").json()["id"] == "khalij-1"


@pytest.mark.parametrize(
    ("path", "about"),
    [
        ("/articles?limit=0", "limit"),
        (f"/articles?limit={MOST + 1}", "limit"),
        ("/articles?limit=ten", "limit"),
        ("/articles?limit=٣", "limit"),
        ("/articles?before=yesterday", "before"),
        ("/stories?before=1.x", "before"),
        ("/search", "q"),
        ("/search?q=", "q"),
        (f"/search?q={'س' * 501}", "q"),
        (f"/search?q=a&offset={DEEPEST + 1}", "offset"),
        ("/search?q=a&exact=perhaps", "exact"),
        ("/articles?tag=%00", "tag"),
    ],
)
def test_a_parameter_that_cannot_be_meant_is_named(client, path, about):
    answer = client.get(ROOT + path)
    assert answer.status_code == 400
    failed = msgspec.json.decode(answer.content, type=Failure)
    assert failed.error == "bad_request"
    assert about in failed.detail


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/articles/nowhere", 404, "not_found"),
        ("/articles/nowhere/similar", 404, "not_found"),
        ("/articles/a%00b", 404, "not_found"),
        ("/stories/0000000000000000", 404, "not_found"),
        ("/nothing", 404, "not_found"),
        ("/trace", 405, "method"),
    ],
)
def test_failures_are_told_to_programs(client, path, status, error):
    answer = client.get(ROOT + path, headers={"accept-language": "en"})
    assert answer.status_code == status
    failed = msgspec.json.decode(answer.content, type=Failure)
    assert failed.error == error
    assert failed.detail.isascii()
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("body", [b"", b"[]", b'{"text": 5}', b"\xff", b'{"text": "  "}', b"[" * 20_000, b'{"text": "\\ud800"}'])
def test_what_is_posted_must_be_a_question(client, body):
    assert client.post(f"{ROOT}/trace", content=body).status_code == 400


def test_too_much_is_not_read(client):
    assert client.post(f"{ROOT}/trace", content=b'{"text": "' + b"a" * 80_000).status_code == 413
    assert client.post(f"{ROOT}/trace", content=question("س" * 15_000)).status_code == 400


def test_other_sites_and_names_are_refused(client):
    refused = client.post(f"{ROOT}/trace", content=question(TEXT), headers={"Origin": "https://evil.example"})
    assert (refused.status_code, refused.json()["error"]) == (403, "origin")
    other = client.get(f"{ROOT}/status", headers={"Host": "evil.example"})
    assert (other.status_code, other.json()["error"]) == (421, "host")
    assert "access-control-allow-origin" not in client.get(f"{ROOT}/status").headers


def test_an_empty_archive_has_empty_lists(empty, client_of):
    client = client_of(empty)
    for name, field in (("articles", "articles"), ("stories", "stories"), ("outlets", "outlets")):
        body = client.get(ROOT + BY_NAME[name].path).json()
        assert body[field] == []
        assert body.get("next") is None
    assert client.get(f"{ROOT}/status").json()["newest"] is None


def test_a_parameter_may_be_called_like_one_of_ours(client):
    assert client.get(f"{ROOT}/articles?limit=1&path=x").status_code == 200
