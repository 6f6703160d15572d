import zipfile
from io import BytesIO

import pytest

from timeline.errors import DataError
from timeline.tables import unpacked

SHEET = "xl/worksheets/sheet1.xml"
CELLS = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1"><v>1</v></c></row>{}</sheetData></worksheet>'
)


def made(rows: str = "", method: int = zipfile.ZIP_DEFLATED, /, **more: bytes) -> bytes:
    """As much of a workbook as is looked at."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", method) as parts:
        for name, content in {"xl/workbook.xml": b"<workbook/>", SHEET: CELLS.format(rows).encode(), **more}.items():
            parts.writestr(name, content)
    return data.getvalue()


def test_what_is_looked_at_and_what_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "_PIECE", 100)
    assert unpacked.errors(made('<row><c t="e"><v>#N/A</v></c><c/></row>'), "a.xlsx") == 1
    assert unpacked.errors(made('<row r="1048576"><c r="XFD1048576" s="1"/></row>'), "a.xlsx") == 0  # a mere colour
    assert unpacked.errors(made(picture=b"\x89PNG" * 100), "a.xlsx") == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            made('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "a.xlsx: a sheet reaches to row 1,048,576 and column 16,384: 17,179,869,184 cells",
        ),
        (made(bomb=b" " * 20_000), "a.xlsx unpacks to 20,162 bytes"),
        (made("<c></d>"), "a.xlsx is damaged: a sheet of it cannot be read"),
        (
            made(**{SHEET: b'<?xml version="1.0" encoding="UTF-9"?><sheetData/>'}),
            "a.xlsx is damaged: a sheet of it cannot be read",
        ),
        (b"a,b\n", "a.xlsx is no xlsx, or damaged, or has a password"),
        (made()[:-30], "a.xlsx is no xlsx, or damaged, or has a password"),
        (made()[40:], "a.xlsx is no xlsx, or damaged, or has a password"),  # its parts stand before its beginning
        (made().replace(b"xl/workbook.xml", b"xl/workbook.bin"), "a.xlsx is no xlsx"),
        (made("", zipfile.ZIP_BZIP2), "a.xlsx is no xlsx"),
        (made(f'<c z="{"z" * 600}"/>'), "a.xlsx is damaged: a sheet of it cannot be read"),
        (
            made('<row r="9"><c r="C9"><v>1</v></c></row>', **{f"{SHEET}2": CELLS.format("").encode()}),
            "a.xlsx: a sheet reaches to row 1 and column 1: 28 cells with those before it",
        ),
    ],
)
def test_what_is_refused(data: bytes, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, number in (("LARGEST", 20_000), ("MOST_CELLS", 27), ("_PIECE", 100), ("_LONGEST_TAG", 500)):
        monkeypatch.setattr(unpacked, name, number)
    with pytest.raises(DataError) as caught:
        unpacked.errors(data, "a.xlsx")
    assert caught.value.message == said


def test_a_size_that_is_a_lie() -> None:
    data = made()
    size = len(CELLS.format(""))
    with pytest.raises(DataError):
        unpacked.errors(data.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little")), "a.xlsx")
