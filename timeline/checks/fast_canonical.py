"""Whether an event's text is in canonical form for certain: one look at the whole, a hundred times as fast as `fmt`.

Only the ordinary shapes are known here; of any other text it says nothing, and eventfile/formatter.py has the last
word. What it takes for canonical is so: a test holds it to that. Knows texts, no rules.
"""

import re
from functools import cache
from typing import Any

from timeline.eventfile.writer import WIDTH
from timeline.model.event import Event, Field, Source, table

_TEXT = r'"[^"\\\x00-\x1f\x7f]*"'
_LIST = rf"\[{_TEXT}(?:, {_TEXT})*\]"
_LINES = r'"""\n(?:[^"\\\n\x00-\x1f\x7f]*\n)+[^"\\\n\x00-\x1f\x7f]*"""'
_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_DATE = (
    rf'(?:{_DAY}|"(?:\d{{4}}[?~%]?|\d{{3}}X|{_DAY}T[0-2]\d:[0-5]\d(?:[+-](?:0[1-9]|1[0-4]):[0-5]\d)?|\d{{4}}-\d\d[?~%]?|{_DAY}[?~%]|{_DAY}/(?:{_DAY}|\.\.)'
    rf'|\[\.\.{_DAY}\]|\[{_DAY}\.\.\]|\[{_DAY},{_DAY}\])")'
)
_TIME = rf"{_DAY}T[0-2]\d:[0-5]\d:[0-5]\d(?:[+-](?:0[1-9]|1[0-4]):[0-5]\d)?"
_NUMBER = r"-?(?:0|[1-9]\d*)(?:\.\d+)?"
_TRUTH = r"(?:true|false)"


@cache
def _event() -> re.Pattern[str]:
    rows = table(Event)
    top = "".join(_statement(row, _value(row)) for row in rows.values() if row.name not in {"x", "reviews"})
    source = "".join(_statement(row, _value(row)) for row in table(Source).values())
    own = rf"(?:x\.[\w-]+ = (?:{_TEXT}|{_NUMBER}|{_TRUTH})\n)*"
    return re.compile(rf"(?=title = ){top}{own}(?:\n\[\[sources\]\]\n(?=\w){source})*", re.ASCII)


def _statement(row: Field, value: str) -> str:
    remark = r"(?: # [^\n\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?"
    return rf"(?:{row.name} = {value}{remark}\n)?"


def _value(row: Field) -> str:
    """The shapes in which the value of a key stands, most of the time."""
    if row.struct is Source:
        return rf"\[\n(?:  {_TEXT},\n)+\]"
    if row.struct is not None:
        return rf"\[\n(?:  (?:{_entry(row.struct)}),\n)+\]"
    if row.date:
        return _DATE if row.required else rf"(?:{_DATE}|{_TIME})"
    if row.annotation == tuple[str, ...]:
        return rf"(?=[^\n#]{{0,{WIDTH - len(row.name) - 3}}}\n){_LIST}"
    kind = str(row.annotation)
    if "bool" in kind:
        return _TRUTH
    if "int" in kind or "float" in kind:
        return _NUMBER
    return rf"(?:{_LINES}|{_TEXT})"


def _entry(struct: Any) -> str:
    """An element on one line: a text, or a table with its keys in order."""
    pairs = "".join(
        rf"(?:(?:(?<=\{{ )|, ){row.name} = (?:{_TEXT}|{_NUMBER}|{_LIST}))?"
        for row in table(struct).values()
        if not row.date and row.name != "value"
    )
    return rf"{_TEXT}|\{{ {pairs} \}}"


def is_surely_canonical(text: str) -> bool:
    """Whether a text that holds an event is in canonical form, beyond doubt."""
    return _event().fullmatch(text) is not None
