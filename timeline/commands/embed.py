"""`timeline embed`: blocks of Markdown files that are kept up to date by the commands they name."""

from typing import Annotated

from timeline.cli.flags import Argument, Repeated
from timeline.cli.session import Display, Result, Session
from timeline.cli.shared_flags import CompareFlag, PartialFlag, TimezoneFlag
from timeline.errors import DataError, UsageError


def run(
    session: Session,
    files: Annotated[Repeated, Argument("FILE…", "Markdown files that hold blocks.")],
    timezone: TimezoneFlag = None,
    partial: PartialFlag = False,
    check: CompareFlag = False,
) -> Result:
    """Renew the blocks of Markdown files, from the commands they name.

    A block stands between `<!-- timeline: COMMAND -->` and `<!-- /timeline -->`. COMMAND is one that reads, such as
    `list actor:Biden -f markdown`. All else in a file stays as it is; a file with a block that is broken, or that
    cannot be filled in full, stays as it is altogether; --partial fills it.

    Examples:
        timeline embed page.md
        timeline embed page.md --check
    """
    import functools  # start-up: Tab reads the signature only

    from timeline.authoring import writes
    from timeline.reports import embed as blocks
    from timeline.store.files import folder
    from timeline.store.files.writer import write_output

    differences: list[str] = []
    codes = [0]

    def renew(file: str) -> str:
        seen = folder.read("", file)
        renewed = blocks.renew(seen, file, lambda words: _printed(session, words, timezone, partial=partial))
        for problem in renewed.problems:
            session.warning(str(problem))
        codes.append(renewed.exit_code)
        if check:
            codes.append(int(renewed.data != seen))
            differences.extend(blocks.difference(file, seen, renewed.data))
            return ""
        if renewed.data != seen:
            write_output(file, renewed.data, seen, session.warning)
            return f"{file}: renewed"
        if renewed.problems:
            return ""
        return f"{file}: {'up to date' if renewed.blocks else 'no blocks'}"

    code = writes.each(session, ((file, functools.partial(renew, file)) for file in files), again=True)
    return Result(differences, code=max(code, *codes))


def _printed(session: Session, words: list[str], timezone: str | None, *, partial: bool) -> str:
    """What a command of a block prints, as Markdown; what is not Markdown as code."""
    from timeline.cli import flags  # start-up, as above
    from timeline.reports.embed import READING, body, fenced, without_heading_of_notes
    from timeline.reports.markup import escaped
    from timeline.text.escape import terminal_lines

    verb = words[0] if words else ""
    if verb not in READING:
        raise UsageError(f'"{verb}" is no command for a block', "commands that read: " + ", ".join(READING))
    if {"-h", "--help", "-"} & set(words):
        raise UsageError("a block reads no input and shows no help")
    function, values = session.commands._replace(everywhere=(), actions={}).read(words)
    template = values.get("template") or ""
    if values.get("check") or "/" in template or template.endswith(".j2"):
        raise UsageError("a block names no file", "its command prints what stands in the block")
    if "partial" in values:
        values["partial"] |= partial
    if verb == "stats":
        values["form"] = values["form"] or "markdown"
    if "timezone" in values:
        values["timezone"] = values["timezone"] or timezone
    with session.as_before():
        result: Result = flags.call(function, session, values)
        if result.output is not None:
            raise UsageError("a block writes no file", "its command prints what stands in the block")
        text = "".join(result.text(Display()))
        session.comment(result)
    if result.problems and not partial:
        hint = "mend them; --partial leaves them out, and says so in the block"
        raise DataError("the command met files that cannot be read", hint)
    if verb == "report":
        return without_heading_of_notes(body(text))
    text = fenced(terminal_lines(text), result.language) if text and result.language else text
    if result.problems:
        from timeline.reports.state import missing  # nearly always nothing is

        text += f"\n{escaped(missing(result.problems, session.chronology.root))}"
    return text
