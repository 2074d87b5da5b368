"""What one article has to do with others. Comes in: profiles of articles, fetched by the caller. Goes out: shares, families, neighbours."""

# The method that finds shared text and its direction; it rises when the same pair may be judged otherwise.
REUSE = "reuse/1"
