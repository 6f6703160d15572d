"""Which sources are one document, and what that comes to."""

from typing import Any

import pytest

from timeline.model.event import Source
from timeline.model.register import Register
from timeline.provenance.documents import documents, marks
from witnesses import article, person, traced, unnamed

PAGE, AGAIN, MOVED = "https://youtu.be/abc", "http://www.youtube.com/watch?v=abc&t=70s", "https://elsewhere.example/abc"
HELD = "https://web.archive.org/web/2024/https://www.youtube.com/watch?v=abc"


def film(id_: str, url: str | None = PAGE, **keys: Any) -> Source:
    return Source(id=id_, kind="video", url=url, **keys)


def nodes(*sources: Source, register: Register | None = None) -> list[str]:
    found = documents(sources, register or Register())
    return ["".join(sources[n].id for n in node) for node in found.nodes]


@pytest.mark.parametrize(
    "other",
    [
        film("b", AGAIN),
        film("b", None, archive_url=HELD),
        film("b", MOVED, archive_url=HELD),
        film("b", MOVED, archive_url=PAGE),
        film("b", AGAIN, author="Anna"),
        film("b", AGAIN, title="2:20", published="2024-11-18", firsthand=True),
        film("b", AGAIN, stance="supports"),
        article("b", url=AGAIN),
    ],
)
def test_one_document_is_one_node(other: Source) -> None:
    for sources in ((film("a"), other), (other, film("a"))):
        p = traced(*sources)
        assert (p.label, p.max, p.reports, p.channels) == ("single-source", 1, 1, 1)
        assert p.documents == (tuple(s.id for s in sources),)
        assert set(p.origins) == {"a", "b"}
        assert len(p.entries) == 1


def test_an_address_of_nothing_marks_no_document() -> None:
    assert [*marks(Source(id="a", url="https://"))] == []


def test_documents_meet_by_way_of_a_third() -> None:
    by_way = (film("a"), film("b", MOVED), film("c", MOVED, archive_url=HELD), film("d", "https://youtu.be/other"))
    assert nodes(*by_way) == ["abc", "d"]
    assert nodes(film("a", None, ref="doc"), film("b", None, ref="doc"), film("c", None, ref="other")) == ["ab", "c"]


@pytest.mark.parametrize(
    ("sources", "found", "most"),
    [
        ((film("a", author="Anna"), film("b", author="Boris")), ["a", "b"], 2),
        ((film("a", author="Anna"), film("b", author="Boris"), film("c")), ["a", "b", "c"], 3),
        ((film("a", author="Anna"), film("b", author=("Anna", "Boris"))), ["ab"], 1),
        ((film("a", author="Anna"), film("b", author="anna")), ["ab"], 1),
        ((film("a", stance="supports"), film("b", stance="denies")), ["a", "b"], 1),
        ((film("a", distinct_from=("b",)), film("b"), film("c")), ["a", "b", "c"], 3),
        ((film("a"), film("b", confidential=True), film("c", confidential=True)), ["a", "bc"], 2),
        # an interview in a paper, and two people whom one page describes
        ((article("a", "b", url=PAGE), person("b", url=PAGE)), ["a", "b"], 1),
        ((article("a", "b", url=PAGE), article("c", "b", url=PAGE), person("b", url=PAGE)), ["ac", "b"], 1),
        ((unnamed("a", url=PAGE), person("b", name="a diplomat", anonymous=True, url=PAGE)), ["a", "b"], 2),
        ((unnamed("a", url=PAGE), unnamed("b", url=PAGE), film("c")), ["abc"], 1),
    ],
)  # fmt: skip
def test_what_stays_apart(sources: tuple[Source, ...], found: list[str], most: int) -> None:
    assert nodes(*sources) == found
    assert traced(*sources).max == most
    assert traced(*reversed(sources)).max == most


def test_a_report_that_gives_both_sides_supports_by_one_and_denies_by_the_other() -> None:
    """Of two tables of one document it need not be written that the other, which cites somebody else, supports it."""
    official, ministry = unnamed("official"), article("ministry")
    sources = (article("a", "official", ref="doc"), official, article("b", "ministry", ref="doc", stance="denies"))
    for order in ((*sources, ministry), (ministry, *reversed(sources))):
        p = traced(*order)
        assert (p.label, p.origins, p.deny_origins) == ("single-source", ("official",), ("ministry",))
        assert (p.reports, p.entries) == (1, tuple(s.id for s in order if s.id in "ab"))
    same = article("a", "ministry", ref="doc"), sources[-1], ministry
    assert traced(*same).label == "denied-only"


def test_who_may_be_one_by_the_register_speaks_in_one_document() -> None:
    register, _ = Register.build({"anna": {"name": "Anna Petrova", "aliases": ["@anna"]}})
    both = film("a", author="Anna Petrova"), film("b", author="@anna")
    assert nodes(*both) == ["a", "b"]
    assert nodes(*both, register=register) == ["ab"]


def test_very_many_speakers_of_one_page_are_several() -> None:
    many = [film(str(n), author=f"Anna {n}") for n in range(200)]
    assert len(nodes(*many)) == 200


def test_the_tables_of_a_document_are_read_together() -> None:
    p = traced(article("x", "b"), article("a", "p", url=PAGE), article("b", "q", url=AGAIN), person("p"), person("q"))
    assert (p.label, p.reports, p.entries, p.origins) == ("corroborated", 1, ("x",), ("p", "q"))
    assert traced(film("a"), film("b", state="retracted")).label == "unsupported"
    assert traced(film("a", stance="denies"), film("b")).label == "denied-only"
    assert traced(film("a", firsthand=False), film("b", firsthand=True)).flags == ("unresolved",)
    assert traced(article("a", url=PAGE), unnamed("b", url=PAGE)).flags == ("anonymous-only",)
    assert traced(film("a", affiliation="Ukraine"), film("b"), person("p", affiliation="Russia")).min == 2


def test_a_document_that_cites_itself_through_another_is_a_ring() -> None:
    ring = traced(article("a", "b", url=PAGE), article("b", "c"), article("c", url=AGAIN))
    assert (ring.label, ring.loops) == ("ungrounded", (("a", "c", "b"),))
    both = traced(article("a", "b", url=PAGE), article("b", "a", url=PAGE))
    assert (both.label, both.flags, both.origins) == ("single-source", ("unresolved",), ("a", "b"))
