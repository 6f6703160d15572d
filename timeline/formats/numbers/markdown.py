"""The numbers in Markdown (CommonMark, GFM): a topic under each heading of the second level, a table in most.

Cannot hold dates but in words. Other people's text renders as the same text, nowhere as markup.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View
from timeline.records.numbers import InNumbers, Topic, topics
from timeline.records.shown.doubt import possibly
from timeline.text.escape import markdown
from timeline.text.lists import capital

ABOUT = About("sections in Markdown", people=True, escapes="markdown", extensions=("md",))


def write(found: Sequence[InNumbers], _view: View) -> Iterator[str]:
    """The sections with an empty line between two; of no events that there are none."""
    for numbers in found:
        doubt = possibly(numbers.events, numbers.possible, numbers.as_stated)[1]
        yield "\n".join(
            f"{capital(markdown(text))}.\n" for text in filter(None, (numbers.period or "no events", doubt))
        )
        for topic in topics(numbers):
            yield f"\n## {topic.title}\n\n" + "".join(f"{line}\n" for line in _lines(topic))


def _lines(topic: Topic) -> Iterator[str]:
    if topic.note:
        yield from (markdown(topic.note), "")
    if topic.heads:
        heads = (topic.of, *topic.heads)
        yield f"| {' | '.join(map(capital, heads))} |"
        yield f"| --- |{' ---: |' * len(topic.heads)}"
        yield from (f"| {' | '.join((markdown(row.text), *row.numbers))} |" for row in topic.rows)
    else:
        yield from (f"- {markdown(row.text)}" for row in topic.rows)
    if topic.more:
        yield from ("", f"And {topic.more:,} more.")
