-- The inverted index of fingerprints: which article has which of the shingles that winnowing chose in its text.
--
-- Partitioned by volume, a run of 32,768 articles in the order of arrival: new postings go into the newest one, so that the part
-- of the index that is written stays small however large the archive grows, and old ones drop in one statement. `article` refers
-- to article.arrival without a foreign key: looking at it for each of a hundred rows would double the cost of an insert, and
-- arrival numbers are never given again.
CREATE TABLE posting (
    volume  INTEGER NOT NULL,                      -- article >> 15
    hash    INTEGER NOT NULL,                      -- 32 bits less 2^31: a signed number takes four bytes, an unsigned one six
    article INTEGER NOT NULL,
    PRIMARY KEY (volume, hash, article)
) STRICT, WITHOUT ROWID;
