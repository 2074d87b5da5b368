"""Meaning, for those who want it. Comes in: a setting, texts. Goes out: vectors of an embedding that a person has installed.

Nothing else in rawi needs this room: without it articles are ranked by their words alone.
"""
