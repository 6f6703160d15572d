"""`timeline report`: a whole document."""

from typing import TYPE_CHECKING, Annotated

from timeline.cli.filters import FILTERS
from timeline.cli.flags import Flag
from timeline.cli.result import Result
from timeline.cli.shared_flags import CompareFlag
from timeline.errors import DataError, UsageError

if TYPE_CHECKING:
    from timeline.cli.session import Session
    from timeline.store.search.compiler import Question


def run(
    session: "Session",
    asked: Annotated["Question", FILTERS],
    template: Annotated[str, Flag("-t", "--template", metavar="NAME|FILE", help="How it is laid out.")] = "chronology",
    output: Annotated[str | None, Flag("-o", "--output", metavar="FILE", help="Write it there.")] = None,
    check: CompareFlag = False,
) -> Result:
    """Write a whole document: the events that match, each with its sources, notes and a bibliography, as Markdown.

    The same files give the same document. It names the commit it was made from.
    """
    from timeline.reports.embed import difference  # start-up: Tab reads the signature only
    from timeline.reports.report import Report, render
    from timeline.store.files import folder

    if check and output in {None, "-"}:
        raise UsageError("--check compares with a file", "name it with -o FILE")
    answer = session.chronology.events(asked)
    for doubt in answer.doubts:
        session.warning(str(doubt))
    if answer.problems:
        raise DataError("the document would leave out what cannot be read", problems=answer.problems)
    pieces = render(Report(session.chronology, asked, answer, session.options.dated), template)
    if check and output is not None:
        old, new = folder.read_output(output), b"".join(piece.encode() for piece in pieces)
        return Result() if old == new else Result(difference(output, old or b"", new), code=1)
    nothing = "no events match: the document is empty"
    return Result(pieces, output, "markdown", notes=() if answer.entries else [nothing])
