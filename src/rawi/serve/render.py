"""Templates filled in. Comes in: a template's name, the records of a page. Goes out: HTML in bytes.

What a string is decides how it is written: our words come out of `Words` as HTML already; anything else is foreign, is escaped, and
keeps its direction to itself in `<bdi>`. A name that a template misspells is an error, not an empty string.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from rawi.model import Moment, Outlet
from rawi.serve import foreign, paths
from rawi.serve.answers import answer
from rawi.serve.charts import chart
from rawi.serve.drawings import drawing, sparkline
from rawi.serve.pages import events
from rawi.serve.pages.compare import Part
from rawi.serve.pages.events import Event, Spark
from rawi.serve.pages.family import FamilyView
from rawi.serve.pages.items import Item, When, by_day
from rawi.serve.pages.marks import Paragraph
from rawi.serve.pages.volume import Bar, Unit, Volume
from rawi.serve.site import Asked, Site
from rawi.serve.snippets import Piece
from rawi.serve.words import Words, exact

HTML = "text/html; charset=utf-8"
OPTION = 60


def environment() -> Environment:
    """Make the template environment: escaping everywhere, nothing undefined."""
    made = Environment(
        loader=PackageLoader("rawi.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"bdi": foreign.isolated, "plain": foreign.plain, "one_line": foreign.one_line}
    made.globals |= {
        "out": foreign.link,
        "host": foreign.host,
        "feed_path": paths.feed,
        "pieces": pieces,
        "code": code,
        "sentences": sentences,
        "parts_of": parts_of,
    }
    return made


def code(text: str) -> Markup:
    """Return a command, left to right."""
    return Markup('<code dir="ltr">{}</code>').format(text)


def pieces(of: Iterable[Piece]) -> Markup:
    """Return a part of a text with the words that matched marked; nothing of ours stands in it. It wants an element that isolates."""
    parts = []
    for piece in of:
        text = foreign.balanced(foreign.clean(piece.text))
        parts.append(Markup("<mark>{}</mark>").format(text) if piece.matched else escape(text))
    return Markup("").join(parts)


def sentences(of: Paragraph) -> Markup:
    """Return a paragraph with what is attributed and what proves something wrapped; joined it is the text as it was written."""
    parts = []
    for sentence in of.sentences:
        bits = [Markup('<span class="said">{}</span>').format(bit.text) if bit.said else escape(bit.text) for bit in sentence.bits]
        inner = Markup("").join(bits)
        parts.append(Markup('<span class="proof" id="{}" tabindex="-1">{}</span>').format(sentence.id, inner) if sentence.id else inner)
    return Markup("").join(parts)


def parts_of(of: Iterable[Part]) -> Markup:
    """Return a paragraph with the words that stand in another text too, and those changed between them, wrapped."""
    kinds = {
        "same": Markup('<mark class="same">{}</mark>'),
        "changed": Markup('<span class="changed-word">{}</span>'),
        "other": Markup("{}"),
    }
    return Markup("").join(kinds[part.kind].format(part.text) for part in of)


class Speech:
    """What templates call to speak: each method returns HTML."""

    def __init__(self, words: Words, now: dt.datetime) -> None:
        self.words = words
        self.now = now

    def say(self, key: str, **values: object) -> Markup:
        """Return a message; values that are not HTML of ours are isolated."""
        return escape(self.words.text(key)).format(**self._shown(values))

    def count(self, key: str, n: int, **values: object) -> Markup:
        """Return a plural message."""
        return escape(self.words.plural(key, n)).format(n=self.words.number(n), **self._shown(values))

    def _shown(self, values: dict[str, object]) -> dict[str, object]:
        return {name: self._one(value) for name, value in values.items()}

    def _one(self, value: object) -> object:
        return foreign.isolated(value) if isinstance(value, str) and not isinstance(value, Markup) else self.words.shown(value)

    def name(self, outlet: Outlet) -> Markup:
        """Return an outlet's name in the language of the page where it has one."""
        return foreign.isolated(self.named(outlet))

    def named(self, outlet: Outlet) -> str:
        """Return an outlet's name as plain text."""
        return (outlet.name_en if self.words.language == "en" else "") or outlet.name or outlet.slug

    def option(self, outlet: Outlet) -> str:
        """Return an outlet's name as plain text of the length that a list of choices holds."""
        words, more = foreign.opening(self.named(outlet), OPTION)
        return f"{words}…" if more else words

    def names(self, outlets: Sequence[Outlet], missing: int = 0) -> Markup:
        """Return the names of outlets with commas between, and how many more there are."""
        listed = self.say("language.comma").join(self.name(outlet) for outlet in outlets)
        return Markup("{} {}").format(listed, self.count("count.and_others", missing)) if missing else listed

    def listed(self, words: Iterable[str]) -> Markup:
        """Return foreign words with the comma of our language between them."""
        return self.say("language.comma").join(foreign.isolated(word) for word in words)

    def drawing(self, view: FamilyView) -> Markup:
        """Return the drawing of a family."""
        outlets = [*(node.item.outlet for node in view.nodes), *view.origins]
        names = {outlet.slug: foreign.one_line(self.named(outlet)) for outlet in outlets}
        label = self.words.say("family.drawing", title=foreign.plain(view.title))
        starts = [node.start for node in view.nodes if node.start is not None]
        first = events.at(int(min(starts))) if starts else None
        begin = self.words.ago(first, self.now) if first else ""
        now = self.words.text("ago.now")
        return drawing(view, names, now=now, label=label, rtl=self.words.direction == "rtl", begin="" if begin == now else begin)

    def spark(self, of: Spark, articles: int) -> Markup:
        """Return the drawing of an event's coverage."""
        label = self.words.say("event.coverage", count=self.words.count("count.news", articles), span=self.lasting(of.hours))
        return sparkline(of.counts, label=label, rtl=self.words.direction == "rtl")

    def lasting(self, hours: int, *, within: bool = False) -> str:
        """Return a length of time in the one unit that says enough; as it stands behind a preposition with `within`."""
        if hours < 48:
            return self.words.count("within.hours" if within else "span.hours", hours)
        return self.words.count("within.days" if within else "span.days", -(-hours // 24))

    def origins(self, of: Event) -> Markup:
        """Return of how many origins the texts of an event are, by name where there are few."""
        names = self.say("language.and").join(self.name(outlet) for outlet in of.origin_names)
        counted = self.count("count.origins", of.origins)
        return self.say("event.named_origins", count=counted, names=names) if names else counted

    def country(self, code: str) -> str:
        """Return the name of a country in the language of the page."""
        return self.words.country(code)

    def chart(self, view: Volume) -> Markup:
        """Return the chart of how much was found when."""
        most = self.span(view.most.first, view.unit)
        ends = {"first": self.span(view.bars[0].first, view.unit), "last": self.span(view.bars[-1].first, view.unit)}
        label = self.words.say("volume.label", **ends, most=most, count=self.words.count("search.results", view.most.articles))
        return chart(view, lambda bar: self.bar(bar, view.unit), label=label, rtl=self.words.direction == "rtl")

    def span(self, first: dt.date, unit: Unit) -> str:
        """Return a day, a month or a year in words."""
        if unit == "day":
            return self.words.day(first, weekday=False)
        year = str(first.year).translate(self.words.own_digits)
        return year if unit == "year" else self.words.say("date.month", month=self.words.month(first.month), year=year)

    def bar(self, bar: Bar, unit: Unit) -> str:
        """Return what one bar of a chart stands for."""
        return self.words.say("volume.bar", time=self.span(bar.first, unit), count=self.words.count("search.results", bar.articles))

    def note(self, code: str) -> Markup:
        """Return what a note of a query says: a code of ours, and after a colon what it is about."""
        name, _, value = code.partition(":")
        if not self.words.has(f"note.{name}"):
            return self.say("note.not_understood")
        field = f"field.{value}"
        return self.say(f"note.{name}", value=self.say(field) if self.words.has(field) else int(value) if value.isdecimal() else value)

    def time(self, moment: Moment, shown: str) -> Markup:
        """Return a time element; its machine-readable form is exactly what is known."""
        return Markup('<time datetime="{}">{}</time>').format(moment.value, shown)

    def date(self, moment: Moment, *, local: bool = False, day: bool = False) -> Markup:
        """Return a moment in full, on its own clock or on the reader's; only its day on the reader's calendar with `day`."""
        shown = self.words.day(self.words.local_day(moment), weekday=False) if day else self.words.date(moment, local=local)
        return self.time(moment, shown)

    def ago(self, moment: Moment) -> Markup:
        """Return how long ago a moment was, or nothing for one that lies ahead."""
        return escape(self.words.ago(moment, self.now))

    def short(self, when: When) -> Markup:
        """Return the date of a line: how long ago, or the day; that we only saw it, or that it has none."""
        if not when.moment:
            return self.say("list.undated")
        shown = self.time(when.moment, self.words.short(when.moment, self.now))
        return self.say("article.seen", date=shown) if when.kind == "seen" else shown

    def on(self, when: When) -> Markup:
        """Return the date of an article in full, on the reader's clock; that we only saw it, or that it has none."""
        return self.date(when.moment, local=True) if when.kind == "published" and when.moment else self.short(when)

    def period(self, first: When, last: When) -> Markup:
        """Return from when to when something was published; one day where both are of it."""
        if first.moment and last.moment and self.words.local_day(first.moment) == self.words.local_day(last.moment):
            return self.time(last.moment, self.words.day(self.words.local_day(last.moment)))
        seen = "seen" in (first.kind, last.kind)
        return self.say("event.seen_from_to" if seen else "event.from_to", first=self._brief(first), last=self._brief(last))

    def brief(self, when: When) -> Markup:
        """Return the day and, where it is known, the hour of an article on the reader's clock; that we only saw it, or that it has none."""
        shown = self._brief(when)
        return self.say("article.seen", date=shown) if when.kind == "seen" else shown

    def _brief(self, when: When) -> Markup:
        if not when.moment:
            return self.say("list.undated")
        day, read = self.words.local_day(when.moment), exact(when.moment)
        shown = self.words.day(day, weekday=False)
        if day.year == self.words.local(self.now).year:
            shown = self.words.text("date.short").format(day=day.day, month=self.words.month(day.month)).translate(self.words.own_digits)
        if read:
            shown = self.words.say("date.moment", date=shown, time=self.words.time(self.words.local(read)))
        return self.time(when.moment, shown)

    def in_day(self, when: When) -> Markup | None:
        """Return what is left to say of a time under the heading of its day; None where only the day is known."""
        read = exact(when.moment) if when.moment else None
        if not read or not when.moment:
            return None
        recent = dt.timedelta(minutes=-5) < self.now - read < dt.timedelta(hours=24)
        said = self.words.ago(when.moment, self.now) if recent else self.words.time(self.words.local(read))
        shown = self.time(when.moment, said)
        return self.say("article.seen", date=shown) if when.kind == "seen" else shown

    def your_clock(self, moment: Moment) -> Markup | None:
        """Return a published time on the reader's clock, where that shows another time than the publisher's."""
        read = exact(moment)
        if not read or self.words.local(read).utcoffset() == read.utcoffset():
            return None
        mine = self.words.local(read)
        if mine.date() == read.date():
            return self.say("article.your_clock", time=escape(self.words.time(mine)))
        return self.say("article.your_clock_other_day", date=escape(self.words.day(mine.date())), time=escape(self.words.time(mine)))

    def heading(self, day: dt.date | None) -> tuple[Markup | None, Markup]:
        """Return the heading of a day: «today» or «yesterday» where it is one, and its date."""
        if day is None:
            return None, self.say("list.undated")
        back = (self.words.local(self.now).date() - day).days
        named = {0: "list.today", 1: "list.yesterday"}.get(back)
        return (self.say(named) if named else None), escape(self.words.day(day))

    def by_day(self, items: Iterable[Item]) -> list[Any]:
        """Return items set apart by day."""
        return list(by_day(items, self.words))


def page(site: Site, asked: Asked, template: str, *, status: int = 200, **view: object) -> Response:
    """Fill in a template and answer with it."""
    speech = Speech(asked.words, asked.now)
    shared = {"w": asked.words, "s": speech, "say": speech.say, "count": speech.count, "to": asked.to, "here": asked.here}
    html = TEMPLATES.get_template(template).render(**shared, asset=site.assets.path, **view)
    return _answer(asked.request, html.encode("utf-8", "replace"), status, asked.words.language)


def _answer(request: Request, body: bytes, status: int, language: str) -> Response:
    if status == 200:
        return answer(request, body, kind=HTML, headers={"Content-Language": language})
    return Response(body, status_code=status, headers={"Content-Type": HTML, "Content-Language": language, "Cache-Control": "no-store"})


TEMPLATES = environment()
