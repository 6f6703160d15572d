"""A file in which a merge has left conflicts -> what our side of it says, and that it is only one side.

For who reads. Who writes a file has it from eventfile/reader.py, which refuses it: else one side would be written as
if it were all. Knows what may leave the desk on either side; must not know what each conflict says (conflicts.py).
"""

from contextlib import suppress
from math import inf
from typing import Any, NamedTuple

from timeline.errors import Contained, Problem
from timeline.eventfile import reader
from timeline.eventfile.paths import DOCUMENTS
from timeline.model.confidential import Refers, of_anyone
from timeline.model.event import Event, replace
from timeline.toml.limits import MOST_PROBLEMS, MOST_VALUES
from timeline.toml.parser import BOM

UNSETTLED = "unresolved conflict"
"""How what is said of one begins, and all of it where nothing else may be said."""


class Unsettled(NamedTuple):
    """A file with conflicts, as our side has it."""

    text: bytes
    """Our side, each value on the line that it has in the file."""
    values: dict[str, Any]
    """What it holds; confidential is what either side calls so."""
    problems: list[Problem]
    """What each conflict is about."""
    labels: tuple[str, ...]
    """The same in a word or two."""


def read(
    data: bytes,
    id: str,  # noqa: A002 - its name in the format
    path: str,
    refers: Refers = of_anyone,
) -> tuple[Event | None, list[Problem]]:
    """The event of one file, as the reader gives it; where the file has conflicts as our side has it, which it knows.

    Args:
        data: the bytes of the file.
        id: the ID that its name gives it.
        path: where it is.
        refers: tells which documents are confidential.
    """
    event, problems = reader.read(data, id, path, refers)
    if event is None and (ours := unsettled(data, path, refers, MOST_VALUES, id)):
        problems = [*ours.problems]
        with Contained(path, problems):
            event, more = reader.loaded(ours.values, ours.text, id, path, refers)
            problems += more
            event = event and replace(event, conflicts=ours.labels)
    return event, problems


def read_tables(data: bytes, path: str, refers: Refers = of_anyone) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a register or of the settings, likewise, and what keeps it from being read, or is in conflict."""
    values, problems = reader.read_tables(data, path, refers)
    if problems and (ours := unsettled(data, path, refers, inf, path)):
        return ours.values, ours.problems
    return values, problems


def is_conflict(problem: Problem) -> bool:
    """Whether a problem tells of a conflict in what could be read all the same."""
    return problem.code == "SCH007" and problem.message.startswith(UNSETTLED)


def unsettled(
    data: bytes,
    path: str,
    refers: Refers,
    most: float,
    wanted: str,
) -> Unsettled | None:
    """What our side says of a file that is no TOML since a merge has left conflicts in it; None where that is not so.

    Args:
        data: the bytes of the file.
        path: where it is.
        refers: as in `read`.
        most: how many values it may have.
        wanted: by what a command that settles the conflicts knows the file; empty where that cannot be said.
    """
    from timeline.toml.conflicts import SIGN, blanked, reading  # start-up: nearly all files can be read

    if SIGN not in data:
        return None
    from timeline.eventfile.conflicts import conflicts, label, problem  # as above

    with suppress(ValueError):
        text = data.decode().removeprefix(BOM)
        found, ours = conflicts(text, refers), blanked(text).encode()
        values, problems = reader.read_tables(ours, path, refers, most)
        if found and not problems and reader.read_tables(data, path)[1]:
            faults = [problem(conflict, path, wanted) for conflict in found[:MOST_PROBLEMS]]
            labels = tuple(dict.fromkeys(map(label, found[:MOST_PROBLEMS])))
            return Unsettled(ours, _shut(values, reading(text, "theirs"), path, refers), faults, labels)
    return None


def _shut(values: dict[str, Any], theirs: str, path: str, refers: Refers) -> dict[str, Any]:
    """The values of our side, in which confidential is, too, what the other side calls so.

    Where that cannot be read, and has any sign of it, that is each source, or each document.
    """
    from timeline.eventfile.public_text import PublicText  # as above
    from timeline.model.elements import names  # as above

    held: Any = reader.read_tables(theirs.encode(), path)[0]
    hidden = PublicText(theirs, refers, held).hidden
    if path == DOCUMENTS:
        return {id_: _marked(one) if hidden & {(), (id_,)} else one for id_, one in values.items()}
    if isinstance(sources := values.get("sources"), list):
        places = [at[1] for at in hidden if at[:1] == ("sources",) and len(at) == 2]
        called = {name for n in places for name in names("sources", held["sources"][n])}
        shut = [_marked(one) if () in hidden or called.intersection(names("sources", one)) else one for one in sources]
        return {**values, "sources": shut}
    return values


def _marked(source: Any) -> dict[str, Any]:
    """A source that is confidential now; a line has a title then, since nobody can tell whom it names."""
    return {**source, "confidential": True} if isinstance(source, dict) else {"title": source, "confidential": True}
