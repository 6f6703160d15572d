"""Record: init, add, new, edit, rm, delete, mv.

Write down what happened.
"""

import os
from collections.abc import Iterable
from contextlib import nullcontext
from typing import Annotated, Any, Literal

import typer

from timeline.authoring import drafts, edits
from timeline.cli import completion
from timeline.cli.field_flags import Given, with_fields
from timeline.cli.session import Session
from timeline.dates import edtf, english
from timeline.dates.calendar import WEEKDAYS
from timeline.dates.zones import is_zone, zone_names
from timeline.errors import DataError, UsageError, did_you_mean
from timeline.eventfile import editor, reader, writer
from timeline.eventfile.paths import SETTINGS
from timeline.model import identifier
from timeline.model.event import Event, replace
from timeline.store.files import folder
from timeline.text.lists import counted

ORDER = 1
app = typer.Typer()

IdArguments = Annotated[
    list[str],
    typer.Argument(metavar="ID…", help="An ID, or a part of it that is unique.", autocompletion=completion.ids),
]


@app.command()
def init(
    ctx: typer.Context,
    directory: Annotated[str, typer.Argument(metavar="DIR", help="The folder to make the chronology in.")] = "events",
    title: Annotated[str, typer.Option(help="What the chronology is about.")] = "",
    timezone: Annotated[str | None, typer.Option(metavar="ZONE", help="IANA zone of times without an offset.")] = None,
    date_order: Annotated[
        Literal["dmy", "mdy"] | None, typer.Option(help="How 03/04/2024 is read; unset, it is refused.")
    ] = None,
) -> None:
    """Make a chronology: a folder with a timeline.toml in it."""
    session: Session = ctx.obj
    root = os.path.join(session.settings.cwd, directory)
    if timezone is not None and not is_zone(timezone):
        raise UsageError(f'no time zone "{timezone}"', did_you_mean(timezone, zone_names()))
    settings = {"title": title, "timezone": timezone, "date_order": date_order}
    lines = [writer.statement(key, value) for key, value in settings.items() if value is not None]
    folder.begin(root, "".join(lines).encode())
    session.say(f"made {os.path.relpath(os.path.join(root, SETTINGS))}")
    from timeline.eventfile import json_schema  # noqa: PLC0415 - start-up: only a new chronology needs it
    from timeline.store.files import editor_config  # noqa: PLC0415 - as above

    schemas: dict[str, object] = {kind: json_schema.schema(kind) for kind in json_schema.KINDS}
    pointer = editor_config.point(root, session.settings.cwd, schemas)
    if pointer:
        session.say(f"made {os.path.relpath(pointer)}: editors complete and check event files by it")
    else:
        shown = os.path.relpath(os.path.join(root, editor_config.SCHEMAS))
        session.say(f"your settings for taplo stay as they are; schemas for them are in {shown}")
    session.say('next: timeline add "17 Nov 2024: What happened" --source "Who says so"')


@app.command("new", hidden=True)
@app.command()
@with_fields()
def add(
    ctx: typer.Context,
    given: Given,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[DATE: TITLE]", help="What happened, with its date in front.")
    ] = None,
    origin: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help="Take the fields of a TOML or JSON file; - is stdin.")
    ] = None,
    editor: Annotated[bool, typer.Option("-e", "--edit", help="Open the draft in your editor first.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Print the file; write nothing.")] = False,
) -> None:
    """Write a new event. With nothing given, on a terminal, it asks.

    timeline add "17 Nov 2024: Biden lets Ukraine strike Russia" --actor "Joe Biden:agent" --source "Ukrainska Pravda,
    citing The New York Times, citing American officials" --basis reported
    """
    session: Session = ctx.obj
    chronology = session.chronology
    _complete_links(session, given)
    values = drafts.record(session, origin) if origin else {}
    values |= _titled(session, " ".join(text or ()), given.values)
    asked = not values and not editor
    if editor:
        event, draft = drafts.drafted(session, values)
    else:
        event = drafts.event_of(drafts.asked(session) if asked else values)
        draft = reader.render(event)
    with drafts.handed_back(session, draft) if editor or asked else nullcontext():
        _echo(session, event)
        for other in chronology.duplicates_of(event):
            session.warn(f"warning: {other} looks like the same event; `timeline show {other}` to compare")
        if dry_run:
            session.answer([draft])
            return
        id_, path = chronology.add(event, draft)
    session.answer([f"{id_}\t{chronology.shown(path)}\n"])
    _review(session, path)


def _review(session: Session, path: str, linking: Iterable[str] = ()) -> None:
    """Say what `check` says of an event just written: faults in full, notes by their number."""
    from timeline.authoring import review  # noqa: PLC0415 - start-up: asked of a few events, after all else is done
    from timeline.checks.output.text import concise  # noqa: PLC0415 - as above
    from timeline.checks.registry import rule_of  # noqa: PLC0415 - as above

    chronology = session.chronology
    findings = review.review(chronology, path, session.settings.today, linking)
    faults = [finding for finding in findings if rule_of(finding).severity != "note"]
    if faults:
        session.say("".join(concise(faults, chronology.shown("x")[:-1])).rstrip("\n"))
    if notes := len(findings) - len(faults):
        session.say(f"{counted(notes, 'note')}: timeline check {identifier.of_path(path)}")


def _complete_links(session: Session, given: Given) -> None:
    """Links name the event that a part of its ID means.

    Raises:
        DataError: there is no such event, or several.
    """
    for fields in (given.values, given.added):
        if "links" in fields:
            fields["links"] = tuple(replace(k, to=session.chronology.find(k.to)) for k in fields["links"])


def _titled(session: Session, text: str, values: dict[str, Any]) -> dict[str, Any]:
    """The fields with what the words say: `DATE: TITLE`, or the title alone where --date gives the date.

    Raises:
        UsageError: what stands before the colon is no date, or the title is given twice.
    """
    if not text:
        return values
    if "title" in values:
        raise UsageError("the title is given twice", "give it in words or as --title")
    if "date" in values and text.strip():
        return {"title": text.strip(), **values}
    words, colon, title = text.partition(": ")
    if not colon or not title.strip():
        raise UsageError(f'"{text}" has no date', 'write "17 Nov 2024: What happened", or give --date')
    return {"title": title.strip(), "date": session.read_date(words.strip(), "date"), **values}


def _echo(session: Session, event: Event) -> None:
    """Say how the date was read, with its day of the week where it is one day."""
    date = edtf.parse(event.date)
    words = english.when(event.date, event.date_basis)
    if date.earliest is not None and date.earliest == date.latest:
        words = f"{WEEKDAYS[(date.earliest - 1) % 7]}, {words}"
    session.say(f"date: {date.text}" + (f" = {words}" if words != date.text else ""))


@app.command()
@with_fields(editing=True)
def edit(
    ctx: typer.Context,
    given: Given,
    events: IdArguments,
    put: Annotated[
        list[str],
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Any key, as in sources.nyt.url=https://… or x.case=17.",
            autocompletion=completion.setting,
        ),
    ] = [],  # noqa: B006 - typer copies it
    drop: Annotated[
        list[str],
        typer.Option("--unset", metavar="KEY", help="Take a key out.", autocompletion=completion.key),
    ] = [],  # noqa: B006 - as above
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Print the file; write nothing.")] = False,
) -> None:
    """Change events: the fields given as flags, or in your editor when there are none.

    Comments, order and every line that is not changed stay as they are.
    """
    session: Session = ctx.obj
    chronology = session.chronology
    ids = dict.fromkeys(chronology.find(wanted) for wanted in events)
    _complete_links(session, given)
    in_editor = not (any(given) or put or drop)
    for id_ in ids:
        seen = chronology.text(id_)
        shown = chronology.shown(chronology.files[id_])
        if in_editor:
            _in_editor(session, id_, seen)
            continue
        now, problems = reader.read_tables(seen.encode(), shown)
        if problems:
            raise DataError(f"{shown} cannot be edited by flags", "`timeline edit ID` opens it", problems)
        changes = edits.changes(session, now, given, ctx.params["add_sources"], put, drop)
        text = editor.edit(seen, changes)
        if dry_run:
            session.answer([text])
        elif text == seen:
            session.say(f"{id_}: nothing to change")
        else:
            chronology.replace(id_, text, seen)
            if ("date",) in changes:
                _echo(session, chronology.event(id_))
            session.say(f"changed {shown}")
            _review(session, chronology.files[id_], chronology.linking(id_))


def _in_editor(session: Session, id_: str, seen: str) -> None:
    """One event in the user's editor, until it is an event or the user gives up; the text is never thrown away."""
    text = seen
    while True:
        text = session.edit(text)
        if text == seen:
            session.say(f"{id_}: nothing was changed")
            return
        with drafts.handed_back(session, text):
            try:
                session.chronology.replace(id_, text, seen)
            except UsageError as error:
                session.fault(error)
                if not drafts.again(session):
                    raise UsageError("the text is no event", "the file is as it was") from error
            else:
                session.say(f"changed {session.chronology.shown(session.chronology.files[id_])}")
                _review(session, session.chronology.files[id_], session.chronology.linking(id_))
                return


@app.command("delete", hidden=True)
@app.command()
def rm(
    ctx: typer.Context,
    events: IdArguments,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would go; remove nothing.")] = False,
) -> None:
    """Take events away. What no commit holds is kept in .removed/ of the chronology."""
    session: Session = ctx.obj
    chronology = session.chronology
    ids = dict.fromkeys(chronology.find(wanted) for wanted in events)
    for id_ in ids:
        shown = chronology.shown(chronology.files[id_])
        if dry_run:
            session.say(f"would remove {shown}")
            continue
        kept = chronology.remove(id_)
        where = f"kept as {chronology.shown(kept)}" if kept else f"git holds it: git checkout HEAD -- {shown}"
        session.say(f"removed {shown} ({where})")
    for id_ in () if dry_run else ids:
        if linking := [other for other in chronology.linking(id_) if other not in ids]:
            session.warn(f"warning: {', '.join(linking)} still linked to {id_}")


@app.command()
def mv(
    ctx: typer.Context,
    event: Annotated[
        str,
        typer.Argument(metavar="ID", help="An ID, or a part of it that is unique.", autocompletion=completion.ids),
    ],
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="The new ID; left out, it follows from date and title.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would change; change nothing.")] = False,
) -> None:
    """Give an event another ID and rewrite the links to it."""
    session: Session = ctx.obj
    chronology = session.chronology
    id_ = chronology.find(event)
    if new is None:
        moved = chronology.event(id_)
        new = identifier.born(edtf.parse(moved.date), moved.title)
    identifier.check(new)
    if new == id_:
        session.say(f"{id_}: that is its ID already")
        return
    if dry_run:
        links = "".join(f"\n  and the link of {other}" for other in chronology.linking(id_))
        session.say(f"would rename {id_} to {new}{links}")
        return
    path, rewritten = chronology.rename(id_, new)
    session.answer([f"{new}\t{chronology.shown(path)}\n"])
    for other in rewritten:
        session.say(f"rewrote the link of {other}")
