"""The values of a JSON text that holds one event or many, each with its place, and what is no JSON.

Knows an array, one value, and values one after the other, as JSON Lines and `jq` write them; knows no event.
"""

import json
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import isinf
from typing import Any, NamedTuple

from timeline.errors import DataError, Problem, of_file
from timeline.toml.limits import DEEPEST, LONGEST_NUMBER

_BEGUN = re.compile(r"^\{", re.MULTILINE)
"""Where another value may begin, so that one that is broken does not take along those behind it."""
_BLANK = " \t\r\n"
_BLANKS = re.compile(f"[{_BLANK}]*")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HINTS = {
    "Expecting property name": "each key stands in double quotes; no comma stands behind the last",
    "Expecting value": "text stands in double quotes; a list in [ ]; what is not known is left out",
    "Expecting ',' delimiter": "is a comma missing, or a closing bracket or quote?",
    "Expecting ':' delimiter": 'a key and its value are written "key": "value"',
    "Extra data": "one object a line with nothing behind it, or all of them in [ ] with commas between",
    "Unterminated string": "the text has no closing quote, or a line break, which is written \\n",
    "Invalid control character": "a line break in a text is written \\n, a tab \\t",
    "Invalid \\escape": "a backslash in a text is written twice",
}
"""What to write instead, by how Python begins to say what is wrong."""


class JsonValue(NamedTuple):
    """A value and where it stands, or why what stands there is none."""

    value: Any
    """What could be read of it, also where something in it is wrong; None where nothing could."""
    place: str
    problem: Problem | None = None


def read(data: bytes, name: str) -> Iterator[JsonValue]:
    """The values, in order."""
    try:
        reader = _Reader(data, name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield JsonValue(None, name, Problem(name, line, 0, "SCH007", "this is not UTF-8 text", "save it as UTF-8"))
        return
    text = reader.text
    first = reader.behind_blanks(0)
    if first == len(text):
        return
    if text[first : first + 1] == "[":
        values = reader.elements(first, len(text))
        yield from [values[0]._replace(place=name)] if len(values) == 1 else values
        return
    whole = reader.value(text, 1)
    starts = [0, *(found.start() for found in _BEGUN.finditer(text, first + 1))]
    if whole.value is not None or len(starts) == 1:
        yield whole._replace(place=name)
        return
    line = 1
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield from reader.lines(text[start:end], line)
        line += text.count("\n", start, end)


def elements(data: bytes, name: str, path: Sequence[str]) -> list[JsonValue]:
    """The elements of the array to which keys lead, in the one object of a text that can be read.

    Raises:
        DataError: a key stands twice.
    """
    reader, at = _Reader(data, name), 0
    for key in path:
        at = reader.behind_key(at, key)
    return reader.elements(at)


def lists(data: bytes, name: str, *keys: str) -> tuple[dict[str, Any], dict[str, list[JsonValue]]]:
    """The one object of a text, and the elements of those lists that stand in it under these keys.

    Raises:
        DataError: it is no JSON, or no object, or a key stands twice.
    """
    found = [*read(data, name)]
    if len(found) != 1 or not isinstance(found[0].value, dict):
        broken = [one.problem for one in found if one.problem]
        raise DataError(f"{name} is no JSON object", "mend it there, or --as names another format", broken)
    return found[0].value, {
        key: [
            one._replace(place=one.place.replace("(event ", f"({key.removesuffix('s')} "))
            for one in elements(data, name, (key,))
        ]
        for key in keys
        if isinstance(found[0].value.get(key), list)
    }


def too_deep(place: str) -> Problem:
    """What is said of tables and lists that stand in one another deeper than a file may hold them."""
    return of_file(place, "lists or tables are nested too deep", f"{DEEPEST} levels are the most")


def is_too_deep(value: Mapping[str, Any]) -> bool:
    """Whether tables and lists stand in one another deeper than a file may hold them."""
    held: list[Any] = [value]
    depth = 0
    while held and depth <= DEEPEST:
        within = (one.values() if isinstance(one, dict) else one for one in held)
        held = [part for parts in within for part in parts if isinstance(part, dict | list)]
        depth += 1
    return bool(held)


class _Reader:
    """Reads one value of a text at a time, and keeps what is wrong within it."""

    def __init__(self, data: bytes, name: str) -> None:
        self.text = data.removeprefix(BOM_UTF8).decode()
        self.name = name
        self._wrong: list[tuple[str, str]] = []
        self._has_halves = _HALF.search(self.text) is not None
        self._decode = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_constant=self._constant,
            parse_float=self._decimal,
            parse_int=self._whole,
        ).raw_decode

    def behind_blanks(self, at: int) -> int:
        return _BLANKS.match(self.text, at).end()  # type: ignore[union-attr]  # it finds nothing, too

    def value(self, text: str, line: int) -> JsonValue:
        """The one value of a text, which begins on some line."""
        place, stripped = f"{self.name}:{line}", text.lstrip(_BLANK)
        try:
            value, end = self._one(text, len(text) - len(stripped), line)
            if rest := text[end:].lstrip(_BLANK):
                return JsonValue(None, place, self._broken("Extra data", text, len(text) - len(rest), line))
        except json.JSONDecodeError as error:
            return JsonValue(None, place, self._broken(error.msg, text, error.pos, line))
        except RecursionError:
            return JsonValue(None, place, too_deep(self.name))
        return value

    def lines(self, text: str, line: int) -> Iterator[JsonValue]:
        """The value that lines hold; where it ends before the last, or breaks in the first, then each line."""
        value, lines = self.value(text, line), text.split("\n")
        read = len(lines)
        if value.value is None and value.problem and value.problem.line:
            broken = value.problem.line - line
            before = self.value("\n".join(lines[:broken]), line)
            if not broken:
                read = 1
            elif before.value is not None:
                value, read = before, broken
        yield value
        for n, one in enumerate(lines[read:], line + read):
            if one.strip(_BLANK):
                yield self.value(one, n)

    def elements(self, at: int, end: int | None = None) -> list[JsonValue]:
        """The elements of the array that begins at an offset, and behind which nothing stands up to another.

        What is no array is told as one value.
        """
        text = self.text
        values: list[JsonValue] = []
        line, counted, wrong = 1, 0, ""
        try:
            at = self.behind_blanks(at + 1)
            while text[at : at + 1] != "]" or values:
                line += text.count("\n", counted, at)
                counted = at
                value, at = self._one(text, at, line)
                values.append(value._replace(place=f"{value.place} (event {len(values) + 1})"))
                at = self.behind_blanks(at)
                if text[at : at + 1] != ",":
                    break
                at = self.behind_blanks(at + 1)
            wrong = "" if text[at : at + 1] == "]" else "Expecting ',' delimiter"
            if not wrong and end is not None and self.behind_blanks(at + 1) < end:
                wrong, at = "Extra data", self.behind_blanks(at + 1)
        except json.JSONDecodeError as error:
            wrong, at = error.msg, error.pos
        except RecursionError:
            return [JsonValue(None, self.name, too_deep(f"{self.name}:{line}"))]
        return [JsonValue(None, self.name, self._broken(wrong, text, at, 1))] if wrong else values

    def behind_key(self, at: int, key: str) -> int:
        """The offset of the value of a key, in the object that begins at an offset."""
        text, starts = self.text, []
        at = text.index("{", at)
        while text[at] != "}":
            found, at = self._decode(text, text.index('"', at))
            start = self.behind_blanks(self.behind_blanks(at) + 1)
            at = self.behind_blanks(self._decode(text, start)[1])
            starts += [start] * (found == key)
        if len(starts) > 1:
            raise DataError(f'{self.name} holds more than one list "{key}"', "put them into one, or give each a name")
        return starts[0]

    def _one(self, text: str, at: int, line: int) -> tuple[JsonValue, int]:
        """The value that begins at an offset, which is on some line, and the offset behind it."""
        self._wrong.clear()
        value, end = self._decode(text, at)
        if self._has_halves:
            try:
                json.dumps(value, ensure_ascii=False).encode()
            except UnicodeEncodeError:
                self._fault(
                    "an escape (\\ud800 to \\udfff) is half a sign",
                    "such signs are written as they are, or as two escapes",
                )
        problem = Problem(self.name, line, 0, "SCH007", *self._wrong[0]) if self._wrong else None
        return JsonValue(value, f"{self.name}:{line}", problem), end

    def _broken(self, message: str, text: str, at: int, line: int) -> Problem:
        """What is said of a fault at an offset of a text that begins on some line."""
        hint = next((hint for begin, hint in _HINTS.items() if message.startswith(begin)), "")
        line += text.count("\n", 0, at)
        col = at - text.rfind("\n", 0, at)
        return Problem(self.name, line, col, "SCH007", f"this is not JSON: {message}", hint)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            twice = next(key for key, n in Counter(key for key, _ in pairs).items() if n > 1)
            self._fault(
                f'an object has more than one "{twice}"', "each key stands once in it; several values are a list"
            )
        return made

    def _constant(self, word: str) -> None:
        self._fault(f"{word} is no number in JSON", "what is not known is left out")

    def _decimal(self, digits: str) -> float:
        if isinf(number := float(digits)):
            self._fault("a number is too large", "a text of digits stands in quotes")
        return number

    def _whole(self, digits: str) -> int:
        if len(digits) > LONGEST_NUMBER:
            self._fault("a number is too long", "a text of digits stands in quotes")
        return int(digits[:LONGEST_NUMBER])

    def _fault(self, message: str, hint: str) -> None:
        self._wrong.append((message, hint))
