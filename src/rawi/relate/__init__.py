"""What one article has to do with others. Comes in: profiles of articles, fetched by the caller. Goes out: shares, families, neighbours."""
