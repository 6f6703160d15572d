"""One file, one format, found by its name: `write(entries, view)` gives the text in pieces.

A format says of itself what others must know (`ABOUT`); what it cannot hold stands in its docstring. One that can stand
under headings has `heading(text)`; one with columns has `COLUMNS` of its own. This page finds the file; it knows no
format by name. What shows events stands here, what shows who cites whom in traces/.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from os.path import splitext
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, cast

from timeline.errors import UsageError, did_you_mean
from timeline.model import event as model
from timeline.records.columns import Cell, own
from timeline.records.entry import Entry
from timeline.text.escape import spreadsheet
from timeline.text.lists import counted

if TYPE_CHECKING:
    from timeline.records.registered import Registered

EVENTS = __name__
TRACES = f"{__name__}.traces"
DATES = {"day", "date", "earliest", "latest"}


class About(NamedTuple):
    """What a format says of itself."""

    words: str
    """What it is, in a few words."""
    people: bool
    """Whether people read it, who are told above it what was asked, or programs."""
    escapes: Literal["terminal", "markdown", "spreadsheet", "json", "dot", "mermaid", ""]
    """The edge for which every text is made safe."""
    extensions: tuple[str, ...] = ()
    """Endings of its files, besides its name."""
    cuts: bool = False
    """Whether long cells are cut, unless they are to be wrapped."""


class View(NamedTuple):
    """How the answer is to be shown."""

    columns: tuple[str, ...] = ()
    """Names of columns (records/columns.py); empty: what the format shows by itself."""
    width: int = 0
    """Columns of the terminal; 0: as wide as it comes."""
    color: bool = False
    wrap: bool = False
    """Whether all of a long cell is to be shown, on several lines."""
    raw: bool = False
    """Whether cells are to be as they are, for a program; in a spreadsheet one of them may be a formula."""
    heads: tuple[str, ...] = ()
    """What the columns are called; empty: what the format calls them."""
    registered: "Callable[[], Registered | None]" = lambda: None
    """What the registers say of names, if they say anything; asked only by who prints it."""
    short: Callable[[Collection[str]], Mapping[str, str]] = lambda _: {}
    """Tells of IDs the shortest parts that are known; asked only where there is no room for whole ones."""


class Format(Protocol):
    """What a file of this drawer offers."""

    ABOUT: About

    def write(self, entries: Sequence[Any], view: View) -> Iterator[str]:
        """The text of the entries, in pieces, each ending a line."""
        ...


def names(of: str = EVENTS) -> list[str]:
    """The formats there are: of events, or of traces."""
    from pkgutil import iter_modules  # start-up: most names are those of a format

    return sorted(m.name for m in iter_modules(import_module(of).__path__) if not m.ispkg)


def named(name: str, of: str = EVENTS) -> Format:
    """The format of this name.

    Raises:
        UsageError: there is none.
    """
    found = None
    if name.isidentifier():
        with suppress(ModuleNotFoundError):
            found = import_module(f"{of}.{name}")
    if not hasattr(found, "ABOUT"):
        what = f'no format "{name}"' + " of a trace" * (of == TRACES)
        raise UsageError(what, did_you_mean(name, names(of)) or "formats: " + ", ".join(names(of)))
    return cast("Format", found)


def described(of: str = EVENTS) -> dict[str, str]:
    """The formats there are, each with what it is."""
    return {name: named(name, of).ABOUT.words for name in names(of)}


def by_ending(output: str | None, of: str = EVENTS) -> str:
    """The name of the format that the ending of a file stands for; nothing where it has none.

    Raises:
        UsageError: no format goes by that ending.
    """
    ending = splitext(output or "")[1][1:].lower()
    endings = {e: n for n in names(of) for e in (*named(n, of).ABOUT.extensions, n)} if ending else {"": ""}
    if ending not in endings:
        known = ", ".join(f".{e}" for e in sorted(endings))
        raise UsageError(f"no format goes by the ending .{ending}", f"-f names one; of themselves go {known}")
    return endings[ending]


def must_have_cells(form: Format, *, raw: bool, wrap: bool) -> None:
    """See that cells of a format can be asked for as they are, or wrapped.

    Raises:
        UsageError: it has none, or none that would be changed.
    """
    if raw and form.ABOUT.escapes != "spreadsheet":
        raise UsageError("--raw prints cells as they are, for programs", "it goes with -f csv or -f tsv")
    if wrap and not form.ABOUT.cuts:
        raise UsageError("--wrap shows all of long cells, which only a table cuts", "it goes with -f table")


def fence(name: str, of: str = EVENTS) -> str:
    """The language of the code block in which a page holds it; nothing where it is Markdown itself."""
    return {"markdown": "", "terminal": "text"}.get(named(name, of).ABOUT.escapes, name)


def headed(name: str) -> Callable[[str], str]:
    """What makes the heading of a group in this format.

    Raises:
        UsageError: there is no such format, or it has no headings.
    """
    heading: Callable[[str], str] | None = getattr(named(name), "heading", None)
    if heading is None:
        raise UsageError(f"-f {name} has no headings, so --group cannot shape it", "group a table or Markdown")
    return heading


def texts(entry: Entry, columns: Sequence[str]) -> list[str]:
    """The cells of an entry as one text each."""
    return [cell_text(cell) for cell in entry.cells(columns)]


def cell_text(cell: Cell, between: str = ", ") -> str:
    """A cell as one text."""
    if isinstance(cell, tuple):
        return between.join(cell)
    return "" if cell is None else str(cell)


def in_spreadsheet(entry: Entry, columns: Sequence[str], raw: bool, tidied: Callable[[str], str] = str) -> list[str]:
    """The cells of an entry for a spreadsheet: what it would take for a formula gets a leading `'`.

    Numbers are as they are, and with `raw` all cells.

    """
    return [
        shown if raw or (isinstance(cell, int | float) and shown[-1].isdigit()) else spreadsheet(shown)
        for cell in entry.cells(columns)
        for shown in [tidied(cell_text(cell, " ; "))]
    ]


def marked(entry: Entry, columns: Sequence[str], harmless: Callable[[str], str], mark: str) -> list[str]:
    """The cells of an entry for people, made harmless; `mark` is what a date looks like that is only possible.

    What a date rests on is said with it, by whatever name its column was asked for.
    """
    cells = list(map(harmless, texts(entry, ["day" if column == "date" else column for column in columns])))
    dates = {*DATES, "when"}.intersection(columns) or columns[:1]
    return (
        cells if entry.certain else [mark.format(t) if c in dates else t for c, t in zip(columns, cells, strict=True)]
    )


def as_json(entries: Sequence[Entry], view: View) -> Iterator[bytes]:
    """The whole records, or of chosen columns a field as the record has it, and of a computed one what it says."""
    records = (_chosen(entry, view.columns) if view.columns else entry.json() for entry in entries)
    registered = view.registered() if entries else None
    return map(registered.added, records) if registered else records


def _chosen(entry: Entry, columns: Sequence[str]) -> bytes:
    from msgspec.json import encode  # start-up: only JSON needs it

    event, fields = entry.event, model.table(model.Event)
    cells = dict(zip(columns, entry.cells(columns), strict=True))
    for name in columns:
        if name in fields:
            cells[name] = getattr(event, name)
        elif name.startswith("x."):
            cells[name] = own(event, name[2:])
    return encode(cells)


def possible(entries: Sequence[Entry]) -> tuple[bool, str]:
    """Whether those that are only possibly in the range are to be marked, and what is said of them below.

    They are not where all of them would surely be in it, were their dates not those of first reports: that stands
    beside each date, and what it means is said once.
    """
    unsure = [entry for entry in entries if not entry.certain]
    return possibly(len(entries), len(unsure), sum(entry.as_stated for entry in unsure))


def possibly(all_: int, some: int, as_stated: int) -> tuple[bool, str]:
    """The same of so many entries, of which some are only possibly in the range; and of these so many as stated."""
    if some and some == as_stated:
        return False, f"{counted(some, 'event')} dated by the first report: then or before"
    which = "" if all_ == 1 else "all " if some == all_ else f"{some} of them "
    return some > 0, f"{counted(all_, 'event')}, {which}only possibly in the range" if some else ""
