"""The formats in which the past is told. Imports next to nothing, since commands name it, and Tab reads these."""

from os.path import splitext
from typing import Annotated, Literal, get_args

from timeline.cli.flags import Flag
from timeline.errors import UsageError

ToldForm = Literal["text", "markdown", "json", "jsonl"]
ToldFlag = Annotated[ToldForm | None, Flag("-f --format", "How to print it.")]
_ENDINGS: dict[str, ToldForm] = {"txt": "text", "md": "markdown", "json": "json", "jsonl": "jsonl"}


def form_of(form: ToldForm | None, output: str | None) -> ToldForm:
    """The format that is named, or else that of the ending of a file.

    Raises:
        UsageError: none goes by it.
    """
    ending = splitext(output or "")[1][1:].lower()
    if form or not ending:
        return form or "text"
    if ending not in _ENDINGS:
        raise UsageError(f"no format goes by the ending .{ending}", f"-f names one of {', '.join(get_args(ToldForm))}")
    return _ENDINGS[ending]
