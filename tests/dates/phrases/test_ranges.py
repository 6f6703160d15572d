"""What joins moments: since, between, or, night of."""

from datetime import date

import pytest

from timeline.dates.phrases import DateError, read

TODAY = date(2024, 11, 18)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("3–5 May 2022", "2022-05-03/2022-05-05"), ("May 3-5, 2022", "2022-05-03/2022-05-05"),
        ("May 3-5", "2024-05-03/2024-05-05"),
        ("May 3 – June 2, 2022", "2022-05-03/2022-06-02"), ("from 3 to 5 May 2022", "2022-05-03/2022-05-05"),
        ("2024-05-03 through 2024-05-08", "2024-05-03/2024-05-08"), ("2024-05-03-2024-05-08", "2024-05-03/2024-05-08"),
        ("Sat 16 – Sunday 17 November 2024", "2024-11-16/2024-11-17"), ("at noon on 5 May 2022", "2022-05-05T12:00"),
        ("June to July 1964", "1964-06/1964-07"), ("Q1–Q2 2024", "2024-33/2024-34"),
        ("18th–19th century", "17XX/18XX"),
        ("1914-18", "1914/1918"), ("1914–21", "1914/1921"), ("480-479 BC", "-0479/-0478"),
        ("30 BC – AD 14", "-0029/0014"),
        ("1980s–1990s", "198X/199X"), ("c. 1914 – c. 1918", "1914~/1918~"),
        ("yesterday to today", "2024-11-17/2024-11-18"),
        ("17 November 2024, 20:00–23:30 (UTC+2)", "2024-11-17T20:00+02:00/2024-11-17T23:30+02:00"),
        ("20:00-23:30 Kyiv time on 17 November 2024", "2024-11-17T20:00+02:00/2024-11-17T23:30+02:00"),
        ("17 Nov 2024, 22:00-23:30", "2024-11-17T22:00/2024-11-17T23:30"),
        ("since 24 February 2022", "2022-02-24/.."), ("2014 onwards", "2014/.."), ("from 2014 on", "2014/.."),
        ("since 2014, ongoing", "2014/.."), ("2022-02-24 to present", "2022-02-24/.."), ("2014–present", "2014/.."),
        ("from 24 February 2022, end unknown", "2022-02-24/"), ("until 5 May 2022, start unknown", "/2022-05-05"),
        ("until 5 May 2022", "../2022-05-05"), ("up to 1930", "../1930"),
        ("by 5 May 2022", "[..2022-05-05]"), ("no later than 1917", "[..1917]"),
        ("on or before 5 May 2022", "[..2022-05-05]"),
        ("1917 at the latest", "[..1917]"), ("1917 or earlier", "[..1917]"),
        ("on or after 5 May 2022", "[2022-05-05..]"), ("not before 1917", "[1917..]"), ("1917 or later", "[1917..]"),
        ("before 1928", "[..1927]"), ("before May 2022", "[..2022-04]"), ("prior to 1 March 2024", "[..2024-02-29]"),
        ("before the 1990s", "[..1989]"), ("before AD 1", "[..0000]"), ("before 1 January 1 AD", "[..0000-12-31]"),
        ("after 1928", "[1929..]"), ("after spring 2022", "[2022-06..]"),
        ("later than 31 December 2023", "[2024-01-01..]"),
        ("shortly after dawn on 5 May 2022", "2022-05-05"), ("just before 8 pm on 5 May 2022", "2022-05-05"),
        ("between 3 and 5 May 2022", "[2022-05-03..2022-05-05]"),
        ("between May 3 and 5, 2022", "[2022-05-03..2022-05-05]"),
        ("between 1914 and 1918", "[1914..1918]"), ("between 50 and 44 BC", "[-0049..-0043]"),
        ("between 1914 and May 1918", "[1914-01..1918-05]"),
        ("between 3 May 2022 and 2023", "[2022-05-03..2023-12-31]"),
        ("between c. 1914 and 1918", "[1914~..1918]"),
        ("3 or 5 May 2022", "[2022-05-03,2022-05-05]"), ("either 3 or 5 May 2022", "[2022-05-03,2022-05-05]"),
        ("3, 5 or 7 May 2022", "[2022-05-03,2022-05-05,2022-05-07]"), ("May 3 or 5, 2022", "[2022-05-03,2022-05-05]"),
        ("1914 or 15", "[1914,1915]"), ("1667, 1668, or 1670", "[1667,1668,1670]"),
        ("1960 and December 1961", "{1960,1961-12}"),
        ("both 3 and 10 May 2022", "{2022-05-03,2022-05-10}"), ("May 3, 2022, May 10, 2022 and May 12, 2022",
        "{2022-05-03,2022-05-10,2022-05-12}"), ("18th and 19th centuries", "{17XX,18XX}"), ("2 and 3 and 5 May 2022",
        "{2022-05-02,2022-05-03,2022-05-05}"), ("Nov 1, 20 and 23, 2023", "{2023-11-01,2023-11-20,2023-11-23}"),
        ("1 or 2 May", "[2024-05-01,2024-05-02]"),
        ("night of 16-17 November 2024", "2024-11-16/2024-11-17"),
        ("on the night of 16/17 November", "2024-11-16/2024-11-17"),
        ("overnight 30 November to 1 December 2023", "2023-11-30/2023-12-01"),
        ("in the night to 17 November", "2024-11-16/2024-11-17"), ("overnight into 1 May", "2024-04-30/2024-05-01"),
        ("the night after 31 December 2023", "2023-12-31/2024-01-01"), ("night before 5 May", "2024-05-04/2024-05-05"),
        ("Sun Nov 17 20:20:00 2024", "2024-11-17T20:20:00"),
    ],
)  # fmt: skip
def test_shapes(text: str, edtf: str) -> None:
    assert read(text, TODAY).edtf == edtf


@pytest.mark.parametrize(
    ("text", "berlin", "nowhere"),
    [
        ("about 23:30 UTC on 24 October 2026", "2026-10-25", "2026-10-24"),
        ("24 Oct 2026, c. 20:45 EDT", "2026-10-25", "[2026-10-24,2026-10-25]"),
        ("shortly after 23:10 UTC on 24 Oct 2026", "2026-10-25", "2026-10-24"),
        ("25 Oct 2026, about 02:30", "2026-10-25", "2026-10-25"),
        ("25 Oct 2026, shortly after 8 pm", "2026-10-25", "2026-10-25"),
        ("25 Oct 2026, between 1 and 3 am UTC", "2026-10-25", "2026-10-25"),
        ("between 21:30 and 23:40 UTC on 24 Oct 2026", "[2026-10-24..2026-10-25]", "2026-10-24"),
        ("24 Oct 2026, about 20:45 local time", "2026-10-24", "2026-10-24"),
    ],
)
def test_a_time_that_edtf_cannot_say_is_a_day_on_the_clocks_of_the_event(text: str, berlin: str, nowhere: str) -> None:
    for zone, edtf in (("Europe/Berlin", berlin), (None, nowhere)):
        found = read(text, TODAY, tz=zone)
        assert (found.edtf, found.date_text) == (edtf, text)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("25 Oct 2026, 02:30 CEST to 02:15 CET", "2026-10-25T02:30+02:00/2026-10-25T02:15+01:00"),
        ("24 Oct 2026, 23:40 to 25 Oct 2026, 00:20 UTC", "2026-10-24T23:40Z/2026-10-25T00:20Z"),
        ("25 Oct 2026, from 01:30 to 02:30 UTC", "2026-10-25T01:30Z/2026-10-25T02:30Z"),
    ],
)
def test_instants_decide_where_a_stretch_ends(text: str, edtf: str) -> None:
    assert read(text, TODAY, tz="Europe/Berlin").edtf == edtf


@pytest.mark.parametrize(
    ("text", "message", "readings"),
    [
        ("2005 to 06", "years, or a month?", ("2005/2006", "2005-06")),
        ("2005/06", "not clear", ("2005/2006", "2005-06")),
        ("2022/23", "not clear", ("2022/2023",)),
        ("16/17 November", "two readings", ("2024-11-16/2024-11-17", "[2024-11-16,2024-11-17]")),
        ("night of 16 November", "the night before", ("2024-11-15/2024-11-16", "2024-11-16/2024-11-17")),
        ("night of 16-18 November 2024", "is no night", ()),
        ("night of May-June 2024", "is no night", ()),
        ("from 24 February 2022", "has no end", ("2022-02-24/..", "2022-02-24/", "[2022-02-24..]")),
        ("3–20 November", "not over", ("2023-11-03/2023-11-20", "2024-11-03/2024-11-20")),
        ("16 or 20 November", "not all of it is over", ("[2023-11-16,2023-11-20]", "[2024-11-16,2024-11-20]")),
        ("before c. 1928", "doubtful", ("[..1928~]",)),
        ("after 17 November 2024, 20:20", "doubtful", ("[2024-11-17..]", "2024-11-17")),
        ("before the morning of 5 May 2022", "within a day", ("[..2022-05-05]", "2022-05-05")),
        ("after dawn on 5 May 2022", "within a day", ("[2022-05-05..]", "2022-05-05")),
        ("from 24 February 2022, 05:00 UTC", "has no end", ("2022-02-24T05:00Z/..", "2022-02-24T05:00Z/")),
        ("about 23:30 UTC on 17 November", "no year given", ()),
        ("2 or 3 March 2025, probably the 3rd", "names a day twice", ()),
        ("between the end of January and 3 March 2025", "a part of it", ()),
        ("between 2022 and 3 May 2021", "from a year to a day", ()),
        ("between c. 1914 and May 1918", "from a year to a month", ()),
        ("late 2022 to early 2023", "a stretch", ("2022-09/2023-04", "[2022-09..2023-04]")),
        ("since last week", "is a stretch", ("2024-11/..", "2024-11-11/..", "2024-11-17/..")),
        ("until late December 2022 or so", "not understood", ()),
        ("since the week of 11 November 2024", "is a stretch", ("2024-11/..", "2024-11-11/..", "2024-11-17/..")),
        ("mid-Q2 2024 to 7/2008", "ends before it starts", ()),
        ("2004?-06-~11 to fall 1872", "ends before it starts", ()),
        ("1 to 31 February 2022", "there is no day 2022-02-31", ()),
        ("1-2-3 May 2022", "not understood", ()),
        ("1914-14", '"14" alone', ()),
        ("Sunday 16 – Sunday 17 November 2024", "2024-11-16 is a Saturday", ()),
        ("1914 or Monday 15", '"15" alone', ()),
        ("3 or 31 February 2022", "there is no day 2022-02-31", ()),
        ("5 to 17 Nov 24", "two digits", ()),
    ],
)
def test_refused(text: str, message: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(DateError) as refused:
        read(text, TODAY)
    assert message in refused.value.message
    assert refused.value.readings == readings


@pytest.mark.parametrize(
    "text",
    ["at 2024", "since then", "from then", "before then", "between then and now", "then or later or never",
     "night of horror", "3 between 20:20 3 from 20:20", "Friday night night", "from 20:20 from 20:20",
    "night of May 2022", "night after May 2022", "night after 17 November 2024, 20:20",
     ", ".join(f"{n}" for n in range(1, 15)) + " or 15 May 2022"],
)  # fmt: skip
def test_what_only_looks_like_a_shape(text: str) -> None:
    with pytest.raises(DateError, match="not understood"):
        read(text, TODAY)


def test_two_places_to_cut() -> None:
    with pytest.raises(DateError, match="two places"):
        read("1999-10-2000", TODAY)
