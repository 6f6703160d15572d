"""The sources of an event as lines, as they may be typed: "X, citing Y, citing American officials https://…".

Knows the grammar of the line, of which model/source_line.py reads it back; must not know tables and columns.
"""

from collections.abc import Sequence

from timeline.model.event import Source
from timeline.model.source_line import gather

_SPARE = 100_000
"""How many sources that stand in full in one line may stand in full in others too, in one call."""


def source_lines(sources: Sequence[Source]) -> list[str]:
    """The chains as lines, one for every source that nobody cites; a line that has been read comes back.

    Where a source cites several they are joined with "and". A source met again in a line, as in a loop, is named and
    not written out a second time.
    """
    described: dict[str, Source] = {}
    for source in gather(sources):
        described.setdefault(source.id, source)
    cited = {c for s in described.values() for c in s.cites if c != s.id}
    lines: list[str] = []
    written: set[str] = set()
    spare = _SPARE
    for entry in (*(i for i in described if i not in cited), *described):
        if entry in written:  # the second round is for loops that nothing leads to
            continue
        told: set[str] = set()
        line: list[str] = []
        todo: list[str | tuple[str, bool]] = [(entry, False)]
        while todo:
            item = todo.pop()
            if isinstance(item, str):
                line.append(item)
                continue
            id_, branch = item
            line.append(_words(described[id_]) if id_ in described else id_)
            cites = dict.fromkeys(described[id_].cites) if id_ in described and id_ not in told else {}
            if id_ in written:
                cites = cites if spare > 0 else {}
                spare -= 1
            told.add(id_)
            written.add(id_)
            if cites:
                todo.extend([")"] * branch)
                for other in reversed(cites):
                    todo += [(other, len(cites) > 1), " and "]
                todo[-1] = " (citing " if branch else ", citing "
        url = described[entry].url
        lines.append("".join(line) + (f" {url}" if url and line[0] != url else ""))
    return lines


def _words(source: Source) -> str:
    return source.publisher or source.name or source.title or source.ref or source.url or source.id
