"""What is handed to the desk: files, or stdin, as one set of rows with one name.

Knows formats by their names; must not know what a column means.
"""

import os
from collections.abc import Sequence
from typing import Any, NamedTuple

from timeline import formats
from timeline.cli import streams
from timeline.cli.session import Session
from timeline.errors import DataError, UsageError
from timeline.store.files import folder
from timeline.tables.delimited import BECAUSE
from timeline.tables.input_table import InputTable

STDIN = "stdin"
_START = 1 << 16
"""So many bytes show what an input is."""
_REFUSED = ".refused"
"""Ends the stem of a file of refused rows: they are of the set from which they were refused."""


class Inputs(NamedTuple):
    """All that was handed in."""

    table: InputTable
    stem: str
    """What the set of data is called, unless the person or the mapping says it."""
    first: str
    """The path of the first file, or `stdin`."""
    is_part: bool
    """Whether rows of the set may be elsewhere, so that none is gone that is not here."""
    refused: list[DataError]
    """Why files of several could not be read."""


def read(session: Session, files: Sequence[str], wanted: str, name: str) -> Inputs:
    """Read files, or stdin where one is `-`; several are one set.

    Args:
        session: of this run.
        files: their paths.
        wanted: the name of their format; empty: their endings tell it.
        name: the name that was given to the set, which several files need.

    Raises:
        UsageError: several have no name, or differ in kind; or the format of one is not known.
        DataError: none can be read.
    """
    if len(files) > 1 and not name:
        raise UsageError("several files are one set of data, and it has no name", "add --name NAME")
    tables: list[InputTable] = []
    refused: list[DataError] = []
    for file in files:
        try:
            tables.append(_read(file, wanted))
        except DataError as error:
            refused.append(error)
    if not tables:
        for each in refused[:-1]:
            session.error(each)
        raise refused[-1]
    first = tables[0]
    if any((t.meaning, t.is_of_records) != (first.meaning, first.is_of_records) for t in tables):
        raise UsageError("these files are of different kinds", "import one kind after the other, each with its --name")
    columns = dict.fromkeys(column for table in tables for column in table.columns)
    whole = first._replace(
        columns=tuple(columns),
        rows=[row for table in tables for row in table.rows],
        notes=[note for table in tables for note in table.notes],
    )
    file = STDIN if files[0] == "-" else files[0]
    stem = os.path.splitext(os.path.basename(file))[0]
    is_part = bool(refused) or stem.endswith(_REFUSED) or BECAUSE in _heads(whole)
    return Inputs(whole, stem.removesuffix(_REFUSED), file, is_part, refused)


def _heads(table: InputTable) -> Sequence[str]:
    return [*table.columns, *(table.rows[0].cells if table.rows else ())]


def _read(file: str, wanted: str) -> InputTable:
    data = b"".join(streams.typed()) if file == "-" else folder.read_input(file)
    reader: Any = formats.reader(file, data[:_START], wanted)
    table: InputTable = reader.read(data, STDIN if file == "-" else file)
    return table
