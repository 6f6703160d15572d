"""SCH001 and SCH002: keys that are none, or stand where they mean something else."""

from collections.abc import Iterator
from typing import Any

from timeline.checks.corpus import Corpus
from timeline.checks.files import File
from timeline.checks.fixes import moved_up, renamed
from timeline.checks.registry import also, rule
from timeline.errors import Fix, Problem
from timeline.eventfile.paths import SETTINGS
from timeline.model import validation
from timeline.model.event import Event, table
from timeline.model.fields import tables_within
from timeline.model.settings import Settings
from timeline.toml.positions import KeyPath


def _class(at: KeyPath) -> type[Any]:
    """The class of the table in which a key of an event's file stands."""
    return Event if len(at) == 1 else dict(tables_within(Event))[str(at[0])]


def _is_misplaced(problem: Problem) -> bool:
    """Whether the key is one of the event that stands in a table of it."""
    at = problem.at
    return len(at) > 1 and at[-1] in table(Event) and not validation.renamed(_class(at), str(at[-1]))


def _fix(file: File, at: KeyPath) -> Fix | None:
    """Give a key that other formats name otherwise its name here."""
    row = validation.renamed(_class(at), str(at[-1]))
    home: Any = file.values
    for step in at[:-1]:
        home = home[step]
    if row is None or row.name in home:
        return None
    value = home[at[-1]]
    listed = isinstance(value, str | dict) and row.several
    return renamed(at, row.name, [value] if listed else None)


@rule("SCH001", "unknown-key", "error", of="file")
def unknown_key(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A key that the event format does not have."""
    for problem in validation.unknown_keys(Event, file.values):
        if not _is_misplaced(problem):
            yield file.problem(problem.at, problem.message, problem.hint, fix=_fix(file, problem.at))


@also("SCH001", of="table")
def unknown_setting(file: File, corpus: Corpus) -> Iterator[Problem]:
    """The same for the settings and the registers."""
    for problem in validation.unknown_keys(Settings, file.values) if file.path == SETTINGS else ():
        yield file.problem(problem.at, problem.message, problem.hint)
    for problem in corpus.faults:
        if problem.at[0] == file.id and problem.code == "SCH001":
            yield file.problem(problem.at[1:], problem.message, problem.hint)


@rule("SCH002", "misplaced-key", "error", of="file")
def misplaced_key(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A key of the event that fell into a table of it."""
    for problem in validation.unknown_keys(Event, file.values):
        if _is_misplaced(problem):
            at = problem.at
            key = at[-1]
            taken = key in file.values
            hint = f"the event has a {key} of its own: delete one" if taken else "move it above the first [[…]]"
            yield file.problem(at, f"{key} stands inside one of the {at[0]}", hint, fix=None if taken else moved_up(at))
