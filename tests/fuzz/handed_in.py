"""Makes what people hand to `import`: files of each format that have suffered, tables of odd cells, mappings of them."""

import csv
import io
import json
import zipfile
from functools import cache
from typing import NamedTuple

import xlsxwriter  # type: ignore[import-untyped]

from conftest import CHECKOUT
from fuzz import examples
from fuzz.chance import DATES, ODD, Chance
from random_chronology import NAMES, PLACES

COLUMNS = (
    "id",
    "title",
    "Date",
    "end",
    "Year",
    "time",
    "source",
    "url",
    "lat, lon",
    "lat",
    "place",
    "tags",
    "killed",
    "rev",
)
FIELDS = (
    "title",
    "date",
    "end",
    "source",
    "url",
    "lat",
    "lon",
    "place",
    "actor:agent",
    "tag",
    "figures.killed",
    "x.a",
    "key",
)
KEYS = ("name", "key", "date_order", "dates", "timezone", "missing", "rest", "columns", "constants", "separators", "x")
SAMPLES = (
    "*-*.csv",
    "geojson.json",
    "ics.ics",
    "json*.json*",
    "markwhen.mw",
    "timelinejs.json",
    "timesketch.csv",
    "t*.t*",
)


class Handed(NamedTuple):
    """What is handed in."""

    name: str
    data: bytes
    words: list[str]
    """The flags."""
    mapping: bytes = b""


@cache
def samples() -> list[tuple[str, str]]:
    """The ending of a file of each format, and its text."""
    found = [path for name in SAMPLES for path in sorted((CHECKOUT / "tests/golden").glob(name))]
    return [
        ("geojson" if path.stem == "geojson" else path.suffix[1:], path.read_text(encoding="utf-8"))
        for path in found
        if path.suffix != ".txt"
    ]


def file(chance: Chance) -> Handed:
    """A file of some format, and flags."""
    if chance.happens(0.3):
        ending, data = _of_table(chance, table(chance))
    else:
        ending, text = chance.one(samples())
        data = chance.spoilt_bytes(text, [*COLUMNS, *ODD])
    words = [f"--map={chance.one(FIELDS)}={_text(chance)}" for _ in range(chance.one((0, 0, 0, 1, 3, 5)))]
    words += chance.one(
        ([], [], ["--rest"], ["--name", chance.odd()], ["--date-order=mdy"], ["--as=json"], ["--partial"])
    )
    return Handed(f"table.{ending}", data, [word.replace("\0", "") for word in words])


def mapping(chance: Chance) -> Handed:
    """A table, and a mapping of its columns."""
    rows = table(chance)
    texts = {
        name: json.dumps(chance.one(rows[0]) if chance.happens(0.97) else _text(chance))
        for name in FIELDS
        if chance.happens(0.15)
    }
    texts |= {"title": '"title"', "date": '"Date"'}
    lines = [f"{key} = {json.dumps(chance.odd())}" for key in KEYS[:7] if chance.happens(0.03)]
    lines += ["[columns]", *(f"{json.dumps(name)} = {text}" for name, text in texts.items())]
    for key in KEYS[8:]:
        lines += [f"[{key}]", f"{json.dumps(chance.one((*FIELDS, *COLUMNS)))} = {json.dumps(chance.odd())}"]
    text = "\n".join(lines[: chance.one((len(lines) - 6, len(lines) - 6, len(lines)))])
    ending, data = _of_table(chance, rows)
    spoilt = text.encode() if chance.happens(0.6) else chance.spoilt_bytes(text, [*FIELDS, *COLUMNS, *KEYS, *ODD])
    return Handed(f"table.{ending}", data, [], spoilt)


def table(chance: Chance) -> list[list[str]]:
    """Names of columns, and rows of cells that have much in them, or little."""
    head = ["title", "Date", *(chance.one(COLUMNS) for _ in range(chance.randint(0, 6)))]
    head = [chance.odd() if chance.happens(0.1) else name for name in dict.fromkeys(head)]
    kinds = (
        ("Strike",),
        DATES,
        ("2024-11-17", "17/11/2024"),
        NAMES,
        PLACES,
        examples.source_lines(),
        ("51.7, 36.2",),
        ODD,
    )
    by_column = [chance.one(kinds) for _ in head]
    by_column[:2] = [("Strike", "Talks"), chance.one((("2024-11-17", "May 2024"), ("17/11/2024", "03/04/2024"), DATES))]
    rows = [
        [chance.one(ODD) if chance.happens(0.1) else chance.one(by) for by in by_column]
        for _ in range(chance.few() % 9)
    ]
    return [head, *rows]


def _text(chance: Chance) -> str:
    """What a FIELD may come from."""
    return chance.one((chance.one(COLUMNS), f"{{{chance.one(COLUMNS)}}} {chance.odd()}", chance.odd()))


def _of_table(chance: Chance, rows: list[list[str]]) -> tuple[str, bytes]:
    """The ending of a file, and what it holds."""
    ending = chance.one(("csv", "tsv", "json", "xlsx"))
    if ending == "xlsx":
        return ending, _workbook(chance, rows)
    if ending == "json":
        text = json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]])
    else:
        csv.writer(lines := io.StringIO(), delimiter="\t" if ending == "tsv" else ",").writerows(rows)
        text = lines.getvalue()
    return ending, chance.spoilt_bytes(text) if chance.happens(0.2) else text.encode(errors="replace")


def _workbook(chance: Chance, rows: list[list[str]]) -> bytes:
    """A workbook, one part of which has suffered, or the whole."""
    book = xlsxwriter.Workbook(data := io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet()
    for n, row in enumerate(rows):
        for place, cell in enumerate(row):
            is_number = n and chance.happens(0.2)
            sheet.write_number(n, place, chance.randint(-9, 50_000)) if is_number else sheet.write_string(
                n, place, cell
            )
    book.close()
    whole = data.getvalue()
    if chance.happens(0.7):
        return whole
    if chance.happens(0.3):
        at = chance.randint(0, len(whole))
        return whole[:at] + bytes([chance.randrange(256)]) + whole[at + chance.randint(0, 9) :]
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(made := io.BytesIO(), "w") as new:
        spoilt = chance.one(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, chance.spoilt_bytes(part.decode()) if name == spoilt else part)
    return made.getvalue()
