"""What is handed to the desk: files, or stdin, as one set of rows with one name.

Knows formats by their names; must not know what a column means.
"""

import os
from collections.abc import Sequence
from typing import Any, NamedTuple

from timeline import formats
from timeline.cli import streams
from timeline.cli.session import Session
from timeline.desk import refused_rows
from timeline.errors import DataError, UsageError
from timeline.store.files import folder
from timeline.tables.delimited import BECAUSE
from timeline.tables.input_table import InputTable

STDIN = "stdin"
_START = 1 << 16
"""So many bytes show what an input is."""


class Inputs(NamedTuple):
    """All that was handed in."""

    table: InputTable
    stem: str
    """What the set of data is called, unless the person or the mapping says it."""
    first: str
    """The path of the first file, or `stdin`."""
    is_part: bool
    """Whether rows of the set may be elsewhere, so that none is gone that is not here."""
    unread: list[DataError]
    """Why files of several could not be read."""


class Flags(NamedTuple):
    """How an input is to be taken in."""

    maps: Sequence[str]
    """FIELD=COLUMN, of each --map."""
    mapping: str | None
    """The file that holds the mapping."""
    save: str | None
    """The file that is to hold it."""
    rest: bool
    date_order: str
    dates: str
    name: str
    is_partial: bool
    """Whether what is not in it is not gone."""
    refused: str | None
    """The file for refused rows; None: beside the input."""
    dry_run: bool
    yes: bool
    json: bool

    @property
    def of_columns(self) -> list[str]:
        """Those that are given and speak of columns."""
        given = {
            "--map": self.maps,
            "--mapping": self.mapping,
            "--save-mapping": self.save,
            "--rest": self.rest,
            "--date-order": self.date_order,
            "--dates": self.dates,
        }
        return [flag for flag, value in given.items() if value]


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
    unread: list[DataError] = []
    for file in files:
        try:
            tables.append(_read(file, wanted))
        except DataError as error:
            unread.append(error)
    if not tables:
        for each in unread[:-1]:
            session.error(each)
        raise unread[-1]
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
    is_part = bool(unread) or stem.endswith(refused_rows.STEM) or BECAUSE in _heads(whole)
    return Inputs(whole, stem.removesuffix(refused_rows.STEM), file, is_part, unread)


def _heads(table: InputTable) -> Sequence[str]:
    return [*table.columns, *(table.rows[0].cells if table.rows else ())]


def _read(file: str, wanted: str) -> InputTable:
    data = b"".join(streams.typed()) if file == "-" else folder.read_input(file)
    reader: Any = formats.reader(file, data[:_START], wanted)
    table: InputTable = reader.read(data, STDIN if file == "-" else file)
    return table
