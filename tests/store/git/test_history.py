"""What commits did to files: between two, and one after the other, whatever names, subjects and settings hold."""

import subprocess
from pathlib import Path

import pytest

from newsroom import begun, git, record
from timeline.store.git import history, repository
from timeline.store.git.failures import BareError, UnknownRevisionError
from timeline.store.git.history import Logged

DAY = "2024-11-{:02}T12:00:00Z"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A folder below the root of its repository, beside which something else is kept."""
    root = begun(tmp_path / "r/events")
    git("init", "-q", "-b", "main", at=tmp_path / "r")
    return root


def commits(root: Path) -> list[Logged]:
    return history.commits(str(root), repository.prefix(str(root)) or "", ["HEAD"])


def rows(commit: Logged) -> dict[str, str]:
    """By path how a file came to be what it is: A, M or D."""
    return {t.path: "D" if not t.new else "M" if any(t.old) else "A" for t in commit.changes}


def test_what_each_commit_did(repo: Path) -> None:
    first = record(repo, DAY.format(1), {"a.toml": "1", "b.toml": "2"}, "first\n\nbody", "Anna")
    record(repo, DAY.format(2), {"../outside": "x"})
    last = record(repo, DAY.format(3), {"a.toml": "3", "b.toml": None, "c.toml": "2"}, "last")
    newest, oldest = commits(repo)
    assert (newest.id, newest.parents, newest.subject, newest.begins) == (last, (first,), "last", False)
    assert (oldest.id, oldest.parents, oldest.subject, oldest.author) == (first, (), "first", "Anna")
    assert oldest.written == oldest.recorded == 1730462400
    assert rows(newest) == {"a.toml": "M", "b.toml": "D", "c.toml": "A"}
    assert rows(oldest) == {"a.toml": "A", "b.toml": "A", "timeline.toml": "A"}
    assert history.changed(str(repo), first, last) == list(newest.changes)


def test_a_merge_shows_what_neither_side_has(repo: Path) -> None:
    record(repo, DAY.format(1), {"a.toml": "1\n", "b.toml": "1\n"})
    git("checkout", "-qb", "side", at=repo)
    record(repo, DAY.format(2), {"a.toml": "2\n", "b.toml": "2\n"})
    git("checkout", "-q", "main", at=repo)
    record(repo, DAY.format(3), {"a.toml": "3\n"})
    git("merge", "-q", "-s", "ours", "--no-commit", "side", at=repo)
    merged = record(repo, DAY.format(4), {"a.toml": "both\n", "b.toml": "2\n"}, "merge")
    newest, *others = commits(repo)
    assert newest.id == merged
    assert set(newest.parents) == {commit.id for commit in others[:2]}
    (change,) = newest.changes
    assert (change.path, len(change.old)) == ("a.toml", 2)
    assert history.merge_base(str(repo), "side", "main~1") == others[-1].id
    assert history.merge_base(str(repo), "side", "main") == git("rev-parse", "side", at=repo).strip()


def test_histories_that_have_nothing_in_common(repo: Path) -> None:
    record(repo, DAY.format(1), {"a.toml": "1"})
    git("checkout", "-q", "--orphan", "other", at=repo)
    record(repo, DAY.format(2), {"a.toml": "2"})
    assert history.merge_base(str(repo), "main", "other") is None


def test_what_a_shallow_clone_begins_with(repo: Path, tmp_path: Path) -> None:
    record(repo, DAY.format(1), {"a.toml": "1"})
    record(repo, DAY.format(2), {"b.toml": "1"})
    record(repo, DAY.format(3), {"c.toml": "1"})
    git("clone", "-q", "--depth", "2", f"file://{tmp_path}/r", str(tmp_path / "shallow"))
    newest, oldest = commits(tmp_path / "shallow/events")
    assert (newest.begins, oldest.begins) == (False, True)
    assert rows(newest) == {"c.toml": "A"}
    assert set(rows(oldest)) == {"a.toml", "b.toml", "timeline.toml"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(
            ("log.follow", "true"),
            ("log.showRoot", "false"),
            ("log.diffMerges", "first-parent"),
            ("color.ui", "always"),
        ),
        *(("diff.relative", "true"), ("diff.renames", "copies"), ("i18n.logOutputEncoding", "latin1")),
        *(("diff.noprefix", "true"), ("core.quotePath", "true"), ("diff.orderFile", "/nowhere/at/all")),
        *(("format.pretty", "oneline"), ("log.mailmap", "true"), ("log.showSignature", "true")),
    ],
)
def test_no_setting_of_a_repository_changes_the_answer(key: str, value: str, repo: Path) -> None:
    record(repo, DAY.format(1), {"ä.toml": "1"}, "größer", "Zoë")
    record(repo, DAY.format(2), {"ä.toml": None, "ö.toml": "1"})
    before = commits(repo)
    between = history.changed(str(repo), "HEAD~1", "HEAD")
    git("config", key, value, at=repo)
    assert commits(repo) == before
    assert history.changed(str(repo), "HEAD~1", "HEAD") == between
    assert before[1].author == "Zoë"
    assert before[1].subject == "größer"
    assert rows(before[0]) == {"ä.toml": "D", "ö.toml": "A"}


def test_names_and_subjects_may_hold_anything(repo: Path) -> None:
    record(repo, DAY.format(1), {"a\nb.toml": "1", ":(top)c.toml": "2"}, ":100644 \x1b[31m", "\x01e\x1b\u202e")
    (commit,) = commits(repo)
    assert set(rows(commit)) == {"a\nb.toml", ":(top)c.toml", "timeline.toml"}
    assert commit.subject == ":100644 \x1b[31m"
    assert "e\x1b\u202e" in commit.author


def test_no_program_of_a_repository_is_run(repo: Path, tmp_path: Path) -> None:
    record(repo, DAY.format(1), {"a.toml": "1", ".gitattributes": "*.toml diff=x filter=x\n"})
    record(repo, DAY.format(2), {"a.toml": "2"})
    proof = tmp_path / "ran"
    for key in ("core.fsmonitor", "diff.external", "diff.x.textconv", "diff.x.command", "filter.x.smudge"):
        git("config", key, f"touch {proof}", at=repo)
    assert len(commits(repo)) == 2
    assert len(history.changed(str(repo), "HEAD~1", "HEAD")) == 1
    assert history.blob_ids(str(repo), ["HEAD"], ["a.toml"])
    assert not proof.exists()


def test_single_files_of_commits(repo: Path) -> None:
    record(repo, DAY.format(1), {"a.toml": "1"})
    record(repo, DAY.format(2), {"b.toml/c": "1"})
    found = history.blob_ids(str(repo), ["HEAD~1", "HEAD"], ["a.toml", "b.toml", "none"])
    assert set(found) == {("HEAD~1", "a.toml"), ("HEAD", "a.toml")}
    assert len({*found.values()}) == 1


def test_what_git_does_not_know(repo: Path) -> None:
    record(repo, DAY.format(1), {"a.toml": "1"})
    with pytest.raises(UnknownRevisionError):
        history.changed(str(repo), "nowhere", "HEAD")


def test_a_commit_whose_times_are_none(repo: Path) -> None:
    """As another program, or somebody by hand, may have written it."""
    first = record(repo, DAY.format(1), {"a.toml": "1"})
    record(repo, DAY.format(2), {"a.toml": "2"})
    tree = git("rev-parse", "HEAD^{tree}", at=repo).strip()
    text = f"tree {tree}\nparent {first}\nauthor A <a@b> -5 +0000\ncommitter somebody\n\nwhat\n"
    words = ["git", "-C", str(repo), "hash-object", "-t", "commit", "--literally", "-w", "--stdin"]
    made = subprocess.run(words, input=text.encode(), capture_output=True, check=True).stdout.decode().strip()
    git("update-ref", "HEAD", made, at=repo)
    newest, _ = commits(repo)
    assert (newest.id, newest.author, newest.written, newest.recorded, newest.subject) == (made, "A", 0, 0, "what")
    assert repository.newest(str(repo), "editions") == (made, 0)


def test_a_repository_that_is_said_to_have_no_files(repo: Path) -> None:
    """git would take every path for one from its root."""
    record(repo, DAY.format(1), {"a.toml": "1"})
    git("config", "core.bare", "true", at=repo)
    with pytest.raises(BareError, match="takes this repository for one without files"):
        repository.prefix(str(repo))
