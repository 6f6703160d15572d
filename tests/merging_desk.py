"""A desk of two: real repositories in which git calls the command of this checkout, or what stands in its place."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import CHECKOUT, Run

BASE = """\
# What we know of the decision.
title = "Biden authorises ATACMS"
date = 2024-11-17
status = "reported"
summary = "The decision is reported."
tags = ["war"]

[[actors]]
name = "Joe Biden"
role = "agent"

[[sources]]
id = "nyt"
publisher = "The New York Times"
published = 2024-11-17
"""
TOOL = f'PYTHONPATH={shlex.quote(str(CHECKOUT))} exec {shlex.quote(sys.executable)} -m timeline.merge_driver "$@"'


class Ended(NamedTuple):
    """How git ended."""

    code: int
    text: str
    """All that it said."""


class Desk:
    """A repository with a chronology in it, on `main`, and the command that its merge driver calls."""

    def __init__(self, place: Path, tools: Path, within: str = "events") -> None:
        self.place, self.tools, self.events = place, tools, place / within
        (self.events / "2024").mkdir(parents=True)
        self.path = f"{within}/2024/2024-11-17-atacms.toml".removeprefix("./")
        self.file = place / self.path
        self.git("init", "-q", "-b", "main")
        for key, value in {
            "user.name": "desk",
            "user.email": "desk@example.org",
            "advice.detachedHead": "false",
        }.items():
            self.git("config", key, value)
        (self.events / "timeline.toml").touch()

    def git(self, *words: str, **more: str) -> Ended:
        done = subprocess.run(
            ["git", *words], cwd=self.place, env={**os.environ, **more}, capture_output=True, check=False
        )
        return Ended(done.returncode, (done.stdout + done.stderr).decode(errors="replace"))

    def tool(self, script: str) -> None:
        """Put a shell script in the place of the command."""
        path = self.tools / "timeline-merge"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def commit(self, text: str | None, path: str | None = None) -> None:
        """Write the event, or with None take it away, and commit all."""
        file = self.place / (path or self.path)
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        self.git("add", "-A")
        done = self.git("commit", "-qm", "change")
        assert done.code == 0, done

    def diverge(self, ours: str, theirs: str, base: str | None = BASE) -> None:
        """Commit ours on `main`, where we are, and theirs on `theirs`; both were made of the base."""
        if base is None:
            self.git("add", "-A")
            self.git("commit", "-qm", "begun")
        else:
            self.commit(base)
        self.git("checkout", "-q", "-b", "theirs")
        self.commit(theirs)
        self.git("checkout", "-q", "main")
        self.commit(ours)

    @property
    def text(self) -> str:
        """The event as it lies there."""
        return self.file.read_bytes().decode()

    @property
    def unmerged(self) -> list[str]:
        """The files that git knows to be in conflict."""
        return sorted({row.split("\t")[1] for row in self.git("ls-files", "-u").text.splitlines()})

    def has_markers(self) -> bool:
        lines = self.text.splitlines()
        return all(any(line.startswith(sign * 7) for line in lines) for sign in "<=>")

    def nothing_is_lost(self, ended: Ended, of: Iterable[str]) -> None:
        """See that no file has one side alone and no markers, and that git does not call a conflict a success."""
        assert all(part in self.text for part in of), self.text
        if self.has_markers():
            assert self.unmerged == [self.path]
            assert ended.code != 0, ended
        else:
            assert not any(line.startswith(("<<<<<<<", ">>>>>>>")) for line in self.text.splitlines())


def beside(tools: Path) -> str:
    """The PATH with these tools first, and without any other `timeline-merge`."""
    others = [name for name in os.environ["PATH"].split(os.pathsep) if not shutil.which("timeline-merge", path=name)]
    if not shutil.which("git", path=os.pathsep.join(others)):
        (tools / "git").symlink_to(shutil.which("git") or "git")
    return os.pathsep.join([str(tools), *others])


def furnished(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, within: str = "events") -> Desk:
    """A desk where all is set up, and git reads nobody's settings."""
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    tools = tmp_path / "tools"
    tools.mkdir(exist_ok=True)
    monkeypatch.setenv("PATH", beside(tools))
    made = Desk(tmp_path / "work", tools, within)
    made.tool(TOOL)
    assert run("-q", "-C", str(made.events), "git", "setup").code == 0
    return made
