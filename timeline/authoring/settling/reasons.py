"""Why a source is in conflict that nobody changed on both sides: what would come of taking both at their word.

Knows the sides of a text; must not know how a merge found out (changes/merging/cross_checks.py).
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from timeline.authoring.settling.discretion import Discretion
from timeline.eventfile.conflicts import Conflict
from timeline.model.confidential import Refers
from timeline.store.conflicts import OpenFile
from timeline.text.lists import joined
from timeline.toml.conflicts import reading, regions
from timeline.toml.parser import parse_toml

_Source = Mapping[str, Any]


def reasons(file: OpenFile, refers: Refers) -> Iterator[str]:
    """What would be wrong with an event if both sides had their way, a sentence each; nothing confidential."""
    found = [why for one in file.conflicts if _is_of_sources(one) for why in _why(file.text, one)]
    if found:
        discretion = Discretion(file.text, refers)
        yield from (f"{file.id}: {why}" for why in found if not discretion.hides(why))


def _is_of_sources(one: Conflict) -> bool:
    return one.label.startswith("sources.") and not one.is_withheld


def _why(text: str, one: Conflict) -> Iterator[str]:
    ours, theirs = _sources(one.ours), _sources(one.theirs)
    for a, b in product(ours, theirs):
        if a["id"] != b["id"] and a.get("url") and a["url"] == b.get("url"):
            yield f"{a['id']} and {b['id']} have one address, and would count as two"
    if not (ours and theirs):
        alone = reading(text, "theirs" if ours else "ours", [regions(text)[one.number]])
        without = reading(alone)  # of which a side that is no TOML has told no sources
        for id_ in (source["id"] for source in ours or theirs):
            if citing := _citing(without, id_):
                yield f"without {id_}, {joined(citing)} would cite what is not there"


def _sources(value: Any) -> list[_Source]:
    """The sources that a side has in a conflict, those with an ID."""
    elements = value if isinstance(value, list) else [value]
    return [one for one in elements if isinstance(one, dict) and isinstance(one.get("id"), str)]


def _citing(text: str, id_: str) -> list[str]:
    """The sources of a text that cite one."""
    held = _sources(parse_toml(text.encode()).get("sources"))
    return [one["id"] for one in held if isinstance(cites := one.get("cites"), list) and id_ in cites]
