"""What a command refuses that makes pages for readers: to print one side of a merge as if it were all.

Knows answers; must not know which command asks.
"""

from typing import TYPE_CHECKING, Annotated

from timeline.cli.flags import Flag
from timeline.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.errors import Problem
    from timeline.store.answer import Answer
    from timeline.store.chronology import Chronology

AllowFlag = Annotated[bool, Flag("--allow-conflicts", "Take our side of what a merge left open, and say so beside it.")]


def must_be_settled(chronology: "Chronology", answer: "Answer", what: str, *, may_allow: bool = True) -> None:
    """See that no event of an answer is in conflict, no register, and no setting.

    Args:
        chronology: where they are.
        answer: the events.
        what: what would be made of them: "the document".
        may_allow: whether a flag allows it.

    Raises:
        DataError: one is; the problems tell which, and in what.
    """
    from timeline.eventfile.paths import TABLES  # start-up: Tab reads signatures only

    shown = {entry.path for entry in answer.entries if entry.unsettled}
    shown.update(map(chronology.shown, TABLES))
    refuse_conflicts((problem for problem in answer.doubts if problem.path in shown), what, may_allow=may_allow)


def refuse_conflicts(problems: "Iterable[Problem]", what: str, *, may_allow: bool = True) -> None:
    """See that none of these problems tells of a conflict.

    Args:
        problems: of what would be shown.
        what: as in `must_be_settled`.
        may_allow: as in `must_be_settled`.

    Raises:
        DataError: one does.
    """
    from timeline.eventfile.unsettled import is_conflict  # as above

    if found := [problem._replace(hint="") for problem in problems if is_conflict(problem)]:
        hint = "`timeline conflicts` shows both sides, and how to take one"
        more = "; --allow-conflicts takes ours, and says so" * may_allow
        raise DataError(f"{what} would hold one side of what a merge left open", hint + more, found)
