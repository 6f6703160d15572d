"""Events with their graphs, and sources that want to break every picture of them."""

from hypothesis import strategies as st

from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.records.shown.traced import TracedEvent, traced


def of(*sources: Source, title: str = "It happened") -> TracedEvent:
    return traced(Event(id="x", title=title, date="2024", sources=sources), Register())


PLAIN = of(
    Source(id="up", publisher="UP", published="2024-11-17", cites=("nyt", "aide")),
    Source(id="aide", kind="person", name="An aide", stance="denies"),
)
HOSTILE = [
    '"] --> x["',
    "end",
    "```\n# out",
    "click e0n0 href",
    "a\\",
    "\\N &amp; <b>",
    "%%{init}%%",
    "1. list",
    "- list",
    "#quot;",
    "`*b*`",
    "\x1b[31m",
]
TEXTS = st.sampled_from(HOSTILE) | st.text(max_size=20)
SOURCES = st.lists(st.builds(Source, id=TEXTS, publisher=TEXTS, affiliation=TEXTS, cites=st.tuples(TEXTS)), max_size=4)
