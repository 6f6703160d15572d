"""`timeline edit`: events changed, by flags or in an editor."""

from typing import Annotated

from timeline.cli.chosen import Events, YesFlag, matching
from timeline.cli.field_flags import Editing
from timeline.cli.flags import Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.errors import DataError, UsageError


def run(
    session: Session,
    given: Editing,
    events: Events,
    put: Annotated[
        Repeated, Flag("--set KEY=VALUE", "Any key, as in sources.nyt.url=https://… or x.case=17.", offers="KEY=VALUE")
    ] = (),
    drop: Annotated[Repeated, Flag("--unset KEY", "Take a key out.", offers="key")] = (),
    dry_run: Annotated[
        bool, Flag("--dry-run -n", "Print the file, or with --where the differences; write nothing.")
    ] = False,
    yes: YesFlag = False,
) -> Result:
    """Change events: the fields given as flags, or all in your editor.

    Without a flag of a field the editor opens. Comments, order and every line that is not changed stay as they are.
    What --where finds is shown and asked about.

    Examples:
        timeline edit first-atacms --status confirmed
        timeline edit first-atacms --add-tag Kursk --set x.case=17 --dry-run
        timeline edit --where tag:ATACMS --add-tag missiles --dry-run
    """
    from functools import partial  # start-up: Tab reads the signature only

    from timeline.authoring import bulk, drafts, edits, writes
    from timeline.cli.source_flags import of_only_source
    from timeline.eventfile import formatter, reader
    from timeline.store import writing
    from timeline.toml.limits import MOST_VALUES

    chronology, ids, where = session.chronology, events.ids, events.where
    if not (any(given) or put or drop):
        if where:
            raise UsageError("--where opens no editor", "give what is to change, as in --add-tag NAME")
        return Result(code=writes.each(session, ((id_, partial(_in_editor, session, id_)) for id_ in ids)))

    wanted = edits.Change(given, put, drop, some_lack=where is not None)
    is_of_there = bool(given.told) and "sources" not in given.added

    def changed(id_: str, text: str) -> str:
        shown = chronology.shown(chronology.files[id_])
        now, problems = reader.read_tables(text.encode(), shown, chronology.hides, MOST_VALUES)
        if problems:
            raise DataError(f"{shown} cannot be edited by flags", f"`timeline edit {id_}` opens it", problems)
        told = of_only_source(session, now.get("sources", []), given.told) if is_of_there else []
        change = wanted._replace(put=[*put, *told])
        new = formatter.kept_canonical(
            edits.edited(session, text, now, change, partial(_told, session, id_ if where else "")), text
        )
        writing.must_be_event(chronology, id_, new)
        edits.must_be_shown(session, new, text)
        return new

    if found := matching(session, events):
        return bulk.edited(session, found, changed, wanted.words(), dry_run=dry_run, yes=yes)
    seen = {id_: chronology.text(id_) for id_ in ids}
    texts = {id_: changed(id_, text) for id_, text in seen.items()}
    if dry_run:
        return Result([drafts.preview(session, text) for text in texts.values()])
    is_dated = "date" in given.values or any(line.startswith("date=") for line in put)

    def write(id_: str) -> str | list[str]:
        if texts[id_] == seen[id_]:
            return f"{id_}: nothing to change"
        writing.revise(chronology, id_, texts[id_], seen[id_], partial(changed, id_))
        return _changed(session, id_, seen[id_], is_dated=is_dated)

    return Result((), code=writes.each(session, ((id_, partial(write, id_)) for id_ in ids)))


def _in_editor(session: Session, id_: str) -> str | list[str]:
    """One event in the user's editor, until it is an event or the user gives up; the text is never thrown away."""
    from timeline.authoring import drafts, edits, handed_in  # start-up, as above
    from timeline.eventfile import formatter, reader
    from timeline.store import writing

    seen = session.chronology.text(id_)

    def replaced(text: str) -> bool | None:
        """Whether the event, which was changed, has another date; None where the text is no event, which is said."""
        shown = session.chronology.shown(session.chronology.files[id_])
        try:
            now, before = (reader.read_tables(each.encode(), "")[0] for each in (text, seen))
            if said := edits.dates_in_words(session, now, before, typed=True):
                text = edits.with_dates(text, said)
            edits.must_be_shown(session, text, seen)
            writing.must_be_event(session.chronology, id_, text)
            handed_in.see_nothing_strange(session, text, before, shown)
            writing.replace(session.chronology, id_, formatter.kept_canonical(text, seen), seen)
        except UsageError as error:
            session.error(error)
            return None
        return now.get("date") != before.get("date")

    try:
        is_dated = drafts.in_editor(session, seen, replaced)
    except drafts.CalledOffError as error:
        return [f"{id_}: {error.message}", *[error.hint] * bool(error.hint)]
    return _changed(session, id_, seen, is_dated=is_dated)


def _told(session: Session, id_: str, text: str) -> None:
    session.info(f"note: {id_}: {text}" if id_ else f"note: {text}")


def _changed(session: Session, id_: str, seen: str, *, is_dated: bool) -> list[str]:
    """That an event was changed, how its date was read if it is another, and what `check` says of it now."""
    from timeline.authoring import drafts, findings, reviewing  # after all else is done
    from timeline.dates import edtf
    from timeline.model import identifier
    from timeline.text.shell import command

    path = session.chronology.files[id_]
    said = [f"changed {session.chronology.shown(path)}"]
    said += [f"note: {lost}" for lost in reviewing.lost([(seen, session.chronology.text(id_))])]
    if is_dated:
        event = session.chronology.event(id_)
        drafts.say_date(session, event)
        if old := identifier.other_date(id_, edtf.parse(event.date)):
            said.append(f"note: its ID still says {old}: `{command('mv', of=[id_])}` gives it a new one")
    found = findings.told(session, path, session.chronology.linking(id_))
    return [*said, *found]
