-- The archive, first edition. Rows that grow with the archive are appended in the order of arrival; inner references are that
-- small number, so that only three indexes (article_key, address_hash, external) are written at random places.

-- One row for each article. All columns after `outlet` repeat what observation, version and external say, so that a list of
-- articles needs no more than two look-ups for each; `check` compares them.
CREATE TABLE article (
    arrival    INTEGER PRIMARY KEY AUTOINCREMENT,  -- rises by one with each new article and is never given again
    key        INTEGER NOT NULL,                   -- 63 bits; what the article is known by outside the database
    outlet     TEXT    NOT NULL,
    at         INTEGER NOT NULL,                   -- place in «newest first»: seconds since 1970, contract.UNDATED where unknown
    came       INTEGER NOT NULL,                   -- when the row was made, seconds since 1970
    external   TEXT,                               -- the external id that was given last
    latest     INTEGER NOT NULL,                   -- version.id of the version that was seen last
    versions   INTEGER NOT NULL,
    first_seen TEXT    NOT NULL                    -- the earliest observation: a Moment as JSON
) STRICT;
CREATE UNIQUE INDEX article_key ON article (key);
CREATE INDEX article_at ON article (at);
CREATE INDEX article_outlet ON article (outlet, at);

-- What a fetch showed. `id` rises, so that facts and profiles lie beside those of the same days.
CREATE TABLE version (
    id        INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL REFERENCES article (arrival) ON DELETE CASCADE,
    number    INTEGER NOT NULL,                    -- from 1, in the order in which the archive learnt of them
    digest    BLOB    NOT NULL,                    -- of title and text as they stand in `body`
    extractor TEXT    NOT NULL,
    page      TEXT,                                -- digest of the kept page; the page itself may have gone
    body      BLOB    NOT NULL,                    -- the Article as MessagePack, zstd with a checksum
    UNIQUE (article, number)
) STRICT;
CREATE INDEX version_page ON version (page) WHERE page IS NOT NULL;

-- Digests that a version had before a better extractor rewrote it: an old import that is repeated still finds its version.
CREATE TABLE former (
    article INTEGER NOT NULL REFERENCES article (arrival) ON DELETE CASCADE,
    digest  BLOB    NOT NULL,
    number  INTEGER NOT NULL,
    PRIMARY KEY (article, digest)
) STRICT, WITHOUT ROWID;

-- Derived, can be made again from versions: facts and profile apart, because comparing articles reads only profiles.
CREATE TABLE facts (
    version INTEGER PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,
    data    BLOB NOT NULL                          -- Facts as MessagePack, zstd with a checksum
) STRICT;
CREATE TABLE profile (
    version INTEGER PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,
    data    BLOB NOT NULL,                         -- Profile as MessagePack; hashes do not compress
    crc     INTEGER NOT NULL                       -- CRC-32 of `data`: hashes look right whatever happens to them
) STRICT;

-- Which version was seen when. The latest version is that of the last row by (at, version), however rows came in.
CREATE TABLE observation (
    article INTEGER NOT NULL REFERENCES article (arrival) ON DELETE CASCADE,
    at      INTEGER NOT NULL,                      -- the instant of `moment`, seconds since 1970
    version INTEGER NOT NULL,                      -- version.number
    fetched INTEGER NOT NULL,                      -- 1: the time of a fetch; 0: the published date or the time of import stands in
    moment  TEXT    NOT NULL,
    PRIMARY KEY (article, at, version)
) STRICT, WITHOUT ROWID;

-- Every spelling by which an article was ever known. Looked up by hash and compared in full: addresses are long and come in
-- random order, so an index over their text would be the largest and slowest part of the archive.
CREATE TABLE address (
    id      INTEGER PRIMARY KEY,
    hash    INTEGER NOT NULL,                      -- rawi.identity.article_key(url)
    url     TEXT    NOT NULL,
    article INTEGER NOT NULL REFERENCES article (arrival) ON DELETE CASCADE,
    own     INTEGER NOT NULL                       -- 1: it was the canonical address of an arrival; 0: a further spelling
) STRICT;
CREATE INDEX address_hash ON address (hash);
CREATE INDEX address_article ON address (article);

CREATE TABLE external (
    id      TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (arrival) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX external_article ON external (article);

-- Folded tags of the latest version, with the place in «newest first» beside them.
CREATE TABLE tag (
    name    TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (arrival) ON DELETE CASCADE,
    PRIMARY KEY (name, at, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_article ON tag (article);

-- The last change of each article; it outlives the article. A sequence number is never given again.
CREATE TABLE change (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    key      INTEGER NOT NULL UNIQUE,
    removed  INTEGER NOT NULL
) STRICT;

-- Counts by outlet, kept by the triggers below: nothing counts a million rows for a page.
CREATE TABLE outlet (
    name     TEXT PRIMARY KEY,
    articles INTEGER NOT NULL,
    versions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER article_came AFTER INSERT ON article BEGIN
    INSERT INTO outlet (name, articles, versions) VALUES (NEW.outlet, 1, NEW.versions)
    ON CONFLICT (name) DO UPDATE SET articles = articles + 1, versions = versions + NEW.versions;
END;
CREATE TRIGGER article_went AFTER DELETE ON article BEGIN
    UPDATE outlet SET articles = articles - 1, versions = versions - OLD.versions WHERE name = OLD.outlet;
    DELETE FROM outlet WHERE name = OLD.outlet AND articles = 0;
END;
CREATE TRIGGER article_moved AFTER UPDATE OF outlet, versions ON article
WHEN OLD.outlet <> NEW.outlet OR OLD.versions <> NEW.versions BEGIN
    INSERT INTO outlet (name, articles, versions) VALUES (NEW.outlet, 1, NEW.versions)
    ON CONFLICT (name) DO UPDATE SET articles = articles + 1, versions = versions + NEW.versions;
    UPDATE outlet SET articles = articles - 1, versions = versions - OLD.versions WHERE name = OLD.outlet;
    DELETE FROM outlet WHERE name = OLD.outlet AND articles = 0;
END;

-- Kept pages; the bytes lie in pages/. `id` rises with keeping: the lowest is the oldest and goes first.
CREATE TABLE page (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    digest       TEXT    NOT NULL UNIQUE,
    url          TEXT    NOT NULL,
    content_type TEXT,
    fetched_at   TEXT,
    size         INTEGER NOT NULL,                 -- bytes of the page
    stored       INTEGER NOT NULL,                 -- bytes of its file
    kept         INTEGER NOT NULL                  -- when it was kept, seconds since 1970
) STRICT;
CREATE TABLE page_total (pages INTEGER NOT NULL, stored INTEGER NOT NULL) STRICT;
INSERT INTO page_total VALUES (0, 0);
CREATE TRIGGER page_came AFTER INSERT ON page BEGIN
    UPDATE page_total SET pages = pages + 1, stored = stored + NEW.stored;
END;
CREATE TRIGGER page_went AFTER DELETE ON page BEGIN
    UPDATE page_total SET pages = pages - 1, stored = stored - OLD.stored;
END;

CREATE TABLE progress (
    source  TEXT PRIMARY KEY,
    lines   INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    done    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE refusal (
    place  TEXT    NOT NULL,
    reason TEXT    NOT NULL,
    count  INTEGER NOT NULL,
    PRIMARY KEY (place, reason)
) STRICT, WITHOUT ROWID;

-- One line: 1 while a writer may have page files and rows out of step, 0 after it closed in order.
CREATE TABLE pages_unsettled (value INTEGER NOT NULL) STRICT;
INSERT INTO pages_unsettled VALUES (0);
