"""An archive, whole: what is true and what can be found, kept in step. Comes in: arrivals and questions. Goes out: stored records.

>>> import tempfile, rawi
>>> from rawi.model import Article
>>> with tempfile.TemporaryDirectory() as home, rawi.open(home + "/news") as archive:
...     outcome = archive.add(Article(id="a1", url=None, outlet="marsa", title="هدنة إنسانية", text="اتفق الطرفان على هدنة."))
...     [hit.article.id for hit in archive.search("الهدنة").hits]
['a1']
"""

import functools
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, Literal, ParamSpec, Self, TypeVar, overload

import msgspec

from rawi import name_rules
from rawi.asking import Asking
from rawi.correcting import METHODS
from rawi.errors import ArchiveDamagedError
from rawi.extract import EXTRACTOR
from rawi.extract.naming import SiteNames
from rawi.index.contract import Document
from rawi.index.hints import hints, things
from rawi.index.tantivy import TantivyIndex
from rawi.language.tags import tag_key
from rawi.meaning.choose import embedder_of
from rawi.meaning.contract import Embedder
from rawi.model import Arrival, Article, KeptPage, Outcome, Page, Record, Refused, Stored
from rawi.outlets.catalogue import Catalogue, load
from rawi.pipeline import IMPORTED, Imported, Reading, arrive, arrive_imported, arrive_read, heard
from rawi.relate.company import company
from rawi.relate.tags import tagged
from rawi.relate.unify import called
from rawi.settings import Settings
from rawi.store.contract import CorrectionKind, Progress
from rawi.store.folder import INDEX
from rawi.store.sqlite import SqliteStore
from rawi.storylines import Storylines

# So many documents may wait for the index. A commit costs some 50 ms whatever its size; 4,000 waiting documents are about 60 MB.
MOST_WAITING = 4_000
# What the archive shows of names is looked for in so many articles, the newest, some ten seconds; and anew when it has grown by a fifth.
SHOWN, GROWN, LEAST_GROWN = 20_000, 0.2, 50
# A replayed change costs a read and an analysis: this many are held at once.
REPLAYED = 1_000


Params = ParamSpec("Params")
Answer = TypeVar("Answer")


class Rebuilt(Record, frozen=True):
    """What a rebuild did: articles derived anew, and how many of their versions were read again from a kept page."""

    articles: int = 0
    pages: int = 0


def _asked(
    question: Callable[Concatenate[Any, Params], Answer], before: Callable[["Archive"], None]
) -> Callable[Concatenate["Archive", Params], Answer]:
    """Return a question that is asked after something else was done, so that what was just added is answered with."""

    @functools.wraps(question)
    def asked(self: "Archive", /, *args: Params.args, **kwargs: Params.kwargs) -> Answer:
        before(self)
        return question(self, *args, **kwargs)

    return asked


class Archive(Asking):
    """Store and Index of one folder, with the questions of `Asking`; made by `Archive.open` (or `rawi.open`)."""

    def __init__(
        self, store: SqliteStore, index: TantivyIndex, catalogue: Catalogue, embedder: Embedder | None = None, *, write: bool
    ) -> None:
        super().__init__(store, index, catalogue, embedder)
        self.folder = store.folder
        self._write = write
        self._lock = threading.RLock()
        self._waiting: dict[int, Document] = {}
        self._sequence = 0
        # Placing takes seconds after a start; meanwhile articles come in, are found, and are read.
        self._placing = threading.RLock()
        self._storylines = Storylines(store, self._lock)

    @classmethod
    def open(cls, folder: Path, settings: Settings, *, write: bool, rebuild: bool = False, catalogue: Catalogue | None = None) -> Self:
        """Open or make the archive in a folder; a writer brings the index in step with what is stored.

        Args:
            folder: the archive folder.
            settings: bounds of the kept pages, and which embedder articles are also ranked by.
            write: be the one process that writes.
            catalogue: the outlets that are known, if not those that rawi ships with.
            rebuild: the index is about to be made anew, so one that is damaged does not matter.

        Raises:
            ArchiveLockedError: another process writes to it.
            ArchiveFormatError: the folder is no archive, or of another format.
            ArchiveDamagedError: the database or the index cannot be read.
            SettingsError: the embedder that is set is not there.
        """
        chosen = embedder_of(settings.semantic)
        store = SqliteStore(folder, write=write, page_cap_bytes=settings.page_cap_mb << 20, page_days=settings.page_days)
        archive = cls(store, TantivyIndex(folder / INDEX, writable=write), catalogue or load(), chosen, write=write)
        try:
            if write and not rebuild:
                archive._catch_up()
        except BaseException:
            archive.close()
            raise
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Bring index and stories in step and finish; may be called twice."""
        with self._placing, self._lock:
            try:
                if self._write:
                    self.flush()
                    self._storylines.catch_up()
                    self.unite_names()
            finally:
                self._write = False  # what is closed writes no more
                self._counting.shutdown()
                self.index.close()
                self.store.close()

    def announce(self, note: str) -> None:
        """Say in the archive's lock what others may want to know, such as the address of this process's server."""
        self.store.announce(note)

    # ------------------------------------------------------------ in

    @overload
    def add(self, arrivals: Article) -> Outcome: ...
    @overload
    def add(self, arrivals: Sequence[Arrival], *, progress: Progress | None = None, refused: Sequence[Refused] = ()) -> list[Outcome]: ...
    def add(
        self, arrivals: Article | Sequence[Arrival], *, progress: Progress | None = None, refused: Sequence[Refused] = ()
    ) -> Outcome | list[Outcome]:
        """Store arrivals in one transaction, or one article that was made by hand or by `rawi.extract`.

        `progress` says how far an import has come, and `refused` what was refused on the way there: counted with it, once.

        Returns:
            What was done with each, in order. They can be found after `flush`, which an archive that is asked does by itself.
        """
        if isinstance(arrivals, Article):
            arrival = arrive_imported(Imported(arrivals, arrivals.id or None), self.catalogue)
            assert isinstance(arrival, Arrival)
            return self.add([arrival])[0]
        with self._lock:
            outcomes = self.store.put(arrivals, progress=progress, refused=refused)
            self._sequence = max([self._sequence, *(outcome.change for outcome in outcomes)])
            shown = {one.key: arrival for arrival, one in zip(arrivals, outcomes, strict=True) if one.change and one.current}
            self._waiting.update((document.key, document) for document in self._documents(shown))
            if len(self._waiting) >= MOST_WAITING:
                self.flush()
        return outcomes

    def flush(self) -> None:
        """Make what was added findable."""
        with self._lock:
            if self._waiting:
                self.index.write(tuple(self._waiting.values()), (), self._sequence)
                self._waiting.clear()

    def place(self, *, unhurried: bool = True, report: Callable[[int], None] = lambda _: None) -> None:
        """Place what was added into stories; `unhurried` puts it off where it would take much of the time. `close` does what is left.

        Where another thread is at it, `unhurried` leaves it to that one. `report` is told how many articles have been placed.
        """
        if self._placing.acquire(blocking=not unhurried):
            try:
                self._storylines.catch_up(unhurried=unhurried, report=report)
            finally:
                self._placing.release()

    def _settle(self) -> None:
        """Flush before a question, unless another thread is at work: then the next flush is near, and nobody waits for it."""
        if self._waiting and self._lock.acquire(blocking=False):
            try:
                self.flush()
            finally:
                self._lock.release()

    def _place_new(self) -> None:
        """Place what was just added before a question for stories."""
        if self._write:
            self.place()

    search = _asked(Asking.search, _settle)
    suggest = _asked(Asking.suggest, _settle)
    similar = _asked(Asking.similar, _settle)
    stories = _asked(Asking.stories, _place_new)
    leading = _asked(Asking.leading, _place_new)

    def keep_page(self, page: Page) -> KeptPage:
        """Keep the bytes of a page as they were fetched."""
        return self.store.keep_page(page)

    def note_progress(self, progress: Progress) -> None:
        """Note how far an import has come."""
        self.store.note_progress(progress)

    def progress(self, source: str) -> Progress | None:
        """Return how far the import of a source has come."""
        return self.store.progress(source)

    def note_refusals(self, refusals: Sequence[Refused]) -> None:
        """Count refusals by place and reason."""
        self.store.note_refusals(refusals)

    # ------------------------------------------------------------ corrections

    def correct(self, key: int, kind: CorrectionKind, anchor: tuple[str, ...], *, note: str = "", beside: int | None = None) -> bool:
        """Note that a person marked a finding as wrong; `rawi.correcting` makes anchors. False where it was noted before.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._lock:
            self.flush()
            done = self.store.correct(key, kind, anchor, method=METHODS[kind], note=note, beside=beside)
            self._catch_up()
        return done

    def uncorrect(self, key: int, kind: CorrectionKind, anchor: tuple[str, ...]) -> bool:
        """Take a mark away; false where there was none."""
        with self._lock:
            self.flush()
            done = self.store.uncorrect(key, kind, anchor)
            self._catch_up()
        return done

    # ------------------------------------------------------------ names

    def unite_names(self, *, anew: bool = False) -> int:
        """Find the names that this archive shows to be one, where it has grown enough since they were looked for.

        Args:
            anew: however much it has grown.

        Returns:
            How many pairs of names are one; 0 where it was not looked.
        """
        if not anew and self.store.names_unseen() < max(LEAST_GROWN, GROWN * min(SHOWN, self.status().articles)):
            return 0
        found = company(self.store.named(SHOWN))
        with self._lock:
            self.store.show_names(found)
        return len(found)

    def merge_names(self, kept: str, other: str, *, note: str = "") -> bool:
        """Note that two names are one thing, called by the first; see `rawi.name_rules.merge`."""
        return name_rules.merge(self.store, kept, other, note=note)

    def split_names(self, one: str, other: str, *, note: str = "") -> bool:
        """Note that two names are two things; see `rawi.name_rules.split`."""
        return name_rules.split(self.store, one, other, note=note)

    def forget_names(self, kind: Literal["merge", "split"], one: str, other: str) -> bool:
        """Take back what was said of two names; see `rawi.name_rules.forget`."""
        return name_rules.forget(self.store, kind, one, other)

    # ------------------------------------------------------------ care

    def check(self) -> Iterator[str]:
        """Yield one sentence for each fault of store or index."""
        yield from self.store.check()
        yield from self.index.check()
        try:
            behind = self.status().sequence - self.index.sequence()
        except ArchiveDamagedError:
            return
        if behind and not self._write:
            yield f"The index is {behind:,} changes behind what is stored; the next `rawi up` or `rawi import` brings it in step."

    def rebuild(self, report: Callable[[int], None] = lambda _: None) -> Rebuilt:
        """Derive anew whatever can be: texts from kept pages where a better extractor came, facts, profiles, the index.

        An article whose page was not kept keeps its text; everything that is derived from the text is made again.
        """
        with self._placing, self._lock:
            self._waiting.clear()
            self.index.clear()
            self.store.make_dictionaries()
            done, names = Rebuilt(), SiteNames()
            for stored in self.in_order():
                done = Rebuilt(done.articles + 1, done.pages + self._derive(stored, names))
                if not done.articles % 100:
                    report(done.articles)
            self.store.recount_names()
            self._catch_up()
            self._storylines.forget()
            self._storylines.catch_up()
            self.unite_names(anew=True)
            report(done.articles)
        return done

    def _derive(self, stored: Stored, names: SiteNames) -> int:
        """Derive the versions of one article anew; return how many came from a kept page."""
        pages = 0
        for version in self.store.versions(stored.key):
            fresh = (
                self._read_again(stored, version.page, names) if version.page and version.extractor not in (EXTRACTOR, IMPORTED) else None
            )
            pages += fresh is not None
            if fresh is None and version.number == stored.version:
                fresh = self._arrival(stored)
            if fresh is not None:
                self.store.rewrite(stored.key, version.number, fresh)
        return pages

    def _read_again(self, stored: Stored, digest: str, names: SiteNames) -> Arrival | None:
        """Read a kept page with this version's extractor; None where the page has gone or holds no article for it."""
        kept = self.store.page(digest)
        if kept is None:
            return None
        facts, body = kept
        outlet = self.catalogue.by_slug(stored.article.outlet)
        page = Page(facts.url, body, facts.content_type, facts.fetched_at)
        again = arrive_read(Reading(page, outlet, digest, names=names.of(page)), self.catalogue)
        return again if isinstance(again, Arrival) else None

    def _catch_up(self) -> None:
        """Write to the index what was stored and not written: after a crash, after a rebuild, into an empty index."""
        stored, done = self.status().sequence, self.index.sequence()
        if done > stored:  # the database is older than the index: a restored one
            self.index.clear()
            done = 0
        while changes := self.store.changes(done, REPLAYED):
            found = self.store.get([change.key for change in changes])
            documents = self._documents({key: self._arrival(one) for key, one in found.items()})
            done = changes[-1].sequence
            self.index.write(documents, [change.key for change in changes if change.key not in found], done)
        self._sequence = stored

    def _arrival(self, stored: Stored) -> Arrival:
        """Derive an article of the archive anew from its text."""
        seen = stored.first_seen if stored.first_seen.basis == "fetched" else None
        made = arrive(stored.article, self.catalogue, extractor=stored.extractor, fetched_at=seen, page=stored.page)
        if not any(mark.kind == "attribution" for mark in self.corrections(stored.key)):
            return made
        # Who was marked as not having said it is not found as having said it.
        return msgspec.structs.replace(made, voices=heard(stored.article, self.facts(stored), self.catalogue))

    def _documents(self, arrivals: Mapping[int, Arrival]) -> list[Document]:
        """Make the documents under which articles can be found."""
        instants = self.store.instants(tuple(arrivals))
        return [self._document(key, arrival, instants.get(key)) for key, arrival in arrivals.items()]

    def _document(self, key: int, arrival: Arrival, instant: int | None) -> Document:
        article = arrival.article
        names, tags = called(arrival.voices.speakers, arrival.facts.entities), tagged(article.tags, arrival.facts.keywords)
        return Document(
            key=key,
            terms=arrival.terms,
            outlet=article.outlet,
            country=self.outlet(article.outlet).country,
            instant=instant,
            tags=tuple(dict.fromkeys(map(tag_key, tags))),
            voices=arrival.voices,
            names=names,
            hints=(*hints(article.title, article.tags, names), *things(tags)),
        )
