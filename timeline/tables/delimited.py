"""The rows of a text whose cells are apart by a sign: CSV (RFC 4180) and its relatives, as programs really write them.

Knows encodings, signs between cells, and lines; must not know what a column means.
"""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from statistics import median_low
from types import SimpleNamespace
from typing import Any

from timeline.errors import DataError
from timeline.tables.input_table import InputRow, InputTable
from timeline.text.escape import spreadsheet
from timeline.text.lists import counted, joined, with_others
from timeline.text.width import cut

BECAUSE = "refused because"
"""The last column of a file of refused rows, which nobody reads back."""
REV = "rev"
"""The column that only our own export has, in which an empty cell says something."""
_SIGNS = ",;\t|"
_MARK = "\ufeff"
_LARGEST_CELL = 64 << 20
_NAMED = 5
"""So many columns are named."""
_FIRST = 40
"""So many lines show what stands between cells, and where they begin."""
_START = 1 << 16
_QUOTED = re.compile(r'"[^"]*"')
_SHOWN = 60
"""So much of a line above the columns is shown."""


def read(data: bytes, name: str, sign: str = "") -> InputTable:
    """The rows of a text, in the first of which, below a title, the columns are named.

    Cells are trimmed; one that is all blanks says nothing. Lines that hold nothing are no rows.

    Args:
        data: the text: UTF-8, UTF-16 with its mark, else Windows-1252, which is said.
        name: of the input, for places.
        sign: what stands between cells; empty: the one of `, ; TAB |` of which most lines have the same number.

    Raises:
        DataError: it is empty, two columns have one name, a row has more cells than there are columns, or a quote is
            never closed.
    """
    text, notes = decoded(data, name)
    sign = sign or _most_likely(text)
    lines = _lines(text, sign, name)
    if sign == "\t":
        try:
            lines = iter([*lines])
        except DataError:  # as `cut` and `awk` have it, where a quote is a sign like others
            lines = _lines(text, sign, name, csv.QUOTE_NONE)
    return headed(lines, name, lambda line: f"{name}:{line}", notes)


def headed(
    lines: Iterator[tuple[int, Sequence[Any]]], name: str, place: Callable[[int], str], notes: Sequence[str] = ()
) -> InputTable:
    """The rows of lines of cells, the first of which names the columns; those without name and cell are none.

    A line above them that fills half as many cells as lines do, or fewer, is a title, and is said.

    Args:
        lines: each with its number; those that hold nothing are not among them.
        name: of the input.
        place: tells where a line stands.
        notes: what is said already.

    Raises:
        DataError: there is no line, or two columns have one name.
    """
    first = [*islice(lines, _FIRST)]
    if not first:
        raise DataError(f"{name} is empty", "its first line names the columns")
    filled = [sum(tidied(cell) != "" for cell in cells) for _, cells in first]
    usual = median_low([number for number in filled if number > 1] or [1])
    above = next(n for n, number in enumerate(filled) if 2 * number > usual)
    line, head = first[above]
    if above:
        title = " ".join(str(tidied(cell)) for _, cells in first[:above] for cell in cells).split()
        notes = [*notes, f'{place(line)} names the columns; above it: "{cut(" ".join(title), _SHOWN)}"']
    lines = chain(first[above + 1 :], lines)
    is_refused = any(tidied(cell) == BECAUSE for cell in head)
    columns = [str(bare(tidied(cell)) if is_refused else tidied(cell)).lstrip(_MARK).strip() for cell in head]
    if REV not in columns:
        columns = [" ".join(column.split()) for column in columns]  # on one line, as people can write it
    while columns and not columns[-1]:
        columns.pop()
    given = [column or f"column {n}" for n, column in enumerate(columns, 1)]
    if twice := [column for column, n in Counter(given).items() if n > 1]:
        named = joined([f'"{column}"' for column in twice])
        raise DataError(f"{name} has more than one column {named}", "give each a name of its own")
    rows = []
    beyond = {column for n, column in enumerate(given, 1) if is_refused and column == _beyond(n)}
    for line, cells in lines:
        more = map(_beyond, range(len(given) + 1, len(cells) + 1))  # kept for who mends the row
        pairs = zip(chain(given, more), map(tidied, cells), strict=False)
        held = {column: bare(cell) if is_refused else cell for column, cell in pairs if cell != ""}
        because = ""
        if any(tidied(cell) != "" for cell in cells[len(given) :]) or not beyond.isdisjoint(held):
            both = f"it has {len(cells)} cells, and there are {len(given)} columns"
            because = "it has more cells than there are columns" if beyond else both
        rows.append(InputRow(held, place(line), because))
    used = {column for row in rows for column in row.cells}
    shown = used.union(columns) - {BECAUSE, *beyond}
    wanted = [column for column in given if column in shown]
    if empty := [column for column in wanted if rows and column not in used and REV not in given]:
        named = joined(with_others(empty[:_NAMED], len(empty) - _NAMED))
        notes = [*notes, f"{counted(len(empty), 'column')} without a single cell: {named}"]
    return InputTable(tuple(wanted), rows, notes=notes)


def _beyond(n: int) -> str:
    """What the cells of a row are called that stand behind the last column."""
    return f"cell {n}"


def tidied(cell: Any) -> Any:
    """A cell without the blanks around it; nothing is an empty text."""
    return "" if cell is None else cell.strip() if isinstance(cell, str) else cell


def bare(cell: Any) -> Any:
    """A cell of a text of ours without the `'` that `written` has put before it."""
    if not isinstance(cell, str) or cell[:1] != "'":
        return cell
    formula = cell.lstrip("'")
    return cell[1:] if spreadsheet(formula) != formula else cell


def written(rows: Iterable[Sequence[Any]], sign: str) -> Iterator[str]:
    """Rows as lines of text; behind tabs each row is one line.

    What a spreadsheet would take for a formula gets a leading `'`, and one that has it already another.
    """
    by_tabs = sign == "\t"
    handed_back: Any = SimpleNamespace(write=str)  # `writerow` returns what `write` does
    lines = csv.writer(handed_back, delimiter=sign, lineterminator="\n" if by_tabs else "\r\n")
    for row in rows:
        texts = (
            re.sub(r"\s*[\t\n\v\f\r]\s*", " ", cell) if by_tabs and isinstance(cell, str) else cell for cell in row
        )
        yield lines.writerow([_kept(cell) if isinstance(cell, str) else cell for cell in texts])


def _kept(cell: str) -> str:
    """A text such that `bare` gives it back, but for NUL, which no reader of CSV takes."""
    text = cell.replace("\0", "")
    return spreadsheet(f"'{text}" if bare(text) != text else text)


def decoded(data: bytes, name: str) -> tuple[str, list[str]]:
    """A text, and what is said of how it was read.

    Raises:
        DataError: it is no text.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
        if "\0" not in text:  # else it is UTF-32
            return text, []
    if b"\0" in data:
        raise DataError(f"{name} is no text", "--as names its format; a spreadsheet is .xlsx")
    try:
        return data.removeprefix(BOM_UTF8).decode(), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        note = f"{name} is not UTF-8 (line {line}): read as Windows-1252; if letters look wrong, save it as UTF-8"
        return data.decode("cp1252", errors="replace"), [note]


def _most_likely(text: str) -> str:
    """What stands between the cells of a text: of which most lines have the same number, the first line above all."""
    lines = [line for line in islice(io.StringIO(_QUOTED.sub("", text[:_START])), _FIRST) if line.strip()]

    def alike(sign: str) -> tuple[int, int]:
        numbers = Counter(number for line in lines if (number := line.count(sign)))
        return max(numbers.values(), default=0), lines[0].count(sign) if lines else 0

    return max(_SIGNS, key=alike)


def _lines(text: str, sign: str, name: str, quoting: Any = csv.QUOTE_MINIMAL) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the line on which it begins."""
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, quoting=quoting, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        why = "a quote is opened and never closed" if "end of data" in str(error) else str(error)
        raise DataError(
            f"{name}:{begins}: this cannot be read as cells: {why}", "mend it there; nothing was written"
        ) from error
