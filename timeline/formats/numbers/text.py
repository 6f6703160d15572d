"""The numbers for a terminal, topic by topic: numbers first, so that long names wrap beside them.

Cannot hold dates but in words. Control characters of other people's texts are shown, never sent.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View
from timeline.records.numbers import InNumbers, Topic, topics
from timeline.records.shown.doubt import possibly
from timeline.text.lists import capital
from timeline.text.width import filled

ABOUT = About("sections, for a terminal", people=True, escapes="terminal", extensions=("txt",))
_WIDEST = 80
"""Columns of a line, where it could be longer: sentences are read best so."""
_IN = "  "
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def write(found: Sequence[InNumbers], view: View) -> Iterator[str]:
    """The sections with an empty line between two; of no events that there are none."""
    width = min(view.width or _WIDEST, _WIDEST)
    for numbers in found:
        doubt = possibly(numbers.events, numbers.possible, numbers.as_stated)[1]
        for text in filter(None, (numbers.period or "no events", doubt)):
            yield "".join(f"{line}\n" for line in filled(f"{capital(text)}.", width))
        for topic in topics(numbers):
            title = f"{_BOLD}{topic.title}{_PLAIN}" if view.color else topic.title
            yield f"\n{title}\n" + "".join(f"{line}\n" for line in _lines(topic, width))


def _lines(topic: Topic, width: int) -> Iterator[str]:
    if topic.note:
        yield from filled(topic.note, width, _IN)
    lines = [row.numbers for row in topic.rows]
    if is_table := len(topic.heads) > 1:
        lines.insert(0, topic.heads)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    if is_table:
        yield "".join(_IN + head.rjust(n) for head, n in zip(topic.heads, widths, strict=True))
    for row in topic.rows:
        first = _IN + "".join(number.rjust(n) + _IN for number, n in zip(row.numbers, widths, strict=True))
        yield from filled(row.text, width, first, " " * len(first) + _IN * (not widths))
    if topic.more:
        yield f"{_IN}… and {topic.more:,} more"
