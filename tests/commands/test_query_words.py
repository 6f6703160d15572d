from pathlib import Path

import pytest

from conftest import Run

ATACMS, RELUCTANCE, FEAR, WIDER = (
    "2024-11-17-biden-authorises-atacms",
    "2024-11-17-british-french-reluctance",
    "2024-11-17-fear-of-retaliation",
    "2024-11-17-wider-authorisation-possible",
)
TROOPS, TARGETS = "2024-11-17-north-korean-forces-involved", "2024-11-17-first-atacms-targets-kursk-expected"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["actor:Biden"], {ATACMS, RELUCTANCE, WIDER}),
        (["agent:Biden"], {ATACMS, WIDER}),
        (["target:Biden"], set()),
        (["actor:United States"], {FEAR}),
        (["actor:United States", "--members"], {FEAR, ATACMS, RELUCTANCE, WIDER}),
        (["actor:North Korea"], set()),  # Korea is no word of "North Korean forces"
        (["actor=North Korea"], set()),
        (["actor=North Korea", "--members"], set()),
        (["actor:DPRK"], set()),
        (["actor:DPRK", "--members"], {TROOPS, TARGETS}),
        (["-actor:United States", "--members"], {TROOPS, TARGETS}),
        (["actor:Joe Biden", "title~(authorises|may authorise) "], {ATACMS, WIDER}),
    ],
)
@pytest.mark.usefixtures("real")
def test_names_on_the_real_chronology(run: Run, words: list[str], found: set[str]) -> None:
    done = run("list", "-f", "ids", *words)
    assert done.code == 0
    assert {*done.out.split()} == found


def test_events_without_actors_are_kept(run: Run, empty: Path) -> None:
    assert run("add", "Nobody does it", "--date", "2024-11-17").code == 0
    assert run("add", "Somebody does it", "--date", "2024-11-17", "--actor", "Joe Biden").code == 0
    assert run("list", "-f", "ids", "-actor:biden").out.split() == ["2024-11-17-nobody-does-it"]
    assert empty.is_dir()


LITERAL = "to look for the text itself, put it in quotes:"
MONTHS = "months are 01 to 12, seasons 21 to 41"


@pytest.mark.parametrize(
    ("words", "why", "shown", "caret", "hint"),
    [
        (["actr:biden"], 'no field "actr"', "actr:biden", "^^^^^", f'did you mean "actor"?; {LITERAL} "actr:biden"'),
        (
            ["actr:Joe Biden"],
            'no field "actr"',
            "actr:Joe Biden",
            "^^^^^",
            f'did you mean "actor"?; {LITERAL} "actr:Joe"',
        ),
        (["date:2024-13"], "there is no month 13", "date:2024-13", "     ^^^^^^^", MONTHS),
        (["--since", "2024-13"], "there is no month 13", "2024-13", "^^^^^^^", MONTHS),
        (["(tag:a"], "the parenthesis is not closed", "(tag:a", "^", f'write ")" where the group ends; {LITERAL} "…"'),
        (
            ["title~("],
            "no regular expression: missing )",
            "title~(",
            "       ^",
            r"to find a sign itself, put a backslash before it: \( \[ \+",
        ),
    ],
)
@pytest.mark.usefixtures("real")
def test_a_query_that_cannot_be_read(run: Run, words: list[str], why: str, shown: str, caret: str, hint: str) -> None:
    assert run("list", *words) == (2, "", f"error: {why}\n  | {shown}\n  | {caret}\n  {hint}\n")


@pytest.mark.usefixtures("real")
def test_a_range_that_ends_before_it_starts(run: Run) -> None:
    done = run("list", "--since", "2025", "--until", "2024")
    assert done == (2, "", "error: the range ends before it starts\n  it goes from 2025-01-01 to 2024-12-31\n")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--on", "2024", "--since", "2023"], "--on names the whole range"),
        (["--tag", " , "], '--tag " , " names nothing\n  leave it out to ask for everything'),
        (["--actor", ","], '--actor "," names nothing'),
        (["--actor", "Joe Biden:agent"], '"Joe Biden:agent" is a name and a role\n  write \'agent:"Joe Biden"\''),
        (["actor=Biden:victim", "or", "x"], '"Biden:victim" is a name and a role'),
        (["--since", "foo"], '--since: "foo" is not understood as a date'),
        (["actor:Biden:boss,Biden:victim"], '"Biden:victim" is a name and a role'),
        (["--columns", ""], 'no column ""'),
        (
            ["--timezone", "EST"],
            "EST knows no summer time\n  write America/New_York; or America/Panama, whose clocks never change",
        ),
        (["--status", "confirmd"], '"confirmd" is no status'),
    ],
)
@pytest.mark.usefixtures("real")
def test_flags_that_ask_nothing(run: Run, words: list[str], why: str) -> None:
    done = run("list", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {why}\n")


@pytest.mark.usefixtures("real")
def test_flags_and_words_make_one_question(run: Run) -> None:
    words = ("actor:biden", "--since", "2024", "--until", "2024-11", "--tag", "kursk,atacms", "--status", "reported")
    asked = run("list", "-f", "ids", *words)
    assert asked.code == 0
    assert asked == run("list", "-f", "ids", "actor:biden since:2024 until:2024-11 tag:kursk,atacms status:reported")
    assert asked.out


@pytest.mark.parametrize(
    ("flag", "days"), [("since", "2024 2024-11-18"), ("until", "2024 2024-10"), ("on", "2024 2024-10")]
)
@pytest.mark.usefixtures("real")
def test_a_flag_given_twice_narrows_in_either_order(run: Run, flag: str, days: str) -> None:
    wide, narrow = (run("list", "-f", "ids", f"--{flag}", day).out for day in days.split())
    assert narrow != wide
    for order in (days.split(), days.split()[::-1]):
        assert run("list", "-f", "ids", *(f"--{flag}={day}" for day in order)).out == narrow


@pytest.mark.parametrize(
    ("words", "like"),
    [
        (["2024"], "date:2024"),
        (["November", "2024"], 'date:"November 2024"'),
        (["17 November 2024"], "date:2024-11-17"),
        (["2024-11-17..2024-12"], "date:2024-11-17..2024-12"),
        (["2024.."], "date:2024.."),
        (["2020s"], "date:202X"),
        (["[2024-11-17..]"], "date:[2024-11-17..]"),
        (["2024", "--tag", "ATACMS"], "date:2024 tag:ATACMS"),
        (["November", "2024", "tag:ATACMS"], "date:2024-11 tag:ATACMS"),
    ],
)
@pytest.mark.usefixtures("real")
def test_a_date_with_a_year_that_is_all_asks_for_it(run: Run, words: list[str], like: str) -> None:
    asked = run("list", "-f", "ids", *words)
    plain = run("list", "-f", "ids", like)
    assert (asked.code, asked.out) == (0, plain.out)
    assert asked.out
    text = " ".join(words).partition(" --tag")[0].removesuffix(" tag:ATACMS")
    assert asked.err.startswith(f"note: read as a date; '\"{text}\"' looks for the word")


@pytest.mark.parametrize(
    "words", [["November"], ["Monday"], ["yesterday"], ['"2024"'], ["2024", "election"], ["title:2024"], ["20"]]
)
@pytest.mark.usefixtures("real")
def test_what_is_not_only_a_date_with_a_year_is_words(run: Run, words: list[str]) -> None:
    asked = run("list", *words)
    assert asked.code == 0
    assert "read as a date" not in asked.err


@pytest.mark.usefixtures("real")
def test_what_may_be_two_dates_is_a_word_and_said(run: Run) -> None:
    assert run("list", "03/04/2024", "Biden").err == (
        "note: 03/04/2024 is looked for as a word; 'date:…' asks for a date: it may be 2024-03-04 or 2024-04-03\n"
        "no events match\n"
    )


@pytest.mark.usefixtures("real")
def test_the_year_of_a_flag_that_was_left_out_of_its_quotes(run: Run) -> None:
    done = run("list", "--since", "May", "2020", "Biden")
    assert (done.code, done.out) == (2, "")
    assert done.err == 'error: --since takes one word, and "May" has no year\n  write `--since "May 2020"`\n'
    assert run("list", "--since", "2024", "Biden").code == 0


@pytest.mark.usefixtures("real")
def test_an_empty_word_is_refused(run: Run) -> None:
    for command in ("list", "report", "actors"):
        done = run(command, "")
        assert (done.code, done.out) == (2, "")
        assert done.err == "error: an empty word asks for nothing\n  leave it out to ask for everything\n"


@pytest.mark.usefixtures("real")
def test_one_word_of_the_shell_may_be_a_query(run: Run) -> None:
    both = run("list", "-f", "ids", "tag:kursk or tag:atacms")
    assert set(both.out.split()) == set(run("list", "-f", "ids", "(tag:kursk or tag:atacms)").out.split()) != set()
    assert run("list", "-f", "ids", "since:last week or tag:kursk", "--today", "2024-11-20").code == 2
    assert run("list", "-f", "ids", "since:18 Nov 2023").err == ""
    assert run("list", "-f", "ids", "since:soon enough").code == 2
