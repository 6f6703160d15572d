"""The pages of docs/, which come with the package. Knows where they lie; must not know what they say."""

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def _folder() -> "Traversable":
    packed = resources.files("timeline") / "docs"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "docs"  # a checkout


LEFT_OUT = {"README", "SKILL", "contributing", "house", "security"}
"""Pages for who changes the program, their index, and what an assistant is handed."""


def names(part: str = "") -> list[str]:
    """The names of the pages that help: in one part, `rules`, or of all others."""
    files = {file.name for file in (_folder() / part).iterdir() if file.name.endswith(".md")}
    return sorted({file.removesuffix(".md") for file in files} - LEFT_OUT)


def page(name: str) -> str:
    """The text of a page, in Markdown: `dates`, `rules/SRC103`."""
    return (_folder() / f"{name}.md").read_text(encoding="utf-8")
