"""Edits of a file's text that keep every comment and byte that has no part in them.

Knows the positions of the text, and the place of a new key in the order of fields; must not know what makes a file an
event, nor where files are kept. How a value is written is `writer`'s.

Whole lines and values are edited by their positions. What lies within a list, within a table on one line or among
dotted keys is left to tomlrt: by positions of our own, with commas, dotted keys and the comments between elements, that
is some forty lines more than it saves. It is imported when an edit needs it, and held below 3.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from timeline.errors import DataError
from timeline.eventfile.writer import key_name, literal, section, shaped, statement
from timeline.model import elements
from timeline.model.event import Event, table
from timeline.toml.parser import parse_toml
from timeline.toml.positions import KeyPath, Positions, Section

_NOTHING = object()
"""The value of a key that is not there."""
_BLANK = ("\n\n", "\n\r\n")
"""How a text ends that ends in a blank line."""


def edit(text: str, changes: Mapping[KeyPath, Any]) -> str:
    """The text of a file with some values changed, and every comment and byte kept that has no part in it.

    Values are as a file holds them; None deletes; paths are those of the text as it comes. A new key goes to its place
    in the order of the field table. A comment stays as long as the key or entry that it goes with, and goes with it.

    Raises:
        DataError: the text is no TOML, a path leads through what holds nothing, or a value or a comment would have been
            lost; nothing is to be written then.
        UsageError: TOML has no form for a value.
    """
    from tomlrt import TOMLError  # start-up: most commands edit nothing

    mark = "\ufeff" if text.startswith("\ufeff") else ""
    try:
        draft = _Draft(text.removeprefix(mark))
    except (ValueError, RecursionError) as error:
        raise DataError(f"the file is no TOML: {error}", "`timeline check` shows where") from error
    kept = {path: _checked(value) for path, value in changes.items() if value is not None}
    try:
        for path, value in kept.items():
            draft.change(path, value)
        for path in sorted(changes.keys() - kept.keys(), key=_depth_first, reverse=True):
            draft.change(path, _NOTHING)
        return mark + draft.verified()
    except (TOMLError, ValueError) as error:
        named = ", ".join(".".join(map(str, path)) for path in changes)
        raise DataError(f"this edit would not survive; edit the file by hand: {named}", str(error)) from error


class _Draft:
    """A text under edit, the values that it is to hold, and the comments that may go."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.values: Any = parse_toml(text.encode())
        self.comments = Counter(comment for _, comment in Positions(self.text).comments)
        self.gone: Counter[str] = Counter()
        self.line_end = "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"

    def change(self, path: KeyPath, new: Any) -> None:
        """Give one key or entry another value, or take it away."""
        holder = self.values
        for depth, step in enumerate(path[:-1], 1):
            if (inner := _held(holder, step)) is _NOTHING:
                if new is not _NOTHING:
                    new = _within(path[depth:], new)
                path = path[:depth]
                break
            holder = inner
        last: Any = path[-1]
        if new is _NOTHING and isinstance(last, int) and len(holder) == 1 and self._is_headed(path[:-1]):
            self.change(path[:-1], _NOTHING)  # headers have no form for an empty list
            return
        self._alter(path, _held(holder, last), new)
        if isinstance(holder, list):
            holder[last : last + 1] = [] if new is _NOTHING else [new]
        elif new is _NOTHING:
            holder.pop(last, None)
        else:
            holder[last] = new

    def verified(self) -> str:
        """The text, when it holds what it is to hold.

        Raises:
            ValueError: a value or a comment is lost.
        """
        if not _same(parse_toml(self.text.encode()), self.values):
            raise ValueError("another value would change with it")
        comments = Counter(comment for _, comment in Positions(self.text).comments)
        if self.comments - self.gone - comments or comments - self.comments:
            raise ValueError("a comment would be lost")
        return self.text

    def _is_headed(self, path: KeyPath) -> bool:
        """Whether it stands under headers, or is made of dotted keys, and so has no value of its own."""
        span = Positions(self.text).spans[path]
        return span.start == span.end

    def _alter(self, path: KeyPath, old: Any, new: Any) -> None:
        if old is new or _same(old, new):
            return
        if old is _NOTHING:
            self._insert(path, new)
        elif new is _NOTHING:
            self._remove(path)
        elif isinstance(old, dict) and isinstance(new, dict):
            for key in [*(key for key in old if key not in new), *new]:
                self._alter((*path, key), old.get(key, _NOTHING), new.get(key, _NOTHING))
        elif isinstance(old, list) and isinstance(new, list) and new:
            partners = _partners(old, new)
            for partner, entry in zip(partners, new, strict=True):
                if partner is not None:
                    self._alter((*path, partner), old[partner], entry)
            self._arrange(path, len(old), partners, new)
        else:
            self._replace(path, new)

    def _replace(self, path: KeyPath, new: Any) -> None:
        positions = Positions(self.text)
        span = positions.spans[path]
        if span.start == span.end:  # a table under a header, or of dotted keys, becomes something else
            if isinstance(path[-1], int):
                raise ValueError(f"what stands under a header is a table, not {new!r}")
            self._remove(path)
            self._insert(path, new)
            return
        self.gone.update(comment for offset, comment in positions.comments if span.start <= offset < span.end)
        within = [positions.spans[path[:depth]] for depth in range(1, len(path))]
        on_one_line = any(outer.start < outer.end for outer in within)
        self._splice(span.start, span.end, literal(new) if on_one_line else shaped(str(path[-1]), new))

    def _insert(self, path: KeyPath, new: Any) -> None:
        parent, key = path[:-1], path[-1]
        positions = Positions(self.text)
        home = next((section for section in positions.sections if section.path == parent), None)
        if isinstance(key, int):
            self._arrange(parent, key, [*range(key), None], [*[None] * key, new])
        elif home is None:
            doc, holder = self._live(parent)
            holder[key] = new
            self.text = doc.render()
        elif not parent and (tables := _under_headers(key, new)):
            gap = "" if not self.text or self.text.endswith(_BLANK) else "\n"
            self._add(len(self.text), gap + tables)
        elif home.statements or parent or len(positions.sections) == 1:
            self._add(_place_for(key, home, positions), statement(key, new))
        else:
            self._add(positions.above(positions.sections[1].start), statement(key, new) + "\n")

    def _remove(self, path: KeyPath) -> None:
        positions = Positions(self.text)
        key = path[-1]
        if isinstance(key, int):
            count = sum(way[:-1] == path[:-1] for way in positions.spans)
            self._arrange(path[:-1], count, [n for n in range(count) if n != key], [])
            return
        self.gone.update(positions.comments_at(path))
        if lines := positions.lines(path):
            self._cut(*lines)
        else:
            doc, holder = self._live(path[:-1])
            del holder[key]
            self.text = doc.render()

    def _arrange(self, path: KeyPath, count: int, partners: list[int | None], new: list[Any]) -> None:
        """Delete, move and add entries; `partners` says which of the old ones each new one is."""
        if partners == list(range(count)):
            return
        positions = Positions(self.text)
        for number in set(range(count)).difference(partners):
            self.gone.update(positions.comments_at((*path, number)))
        span = positions.spans[path]
        if span.start == span.end:
            self._arrange_tables(positions, path, count, partners, new)
        elif not count and not any(span.start <= offset < span.end for offset, _ in positions.comments):
            self._replace(path, new)
        else:
            self._arrange_array(path, count, partners, new)

    def _arrange_array(self, path: KeyPath, count: int, partners: list[int | None], new: list[Any]) -> None:
        doc, array = self._live(path)
        stay = [number for number in partners if number is not None]
        live: list[int | None] = list(range(count))
        if stay != sorted(stay):
            live = [*stay, *(number for number in range(count) if number not in stay)]
            places = iter([live.index(number) for number in range(count)])
            array.sort(key=lambda _: next(places))  # the one public way to move entries with their comments
        at = 0
        for partner, entry in zip(partners, new, strict=False):
            if partner is None:
                array.insert(at, entry)
                live.insert(at, None)
            else:
                at = live.index(partner)
            at += 1
        for at in reversed(range(len(live))):
            if live[at] is not None and live[at] not in stay:
                del array[at]
        self.text = doc.render()

    def _arrange_tables(
        self, positions: Positions, path: KeyPath, count: int, partners: list[int | None], new: list[Any]
    ) -> None:
        """The same for tables under headers: whole blocks of lines move, with the comments above and within them."""
        blocks = [positions.block((*path, number)) for number in range(count)]
        if any(before[1] != after[0] for before, after in pairwise(blocks)):
            raise ValueError("another table stands between the entries")
        start, end = blocks[0][0], blocks[-1][1]
        tail = self.text[start:end][len(self.text[start:end].rstrip("\r\n")) :]
        header = f"[[{'.'.join(key_name(step) for step in path if isinstance(step, str))}]]"
        pieces = []
        for place, partner in enumerate(partners):
            if partner is not None:
                pieces.append(self.text[slice(*blocks[partner])])
            elif isinstance(new[place], dict):
                pieces.append(section(header, new[place]).replace("\n", self.line_end))
            else:
                raise ValueError(f"what stands under {header} is a table, not {new[place]!r}")
        for place, piece in enumerate(pieces[:-1]):
            if not piece.endswith(_BLANK):
                pieces[place] = piece.rstrip("\r\n") + self.line_end * 2
        self.text = self.text[:start] + "".join(pieces).rstrip("\r\n") + tail + self.text[end:]

    def _live(self, path: KeyPath) -> tuple[Any, Any]:
        """The document for tomlrt, and what stands at the path."""
        from tomlrt import loads  # start-up: most commands edit nothing

        doc = loads(self.text)
        holder: Any = doc
        for step in path:
            holder = holder[step]
        return doc, holder

    def _splice(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new.replace("\n", self.line_end) + self.text[end:]

    def _add(self, at: int, lines: str) -> None:
        """Add whole lines; a file without a last line end stays without."""
        if at == len(self.text) and self.text and not self.text.endswith("\n"):
            lines = "\n" + lines.removesuffix("\n")
        self._splice(at, at, lines)

    def _cut(self, start: int, end: int) -> None:
        """Take whole lines away, and one of the two blank lines that would meet."""
        before, after = self.text[:start], self.text[end:]
        if not after:
            last = self.line_end if self.text.endswith("\n") else ""
            before = before.rstrip("\r\n") + (last if before else "")
        elif (not before or before.endswith(_BLANK)) and after.startswith(("\n", "\r\n")):
            after = after.partition("\n")[2]
        self.text = before + after


def _depth_first(path: KeyPath) -> list[tuple[bool, str | int]]:
    return [(isinstance(step, int), step) for step in path]


def _checked(value: Any) -> Any:
    """A copy of a value in plain lists and tables.

    Raises:
        UsageError: TOML has no form for it.
    """
    if isinstance(value, Mapping):
        return {key: _checked(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_checked(entry) for entry in value]
    literal(value)
    return value


def _held(holder: Any, step: str | int) -> Any:
    """What stands under a key or number; the number behind the last is free to be added."""
    if isinstance(holder, dict) and isinstance(step, str):
        return holder.get(step, _NOTHING)
    if isinstance(holder, list) and isinstance(step, int) and 0 <= step <= len(holder):
        return [*holder, _NOTHING][step]
    raise ValueError(f"there is no {step}")


def _within(path: KeyPath, value: Any) -> Any:
    """The value within tables that are not there yet."""
    for name in reversed(path):
        if not isinstance(name, str):
            raise ValueError(f"there is no {name}")  # noqa: TRY004 - a fault of the path, as in _held
        value = {name: value}
    return value


def _same(one: Any, other: Any) -> bool:
    """Whether TOML would say the same of both: 1 is not 1.0 or true, and an hour in one zone is not one in another."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and str(one) == str(other)


def _partners(old: list[Any], new: list[Any]) -> list[int | None]:
    """For each new entry the number of the old one that it is: one that is equal, else one that is called the same."""
    free = list(range(len(old)))
    found: list[int | None] = [None] * len(new)
    for alike in (_same, elements.same):
        for number, entry in enumerate(new):
            if found[number] is None:
                found[number] = next((place for place in free if alike(old[place], entry)), None)
                free = [place for place in free if place != found[number]]
    return found


def _under_headers(key: str, value: Any) -> str:
    """The value as tables under headers, if that is its form at the top of a file."""
    if key == "sources" and isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        return "\n".join(section("[[sources]]", entry) for entry in value)
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
