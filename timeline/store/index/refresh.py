"""What is done to an index when files or registers have changed: rows are made anew, and what they owe is noted.

Knows the index, the registers and what makes rows of a file; knows nothing of questions. Most commands find everything
as it was, and never load it.
"""

from msgspec import json, msgpack

from timeline.eventfile import reader
from timeline.model.register import Register
from timeline.store.files import folder
from timeline.store.files.registers import Registers
from timeline.store.index import as_published, database
from timeline.store.index.batch import OWES_ACTORS, OWES_DOCUMENTS, Parsed
from timeline.store.index.parse_files import Parse
from timeline.store.index.rows import extract, relations


def parser(register: Register, published_by: int | None = None) -> Parse:
    """What makes rows of a file."""

    def parse(data: bytes) -> Parsed:
        event, problems = reader.read(data, "", "")
        if event is None:
            return Parsed(None, problems)
        if published_by is None:
            return Parsed(extract(event, register), problems)
        rows = as_published.extract_by(event, register, published_by)
        return Parsed(rows, problems if rows else [])

    return parse


def renew(at: database.Index, root: str, scan: folder.Scan, stats: bytes) -> Registers:
    """Read registers that have changed, and distrust what owed to them; `stats` is how they look now."""
    doubtful = database.fresh(scan.registers.values())
    registers = Registers.read(root)
    documents = json.encode(registers.tables.sources)
    before = at.meta("relations")
    with at.writing():
        relate(at, registers.register)
        owing = OWES_DOCUMENTS * (at.meta("documents") != documents)
        owing |= OWES_ACTORS * (at.meta("relations") != before)
        at.distrust(owing)
        at.note("documents", documents)
        at.note("tables", registers.keep())
        at.note("registers", b"" if doubtful or registers.tables.unread else stats)
    return registers


def relate(at: database.Index, register: Register) -> None:
    """Note what the register says of all the names that it was asked for."""
    at.note("relations", msgpack.encode(relations(at.asked(), register)))
