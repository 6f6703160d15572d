"""A table for a terminal: it fits the width, titles wrap, dates never.

Cannot hold what has no column. Control characters of other people's texts are shown, never sent.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import DATES, About, View, marked, possible
from timeline.records.entry import Entry
from timeline.text.escape import terminal
from timeline.text.width import text_width, wrapped

ABOUT = About("a line an event, for a terminal", people=True, escapes="terminal", extensions=("txt",))

WIDE = ("day", "title", "actors", "sourcing", "id")
NARROW = ("day", "title", "sourcing", "id")
NARROW_BELOW = 120
HEADS = {"day": "date", "when": "date", "sourcing": "rests on"}
WEIGHT = {"title": 2, "summary": 2}
GAP = 2
LEAST = 8


def heading(text: str) -> str:
    """A group's heading, with a line under it."""
    safe = terminal(text)
    return f"{safe}\n{'=' * text_width(safe)}\n"


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """The table; an event that is only possibly in the range is marked `~` and counted below."""
    if not entries:
        return
    columns = view.columns or (NARROW if 0 < view.width < NARROW_BELOW else WIDE)
    doubtful, said = possible(entries)
    rows = [marked(entry, columns, terminal, "~ {}" if doubtful else "{}") for entry in entries]
    heads = [terminal(h) for h in view.heads] or [HEADS.get(c, c) for c in columns]
    limits = _limits(rows, heads, columns, view.width)
    titles = _line(heads, limits)
    yield f"\x1b[1m{titles[:-1]}\x1b[0m\n" if view.color else titles
    yield _line(["-" * n for n in limits], limits)
    for row in rows:
        cells = [_wrap(*cell) for cell in zip(row, columns, limits, strict=True)]
        for n in range(max(map(len, cells))):
            yield _line([lines[n] if n < len(lines) else "" for lines in cells], limits)
    if said:
        yield f"\n{said}{' (~)' * doubtful}\n"


def _line(parts: Sequence[str], widths: list[int]) -> str:
    padded = (p + " " * (w - text_width(p)) for p, w in zip(parts, widths, strict=True))
    return (" " * GAP).join(padded).rstrip() + "\n"


def _limits(rows: list[list[str]], heads: list[str], columns: Sequence[str], width: int) -> list[int]:
    """The width of each column: its natural one where all fit, or where the width is 0.

    Else dates break only before their basis, and of the others the widest gives way, titles least.
    """
    room = width - GAP * (len(heads) - 1)
    least = [text_width(head) for head in heads]
    limits = [max(map(text_width, column)) for column in zip(heads, *rows, strict=True)]
    if not width or sum(limits) <= room:
        return limits
    for n, column in enumerate(zip(*rows, strict=True)):
        if columns[n] in DATES:
            limits[n] = max(least[n], *(text_width(part) for text in column for part in _parts(text)))
    while sum(limits) > room:
        flexible = [i for i, name in enumerate(columns) if name not in DATES and limits[i] > max(LEAST, least[i])]
        if not flexible:
            break
        limits[max(flexible, key=lambda i: limits[i] / WEIGHT.get(columns[i], 1))] -= 1
    return limits


def _parts(date: str) -> list[str]:
    """A date never breaks, but what it rests on may stand below it."""
    return date.replace(" (", "\n(").split("\n")


def _wrap(text: str, column: str, limit: int) -> list[str]:
    if text_width(text) <= limit:
        return [text]
    return _parts(text) if column in DATES else wrapped(text, limit)
