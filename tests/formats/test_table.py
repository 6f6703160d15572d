from itertools import pairwise
from pathlib import Path

import pytest
from wcwidth import iter_graphemes, wcswidth

from conftest import Run
from samples import fill, is_harmless, same_as_golden
from terminal import CONTROL, on_pty


@pytest.fixture
def hostile(empty: Path) -> Path:
    return fill(empty)


def cells(line: str, rule: str) -> list[str]:
    """The cells of a line, cut where the columns on the screen are; what stands between them must be blank."""
    screen = [c for shape in iter_graphemes(line) for c in [shape, *[""] * (wcswidth(shape) - 1)]]
    starts = [n for n, (before, c) in enumerate(pairwise(" " + rule)) if c == "-" and before == " "]
    ends = [rule.find(" ", start) % (len(rule) + 1) for start in starts]
    between = "".join("".join(screen[end:start]) for end, start in zip(ends, starts[1:], strict=False))
    assert not between.strip(), (line, between)
    return ["".join(screen[start:end]).strip() for start, end in zip(starts, ends, strict=True)]


def test_golden(run: Run, hostile: Path, update: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = run("list", "-f", "table").out
    monkeypatch.setenv("COLUMNS", "80")
    assert same_as_golden("table.txt", f"{run('list').out}\n{wide}", update=update)


@pytest.mark.parametrize("width", [60, 80, 119, 120, 200])
def test_every_line_fits_and_every_column_is_straight(
    width: int, run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("list").out.splitlines()
    assert max(wcswidth(line) for line in lines) <= width
    assert all(wcswidth(line) >= 0 for line in lines)
    table = [cells(line, lines[1]) for line in lines[2:]]
    assert [row[0] for row in table if row[0].startswith("2023")] == ["2023~", "2023-01", "2023-06-01"]
    titles = "".join(row[1].replace(" ", "") for row in table)
    assert "拜登授权乌克兰使用陆军战术导弹系统打击俄罗斯境内目标，这是首次" in titles
    assert "بايدنيسمحلأوكرانيابضربروسيا" in titles


def test_as_wide_as_it_comes_in_a_pipe(run: Run, hostile: Path) -> None:
    lines = run("list").out.splitlines()
    assert len(lines) == 2 + 9
    for line in lines:
        assert len(cells(line, lines[1])) == 5
    assert any("拜登授权乌克兰使用陆军战术导弹系统打击俄罗斯境内目标，这是首次" in line for line in lines)


@pytest.mark.parametrize("width", ["20", "40"])
def test_where_it_cannot_fit_dates_still_stand_whole(
    width: str, run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    out = run("list", "--columns", "day,title,actors,id").out
    for date in ("2022-02-24", "2024-01-04T20:20+02:00", "2023~"):
        assert any(line.startswith(date) for line in out.splitlines())


def test_what_a_date_rests_on_may_stand_below_it(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("-q", "add", "17 Nov 2024: " + "A very long title " * 9, "--basis", "reported")
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("list").out.splitlines()
    assert lines[2].startswith("2024-11-17  ")
    assert lines[3].startswith("(reported)  ")


def test_nothing_can_drive_a_terminal(run: Run, hostile: Path) -> None:
    out = run("list", "--columns", "date,title,actors,places,tags,summary,sources").out
    assert is_harmless(out)
    assert r"\x1b[31mred\x1b[0m <U+202E>evil<U+2066> zero<U+200B>width\tx\x07\x9b1m\r" in out


def test_colour_changes_no_place(run: Run, hostile: Path) -> None:
    coloured, plain = run("--color", "always", "list").out, run("list").out
    assert coloured != plain
    assert CONTROL.sub("", coloured) == plain


@pytest.mark.parametrize(("columns", "marked"), [("when,title", "~ 2"), ("title,id", "~ A"), ("earliest,day", "~ 2")])
def test_the_possible_are_marked_whatever_the_columns(columns: str, marked: str, run: Run, empty: Path) -> None:
    run("-q", "add", "2024: A")
    out = run("list", "--on", "2024-05-05", "--columns", columns).out
    assert out.splitlines()[2].startswith(marked)
    assert out.endswith("1 event, only possibly in the range (~)\n")


def test_headings_are_underlined_in_their_width(run: Run, hostile: Path) -> None:
    lines = run("list", "--group", "actor", "--columns", "id").out.splitlines()
    assert lines[lines.index("乔·拜登") + 1] == "=" * 7
    places = run("list", "--group", "place", "--columns", "id").out.splitlines()
    assert is_harmless("".join(places))
    title = next(n for n, line in enumerate(places) if "title" in line)
    assert places[title + 1] == "=" * len(places[title])


@pytest.mark.parametrize(("columns", "no_color"), [(80, ""), (200, "1")])
def test_on_a_real_terminal(columns: int, no_color: str, hostile: Path) -> None:
    screen = on_pty("--no-pager", "list", columns=columns, NO_COLOR=no_color)
    assert screen.code == 0
    assert ("\x1b[1m" in screen.text) is not bool(no_color)
    lines = screen.plain.splitlines()
    assert is_harmless(screen.plain)
    assert max(wcswidth(line) for line in lines) <= columns
    assert all(cells(line, lines[1]) for line in lines[2:])
