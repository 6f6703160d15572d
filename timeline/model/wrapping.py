"""Text on lines of a terminal: wrapped to its width, in which Chinese characters take two columns (Unicode TR 11)."""

from timeline.model.escape import terminal

_LEAST = 20
"""Columns that a text is given at least, however narrow the terminal."""


def filled(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text, escaped, on lines of at most that width with `first` before the first and `rest` before the others."""
    from wcwidth import wrap  # noqa: PLC0415 - start-up: most answers do without

    rest = first if rest is None else rest
    room = max(width, _LEAST + max(len(first), len(rest)))
    safe = terminal(text)
    return list(wrap(safe, room, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)) or [first]
