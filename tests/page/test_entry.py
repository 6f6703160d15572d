"""One event in the list of a page."""

from typing import Any

import pytest

import answers
from timeline.model.event import Actor, Figure, Link, Place, Source, Variant
from timeline.model.register import Register
from timeline.page.entry import OnPage, PageEntry
from timeline.records.entry import Entry
from timeline.records.identities import Identities

REGISTER = Register.build(actors={"us": {"name": "United States", "aliases": ["U.S."]}})[0]
PAGE = OnPage(
    known=Identities(REGISTER), events={"b c": ("b c", "B"), "old": ("b c", "B")}, by_then=False, doubtful=True
)
A, B = Source(id="a", publisher="A"), Source(id="b", publisher="B")


def entry(*, page: OnPage = PAGE, certain: bool = True, **values: Any) -> PageEntry:
    return PageEntry(answers.entry(certain=certain, **values), "=1,2", page)


def test_the_id_is_one_of_html() -> None:
    def called(id_: str) -> PageEntry:
        return PageEntry(Entry(id_, "a.toml", "2024", answers.entry().unpack), "", PAGE)

    assert (called("a b\u3000c d").id, called("a b\u3000c d").target) == ("a/b/c/d", "a/b/c/d")
    assert (called('ä"%').id, called('ä"%').target) == ('ä"%', "%C3%A4%22%25")


@pytest.mark.parametrize(
    ("date", "machine_time"),
    [
        ("2024", "2024"),
        ("2024-11", "2024-11"),
        ("2024-11-17", "2024-11-17"),
        ("2024-11-17T20:20", "2024-11-17T20:20"),
        ("2024-11-17T20:20:30Z", "2024-11-17T20:20:30Z"),
        ("2024-11-17T20:20+05:45", "2024-11-17T20:20+05:45"),
        *(
            (date, "")
            for date in ("2024~", "2024-21", "0000", "-0043", "XXXX", "2024-XX", "2024/2025", "Y-13800000000")
        ),
    ],
)
def test_a_date_for_programs_where_html_has_a_form_for_it(date: str, machine_time: str) -> None:
    assert entry(date=date).machine_time == machine_time


@pytest.mark.parametrize(
    ("date", "basis", "when"),
    [
        ("2024-11-17", "reported", "17 November 2024 (reported)"),
        ("2024-11-17", "as-of", "As of 17 November 2024"),
        ("2024~", "stated", "c. 2024"),
        ("XXXX", "stated", "An unknown year"),
    ],
)
def test_when_it_was(date: str, basis: str, when: str) -> None:
    assert entry(date=date, date_basis=basis).when == when


@pytest.mark.parametrize(
    ("lang", "attribute"),
    [(None, ""), ("uk", ' lang="uk"'), ("zh-Hans-CN", ' lang="zh-Hans-CN"'), ('x"y', ""), ("e", ""), ("english", "")],
)
def test_the_language_where_it_is_known(lang: str | None, attribute: str) -> None:
    assert entry(lang=lang).lang == attribute


def test_letters_run_as_they_do() -> None:
    assert entry(title="A").dir == ""
    assert entry(title="Ä, Київ, 事件").dir == ""
    assert entry(title="سجل").dir == ' dir="auto"'


def test_it_may_be_marked_as_possible() -> None:
    assert entry().certain
    assert not entry(certain=False).certain
    assert entry(certain=False, page=PAGE._replace(doubtful=False)).certain


def test_status_and_judgement() -> None:
    assert (entry().status, entry().judged) == ("", "")
    assert (entry(status="disputed").status, entry(status="disputed").judged) == ("disputed", "disputed")


def test_what_it_rests_on() -> None:
    found = entry(sources=(A, Source(id="c", publisher="C", stance="denies")))
    assert (found.tone, found.sourcing, found.flags) == ("one", "all of it from one source", ["denied as well"])
    assert found.standing.startswith("According to A; denied by C. ")
    assert found.rests_on.startswith("1 origin")
    assert [cited.name for cited in found.chain] == ["A", "C"]
    unnamed = entry(sources=(Source(id="s", kind="person", name="officials", anonymous=True),))
    assert unnamed.flags == ["nobody it comes from is named"]
    assert unnamed.standing == "According to unnamed officials. It rests on one source, not named."
    assert (entry().standing, entry().chain) == ("No source is given.", [])


def test_who_and_where() -> None:
    found = entry(
        actors=(Actor(name="U.S.", role="agent"), Actor(name="B", certainty="claimed")),
        places=(
            Place(name="Kursk", country="Russia", lat=51.7, lon=36.0),
            Place(name="Sumy, Ukraine", country="Ukraine"),
        ),
    )
    assert [[*actor] for actor in found.actors] == [
        ["U.S.", ' data-is="United States"', " (agent)", ""],
        ["B", "", ", claimed", ""],
    ]
    assert [[*place] for place in found.places] == [
        ["Kursk", "", ", Russia", ' data-at="51.7,36.0"'],
        ["Sumy, Ukraine", "", "", ""],
    ]


def test_figures_and_rival_accounts() -> None:
    found = entry(
        sources=(A, B),
        figures=(Figure(what="killed", low=3, high=5, according_to=("a",)), Figure(what="cost", value=1.5)),
        variants=(Variant(field="date", value="2024-11-18", according_to=("b",), note="by phone"),),
    )
    assert [*found.remarks] == [
        "Killed: 3 to 5 (according to A); cost: 1.5.",
        "Another account of the date: 18 November 2024 (according to B; by phone).",
    ]
    assert [*entry().remarks] == []


def test_links_lead_to_what_is_on_the_page() -> None:
    found = entry(
        sources=(A, B),
        links=(
            Link(type="part-of", to="old", according_to=("b",)),
            Link(type="related", to="b c", note="perhaps"),
            Link(type="follows", to="gone"),
        ),
    )
    assert [[*link] for link in found.links] == [
        ["Part of", "B", "b/c", " (according to B)"],
        ["Related to", "B", "b/c", " (perhaps)"],
        ["Follows", "gone", "", ""],
    ]


def test_the_summary_in_paragraphs() -> None:
    assert entry(summary="One *so*.\n\nTwo.").summary == ["One <em>so</em>.", "Two."]
    assert entry().summary == []
