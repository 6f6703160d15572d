"""Blocks in somebody's Markdown file that are kept up to date.

    <!-- timeline: list actor:Biden -f markdown -->

    whatever the command prints

    <!-- /timeline -->

Knows where blocks begin and end; what a command prints it is told. Marks stand alone on a line, at its very start, and
not in fenced code (CommonMark 0.31, 4.5). Every byte outside blocks stays, as does a file with a broken block.
"""

import re
import shlex
from collections.abc import Callable, Iterable
from typing import NamedTuple

from timeline.errors import Problem, TimelineError
from timeline.text.difference import unified

OPEN, SHUT, CLOSE = "<!-- timeline:", "-->", "<!-- /timeline -->"
Run = Callable[[list[str]], str]
"""What a command prints, as Markdown."""
_HOW = f"{CLOSE} alone on a line ends a block"
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<rest>.*)")


class Renewed(NamedTuple):
    """A file as it should be."""

    data: bytes
    blocks: int
    problems: list[Problem]
    """What is broken; where anything is, `data` is what it was."""
    exit_code: int


def renew(data: bytes, path: str, run: Run) -> Renewed:
    """The file with what its commands print now, each with the line ends of its opening mark."""
    lines = data.splitlines(keepends=True)
    problems: list[Problem] = []
    unread: dict[Problem, None] = {}
    blocks = _blocks(lines, path, problems)
    code = 2 if problems else 0
    pieces: list[bytes] = []
    at = 0
    for first, last, words in blocks:
        try:
            text = run(words)
        except TimelineError as error:
            problems.append(_problem(path, first, error.message, error.hint))
            unread |= dict.fromkeys(error.problems)
            code = max(code, error.exit_code)
        else:
            pieces += [*lines[at : first + 1], _filled(text, lines[first])]
            at = last
    fresh = data if problems else b"".join([*pieces, *lines[at:]])
    return Renewed(fresh, len(blocks), [*sorted(problems), *unread], code)


def _problem(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path, line + 1, 0, "embed", message, hint)


def _blocks(lines: list[bytes], path: str, problems: list[Problem]) -> list[tuple[int, int, list[str]]]:
    """The blocks that are whole: the lines of both marks, and what to run. What is wrong is added to the problems."""
    found = []
    fence = ""
    opened: tuple[int, str] | None = None
    for n, line in enumerate(lines):
        text = line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").rstrip()
        if opened is None:
            fence, before = _fence(text, fence), fence
            if fence or before:
                continue
        if text == CLOSE:
            if opened is None:
                problems.append(_problem(path, n, "a block ends that never began", f"{OPEN} … {SHUT} begins one"))
            else:
                try:
                    found.append((opened[0], n, shlex.split(opened[1])))
                except ValueError as error:
                    fault = f"the command cannot be read: {error}"
                    problems.append(_problem(path, opened[0], fault, "quote as in a shell"))
            opened = None
        elif text.startswith(OPEN) and text.endswith(SHUT):
            if opened is not None:
                problems.append(_problem(path, n, f"a block begins inside that of line {opened[0] + 1}", _HOW))
            opened = n, text[len(OPEN) : -len(SHUT)]
    if opened is not None:
        problems.append(_problem(path, opened[0], "the block is not closed", _HOW))
    return found


def _fence(text: str, fence: str) -> str:
    """The fence within which the next line stands, or nothing."""
    found = _FENCE.match(text)
    mark, rest = (found["mark"], found["rest"]) if found else ("", "")
    if fence:
        return "" if mark.startswith(fence) and not rest else fence
    return mark


def _filled(text: str, mark: bytes) -> bytes:
    """What stands between the marks: the text with an empty line before and after it."""
    end = mark[len(mark.rstrip(b"\r\n")) :]
    text = text.strip("\n")
    lines = [" " * line.startswith((OPEN, CLOSE)) + line for line in text.split("\n")]  # no mark of ours is in it
    return end.join(line.encode() for line in ["", *lines, "", ""]) if text else b""


def fenced(text: str, language: str) -> str:
    """Text that is not Markdown, as code; the fence is longer than any in it."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    end = "" if text.endswith("\n") or not text else "\n"
    return f"{fence}{language}\n{text}{end}{fence}\n"


def body(document: str) -> str:
    """A document without its metadata, which may stand only at the very top of a page."""
    return document.partition("\n---\n\n")[2] if document.startswith("---\n") else document


def difference(path: str, old: bytes, new: bytes) -> Iterable[str]:
    """What would change in a file that is not as it should be."""
    before, after = (data.decode("utf-8", "replace") for data in (old, new))
    return unified(before, after, path, f"{path} (as it should be)")
