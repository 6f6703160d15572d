"""Pictures of who cites whom: their text, and that nobody's words become a part of their language."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.provenance.diagram import dot, mermaid
from timeline.provenance.tree import Traced, traced


def of(*sources: Source, title: str = "It happened") -> Traced:
    return traced(Event(id="x", title=title, date="2024", sources=sources), Register())


PLAIN = of(
    Source(id="up", publisher="UP", published="2024-11-17", cites=("nyt", "aide")),
    Source(id="aide", kind="person", name="An aide", stance="denies"),
)


def test_dot() -> None:
    assert (
        "".join(dot([PLAIN, of()]))
        == """\
digraph timeline {
  rankdir = TB
  node [shape=box]
  subgraph cluster_0 {
    label = "It happened"
    e0n0 [label="UP\\n2024-11-17\\nsupports it"]
    e0n1 [label="An aide [aide]\\norigin of the denial, denies it", shape=ellipse]
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


def test_mermaid() -> None:
    assert (
        "".join(mermaid([PLAIN]))
        == """\
flowchart TB
  subgraph e0["It happened"]
    e0n0["UP<br>2024-11-17<br>supports it"]
    e0n1(["An aide #91;aide#93;<br>origin of the denial, denies it"])
    e0n2(["nyt<br>origin, nobody describes it"])
    e0n0 --> e0n2
    e0n0 --> e0n1
  end
  style e0n2 stroke-dasharray:4
"""
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
DOT_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
DOT_LINE = re.compile(
    r'    (?:label = ""|e\d+n\d+ \[label=""(?:, shape=ellipse)?(?:, style=dashed)?\]|e\d+n\d+ -> e\d+n\d+)'
)
MERMAID_LINE = re.compile(
    r"""
    \ \ subgraph\ e\d+\[""\] | \ \ end | \ \ style\ e\d+n\d+\ stroke-dasharray:4
    | \ \ \ \ e\d+n\d+(?:\[""\]|\(\[""\]\)) | \ \ \ \ e\d+n\d+\ -->\ e\d+n\d+""",
    re.VERBOSE,
)
SOURCES = st.lists(st.builds(Source, id=TEXTS, publisher=TEXTS, affiliation=TEXTS, cites=st.tuples(TEXTS)), max_size=4)


@given(SOURCES, TEXTS)
@settings(max_examples=150, deadline=None)
def test_nobody_breaks_out_of_dot(sources: list[Source], title: str) -> None:
    lines = DOT_STRING.sub('""', "".join(dot([of(*sources, title=title)]))).split("\n")
    assert lines[:3] + lines[-3:] == [*("digraph timeline {", "  rankdir = TB", "  node [shape=box]"), "  }", "}", ""]
    assert lines[3] == "  subgraph cluster_0 {"
    assert all(DOT_LINE.fullmatch(line) for line in lines[4:-3]), lines


@given(SOURCES, TEXTS)
@settings(max_examples=150, deadline=None)
def test_nobody_breaks_out_of_mermaid(sources: list[Source], title: str) -> None:
    text = "".join(mermaid([of(*sources, title=title)]))
    strings = re.findall(r'"([^"\n]*)"', text)
    assert not re.search(r"[`<>&\\*_{}|\[\]/]|#(?!\d+;)", "".join(strings).replace("<br>", ""))
    lines = re.sub(r'"[^"\n]*"', '""', text).split("\n")
    assert (lines[0], lines[-1]) == ("flowchart TB", "")
    assert all(MERMAID_LINE.fullmatch(line) for line in lines[1:-1]), lines


def test_a_mark_stays_only_between_letters_or_digits() -> None:
    text = "".join(mermaid([of(title="1. U.S. on 2024-11-17: -x.")]))
    assert '["1#46; U.S#46; on 2024-11-17#58; #45;x#46;"]' in text


def test_entities_of_dot_are_text() -> None:
    assert 'label = "a &amp;amp; b \\\\N \\"c\\""' in "".join(dot([of(title='a &amp; b \\N "c"')]))
