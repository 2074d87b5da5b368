"""What a machine that watches this one asks for. Comes in: the archive in numbers, gathering. Goes out: Prometheus' text format, 0.0.4.

>>> print(written([Metric("rawi_articles", "gauge", "Articles.", (((), 5),))]), end="")
# HELP rawi_articles Articles.
# TYPE rawi_articles gauge
rawi_articles 5
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from rawi.serve.site import Live
from rawi.store.contract import Status

TEXT = "text/plain; version=0.0.4; charset=utf-8"

Labels = Sequence[tuple[str, str]]
Sample = tuple[Labels, int | None]


class Metric(NamedTuple):
    """A name, what it means, and its samples by their labels; of what is not known there is no sample."""

    name: str
    kind: Literal["gauge", "counter"]
    means: str
    samples: tuple[Sample, ...]


def one(name: str, kind: Literal["gauge", "counter"], means: str, value: int | None) -> Metric:
    """Return a metric that is one number."""
    return Metric(name, kind, means, (((), value),))


def metrics(status: Status, refusals: Mapping[tuple[str, str], int], live: Live | None) -> list[Metric]:
    """Return what is measured.

    Args:
        status: the archive in numbers.
        refusals: how often something was refused, by where and why.
        live: the gathering that runs beside it, None where nothing gathers.
    """
    refused = tuple(((("where", where), ("reason", reason)), count) for (where, reason), count in sorted(refusals.items()))
    found = [
        one("rawi_articles", "gauge", "Articles in the archive.", status.articles),
        one("rawi_versions", "gauge", "Versions of articles.", status.versions),
        one("rawi_pages", "gauge", "Pages that are kept.", status.pages),
        one("rawi_page_bytes", "gauge", "Bytes of kept pages, packed.", status.page_bytes),
        one("rawi_outlets", "gauge", "Outlets of which there are articles.", status.outlets),
        one("rawi_changes_total", "counter", "Changes of the archive so far.", status.sequence),
        one("rawi_newest_seconds", "gauge", "When the newest article was published, seconds since 1970.", status.newest),
        one("rawi_arrived_seconds", "gauge", "When the last article came in, seconds since 1970.", status.arrived),
        Metric("rawi_refused_total", "counter", "What was refused, by where and why.", refused),
    ]
    if live is not None:
        found += [
            one("rawi_outlets_reached", "gauge", "Outlets that answered when they were last asked.", live.reached),
            one("rawi_outlets_unreachable", "gauge", "Outlets that could not be reached when they were last asked.", len(live.unreachable)),
        ]
    return found


def written(found: Iterable[Metric]) -> str:
    """Write metrics; https://prometheus.io/docs/instrumenting/exposition_formats/ has the format."""
    lines = []
    for metric in found:
        lines += [f"# HELP {metric.name} {_escaped(metric.means)}", f"# TYPE {metric.name} {metric.kind}"]
        lines += [f"{metric.name}{_labels(labels)} {value}" for labels, value in metric.samples if value is not None]
    return "\n".join([*lines, ""])


def _labels(labels: Labels) -> str:
    """Write labels."""
    return "{" + ",".join(f'{name}="{_escaped(value, quote=True)}"' for name, value in labels) + "}" if labels else ""


def _escaped(text: str, *, quote: bool = False) -> str:
    """Escape what the format gives a meaning."""
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace('"', '\\"') if quote else text
