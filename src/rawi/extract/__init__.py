"""Page → article. Comes in: a page's bytes. Goes out: an `Article` or a `Refused`.

The package can be called: `rawi.extract(html, url=…)` is what `import rawi` offers, and importing the package puts it in that name's place.
"""

import sys
import types
from typing import Any

from rawi.extract.article import EXTRACTOR, extract
from rawi.extract.decode import decode
from rawi.model import Article, Refused

__all__ = ["EXTRACTOR", "decode", "extract"]


class _CallablePackage(types.ModuleType):
    """A package that is also the function `rawi.library.extract`."""

    def __call__(self, html: str | bytes, **known: Any) -> Article | Refused:
        """Take the article out of a page; see `rawi.library.extract`."""
        from rawi import library  # noqa: PLC0415 - it stands above this package

        return library.extract(html, **known)


sys.modules[__name__].__class__ = _CallablePackage
