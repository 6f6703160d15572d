"""Rows of an input as events, by what its columns mean: as its format says, as the person says, or as is guessed.

What was understood is said, and can be kept. Knows nothing of what is here already.
"""

from collections.abc import Callable, Iterable
from os.path import lexists
from typing import NamedTuple

from timeline.cli.session import Session
from timeline.desk.inputs import Flags, Inputs
from timeline.desk.judged import Incoming
from timeline.desk.verdict import Verdict
from timeline.errors import UsageError
from timeline.store.files import folder
from timeline.store.files.writer import read_output, write_output
from timeline.tables import guess, mapping, mapping_file, rows_read
from timeline.tables.mapping import ColumnMapping
from timeline.text.escape import terminal
from timeline.text.width import filled


class Mapped(NamedTuple):
    """The rows as events, and how that came about."""

    rows: Iterable[Incoming | Verdict]
    notes: list[str]
    is_guess: bool
    name: str
    """What the set is called."""
    speaks_of: Callable[[str], bool] = lambda _: True
    """Whether the input speaks of a field: of any other a row says nothing."""


def events(session: Session, handed: Inputs, flags: Flags) -> Mapped:
    """Read all rows.

    Raises:
        UsageError: nobody can say what the columns mean, or a flag speaks of what is not there.
        DataError: the mapping, or the rows as they stand, cannot be read.
    """
    table = handed.table
    wanted = _wanted(handed, flags)
    is_guess = wanted is None and not table.meaning
    meant = wanted or guess.guessed(table)
    meant = meant._replace(
        date_order=flags.date_order or meant.date_order,
        dates=flags.dates or meant.dates,
        rest=flags.rest or meant.rest,
        name=flags.name or meant.name or handed.stem,
    )
    say = session.warning if is_guess and not flags.yes else session.info
    width = session.options.display.width if session.options.interactive else 0
    for line in mapping.in_words(meant, table.columns, width):
        say(*filled(line, width, "", "  ") if width else [terminal(line)])
    if flags.save is not None:
        keep(flags.save, mapping_file.written(meant))
        session.info(f"the mapping is in {flags.save}")
    chronology = session.chronology
    read = rows_read.events(table, meant, chronology.register, chronology.settings.timezone, session.progress.show)
    notes = [*read.notes]
    if not read.has_keys:
        saved = "--save-mapping FILE keeps all else; then --mapping FILE " * (wanted is None)
        notes.append(f"no column is the key: a revised row will be one gone and one added; {saved}--map key=COLUMN")
    rows = (
        Verdict("refused", one.row.place, one.refused, row=one.row, key=one.key)
        if one.event is None
        else Incoming(one.row.place, one.key, one.event)
        for one in read.rows
    )
    return Mapped(rows, notes, is_guess, meant.name, *[meant.speaks_of] * (not table.meaning))


def _wanted(handed: Inputs, flags: Flags) -> ColumnMapping | None:
    """What the person says that the columns mean; None: nothing."""
    kept = None
    if flags.mapping is not None:
        kept = mapping_file.read(folder.read_input(flags.mapping), flags.mapping, handed.table.columns)
    if flags.maps:
        given = mapping.of_flags(flags.maps, handed.table.columns)
        kept = given if kept is None else kept._replace(fields={**kept.fields, **given.fields})
    return kept


def keep(path: str, text: str) -> None:
    """Keep a mapping; never in place of something else.

    Raises:
        UsageError: there is another file.
        DataError: it cannot be written.
    """
    if path.strip() in {"", "-"}:
        raise UsageError("--save-mapping names no file", "as in --save-mapping mapping.toml")
    if lexists(path) and read_output(path) != text.encode():
        raise UsageError(f"{path} is there, and holds something else", "name another file, or take it away first")
    write_output(path, text.encode())
