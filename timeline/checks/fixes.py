"""Safe changes to a file's text: each keeps every comment and byte that has no part in it.

A fix takes a text and gives the new one, or raises `ValueError` or `TimelineError` where it cannot; it reads the text
it is given, since other fixes may have gone before. Knows texts, no rules.
"""

from collections.abc import Callable
from functools import reduce
from operator import getitem
from typing import Any

from timeline.errors import Fix
from timeline.eventfile import editor
from timeline.eventfile.writer import key_name
from timeline.toml.parser import BOM, parse_toml
from timeline.toml.positions import KEY_PART, KeyPath, Positions


def put(at: KeyPath, value: Any) -> Fix:
    """Give a key or an element that is there another value."""

    def fix(text: str) -> str:
        spans = Positions(text.removeprefix(BOM)).spans
        if at not in spans:
            raise ValueError("another fix has moved it")
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
                parts = KEY_PART.finditer(text, section.start, section.body)
                names = [step for step in at if isinstance(step, str)]
                spots.add([part.start() for part in parts][len(names) - 1])
        made = text
        for spot in sorted(spots, reverse=True):
            made = made[:spot] + KEY_PART.sub(lambda _: key_name(new), made[spot:], count=1)
        home = (*at[:-1], new)
        _verify(text, made, at, home)
        return mark + (made if value is None else editor.edit(made, {home: value}))

    return fix


def moved_up(at: KeyPath) -> Fix:
    """Move a key with its comments out of the table under whose header it fell, up to the top of the file."""

    def fix(text: str) -> str:
        mark, text = _apart(text if text.endswith("\n") else f"{text}\n")
        positions = Positions(text)
        lines = positions.lines(at) if positions.is_value(at) else []
        if not lines:
            raise ValueError("it does not stand on lines of its own")
        moved, rest = text[slice(*lines[0])], editor.edit(text, {at: None})
        positions = Positions(rest)
        top = positions.sections[0].statements
        spot = positions.line_end(top[-1][2]) if top else positions.above(positions.sections[1].start)
        made = rest[:spot] + moved + ("" if top else "\n") + rest[spot:]
        _verify(text, made, at, at[-1:])
        return mark + made

    return fix


def _apart(text: str) -> tuple[str, str]:
    """The byte order mark, if there is one, and the text behind it."""
    return (BOM, text[1:]) if text.startswith(BOM) else ("", text)


def _verify(text: str, made: str, at: KeyPath, to: KeyPath) -> None:
    """See that the new text holds what the old one holds, but one value under another key; else `ValueError`."""
    values: Any = parse_toml(text.encode())
    old, new = reduce(getitem, at[:-1], values), reduce(getitem, to[:-1], values)
    if to[-1] in new:
        raise ValueError(f"{to[-1]} is there already")
    new[to[-1]] = old.pop(at[-1])
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
