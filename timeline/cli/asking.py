"""A question on the terminal, and what Tab and the arrow up offer for its answer. Knows no command."""

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext, redirect_stdout
from typing import Any

import typer


def prompted(shown: str, default: str) -> str:
    """What the person types; empty input takes the default.

    Raises:
        EOFError: the person leaves instead.
    """
    # answers alone go to stdout; where both are the terminal, readline wants it untouched
    with nullcontext() if sys.stdout.isatty() else redirect_stdout(sys.stderr):
        try:
            return str(typer.prompt(shown, default, show_default=False))
        except typer.Abort:
            raise EOFError from None


def completed(readline: Any, offers: Callable[[str], Iterable[str]], past: Sequence[str]) -> None:
    """Let Tab complete the next line that is read, in whatever case it is typed, and the arrow up bring back lines."""
    found: list[str] = []

    def complete(typed: str, n: int) -> str | None:
        if not n:
            begun = typed.casefold()
            found[:] = [word for word in offers(typed) if word.casefold().startswith(begun)]
        return found[n] if n < len(found) else None

    readline.set_completer_delims("")
    readline.set_completer(complete)
    is_libedit = "libedit" in str(readline.__doc__)  # as on macOS
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    readline.clear_history()
    for line in past:
        readline.add_history(line)
