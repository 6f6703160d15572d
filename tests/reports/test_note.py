"""The note: every source, told once."""

import pytest

from cited import NYT, UP, US
from readings import read
from timeline.model.event import Source
from timeline.provenance.graph import Citations
from timeline.reports.note import note


def test_a_note() -> None:
    assert note(Citations([UP, NYT, US])) == (
        "K. T., [“Biden allows”](https://up.example/1), Ukrainska Pravda, 17 November 2024, para 1, citing"
        " The New York Times (not consulted), which cites unnamed American officials (affiliation: United States)."
    )


def test_a_note_tells_each_source_once() -> None:
    found = note(
        Citations(
            [
                Source(id="a", publisher="A", cites=("b", "c", "gone")),
                Source(id="b", publisher="B", cites=("d",), quote="It is.", translation="Es ist."),
                Source(id="c", kind="person", name="C", position="in the room", grade="B2"),
                Source(id="d", publisher="D", cites=("a",), state="corrected", stance="mentions"),
                Source(id="e", publisher="E", cites=("b",), stance="denies", firsthand=True),
            ]
        )
    )
    assert found == (
        "E (no document named; denies it; also at first hand), citing B (no document named): “It is.” (“Es ist.”),"
        " which cites D (no document named; takes no side; corrected), which cites A (no document named),"
        " which cites B, C (in the room; graded B2) and gone (not described)."
    )


def test_a_note_branches() -> None:
    found = note(
        Citations(
            [
                Source(id="a", publisher="A", cites=("b", "c")),
                Source(id="b", publisher="B", cites=("d",)),
                Source(id="c", kind="person", name="an aide", anonymous=True),
                Source(id="d", kind="person", name="officials", anonymous=True, cites=("e", "f")),
            ]
        )
    )
    assert found == (
        "A (no document named), citing B and an unnamed aide."
        " B (no document named), citing unnamed officials, which cites e (not described) and f (not described)."
    )
    assert note(Citations([US])) == "Unnamed American officials (affiliation: United States)."


def test_notes_of_few_words() -> None:
    assert note(Citations([Source(id="a", kind="person", name="Biden")])) == "Biden. No more is known of it."
    assert note(Citations([Source(id="a", url="https://e.example/a")])) == ("a, <https://e.example/a>.")
    assert note(Citations([Source(id="a", author=("A", "B"), title="T", url="javascript:x")])) == "A and B, “T”."
    assert (
        note(Citations([Source(id="a", author="A", publisher="A", title="T", published="early")])) == "“T”, A, early."
    )


@pytest.mark.parametrize("name", ["Reuters", "新华社", 'R "x"', "R (x)", "(x)", "<x>", "R 'x'"])
def test_a_note_is_never_taken_for_the_address_of_a_link(name: str) -> None:
    for source in (
        Source(id="a", kind="person", name=name),
        Source(id="a", title=name),
        Source(id="a", publisher=name),
    ):
        page = f"a[^1]\n\n[^1]: {note(Citations([source]))}\n"
        assert name in read(page, "commonmark").text
        assert read(page, "gfm").markup >= {"footnote_ref", "footnote_open"}


def test_ten_thousand_sources() -> None:
    chain = [Source(id=f"s{n}", publisher=f"S{n}", cites=(f"s{n + 1}",)) for n in range(10_000)]
    fan = [Source(id=f"s{n}", publisher=f"S{n}", cites=("s0",)) for n in range(10_000)]
    for sources in (chain, fan, [Source(id="a", cites=tuple(s.id for s in fan)), *fan]):
        assert "S9999" in note(Citations(sources))


def test_loops_and_what_hangs_on_them() -> None:
    ring = [Source(id=c, publisher=c, cites=(d,)) for c, d in ("ab", "bc", "ca")]
    assert [s.id for s in Citations([*ring, Source(id="x", publisher="X")]).heads] == ["x", "a"]
    assert note(Citations(ring)).count("(no document named)") == 3
