"""In and out by file. Comes in: JSONL, folders of saved pages, WARC, feeds. Goes out: items on their way to the archive, and JSONL."""
