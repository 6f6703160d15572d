"""What a merge has left in git's index, and which commits the sides are."""

import re
import subprocess
from pathlib import Path

import pytest

from newsroom import git
from parted import BASE, CONFIRMED, DISPUTED, EVENT, parted, states
from timeline.store.git import unmerged
from timeline.store.git.failures import GitError
from timeline.store.git.unmerged import Stages

OTHER = "2024/2024-05-02 two words.toml"


@pytest.fixture
def root(tmp_path: Path) -> str:
    assert tmp_path.exists()
    return str(parted({EVENT: BASE, OTHER: BASE}, {EVENT: CONFIRMED, OTHER: CONFIRMED}, {EVENT: DISPUTED, OTHER: None}))


def test_the_stages_of_a_folder(root: str) -> None:
    found = unmerged.unmerged(root)
    assert found.keys() == {EVENT, OTHER}
    assert found[EVENT].both
    assert not found[OTHER].both
    assert found[OTHER] == Stages(found[EVENT].base, found[EVENT].ours, "")
    assert (found[EVENT].side("ours"), found[EVENT].side("theirs")) == found[EVENT][1:]
    assert unmerged.elsewhere(root) == 2
    assert unmerged.settled(root) == {}


def test_a_link_is_nothing_to_be_merged(root: str) -> None:
    (Path(root) / "link").symlink_to("timeline.toml")
    git("rm", "-q", "--cached", f"events/{EVENT}")
    blob = git("hash-object", "-w", "events/timeline.toml").strip()
    rows = "".join(f"120000 {blob} {stage}\tevents/link\n" for stage in (1, 2, 3))
    subprocess.run(["git", "update-index", "--index-info"], input=rows, text=True, check=True)
    assert unmerged.unmerged(root).keys() == {OTHER}
    assert unmerged.elsewhere(root) == 2


def test_what_is_settled_is_known_and_can_be_merged_again(root: str) -> None:
    (Path(root) / EVENT).write_text(CONFIRMED, encoding="utf-8")
    unmerged.add(root, [EVENT])
    unmerged.forget(root, [OTHER])
    assert unmerged.unmerged(root) == {}
    assert unmerged.settled(root)[EVENT].both
    (Path(root) / OTHER).unlink()
    assert states() == {f"events/{OTHER}": "D "}
    unmerged.merge_again(root, EVENT)
    assert "<<<<<<< ours" in (Path(root) / EVENT).read_text(encoding="utf-8")
    assert unmerged.unmerged(root).keys() == {EVENT}
    left = unmerged.left(root, EVENT)
    assert left is not None
    assert left.startswith(HEAD_OF_LEFT)
    assert unmerged.left(root, "2024/nothing.toml") is None


HEAD_OF_LEFT = b'title = "Ferry sinks"\ndate = 2024-05-01\n<<<<<<< HEAD\n'


def test_git_says_why_it_refuses(root: str) -> None:
    with pytest.raises(
        GitError,
        match=r"^git: path 'events/2024/2024-05-02 two words.toml' does not have all necessary versions",
    ):
        unmerged.merge_again(root, OTHER)
    with pytest.raises(GitError, match=r"^git: (fatal: )?pathspec '2024/nothing.toml' did not match any files"):
        unmerged.add(root, ["2024/nothing.toml"])


def test_what_a_side_has_committed_may_go(root: str) -> None:
    for text in (CONFIRMED, DISPUTED, CONFIRMED.replace("\n", "\r\n")):
        assert unmerged.is_committed(root, EVENT, text.encode())
    assert not unmerged.is_committed(root, EVENT, BASE.encode())
    assert unmerged.is_committed(root, OTHER, CONFIRMED.encode())


ID = "[0-9a-f]{7}"


def test_which_commits_the_sides_are(root: str) -> None:
    git("branch", "another-name")
    git("update-ref", "refs/remotes/origin/desk", "desk")
    git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/desk")
    assert re.fullmatch(rf"ours: main \({ID}\); theirs: desk \({ID}\)", unmerged.sides(root))
    assert unmerged.comes_next(root).startswith("a merge is going on: `git merge --continue`")
    git("branch", "-D", "desk")
    assert re.fullmatch(rf"ours: main \({ID}\); theirs: origin/desk \({ID}\)", unmerged.sides(root))


@pytest.mark.parametrize(
    ("how", "said", "following"),
    [
        (
            "rebase",
            rf"ours: main \({ID}\), what is there already; theirs: desk \({ID}\), the commit of yours that is replayed",
            "a rebase is going on: `git rebase --continue`",
        ),
        ("cherry-pick", rf"ours: main \({ID}\); theirs: desk \({ID}\)", "a cherry-pick is going on: "),
        ("revert", rf"ours: desk \({ID}\); theirs: what was before {ID}", "a revert is going on: "),
        ("stash", "", ""),
    ],
)
def test_which_commits_the_sides_are_in(how: str, said: str, following: str, tmp_path: Path) -> None:
    assert tmp_path.exists()
    root = str(parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED}, how=how))
    assert unmerged.unmerged(root)[EVENT].both
    assert re.fullmatch(said, unmerged.sides(root))
    assert unmerged.comes_next(root).startswith(following)
    assert bool(unmerged.comes_next(root)) == bool(following)


def test_what_nobody_knows_is_not_told(root: str) -> None:
    git("update-ref", "-d", "MERGE_HEAD")
    Path(".git/SQUASH_MSG").write_text("", encoding="utf-8")
    assert unmerged.sides(root) == ""
    assert unmerged.comes_next(root).startswith("a squashed merge is going on: `git commit`")
