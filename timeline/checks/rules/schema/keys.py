"""SCH001 and SCH002: keys that are none, or stand where they mean something else."""

from collections.abc import Iterator
from typing import Any

from timeline.checks.corpus import SETTINGS, Corpus, File
from timeline.checks.fixes import lifted, renamed
from timeline.checks.registry import Fix, Found, also, rule
from timeline.errors import Problem
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
def unknown_key(file: File, corpus: Corpus) -> Iterator[Found]:
    """A key that the event format does not have.

    It loads, is kept, and does nothing: what stands behind it is in no answer and no report. Mostly it is a slip of the
    pen, or the name that another format gives to the same thing; these are mended by `--fix`. Fields of your own go
    under `x`, where queries find them: `x.case = "C-17"`.

    Bad (3:1):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    soruces = ["The New York Times"]
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    x.case = "C-17"
    sources = ["The New York Times"]
    ```
    """
    for problem in validation.unknown_keys(Event, file.values):
        if not _is_misplaced(problem):
            yield Found(file, problem.at, problem.message, problem.hint, fix=_fix(file, problem.at))


@also("SCH001", of="table")
def unknown_setting(file: File, corpus: Corpus) -> Iterator[Found]:
    """The same for the settings and the registers."""
    for problem in validation.unknown_keys(Settings, file.values) if file.path == SETTINGS else ():
        yield Found(file, problem.at, problem.message, problem.hint)
    for problem in corpus.faults:
        if problem.at[0] == file.id and problem.code == "SCH001":
            yield Found(file, problem.at[1:], problem.message, problem.hint)


@rule("SCH002", "misplaced-key", "error", of="file")
def misplaced_key(file: File, corpus: Corpus) -> Iterator[Found]:
    """A key of the event that fell into a table of it.

    In TOML a key belongs to the header above it, whatever lies between: one that is typed at the end of a file, below
    `[[sources]]`, silently becomes a part of the last source, and the event is without it. It goes above the first
    header, which `--fix` does.

    Bad (8:1):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17

    [[sources]]
    id = "nyt"
    publisher = "The New York Times"

    tags = ["ATACMS"]
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    tags = ["ATACMS"]

    [[sources]]
    id = "nyt"
    publisher = "The New York Times"
    ```
    """
    for problem in validation.unknown_keys(Event, file.values):
        if _is_misplaced(problem):
            at = problem.at
            key = at[-1]
            taken = key in file.values
            hint = f"the event has a {key} of its own: delete one" if taken else "move it above the first [[…]]"
            yield Found(file, at, f"{key} stands inside one of the {at[0]}", hint, fix=None if taken else lifted(at))
