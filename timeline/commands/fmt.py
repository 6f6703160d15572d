"""`timeline fmt`: files in canonical form."""

from typing import Annotated

from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import file_paths
from timeline.errors import DataError, of_file


def run(
    session: Session,
    files: Annotated[
        Repeated, Argument("[PATH|ID]…", "Files, folders or IDs; all events and registers when left out.")
    ] = (),
    check: Annotated[bool, Flag("--check", "Name the files; write nothing; exit 1 if there are any.")] = False,
    diff: Annotated[bool, Flag("--diff", "Show what would change; write nothing.")] = False,
    expand: Annotated[bool, Flag("--expand", "Write names and lines of sources out as tables too.")] = False,
) -> Result:
    """Bring files into canonical form. What they say, and every comment, stays.

    Keys in the order of docs/events.md, dates in one spelling, an element a line. What is in order is not touched.
    """
    from timeline.eventfile import formatter, reader  # start-up: Tab reads the signature only
    from timeline.eventfile.json_schema import class_of
    from timeline.model.event import Event
    from timeline.store.files import folder
    from timeline.text.difference import unified

    chronology = session.chronology
    problems = [] if files else list(chronology.scan.refused)
    lines: list[str] = []
    differing = failed = False
    for path in file_paths(session, files):
        shown = chronology.shown(path)
        try:
            data = folder.read(chronology.root, path)
        except DataError as error:
            problems.append(of_file(shown, error.message, error.hint))
            continue
        of = class_of(path)
        try:
            if expand and of is Event:
                text = formatter.expanded(data.decode(), chronology.register)
            else:
                text = formatter.formatted(data.decode(), of)
        except (DataError, UnicodeDecodeError) as error:
            unread = reader.read_tables(data, shown)[1]
            problems += unread
            if isinstance(error, DataError) and not unread:
                session.warning(f"{shown}: {error.message}\n  {error.hint}")
            continue
        if text.encode() == data:
            continue
        differing = True
        if diff:
            lines += unified(data.decode(), text, shown)
        elif check:
            lines.append(f"{shown}\n")
        else:
            try:
                folder.replace(chronology.root, path, text.encode(), data)
            except DataError as error:
                session.error(error)
                failed = True
            else:
                session.info(f"formatted {shown}")
    code = DataError.exit_code if failed else int(differing and (check or diff))
    return Result(lines, problems=problems, code=code)
