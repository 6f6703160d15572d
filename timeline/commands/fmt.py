"""`timeline fmt`: files in canonical form."""

from collections.abc import Callable, Iterator
from typing import Annotated

from timeline.cli.chosen import NOT_AGREED, Filter, YesFlag, agreed, matching_files
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.errors import Contained, DataError


def run(
    session: Session,
    where: Filter,
    files: Annotated[
        Repeated, Argument("[PATH|ID]…", "Files, folders or IDs; all events and registers when left out.")
    ] = (),
    check: Annotated[bool, Flag("--check", "Name the files; write nothing; exit 1 if there are any.")] = False,
    diff: Annotated[bool, Flag("--diff", "Show what would change; write nothing.")] = False,
    expand: Annotated[bool, Flag("--expand", "Write names and lines of sources out as tables too.")] = False,
    yes: YesFlag = False,
) -> Result:
    """Bring files into one form; what they say, and comments, stay.

    Keys in the order of docs/events.md, dates in one spelling, an element a line. What is in order is not touched.
    What --where finds is shown and asked about.

    Examples:
        timeline fmt
        timeline fmt --check
        timeline fmt first-atacms --expand --diff
    """
    from functools import partial  # start-up: Tab reads the signature only
    from math import inf

    from timeline.authoring import writes
    from timeline.eventfile import formatter, reader
    from timeline.eventfile.json_schema import class_of
    from timeline.eventfile.public_text import difference
    from timeline.model.event import Event
    from timeline.store.files import folder
    from timeline.text.escape import terminal
    from timeline.toml.limits import MOST_VALUES

    chronology = session.chronology
    paths, found = matching_files(session, files, where)
    problems = [] if files or where else [p._replace(path=chronology.shown(p.path)) for p in chronology.scan.refused]
    lines: list[str] = []
    differing: list[str] = []

    def write(path: str, text: str, seen: bytes) -> str:
        chronology.writer.replace(path, text.encode(), seen)
        return f"formatted {chronology.shown(path)}"

    def to_write() -> Iterator[tuple[str, Callable[[], str]]]:
        for path in paths:
            shown = chronology.shown(path)
            with Contained(shown, problems):
                data = folder.read(chronology.root, path)
                of = class_of(path)
                try:
                    if expand and of is Event:
                        text = formatter.expanded(data.decode(), chronology.register)
                    else:
                        text = formatter.formatted(data.decode(), of)
                except (DataError, UnicodeDecodeError) as error:
                    unread = reader.read_tables(data, shown, chronology.hides, MOST_VALUES if of is Event else inf)[1]
                    problems.extend(unread)
                    if isinstance(error, DataError) and not unread:
                        session.warning(f"{shown}: {error.message}\n  {error.hint}")
                    continue
                if text.encode() == data:
                    continue
                differing.append(shown)
                if diff:
                    lines.extend(difference(data.decode(), text, shown, chronology.hides))
                elif not check:
                    yield shown, partial(write, path, text, data)

    to_do, code = [*to_write()], 0
    if check or diff:
        code = int(bool(differing))
    elif agreed(session, found, differing, "format", "--diff", yes=yes):
        code = writes.each(session, to_do, again=True)
    elif differing:
        code = NOT_AGREED
    if check and not diff:
        lines = [f"{terminal(shown)}\n" for shown in differing]
    return Result(lines, problems=problems, code=code)
