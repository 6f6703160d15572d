"""Who is missed: by a sober rule, on sure days only."""

from math import inf

from timeline.model.event import Actor
from timeline.reports.numbers.missed import RULE, Absence, Presence, When

ANNA = ("anna",)


def look(found: Presence, name: str, day: int | None, until: float) -> None:
    found.look([Actor(name=name), Actor(name=name, role="speaker")], When(day, until))


def begun() -> Presence:
    return Presence(lambda name: (name.lower(),))


def presence(days: list[int], until: int = 1000, others: int = 5) -> Presence:
    found = begun()
    for n, day in enumerate(days):
        look(found, "Anna" if n % 2 else "anna", day, day)
    for n in range(others):
        look(found, "Others", until - n, until - n)
    return found


def test_who_took_part_regularly_and_then_no_more() -> None:
    found = presence([0, 10, 20, 30, 40])
    assert found.absences == [Absence(ANNA, 5, 0, 40, 10, 956)]


def test_the_end_is_where_some_events_are_left() -> None:
    found = presence([0, 10, 20, 30, 40], until=41)
    assert found.absences == []
    look(found, "Others", 500_000, 500_000)
    assert found.absences == []


def test_few_days_and_a_short_time_are_not_regular() -> None:
    assert presence([0, 10, 20, 40]).absences == []
    assert presence([0, 10, 20, 20, 40]).absences == []
    assert presence([0, 5, 10, 20, 29]).absences == []


def test_who_was_away_as_long_before_is_not_missed() -> None:
    assert presence([0, 10, 20, 30, 40], until=89).absences == []
    assert presence([0, 10, 20, 30, 40], until=95).absences == [Absence(ANNA, 5, 0, 40, 10, 51)]
    assert presence([0, 1, 2, 3, 100], until=228).absences == []
    assert presence([0, *range(300, 340)], until=600).absences == []


def test_who_may_have_been_there_later_is_not_missed() -> None:
    found = presence([0, 10, 20, 30, 40])
    look(found, "Anna", None, inf)
    assert found.absences == []
    found = presence([0, 10, 20, 30, 40])
    look(found, "Anna", None, 700)
    assert found.absences == [Absence(ANNA, 6, 0, 40, 10, 296)]


def test_of_nobody_nothing() -> None:
    assert begun().absences == []
    assert presence([0, 10, 20, 30, 40], others=0).absences == []
    assert presence([0, 10, 20, 30, 40], others=4).absences == []


def test_the_rule_in_words() -> None:
    assert RULE == (
        "Who took part on 5 days or more, over 30 days or more, and then in nothing for 30 days or more: over five times"
        " as long as usual between two of their days, and longer than ever before. Only days that are sure count."
    )
