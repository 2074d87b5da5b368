-- What people marked as wrong. A mark belongs to the article and names what it means by its words, so that it holds when the method
-- or the text's offsets change; `digest` and `method` say of what version and of whose finding it was said.
CREATE TABLE correction (
    article INTEGER NOT NULL REFERENCES article (arrival) ON DELETE CASCADE,
    other   INTEGER REFERENCES article (arrival) ON DELETE CASCADE,  -- the other end of an edge
    kind    TEXT    NOT NULL,                      -- attribution, chain, edge
    anchor  TEXT    NOT NULL,                      -- a JSON list: the quoted words, the names of the hops, the two ids
    digest  BLOB    NOT NULL,                      -- version.digest when it was said
    method  TEXT    NOT NULL,
    at      TEXT    NOT NULL,                      -- a Moment as JSON
    note    TEXT    NOT NULL,
    PRIMARY KEY (article, kind, anchor)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_other ON correction (other) WHERE other IS NOT NULL;
