"""The picture for Mermaid: its text, and that nobody's words become a part of the language."""

import re

from hypothesis import given, settings

from timeline import formats
from timeline.formats import View
from timeline.model.event import Source
from timeline.records.shown.traced import TracedEvent
from traces import PLAIN, SOURCES, TEXTS, of


def mermaid(*traces: TracedEvent) -> str:
    return "".join(formats.named("mermaid", formats.TRACES).write(traces, View()))


def test_mermaid() -> None:
    assert (
        mermaid(PLAIN)
        == """\
flowchart TB
  subgraph e0["It happened"]
    e0n0["UP<br>2024-11-17<br>supports it"]
    e0n1(["An aide<br>origin of the denial, denies it"])
    e0n2(["nyt<br>origin, nobody describes it"])
    e0n0 --> e0n2
    e0n0 --> e0n1
  end
  style e0n2 stroke-dasharray:4
"""
    )


MERMAID_LINE = re.compile(
    r"""
    \ \ subgraph\ e\d+\[""\] | \ \ end | \ \ style\ e\d+n\d+\ stroke-dasharray:4
    | \ \ \ \ e\d+n\d+(?:\[""\]|\(\[""\]\)) | \ \ \ \ e\d+n\d+\ -->\ e\d+n\d+""",
    re.VERBOSE,
)


@given(SOURCES, TEXTS)
@settings(max_examples=100)
def test_nobody_breaks_out_of_mermaid(sources: list[Source], title: str) -> None:
    text = mermaid(of(*sources, title=title))
    strings = re.findall(r'"([^"\n]*)"', text)
    assert not re.search(r"[`<>&\\*_{}|\[\]/]|#(?!\d+;)", "".join(strings).replace("<br>", ""))
    lines = re.sub(r'"[^"\n]*"', '""', text).split("\n")
    assert (lines[0], lines[-1]) == ("flowchart TB", "")
    assert all(MERMAID_LINE.fullmatch(line) for line in lines[1:-1]), lines


def test_a_mark_stays_only_between_letters_or_digits() -> None:
    text = mermaid(of(title="1. U.S. on 2024-11-17: -x."))
    assert '["1#46; U.S#46; on 2024-11-17#58; #45;x#46;"]' in text
