"""The catalogue of outlets as data. Comes in: one TOML each, under its country. Goes out: records; see `rawi.outlets.catalogue`."""
