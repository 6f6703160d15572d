"""Publish: report, embed.

Documents, and blocks in documents, that say what the chronology says.
"""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from timeline import formats
from timeline.cli import completion
from timeline.cli.filters import excluding, with_filters
from timeline.cli.session import Session
from timeline.errors import DataError, UsageError
from timeline.store.files import folder
from timeline.store.search.compiler import Question
from timeline.text.difference import unified
from timeline.text.escape import terminal_lines

ORDER = 3
app = typer.Typer()

CheckFlag = Annotated[bool, typer.Option("--check", help="Write nothing; show what would change, and exit with 1.")]


@app.command()
@with_filters
def report(
    ctx: typer.Context,
    asked: Question,
    template: Annotated[
        str | None, typer.Option("-t", "--template", metavar="NAME|FILE", help="How it is laid out.")
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title: else that of the chronology.")] = None,
    group: Annotated[
        str | None,
        typer.Option(metavar="BY", help="Headings: month, year, actor, place or tag.", autocompletion=completion.group),
    ] = None,
    bibliography: Annotated[
        bool | None, typer.Option("--bibliography/--no-bibliography", help="List the documents at the end, or do not.")
    ] = None,
    timezone: Annotated[str | None, typer.Option(metavar="ZONE", help="Show times in this zone: Europe/Kyiv.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="TAG", help="Say its language: uk.")] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.")] = None,
    check: CheckFlag = False,
) -> None:
    """Write a whole document: the events that match, each with its sources, notes and a bibliography, as Markdown.

    The same files give the same document. It names the commit it was made from. What [report] in timeline.toml says is
    taken where a flag does not say otherwise.
    """
    from timeline.reports import options  # noqa: PLC0415 - start-up: `embed` may need none
    from timeline.reports.report import Report, render  # noqa: PLC0415 - start-up, as above

    session: Session = ctx.obj
    if check and output in {None, "-"}:
        raise UsageError("--check compares with a file", "name it with -o FILE")
    flags = {"template": template, "title": title, "group": group, "bibliography": bibliography}
    chosen = options.read(session.chronology.root, flags | {"timezone": timezone, "lang": lang})
    answer = session.chronology.events(asked)
    for doubt in answer.doubts:
        session.warn(str(doubt))
    if answer.problems:
        raise DataError("the document would leave out what cannot be read", problems=answer.problems)
    pieces = render(Report(session.chronology, asked, answer, chosen, session.settings.dated))
    if check and output is not None:
        _compare(session, output, folder.read_output(output), b"".join(piece.encode() for piece in pieces))
        return
    session.answer(pieces, to=output)
    if not answer.entries:
        session.say("no events match: the document is empty")


@app.command()
def embed(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Markdown files that hold blocks.")],
    check: CheckFlag = False,
) -> None:
    """Renew the blocks of Markdown files: what stands between `<!-- timeline: COMMAND -->` and `<!-- /timeline -->`.

    COMMAND is one that reads, such as `list actor:Biden -f markdown`. All else in a file stays as it is; a file with a
    block that is broken stays as it is altogether.
    """
    from timeline.reports import embed as blocks  # noqa: PLC0415 - start-up: `report` may need none

    session: Session = ctx.obj
    code = 0
    for file in files:
        seen = folder.read("", file)
        renewed = blocks.renew(seen, file, lambda words: _heard(ctx, words))
        for problem in renewed.problems:
            session.warn(str(problem))
        code = max(code, renewed.exit_code)
        if check:
            code = max(code, int(renewed.data != seen))
            session.answer(_difference(file, seen, renewed.data))
        elif renewed.data != seen:
            folder.write_output(file, renewed.data, seen)
            session.say(f"{file}: renewed")
        elif not renewed.problems:
            session.say(f"{file}: {'up to date' if renewed.blocks else 'no blocks'}")
    if code:
        raise typer.Exit(code)


# --------------------------------------------------------------------------------------------------- commands in blocks

READING = ("list", "ls", "show", "view", "actors", "sources", "places", "tags", "date", "trace", "stats", "report")


class _Overheard(Session):
    """A session whose answer is heard, not printed; it asks nobody and writes nothing."""

    def __init__(self, session: Session) -> None:
        """Take the chronology of the session, so that it is opened once."""
        plain = session.settings._replace(width=0, height=0, color=False, interactive=False, pager="")
        super().__init__(plain)
        self.chronology = session.chronology
        self.heard: list[str] = []

    def answer(self, pieces: Iterable[str], *, to: str | None = None, escaped: bool = False) -> None:  # noqa: ARG002 - as its parent's
        """Hear the answer."""
        if to is not None:
            raise UsageError("a block writes no file", "its command prints what stands in the block")
        self.heard.extend(pieces)


def _heard(ctx: typer.Context, words: list[str]) -> str:
    """What a command of a block prints, as Markdown; what is not Markdown as code.

    Raises:
        TimelineError: it is none that reads, or it fails.
    """
    from timeline.reports.embed import body, fenced  # noqa: PLC0415 - start-up, as above

    root: Any = ctx.find_root()
    if not words or words[0] not in READING:
        verb = words[0] if words else ""
        raise UsageError(f'"{verb}" is no command for a block', "commands that read: " + ", ".join(READING))
    command = root.command.get_command(root, words[0])
    if command is None:
        raise UsageError(f'there is no command "{words[0]}"')
    if {"-h", "--help", "-"} & set(words):
        raise UsageError("a block reads no input and shows no help")
    heard = _Overheard(ctx.obj)
    try:
        with command.make_context(words[0], [excluding(w) for w in words[1:]], parent=root) as sub:
            given = sub.params
            template = given.get("template") or ""
            if given.get("check") or "/" in template or template.endswith(".j2"):
                raise UsageError("a block names no file", "its command prints what stands in the block")
            sub.obj = heard
            command.invoke(sub)
    except typer.Exit as ended:
        raise DataError("the command met files that cannot be read", "`timeline list` names them") from ended
    except typer.TyperException as error:
        raise UsageError(error.format_message()) from error
    text = "".join(heard.heard)
    if words[0] == "report":
        return body(text)
    language = formats.fence(given.get("form") or "text")
    return fenced(terminal_lines(text), language) if language and text else text


# ------------------------------------------------------------------------------------------------------------- --check


def _compare(session: Session, path: str, old: bytes | None, new: bytes) -> None:
    if old != new:
        session.answer(_difference(path, old or b"", new))
        raise typer.Exit(1)


def _difference(path: str, old: bytes, new: bytes) -> Iterable[str]:
    """What would change, as a unified diff."""
    before, after = (data.decode("utf-8", "replace") for data in (old, new))
    return unified(before, after, path, f"{path} (as it should be)")
