"""The times of events, as they are shown."""

import pytest

from answers import entry
from timeline.model.event import Source
from timeline.query.parser import parse
from timeline.query.tree import ALL
from timeline.records.entry import Entry
from timeline.records.shown.clocks import Clocks

KYIV, TOKYO = "Europe/Kyiv", "Asia/Tokyo"
OFFSET = entry(date="2024-11-17T23:30Z")
LOCAL = entry(date="2024-11-17T20:20", timezone=KYIV)
BARE = entry(date="2024-11-17T20:20")
DAY = entry(date="2024-11-17", timezone=KYIV)


def dates(clocks: Clocks, *entries: Entry) -> list[str]:
    shown = clocks.shown(entries)
    assert [e.event.date for e in shown] == [e.date for e in shown]
    return [e.date for e in shown]


def test_all_in_one_zone() -> None:
    assert dates(Clocks(TOKYO, KYIV, True), OFFSET, LOCAL, BARE, DAY) == [
        *("2024-11-18T08:30", "2024-11-18T03:20", "2024-11-18T03:20", "2024-11-17"),
    ]
    assert dates(Clocks(TOKYO, KYIV, False), OFFSET, BARE) == ["2024-11-18T08:30+09:00", "2024-11-18T03:20+09:00"]
    assert dates(Clocks(TOKYO, None, False), BARE) == ["2024-11-17T20:20"]


def test_days_move_with_the_times() -> None:
    (shown,) = Clocks(TOKYO, None, False).shown([LOCAL])
    assert (shown.event.earliest, shown.event.latest, shown.event.timezone) == ("2024-11-18", "2024-11-18", TOKYO)
    assert shown.event.first_second == LOCAL.event.first_second
    (told,) = Clocks(TOKYO, None, True).shown([LOCAL])
    assert told.event.timezone is None
    (bare,) = Clocks(TOKYO, None, False).shown([BARE])
    assert bare.event == BARE.event
    (open_,) = Clocks(TOKYO, None, False).shown([entry(date="2024-11-17T23:30Z/..")])
    assert (open_.event.earliest, open_.event.latest) == ("2024-11-18", None)


def test_times_of_publication_move_too() -> None:
    sources = (Source(id="a", published="2024-11-17T23:30Z"), Source(id="b", published="2024-11-17"), Source(id="c"))
    (shown,) = Clocks(TOKYO, None, False).shown([entry(date="2024-11-17", sources=sources)])
    assert [s.published for s in shown.event.sources] == ["2024-11-18T08:30+09:00", "2024-11-17", None]


@pytest.mark.parametrize(
    ("own", "entries", "shown"),
    [
        (KYIV, [BARE, DAY], ["2024-11-17T20:20", "2024-11-17"]),
        (KYIV, [BARE, LOCAL], ["2024-11-17T20:20", "2024-11-17T20:20"]),
        (KYIV, [BARE, OFFSET], ["2024-11-17T20:20+02:00", "2024-11-17T23:30Z"]),
        (None, [LOCAL, DAY], ["2024-11-17T20:20+02:00", "2024-11-17"]),
        (None, [BARE, OFFSET], ["2024-11-17T20:20", "2024-11-17T23:30Z"]),
        (
            KYIV,
            [entry(date="2024-11-17T20:20/2024-11-17T23:30Z"), entry(date="2024-11-17T20:20/..")],
            ["2024-11-17T20:20+02:00/2024-11-17T23:30Z", "2024-11-17T20:20+02:00/.."],
        ),
    ],
)
def test_no_time_stands_bare_beside_those_of_other_zones(
    own: str | None, entries: list[Entry], shown: list[str]
) -> None:
    assert dates(Clocks(None, own, True), *entries) == shown
    assert dates(Clocks(None, own, False), *entries) == [e.date for e in entries]


def test_the_zone_is_named_once() -> None:
    assert Clocks(None, KYIV, True).of_all([DAY]) is None
    assert Clocks(None, KYIV, True).of_all([BARE, DAY]) == KYIV
    assert Clocks(None, KYIV, True).of_all([BARE, OFFSET]) is None
    assert Clocks(TOKYO, KYIV, True).of_all([DAY]) == TOKYO


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("on:2024-11-17", "1 event shown on a day outside those asked for, in which its own clocks had it"),
        ("until:2024-11-17 a", "1 event shown on a day outside those asked for, in which its own clocks had it"),
        ("on:2024-11-17,2024-11-18", ""),
        ("since:2024-11-17", ""),
        ("-on:2024-11-16", ""),
        ("since:2024-11-17T10:00Z", ""),
        ("", ""),
    ],
)
def test_a_day_that_was_not_asked_for(query: str, said: str) -> None:
    clocks, entries = Clocks(KYIV, None, True), [OFFSET, DAY]
    assert [*clocks.said(entries, clocks.shown(entries), parse(query))] == [
        f"Times in {KYIV}; days without a time as written",
        *[said] * bool(said),
    ]


def test_times_of_no_known_zone_are_counted() -> None:
    clocks, entries = Clocks(KYIV, None, True), [BARE, LOCAL]
    assert [*clocks.said(entries, clocks.shown(entries), ALL)] == [
        f"Times in {KYIV}; 1 event of no known zone as written"
    ]
