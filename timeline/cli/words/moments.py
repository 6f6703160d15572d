"""What a word means as a moment of the record: a commit that git knows by it, or the newest of its day.

Knows how dates are read, and what git says; must not know what is asked of that commit.
"""

import os
import re

from timeline.cli.session import Session
from timeline.dates import edtf
from timeline.dates.calendar import day_number
from timeline.dates.instants import seconds
from timeline.dates.value import DateError
from timeline.errors import UsageError
from timeline.store.files import folder
from timeline.store.git import revisions
from timeline.store.git.revisions import Commit
from timeline.text.lists import counted

COMMIT, DATE = "commit:", "date:"
"""What stands before a word that could be either."""
_OF_GIT = re.compile(r"HEAD|[\^@{]|~\d").search
"""What stands in names of commits (gitrevisions), and in no date: the reader of dates takes its time to load."""


def moment(session: Session, text: str) -> tuple[Commit, int | None]:
    """The commit that is meant, and for a date the last second of it, by the clocks of the chronology's zone, or UTC.

    Raises:
        UsageError: it is a commit and a date; or a date that does not end.
        GitError: there is no such commit, or git cannot tell.
    """
    root = session.chronology.root
    commit = None if text.startswith(DATE) else revisions.named(root, text.removeprefix(COMMIT))
    is_commit = text.startswith(COMMIT) or bool(commit and _OF_GIT(text))
    second, unread = (None, "") if is_commit else _last_second(session, text.removeprefix(DATE))
    if commit and second is not None:
        hint = f"{COMMIT}{text} is the commit {commit.id[:7]}, {DATE}{text} the day"
        raise UsageError(f'"{text}" is a date, and git knows a commit by it', hint)
    _say_which_repository(session, root)
    if commit:
        return commit, None
    if second is None:
        known = unread or "`git log` shows the commits there are"
        raise revisions.unknown(root, text.removeprefix(COMMIT), known)
    found, younger = revisions.until(root, second)
    if younger:
        said = f"{counted(younger, 'commit')} before {found.id[:7]} bear{'s' * (younger == 1)} a later time"
        session.warning(f"{said}: a clock was wrong, or commits were put in another order")
    return found, second


def _say_which_repository(session: Session, root: str) -> None:
    """Say of a submodule that it is asked, and not what it is a part of."""
    entries = (os.path.join(up, ".git") for up in folder.upwards(root))
    if os.path.isdir(next(filter(os.path.lexists, entries), "")):  # a submodule has a file there; git takes long to say
        return
    inner, over = (place and os.path.basename(os.path.realpath(place)) for place in revisions.around(root))
    if over:
        session.info(f"note: commits are those of the submodule {inner}, not of {over}")


def _last_second(session: Session, text: str) -> tuple[int | None, str]:
    """The last second of a date; or None, and why it is no date."""
    zone = session.chronology.settings.timezone or "UTC"
    try:
        reading = session.reading(text, session.options.today, zone)
    except DateError as error:
        may = f"it may be {' or '.join(error.readings)}" if error.readings else ""
        return None, f"nor is it a date: {error.message}{'; ' * bool(may)}{may}"
    date, today = edtf.parse(reading.edtf), session.options.today
    last = seconds(date, zone)[1]
    if last is None:
        raise UsageError(f"{text} does not end", "give the last day that counts")
    if date.latest is not None and date.latest > day_number(today.year, today.month, today.day):
        session.info(f"note: {text} is not over: more may be recorded until then")
    for note in reading.notes:
        session.info(f"note: {text}: {note}")
    return last, ""
