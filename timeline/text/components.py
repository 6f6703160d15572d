"""A text of parts that begin and end on a line of their own and may hold others, as a calendar is (RFC 5545, 3.6).

Knows lines; must not know what they say.
"""

import re
from typing import NamedTuple

_BOUND = re.compile(r"(BEGIN|END)[ \t]*(?:;[^:]*)?:[ \t]*(\S*)\s*", re.IGNORECASE)


class Component(NamedTuple):
    """A part."""

    line: int
    """On which it begins."""
    lines: list[str]
    """Its own, without those of the parts in it."""


class Apart(NamedTuple):
    """A text without the parts of one name."""

    rest: list[str]
    """The lines that are left."""
    components: list[Component]
    """The parts, in order."""
    unclosed: tuple[int, str] | None
    """The first part of any name that never ends: on which line it begins, and its name."""


def apart(text: str, name: str) -> Apart:
    """Take the parts of one name out of a text, with all that is in them; one in another stands by itself."""
    rest: list[str] = []
    found: list[Component] = []
    open_: list[tuple[int, str, list[str]]] = []
    """Where what is open began, its name, and where its lines go."""
    for number, line in enumerate(text.split("\n"), 1):
        into = open_[-1][2] if open_ else rest
        bound = _BOUND.fullmatch(line) if line[:1] in {"B", "b", "E", "e"} else None
        if not bound:
            into.append(line)
        elif bound[1].upper() == "END":
            within = open_[-2][2] if len(open_) > 1 else rest
            if within is rest and into is rest:
                rest.append(line)
            open_[-1:] = []
        elif bound[2].upper() == name:
            found.append(Component(number, []))
            open_.append((number, name, found[-1].lines))
        else:
            if into is rest:
                rest.append(line)
            open_.append((number, bound[2].upper(), rest if into is rest else []))
    return Apart(rest, found, open_[0][:2] if open_ else None)
