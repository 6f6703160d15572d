"""TOML texts as people may write them: every form of key and value, comments and spaces at every place."""

import json
from typing import Any

from hypothesis import strategies as st

from timeline.toml.positions import KeyPath

SCALARS = (
    *("1", "+1_000", "0x1F", "3.14", "-inf", "1e5", "true", "2024-11-17", "2024-11-17 20:20:00", "20:20:00.5"),
    *(
        "2024-11-17T20:20:00Z",
        '""',
        '"a # b"',
        "'lit # \\'",
        '"esc \\" ] } \\\\"',
        '"""\nlines # no\n[x]\n"""',
        "''''''",
    ),
    *("'''\na = 1\n'''", '"""a"""""', '"""\\\n   cont"""', '"\\u00e9é"', '"""say \\""""', "'''it's'''"),
)
NAMES = ("a", "b-1", "title", "é ü", 'q"t', "", "1", "new\nline", "back\\slash", "dot.ted", "it's", "\U0001f600")
GAPS = ("", " ", "\t", "\n", " # ] c\n", "\n\n  ", "\r\n")


class Builder:
    """A TOML text and where it put each key."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.places: dict[KeyPath, tuple[int, int]] = {}

    def pick(self, *choices: str) -> None:
        self.text += self.draw(st.sampled_from(choices))

    def note(self, path: KeyPath) -> None:
        line, _, last = self.text.rpartition("\n")
        self.places.setdefault(path, (line.count("\n") + 1 + ("\n" in self.text), len(last) + 1))

    def names(self, at_most: int) -> list[str]:
        return self.draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=at_most, unique=True))

    def key(self, name: str) -> None:
        forms = [json.dumps(name), json.dumps(name, ensure_ascii=False)]
        if name.isascii() and name.replace("-", "").isalnum():
            forms.append(name)
        if not {"'", "\n"} & set(name):
            forms.append(f"'{name}'")
        if name == "\U0001f600":
            forms = ['"\\U0001F600"', f'"{name}"']
        self.pick(*forms)

    def value(self, path: KeyPath, depth: int, *, one_line: bool) -> None:
        kind = self.draw(st.sampled_from(("scalar", "scalar", "array", "table"))) if depth else "scalar"
        gaps = ("", " ") if one_line else GAPS
        if kind == "scalar":
            self.pick(*(s for s in SCALARS if not (one_line and "\n" in s)))
        elif kind == "array":
            self.text += "["
            count = self.draw(st.integers(0, 3))
            for number in range(count):
                self.pick(*gaps)
                self.note((*path, number))
                self.value((*path, number), depth - 1, one_line=one_line)
                self.pick(*gaps)
                self.pick(*((",",) if number < count - 1 else ("", ",")))
            self.pick(*gaps)
            self.text += "]"
        else:
            self.text += "{"
            for number, name in enumerate(self.names(3)):
                self.text += "," if number else ""
                self.pick("", " ")
                self.assign(path, name, depth - 1, one_line=True)
            self.pick("", " ")
            self.text += "}"

    def assign(self, table: KeyPath, name: str, depth: int, *, one_line: bool) -> None:
        path = table
        for number, part in enumerate([name, *(self.names(2) if self.draw(st.booleans()) else [])]):
            if number:
                self.pick(".", " . ")
            path = (*path, part)
            self.note(path)
            self.key(part)
        self.pick("=", " = ", "\t=")
        self.value(path, depth, one_line=one_line)

    def statements(self, table: KeyPath, names: list[str]) -> None:
        for name in names:
            self.pick("", "  ", "\n", "# x = 1\n", " \t# [c]\n\n")
            self.assign(table, name, 2, one_line=False)
            self.pick("\n", " # c = 2\n", "\r\n", " \n\n")

    def header(self, path: KeyPath, brackets: int) -> None:
        self.pick("", "# above\n", "  ")
        if brackets == 2:
            self.note(path)
        self.text += "[" * brackets
        self.pick("", " ")
        names = [(n, p) for n, p in enumerate(path) if isinstance(p, str)]
        for number, (place, part) in enumerate(names):
            self.text += "." if number else ""
            self.note(path[: place + 1])
            self.key(part)
        self.pick("", " ")
        self.text += "]" * brackets
        self.pick("\n", " # c\n")


@st.composite
def documents(draw: st.DrawFn) -> Builder:
    made = Builder(draw)
    names = made.names(8)
    cut = draw(st.integers(0, len(names)))
    made.statements((), names[:cut])
    for name in names[cut:]:
        if draw(st.booleans()):
            made.header((name, "deep"), 1)
            made.statements((name, "deep"), draw(st.sampled_from(([], ["a", "b-1"]))))
            if draw(st.booleans()):
                made.header((name,), 1)
                made.statements((name,), made.names(2))
            continue
        for number in range(draw(st.integers(1, 3))):
            made.header((name, number), 2)
            made.statements((name, number), made.names(2))
            if draw(st.booleans()):
                made.header((name, number, "under"), 1)
                made.statements((name, number, "under"), made.names(2))
            for inner in range(draw(st.integers(0, 2))):
                made.header((name, number, "more", inner), 2)
    return made


def paths(value: Any, at: KeyPath = ()) -> set[KeyPath]:
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {at}.union(*(paths(entry, (*at, step)) for step, entry in inner))
