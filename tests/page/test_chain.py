"""The sources of an event as nested lists."""

from typing import Any

import pytest

import answers
from html_page import Element, read
from timeline.formats import Carried, html
from timeline.model.event import Source
from timeline.page import chain
from timeline.page.chain import ChainSource
from timeline.records.shown.traced import DEPTH


def chained(*sources: Source, by_then: bool = False) -> list[ChainSource]:
    return list(chain.chain(answers.entry(sources=sources).event, by_then=by_then))


def names(cited: list[ChainSource]) -> str:
    """The names, those that stand in the list of another in brackets behind it."""
    return "".join(c.name + ("(" if c.opens else " " * (not c.closes) + ")" * c.closes) for c in cited).rstrip()


def paper(id_: str, *cites: str, **more: Any) -> Source:
    return Source(id=id_, publisher=id_.upper(), cites=cites, **more)


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([], ""),
        ([paper("a")], "A"),
        ([paper("a"), paper("b")], "A B"),
        ([paper("a", "b"), paper("b", "c"), paper("c"), paper("d")], "A(B(C))D"),
        ([paper("a", "b", "c"), paper("b", "x"), paper("c"), paper("x")], "A(B(X)C)"),
        ([paper("a", "b"), paper("b", "a")], "A(B(A))"),
        ([paper("a", "x", "x"), paper("b", "x"), paper("x", "y"), paper("y")], "A(X(Y))B(X)"),
    ],
)
def test_each_report_holds_whom_it_cites(sources: list[Source], said: str) -> None:
    assert names(chained(*sources)) == said


def test_a_list_is_valid_html_however_deep() -> None:
    sources = [paper(f"s{n}", f"s{n + 1}", f"s{n + 2}", "s0") for n in range(30)]
    page = "".join(html.export([answers.entry(sources=tuple(sources))], Carried()))
    root = read(page)
    (top,) = root.all("ul", **{"class": "chain"})
    assert depth(top) == DEPTH + 1


def depth(element: Element) -> int:
    """How many lists there are at most from here down to the innermost."""
    inner = [part for part in element.parts if isinstance(part, Element)]
    return max((depth(part) for part in inner), default=0) + (element.tag == "ul")


def test_what_was_there_before_is_not_told_again() -> None:
    ring = chained(paper("a", "b"), paper("b", "a", "c"), paper("c"), paper("d", "c"))
    assert [(c.name, c.more) for c in ring if ":" in c.more] == [("A", ": back to it"), ("C", ": as above")]


def test_what_is_deeper_than_the_list_goes_is_counted() -> None:
    found = chained(*(paper(f"s{n:02}", f"s{n + 1:02}") for n in range(22)))
    assert len(found) == 21
    assert found[-1].name == "S20"
    assert found[-1].more.endswith("; it cites 1 more source")
    assert not found[-2].more.endswith("source")


@pytest.mark.parametrize(("number", "goes_on"), [(999, False), (1000, False), (1001, True)])
def test_of_more_than_a_thousand_it_is_said_that_there_are_more(number: int, goes_on: bool) -> None:
    found = chained(*(paper(f"s{n}") for n in range(number)))
    assert len(found) == min(number, 1000) + goes_on
    assert found[-1].name.startswith("… it goes on") == goes_on
    assert sum(c.closes for c in found) == 0


def test_what_is_said_of_a_source() -> None:
    (cited,) = chained(
        Source(
            id="a",
            title="A report",
            publisher="P",
            published="2024-11",
            locator="p. 3",
            url="https://a.example/ü",
            archive_url="javascript:alert(1)",
            quote="So.",
            translation="Thus.",
            firsthand=True,
        )
    )
    assert (cited.name, cited.url, cited.archive) == ("P", "https://a.example/%C3%BC", "")
    assert (cited.quote, cited.translation) == ("So.", "Thus.")
    assert cited.more == ', "A report", November 2024, p. 3 (origin, supports it, first hand)'


def test_by_a_day_nobody_knows_who_was_cited() -> None:
    sources = (paper("a", "gone"),)
    assert chained(*sources)[1].more == " (origin, nobody describes it)"
    assert chained(*sources, by_then=True)[1].more == " (origin, not known by then)"
