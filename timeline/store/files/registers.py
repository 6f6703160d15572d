"""The registers of a chronology as files: what they mean, and what is wrong with them, each fault with its line.

Knows where they are; must not know how the index keeps them (store/index/register_rows.py), nor who asks them.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from timeline.errors import Contained, Problem
from timeline.eventfile import reader, unsettled
from timeline.eventfile.paths import DOCUMENTS, REGISTERS
from timeline.model.register import Register


class Registers(NamedTuple):
    """What the registers come to."""

    register: Register
    unread: list[Problem]
    """The registers that could not be read."""
    doubts: list[Problem]
    """Entries that could not be read in full."""


def read(files: Mapping[str, bytes]) -> Registers:
    """Read the registers that are there, of files by path; only those are asked for."""
    tables: list[dict[str, Any]] = []
    texts: dict[str, bytes] = {}
    unread: list[Problem] = []
    doubts: list[Problem] = []
    for path in REGISTERS:
        values: dict[str, Any] = {}
        if path in files:
            with Contained(path, unread):
                data = files[path]
                values, problems = unsettled.read_tables(data, path)
                texts[path] = data
                (doubts if values else unread).extend(problems)
        tables.append(values)
    register, faults = Register.build(*tables)
    register.unread = any(problem.path == DOCUMENTS for problem in (*unread, *getattr(files, "refused", ())))
    for path, data in texts.items():
        if found := [fault._replace(at=fault.at[1:]) for fault in faults if f"{fault.at[0]}.toml" == path]:
            doubts += reader.told(found, data, path, register.hides)
    return Registers(register, unread, doubts)
