"""One file, one format, found by its name: `write(entries, view)` gives the text in pieces.

A format says of itself what others must know (`ABOUT`); what it cannot hold stands in its docstring. One that can stand
under headings has `heading(text)`; one with columns has `COLUMNS` of its own. One that takes whole events to other
programs has `export(entries, carried)`, `fitting(entries)` where it cannot hold all of them, and `LINES` where sources
are lines; one that brings events has `read(data, name)`, and `is_it(start)` where others have its ending too. This page
knows no format by name. What shows events stands here, what shows who cites whom in traces/, and what shows
numbers in numbers/.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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
    from timeline.records.identities import Identities
    from timeline.records.shown.registered import Registered

EVENTS = __name__
TRACES = f"{__name__}.traces"
NUMBERS = f"{__name__}.numbers"
DATES = {"day", "date", "earliest", "latest"}


class About(NamedTuple):
    """What a format says of itself."""

    words: str
    """What it is, in a few words."""
    people: bool
    """Whether people read it, who are told above it what was asked, or programs."""
    escapes: Literal["terminal", "markdown", "html", "spreadsheet", "json", "dot", "mermaid", ""]
    """The edge for which every text is made safe."""
    extensions: tuple[str, ...] = ()
    """Endings of its files, besides its name."""
    cuts: bool = False
    """Whether long cells are cut, unless they are to be wrapped."""
    binary: bool = False
    """Whether it is bytes and no text."""


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


def _of_no_register() -> "Identities":
    from timeline.model.register import Register  # start-up: few formats ask who is one
    from timeline.records.identities import Identities

    return Identities(Register())


class Carried(NamedTuple):
    """What goes with events to another program."""

    rows: Literal["events", "sources"] = "events"
    """What a row is, in a format of rows alone."""
    revision: Callable[[Entry], str] = lambda _: ""
    """Tells of an event which state of its file this is: the id that git gives its content."""
    zone: str | None = None
    """The time zone of the chronology, for an event that names none."""
    ending: str = ""
    """That of the file, for a format that has more than one form."""
    title: str = ""
    """What the chronology is called, for who shows it to people."""
    said: Sequence[str] = ()
    """What people are told above the events: what was asked, as of when, what is missing."""
    below: Callable[[], str] = str
    """What they are told below: from which state of the files it is."""
    known: Callable[[], "Identities"] = _of_no_register
    """Tells who is one, whatever the name."""
    by_then: bool = False
    """Whether of the sources only those are there that were published by some day."""
    progress: Callable[[int, int, str], None] = lambda *_: None
    """Told how many of how many events are done, and what is done with them."""


class Fitting(NamedTuple):
    """The events that a format can hold."""

    entries: Sequence[Entry]
    notes: Sequence[str] = ()
    """What is left out, and what is not said as it was, with counts."""


class Format(Protocol):
    """What a file of this drawer offers."""

    ABOUT: About

    def write(self, entries: Sequence[Any], view: View) -> Iterator[str]:
        """The text of the entries, in pieces, each ending a line."""
        ...


Does = Literal["write", "export", "read"]
"""What is asked of a format: to show events, to take whole events to other programs, to bring events."""


def names(of: str = EVENTS, does: Does = "write") -> list[str]:
    """The formats that do it: of events, or of traces."""
    return [*_found(of, does)]


def _found(of: str, does: Does, first: str = "") -> Iterator[str]:
    """The same one by one, since each is imported; the one of some name first."""
    from pkgutil import iter_modules  # start-up: most names are those of a format

    there = sorted((m.name != first, m.name) for m in iter_modules(import_module(of).__path__) if not m.ispkg)
    return (name for _, name in there if hasattr(import_module(f"{of}.{name}"), does))


def named(name: str, of: str = EVENTS, does: Does = "write") -> Format:
    """The format of this name.

    Raises:
        UsageError: there is none that does it.
    """
    found = None
    if name.isidentifier():
        with suppress(ModuleNotFoundError):
            found = import_module(f"{of}.{name}")
    if not hasattr(found, does):
        what = f'no format "{name}"' + " of a trace" * (of == TRACES)
        known = names(of, does)
        hint = did_you_mean(name, known) or "formats: " + ", ".join(known)
        if hasattr(found, "ABOUT"):
            what, hint = _OTHERWISE[does].format(name), "formats: " + ", ".join(known)
            if does == "write" and hasattr(found, "export"):
                hint = f"`timeline export -f {name}` does: it takes whole events to other programs"
        raise UsageError(what, hint)
    return cast("Format", found)


_OTHERWISE = {
    "write": "{} prints no list",
    "export": "{} is for people: it does not hold whole events",
    "read": "no events are read from {}",
}


def described(of: str = EVENTS, does: Does = "write") -> dict[str, str]:
    """The formats that do it, each with what it is."""
    return {name: named(name, of, does).ABOUT.words for name in names(of, does)}


def by_ending(output: str | None, of: str = EVENTS, does: Does = "write") -> str:
    """The name of the format that the ending of a file stands for; nothing where it has none.

    Raises:
        UsageError: no format that does it goes by that ending.
    """
    ending = splitext(output or "")[1][1:].lower()
    if not ending:
        return ""
    endings = set[str]()
    for name in _found(of, does, ending):
        endings |= {name, *named(name, of, does).ABOUT.extensions}
        if ending in endings:
            return name
    known = ", ".join(f".{e}" for e in sorted(endings))
    raise UsageError(f"no format goes by the ending .{ending}", f"-f names one; of themselves go {known}")


def reader(name: str, start: bytes, wanted: str = "") -> Format:
    """The format that reads an input.

    Args:
        name: of the file; `-` is stdin.
        start: how its content begins.
        wanted: the name of the format, where that is given.

    Raises:
        UsageError: there is none that does, or nobody can tell which.
    """
    if wanted:
        return named(wanted, does="read")
    known = {n: named(n, does="read") for n in names(does="read")}
    ending = splitext(name)[1][1:].lower()
    by_name = {n: form for n, form in known.items() if ending in {n, *form.ABOUT.extensions}}
    sure = next((form for form in by_name.values() if hasattr(form, "is_it") and form.is_it(start)), None)
    found = sure or by_name.get(ending) or next(iter(by_name.values()), None)
    if found is None:
        what = "stdin has no ending that says" if name == "-" else f"{name} does not say"
        is_sheet = ending in {"ods", "xls", "xlsb", "numbers"}
        hint = "save it as .xlsx or .csv" if is_sheet else "--as names it: " + ", ".join(known)
        raise UsageError(f"{what} in which format it is", hint)
    return found


@contextmanager
def library(extra: str) -> Iterator[None]:
    """Say of a library that is not there which command brings all that its extra names (pyproject.toml).

    Raises:
        UsageError: it is not there.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        import sys  # only where something is missing
        from importlib.metadata import PackageNotFoundError, requires
        from shlex import join

        wanted = [name := str(error.name).partition(".")[0]]
        with suppress(PackageNotFoundError):  # as where all of this lies in a zip
            needs = (need.partition("; extra == ") for need in requires("timeline-log") or ())
            wanted = [need for need, _, of in needs if of[1:-1] == extra]
        hint = join([sys.executable, "-m", "pip", "install", *wanted])
        raise UsageError(f"this needs {name}, which is not installed", hint) from error


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


def marked(entry: Entry, columns: Sequence[str], harmless: Callable[[str], str], mark: str, open_: str) -> list[str]:
    """The cells of an entry for people, made harmless; `mark` is what a date looks like that is only possible.

    What a date rests on is said with it, by whatever name its column was asked for. `open_` is what a title looks like,
    or what stands in its place, of an event that is in conflict.
    """
    cells = list(map(harmless, texts(entry, ["day" if column == "date" else column for column in columns])))
    if entry.unsettled:
        at = columns.index("title") if "title" in columns else 0
        cells[at] = open_.format(cells[at])
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


def source_lines(event: model.Event) -> list[str]:
    """Its chains of sources in words, a line each; no line has what none can say, and whom nobody may know."""
    from timeline.records import source_lines as lines  # start-up: few formats show sources

    cited = {id_ for source in event.sources for id_ in source.cites}
    told = lines.sayable(event.sources)
    return lines.write([source for source in told if not source.confidential or source.id in cited])


def dated(entries: Sequence[Entry]) -> Fitting:
    """The events that a program can show which knows days and moments alone, and what it cannot say of their dates."""
    from timeline.dates.extent import extent  # start-up: lists show dates as they are

    found = [extent(entry.date, None) for entry in entries]
    held = Counter(one.held if one else "" for one in found)
    said = {
        "": "left out: no day from the year 1 to 30 December 9999 is known",
        "possible": "without an exact date: shown on all the days that it may mean",
        "open": "without a known start or end: shown on the days of the other",
    }
    notes = [f"{counted(held[kind], 'event')} {words}" for kind, words in said.items() if held[kind]]
    return Fitting([entry for entry, one in zip(entries, found, strict=True) if one], notes)
