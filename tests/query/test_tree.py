import pytest
from hypothesis import given, settings

import naive_query
from queries import QUERIES
from timeline.errors import UsageError
from timeline.model.event import Actor, Event, Link, Place, Review, Source, replace
from timeline.model.register import Register
from timeline.query import tree
from timeline.query.fields import FIELDS
from timeline.query.parser import days, parse
from timeline.query.tree import ALL, And, Near, Not, Or, Query, Text, all_of
from timeline.records.build import record

A, B, C = Text(("a",)), Text(("b",)), Text(("c",))


def test_nodes_are_equal_by_what_they_ask() -> None:
    asked: list[Query] = [Text(("a",)), A, Not(A), And((A, B)), Or((A, B))]
    assert len(set(asked)) == 4


def test_all_of_joins_queries() -> None:
    assert all_of() == ALL
    assert all_of(A) == A
    assert all_of(parse("a b"), ALL, C) == And((A, B, C))
    assert all_of(parse("a since:2024"), days("until", "2025")) == parse("a since:2024 until:2025")
    with pytest.raises(UsageError, match="ends before it starts") as caught:
        all_of(days("since", "2025"), days("until", "2024"))
    assert caught.value.hint == "it goes from 2025-01-01 to 2024-12-31"


def test_near_measures_on_a_sphere() -> None:
    kyiv, kursk = (50.4501, 30.5234), (51.7304, 36.1936)
    assert Near(*kyiv, 425).holds(*kursk)
    assert not Near(*kyiv, 415).holds(*kursk)
    assert Near(0, 179.9, 23).holds(0, -179.9)
    assert Near(90, 0, 1).holds(90, 123)
    assert Near(0, 0, tree.FARTHEST).holds(0, 180)


# ---------------------------------------------------------------------------------------------------------- the oracle

REGISTER, FAULTS = Register.build(
    {
        "joe-biden": {"name": "Joe Biden", "aliases": ["POTUS"], "memberships": [{"of": "united-states"}]},
        "united-states": {"name": "United States", "aliases": ["US"]},
    },
    {
        "kursk-oblast": {"name": "Kursk Oblast", "aliases": ["Курская область"], "lat": 51.7, "lon": 36.2},
        "sumy": {"name": "Sumy"},
    },
)
EVENT = Event(
    id="2024-11-17-biden-authorises-atacms",
    title="Biden lets Ukraine strike Russia with long-range missiles",
    date="2024-11",
    summary="Ukraine’s première, so the President",
    status="planned",
    likelihood="likely",
    lang="en-GB",
    actors=(Actor(name="Joe Biden", role="agent"), Actor(name="Russia", role="target")),
    places=(Place(name="Kursk Oblast"), Place(name="Sumy"), Place(name="Kyiv", lat=50.45, lon=30.52)),
    tags=("war/weapons", "C++"),
    sources=(
        Source(
            id="up", publisher="Ukrainska Pravda", title="Biden's decision", url="https://pravda.com.ua/1",
            published="2024-11-18", cites=("nyt",),
        ),
        Source(
            id="nyt", publisher="The New York Times", author=("Adam Entous", "Eric Schmitt"),
            cites=("officials", "ghost"), published="soon",
        ),
        Source(id="officials", kind="person", name="American officials", anonymous=True, url="https://whitehouse.gov"),
        Source(id="book", kind="book", author="Clausewitz", published="2024-11~"),
    ),
    links=(Link(type="responds-to", to="2024-10-01-dprk-troops"),),
    x={
        "case": 17, "ok": True, "names": ["Anna", "Ben"], "deep": {"er": "yes"}, "zero": 0, "none": None,
        "day": "2024-11-17", "odd": [[1]],
    },
)  # fmt: skip
OTHER = Event(
    id="2024-11-18-response", title="Response", date="2024-11-18", links=(Link(type="caused-by", to=EVENT.id),)
)


FOUND = replace(record(EVENT, REGISTER), id=EVENT.id)


def ask(text: str, event: Event = EVENT, *, members: bool = False) -> str:
    found = FOUND if event is EVENT else replace(record(event, REGISTER), id=event.id)
    return naive_query.matches(parse(text), found, REGISTER, events=(EVENT, OTHER), members=members)


@pytest.mark.parametrize(
    "text",
    [
        "", "biden", "long-range", '"LONG range missiles"', "miss*", "premiere", "ukraine", "kursk", "weapons",
        "pravda", "decision",
        "title:missiles,nothing", 'title:"range strike"', "title:stri*",
        'title="biden lets ukraine strike russia with long-range missiles"',
        "title~^biden.*missiles$", "summary:première", "tag:war", "tag:WAR/weapons", "tag=c++", "tag:war/w*",
        "tag~weap", "lang:en", "lang=en-gb",
        "actor:biden", "actor:POTUS", "actor=potus", 'actor:"biden joe"', "agent:biden", "target:russia",
        "actor:bid*", "actor~^Joe", "place:kursk",
        "place:Курская", "place=kursk-oblast", "source:pravda", "source:pravda.com.ua", "source:entous", "source=up",
        "source:decision",
        'url="http://www.pravda.com.ua/1/"', "publisher:times", "author:schmitt", "author:clausewitz",
        "url:pravda.com.ua", "origin:officials",
        "origin:ghost", "origin=book", "source~gov$", "date:2024", "date:2024-11",
        "date:2024-11-01..2024-11-30",
        "since:2024-11 until:2024-11", "date=2024-11", "date~^2024", "published:2024-11-18", "published=2024-11-18",
        "published~soon",
        "origins:1", "origins>=1", "origins<9", "label:possibly-corroborated", "label:unresolved",
        "link:responds-to", "link:caused-by",
        "link:2024-10-01-dprk-troops", "link:2024-11-18*", "link=2024-11-18-response", "link:dprk-2024",
        "has:summary", "has:agent",
        "has:actors", "has:anonymous", "has:x.zero", "has:x.deep.er", "missing:speaker", "missing:note",
        "missing:quote", "missing:x.none", "missing:x.no",
        "missing:confidential", "near:51.7,36.2,1km", "near:50.45,30.52,100m", "x.case:17", "x.case=17", "x.case>16",
        "x.case<=17", "x.case>=17", "x.case<18",
        "x.ok:true", "x.names:ben", "x.names=anna", "x.names~^B", "x.deep.er:yes", "x.day:2024-11-17", "x.zero<1",
        "status:planned", "status~plan",
        "likelihood>=likely", "basis:stated", "kind:occurrence", "id:biden-2024", "id:2024-11*",
        "id=2024-11-17-biden-authorises-atacms", "id~^2024",
        "nothing or biden", "-nothing", "-speaker:biden", "-x.no:a",
    ],
)  # fmt: skip
def test_certain(text: str) -> None:
    assert ask(text) == "certain"
    assert ask(f"-({text})" if text else "-(a or -a)") == "no"


@pytest.mark.parametrize(
    "text",
    [
        "nothing", '"range long"', "rang", "biden russia nothing", "title:missile", 'title="biden"', "tag:weapons",
        "tag:wa", "tag=war", "lang=en",
        "target:biden", "actor=biden", "actor:POTUS*", 'actor:"United States"', "place:moscow", "place=kursk",
        "publisher:entous", "author:up",
        "publisher:whitehouse", "origin:pravda", "date:2025", "date=2024", "published:2025", "published=2024-11",
        "origins:0", "label:echo",
        "link:about", "link:2023-1*", "link=2024", "missing:agent", "has:quote", "has:x.none", "near:0,0,1km",
        "x.case>17", "x.ok>0", "x.odd:1", "x.deep:yes",
        "x.names>1", "x.deep:er", "status:expected", "id:2024-12*", "id=2024", "summary~ukrainian", "-biden",
        "speaker:biden",
    ],
)  # fmt: skip
def test_not_at_all(text: str) -> None:
    assert ask(text) == "no"
    assert ask(f"-({text})") == "certain"


@pytest.mark.parametrize(
    "text", ["date:2024-11-17", "since:2024-11-05 until:2024-12", "published:2024-11-20", "biden date:2024-11-17"]
)
def test_possible_stays_possible_under_not(text: str) -> None:
    assert ask(text) == "possible"
    assert ask(f"-({text})") == "possible"
    assert ask(f"({text}) or nothing") == "possible"
    assert ask(f"({text}) or biden") == "certain"
    assert ask(f"({text}) nothing") == "no"


@pytest.mark.parametrize(
    ("date", "text", "answer"),
    [
        ("[2022-05-03,2022-05-10]", "date:2022-05-07", "no"),
        ("[2022-05-03,2022-05-10]", "since:2022-05-06 until:2022-05-08", "no"),
        ("[2022-05-03,2022-05-10]", "(since:2022-05-06 or nothing) until:2022-05-08", "possible"),
        ("2022-02-24/..", "on:2024-11-17", "certain"),
        ("2024-11-17~", "on:2024-11-17", "possible"),
    ],
)
def test_a_window_is_asked_as_a_whole(date: str, text: str, answer: str) -> None:
    assert ask(text, replace(EVENT, date=date)) == answer


def test_members_are_found_on_request() -> None:
    assert FAULTS == []
    assert ask("actor:US") == "no"
    assert ask("actor:US", members=True) == "certain"
    assert ask("agent:US", members=True) == "certain"
    assert ask("actor=US", members=True) == "no"
    assert ask("place:US", members=True) == "no"


def test_whether_somebody_vouches_for_it() -> None:
    old, new = Review(by="A", on="2025-03-03"), Review(by="B", on="2025-03-04", stands=True)
    for held, word in (((), "no"), ((old,), "stale"), ((old, new), "yes")):
        event = replace(BARE, reviews=held)
        assert [ask(f"reviewed:{one}", event) for one in (word, "yes,no,stale")] == ["certain", "certain"]
        assert [ask(f"reviewed:{one}", event) for one in {"yes", "stale", "no"} - {word}] == ["no", "no"]


BARE = Event(title="A", date="2024")


@pytest.mark.parametrize(
    "field",
    sorted(set(FIELDS) - {"id", "title", "date", "since", "until", "on", "origins", "has", "missing", "reviewed"}),
)
def test_what_is_absent_answers_no(field: str) -> None:
    kind, words = FIELDS[field].kind, FIELDS[field].words
    value = {"near": "0,0,9km", "address": "a.example", "date": "2024", "link": "about"}.get(
        kind, [*(words or ["b"])][-1]
    )
    assert ask(f"{field}:{value}", BARE) == "no"
    assert ask(f"-{field}:{value}", BARE) == "certain"


@settings(max_examples=60)
@given(QUERIES, QUERIES)
def test_laws_of_and_or_and_not(one: str, other: str) -> None:
    assert ask(f"-(({one}) or ({other}))") == ask(f"-({one}) -({other})")
    assert ask(f"--({one})") == ask(one)
    assert ask(f"({one}) or ({other})") == ask(f"({other}) or ({one})")
