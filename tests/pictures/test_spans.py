"""When an event was, as stretches with soft ends. Day 20044 is 17 November 2024."""

from math import inf

import pytest

from timeline.pictures.spans import Clock, TimeSpan

AS_WRITTEN = Clock(as_written=True)


def written(date: str, basis: str = "stated", clock: Clock = AS_WRITTEN) -> str:
    return " ".join(span.written() for span in clock.spans(date, basis))


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024-11-17", "=20044,20045"),
        ("-0043-03-15", "=-735160,-735159"),
        ("2024-11-17T20:20", "=20044.8472222,20044.8479167"),
        ("2024-11-17T20:20:30", "=20044.8475694,20044.847581"),
        ("2024-11-17T12:00+02:00", "=20044.5,20044.5006944"),
        # somewhere in it
        ("2024-11", "~20028,20058"),
        ("2024-11-XX", "~20028,20058"),
        ("2024-21", "~19783,19875"),
        ("19XX", "~-25567,10957"),
        ("Y-13800000000", "~-5040347219528,-5040347219162"),
        ("2024-11-17?", "~20044,20045"),
        ("2024-11-17~", "~20044,20045"),
        ("2024-11-17%", "~20044,20045"),
        ("2024-11-17~/2024-11-18", "~20044,20046"),
        # from then to then; the ends may each be somewhere
        ("2024-11-17/2024-11-18", "=20044,20046"),
        ("2024-11-17/2024-12", "=20044,20044,20059,20089"),
        ("2024-11/2024-12", "=20028,20057,20059,20089"),
        ("2024-11-17T20:20/2024-11-17T21:36", "=20044.8472222,20044.8479051,20044.9000116,20044.9006944"),
        ("2024-11-17T12:00/2024-11-18", "=20044.5,20044.5006829,20045.0000116,20046"),
        # without an end, and with one that nobody knows
        ("2024-11-17/..", "=20044,"),
        ("../2024-11-17", "=,20045"),
        ("2024-11-17/", "=20044,20044,20045,"),
        ("/2024-11-17", "=,20044,20045,20045"),
        ("2024/XXXX", "=19723,20088,19724,"),
        ("XXXX/2024", "=,20088,19724,20089"),
        # one of some, and all of some
        ("[2024-11-17,2024-11-19]", "~20044,20045 ~20046,20047"),
        ("[2024-11-17..2024-11-19]", "~20044,20047"),
        ("[..2024-11-17]", "~,20045"),
        ("[2024-11-17..]", "~20044,"),
        ("{2024-11-17,2024-11-19..2024-11-21}", "=20044,20045 =20046,20049"),
        ("{2024-11,2024-11-19}", "~20028,20058 =20046,20047"),
        ("{..2024-11-17}", "=,20045"),
        ("{2024-11-17..}", "=20044,"),
        ("{XXXX,2024-11-17}", "=20044,20045"),
        # no day is known
        ("XXXX", ""),
        ("XXXX-12-25", ""),
        ("XXXX/..", ""),
    ],
)
def test_what_a_date_tells(date: str, shown: str) -> None:
    assert written(date) == shown


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024-11-17", "<20044,20045"),
        ("2024-11-17/2024-11-18", "<20044,20046"),
        ("2024-11", "~20028,20058"),
        ("2024-11-17~", "~20044,20045"),
        ("[2024-11-17,2024-11-19]", "~20044,20045 ~20046,20047"),
    ],
)
def test_the_day_of_a_first_report_is_then_or_before(date: str, shown: str) -> None:
    assert written(date, "reported") == shown
    assert written(date, "inferred") == shown.replace("<", "=")


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ([], ""),
        (["2024-11-17", "2024"], ""),
        (["2024-11-17T20:20+02:00", "2024-11-18T01:00+02:00", "2024-11-17"], ""),
        (["2024-11-17T20:20/2024-11-17T21:35"], ""),
        (["2024-11-17T20:20+02:00", "2024-11-17T20:20Z"], "by UTC"),
        (["2024-11-17T20:20Z/2024-11-18T01:00+02:00"], "by UTC"),
        (["2024-11-17T20:20", "2024-11-17T20:20Z"], "by UTC, those of no known zone as written"),
    ],
)
def test_times_of_one_offset_stand_as_they_are_written(dates: list[str], told: str) -> None:
    assert (Clock.of(dates).told, Clock.of(dates).as_written) == (told, not told)


def test_times_of_several_offsets_stand_in_utc() -> None:
    clock = Clock(as_written=False)
    assert written("2024-11-17T14:00+02:00", clock=clock) == written("2024-11-17T12:00Z", clock=clock)
    assert written("2024-11-17T12:00", clock=clock) == "=20044.5,20044.5006944"
    assert written("2024-11-18T01:00+02:00", clock=clock).startswith("=20044.958")


def test_positions_that_are_known_are_in_order() -> None:
    assert TimeSpan("=", -inf, 20044, 20045, 20045).places == [20044, 20045, 20045]
    assert TimeSpan("=", 19723, 20088, 19724, inf).places == [19723, 19724, 20088]
    assert TimeSpan("~", -inf, -inf, inf, inf).places == []
