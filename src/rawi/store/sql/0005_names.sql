-- Under which spellings the articles of this archive name a thing, and what people said of names.
--
-- A spelling is counted once for each version that has it: a statistic, which a rebuild makes anew. It stands under the last word of
-- its key, so that all whole names that end in one surname lie together.
CREATE TABLE spelling (
    last     TEXT    NOT NULL,                     -- the last word of the key
    key      TEXT    NOT NULL,
    type     TEXT    NOT NULL,                     -- PER, LOC, ORG, EVENT
    written  TEXT    NOT NULL,                     -- as it was written, without what is written together with it
    articles INTEGER NOT NULL,
    PRIMARY KEY (last, key, type, written)
) STRICT, WITHOUT ROWID;

-- merge: `b` is another name of `a` (keys). split: the two are two things though their key is one (folded words).
CREATE TABLE name_rule (
    kind TEXT NOT NULL,
    a    TEXT NOT NULL,
    b    TEXT NOT NULL,
    at   TEXT NOT NULL,                            -- a Moment as JSON
    note TEXT NOT NULL,
    PRIMARY KEY (kind, a, b)
) STRICT, WITHOUT ROWID;
