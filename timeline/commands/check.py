"""`timeline check`: faults in events, registers and settings."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from timeline.cli.chosen import Filter, YesFlag, agreed, matching_files
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.checks.corpus import Corpus
    from timeline.checks.runner import Fixed


def run(
    session: Session,
    where: Filter,
    files: Annotated[
        Repeated, Argument("[PATH|ID]…", "Report on these files, folders or IDs only; all are read.")
    ] = (),
    select: Annotated[
        str, Flag("--select CODE,…", "These rules only: codes, or how they begin, as in SRC.", offers="rule")
    ] = "",
    ignore: Annotated[str, Flag("--ignore CODE,…", "Not these rules.", offers="rule")] = "",
    fix: Annotated[bool, Flag("--fix", "Mend what can be mended safely; report the rest.")] = False,
    diff: Annotated[bool, Flag("--diff", "Show what --fix would do; write nothing.")] = False,
    severity: Annotated[
        Literal["error", "warning", "note"] | None, Flag("--severity WORD", "Rules of this severity, or a worse one.")
    ] = None,
    every: Annotated[
        bool, Flag("--all", "Print all findings at length, also notes, and more than five of a rule.")
    ] = False,
    statistics: Annotated[bool, Flag("--statistics", "Count by rule.")] = False,
    explain: Annotated[
        str | None, Flag("--explain CODE", "Print the page of a rule; `all` prints the book.", offers="rule")
    ] = None,
    exit_zero: Annotated[bool, Flag("--exit-zero", "Exit with 0 whatever is found.")] = False,
    form: Annotated[
        Literal["full", "concise", "json", "github", "sarif"] | None,
        Flag("--output-format -f", "How to print it; github by itself in a job of GitHub Actions."),
    ] = None,
    staged: Annotated[bool, Flag("--staged", "Look at what would be committed, not at the files.")] = False,
    yes: YesFlag = False,
) -> Result:
    """Look for faults in events, registers and settings.

    Silent when all is well. Errors stand first; of each rule five findings at most, then a line for the rest, and
    one for each rule of notes. A terminal shows many findings rule by rule, `-f full` each with its line. Exit 1 on
    errors and warnings, not on notes. A line `# timeline: ignore CODE` in a file, or `ignore` in the `check` table of
    timeline.toml, silences a rule.

    Examples:
        timeline check
        timeline check first-atacms --select SRC
        timeline check --fix --diff
        timeline check --explain SRC103
    """
    from timeline.authoring import findings  # start-up: Tab reads the signature only
    from timeline.checks import runner
    from timeline.checks.output import machine, pages, screen, text
    from timeline.checks.registry import SEVERITIES, named, rule_of
    from timeline.eventfile.same_id import copies_once
    from timeline.store.files.writer import read_output, write_output
    from timeline.text.shell import in_folder

    if explain is not None:
        return Result(pages.book() if explain == "all" else [pages.page(named(explain))])
    _must_fit(
        staged=staged,
        where=where,
        changes=fix or diff,
        instead=["--diff"] * diff + ["--statistics"] * statistics + ["-f"] * bool(form),
    )
    chronology, today = session.chronology, session.options.today
    paths, found = matching_files(session, files, where)
    only = {*paths} if files or where else None
    corpus = findings.corpus(chronology, today, staged=staged)
    rules = findings.rules(corpus, _words(select), _words(ignore), severity or "note")
    failed = 0
    if fix or diff:
        fixed = runner.fixed(corpus, rules, only)
        if diff:
            result = _differences(session, corpus, fixed)
            return result._replace(code=0) if exit_zero else result
        if agreed(session, found, {*map(chronology.shown, fixed.texts)}, "mend", "--diff", yes=yes):
            corpus, failed = _mended(session, corpus, fixed)
    faults = runner.run(corpus, rules, only) if staged or fix else findings.found(chronology, corpus, rules, only)
    if folder := session.options.folder:
        faults = [f._replace(hint=in_folder(f.hint, folder), offer=in_folder(f.offer, folder)) for f in faults]
    is_screen = form is None and session.options.display.terminal and not statistics
    form = form or ("github" if session.options.actions else "full")
    base = _base(session, form)
    if form in {"full", "concise"}:
        faults = copies_once(faults)

    def afterwards() -> Iterator[str]:
        if faults and form in {"full", "concise", "github"}:
            yield text.totals(faults)
        if faults and is_screen:
            yield f"what a rule finds, and why: timeline check --explain {faults[0].code}"
        if form == "sarif" and (left := machine.left_out(faults)):
            yield left
        if faults and form == "github" and session.options.summary:
            before = read_output(session.options.summary)  # made by the first step that has something to say
            page = "".join(machine.summary(faults, base))
            write_output(session.options.summary, (before or b"") + page.encode(), before, session.warning)

    pieces = text.statistics(faults) if statistics else machine.FORMS[form](faults, base)
    shown = SEVERITIES[:2] if severity is None else SEVERITIES
    again = ["--staged"] * staged or [*(where.options if where else ())]
    again += ["-C", folder] * bool(folder)
    if form == "full" and not (statistics or select or every):
        pieces = text.brief(faults, base, shown, again, files)
    if is_screen:
        display, whole = session.options.display, bool(select or every)
        pieces = screen.screen(faults, base, shown, again, files, every=whole, width=display.width, color=display.color)
    return Result(
        pieces,
        language="text" if form in {"full", "concise"} else form,
        escaped=form in {"full", "concise"},
        notes=(note for some in (_doubts(corpus), afterwards()) for note in some),
        code=failed or int(any(rule_of(finding).severity != "note" for finding in faults) and not exit_zero),
    )


def _must_fit(*, staged: bool, where: Filter, changes: bool, instead: list[str]) -> None:
    """See that options do not rule one another out."""
    if staged and where:
        raise UsageError("--where asks the files, and --staged looks at git's index", "give one of them")
    if staged and changes:
        raise UsageError("--staged looks at what lies in git's index, and that is not changed", "leave out --staged")
    if instead[1:]:
        raise UsageError(f"{instead[0]} and {instead[1]} print two different things", "give one of them")


def _differences(session: Session, corpus: "Corpus", fixed: "Fixed") -> Result:
    """What the fixes would change, as git tells it, and why files could not be read still."""
    from itertools import chain  # start-up, as above

    from timeline.checks.output import text
    from timeline.eventfile.public_text import difference

    texts, hides, shown = sorted(fixed.texts.items()), corpus.register.hides, session.chronology.shown
    diffs = (difference(fixed.seen[path].decode(), new, shown(path), hides) for path, new in texts)
    unread = (line.rstrip("\n") for line in text.concise(fixed.unread, _base(session, "concise")))
    return Result(chain.from_iterable(diffs), notes=unread, code=int(bool(texts or fixed.unread)))


def _doubts(corpus: "Corpus") -> Iterator[str]:
    """What could not be told of editions, since git cannot tell: a clone that is cut off, or no repository."""
    if corpus.outside.editions and (doubt := corpus.outside.editions.doubt):
        yield f"note: whether git still holds what editions name is not known: {doubt}"


def _base(session: Session, form: str) -> str:
    """What stands before the path of a file: for GitHub its folder in the repository, else as a user types it."""
    from timeline.store.git import repository  # start-up, as above
    from timeline.store.git.failures import GitError

    root = session.chronology.root
    try:
        inside = repository.prefix(root) if form in {"github", "sarif"} else None
    except GitError as error:
        session.info(f"note: paths are as seen from here: {error.message}\n  {error.hint}")
        inside = None
    return session.chronology.base.replace(os.sep, "/") if inside is None else inside


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _mended(session: Session, corpus: "Corpus", fixed: "Fixed") -> tuple["Corpus", int]:
    """Write what was mended; the files as they are now, and the exit code where one was not written."""
    from functools import partial  # start-up, as above

    from timeline.authoring import writes

    written = {}

    def mend(path: str, text: str) -> str:
        session.chronology.writer.replace(path, text.encode(), fixed.seen[path])
        written[path] = text.encode()
        return f"mended {session.chronology.shown(path)}"

    each = ((session.chronology.shown(path), partial(mend, path, text)) for path, text in sorted(fixed.texts.items()))
    code = writes.each(session, each, again=True)
    return corpus.changed(written), code
