"""--where: what a query finds is what is read or changed, and a word is an ID, never a query."""

from pathlib import Path

import pytest

from conftest import Run
from hand_written import event_file, tree
from terminal import seated

BIDEN, FEAR = "2024-11-17-biden-authorises-atacms", "2024-11-17-fear-of-retaliation"
WRITING = {
    "edit": (["edit", "--add-tag", "new"], "-n"),
    "rm": (["rm"], "-n"),
    "review": (["review", "--by", "Anna"], "-n"),
    "fmt": (["fmt"], "--diff"),
    "mend": (["check", "--fix", "--select", "TXT801"], "--diff"),
}


@pytest.fixture
def desk(real: Path) -> Path:
    """Two of the events have what `fmt` and `check --fix` would change."""
    for id_ in (BIDEN, FEAR):
        path = real / f"2024/{id_}.toml"
        path.write_text(path.read_text(encoding="utf-8").replace('"\ndate = ', '."\ndate   = ', 1), encoding="utf-8")
    return real


@pytest.mark.parametrize("verb", WRITING)
def test_what_a_query_finds_is_asked_about(verb: str, desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (words, preview), before = WRITING[verb], tree(desk)
    asking = [*words, "--where", "id:biden-authorises or id:retaliation"]
    refused = run(*asking)
    assert refused.code == 2
    done = {"edit": "change", "rm": "remove", "fmt": "format"}.get(verb, verb)
    named = f"2 events to {done}:\n  {BIDEN}  Bid"
    assert refused.err.startswith(named)
    assert f"add --yes to go on, or {preview} to look first\n" in refused.err
    declined = seated(monkeypatch, *asking, typed="\n")
    how = {"edit": " by --add-tag new", "review": " by Anna"}.get(verb, "")
    assert f"{done.capitalize()} 2 events{how}? [y/N]: nothing was changed\n" in declined.err
    assert declined.code == 1 or verb == "mend"  # then all that is found is told
    assert run(*asking, preview).code == (1 if preview == "--diff" else 0)
    assert tree(desk) == before
    assert seated(monkeypatch, *asking, typed="y\n").code == 0
    after = tree(desk)
    changed = {path for path in before if after.get(path) != before[path]}
    assert changed == {f"2024/{BIDEN}.toml", f"2024/{FEAR}.toml"}
    assert not run(*asking, "--yes").err.startswith("2 events")


@pytest.mark.parametrize("words", [["edit", "--add-tag", "x"], ["rm"], ["fmt"], ["show"], ["check"]])
def test_a_query_that_finds_nothing(words: list[str], real: Path, run: Run) -> None:
    before = tree(real)
    result = run(*words, "--where", "actor:Nobody", "--where", "tag:ATACMS")
    assert (result.code, result.err) == (0, "no events match\n")
    assert tree(real) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["rm", "--where", ""], "--where asks for nothing"),
        (["rm", "--where", "colour:red"], 'no field "colour"'),
        (["rm", "--where", "tag:a", "date:1995", "-y"], "in quotes: `--where 'tag:a date:1995'`"),
        (["edit", "atacms", "--where", "tag:a", "or", "tag:b"], "in quotes: `--where 'tag:a or tag:b'`"),
        (["check", "--where", "a or b", "actor:Joe Biden"], "`--where '(a or b) actor:\"Joe Biden\"'`"),
        (["show", "--where", "a or b", "-tag:x"], '"-tag:x" is a part of the query'),
        (["rm", "--where", "tag:a", "-n", "3"], "-n takes no number here"),
        (["rm", "--certain"], "--certain is of a query"),
        (["rm"], "no event is named"),
        (["edit", "--where", "tag:ATACMS"], "--where opens no editor"),
        (["rm", "--restore", "--where", "tag:ATACMS"], "--where finds what is there"),
        (["check", "--staged", "--where", "tag:ATACMS"], "give one of them"),
    ],
)
def test_what_is_no_choice(words: list[str], message: str, real: Path, run: Run) -> None:
    before = tree(real)
    result = run(*words)
    assert result.code == 2
    assert message in result.err
    assert tree(real) == before


def test_words_are_ids_and_both_must_hold(real: Path, run: Run) -> None:
    assert run("rm", "Russia").code == 3
    assert run("show", "-f", "ids", "biden-auth", "fear-of", "--where", "tag:ATACMS").out == f"{BIDEN}\n"
    assert "no events match\n" in run("fmt", "--diff", FEAR, "--where", "tag:ATACMS").err
    assert run("show", "-f", "ids", "--where", "tag:ATACMS", "--published-by", "2024-11-16").out == ""
    for id_ in (BIDEN, FEAR):
        run("edit", id_, "--set", "title=Ends in a stop.")
    found = run("check", "--where", "tag:ATACMS").out
    assert found == "TXT801 [*] title-form: 1 note: timeline check --select TXT801 --where tag:ATACMS\n"
    assert FEAR in run("check", "-f", "json").out
    assert FEAR not in run("check", "-f", "json", "--where", "tag:ATACMS").out


def test_what_only_may_match_is_told_apart(empty: Path, run: Run) -> None:
    event_file(empty, 'title = "A"\ndate = 2024-05-05\n', "2024-a.toml")
    event_file(empty, 'title = "B\\u001b"\ndate = 2024\n', "2024-b.toml")
    said = run("rm", "--where", "date:2024-05").err
    assert "2 events to remove, 1 of them only possibly in the range (~):\n  ~ 2024-b  B\\x1b\n  2024-a  A\n" in said
    assert run("rm", "--where", "date:2024-05", "--certain", "-n").err == "would remove events/2024-a.toml\n"


def test_of_many_the_first_are_shown(empty: Path, run: Run) -> None:
    for n in range(7):
        event_file(empty, f'title = "A {n}"\ndate = 2024\n', f"2024-a-{n}.toml")
    assert "  2024-a-4  A 4\n  and 2 more\n" in run("rm", "--where", "2024").err


@pytest.mark.parametrize("words", [["edit", "--add-tag", "x", "-y"], ["rm", "-y"], ["fmt", "-y"], ["show"]])
def test_files_that_no_query_can_judge_are_said(words: list[str], empty: Path, run: Run) -> None:
    broken = event_file(empty, "title", "2024-broken.toml")
    event_file(empty, 'title =  "A"\ndate = 2024\n', "2024-a.toml")
    result = run(*words, "--where", "2024")
    assert result.code == 3
    assert "1 file could not be read\n" in result.err
    assert broken.exists()
    checked = run("check", "--where", "tag:x")
    assert (checked.code, "2024-broken.toml:1:6: SCH007 error" in checked.out) == (1, True)
