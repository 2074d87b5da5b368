"""rawi (راوي): gathers Arabic news and shows the chain through which it came. Comes in: pages, texts. Goes out: articles, facts.

    >>> import rawi
    >>> page = "<html><head><title>افتتاح مرفأ السدرة</title></head><body><article><h1>افتتاح مرفأ السدرة</h1>"
    >>> words = "افتُتح اليوم مرفأ السدرة الجديد بعد ثلاثة أعوام من العمل، وقال مدير المرفأ إن أول سفينة سترسو فيه غداً. "
    >>> article = rawi.extract(page + "<p>" + words * 3 + "</p></article></body></html>", url="https://marsa.example/1")
    >>> article.title
    'افتتاح مرفأ السدرة'
    >>> rawi.parse_date("15 شباط 2025").date().isoformat()
    '2025-02-15'

What is offered is loaded when it is first used: `import rawi` loads no server, index or network code.
"""

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from rawi.library import analyse, attributions, extract, parse_date, same_name, search_terms
    from rawi.library import open as open  # noqa: A004 - «rawi.open» reads as it should
    from rawi.model import Article, Facts, Refused

__all__ = ["Article", "Facts", "Refused", "__version__", "analyse", "attributions", "extract", "open"]
__all__ += ["parse_date", "same_name", "search_terms"]

_HOMES = {name: "rawi.model" if name[0].isupper() else "rawi.library" for name in __all__ if name != "__version__"}


def __getattr__(name: str) -> Any:
    """Load what is asked for from the module where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rawi' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List what is offered."""
    return sorted(__all__)
