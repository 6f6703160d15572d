from itertools import pairwise
from pathlib import Path

import pytest
from wcwidth import iter_graphemes, wcswidth

from conftest import Run
from samples import fill, is_harmless, same_as_golden
from terminal import CONTROL, on_pty
from timeline.model.identifier import find
from timeline.records.columns import COLUMNS


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


def shown(run: Run, *words: str) -> list[str]:
    """The lines of a table, without its two first ones."""
    return run("list", *words).out.splitlines()[2:]


@pytest.mark.parametrize("width", [60, 80, 119, 120, 200])
def test_a_line_an_event_at_any_width(width: int, run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("2024-01-04-everything-else", "2024-01-05-secret-too"):
        (hostile / f"{name}.toml").write_text(
            "title = \"One\\ntwo\"\ndate = '2024-01-04T20:20/2024-01-05T20:20'\n", "utf-8"
        )
    ids = run("list", "-f", "ids").out.split()
    monkeypatch.setenv("COLUMNS", str(width))
    lines = shown(run)
    assert len(lines) == len(ids) == 11
    assert max(map(wcswidth, lines)) <= width
    for line, id_ in zip(lines, ids, strict=True):
        assert find(line.split()[-1], ids) == id_
    assert [line.split()[0] for line in lines[:4]] == ["2022-02-24", "2023~", "2023-01", "2023-06-01"]
    assert "拜登授权乌克" in lines[1]
    assert any("One two" in line for line in lines)


def test_what_is_cut_is_no_grapheme(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = ["👩\u200d🚒", "e\u0301"]
    run("-q", "add", "2024: " + "".join(pair) * 40)
    titles = set()
    for width in range(60, 80):
        monkeypatch.setenv("COLUMNS", str(width))
        titles.add(shown(run, "--columns", "title,id")[0].split("…")[0])
    assert len(titles) > 8
    assert all([*iter_graphemes(title)] == (pair * 40)[: len([*iter_graphemes(title)])] for title in titles)


def test_in_a_pipe_cells_are_cut_and_ids_are_whole(run: Run, hostile: Path) -> None:
    (hostile / "2025-long.toml").write_text(f'title = "{"A long title " * 40}"\ndate = 2025\n', "utf-8")
    lines = shown(run)
    assert max(map(wcswidth, lines)) <= 200
    assert [line.split()[-1] for line in lines] == [*run("list", "-f", "ids").out.split()]
    assert max(map(wcswidth, shown(run, "--columns", ",".join(COLUMNS)))) <= 250


def test_in_a_pipe_columns_are_straight_ids_whole_and_titles_next(run: Run, empty: Path) -> None:
    titles = [f"{'word ' * n}end" for n in (9, 18, 19, 33)]
    for n, title in enumerate(titles):
        text = f'title = "{title}"\ndate = 2024\nactors = ["Somebody"]\nsources = ["Someone, citing others"]\n'
        (empty / f"2024-{n}-{'word-' * (9 + n)}end.toml").write_text(text, "utf-8")
    lines = run("list").out.splitlines()
    table = [cells(line, lines[1]) for line in lines]
    assert [row[1] in {*titles} for row in table[2:]] == [True, True, True, False]
    assert table[0] == ["date", "title", "rests on", "id"]
    assert [row[2] for row in table[2:]] == ["1 origin, unnamed…"] * 4
    assert [row[3] for row in table[2:]] == run("list", "-f", "ids").out.split()
    assert max(map(len, lines)) <= 200
    for n, name in enumerate(table[0]):
        assert max(len(row[n]) for row in table if row is not table[1]) >= len(table[1][n]) - 1, name


def test_long_dates_are_cut_where_a_part_ends_and_long_ids_take_their_room_from_their_line(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id_, date in {
        "2024-same-thing": "2024-11-17T20:20/2024-11-18T21:20",
        "2025-same-thing": "2025",
        "2025-same-thing-told-once-more": "2025",
        "2026-another": "2026",
        "2026-another-one": "2026",
    }.items():
        (empty / f"{id_}.toml").write_text(f'title = "A long title, {"or " * 20}two"\ndate = "{date}"\n', "utf-8")
    said = 'title = "B"\ndate = 2027-10-25T20:20:20+02:00\ndate_basis = "reported"\ndate_text = "about 20:20:20, if not 20:21"\n'
    (empty / "2027-said.toml").write_text(said, "utf-8")
    monkeypatch.setenv("COLUMNS", "60")
    assert shown(run) == [
        "2024-11-17T20:20/…      A long title, or o…  2024",
        "2025                    A long title, or o…  2025-same-thing",
        "2025                    A long title, or o…  told-once",
        "2026                    A long title, or o…  another",
        "2026                    A long title, or o…  another-one",
        "2027-10-25… (reported)  B                    said",
    ]
    monkeypatch.setenv("COLUMNS", "80")
    lines = shown(run)
    assert lines[0] == "2024-11-17T20:20/…               A long title, or o…  no source  2024"
    assert lines[-1] == "2027-10-25T20:20:20… (reported)  B                    no source  said"
    said = "2027-10-25T20:20:20+02:00 (reported) (“about 20:20:20, if not 20:21”)"
    assert run("list", "2027", "--columns", "day", "-f", "csv").out.splitlines()[1] == f'"{said}"'
    monkeypatch.setenv("COLUMNS", "50")
    assert shown(run, "2025") == [
        "2025  A long title, or or or or…   2025-same-thing",
        "2025  A long title, or or o…  no source  told-once",
    ]
    monkeypatch.setenv("COLUMNS", "40")
    assert shown(run, "2025")[0] == "2025  A long title, or…  2025-same-thing"
    assert shown(run, "2025", "--columns", "id,title")[0] == "2025-same-thing  A long title, or or or…"


@pytest.mark.parametrize("width", [60, 80, 119, 120, 200])
def test_wrapped_every_line_fits_and_every_column_is_straight(
    width: int, run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("list", "--wrap").out.splitlines()
    assert max(wcswidth(line) for line in lines) <= width
    assert all(wcswidth(line) >= 0 for line in lines)
    table = [cells(line, lines[1]) for line in lines[2:]]
    assert [row[0] for row in table if row[0].startswith("2023")] == ["2023~", "2023-01", "2023-06-01"]
    titles = "".join(row[1].replace(" ", "") for row in table)
    assert "拜登授权乌克兰使用陆军战术导弹系统打击俄罗斯境内目标，这是首次" in titles
    assert "بايدنيسمحلأوكرانيابضربروسيا" in titles
    if width == 80:
        out = run("list", "--wrap", "--columns", "day,title,actors,id").out
        for date in ("2022-02-24", "2024-01-04T20:20+02:00", "2023~"):
            assert any(line.startswith(date) for line in out.splitlines())


def test_wrapped_in_a_pipe_as_wide_as_it_comes(run: Run, hostile: Path) -> None:
    lines = run("list", "--wrap").out.splitlines()
    assert len(lines) == 2 + 9
    for line in lines:
        assert len(cells(line, lines[1])) == 5
    assert any("拜登授权乌克兰使用陆军战术导弹系统打击俄罗斯境内目标，这是首次" in line for line in lines)
    refused = run("list", "--wrap", "-f", "csv")
    assert (refused.code, refused.err.splitlines()[1]) == (2, "  it goes with -f table")


def test_what_a_date_rests_on_may_stand_below_it(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("-q", "add", "17 Nov 2024: " + "A very long title " * 9, "--basis", "reported")
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("list", "--wrap").out.splitlines()
    assert lines[2].startswith("2024-11-17  ")
    assert lines[3].startswith("(reported)  ")


def test_nothing_can_drive_a_terminal(run: Run, hostile: Path) -> None:
    out = run("list", "--wrap", "--columns", "date,title,actors,places,tags,summary,sources").out
    assert is_harmless(out)
    assert r"\x1b[31mred\x1b[0m <U+202E>evil<U+2066> zero<U+200B>width\tx\x07\x9b1m\r" in out


def test_colour_changes_no_place(run: Run, hostile: Path) -> None:
    words = ("list", "--columns", "status,sourcing,class,title,id")
    coloured, plain = run("--color", "always", *words).out, run(*words).out
    assert coloured != plain
    assert CONTROL.sub("", coloured) == plain
    assert "\x1b[32mconfirmed\x1b[0m" in coloured
    assert "\x1b[33mdisputed\x1b[0m" in coloured
    assert "\x1b[31munsourced\x1b[0m" in coloured
    assert "\x1b[2m2024-01-03-formula\x1b[0m\n" in coloured


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


@pytest.mark.parametrize(
    ("columns", "no_color", "words", "below"),
    [
        (80, "", [], ["", "9 events"]),
        (200, "1", ["-n", "9", "--on", "2023-06-15"], ["", "1 event, only possibly in the range (~)"]),
    ],
)
def test_on_a_real_terminal(columns: int, no_color: str, words: list[str], below: list[str], hostile: Path) -> None:
    screen = on_pty("--no-pager", "list", *words, columns=columns, NO_COLOR=no_color)
    assert screen.code == 0
    assert ("\x1b[1m" in screen.text) is not bool(no_color)
    lines = screen.plain.splitlines()
    assert is_harmless(screen.plain)
    assert max(wcswidth(line) for line in lines) <= columns
    assert lines[2 + int(below[1].split()[0]) :] == below
