"""Flags and arguments that several commands take, and what they mean together.

Knows no format by name; must not know what is printed.
"""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from timeline.cli.flags import Argument, Flag, Words
from timeline.cli.session import Session
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.cli.result import Display
    from timeline.formats import View  # start-up: Tab reads the flags only

EventIds = Annotated[Words, Argument("ID…", "An ID, or a part of it that is unique.", offers="id")]
FormatFlag = Annotated[str | None, Flag("-f --format NAME", "How to print it.", offers="format")]
OutputFlag = Annotated[str | None, Flag("-o --output FILE", "Write it there; the ending picks the format.")]
CountFlag = Annotated[bool, Flag("--count -c", "With the number of events, most first.")]
CompareFlag = Annotated[bool, Flag("--check", "Write nothing; show what would change, and exit with 1.")]


def column_names(columns: str | None) -> tuple[str, ...]:
    """The columns that --columns names; none where it is not given.

    Raises:
        UsageError: one of them is none.
    """
    from timeline.records.columns import column_named  # start-up, as above

    chosen = tuple(c.strip() for c in columns.split(",")) if columns else ()
    for column in chosen:
        column_named(column)
    return chosen


def view(session: Session, columns: tuple[str, ...], display: "Display") -> "View":
    """How events are shown: the columns that are asked for, the room there is, and what the registers say of names."""
    from timeline.formats import View  # start-up, as above

    return View(columns, display.width, display.color, registered=lambda: session.chronology.registered)


def file_paths(session: Session, files: Sequence[str]) -> list[str]:
    """The paths inside the chronology of what was named by path, folder or ID; of all, where nothing was.

    Raises:
        UsageError: a path leads out of the chronology, or to what it does not hold.
        DataError: an ID is none, or is ambiguous.
    """
    from timeline.eventfile.paths import SETTINGS  # start-up, as above

    chronology = session.chronology
    known = [*sorted(chronology.scan.events), *sorted(chronology.scan.tables.keys() - {SETTINGS})]
    if not files:
        return known
    found: list[str] = []
    for wanted in files:
        if not os.path.exists(wanted):
            found.append(chronology.files[chronology.find(wanted)])
            continue
        path = os.path.relpath(os.path.abspath(wanted), chronology.root).replace(os.sep, "/")
        inside = [
            p for p in (*known, SETTINGS) if p == path or (p in known and (path == "." or p.startswith(f"{path}/")))
        ]
        if not inside:
            raise UsageError(
                f"{wanted} is no file of this chronology", "name an event, a register, or a folder of events"
            )
        found += inside
    return list(dict.fromkeys(found))
