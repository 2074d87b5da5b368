"""Other extractors beside ours. Comes in: saved pages, and the right texts where there are some. Goes out: speed and score of each.

All read the same pages in the same process. A peer that is not installed is named, not skipped in silence. The score is that of the
article-extraction-benchmark: precision and recall of a text's 4-grams of words, averaged over the pages, and the F1 of the two averages
(https://github.com/scrapinghub/article-extraction-benchmark).
"""

import importlib
import itertools
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rawi.extract import decode
from rawi.language.orthography import fold
from rawi.model import Article, Record
from rawi.outlets.catalogue import load
from rawi.pipeline import Reading, read

Extractor = Callable[[Reading], str]
INSTALL = "pip install 'rawi[bench]'"
SHINGLE = 4
WORD = re.compile(r"\w+")
# What readers of a text should not meet: labels of other articles, sources, tags and share bars at the start of a line or sentence.
LEAKED = re.compile(
    r"(?:^|\n|[.!؟»\"]\s)\W{0,3}(?:اقر(?:ا|اوا) (?:المزيد|ايض)|شاهد ايض|طالع ايض|المصدر\s?:|كلمات دلاليه|الوسوم|الكلمات المفتاحيه"
    r"|تابعونا علي|مواضيع ذات صله|مقالات مشابهه|قد يهمك ايض|شارك(?:وا)? (?:الخبر|المقال)|اخبار ذات صله|الاكثر قراءه)"
)
# A listed string of fewer words may stand in a text by chance.
LISTED_WORDS = 3


class Truth(Record, frozen=True):
    """The right text of a page, and strings of its furniture that have no place in it."""

    text: str
    furniture: tuple[str, ...] = ()


class Comparison(Record, frozen=True):
    """What one extractor did: `missing` is how to install it, and then nothing was measured; scores are None where no truth is known."""

    name: str
    pages: int = 0
    pages_per_cpu_second: float = 0.0
    f1: float | None = None
    precision: float | None = None
    recall: float | None = None
    leaks: float | None = None
    failed: int = 0
    missing: str | None = None


def compare(
    readings: Sequence[Reading], truths: Mapping[int, Truth], seconds: float, *, only: Sequence[str] | None = None
) -> Iterator[Comparison]:
    """Measure rawi, then each peer, on the same pages.

    Args:
        readings: the pages.
        truths: what is known of them, by their place in `readings`.
        seconds: processor time to spend on each; every page is read at least twice, and the first round is not timed.
        only: names of extractors to measure; all where it is None.

    Yields:
        One row for each extractor, rawi first.
    """
    for name, make in EXTRACTORS.items():
        if only is not None and name not in only:
            continue
        try:
            extractor = make()
        except ImportError:
            yield Comparison(name=name, missing=INSTALL)
            continue
        yield _measured(name, extractor, readings, truths, seconds)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the 4-grams of a text's words; a shorter text is one gram.

    Example:
        >>> sum(shingles("واحد اثنان ثلاثة أربعة خمسة").values())
        2
    """
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))) if words else Counter()


def leaks(text: str, truth: Truth) -> bool:
    r"""Whether furniture got into a text.

    Example:
        >>> leaks("خبر.\\nاقرأ أيضا: خبر آخر", Truth(text="خبر."))
        True
    """
    if LEAKED.search(fold(text)) and not LEAKED.search(fold(truth.text)):
        return True
    flat = f" {' '.join(WORD.findall(text))} "
    listed = (WORD.findall(string) for string in truth.furniture)
    return any(f" {' '.join(words)} " in flat for words in listed if len(words) >= LISTED_WORDS)


def _measured(name: str, extractor: Extractor, readings: Sequence[Reading], truths: Mapping[int, Truth], seconds: float) -> Comparison:
    """Read every page once for the score, then in turn for the time."""
    texts = [_safely(extractor, reading) for reading in readings]
    started = time.process_time()
    done = 0
    for reading in itertools.cycle(readings):
        _safely(extractor, reading)
        done += 1
        if done >= len(readings) and time.process_time() - started >= seconds:
            break
    spent = max(time.process_time() - started, 1e-9)
    failed = sum(1 for text in texts if text is None)
    row = Comparison(name=name, pages=len(readings), pages_per_cpu_second=done / spent, failed=failed)
    if not truths:
        return row
    scored = [_scored(texts[place] or "", truth) for place, truth in truths.items()]
    precision, recall, leaked = (sum(column) / len(scored) for column in zip(*scored, strict=True))
    both = precision + recall
    return Comparison(
        name=name,
        pages=len(readings),
        pages_per_cpu_second=done / spent,
        f1=2 * precision * recall / both if both else 0.0,
        precision=precision,
        recall=recall,
        leaks=leaked,
        failed=failed,
    )


def _scored(text: str, truth: Truth) -> tuple[float, float, float]:
    """Return precision, recall, and 1 where furniture leaked."""
    got, want = shingles(text), shingles(truth.text)
    common = sum((got & want).values())
    return common / max(1, sum(got.values())), common / max(1, sum(want.values())), float(leaks(text, truth))


def _safely(extractor: Extractor, reading: Reading) -> str | None:
    """Return the text, or None where an extractor raised: peers do on pages that are none."""
    try:
        return extractor(reading)
    except Exception:  # noqa: BLE001 - whatever another library raises is counted as a failure of its own
        return None


def _rawi() -> Extractor:
    """Return our own extractor with all that it finds besides the text."""
    catalogue = load()

    def text(reading: Reading) -> str:
        found = read(reading, catalogue)
        return found.text if isinstance(found, Article) else ""

    return text


def _html(reading: Reading) -> str:
    """Decode a page for peers that want text, so that a wrong charset is no one's fault."""
    return decode(reading.page.body, reading.page.content_type)


def _trafilatura(**options: Any) -> Extractor:
    """Return trafilatura with its options."""
    library = importlib.import_module("trafilatura")
    return lambda reading: library.extract(_html(reading), include_comments=False, **options) or ""


def _newspaper() -> Extractor:
    """Return newspaper4k."""
    library = importlib.import_module("newspaper")

    def text(reading: Reading) -> str:
        article = library.Article(url=reading.page.url, language="ar")
        article.download(input_html=_html(reading))
        article.parse()
        return str(article.text)

    return text


def _readability() -> Extractor:
    """Return readability-lxml, whose answer is markup."""
    library, markup = importlib.import_module("readability"), importlib.import_module("lxml.html")
    return lambda reading: str(markup.fromstring(library.Document(_html(reading)).summary()).text_content())


def _resiliparse() -> Extractor:
    """Return resiliparse's extraction of plain text."""
    library = importlib.import_module("resiliparse.extract.html2text")
    return lambda reading: str(library.extract_plain_text(_html(reading), main_content=True, alt_texts=False, links=False))


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    "rawi": _rawi,
    "trafilatura": _trafilatura,
    "trafilatura, fast": lambda: _trafilatura(fast=True),
    "trafilatura, precision": lambda: _trafilatura(favor_precision=True),
    "newspaper4k": _newspaper,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
}
