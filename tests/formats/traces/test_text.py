"""The tree of who cites whom: every source once, loops, bounds, and lines that fit."""

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from samples import is_harmless
from timeline import formats
from timeline.formats import View
from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.records.shown.traced import TracedEvent, plain, traced
from witnesses import NOV_17, article, person


def of(*sources: Source, published_by: int | None = None, **keys: Any) -> TracedEvent:
    event = Event(id="2024-11-17-x", path="e/x.toml", title="It happened", date="2024-11-17", sources=sources, **keys)
    return traced(event, Register(), published_by)


def text(t: TracedEvent, width: int = 200) -> str:
    return "".join(formats.named("text", formats.TRACES).write([t], View(width=width))).rstrip("\n")


def rows(t: TracedEvent) -> list[str]:
    """The lines of the tree."""
    return text(t, 10_000).split("\n\n")[1].split("\n") if t.nodes else []


def test_a_chain_down_to_its_origin() -> None:
    t = of(
        article("Pravda", "nyt", published="2024-11-17", locator="para 1", quote="He may"),
        Source(id="nyt", publisher="The New York Times", title="Biden allows", cites=("officials",), seen=False),
        person("officials", anonymous=True, plural=True, affiliation="United States", position="in the room"),
        claim="It is so.",
    )
    assert (
        text(t)
        == """\
It happened
claim: It is so.
2024-11-17-x

Pravda, 2024-11-17, para 1 (supports it): "He may"
└─ The New York Times, "Biden allows" (not seen)
   └─ officials (origin, unnamed, several people, United States, in the room)

1 origin, unnamed · 1 report · 1 channel · no denial
  single-source   1 report in all, and one origin: officials.
  anonymous-only  Nobody it comes from is named: officials."""
    )


def test_what_is_said_of_a_source() -> None:
    t = of(
        article("a", "stub", "silent", "r", "d", firsthand=True, grade="B2", state="corrected"),
        article("silent"),
        article("r", state="retracted"),
        article("d", "p", stance="denies"),
        person("p"),
        person("bystander", stance="mentions"),
    )
    assert rows(t) == [
        "a (origin, supports it, first hand, corrected, graded B2)",
        "├─ stub (origin, nobody describes it)",
        "├─ silent (origin, does not say how it knows)",
        "├─ r (does not say how it knows, retracted: supports nothing)",
        "└─ d (denies it)",
        "   └─ p (origin of the denial)",
        "bystander (mentions it)",
    ]
    assert "denied by 1 origin\n" in text(t)


def test_links_without_a_title_are_told_apart_by_their_addresses() -> None:
    t = of(*(Source(id=f"l{n}", url=f"https://a.example/{n}") for n in (1, 2)))
    assert rows(t) == [
        "a.example, https://a.example/1 (origin, supports it, does not say how it knows)",
        "a.example, https://a.example/2 (origin, supports it, does not say how it knows)",
    ]


def test_pairs_that_may_be_the_same_and_clashes() -> None:
    t = of(
        article("nyt", "a"), article("reuters", "b"), article("ap", "c"), *(person(i, anonymous=True) for i in "abc")
    )
    assert text(t).endswith("\n  Any two of a, b, c may be the same: neither is named.")
    one = text(of(article("nyt", "a"), article("reuters", "b"), *(person(i, anonymous=True) for i in "ab")))
    assert one.count("a and b may be the same") == 1
    clash = of(person("b", same_as=("c",)), person("c", distinct_from=("b",)))
    assert text(clash).endswith("\n  c and b are held to be one and two: same_as and distinct_from clash.")


def test_very_many_pairs_are_not_all_listed() -> None:
    t = of(*(person(f"p{n}", anonymous=True) for n in range(12)))
    assert text(t).count("may be the same: ") == 6
    assert text(t).endswith("\n  … and perhaps more pairs: these are the first")


def test_denials_that_may_be_one() -> None:
    t = of(person("a", stance="denies", anonymous=True), person("b", stance="denies", anonymous=True))
    assert "denied, no support · 0 reports · 0 channels · denied by 1–2 origins\n" in text(t)


def test_a_loop_is_shown_once() -> None:
    t = of(article("blog", "paper"), article("wiki", "paper"), article("paper", "wiki", "paper"))
    assert rows(t) == [
        "blog (supports it)",
        "└─ paper",
        "   ├─ wiki",
        "   │  └─ ↺ back to paper",
        "   └─ ↺ back to paper",
    ]
    assert rows(of(article("a", "b"), article("b", "a"))) == [
        "a (supports it)",
        "└─ b (supports it)",
        "   └─ ↺ back to a",
    ]


def test_a_source_that_two_cite_is_described_once() -> None:
    assert rows(of(article("a", "c"), article("b", "c"), article("c", "p"), person("p"))) == [
        "a (supports it)",
        "└─ c",
        "   └─ p (origin)",
        "b (supports it)",
        "└─ c (as above)",
    ]


def test_a_citation_of_nothing_is_a_source_that_nobody_describes() -> None:
    assert rows(of(article("a", "")))[1:] == ["└─ ? (origin, nobody describes it)"]


def test_an_event_without_sources() -> None:
    assert text(of()).splitlines()[2:] == [
        "",
        "no source · 0 reports · 0 channels · no denial",
        "  unsourced  It has no sources.",
    ]


def test_a_deep_chain_is_cut() -> None:
    chain = [f"s{n}" for n in range(10_000)]
    t = of(*(article(a, b) for a, b in pairwise(chain)), person(chain[-1]))
    assert len(rows(t)) == 22
    assert rows(t)[-1].endswith("└─ … it goes on: -f json has all of it")
    assert len(plain(t)["nodes"]) == 10_000
    t = of(*(article(a, b) for a, b in pairwise(chain[:21])), person(chain[20]))
    assert rows(t)[-1].endswith("└─ s20 (origin)")


def test_a_wide_graph_is_cut() -> None:
    t = of(*(article(f"s{n}", *(f"p{m}" for m in range(40))) for n in range(100)))
    assert len(rows(t)) == 1001
    assert rows(t)[-1] == "… it goes on: -f json has all of it"
    assert len(plain(t)["arcs"]) == 4000


def test_as_published_by_a_day() -> None:
    t = of(
        article("a", "b", published="2024-11-17"),
        article("b", "p", published="2024-11-18"),
        person("p"),
        published_by=NOV_17,
    )
    assert rows(t) == ["a, 2024-11-17 (supports it)", "└─ b (origin, published later)"]
    assert plain(t)["nodes"][1] == {"id": "b", "described": False, "later": True}


TEXT = st.text(max_size=30)


@given(st.lists(st.builds(Source, id=TEXT, publisher=TEXT, quote=TEXT, cites=st.tuples(TEXT)), max_size=4), TEXT)
@settings(max_examples=100)
def test_whatever_stands_there_fits_and_drives_no_terminal(sources: list[Source], claim: str) -> None:
    printed = text(of(*sources, claim=claim), 80).split("\n")
    assert is_harmless("\n".join(printed))
    assert all(wcswidth(line) <= 80 for line in printed)


NAMES = st.sampled_from("abcdef")


@given(st.lists(st.builds(article, NAMES, NAMES, NAMES, NAMES), max_size=8))
@settings(max_examples=100)
def test_every_source_is_described_once(sources: list[Source]) -> None:
    t = of(*sources)
    again = ("(as above)", "↺ back")
    assert sum(not any(w in row for w in again) for row in rows(t)) == len(t.nodes)
