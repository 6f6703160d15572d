"""Events under headings, without a folder."""

import pytest

from answers import entry
from timeline.errors import UsageError
from timeline.model.event import Actor, Place
from timeline.records.entry import Entry
from timeline.records.groups import grouped


def headings(entries: list[Entry], by: str) -> list[tuple[str, int]]:
    return [(heading, len(some)) for heading, some in grouped(entries, by)]


def test_groups() -> None:
    entries = [
        entry(date="2024-11-17", actors=(Actor(name="b"), Actor(name="A"), Actor(name="b"))),
        entry(date="2024", tags=("t", "t"), places=(Place(name="P"),)),
        entry(date="2023-05", actors=(Actor(name="A"),)),
    ]
    assert headings(entries, "actor") == [("A", 2), ("b", 1), ("no actor", 1)]
    assert headings(entries, "tag") == [("t", 1), ("no tag", 2)]
    assert headings(entries, "place") == [("P", 1), ("no place", 2)]
    assert headings(entries, "year") == [("2023", 1), ("2024", 2)]
    assert headings(entries, "month") == [("May 2023", 1), ("2024, month not known", 1), ("November 2024", 1)]
    with pytest.raises(UsageError, match='no group "week"'):
        grouped(entries, "week")
    assert grouped([], "month") == []
