"""Spellings of foreign names. Comes in: a lemma key that is no ordinary word, and what the index knows. Goes out: its other spellings.

News spells كورونا also كرونا, ترامب ترمب, فيرغسون فيرجسن. Keys one or two edits away are looked up in the index itself:
a long vowel more or less, letters that stand for one foreign sound (غ ج ق ك), and any one edit in a long word. Only
what is no word of the dictionary is tried, and only what is none either is taken, so حسن never becomes حسين.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from rawi.language.stems import in_dictionary

VOWELS = "اوي"
ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
# Letters that Arabic newspapers use for one foreign sound: g, t, s, d, v and p, nh.
SOUNDS = ("غجقك", "تط", "سصز", "دضظ", "بف", "ثتس", "خحه", "هي")
# These are one sound at the end of a name only: كارون is not كورونا.
ENDS = "هيوا"
LIKE = {letter: "".join(sorted({other for group in SOUNDS if letter in group for other in group} - {letter})) for letter in ALPHABET}
# Shorter keys have too many neighbours by chance: one careful edit from four letters, two of them or any one from six.
# A longer one than the third is no name, and has hundreds of thousands of neighbours.
SHORTEST, LONG, LONGEST = 4, 6, 16
MOST = 8
# What so many documents have is how the name is spelt; one that differs by any letter from it is another.
RARE = 5


def spellings(key: str, doc_freq: Callable[[Sequence[str]], Mapping[str, int]]) -> dict[str, int]:
    """Return other spellings of a name that the index has, most frequent first, with their document frequencies.

    Args:
        key: a lemma key.
        doc_freq: the index's `doc_freq`.
    """
    if not SHORTEST <= len(key) <= LONGEST or not "ء" <= key[0] <= "ي" or in_dictionary(key) or in_dictionary(f"ال{key}"):
        return {}
    near = dict.fromkeys(_careful(key))
    if len(key) >= LONG:
        near |= dict.fromkeys(again for once in tuple(near) for again in _careful(once))
        if doc_freq([key])[key] < RARE:
            near |= dict.fromkeys(_any(key))
    near.pop(key, None)
    found = {other: count for other, count in doc_freq(tuple(near)).items() if count and not in_dictionary(other)}
    return dict(sorted(found.items(), key=lambda item: -item[1])[:MOST])


def _careful(key: str) -> Iterator[str]:
    """Yield the keys one likely respelling away: a long vowel in or out behind the first letter, a letter for its like."""
    for at, letter in enumerate(key):
        for other in LIKE.get(letter, ""):
            yield key[:at] + other + key[at + 1 :]
        if at == len(key) - 1 and letter in ENDS:
            yield from (key[:at] + other for other in ENDS)
        if at:
            yield from (key[:at] + vowel + key[at:] for vowel in VOWELS)
            if letter in VOWELS and len(key) > SHORTEST:
                yield key[:at] + key[at + 1 :]


def _any(key: str) -> Iterator[str]:
    """Yield the keys one edit away, whatever it is, behind the first letter."""
    for at in range(1, len(key)):
        yield key[:at] + key[at + 1 :]
        yield key[: at - 1] + key[at] + key[at - 1] + key[at + 1 :]
        for letter in ALPHABET:
            yield key[:at] + letter + key[at:]
            yield key[:at] + letter + key[at + 1 :]
