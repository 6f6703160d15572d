"""What one run has written becomes one commit, where the user wants that; what it says of it.

Knows the files that were written and how a message is laid out; must not know which command wrote them, nor how git is
asked.
"""

import re
import shlex
from collections.abc import Callable, Mapping

from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import CommitWish
from timeline.errors import DataError, TimelineError
from timeline.eventfile import reader
from timeline.eventfile.paths import event_id, is_event
from timeline.store.git import committing
from timeline.store.git.failures import NotCommittedError
from timeline.text.escape import terminal
from timeline.text.lists import abridged, counted, joined
from timeline.text.width import cut

WIDTH = 72
"""Columns of a first line, as git's own tools show it."""
MOST = 20
"""So many events are named by a commit; of more, how many they are."""
NAMED = 5
"""So many files are named to be committed by hand."""
_TRAILER = re.compile(r"(?:[A-Za-z0-9-]+: .*\n?)+")
_MAGIC = frozenset(":*?[\\")
"""What git reads in a path as more than a letter."""


def carried_out(session: Session, verb: str, wish: CommitWish, act: Callable[[], Result]) -> int:
    """Do what a command does, commit what it wrote, and show its answer; return the exit code.

    Where the line asks for a commit, and none can be made, nothing is written. Where only the user's settings do, it is
    written, and said.

    Args:
        session: of the command.
        verb: what it does, for the message.
        wish: how it is to be committed.
        act: does it.

    Raises:
        TimelineError: no commit can be made, or the command fails.
        KeyboardInterrupt: the user stops it; what was written by then stays.
    """
    chronology = session.chronology
    if wish.is_asked:
        try:
            committing.must_be_possible(chronology.root)
        except DataError as error:
            raise DataError(f"no commit can be made: {error.message}", f"{error.hint}; nothing was written") from error
    changes = chronology.writer.changes
    try:
        result = act()
    except BaseException:
        if changes:
            session.warning(f"not committed, since it did not come to its end: {_named(session, [*changes])}")
        raise
    said, code = _committed(session, verb, wish, changes) if changes else ("", 0)
    try:
        return session.show(result) or code
    finally:
        if said:
            (session.warning if code else session.info)(said)


def _committed(session: Session, verb: str, wish: CommitWish, changes: Mapping[str, bytes]) -> tuple[str, int]:
    """Commit what was written; what is to be said of it, and the exit code."""
    root = session.chronology.root
    text = message(verb, wish.message, changes)
    try:
        if not wish.is_asked:
            committing.must_be_possible(root)
    except DataError as error:
        return f"saved, not committed: {error.message}\n  {error.hint}", 0
    try:
        done = committing.commit(root, changes, text)
    except TimelineError as error:
        return f"saved, not committed: {error.message}\n  {_by_hand(session, [*changes], error)}", 1
    except KeyboardInterrupt:
        raise KeyboardInterrupt("it is saved; `git log -1` tells whether it was committed") from None
    subject, _, _ = text.partition("\n")
    said = [f"committed {done.id}: {subject}"] if done.id else []
    if done.ignored:
        said.append(f"saved, not committed: git ignores {_named(session, done.ignored)}")
    return "\n  ".join(said or ["nothing to commit: for git nothing has changed"]), int(bool(done.ignored))


def message(verb: str, first: str, changes: Mapping[str, bytes]) -> str:
    """The message of a commit: what was done, or what the user says, and which events it is about.

    Args:
        verb: what was done.
        first: what the user says; empty: nothing.
        changes: by its path, what each file holds, or held before it was taken away; nothing of one that was moved.
    """
    events = {event_id(path): data for path, data in changes.items() if is_event(path)}
    ids, made = [*events], {id_: data for id_, data in events.items() if data}
    what = counted(len(made), "event")
    if len(made) == 1:
        (id_, data), *_ = made.items()
        event, _ = reader.read(data, id_, id_)
        what = f"{event.date} {event.title}" if event else id_
    elif not made:
        what = joined(sorted(changes))
    lines = [f"Timeline-Event: {id_}" for id_ in ids] if len(ids) <= MOST else [f"Timeline-Events: {len(made)}"]
    subject = first.strip() or cut(terminal(" ".join(f"{verb}: {what}".split())), WIDTH)
    paragraph = subject.rpartition("\n\n")[2] if "\n\n" in subject else ""
    gap = "\n" if _TRAILER.fullmatch(paragraph) else "\n\n"
    return gap.join([subject, "\n".join(lines)]) if lines else subject


def _named(session: Session, paths: list[str]) -> str:
    return abridged([*map(session.chronology.shown, paths)], NAMED)


def _by_hand(session: Session, changed: list[str], error: TimelineError) -> str:
    """What commits files, from wherever it is pasted: of a new file, git must have been told first."""
    paths = [*error.taken] if isinstance(error, NotCommittedError) else changed
    named = paths if len(paths) <= NAMED else ["."]
    literal = ["--literal-pathspecs"] * any(not _MAGIC.isdisjoint(path) for path in named)
    at = ["git", *literal, "-C", session.chronology.shown(".")]
    commit = f"`{shlex.join([*at, 'commit', '--', *named])}`"
    if isinstance(error, NotCommittedError) and not error.is_added:
        return f"`{shlex.join([*at, 'add', '--', *named])}`, then {commit} commits it"
    return f"{commit} commits it"
