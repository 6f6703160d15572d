"""A moment of the record: a commit by any name that git knows, or the newest of a day; never a guess."""

from pathlib import Path

import pytest

from conftest import Run
from newsroom import begun, git

EVENT = 'title = "{0}"\ndate = 2024-11-17\n'


def commit(root: Path, title: str, when: str, monkeypatch: pytest.MonkeyPatch) -> str:
    (root / "2024-a.toml").write_text(EVENT.format(title), encoding="utf-8")
    monkeypatch.setenv("GIT_AUTHOR_DATE", when)
    monkeypatch.setenv("GIT_COMMITTER_DATE", when)
    git("add", "-A", at=root)
    git("commit", "-qm", title, at=root)
    monkeypatch.delenv("GIT_AUTHOR_DATE")
    monkeypatch.delenv("GIT_COMMITTER_DATE")
    return git("rev-parse", "HEAD", at=root).strip()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = begun(tmp_path / "work", b'timezone = "Europe/Kyiv"\n')
    git("init", "-q", "-b", "main", at=root)
    for n, when in enumerate(["2024-11-17T12:00Z", "2024-11-18T21:59Z", "2024-11-18T22:30Z", "2024-12-03T09:00Z"]):
        commit(root, f"state {n}", when, monkeypatch)
    git("tag", "-a", "-m", "published", "edition", "HEAD~2", at=root)
    git("branch", "2024-11-17", "HEAD~3", at=root)
    return root


@pytest.mark.parametrize(
    ("text", "state"),
    [
        *(("HEAD", 3), ("main", 3), ("HEAD~1", 2), ("edition", 1), ("@", 3), ("@{0}", 3), ("commit:edition", 1)),
        *(("2024-11-18", 1), ("18 November 2024", 1), ("date:2024-11-17", 0), ("2024-11", 2), ("2024", 3)),
        *(("commit:2024-11-17", 0), ("refs/heads/2024-11-17", 0)),
        *(("2024-11-18T22:30Z", 2), ("2024-11-19T00:29", 1), ("2024-11-19T00:30", 2), ("today", 3)),
    ],
)
@pytest.mark.usefixtures("root")
def test_a_commit_or_the_newest_of_a_day(text: str, state: int, run: Run) -> None:
    """Days are those of the chronology's zone, at whose midnight they end."""
    result = run("--today", "2025-01-01", "list", "--recorded-at", text, "--columns", "title")
    assert f"state {state}\n" in result.out
    assert result.out.startswith("As recorded ")


@pytest.mark.parametrize(
    ("text", "code", "said", "hint"),
    [
        ("2024-11-17", 2, '"2024-11-17" is a date, and git knows a commit by it', "commit:2024-11-17 is the commit "),
        ("nonsense", 3, 'git has no commit "nonsense"', 'nor is it a date: "nonsense" is not understood as a date'),
        ("commit:2024-11-18", 3, 'git has no commit "2024-11-18"', "`git log` shows the commits there are"),
        ("date:HEAD", 3, 'git has no commit "date:HEAD"', 'nor is it a date: "HEAD" is not understood as a date'),
        ("03/04/2024", 3, 'git has no commit "03/04/2024"', "it may be 2024-03-04 or 2024-04-03"),
        ("HEAD@{yesterday}", 3, 'git has no commit "HEAD@{yesterday}"', "nor is it a date"),
        ("^HEAD", 3, 'git has no commit "^HEAD"', "nor is it a date"),
        ("--all", 3, 'git has no commit "--all"', "nor is it a date"),
        ("", 3, 'git has no commit ""', "nor is it a date"),
        ("HEAD:2024-a.toml", 3, 'git has no commit "HEAD:2024-a.toml"', "nor is it a date"),
        ("2024-11-17/..", 2, "2024-11-17/.. does not end", "give the last day that counts"),
        ("2024-11-16", 3, "no commit here is that old", "the first is "),
    ],
)
@pytest.mark.usefixtures("root")
def test_what_is_no_moment_is_refused(text: str, code: int, said: str, hint: str, run: Run) -> None:
    result = run("list", f"--recorded-at={text}")
    assert result.code == code
    assert result.out == ""
    first, second, *_ = result.err.splitlines()
    assert said in first
    assert hint in second


def test_what_was_understood_is_said(root: Path, run: Run) -> None:
    (root / "timeline.toml").write_bytes(b"")
    result = run("--today", "2024-11-19", "show", "2024-a", "--recorded-at", "18 November")
    assert result.out.startswith("As recorded on 2024-11-18 23:59 UTC: commit ")
    assert " of 2024-11-18 22:30 UTC.\n\n" in result.out
    assert "note: 18 November: " in result.err


def test_of_what_is_not_over_more_may_be_recorded(root: Path, run: Run) -> None:
    said = "note: {0} is not over: more may be recorded until then\n"
    for text in ("2024-12", "2024-12-05", "2025"):
        assert run("--today", "2024-12-04", "list", "--recorded-at", text).err == said.format(text)
    assert run("--today", "2024-12-04", "list", "--recorded-at", "2024-12-04").err == ""


def test_clocks_that_went_backwards_are_said(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(root, "state 4", "2024-11-20T12:00Z", monkeypatch)
    commit(root, "state 5", "2024-11-21T12:00Z", monkeypatch)
    result = run("list", "--recorded-at", "2024-11-20", "--columns", "title")
    assert "state 4\n" in result.out
    assert "1 commit before " in result.err
    assert " bears a later time: a clock was wrong, or commits were put in another order\n" in result.err
