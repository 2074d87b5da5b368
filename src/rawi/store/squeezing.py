"""Bytes made smaller and back. Comes in: bytes, and dictionaries that this process has learnt. Goes out: zstd frames, and bytes again.

A frame says how long its content is, which dictionary it was made with (none: 0) and carries a checksum. A dictionary is known by the
number that zstd gives it, which is made of its content, so that archives which are open in one process do not meet in it.

    >>> unsqueezed(squeezed("خبر".encode()), 100).decode()
    'خبر'
"""

import threading
from collections.abc import Sequence

import zstandard

from rawi.errors import ArchiveDamagedError

LEVEL = 3
_learnt: dict[int, zstandard.ZstdCompressionDict] = {}
_of_thread = threading.local()  # a zstd context is quick to use, slow to make, and not for two threads


def trained(samples: Sequence[bytes], size: int) -> bytes:
    """Return a dictionary of at most `size` bytes of what samples have in common; nothing where they have nothing.

    The method is «fastcover» of zstd; the same samples give the same dictionary.
    """
    try:
        return zstandard.train_dictionary(size, list(samples)).as_bytes()
    except zstandard.ZstdError:
        return b""


def learn(data: bytes) -> int:
    """Learn a dictionary and return its number; 0 for bytes that are none."""
    found = zstandard.ZstdCompressionDict(data)
    if number := found.dict_id():
        _learnt.setdefault(number, found)
    return number


def squeezed(data: bytes, dictionary: int = 0) -> bytes:
    """Compress; the frame says how long the content is and carries its checksum.

    Args:
        data: the content.
        dictionary: the number of one that was learnt.
    """
    contexts: dict[int, zstandard.ZstdCompressor] = _of_thread.__dict__.setdefault("compressors", {})
    if dictionary not in contexts:
        chosen = _learnt[dictionary] if dictionary else None
        contexts[dictionary] = zstandard.ZstdCompressor(LEVEL, dict_data=chosen, write_content_size=True, write_checksum=True)
    return contexts[dictionary].compress(data)


def unsqueezed(data: bytes, largest: int) -> bytes:
    """Decompress at most `largest` bytes.

    Raises:
        ArchiveDamagedError: the frame claims more, or does not say, or was made with a dictionary that is not here.
        zstandard.ZstdError: it is no frame.
    """
    size = zstandard.frame_content_size(data)
    if not 0 <= size <= largest:
        raise ArchiveDamagedError(f"A stored record claims {size} bytes: `rawi doctor` says where; restore a backup.")
    dictionary = zstandard.get_frame_parameters(data).dict_id
    contexts: dict[int, zstandard.ZstdDecompressor] = _of_thread.__dict__.setdefault("decompressors", {})
    if dictionary not in contexts:
        if dictionary and dictionary not in _learnt:
            raise ArchiveDamagedError(f"A stored record needs the dictionary {dictionary}, which is not here: restore a backup.")
        contexts[dictionary] = zstandard.ZstdDecompressor(dict_data=_learnt[dictionary] if dictionary else None)
    return contexts[dictionary].decompress(data)
