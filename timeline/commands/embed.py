"""`timeline embed`: blocks of Markdown files that are kept up to date by the commands they name."""

from typing import Annotated

from timeline.cli.flags import Argument, Repeated
from timeline.cli.session import Display, Result, Session
from timeline.cli.shared_flags import CompareFlag, PartialFlag, TimezoneFlag
from timeline.cli.unsettled import AllowFlag, refuse_conflicts
from timeline.errors import DataError, UsageError


def run(
    session: Session,
    files: Annotated[Repeated, Argument("FILE…", "Markdown files that hold blocks.")],
    timezone: TimezoneFlag = None,
    partial: PartialFlag = False,
    allow_conflicts: AllowFlag = False,
    check: CompareFlag = False,
) -> Result:
    """Renew the blocks of Markdown files, from the commands they name.

    A block stands between `<!-- timeline: COMMAND -->` and `<!-- /timeline -->`. COMMAND is one that reads, such as
    `list actor:Biden -f markdown`. All else in a file stays as it is; a file with a block that is broken, or that
    cannot be filled in full, stays as it is altogether; --partial fills it. `chart … -o pictures/x.svg` puts a
    picture beside the file, and shows it in the block.

    Examples:
        timeline embed page.md
        timeline embed page.md --check
    """
    import functools  # start-up: Tab reads the signature only

    from timeline.authoring import writes
    from timeline.reports import embed as blocks
    from timeline.store.files import beside, folder
    from timeline.store.files.writer import write_output

    differences: list[str] = []
    codes = [0]
    taken: dict[str, bytes] = {}

    def printed(words: list[str], pictures: _Pictures) -> str:
        return _printed(session, words, timezone, pictures, partial=partial, may_be_open=allow_conflicts)

    def renew(file: str) -> list[str]:
        seen = folder.read("", file)
        pictures = _Pictures(file, taken)
        renewed = blocks.renew(seen, file, lambda words: printed(words, pictures))
        for problem in renewed.problems:
            session.warning(str(problem))
        codes.append(renewed.exit_code)
        made = {} if renewed.problems else pictures.new
        if check:
            codes.append(int(renewed.data != seen or bool(made)))
            differences.extend(blocks.difference(file, seen, renewed.data))
            for path, (before, data) in made.items():
                differences.extend(blocks.difference(path, before or b"", data))
            return []
        for path, (before, data) in made.items():
            beside.put_picture(path, data, before, session.warning)
        said = [f"{path}: {'made' if before is None else 'renewed'}" for path, (before, _) in made.items()]
        if renewed.data != seen:
            write_output(file, renewed.data, seen, session.warning)
            return [*said, f"{file}: renewed"]
        if renewed.problems:
            return []
        return [*said, f"{file}: {'up to date' if renewed.blocks else 'no blocks'}"]

    code = writes.each(session, ((file, functools.partial(renew, file)) for file in files), again=True)
    return Result(differences, code=max(code, *codes))


class _Pictures:
    """The pictures beside one Markdown file, which are to be written where each of its blocks can be filled."""

    def __init__(self, file: str, taken: dict[str, bytes]) -> None:
        """Take the file, and what was drawn for others, by path without case."""
        self._file = file
        self._taken = taken
        self.new: dict[str, tuple[bytes | None, bytes]] = {}
        """By path what is there, and what is to be: of those that are not as they should be."""

    def shown(self, output: str, data: bytes, words: str) -> str:
        """Take a picture; the Markdown that shows it.

        Raises:
            UsageError: it may not be written there, or another block draws another one there.
        """
        import os  # start-up, as above
        from urllib.parse import quote

        from timeline.pictures.svg import GENERATOR
        from timeline.store.files import beside
        from timeline.text.escape import markdown

        path = beside.place(self._file, output)
        before = beside.held(path, GENERATOR)
        if self._taken.setdefault(os.path.abspath(path).casefold(), data) != data:
            raise UsageError(f"another block draws something else in {output}", "give each picture a file of its own")
        if before != data:
            self.new[path] = before, data
        return f"![{markdown(words)}]({quote(output)})\n"


def _printed(
    session: Session,
    words: list[str],
    timezone: str | None,
    pictures: _Pictures,
    *,
    partial: bool,
    may_be_open: bool,
) -> str:
    """What a command of a block prints, as Markdown; what is not Markdown as code, and a picture as one.

    Args:
        session: of the command that renews.
        words: the command of the block.
        timezone: for times, where that command has none.
        pictures: takes the one that is drawn.
        partial: whether what cannot be read may be missing.
        may_be_open: whether our side may be shown of what a merge left open.
    """
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
        values["allow_conflicts"] |= may_be_open
    if verb == "stats":
        values["form"] = values["form"] or "markdown"
    if "timezone" in values:
        values["timezone"] = values["timezone"] or timezone
    with session.as_before():
        result: Result = flags.call(function, session, values)
        if result.output is not None and not result.picture:
            raise UsageError("a block writes no file", "its command prints what stands in the block")
        text = "".join(result.text(Display()))
        if not may_be_open:
            refuse_conflicts(result.doubts, "the block")
        session.comment(result)
    if result.problems and not partial:
        hint = "mend them; --partial leaves them out, and says so in the block"
        raise DataError("the command met files that cannot be read", hint)
    if result.output is not None:
        text = pictures.shown(result.output, text.encode(), result.picture)
    elif verb == "report":
        return without_heading_of_notes(body(text))
    elif text and result.language:
        text = fenced(terminal_lines(text), result.language)
    if result.problems:
        from timeline.reports.state import missing  # nearly always nothing is

        text += f"\n{escaped(missing(result.problems, session.chronology.root))}"
    return text
