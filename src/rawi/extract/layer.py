"""The tags that a page tells its counters of readers. Comes in: a `Scan`. Goes out: tags, as they are written there."""

import json
import re

from rawi.extract.jsonld import strings
from rawi.extract.scanned import Scan
from rawi.extract.trimming import COMMAS

LAYER = re.compile(
    r"[\"']?(?:tags|keywords|(?:article|page|content|news|post|story)[_-]?(?:tags|keywords))[\"']?\s{0,5}:\s{0,5}"
    r"(\[[^\[\]]{0,2000}\]|\"[^\"\n]{0,800}\"|'[^'\n]{0,800}')",
    re.IGNORECASE,
)
NAMED = re.compile(r"\b(?:name|title|text|label|tag|keyword)\"?\s{0,3}:\s{0,3}\"([^\"\\\n]{2,60})\"")


def layer(scan: Scan) -> list[str]:
    """Return the tags that a page tells its counters of readers."""
    for kind, text in scan.scripts:
        if "ld+json" in kind or ("ags" not in text and "eywords" not in text):
            continue
        match = LAYER.search(text[:50_000])
        if match is None:
            continue
        try:
            value = json.loads(match[1].replace("'", '"'))
        except ValueError:
            # An object of a script, whose fields have no quotation marks: «[{name:"…"}]».
            value = NAMED.findall(match[1])
        found = [piece for one in strings(value) for piece in COMMAS.split(one)]
        if found:
            return found
    return []
