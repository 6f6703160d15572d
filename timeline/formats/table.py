"""A table for a terminal: a line an event, what is too long is cut, the ID never; or, where that is asked for, wrapped.

In a pipe no line is longer than `WIDEST`. Cannot hold what has no column. Control characters of other people's texts
are shown, never sent.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import DATES, About, View, marked, possible
from timeline.records.entry import Entry
from timeline.text.escape import terminal
from timeline.text.width import cut, text_width, wrapped

ABOUT = About("a line an event, for a terminal", people=True, escapes="terminal", extensions=("txt",), cuts=True)

WIDE = ("day", "title", "actors", "sourcing", "id")
NARROW = ("day", "title", "sourcing", "id")
NARROW_BELOW = 120
HEADS = {"day": "date", "when": "date", "sourcing": "rests on"}
WEIGHT = {"title": 1.5, "summary": 1.5}
GAP = 2
LEAST = 8
WIDEST = 200
"""Columns of a line where no terminal says how many there are."""
WHOLE, SHARE = 3, 4
"""IDs that take no more than such a part of the line are shown whole; others are given no more than such a part."""
PLAIN, BOLD, DIM, RED, GREEN, YELLOW = (f"\x1b[{n}m" for n in (0, 1, 2, 31, 32, 33))
SHADES = {
    "corroborated": GREEN,
    "disputed": YELLOW,
    "ungrounded": YELLOW,
    "unsourced": RED,
    "unsupported": RED,
    "denied-only": RED,
    "confirmed": GREEN,
    "alleged": YELLOW,
    "refuted": RED,
}
"""The colour of a status, and of what an event rests on; the words say the same."""


def heading(text: str) -> str:
    """A group's heading, with a line under it."""
    safe = _on_one_line(text)
    return f"{safe}\n{'=' * text_width(safe)}\n"


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """The table; an event that is only possibly in the range is marked `~` and counted below."""
    if not entries:
        return
    columns = list(view.columns or (NARROW if 0 < view.width < NARROW_BELOW else WIDE))
    doubtful, said = possible(entries)
    rows = [marked(entry, columns, _on_one_line, "~ {}" if doubtful else "{}") for entry in entries]
    if not view.columns and "actors" in columns and not any(row[columns.index("actors")] for row in rows):
        rows = [[cell for cell, name in zip(row, columns, strict=True) if name != "actors"] for row in rows]
        columns.remove("actors")
    heads = [terminal(h) for h in view.heads] or [HEADS.get(c, c) for c in columns]
    for n, (name, head) in enumerate(zip(columns, heads, strict=True)):
        column = [row[n] for row in rows]
        if name not in {*DATES, "when", "id"} and all(map(_is_number, filter(None, column))):
            width = max(map(text_width, [head, *column]))
            for row in rows:
                row[n] = row[n].rjust(width)
    width = view.width or (0 if view.wrap else WIDEST)
    if not view.wrap:
        _shorten_ids(rows, entries, columns, view)
    limits = _limits(rows, heads, columns, width, wrap=view.wrap)
    titles, rule = _line([*map(cut, heads, limits)], limits), _line(["-" * n for n in limits], limits)
    yield from (f"{BOLD}{titles}{PLAIN}\n" if view.color else f"{titles}\n", f"{rule}\n")
    for row, entry in zip(rows, entries, strict=True):
        shades = _shades(entry, columns) if view.color and not view.heads else []
        if view.wrap:
            cells = [_wrap(*cell) for cell in zip(row, columns, limits, strict=True)]
            for n in range(max(map(len, cells))):
                yield _line([lines[n] if n < len(lines) else "" for lines in cells], limits, shades) + "\n"
        else:
            fitted = _fitted(row, columns, limits)
            yield _line(list(map(cut, row, fitted)), fitted, shades) + "\n"
    if said:
        yield f"\n{said}{' (~)' * doubtful}\n"


def _on_one_line(text: str) -> str:
    return terminal(" ".join(map(str.strip, text.splitlines())) if "\n" in text else text)


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdecimal()


def _shorten_ids(rows: list[list[str]], entries: Sequence[Entry], columns: Sequence[str], view: View) -> None:
    """Put the part of each ID that is known in place of the whole, where a terminal has no room for it."""
    at = columns.index("id") if "id" in columns and not view.heads else -1
    if at < 0 or not view.width:
        return
    widths = [max(map(text_width, column)) for column in zip(*rows, strict=True)]
    if widths[at] <= view.width // WHOLE or sum(widths) + GAP * len(widths) <= view.width:
        return
    short = view.short([entry.id for entry in entries])
    for row, entry in zip(rows, entries, strict=True):
        row[at] = row[at].replace(terminal(entry.id), terminal(short[entry.id]))


def _limits(rows: list[list[str]], heads: list[str], columns: Sequence[str], width: int, *, wrap: bool) -> list[int]:
    """The width of each column: its natural one where all fit, or where the width is 0.

    Else the widest gives way, titles least. Dates and a last ID have what most of them need, or, where lines are
    wrapped, all but what a date rests on.
    """
    room = width - GAP * (len(heads) - 1)
    least = [text_width(head) for head in heads]
    widths = [[*map(text_width, column)] for column in zip(heads, *rows, strict=True)]
    limits = [*map(max, widths)]
    if not width or sum(limits) <= room:
        return limits
    firm = {n for n, name in enumerate(columns) if name in DATES or (name == "id" and not wrap)}
    for n in firm:
        if wrap:
            limits[n] = max(least[n], *(text_width(part) for row in rows for part in _parts(row[n])))
        elif limits[n] > width // WHOLE:
            most = max(least[n], width // (SHARE if columns[n] == "id" else WHOLE))
            limits[n] = max(w for w in widths[n] if w <= most)
    for floors in ([max(LEAST, n) for n in least], [1 - wrap] * len(least)):
        while sum(limits) > room:
            free = [n for n, limit in enumerate(limits) if limit > floors[n] and (n not in firm or floors[n] == 1)]
            if not free:
                break
            limits[max(free, key=lambda n: limits[n] / WEIGHT.get(columns[n], 1))] -= 1
        if wrap:
            break
    return limits


def _fitted(row: Sequence[str], columns: Sequence[str], limits: Sequence[int]) -> list[int]:
    """The limits for one line: a long date, and a long ID at its end, take their room from what else stands there.

    What is left no room is not there.
    """
    fitted, last = list(limits), len(limits) - 1
    firm = {n for n, name in enumerate(columns) if name in DATES or (name == "id" and n == last)}
    over = 0
    for n in firm:
        more = max(0, text_width(row[n]) - limits[n])
        fitted[n], over = fitted[n] + more, over + more
    for least in (LEAST, 0):
        for n in reversed(range(len(limits))) if over else ():
            given = max(0, min(over, fitted[n] - least)) if n not in firm or (least == 0 and n != last) else 0
            fitted[n], over = fitted[n] - given, over - given
            over -= GAP * (given > 0 and not fitted[n])  # what is not there needs no gap
    return fitted


def _line(parts: Sequence[str], widths: Sequence[int], shades: Sequence[str] = ()) -> str:
    blanks = [" " * (w - text_width(p)) for p, w in zip(parts, widths, strict=True)]
    if shades:
        parts = [f"{shade}{p}{PLAIN}" if shade and p else p for p, shade in zip(parts, shades, strict=True)]
    return (" " * GAP).join(p + b for p, b, w in zip(parts, blanks, widths, strict=True) if w).rstrip()


def _shades(entry: Entry, columns: Sequence[str]) -> list[str]:
    """The colour of each cell of an event."""
    event = entry.event
    found = event.provenance
    rests = YELLOW if "disputed" in found.flags else SHADES.get(found.label, "")
    shades = {
        "id": DIM,
        "status": SHADES.get(event.status, ""),
        "sourcing": rests,
        "class": SHADES.get(found.label, ""),
    }
    return [shades.get(column, "") for column in columns]


def _parts(date: str) -> list[str]:
    """A date never breaks, but what it rests on may stand below it."""
    return date.replace(" (", "\n(").split("\n")


def _wrap(text: str, column: str, limit: int) -> list[str]:
    if text_width(text) <= limit:
        return [text]
    return _parts(text) if column in DATES else wrapped(text, limit)
