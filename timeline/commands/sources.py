"""`timeline sources`: who says so."""

from typing import Annotated

from timeline.cli.answers import listed
from timeline.cli.chosen import NewName, OldName, PreviewFlag, YesFlag
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CountFlag, RawFlag, RowFormatFlag
from timeline.cli.source_flags import Describing
from timeline.errors import UsageError


def run(
    session: Session, asked: Asked, count: CountFlag = False, form: RowFormatFlag = None, raw: RawFlag = False
) -> Result:
    """List who says so: outlets, people and documents, one a line.

    How to write a source is told by `timeline help sources`.

    Examples:
        timeline sources --count -f json
        timeline sources actor:Biden
    """
    return listed(
        session, asked, lambda entry, known: map(known.source, entry.event.sources), count=count, form=form, raw=raw
    )


def rename(session: Session, old: OldName, new: NewName, dry_run: PreviewFlag = False, yes: YesFlag = False) -> Result:
    """Give an outlet or a person who says so another name, in every source and in the registers.

    It is changed as publisher, name and author. The old name stays an alias in the register.

    Examples:
        timeline sources rename 'The New York Times' 'New York Times' --dry-run
        timeline sources rename 'Ukrainska Pravda' 'Ukrayinska Pravda' --yes
    """
    from timeline.authoring.renaming import renamed  # start-up: Tab reads the signature only

    return renamed(session, "source", old, new, dry_run=dry_run, yes=yes)


def add(
    session: Session,
    given: Describing,
    words: Annotated[Repeated, Argument("[WHO] [URL]", "Whose document it is, and its address.")] = (),
    id_: Annotated[
        str | None, Flag("--id ID", "What events call it; without, made of publisher, day and title.")
    ] = None,
    dry_run: Annotated[bool, Flag("--dry-run -n", "Print what would stand in sources.toml; write nothing.")] = False,
) -> Result:
    """Describe a document once, in sources.toml. Events then name it: `--source ID`.

    Whom it cites, and where in it to look, belongs to each event that rests on it.

    Examples:
        timeline sources add "Reuters https://www.reuters.com/world/1" --id reuters-1
        timeline sources add "The Kyiv Independent" --published "18 Nov 2024" -n
    """
    import re  # start-up: Tab reads the signature only

    from timeline.authoring.edits import plain
    from timeline.eventfile import writer
    from timeline.eventfile.paths import DOCUMENTS
    from timeline.model.event import Document, Source, replace, table
    from timeline.model.identifier import slug
    from timeline.model.sources.line import id_of, parse
    from timeline.records import source_lines
    from timeline.store import writing
    from timeline.text.address import addresses
    from timeline.text.escape import terminal
    from timeline.text.shell import command

    chronology, register = session.chronology, session.chronology.register
    line = " ".join(words)
    head, *cited = parse(line, register) if line.strip() else [Source()]
    blank = Source()
    read = {key: getattr(head, key) for key in table(Document) if getattr(head, key) != getattr(blank, key)}
    document = replace(blank, **read | given)
    if head.ref or not document.label:
        hint = 'say whose it is, as in "Ukrainska Pravda https://…", or give its --title'
        raise UsageError(f'"{line}" is a document already' if head.ref else "nothing says which document it is", hint)
    whose = id_of(document.label, register)
    name = slug(" ".join([whose, (document.published or "")[:10], *[document.title or ""] * (document.title != whose)]))
    name = name if id_ is None else id_
    if not re.fullmatch("[A-Za-z0-9_-]+", name):
        raise UsageError(f'"{name}" cannot be an ID', f"write letters, digits and -, as in --id {slug(name) or 'up-1'}")
    if register.actors.find(name):
        raise UsageError(f'"{name}" is a name in actors.toml', f"--source {name} would mean that; choose another --id")
    values = {key: value for key, value in plain("sources", (document,))[0].items() if key in table(Document)}
    if dry_run:
        return Result([writer.section(f"[{name}]", values)])
    here = addresses(document.url, document.archive_url)
    for other, known in register.documents.items():
        if not here.isdisjoint(addresses(known.url, known.archive_url)):
            shown = "a confidential document" if known.confidential else f"{other} (`--source {other}` names it)"
            session.warning(f"warning: this address has {shown}, too")
    writing.file_document(chronology, name, values)
    use = source_lines.write([Source(id=name, ref=name, cites=head.cites), *cited])[0]
    notes = ["whom it cites belongs to each event, and is not filed"] * bool(cited)
    notes.append(f"next: {command('add', '17 Nov 2024: What happened', '--source', use)}")
    return Result([f"{name}\t{terminal(chronology.shown(DOCUMENTS))}\n"], notes=notes)
