"""Events that were taken away and can be had again: from `.removed/`, or from what git holds.

Must not know how they were removed, nor what they say: what is put back is what was there, byte by byte.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from timeline.errors import DataError
from timeline.eventfile.paths import REMOVED, event_id, is_event
from timeline.model import identifier
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.store.git import repository
from timeline.store.git.failures import NoRepositoryError, NotInstalledError, UnknownRevisionError


class Removed(NamedTuple):
    """An event that is there no more."""

    path: str
    """Where it was, or would be now."""
    kept: str | None
    """Its file in `.removed/`, the one removed last; None: git holds it."""
    blob: str
    """The id of its content in git; empty where git holds none."""
    older: tuple[str, ...] = ()
    """Files in `.removed/` that were events of the same ID before."""


def removed(chronology: Chronology) -> dict[str, Removed]:
    """All that can be put back, by ID: what git's newest commit still holds, or an older one, or `.removed/` keeps.

    Raises:
        GitError: why git cannot tell, but for want of a repository or of commits.
    """
    found: dict[str, Removed] = {}
    with suppress(NoRepositoryError, NotInstalledError, UnknownRevisionError):
        for path, blob in repository.deleted(chronology.root).items():
            if is_event(path):
                found[event_id(path)] = Removed(path, None, blob)
    copies: dict[str, list[tuple[int, str]]] = {}
    with suppress(OSError):
        names = [name for name in os.listdir(os.path.join(chronology.root, REMOVED)) if name.endswith(".toml")]
        for name in names:
            stem, dot, number = name[:-5].rpartition(".")  # the second of one ID is ID.2.toml
            is_second = dot and number.isdecimal() and f"{stem}.toml" in names
            copies.setdefault(stem if is_second else name[:-5], []).append((int(number) if is_second else 1, name))
    for id_, numbered in copies.items():
        *older, kept = [f"{REMOVED}/{name}" for _, name in sorted(numbered)]
        usual = Removed(f"{id_.partition('-')[0]}/{id_}.toml", None, "")
        found[id_] = found.get(id_, usual)._replace(kept=kept, older=tuple(older))
    return {id_: one for id_, one in found.items() if id_ not in chronology.files and id_ not in chronology.renamed}


def find(chronology: Chronology, wanted: str, known: dict[str, Removed]) -> str:
    """Find the ID of what is to be put back, by all or a part of it.

    Raises:
        DataError: none or several are meant, or it is there already.
    """
    id_ = event_id(wanted)
    if id_ in chronology.files:
        raise DataError(f"{id_} is there", "`timeline mv` gives it another ID, so that this one is free")
    if new := chronology.renamed.get(id_):
        raise DataError(f"{id_} is there, as {new}", "`timeline show` shows it by either ID")
    return identifier.find(id_, known, told_by="`timeline rm --restore` lists what can be brought back")


def texts(chronology: Chronology, wanted: Iterable[Removed]) -> dict[str, bytes]:
    """What git holds of events of which no copy was kept, by the id of its content.

    Raises:
        GitError: why git gives none.
    """
    ids = [one.blob for one in wanted if not one.kept]
    return repository.blobs(chronology.root, ids) if ids else {}


def put_back(chronology: Chronology, one: Removed, held: Mapping[str, bytes]) -> bool:
    """Put an event where it was; tell whether git holds another text of it than the one that was kept.

    Args:
        chronology: where the event was.
        one: the event.
        held: what git holds of it, by the id of its content (`texts`).

    Raises:
        DataError: something is in its place, or it cannot be written.
    """
    data = folder.read(chronology.root, one.kept) if one.kept else held[one.blob]
    chronology.writer.put_back(one.path, data, one.kept)
    return bool(one.kept and one.blob) and not repository.is_blob(one.blob, data)
