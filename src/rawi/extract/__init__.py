"""Page → article. Comes in: a page's bytes. Goes out: an `Article` or a `Refused`."""

from rawi.extract.article import EXTRACTOR, extract
from rawi.extract.decode import decode

__all__ = ["EXTRACTOR", "decode", "extract"]
