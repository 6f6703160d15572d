"""What the file of a spreadsheet would take once it is unpacked, found out before anything reads it.

A few kilobytes may unpack to gigabytes, and one cell in the last corner of a sheet to billions of cells: whoever reads
them then ends the whole process. Knows zip and where cells stand; must not know what they hold.
"""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

from timeline.errors import DataError

LARGEST = 256 << 20
"""Bytes, of all parts together."""
MOST_CELLS = 12_000_000
"""Of all sheets, each from its first cell to its furthest: its reader takes 32 bytes for each."""
_PIECE = 1 << 18
_LONGEST_TAG = 1 << 22
"""Bytes: what is longer is read again with each piece."""


def errors(data: bytes, name: str) -> int:
    """Look through the file of a workbook; how many of its cells hold an error.

    Raises:
        DataError: it is none, is damaged or protected, or would take too much; with both numbers.
    """
    found = cells = 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            entries = parts.infolist()
            names = {entry.filename.lstrip("/") for entry in entries}
            is_known = {entry.compress_type for entry in entries} <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
            if "xl/workbook.xml" not in names or len(names) < len(entries) or not is_known:
                raise DataError(f"{name} is no xlsx", _SAVE)
            if (size := sum(entry.file_size for entry in entries)) > LARGEST:
                raise DataError(f"{name} unpacks to {size:,} bytes", f"{LARGEST:,} are the most; save it as CSV")
            for entry in entries:
                with parts.open(entry) as part:  # to its end, so that what it says of its size is checked
                    sheet = _seen(part, name, cells)
                found += sheet.errors
                cells += sheet.rows * sheet.columns
    except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, OSError, ValueError) as error:
        raise DataError(f"{name} is no xlsx, or damaged, or has a password", _SAVE) from error
    return found


_SAVE = "save it as .xlsx or .csv, without a password"


def _seen(part: Any, name: str, before: int) -> "_Cells":
    """The cells of one part, of which so many stand in those before it; a part that is no sheet has none."""
    from xml.parsers import expat  # start-up: every command asks which formats there are

    cells, is_sheet, is_broken, last = _Cells(), False, False, b""
    parser: Any = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = cells.met
    read = 0
    while piece := part.read(_PIECE):
        read += len(piece)
        is_sheet = is_sheet or b"sheetData" in last + piece
        last = piece[-16:]
        try:
            if not is_broken:
                parser.Parse(piece, False)
                is_broken = read - parser.CurrentByteIndex > _LONGEST_TAG
        except (expat.ExpatError, LookupError, ValueError):  # no XML, or of no encoding that there is
            is_broken = True
        if is_sheet and is_broken:
            raise DataError(f"{name} is damaged: a sheet of it cannot be read", _SAVE)
        if (furthest := before + cells.rows * cells.columns) > MOST_CELLS:
            hint = f"{MOST_CELLS:,} are the most: delete what stands far off, or save it as CSV"
            reaches = f"row {cells.rows:,} and column {cells.columns:,}"
            raise DataError(
                f"{name}: a sheet reaches to {reaches}: {furthest:,} cells{' with those before it' * bool(before)}",
                hint,
            )
    return cells


class _Cells:
    """The furthest row and column in which something stands."""

    def __init__(self) -> None:
        self.rows = self.columns = self.errors = 0
        self._row = self._column = 0

    def met(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element of SpreadsheetML (ECMA-376, part 1, 18.3.1); where it says no place, it is the next one."""
        tag = tag.rpartition(" ")[2]
        place = attributes.get("r", "")
        if tag == "row":
            self._row = int(place) if place.isdecimal() else self._row + 1
            self._column = 0
        elif tag == "c":
            letters = place.rstrip("0123456789")
            self._column = _column(letters) if letters else self._column + 1
            self._row = int(place[len(letters) :] or self._row)
            self.errors += attributes.get("t") == "e"
        elif tag in {"v", "f", "is"}:
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)


@cache
def _column(letters: str) -> int:
    """The number of a column, by its letters."""
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + ord(letter) - 64
    return number
