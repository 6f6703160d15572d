"""All that is wrong with events that were handed in, told so that a person can mend it: what is alike is told once.

Knows problems and their places; must not know what was handed in.
"""

from collections.abc import Iterable, Mapping
from typing import NoReturn

from timeline.cli.session import Session
from timeline.errors import DataError, Problem
from timeline.text.lists import counted, few, joined, with_others

MOST = 20
"""Problems that are shown at most: whoever mends them hears of the next."""
_PLACES = 4
"""Places that are named at most where one fault stands in many."""


def refuse(wrong: Mapping[str, Iterable[Problem]], of: int) -> NoReturn:
    """Say why events that were handed in cannot be written, and none is.

    Args:
        wrong: what is wrong, by the place of the event.
        of: how many events were handed in.

    Raises:
        DataError: always.
    """
    shown, others = _alike(wrong)
    if of == 1:
        raise DataError(f"{next(iter(wrong))} cannot be read as an event", problems=shown)
    hint = f"nothing was written{f'; {others:,} more faults are not shown' if others else ''}"
    raise DataError(f"{len(wrong):,} of {of:,} events cannot be read", hint, shown)


def doubted(session: Session, doubts: Mapping[str, Iterable[Problem]]) -> None:
    """Say what is wrong, by place, with events that can be written nevertheless."""
    shown, others = _alike(doubts)
    for problem in shown:
        session.warning(str(problem))
    if others:
        session.warning(f"… {counted(others, 'other doubt')} not shown")


def _alike(problems: Mapping[str, Iterable[Problem]]) -> tuple[list[Problem], int]:
    """Problems, those alike as one, and no more than are shown; and how many there are of the others."""
    alike: dict[tuple[object, ...], list[tuple[str, Problem]]] = {}
    for place, found in problems.items():
        for problem in found:
            key = tuple(step for step in problem.at if isinstance(step, str))
            alike.setdefault((key, problem.code, problem.message), []).append((place, problem))
    shown = []
    for (_, first), *more in [*alike.values()][:MOST]:
        named = few(len(more), _PLACES)
        also = joined(with_others([place for place, _ in more[:named]], len(more) - named))
        shown.append(first._replace(message=f"{first.message}; also in {also}") if more else first)
    return shown, sum(map(len, [*alike.values()][MOST:]))
