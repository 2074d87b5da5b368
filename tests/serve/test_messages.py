import ast
import importlib.resources
import re
import string
import typing
from pathlib import Path
from typing import get_args

import pytest

import rawi.index.query
import rawi.model
import rawi.relate.records
from rawi.relate.differing import Kind
from rawi.serve.pages.narrowing import Narrowing
from rawi.serve.pages.volume import Unit
from rawi.serve.words import LANGUAGES, Words, messages

SERVE = Path(str(importlib.resources.files("rawi.serve")))
ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
TEMPLATES = sorted((SERVE / "templates").glob("*.html"))
CODE = sorted(path for path in SERVE.rglob("*.py"))
# What PROVENANCE's table of words rules out, as words of their own with the clitics that Arabic joins to them.
NEVER = [
    r"مصادر",
    r"نسخ",
    r"سرق",
    r"نص مشترك",
    r"أول من نشر",
    r"ذكرت وكالة",
    r"مستقلة",
    r"محطات",
    r"إن كان صحيحاً",
    r"مجهول",
    r"مشبوه",
    r"لا أصل له",
    r"من قال",
    r"القصة",
    r"مقالات مشابهة",
    r"المنهج",
    r"ترتفع الآن",
]
FORBIDDEN = re.compile("|".join(rf"(?<![\u0621-\u064a])[وفبكل]{{0,2}}(?:ال)?{word}(?![\u0621-\u064a])" for word in NEVER))


def patterns(language):
    """Yield every pattern with its key."""
    for key, found in messages(language).items():
        if isinstance(found, str):
            yield key, found
        else:
            yield from ((key, pattern) for pattern in found.values())


def fields(pattern):
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}


def test_both_languages_have_the_same_keys():
    assert messages("ar").keys() == messages("en").keys()


def test_both_languages_fill_in_the_same_values():
    for key in messages("ar"):
        found = [set().union(*(fields(pattern) for name, pattern in patterns(language) if name == key)) for language in LANGUAGES]
        assert found[0] | {"n"} == found[1] | {"n"}, key


def used_keys():
    """Return the keys that stand in templates and code, with the families that are put together from a code."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES, *CODE))
    literal = set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)+)"', text))
    families = {
        "credit": get_args(rawi.model.CreditRole),
        "kind": [kind for kind in get_args(rawi.model.Kind) if kind != "news"],
        "field": set(rawi.index.query.FIELDS.values()),
        "note": {*re.findall(r'(?:append\(f?"|note=")([a-z_]+)[:"{]', Path(rawi.index.query.__file__).read_text(encoding="utf-8"))}
        - {"unknown_"}
        | {"unknown_outlet", "unknown_country", "unknown_tag", "unknown_cites", "too_long", "not_understood"},
        "site": ["news", "latest", "outlets", "trace", "about"],
        "search": [f"{kind}_{key}" for kind in ("example", "how") for key in ("or", "phrase", "not", "fields", "said", "cites")],
        "about": [
            name for key in ("gather", "text", "time", "related", "chain", "known", "judge", "private") for name in (key, f"{key}_title")
        ],
        "error": [
            name for key in ("not_found", "method", "host", "origin", "fault", "too_large", "bad_request") for name in (key, f"{key}_title")
        ],
        "chain": ["gap_compiled", "gap_unknown", "proof_stated", "proof_inferred", "proof_gap"],
        "also": [f"{way}_{basis}" for way in ("before", "after", "same") for basis in ("declared", "seen")],
        "family": [f"by_{basis}" for basis in get_args(rawi.relate.records.Basis)],
        "narrow": get_args(typing.get_type_hints(Narrowing)["kind"]),
        "volume": get_args(Unit),
        "event.kind": get_args(Kind),
        "ago": ["years", "months", "weeks"],
    }
    return literal | {f"{family}.{name}" for family, names in families.items() for name in names}


def test_no_key_is_unused_and_no_key_is_missing():
    known, used = set(messages("ar")), used_keys()
    assert known - used == set()
    prefixes = {key.split(".")[0] for key in known}
    missing = {key for key in used - known if key.split(".")[0] in prefixes and not key.endswith((".html", ".css", ".js", "_"))}
    assert missing == set()


@pytest.mark.parametrize("path", [*TEMPLATES, *CODE], ids=lambda path: path.name)
def test_no_arabic_stands_in_a_template_or_in_code(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".py":
        lines = literals(path)
    assert [line for line in lines if ARABIC.search(line)] == []


def literals(path):
    """Return the string literals of a module other than docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs
    ]


def test_templates_show_no_english_of_their_own():
    for path in TEMPLATES:
        text = re.sub(
            r"\{% block layout %\}.*?\{% endblock %\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>|&\w+;",
            " ",
            path.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        assert set(re.findall(r"[A-Za-z]{2,}", text)) <= {"lang"}, path.name


def test_ruled_out_words_are_found_nowhere_in_our_words():
    assert FORBIDDEN.search("المصادر")
    assert FORBIDDEN.search("ونسخ هذا")
    assert not FORBIDDEN.search("لم يُسمَّ المصدر")
    for key, pattern in patterns("ar"):
        assert not FORBIDDEN.search(pattern), key


def test_guillemets_are_left_to_what_is_quoted():
    for language in LANGUAGES:
        for key, pattern in patterns(language):
            assert not set("«»") & set(pattern), key


def test_every_message_can_be_said():
    for language in LANGUAGES:
        words = Words(language)
        for key, pattern in patterns(language):
            values = dict.fromkeys(fields(pattern) - {"n"}, "x")
            if isinstance(messages(language)[key], str):
                assert words.say(key, **values)
            else:
                assert all(isinstance(words.count(key, n, **values), str) for n in (0, 1, 2, 3, 11, 100, 103, 2310))
