"""A file that is open as a whole: its name, whether it is to be there, or a merge that is to be made again.

Nothing is lost: what goes from the folder is in a commit of either side, or is kept as `rm` keeps it. Must not know
what is settled within a file (settle.py).
"""

import os
import re

from timeline.authoring.settling import settle, sides
from timeline.cli.chosen import confirmed
from timeline.cli.session import Session
from timeline.errors import DataError, UsageError
from timeline.eventfile import conflicts, editor, reader
from timeline.eventfile.paths import event_id, is_event
from timeline.store.conflicts import OpenFile
from timeline.store.files import folder
from timeline.store.git import repository, unmerged
from timeline.text.escape import terminal
from timeline.toml.conflicts import Side, regions

_LABELS = re.compile(rb"^([<|>]{7,})[ \t].*$", re.MULTILINE)
"""What stands behind a marker: git writes other words there when it merges again."""


def by_side(session: Session, file: OpenFile, side: Side) -> list[str]:
    """Settle a file as one side has it: its name, that it is there or not, or its text; say what was done.

    Raises:
        UsageError: it was settled by hand, and differs from both.
        DataError: it cannot be written, or git refuses.
    """
    assert file.stages
    if file.whole == "renamed":
        return _named(session, file, side)
    shown = session.chronology.shown(file.path)
    if file.whole == "by hand":
        raise UsageError(
            f"{shown} has no markers left, and is neither ours nor theirs",
            f"{settle.git_words(session, 'add', file.path)} takes it as it stands, --redo merges it again",
        )
    id_ = file.stages.side(side)
    if not id_:
        return _gone(session, file, side)
    data = file.data
    if data is None or (file.whole != "one-sided" and not repository.is_blob(id_, data)):
        data = repository.blobs(session.chronology.root, [id_])[id_]
    text = file._replace(data=data).text
    if regions(text):
        raise UsageError(
            f"{shown} stays, and holds conflicts of its own", "settle its fields first: `timeline conflicts` lists them"
        )
    settle.write(session, file, text)
    settle.given(session, [file.path])
    theirs_own = "" if repository.is_blob(id_, data) else ", with what was changed in it since"
    return [f"{shown} is as {side} has it{theirs_own}: added to git"]


def _gone(session: Session, file: OpenFile, side: Side) -> list[str]:
    """Take a file away that a side does not have."""
    chronology, shown = session.chronology, session.chronology.shown(file.path)
    linking = chronology.linking(file.id) if is_event(file.path) else []
    keep = file.data is not None and not unmerged.is_committed(chronology.root, file.path, file.data)
    kept = _taken_away(session, file.path, file.data, keep=keep)
    unmerged.forget(chronology.root, [file.path])
    said = [f"{shown} is gone, as in {side}{kept}: git knows it"]
    return said + [f"warning: {', '.join(linking)} still linked to {file.id}"] * bool(linking)


def _taken_away(session: Session, path: str, data: bytes | None, *, keep: bool, what: str = "it") -> str:
    """Take a file away, if it is there; say where it is kept, if it is to be."""
    return _kept_as(session, None if data is None else session.chronology.writer.remove(path, data, keep=keep), what)


def _kept_as(session: Session, kept: str | None, what: str = "it") -> str:
    """Where is kept what a file held; nothing where it is not."""
    return f" (what {what} held is kept as {session.chronology.shown(kept)}, which git ignores)" if kept else ""


def _named(session: Session, file: OpenFile, side: Side) -> list[str]:
    """Keep one of two names of an event; the other leads to it from now on.

    Both files hold what git has made of the two sides: the one that was worked on since is the one to be kept.

    Raises:
        DataError: it cannot be written, or git refuses.
    """
    chronology = session.chronology
    stages = unmerged.unmerged(chronology.root)
    keep, drop = file.pair if side == "ours" else file.pair[::-1]
    data: dict[str, bytes | None] = {path: _read(chronology.root, path) for path in file.pair}
    left = {path: stages[path].ours or stages[path].theirs for path in file.pair}
    blobs = repository.blobs(chronology.root, left.values())
    now, other = data[keep], data[drop]
    is_worked_on = other is not None and not repository.is_blob(left[drop], other)
    takes_other = now is None or (is_worked_on and repository.is_blob(left[keep], now))
    taken = (other if takes_other else now) or blobs[left[keep]]
    kept_file = OpenFile(keep, now, stages[keep], (), "")
    text = kept_file._replace(data=taken).text
    old, new = event_id(drop), event_id(keep)
    leads = ""
    if is_event(keep) and is_event(drop):
        leads = f"; {old} leads to it"
        text = sides.changed(text, lambda plain: _also_called(plain, old, new))
    settle.write(session, kept_file, text)
    kept = _taken_away(session, drop, other, keep=is_worked_on and not takes_other, what=old)
    unmerged.forget(chronology.root, [file.before, drop])
    sides_of_it = unmerged.of_pair(chronology.root, stages[file.before].base, *file.pair)
    if regions(text) and sides_of_it.both:  # from here on it is one file that both sides have changed
        unmerged.stage(chronology.root, keep, sides_of_it)
    said = [f"{new} is its name, as in {side}{kept}{leads}"]
    return said + settle.ended(session, kept_file, text)


def _read(root: str, path: str) -> bytes | None:
    return folder.read_inside(root, path) if os.path.lexists(os.path.join(root, path)) else None


def _also_called(text: str, old: str, new: str) -> str:
    """The text of an event with an ID that it had on the other side among its aliases, so that links lead on."""
    aliases = reader.read_tables(text.encode(), "")[0].get("aliases", [])
    if not isinstance(aliases, list):  # as `check` says
        return text
    wanted = [*(one for one in aliases if one != new), *[old] * (old not in aliases)]
    return editor.edit(text, {("aliases",): wanted}) if wanted != aliases else text


def again(session: Session, path: str, *, yes: bool) -> tuple[list[str], bool]:
    """Merge a file again, as git and its drivers do it; say what came of it, and whether it was done.

    What was worked on since is kept, if nobody else has it.

    Raises:
        UsageError: git does not hold both sides any more; or there is work that would go, and nobody to ask.
        DataError: git refuses.
    """
    chronology, root = session.chronology, session.chronology.root
    shown = chronology.shown(path)
    is_open = unmerged.unmerged(root).get(path)
    stages = is_open or unmerged.settled(root).get(path)
    if stages is None:
        raise UsageError(f"git does not hold two sides of {shown} any more", "`timeline log` shows what was committed")
    if stages.base and not is_open and bool(stages.ours) != bool(stages.theirs):
        return [_open_again(session, path, stages)], True
    if not stages.both:
        raise UsageError(
            f"only one side has {shown}: there is nothing to merge again",
            "--ours or --theirs settles it" * bool(is_open),
        )
    now, left = _read(root, path), unmerged.left(root, path)
    is_of_side = now is None or any(repository.is_blob(id_, now) for id_ in (stages.ours, stages.theirs))
    is_left = now is None or (left is not None and _unlabelled(now) == _unlabelled(left))
    work = None if is_of_side or is_left else now
    told = [f"{shown} is not as the merge left it: what was done since would go"]
    if work is not None and not yes and not confirmed(session, told, "Merge it again", "`git diff`"):
        return [], False
    kept = None if work is None else chronology.writer.remove(path, work, keep=True)
    try:
        unmerged.merge_again(root, path)
    except DataError:
        if work is not None and kept:
            chronology.writer.put_back(path, work, kept)
        raise
    said = [f"merged again: {shown}{_kept_as(session, kept)}"]
    text = folder.read_inside(root, path).decode(errors="replace")
    found = conflicts.conflicts(text, chronology.hides)
    labels = ", ".join(map(conflicts.label, found))
    adding = settle.git_words(session, "add", path)
    rest = f"in conflict: {labels}" if found else f"nothing is in conflict: look at it, then {adding}"
    return [*said, terminal(rest)], True


def _open_again(session: Session, path: str, stages: unmerged.Stages) -> str:
    """Leave it open again whether a file is to be there that one side deleted; where it is gone, it comes back."""
    chronology, root = session.chronology, session.chronology.root
    data = _read(root, path)
    if data is None:
        id_ = stages.ours or stages.theirs
        chronology.writer.replace(path, repository.blobs(root, [id_])[id_], None)
    unmerged.stage(root, path, stages)
    ways = settle.ways_of_side(OpenFile(path, data, stages, (), "one-sided"))
    return f"whether {chronology.shown(path)} is to be there is open again: {ways}"


def _unlabelled(data: bytes) -> bytes:
    """A text with nothing but the signs in its markers, and git's line ends."""
    return _LABELS.sub(rb"\1", data.replace(b"\r\n", b"\n"))
