-- What an embedder makes of a version: derived, made in the background, of those versions only whose turn has come. An archive has
-- vectors of one embedder at a time; those of another are replaced as its turn comes round.
CREATE TABLE embedder (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE                      -- with its version and that of what it is given to read
) STRICT;
CREATE TABLE vector (
    version  INTEGER PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,
    embedder INTEGER NOT NULL REFERENCES embedder (id),
    data     BLOB    NOT NULL                      -- one signed byte a dimension
) STRICT;
-- A better extractor rewrites a version: what was made of the old text has gone.
CREATE TRIGGER version_reads AFTER UPDATE OF digest ON version WHEN OLD.digest <> NEW.digest BEGIN
    DELETE FROM vector WHERE version = NEW.id;
END;
