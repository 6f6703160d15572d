"""The names and words that a chronology knows, for Tab; kept beside the index, as long as nothing has changed.

Knows the index, the registers and the vocabularies; must not know where on the line a word may stand.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from mmap import ACCESS_READ, mmap

from timeline.errors import DataError
from timeline.store.files import folder
from timeline.store.files.writer import write_output

MOST = 100
"""IDs offered at once: the newest."""
LONGEST = 256
"""Bytes of an ID and its line end: it is the name of a file."""
SEVERAL = {"source": ("publisher", "name", "author")}
"""Kinds of terms (store/index/rows.py) whose values a field is given by, where they are several."""
_KIND = b"\x1d"
"""Stands before each kind, and at the end: in no name that can be offered."""


class KnownNames:
    """The names, looked up when one is asked for."""

    def __init__(self, start: str, cache: str | None) -> None:
        """Take where to look for the chronology, and the folder of throw-away files."""
        self.start = start
        self.cache = cache

    @cached_property
    def _names(self) -> bytes | mmap:
        """Each kind on a line, its names on the next ones. They are not taken apart: there may be very many."""
        root = folder.find(self.start)
        kept = self.cache and folder.cache_file(root, self.cache, "names")
        if kept:
            with suppress(OSError, ValueError), open(kept, "rb") as file:
                names = mmap(file.fileno(), 0, access=ACCESS_READ)
                times, *watched = names[: max(0, names.find(_KIND))].decode().split("\0")
                if times == str(_times(watched)):
                    return names
        return _gathered(root, self.cache, kept)

    def of(self, kind: str) -> list[str]:
        """The names of a kind, as `_gathered` calls it."""
        start = self._names.find(b"%b%b\n" % (_KIND, kind.encode()))
        return self._names[start : self._names.find(_KIND, start + 1)].decode().split("\n")[1:-1]

    def ids(self, typed: str) -> list[str]:
        """The IDs that begin so, the newest first, and perhaps others; else those that hold it; at most `MOST`."""
        start = self._names.find(_KIND + b"every id")
        at = self._names.find(f"\n{typed}".encode(), start) + 1
        if at:
            return self._names[at : at + MOST * LONGEST].decode(errors="replace").split("\n")[:-1][:MOST]
        found: list[str] = []
        at = self._names.find(b"\n", start)
        while len(found) < MOST and (at := self._names.find(typed.lower().encode(), at + 1)) >= 0:
            begin, at = self._names.rfind(b"\n", 0, at) + 1, self._names.find(b"\n", at)
            found.append(self._names[begin:at].decode(errors="replace"))
        return found

    def editions(self) -> list[str]:
        """The names of the editions there are; asked anew each time."""
        from timeline.store import editions  # start-up: few commands take one

        return editions.names(folder.find(self.start))

    def conflicts(self) -> tuple[list[str], list[str]]:
        """What is in conflict, by event, and which fields are; asked anew each time, as few ask."""
        from timeline.store.chronology import Chronology
        from timeline.store.conflicts import open_files

        found = open_files(Chronology(folder.find(self.start), self.cache)).files
        labels = dict.fromkeys(one.label for file in found for one in file.conflicts if one.label)
        return [file.id for file in found], [*labels]

    def figures(self) -> list[str]:
        """What is counted in any event, as a field; asked anew each time, as few ask."""
        from timeline.cli.answers import dotted  # start-up: mostly names are asked
        from timeline.store.chronology import Chronology

        return dotted(Chronology(folder.find(self.start), self.cache), "figures.")


def _gathered(root: str, cache: str | None, kept: str | None) -> bytes:
    """All names as they are now; they are kept for the next Tab, unless a folder may yet change unseen.

    Their kinds are the fields of a query, with what each may be asked for: names in use and their aliases. For an event
    to be, `new actor`, `new place` and `new source` are all that the registers know, with ids of documents. The others
    are vocabularies; `KEY=` is a key's.
    """
    import time  # start-up: mostly nothing has changed
    from zoneinfo import available_timezones

    from timeline import formats
    from timeline.eventfile.paths import REGISTERS
    from timeline.model import event, settings
    from timeline.query import fields
    from timeline.records import columns
    from timeline.store.chronology import Chronology
    from timeline.store.index.refresh import RACY
    from timeline.tables import mapping

    since = time.time_ns()
    chronology = Chronology(root, cache)
    actors, places = (
        [d.spellings(id_) for id_ in d.entries] for d in (chronology.register.actors, chronology.register.places)
    )
    spelt = {"place": places} | dict.fromkeys(("actor", *event.ROLE), actors)
    found: dict[str, Iterable[str]] = {
        "field": fields.FIELDS,
        "format": formats.names(),
        "export format": formats.names(does="export"),
        "import format": formats.names(does="read"),
        "trace format": formats.names(formats.TRACES),
        "import field": mapping.FIELDS,
        "column": columns.COLUMNS,
        "group": settings.GROUP,
        "role": event.ROLE,
        "key": event.table(event.Event),
        "zone": sorted(available_timezones()),
    }
    found |= {f"{key}=": row.words or () for key, row in event.table(event.Event).items()}
    for name, row in fields.FIELDS.items():
        if row.kind in {"name", "tag"} or name == "lang":
            used = {value for term in SEVERAL.get(name, (name,)) for value in chronology.values(term)}
            known = spelt.get(name, ())
            found[name] = sorted(used.union(*(names[:-1] for names in known if not used.isdisjoint(names))))
            if name in {"actor", "place"}:
                found[f"new {name}"] = sorted(used.union(*(names[:-1] for names in known)))
        else:
            found[name] = row.words or (fields.keys() if row.kind == "has" else ())
    registered = (name for names in actors for name in names[:-1])
    documents = (ref for ref in chronology.register.documents if not chronology.hides(ref))
    found["document"] = [*documents]
    found["new source"] = sorted({*found["source"], *registered, *found["document"]})
    found["every id"] = sorted(chronology.files, reverse=True)
    kinds = ("\n".join([kind, *filter(str.isprintable, names), ""]).encode() for kind, names in found.items())
    text = b"".join(_KIND + kind for kind in kinds) + _KIND
    program = [str(module.__file__) for module in (formats, event, fields, columns, mapping, settings)]
    watched = [os.path.join(root, name) for name in (*chronology.scan.folders, *REGISTERS, *program)]
    if cache and kept and max(_times(watched)) < since - RACY:  # else a folder may change again unseen
        watched.append(folder.cache_file(root, cache, "sqlite"))
        with suppress(OSError, ValueError, DataError):  # what cannot be kept is found again
            folder.shut(kept)
            write_output(kept, "\0".join([str(_times(watched)), *watched]).encode() + text)
    return text


def _times(paths: Iterable[str]) -> list[int]:
    """When some files and folders were last changed, in nanoseconds; those that are not there count for nothing."""
    times = [0]
    for path in paths:
        with suppress(OSError):
            stat = os.stat(path)
            times += [stat.st_mtime_ns, stat.st_ctime_ns]
    return times
