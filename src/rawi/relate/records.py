"""What is said of articles that share a text or an event. Comes in: nothing. Goes out: types."""

from typing import Literal

from rawi.model import EntityType, Moment, Record
from rawi.relate.passages import Passage

Basis = Literal["credit", "text", "time"]
Way = Literal["a>b", "b>a"]


class Share(Record, frozen=True):
    """How much two articles share: the share of each one's shingles that stands in the other, and of both together."""

    a_in_b: float
    b_in_a: float
    jaccard: float


class Reuse(Record, frozen=True):
    """Two articles of different outlets that share text, by key and by id. Direction «a>b»: b took from a.

    `copy` is true where one is a near-verbatim copy of the other and tells the same facts. `credited` says whether the one that took
    credits the other; None without a direction.
    """

    a_key: int
    b_key: int
    a: str
    b: str
    share: Share
    copy: bool
    direction: Way | None = None
    basis: Basis | None = None
    credited: bool | None = None


class Side(Record, frozen=True):
    """What direction needs to know of an article; made by `rawi.relate.witness.side`.

    `credited` and `named` are slugs of outlets (a name where the catalogue knows none) whom the article credits, and whom its prose
    names or links; its own outlet is in neither. `wires` are the agencies among `credited`. `compiled`: it credits «وكالات» or the like.
    """

    key: int
    outlet: str
    agency: bool = False
    published: Moment | None = None
    credited: tuple[str, ...] = ()
    wires: tuple[str, ...] = ()
    compiled: bool = False
    named: tuple[str, ...] = ()


class Parent(Record, frozen=True):
    """From whom an article took its text: an article that is here (`key`), or an outlet whose item nobody here published."""

    outlet: str
    basis: Basis
    key: int | None = None


class Origin(Record, frozen=True):
    """Where a family's text comes from. `inferred`: a wire that only some members credit."""

    outlet: str
    inferred: bool
    credited_by: tuple[int, ...] = ()


class Traced(Record, frozen=True):
    """An article that carries a text or a part of it: `share` of the words of the text that was asked for, and where they stand."""

    key: int
    share: float
    passages: tuple[Passage, ...]


class StoryArticle(Record, frozen=True):
    """An article in a story: `at` its instant (seconds since 1970), `voice` the key of the article of which it is a copy, else its own."""

    key: int
    id: str
    outlet: str
    title: str
    at: int | None
    voice: int


class Story(Record, frozen=True, kw_only=True):
    """The articles of one event, in the order of time. `id` is that of its seed, and outlasts merges and splits.

    `headline` is the title of the article `headline_of`. `origins` are the outlets and agencies from which its texts come, each once.
    """

    key: int
    id: str
    headline: str
    headline_of: int
    members: tuple[StoryArticle, ...]
    first: int | None
    last: int | None
    outlets: tuple[str, ...]
    origins: tuple[str, ...]


class Spelling(Record, frozen=True):
    """A spelling under which an archive names a thing, and in how many articles: clitics are left out of `written`."""

    key: str
    type: EntityType
    written: str
    articles: int


class NameRule(Record, frozen=True):
    """What is known of two names. merge: a person said that `b` is another name of `a` (keys); split: that they are two things.

    company: the archive shows that `b` is a spelling of `a` (keys, `rawi.relate.company`), unless a person said that they are two.
    """

    kind: Literal["merge", "split", "company"]
    a: str
    b: str
    at: Moment
    note: str = ""
