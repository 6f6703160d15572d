"""Two branches that part and are brought together again, in the working folder, as far as git alone can."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from newsroom import git, record

Files = dict[str, str | None]
NAME = "2024-05-01-ferry"
EVENT = f"2024/{NAME}.toml"
HEAD = 'title = "Ferry sinks"\ndate = 2024-05-01\n'
BASE = HEAD + 'status = "reported"\n'
CONFIRMED, DISPUTED = HEAD + 'status = "confirmed"\n', HEAD + 'status = "disputed"\n'


def parted(
    base: Mapping[str, str | None],
    ours: Mapping[str, str | None],
    theirs: Mapping[str, str | None],
    root: str = "events",
    how: str = "merge",
) -> Path:
    """Commit files, change them on `main` and on `desk`, and bring the one to the other; the folder.

    `how` is merge, rebase, cherry-pick, stash or revert.
    """
    place = Path(root)
    place.mkdir(parents=True, exist_ok=True)
    git("init", "-q")
    git("config", "user.name", "desk")
    git("config", "user.email", "desk@example.org")
    git("symbolic-ref", "HEAD", "refs/heads/main")
    record(root, "2024-06-01T00:00:00Z", {"timeline.toml": "", **base})
    git("checkout", "-qb", "desk")
    if how == "stash":
        for path, text in theirs.items():
            (place / path).write_text(str(text), encoding="utf-8")
        git("stash", "-q")
    else:
        record(root, "2024-06-02T00:00:00Z", {**theirs}, "theirs")
    if how == "revert":
        record(root, "2024-06-03T00:00:00Z", {**ours}, "ours")
        words = ["revert", "--no-edit", "HEAD~1"]
    else:
        git("checkout", "-q", "main")
        record(root, "2024-06-03T00:00:00Z", {**ours}, "ours")
        words = {
            "merge": ["merge", "-q", "desk"],
            "cherry-pick": ["cherry-pick", "desk"],
            "stash": ["stash", "pop"],
        }.get(how, ["rebase", "-q", "main", "desk"])
    clocks = {"GIT_AUTHOR_DATE": "2024-06-04T00:00:00Z", "GIT_COMMITTER_DATE": "2024-06-04T00:00:00Z"}
    subprocess.run(["git", *words], check=False, capture_output=True, env={**os.environ, **clocks})
    return place


def states() -> dict[str, str]:
    """What `git status` says of each file, by path."""
    rows = git("status", "--porcelain", "-z").split("\0")
    return {row[3:]: row[:2] for row in rows if row[2:3] == " "}


def only_in(root: Path, stage: int) -> None:
    """Let git's index have the event on one side alone, and of no side before."""
    git("rm", "-q", "--cached", EVENT, at=root)
    blob = git("rev-parse", f"{'HEAD' if stage == 2 else 'desk'}:{root}/{EVENT}").strip()
    rows = f"100644 {blob} {stage}\t{root}/{EVENT}\n"
    subprocess.run(["git", "update-index", "--index-info"], input=rows, text=True, check=True)
