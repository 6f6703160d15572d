"""A command of ours as it can be pasted into a shell. Knows how a shell and we take words apart, no command by name."""

import re
import shlex
from collections.abc import Sequence

_PASTED = re.compile(r"(^(?:  (?:= )?)?|(?<=`)|(?<=: ))timeline (?=[a-z]+\b)", re.MULTILINE)


def command(name: str, *options: str, of: Sequence[str] = ()) -> str:
    """Write a command with its options and what it is about; what begins like an option stands behind `--`."""
    if any(word[:1] == "-" for word in of):
        return shlex.join(("timeline", name, *options, "--", *of))
    return shlex.join(("timeline", name, *of, *options))


def in_folder(text: str, folder: str) -> str:
    """The text with its commands as they are to be pasted where -C named a folder; empty: it named none."""
    return _PASTED.sub(lambda found: f"{found[1]}timeline -C {shlex.quote(folder)} ", text) if folder else text
