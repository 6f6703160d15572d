"""Blocks in somebody's Markdown file that are kept up to date.

    <!-- timeline: list actor:Biden -f markdown -->

    whatever the command prints

    <!-- /timeline -->

Knows where blocks begin and end; what a command prints it is told. Marks stand alone on a line, at its very start, and
not in fenced code (CommonMark 0.31, 4.5). What is nearly a mark is named, since it would stay as it is for good. Every
byte outside blocks stays, as does a file with a broken block.
"""

import re
import shlex
from collections.abc import Callable, Iterable
from typing import NamedTuple

from timeline.errors import Problem, TimelineError
from timeline.reports.page import HostPage, fence_after
from timeline.text.difference import unified

OPEN, SHUT, CLOSE = "<!-- timeline:", "-->", "<!-- /timeline -->"
READING = (
    "list", "ls", "show", "view", "actors", "sources", "places", "tags", "stats", "chart", "date", "trace", "report",
)  # fmt: skip
"""Commands that may stand in a block."""
Run = Callable[[list[str]], str]
"""What a command prints, as Markdown."""
_HOW = f"{CLOSE} alone on a line ends a block"
_NEARLY = re.compile(
    rf"<[!\s]*[-–—]+\s*(?:[/\\]\s*timeline\b|end[\s-]*timeline\b|timeline(?:\s*[:;=]|\s+(?:{'|'.join(READING)}|end)\b))",
    re.IGNORECASE,
)
"""How a comment begins that is meant as a mark."""
_MEANT = re.compile(
    r"<[!\s]*[-–—]+\s*(?P<end>[/\\]|end\b)?[\s-]*timeline(?:\s*[:;=])?\s*(?P<command>.*?)\s*(?:[-–—]+>|$)",
    re.IGNORECASE,
)
"""What it would run, were it one."""


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
    page = HostPage(map(_text, lines), {n for first, last, _ in blocks for n in range(first, last)})
    for number, (first, last, words) in enumerate(blocks, 1):
        try:
            text = run(words)
        except TimelineError as error:
            said, _, marked = error.message.partition("\n")  # a query with a marker under its fault
            asked = marked.partition("\n")[0].removeprefix("  | ")
            problems.append(_problem(path, first, said + f" in {asked}" * bool(asked), error.hint))
            unread |= dict.fromkeys(error.problems)
            code = max(code, error.exit_code)
        else:
            filled = page.fitted(text.strip("\n"), str(number), first) if text else ()
            pieces += [*lines[at : first + 1], _filled(filled, lines[first])]
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
        text = _text(line)
        begins = text.startswith(OPEN) and text.find(SHUT, len(OPEN)) == len(text) - len(SHUT)
        fence, before = fence_after(text, fence), fence
        in_code = bool(fence or before)
        if not begins and text != CLOSE:
            goes_on = text.endswith("<!--") and n + 1 < len(lines)
            meant = f"{text} {_text(lines[n + 1])}" if goes_on else text
            if not in_code and _is_nearly_a_mark(meant):
                problems.append(_problem(path, n, *_lack(text, meant)))
        elif opened is None and in_code:
            continue
        elif begins:
            if opened is not None:
                problems.append(_problem(path, n, f"a block begins inside that of line {opened[0] + 1}", _HOW))
            opened, fence = (n, text[len(OPEN) : -len(SHUT)]), ""
        elif opened is None:
            problems.append(_problem(path, n, "a block ends that never began", f"{OPEN} … {SHUT} begins one"))
        else:
            try:
                found.append((opened[0], n, shlex.split(opened[1])))
            except ValueError as error:
                fault = f"the command cannot be read: {error}"
                problems.append(_problem(path, opened[0], fault, "quote as in a shell"))
            opened, fence = None, ""
    if opened is not None:
        problems.append(_problem(path, opened[0], "the block is not closed", _HOW))
    return found


def _text(line: bytes) -> str:
    return line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").rstrip()


def _is_nearly_a_mark(text: str) -> bool:
    """Whether a line holds what is meant as a mark, and is none; what stands in a span of code is not meant."""
    return bool(_NEARLY.search(text) and _NEARLY.search(re.sub(r"(`++).*?(?<!`)\1(?!`)", "", text)))


def _lack(text: str, meant: str) -> tuple[str, str]:
    """What keeps a line from being a mark, and how to write it."""
    found = _MEANT.search(meant)
    assert found  # it is nearly a mark
    right = CLOSE if found["end"] or not found["command"] else f"{OPEN} {found['command']} {SHUT}"
    if text.strip() == right:
        lack = "it is set in"
    elif right in text or text != meant:
        lack = "it does not stand alone on one line"
    else:
        lack = "it is not written as one"
    return f"this is nearly a mark of a block: {lack}", f"write {right} at the very start of a line of its own"


def _filled(lines: Iterable[tuple[str, bool]], mark: bytes) -> bytes:
    """What stands between the marks: the lines, with no mark of ours in them, and an empty one before and after."""
    end = mark[len(mark.rstrip(b"\r\n")) :]
    shown = [
        " " * line.startswith((OPEN, CLOSE)) + line
        if in_code
        else line.replace("<", "&lt;")
        if _is_nearly_a_mark(line)
        else line
        for line, in_code in lines
    ]
    return end.join(line.encode() for line in ["", *shown, "", ""]) if shown else b""


def fenced(text: str, language: str) -> str:
    """Text that is not Markdown, as code; the fence is longer than any in it."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    end = "" if text.endswith("\n") or not text else "\n"
    return f"{fence}{language}\n{text}{end}{fence}\n"


def body(document: str) -> str:
    """A document without its metadata, which may stand only at the very top of a page."""
    return document.partition("\n---\n\n")[2] if document.startswith("---\n") else document


def without_heading_of_notes(document: str) -> str:
    """The same without a heading over its notes: those of a page stand together at its end."""
    return re.sub(r"\n## Notes\n\n(?=\[\^)", "\n", document)


def difference(path: str, old: bytes, new: bytes) -> Iterable[str]:
    """What would change in a file that is not as it should be."""
    before, after = (data.decode("utf-8", "replace") for data in (old, new))
    return unified(before, after, path, f"{path} (as it should be)")
