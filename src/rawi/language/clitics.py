"""Words with what is written together with them. Comes in: the key of one word. Goes out: its readings without «و», «ب», «لل».

A name is written with the particle before it: «ولبنان», «بوتين», «للأمم المتحدة». Which reading is meant only a list or the
neighbours can tell, so all are given, the whole word first.

    >>> readings("وللامم")
    (('', 'وللامم'), ('و', 'للامم'), ('ول', 'لامم'), ('ولل', 'الامم'))
"""

import functools
import sys

from rawi.language.stems import SELDOM
from rawi.language.tokens import keys

# What is cut and what takes its place; two letters are left at least («وغو»).
CUTS = (
    ("ولل", "ال"), ("فلل", "ال"), ("لل", "ال"),
    ("و", ""), ("ف", ""), ("ب", ""), ("ل", ""), ("ك", ""),
    ("وب", ""), ("ول", ""), ("وك", ""), ("فب", ""), ("فل", ""),
)  # fmt: skip
JOINED = frozenset(cut[0] for cut, _ in CUTS)
SHORTEST = 2


@functools.lru_cache(maxsize=SELDOM)
def readings(key: str) -> tuple[tuple[str, str], ...]:
    """Return what may be cut off a word and what is then left, shortest cut first; the word itself is the first reading."""
    if key[:1] not in JOINED:
        return (("", key),)
    found = [("", key)]
    for cut, put in CUTS:
        rest = put + key[len(cut) :]
        if key.startswith(cut) and len(rest) - len(put) >= SHORTEST:
            found.append((cut, rest))
    return tuple(sorted(found, key=lambda reading: len(reading[0]) if reading[0] != "لل" else 1))


if __name__ == "__main__":
    for asked in keys(" ".join(sys.argv[1:])):
        print(asked, *(f"{cut}+{rest}" for cut, rest in readings(asked)))  # noqa: T201 - every module of language/ can be run
