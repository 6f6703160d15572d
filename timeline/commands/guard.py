"""Guard: check, lint, fmt, schema.

Keep what is written in order.
"""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from timeline.cli.session import Session
from timeline.errors import DataError, Problem, UsageError
from timeline.eventfile import reader
from timeline.eventfile.json_schema import REGISTERS, FileKind
from timeline.eventfile.paths import SETTINGS
from timeline.model.event import Event
from timeline.store.files import folder
from timeline.text.difference import unified

if TYPE_CHECKING:
    from timeline.checks.corpus import Corpus
    from timeline.checks.runner import Fixed

ORDER = 4
app = typer.Typer()


class Change(NamedTuple):
    """A file as it is and as it should be."""

    path: str
    """Inside the chronology."""
    shown: str
    """As the user would type it."""
    seen: bytes
    text: str


@app.command("lint", hidden=True)
@app.command()
def check(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH|ID]…", help="Report on these files, folders or IDs only; all are read."),
    ] = None,
    select: Annotated[
        str, typer.Option(metavar="CODE,…", help="These rules only: codes, or how they begin, as in SRC.")
    ] = "",
    ignore: Annotated[str, typer.Option(metavar="CODE,…", help="Not these rules.")] = "",
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely; report the rest.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would do; write nothing.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count by rule.")] = False,
    explain: Annotated[
        str | None, typer.Option(metavar="CODE", help="Print the page of a rule; `all` prints the book.")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    form: Annotated[
        Literal["full", "concise", "json", "github", "sarif"] | None,
        typer.Option("--output-format", "-f", help="How to print it; github by itself in a job of GitHub Actions."),
    ] = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="Look at what would be committed, not at the files.")
    ] = False,
) -> None:
    """Look for faults in events, registers and settings. Silent when all is well.

    Exit 1 on errors and warnings, not on notes. A line `# timeline: ignore CODE` in a file, or `ignore` in the
    `check` table of timeline.toml, silences a rule.
    """
    from timeline.authoring import review  # noqa: PLC0415 - start-up: `fmt` and `schema` need no rules
    from timeline.checks import runner  # noqa: PLC0415 - as above
    from timeline.checks.output import pages  # noqa: PLC0415 - as above
    from timeline.checks.output.forms import FORMS  # noqa: PLC0415 - as above
    from timeline.checks.output.machine import summary  # noqa: PLC0415 - as above
    from timeline.checks.output.text import statistics as counted  # noqa: PLC0415 - as above
    from timeline.checks.output.text import totals  # noqa: PLC0415 - as above
    from timeline.checks.registry import named, rule_of  # noqa: PLC0415 - as above

    session: Session = ctx.obj
    if explain is not None:
        session.answer(pages.book() if explain == "all" else [pages.page(named(explain))])
        return
    if staged and (fix or diff):
        raise UsageError("--staged looks at what lies in git's index, and that is not changed", "leave out --staged")
    chronology, today = session.chronology, session.settings.today
    only = set(_paths(session, files)) if files else None
    corpus = review.staged(chronology, today) if staged else review.corpus(chronology, today)
    rules = review.rules(corpus, _words(select), _words(ignore))
    if fix or diff:
        fixed = runner.fixed(corpus, rules, only)
        if diff:
            session.answer(
                line
                for path, text in sorted(fixed.texts.items())
                for line in _diff(Change(path, chronology.shown(path), fixed.seen[path], text))
            )
            raise typer.Exit(1 if fixed.texts and not exit_zero else 0)
        corpus = _mended(session, corpus, fixed)
    fresh = staged or fix
    findings = runner.run(corpus, rules, only) if fresh else review.found(chronology, corpus, rules, only)
    form = form or ("github" if session.settings.actions else "full")
    base = chronology.shown("x")[:-1].replace(os.sep, "/")
    if form in {"github", "sarif"}:
        from timeline.store.git import repository  # noqa: PLC0415 - start-up: only these two ask where the repository begins

        inside = repository.prefix(chronology.root)
        base = base if inside is None else inside
    pieces = counted(findings) if statistics else FORMS[form](findings, base)
    session.answer(pieces, escaped=form in {"full", "concise"})
    if findings and form in {"full", "concise", "github"}:
        session.say(totals(findings))
    if findings and form == "github" and session.settings.summary:
        before = folder.read_output(session.settings.summary) or b""
        page = "".join(summary(findings, base))
        folder.write_output(session.settings.summary, before + page.encode(), before)
    if any(rule_of(finding).severity != "note" for finding in findings) and not exit_zero:
        raise typer.Exit(1)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _mended(session: Session, corpus: "Corpus", fixed: "Fixed") -> "Corpus":
    """Write what was mended; a file that was changed since it was read is left alone. The files as they are now."""
    from timeline.checks.files import Document  # noqa: PLC0415 - start-up: only --fix writes

    chronology = session.chronology
    written = {}
    for path, text in sorted(fixed.texts.items()):
        seen = fixed.seen[path]
        now = fixed.corpus.file(path)
        try:
            if chronology.files.get(now.id) == path and isinstance(now, Document):
                chronology.replace(now.id, text, seen.decode())
            else:
                folder.replace(chronology.root, path, text.encode(), seen)
        except DataError as error:
            session.warn(f"{chronology.shown(path)} is left as it is: {error.message}")
        else:
            written[path] = text.encode()
            session.say(f"mended {chronology.shown(path)}")
    return corpus.changed(written)


@app.command()
def fmt(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH|ID]…", help="Files, folders or IDs; all events and registers when left out."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Name the files; write nothing; exit 1 if there are any.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change; write nothing.")] = False,
    expand: Annotated[
        bool, typer.Option("--expand", help="Write names and lines of sources out as tables too.")
    ] = False,
) -> None:
    """Bring files into canonical form. What they say, and every comment, stays.

    Keys in the order of docs/events.md, dates in one spelling, an element a line. What is in order is not touched.
    """
    session: Session = ctx.obj
    problems: list[Problem] = [] if files else list(session.chronology.scan.refused)
    differing, failed = 0, False
    for change in _changes(session, _paths(session, files), problems, expand=expand):
        differing += 1
        if diff:
            session.answer(_diff(change))
        elif check:
            session.answer([f"{change.shown}\n"])
        else:
            try:
                folder.replace(session.chronology.root, change.path, change.text.encode(), change.seen)
            except DataError as error:
                session.fault(error)
                failed = True
            else:
                session.say(f"formatted {change.shown}")
    if problems:
        session.unreadable(problems)
    if problems or failed:
        raise typer.Exit(DataError.exit_code)
    if differing and (check or diff):
        raise typer.Exit(1)


def _paths(session: Session, files: list[str] | None) -> list[str]:
    """The paths, inside the chronology, of what the user named.

    Raises:
        UsageError: a path leads out of the chronology, or to what it does not hold.
        DataError: an ID is none, or is ambiguous.
    """
    chronology = session.chronology
    scan = chronology.scan
    known = [*sorted(scan.events), *sorted(scan.tables.keys() - {SETTINGS})]
    if not files:
        return known
    found: list[str] = []
    for wanted in files:
        if not os.path.exists(wanted):
            found.append(chronology.files[chronology.find(wanted)])
            continue
        path = os.path.relpath(os.path.abspath(wanted), chronology.root).replace(os.sep, "/")
        inside = [
            p for p in (*known, SETTINGS) if p == path or (p in known and (path == "." or p.startswith(f"{path}/")))
        ]
        if not inside:
            raise UsageError(
                f"{wanted} is no file of this chronology", "name an event, a register, or a folder of events"
            )
        found += inside
    return list(dict.fromkeys(found))


def _changes(session: Session, paths: list[str], problems: list[Problem], *, expand: bool) -> Iterator[Change]:
    """The files that are not in canonical form; what cannot be read goes into `problems`, what has none is said."""
    from timeline.eventfile import formatter  # noqa: PLC0415 - start-up: only `fmt` lays out

    chronology = session.chronology
    for path in paths:
        shown = chronology.shown(path)
        try:
            data = folder.read(chronology.root, path)
        except DataError as error:
            problems.append(Problem(shown, 0, 0, "SCH007", error.message, error.hint))
            continue
        of = None if path == SETTINGS else REGISTERS.get(path.removesuffix(".toml"), Event)
        try:
            if expand and of is Event:
                text = formatter.expanded(data.decode(), chronology.register)
            else:
                text = formatter.formatted(data.decode(), of)
        except (DataError, UnicodeDecodeError) as error:
            unread = reader.read_tables(data, shown)[1]
            problems += unread
            if isinstance(error, DataError) and not unread:
                session.warn(f"{shown}: {error.message}\n  {error.hint}")
            continue
        if text.encode() != data:
            yield Change(path, shown, data, text)


def _diff(change: Change) -> Iterator[str]:
    return unified(change.seen.decode(), change.text, change.shown)


@app.command()
def schema(
    ctx: typer.Context,
    kind: Annotated[
        FileKind,
        typer.Argument(metavar="[KIND]", help="event, actors, places, sources or timeline.", show_default=False),
    ] = "event",
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.")] = None,
) -> None:
    """Print the JSON Schema of event files, of a register or of timeline.toml, for editors and programs.

    `timeline init` writes all of them into the folder .schema of the chronology, and a pointer for editors beside it.
    """
    import json  # noqa: PLC0415 - start-up: only a schema is JSON here

    from timeline.eventfile import json_schema  # noqa: PLC0415 - as above

    session: Session = ctx.obj
    session.answer([json.dumps(json_schema.schema(kind), ensure_ascii=False, indent=2) + "\n"], to=output)
