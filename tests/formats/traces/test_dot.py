"""The picture in DOT: its text, and that nobody's words become a part of the language."""

import re

from hypothesis import given, settings

from timeline import formats
from timeline.formats import View
from timeline.model.event import Source
from timeline.records.shown.traced import TracedEvent
from traces import PLAIN, SOURCES, TEXTS, of


def dot(*traces: TracedEvent) -> str:
    return "".join(formats.named("dot", formats.TRACES).write(traces, View()))


def test_dot() -> None:
    assert (
        dot(PLAIN, of())
        == """\
digraph timeline {
  rankdir = TB
  node [shape=box]
  subgraph cluster_0 {
    label = "It happened"
    e0n0 [label="UP\\n2024-11-17\\nsupports it"]
    e0n1 [label="An aide\\norigin of the denial, denies it", shape=ellipse]
    e0n2 [label="nyt\\norigin, nobody describes it", shape=ellipse, style=dashed]
    e0n0 -> e0n2
    e0n0 -> e0n1
  }
  subgraph cluster_1 {
    label = "It happened"
  }
}
"""
    )


DOT_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
DOT_LINE = re.compile(
    r'    (?:label = ""|e\d+n\d+ \[label=""(?:, shape=ellipse)?(?:, style=dashed)?\]|e\d+n\d+ -> e\d+n\d+)'
)


@given(SOURCES, TEXTS)
@settings(max_examples=100)
def test_nobody_breaks_out_of_dot(sources: list[Source], title: str) -> None:
    lines = DOT_STRING.sub('""', dot(of(*sources, title=title))).split("\n")
    assert lines[:3] + lines[-3:] == [*("digraph timeline {", "  rankdir = TB", "  node [shape=box]"), "  }", "}", ""]
    assert lines[3] == "  subgraph cluster_0 {"
    assert all(DOT_LINE.fullmatch(line) for line in lines[4:-3]), lines


def test_entities_of_dot_are_text() -> None:
    assert 'label = "a &amp;amp; b \\\\N \\"c\\""' in dot(of(title='a &amp; b \\N "c"'))
