"""Bars in block characters."""

from timeline.pictures.blocks import drawn
from timeline.pictures.histogram import Bar, Gap
from timeline.text.width import text_width


def lines(*rows: Bar | Gap, width: int = 40, color: bool = False) -> list[str]:
    return "".join(drawn(rows, "month", width, color=color)).splitlines()


def test_what_is_sure_is_solid_and_what_is_possible_pale() -> None:
    assert lines(Bar("May 2024", 10, 0), Bar("June", 1, 1), Bar("July", 7, 3), Bar("August", 0, 0), width=24) == [
        "May 2024 ████████████ 10",
        "June     ░             1",
        "July     ████▊░░░      7",
        "August                 0",
    ]


def test_few_events_make_short_bars() -> None:
    assert lines(Bar("2024", 2, 1)) == ["2024 ████░░░░ 2"]


def test_the_least_is_seen_and_the_most_fits() -> None:
    assert lines(Bar("a", 20_000, 1), Bar("b", 1, 0), Bar("c", 2, 1), width=30) == [
        "a ████████████████████░ 20,000",
        "b ▏                          1",
        "c ▏░                         2",
    ]


def test_wide_letters_and_long_headings_fit() -> None:
    found = lines(Bar("東京都庁" * 9, 3, 0), Bar("\x1b[31mred\nline", 70, 0), Bar("", 1, 0))
    assert found == [
        "東京都庁東京都庁東京都庁東… ▍          3",
        "\\x1b[31mred line            █████████ 70",
        '""                          ▏          1',
    ]
    assert {text_width(line) for line in found} == {40}


def test_a_gap_says_what_is_not_there() -> None:
    rows = (
        Bar("May", 1, 0),
        Gap("June 2024", "November 2024", 6, crossed=False),
        Gap("June 2024", "November 2024", 6, crossed=True),
    )
    assert lines(*rows, width=0) == [
        "May ████ 1",
        "no events: June 2024 – November 2024 (6 months)",
        "no event of a single month: June 2024 – November 2024 (6 months)",
    ]
    assert lines(*rows)[2:] == [
        "  months)",
        "no event of a single month: June 2024 –",
        "  November 2024 (6 months)",
    ]


def test_what_is_empty_is_dim_where_there_are_colours() -> None:
    found = lines(Bar("May", 1, 0), Bar("June", 0, 0), Gap("July", "August", 2, crossed=False), width=80, color=True)
    assert found[0] == "May  ████ 1"
    assert found[1:] == ["\x1b[2mJune      0\x1b[0m", "\x1b[2mno events: July – August (2 months)\x1b[0m"]


def test_nothing_is_nothing() -> None:
    assert lines() == []
