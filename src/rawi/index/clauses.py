"""Queries as tantivy knows them. Comes in: a `Query` or weighed lemma keys. Goes out: tantivy queries, and the schema they run on.

Fields: `words` and `lemmas` hold title and text with positions (a gap lies between the two), `title_words` and
`title_lemmas` the title alone, `grams` the 4-grams of both.
"""

import itertools
import math
from collections.abc import Callable, Mapping, Sequence

import tantivy

from rawi.index.query import Query, Words
from rawi.index.variants import spellings
from rawi.language.stems import GRAM, grams, lemma
from rawi.language.terms import common_words

Ask = tantivy.Query
Frequencies = Callable[[Sequence[str]], Mapping[str, int]]

# What stands in the column `role`: an article, or the one document that holds the change sequence.
ARTICLE, SEQUENCE = "article", "sequence"
# How much each field says of a word; grams count together as one. Found on 30 judged queries by leaving queries out:
# any of .5 to 2 for titles, .3 to 1 for exact words and .3 to .6 for grams is within .01 of the best.
LEMMA, TITLE_LEMMA, WORD, TITLE_WORD, GRAMS, SPELLING = 1.0, 0.8, 0.3, 0.2, 0.2, 1.0
# Half of a word's 4-grams: بلينكن and بلينكين share two of four.
SHARE_OF_GRAMS = 0.5
# Neighbouring words of the query side by side in a document.
ADJACENT = 0.2
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
    build.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    for name in ("role", "outlet", "country", "tag"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return build.build()


def any_of(asked: Sequence[Ask], least: int = 1) -> Ask:
    """Ask for documents that at least so many of the queries find; the scores add up."""
    return Ask.boolean_query([(tantivy.Occur.Should, one) for one in asked], minimum_number_should_match=least)


class Builder:
    """Builds the queries of one search; remembers the words that it looks for."""

    def __init__(self, fields: tantivy.Schema, doc_freq: Frequencies) -> None:
        self.fields = fields
        self.doc_freq = doc_freq
        self.terms: dict[str, None] = {}

    def term(self, field: str, value: str, boost: float = 1.0) -> Ask:
        """Ask for one token of a field."""
        return Ask.boost_query(Ask.term_query(self.fields, field, value), boost)

    def phrase(self, field: str, values: Sequence[str], boost: float = 1.0) -> Ask:
        """Ask for tokens of a field side by side."""
        if len(values) == 1:
            return self.term(field, values[0], boost)
        return Ask.boost_query(Ask.phrase_query(self.fields, field, list(values)), boost)

    def words(self, words: Words) -> Ask:
        """Ask for a word in any form, or for a phrase: as it is written, or each of its words in any form."""
        front = "title_" if words.title else ""
        if not words.phrase:
            return self.word(words.keys[0], title=words.title)
        self.terms |= dict.fromkeys(words.keys)
        exact = self.phrase(front + "words", words.keys, LEMMA + WORD)
        if len(words.keys) == 1:
            return exact
        return any_of([exact, self.phrase(front + "lemmas", [lemma(key) for key in words.keys], LEMMA)])

    def word(self, key: str, *, title: bool) -> Ask:
        """Ask for a word by its lemma, as it is written, in its other spellings and by most of its 4-grams."""
        known = lemma(key)
        others = list(spellings(known, self.doc_freq))
        self.terms |= dict.fromkeys([key, known, *others])
        if title:
            found = [self.term("title_lemmas", known, LEMMA), self.term("title_words", key, WORD)]
            return any_of(found + [self.term("title_lemmas", other, SPELLING) for other in others])
        asked = [
            self.term("lemmas", known, LEMMA),
            self.term("title_lemmas", known, TITLE_LEMMA),
            self.term("words", key, WORD),
            self.term("title_words", key, TITLE_WORD),
        ]
        asked += [self.term(field, other, SPELLING) for other in others for field in ("lemmas", "title_lemmas")]
        parts = [part for part in grams(key).split() if len(part) == GRAM]
        if len(parts) > 1:
            least = max(2, math.ceil(len(parts) * SHARE_OF_GRAMS))
            asked.append(Ask.boost_query(any_of([self.term("grams", part) for part in parts], least), GRAMS / len(parts)))
        return any_of(asked)

    def filters(self, query: Query) -> list[tuple[tantivy.Occur, Ask]]:
        """Ask for what the fields of the query let through, and for nothing that it excludes."""
        must, never = tantivy.Occur.Must, tantivy.Occur.MustNot
        named = (("outlet", query.outlets, query.without_outlets), ("country", query.countries, query.without_countries))
        clauses = [(must, any_of([self.term(field, value) for value in wanted])) for field, wanted, _ in named if wanted]
        clauses += [(must, self.term("tag", tag)) for tag in query.tags]
        if query.after is not None or query.before is not None:
            clauses.append((must, self.during(query.after, query.before)))
        clauses = [(must, Ask.const_score_query(asked, 0.0)) for _, asked in clauses]
        clauses += [(never, self.term(field, value)) for field, _, unwanted in named for value in unwanted]
        clauses += [(never, self.term("tag", tag)) for tag in query.without_tags]
        return clauses + [(never, self.unwanted(words)) for words in query.without]

    def during(self, after: int | None, before: int | None) -> Ask:
        """Ask for documents of a span of time; undated ones are in none."""
        return Ask.range_query(
            self.fields, "instant", tantivy.FieldType.Integer, after, before, include_lower=True, include_upper=before is None
        )

    def unwanted(self, words: Words) -> Ask:
        """Ask for what an excluded word or phrase stands in: the word in any form, and nothing that only looks like it."""
        return self.phrase("title_lemmas" if words.title else "lemmas", [lemma(key) for key in words.keys])

    def groups(self, query: Query) -> tuple[list[Ask], list[Ask]]:
        """Return the groups that must be found, and those of which most will do; stop words only where there is nothing else."""
        strict = [group for group in query.groups if any(words.phrase or words.title for words in group)]
        loose = [group for group in query.groups if group not in strict]
        telling = [group for group in loose if any(words.keys[0] not in common_words() for words in group)]
        chosen = telling or ([] if strict else loose)
        if len(chosen) > MOST_GROUPS:
            counts = self.doc_freq([lemma(group[0].keys[0]) for group in chosen])
            rare = sorted(chosen, key=lambda group: counts[lemma(group[0].keys[0])] or math.inf)[:MOST_GROUPS]
            chosen = [group for group in chosen if group in rare]
        return [any_of(list(map(self.words, group))) for group in strict], [any_of(list(map(self.words, group))) for group in chosen]

    def adjacent(self, query: Query) -> list[Ask]:
        """Ask for words that stand side by side in the query to do so in the document: wished for, not wanted."""
        single = [group[0].keys[0] for group in query.groups if len(group) == 1 and not group[0].phrase and not group[0].title]
        pairs = itertools.pairwise(single[:MOST_GROUPS])
        return [self.phrase("lemmas", [lemma(one), lemma(other)], ADJACENT) for one, other in pairs]

    def neighbours(self, weights: Mapping[str, float]) -> Ask:
        """Ask for documents that share lemma keys, in the title above all."""
        return any_of([self.term(field, key, weight) for key, weight in weights.items() for field in ("lemmas", "title_lemmas")])
