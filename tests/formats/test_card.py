from pathlib import Path

import pytest
from wcwidth import wcswidth

from conftest import Run
from samples import EVENTS, SECRET, fill, is_harmless, register, same_as_golden


@pytest.fixture
def hostile(empty: Path) -> Path:
    return fill(empty)


def test_golden(run: Run, hostile: Path, update: bool) -> None:
    result = run("show", *EVENTS)
    assert result.code == 0
    assert same_as_golden("card.txt", result.out, update=update)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_lines_fit(width: int, run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for line in run("show", *EVENTS).out.splitlines():
        if not line.startswith("  file") and width >= 40:
            assert wcswidth(line) <= width, line


def test_nothing_can_drive_a_terminal(run: Run, hostile: Path) -> None:
    out = run("show", *EVENTS).out
    assert is_harmless(out)
    assert SECRET.casefold() not in out.casefold()


def test_everything_a_reader_asks_for_is_there(run: Run, hostile: Path) -> None:
    out = " ".join(run("show", "everything").out.split())
    for part in (
        *("as of 4 January 2024, 20:20 (UTC+2)", "late on Thursday", "order 3 of that day", "zone Europe/Kyiv"),
        *("disputed, roughly-even (some say so", "kind statement", "language en", "claim It is so.", "tags b; a"),
        *(
            'A (speaker, as "a"), denied; B',
            "places Kursk, Russia",
            "contradicts 2024-01-03-formula",
            "x.case 17",
            "x.who.name me",
        ),
        *(
            "killed: 3–5 people; cost: 1.5; range: at least 2, best estimate 4",
            "wounded: at most 9; missing: not known",
        ),
        *("First paragraph, same paragraph.", "x.who.in a; b", "variants date: 2024-01-05"),
        'BBC, C, D, "A report", 2024-01-05, p. 11, https://bbc.example/1, https://archive.example/1',
        '(first hand, denies it, corrected, graded B2): "It is."',
        "citing an aide (unnamed, not seen, United States, in the room)",
        "citing gone (not seen)",
    ):
        assert part in out, part


def test_a_long_name_of_one_s_own_keeps_a_gap(run: Run, empty: Path) -> None:
    run("-q", "add", "2024: A", "--x", "a_very_long_name=1")
    assert "  x.a_very_long_name 1\n" in run("show", "2024-a").out


def test_colour_is_for_the_title_alone(run: Run, real: Path) -> None:
    coloured = run("--color", "always", "show", "fear-of").out
    assert coloured.count("\x1b[1m") == 2
    assert coloured.replace("\x1b[1m", "").replace("\x1b[0m", "") == run("show", "fear-of").out


def test_a_word_without_a_meaning_is_shown_as_such(run: Run, empty: Path) -> None:
    (empty / "2024-a.toml").write_text(
        'title = "A"\ndate = 2024\nstatus = "sure"\ndate_basis = "heard"\n', encoding="utf-8"
    )
    out = run("show", "2024-a").out
    assert "status     sure (?)" in out
    assert "date       2024 (heard: ?)" in out


def test_what_registers_say_of_names(run: Run, hostile: Path) -> None:
    register(hostile)
    run("-q", "add", "2025: A", "--place", "Sumy", "--actor", "B:agent")
    out = " ".join(run("show", "everything", "2025-a").out.split())
    for part in ('A (speaker, as "a"), denied; B (Wikidata Q7)', "places Kursk, Russia (Wikidata Q5481)"):
        assert part in out, part
    for part in ("actors B (agent, Wikidata Q7)", "places Sumy, Ukraine"):
        assert part in out, part
