"""Safe changes to a file's text: each keeps every comment and byte that has no part in it.

A fix takes a text and gives the new one, or raises `ValueError` or `TimelineError` where it cannot; it reads the text
it is given, since other fixes may have gone before. Knows texts, no rules.
"""

import re
from collections.abc import Callable
from typing import Any

from timeline.errors import Fix
from timeline.eventfile import editor
from timeline.eventfile.writer import key_name
from timeline.toml.parser import BOM, parse_toml
from timeline.toml.positions import KeyPath, Positions

_PART = re.compile(r"""[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
"""One part of a dotted key."""


def put(at: KeyPath, value: Any) -> Fix:
    """Give a key or an element that is there another value."""

    def fix(text: str) -> str:
        if at not in Positions(_apart(text)[1]).spans:
            raise ValueError("another fix has moved it")
        return editor.edit(text, {at: value})

    return fix


def added(at: KeyPath, value: Any) -> Fix:
    """Give a table that is there one more key."""

    def fix(text: str) -> str:
        spans = Positions(_apart(text)[1]).spans
        if at in spans or at[:-1] not in spans:
            raise ValueError("another fix has moved it, or added it")
        return editor.edit(text, {at: value})

    return fix


def renamed(at: KeyPath, new: str, value: Any = None) -> Fix:
    """Give a key another name, and perhaps another value; its place and its comments stay."""

    def fix(text: str) -> str:
        mark, text = _apart(text)
        positions = Positions(text)
        spots = {positions.spans[at].key} if at in positions.spans else set()
        for section in positions.sections[1:]:
            if section.path[: len(at)] == at:
                header = text[section.start : section.body]
                part = list(_PART.finditer(header))[sum(isinstance(step, str) for step in at) - 1]
                spots.add(section.start + part.start())
        made = text
        for spot in sorted(spots, reverse=True):
            made = made[:spot] + _PART.sub(lambda _: key_name(new), made[spot:], count=1)

        def change(holder: dict[str, Any]) -> None:
            if new in holder:
                raise ValueError(f"{new} is there already")
            holder[new] = holder.pop(str(at[-1]))

        _verify(text, made, at[:-1], change)
        return mark + (made if value is None else editor.edit(made, {(*at[:-1], new): value}))

    return fix


def moved_up(at: KeyPath) -> Fix:
    """Move a key with its comments out of the table under whose header it fell, up to the top of the file."""

    def fix(text: str) -> str:
        mark, text = _apart(text)
        positions = Positions(text)
        lines = positions.lines(at) if positions.is_value(at) else []
        if not lines:
            raise ValueError("it does not stand on lines of its own")
        start, end = lines[0]
        moved, before, after = text[start:end], text[:start], text[end:]
        if not moved.endswith("\n"):
            moved += "\n"
        if not after.strip():
            before, after = before.rstrip("\r\n") + "\n", ""
        elif before.endswith("\n\n") and after.startswith("\n"):
            after = after[1:]
        top = positions.sections[0].statements
        spot = positions.line_end(top[-1][2]) if top else positions.above(positions.sections[1].start)
        made = before[:spot] + moved + ("" if top else "\n") + before[spot:] + after
        table: KeyPath = at[:-1]

        def change(values: dict[str, Any]) -> None:
            if str(at[-1]) in values:
                raise ValueError(f"{at[-1]} stands at the top too")
            holder: Any = values
            for step in table:
                holder = holder[step]
            values[str(at[-1])] = holder.pop(at[-1])

        _verify(text, made, (), change)
        return mark + made

    return fix


def _apart(text: str) -> tuple[str, str]:
    """The byte order mark, if there is one, and the text behind it."""
    return (BOM, text[1:]) if text.startswith(BOM) else ("", text)


def _verify(text: str, made: str, at: KeyPath, change: Callable[[dict[str, Any]], None]) -> None:
    """See that the new text holds what the old one holds, but for the change.

    Raises:
        ValueError: it does not.
    """
    values = holder = parse_toml(text.encode())
    for step in at:
        holder = holder[step]  # type: ignore[index]  # numbers lead through lists
    change(holder)
    if parse_toml(made.encode()) != values:
        raise ValueError("another value would change with it")


def stub(id_: str) -> Fix:
    """Describe a source that is cited as one of which nothing is known."""

    def fix(text: str) -> str:
        sources = parse_toml(text.encode())["sources"]
        if any(isinstance(entry, dict) and entry.get("id") == id_ for entry in sources):
            return text
        return editor.edit(text, {("sources", len(sources)): {"id": id_, "seen": False}})

    return fix


def without(unwanted: Callable[[str], bool]) -> Fix:
    """Take characters out of the text wherever they stand: in values, keys and comments; line ends and a mark stay."""

    def fix(text: str) -> str:
        mark, text = _apart(text)
        lines = text.split("\r\n")
        return mark + "\r\n".join("".join(c for c in line if not unwanted(c)) for line in lines)

    return fix
