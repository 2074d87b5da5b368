"""What the store derives for itself: spellings of names, stories. Comes in: a database. Goes out: their rows, read and written.

`SqliteStore` is made of this and of what is true; see `rawi.store.contract.Store` for what each method promises.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Literal

from rawi.moments import moment_of
from rawi.relate.company import Company, Named
from rawi.relate.records import NameRule, Spelling
from rawi.relate.stories import Placed
from rawi.store import dictionaries, naming, stories
from rawi.store.contract import Backlog, Cursor, Kept, StoryLine, Timed
from rawi.store.database import Database, one


class Derived:
    """The part of a store that can be made again, but for what people said of names."""

    _database: Database
    _clock: Callable[[], dt.datetime]

    def rule_name(self, kind: Literal["merge", "split"], a: str, b: str, *, note: str = "") -> bool:
        """Note what was said of two names."""
        at = moment_of(self._clock().astimezone(dt.UTC), basis="marked")
        with self._database.writing() as connection:
            return naming.rule(connection, NameRule(kind, a, b, at, note))

    def unrule_name(self, kind: Literal["merge", "split"], a: str, b: str) -> bool:
        """Take back what was said of two names."""
        with self._database.writing() as connection:
            return naming.unrule(connection, kind, a, b)

    def recount_names(self) -> None:
        """Count the spellings of all articles anew."""
        with self._database.writing() as connection:
            naming.recount(connection)

    def name_rules(self) -> tuple[NameRule, ...]:
        """Read what was said of names."""
        with self._database.reading() as connection:
            return naming.rules(connection)

    def named(self, limit: int) -> list[Named]:
        """Read what the newest articles name."""
        with self._database.reading() as connection:
            return naming.named(connection, limit)

    def make_dictionaries(self) -> None:
        """Make the dictionaries of an archive that has none and is large enough."""
        with self._database.writing() as connection:
            if not dictionaries.learn(connection) and one(connection, "SELECT count(*) FROM version")[0] >= dictionaries.SAMPLE:
                dictionaries.make(connection)

    def names_unseen(self) -> int:
        """Count the articles that came since `show_names`."""
        with self._database.reading() as connection:
            return naming.unseen(connection)

    def show_names(self, found: Sequence[Company]) -> None:
        """Note which names the archive shows to be one."""
        at = moment_of(self._clock().astimezone(dt.UTC), basis="derived")
        made = [NameRule("company", one.kept, one.other, at, f"{one.alike:.2f}") for one in found]
        with self._database.writing() as connection:
            naming.shown(connection, made)

    def spellings(self, last: str) -> list[Spelling]:
        """Read the spellings whose key ends in a word."""
        with self._database.reading() as connection:
            return naming.found(connection, last)

    def note_stories(self, placed: Sequence[Placed], *, since: int | None = None) -> None:
        """Write which articles went into which stories."""
        with self._database.writing() as connection:
            stories.note(connection, placed, since)

    def settle_stories(self, before: int) -> None:
        """Leave stories from before an instant as they are."""
        with self._database.writing() as connection:
            stories.settle(connection, before)

    def backlog(self) -> Backlog | None:
        """Read what is to be placed into stories."""
        with self._database.reading() as connection:
            return stories.backlog(connection)

    def following(self, since: int) -> int:
        """Count the articles from an instant on."""
        with self._database.reading() as connection:
            return stories.following(connection, since)

    def instant_of_newest(self, number: int) -> int:
        """Read the instant of an article counted from the newest."""
        with self._database.reading() as connection:
            return stories.instant_of_newest(connection, number)

    def unplaced(self, before: int, limit: int = 1000) -> list[Timed]:
        """Read what stands in no story yet."""
        with self._database.reading() as connection:
            return stories.unplaced(connection, before, limit)

    def by_time(self, since: int, *, after: int = 0, until: int = 2**53, limit: int = 1000) -> list[Timed]:
        """Read articles by their instants."""
        with self._database.reading() as connection:
            return stories.by_time(connection, since, after, until, limit)

    def kept(self, since: int) -> list[Kept]:
        """Read the members of stories that go on after an instant."""
        with self._database.reading() as connection:
            return stories.kept(connection, since)

    def stories(self, limit: int, *, before: Cursor | None = None) -> list[StoryLine]:
        """Read stories newest first."""
        with self._database.reading() as connection:
            return stories.newest(connection, limit, before)

    def story(self, key: int) -> StoryLine | None:
        """Read one story."""
        with self._database.reading() as connection:
            return stories.line(connection, key)

    def story_of(self, keys: Sequence[int]) -> dict[int, int]:
        """Read in which stories articles stand."""
        with self._database.reading() as connection:
            return stories.story_of(connection, keys)
