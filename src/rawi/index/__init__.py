"""What can be found. Comes in: documents of ready-made terms, queries. Goes out: keys with scores."""
