"""What is true: articles with their versions, addresses, observations and kept pages. Comes in: arrivals. Goes out: stored records.

`contract.py` says what every store promises; `sqlite.py` is the store of one machine; `folder.py` is the archive on disk.
"""
