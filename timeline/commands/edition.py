"""`timeline edition`: what is published, and that it stays what it was."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from timeline.cli.flags import Argument, Bundle, Flag, Parameter, call, parameters
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import CommitWish, RowFormat, committing, question
from timeline.errors import DataError, UsageError

if TYPE_CHECKING:
    from timeline.checks.editions import Manifest
    from timeline.errors import Problem
    from timeline.eventfile.editions.edition import Edition
    from timeline.store.answer import Answer
    from timeline.store.editions import Shelf
    from timeline.store.search.compiler import Question

_OF_PAST = {"recorded_at": None, "as_of": False}
"""What is published is what is committed now."""


def _question(session: Session, values: "dict[str, Any]") -> "Question":
    asked: Question = call(question, session, values | _OF_PAST)
    return asked


def _question_flags() -> list[Parameter]:
    return [parameter for parameter in parameters(question) if parameter.name not in _OF_PAST]


AskedNow = Annotated["Question", Bundle(_question, "Filters", _question_flags)]
Committing = Annotated[CommitWish | None, Bundle(committing, "Git")]
COLUMNS = ("name", "made", "events", "for", "query", "supersedes", "verifies")


def run(
    session: Session,
    asked: AskedNow,
    wish: Committing,
    name: Annotated[str | None, Argument("[NAME]", "What the edition is called: 2025-03.", offers="edition")] = None,
    public: Annotated[bool, Flag("--public", "As others may get it: what is confidential is withheld.")] = False,
    output: Annotated[
        str | None, Flag("-o --output FILE", "Write the report too, and name it: .md, .docx, .html.")
    ] = None,
    supersedes: Annotated[
        str | None, Flag("--supersedes NAME", "The edition whose place it takes.", offers="edition")
    ] = None,
    verify: Annotated[bool, Flag("--verify", "Tell whether an edition, or each, is still what it was.")] = False,
    list_: Annotated[bool, Flag("--list", "List the editions, and whether they are what they were.")] = False,
    form: Annotated[RowFormat | None, Flag("-f --format", "How --list prints them.")] = None,
) -> Result:
    """Keep what is published: a file that names all it was made from, by its hash.

    It is editions/NAME.toml. All that it names must be committed; a later edit of an event changes no edition.
    --verify exits with 1 where something is not what it was: the file, the chain of editions, a copy, the report,
    or what git holds. `timeline help court-bundle` tells what the hashes prove.

    Examples:
        timeline edition 2025-03
        timeline edition 2025-04 tag:ATACMS -o april.md --supersedes 2025-03
        timeline edition handout --public
        timeline edition --verify
        timeline edition --list
    """
    from functools import partial  # start-up: Tab reads the signature only

    from timeline.store.search.compiler import Question

    if verify or list_:
        is_asked = wish is not None and wish.is_asked
        given = [public, output, supersedes, asked != Question(), verify and (list_ or form), list_ and name]
        if any(given) or is_asked:
            what = "--verify" if verify else "--list"
            raise UsageError(f"{what} makes no edition", f"`timeline edition {what}` takes no query, nor flags of one")
        return _verified(session, name) if verify else _listed(session, form)
    if form:
        raise UsageError("-f goes with --list", "`timeline edition --list -f json`")
    if name is None:
        raise UsageError("the edition has no name", "timeline edition 2025-03; --list shows those there are")
    make = partial(_made, session, asked, name, output, supersedes, public=public)
    if wish is None:
        return make()
    from timeline.authoring import commits  # start-up: few ask for it

    wish = wish._replace(message=wish.message or f"edition: {name}")
    commit = wish.is_asked
    return Result(code=commits.carried_out(session, "edition", wish, lambda: make(commit=commit)))


def _made(
    session: Session,
    asked: "Question",
    name: str,
    output: str | None,
    supersedes: str | None,
    *,
    public: bool,
    commit: bool = False,
) -> Result:
    """Make an edition: its manifest, and perhaps a report beside it; nothing is written where something is amiss.

    Args:
        session: of the command.
        asked: the question.
        name: of the edition.
        output: the file of the report; None: there is none.
        supersedes: the name of the edition whose place it takes.
        public: whether it is for others too.
        commit: whether what it names, and no commit has, is committed first.
    """
    import shlex  # start-up, as above

    from timeline.authoring.publishing import Publication, beside, must_be_name
    from timeline.eventfile.editions.edition import HashedFile
    from timeline.eventfile.editions.manifest import render, sha256
    from timeline.model.event import replace
    from timeline.reports.embed import body
    from timeline.reports.pandoc import WRITES, converted
    from timeline.store.editions import path_of
    from timeline.store.files.writer import write_output
    from timeline.text.escape import terminal

    chronology, options = session.chronology, session.chronology.settings.report
    name = must_be_name(name)
    ending = os.path.splitext(output or "report.md")[1][1:].lower()
    if output == "-" or ending not in {"md", "markdown", *WRITES}:
        raise UsageError("an edition names the file of its report", "-o report.md; or .docx, .html")
    answer = _answer(session, asked, public=public)
    edition = Publication(chronology, asked, answer, public=public)
    edition.must_be_new(name, supersedes)
    page, title = beside.page(chronology, asked, answer, session.options.dated) if output else ("", "")
    place = beside.place_of(edition, output) if output else ""
    title, day = title or chronology.settings.title, session.options.today.isoformat()
    made = edition.made(name, day, title=title, supersedes=supersedes)
    if public:
        earlier = " ".join([supersedes or "", *(before.name for before in made.previous)])
        told = {"the name of the edition": name, "the name of an earlier edition": earlier}
        told |= {"the query": made.query, "the title": title, "the name of the report": place}
        if leaks := [*edition.leaks(told, page)]:
            hint = "nothing was written: put it in other words; without --public the edition stays with the desk"
            return Result([f"{terminal(leak)}\n" for leak in leaks], notes=[hint], code=1)
    data = page.encode() if ending not in WRITES else converted(body(page), ending, options.lang, title)
    seen = beside.must_be_free(edition, output, place, data) if output else None
    if commit and edition.lacking:
        session.info(*edition.commit_what_is_lacking(name))
        edition = Publication(chronology, asked, answer, public=public)
        made = edition.made(name, day, title=title, supersedes=supersedes)
    edition.must_be_committed()
    if output:
        made = replace(made, report=HashedFile(path=place, sha256=sha256(data)))
        write_output(output, data, seen, tell=session.warning)
        chronology.writer.changes[place] = data
    chronology.writer.replace(path_of(name), render(made).encode(), None)
    shown = chronology.shown(path_of(name))
    files = [shown, *([output] if output else ())]
    notes = [*_said_of(made), *[f"next: `git add -- {shlex.join(files)}`, and commit it"] * (not commit)]
    return Result([f"{name}\t{terminal(shown)}\n"], notes=notes)


def _answer(session: Session, asked: "Question", *, public: bool) -> "Answer":
    """The events of an edition, of which there must be some, and nothing that cannot be read."""
    from timeline.cli.answers import nothing_found, said_of_day  # start-up, as above
    from timeline.cli.unsettled import must_be_settled

    answer = session.chronology.events(asked)
    must_be_settled(session.chronology, answer, "the edition", may_allow=False)
    for doubt in answer.doubts:
        session.warning(str(doubt))
    if answer.problems or (public and session.chronology.register.unread):
        raise DataError("what cannot be read may belong to the edition", "`timeline check` says why", answer.problems)
    said_of_day(session, asked.published_by, answer.undated, people=False)
    if not answer.entries:
        first, *others = nothing_found(session, asked)
        raise DataError(f"{first}: an edition of nothing", "; ".join(others))
    return answer


def _said_of(made: "Edition") -> Iterator[str]:
    """What an edition names, what it withholds, and for whom it is."""
    from timeline.eventfile.editions.edition import Withheld  # start-up, as above
    from timeline.text.lists import counted

    copies = f" and {counted(len(made.copies), 'copy')}" if made.copies else ""
    named = counted(len(made.events), "event") + copies
    yield f"names {named}, as commit {made.commit[:7]} has them"
    gone = made.withheld or Withheld()
    if not made.public:
        held = f" ({counted(gone.sources, 'confidential source')})" if gone.sources else ""
        yield f"for the desk{held}: by a hash one can test a guess; --public makes one that may be handed out"
        return
    parts = [counted(gone.sources, "confidential source")]
    parts += [f"the hashes of {counted(gone.events, 'event')}"] * bool(gone.events)
    parts += [f"of {counted(gone.registers, 'register')}"] * bool(gone.registers)
    parts += [f"and of {counted(gone.copies, 'copy')}"] * bool(gone.copies)
    yield (
        f"may be handed out; withheld: {', '.join(parts)}"
        if gone != Withheld()
        else "may be handed out: nothing is withheld"
    )


def _found(shelf: "Shelf") -> tuple[list["Manifest"], list["Problem"]]:
    """The editions there are, and all that is no longer what it was."""
    from timeline.checks.editions import forks, read, verify  # start-up, as above

    manifests = read(shelf)
    return manifests, [*verify(shelf, manifests), *forks(manifests)]


def _verified(session: Session, name: str | None) -> Result:
    """Whether an edition, or each, is what it was."""
    from timeline.checks.output.text import full  # start-up, as above
    from timeline.errors import did_you_mean
    from timeline.store.editions import Shelf, path_of
    from timeline.text.escape import terminal

    chronology = session.chronology
    shelf = Shelf(chronology.tree)
    manifests, found = _found(shelf)
    paths = [manifest.path for manifest in manifests if name in {None, manifest.name}]
    if name is not None:
        found = [problem for problem in found if problem.path == path_of(name)]
        if not paths and not found:
            hint = did_you_mean(name, [manifest.name for manifest in manifests])
            raise DataError(f'there is no edition "{name}"', hint or "`timeline edition --list` shows those there are")
    wrong = {problem.path for problem in found}
    lines = [f"{manifest.name}: {_good(manifest)}" for manifest in manifests if manifest.path in {*paths} - wrong]
    pieces = [*full(found, chronology.base), *(f"{terminal(line)}\n" for line in lines if not shelf.error)]
    notes = ["no editions yet: `timeline edition 2025-03` makes the first"] * (not manifests and not found)
    return Result(pieces, notes=notes, code=int(bool(found)), error=shelf.error, escaped=True)


def _good(manifest: "Manifest") -> str:
    """That an edition is what it was, and of how much that was seen."""
    from timeline.text.lists import counted, joined  # start-up, as above

    held = manifest.edition
    assert held
    parts = [counted(len(held.events), "event")]
    parts += [counted(len(held.copies), "copy")] * bool(held.copies)
    parts += ["its report"] * (held.report is not None)
    kept = held.withheld.events if held.withheld else 0
    unseen = f" ({kept:,} without a hash, not asked)" * bool(kept)
    return f"as it was, with {joined(parts)}{unseen}"


def _listed(session: Session, form: str | None) -> Result:
    """The editions, the first made on top."""
    from timeline.checks.editions import in_order  # start-up, as above
    from timeline.cli.rows import Row, SqlValue, shown
    from timeline.formats import fence
    from timeline.store.editions import Shelf

    shelf = Shelf(session.chronology.tree)
    manifests, found = _found(shelf)
    wrong = {problem.path for problem in found}
    rows = []
    for manifest in in_order(manifests):
        held = manifest.edition
        verifies = "no" if manifest.path in wrong else "not known" if shelf.error else "yes"
        told: tuple[SqlValue, ...] = (None,) * 5
        if held:
            whose = "others" if held.public else "the desk"
            told = (held.made, len(held.events), whose, held.query, held.supersedes)
        rows.append(Row((manifest.name, *told, verifies), COLUMNS))
    notes = ["no editions yet: `timeline edition 2025-03` makes the first"] * (not manifests)
    notes += ["what is not as it was: `timeline edition --verify`"] * bool(wrong)
    notes += [f"note: git cannot tell: {shelf.doubt}"] * bool(shelf.error)
    form = form or "table"
    return Result(shown(rows, COLUMNS, form), language=fence(form), escaped=form == "table", notes=notes)
