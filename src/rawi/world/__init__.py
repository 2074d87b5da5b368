"""The invented news world for `rawi demo` and the tests. Comes in: an hour. Goes out: outlets on loopback, and the truth.

Every country, outlet and person in it is made up. `records` says what it is made of, `outlets/` and `stories/` hold it as data, `clock`
sets its days so that the last one is today, `compose` derives who copied whom, `pages/` and `feeds` make what its servers answer,
`serve` runs them.
"""
