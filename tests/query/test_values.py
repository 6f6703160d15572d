import pytest

from queries import first_line, refused, window
from timeline.errors import UsageError
from timeline.query.parser import days, parse
from timeline.query.tree import And, Term, unparse


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("date:2024-11-17", [("2024-11-17", "2024-11-17")]),
        ("on:2024-11", [("2024-11-01", "2024-11-30")]),
        ("date:2024,2025-02", [("2024-01-01", "2024-12-31"), ("2025-02-01", "2025-02-28")]),
        ("date:2024-10..2024-11", [("2024-10-01", "2024-11-30")]),
        ("date:2024-10..", [("2024-10-01", "")]),
        ("date:..2024-10", [("", "2024-10-31")]),
        ("since:2024", [("2024-01-01", "")]),
        ("until:2024", [("", "2024-12-31")]),
        ("date<2024", [("", "2023-12-31")]),
        ("date<=2024", [("", "2024-12-31")]),
        ("date>2024", [("2025-01-01", "")]),
        ("date>=2024", [("2024-01-01", "")]),
        ("date:2022-02-24/..", [("2022-02-24", "")]),
        ("date:../2022-02-24", [("", "2022-02-24")]),
        ("date:2022-02-24/", [("2022-02-24", "")]),
        ("date:[2024-01-03,2024-02]", [("2024-01-03", "2024-01-03"), ("2024-02-01", "2024-02-29")]),
        ("date:{2024-01-03,2024-02-04},2025-01-01", [(d, d) for d in ("2024-01-03", "2024-02-04", "2025-01-01")]),
        ("date:[..2024-01-03]", [("", "2024-01-03")]),
        ("until:[2024-01-03,2024-02-04]", [("", "2024-02-04")]),
        ("date:2024-21", [("2024-03-01", "2024-05-31")]),
        ("date:-0043", [("-0043-01-01", "-0043-12-31")]),
        ("date:Y12345", [("Y12345", "Y12345")]),
        ("since:2024 until:2025", [("2024-01-01", "2025-12-31")]),
        ("since:2024 since:2025-02 until:2026 date<2025-12", [("2025-02-01", "2025-11-30")]),
        ("since:2024 since:2025", [("2025-01-01", "")]),
        ("until:2024 until:2025", [("", "2024-12-31")]),
    ],
)  # fmt: skip
def test_dates_become_windows_of_days(text: str, windows: list[tuple[str, str]]) -> None:
    ranges = [window(low, high) if not low.startswith("Y") else None for low, high in windows]
    tree = parse(text)
    assert isinstance(tree, Term)
    assert tree.field == "date"
    assert tree.op == ":"
    if None not in ranges:
        assert list(tree.values) == ranges
    assert parse(unparse(tree)) == tree


def test_first_and_last_day_make_one_window_among_other_parts() -> None:
    tree = parse("a since:2024 b until:2024 date:2023..2025 -until:2020 published:2024")
    assert isinstance(tree, And)
    assert tree.parts[1] == Term("date", ":", (window("2024-01-01", "2024-12-31"),))
    assert len(tree.parts) == 6
    assert isinstance(parse("since:2024,2025 until:2026"), And)
    assert isinstance(parse("published>=2024 published<=2024"), And)


def test_published_keeps_its_field() -> None:
    assert parse("published:2024") == Term("published", ":", (window("2024-01-01", "2024-12-31"),))


def test_the_whole_value_of_a_date_is_its_canonical_form() -> None:
    assert parse("date=2024-11~") == Term("date", "=", ("2024-11~",))
    assert parse("date=2024-11-17T20:20Z") == Term("date", "=", ("2024-11-17T20:20Z",))
    assert parse("date~[?]$") == Term("date", "~", ("[?]$",))


def test_dates_in_words_go_through_the_callers_reader() -> None:
    asked: list[str] = []

    def read(text: str) -> str:
        asked.append(text)
        return {"last month": "2024-10", "1 Oct 2024": "2024-10-01", "2024-21": "2024-21"}[text]

    assert parse('since:"last month"', read) == parse("since:2024-10")
    assert parse('date:"1 Oct 2024..2024-11"', read) == parse("date:2024-10-01..2024-11")
    assert parse("on:2024-21", read) == parse("date:2024-21")
    assert asked == ["last month", "1 Oct 2024", "2024-21"]


def test_what_the_reader_refuses_is_said_under_the_date() -> None:
    def read(text: str) -> str:
        raise UsageError("no such day", "try another")

    error = refused("a since:never", read)
    assert error.message == "no such day\n  | a since:never\n  |         ^^^^^"
    assert error.hint == "try another"

    def plain(text: str) -> str:
        raise ValueError("not today")

    assert first_line(refused("on:never", plain)) == "not today"


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("date:2024-13", "there is no month 13", "months are 01 to 12, seasons 21 to 41"),
        ("date:2024-01..2024-13", "there is no month 13", "months are 01 to 12, seasons 21 to 41"),
        ("since:2024-W03", '"W03" is no month: it has two digits', "weeks and durations are not EDTF"),
        ("date:13-2024", "what would it be?", ""),
        ("date:2024-fall", '"fall" is no month: it has two digits', ""),
        ('date:"2024-13 or so"', "what would it be?", ""),
    ],
)
def test_what_looks_like_edtf_is_refused_as_such(text: str, reason: str, hint: str) -> None:
    def phrases(_: str) -> str:
        raise UsageError("what would it be?")

    error = refused(text, phrases)
    assert first_line(error) == reason
    assert hint in error.hint


def test_what_looks_like_edtf_may_be_refused_for_another_reason() -> None:
    def unsettled(_: str) -> str:
        raise UsageError("a season, or years?")

    assert first_line(refused("date:2024-02~", unsettled)) == "a season, or years?"


def test_days_of_a_flag() -> None:
    assert days("since", "2024-10") == parse("since:2024-10")
    assert days("on", "1 Oct 2024", lambda _: "2024-10-01") == parse("on:2024-10-01")
    with pytest.raises(UsageError, match="empty"):
        days("until", "")
