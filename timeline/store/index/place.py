"""Where the throw-away files of a chronology stand. Knows paths; must not know what is in the files."""

import os
import zlib


def cache_file(root: str, place: str, ending: str) -> str:
    """A file of the folder `place` that belongs to one chronology alone."""
    real = os.path.realpath(root)
    near = os.path.basename(os.path.dirname(real))[:40]
    return os.path.join(place, f"{near}-{zlib.crc32(os.fsencode(real)):08x}.{ending}")
