-- What the records of this archive have in common, learnt once from its first two thousand versions: dictionaries of zstd for articles
-- and for facts, and the lemmas by whose places profiles name them. A row that is smaller by one names it by this id; it never changes.
CREATE TABLE dictionary (
    id   INTEGER PRIMARY KEY,                      -- made of `data`
    kind TEXT NOT NULL UNIQUE,                     -- article, facts, lemmas
    data BLOB NOT NULL,
    crc  INTEGER NOT NULL                          -- CRC-32 of `data`
) STRICT;

-- The inverted index of fingerprints where it is no longer written: of each volume the articles under each run of 65,536 hashes, four
-- bytes a posting. `posting` holds what came since.
CREATE TABLE bundle (
    place INTEGER PRIMARY KEY,                     -- volume << 16 | upper half of the hash
    data  BLOB NOT NULL                            -- rising numbers of 32 bits, little-endian: the lower half of a hash over the article's number in the volume
) STRICT;
