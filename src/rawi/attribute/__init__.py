"""Who said what, to whom, through whom. Comes in: an `Article`, no page and no archive. Goes out: credits as records."""

# The method that finds attributions and chains; it rises when the same text may be read otherwise.
ATTRIBUTION = "attribution/1"
