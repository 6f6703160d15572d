"""The figure of a name, in one event and summed over many."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import entry
from timeline.model.event import Figure
from timeline.records.figures import Amount, amount, cell, total

NUMBERS = st.none() | st.integers(-50, 50)


def dead(**values: Any) -> Figure:
    return Figure(what="dead", **values)


@pytest.mark.parametrize(
    ("figures", "found", "shown"),
    [
        ([], None, None),
        ([Figure(what="hurt", value=3)], None, None),
        ([dead()], None, None),
        ([dead(value=0)], Amount(0, 0, 0), 0),
        ([dead(value=2.5)], Amount(2.5, 2.5, 2.5), 2.5),
        ([Figure(what="DEAD", best=4)], Amount(4, 4, 4), 4),
        ([dead(low=3, high=5, best=4)], Amount(3, 5, 4), "3..5"),
        ([dead(low=3)], Amount(3, None), "3.."),
        ([dead(high=5)], Amount(None, 5), "..5"),
        ([dead(value=9, according_to=("a",)), dead(value=7), dead(value=8)], Amount(7, 7, 7), 7),
        ([dead(value=9, according_to=("a",)), dead(low=2, best=4, according_to=("b",))], Amount(2, None), "2.."),
        ([dead(value=9, according_to=("a",)), dead(value=7, according_to=("b",))], Amount(7, 9), "7..9"),
        ([dead(value=9, according_to=("a",))], Amount(9, 9, 9), 9),
    ],
)
def test_of_one_event(figures: list[Figure], found: Amount | None, shown: str | float | None) -> None:
    assert amount(entry(figures=tuple(figures)).event, "Dead") == found
    assert cell(found) == shown


def test_numbers_add_up_as_they_are_written() -> None:
    assert total([Amount(0.1, 0.1, 0.1), Amount(0.2, 0.2, 0.2)]).amount == Amount(0.3, 0.3, 0.3)
    assert total([]) == total([None])._replace(without=0) == (Amount(None, None), 0)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
def test_a_sum_says_no_more_than_its_parts(numbers: list[tuple[int | None, int | None, int | None]]) -> None:
    spans = [Amount(*three) if three[:2] != (None, None) else None for three in numbers]
    known = [found for found in spans if found]
    found = total(spans)
    assert found.without == len(spans) - len(known)
    for key in Amount._fields:
        parts = [getattr(one, key) for one in known]
        assert getattr(found.amount, key) == (sum(parts) if known and None not in parts else None)
