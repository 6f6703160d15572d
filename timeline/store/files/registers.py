"""The registers of a chronology as files: what they mean, and what is wrong with them, each fault with its line.

Knows where they are; must not know how the index keeps them (store/index/register_rows.py), nor who asks them.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from timeline.errors import DataError, Problem
from timeline.eventfile import reader
from timeline.eventfile.paths import REGISTERS
from timeline.model.register import Register


class Registers(NamedTuple):
    """What the registers come to."""

    register: Register
    unread: list[Problem]
    """The registers that could not be read."""
    doubts: list[Problem]
    """Entries that could not be read in full."""


def read(files: Mapping[str, bytes]) -> Registers:
    """Read the registers that are there.

    Args:
        files: the bytes of files by path; asked for those that are in it.
    """
    tables: list[dict[str, Any]] = []
    texts: dict[str, str] = {}
    unread: list[Problem] = []
    for path in REGISTERS:
        values: dict[str, Any] = {}
        if path in files:
            try:
                data = files[path]
                values, problems = reader.read_tables(data, path)
                texts[path] = data.decode("utf-8-sig", "replace")
            except DataError as error:
                problems = [Problem(path, 0, 0, "SCH007", error.message, error.hint)]
            unread += problems
        tables.append(values)
    register, faults = Register.build(*tables)
    return Registers(register, unread, [_placed(texts, *fault) for fault in faults])


def _placed(texts: Mapping[str, str], keys: tuple[str | int, ...], message: str, hint: str) -> Problem:
    path = f"{keys[0]}.toml"
    line, col = reader.place(texts[path], keys[1:])
    return Problem(path, line, col, "SCH006", message, hint, texts[path].split("\n")[line - 1].rstrip("\r"))
