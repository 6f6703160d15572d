"""What git holds of single objects, and held of files."""

import os
from pathlib import Path

import pytest

from newsroom import begun, git
from timeline.store.git import held
from timeline.store.git.failures import GitError, NoRepositoryError, ObjectsMissingError


def test_every_content_that_a_file_had(tmp_path: Path) -> None:
    root = begun("events")
    with pytest.raises(NoRepositoryError):
        held.versions(str(root), "editions")
    git("init", "-q")
    assert held.versions(str(root), "editions") == {}
    (root / "editions").mkdir()
    blobs = []
    for text in ("one", "two"):
        (root / "editions/a b.toml").write_text(text, encoding="utf-8")
        git("add", "-A")
        git("commit", "-q", "-m", "\x01abc 2000-01-01")
        blobs.append(git("rev-parse", "HEAD:events/editions/a b.toml").strip())
    git("rm", "-q", "events/editions/a b.toml")
    git("commit", "-q", "-m", "gone")
    (versions,) = held.versions(str(root), "editions").values()
    assert [one.blob for one in versions] == blobs[::-1]
    assert versions[0].commit == git("rev-parse", "HEAD^").strip()
    assert len(versions[0].day) == len("2025-03-03")
    assert [*held.versions(str(root), "editions")] == ["editions/a b.toml"]
    assert held.missing(str(root), [*blobs, versions[0].commit]) == set()
    tree = git("rev-parse", "HEAD^{tree}").strip()
    assert held.missing(str(root), ["1" * 40, tree]) == {"1" * 40, tree}


def test_what_only_one_side_of_a_merge_had(tmp_path: Path) -> None:
    root = begun("events")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    git("checkout", "-q", "-b", "side")
    (root / "editions").mkdir()
    (root / "editions/a.toml").write_text("one", encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "side")
    git("checkout", "-q", "-")
    git("merge", "-q", "-s", "ours", "-m", "without", "side")
    assert "editions/a.toml" in held.versions(str(root), "editions")


def test_no_setting_hides_what_a_file_had(tmp_path: Path) -> None:
    """Of the first commit, and of a merge that made something else of it; nor does a pipe that is named hold it up."""
    root = begun("events")
    os.mkfifo("pipe")
    git("init", "-q", "-b", "main")
    (root / "editions").mkdir()
    for name, text in (("main", "first"), ("side", "side"), ("main", "other")):
        git("checkout", "-q", *["-b"] * (name == "side"), name) if text != "first" else ""
        (root / "editions/a.toml").write_text(text, encoding="utf-8")
        git("add", "-A", "events")
        git("commit", "-q", "-m", text)
    git("merge", "-q", "-s", "ours", "--no-commit", "side")
    (root / "editions/a.toml").write_text("of neither", encoding="utf-8")
    git("commit", "-q", "-a", "-m", "both")
    known = held.versions(str(root), "editions")
    assert len({one.blob for one in known["editions/a.toml"]}) == 4
    settings = ("log.showRoot=false", "log.follow=true", "log.diffMerges=combined", "log.date=relative")
    for setting in (*settings, f"diff.orderFile={tmp_path}/work/pipe", f"mailmap.file={tmp_path}/work/pipe"):
        git("config", *setting.split("="))
        assert held.versions(str(root), "editions") == known


def test_what_a_part_of_a_repository_does_not_have_is_not_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As newer versions of git answer, which say that it is missing, and fail of nothing."""

    def run(_root: str, verb: str, *_: str, **_given: bytes) -> bytes:
        return {"cat-file": b"1111 missing\n", "rev-parse": b"false\n", "config": b"remote.origin.promisor true\n"}[
            verb
        ]

    monkeypatch.setattr(held, "run", run)
    monkeypatch.setattr(held, "must_reach_back", lambda *_: None)
    with pytest.raises(ObjectsMissingError) as raised:
        held.missing("events", ["1111"])
    assert isinstance(raised.value, GitError)
    assert "1 of the contents is not here" in raised.value.message


def test_the_top_of_a_work_tree(tmp_path: Path) -> None:
    root = begun("a/events")
    with pytest.raises(NoRepositoryError):
        held.top(str(root))
    git("init", "-q")
    assert held.top(str(root)) == (str(Path.cwd().resolve()), "a/events/")
    assert held.top(".") == (str(Path.cwd().resolve()), "")
