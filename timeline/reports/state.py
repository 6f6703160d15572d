"""What a document says of itself: what was asked, what is missing, and from which state of the files it was made.

Knows the chronology and the question; must not know how the document is laid out.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from timeline.dates.calendar import iso_day
from timeline.errors import Problem
from timeline.query.in_words import Name, in_words
from timeline.query.tree import unparse
from timeline.reports.sources import day
from timeline.store.chronology import Chronology
from timeline.store.files.snapshot import newest_commit
from timeline.store.git.failures import GitError
from timeline.store.search.compiler import Question


def asked_in_words(asked: Question, called: Name) -> Iterator[str]:
    """Tell the question in words, or where there are none for it as it was typed; nothing where all is asked for.

    `called` tells what somebody or something is called that was asked for by what was typed.
    """
    query = unparse(asked.query)
    also = ["only those certain to be in the range"] * asked.certain
    also += ["an actor stands for its members too"] * asked.members
    words = in_words(asked.query, called)
    shown = f"Events {words}" if words else f"Events that answer: {query}" if query else "All events"
    if query or also:
        yield f"{'; '.join([shown, *also])}."


def as_published(asked: Question, undated: int) -> Iterator[str]:
    """Tell by which day sources count, and how many events are left out for lack of dated ones; nothing if all do."""
    if asked.published_by is not None:
        left = f"; {undated} without dated sources left out" if undated else ""
        yield f"Sources published by {day(iso_day(asked.published_by))}{left}."


def missing(unread: Iterable[Problem], root: str) -> str:
    """Tell what a page says that was made although files cannot be read; nothing where all could be."""
    paths = sorted({os.path.relpath(problem.path, root).replace(os.sep, "/") for problem in unread})
    return f"Not complete. What cannot be read is left out: {', '.join(paths)}." if paths else ""


def colophon(chronology: Chronology, dated: int | None) -> str:
    """Tell from which state of the files it was made: the commit, that none holds it, or that git cannot tell.

    `dated` is the day that the document is to bear, in seconds since 1970.
    """
    begin = "" if dated is None else f"Dated {_day(dated)}. "
    if recorded := chronology.recorded:
        return f"{begin}Made from files {recorded[:1].lower()}{recorded[1:]}."
    try:
        commit, clean = newest_commit(chronology.tree)
    except GitError as error:
        return f"{begin}Made from files of which no commit can be told: {error.why}."
    if commit is None:
        return f"{begin}Made from files that no commit holds."
    if not clean:
        return f"{begin}Made from files with uncommitted changes."
    return f"{begin}Made from commit {commit[0][:12]} of {_day(commit[1])}."


def _day(seconds: int) -> str:
    return day(datetime.fromtimestamp(seconds, UTC).date().isoformat())
