"""One file of a merge settled as was asked for: what it becomes is judged, written, and given to git when it is whole.

Joins the text, the folder and git's index. Must not know how a line is read, nor which conflicts are listed how.
"""

import os
import re
import shlex
from collections.abc import Collection, Sequence

from timeline.authoring import drafts, edits, findings
from timeline.authoring.settling import sides
from timeline.authoring.settling.discretion import Discretion
from timeline.cli.field_flags import FieldValues
from timeline.cli.session import Session
from timeline.errors import DataError, Problem, UsageError, did_you_mean
from timeline.eventfile import reader
from timeline.eventfile.conflicts import Conflict, conflicts, label
from timeline.eventfile.paths import event_id, is_event
from timeline.model.elements import names
from timeline.model.event import Event, table
from timeline.store.conflicts import OpenFile
from timeline.store.files import folder
from timeline.store.git import unmerged
from timeline.store.git.failures import GitError
from timeline.text.lists import joined
from timeline.text.shell import command
from timeline.toml.conflicts import WHOLE, Side, reading, regions, replaced

_MARK = re.compile(r"^(?:<{7,}|>{7,})(?:[ \t].*)?$", re.MULTILINE)


def chosen(file: OpenFile, fields: Sequence[str]) -> list[Conflict]:
    """The conflicts of a file that some labels name, or the beginnings of labels; without any, all.

    Raises:
        UsageError: one of them names none.
    """
    found = [*([] if fields else file.conflicts)]
    for field in fields:
        meant = [one for one in file.conflicts if _is_meant(label(one), field)]
        if not meant:
            raise no_conflict(file, field)
        found += (one for one in meant if one not in found)
    return found


def _is_meant(called: str, field: str) -> bool:
    return any(part == field or part.startswith(f"{field}.") for part in (called, *called.split(", ")))


def no_conflict(file: OpenFile, field: str) -> UsageError:
    """That a field is not in conflict, and which are."""
    labels = [*dict.fromkeys(map(label, file.conflicts))]
    there = f"in conflict: {joined(labels)}" if labels else "none of its fields is"
    return UsageError(f"{field} of {file.id} is not in conflict", did_you_mean(field, labels) or there)


def by_side(file: OpenFile, wanted: Sequence[Conflict], side: Side) -> str:
    """The text with one side of some conflicts."""
    return sides.taken(file.text, [one.number for one in wanted], side)


def by_both(session: Session, file: OpenFile, wanted: Sequence[Conflict]) -> str:
    """The text with both sides of some conflicts.

    Raises:
        UsageError: both sides of one of them cannot stand.
    """
    text = file.text
    for one in sorted(wanted, key=lambda one: -one.number):  # from the last: the numbers before it stay
        if is_two_events(file):
            raise UsageError(f"{file.id} is two events under one name", f"{apart(session, file)}; then --ours")
        try:
            text = sides.both(text, one)
        except sides.NotBothError as error:
            if one.is_withheld:  # of a confidential source nothing is told, whatever stands in the way
                raise UsageError(f"both sides of {one.label or 'it'} cannot stand", sides.EDITOR) from None
            raise UsageError(error.message, error.hint) from None
    return text


def is_two_events(file: OpenFile) -> bool:
    """Whether two events have come to one name: none was there before, and nothing of them is the same."""
    is_new = file.stages is not None and not file.stages.base and is_event(file.path)
    return is_new and any(one.label == WHOLE for one in file.conflicts)


def apart(session: Session, file: OpenFile) -> str:
    """The command that gives theirs, of two events under one name, a file of its own."""
    target = f"{file.path.removesuffix('.toml')}-theirs.toml"
    shown, adding = (
        git_words(session, *words).strip("`") for words in (("show", f":3:./{file.path}"), ("add", target))
    )
    return f"`{shown} > {shlex.quote(session.chronology.shown(target))} && {adding}` keeps theirs under another name"


def by_values(session: Session, file: OpenFile, put: Sequence[str]) -> tuple[str, list[Conflict]]:
    """The text with values in place of conflicts, each given as FIELD=VALUE; and which they were.

    Raises:
        UsageError: a field is not in conflict, or the value is none for it.
    """
    if not is_event(file.path):
        raise UsageError("--set is of events", "--ours, --theirs or --edit settles another file")
    text, settled = file.text, list[Conflict]()
    lines = []
    for line in put:
        field, equals, value = line.partition("=")
        if not equals:
            raise UsageError(f'"{line}" sets nothing', "write FIELD=VALUE, as in status=confirmed")
        one = next((one for one in file.conflicts if one.label == field and not one.is_withheld), None)
        if one is None:
            raise no_conflict(file, field)
        if one in settled:
            raise UsageError(f"{field} is set twice", "give it one value")
        settled.append(one)
        lines.append((one, value))
    for one, value in sorted(lines, key=lambda line: -line[0].number):
        text = sides.ours_with_comments(text, one.number)

        def put_in(plain: str, one: Conflict = one, value: str = value) -> str:
            now = reader.read_tables(plain.encode(), "", session.chronology.hides)[0]
            change = edits.Change(FieldValues({}, {}, {}, {}), put=[f"{_key(now, one)}={value}"])
            return edits.edited(session, plain, now, change, session.info)

        text = sides.changed(text, put_in)
    return text, settled


def _key(now: edits.Tables, one: Conflict) -> str:
    """The key of a conflict as `--set` of `edit` takes it: elements go by what our side of the text calls them."""
    if len(one.at) == 3 and isinstance(one.at[1], int):
        first, number, part = one.at
        return f"{first}.{names(str(first), now[str(first)][number])[0]}.{part}"
    if one.at[:1] and (row := table(Event).get(str(one.at[0]))) and (len(one.at) == 1 or row.name == "x"):
        return ".".join(map(str, one.at))
    return one.label


def must_stand(session: Session, file: OpenFile, text: str) -> None:
    """See that a text is what its file is to hold; with conflicts left in it, by one side of them at least.

    Raises:
        UsageError: it is not.
    """
    told = [_faults(session, file.path, reading(text, side)) for side in sides.SIDES[: 2 if regions(text) else 1]]
    if all(told):
        what = "an event" if is_event(file.path) else "what can be read"
        problems = _discretion(session, file).problems(told[0])
        raise UsageError(f"this would not be {what}", "nothing was written", problems)


def _discretion(session: Session, file: OpenFile) -> Discretion:
    """What may be said of a file as it was before anything was settled; of one that is not there, anything."""
    return Discretion(file.text if file.data else "", session.chronology.hides)


def _faults(session: Session, path: str, text: str) -> list[Problem]:
    """What keeps a text from being that of its file."""
    chronology, shown = session.chronology, session.chronology.shown(path)
    if not is_event(path):
        return reader.read_tables(text.encode(), shown, chronology.hides)[1]
    event, problems = reader.read(text.encode(), "", shown, chronology.hides)
    return problems if event is None else []


def write(session: Session, file: OpenFile, text: str) -> None:
    """Put a text in place of the one that was seen, where it differs, and can stand.

    Raises:
        UsageError: it cannot stand.
        DataError: the file was changed meanwhile, or cannot be written.
    """
    must_stand(session, file, text)
    if text.encode() != file.data:
        session.chronology.writer.replace(file.path, text.encode(), file.data)


def by_hand(session: Session, file: OpenFile) -> str:
    """What the user makes of a file in the editor; saved once each marker is gone, or still has all the others.

    Raises:
        TimelineError: as drafts.in_editor.
    """
    known = {*_MARK.findall(_outside(file.text))}

    def saved(text: str) -> str | None:
        try:
            _must_be_whole(text, known)
            write(session, file, text)
        except UsageError as error:
            session.error(error)
            return None
        return text

    return drafts.in_editor(session, file.text, saved)


def _must_be_whole(text: str, known: Collection[str]) -> None:
    """See that each conflict of a text has all of its markers, but for lines that only look like one, and are known.

    Raises:
        UsageError: one has not.
    """
    if stray := next((mark for mark in _MARK.findall(_outside(text)) if mark not in known), ""):
        said = f"a part of a conflict is left: {stray[0] * 7}"
        raise UsageError(said, "take out all of its markers, or leave all of them")


def _outside(text: str) -> str:
    """What stands outside of conflicts."""
    return replaced(text, lambda _: "")


def ended(session: Session, file: OpenFile, text: str) -> list[str]:
    """Give a file to git where nothing of it is in conflict any more; say what was done, and what is left.

    Raises:
        DataError: git refuses.
    """
    shown = session.chronology.shown(file.path)
    if left := len(regions(text)):
        labels = joined(_discretion(session, file).labels(conflicts(text, session.chronology.hides)))
        return [f"{left} {'conflicts are' if left > 1 else 'conflict is'} left in {shown}: {labels}"]
    if file.whole == "renamed":
        return [f"not added to git: which name it keeps is open; {ways_of_name(file)}"]
    if file.whole == "one-sided":
        return [f"not added to git: whether it is to be there is open; {ways_of_side(file)}"]
    if file.stages is None:
        return [f"nothing of {shown} is in conflict any more; git has it as merged, so nothing was added"]
    given(session, [file.path])
    return [f"nothing of {shown} is in conflict any more: added to git"]


def ways_of_name(file: OpenFile) -> str:
    """How it is settled which of two names an event keeps."""
    ours, theirs = (os.path.basename(path).removesuffix(".toml") for path in file.pair)
    keep = f"{command('resolve', '--ours', of=[ours])}` or `{command('resolve', '--theirs', of=[ours])}"
    return f"{ours} (ours), {theirs} (theirs): `{keep}` keeps one"


def ways_of_side(file: OpenFile) -> str:
    """How it is settled whether an event is to be there."""
    sides = [f"`{command('resolve', f'--{side}', of=[file.id])}`" for side in ("ours", "theirs")]
    return " or ".join(sides)


def git_words(session: Session, *words: str) -> str:
    """A command of git's about paths in the chronology, as it can be pasted wherever the user stands."""
    root = session.chronology.shown("")
    at = [] if os.path.samefile(session.chronology.root, os.curdir) else ["-C", root]
    return f"`{shlex.join(('git', *at, *words))}`"


def given(session: Session, paths: Sequence[str]) -> None:
    """Tell git that files are merged as they are.

    Raises:
        DataError: it refuses; they are written.
    """
    try:
        unmerged.add(session.chronology.root, paths)
    except GitError as error:
        adding = git_words(session, "add", "--", *paths)
        raise DataError(f"written, and not added: {error.message}", f"{adding} ends it") from error


def goes_on(session: Session, file: OpenFile) -> list[str]:
    """What `check` says of an event that is settled, and what comes next in the repository."""
    chronology, paths = session.chronology, [file.path, *filter(None, file.pair)]
    said: list[str] = []
    there = [path for path in paths if os.path.lexists(os.path.join(chronology.root, path))]
    path = there[0] if there else file.path  # of two names one is left
    if there and regions(folder.read(chronology.root, path).decode(errors="replace")):
        return said
    if there and is_event(path):
        told = findings.told(session, path, chronology.linking(event_id(path)))
        said += _discretion(session, file).lines(told)
    if file.stages is None or path in unmerged.unmerged(chronology.root):
        return said
    if left := unmerged.elsewhere(chronology.root):
        files = f"{left} other files are" if left > 1 else "1 other file is"
        return [*said, f"{files} not merged: `timeline conflicts` lists events, `git status` all"]
    following = unmerged.comes_next(chronology.root) or "`git commit` commits it"
    return [*said, f"next: {following}"]
