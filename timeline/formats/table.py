"""A table for a terminal: a line an event, what is too long is cut, the ID never; or, where that is asked for, wrapped.

In a pipe no line is longer than `WIDEST`, no title is cut that fits such a line, and IDs are whole beside it.
Cannot hold what has no column. Control characters of other people's texts are shown, never sent.
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
SHARES = {"id": 0.25, "title": 0.4}
"""The part of a line that is for most of what is not cut, dates as titles; what is longer takes room from its line."""
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
    firm = [n for n, name in enumerate(columns) if name in DATES or (name == "id" and not view.wrap)]
    if not view.width and not view.wrap:
        firm += [n for n, name in enumerate(columns) if name == "title"]
    limits = _limits(rows, heads, columns, width, firm, wrap=view.wrap)
    titles, rule = _line([*map(cut, heads, limits)], limits), _line(["-" * n for n in limits], limits)
    yield from (f"{BOLD}{titles}{PLAIN}\n" if view.color else f"{titles}\n", f"{rule}\n")
    for row, entry in zip(rows, entries, strict=True):
        shades = _shades(entry, columns) if view.color and not view.heads else []
        if view.wrap:
            cells = [_wrap(*cell) for cell in zip(row, columns, limits, strict=True)]
            for n in range(max(map(len, cells))):
                yield _line([lines[n] if n < len(lines) else "" for lines in cells], limits, shades) + "\n"
        else:
            fitted = _fitted(row, columns, limits, firm, width)
            yield _line(list(map(_cut, row, columns, fitted)), fitted, shades) + "\n"
    if said:
        yield f"\n{said}{' (~)' * doubtful}\n"


def _on_one_line(text: str) -> str:
    return terminal(" ".join(map(str.strip, text.splitlines())) if "\n" in text else text)


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdecimal()


def _shorten_ids(rows: list[list[str]], entries: Sequence[Entry], columns: Sequence[str], view: View) -> None:
    """Put the part of each ID that is known in place of the whole where a terminal has no room for it, or a title."""
    at = columns.index("id") if "id" in columns and not view.heads else -1
    if at < 0:
        return
    gaps, long = GAP * (len(columns) - 1), [*range(len(rows))]
    if not view.width:
        firm = [n for n, name in enumerate(columns) if name in {*DATES, "title", "id"}]
        long = [n for n, row in enumerate(rows) if sum(text_width(row[c]) + GAP for c in firm) - GAP > WIDEST]
    elif sum(max(map(text_width, column)) for column in zip(*rows, strict=True)) + gaps <= view.width:
        return
    short = view.short([entry.id for entry in entries]) if long else {}
    for n in long:
        id_ = entries[n].id
        rows[n][at] = rows[n][at].replace(terminal(id_), terminal(short[id_]))


def _limits(
    rows: list[list[str]], heads: list[str], columns: Sequence[str], width: int, firm: Sequence[int], *, wrap: bool
) -> list[int]:
    """The width of each column: its natural one where all fit, or where the width is 0.

    Else the widest gives way, titles least. What is firm has what most of it needs, or, where lines are wrapped, dates
    all but what they rest on. Titles have what a column does not need whose cells are cut where a part of them ends.
    """
    room = width - GAP * (len(heads) - 1)
    least = [text_width(head) for head in heads]
    widths = [[*map(text_width, column)] for column in zip(heads, *rows, strict=True)]
    natural = [*map(max, widths)]
    limits = [*natural]
    if not width or sum(limits) <= room:
        return limits
    for n in firm:
        most = int(width * SHARES.get(columns[n], SHARES["title"]))
        if wrap:
            limits[n] = max(least[n], *(text_width(part) for row in rows for part in _parts(row[n])))
        elif limits[n] > most:
            limits[n] = max(w for w in widths[n] if w <= max(least[n], most))
    for floors in ([max(LEAST, n) for n in least], [1 - wrap] * len(least)):
        while sum(limits) > room:
            free = [n for n, limit in enumerate(limits) if limit > floors[n] and (n not in firm or floors[n] == 1)]
            if not free:
                break
            limits[max(free, key=lambda n: limits[n] / WEIGHT.get(columns[n], 1))] -= 1
        if wrap:
            break
    if not wrap and {"sourcing", "title"} <= {*columns}:
        n, title = columns.index("sourcing"), columns.index("title")
        used = max(least[n], *(text_width(_cut(row[n], "sourcing", limits[n])) for row in rows))
        more = min(limits[n] - used, natural[title] - limits[title])
        limits[n], limits[title] = limits[n] - max(0, more), limits[title] + max(0, more)
    return limits


def _cut(text: str, column: str, limit: int) -> str:
    """A cell on so many columns; what an event rests on is cut where a part of it ends."""
    short = cut(text, limit)
    if short == text or column != "sourcing":
        return short
    kept = short[:-1].rstrip(",:")
    end = len(kept) if text[len(kept)] in ",:" else max(kept.rfind(", "), kept.rfind(": "))
    return f"{kept[: end if end > 0 else None]}…"


def _fitted(
    row: Sequence[str], columns: Sequence[str], limits: Sequence[int], firm: Sequence[int], width: int
) -> list[int]:
    """The limits for one line: what is firm and longer takes its room from what else stands there, titles last of that.

    What is left next to no room is not there.
    """
    fitted, last = list(limits), len(limits) - 1
    for n in firm:
        if columns[n] != "id" or n == last:
            fitted[n] = max(fitted[n], text_width(row[n]))
    over = sum(fitted) + GAP * last - width
    if over <= 0:
        return fitted
    if (spare := fitted[last] - text_width(row[last])) > 0:  # nothing stands behind the last
        fitted[last], over = fitted[last] - min(over, spare), over - min(over, spare)
    order = [n for n in reversed(range(last + 1)) if n not in firm and columns[n] != "title"]
    order += [n for n in range(last + 1) if columns[n] == "title"]
    order += [n for n in firm if n not in order and not (n == last and columns[n] == "id")]
    for n in order:
        if over <= 0:
            break
        given = min(over, fitted[n])
        if fitted[n] - given < min(LEAST, fitted[n]):
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
