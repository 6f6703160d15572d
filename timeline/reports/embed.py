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
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from timeline.errors import Problem, TimelineError
from timeline.text.difference import unified

OPEN, SHUT, CLOSE = "<!-- timeline:", "-->", "<!-- /timeline -->"
READING = ("list", "ls", "show", "view", "actors", "sources", "places", "tags", "date", "trace", "report")
"""Commands that may stand in a block."""
Run = Callable[[list[str]], str]
"""What a command prints, as Markdown."""
_HOW = f"{CLOSE} alone on a line ends a block"
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<rest>.*)")
_NEARLY = re.compile(
    rf"<[!\s]*[-–—]+\s*(?:[/\\]\s*timeline\b|end[\s-]*timeline\b|timeline(?:\s*[:;=]|\s+(?:{'|'.join(READING)}|end)\b))",
    re.IGNORECASE,
)
"""How a comment begins that is meant as a mark."""
_MARKS = (
    f"{OPEN} COMMAND {SHUT} and {CLOSE} each begin a line and stand alone on it; in fenced code they are only shown"
)
_LABEL = re.compile(r"(?<!\\)\[\^([^\]\\\s]+)\]")


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
    inside = {n for first, last, _ in blocks for n in range(first, last)}
    taken = {label for n, line in enumerate(lines) if n not in inside for label in _labels(_text(line))}
    for number, (first, last, words) in enumerate(blocks, 1):
        try:
            text = run(words)
        except TimelineError as error:
            problems.append(_problem(path, first, error.message, error.hint))
            unread |= dict.fromkeys(error.problems)
            code = max(code, error.exit_code)
        else:
            pieces += [*lines[at : first + 1], _filled(text, lines[first], str(number), taken)]
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
        fence, before = _fence(text, fence), fence
        in_code = bool(fence or before)
        if not begins and text != CLOSE:
            if not in_code and _is_nearly_a_mark(text):
                problems.append(_problem(path, n, "this is nearly a mark of a block", _MARKS))
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


def _fence(text: str, fence: str) -> str:
    """The fence within which the next line stands, or nothing."""
    found = _FENCE.match(text)
    mark, rest = (found["mark"], found["rest"]) if found else ("", "")
    if fence:
        return "" if mark.startswith(fence) and not rest else fence
    return mark


def _filled(text: str, mark: bytes, name: str, taken: set[str]) -> bytes:
    """What stands between the marks: the text with an empty line before and after it, and its notes under the name."""
    end = mark[len(mark.rstrip(b"\r\n")) :]
    text = text.strip("\n")
    lines = list(_own(text.split("\n"), name, taken))
    return end.join(line.encode() for line in ["", *lines, "", ""]) if text else b""


def _own(lines: list[str], name: str, taken: set[str]) -> Iterator[str]:
    """The lines of a block with no mark of ours in them, and with labels of notes that are nowhere else on the page."""
    while any(f"{name}-{label}" in taken for line in lines for label in _labels(line)):
        name += "b"
    fence = ""
    for line in lines:
        fence, before = _fence(line.rstrip(), fence), fence
        if fence or before:
            yield " " * line.startswith((OPEN, CLOSE)) + line
        else:
            shown = _LABEL.sub(rf"[^{name}-\1]", line)
            yield shown.replace("<", "&lt;") if _is_nearly_a_mark(shown) else shown


def _labels(line: str) -> list[str]:
    """The labels of notes in a line; capitals make no difference."""
    return [label.casefold() for label in _LABEL.findall(line)]


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
