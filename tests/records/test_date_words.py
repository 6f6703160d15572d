"""The date of an event as people read it, with the source's own words where they say more."""

import pytest

from answers import entry
from timeline.model.event import Event
from timeline.records.date_words import when


@pytest.mark.parametrize(
    ("date", "own", "shown"),
    [
        ("2024-11-17", None, "17 November 2024 (reported)"),
        ("2024-11-17", "evening of 17 November 2024", "17 November 2024 (reported) (“evening of 17 November 2024”)"),
        ("2024-11-17", "that evening", "17 November 2024 (reported) (“that evening”)"),
        ("2024-11-17", "18 November 2024", "17 November 2024 (reported) (“18 November 2024”)"),
        ("2024-11-17", "17.11.2024", "17 November 2024 (reported)"),
        ("2022-05", "in May 2022", "May 2022 (reported)"),
        ("-04XX", "5th cent. BC", "5th century BC (reported)"),
        ("nonsense", "some day", "nonsense (“some day”)"),
    ],
)
def test_own_words_stand_where_they_say_more(date: str, own: str | None, shown: str) -> None:
    assert when(Event(title="A", date=date, date_text=own, date_basis="reported")) == shown


def test_a_stretch_between_two_times_says_how_long_it_was() -> None:
    date = "2024-11-17T20:20Z/2024-11-17T21:35Z"
    assert when(entry(date=date, date_text="that evening").event) == (
        "17 November 2024, 20:20–21:35 (UTC) (1 h 15 min) (“that evening”)"
    )
    assert when(Event(title="A", date=date)) == "17 November 2024, 20:20–21:35 (UTC)"  # no seconds are known
