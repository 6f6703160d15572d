"""What an editor opens for a new event: every key with a line of words, those that are not given yet as comments.

Knows the table of fields; must not know editors.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from timeline.eventfile import writer
from timeline.model.event import Event, table
from timeline.model.fields import Field
from timeline.toml.positions import Positions

_HEAD = ("A new event. Words behind # are for you, and are not kept. An empty file adds nothing.", "")
_OPTIONAL = ("", 'All else can be left out. Take away the "# " in front of what you know.', "")
_EXAMPLES: dict[str, Any] = {
    "date_text": "night of 16-17 November",
    "timezone": "Europe/Kyiv",
    "actors": ["Joe Biden:agent", "Ukraine:recipient"],
    "places": ["Kursk Oblast"],
    "tags": ["ATACMS", "war/air"],
    "links": ["follows:2024-11-16-what-was-before"],
    "figures": ["killed=3..5 people"],
    "variants": ["date=2024-11-16"],
    "lang": "en",
    "x": {"case": "17/2024"},
    "sources": ["Ukrainska Pravda, citing The New York Times, citing American officials https://…"],
}
"""What stands for a key that is not given; of others their first word, or nothing."""


def draft(given: Mapping[str, Any]) -> str:
    """The draft of an event with these fields. What must be given is empty, so that nothing is written without it."""
    values = writer.to_dict(Event(**{"title": "", "date": "", **given}))
    lines: list[str] = [*map(_comment, _HEAD)]
    rows = table(Event)
    said = False
    for key in sorted(rows, key=lambda key: (not rows[key].required, key == "sources")):
        if rows[key].vouches:
            continue
        if not (rows[key].required or said):
            lines += map(_comment, _OPTIONAL)
            said = True
        lines.append(_comment(_words(rows[key])))
        if key not in values:
            lines.append(_comment(_example(rows[key])))
        elif key == "sources":
            lines += ["\n".join(writer.section("[[sources]]", source) for source in values[key]).rstrip("\n")]
        else:
            lines.append(writer.statement(key, values[key]).rstrip("\n"))
    return "\n".join(lines) + "\n"


def without(text: str) -> str:
    """A draft without the comments of ours; what a person has written stays."""
    ours = set(_ours())
    for mark in reversed(Positions(text).marks):
        begin = text.rfind("\n", 0, mark.offset) + 1
        end = text.find("\n", mark.offset) + 1 or len(text)
        if mark.kind == "comment" and text[begin:end].rstrip() in ours:
            text = text[:begin] + text[end:]
    return text.lstrip("\n")


def _ours() -> Iterator[str]:
    for row in (row for row in table(Event).values() if not row.vouches):
        yield _comment(_words(row))
        yield _comment(_example(row))
    yield from map(_comment, (*_HEAD, *_OPTIONAL))


def _comment(line: str) -> str:
    return f"# {line}".rstrip()


def _words(row: Field) -> str:
    """What a key means, in one line, with the words it may hold."""
    inner = table(row.struct) if row.struct else {}
    of = next((inner[key] for key in ("role", "type") if key in inner), row)
    if row.date:
        return f'{row.help}; in words too: "17 Nov 2024", "early May 2024", "c. 1914"'
    return f"{row.help}: {', '.join(of.words)}" if of.words else row.help


def _example(row: Field) -> str:
    """A line that gives a key a value."""
    if row.words:
        value = row.default or next(iter(row.words))
    else:
        value = _EXAMPLES.get(row.name, [] if row.several else 1 if row.kinds == (int,) else "")
    if isinstance(value, dict):
        return writer.statement(row.name, value).rstrip("\n")
    return f"{row.name} = {writer.literal(value)}"
