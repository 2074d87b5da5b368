"""Feeds of every make. Comes in: their bytes. Goes out: entries; see `rawi.gather.feeds.read`."""
