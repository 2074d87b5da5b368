"""Checksums of tantivy's files. Comes in: an index folder. Goes out: the names of the files that are not as they were written.

Each file ends with a footer: JSON with the CRC-32 of what stands before it, the length of that JSON and a magic number.
"""

import json
import pathlib
import struct
import zlib
from collections.abc import Iterator

MAGIC = 1337
TRAILER = struct.Struct("<II")
COMMIT = "meta.json"
BLOCK = 1 << 20


def damaged_files(folder: pathlib.Path) -> Iterator[str]:
    """Yield the names of the damaged files of a folder; what a killed writer left half-made belongs to no commit and is passed over."""
    try:
        segments = json.loads((folder / COMMIT).read_bytes())["segments"]
        committed = {segment["segment_id"].replace("-", "") for segment in segments}
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError, AttributeError):
        yield COMMIT
        return
    for path in sorted(folder.iterdir()):
        if path.name.partition(".")[0] in committed and not _intact(path):
            yield path.name


def _intact(path: pathlib.Path) -> bool:
    """Tell whether a file still has the checksum in its footer; one that the writer has just removed is not damaged."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - TRAILER.size))
            length, magic = TRAILER.unpack(file.read(TRAILER.size))
            body = size - TRAILER.size - length
            if magic != MAGIC or body < 0:
                return False
            file.seek(body)
            promised = json.loads(file.read(length))["crc"]
            file.seek(0)
            found, left = 0, body
            while left and (block := file.read(min(BLOCK, left))):
                found, left = zlib.crc32(block, found), left - len(block)
            return bool(found == promised)
    except FileNotFoundError:
        return True
    except (struct.error, ValueError, KeyError, TypeError):
        return False
