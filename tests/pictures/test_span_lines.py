"""Events on lines of a terminal, under an axis."""

import pytest

from timeline.dates.calendar import day_number
from timeline.dates.instants import EPOCH
from timeline.pictures.axis import AxisWindow, first_view
from timeline.pictures.span_lines import UNDATED, SpanLine, axis_of, cells, drawn
from timeline.pictures.spans import Clock
from timeline.text.width import text_width

FIRST = day_number(2024, 11, 1) - EPOCH
NOVEMBER = AxisWindow(FIRST, FIRST + 30)
CLOCK = Clock(as_written=True)


@pytest.mark.parametrize(
    ("date", "basis", "bar"),
    [
        ("2024-11-03", "stated", "  █                           "),
        ("2024-11-03?", "stated", "  ░                           "),
        ("2024-11-10", "reported", "      ░░░█                    "),
        ("2024-11-01", "reported", "█                             "),
        ("2024-11", "stated", "░" * 30),
        ("2024-11-04T20:20", "stated", "   █                          "),
        ("2024-11-10/2024-11-14", "stated", "         █████                "),
        ("2024-11-10/2024-11-14~", "stated", "         ░░░░░                "),
        ("2024-11-25/..", "stated", "                        █████▸"),
        ("../2024-11-05", "stated", "◂████                         "),
        ("2024-11-10/", "stated", "         █░░▸                 "),
        ("/2024-11-10", "stated", "      ◂░░█                    "),
        ("[..2024-11-10]", "stated", "       ◂░░                    "),
        ("[2024-11-10..]", "stated", "         ░░▸                  "),
        ("[2024-11-03,2024-11-10]", "stated", "  ░······░                    "),
        ("{2024-11-03,2024-11-10..2024-11-12}", "stated", "  █······███                  "),
        ("2024-10-20/2024-11-05", "stated", "…████                         "),
        ("2024-11-25/2025-01-05", "stated", "                        █████…"),
        ("1999", "stated", "…                             "),
        ("2918", "stated", "                             …"),
        ("1999/", "stated", "…                             "),
        ("../1999", "stated", "…                             "),
        ("2918/..", "stated", "                             …"),
        ("/2918-01", "stated", "                             …"),
        ("[1999,2024-11-03]", "stated", "…·░                           "),
        ("1999/..", "stated", "…████████████████████████████▸"),
    ],
)
def test_bars(date: str, basis: str, bar: str) -> None:
    assert "".join(cells(CLOCK.spans(date, basis), NOVEMBER, 30)) == bar


def test_an_axis_names_as_many_ticks_as_fit() -> None:
    names, marks = axis_of(NOVEMBER, 60)
    assert names == "      4 Nov 2024    11            18            25"
    assert marks.count("┬") == 4
    assert len(marks) == 60
    names, marks = axis_of(AxisWindow(FIRST, FIRST + 7), 42)
    assert names == "1 Nov 2024  3     4     5     6     7    8"
    assert marks.count("┬") == 8


def test_lines_under_headings() -> None:
    one, other = (
        SpanLine(title, CLOCK.spans(date, "stated")) for title, date in [("東京" * 20, "2024-11-03"), ("x", "2024")]
    )
    found = "".join(drawn([("a\x1b", [one]), ("", [other, SpanLine("no\nday", ())])], NOVEMBER, 40)).splitlines()
    assert found[2:] == [
        "a\\x1b:",
        "東京東京東京東京…  ██",
        "x                 …░░░░░░░░░░░░░░░░░░░░…",
        f"no day            {UNDATED}",
    ]
    assert max(map(text_width, found)) == 40


def test_without_any_day_there_is_no_axis() -> None:
    assert first_view([()]) is None
    assert "".join(drawn([("", [SpanLine("x", ())])], None, 0)) == f"x {UNDATED}\n"
