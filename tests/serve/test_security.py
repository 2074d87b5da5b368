import pytest

from rawi.errors import UsageError
from rawi.serve.security import HEADERS, foreign_write, is_loopback, loopback_only, named_host

PAGES = ["/", "/o", "/about", "/search?q=x", "/a/khalij-1", "/a/none", "/.rss", "/healthz", "/robots.txt", "/static/x/none"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(client, path):
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


def test_the_policy_lets_nothing_run_and_nothing_in(client):
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'; connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_kept_copy_has_a_policy_of_its_own(client):
    policy = client.get("/a/khalij-1/page/raw").headers.get_list("content-security-policy")
    assert len(policy) == 1
    assert policy[0].startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'")


@pytest.mark.parametrize("host", ["127.0.0.1:8480", "localhost", "localhost:1", "LOCALHOST", "[::1]:8480", "127.9.9.9"])
def test_loopback_s_names_are_answered(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8480",
        "evil.example@127.0.0.1",
        "127.0.0.1:x",
        "",
        "[::1",
        "0.0.0.0",
        "10.0.0.1",
        "localhost/x",
        "2130706433",
    ],
)
def test_other_names_are_refused_in_words(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "خادم" in answer.text
    assert "التحلية" not in answer.text
    assert answer.headers["content-security-policy"]


def test_the_host_of_the_settings_is_a_name_too(archive, client_of):
    assert client_of(archive, host="rawi.internal").get("/", headers={"host": "rawi.internal:8480"}).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.5.5.5"])
def test_listening_on_loopback_is_fine(host):
    loopback_only(host)
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.2", "rawi.example", "127.0.0.1.evil.example", "::ffff:8.8.8.8"])
def test_listening_anywhere_else_is_refused_with_a_sentence(host):
    with pytest.raises(UsageError, match="does not listen on"):
        loopback_only(host)


@pytest.mark.parametrize(
    ("method", "headers", "foreign"),
    [
        ("GET", {"sec-fetch-site": "cross-site"}, False),
        ("POST", {"sec-fetch-site": "cross-site"}, True),
        ("POST", {"sec-fetch-site": "same-site"}, True),
        ("POST", {"sec-fetch-site": "same-origin"}, False),
        ("POST", {"sec-fetch-site": "none"}, False),
        ("DELETE", {"origin": "https://evil.example", "host": "127.0.0.1:8480"}, True),
        ("POST", {"origin": "null", "host": "127.0.0.1:8480"}, True),
        ("POST", {"origin": "http://127.0.0.1:8480", "host": "127.0.0.1:8480"}, False),
        ("POST", {"host": "127.0.0.1:8480"}, False),
    ],
)
def test_writes_from_other_sites(method, headers, foreign):
    assert foreign_write(method, headers) is foreign


def test_a_foreign_write_is_refused_before_anything_else(client):
    assert client.post("/", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    answer = client.post("/")
    assert answer.status_code == 405
    assert "للقراءة فقط" in answer.text


def test_the_name_in_a_host_header():
    assert named_host("a.example:80") == "a.example"
    assert named_host("a.example:99999") is None
    assert named_host("a" * 300) is None
