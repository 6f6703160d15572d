"""The registers of a chronology as files: read once, then known to the index until they change.

Knows where they are and how the index keeps them; what they mean is model/register.py.
"""

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.json import decode, encode

from timeline.errors import DataError, Problem
from timeline.store.files import folder

if TYPE_CHECKING:
    from timeline.model.register import Register


class Tables(NamedTuple):
    """What stands in the registers, and which of them could not be read."""

    actors: dict[str, Any]
    places: dict[str, Any]
    sources: dict[str, Any]
    unread: list[Problem]
    doubts: list[Problem]
    """Entries that could not be read in full, each with its line."""


class Registers:
    """The registers, as of one look at the folder."""

    def __init__(self, root: str, tables: Tables) -> None:
        """Take what stands in them."""
        self.root = root
        self.tables = tables

    @classmethod
    def read(cls, root: str) -> "Registers":
        """Read the files."""
        from timeline.eventfile import reader  # noqa: PLC0415 - start-up: the index mostly knows them

        tables, unread = [], []
        for name in folder.REGISTERS:
            data: dict[str, Any] = {}
            if os.path.lexists(os.path.join(root, name)):
                try:
                    data, problems = reader.read_tables(folder.read(root, name), name)
                except DataError as error:
                    problems = [Problem(name, 0, 0, "SCH007", error.message, error.hint)]
                unread += problems
            tables.append(data)
        actors, places, sources = tables
        kept = decode(encode(Tables(actors, places, sources, unread, [])), type=Tables)  # as it will be read next time
        registers = cls(root, kept)
        for name in folder.REGISTERS if registers.built[1] else ():
            from timeline.toml.positions import placed  # noqa: PLC0415 - start-up: only for what is wrong

            found = [p._replace(at=p.at[1:]) for p in registers.built[1] if f"{p.at[0]}.toml" == name]
            text = folder.read(root, name).decode("utf-8-sig") if found else ""
            registers.tables.doubts.extend(placed(found, text, name))
        return registers

    @classmethod
    def kept(cls, root: str, text: bytes) -> "Registers":
        """Those that `keep` made a text of."""
        return cls(root, decode(text, type=Tables))

    def keep(self) -> bytes:
        """A text to keep; dates become text, as they are in the model."""
        return encode(self.tables)

    @cached_property
    def built(self) -> "tuple[Register, list[Problem]]":
        """What they mean, and what of it cannot be read."""
        from timeline.model.register import Register  # noqa: PLC0415 - start-up: only a name asks for it

        return Register.build(self.tables.actors, self.tables.places, self.tables.sources)

    @property
    def register(self) -> "Register":
        """What they mean; what cannot be read is left out."""
        return self.built[0]
