"""A table for a terminal: a line an event, what is too long is cut, the ID never; or, where that is asked for, wrapped.

A column begins at the same place in each line, and is as wide as what it shows. In a pipe no line is longer than
`WIDEST`; IDs are whole there, and titles come next. Cannot hold what has no column.
Control characters of other people's texts are shown, never sent.
"""

import re
from collections.abc import Iterator, Sequence

from timeline.formats import DATES, About, View, marked
from timeline.records.entry import Entry
from timeline.records.shown.doubt import possible, unsettled
from timeline.text.escape import terminal
from timeline.text.width import WIDEST, cut, text_width, wrapped

ABOUT = About("a line an event, for a terminal", people=True, escapes="terminal", extensions=("txt",), cuts=True)

WIDE = ("day", "title", "actors", "sourcing", "id")
NARROW = ("day", "title", "sourcing", "id")
NARROW_BELOW = 120
HEADS = {"day": "date", "when": "date", "sourcing": "rests on"}
WEIGHT = {"title": 1.5, "summary": 1.5}
GAP = 2
LEAST = {"sourcing": 18, "title": 16, "date": 11, "published": 10, "recorded": 13}
"""Columns of a line that a column keeps, where it needs them, before the next gives way; any other keeps eight."""
PARTS = {
    "sourcing": ("[,:] ", " "),
    "when": (r" \(", " "),
    **dict.fromkeys(DATES, (r" \(", "(?<=[/,])", r"T(?=\d)|(?<=:\d\d)[+Z-]")),
}
"""Where parts of a cell end, behind which it is cut: if not at one of the first, at one of the next."""
BASIS = re.compile(r"(.+)( \((?:reported|as of)\))")
"""A date and what it rests on, which stays when the date is cut."""
SHARES = {"id": 0.25, "date": 0.4, "title": 0.55}
"""The part of a line that IDs on a terminal and dates have at most, and titles in a pipe before others have more."""
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
    """The table; an event only possibly in the range is marked `~`, one in conflict `!`; both are counted below."""
    if not entries:
        return
    columns = list(view.columns or (NARROW if 0 < view.width < NARROW_BELOW else WIDE))
    doubtful, said = possible(entries)
    rows = [marked(entry, columns, _on_one_line, "~ {}" if doubtful else "{}", "! {}") for entry in entries]
    if not view.columns and "actors" in columns and _spares_actors(rows, columns, view):
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
    if view.width and not (view.wrap or view.heads):
        _shorten_ids(rows, entries, columns, view)
    limits = _limits(rows, heads, columns, width, view)
    if view.width and not (view.columns or view.wrap) and _is_stump(rows, columns, limits):
        gone = columns.index("sourcing")
        rows, columns = [row[:gone] + row[gone + 1 :] for row in rows], columns[:gone] + columns[gone + 1 :]
        heads = heads[:gone] + heads[gone + 1 :]
        limits = _limits(rows, heads, columns, width, view)
    titles, rule = _line([*map(cut, heads, limits)], limits), _line(["-" * n for n in limits], limits)
    yield from (f"{BOLD}{titles}{PLAIN}\n" if view.color else f"{titles}\n", f"{rule}\n")
    for row, entry in zip(rows, entries, strict=True):
        shades = _shades(entry, columns) if view.color and not view.heads else []
        if view.wrap:
            cells = [_wrap(*cell) for cell in zip(row, columns, limits, strict=True)]
            for n in range(max(map(len, cells))):
                yield _line([lines[n] if n < len(lines) else "" for lines in cells], limits, shades) + "\n"
        else:
            fitted = _fitted(row, columns, limits, width)
            yield _line(list(map(_cut, row, columns, fitted)), fitted, shades) + "\n"
    if said:
        yield f"\n{said}{' (~)' * doubtful}\n"
    if open_ := unsettled(entries):
        yield f"{'' if said else chr(10)}{open_} (!)\n"


def _on_one_line(text: str) -> str:
    return terminal(" ".join(map(str.strip, text.splitlines())) if "\n" in text else text)


def _spares_actors(rows: list[list[str]], columns: Sequence[str], view: View) -> bool:
    """Whether nobody acts, or lines in a pipe are too long: titles and what an event rests on need that room."""
    at = columns.index("actors")
    if not any(row[at] for row in rows):
        return True
    room = WIDEST - GAP * (len(columns) - 1)
    return not (view.width or view.wrap) and any(sum(map(text_width, row)) > room for row in rows)


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdecimal()


def _shorten_ids(rows: list[list[str]], entries: Sequence[Entry], columns: Sequence[str], view: View) -> None:
    """Put the part of each ID that is known in place of the whole where a terminal has no room for it."""
    room = view.width - GAP * (len(columns) - 1)
    if "id" not in columns or sum(max(map(text_width, column)) for column in zip(*rows, strict=True)) <= room:
        return
    at, short = columns.index("id"), view.short([entry.id for entry in entries])
    for row, entry in zip(rows, entries, strict=True):
        row[at] = row[at].replace(terminal(entry.id), terminal(short[entry.id]))


def _is_stump(rows: list[list[str]], columns: Sequence[str], limits: Sequence[int]) -> bool:
    """Whether titles are cut to so little that what an event rests on has to leave them its room."""
    n = columns.index("title")
    return limits[n] < LEAST["title"] and any(text_width(row[n]) > limits[n] for row in rows)


def _limits(rows: list[list[str]], heads: list[str], columns: Sequence[str], width: int, view: View) -> list[int]:
    """The width of each column: its natural one where all fit, or where the width is 0.

    Else the widest gives way, titles least, then dates, and heads only where not even they fit; an ID never does. Where
    lines are wrapped, a date has what it needs but for what it rests on.
    """
    room = width - GAP * (len(heads) - 1)
    least = [text_width(head) for head in heads]
    widths = [[*map(text_width, column)] for column in zip(heads, *rows, strict=True)]
    natural = [*map(max, widths)]
    limits = [*natural]
    if not width or sum(limits) <= room:
        return limits
    floors = [max(8 if view.wrap else LEAST.get(name, 8), n) for name, n in zip(columns, least, strict=True)]
    dates = [n for n, name in enumerate(columns) if name in DATES]
    ids = [n for n, name in enumerate(columns) if name == "id" and not view.wrap]
    loose = [n for n in range(len(heads)) if n not in {*dates, *ids}]
    phases = [(loose, floors)]
    if view.wrap:
        for n in dates:
            limits[n] = max(least[n], *(text_width(part) for row in rows for part in _parts(row[n])))
    else:
        for n in dates:
            limits[n] = _used(
                rows, n, columns[n], least[n], min(natural[n], int(min(width, NARROW_BELOW) * SHARES["date"]))
            )
        if not view.width:
            claim = int(WIDEST * SHARES["title"])
            phases.insert(
                0, (loose, [max(f, claim * (name == "title")) for f, name in zip(floors, columns, strict=True)])
            )
        elif ids == [len(heads) - 1]:  # a longer one takes its room from its line
            n, most = ids[0], int(width * SHARES["id"])
            limits[n] = max(w for w in widths[n] if w <= max(least[n], most))
        phases += [(loose, least), (loose + dates, least), (loose + dates, [1] * len(least))]
    for some, low in phases:
        while sum(limits) > room and (free := [n for n in some if limits[n] > low[n]]):
            limits[max(free, key=lambda n: limits[n] / WEIGHT.get(columns[n], 1))] -= 1
    if not view.wrap:
        _settle(rows, columns, least, natural, limits, room)
    return limits


def _settle(
    rows: list[list[str]],
    columns: Sequence[str],
    least: Sequence[int],
    natural: Sequence[int],
    limits: list[int],
    room: int,
) -> None:
    """Give what a column does not need whose cells are cut where a part of them ends to titles, then to others.

    Args:
        rows: their cells.
        columns: their names.
        least: the widths of their heads.
        natural: the widths that they would have.
        limits: the widths that they have, which are changed.
        room: for all of them together.
    """
    ends = [n for n, name in enumerate(columns) if name in PARTS]
    for n in sorted(range(len(columns)), key=lambda n: (n not in ends, columns[n] != "title")):
        more = 0 if n in ends else max(0, min(room - sum(limits), natural[n] - limits[n]))
        limits[n] += more
        if n in ends and limits[n] < natural[n]:
            limits[n] = min(limits[n], _used(rows, n, columns[n], least[n], limits[n]))


def _used(rows: list[list[str]], n: int, name: str, least: int, limit: int) -> int:
    """What a column takes of its limit when its cells are cut."""
    return max(least, *(text_width(_cut(text, name, limit)) for text in {row[n] for row in rows}))


def _cut(text: str, column: str, limit: int) -> str:
    """A cell on so many columns; a date, and what an event rests on, is cut where a part of it ends."""
    short = cut(text, limit)
    if short == text or column not in PARTS:
        return short
    if column in DATES and (dated := BASIS.match(text)) and (left := limit - len(dated[2])) >= LEAST["date"]:
        return f"{dated[0]}…" if len(dated[0]) < limit else _cut(dated[1], column, left) + dated[2]
    kept = len(short[:-1].rstrip())
    for ends in PARTS[column]:
        if at := [end.start() for end in re.finditer(ends, text[: kept + 2]) if 0 < end.start() <= kept]:
            return f"{text[: at[-1]]}…"
    return short


def _fitted(row: Sequence[str], columns: Sequence[str], limits: Sequence[int], width: int) -> Sequence[int]:
    """The limits for one line: an ID at its end that is longer takes its room from what else stands there, titles last.

    What is left next to no room is not there.
    """
    last = len(limits) - 1
    over = text_width(row[last]) - limits[last]
    if over <= 0 or columns[last] != "id":
        return limits
    fitted = [*limits]
    fitted[last] += over
    over -= width - sum(limits) - GAP * last
    order = [n for n in reversed(range(last)) if columns[n] not in {*DATES, "title"}]
    for n in order + [n for n in range(last) if columns[n] == "title"]:
        if over <= 0:
            break
        given = min(over, fitted[n])
        if fitted[n] - given < min(8, fitted[n]):
            over, given = over - GAP, fitted[n]  # what is not there needs no gap
        fitted[n], over = fitted[n] - given, over - given
        if over < 0 and "title" in columns and columns[n] != "title":
            fitted[columns.index("title")] -= over
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
