"""What was worked out of a whole answer, kept in the index as long as every file, register and setting is as it was.

Knows the state of the chronology as one digest, and some bytes; must not know what they are, nor the question. On any
doubt there is nothing: it is worked out anew.
"""

import sqlite3
from contextlib import suppress
from hashlib import blake2b

from msgspec import DecodeError, msgpack

from timeline.store.index.database import Index, OutdatedError
from timeline.store.index.schema import sealed, unsealed, version

_KEY = "answers"
_MOST = 12
"""How many answers are kept, the last that were asked for."""
_LARGEST = 1 << 18
"""Bytes of one of them."""
_STATE = {
    "folder": "f || '/' || path",
    "file": "f || '/' || id || '/' || coalesce(stem, '') || '/' || n",
    "register": "quote(kind) || quote(key) || quote(value)",
}
"""All that an answer can depend on: files by path, their content by the number that it has in this index for good, and
who is who. No name in a path holds a slash."""


def state(at: Index, stamp: bytes) -> bytes:
    """The state of all files, and what else an answer depends on, as one digest.

    Args:
        at: the index, in a transaction, and before anything in it was restated.
        stamp: the question, and the program that answers it.
    """
    digest = blake2b(repr((version(), at.meta("timezone"), at.meta("zone"), at.meta("digest"), stamp)).encode())
    for name, row in _STATE.items():
        found = f"SELECT group_concat({row}, char(10)) FROM (SELECT * FROM {name} ORDER BY rowid)"
        ((text,),) = at.db.execute(found)  # as one text: so SQLite does it
        digest.update(f"{name}:{text}\n".encode())
    return digest.digest()


def kept(at: Index, key: bytes) -> bytes | None:
    """Give what is kept under a key; None: nothing."""
    return _all(at).get(key)


def keep(at: Index, key: bytes, data: bytes) -> None:
    """Keep something under a key, before all that is kept already; what cannot be kept is lost."""
    if len(data) > _LARGEST:
        return
    with suppress(OutdatedError, OSError, sqlite3.Error), at.writing():
        others = [one for one in _all(at).items() if one[0] != key]
        at.note(_KEY, sealed(msgpack.encode([(key, data), *others[: _MOST - 1]])))


def _all(at: Index) -> dict[bytes, bytes]:
    try:
        return dict(msgpack.decode(unsealed(at.meta(_KEY) or b""), type=list[tuple[bytes, bytes]]))
    except (ValueError, DecodeError):  # there is nothing yet, or it was damaged
        return {}
