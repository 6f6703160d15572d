"""All that is wrong with events that were handed in, told so that a person can mend it: what is alike is told once.

Knows problems and their places; must not know what was handed in.
"""

from collections.abc import Iterable, Mapping
from typing import NoReturn

from timeline.cli.session import Session
from timeline.errors import DataError, Problem
from timeline.text.lists import abridged, counted
from timeline.text.shell import command

MOST = 20
"""Problems that are shown at most."""
_PLACES = 4
"""Places that are named at most where one fault stands in many."""


def refuse(session: Session, wrong: Mapping[str, Iterable[Problem]], of: int) -> NoReturn:
    """Say why events that were handed in cannot be written, and none is.

    Args:
        session: of this run.
        wrong: what is wrong, by the place of the event.
        of: how many events were handed in.

    Raises:
        DataError: always.
    """
    shown, others = _alike(session, wrong)
    if of == 1:
        raise DataError(f"{next(iter(wrong))} cannot be read as an event", problems=shown)
    hint = "nothing was written" + f"; -v shows {counted(len(others), 'more fault')}" * bool(others)
    raise DataError(f"{len(wrong):,} of {of:,} events cannot be read", hint, shown)


def doubted(session: Session, doubts: Mapping[str, Iterable[Problem]]) -> None:
    """Say what is wrong, by place, with events that can be written nevertheless: `check` finds it in their files."""
    shown, others = _alike(session, doubts)
    for problem in shown:
        session.warning(f"warning: {problem}")
    if others:
        again = command("check", "--select", ",".join(sorted({problem.code for problem in others})))
        more = counted(len(others), "more doubt")
        session.warning(f"warning: -v shows {more}; so does `{again}` once they are added")


def kind(problem: Problem) -> tuple[object, ...]:
    """What is wrong with which key, wherever that stands."""
    return problem.code, *(step for step in problem.at if isinstance(step, str))


def _alike(session: Session, problems: Mapping[str, Iterable[Problem]]) -> tuple[list[Problem], list[Problem]]:
    """Problems to show, those alike as one, and the others; with -v all are shown."""
    alike: dict[tuple[object, ...], list[tuple[str, Problem]]] = {}
    for place, found in problems.items():
        for problem in found:
            alike.setdefault((kind(problem), problem.message), []).append((place, problem))
    verbose = session.options.verbose
    most = len(alike) if verbose else MOST
    shown = []
    for (_, first), *more in [*alike.values()][:most]:
        also = abridged([place for place, _ in more], len(more) if verbose else _PLACES)
        shown.append(first._replace(message=f"{first.message}; also in {also}") if more else first)
    return shown, [problem for same in [*alike.values()][most:] for _, problem in same]
