"""`timeline export`: whole events, in the formats of other programs."""

from functools import cache
from itertools import chain
from os.path import splitext
from typing import TYPE_CHECKING, Annotated, Any, Literal

from timeline.cli.flags import Flag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked
from timeline.cli.unsettled import AllowFlag, must_be_settled
from timeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats import Carried
    from timeline.records.entry import Entry
    from timeline.store.answer import Answer


def run(
    session: Session,
    asked: Asked,
    output: Annotated[
        str | None, Flag("-o --output FILE", "Write it there; the ending picks the format, - is stdout.")
    ] = None,
    form: Annotated[str | None, Flag("-f --format NAME", "Which format.", offers="export format")] = None,
    rows: Annotated[
        Literal["events", "sources"], Flag("--rows", "Of CSV and TSV: a row an event, or a row a source.")
    ] = "events",
    show: Annotated[bool, Flag("--open", "Show it in the browser, once it is written.")] = False,
    allow_conflicts: AllowFlag = False,
) -> Result:
    """Take the events that match to other programs, whole: spreadsheets, calendars, maps, data.

    What a format cannot hold is said, with counts. Confidential sources and notes for the desk stay here.

    Examples:
        timeline export -o desk.xlsx
        timeline export tag:ATACMS since:2024-11 -o atacms.ics
        timeline export has:places -f geojson
        timeline export --rows sources -o sources.csv
        timeline export tag:ATACMS -o page.html --open
    """
    from timeline import formats  # start-up: Tab reads the signature only
    from timeline.cli.answers import nothing_found, said_of_day
    from timeline.text.lists import counted

    is_file = output not in {None, "-"}
    name = form or formats.by_ending(output if is_file else "", does="export")
    if not name:
        raise UsageError("in which format?", "-o FILE.ending or -f NAME: " + ", ".join(formats.names(does="export")))
    writer: Any = formats.named(name, does="export")
    if rows != "events" and writer.ABOUT.escapes != "spreadsheet":
        raise UsageError(f"--rows {rows} goes with -f csv or -f tsv", "other formats hold events with their sources")
    if writer.ABOUT.binary and (output is None or (not is_file and session.options.display.terminal)):
        raise UsageError(f"{name} is nothing for a terminal", f"-o FILE.{name} writes it; -o - sends it through a pipe")
    if show and not (is_file and writer.ABOUT.escapes == "html"):
        raise UsageError("--open shows a page", "name its file: -o FILE.html")
    chronology = session.chronology
    answer = chronology.events(asked)
    if not allow_conflicts:
        must_be_settled(chronology, answer, "what is written")
    said_of_day(session, asked.published_by, answer.undated, people=False)
    entries = answer.entries
    fits: formats.Fitting = writer.fitting(entries) if hasattr(writer, "fitting") else formats.Fitting(entries)
    is_past = asked.published_by is not None or chronology.recorded

    @cache
    def blobs() -> dict[str, str]:  # few formats ask; of the past, what was not there yet would come back as taken out
        return {chronology.shown(path): blob for path, blob in chronology.tree.blobs.items() if not is_past}

    ending = splitext(output or "")[1][1:].lower()
    carried = formats.Carried(rows, lambda entry: blobs().get(entry.path, ""), chronology.settings.timezone, ending)
    if writer.ABOUT.people:
        carried = _for_people(session, asked, answer, carried)
    in_lines = hasattr(writer, "LINES") and rows == "events"
    sources, left = _sources(fits.entries, in_lines=in_lines)
    said = counted(len(fits.entries), "event")
    if rows == "sources":
        said = f"{counted(sources, 'source')} of {said}"
    notes = [*[f"{said} written to {output}"] * is_file, *fits.notes, *left]
    if not entries and not answer.problems:
        notes += nothing_found(session, asked)
    pieces = writer.export(fits.entries, carried)
    told = chain(notes, _shown(output)) if show and output else notes
    return Result(pieces, output, "", notes=told, doubts=answer.doubts, problems=answer.problems)


def _for_people(session: Session, asked: Asked, answer: "Answer", carried: "Carried") -> "Carried":
    """What goes with events to people, who are told what was asked and what is missing."""
    from timeline.records.identities import Identities  # start-up, as above
    from timeline.reports import state

    chronology = session.chronology
    said = [f"{chronology.recorded}." * bool(chronology.recorded), state.missing(answer.problems, chronology.root)]
    said += state.asked_in_words(asked, lambda _, typed: typed)
    said += state.as_published(asked, answer.undated)
    if asked.published_by is not None and (judged := chronology.judged_after(asked.published_by)):
        said.append(f"The status of an event is {judged}: it may rest on later sources.")
    return carried._replace(
        title=chronology.settings.title or "Chronology",
        said=[*filter(None, said)],
        below=lambda: state.colophon(chronology, session.options.dated),
        known=lambda: Identities(chronology.register),
        by_then=asked.published_by is not None,
        progress=session.progress.show,
    )


def _shown(path: str) -> "Iterator[str]":
    """Show what was written in the browser; what is said of that."""
    from timeline.cli.programs import browsed  # start-up: few ask for it

    yield f"opened in the browser: {path}" if browsed(path) else f"no browser was found: open {path} in one"


def _sources(entries: "Sequence[Entry]", *, in_lines: bool) -> tuple[int, list[str]]:
    """How many sources there are, and what is said of those that stay here, or that no line can tell of."""
    from timeline.records.source_lines import sayable  # start-up, as above
    from timeline.text.lists import counted

    shown = confidential = unsaid = 0
    for entry in entries:
        held = entry.event.sources
        confidential += (hidden := sum(source.confidential for source in held))
        shown += len(held) - hidden
        unsaid += len(held) - len(sayable(held)) if in_lines else 0
    said = "left out, which deny it, take no side, or pass that on: no line says so; xlsx and JSON do"
    notes = [f"{counted(confidential, 'confidential source')} withheld"] * bool(confidential)
    return shown, [*notes, *[f"{counted(unsaid, 'source')} {said}"] * bool(unsaid)]
