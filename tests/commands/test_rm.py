"""`timeline rm`: what is taken away can be had again."""

from pathlib import Path

import pytest

from conftest import Run
from hand_written import event_file, tree
from newsroom import git, of_another_owner
from terminal import seated
from timeline.errors import DataError
from timeline.store import writing

ISSUE = (
    "add",
    "17 Nov 2024: Biden lets Ukraine strike Russia with ATACMS",
    *("--actor", "Joe Biden:agent", "--actor", "Ukraine:recipient"),
    *("--source", "Ukrainska Pravda, citing The New York Times, citing American officials", "--basis", "reported"),
)


ISSUE_ID = "2024-11-17-biden-lets-ukraine-strike-russia-with-atacms"


def test_rm_keeps_what_git_does_not_hold(run: Run, empty: Path) -> None:
    run(*ISSUE)
    result = run("rm", ISSUE_ID)
    assert result.code == 0
    assert (
        result.err
        == f"removed events/2024/{ISSUE_ID}.toml (kept as events/.removed/{ISSUE_ID}.toml, which git ignores); "
        f"to bring it back: timeline rm --restore {ISSUE_ID}\n"
    )
    kept = {".unfinished/.gitignore", ".removed/.gitignore", f".removed/{ISSUE_ID}.toml"}
    assert tree(empty).keys() == {"timeline.toml", *kept}
    assert run("list", "-f", "ids").out == ""


def test_rm_lets_go_of_what_git_holds(run: Run, real: Path) -> None:
    git("init", "-q", ".")
    git("add", "-A")
    git("commit", "-qm", "all")
    changed = real / "2024/2024-11-17-fear-of-retaliation.toml"
    changed.write_text(changed.read_text(encoding="utf-8") + "# since\n", encoding="utf-8")
    result = run("delete", "biden-auth", "fear-of", "2024-11-17-fear-of-retaliation")
    assert result.code == 0
    biden = "events/2024/2024-11-17-biden-authorises-atacms.toml"
    assert f"removed {biden} (git holds it); to bring it back: timeline rm --restore {Path(biden).stem}\n" in result.err
    assert "kept as events/.removed/2024-11-17-fear-of-retaliation.toml" in result.err
    assert "reluctance, 2024-11-17-first-atacms" in result.err
    assert "still linked to 2024-11-17-biden-authorises-atacms\n" in result.err
    run("rm", "--restore", "biden-auth", "fear-of")
    assert git("status", "--short").split() == ["M", "events/2024/2024-11-17-fear-of-retaliation.toml"]


def test_rm_keeps_what_git_cannot_answer_for(
    run: Run, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init", "-q", ".")
    git("add", "-A")
    git("commit", "-qm", "all")
    of_another_owner(tmp_path, monkeypatch)
    assert "(kept as events/.removed/2024-11-17-biden-authorises-atacms.toml" in run("rm", "biden-auth").err


def test_rm_n_removes_nothing(run: Run, real: Path) -> None:
    before = tree(real)
    result = run("rm", "biden-auth", "-n")
    assert result.err == "would remove events/2024/2024-11-17-biden-authorises-atacms.toml\n"
    assert tree(real) == before


def test_rm_takes_a_file_that_cannot_be_read(run: Run, empty: Path) -> None:
    (empty / "2024-broken.toml").write_text("nonsense", encoding="utf-8")
    assert run("rm", "broken").code == 0
    assert run("list").code == 0


def test_rm_removes_all_or_none_of_what_is_named(run: Run, real: Path) -> None:
    before = tree(real)
    assert run("rm", "biden-auth", "no-such-thing").code == 3
    assert tree(real) == before


def test_what_was_not_removed_is_not_missed(run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DataError("the disk is read-only")

    monkeypatch.setattr(writing, "remove", refuse)
    result = run("rm", "biden-auth")
    assert (result.code, "still linked" in result.err) == (3, False)


ONE, TWO, THREE = ('title = "A"\ndate = 2024\n', 'title = "A"\ndate = 2024 # two\n', "not = [read")


def test_what_was_removed_comes_back_byte_by_byte(run: Run, empty: Path) -> None:
    """The last of several texts of one ID, and also one that is no event."""
    for text in (ONE, TWO, THREE):
        event_file(empty, text, "2024-a.toml")
        assert run("rm", "2024-a").code == 0
    listed = run("rm", "--restore")
    assert (listed.code, listed.out) == (0, "2024-a\tevents/.removed/2024-a.3.toml\n")
    assert run("rm", "--restore", "a", "-n").err == "would restore events/2024/2024-a.toml\n"
    back = run("rm", "--restore", "a")
    assert back.code == 0
    assert back.err.startswith("restored events/2024/2024-a.toml\nnote: events/.removed/2024-a.toml is an older text")
    assert (empty / "2024/2024-a.toml").read_text(encoding="utf-8") == THREE
    assert run("rm", "--restore").err == "nothing was removed that could be brought back\n"
    assert run("rm", "--restore", "2024-a").err.startswith("error: 2024-a is there\n")


def test_git_gives_back_what_some_commit_held(run: Run, empty: Path) -> None:
    """Also from the folder of another year, long after; what only moved to another ID is not gone."""
    event_file(empty, ONE, "archive/2024-a.toml")
    event_file(empty, ONE, "2024-b.toml")
    git("init", "-q", ".")
    for message in ("all", "none"):
        git("add", "-A")
        git("commit", "-qm", message)
        run("rm", "2024-a")
    assert run("mv", "2024-b", "2024-c").code == 0
    event_file(empty, TWO, "2024/2024-a.toml")
    assert "(kept as" in run("rm", "2024-a").err
    assert run("rm", "--restore").out == "2024-a\tevents/.removed/2024-a.toml\n"
    (empty / ".removed/2024-a.toml").unlink()
    assert run("rm", "--restore").out == "2024-a\tgit\n"
    assert run("rm", "--restore", "2024-a").code == 0
    assert (empty / "archive/2024-a.toml").read_text(encoding="utf-8") == ONE
    assert "error: 2024-b is there, as 2024-c\n" in run("rm", "--restore", "2024-b").err
    assert "`timeline rm --restore` lists" in run("rm", "--restore", "zebra").err


def test_another_text_that_git_holds_is_said(run: Run, empty: Path) -> None:
    path = event_file(empty, ONE, "2024/2024-a.toml")
    git("init", "-q", ".")
    git("add", "-A")
    git("commit", "-qm", "all")
    path.write_text(TWO, encoding="utf-8")
    run("rm", "2024-a")
    said = run("rm", "--restore", "2024-a").err
    assert git("cat-file", "blob", said.partition("cat-file blob ")[2].split()[0]) == ONE
    assert path.read_text(encoding="utf-8") == TWO


def test_what_stands_in_the_way_stays(run: Run, empty: Path) -> None:
    path = event_file(empty, ONE, "2024/2024-a.toml")
    run("rm", "2024-a")
    path.mkdir(parents=True)
    result = run("rm", "--restore", "2024-a")
    assert (result.code, "events/2024/2024-a.toml is there" in result.err) == (3, True)
    assert (empty / ".removed/2024-a.toml").exists()


def test_many_removed_are_one_line(run: Run, real: Path) -> None:
    assert run("rm", "--where", "tag:ATACMS", "-y").err == (
        "3 events removed; `timeline rm --restore` lists what can be brought back\n"
        "`timeline check --select SCH003` finds links to what is gone\n"
    )


def test_all_come_back_at_once(run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From git and from where they were kept; a few are told one by one, many in one line."""
    before = {name: text for name, text in tree(real).items() if name.endswith(".toml")}
    git("init", "-q", ".")
    git("add", "-A")
    git("commit", "-qm", "all")
    path = next((real / "2024").glob("*authorises*"))
    path.write_bytes(before[f"2024/{path.name}"] + b"# since\n")
    run("rm", "--where", "date:2024", "-y")
    assert run("rm", "--restore", "--all", "-n").err.count("would restore ") == 6
    assert "nobody to ask" in run("rm", "--restore", "--all").err
    refused = seated(monkeypatch, "rm", "--restore", "--all", typed="n\n")
    assert "6 events to bring back:\n  2024-11-17-" in refused.err
    assert refused.err.endswith("  and 1 more\nBring them back? [y/N]: nothing was changed\n")
    assert run("rm", "--restore", "--all", "-y").err == "6 events restored; `timeline check` looks at them\n"
    after = tree(real)
    assert after.pop(f"2024/{path.name}") == before.pop(f"2024/{path.name}") + b"# since\n"
    assert before.items() <= after.items()
    assert run("rm", "--restore", "--all", "-y").err == "nothing was removed that could be brought back\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--all"], "--all is of --restore"),
        (["--restore", "--all", "a"], "name some, or give --all"),
        (["--restore", "--where", "tag:a"], "--where finds what is there, not what was removed"),
        (["--restore", "all"], 'no event "all"'),
        (["--restore", "one"], '"one" is a part of 2 IDs\n  say more of it:\n  2024-one-day\n  2024-one-ship'),
    ],
)
def test_what_is_to_come_back_is_named(words: list[str], said: str, run: Run, empty: Path) -> None:
    """No part of a word names an event: "all" is none of "ballistic"."""
    for name in ("one-day", "one-ship", "ballistic"):
        event_file(empty, ONE, f"2024-{name}.toml")
        run("rm", f"2024-{name}")
    result = run("rm", *words)
    assert said in result.err
    assert len(run("rm", "--restore").out.splitlines()) == 3
