"""A whole column shows how its dates are written, or it is asked about with the evidence."""

from datetime import date, datetime
from typing import Any

import pytest

from timeline.dates.value import DateError
from timeline.errors import DataError
from timeline.tables.cells import as_text, readers
from timeline.tables.date_columns import DateColumn, gathered, is_open, span
from timeline.tables.mapping import ColumnMapping


def column(*cells: Any, said: str = "Day", timezone: str | None = None, **meant: Any) -> DateColumn:
    (reader,) = readers(ColumnMapping({"date": (said,)}), ("Day",), "date", as_is=False)
    held = gathered((as_text(cell), cell, f"a.csv:{n}") for n, cell in enumerate(cells, 2))
    return DateColumn(reader, held, ColumnMapping({}, **meant), timezone)


def dates(*cells: Any, **meant: Any) -> list[str]:
    found = column(*cells, **meant)
    return [found.read(as_text(cell), "").edtf for cell in cells]


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("03/04/2026", "25/04/2026"), ["2026-04-03", "2026-04-25"]),
        (("3-4-2026", "04-25-2026"), ["2026-03-04", "2026-04-25"]),
        (("Fri, 03/04/2026", "05/06/2026"), ["2026-04-03", "2026-06-05"]),
        (("04/04/2026",), ["2026-04-04"]),
        (("03.04.2026", "2026/04/05", "20260406"), ["2026-04-03", "2026-04-05", "2026-04-06"]),
        ((2024.0, 2023, "2022.0", "2021"), ["2024", "2023", "2022", "2021"]),
        ((date(2024, 5, 1), datetime(2024, 5, 1, 14, 30)), ["2024-05-01", "2024-05-01T14:30:00"]),  # noqa: DTZ001
        (("(Believed to be) 2020-05-31", "c. 1914", "May 2020"), ["2020-05-31?", "1914~", "2020-05"]),
        ((date(1905, 7, 16), date(1904, 2, 8)), ["1905-07-16", "1904-02-08"]),
        (("2020-01-01 14:00", "2020-01-02 15:00"), ["2020-01-01T14:00", "2020-01-02T15:00"]),
        (("2020-01-01 14:00", "2020-01-02"), ["2020-01-01T14:00", "2020-01-02"]),
        (("2020-01-01 14:00 to 15:00",) * 2, ["2020-01-01T14:00/2020-01-01T15:00"] * 2),
        (("2020-01-01 14:00",), ["2020-01-01T14:00"]),
    ],
)
def test_a_column_shows_how_its_dates_are_written(cells: tuple[Any, ...], wanted: list[str]) -> None:
    assert dates(*cells) == wanted


@pytest.mark.parametrize(
    "cells",
    [
        ("01/04/2026 - 12:00", "01/25/2026 - 12:00"),
        ("2026-01-04T00:00:00+01:00", "2026-01-25T00:00:00+02:00"),
        ("4 Jan 2026, 9:00 AM", "25 Jan 2026 at  9:00 AM", "Unknown"),
    ],
)
def test_times_that_are_all_the_same_are_none(cells: tuple[str, ...]) -> None:
    found = column(*cells)
    assert [found.read(cell, "").edtf for cell in cells[:2]] == ["2026-01-04", "2026-01-25"]
    ((note, rows),) = found.notes.items()
    assert note.startswith("Day: every time is ")
    assert rows == len(cells)


@pytest.mark.parametrize(
    ("days", "wanted", "of"),
    [
        ((date(2024, 1, 1), date(2024, 3, 1), "3 May 2020"), ["2024-01", "2024-03", "2020-05-03"], "month"),
        ((date(2023, 1, 1), date(2024, 1, 1)), ["2023", "2024"], "year"),
    ],
)
def test_days_of_a_spreadsheet_that_only_begin_months_are_months(
    days: tuple[Any, ...], wanted: list[str], of: str
) -> None:
    found = column(*days)
    assert [found.read(as_text(day), "").edtf for day in days] == wanted
    assert dict(found.notes) == {f"Day: every day is the first of a {of}: {of}s, unless --dates words says days": 2}
    assert column(*days, dates="words").read(as_text(days[1]), "").edtf == days[1].isoformat()
    assert column(*days, date(2024, 1, 2)).read(as_text(days[1]), "").edtf == days[1].isoformat()


@pytest.mark.parametrize(
    ("cells", "meant", "message", "hint"),
    [
        (
            ("03/04/2026", "05/06/2026", "03/04/2026"),
            {},
            'Day: day or month first? Its days are the first 12 only in 3 rows ("03/04/2026", a.csv:2)',
            "--date-order mdy, or --date-order dmy",
        ),
        (
            ("13/04/2026", "04/13/2026"),
            {},
            (
                'Day: the day comes first in 1 row ("13/04/2026", a.csv:2) and the month comes first in 1 row'
                ' ("04/13/2026", a.csv:3)'
            ),
            "--date-order dmy (or mdy) reads what fits, and refuses the rest",
        ),
        (
            ("13/04/2026", "03/04/2026"),
            {"date_order": "mdy"},
            'Day: 1 row ("13/04/2026", a.csv:2): the day comes first, and mdy is given',
            "--date-order dmy",
        ),
        (
            ("45123", "45124.5", "2020"),
            {},
            'Day: 2 cells such as "45123" (a.csv:2): is it 2023-07-16, as a spreadsheet counts days?',
            "--dates serial says so; --dates words that they are no such days",
        ),
        ((2020, 2021, 45123), {}, 'Day: 1 cell such as "45123" (a.csv:4)', "serial"),
        (
            (date(1905, 7, 16), datetime(1905, 7, 17), date(2020, 1, 1), "2020"),  # noqa: DTZ001
            {},
            "Day: 2 days of 1905 such as 1905-07-16 (a.csv:2): was it the year 2024, shown as a date by a spreadsheet?",
            "format these cells as numbers; --dates words says that it was 1905",
        ),
    ],
)
def test_what_is_not_settled_is_asked_with_the_evidence(
    cells: tuple[Any, ...], meant: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(DataError) as caught:
        column(*cells, **meant)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_what_is_said_settles_it() -> None:
    assert dates("03/04/2026", "05/06/2026", date_order="mdy") == ["2026-03-04", "2026-05-06"]
    mixed = column("13/04/2026", "04/13/2026", date_order="mdy")
    assert mixed.read("04/13/2026", "").edtf == "2026-04-13"
    for _ in range(2):
        with pytest.raises(DateError, match="does not fit the date_order mdy"):
            mixed.read("13/04/2026", "")
    assert dates("45123", "45124.5", 59, "2020-05", dates="serial") == [
        *("2023-07-16", "2023-07-17T12:00:00", "1900-02-28", "2020-05")
    ]
    with pytest.raises(DateError, match="60 is no day that a spreadsheet counts"):
        dates("60", dates="serial")
    assert dates("2020-01-01T12:00", "2020-01-02T12:00", dates="words") == ["2020-01-01T12:00", "2020-01-02T12:00"]
    assert dates("2024-05", "2024~", dates="edtf") == ["2024-05", "2024~"]
    with pytest.raises(DateError):
        dates("May 2024", dates="edtf")


def test_put_together_of_parts_a_month_may_have_one_digit() -> None:
    found = column(said="{Day}")
    assert [found.read(text, "").edtf for text in ("1943-7", "1943.0-7.0-3.0")] == ["1943-07", "1943-07-03"]
    with pytest.raises(DateError):
        column().read("1943-7", "")


def test_what_edtf_cannot_say_is_kept_in_words() -> None:
    found = column("2024-05-01T10:00:02.5Z", "night of 3-4 May 2020", "night of 3-4 May 2020")
    assert found.read("2024-05-01T10:00:02.5Z", "")[:] == ("2024-05-01T10:00:02Z", "2024-05-01T10:00:02.5Z")
    assert found.read("night of 3-4 May 2020", "")[:] == ("2020-05-03/2020-05-04", "night of 3-4 May 2020")
    assert found.notes == {
        "Day: fractions of a second are left out": 1,
        "Day: EDTF has no night: both days are stored": 2,
    }


def test_a_time_is_of_the_zone_of_its_event() -> None:
    found = column(timezone="Europe/Berlin")
    assert found.read("2021-05-01 14:00", "").edtf == "2021-05-01T14:00"
    assert found.read("2021-05-01 14:00", "Europe/Kyiv").edtf == "2021-05-01T14:00+03:00"
    assert found.read("2021-05-01", "Europe/Kyiv").edtf == "2021-05-01"
    with pytest.raises(DateError, match="Berlin clocks skipped 02:30"):
        found.read("2021-03-28 02:30", "")


def test_a_span_has_two_dates() -> None:
    assert span("2020", "2020") == "2020"
    assert span("2020", "..") == "2020/.."
    assert span("2020-05-01", "2021?") == "2020-05-01/2021?"
    for start, end in (("2020", "[2021,2022]"), ("2020/2021", "2022"), ("2021", "2020")):
        with pytest.raises(DateError, match=r"."):
            span(start, end)
    assert is_open("Ongoing")
    assert not is_open("2020")
