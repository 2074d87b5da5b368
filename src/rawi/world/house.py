"""House style. Comes in: a text in plain form, and how an outlet spells. Goes out: the text as that outlet prints it."""

import re

from rawi.world.records import House

QUOTES = {"guillemets": ("«", "»"), "straight": ('"', '"'), "curly": ("“", "”")}
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
TANWEEN = {"after": "اً", "before": "ًا", "none": "ا"}
# A final ya after a letter; what follows is neither a letter nor a mark on this one.
FINAL_YA = re.compile(r"(?<=[ء-ي])ي(?![ء-ْ])")
DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


def dress(text: str, house: House) -> str:
    """Return the text in an outlet's spelling, quotation marks and digits.

    >>> dress("قال «مسؤول» إن 12.5 في المئة أيضاً", House(quotes="straight", digits="eastern", tanween="before"))
    'قال "مسؤول" إن ١٢٫٥ في المئة أيضًا'
    """
    for plain, own in house.spellings:
        text = text.replace(plain, own)
    opening, closing = QUOTES[house.quotes]
    text = text.replace("«", opening).replace("»", closing).replace("اً", TANWEEN[house.tanween])
    if house.undotted_ya:
        text = FINAL_YA.sub("ى", text)
    if house.digits == "eastern":
        text = DECIMAL.sub("٫", THOUSANDS.sub("٬", text)).translate(EASTERN)
    return text
