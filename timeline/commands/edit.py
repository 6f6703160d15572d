"""`timeline edit`: events changed, by flags or in an editor."""

from typing import Annotated

from timeline.cli.field_flags import Editing
from timeline.cli.flags import Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import EventIds
from timeline.errors import DataError, UsageError


def run(
    session: Session,
    given: Editing,
    events: EventIds,
    put: Annotated[
        Repeated, Flag("--set KEY=VALUE", "Any key, as in sources.nyt.url=https://… or x.case=17.", offers="KEY=VALUE")
    ] = (),
    drop: Annotated[Repeated, Flag("--unset KEY", "Take a key out.", offers="key")] = (),
    dry_run: Annotated[bool, Flag("--dry-run -n", "Print the file; write nothing.")] = False,
) -> Result:
    """Change events: the fields given as flags, or in your editor when there are none.

    Comments, order and every line that is not changed stay as they are.
    """
    from timeline.authoring import drafts, edits  # start-up: Tab reads the signature only
    from timeline.eventfile import editor, reader

    chronology = session.chronology
    ids = dict.fromkeys(chronology.find(wanted) for wanted in events)
    in_editor = not (any(given) or put or drop)
    texts = []
    for id_ in ids:
        seen = chronology.text(id_)
        shown = chronology.shown(chronology.files[id_])
        if in_editor:
            _in_editor(session, id_, seen)
            continue
        now, problems = reader.read_tables(seen.encode(), shown)
        if problems:
            raise DataError(f"{shown} cannot be edited by flags", "`timeline edit ID` opens it", problems)
        changes = edits.changes(session, now, given, put, drop)
        text = editor.edit(seen, changes)
        if dry_run:
            texts.append(text)
        elif text == seen:
            session.info(f"{id_}: nothing to change")
        else:
            chronology.replace(id_, text, seen)
            if ("date",) in changes:
                drafts.say_date(session, chronology.event(id_))
            _say_changed(session, id_)
    return Result(texts)


def _in_editor(session: Session, id_: str, seen: str) -> None:
    """One event in the user's editor, until it is an event or the user gives up; the text is never thrown away."""
    from timeline.authoring import drafts  # start-up, as above

    text = seen
    while True:
        text = session.edit(text)
        if text == seen:
            session.info(f"{id_}: nothing was changed")
            return
        with drafts.handed_back(session, text):
            try:
                session.chronology.replace(id_, text, seen)
            except UsageError as error:
                session.error(error)
                if not drafts.again(session):
                    raise UsageError("the text is no event", "the file is as it was") from error
            else:
                _say_changed(session, id_)
                return


def _say_changed(session: Session, id_: str) -> None:
    """Say that an event was changed, and what `check` says of it now."""
    from timeline.authoring import review  # after all else is done

    path = session.chronology.files[id_]
    session.info(f"changed {session.chronology.shown(path)}")
    for text in review.findings(session, path, session.chronology.linking(id_)):
        session.info(text)
