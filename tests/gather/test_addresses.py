import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.gather.addresses import absolute, canonical, host, same_site, site

SAME = [
    ("https://barq.example/خبر", "https://barq.example/%d8%ae%d8%a8%d8%b1"),
    ("https://barq.example/%D8%AE%D8%A8%D8%B1", "https://barq.example/%d8%ae%d8%a8%d8%b1"),
    ("http://barq.example/1", "https://barq.example/1"),
    ("http://barq.example:80/1", "https://barq.example:443/1"),
    ("https://BARQ.Example/1", "https://barq.example/1"),
    ("https://barq.example./1", "https://barq.example/1"),
    ("https://barq.example", "https://barq.example/"),
    ("https://barq.example/a//b///c", "https://barq.example/a/b/c"),
    ("https://barq.example/a/./b/../c", "https://barq.example/a/c"),
    ("https://barq.example/a/%2e%2E/c", "https://barq.example/c"),
    ("https://barq.example/%7euser/%41", "https://barq.example/~user/A"),
    ("https://barq.example/1#comments", "https://barq.example/1"),
    ("https://barq.example/1?", "https://barq.example/1"),
    ("https://barq.example/1?utm_source=x&utm%5Fmedium=y&fbclid=z", "https://barq.example/1"),
    ("https://barq.example/1?UTM_Source=x&id=7&&gclid=1", "https://barq.example/1?id=7"),
    ("  https://barq.example/1\n", "https://barq.example/1"),
    ("https://barq.example\\1", "https://barq.example/1"),
    ("https://مثال.إختبار/س", "https://xn--mgbh0fb.xn--kgbechtv/%D8%B3"),
]
DIFFERENT = [
    ("https://barq.example/1", "https://www.barq.example/1"),
    ("https://barq.example/1", "https://barq.example/1/"),
    ("https://barq.example/1", "https://barq.example/1?amp=1"),
    ("https://barq.example/1", "https://barq.example/amp/1"),
    ("https://barq.example/?p=1", "https://barq.example/?p=2"),
    ("https://barq.example/?a=1&b=2", "https://barq.example/?b=2&a=1"),
    ("https://barq.example/A", "https://barq.example/a"),
    ("https://barq.example/a%2Fb", "https://barq.example/a/b"),
    ("https://barq.example/?q=%C7", "https://barq.example/?q=%D8%A7"),
    ("https://barq.example:8080/1", "https://barq.example/1"),
    ("http://barq.example:443/1", "http://barq.example:444/1"),
    ("https://barq.example/?ref=12", "https://barq.example/"),
]
NONE = [
    "",
    " ",
    "خبر عاجل",
    "barq.example/1",
    "/1",
    "ftp://barq.example/1",
    "javascript:alert(1)",
    "data:text/html,x",
    "mailto:a@barq.example",
    "https://",
    "https://user:secret@barq.example/1",
    "https://user@barq.example/1",
    "https://barq.example:99999/1",
    "https://[::1%25eth0]/",
    "https://[bad/",
    "https://a b/",
    "https://./",
    "https://barq.example/" + "x" * 10_000,
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_address_are_one(one, other):
    assert canonical(one) == canonical(other) is not None


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_addresses_that_may_differ_stay_apart(one, other):
    assert None not in (canonical(one), canonical(other))
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_address_is_none(text):
    assert canonical(text) is None


def test_other_parameters_keep_their_order_and_their_bytes():
    assert canonical("https://barq.example/s?b=%d8%a7&utm_id=1&a=2+3&c") == "https://barq.example/s?b=%D8%A7&a=2+3&c"


def test_a_web_archive_address_keeps_the_one_inside():
    assert (
        canonical("https://web.archive.example/2015/http://aawsat.com/home//1")
        == "https://web.archive.example/2015/http://aawsat.com/home/1"
    )


PIECES = st.lists(
    st.sampled_from(
        [
            "/",
            "//",
            "..",
            ".",
            "خبر",
            "%d8%a7",
            "%D8%A7",
            "%2e",
            "%2F",
            "%",
            "%zz",
            "?",
            "&",
            "=",
            "#",
            "utm_source=1",
            "a",
            "%25",
            "%41",
            ";",
            ":",
            "@",
            "\\",
            "٣",
            " ",
            "%e2%80%8f",
            "[",
            "|",
            "'",
        ]
    ),
    max_size=14,
).map("".join)


@given(
    st.sampled_from(["https://barq.example", "http://WWW.barq.example:80", "http://مثال.example", "https://10.0.0.1", "https://[::1]"]),
    PIECES,
)
def test_the_canonical_form_is_its_own(start, rest):
    once = canonical(start + rest)
    if once is not None:
        assert canonical(once) == once
        assert once.isascii()
        assert once.startswith("https://")


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    found = canonical(text)
    assert found is None or canonical(found) == found
    host(text)
    same_site(text, text)
    absolute(text, "https://barq.example/")


@given(PIECES)
def test_raw_and_encoded_arabic_are_one_address(rest):
    assert canonical("https://barq.example/هدنة/" + rest) == canonical("https://barq.example/%d9%87%d8%af%d9%86%d8%a9/" + rest)


def test_relative_links_become_whole_and_keep_their_scheme():
    assert absolute("../2", "http://barq.example/a/1?x=1") == "http://barq.example/2"
    assert absolute("//sada.example/2", "http://barq.example/") == "http://sada.example/2"
    assert absolute("?id=2", "https://barq.example/n") == "https://barq.example/n?id=2"
    assert absolute("javascript:x()", "https://barq.example/") is None
    assert absolute("", "https://barq.example/") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://barq.example/1", "http://www.barq.example/2", True),
        ("https://sport.barq.com.sa/1", "https://barq.com.sa/2", True),
        ("https://barq.com.sa/1", "https://sada.com.sa/2", False),
        ("https://barq.gov.ps/1", "https://wafq.gov.ps/2", False),
        ("https://barq.example/1", "https://barq.example.net/1", False),
        ("https://10.0.0.1/", "https://9.0.0.1/", False),
        ("https://barq.example/1", "no address", False),
    ],
)
def test_same_site(one, other, same):
    assert same_site(one, other) is same
    assert same_site(other, one) is same


def test_site_takes_registries_into_account():
    assert site("a.b.barq.com.sa") == "barq.com.sa"
    assert site("a.barq.net") == "barq.net"


def test_host_of_odd_addresses():
    assert host("https://BARQ.example.:8080/x") == "barq.example"
    assert host("https://[2001:DB8::1]:80/x") == "[2001:db8::1]"
    assert host("nothing") is None


def test_it_loads_no_network_code():
    code = "import sys, rawi.gather.addresses; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & {"aiohttp", "asyncio", "socket", "ssl", "yarl"}
