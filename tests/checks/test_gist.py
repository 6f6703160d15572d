"""What is kept of an event."""

from datetime import date

from msgspec import msgpack

from timeline.checks.gist import RUN, Gist, gist_of, runs
from timeline.model.event import Actor, Event, Link, Place, Source
from timeline.model.register import Register

REGISTER = Register.build(
    {"joe-biden": {"name": "Joe Biden", "aliases": ["Biden"]}, "a": {"name": "Anna"}, "b": {"name": "Anna"}},
    {"kyiv": {"name": "Kyiv"}},
)[0]


def test_a_gist_is_little_and_plain() -> None:
    source = Source(id="s", title="T", url="https://a.example", copy="copies/a", quote="a b")
    gist = gist_of(
        Event(
            id="e",
            title="The 3 of Kyiv strike, for 1,500.5 U.S. dollars",
            date="2024-11",
            actors=(Actor(name="Biden"), Actor(name="Anna"), Actor(name="Zoë"), Actor(name="?")),
            places=(Place(name="KYIV"), Place(name="Sumy")),
            links=(Link(type="about", to="x"),),
            sources=(source,),
        ),
        REGISTER,
        [Source(id="r", ref="doc"), source],
    )
    assert gist == Gist(
        id="e",
        date="2024-11",
        days=(date(2024, 11, 1).toordinal(), date(2024, 11, 30).toordinal()),
        is_wide=True,
        words=frozenset(("kyiv", "strike", "us", "dollars")),
        numbers=frozenset(("3", "15005")),
        status="reported",
        actors=("Biden", "Anna", "Zoë", "?"),
        people=frozenset(("joe-biden", "anna", "zoe")),
        places=frozenset(("kyiv", "sumy")),
        links=(("about", "x"),),
        runs=frozenset(),
        pages=((1, "https://a.example", "T"),),
        copied=True,
    )
    assert msgpack.decode(msgpack.encode(gist), type=Gist) == gist


def test_of_a_quote_a_few_runs_are_kept_that_come_first_in_the_alphabet() -> None:
    words = "k j i h g f e d c b a".split()
    assert runs(words, RUN) == ["k j i h g f e d", "j i h g f e d c", "i h g f e d c b", "h g f e d c b a"]
    assert runs(words[: RUN - 1], RUN) == []
    quoted = Event(title="A", date="2024", sources=(Source(id="s", quote=" ".join(["L", *words])),))
    assert gist_of(quoted, REGISTER).runs == frozenset(runs(words, RUN))
