"""How a fault is shown: place, line, marker, advice (timeline/errors.py)."""

import pytest

from timeline.errors import PAIRS, DataError, Guesses, Problem, TimelineError, UsageError, did_you_mean, marked


def test_a_problem_with_its_line() -> None:
    problem = Problem("2024/a.toml", 2, 8, "SCH007", "a month needs quotes", 'write date = "2024-11"', "date = 2024-11")
    assert str(problem) == (
        '2024/a.toml:2:8: SCH007 a month needs quotes\n  | date = 2024-11\n  |        ^\n  = write date = "2024-11"'
    )


@pytest.mark.parametrize(("line", "col", "place"), [(0, 0, "a.toml"), (3, 0, "a.toml:3"), (3, 1, "a.toml:3:1")])
def test_a_problem_without_a_place(line: int, col: int, place: str) -> None:
    assert str(Problem("a.toml", line, col, "SCH007", "the file is empty")) == f"{place}: SCH007 the file is empty"


def test_the_marker_stands_under_its_column() -> None:
    assert marked("abc", 2) == "  | abc\n  |  ^"
    assert marked("abc", 2, 2) == "  | abc\n  |  ^^"
    assert marked("abc", 4) == "  | abc\n  |    ^"
    assert marked("\tabc", 2) == "  | \tabc\n  | \t^"
    assert marked("", 1) == "  | \n  | ^"


def test_a_long_line_is_cut_around_the_marker() -> None:
    line = "a" * 200 + "X" + "b" * 200
    shown, marker = marked(line, 201).splitlines()
    assert len(shown) == 4 + 100
    assert shown[marker.index("^")] == "X"


def test_exit_codes_and_what_an_error_carries() -> None:
    assert (TimelineError("a").exit_code, UsageError("a").exit_code, DataError("a").exit_code) == (2, 2, 3)
    problem = Problem("a", 0, 0, "SCH007", "b")
    error = DataError("message", "hint", iter([problem]))
    assert (str(error), error.message, error.hint, error.problems) == ("message", "message", "hint", (problem,))


def test_suggestions() -> None:
    assert did_you_mean("agnet", ["actor", "agent"]) == 'did you mean "agent"?'
    assert did_you_mean("AGENT", iter(["agent"])) == 'did you mean "agent"?'
    assert did_you_mean("zzz", ["agent"]) == ""


def test_no_guess_is_made_where_too_many_words_would_be_compared() -> None:
    guesses, known = Guesses(), [str(n) for n in range(PAIRS // 2)]
    assert guesses.did_you_mean("actr", ["actor"]) == 'did you mean "actor"?'
    assert guesses.did_you_mean("x", known) == ""
    assert guesses.did_you_mean("actr", ["actor"]) == 'did you mean "actor"?'
    guesses.did_you_mean("x", known)
    assert guesses.did_you_mean("actr", ["actor"]) == ""
