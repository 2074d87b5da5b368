"""Very many articles out of some. Comes in: articles of a corpus, a number. Goes out: article lines as large archives have them.

What is measured at a million articles must look like a million articles: the words of the language in their frequencies, texts of real
lengths, hardly any run of words that stands in two texts by chance, and one article in seven the copy of an earlier one. So each text is
put together of sentences of a few articles, and every fifth word is exchanged for one drawn from the whole corpus. Nobody reads them.
"""

import datetime as dt
import random
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from rawi.language.sentences import sentences
from rawi.model import Article

# One article in seven: the share of near-verbatim copies between outlets in a week of fourteen papers.
COPIED = 1 / 7
# Copies follow within a day; so many articles may be the original.
RECENT = 2_000
# One word in so many, so that no run of five words stays whole.
EXCHANGED = 5
SOURCES = 3
FIRST_DAY = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class Mixture:
    """An endless, repeatable row of articles: the same corpus, seed and number give the same line."""

    def __init__(self, corpus: Sequence[Article], *, per_day: int = 10_000, seed: int = 15) -> None:
        """Take a corpus of at least three articles that have words.

        Raises:
            ValueError: the corpus is too small to mix.
        """
        self._articles = [article for article in corpus if article.text.split()]
        if len(self._articles) < SOURCES:
            raise ValueError("At least three articles with a text are needed to mix others of them.")
        self._outlets = sorted({article.outlet for article in self._articles})
        self._sentences = [[span.text for span in sentences(article.text)] for article in self._articles]
        self._words = [sys.intern(word) for article in self._articles for word in article.text.split()]
        self._per_day, self._seed = per_day, seed

    def lines(self, first: int, count: int) -> Iterator[bytes]:
        """Yield the article lines `first` to `first + count - 1`; copies are of articles of this same run."""
        dice = random.Random(f"{self._seed}:{first}")  # noqa: S311 - a sample for a measurement, not a secret
        recent: deque[dict[str, Any]] = deque(maxlen=RECENT)
        for number in range(first, first + count):
            fields = self._copy(recent, dice) if recent and dice.random() < COPIED else self._fresh(dice)
            fields["published"] = (FIRST_DAY + dt.timedelta(seconds=number * 86_400 / self._per_day)).isoformat(timespec="seconds")
            fields["url"] = f"https://{number % 997}.mixed.example/{number}"
            recent.append(fields)
            yield msgspec.json.encode(fields) + b"\n"

    def _fresh(self, dice: random.Random) -> dict[str, Any]:
        """Put an article together: as long as one of the corpus, of sentences of three."""
        places = dice.choices(range(len(self._articles)), k=SOURCES)
        base = self._articles[places[0]]
        pool = [sentence for place in places for sentence in self._sentences[place]]
        dice.shuffle(pool)
        text, wanted = [], len(base.text)
        while pool and wanted > 0:
            sentence = self._exchanged(pool.pop(), dice)
            wanted -= len(sentence)
            text.append(sentence)
        return {"outlet": base.outlet, "title": self._exchanged(base.title, dice), "text": "\n".join(text), "tags": list(base.tags)}

    def _exchanged(self, sentence: str, dice: random.Random) -> str:
        """Exchange every fifth word for one of the corpus, drawn as often as it stands there."""
        words = sentence.split()
        for place in range(dice.randrange(EXCHANGED), len(words), EXCHANGED):
            words[place] = dice.choice(self._words)
        return " ".join(words)

    def _copy(self, recent: Sequence[dict[str, Any]], dice: random.Random) -> dict[str, Any]:
        """Carry an earlier article under another outlet's name, perhaps without its last sentence."""
        fields = dict(dice.choice(recent))
        paragraphs = fields["text"].split("\n")
        fields["text"] = "\n".join(paragraphs[: max(1, len(paragraphs) - dice.randrange(2))])
        fields["outlet"] = dice.choice(self._outlets)
        return fields
