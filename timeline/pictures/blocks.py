"""A histogram on a terminal: a line a row, its bar in block characters.

Knows how wide the terminal is; must not know dates, nor questions. Headings of others are made harmless here.
"""

from collections.abc import Iterator, Sequence

from timeline.pictures.histogram import Bar, Gap
from timeline.text.escape import terminal
from timeline.text.lists import counted
from timeline.text.width import cut, text_width, wrapped

PIPE = 80
"""Columns where no terminal says how many there are."""
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_POSSIBLE = "░"
_LEAST = 8
"""Columns that bars have at least."""
_STEP = 4
"""Columns that one event has at most."""
_HEADING = 16
"""Columns that headings have, where they need them, before bars have more than the least."""
_DIM, _PLAIN = "\x1b[2m", "\x1b[0m"


def drawn(rows: Sequence[Bar | Gap], unit: str, width: int, *, color: bool) -> Iterator[str]:
    """Draw a histogram, line by line.

    Args:
        rows: its bars, and what lies between them.
        unit: what a row is, in a word: `month`, `actor`.
        width: columns of the terminal; 0: as many as usual.
        color: whether what is empty may be dim.
    """
    width = width or PIPE
    bars = [row for row in rows if isinstance(row, Bar)]
    most = max((bar.events for bar in bars), default=0)
    digits = len(f"{most:,}")
    room = max(width - digits - 2 - _LEAST, _HEADING)
    headings = [cut(on_one_line(bar.heading), room) for bar in bars]
    headed = max(map(text_width, headings), default=0)
    room = max(width - headed - digits - 2, _LEAST)
    scale = min(room / most, _STEP) if most else 0
    longest = max(map(len, drawings := [_bar(bar, scale, room) for bar in bars]), default=0)
    shown = iter(zip(bars, headings, drawings, strict=True))
    dim, plain = (_DIM, _PLAIN) if color else ("", "")
    for row in rows:
        if isinstance(row, Gap):
            yield from (f"{dim}{line}{plain}\n" for line in wrapped(_gap(row, unit), width, "", "  "))
            continue
        bar, heading, drawing = next(shown)
        space = " " * (headed - text_width(heading))
        line = f"{heading}{space} {drawing:{longest}} {bar.events:{digits},}"
        yield f"{line}\n" if bar.events else f"{dim}{line}{plain}\n"


def on_one_line(text: str) -> str:
    """A heading or title, harmless, on one line; quotes for one that is not to be seen."""
    return terminal(" ".join(text.split()) or '""')


def _gap(gap: Gap, unit: str) -> str:
    what = f"no event of a single {unit}" if gap.crossed else "no events"
    return f"{what}: {gap.first} – {gap.last} ({counted(gap.periods, unit)})"


def _bar(bar: Bar, scale: float, room: int) -> str:
    """What is sure to an eighth of a column, then what is only possible in whole ones: of either at least a little."""
    eighths = max(round(bar.sure * scale * 8), bar.sure > 0)
    whole, part = divmod(eighths, 8)
    sure = "█" * whole + _EIGHTHS[part].strip()
    if not bar.possible:
        return sure
    cells = max(round(bar.events * scale) - len(sure), 1)
    return sure[: room - cells] + _POSSIBLE * cells
