"""One event at length, for a terminal: what happened, who, where, and every source under the one that cites it.

Leaves out who says a figure, a variant or a link, where a place lies, and what only checks ask of a source. Control
characters of other people's texts are shown, never sent.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from timeline.formats import View
from timeline.model.event import DATE_BASIS, STATUS, Figure, Source
from timeline.records.entry import Cell, Entry
from timeline.text.escape import terminal
from timeline.text.width import filled

LABEL = 11
CELLS = ("when", "status", "actors", "places", "links", "sourcing")


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """A card an event, with an empty line between two."""
    for n, entry in enumerate(entries):
        yield "\n" * bool(n) + "\n".join(_card(entry, view)) + "\n"


def _card(entry: Entry, view: View) -> Iterator[str]:
    event = entry.event
    cells = dict(zip(CELLS, entry.cells(CELLS), strict=True))
    width = view.width or 100
    bold, plain = ("\x1b[1m", "\x1b[0m") if view.color else ("", "")
    yield f"{bold}{terminal(str(cells['when']))}{plain}"
    for line in filled(event.title, width):
        yield f"{bold}{line}{plain}"
    basis = "" if event.date_basis == "stated" else f" ({event.date_basis}: {DATE_BASIS.get(event.date_basis, '?')})"
    likely = f", {event.likelihood}" if event.likelihood else ""
    rows: list[tuple[str, Cell]] = [
        ("date", event.date + basis),
        ("in words", event.date_text or ""),
        ("status", f"{cells['status']}{likely} ({STATUS.get(event.status, '?')})"),
        ("kind", "" if event.kind == "occurrence" else event.kind),
        ("order", "" if event.seq is None else f"{event.seq} of that day"),
        ("zone", event.timezone or ""),
        ("language", event.lang or ""),
        ("claim", event.claim or ""),
        ("actors", cells["actors"]),
        ("places", cells["places"]),
        ("tags", event.tags),
        ("figures", tuple(_figure(f) for f in event.figures)),
        ("variants", tuple(f"{v.field}: {v.value}" for v in event.variants)),
        ("links", cells["links"]),
        *_own(event.x, "x"),
    ]
    for label, value in rows:
        text = value if isinstance(value, str) else "; ".join(value)
        if text:
            yield from _labelled(label, text, width)
    if event.summary:
        for paragraph in event.summary.strip().split("\n\n"):
            yield ""
            yield from filled(" ".join(paragraph.split()), width, "  ")
    yield ""
    yield from _labelled("rests on", str(cells["sourcing"]), width)
    for depth, source in _chains(event.sources):
        text = ("citing " if depth else "") + _source(source)
        yield from filled(text, width, "  " * (depth + 1))
    yield from _labelled("file", event.path, 0)


def _own(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """The user's own fields, those within tables by their dotted names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _own(inner, f"{name}.{key}")
    else:
        yield name, "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _labelled(label: str, text: str, width: int) -> Iterator[str]:
    lines = filled(text, width - LABEL - 2) if width else [terminal(text)]
    for n, line in enumerate(lines):
        yield f"  {f'{terminal(label)} ' if n == 0 else '':{LABEL}}{line}"


def _chains(sources: Sequence[Source]) -> Iterator[tuple[int, Source]]:
    """Each source once, under the first that cites it, with its depth; loops end where they began."""
    by_id = {s.id: s for s in sources}
    cited = {c for s in sources for c in s.cites if c != s.id}
    seen: set[str] = set()
    for start in [*(s for s in sources if s.id not in cited), *sources]:
        waiting = [(0, start)]
        while waiting:
            depth, source = waiting.pop()
            if source.id not in seen:
                seen.add(source.id)
                yield depth, source
                cites = (by_id.get(c) or Source(id=c, seen=False) for c in reversed(source.cites))
                waiting += [(min(depth + 1, 12), s) for s in cites]


def _source(source: Source) -> str:
    author = source.author if isinstance(source.author, str) else ", ".join(source.author or ())
    said = {"supports": "", "denies": "denies it"}.get(source.stance, source.stance)
    state = "" if source.state == "live" else source.state
    traits = [
        word
        for word, holds in {
            "unnamed": source.anonymous,
            "several people": source.plural,
            "not seen": not source.seen,
            "first hand": source.firsthand,
            source.affiliation or "": source.affiliation,
            source.position or "": source.position,
            said: said,
            state: state,
            f"graded {source.grade}": source.grade,
        }.items()
        if holds
    ]
    parts = [source.label, author, f'"{source.title}"' if source.title and source.label != source.title else ""]
    parts += [source.published or "", source.locator or "", source.url or "", source.archive_url or ""]
    quote = f': "{source.quote}"' if source.quote else ""
    return ", ".join(p for p in parts if p) + (f" ({', '.join(traits)})" if traits else "") + quote


def _figure(figure: Figure) -> str:
    """What is counted, and the numbers as far as they are given."""
    parts = [] if figure.value is None else [str(figure.value)]
    if figure.low is not None and figure.high is not None:
        parts.append(f"{figure.low}-{figure.high}")
    elif figure.low is not None:
        parts.append(f"at least {figure.low}")
    elif figure.high is not None:
        parts.append(f"at most {figure.high}")
    unit = f" {figure.unit}" if figure.unit and parts else ""
    best = [] if figure.best is None else [f"best estimate {figure.best}"]
    return f"{figure.what}: {', '.join([*(p + unit for p in parts), *best]) or 'not known'}"
