"""The values of a JSON text that holds one event or many, each with its place, and what is no JSON.

Knows an array, one value, and values one after the other, as JSON Lines and `jq` write them; knows no event.
"""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any, NamedTuple

from timeline.errors import DataError, Problem, of_file
from timeline.toml.limits import DEEPEST

_BEGUN = re.compile(r"^\{", re.MULTILINE)
"""Where another value may begin, so that one that is broken does not take along those behind it."""
_BETWEEN = re.compile(r"[\s,]*")
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
    place: str
    problem: Problem | None = None


def read(data: bytes, name: str) -> Iterator[JsonValue]:
    """The values, in order."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield JsonValue(None, name, Problem(name, line, 0, "SCH007", "this is not UTF-8 text", "save it as UTF-8"))
        return
    value, problem = _value(text, name, 1)
    first = len(text) - len(text.lstrip())
    starts = [0, *(found.start() for found in _BEGUN.finditer(text, first + 1))]
    if problem and len(starts) > 1 and text[first] == "{":
        line = 1
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            value, problem = _value(text[start:end], name, line)
            yield JsonValue(value, f"{name}:{line}", problem)
            line += text.count("\n", start, end)
    elif problem or not isinstance(value, list):
        yield JsonValue(value, name, problem)
    elif len(value) == 1:
        yield JsonValue(value[0], name)
    else:
        for n, (one, line) in enumerate(zip(value, _lines(text, text.index("[")), strict=True), 1):
            yield JsonValue(one, f"{name}:{line} (event {n})")


def lists(data: bytes, name: str, *keys: str) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The one object of a text, and the place of each element of the lists that stand in it under these keys.

    Raises:
        DataError: it is no JSON, or no object.
    """
    (found, *more) = read(data.removeprefix(BOM_UTF8), name)
    if found.problem:
        raise DataError(found.problem.message, found.problem.hint, [found.problem])
    if more or not isinstance(found.value, dict):
        raise DataError(f"{name} is no single JSON object", "--as json reads a list of objects, or one a line")
    text, places = data.decode("utf-8-sig"), {}
    for key in keys:
        if isinstance(elements := found.value.get(key), list):
            begun = re.search(rf'"{key}"\s*:\s*(?=\[)', text)
            lines = list(_lines(text, begun.end())) if begun and elements else []
            lines = lines if len(lines) == len(elements) else [0] * len(elements)
            places[key] = [
                f"{name}:{line} ({key.removesuffix('s')} {n})" if line else f"{name} ({key.removesuffix('s')} {n})"
                for n, line in enumerate(lines, 1)
            ]
    return found.value, places


def _value(text: str, name: str, line: int) -> tuple[Any, Problem | None]:
    """The value of a text that begins on some line, or why it is none."""
    try:
        value = json.loads(text)
        if _HALF.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        hint = "such signs are written as they are, or as two escapes"
        return None, Problem(name, line, 0, "SCH007", "an escape (\\ud800 to \\udfff) is half a sign", hint)
    except json.JSONDecodeError as error:
        hint = next((hint for begin, hint in _HINTS.items() if error.msg.startswith(begin)), "")
        line += error.lineno - 1
        return None, Problem(name, line, error.colno, "SCH007", f"this is not JSON: {error.msg}", hint)
    except RecursionError:
        return None, too_deep(name)
    except ValueError:  # Python reads no number of thousands of digits
        return None, of_file(name, "a number is too long", "a text of digits stands in quotes")
    return value, None


def too_deep(place: str) -> Problem:
    """What is said of tables and lists that stand in one another deeper than a file may hold them."""
    return of_file(place, "lists or tables are nested too deep", f"{DEEPEST} levels are the most")


def _lines(text: str, begins: int) -> Iterator[int]:
    """The lines on which the elements of the array that begins there begin."""
    at, line = begins + 1, 1
    counted, decode = 0, json.JSONDecoder().raw_decode
    while text[at := _BETWEEN.match(text, at).end()] != "]":  # type: ignore[union-attr]  # it finds nothing, too
        line += text.count("\n", counted, at)
        yield line
        counted = at
        at = decode(text, at)[1]
