"""Which events a command is about: IDs as words, and a query only as --where, so that no word ever means forty events.

Where both are given both must hold. What a query has found is shown and asked about before it is changed. Knows nothing
of what a command does with it.
"""

import functools
import os
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

from timeline.cli.flags import Argument, Bundle, Flag, Repeated
from timeline.cli.session import Session
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.store.answer import Answer
    from timeline.store.search.compiler import Question

YesFlag = Annotated[bool, Flag("--yes -y", "Do not ask.")]
_QUERIES = frozenset(':=~<>()"')
"""What stands in queries, but in no ID."""
SHOWN = 5
"""So many of the events that would be changed are named before it is asked about them."""

NOT_AGREED = 1
"""The exit code where the person says no."""


class Condition(NamedTuple):
    """A query that chooses events."""

    asked: "Question"
    options: tuple[str, ...]
    """How it was typed."""


def where(
    session: Session,
    where: Annotated[
        Repeated,
        Flag("--where QUERY", "The events that match, as in `list`; with IDs, those of them that do.", offers="query"),
    ] = (),
    certain: Annotated[bool, Flag("--certain", "Of --where: leave out what is only possibly in the range.")] = False,
) -> Condition | None:
    """The query; of several all must hold. None where there is none.

    Raises:
        UsageError: it is not understood, or asks for nothing.
    """
    if certain and not where:
        raise UsageError("--certain is of a query, and there is none", "add --where QUERY")
    if not where:
        return None
    if not all(map(str.strip, where)):
        raise UsageError("--where asks for nothing", "give it a query, as in --where tag:x")
    from timeline.cli.shared_flags import question  # start-up: Tab reads the signatures only
    from timeline.query.tree import all_of

    asked = [question(session, None, (text,), certain=certain) for text in where]
    words = [word for text in where for word in ("--where", text)]
    return Condition(asked[0]._replace(query=all_of(*(one.query for one in asked))), (*words, *["--certain"] * certain))


Filter = Annotated[Condition | None, Bundle(where, "Filters")]


class Chosen(NamedTuple):
    """The events that a command is about."""

    ids: list[str]
    """Those that are named."""
    where: Condition | None


def chosen(
    session: Session,
    where: Filter,
    events: Annotated[Repeated, Argument("[ID]…", "An ID, or a part of it that is unique.", offers="id")] = (),
) -> Chosen:
    """The events that are named, and the query.

    Raises:
        UsageError: there is neither, or a word is a part of the query.
        DataError: an ID is none, or is ambiguous.
    """
    if where is None and not events:
        raise UsageError("no event is named", "give its ID, or --where QUERY")
    _must_be_named(session, where, events)
    return Chosen([*dict.fromkeys(map(session.chronology.find, events))], where)


def _must_be_named(session: Session, where: Condition | None, words: Sequence[str]) -> None:
    """See that no word beside a query is a part of it, nor a number behind -n: both would be looked for in IDs."""
    apart = [n for n, word in enumerate(words) if word in {"or", "and", "not"} or not _QUERIES.isdisjoint(word)]
    if where and apart and not os.path.exists(words[apart[0]]):
        from timeline.cli import shared_flags  # start-up, as above
        from timeline.cli.words import wrong_words

        known = functools.partial(shared_flags.is_known, session)
        wrong_words.refuse_apart(words[apart[0]], [*where.options[1::2], *words[apart[0] :]], known)
    if where and (number := next((word for word in words if word.isdecimal() and len(word) < len("2024")), "")):
        raise UsageError(f'"{number}" is no ID', "-n takes no number here; leave it out")


Events = Annotated[Chosen, Bundle(chosen, "Filters")]


def matching(session: Session, chosen: Chosen, day: int | None = None) -> "Answer | None":
    """The events that match, of the named ones where there are any; None where there is no query.

    Args:
        session: of this run.
        chosen: the IDs and the query.
        day: the day number up to which sources count; None: today.
    """
    files = session.chronology.files
    named = [session.chronology.shown(files[id_]) for id_ in chosen.ids]
    return _matching(session, chosen.where, named or None, day) if chosen.where else None


def matching_files(
    session: Session, files: Sequence[str], where: Condition | None
) -> "tuple[list[str], Answer | None]":
    """The paths of what was named by path, folder or ID, else of all; with a query, of the events that match.

    With them are those that cannot be read, since nobody can tell of these; and what the query found.

    Raises:
        TimelineError: as cli.shared_flags.file_paths.
    """
    from timeline.cli.shared_flags import file_paths  # start-up, as above

    _must_be_named(session, where, files)
    paths = file_paths(session, files)
    if where is None:
        return paths, None
    shown = {session.chronology.shown(path): path for path in paths}
    found = _matching(session, where, shown)
    meant = {entry.path for entry in found.entries} | {problem.path for problem in found.problems}
    return [path for name, path in shown.items() if name in meant], found


def _matching(session: Session, where: Condition, within: Collection[str] | None, day: int | None = None) -> "Answer":
    answer = session.chronology.events(where.asked._replace(published_by=day))
    found = [entry for entry in answer.entries if within is None or entry.path in within]
    if not found:
        session.info("no events match")
    return answer._replace(entries=found)


def agreed(
    session: Session,
    found: "Answer | None",
    paths: Collection[str],
    verb: str,
    preview: str,
    *,
    yes: bool,
    by: str = "",
) -> bool:
    """Whether the person agrees to a change of what a query found, of which the first few are shown.

    Args:
        session: of this run.
        found: what the query found; None: there was none, and nothing is asked.
        paths: those of the files that would change, as the user would type them; without any the answer is no.
        verb: what is to be done with them.
        preview: the option that shows it, and changes nothing.
        yes: it is agreed to already.
        by: the flags that say how.

    Raises:
        UsageError: there is nobody to ask.
    """
    if found is None or yes or not paths:
        return found is None or bool(paths)
    from timeline.text.lists import counted  # start-up, as above

    entries = sorted((entry for entry in found.entries if entry.path in paths), key=lambda entry: entry.certain)
    possible = sum(not entry.certain for entry in entries)
    note = f", {possible:,} of them only possibly in the range (~)" if possible else ""
    lines = [f"{'' if e.certain else '~ '}{e.id}  {e.event.title}" for e in entries]
    events, how = counted(len(entries), "event"), f" by {by}" * bool(by)
    return confirmed(
        session, [f"{events} to {verb}{note}:", *first(lines)], f"{verb.capitalize()} {events}{how}", preview
    )


def first(lines: Sequence[str]) -> list[str]:
    """The first few of what would be changed, and how many more there are."""
    from timeline.text.escape import terminal  # start-up, as above

    return [
        *(terminal(f"  {line}") for line in lines[:SHOWN]),
        *[f"  and {len(lines) - SHOWN:,} more"] * bool(lines[SHOWN:]),
    ]


def confirmed(session: Session, told: Sequence[str], question: str, preview: str) -> bool:
    """Whether the person says yes to what would be done, which is told first.

    Raises:
        UsageError: there is nobody to ask.
        KeyboardInterrupt: the person leaves.
    """
    session.warning("\n".join(told))
    if not session.options.interactive:
        hint = f"add --yes to go on, or {preview} to look first"
        raise UsageError("nothing was changed: there is nobody to ask", hint)
    return answered_yes(session, question, "nothing was changed")


def answered_yes(session: Session, question: str, else_: str, hint: str = "") -> bool:
    """Whether the person who sits there says yes; if not, what is so then is said, and what can be done.

    Raises:
        KeyboardInterrupt: the person leaves.
    """
    try:
        if session.agrees(f"{question}?"):
            return True
    except EOFError:
        raise KeyboardInterrupt(else_) from None
    session.info(else_ + hint)
    return False


OLD_NAME = "OLD", "The name as it is."
NewName = Annotated[str, Argument("NEW", "What it becomes.")]
PreviewFlag = Annotated[bool, Flag("--dry-run -n", "Show what would change; write nothing.")]
