"""Every console block of README.md and docs/ is run, and prints what stands there."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CHECKOUT, Run

PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("**/*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLAIN = re.compile(r"[|<>;&$`*]")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_blocks_print_what_they_show(page: Path, run: Run, monkeypatch: pytest.MonkeyPatch, update: bool) -> None:
    """A block is commands after `$ ` and what they print; `[2]` stands for an exit code other than 0.

    A page whose first block lists the real events stands in the checkout, any other in an empty folder.
    """
    text = page.read_text(encoding="utf-8")
    if "in the checkout" in text.partition("```console")[0]:
        shutil.copytree(CHECKOUT / "events", "events")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "desk@example.org")
    printed = BLOCK.sub(lambda m: f"```console\n{_replay(m[1], run)}```", text)
    if update:
        page.write_text(printed, encoding="utf-8")
    else:
        assert printed == text


def _replay(block: str, run: Run) -> str:
    """The commands of a block, each with what it prints now."""
    lines = []
    commands = re.findall(r"^\$ (.*(?:\n> .*)*)", block, re.MULTILINE)
    for command in commands:
        words = command.replace("\\\n> ", "").replace("\n> ", "\n")
        if words.startswith("timeline ") and not PLAIN.search(words):
            code, out, _ = run(*shlex.split(words)[1:], together=True)
        else:
            done = subprocess.run(["sh", "-c", words], stdout=-1, stderr=subprocess.STDOUT, text=True, check=False)
            code, out = done.returncode, done.stdout
        out = out.replace("\r\n", "\n")  # the line ends of CSV are its own
        lines += [f"$ {command}\n", out if not out or out.endswith("\n") else out + "\n", f"[{code}]\n" if code else ""]
    return "".join(lines)
