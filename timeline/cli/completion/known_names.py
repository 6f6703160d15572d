"""The IDs and names that a chronology knows, for Tab: kept ones as long as nothing has changed.

Knows the index and the registers; must not know where on the line a name may stand.
"""

from timeline.store.index import name_cache

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
        self._names: str | None = None

    def _of(self, kind: str) -> str | None:
        """The names of a kind, each behind a line feed; None where there is no such kind."""
        if self._names is None:
            from timeline.store.files import folder  # start-up: not every Tab asks for names

            root = folder.find(self.start)
            self._names = name_cache.read(root, self.cache) or _gathered(root, self.cache)
        return name_cache.of_kind(self._names, kind)

    def has(self, kind: str) -> bool:
        """Whether there are names of a kind: that of a field of a query, or one of these behind `new `."""
        return self._of(kind) is not None

    def of(self, kind: str) -> list[str]:
        """The names of a kind, with their aliases; new ones, for an event to be, are all that the registers know."""
        return (self._of(kind) or "").split("\n")[1:]

    def ids(self, typed: str) -> list[str]:
        """The IDs that begin so, the newest first."""
        known = self._of("id") or ""
        at = known.find(f"\n{typed}")
        return [] if at < 0 else known[at + 1 :].split("\n", MOST)[:MOST]


def _gathered(root: str, cache: str | None) -> str:
    """The names as they are now; they are kept for the next Tab."""
    import time  # start-up: mostly nothing has changed

    from timeline.model.event import ROLE
    from timeline.query.fields import FIELDS
    from timeline.store.chronology import Chronology
    from timeline.store.files import folder

    since = time.time_ns()
    chronology = Chronology(root, cache)
    actors, places = (
        [d.spellings(id_) for id_ in d.entries] for d in (chronology.register.actors, chronology.register.places)
    )
    spelt = {"place": places} | dict.fromkeys(("actor", *ROLE), actors)
    kinds = [row.name for row in FIELDS.values() if row.kind in {"name", "tag"}]
    found = {}
    for kind in [*kinds, "lang"]:
        used = {value for term in SEVERAL.get(kind, (kind,)) for value in chronology.values(term)}
        known = spelt.get(kind, ())
        found[kind] = sorted(used.union(*(names[:-1] for names in known if not used.isdisjoint(names))))
        found[f"new {kind}"] = sorted(used.union(*(names[:-1] for names in known)))
    text = name_cache.joined({**found, "id": sorted(chronology.files, reverse=True)})
    name_cache.keep(root, cache, text, [*chronology.scan.folders, *folder.REGISTERS], since)
    return text
