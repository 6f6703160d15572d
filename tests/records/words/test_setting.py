"""Who, where, and what is held of it, in words."""

from typing import Any

import pytest

from timeline.model.event import Actor, Event, Place
from timeline.records.words import setting


def event(**values: Any) -> Event:
    return Event(title="A", date="2024", **values)


@pytest.mark.parametrize(
    ("actors", "said"),
    [
        ((), ""),
        ((Actor(name="A"),), "A"),
        ((Actor(name="A", role="agent"), Actor(name="B")), "A (agent), B"),
        ((Actor(name="A", certainty="denied"), Actor(name="B")), "A, denied; B"),
        ((Actor(name="A, B & Co."), Actor(name="C")), "A, B & Co.; C"),
    ],
)
def test_who_takes_part(actors: tuple[Actor, ...], said: str) -> None:
    assert setting.who(event(actors=actors)) == said


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ((), ""),
        ((Place(name="Kursk", country="Russia"),), "Kursk, Russia"),
        ((Place(name="Kursk, Russia", country="Russia"), Place(name="Sumy")), "Kursk, Russia; Sumy"),
    ],
)
def test_where_it_was(places: tuple[Place, ...], said: str) -> None:
    assert setting.where(event(places=places)) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ""),
        ({"status": "confirmed"}, "confirmed"),
        ({"likelihood": "roughly-even"}, "reported, roughly even (45–55 %)"),
        ({"status": "disputed", "likelihood": "very-likely"}, "disputed, very likely (80–95 %)"),
    ],
)
def test_how_it_is_judged(values: dict[str, str], said: str) -> None:
    assert setting.judged(event(**values)) == said


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("date", "2024-11-18", "18 November 2024"),
        ("title", "Nobody tells", "Nobody tells"),
        ("tags", ("a", "b"), "a, b"),
        ("actors", [{"name": "A", "role": "agent"}, "B"], "A, agent, B"),
        ("figures", 5, "5"),
    ],
)
def test_what_another_account_says(field: str, value: Any, said: str) -> None:
    assert setting.account(field, value) == said
