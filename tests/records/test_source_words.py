"""What there is to say of a source, and of a figure."""

import pytest

from answers import FULL, entry
from timeline.model.event import Figure, Source
from timeline.provenance.names import authors
from timeline.records.source_words import described, figure, origins, publishers, titled, traits


def test_traits_are_told_by_the_field_that_says_them() -> None:
    source = Source(
        id="s", anonymous=True, plural=True, affiliation="US", position="in the room", firsthand=True, seen=False,
        stance="denies", state="corrected", grade="B2",
    )  # fmt: skip
    assert traits(source) == {
        "anonymous": "unnamed",
        "plural": "several people",
        "affiliation": "US",
        "position": "in the room",
        "firsthand": "first hand",
        "seen": "not seen",
        "stance": "denies it",
        "state": "corrected",
        "grade": "graded B2",
    }
    assert not any(traits(Source(id="s")).values())
    assert traits(Source(id="s", stance="mentions"))["stance"] == "mentions"


def test_a_source_on_one_line() -> None:
    source = Source(id="s", publisher="BBC", title="A report", quote="It is.")
    assert described(source, ["BBC", None, titled(source)], ["", "not seen"]) == 'BBC, "A report" (not seen): "It is."'
    assert described(Source(title="T"), ["T", titled(Source(title="T"))], [""]) == "T"
    assert [authors(Source(author=a)) for a in (None, "A", ("A", "B"))] == [(), ("A",), ("A", "B")]


def test_names_once() -> None:
    sources = (Source(id="a", publisher="P"), Source(id="b", publisher="P"), Source(id="c"))
    assert publishers(sources) == ("P", "c")
    assert origins(entry(**FULL).event) == ("officials",)


def test_of_two_with_one_id_the_first_is_meant() -> None:
    event = entry(sources=(Source(id="a", publisher="P"), Source(id="a", publisher="Q"))).event
    assert origins(event) == ("P",)
    assert event.provenance.phrase == "1 origin, basis not stated: P, 2 reports"


def test_origins_of_one_name_are_named_once() -> None:
    people = (
        Source(id="a", kind="person", name="officials", anonymous=True, affiliation="US"),
        Source(id="b", kind="person", name="officials", anonymous=True, affiliation="Ukraine"),
        Source(id="c", kind="person", name="Joe Biden", affiliation="US"),
    )
    assert origins(entry(sources=people).event) == ("officials", "Joe Biden")


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Figure(what="killed", low=3, high=5, unit="people"), "killed: 3–5 people"),
        (Figure(what="killed", low=3, high=5, best=4, unit="people"), "killed: 3–5 people, best estimate 4"),
        (Figure(what="killed", best=4, unit="people"), "killed: best estimate 4 people"),
        (Figure(what="cost", value=1.5), "cost: 1.5"),
        (Figure(what="range", low=2), "range: at least 2"),
        (Figure(what="wounded", high=0), "wounded: at most 0"),
        (Figure(what="missing", unit="people"), "missing: not known"),
    ],
)
def test_figures(number: Figure, shown: str) -> None:
    assert figure(number) == shown
    assert figure(number, " to ") == shown.replace("3–5", "3 to 5")
