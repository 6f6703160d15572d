"""`timeline report`: a whole document."""

import os
from typing import TYPE_CHECKING, Annotated

from timeline.cli.flags import Flag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CompareFlag, GroupFlag, PartialFlag
from timeline.cli.told.forms import SinceFlag
from timeline.cli.unsettled import AllowFlag, must_be_settled
from timeline.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.history.since import Since
    from timeline.reports.report import Report
    from timeline.store.answer import Answer

MARKDOWN = ("md", "markdown")
"""Endings of files that hold Markdown."""
MANY = 1_000
"""Of so many events, a document with a heading for each is not read."""


def run(
    session: Session,
    asked: Asked,
    template: Annotated[str | None, Flag("-t --template NAME|FILE", "How it is laid out.")] = None,
    title: Annotated[str | None, Flag("--title TEXT", "Its title: else that of the chronology.")] = None,
    group: GroupFlag = None,
    total: Annotated[
        str | None, Flag("--sum figures.NAME", "Say what these figures come to, in all and under each heading.")
    ] = None,
    bibliography: Annotated[bool, Flag("--bibliography", "List the documents at the end.")] = False,
    no_bibliography: Annotated[bool, Flag("--no-bibliography", "Do not list them.")] = False,
    reviews: Annotated[bool, Flag("--reviews", "Say of each event who reviewed it, or that nobody did.")] = False,
    no_reviews: Annotated[bool, Flag("--no-reviews", "Do not say it.")] = False,
    stats: Annotated[bool, Flag("--stats", "Say what they come to in numbers, as `timeline stats` does.")] = False,
    no_stats: Annotated[bool, Flag("--no-stats", "Do not say it.")] = False,
    reviewed_only: Annotated[
        bool, Flag("--reviewed-only", "Leave out what is not reviewed as it stands; of the rest say who did.")
    ] = False,
    timezone: Annotated[
        str | None, Flag("--timezone ZONE", "Show times in this zone: Europe/Kyiv.", offers="zone")
    ] = None,
    lang: Annotated[str | None, Flag("--lang TAG", "Say its language: uk.")] = None,
    output: Annotated[str | None, Flag("-o --output FILE", "Write it there: .md, .docx, .html.")] = None,
    since_edition: SinceFlag = None,
    partial: PartialFlag = False,
    allow_conflicts: AllowFlag = False,
    check: CompareFlag = False,
) -> Result:
    """Write a whole document as Markdown, with sources and notes.

    The same files give the same document. It names the commit it was made from. What [report] in timeline.toml says
    is taken where a flag does not say otherwise. Where a file cannot be read nothing is written, but with
    --partial. With --since-edition it begins with what was changed since, and asks what that edition asked.

    Examples:
        timeline report -o report.md
        timeline report --group year --sum figures.killed
        timeline report actor:Biden --group month --title "Biden and Ukraine"
        timeline report -o report.md --check
    """
    from timeline.model import validation  # start-up: Tab reads the signature only
    from timeline.model.event import replace
    from timeline.model.settings import ReportSettings
    from timeline.records import figures
    from timeline.reports.embed import body, difference
    from timeline.reports.pandoc import WRITES, converted
    from timeline.reports.report import Report
    from timeline.store.files.writer import read_output, write_output
    from timeline.text.lists import counted

    if check and output in {None, "-"}:
        raise UsageError("--check compares with a file", "name it with -o FILE")
    ending = os.path.splitext(output or "")[1][1:].lower()
    if ending not in {"", *MARKDOWN, *WRITES}:
        known = ", ".join(f".{known}" for known in (MARKDOWN[0], *WRITES))
        raise UsageError(f"a report cannot be written as .{ending}", f"endings: {known}; pandoc makes others of a .md")
    if check and ending in WRITES:
        raise UsageError("--check compares Markdown", f"write a .md too, and check that: its .{ending} follows from it")
    listed = _either("bibliography is", bibliography, no_bibliography)
    told = _either("reviews are", reviews or reviewed_only, no_reviews)
    numbers = _either("numbers are", stats, no_stats)
    given = {"template": template, "title": title, "group": group, "timezone": timezone, "lang": lang}
    chosen = given | {"bibliography": listed, "reviews": told, "stats": numbers}
    flags = {key: value for key, value in chosen.items() if value is not None}
    for problem in validation.odd_values(ReportSettings, flags):
        raise UsageError(f"--{problem.at[0]}: {problem.message}", problem.hint)
    options = session.chronology.settings.report
    if options.template and not template and ("/" in options.template or options.template.endswith(".j2")):
        raise UsageError("report.template in timeline.toml names a file", "name one in templates/, or give it with -t")
    options = replace(options, **flags)
    name = "" if total is None else figures.asked(total)
    asked, since = _since(session, asked, since_edition)
    answer = session.chronology.events(asked)
    kept = [entry for entry in answer.entries if not reviewed_only or entry.event.reviewed == "yes"]
    left, answer = len(answer.entries) - len(kept), answer._replace(entries=kept)
    if not allow_conflicts:
        must_be_settled(session.chronology, answer, "the document")
    _tell_or_refuse(session, answer, partial=partial)
    unreviewed = left if reviewed_only else None
    report = Report(session.chronology, asked, answer, options, session.options.dated, name, unreviewed)
    pieces = _pages(session.chronology.root, report, options.template, since)
    long = len(answer.entries) > MANY and not options.template and not check
    notes = [*_said(session, asked, total, len(kept) + left), *([_too_long(len(kept), group)] * long)]
    notes += [f"left out: {counted(left, 'event')} that nobody has reviewed as they stand"] * bool(left)
    if check and output is not None:
        old, new = read_output(output), b"".join(piece.encode() for piece in pieces)
        changed = [] if old == new else difference(output, old or b"", new)
        return Result(changed, code=int(old != new), notes=notes)
    if output is None or ending not in WRITES:
        return Result(pieces, output, "", notes=notes)
    write_output(output, converted(body("".join(pieces)), ending, options.lang, report.title), tell=session.warning)
    return Result(notes=notes)


def _either(what: str, wanted: bool, unwanted: bool) -> bool | None:
    """What two flags that exclude one another say; None where neither is given."""
    if wanted and unwanted:
        raise UsageError(f"the {what} wanted and not wanted", "give one of the two flags")
    return wanted if wanted or unwanted else None


def _pages(root: str, report: "Report", template: str | None, since: "Since | None") -> "Iterator[str]":
    """The document as a template lays it out, under its title what was changed since an edition."""
    from timeline.reports.changes import with_changes  # start-up, as above
    from timeline.reports.templates.templating import render

    pieces = render(os.path.join(root, "templates"), template or "chronology", report)
    return report.finished([with_changes("".join(pieces), since)] if since else pieces)


def _tell_or_refuse(session: Session, answer: "Answer", *, partial: bool) -> None:
    """Say what could not be read, in part or, if that may be left out, altogether."""
    from timeline.eventfile.same_id import copies_once  # start-up, as above

    for problem in (*answer.doubts, *(copies_once(answer.problems) if partial else ())):
        session.warning(str(problem))
    if answer.problems and not partial:
        hint = "--partial leaves it out, and says so in the document"
        raise DataError("the document would leave out what cannot be read", hint, answer.problems)


def _since(session: Session, asked: Asked, name: str | None) -> "tuple[Asked, Since | None]":
    """What is asked: what an edition did, where that is named and nothing else is; and what of it was changed since."""
    if name is None:
        return asked, None
    from timeline.cli.words import two_states  # start-up, as above
    from timeline.query.tree import unparse
    from timeline.store.search.compiler import Question

    since = two_states.since_edition(session, name)
    if asked != Question():
        return asked, since.of(asked)
    asked = two_states.asked_by(session, since.edition)
    if query := unparse(asked.query):
        session.info(f"note: it asks what the edition asked: {query}")
    return asked, since


def _said(session: Session, asked: Asked, total: str | None, events: int) -> list[str]:
    """That there is nothing to report, with what was asked; and what of it no event has."""
    from timeline.cli.answers import nothing_found, slips  # start-up, as above
    from timeline.query.in_words import in_words

    if events:
        return slips(session, asked.query, [total] if total else ())
    first, *others = nothing_found(session, asked)
    words = in_words(asked.query)
    return [f"{first}{f': none {words}' * bool(words)}; the document is empty", *others]


def _too_long(events: int, group: str | None) -> str:
    parts = "--group year, or words of a query, part it" if group is None else "words of a query part it"
    return f"note: {events:,} events make a long document: -t brief gives each a line; {parts}"
