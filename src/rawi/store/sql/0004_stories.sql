-- Which article stands in which story. All of it is derived and can be made again from profiles.
--
-- A story is called by the number of its seed, which is one of its articles: so an id that was ever given leads, through that article,
-- to the story in which it stands now, whatever was merged and split since.
CREATE TABLE member (
    article INTEGER PRIMARY KEY REFERENCES article (arrival) ON DELETE CASCADE,
    at      INTEGER NOT NULL,                      -- article.at when it was placed
    story   INTEGER NOT NULL,                      -- arrival number of the seed
    voice   INTEGER NOT NULL                       -- arrival number of the article of which it is a copy, or its own
) STRICT;
CREATE INDEX member_story ON member (story);
CREATE INDEX member_at ON member (at);

-- Articles that changed their story, and by an article of what instant that was caused: what is placed can be taken back to any instant.
CREATE TABLE moved (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    article INTEGER NOT NULL,
    old     INTEGER NOT NULL
) STRICT;
CREATE INDEX moved_at ON moved (at);

-- What was compared of the articles of the last days.
CREATE TABLE compared (
    at       INTEGER NOT NULL,
    article  INTEGER NOT NULL,
    features BLOB    NOT NULL,
    PRIMARY KEY (at, article)
) STRICT, WITHOUT ROWID;

-- The list of stories; repeats what member says.
CREATE TABLE story (
    seed    INTEGER PRIMARY KEY,
    first   INTEGER NOT NULL,
    last    INTEGER NOT NULL,
    members INTEGER NOT NULL,
    outlets INTEGER NOT NULL
) STRICT;
CREATE INDEX story_last ON story (last);

-- From what instants on stories have to be made (anew): articles that are not placed, and places from which one has gone.
-- An article without a date is a story of its own and stands in none of these tables.
CREATE TABLE unplaced (
    article INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL
) STRICT;
INSERT INTO unplaced SELECT arrival, at FROM article WHERE at > -9007199254740991;

CREATE TRIGGER article_unplaced AFTER INSERT ON article WHEN NEW.at > -9007199254740991 BEGIN
    INSERT INTO unplaced (article, at) VALUES (NEW.arrival, NEW.at);
END;
CREATE TRIGGER article_displaced AFTER UPDATE OF at ON article WHEN OLD.at <> NEW.at BEGIN
    INSERT INTO unplaced (article, at)
    SELECT NEW.arrival, min(max(OLD.at, -9007199254740990), max(NEW.at, -9007199254740990)) WHERE TRUE
    ON CONFLICT (article) DO UPDATE SET at = min(at, excluded.at);
END;
CREATE TRIGGER article_unplaced_gone AFTER DELETE ON article WHEN OLD.at > -9007199254740991 BEGIN
    INSERT INTO unplaced (article, at) VALUES (OLD.arrival, OLD.at) ON CONFLICT (article) DO UPDATE SET at = min(at, OLD.at);
END;
