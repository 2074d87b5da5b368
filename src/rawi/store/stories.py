"""Which article stands in which story, in the database. Comes in: a connection inside a transaction, steps. Goes out: rows, stories."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import apsw

from rawi.identity import hex_id
from rawi.model import Profile
from rawi.relate.features import packed, unpacked
from rawi.relate.stories import Placed
from rawi.store.contract import UNDATED, Backlog, Cursor, Kept, StoryLine, Timed
from rawi.store.database import one
from rawi.store.profiles import decode_profile
from rawi.store.reading import intact, numbers

# What was compared is kept for the articles of so many seconds before the last one that was placed.
KEPT = 14 * 86_400

BACKLOG = "SELECT count(*), min(at) FROM unplaced"
BY_TIME = """
SELECT a.at, a.key, p.data FROM article AS a
JOIN version AS v ON v.article = a.arrival AND v.number = 1 JOIN profile AS p ON p.version = v.id
WHERE a.at >= ?1 AND NOT (a.at = ?1 AND a.key <= ?2) AND a.at < ?3 ORDER BY a.at, a.key LIMIT ?4
"""
KEPT_MEMBERS = """
SELECT m.at, a.key, s.key, o.key, c.features, p.data FROM story AS t JOIN member AS m ON m.story = t.seed
JOIN article AS a ON a.arrival = m.article JOIN article AS s ON s.arrival = m.story LEFT JOIN article AS o ON o.arrival = m.voice
JOIN version AS v ON v.article = m.article AND v.number = 1 JOIN profile AS p ON p.version = v.id
LEFT JOIN compared AS c ON c.at = m.at AND c.article = m.article
WHERE t.last >= ? ORDER BY m.at, a.key
"""
UNPLACED = """
SELECT a.at, a.key, p.data FROM unplaced AS u JOIN article AS a ON a.arrival = u.article
JOIN version AS v ON v.article = a.arrival AND v.number = 1 JOIN profile AS p ON p.version = v.id
WHERE u.at < ? AND a.at > ? AND NOT EXISTS (SELECT 1 FROM member WHERE article = a.arrival) ORDER BY a.at, a.key LIMIT ?
"""
WAITING_IN = "SELECT story FROM member WHERE article IN (SELECT article FROM unplaced WHERE at < ?)"
DISPLACED = """
UPDATE member SET at = (SELECT at FROM article WHERE arrival = member.article)
WHERE article IN (SELECT article FROM unplaced WHERE at < ?)
"""
# Stories whose first article has gone, with the next one.
ORPHANS = """
SELECT m.story, (SELECT article FROM member AS n WHERE n.story = m.story ORDER BY at, article LIMIT 1) FROM member AS m
LEFT JOIN member AS s ON s.article = m.story WHERE s.article IS NULL GROUP BY m.story
"""
ARRIVALS = "SELECT key, arrival FROM article WHERE key IN carray(?)"
MOVED_SINCE = "SELECT article, old FROM moved WHERE at >= ? ORDER BY id DESC"
INSERT = "INSERT OR REPLACE INTO member (article, at, story, voice) VALUES (?, ?, ?, ?)"
COUNTED = """
INSERT OR REPLACE INTO story (seed, first, last, members, outlets)
SELECT m.story, min(m.at), max(m.at), count(*), count(DISTINCT a.outlet) FROM member AS m JOIN article AS a ON a.arrival = m.article
WHERE m.story IN carray(?) GROUP BY m.story
"""
LINES = """
SELECT s.key, t.first, t.last, t.members, t.outlets, t.seed FROM story AS t JOIN article AS s ON s.arrival = t.seed
WHERE {} ORDER BY t.last DESC, t.seed DESC LIMIT ?
"""
MEMBERS = """
SELECT m.story, a.key, m.at, o.key FROM member AS m JOIN article AS a ON a.arrival = m.article LEFT JOIN article AS o ON o.arrival = m.voice
WHERE m.story IN carray(?) ORDER BY m.at, a.key
"""
STORY_OF = """
SELECT a.key, s.key FROM article AS a JOIN member AS m ON m.article = a.arrival JOIN article AS s ON s.arrival = m.story WHERE a.key = ?
"""
NOWHERE = """
SELECT a.key FROM article AS a LEFT JOIN member AS m ON m.article = a.arrival LEFT JOIN unplaced AS u ON u.article = a.arrival
WHERE a.at > ? AND m.article IS NULL AND u.article IS NULL
"""
HEADLESS = """
SELECT a.key FROM member AS m JOIN article AS a ON a.arrival = m.article LEFT JOIN member AS s ON s.article = m.story
WHERE s.story IS NOT m.story AND NOT EXISTS (SELECT 1 FROM unplaced)
"""
WRONG = """
SELECT t.seed FROM story AS t
LEFT JOIN (SELECT story, min(at) AS first, max(at) AS last, count(*) AS members FROM member GROUP BY story) AS m ON m.story = t.seed
WHERE (t.first, t.last, t.members) IS NOT (m.first, m.last, m.members)
UNION SELECT story FROM member WHERE story NOT IN (SELECT seed FROM story)
"""


def backlog(connection: apsw.Connection) -> Backlog | None:
    """Say how much is to be placed, and from when on."""
    count, since = one(connection, BACKLOG)
    return Backlog(articles=count, since=since) if count else None


def following(connection: apsw.Connection, since: int) -> int:
    """Count the articles from an instant on."""
    return int(connection.execute("SELECT count(*) FROM article WHERE at >= ?", (since,)).get)


def instant_of_newest(connection: apsw.Connection, number: int) -> int:
    """Read the instant of an article counted from the newest."""
    at: int | None = connection.execute("SELECT at FROM article WHERE at > ? ORDER BY at DESC LIMIT 1 OFFSET ?", (UNDATED, number)).get
    return UNDATED if at is None else at


def unplaced(connection: apsw.Connection, before: int, limit: int) -> list[Timed]:
    """Read what stands in no story yet."""
    return [Timed(at, key, _profile(key, data)) for at, key, data in connection.execute(UNPLACED, (before, UNDATED, limit))]


def settle(connection: apsw.Connection, before: int) -> None:
    """Take what is from before an instant off the backlog; name stories anew whose first article has gone."""
    touched = {story for (story,) in connection.execute(WAITING_IN, (before,))}
    connection.execute(DISPLACED, (before,))
    connection.execute("DELETE FROM unplaced WHERE at < ?", (before,))
    orphans: list[Any] = connection.execute(ORPHANS).fetchall()
    for old, new in orphans:
        connection.execute("UPDATE member SET story = ? WHERE story = ?", (new, old))
        touched |= {old, new}
    _count(connection, touched)


def by_time(connection: apsw.Connection, since: int, after: int, until: int, limit: int) -> list[Timed]:
    """Read articles in the order of their instants."""
    rows = connection.execute(BY_TIME, (since, after, until, limit))
    return [Timed(at, key, _profile(key, data)) for at, key, data in rows]


def kept(connection: apsw.Connection, since: int) -> list[Kept]:
    """Read the articles of the stories that go on after an instant, in order."""
    rows: list[Any] = connection.execute(KEPT_MEMBERS, (since,)).fetchall()
    return [
        Kept(at, key, story, key if voice is None else voice, None if features is None else unpacked(features), _profile(key, data))
        for at, key, story, voice, features, data in rows
    ]


def note(connection: apsw.Connection, placed: Sequence[Placed], since: int | None) -> None:
    """Write steps, after taking back all that was caused from an instant on."""
    touched = set[int]()
    if since is not None:
        touched |= _take_back(connection, since)
    known = {key for step in placed for move in step.moves for key in (move.key, move.old, move.new) if key is not None}
    rows: list[Any] = connection.execute(ARRIVALS, (numbers(known | {step.voice for step in placed}),)).fetchall()
    arrival: dict[int, int] = dict(rows)
    for step in placed:
        touched |= _write(connection, step, arrival)
    connection.executemany("DELETE FROM unplaced WHERE article = ?", [(arrival[step.key],) for step in placed if step.key in arrival])
    _count(connection, touched)
    if placed:
        connection.execute("DELETE FROM compared WHERE at < ?", (placed[-1].at - KEPT,))


def _write(connection: apsw.Connection, step: Placed, arrival: Mapping[int, int]) -> set[int]:
    """Write one step; return the stories that it touched. An article that was removed meanwhile leaves its own row out."""
    own, *others = step.moves
    if step.key not in arrival or own.new not in arrival:
        return set()
    row = (arrival[step.key], step.at, arrival[own.new], arrival.get(step.voice, arrival[step.key]))
    connection.execute(INSERT, row)
    connection.execute("INSERT OR REPLACE INTO compared VALUES (?, ?, ?)", (step.at, row[0], packed(step.features)))
    touched = {row[2]}
    for move in others:
        if move.old is not None and {move.key, move.old, move.new} <= arrival.keys():
            old, new = arrival[move.old], arrival[move.new]
            connection.execute("INSERT INTO moved (at, article, old) VALUES (?, ?, ?)", (step.at, arrival[move.key], old))
            connection.execute("UPDATE member SET story = ? WHERE article = ?", (new, arrival[move.key]))
            touched |= {old, new}
    return touched


def _take_back(connection: apsw.Connection, since: int) -> set[int]:
    """Take back what was caused by articles from an instant on; they have to be placed again."""
    touched = {story for (story,) in connection.execute("SELECT DISTINCT story FROM member WHERE at >= ?", (since,))}
    for article, old in connection.execute(MOVED_SINCE, (since,)).fetchall():
        touched |= {story for (story,) in connection.execute("SELECT story FROM member WHERE article = ?", (article,))} | {old}
        connection.execute("UPDATE member SET story = ? WHERE article = ?", (old, article))
    connection.execute("DELETE FROM moved WHERE at >= ?", (since,))
    connection.execute("INSERT OR IGNORE INTO unplaced SELECT article, at FROM member WHERE at >= ?", (since,))
    connection.execute("DELETE FROM member WHERE at >= ?", (since,))
    connection.execute("DELETE FROM compared WHERE at >= ?", (since,))
    connection.execute("DELETE FROM unplaced WHERE article NOT IN (SELECT arrival FROM article WHERE at > ?)", (UNDATED,))
    connection.execute("UPDATE unplaced SET at = (SELECT at FROM article WHERE arrival = unplaced.article)")
    return touched


def _count(connection: apsw.Connection, touched: set[int]) -> None:
    """Count stories anew."""
    connection.execute("DELETE FROM story WHERE seed IN carray(?)", (numbers(touched),))
    connection.execute(COUNTED, (numbers(touched),))


# ------------------------------------------------------------ questions


def newest(connection: apsw.Connection, limit: int, before: Cursor | None) -> list[StoryLine]:
    """Read stories, the one with the newest article first."""
    if limit <= 0:
        return []
    if before is None:
        return _lines(connection, "?", (1, limit))
    same = _lines(connection, "t.last = ? AND t.seed < ?", (before.at, before.arrival, limit))
    return same + (_lines(connection, "t.last < ?", (before.at, limit - len(same))) if len(same) < limit else [])


def story_of(connection: apsw.Connection, keys: Sequence[int]) -> dict[int, int]:
    """Read in which stories articles stand."""
    return dict(row for key in keys for row in connection.execute(STORY_OF, (key,)))


def line(connection: apsw.Connection, key: int) -> StoryLine | None:
    """Read one story by its key."""
    found = _lines(connection, "s.key = ?", (key, 1))
    return found[0] if found else None


def _lines(connection: apsw.Connection, where: str, values: tuple[int, ...]) -> list[StoryLine]:
    """Read stories with their members."""
    rows: list[Any] = connection.execute(LINES.format(where), values).fetchall()
    members: dict[int, list[tuple[int, int, int]]] = {}
    for seed, key, at, voice in connection.execute(MEMBERS, (numbers(row[5] for row in rows),)):
        members.setdefault(seed, []).append((key, at, key if voice is None else voice))
    return [StoryLine(key, first, last, outlets, tuple(members[seed]), Cursor(last, seed)) for key, first, last, _, outlets, seed in rows]


def _profile(key: int, data: bytes) -> Profile:
    with intact(hex_id(key)):
        return decode_profile(data)


# ------------------------------------------------------------ examination


def faults(connection: apsw.Connection) -> Iterator[str]:
    """Say what is wrong with the stories; all of it can be made again."""
    for (key,) in connection.execute(NOWHERE, (UNDATED,)):
        yield f"The article {hex_id(key)} stands in no story: `rawi rebuild` makes the stories again."
    for (key,) in connection.execute(HEADLESS):
        yield f"The article {hex_id(key)} stands in a story whose first article does not: `rawi rebuild` makes the stories again."
    for (seed,) in connection.execute(WRONG):
        yield f"The story number {seed} is listed wrongly: `rawi rebuild` makes the stories again."
