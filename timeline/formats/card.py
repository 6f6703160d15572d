"""One event at length, for a terminal: what happened, who, where, and every source under the one that cites it.

Cannot hold who says a figure, a variant or a link, where a place lies, and what only checks ask of a source. Control
characters of other people's texts are shown, never sent.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from timeline.eventfile.reviews import by_whom, changed_since
from timeline.formats import About, View, cell_text
from timeline.model.event import DATE_BASIS, STATUS, Actor, Place, Source
from timeline.model.imported import IMPORT, imported
from timeline.provenance.graph import Citations
from timeline.provenance.names import authors, called, is_signed
from timeline.records.columns import actor_words
from timeline.records.entry import Entry
from timeline.records.shown.doubt import left_open
from timeline.records.shown.registered import Registered
from timeline.records.source_words import described, titled, traits
from timeline.text.escape import terminal
from timeline.text.width import filled, text_width

ABOUT = About("at length: one event after the other", people=True, escapes="terminal")

LABEL, LONGEST_LABEL = 11, 24
"""Columns of the labels of a card, and where the user's own are longer, at most."""
DEEPEST = 12
"""Steps by which a source is set in at most."""
COLUMNS = ("when", "status", "figures", "variants", "links", "sourcing")
TRAITS = ("anonymous", "plural", "seen", "firsthand", "affiliation", "position", "stance", "state", "grade")


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """A card an event, with an empty line between two."""
    registered = view.registered() if entries else None
    for n, entry in enumerate(entries):
        yield "\n" * bool(n) + "\n".join(_card(entry, view, registered)) + "\n"


def _card(entry: Entry, view: View, registered: Registered | None) -> Iterator[str]:
    event = entry.event
    cells = dict(zip(COLUMNS, entry.cells(COLUMNS), strict=True))
    width = view.width or 100
    bold, plain = ("\x1b[1m", "\x1b[0m") if view.color else ("", "")
    for line in (*filled(str(cells["when"]), width), *filled(event.title, width)):
        yield f"{bold}{line}{plain}"
    if open_ := left_open(event):
        yield from filled(f"! {open_}: this is our side of it", width)
    basis = "" if event.date_basis == "stated" else f" ({event.date_basis}: {DATE_BASIS.get(event.date_basis, '?')})"
    held = imported(event)
    likely = f", {event.likelihood}" if event.likelihood else ""
    rows: list[tuple[str, str | tuple[str, ...]]] = [
        ("date", event.date + basis),
        ("status", f"{cells['status']}{likely} ({STATUS.get(event.status, '?')})"),
        ("kind", "" if event.kind == "occurrence" else event.kind),
        ("order", "" if event.seq is None else f"{event.seq} of that day"),
        ("zone", event.timezone or ""),
        ("language", event.lang or ""),
        ("claim", event.claim or ""),
        ("actors", tuple(_actor(a, registered.known("actors", a.name) if registered else {}) for a in event.actors)),
        ("places", tuple(_place(p, registered.known("places", p.name) if registered else {}) for p in event.places)),
        ("tags", event.tags),
        *((column, cell_text(cells[column], "; ")) for column in ("figures", "variants", "links")),
        *_own({name: value for name, value in event.x.items() if not (held and name == IMPORT)}, "x"),
        ("imported", f"{held.set}, {held.key}" if held else ""),
        ("reviewed", by_whom(event) or (changed_since(event) if event.reviews else "")),
    ]
    told = [(label, shown) for label, value in rows if (shown := cell_text(value, "; "))]
    column = max(LABEL, *(text_width(terminal(label)) + 1 for label, _ in told))
    for label, shown in told:
        yield from _labelled(label, shown, width, min(column, LONGEST_LABEL))
    if event.summary:
        for paragraph in event.summary.strip().split("\n\n"):
            yield ""
            yield from filled(" ".join(paragraph.split()), width, "  ")
    yield ""
    yield from _labelled("rests on", str(cells["sourcing"]), width)
    cited = Citations(event.sources)
    for step in cited.walk():
        if not step.again:
            text = ("citing " if step.depth else "") + _source(cited.get(step.node))
            indent = "  " * (min(step.depth, DEEPEST) + 1)
            yield from filled(text, width, indent, f"{indent}    ")
    yield from _labelled("file", event.path, 0)


def _actor(actor: Actor, known: dict[str, str]) -> str:
    named = [f'as "{actor.as_named}"'] if actor.as_named else []
    return actor_words(actor, *named, *_wikidata(known))


def _place(place: Place, known: dict[str, str]) -> str:
    country = place.country or known.get("country")
    where = f"{place.name}, {country}" if country else place.name
    return where + "".join(f" ({w})" for w in _wikidata(known))


def _wikidata(known: dict[str, str]) -> list[str]:
    return [f"Wikidata {known['wikidata']}"] if "wikidata" in known else []


def _own(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """The user's own fields, those within tables by their dotted names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _own(inner, f"{name}.{key}")
    else:
        yield name, "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _labelled(label: str, text: str, width: int, column: int = LABEL) -> Iterator[str]:
    lines = filled(text, width - column - 2) if width else [terminal(text)]
    for n, line in enumerate(lines):
        yield f"  {f'{terminal(label)} ' if n == 0 else '':{column}}{line}"


def _source(source: Source) -> str:
    name, said = called(source), traits(source)
    told = () if is_signed(source) else (*authors(source), source.publisher)
    parts = (name, *(text for text in told if text != name), titled(source), source.published)
    where = (source.locator, source.url, source.archive_url)
    return described(source, (*parts, *where), (said[key] for key in TRAITS))
