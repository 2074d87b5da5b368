"""The word lists of language/lexicon. Comes in: the name of a list. Goes out: what its TOML file says, read once.

>>> load("months")["gregorian"]["5"][:2]
['مايو', 'ماي']
"""

import functools
import importlib.resources
import json
import sys
import tomllib
from typing import Any


@functools.cache
def load(name: str) -> dict[str, Any]:
    """Return the contents of `lexicon/<name>.toml`; callers share the result and must not change it.

    Raises:
        FileNotFoundError: there is no list of that name.
        tomllib.TOMLDecodeError: the file is damaged.
    """
    file = importlib.resources.files("rawi.language") / "lexicon" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        print(json.dumps(load(asked), ensure_ascii=False, indent=1, default=str))  # noqa: T201 - every module of language/ can be run to show itself
