"""Every console and Python block of README.md and docs/ is run, and prints what stands there."""

import doctest
import io
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKOUT, Run
from merging_desk import TOOL

PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("**/*.md"))]
BLOCK = re.compile(
    r"^```(console|pycon)\n(.*?)^```$|^<!-- (\S+\.md) -->\n.*?^<!-- end of it -->$", re.MULTILINE | re.DOTALL
)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
PLAIN = re.compile(r"[|<>;&$`*]")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_blocks_print_what_they_show(
    page: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: bool
) -> None:
    """A block is commands after `$ ` and what they print; `[2]` stands for an exit code other than 0.

    What `export` sets holds to the end of the page, as in a shell, and so does the folder that `cd` leads to. git finds
    `timeline-merge` of this checkout, reads nobody's settings, and has the clock and the names that the page exports.
    Or it is Python after `>>> `, as at its prompt, in one session a page; or, between comments, a Markdown file that was
    written by then, its headings two levels down.

    A page whose first block lists the real events stands in the checkout, any other in an empty folder.
    """
    text = page.read_text(encoding="utf-8")
    if "in the checkout" in text.partition("```console")[0]:
        shutil.copytree(CHECKOUT / "events", "events")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("PATH", f"{_tools(tmp_path)}:{Path(sys.executable).parent}:/usr/bin:/bin")
    (tmp_path / "gitconfig").write_text(
        "[user]\n\tname = desk@example.org\n\temail = desk@example.org\n", encoding="utf-8"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    session: dict[str, Any] = {}

    def again(block: re.Match[str]) -> str:
        kind, lines, file = block.groups()
        if file:
            written = re.sub(r"^#", "###", Path(file).read_text(encoding="utf-8"), flags=re.MULTILINE)
            return f"<!-- {file} -->\n\n{written.strip()}\n\n<!-- end of it -->"
        return f"```{kind}\n{_replay(lines, run, monkeypatch) if kind == 'console' else _typed(lines, session)}```"

    printed = BLOCK.sub(again, text)
    if update:
        page.write_text(printed, encoding="utf-8")
    else:
        assert printed == text


def test_links_between_pages_lead_on() -> None:
    """Each relative link names a file that is there, and its part a heading of it."""

    def headings(page: Path) -> set[str]:
        text = FENCED.sub("", page.read_text(encoding="utf-8"))
        found = (re.sub(r"[^\w\- ]", "", line.lower()) for line in re.findall(r"^#+ (.*)", text, re.MULTILINE))
        return {line.replace(" ", "-") for line in found}

    broken = []
    for page in PAGES:
        for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", FENCED.sub("", page.read_text(encoding="utf-8"))):
            name, _, part = link.partition("#")
            to = page.parent / name if name else page
            if not to.exists() or (part and part not in headings(to)):
                broken.append(f"{page.relative_to(CHECKOUT)}: {link}")
    assert broken == []


def _tools(tmp_path: Path) -> Path:
    """A folder with the command that git calls to merge; what newer versions of git tell it beside is left out."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "timeline-merge").write_text(f'#!/bin/sh\nset -- "$1" "$2" "$3" "$4" "$5"\n{TOOL}\n', encoding="utf-8")
    (tools / "timeline-merge").chmod(0o755)
    return tools


def _replay(block: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """The commands of a block, each with what it prints now."""
    lines = []
    commands = re.findall(r"^\$ (.*(?:\n> .*)*)", block, re.MULTILINE)
    for command in commands:
        words = command.replace("\\\n> ", "").replace("\n> ", "\n")
        code, out = 0, ""
        if words.startswith("export "):
            for setting in shlex.split(words)[1:]:
                monkeypatch.setenv(*setting.split("=", 1))
        elif words.startswith("cd "):
            monkeypatch.chdir(words.removeprefix("cd "))
        elif words.startswith("timeline ") and not PLAIN.search(words):
            code, out, _ = run(*shlex.split(words)[1:], together=True)
        else:
            done = subprocess.run(["sh", "-c", words], stdout=-1, stderr=subprocess.STDOUT, text=True, check=False)
            code, out = done.returncode, done.stdout
        out = out.replace("\r\n", "\n")  # the line ends of CSV are its own
        lines += [f"$ {command}\n", out if not out or out.endswith("\n") else out + "\n", f"[{code}]\n" if code else ""]
    return "".join(lines)


def _typed(block: str, session: dict[str, Any]) -> str:
    """The statements of a block, each with what it prints now."""
    out = io.StringIO()
    for example in doctest.DocTestParser().get_examples(block):
        lines = example.source.splitlines()
        out.write("".join(f"{'...' if n else '>>>'} {line}".rstrip() + "\n" for n, line in enumerate(lines)))
        with redirect_stdout(out):
            exec(compile(example.source, "the page", "single"), session)
    return out.getvalue()
