"""Why an article stands in a similar list. Comes in: what both articles name, the telling words of both. Goes out: words for a reader.

A name says more than a word of it: «مجلس الأمن» and not «مجلس», «أنتوني بلينكن» and not «زيارة».
"""

from collections.abc import Mapping, Sequence

from rawi.language.stems import lemma
from rawi.language.tokens import keys
from rawi.model import Mention
from rawi.relate.unify import bare

# So many names and words stand on a line.
MOST = 5


def in_common(own: Sequence[Mention], other: Sequence[Mention], telling: Sequence[str], written: Mapping[str, str]) -> tuple[str, ...]:
    """Return what two articles have in common as the first writes it: names before words, of each kind those that tell most first.

    Args:
        own: the first article's mentions, under keys by which both name one thing alike.
        other: the other's.
        telling: lemma keys that both have, those that tell most first; a name without any of them tells nothing.
        written: how the first article writes each of these.
    """
    place = {key: at for at, key in enumerate(telling)}
    both = {one.key for one in other}
    names: dict[str, tuple[int, str, frozenset[str]]] = {}
    for one in own:
        if one.key not in both:
            continue
        name = bare(one) or one.text
        words = frozenset(map(lemma, keys(name)))
        first = min((place[word] for word in words if word in place), default=len(place))
        if first < len(place) and first < names.get(one.key, (len(place), "", words))[0]:
            names[one.key] = (first, name, words)
    found, said = [], set[str]()
    for _, name, words in sorted(names.values(), key=lambda one: (one[0], -len(one[2]))):
        if not words <= said:
            found.append(name)
            said |= words
    found += [written[key] for key in telling if key in written and key not in said]
    return tuple(dict.fromkeys(found))[:MOST]
