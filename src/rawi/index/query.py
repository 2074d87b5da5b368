"""The query language. Comes in: what a person typed or pasted. Goes out: a `Query` with notes on what was not understood; never an error.

    هدنة إنسانية          all the words, in any form          "هدنة إنسانية"  «…»  “…”    these words side by side
    -رياضة  -"كأس العالم"  without                            هدنة أو تهدئة, truce OR ceasefire    one of them
    outlet: موقع:    title: عنوان:    after: بعد:    before: قبل:    country: بلد:    tag: وسم:    said: قال:    cites: عن:

A field stands at the head of a word and touches its value, so that «قال: …» in pasted prose is prose. Several outlets or
countries mean any of them; several tags, speakers or sources all of them. `after:` takes in its day, `before:` does not.

    >>> parse('هدنة OR تهدئة title:"غزة"').groups[0]
    (Words(keys=('هدنه',), phrase=False, title=False), Words(keys=('تهديه',), phrase=False, title=False))
    >>> parse('"هدنة').notes
    ('unbalanced_quote',)
"""

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from rawi.language.orthography import MARKS, fold
from rawi.language.tags import tag_key
from rawi.language.tokens import keys
from rawi.model import Record

FIELDS = {
    "outlet": "outlet",
    "موقع": "outlet",
    "title": "title",
    "عنوان": "title",
    "after": "after",
    "بعد": "after",
    "before": "before",
    "قبل": "before",
    "country": "country",
    "بلد": "country",
    "tag": "tag",
    "وسم": "tag",
    "said": "said",
    "قال": "said",
    "cites": "cites",
    "عن": "cites",
}
# «قال: …» and «عن …» begin half of all sentences: without a value these fields are the words that they are, and nothing is said of it.
PROSE = {"said", "cites"}
OR = {"OR", "أو"}
QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“", "＂": "＂"}
ANY_QUOTE = "".join({*QUOTES, *QUOTES.values()})
INVISIBLE = re.compile(rf"[{MARKS}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
FIELD = re.compile(r"([^\W\d_]{2,8}):")
CHUNK = re.compile(rf"[^\s{ANY_QUOTE}]+")
YEAR_MONTH = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?")
# A longer query is a pasted text; its first words tell what it is about, and the rest only costs time.
MOST_WORDS = 256
# The longest name of a speaker with all his offices has so many words.
MOST_NAME = 16
# Nobody narrows a search by more conditions; each costs the index a look-up in every segment.
MOST_FIELDS = 40
MOST_CHARACTERS = 20_000


class Words(Record, frozen=True):
    """Words that belong together: one word, or a phrase; `title` where only titles are to be searched."""

    keys: tuple[str, ...]
    phrase: bool = False
    title: bool = False


class Likes(Record, frozen=True):
    """Other names of what some words of a query name, as an archive knows them.

    `names` are folded words, side by side; `called` the names of a speaker as they stand among `Document.names`; `apart` are folded
    words that only look like another spelling.
    """

    names: tuple[tuple[str, ...], ...] = ()
    called: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


class Query(Record, frozen=True):
    """What is asked for. All `groups`, of each at least one; nothing of `without`; the fields narrow it.

    `said` are the words of a speaker's name, side by side; `cites` are slugs of outlets, or the key of a name that is none's.
    `after` and `before` are seconds since 1970: from `after` on, and earlier than `before`. `exact`: only the words as they are
    written (folded), all of them. `tags_alike` are the keys that mean the same as one of the tags, itself among them; `alike` other
    names of some words, `speakers_alike` of a speaker, by the words joined with spaces.

    `notes` are codes with an optional value: unbalanced_quote, lone_operator, empty_field:F,
    unknown_outlet:V, unknown_country:V, unknown_cites:V, unknown_date:V, shortened:N (words kept), too_many:N (fields kept),
    only_exclusions.
    """

    groups: tuple[tuple[Words, ...], ...] = ()
    without: tuple[Words, ...] = ()
    outlets: tuple[str, ...] = ()
    without_outlets: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    without_countries: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    said: tuple[Words, ...] = ()
    without_said: tuple[Words, ...] = ()
    cites: tuple[str, ...] = ()
    without_cites: tuple[str, ...] = ()
    after: int | None = None
    before: int | None = None
    exact: bool = False
    tags_alike: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    alike: dict[str, Likes] = msgspec.field(default_factory=dict)
    speakers_alike: dict[str, Likes] = msgspec.field(default_factory=dict)
    notes: tuple[str, ...] = ()


def narrowed(query: Query) -> bool:
    """Tell whether a field of the query lets only some documents through."""
    fields = query.outlets or query.countries or query.tags or query.said or query.cites
    return bool(fields or query.after is not None or query.before is not None)


class Piece(NamedTuple):
    """One piece of the text: an operator, or a value with what stands before it; `name` is the field as it was written."""

    value: str
    field: str = ""
    minus: bool = False
    quoted: bool = False
    note: str = ""
    name: str = ""


def same_name(name: str) -> str:
    """Take a name for its own slug: what stands in for a catalogue."""
    return name


def parse(
    text: str,
    *,
    outlet: Callable[[str], str | None] = same_name,
    country: Callable[[str], str | None] = str.upper,
    cited: Callable[[str], str | None] = tag_key,
    now: dt.datetime | None = None,
    exact: bool = False,
) -> Query:
    """Read a query.

    Args:
        text: anything, of any length.
        outlet: gives the slug of an outlet's name, None for one that is not known.
        country: gives the ISO code of a country's name, None for one that is not known.
        cited: gives the slug or the key by which the index knows a source that articles name, None for no name at all.
        exact: look for the words as they are written, and for nothing else.
        now: what «أمس» is counted from; relative dates are not understood without it.
    """
    reader = _Reader(outlet=outlet, country=country, cited=cited, now=now, exact=exact)
    if len(text) > MOST_CHARACTERS:
        reader.notes.append(f"shortened:{MOST_WORDS}")
    for piece in _pieces(INVISIBLE.sub("", text[:MOST_CHARACTERS])):
        reader.take(piece)
    return reader.query()


def _pieces(text: str) -> Iterator[Piece]:
    """Cut the text into pieces, from left to right."""
    at, unclosed = 0, set[str]()
    while at < len(text):
        start = at
        minus = text[at] == "-" and text[at + 1 : at + 2].strip() != ""
        at += minus
        named = FIELD.match(text, at)
        field = FIELDS.get(named[1].lower(), "") if named else ""
        at = named.end() if named and field else at
        opening = text[at : at + 1]
        if opening in QUOTES and opening not in unclosed:
            end = text.find(QUOTES[opening], at + 1)
            if end >= 0:
                yield Piece(text[at + 1 : end], field, minus, quoted=True, name=named[1] if named else "")
                at = end + 1
                continue
            unclosed.add(opening)
            yield Piece("", note="unbalanced_quote")
        chunk = CHUNK.match(text, at)
        if chunk or field:
            yield Piece(chunk[0] if chunk else "", field, minus, name=named[1] if named else "")
        at = chunk.end() if chunk else max(at, start + 1)


class _Reader:
    """Takes pieces one by one and builds the query of them."""

    def __init__(
        self,
        outlet: Callable[[str], str | None],
        country: Callable[[str], str | None],
        cited: Callable[[str], str | None],
        now: dt.datetime | None,
        *,
        exact: bool,
    ) -> None:
        self.resolve = {"outlet": outlet, "country": country, "tag": tag_key, "cites": cited}
        self.now = now
        self.exact = exact
        self.fields = 0
        self.speakers: dict[bool, list[Words]] = {False: [], True: []}
        self.groups: list[tuple[Words, ...]] = []
        self.without: list[Words] = []
        self.named: dict[tuple[str, bool], list[str]] = {}
        self.after: list[int] = []
        self.before: list[int] = []
        self.notes: list[str] = []
        self.words = 0
        self.joining = False
        self.joinable = False

    def take(self, piece: Piece) -> None:
        """Take one piece."""
        if piece.note:
            self.notes.append(piece.note)
        elif piece.field and not piece.value.strip():
            self._prose(piece)
        elif not piece.field and not piece.quoted and not piece.minus and piece.value in OR:
            self._operator()
        elif piece.field and piece.field != "title" and self._too_many():
            return
        elif piece.field in self.resolve:
            self._narrow(piece)
        elif piece.field in {"after", "before"}:
            self._time(piece)
        elif piece.field == "said":
            self._speaker(piece)
        else:
            self._words(piece)

    def _prose(self, piece: Piece) -> None:
        """Take a field without a value for the word that it is: «قال: …» in a pasted text."""
        if piece.field not in PROSE:
            self.notes.append(f"empty_field:{piece.field}")
        self._words(Piece(piece.name, minus=piece.minus))

    def _too_many(self) -> bool:
        """Count a field; tell whether there were enough of them before."""
        self.fields += 1
        if self.fields > MOST_FIELDS:
            self.notes.append(f"too_many:{MOST_FIELDS}")
        return self.fields > MOST_FIELDS

    def _speaker(self, piece: Piece) -> None:
        """Take the name of a speaker."""
        self._dangling()
        found = tuple(keys(piece.value))[:MOST_NAME]
        if found:
            self.speakers[piece.minus].append(Words(keys=found, phrase=len(found) > 1))

    def _operator(self) -> None:
        """Join the next word to the last one, if there is a last one."""
        if not self.joinable or self.joining:
            self.notes.append("lone_operator")
        self.joining = self.joinable

    def _dangling(self) -> None:
        """Note an operator after which no word came."""
        if self.joining:
            self.notes.append("lone_operator")
        self.joining = self.joinable = False

    def _narrow(self, piece: Piece) -> None:
        """Take an outlet, a country, a tag or a source."""
        self._dangling()
        name = piece.value.strip()
        key = self.resolve[piece.field](name)
        if key:
            self.named.setdefault((piece.field, piece.minus), []).append(key)
        else:
            self.notes.append(f"unknown_{piece.field}:{name}")

    def _time(self, piece: Piece) -> None:
        """Take a date: a year, a month, or whatever `rawi.parse_date` reads."""
        self._dangling()
        written = piece.value.strip()
        start = _start(written, self.now)
        if start is None:
            self.notes.append(f"unknown_date:{written}")
        elif (piece.field == "after") is not piece.minus:
            self.after.append(start)
        else:
            self.before.append(start)

    def _words(self, piece: Piece) -> None:
        """Take a word or a phrase."""
        found = tuple(keys(piece.value))
        if not found:
            return
        title = piece.field == "title"
        if piece.minus:
            self._dangling()
            self.without.append(Words(keys=found[:MOST_WORDS], phrase=len(found) > 1, title=title))
            return
        whole = [found] if piece.quoted else [(key,) for key in found]
        for part in whole:
            self._add(Words(keys=part[:MOST_WORDS], phrase=piece.quoted, title=title))

    def _add(self, words: Words) -> None:
        """Add wanted words as a group of their own, or to the last group after an OR."""
        joining, self.joining, self.joinable = self.joining, False, True
        if self.words + len(words.keys) > MOST_WORDS:
            self.notes.append(f"shortened:{MOST_WORDS}")
        elif joining:
            self.groups[-1] = (*self.groups[-1], words)
            self.words += len(words.keys)
        elif (words,) not in self.groups:
            self.groups.append((words,))
            self.words += len(words.keys)

    def query(self) -> Query:
        """Return what was read."""
        self._dangling()
        named = {field: tuple(dict.fromkeys(found)) for field, found in self.named.items()}
        query = Query(
            groups=tuple(self.groups),
            without=tuple(dict.fromkeys(self.without)),
            outlets=named.get(("outlet", False), ()),
            without_outlets=named.get(("outlet", True), ()),
            countries=named.get(("country", False), ()),
            without_countries=named.get(("country", True), ()),
            tags=named.get(("tag", False), ()),
            without_tags=named.get(("tag", True), ()),
            said=tuple(dict.fromkeys(self.speakers[False])),
            without_said=tuple(dict.fromkeys(self.speakers[True])),
            cites=named.get(("cites", False), ()),
            without_cites=named.get(("cites", True), ()),
            exact=self.exact,
            after=max(self.after, default=None),
            before=min(self.before, default=None),
        )
        excluding = (*query.without, *query.without_outlets, *query.without_countries, *query.without_tags)
        excluding = (*excluding, *query.without_said, *query.without_cites)
        if excluding and not query.groups and not narrowed(query):
            self.notes.append("only_exclusions")
        return msgspec.structs.replace(query, notes=tuple(dict.fromkeys(self.notes)))


def _start(written: str, now: dt.datetime | None) -> int | None:
    """Return the first second of a written date, or None."""
    plain = YEAR_MONTH.fullmatch(fold(written))
    try:
        if plain:
            read = dt.datetime(int(plain[1]), int(plain[2] or 1), 1, tzinfo=dt.UTC)
        else:
            from rawi.language.dates import parse_date  # noqa: PLC0415 - calendars are loaded for the query that names a date

            found = parse_date(written, relative_to=now)
            if found is None:
                return None
            read = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
        return int(read.timestamp())
    except (ValueError, OverflowError):
        return None


if __name__ == "__main__":
    print(msgspec.json.format(msgspec.json.encode(parse(" ".join(sys.argv[1:])))).decode())  # noqa: T201 - shows how a query is read
