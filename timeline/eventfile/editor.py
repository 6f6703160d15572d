"""Edits of a file's text that keep every comment and byte that has no part in them.

Knows the positions of the text, and the place of a new key in the order of fields; must not know what makes a file an
event, nor where files are kept. How a value is written is `writer`'s. Whole lines come and go with the comments above
them; an entry of an array takes along what stands around it on its lines.
"""

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import islice, pairwise
from operator import getitem, is_
from typing import Any

from timeline.errors import DataError
from timeline.eventfile.writer import HEADED, dotted, key_name, literal, section, shaped, statement
from timeline.model import elements
from timeline.model.event import Event, table
from timeline.toml.parser import parse_toml, same
from timeline.toml.positions import KeyPath, Offsets, Positions, Section

_NOTHING = object()
"""The value of a key that is not there."""
_BLANK = ("\n\n", "\n\r\n")
"""How a text ends that ends in a blank line."""
_BEHIND = re.compile(r"((?:\s|#[^\n]*+)*+,)?(?:[ \t]*(?:#[^\n]*)?\r?\n)?")
"""What belongs to an entry of an array behind it: its comma, and the rest of a line on which no other follows."""


def edit(text: str, changes: Mapping[KeyPath, Any]) -> str:
    """The text of a file with some values changed, and every comment and byte kept that has no part in it.

    Values are as a file holds them; None deletes; paths are those of the text as it comes. A new key goes to its place
    in the order of the field table. A comment stays as long as the key or entry that it goes with, and goes with it.

    Raises:
        DataError: the text is no TOML, a path leads through what holds nothing, or another value would have changed;
            nothing is to be written then.
        UsageError: TOML has no form for a value.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    try:
        draft = _Draft(text.removeprefix(mark))
    except ValueError as error:
        raise DataError(f"the file is no TOML: {error}", "`timeline check` shows where") from error
    kept = {
        path: parse_toml(f"_ = {literal(value)}".encode())["_"] for path, value in changes.items() if value is not None
    }
    gone = sorted(changes.keys() - kept.keys(), key=lambda path: [(isinstance(step, int), step) for step in path])
    try:
        for path, value in [*kept.items(), *((path, _NOTHING) for path in reversed(gone))]:
            draft.change(path, value)
        return mark + draft.verified()
    except ValueError as error:
        named = ", ".join(".".join(map(str, path)) for path in changes)
        raise DataError(f"this edit would not survive; edit the file by hand: {named}", str(error)) from error


class _Draft:
    """A text under edit, and the values that it is to hold."""

    def __init__(self, text: str) -> None:
        self.values: Any = parse_toml(text.encode())
        self.positions = Positions(text)
        self.line_end = "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"

    def change(self, path: KeyPath, new: Any) -> None:
        """Give one key or entry another value, or take it away."""
        if path[2:] and isinstance(entry := _get(self.values, path[:2]), str):  # a text has no parts, its table has
            self.change(path[:2], elements.as_table(str(path[0]), entry))
        spans, is_value = self.positions.spans, self.positions.is_value
        if isinstance(new, list) and path in spans and not is_value(path):  # under headers stand tables only
            new = [elements.as_table(str(path[-1]), element) for element in new]
        if new is _NOTHING and path[-1] == 0 and path in spans and not is_value(path) and (*path[:-1], 1) not in spans:
            path = path[:-1]  # headers have no form for an empty list
        values = _put(self.values, path, new)
        if new is _NOTHING or path not in spans:  # it comes and goes with what holds it
            around = [path[:depth] for depth in reversed(range(len(path))) if not depth or path[:depth] in spans]
            path = next(filter(is_value, around), around[0])
        self._alter(path, reduce(getitem, path, self.values), reduce(getitem, path, values))
        self.values = values

    def verified(self) -> str:
        """The text, when it holds what it is to hold.

        Raises:
            ValueError: another value has changed.
        """
        if not same(parse_toml(self.positions.text.encode()), self.values):
            raise ValueError("another value would change with it")
        return self.positions.text

    def _alter(self, path: KeyPath, old: Any, new: Any) -> None:
        if same(old, new):
            return
        if old is _NOTHING:
            self._insert(path, new)
        elif new is not _NOTHING and self.positions.is_value(path):
            span = self.positions.spans[path]
            self._splice(span.start, span.end, self._written(path, old, new))
        elif isinstance(old, dict) and isinstance(new, dict):
            for key in new | old:
                self._alter((*path, key), old.get(key, _NOTHING), new.get(key, _NOTHING))
        elif isinstance(old, list) and isinstance(new, list) and new:
            self._arrange(path, old, new)
        elif isinstance(path[-1], int):
            raise ValueError(f"what stands under a header is a table, not {new!r}")
        else:
            self._replace(path, new)

    def _written(self, path: KeyPath, old: Any, new: Any) -> str:
        """A value in place of another; what stays in it stays as it is written."""
        span = self.positions.spans[path]
        text = self.positions.text[span.start : span.end]
        if same(old, new):
            return text
        if isinstance(old, dict) and isinstance(new, dict) and old and new:
            pairs = self.positions.pairs(path)
            given = [
                (number, text[at.key - span.start : at.start - span.start] + self._written(own, before, after))
                for number, (own, at) in enumerate(pairs)
                if (after := _get(new, own[len(path) :])) is not _NOTHING
                for before in [_get(old, own[len(path) :])]
            ]
            added = [(None, pair) for pair in self._added(path, old, new)]
            return self._joined(span, [at for _, at in pairs], [*given, *added])
        if isinstance(old, list) and isinstance(new, list) and ((old and new) or "#" in text):
            return self._array(path, old, new)
        inside = any(self.positions.is_value(path[:depth]) for depth in range(1, len(path)))
        return (literal(new) if inside else shaped(str(path[-1]), new)).replace("\n", self.line_end)

    def _added(self, path: KeyPath, old: Any, new: Any, name: str = "") -> Iterator[str]:
        """The new keys and values of a table on one line; `name` is the part of dotted keys that leads to it."""
        for key, value in new.items():
            own = f"{name}{key_name(key)}"
            if key not in old:
                yield f"{own} = {literal(value)}"
            elif not self.positions.is_value((*path, key)):  # dotted keys make it
                if value and isinstance(value, dict):
                    yield from self._added((*path, key), old[key], value, f"{own}.")
                else:
                    yield f"{own} = {literal(value)}"

    def _joined(self, span: Offsets, before: list[Offsets], after: list[tuple[int | None, str]]) -> str:
        """A list or table with other things in it, each with the number it had; what stands between them stays."""
        text = self.positions.text
        lead = text[span.start + 1 : before[0].key]
        gaps = [text[one.end : other.key] for one, other in pairwise(before)]
        usual = gaps[0] if gaps else f",{lead or ' '}"
        pieces = [(usual if number is None else [usual, *gaps][number]) + written for number, written in after]
        pieces[0] = after[0][1]
        return "".join([text[span.start], lead, *pieces, text[before[-1].end : span.end]])

    def _array(self, path: KeyPath, old: list[Any], new: list[Any]) -> str:
        """An array with other entries, each with its comma, and the comments above it and on its line."""
        text, spans = self.positions.text, self.positions.spans
        span, entries = spans[path], [spans[*path, number] for number in range(len(old))]
        partners = _partners(old, new)
        written = [
            literal(entry) if partner is None else self._written((*path, partner), old[partner], entry)
            for partner, entry in zip(partners, new, strict=True)
        ]
        if "#" not in text[span.start : span.end]:
            return self._joined(span, entries, [*zip(partners, written, strict=True)])
        behind = [found for at in (span.start + 1, *(e.end for e in entries)) if (found := _BEHIND.match(text, at))]
        begins = [found.end() for found in behind]
        indent = text[begins[-2] : entries[-1].start].rpartition("\n")[2] if entries else "    "
        lines = [text[span.start : begins[0]]]
        for place, (partner, value) in enumerate(zip(partners, written, strict=True)):
            begins_line = partner is None or text[begins[partner] - 1] == "\n"
            if begins_line and not lines[-1].endswith("\n"):
                lines.append(self.line_end)
            if partner is None:
                lines.append(f"{indent}{value},{self.line_end}")
                continue
            before, after = text[begins[partner] : entries[partner].start], behind[partner + 1]
            if not begins_line and lines[-1].endswith("\n"):
                before = indent + before.lstrip()
            comma = "," if place + 1 < len(new) and not after[1] else ""
            lines.append(f"{before}{value}{comma}{after[0]}")
        if text[begins[-1] - 1] == "\n" and not lines[-1].endswith("\n"):
            lines.append(self.line_end)
        return "".join([*lines, text[begins[-1] : span.end]])

    def _insert(self, path: KeyPath, new: Any) -> None:
        positions, parent, key = self.positions, path[:-1], str(path[-1])
        home = next((section for section in positions.sections if section.path == parent), None)
        if home is None:  # dotted keys make the table that holds it, or else headers of tables within it
            around = [found for found in positions.statements(parent) if len(found[0].path) < len(parent)]
            if around:
                name = ".".join(key_name(str(step)) for step in path[len(around[-1][0].path) :])
                self._add(positions.line_end(around[-1][2]), f"{name} = {literal(new)}\n")
            else:
                start = next(positions.above(s.start) for s in positions.sections if s.path[: len(parent)] == parent)
                self._splice(start, start, section(f"[{dotted(parent)}]", {key: new}) + "\n")
        elif not parent and (tables := _under_headers(key, new)):
            gap = "" if not positions.text or positions.text.endswith(_BLANK) else "\n"
            self._add(len(positions.text), gap + tables)
        elif home.statements or parent or len(positions.sections) == 1:
            self._add(_place_for(key, home, positions), statement(key, new))
        else:
            self._add(positions.above(positions.sections[1].start), statement(key, new) + "\n")

    def _replace(self, path: KeyPath, new: Any) -> None:
        """Take away the lines of a key, and write it anew if it is to be there."""
        if lines := self.positions.lines(path):
            for start, end in reversed(lines):
                self._cut(start, end, self.positions.strays(start, end))
            if new is not _NOTHING:
                self._insert(path, new)
        else:  # what holds it would go with it
            self._replace(path[:-1], {} if new is _NOTHING else {path[-1]: new})

    def _arrange(self, path: KeyPath, old: list[Any], new: list[Any]) -> None:
        """Change, delete, move and add tables under headers: whole blocks of lines, with the comments in them."""
        partners = _partners(old, new)
        for partner, entry in zip(partners, new, strict=True):
            if partner is not None:
                self._alter((*path, partner), old[partner], entry)
        if partners == list(range(len(old))):
            return
        text, blocks = self.positions.text, [self.positions.block((*path, number)) for number in range(len(old))]
        if any(before[1] != after[0] for before, after in pairwise(blocks)):
            raise ValueError("another table stands between the entries")
        start, end = blocks[0][0], blocks[-1][1]
        strays = self.positions.strays(*blocks[-1])
        if strays and text[: end - len(strays)].endswith(_BLANK):  # they stay behind all entries
            end -= len(strays)
            blocks[-1] = blocks[-1][0], end
        tail = text[start:end][len(text[start:end].rstrip("\r\n")) :]
        header = f"[[{dotted(path)}]]"
        pieces = []
        for partner, entry in zip(partners, new, strict=True):
            if partner is not None:
                pieces.append(text[slice(*blocks[partner])])
            elif isinstance(entry, dict):
                pieces.append(section(header, entry).replace("\n", self.line_end))
            else:
                raise ValueError(f"what stands under {header} is a table, not {entry!r}")
        for gone in sorted(set(range(len(old))).difference(p for p in partners if p is not None), reverse=True):
            if strays := self.positions.strays(*blocks[gone]):
                place = max(
                    (n for n, partner in enumerate(partners) if partner is not None and partner < gone), default=-1
                )
                pieces.insert(place + 1, strays)
        for place, piece in enumerate(pieces[:-1]):
            if not piece.endswith(_BLANK):
                pieces[place] = piece.rstrip("\r\n") + self.line_end * 2
        self._splice(start, end, "".join(pieces).rstrip("\r\n") + tail)

    def _splice(self, start: int, end: int, new: str) -> None:
        text = self.positions.text
        self.positions = Positions(text[:start] + new + text[end:])

    def _add(self, at: int, lines: str) -> None:
        """Add whole lines; a file without a last line end stays without."""
        text = self.positions.text
        if at == len(text) and text and not text.endswith("\n"):
            lines = "\n" + lines.removesuffix("\n")
        self._splice(at, at, lines.replace("\n", self.line_end))

    def _cut(self, start: int, end: int, strays: str) -> None:
        """Take whole lines away, but for comments not of theirs, and one of the two blank lines that would meet."""
        text = self.positions.text
        before, after = text[:start], strays + text[end:]
        if not after:
            last = self.line_end if text.endswith("\n") else ""
            before = before.rstrip("\r\n") + (last if before else "")
        elif (not before or before.endswith(_BLANK)) and after.startswith(("\n", "\r\n")):
            after = after.partition("\n")[2]
        self._splice(0, len(text), before + after)


def _put(holder: Any, path: KeyPath, new: Any) -> Any:
    """The values with another one at a path, missing tables included; `ValueError` where it leads through nothing."""
    step, rest = path[0], path[1:]
    if isinstance(holder, dict) and isinstance(step, str):
        if new is _NOTHING and (step not in holder or not rest):
            return {key: value for key, value in holder.items() if key != step}
        return {**holder, step: _put(holder.get(step, {}), rest, new) if rest else new}
    if isinstance(holder, list) and isinstance(step, int) and 0 <= step <= len(holder):
        inner = _put([*holder, {}][step], rest, new) if rest else new
        return [*holder[:step], *([] if inner is _NOTHING else [inner]), *holder[step + 1 :]]
    raise ValueError(f"there is no {step}")


def _get(holder: Any, path: KeyPath) -> Any:
    """The value of a key in tables, or of an element, or `_NOTHING`."""
    for step in path:
        if isinstance(holder, list) and isinstance(step, int):
            holder = next(islice(holder, step, None), _NOTHING)
        else:
            holder = holder.get(step, _NOTHING) if isinstance(holder, dict) else _NOTHING
    return holder


def _partners(old: list[Any], new: list[Any]) -> list[int | None]:
    """For each new entry the number of the old one that it is: the very one, else an equal one, else one called so."""
    free = dict.fromkeys(range(len(old)))
    found: list[int | None] = [None] * len(new)
    for alike in (is_, same, elements.same):
        for number, entry in enumerate(new):
            if found[number] is None:
                place = next((place for place in free if alike(old[place], entry)), None)
                if place is not None:
                    found[number] = place
                    del free[place]
    return found


def _under_headers(key: str, value: Any) -> str:
    """The value as tables under headers, if that is its form at the top of a file."""
    if key in HEADED and isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        return "\n".join(section(f"[[{key}]]", entry) for entry in value)
    return section(f"[{key_name(key)}]", value) if isinstance(value, dict) and key != "x" else ""


def _place_for(key: str, home: Section, positions: Positions) -> int:
    """Offset of the line for a new key: behind the nearest that stands before it in the table of fields."""
    row = table(Event).get(str(home.path[0])) if home.path else None
    order = list(table(row.struct if row and row.struct else Event))

    def rank(name: str) -> int:
        return order.index(name) if name in order and name != "x" else len(order) + (name == "x")

    before = [(rank(name), start, end) for name, start, end in home.statements if rank(name) <= rank(key)]
    if before:
        return positions.line_end(max(before)[2])
    return positions.above(home.statements[0][1]) if home.statements else positions.line_end(home.body)
