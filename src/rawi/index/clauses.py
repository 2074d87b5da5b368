"""Queries as tantivy knows them. Comes in: a `Query` or weighed lemma keys. Goes out: tantivy queries, and the schema they run on.

Fields: `words` and `lemmas` hold title and text with positions (a gap lies between the two), `title_words` and
`title_lemmas` the title alone. `said_words` and `said_lemmas` hold the names of speakers, each a
value of its own, `cites` the sources by slug. `speaker` and `hints` are whole strings, to be counted and to be suggested.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import tantivy

from rawi.index.contract import Widening
from rawi.index.query import Likes, Query, Words
from rawi.index.variants import spellings
from rawi.language.stems import lemma, with_and_without_article
from rawi.language.terms import common_words

Ask = tantivy.Query
Frequencies = Callable[[Sequence[str]], Mapping[str, int]]

# The fields whose values are counted over all that a search finds.
COUNTED = ("outlet", "country", "tag", "speaker")
FIELDS = frozenset({"key", "instant", "number", "words", "lemmas", "title_words", "title_lemmas", "said_words", "said_lemmas"}) | {
    *("role", "cites", "hints"),
    *COUNTED,
}
# What stands in the column `role`: an article, or the one document that holds the change sequence.
ARTICLE, SEQUENCE = "article", "sequence"
# How much each field says of a word. Found on 30 judged queries by leaving queries out: any of .5 to 1.3 for titles and .1 to .6 for
# exact words is within .006 of the best.
LEMMA, TITLE_LEMMA, WORD, TITLE_WORD, SPELLING = 1.0, 0.8, 0.3, 0.2, 1.0
# Neighbouring words of the query side by side in a document; .1 to .4 are as good.
ADJACENT = 0.2
# So many words that no document has are set right: a person makes a slip or two, and looking for near words takes a millisecond each.
MOST_SLIPS = 4
# A spelling of a name that so many documents have is one; rarer ones may be chance beside a word that many more have.
SPELT = 5
# Of some words of many the sets are asked for one by one while they are so few.
MOST_COMBINATIONS = 40
# More words than this add time and no knowledge: the rarest are asked for.
MOST_GROUPS = 32


def schema() -> tantivy.Schema:
    """Return the schema; a folder made with another one has to be built anew."""
    build = tantivy.SchemaBuilder()
    build.add_unsigned_field("key", indexed=True, fast=True)
    build.add_integer_field("instant", indexed=False, fast=True)
    build.add_unsigned_field("number", indexed=False, fast=True)
    for name in ("words", "lemmas", "title_words", "title_lemmas"):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("said_words", "said_lemmas"):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("role", "cites", "hints"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in COUNTED:
        build.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return build.build()


def any_of(asked: Sequence[Ask], least: int = 1) -> Ask:
    """Ask for documents that at least so many of the queries find; the scores add up."""
    return Ask.boolean_query([(tantivy.Occur.Should, one) for one in asked], minimum_number_should_match=least)


def _either(asked: Sequence[Ask]) -> Ask:
    return asked[0] if len(asked) == 1 else any_of(asked)


def at_least(asked: Sequence[Ask], least: int) -> list[tuple[tantivy.Occur, Ask]]:
    """Ask for documents that so many of the queries find, as clauses that all have to hold."""
    if least >= len(asked):
        return [(tantivy.Occur.Must, one) for one in asked]
    if least > 1 and math.comb(len(asked), least) <= MOST_COMBINATIONS:
        # Each set of so many by itself is three times as fast as to count at every document how many of the queries find it.
        sets = (Ask.boolean_query([(tantivy.Occur.Must, one) for one in chosen]) for chosen in itertools.combinations(asked, least))
        return [(tantivy.Occur.Must, Ask.const_score_query(any_of(list(sets)), 0.0)), *((tantivy.Occur.Should, one) for one in asked)]
    return [(tantivy.Occur.Must, any_of(asked, least))]


class Sought(NamedTuple):
    """What is asked for of a group of words: what finds its documents, and what of the same documents says that they are better."""

    found: Ask
    better: tuple[Ask, ...] = ()


def together(one_of: Sequence[Sought]) -> Sought:
    """Ask for documents that any one of several finds."""
    if len(one_of) == 1:
        return one_of[0]
    return Sought(any_of([one.found for one in one_of]), tuple(ask for one in one_of for ask in one.better))


class Builder:
    """Builds the queries of one search; remembers the words that it looks for."""

    def __init__(self, fields: tantivy.Schema, doc_freq: Frequencies, near: Callable[[str], list[str]] = lambda _: []) -> None:
        self.fields = fields
        self.doc_freq = doc_freq
        self.near = near
        self.terms: dict[str, None] = {}
        self.widened: dict[str, Widening] = {}
        self.exact = False
        self.query = Query()
        self.slips = 0

    def term(self, field: str, value: str, boost: float = 1.0) -> Ask:
        """Ask for one token of a field."""
        return Ask.boost_query(Ask.term_query(self.fields, field, value), boost)

    def phrase(self, field: str, values: Sequence[str], boost: float = 1.0) -> Ask:
        """Ask for tokens of a field side by side."""
        if len(values) == 1:
            return self.term(field, values[0], boost)
        return Ask.boost_query(Ask.phrase_query(self.fields, field, list(values)), boost)

    def words(self, words: Words) -> Sought:
        """Ask for a word in any form, or for a phrase: as it is written, or each of its words in any form."""
        front = "title_" if words.title else ""
        if not words.phrase:
            return self.word(words.keys[0], title=words.title)
        self.terms |= dict.fromkeys(words.keys)
        exact = self.phrase(front + "words", words.keys, LEMMA + WORD)
        if len(words.keys) == 1 or self.exact:
            return Sought(exact)
        lemmas = self.phrase(front + "lemmas", [lemma(key) for key in words.keys], LEMMA)
        return Sought(any_of([exact, lemmas, *self._names(self._likes(words.keys).names, front + "lemmas")]))

    def _likes(self, keys: Sequence[str]) -> Likes:
        """Return the other names of what some words name."""
        return self.query.alike.get(" ".join(keys), Likes())

    def _names(self, names: Iterable[Sequence[str]], field: str) -> list[Ask]:
        """Ask for names, each with its words side by side."""
        found = [[lemma(key) for key in name] for name in names]
        self.terms |= dict.fromkeys(one for name in found for one in name)
        return [self.phrase(field, name, SPELLING) for name in found]

    def word(self, key: str, *, title: bool) -> Sought:
        """Ask for a word by its lemma, as it is written with its article or without, and in its other spellings."""
        if self.exact:
            self.terms[key] = None
            return Sought(self.term("title_words" if title else "words", key, LEMMA + WORD))
        known = lemma(key)
        likes = self._likes([key])
        others = self._spellings(known, likes)
        slip = "" if self.doc_freq([known])[known] else self._slip(key, others)
        if slip:
            others = {lemma(slip): 1}
        self.widened[key] = Widening(key, tuple(dict.fromkeys([known, *others])), slip)
        self.terms |= dict.fromkeys([key, known, *others])
        if title:
            found = [self.term("title_lemmas", known, LEMMA), *(self.term("title_lemmas", other, SPELLING) for other in others)]
            return Sought(_either(found), (self.term("title_words", key, WORD),))
        names = [name for name in likes.names if len(name) > 1]
        found = [
            self.term("lemmas", known, LEMMA),
            *(self.term("lemmas", other, SPELLING) for other in others),
            *self._names(names, "lemmas"),
        ]
        # Whatever has the word in its title, or as it is written, has its lemma: this finds nothing more, and need not be looked through.
        better = [self.term("title_lemmas", known, TITLE_LEMMA), *(self.term("title_lemmas", other, SPELLING) for other in others)]
        better += [self.term("words", key, WORD), self.term("title_words", key, TITLE_WORD), *self._names(names, "title_lemmas")]
        better += [self.term("words", form, WORD) for form in with_and_without_article(key) if form != key]
        return Sought(_either(found), tuple(better))

    def _spellings(self, known: str, likes: Likes) -> dict[str, int]:
        """Return the other spellings of a lemma that documents have: near ones, and those that the archive knows."""
        apart = {known, *(lemma(word) for name in likes.apart for word in name.split())}
        named = self.doc_freq([lemma(name[0]) for name in likes.names if len(name) == 1])
        found = spellings(known, self.doc_freq) | {other: count for other, count in named.items() if count}
        return {other: count for other, count in found.items() if other not in apart}

    def _slip(self, key: str, others: Mapping[str, int]) -> str:
        """Return the word that one which no document has is most likely a slip for; "" where a spelling of it is as likely."""
        if key in common_words() or max(others.values(), default=0) >= SPELT:
            return ""
        self.slips += 1
        near = next(iter(self.near(key)), "") if self.slips <= MOST_SLIPS else ""
        return near if near and self.doc_freq([lemma(near)])[lemma(near)] > SPELT * sum(others.values()) else ""

    def speaker(self, words: Words) -> Ask:
        """Ask for a speaker by words of his name side by side, in any form; of a single one also in its other spellings."""
        if self.exact:
            return self.phrase("said_words", words.keys)
        known = [lemma(key) for key in words.keys]
        likes = self.query.speakers_alike.get(" ".join(words.keys), Likes())
        asked = [self.phrase("said_lemmas", known)]
        asked += [self.phrase("said_lemmas", [lemma(key) for key in name]) for name in likes.names]
        asked += [self.term("speaker", name) for name in likes.called]
        if len(known) == 1:
            asked += [self.term("said_lemmas", other) for other in self._spellings(known[0], likes)]
        return any_of(asked)

    def tagged(self, tag: str) -> Ask:
        """Ask for a tag under all its keys."""
        return any_of([self.term("tag", one) for one in self.query.tags_alike.get(tag, (tag,))])

    def filters(self, query: Query) -> list[tuple[tantivy.Occur, Ask]]:
        """Ask for what the fields of the query let through, and for nothing that it excludes."""
        must, never = tantivy.Occur.Must, tantivy.Occur.MustNot
        named = (("outlet", query.outlets, query.without_outlets), ("country", query.countries, query.without_countries))
        clauses = [(must, any_of([self.term(field, value) for value in wanted])) for field, wanted, _ in named if wanted]
        clauses += [(must, self.tagged(tag)) for tag in query.tags]
        clauses += [(must, self.term("cites", source)) for source in query.cites]
        clauses += [(must, self.speaker(words)) for words in query.said]
        if query.after is not None or query.before is not None:
            clauses.append((must, self.during(query.after, query.before)))
        clauses = [(must, Ask.const_score_query(asked, 0.0)) for _, asked in clauses]
        clauses += [(never, self.term(field, value)) for field, _, unwanted in named for value in unwanted]
        clauses += [(never, self.tagged(tag)) for tag in query.without_tags]
        clauses += [(never, self.term("cites", source)) for source in query.without_cites]
        clauses += [(never, self.speaker(words)) for words in query.without_said]
        return clauses + [(never, self.unwanted(words)) for words in query.without]

    def during(self, after: int | None, before: int | None) -> Ask:
        """Ask for documents of a span of time; undated ones are in none."""
        return Ask.range_query(
            self.fields, "instant", tantivy.FieldType.Integer, after, before, include_lower=True, include_upper=before is None
        )

    def unwanted(self, words: Words) -> Ask:
        """Ask for what an excluded word or phrase stands in: the word in any form, and nothing that only looks like it."""
        if self.exact:
            return self.phrase("title_words" if words.title else "words", words.keys)
        return self.phrase("title_lemmas" if words.title else "lemmas", [lemma(key) for key in words.keys])

    def groups(self, query: Query) -> tuple[list[Sought], list[Sought]]:
        """Return the groups that must be found, and those of which most will do; stop words only where there is nothing else."""
        # Taken as they are written, all of the words are wanted, stop words too.
        strict = [group for group in query.groups if self.exact or any(words.phrase or words.title for words in group)]
        loose = [group for group in query.groups if group not in strict]
        telling = [group for group in loose if any(words.keys[0] not in common_words() for words in group)]
        chosen = telling or ([] if strict else loose)
        if len(chosen) > MOST_GROUPS:
            counts = self.doc_freq([lemma(group[0].keys[0]) for group in chosen])
            rare = sorted(chosen, key=lambda group: counts[lemma(group[0].keys[0])] or math.inf)[:MOST_GROUPS]
            chosen = [group for group in chosen if group in rare]
        return [together(list(map(self.words, group))) for group in strict], [together(list(map(self.words, group))) for group in chosen]

    def adjacent(self, query: Query) -> list[Ask]:
        """Ask for words that stand side by side in the query to do so in the document: wished for, not wanted."""
        if self.exact:
            return []
        single = [group[0].keys[0] for group in query.groups if len(group) == 1 and not group[0].phrase and not group[0].title]
        # Beside a stop word nearly every word stands somewhere, and to look at its places costs more than all the rest of a search.
        pairs = (pair for pair in itertools.pairwise(single[:MOST_GROUPS]) if common_words().isdisjoint(pair))
        return [self.phrase("lemmas", [lemma(one), lemma(other)], ADJACENT) for one, other in pairs]

    def neighbours(self, weights: Mapping[str, float]) -> Ask:
        """Ask for documents that share lemma keys, in the title above all."""
        return any_of([self.term(field, key, weight) for key, weight in weights.items() for field in ("lemmas", "title_lemmas")])
