"""An event with a little of everything, as an answer."""

from typing import Any

from timeline.model.event import Actor, Event, Figure, Link, Place, Source, Variant
from timeline.model.register import Register
from timeline.records import build
from timeline.records.entry import Entry

FULL: dict[str, Any] = {
    "title": "A",
    "date": "2024-11-17",
    "date_basis": "reported",
    "seq": 3,
    "actors": (Actor(name="B", role="agent"), Actor(name="C"), Actor(name="D", role="victim", certainty="claimed")),
    "places": (Place(name="E", country="Ukraine"), Place(name="F", lat=51.5, lon=-0.5)),
    "tags": ("g", "h/i"),
    "note": "secret",
    "sources": (
        Source(id="up", publisher="UP", cites=("nyt",)),
        Source(id="nyt", publisher="NYT", cites=("o1", "o2"), seen=False),
        Source(id="o1", kind="person", name="officials", anonymous=True, plural=True),
        Source(id="o2", kind="person", name="officials", anonymous=True, plural=True),
    ),
    "figures": (Figure(what="killed", low=3, high=5, unit="people"),),
    "variants": (Variant(field="date", value="2024-11-18"),),
    "links": (Link(type="follows", to="2024-x"),),
    "x": {"case": 17, "deep": {"er": True}, "list": [1, "b"]},
}


def entry(*, certain: bool = True, **values: Any) -> Entry:
    return of(Event(**({"title": "A", "date": "2024"} | values)), certain=certain)


def of(event: Event, *, certain: bool = True) -> Entry:
    return Entry("the-id", "events/the-id.toml", event.date, build.record(event, Register()).json, certain=certain)
