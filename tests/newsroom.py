"""A desk that keeps its chronology under git, and the names that it knows."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from timeline.model.register import Register


def git(*words: str, at: Path | str = ".") -> str:
    """What git says of a folder, for an author without a home."""
    author = ("-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", "-C", at, *author, *words], check=True, capture_output=True, text=True).stdout


def record(root: Path | str, when: str, files: dict[str, str | None], message: str = "x", author: str = "desk") -> str:
    """Write files, or with None take them away, and commit all; the id. `when` is by the clock of whoever commits."""
    for path, text in files.items():
        place = Path(root) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            place.unlink()
        else:
            place.write_text(text, encoding="utf-8")
    git("add", "-A", at=root)
    words = ["git", "-C", str(root), "-c", f"user.name={author}", "-c", "user.email=desk@example.org", "commit", "-qm"]
    clocks = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run([*words, message, "--allow-empty"], check=True, capture_output=True, env={**os.environ, **clocks})
    return git("rev-parse", "HEAD", at=root).strip()


def begun(root: Path | str, settings: bytes = b"") -> Path:
    """A folder made a chronology."""
    made = Path(root)
    made.mkdir(parents=True, exist_ok=True)
    (made / "timeline.toml").write_bytes(settings)
    return made


def of_another_owner(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on git takes every repository for that of somebody else; what it needs lies in the folder."""
    (folder / "wary").mkdir()
    wary = folder / "wary/git"
    wary.write_text(
        f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{shutil.which("git")}" "$@"\n', encoding="utf-8"
    )
    wary.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wary.parent}{os.pathsep}{os.environ['PATH']}")


def known_names() -> Register:
    """Outlets, people and states with other names, some of them shared."""
    actors: dict[str, Any] = {
        "nyt": {
            "name": "The New York Times",
            "kind": "outlet",
            "aliases": ["NYT", "New York Times"],
            "domains": ["nytimes.com"],
        },
        "ukrainska-pravda": {"name": "Ukrainska Pravda", "kind": "outlet", "aliases": ["UP"]},
        "joe-biden": {"name": "Joe Biden", "kind": "person", "aliases": ["Biden"]},
        "united-states": {"name": "United States", "kind": "state", "aliases": ["US", "American"]},
        "korea": {"name": "South Korea", "kind": "state", "aliases": ["Korean"]},
        "north-korea": {"name": "North Korea", "kind": "state", "aliases": ["North Korean"]},
        "georgia": {"name": "Georgia", "kind": "state", "aliases": ["Georgian"]},
        "us-georgia": {"name": "State of Georgia", "kind": "state", "aliases": ["Georgian"]},
        "general-staff": {"name": "General Staff of Ukraine", "kind": "armed-force"},
        "clerk": {"name": "Clerk", "aliases": ["the Friday sources"]},
    }
    register, faults = Register.build(actors)
    assert faults == []
    return register
