"""How the row of an input is known again: by the name of its set and its key, which its event keeps in `x.import`.

Beside them the event keeps, of each field that the import wrote, a digest of what it wrote: by it a revision of the
data is told from an edit made here. Knows nothing of inputs, nor of how a file is changed.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from timeline.eventfile import writer
from timeline.model.event import Event, replace
from timeline.model.imported import IMPORT, Imported, imported
from timeline.query.tree import Term
from timeline.store.chronology import Chronology
from timeline.store.search.compiler import Question

_DIGITS = 8


def known(chronology: Chronology) -> dict[tuple[str, str], list[tuple[str, Imported]]]:
    """The events that imports brought, by set and key, each with its ID."""
    found: dict[tuple[str, str], list[tuple[str, Imported]]] = {}
    for entry in chronology.events(Question(Term("has", ":", (f"x.{IMPORT}",)))).entries:
        if held := imported(entry.event):
            found.setdefault((held.set, held.key), []).append((entry.id, held))
    return found


def fields(event: Event) -> dict[str, Any]:
    """The fields of an event as its file has them, each of the user's own by itself: `x.NAME`."""
    values = writer.to_dict(event)
    own = values.pop("x", {})
    return values | {f"x.{name}": value for name, value in own.items() if name != IMPORT}


def digests(values: Mapping[str, Any]) -> dict[str, str]:
    """A digest of each field: the first 8 hexadecimal digits of the SHA-256 of its canonical JSON."""
    return {field: digest(value) for field, value in values.items()}


def digest(value: Any) -> str:
    """The digest of a value of TOML."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_moment)
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def _moment(value: Any) -> str:
    return str(value.isoformat())


def marked(event: Event, name: str, key: str) -> Event:
    """The event with what it keeps of the import that brings it."""
    held = Imported(name, key, digests(fields(event)))
    return replace(event, x={**event.x, IMPORT: held.table()})


def other_name(keys: Iterable[str], name: str, there: Iterable[tuple[str, str]]) -> str:
    """The name under which at least half of some keys are known, though another one was given; mostly none."""
    wanted = {*keys}
    by_name: dict[str, int] = {}
    for known_name, key in there:
        if key in wanted:
            by_name[known_name] = by_name.get(known_name, 0) + 1
    if by_name.get(name) or not by_name:
        return ""
    most = max(by_name, key=by_name.__getitem__)
    return most if 2 * by_name[most] >= len(wanted) else ""
