"""The questions that an archive answers. Comes in: a store, an index, words and ids. Goes out: stored records, hits.

What was stored comes from the Store, what matches from the Index, and the order of the answers from `rawi.relate`.
"""

import datetime as dt
import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec

from rawi import storytelling, wording
from rawi.attribute.voices import source_key
from rawi.authority import Authority
from rawi.correcting import between, corrected, linked
from rawi.errors import NotFoundError
from rawi.found import Hit, SearchResult, Suggestion
from rawi.gather.addresses import canonical
from rawi.identity import hex_id
from rawi.index.contract import Index
from rawi.index.places import country_code
from rawi.index.query import Query, Words, parse
from rawi.kinship import Family, Kinship
from rawi.language.names import name_key
from rawi.language.surfaces import surfaces
from rawi.meaning.contract import Embedder
from rawi.model import EntityType, Facts, KeptPage, Mention, Outlet, Stored, Version
from rawi.nearest import nearest
from rawi.newsstand import EVERYTHING, Leading, Wanted, growing, leading
from rawi.outlets.catalogue import Catalogue
from rawi.pipeline import analyse
from rawi.receiving import Receiving
from rawi.relate import answers
from rawi.relate.beside import Beside, adds
from rawi.relate.records import Reuse, Spelling, Story, Traced
from rawi.relate.shared import in_common
from rawi.relate.unify import Naming, whole_name
from rawi.store.contract import Correction, Cursor, OutletCount, Status, Store
from rawi.suggesting import suggest

# A page of ten answers without copies is made of at most thirty with them: 99 % of families in a week of news have three or fewer.
COLLAPSED = 3
# Forms of words are looked for in the beginnings of the first answers, which costs less than the snippets of the page.
SHOWN, READ = 10, 400
# So many articles' findings are remembered: ten feeds' worth, a few megabytes.
FOUND = 512
# Of so many articles it is remembered what they share with others: a large family several times over, some 20 kB each.
KIN = 600
# So many searches are counted at once.
COUNTERS = 4


class Asking:
    """Everything that can be asked of an archive; nothing in here changes it."""

    def __init__(self, store: Store, index: Index, catalogue: Catalogue, embedder: Embedder | None = None) -> None:
        self.store = store
        self.index = index
        self.catalogue = catalogue
        self.embedder = embedder
        # Pure and costly (some milliseconds): a feed of fifty articles is asked for again and again.
        self.findings = functools.lru_cache(FOUND)(self._findings)
        self.receiving = Receiving(store, catalogue)
        self._kinship: tuple[int, Kinship | None] = 0, None
        # To count all that matches takes longer than to find and order the best, which goes on beside it.
        self._counting = ThreadPoolExecutor(COUNTERS, thread_name_prefix="rawi-counting")

    def article(self, name: str) -> Stored | None:
        """Return an article by its id (16 hex digits or the external one) or by any of its addresses."""
        key = self._key(name)
        return self.store.get([key]).get(key) if key is not None else None

    def known(self, address: str) -> bool:
        """Tell whether the archive has an article of this address."""
        return self._key(address) is not None

    def in_order(self, *, after: int = 0, limit: int | None = None) -> Iterator[Stored]:
        """Yield articles in the order of their arrival, from the one after `after`, at most `limit`."""
        left = limit
        while left is None or left > 0:
            batch = self.store.in_order(after=after, limit=500 if left is None else min(left, 500))
            if not batch:
                return
            yield from batch
            after = batch[-1].arrival
            left = None if left is None else left - len(batch)

    def newest(self, limit: int, *, before: Cursor | None = None, outlet: str | None = None, tag: str | None = None) -> list[Stored]:
        """Return articles newest first, of a tag those that have any of its spellings; what has no date comes last."""
        return self.store.newest(limit, before=before, outlet=outlet, tag=() if tag is None else self.authority().tags(tag))

    def position(self, stored: Stored) -> Cursor:
        """Return the place of an article in `newest`, to go on from there."""
        return self.store.position(stored)

    def facts(self, stored: Stored) -> Facts:
        """Return all that an article says: attributions, chains, dates; without what was marked as wrong (see `corrections`)."""
        facts = corrected(self.findings(stored), stored.article, self.corrections(stored.key), self.catalogue)
        return msgspec.structs.replace(facts, entities=self.unified(facts.entities))

    def unified(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return mentions under the keys of this archive: surnames as whole names, and names as people said."""
        naming, keys = self.naming(), {}
        for one in mentions:
            if one.key not in keys:
                alone = one.type == "PER" and " " not in one.key
                keys[one.key] = whole_name(one.key, self.store.spellings(one.key)) if alone else one.key
        made = ((one, naming.key(keys[one.key], one.text)) for one in mentions)
        return tuple(one if one.key == key else msgspec.structs.replace(one, key=key) for one, key in made)

    def naming(self) -> Naming:
        """Return what people said of names."""
        return Naming(self.store.name_rules())

    def authority(self) -> Authority:
        """Return under which names this archive has things, as it stands now and as people said."""
        return Authority(self.store, self.index)

    def spellings(self, key: str) -> list[Spelling]:
        """Return the spellings under which this archive names a thing, most frequent first.

        Args:
            key: the key of a mention (`Mention.key`), or any name of the thing; the spellings of all that was said to be one are given.
        """
        found: dict[tuple[str, EntityType], int] = {}
        for other in self.naming().group(name_key(key)):
            for one in self.store.spellings(other.rpartition(" ")[2]):
                if one.key == other:
                    found[one.written, one.type] = found.get((one.written, one.type), 0) + one.articles
        ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return [Spelling(name_key(key), kind, written, articles) for (written, kind), articles in ordered]

    def corrections(self, key: int) -> tuple[Correction, ...]:
        """Return what people marked as wrong at an article, oldest first."""
        return self.store.corrections(key)

    def sourced(self, stored: Stored) -> Facts:
        """Return `facts` with each outlet between source and publisher linked to the archived article that it is, where one is here."""
        facts = self.facts(stored)
        names = between(facts)
        if not names:
            return facts
        kin = self._kin()
        found = kin.sources(stored.key)
        slugs = {name: outlet.slug if (outlet := self.catalogue.resolve(name)) else name for name in names}
        for slug in set(slugs.values()) - set(found):
            if (other := kin.retold(stored.key, slug)) is not None:
                found[slug] = other
        return linked(facts, {name: hex_id(found[slug]) for name, slug in slugs.items() if slug in found})

    def _findings(self, stored: Stored) -> Facts:
        """Derive all that an article's text says, marked as wrong or not."""
        seen = stored.first_seen if stored.first_seen.basis == "fetched" else None
        return analyse(stored.article, self.catalogue, fetched_at=seen, country=self.outlet(stored.article.outlet).country)

    def versions(self, key: int) -> list[Version]:
        """Return the versions of an article, oldest first."""
        return self.store.versions(key)

    def page(self, digest: str) -> tuple[KeptPage, bytes] | None:
        """Return a kept page and its bytes."""
        return self.store.page(digest)

    def outlets(self) -> list[OutletCount]:
        """Return the outlets that have articles here, most articles first."""
        return self.store.outlets()

    def outlet(self, slug: str) -> Outlet:
        """Return an outlet of the catalogue, or one made of the name that an import gave, marked as not known."""
        return self.catalogue.by_slug(slug) or Outlet(slug=slug, name=slug, known=False)

    def status(self) -> Status:
        """Return the archive in numbers."""
        return self.store.status()

    def refusals(self) -> dict[tuple[str, str], int]:
        """Return the counts of refusals by (where, reason)."""
        return self.store.refusals()

    # ------------------------------------------------------------ stories

    def stories(self, *, limit: int = 50, before: Cursor | None = None) -> list[Story]:
        """Return stories, the one with the newest article first; see `story_position` to go on."""
        return storytelling.told(self.store, self.receiving, self.store.stories(limit, before=before))

    def all_stories(self, *, since: int | None = None) -> Iterator[Story]:
        """Yield all stories, newest first; then, without `since`, the articles that stand in none, each as a story of its own."""
        return storytelling.all_stories(self.store, self.receiving, since)

    def story(self, name: str) -> Story | None:
        """Return a story by any id it ever had (that of its seed), or by an id or address of one of its articles."""
        key = self._key(name)
        return None if key is None else self.story_of(key)

    def story_of(self, key: int) -> Story | None:
        """Return the story in which an article stands; None where there is no such article."""
        return storytelling.story_of(self.store, self.receiving, key)

    def leading(self, wanted: Wanted = EVERYTHING, *, now: int, limit: int = 25, offset: int = 0) -> Leading:
        """Return the events that stand first at a moment (seconds since 1970)."""
        wanted = msgspec.structs.replace(wanted, tags=self.authority().tags(wanted.tag) if wanted.tag else ())
        return leading(self.store, self.receiving, wanted, now, limit=limit, offset=offset)

    def growing(self, *, now: int, limit: int = 10) -> list[str]:
        """Return the tags (folded words, see `tag_shown`) of which more and more is written at a moment, the fastest first."""
        return growing(self.store, now, limit=limit)

    def story_position(self, story: Story) -> Cursor | None:
        """Return the place of a story in the list of `stories`, None where it is not in it."""
        line = self.store.story(story.key)
        return line.position if line else None

    # ------------------------------------------------------------ shared text

    def reuse(self) -> Iterator[Reuse]:
        """Yield every pair of articles of different outlets that share text, by arrival of the later one."""
        return Kinship(self.store, self.catalogue).all_reuse()

    def reuse_of(self, key: int, *, limit: int | None = None) -> list[Reuse]:
        """Return the articles of other outlets that share text with one, those that share most first; `a` is the one asked for."""
        return self._kin().reuse_of(key, limit=limit)

    def family(self, key: int) -> Family:
        """Return the near-verbatim copies of an article (itself first), who took from whom, and where the text comes from."""
        return self._kin().family(key)

    def names_outlets(self, key: int) -> bool:
        """Tell whether an article's prose names or links another outlet."""
        return self._kin().named(key)

    def trace(self, text: str) -> list[tuple[Stored, Traced]]:
        """Return who carried a text or a part of it, earliest first."""
        return Kinship(self.store, self.catalogue).trace(text)

    def _kin(self) -> Kinship:
        """Return who shares text with whom, as the archive stands now: what was read for one question serves the next."""
        sequence, kin = self._kinship
        if kin is None or self.store.changes(sequence, 1):
            sequence, kin = self.store.status().sequence, Kinship(self.store, self.catalogue, remembered=KIN)
            self._kinship = sequence, kin
        return kin

    def _key(self, name: str) -> int | None:
        found = self.store.resolve(name)
        if found is None and "://" in name and (address := canonical(name)):
            found = self.store.resolve(address)
        return found

    def _slug(self, name: str) -> str | None:
        """Return the slug of an outlet's name as it stands in a query; a name that only imports know stands for itself."""
        outlet = self.catalogue.resolve(name)
        if outlet:
            return outlet.slug
        return next((count.outlet for count in self.outlets() if count.outlet == name), None)

    # ------------------------------------------------------------ what matches

    def search(
        self,
        text: str,
        *,
        limit: int = 50,
        offset: int = 0,
        collapse: bool = False,
        exact: bool = False,
        newest: bool = False,
        counting: bool = False,
    ) -> SearchResult:
        """Return articles that match a query, best first.

        Args:
            text: the query, see `rawi.index.query`.
            limit: how many answers are wanted.
            offset: how many of the best are passed over.
            collapse: make one answer of near-verbatim copies, whose others stand in its `copies`.
            exact: only the words as they are written (folded), all of them: no stems, no other spellings, no slips set right.
            newest: what has all the words, newest first, undated ones last.
            counting: count all that match by outlet, country, tag, speaker and day.
        """
        now, known = dt.datetime.now(dt.UTC), self.authority()
        query = known.widen(parse(text, outlet=self._slug, country=country_code, cited=self._cited, now=now, exact=exact))
        wanted = (offset + limit) * (COLLAPSED if collapse else 1)
        counts = self._counting.submit(self.index.counted, query, newest=newest, one_of=known.one_of) if counting else None
        found = self.index.search(query, max(answers.RERANKED, wanted), newest=newest)
        profiles = self.store.profiles(found.keys if collapse else found.keys[: answers.RERANKED])
        ranked = answers.rerank(found.keys, found.scores, profiles)
        order = [key for key, _ in ranked]
        lines = answers.collapse(order, profiles) if collapse else [(key, ()) for key in order]
        shown, scores = lines[offset : offset + limit], dict(ranked)
        hits = self._hits([(key, scores[key], copies) for key, copies in shown])
        texts = [f"{hit.article.article.title}\n{hit.article.article.text[:READ]}" for hit in hits[:SHOWN]]
        return SearchResult(
            hits=tuple(hits),
            total=found.total,
            notes=query.notes,
            terms=found.terms,
            widened=wording.widened(text, found.widened, texts),
            meant=wording.meant(text, query, found, self.index, self._written),
            counted=counts.result() if counts else None,
        )

    def suggest(self, text: str, *, limit: int = 8) -> list[Suggestion]:
        """Return what somebody who typed so much of a query may be typing, likeliest first."""
        return suggest(text, self.index, self.catalogue, self.outlets(), limit, thing=self.authority().thing)

    def _written(self, key: str) -> str:
        """Return a word as an article writes it; as it is folded where none has it any more."""
        found = self.index.search(Query(groups=((Words(keys=(key,)),),), exact=True), 1)
        texts = [f"{one.article.title}\n{one.article.text}" for one in self.store.get(found.keys).values()]
        return surfaces([key], texts, whole=True).get(key, key)

    def _cited(self, name: str) -> str | None:
        """Return the slug, or the key, of a source that articles name."""
        return source_key(name, self.catalogue) or None

    def similar(self, key: int | str, *, limit: int = 10, by_event: bool = False) -> list[Hit]:
        """Return the articles most similar to one, by its key, id or address, nearest first, near-verbatim copies on one line.

        With `by_event` another event is one line, too, which says how many outlets have it, and the lines are spread over outlets.

        Raises:
            NotFoundError: there is no such article.
        """
        stored = self.article(key) if isinstance(key, str) else self.store.get([key]).get(key)
        if stored is None:
            name = key if isinstance(key, str) else hex_id(key)
            raise NotFoundError(f"There is no article {name} in this archive.", about=name)
        related, events, held = nearest(self.store, self.index, self.embedder, stored, limit, by_event=by_event)
        hits = self._hits([(line.key, line.score, line.copies) for line in related], held)
        keys = {word for line in related for word in line.shared}
        written = surfaces(keys, [f"{stored.article.title}\n{stored.article.text}"])
        told = {line.key: line.shared for line in related}
        mentions = (stored.facts.entities, *(hit.article.facts.entities for hit in hits))
        unified = iter(self.unified([one for group in mentions for one in group]))
        own, *others = [tuple(itertools.islice(unified, len(group))) for group in mentions]
        return [
            msgspec.structs.replace(hit, shared=in_common(own, other, told[hit.article.key], written), event=events.get(hit.article.key))
            for hit, other in zip(hits, others, strict=True)
        ]

    def by_meaning(self, key: int) -> bool:
        """Tell whether the articles similar to one are ordered by their meaning too: an embedder is set and has read it."""
        return self.embedder is not None and bool(self.store.vectors(self.embedder.name, (key,)))

    def read_also(self, key: int, hits: Sequence[Hit]) -> Hit | None:
        """Return, of the similar articles of one, the one that adds most to it; see `rawi.relate.similar.adds`."""
        about = self.store.get([key]).get(key)
        if about is None:
            return None
        near = [hit for hit in hits if hit.article.key != key]
        profiles = self.store.profiles([key, *(hit.article.key for hit in near)])
        instants = self.store.instants([key, *(hit.article.key for hit in near)])
        lines = [
            Beside(hit.score, hit.article.article.outlet != about.article.outlet, instants[hit.article.key], profiles[hit.article.key])
            for hit in near
        ]
        best = adds(profiles[key], instants[key], lines) if key in profiles else None
        return None if best is None else near[best]

    def _hits(self, lines: Sequence[tuple[int, float, Sequence[int]]], held: Mapping[int, Stored] | None = None) -> list[Hit]:
        """Read the articles of answers, as far as they are not `held` already; what was removed meanwhile is left out."""
        known = held or {}
        stored = {**known, **self.store.get([key for line, _, copies in lines for key in (line, *copies) if key not in known])}
        return [
            Hit(stored[key], score, tuple(stored[copy] for copy in copies if copy in stored))
            for key, score, copies in lines
            if key in stored
        ]
