"""Lanes and rows: November 2024, a day ten pixels wide unless it is said."""

import pytest

from timeline.dates.calendar import day_number
from timeline.dates.instants import EPOCH
from timeline.pictures.axis import AxisWindow
from timeline.pictures.lanes import Lane, LaneItem, lanes, text_width
from timeline.pictures.look import LOOK
from timeline.pictures.spans import Clock

FIRST = day_number(2024, 11, 1) - EPOCH
NOVEMBER = AxisWindow(FIRST, FIRST + 30)
CLOCK = Clock(as_written=True)


def item(date: str, names: str = "", title: str = "") -> LaneItem:
    """An event, in lanes of one letter each."""
    return LaneItem(CLOCK.spans(date, "stated"), [*names], title)


def made(*items: LaneItem, width: float = 300) -> list[Lane]:
    return lanes(items, NOVEMBER, width, "actor")


def rows(*items: LaneItem, width: float = 300) -> list[int]:
    (lane,) = made(*items, width=width)
    return [placed.row for placed in lane.placed]


def labels(*items: LaneItem, width: float = 960) -> list[tuple[str, float]]:
    (lane,) = made(*items, width=width)
    return [(placed.label, round(placed.label_at, 1)) for placed in lane.placed]


def test_the_lane_of_most_events_is_first_and_those_without_a_name_are_last() -> None:
    found = made(item("2024-11-01", "ba"), item("2024-11-02", "c"), item("2024-11-03"), item("1999", "cc"))
    assert [(lane.name, lane.number, lane.top, lane.height) for lane in found] == [
        ("c", 2, 0, 36),
        ("a", 1, 36, 36),
        ("b", 1, 72, 36),
        ("no actor", 1, 108, 36),
    ]
    assert [[placed.item for placed in lane.placed] for lane in found] == [[1], [0], [0], [2]]


@pytest.mark.parametrize(
    ("number", "last"), [(1, "a"), (12, "l"), (13, "m"), (14, "other actors"), (20, "other actors")]
)
def test_other_names_share_a_lane(number: int, last: str) -> None:
    found = made(*(item("2024-11-01", letter) for letter in "abcdefghijklmnopqrst"[:number]))
    assert found[-1].name == last
    assert found[-1].number == max(number - 12, 1) if number != 13 else 1
    assert len(found) == min(number, 13)


def test_whoever_has_a_lane_is_not_among_the_others() -> None:
    others = [item("2024-11-01", letter) for letter in "abcdefghijklmno"]
    found = made(item("2024-11-01", "xa"), item("2024-11-02", "xo"), *others)
    assert [(lane.name, lane.number) for lane in found[:3]] == [("a", 2), ("o", 2), ("x", 2)]
    assert (found[-1].name, found[-1].number) == ("other actors", 4)


def test_a_name_that_is_called_like_the_others_has_its_own_lane() -> None:
    named = [
        LaneItem((), [name], "")
        for name in ("no actor", "no actor", "other actors", "other actors", *"abcdefghijklmno")
    ]
    found = made(*named, item("2024-11-01"))
    assert [(lane.name, lane.number) for lane in found if "actor" in lane.name] == [
        ("no actor", 2),
        ("other actors", 2),
        ("other actors", 5),
        ("no actor", 1),
    ]


def test_a_lane_of_nothing_in_view_has_a_row() -> None:
    (lane,) = made(item("1999", "a"))
    assert (lane.number, lane.height, lane.placed) == (1, LOOK.lane_head + LOOK.row, [])


def test_bars_that_would_touch_stand_in_rows() -> None:
    assert rows(item("2024-11-01"), item("2024-11-01"), item("2024-11-02"), item("2024-11-03")) == [0, 1, 2, 0]
    assert rows(item("2024-11-01/.."), item("2024-11-20"), item("2024-11-21"), item("2024-11-22")) == [0, 1, 2, 1]


def test_where_there_is_no_row_left_bars_lie_over_one_another() -> None:
    days = [item("2024-11-01")] * 9 + [item("2024-11-02"), item("2024-11-30")]
    assert rows(*days) == [*range(8), 0, 0, 0]
    (lane,) = made(*days)
    assert lane.height == LOOK.lane_head + 8 * LOOK.row


def test_titles_have_as_many_rows_as_they_need() -> None:
    crowd = [item("2024-11-01", title="A title that is rather long")] * 8
    (lane,) = made(*crowd, item("2024-11-03", title="B"), width=960)
    assert (lane.placed[-1].label, lane.placed[-1].row) == ("B", 8)
    assert lane.height == LOOK.lane_head + 9 * LOOK.row
    (lane,) = made(*crowd, item("2024-11-20", title="B"), width=960)
    assert (lane.placed[-1].label, lane.placed[-1].row) == ("B", 0)


@pytest.mark.parametrize(
    ("date", "title", "label"),
    [
        ("2024-11-01", "A title", ("A title", 38.0)),  # behind
        ("2024-11-30", "A title", ("A title", 878.6)),  # before: there is no room behind
        ("2024-11", "A title", ("A title", 34.0)),  # on it, as it fills the picture
        ("2024-11-16", "x" * 70, ("x" * 70, 518.0)),
        ("2024-11-10", "x" * 100, ("x" * 100, 326.0)),
        ("2024-11-10", "x" * 101, ("x" * 99 + "…", 326.0)),  # as long as a title may be
        ("2024-11-16", "京" * 40, ("京" * 37 + "…", 9.0)),  # cut to the room that there is
        ("2024-11-15", "a few words " * 9, ("a few words " * 6 + "a f…", 486.0)),
    ],
)
def test_where_a_title_stands(date: str, title: str, label: tuple[str, float]) -> None:
    assert labels(item(date, title=title)) == [label]


def test_a_title_is_cut_before_a_bar_if_there_is_more_room() -> None:
    ((label, at),) = labels(item("2024-11-17", title="x" * 95))
    assert label == "x" * 80 + "…"
    assert at + text_width(label) == pytest.approx(512 - 6)


def test_a_few_letters_say_nothing() -> None:
    assert labels(item("2024-11-02/2024-11-29", title="A title"), width=300) == [("A title", 44.0)]
    ((label, _),) = labels(item("2024-11-04/2024-11-27", title="A title for which there is no room"), width=120)
    assert label == ""


def test_a_title_takes_the_room_beside_its_bar() -> None:
    found = [item("2024-11-01", title="A title"), item("2024-11-03", title="B"), item("2024-11-10", title="C")]
    (lane,) = made(*found, width=960)
    assert [placed.row for placed in lane.placed] == [0, 1, 0]


@pytest.mark.parametrize(("number", "label"), [(40, "A"), (41, "")])
def test_of_many_events_none_has_its_title(number: int, label: str) -> None:
    found = made(*(item("2024-11-10", title="A") for _ in range(number)), item("1999", title="A"))
    assert found[0].placed[0].label == label


def test_letters_of_chinese_are_two_wide() -> None:
    assert text_width("ab") == text_width("京") == 2 * LOOK.letter
