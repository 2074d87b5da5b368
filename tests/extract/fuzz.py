"""A mutation fuzzer over pages: no exception, no hang, no word in an article that its page does not have.

    python tests/extract/fuzz.py --inputs 1000000 --seed 1 --pages FOLDER

Input N of a seed is always the same, so a run that was ended goes on with `--first N`, and a fault is seen again with `--first N --inputs 1`.
Pages are the makes of these tests and, with `--pages`, every page below a folder. The inputs, before they are mutated:

    45 %  a window of 300 to 3,000 bytes of a page, half of them behind the first bytes of its head
    15 %  two such windows of two pages
    28 %  a whole page of up to 12 kB
    10 %  a window of 8,000 to 24,000 bytes behind the page's head
     2 %  the first 60,000 bytes of a page

A million takes about an hour of one processor.
"""

import argparse
import collections
import gzip
import html
import random
import re
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from selectolax.lexbor import LexborHTMLParser

from extract.makes import MAKES
from rawi.extract import extract
from rawi.extract.decode import decode
from rawi.extract.tagged import SKIPPED
from rawi.extract.taming import tame
from rawi.model import Article, Page

URL = "https://marfa.example/news/1"
SLOW, HANG = 2.0, 10
SIGNS = (
    *(
        b"<",
        b">",
        b"</div>",
        b"<div>",
        b"<p>",
        b'"',
        b"\0",
        b"<!--",
        b"-->",
        b"</article>",
        b"<ul><li>",
        b"]]>",
        b"{",
        b"<table>",
        b"<script>",
    ),
    *(
        b"</script>",
        b"<svg>",
        b"<title>",
        b"<select>",
        b"<pre>",
        b"&",
        b"&#x0;",
        b"&#xd800;",
        b"<a href=",
        b"<template>",
        b"<textarea>",
        b"<math>",
    ),
    *(
        b"<form>",
        b"\xff",
        b"\xed\xa0\x80",
        b"<br>",
        b"<h1>",
        b'<time datetime="',
        b"2024-13-45",
        b'<meta property="og:title" content="',
        b"\x1f",
    ),
    *("المصدر: ".encode(), "اقرأ أيضا: ".encode(), "الوسوم: أ، ب".encode(), "بقلم: ".encode(), "كتب ".encode("cp1256")),
    b'<script type="application/ld+json">{"@type":"NewsArticle","headline":',
)
OPENING = (b"<div>", b"<b>", b"<ul><li>", b"<table><tr><td>", b'<span class="a">', b'<a rel="tag">', b"<i>")
TAG = re.compile(rb"<[^<>]{1,60}>")
# Elements whose words are none of the text.
UNSHOWN = SKIPPED | {"script", "textarea", "title"}
WORD = re.compile(r"\w+")


class Hang(Exception):
    """An input took so long that it was ended."""


def pages_below(folder: Path | None) -> list[bytes]:
    """Return the makes of these tests and every page below a folder."""
    found = [make.body for make in MAKES]
    for path in sorted(folder.rglob("*.html*")) if folder else ():
        body = path.read_bytes()
        found.append(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
    return found


def window(chance: random.Random, page: bytes, size: int) -> bytes:
    """Return a part of a page."""
    start = chance.randrange(max(1, len(page) - size))
    return page[start : start + size]


def beginning(chance: random.Random, pages: list[bytes]) -> bytes:
    """Return what is then mutated, in the mixture above."""
    page, kind = chance.choice(pages), chance.random()
    size = chance.choice((300, 800, 1500, 3000))
    if kind < 0.45:
        return page[: chance.choice((0, 0, 200, 800))] + window(chance, page, size)
    if kind < 0.60:
        return window(chance, page, size) + window(chance, chance.choice(pages), size)
    if kind < 0.88:
        small = [one for one in (page, *(chance.choice(pages) for _ in range(6)), chance.choice(MAKES).body) if len(one) <= 12_000]
        return small[0]
    if kind < 0.98:
        return page[:2000] + window(chance, page, chance.randrange(8000, 24_000))
    return page[:60_000]


def mutant(chance: random.Random, pages: list[bytes]) -> bytes:
    """Return a page, or a part of one, that was changed in one to eight places."""
    data = bytearray(beginning(chance, pages))
    for _ in range(chance.randint(1, 8)):
        data = data or bytearray(b"<p>")
        at = chance.randrange(len(data))
        end = min(len(data), at + chance.randint(1, 300))
        kind = chance.randrange(9)
        if kind == 0:
            del data[at:end]
        elif kind == 1:
            data[at:at] = data[at:end]
        elif kind == 2:
            data[at:at] = chance.choice(SIGNS)
        elif kind == 3:
            data = data[:end] if chance.random() < 0.3 else data
        elif kind == 4:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 5:
            data[at:at] = window(chance, chance.choice(pages), chance.randint(1, 400))
        elif kind == 6:
            tags = list(TAG.finditer(bytes(data[:30_000])))
            if len(tags) > 1:
                one, other = (tags[number] for number in sorted(chance.sample(range(len(tags)), 2)))
                data = data[: one.start()] + other[0] + data[one.end() : other.start()] + one[0] + data[other.end() :]
        elif kind == 7:
            data[at:at] = chance.choice(OPENING) * chance.randint(2, 400)
        else:
            data[at:end] = chance.randbytes(chance.randint(0, 20)) if chance.random() < 0.5 else b"\0" * chance.randint(1, 5)
    return bytes(data)


def shown(source: str) -> str:
    """Return the text of a page in the order of its tree, as the parser gives it, without what no reader sees as words.

    Pieces that stand side by side once a button or a script between them is gone make one word, however many they are.
    """
    tree = LexborHTMLParser(tame(source), scripting=True)
    if tree.root is None:
        return ""
    tree.root.strip_tags(list(UNSHOWN), recursive=True)
    return tree.root.text()


def everything_said(source: str) -> str:
    """Return all that a page says in any reading of it, without white space: as it stands, without tags, entities and escapes read."""
    bare = re.sub(r"<[^>]*>", "", source)
    escapes = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), source)
    twice = html.unescape(html.unescape(source))
    readings = (source, bare, html.unescape(bare), twice, re.sub(r"<[^<>]*>", "", twice), escapes, html.unescape(escapes))
    return re.sub(r"\s+", "", " ".join((*readings, shown(source), *map(shown, readings[3:]))))


def invented(article: Article, body: bytes, content_type: str | None = None) -> list[str]:
    """Return words of an article that its page does not have in any reading."""
    source = decode(body, content_type)
    said = set(WORD.findall(source))
    missing = [word for word in WORD.findall(f"{article.title} {article.text}") if word not in said]
    flat = everything_said(source) if missing else ""
    return [word for word in missing if word not in flat]


def fault(body: bytes) -> tuple[str, bool]:
    """Extract an input; return what is wrong with that, or nothing, and whether it was an article."""
    start = time.process_time()
    try:
        found = extract(Page(url=URL, body=body))
    except Hang:
        return f"HANG {HANG} s", False
    except Exception as error:  # noqa: BLE001 - that there is none is what is tested
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"EXCEPTION {error!r} {Path(last.filename).name}:{last.lineno}", False
    spent = time.process_time() - start
    if spent > SLOW:
        return f"SLOW {spent:.2f} s", isinstance(found, Article)
    if not isinstance(found, Article):
        return "", False
    words = invented(found, body)
    return (f"INVENTED {words[:5]}" if words else ""), True


def _ended(number: int, frame: FrameType | None) -> None:
    raise Hang


def main() -> int:
    """Run as the module's docstring says; faults go to stdout at once, with the command that shows them again."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--inputs", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--pages", type=Path)
    asked = options.parse_args()
    pages = pages_below(asked.pages)
    signal.signal(signal.SIGALRM, _ended)
    counted: collections.Counter[str] = collections.Counter()
    sizes: list[int] = []
    began = time.process_time()
    for number in range(asked.first, asked.first + asked.inputs):
        body = mutant(random.Random(f"{asked.seed}:{number}"), pages)
        signal.alarm(HANG)
        wrong, article = fault(body)
        signal.alarm(0)
        counted["articles"] += article
        counted["faults"] += bool(wrong)
        if number % 97 == 0:
            sizes.append(len(body))
        if wrong:
            print(f"input {number} of seed {asked.seed}: {wrong}", flush=True)
        if (number + 1) % 10_000 == 0:
            print(
                f"next {number + 1} articles {counted['articles']} faults {counted['faults']} {time.process_time() - began:.0f} s",
                flush=True,
            )
    sizes.sort()
    spread = ", ".join(f"{share} % under {sizes[(len(sizes) - 1) * share // 100]:,}" for share in (10, 50, 90, 99))
    spent = time.process_time() - began
    print(
        f"{asked.inputs} inputs from {len(pages)} pages, {counted['articles']} articles, {counted['faults']} faults, {spent:.0f} s; bytes: {spread}"
    )
    return 1 if counted["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
