"""What the desk has judged is written, all of it or nothing; rows that were refused are kept, to be mended.

Knows nothing of how it was judged.
"""

from collections.abc import Sequence
from functools import partial

from timeline.cli.session import Session
from timeline.desk import refused_rows
from timeline.desk.inputs import STDIN, Inputs
from timeline.desk.verdict import Verdict
from timeline.errors import DataError
from timeline.store import writing


def write(session: Session, verdicts: Sequence[Verdict]) -> None:
    """Write the files of all that have a text; of what fails, or is interrupted, nothing stays.

    Raises:
        DataError: a file cannot be written, or was changed meanwhile.
    """
    new = [(verdict.id, verdict.text) for verdict in verdicts if not verdict.seen]
    changed = [(verdict.id, verdict.text, verdict.seen) for verdict in verdicts if verdict.seen]
    writing.write_many(session.chronology, new, changed, partial(session.progress.show, doing="writing"))


def place_of_refused(handed: Inputs, verdicts: Sequence[Verdict], path: str | None) -> str:
    """Where the rows that were refused are to be kept; nowhere ("") where there are none, or no file can mend them.

    Beside the first file, unless a path says where; of stdin, and of a format whose rows are no table, only there.

    Raises:
        DataError: something else is there.
    """
    table = handed.table
    if path is None and not (table.meaning or handed.first == STDIN):
        path = refused_rows.beside(handed.first, table)
    if path is None or not any(verdict.row for verdict in verdicts):
        return ""
    refused_rows.replaced(path, table)
    return path


def keep_refused(session: Session, handed: Inputs, verdicts: Sequence[Verdict], path: str) -> int:
    """Keep the rows that were refused; return the exit code where that fails, since all else is done by then."""
    rows = [(verdict.row, verdict.said) for verdict in verdicts if verdict.row]
    try:
        refused_rows.write(path, handed.table, rows, session.warning)
    except DataError as error:
        return session.error(error)
    session.info(f"refused rows are in {path}: mend them there, and import it with the same flags")
    return 0
