"""The names and words that a chronology knows, for Tab: kept ones, as long as nothing has changed.

Knows the index, the registers and the vocabularies; must not know where on the line a word may stand.
"""

from typing import TYPE_CHECKING

from timeline.store.index import name_cache

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 100
"""IDs offered at once: the newest."""
SEVERAL = {"source": ("publisher", "name", "author")}
"""Kinds of terms (store/index/rows.py) whose values a field is given by, where they are several."""


class KnownNames:
    """The names, looked up when one is asked for."""

    def __init__(self, start: str, cache: str | None) -> None:
        """Take where to look for the chronology, and the folder of throw-away files."""
        self.start = start
        self.cache = cache
        self._names: name_cache.Names | None = None

    def of(self, kind: str, begun: str = "", most: int | None = None) -> list[str]:
        """The names of a kind, as `_gathered` calls it, from the first on that begins so."""
        if self._names is None:
            from timeline.store.files import folder  # start-up: not every Tab asks for names

            root = folder.find(self.start)
            self._names = name_cache.read(root, self.cache) or _gathered(root, self.cache)
        return name_cache.of_kind(self._names, kind, begun, most)

    def ids(self, typed: str) -> list[str]:
        """The IDs that begin so, the newest first."""
        return self.of("every id", typed, MOST)


def _gathered(root: str, cache: str | None) -> bytes:
    """All names as they are now; they are kept for the next Tab.

    Their kinds are the fields of a query, with what each may be asked for: names in use and their aliases. For an event
    to be, `new actor` and `new place` are all that the registers know; `words …` are those of a vocabulary.
    """
    import time  # start-up: mostly nothing has changed

    from timeline import formats
    from timeline.eventfile.paths import REGISTERS
    from timeline.model import event
    from timeline.query import fields
    from timeline.records import columns, groups
    from timeline.store.chronology import Chronology

    since = time.time_ns()
    chronology = Chronology(root, cache)
    actors, places = (
        [d.spellings(id_) for id_ in d.entries] for d in (chronology.register.actors, chronology.register.places)
    )
    spelt = {"place": places} | dict.fromkeys(("actor", *event.ROLE), actors)
    found: dict[str, Iterable[str]] = {
        "words field": fields.FIELDS,
        "words status": event.STATUS,
        "words format": formats.names(),
        "words trace format": formats.names(formats.TRACES),
        "words column": columns.COLUMNS,
        "words group": groups.GROUPS,
        "words key": event.table(event.Event),
    }
    for name, row in fields.FIELDS.items():
        if row.kind in {"name", "tag"} or name == "lang":
            used = {value for term in SEVERAL.get(name, (name,)) for value in chronology.values(term)}
            known = spelt.get(name, ())
            found[name] = sorted(used.union(*(names[:-1] for names in known if not used.isdisjoint(names))))
            if name in {"actor", "place"}:
                found[f"new {name}"] = sorted(used.union(*(names[:-1] for names in known)))
        else:
            found[name] = row.words or (fields.keys() if row.kind == "has" else ())
    text = name_cache.joined({**found, "every id": sorted(chronology.files, reverse=True)})
    program = [str(module.__file__) for module in (formats, event, fields, columns, groups)]
    name_cache.keep(root, cache, text, [*chronology.scan.folders, *REGISTERS, *program], since)
    return text
