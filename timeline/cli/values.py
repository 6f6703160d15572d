"""The values that events have in one place: names of actors, places, tags, publishers.

Knows how they are counted and ordered; must not know which place it is.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from timeline.cli.published import as_published
from timeline.cli.result import Result
from timeline.cli.session import Session
from timeline.records.entry import Entry
from timeline.store.search.compiler import Question


def listed(session: Session, asked: Question, values: Callable[[Entry], Iterable[str]], *, count: bool) -> Result:
    """Each value of the events that match once, a line each; with `count`, how many have it, most first."""
    answer = session.chronology.events(asked)
    as_published(session, asked.published_by, answer.undated, None)
    counted = Counter(v for entry in answer.entries for v in dict.fromkeys(values(entry)))
    lines: Iterable[str]
    if count:
        ranked: Sequence[tuple[str, int]] = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].casefold()))
        width = len(str(max(counted.values(), default=0)))
        lines = [f"{n:{width}}  {value}\n" for value, n in ranked]
    else:
        lines = [value + "\n" for value in sorted(counted, key=str.casefold)]
    return Result(lines, doubts=answer.doubts, problems=answer.problems)
