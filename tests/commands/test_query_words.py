from pathlib import Path

import pytest

from conftest import Run
from timeline.cli.shared_flags import requoted


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("actor:biden", "actor:biden"),
        ("long range", "long range"),
        ("actor:United States", 'actor:"United States"'),
        ("-actor:United States", '-actor:"United States"'),
        ("not actor:United States", 'not actor:"United States"'),
        ("actor=United States", 'actor="United States"'),
        ("actor:Joe Bid*", 'actor:"Joe Bid"*'),
        ("actor:Joe Biden,putin,Trinidad and Tobago", 'actor:"Joe Biden","putin","Trinidad and Tobago"'),
        ("place:Kursk, Russia", 'place:"Kursk, Russia"'),
        ("title:Biden: strikes", 'title:"Biden: strikes"'),
        ("since:1 Oct 2024", 'since:"1 Oct 2024"'),
        ("x.case:a b", 'x.case:"a b"'),
        ("likelihood>=very likely", 'likelihood>="very likely"'),
        (r"title:a\b c", r'title:"a\\b c"'),
        ("near:51.7,36.2,50 km", 'near:"51.7,36.2,50 km"'),
        ("title~strikes? (in|on) Kursk", 'title~"strikes? (in|on) Kursk"'),
        ("title~(?:a|b) c", 'title~"(?:a|b) c"'),
        (r"title~\w+ b", r'title~"\w+ b"'),
        # these are queries of their own
        ("actor:biden place:kursk", "actor:biden place:kursk"),
        ("actor:biden -tag:x", "actor:biden -tag:x"),
        ("actor:biden (a or b)", "actor:biden (a or b)"),
        ('actor:"Joe Biden" kursk', 'actor:"Joe Biden" kursk'),
        ("title~a|b tag:x", "title~a|b tag:x"),
        ("title~a (tag:x or b)", "title~a (tag:x or b)"),
        ("(actor:joe biden)", "(actor:joe biden)"),
        ("tag: energy", "tag: energy"),
        ("a tag:x", "a tag:x"),
        ("tag:x ", "tag:x "),
    ],
)
def test_quotes_that_the_shell_has_eaten(word: str, meant: str) -> None:
    assert requoted(word) == meant


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
        (["actr:Joe Biden"], 'no field "actr"', 'actr:"Joe Biden"', "^^^^^", f'did you mean "actor"?; {LITERAL} "…"'),
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
        (["--tag", " , "], '" , " is no tag'),
        (["--actor", ","], '--actor "," names nobody'),
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
