"""What the world could have read by a day: only the latest day that a date allows is certain."""

from datetime import date
from math import inf

import pytest

from timeline.model.event import Source
from timeline.provenance.published import latest

DAY = date(2024, 11, 17).toordinal()


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-11-17", DAY),
        ("2024-11-17T20:20", DAY),
        ("2024-11", DAY + 13),
        ("2024-11-17/2024-11-18", DAY + 1),
        ("[2024-11-17..]", inf),
        ("no date", None),
        ("", None),
        (None, None),
    ],
)
def test_the_last_day_of_a_date(published: str | None, day: float | None) -> None:
    assert latest(Source(published=published)) == day
