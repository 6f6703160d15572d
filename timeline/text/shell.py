"""A command of ours as it can be pasted into a shell. Knows how a shell and we take words apart, no command by name."""

import shlex
from collections.abc import Sequence


def command(name: str, *options: str, of: Sequence[str] = ()) -> str:
    """Write a command with its options and what it is about; what begins like an option stands behind `--`."""
    if any(word[:1] == "-" for word in of):
        return shlex.join(("timeline", name, *options, "--", *of))
    return shlex.join(("timeline", name, *of, *options))
