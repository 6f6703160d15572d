"""`timeline sources`: who says so."""

from typing import TYPE_CHECKING, Annotated

from timeline.cli.answers import listed
from timeline.cli.chosen import OLD_NAME, NewName, PreviewFlag, YesFlag
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CountFlag, RawFlag, RowFormatFlag
from timeline.cli.source_flags import Describing
from timeline.errors import DataError, UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.event import Source
    from timeline.records.entry import Entry
    from timeline.records.identities import Identities, Key

MOST = 5
"""Documents that a note names."""


def run(
    session: Session, asked: Asked, count: CountFlag = False, form: RowFormatFlag = None, raw: RawFlag = False
) -> Result:
    """List who says so: outlets, people and documents, one a line.

    Without a question also who is in sources.toml alone. How to write a source is told by `timeline help sources`.

    Examples:
        timeline sources --count -f json
        timeline sources actor:Biden
    """
    register, is_all = session.chronology.register, asked == type(asked)()
    named: set[str | None] = set()
    unnamed: dict[str, Source] = {}

    def met(entry: "Entry", known: "Identities") -> "Iterable[Key]":
        named.update(source.ref for source in entry.event.sources)
        return map(known.source, entry.event.sources)

    def idle(known: "Identities") -> "Iterable[Key]":
        documents = register.documents if is_all else ()
        unnamed.update((id_, register.documents[id_]) for id_ in documents if not (id_ in named or register.hides(id_)))
        return map(known.source, unnamed.values())

    result = listed(session, asked, met, count=count, form=form, raw=raw, idle=idle)
    listing = ", ".join([*unnamed][:MOST]) + f" and {len(unnamed) - MOST:,} more" * (len(unnamed) > MOST)
    told = f"in sources.toml, and in no event: {listing}; `timeline sources show ID` prints one"
    return result._replace(notes=[told] * bool(unnamed))


def rename(
    session: Session,
    old: Annotated[str, Argument(*OLD_NAME, offers="source")],
    new: NewName,
    dry_run: PreviewFlag = False,
    yes: YesFlag = False,
) -> Result:
    """Give an outlet or a person who says so another name, in every source and in the registers.

    It is changed as publisher, name and author. The old name stays an alias in the register. A name that is there
    already makes two into one.

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
    values = _keys(document)
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


def show(
    session: Session, id_: Annotated[str, Argument("ID", "The ID of a document of sources.toml.", offers="document")]
) -> Result:
    """Print a document of sources.toml, and the events that name it.

    Examples:
        timeline sources show up-2024-11-17-atacms
        timeline sources show up-2024-11-17-atacms -C events
    """
    from timeline.eventfile import writer  # start-up: Tab reads the signature only
    from timeline.text.escape import terminal
    from timeline.text.lists import counted
    from timeline.text.shell import command

    chronology = session.chronology
    documents = {ref: held for ref, held in chronology.register.documents.items() if not chronology.hides(ref)}
    if id_ not in documents:
        use = command("list", f'source:"{id_}"')
        raise DataError(
            f'no document "{id_}" in sources.toml', did_you_mean(id_, documents) or f"of an outlet: `{use}`"
        )
    asked = "SELECT id, title FROM events WHERE id IN (SELECT event FROM sources WHERE ref = '{}') ORDER BY id"
    found, answer = chronology.sql(asked.format(id_.replace("'", "''")))
    lines = [f"{event}  {title}" for event, title in found.values]
    told = [f"# named by {counted(len(lines), 'event')}{':' * bool(lines)}", *(f"#   {line}" for line in lines)]
    pieces = [writer.section(f"[{id_}]", _keys(documents[id_])), "\n", *(f"{terminal(line)}\n" for line in told)]
    return Result(pieces, doubts=answer.doubts, problems=answer.problems)


def _keys(document: "Source") -> dict[str, object]:
    """The keys of a document, as sources.toml holds them."""
    from timeline.authoring.edits import plain  # start-up, as above
    from timeline.model.event import Document, table

    return {key: value for key, value in plain("sources", (document,))[0].items() if key in table(Document)}
