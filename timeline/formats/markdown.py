"""Markdown (CommonMark, GFM): a table with a row an event, dates in words, columns aligned in the source too.

Cannot hold what has no column. Other people's text renders as the same text, nowhere as markup.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View, marked
from timeline.records.entry import Entry
from timeline.records.shown.doubt import possible, unsettled
from timeline.text.escape import markdown

ABOUT = About("a table in Markdown", people=True, escapes="markdown", extensions=("md",))
COLUMNS = ("when", "title", "actors", "sourcing")
HEADS = {"when": "Date", "day": "Date", "title": "Event", "sourcing": "Rests on", "id": "ID"}


def heading(text: str) -> str:
    """A group's heading, second level."""
    return f"## {markdown(text)}\n\n"


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """The table; an event that is only possibly in the range says so, and they are counted below."""
    if not entries:
        return
    columns = view.columns or COLUMNS
    from tabulate import tabulate  # start-up: dearer than all else that a command imports

    heads = view.heads or [
        HEADS.get(c) or (c if c.startswith("x.") else c.capitalize().replace("_", " ")) for c in columns
    ]
    doubtful, said = possible(entries)
    mark = "{} (possibly in range)" if doubtful else "{}"
    rows = [marked(entry, columns, markdown, mark, "{} (in conflict)") for entry in entries]
    yield tabulate(rows, [markdown(h) for h in heads], tablefmt="pipe", disable_numparse=True) + "\n"
    if said:
        yield f"\n{said}.\n"
    if open_ := unsettled(entries):
        yield f"\n{open_}.\n"
