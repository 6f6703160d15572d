"""What a document says of itself."""

from pathlib import Path

import pytest

from newsroom import begun, git, record
from timeline.errors import Problem
from timeline.query.parser import parse
from timeline.reports import state
from timeline.store.chronology import Chronology
from timeline.store.git import repository
from timeline.store.git.failures import NotInstalledError
from timeline.store.git.revisions import Commit
from timeline.store.past import PastChronology
from timeline.store.search.compiler import Question

FILE = 'title = "A"\ndate = 2024-11-17\n'


def asked(query: str = "", *, certain: bool = False, members: bool = False) -> list[str]:
    question = Question(parse(query), certain=certain, members=members)
    return [*state.asked_in_words(question, lambda _, typed: typed.upper())]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", []),
        ("tag:war", ["Events tagged WAR."]),
        ("title~^x", ['Events that answer: title~"^x".']),
    ],
)
def test_what_was_asked(query: str, said: list[str]) -> None:
    assert asked(query) == said


def test_what_was_asked_besides() -> None:
    assert asked(certain=True) == ["All events; only those certain to be in the range."]
    assert asked("tag:war", certain=True, members=True) == [
        "Events tagged WAR; only those certain to be in the range; an actor stands for its members too."
    ]


def test_what_is_missing() -> None:
    unread = [Problem("/e/b.toml", 1, 1, "X", "m", ""), Problem("/e/2024/a.toml", 1, 1, "X", "m", "")]
    assert state.missing([], "/e") == ""
    assert state.missing([*unread, unread[0]], "/e") == (
        "Not complete. What cannot be read is left out: 2024/a.toml, b.toml."
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begun(tmp_path / "desk/events")


def of(root: Path, dated: int | None = None) -> str:
    return state.colophon(Chronology(str(root)), dated)


def test_files_that_no_commit_holds(root: Path) -> None:
    assert of(root) == "Made from files that no commit holds."
    assert of(root, 1_731_801_600) == "Dated 17 November 2024. Made from files that no commit holds."


def test_files_of_a_commit(root: Path) -> None:
    git("init", "-q", at=root)
    commit = record(root, "2024-11-17T09:00Z", {"a.toml": FILE})
    assert of(root) == f"Made from commit {commit[:12]} of 17 November 2024."
    (root / "b.toml").write_text(FILE, encoding="utf-8")
    assert of(root) == "Made from files with uncommitted changes."


def test_files_as_they_were_recorded(root: Path) -> None:
    git("init", "-q", at=root)
    commit = Commit(record(root, "2024-11-17T09:00Z", {"a.toml": FILE}), 1_731_834_000)
    said = state.colophon(PastChronology(Chronology(str(root)), commit), None)
    assert said == f"Made from files as recorded in commit {commit.id[:7]} of 2024-11-17 09:00 UTC."


def test_where_git_cannot_tell(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def newest(*_: object) -> None:
        raise NotInstalledError("no git")

    monkeypatch.setattr(repository, "newest", newest)
    assert of(root) == "Made from files of which no commit can be told: git is not installed."
