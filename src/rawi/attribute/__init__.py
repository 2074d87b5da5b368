"""Who said what, to whom, through whom. Comes in: an `Article`, no page and no archive. Goes out: credits as records."""
