"""What the desk has judged is written, all of it or nothing.

Knows nothing of how it was judged.
"""

from collections.abc import Sequence

from timeline.cli.session import Session
from timeline.desk.verdict import Verdict
from timeline.store import writing


def write(session: Session, verdicts: Sequence[Verdict]) -> None:
    """Write the files of all that have a text; of what fails, or is interrupted, nothing stays.

    Raises:
        DataError: a file cannot be written, or was changed meanwhile.
    """
    new = [(verdict.id, verdict.text) for verdict in verdicts if not verdict.seen]
    changed = [(verdict.id, verdict.text, verdict.seen) for verdict in verdicts if verdict.seen]
    writing.write_many(session.chronology, new, changed, session.progress.show)
