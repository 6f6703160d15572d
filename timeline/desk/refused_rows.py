"""Rows that were refused, in a file of their own beside the input, to be mended there and imported again.

Knows rows and cells; must not know why a row is refused. Rows stand in CSV, the reason in the last column; events of
JSON, which hold lists of tables, in JSON Lines. A file is replaced only where each of its rows has a reason and stands
in the input too: one that has not is somebody else's work, as is a row that was mended and not yet imported.
"""

import json
import os
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

from timeline.errors import DataError
from timeline.store.files.writer import read_output, write_output
from timeline.tables import delimited
from timeline.tables.cells import as_text
from timeline.tables.delimited import BECAUSE
from timeline.tables.input_table import InputRow, InputTable

STEM = ".refused"
"""Ends the stem of such a file."""


def beside(file: str, table: InputTable) -> str:
    """Where the refused rows of a file go, unless the person says where; those of such a file go into it again."""
    stem = os.path.splitext(file)[0].removesuffix(STEM)
    return f"{stem}{STEM}.{'jsonl' if table.is_of_records else 'csv'}"


def replaced(path: str, table: InputTable) -> bytes | None:
    """What refused rows would replace; None where there is no such file.

    Raises:
        DataError: it holds something else, or cannot be read.
    """
    seen = read_output(path)
    if seen is None:
        return None
    known = {_key(row.cells, table) for row in table.rows}
    try:
        rows = [*(_records(seen) if table.is_of_records else _cells(seen, path))]
    except (DataError, ValueError, TypeError):
        rows = []
    if not rows or any(BECAUSE not in row or _key(row, table) not in known for row in rows):
        hint = "import or remove it first; or --refused FILE writes elsewhere"
        raise DataError(f"{path} holds something else than rows of this input that were refused", hint)
    return seen


def write(
    path: str, table: InputTable, refused: Sequence[tuple[InputRow, str]], tell: Callable[[str], None] | None = None
) -> None:
    """Write refused rows as they came, with the reasons.

    Args:
        path: the file.
        table: the whole input.
        refused: the rows, each with its reason.
        tell: told that another process writes there; None: that is not waited for.

    Raises:
        DataError: the file holds something else, or cannot be written.
    """
    seen = replaced(path, table)
    lines = _as_records(refused) if table.is_of_records else _as_cells(table, refused)
    write_output(path, "".join(lines).encode(), seen, tell)


def _as_records(refused: Sequence[tuple[InputRow, str]]) -> Iterator[str]:
    for row, reason in refused:
        yield json.dumps({**row.cells, BECAUSE: reason}, ensure_ascii=False, default=as_text) + "\n"


def _as_cells(table: InputTable, refused: Sequence[tuple[InputRow, str]]) -> Iterator[str]:
    cells = dict.fromkeys([*table.columns, *(column for row, _ in refused for column in row.cells)])
    columns = [column for column in cells if column != BECAUSE]
    rows = ([*(as_text(row.cells.get(column)) for column in columns), reason] for row, reason in refused)
    return delimited.written([[*columns, BECAUSE], *rows], ",")


def _records(data: bytes) -> Iterator[Mapping[str, Any]]:
    return ({**json.loads(line)} for line in data.splitlines())


def _cells(data: bytes, path: str) -> Iterator[Mapping[str, Any]]:
    return (row.cells for row in delimited.read(data, path).rows)


def _key(cells: Mapping[str, Any], table: InputTable) -> Hashable:
    """By what a row in one file is the same as in another."""
    own = {column: cell for column, cell in cells.items() if column != BECAUSE}
    if table.is_of_records:
        return json.dumps(own, sort_keys=True, default=as_text)
    return frozenset(
        (column, *words) for column, cell in own.items() if (words := as_text(cell).replace("\0", "").split())
    )
