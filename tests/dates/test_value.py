"""What a date is once read: the table of filters, the canonical form, the order, and laws over any date."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edtf_strategies import FIRST, LAST, edtf_texts
from timeline.dates.edtf import parse
from timeline.dates.value import Edtf


def window(text: str) -> tuple[int | None, int | None]:
    value = parse(text)
    return value.earliest, value.latest


FILTERS = [
    ("2024-11-17", "2024-11-17", "2024-11-17", "certain"),
    ("2024-11", "2024-11-17", "2024-11-17", "possible"),
    ("2024-11", "2024-11", "2024-11", "certain"),
    ("2024-11-17~", "2024-11-17", "2024-11-17", "possible"),
    ("2024-11-17~", "2024-11-18", "2024-11-18", "no"),
    ("2022-02-24/..", "2024-11-17", "2024-11-17", "certain"),
    ("2022-02-24/", "2024-11-17", "2024-11-17", "possible"),
    ("/2022-05-05", "2021", "2021", "possible"),
    ("2022-05-03/2022-05-05", "2022-05-04", "2022-05-04", "certain"),
    ("[2022-05-03..2022-05-05]", "2022-05-04", "2022-05-04", "possible"),
    ("[2022-05-03..2022-05-05]", "2022-05", "2022-05", "certain"),
    ("[2022-05-03,2022-05-10]", "2022-05-07", "2022-05-07", "no"),
    ("{2022-05-03,2022-05-10}", "2022-05-03", "2022-05-03", "certain"),
    ("[..2022-05-05]", "2022-05", "2022-05", "possible"),
    ("2004/2008", "2004-03", "2004-03", "possible"),
    ("2024-22", "2024-08-15", "2024-09-15", "possible"),
    # beyond the table of the design
    ("2022-02-24/", "2022-02", "2022-02", "certain"),
    ("2022-02-24/", "2022-02-25", "..", "possible"),
    ("2022-02-24/", "..", "2022-02-23", "no"),
    ("/2022-05-05", "2022-05", "..", "certain"),
    ("/2022-05-05", "2022-06", "..", "no"),
    ("../2022-05-05", "2021", "2021", "certain"),
    ("../2022-05-05", "2023", "2023", "no"),
    ("[..2022-05-05]", "..", "2022-05", "certain"),
    ("[2022-05-05..]", "2022", "..", "certain"),
    ("[2022-05-05..]", "2022", "2030", "possible"),
    ("{1670..1672}", "1671", "1671", "certain"),
    ("{..1984}", "1066", "1066", "certain"),
    ("XXXX-12-25", "2024", "2024", "possible"),
    ("XXXX-12-25", "2024", "..", "possible"),
    ("2004?", "..", "..", "certain"),
    ("2004?", "2000", "2010", "possible"),
    ("2004?/2008", "2006", "2006", "possible"),
    ("[2004,2005?]", "2000", "2010", "possible"),
    ("{2004,2005?}", "2000", "2010", "certain"),
    ("2024-11-17T23:30-05:00", "2024-11-17", "2024-11-17", "certain"),
    ("2024-11-17T23:30-05:00", "2024-11-18", "2024-11-18", "no"),
]


@pytest.mark.parametrize(("text", "since", "until", "answer"), FILTERS)
def test_filters(text: str, since: str, until: str, answer: str) -> None:
    low = None if since == ".." else window(since)[0]
    high = None if until == ".." else window(until)[1]
    assert parse(text).match(low, high) == answer


@pytest.mark.parametrize(
    ("text", "qualified"),
    [
        ("2004", False),
        ("2004?", True),
        ("2004-~06", True),
        ("2004%-06", True),
        ("../2004?", True),
        ("2004/2005-06", False),
        ("[2004,2005~]", True),
        ("[2004?..2006]", True),
        ("[2004..2006]", False),
    ],
)
def test_qualified(text: str, qualified: bool) -> None:
    value = parse(text)
    assert value.qualified == qualified
    assert value.match(None, 2_000_000) == ("possible" if qualified else "certain")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("?2004-?06-?11", "2004-06-11?"),
        ("?2004-06-~11", "2004?-06-~11"),
        ("2004-06~-11", "2004-06~-11"),
        ("2004~-06?", "2004%-?06"),
        ("2004-06-%11", "2004-06-%11"),
        ("?2004-06?-~11?", "2004-06?-%11"),
        ("~-0043", "-0043~"),
        ("?Y-17E7", "Y-17E7?"),
        ("2004-~21", "2004-~21"),
        ("1985-04-12T23:20:30-04", "1985-04-12T23:20:30-04:00"),
        ("1985-04-12T23:20+00:00", "1985-04-12T23:20Z"),
        ("[1667..1667,~1668]", "[1667,1668~]"),
        ("{..1666,1667,1668..}", "{..1666,1667,1668..}"),
        ("/~2004", "/2004~"),
        ("../2004", "../2004"),
        ("2004/", "2004/"),
    ],
)
def test_canonical(text: str, canonical: str) -> None:
    assert parse(text).canonical() == canonical


@pytest.mark.parametrize("day", ["2024-11-17", "2024-11", "-0043", "Y17E7"])
def test_of_one_day_what_has_no_start_comes_before_what_has_no_end(day: str) -> None:
    no_start = {parse(text).rank for text in (f"/{day}", f"../{day}", f"{{..{day}}}", f"[..{day}]")}
    no_end = {parse(text).rank for text in (f"{day}/", f"{day}/..", f"{{{day}..}}", f"[{day}..]")}
    assert len(no_start) == len(no_end) == 1
    assert sorted([*no_end, parse(day).rank, *no_start]) == [*no_start, *no_end, parse(day).rank]


def test_instants_are_seconds_in_utc_or_as_written() -> None:
    assert parse("0001-01-01T00:00:01Z").instant == 86_401
    assert parse("0001-01-01T02:00+02:00").instant == 86_400
    assert parse("0001-01-01T00:00").instant == 86_400
    assert parse("2024").instant is None
    assert parse("../2024-01-01T00:00").instant is None


@settings(max_examples=100)
@given(edtf_texts())
def test_the_canonical_form_means_the_same_and_is_stable(text: str) -> None:
    value = parse(text)
    again = parse(value.canonical())
    assert again.canonical() == value.canonical()
    assert (*again[1:3], again.earliest, again.latest) == (*value[1:3], value.earliest, value.latest)
    assert [span[:6] for span in again.members] == [span[:6] for span in value.members]
    assert (again.rank, again.instant, again.qualified) == (value.rank, value.instant, value.qualified)


@settings(max_examples=100)
@given(edtf_texts(), st.none() | st.integers(FIRST, LAST), st.integers(0, 800_000), st.booleans())
def test_a_wider_window_never_loses_a_match(text: str, since: int | None, width: int, unlimited: bool) -> None:
    value = parse(text)
    until = None if unlimited or since is None else since + width
    rank = ("no", "possible", "certain").index
    narrow = rank(value.match(since, until))
    assert rank(value.match(None if since is None else since - 400, until and until + 400)) >= narrow
    assert value.match(None, None) == "certain"


def on(value: Edtf, day: int) -> bool:
    return value.match(day, day) != "no"


@settings(max_examples=100)
@given(edtf_texts())
def test_its_own_bounds_match_and_the_days_beside_them_do_not(text: str) -> None:
    value = parse(text)
    if value.earliest is not None:
        assert on(value, value.earliest)
        assert not on(value, value.earliest - 1)
    if value.latest is not None:
        assert on(value, value.latest)
        assert not on(value, value.latest + 1)
