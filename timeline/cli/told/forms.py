"""The formats in which the past is told. Imports next to nothing, since commands name it, and Tab reads these."""

from os.path import splitext
from typing import Annotated, Literal

from timeline.cli.flags import Flag
from timeline.errors import UsageError

ToldForm = Literal["text", "markdown", "json", "jsonl"]
ToldFlag = Annotated[ToldForm | None, Flag("-f --format", "How to print it.")]
SinceFlag = Annotated[
    str | None, Flag("--since-edition NAME", "What was changed since this edition.", offers="edition")
]
_NAMES = ("text", "markdown", "json", "jsonl", "csv", "tsv")
_ENDINGS = {"txt": "text", "md": "markdown"}


def form_of(form: str | None, output: str | None) -> str:
    """The format that is named, or else that of the ending of a file.

    Raises:
        UsageError: none goes by it.
    """
    ending = splitext(output or "")[1][1:].lower()
    if form or not ending:
        return form or "text"
    known = {**dict(zip(_NAMES, _NAMES, strict=True)), **_ENDINGS}
    if ending not in known:
        raise UsageError(f"no format goes by the ending .{ending}", f"-f names one: {', '.join(_NAMES)}")
    return known[ending]
