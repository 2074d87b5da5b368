"""The Index on tantivy. Comes in: documents, queries. Goes out: keys of the documents that match, with BM25 scores.

Tokens come joined by spaces and are cut by tantivy's whitespace tokenizer, which costs an eighth of handing over tokens.
Nothing is stored but the key and the instant, as columns. The change sequence is a document of its own, replaced in the
same commit as the articles it speaks of: tantivy publishes a commit by renaming one file, so after a crash both are there or
neither, and the sequence is never ahead of what can be found.
"""

import json
import math
import pathlib
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import tantivy

from rawi.errors import ArchiveDamagedError, ArchiveLockedError, RawiError, StorageFullError
from rawi.found import Counted
from rawi.index.clauses import ARTICLE, FIELDS, SEQUENCE, Ask, Builder, any_of, at_least, schema
from rawi.index.contract import Candidates, Document, OneOf, each_alone
from rawi.index.counting import counted, matched
from rawi.index.footers import COMMIT, damaged_files
from rawi.index.near import nearest
from rawi.index.query import Query, narrowed
from rawi.language.stems import lemma
from rawi.language.tokens import keys

# One thread: two take twice the processor time for the same documents. 50 MB hold some 6,000 articles before they are written out.
THREADS, HEAP = 1, 50_000_000
NOTHING: Mapping[int, float] = {}
# A search goes on from «all words» to «most of them» until so many documents match: a first page of fifty.
ENOUGH = 50
OLDER = "the index is of an earlier rawi; the next `rawi up`, `rawi import` or `rawi rebuild` makes it anew from the archive"
MEND = "the index cannot be read; `rawi rebuild` makes it anew from the archive"


class _Read(NamedTuple):
    """A query as tantivy takes it: clauses that all hold, groups of which most do, what makes a document better; `scored` by words."""

    builder: Builder
    must: list[tuple[tantivy.Occur, Ask]]
    found: list[Ask]
    better: list[Ask]
    scored: bool


class TantivyIndex:
    """An index in a folder, opened at first use. See `rawi.index.contract.Index` for what each method promises."""

    def __init__(self, folder: pathlib.Path, *, writable: bool = True) -> None:
        self.folder = folder
        self.writable = writable
        self._schema = schema()
        self._lock = threading.RLock()
        self._index: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._seen: tuple[int, int] | None = None

    # ------------------------------------------------------------ writing

    def write(self, documents: Sequence[Document], removed: Sequence[int], sequence: int) -> None:
        """Put documents in, take some out, and note the sequence, in one commit."""
        with self._lock, self._faults():
            writer = self._open_writer()
            try:
                for key in (*removed, *(document.key for document in documents)):
                    # By query: tantivy-py makes a signed term of a number, which matches nothing in an unsigned field.
                    writer.delete_documents_by_query(Ask.term_query(self._schema, "key", key))
                for document in {document.key: document for document in documents}.values():
                    writer.add_document(_entry(document))
                writer.delete_documents_by_term("role", SEQUENCE)
                writer.add_document(_sequence_entry(sequence))
                writer.commit()
            except BaseException:
                self._writer = None
                raise

    def clear(self) -> None:
        """Empty the index, even one that cannot be opened."""
        with self._lock:
            self.close()
            with self._faults():
                shutil.rmtree(self.folder, ignore_errors=True)
                self._open_index()

    def close(self) -> None:
        """Finish: merges that run are waited for, so that no half-made files stay."""
        with self._lock, self._faults():
            writer, self._writer, self._index, self._seen = self._writer, None, None, None
            if writer is not None:
                writer.wait_merging_threads()

    # ------------------------------------------------------------ reading

    def sequence(self) -> int:
        """Return the number of the last change that was written."""
        with self._faults():
            searcher = self._searcher()
            hits = searcher.search(Ask.term_query(self._schema, "role", SEQUENCE), 1, count=False).hits
            return _column(searcher, "number", hits)[0] if hits else 0

    def count(self) -> int:
        """Return how many documents can be found: all but the one that holds the sequence."""
        with self._faults():
            return max(0, self._searcher().num_docs - 1)

    def search(self, query: Query, limit: int, *, newest: bool = False) -> Candidates:
        """Return the documents that match best."""
        with self._faults():
            searcher = self._searcher()
            read = self._read(searcher, query)
            if read is None:
                return Candidates()
            if newest or not read.scored:
                result = searcher.search(self._all_of(read), limit, order_by_field="instant")
                return _candidates(searcher, result, read.builder)
            better = [(tantivy.Occur.Should, asked) for asked in read.better]
            for least in _steps(len(read.found)):
                result = searcher.search(Ask.boolean_query(read.must + at_least(read.found, least) + better), limit)
                if matched(result) >= ENOUGH:
                    break
            return _candidates(searcher, result, read.builder, self._side_by_side(searcher, result, read.builder.adjacent(query)))

    def counted(self, query: Query, *, newest: bool = False, one_of: OneOf = each_alone) -> Counted | None:
        """Return what all that match is of."""
        with self._faults():
            searcher = self._searcher()
            read = self._read(searcher, query)
            if read is None:
                return None
            if newest or not read.scored:
                return counted(searcher, Ask.const_score_query(self._all_of(read), 0.0), self._schema, one_of)
            for least in _steps(len(read.found)):
                asked = Ask.const_score_query(Ask.boolean_query(read.must + at_least(read.found, least)), 0.0)
                if matched(searcher.search(asked, 1)) >= ENOUGH:
                    break
            return counted(searcher, asked, self._schema, one_of)

    def _read(self, searcher: tantivy.Searcher, query: Query) -> _Read | None:
        """Say what a query asks tantivy for; None for one that asks for nothing."""
        builder = Builder(self._schema, lambda lemmas: _frequencies(searcher, lemmas), lambda word: _near(searcher, word, 1))
        builder.query, builder.exact = query, query.exact
        filters = builder.filters(query)
        strict, loose = builder.groups(query)
        if not strict and not loose and not narrowed(query):
            return None
        must = at_least([one.found for one in strict], len(strict)) + filters
        better = [asked for one in (*strict, *loose) for asked in one.better]
        return _Read(builder, must, [one.found for one in loose], better, scored=bool(strict or loose))

    def _all_of(self, read: _Read) -> Ask:
        """Ask for what has all of it."""
        article = (tantivy.Occur.Must, Ask.term_query(self._schema, "role", ARTICLE))
        return Ask.boolean_query([article, *read.must, *at_least(read.found, len(read.found))])

    def _side_by_side(self, searcher: tantivy.Searcher, result: tantivy.SearchResult, phrases: Sequence[Ask]) -> dict[int, float]:
        """Return, by key, what is added to the scores of a result for phrases that stand in the documents.

        Asked of these documents alone: to look at the places of frequent words in all that match costs more than all the rest.
        """
        found: dict[int, float] = {}
        if phrases and result.hits:
            these = any_of([Ask.term_query(self._schema, "key", key) for key in _column(searcher, "key", result.hits)])
            among = (tantivy.Occur.Must, Ask.const_score_query(these, 0.0))
            for phrase in phrases:
                hits = searcher.search(Ask.boolean_query([among, (tantivy.Occur.Must, phrase)]), len(result.hits), count=False).hits
                for key, (score, _) in zip(_column(searcher, "key", hits), hits, strict=True):
                    found[key] = found.get(key, 0.0) + score
        return found

    def near(self, word: str, limit: int = 5) -> list[str]:
        """Return words that a word may be a slip for."""
        with self._faults():
            return _near(self._searcher(), word, limit)

    def hints(self, start: str, limit: int) -> list[tuple[str, int]]:
        """Return the most frequent hints with a beginning."""
        with self._faults():
            return [(str(term), int(count)) for term, count in self._searcher().terms_with_prefix("hints", start, limit=limit)]

    def neighbours(self, weights: Mapping[str, float], limit: int) -> Candidates:
        """Return the documents that share lemma keys, weighed."""
        if not weights:
            return Candidates()
        with self._faults():
            searcher = self._searcher()
            asked = Builder(self._schema, lambda lemmas: _frequencies(searcher, lemmas)).neighbours(weights)
            return _candidates(searcher, searcher.search(asked, limit, count=False))

    def doc_freq(self, lemmas: Sequence[str]) -> dict[str, int]:
        """Return in how many documents each lemma key stands; replaced documents count until their segment is merged."""
        with self._faults():
            return _frequencies(self._searcher(), lemmas)

    def check(self) -> Iterator[str]:
        """Yield a sentence for each file that has changed since it was written, and for each key that stands twice."""
        try:
            for name in damaged_files(self.folder):
                yield f"The index file {name} is damaged; `rawi rebuild` makes the index anew"
            with self._faults():
                searcher = self._searcher()
                hits = searcher.search(Ask.term_query(self._schema, "role", ARTICLE), max(1, searcher.num_docs), count=False).hits
                keys = _column(searcher, "key", hits)
        except ArchiveDamagedError as error:
            yield str(error)
            return
        if len(set(keys)) < len(keys):
            yield f"{len(keys) - len(set(keys))} articles stand in the index twice; `rawi rebuild` makes it anew"

    # ------------------------------------------------------------ files

    def _open_index(self) -> tantivy.Index:
        """Open the files, or make them where they may be written; a thread of tantivy's never moves the reader."""
        if self._index is None:
            if self.writable:
                self.folder.mkdir(parents=True, exist_ok=True)
                if self._is_older():
                    # All of it can be derived: the archive fills it again when it sees that the sequence is 0.
                    shutil.rmtree(self.folder)
                    self.folder.mkdir()
                self._index = tantivy.Index(self._schema, path=str(self.folder))
            else:
                if self._is_older():
                    raise ArchiveDamagedError(f"{self.folder}: {OLDER}", about=str(self.folder))
                self._index = tantivy.Index.open(str(self.folder))
            self._index.config_reader(reload_policy="Manual")
            self._seen = None
        return self._index

    def _is_older(self) -> bool:
        """Tell whether the folder was made with other fields; a commit that cannot be read is damaged, not older."""
        try:
            fields = json.loads((self.folder / COMMIT).read_bytes())["schema"]
            return {field["name"] for field in fields} != FIELDS
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def _open_writer(self) -> tantivy.IndexWriter:
        """Return the writer, of which there is one in the world."""
        if self._writer is None:
            self._writer = self._open_index().writer(HEAP, THREADS)
        return self._writer

    def _searcher(self) -> tantivy.Searcher:
        """Return a view of the last commit, whoever made it: a commit replaces meta.json."""
        with self._lock:
            index = self._open_index()
            state = (self.folder / "meta.json").stat()
            if self._seen != (state.st_mtime_ns, state.st_ino):
                index.reload()
                self._seen = (state.st_mtime_ns, state.st_ino)
            return index.searcher()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn what tantivy raises, panics included, into our own exceptions."""
        try:
            yield
        except (RawiError, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:
            said = str(error)
            if isinstance(error, Exception) and not isinstance(error, ValueError | OSError):
                raise
            if "LockBusy" in said:
                raise ArchiveLockedError("Another process writes to this index", about=str(self.folder)) from error
            if any(sign in said for sign in ("No space left", "StorageFull", "File too large", "Permission denied", "Read-only")):
                raise StorageFullError(f"The index could not be written: {said}", about=str(self.folder)) from error
            raise ArchiveDamagedError(f"{self.folder}: {MEND} ({said[:200]})", about=str(self.folder)) from error


def _entry(document: Document) -> tantivy.Document:
    """Make tantivy's document: title and text are two values of one field, so that no phrase runs from one into the other."""
    entry, terms = tantivy.Document(), document.terms
    entry.add_unsigned("key", document.key)
    entry.add_text("role", ARTICLE)
    if document.instant is not None:
        entry.add_integer("instant", document.instant)
    for name, title, text in (
        ("words", terms.title, terms.text),
        ("lemmas", terms.title_lemmas, terms.text_lemmas),
    ):
        entry.add_text(name, title)
        entry.add_text(name, text)
    entry.add_text("title_words", terms.title)
    entry.add_text("title_lemmas", terms.title_lemmas)
    for speaker in document.voices.speakers:
        words = keys(speaker)
        entry.add_text("said_words", " ".join(words))
        entry.add_text("said_lemmas", " ".join(map(lemma, words)))
    for name, values in (
        ("outlet", (document.outlet,)),
        ("country", (document.country,)),
        ("tag", document.tags),
        ("cites", document.voices.cited),
        ("speaker", document.names),
        ("hints", document.hints),
    ):
        for value in filter(None, values):
            entry.add_text(name, value)
    return entry


def _sequence_entry(sequence: int) -> tantivy.Document:
    """Make the document that holds the change sequence."""
    entry = tantivy.Document()
    entry.add_text("role", SEQUENCE)
    entry.add_unsigned("number", sequence)
    return entry


def _frequencies(searcher: tantivy.Searcher, lemmas: Sequence[str]) -> dict[str, int]:
    """Look up document frequencies."""
    most = max(0, searcher.num_docs - 1)
    return {key: min(most, searcher.doc_freq("lemmas", key)) for key in lemmas}


def _near(searcher: tantivy.Searcher, word: str, limit: int) -> list[str]:
    """Look up the nearest words among those that documents have."""

    def frequencies(words: Sequence[str]) -> dict[str, int]:
        return {one: searcher.doc_freq("words", one) for one in words}

    def starting(front: str, most: int) -> Sequence[tuple[str, int]]:
        return searcher.terms_with_prefix("words", front, limit=most)

    return [found for found, _ in nearest(word, frequencies, starting, limit)]


def _candidates(
    searcher: tantivy.Searcher,
    result: tantivy.SearchResult,
    builder: Builder | None = None,
    added: Mapping[int, float] = NOTHING,
) -> Candidates:
    """Read keys and scores of a result; an order by time has no scores. `added` is what some keys' scores are raised by."""
    instants = searcher.fast_field_values("instant", [address for _, address in result.hits])
    keys = _column(searcher, "key", result.hits)
    scores = [(score if isinstance(score, float) else 0.0) + added.get(key, 0.0) for key, (score, _) in zip(keys, result.hits, strict=True)]
    order = sorted(range(len(keys)), key=lambda place: -scores[place]) if added else range(len(keys))
    return Candidates(
        keys=tuple(keys[place] for place in order),
        scores=tuple(scores[place] for place in order),
        instants=tuple(None if (value := instants[place]) is None else int(value) for place in order),
        total=matched(result),
        terms=tuple(builder.terms) if builder else (),
        widened=tuple(builder.widened.values()) if builder else (),
    )


def _column(searcher: tantivy.Searcher, name: str, hits: Sequence[tuple[Any, tantivy.DocAddress]]) -> list[int]:
    """Read an integer column for the hits of a result."""
    return [int(value or 0) for value in searcher.fast_field_values(name, [address for _, address in hits])]


def _steps(groups: int) -> list[int]:
    """Say how many of the groups a document must have: all, then three quarters, half, any."""
    return sorted({groups, math.ceil(groups * 0.75), math.ceil(groups * 0.5), min(groups, 1)}, reverse=True)
