"""Which files git is told to merge by meaning: one line of a .gitattributes, and what git makes of all such lines.

Knows the form of the lines (gitattributes) and how one is added to those of others; must not know what the attributes
are for (configuration.py), nor where the file is kept.
"""

import os
import re
from collections.abc import Iterable, Iterator

from timeline.store.git.program import run

FILE = ".gitattributes"
PATTERN, GIVEN = "*.toml", "text eol=lf diff=timeline merge=timeline"
LINE = f"{PATTERN} {GIVEN}"
_GLOB = re.compile(rb"[*?[\\]|^!")
"""What a pattern would read as more than a letter."""
_UNQUOTED = re.compile(rb"""[^\s"\\\x00-\x1f\x7f#][^\s"\\\x00-\x1f\x7f]*""")
_ESCAPED = re.compile(rb"""["\\\x00-\x1f\x7f]""")


def line_within(prefix: str) -> str:
    """The line as it stands in the file of the whole repository, for a folder with a slash at its end; empty: for all.

    A pattern that names a folder holds for what is right in it alone, unless it says `**`.
    """
    if not prefix:
        return LINE
    pattern = _GLOB.sub(rb"\\\g<0>", os.fsencode(prefix)) + f"**/{PATTERN}".encode()
    if not _UNQUOTED.fullmatch(pattern):
        pattern = b'"' + _ESCAPED.sub(lambda found: b"\\%03o" % ord(found[0]), pattern) + b'"'
    return f"{os.fsdecode(pattern)} {GIVEN}"


def count(data: bytes, line: str) -> int:
    """How often a line stands in a file, whatever blanks there are in it."""
    return sum(_is(row, line) for row in _rows(data))


def with_line(data: bytes, line: str) -> bytes:
    """The file with the line once, below all others unless it stands there; those stay as they are to the byte."""
    if count(data, line) == 1:
        return data
    rest = without_line(data, line)
    end = b"\r\n" if b"\r\n" in data else b"\n"
    return rest + end * (bool(rest) and not rest.endswith(b"\n")) + os.fsencode(line) + end


def without_line(data: bytes, line: str) -> bytes:
    """The file without the line."""
    return b"".join(row for row in _rows(data) if not _is(row, line))


def _rows(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def _is(row: bytes, line: str) -> bool:
    return row.split() == os.fsencode(line).split()


def naming(data: bytes, attribute: str, ours: str) -> Iterator[int]:
    """The numbers of the lines that say something of an attribute, ours aside."""
    about = {attribute.encode(), *[b"binary"] * (attribute in {"diff", "merge", "text"})}  # git's one macro
    for number, row in enumerate(_rows(data), 1):
        named = {word.lstrip(b"-!").partition(b"=")[0] for word in row.split()[1:]}
        if not row.lstrip().startswith(b"#") and not _is(row, ours) and not named.isdisjoint(about):
            yield number


def effective(root: str, paths: Iterable[str]) -> dict[str, dict[str, str]]:
    """What git makes of all lines for files of a folder, by path; what nobody says is left out.

    Raises:
        GitError: why git cannot tell.
    """
    found: dict[str, dict[str, str]] = {path: {} for path in paths}
    given = b"".join(os.fsencode(path) + b"\0" for path in found)
    told = iter(run(root, "check-attr", "--stdin", "-z", "--all", given=given).split(b"\0")[:-1])
    for path, attribute, value in zip(told, told, told, strict=True):
        found[os.fsdecode(path)][attribute.decode()] = os.fsdecode(value)
    return found
