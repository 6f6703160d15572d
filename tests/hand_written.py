"""An event file as a person wrote it, and what became of it."""

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

HAND_WRITTEN = """\
# The desk's own notes stand here.

tags = ["one", "two"]   # odd order on purpose
date   =   2024-11-17
headline = "kept, though unknown"

title = 'Somebody does something'# no space before this
actors = ["Somebody", { name = "Joe Biden", role = "agent" }]
sources = ["BBC, citing Reuters"]
x.case = 17
# the end
"""


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder, with its content."""
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def event_file(empty: Path, text: str = HAND_WRITTEN, name: str = "2024/2024-11-17-something.toml") -> Path:
    """An event as a person wrote it."""
    path = empty / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


def changed_lines(old: str, new: str) -> list[tuple[str, str]]:
    """The lines that differ, of two texts with as many lines."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    assert len(before) == len(after)
    return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]


def kept_text(said: str) -> str:
    """What was kept of a person's text, in a place of its own that nobody else can look into; it is taken away."""
    path = Path(said.rpartition("your text is in ")[2].partition("\n")[0])
    assert os.name == "nt" or [stat.S_IMODE(p.stat().st_mode) for p in (path, path.parent)] == [0o600, 0o700]
    assert os.listdir(path.parent) == [path.name]
    text = path.read_bytes().decode(errors="surrogateescape")
    shutil.rmtree(path.parent)
    return text


MakeEditor = Callable[[str], Path]
"""Makes an editor of a shell script (tests/commands/conftest.py)."""
