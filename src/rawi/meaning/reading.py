"""Articles are read for their meaning, in the background. Comes in: a store, an embedder. Goes out: vectors in the store, a count.

A batch is read, embedded and noted; whoever stops between two batches loses nothing, and goes on there.
"""

from collections.abc import Callable

from rawi.meaning.contract import Embedder
from rawi.meaning.passage import passage
from rawi.model import Stored
from rawi.relate.meaning import packed
from rawi.store.contract import Embedded, Store

# A batch of 16 takes a second or two: so long a Ctrl-C waits at most.
BATCH = 16
# A later look starts so many articles before the last: those are the ones that still get new versions.
LOOKED_BACK = 5_000


class Reader:
    """Goes through an archive by arrival, from where it stopped; what comes meanwhile is read when its turn comes."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store, self._embedder = store, embedder
        self._after = 0

    def step(self) -> int:
        """Read the next articles that have no vector; return how many, 0 where there was none. The next step then looks again."""
        found = self._store.without_vector(self._embedder.name, after=self._after, limit=BATCH)
        if not found:
            self._after = max(0, self._after - LOOKED_BACK)
            return 0
        self._store.note_vectors(self._embedder.name, embed(found, self._embedder))
        self._after = found[-1].arrival
        return len(found)


def embed(articles: list[Stored], embedder: Embedder) -> list[Embedded]:
    """Make the vectors of articles."""
    vectors = embedder.embed([passage(one.article.title, one.article.text) for one in articles])
    return [Embedded(one.key, one.version, packed(vector)) for one, vector in zip(articles, vectors, strict=True)]


def read_all(store: Store, embedder: Embedder, report: Callable[[int], None] = lambda _: None) -> int:
    """Read every article that has no vector; return how many were read."""
    reader, done = Reader(store, embedder), 0
    while step := reader.step():
        done += step
        report(done)
    return done
