"""What an event keeps of the import that brought it, in `x.import`: the set of data, the key of its row, and digests.

Knows its shape only; by what it is known again, and what is compared, is the desk's.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from timeline.model.event import Event

IMPORT = "import"
"""The key within `x`."""


class Imported(NamedTuple):
    """What an event keeps of the import that brought it."""

    set: str
    """The name of the set of data."""
    key: str
    """By which its row is known within the set."""
    seen: Mapping[str, str]
    """Of each field that the import wrote the digest of what it wrote."""

    def table(self) -> dict[str, Any]:
        """As it stands in a file."""
        return {"set": self.set, "key": self.key, "seen": dict(self.seen)}


def imported(event: Event) -> Imported | None:
    """What an event keeps of an import; None where none brought it, or somebody wrote something else there."""
    held = event.x.get(IMPORT)
    if not isinstance(held, dict):
        return None
    name, key, seen = (held.get(part) for part in ("set", "key", "seen"))
    if not (isinstance(name, str) and isinstance(key, str) and isinstance(seen, dict)):
        return None
    return Imported(name, key, {field: str(digest) for field, digest in seen.items()})
