import pytest

from timeline.errors import DataError
from timeline.tables import markwhen


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("12/2012", "2012-12"),
        ("1961", "1961"),
        ("476", "0476"),
        ("12345", "Y12345"),
        ("1/18/2013 - 3/2013", "2013-01-18/2013-03"),
        ("1/2013-3/2013", "2013-01/2013-03"),
        ("Dec 1 2011 - Jan 5, 2012", "2011-12-01/2012-01-05"),
        ("5 Dec 2011", "2011-12-05"),
        ("december 2011", "2011-12"),
        ("2012-11 / 2013-04", "2012-11/2013-04"),
        ("2012/2015", "2012/2015"),
        ("2012-2015", "2012/2015"),
        ("2012-01-01 - 2013-01-01", "2012-01-01/2013-01-01"),
        ("2012-01-01 to 2013", "2012-01-01/2013"),
        ("2020 - now", "2020/.."),
        ("2020-05/now", "2020-05/.."),
        ("44 BCE - 14 AD", "-0043/0014"),
        ("300–200 BC", "-0299/-0199"),
        ("2024-W05-3", "2024-01-31"),
        ("2024-11-17T10:00:00.000Z-2024-11-17T12:00:00Z", "2024-11-17T10:00:00Z/2024-11-17T12:00:00Z"),
        ("2024-11-17T10:00:00+02:00", "2024-11-17T10:00:00+02:00"),
        ("2024-11-17 8:15pm", "2024-11-17T20:15"),
        ("11/17/2024 12:15 am", "2024-11-17T00:15"),
        ("~2024", "2024~"),
        ("2024? - 2025", "2024?/2025"),
        ("2024-11-XX", "2024-11-XX"),
        ("[2020,2021]", "[2020,2021]"),
        ("/2024", "/2024"),
    ],
)
def test_dates_that_people_write(head: str, date: str) -> None:
    (event,) = markwhen.read(f"{head}: A".encode(), "a.mw")
    assert (event.date, event.refused, event.text, event.written) == (date, "", "A", "")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("2024-W05", "[2024-01-29..2024-02-04]"),
        ("2024-11-17 8pm", "2024-11-17"),
        ("2024-11-17 every week for 3 weeks", "2024-11-17"),
    ],
)
def test_what_edtf_cannot_say_is_kept_in_words(head: str, date: str) -> None:
    (event,) = markwhen.read(f"{head}: A".encode(), "a.mw")
    assert (event.date, event.written) == (date, head)


@pytest.mark.parametrize(
    ("head", "because"),
    [
        ("5 days", '"5 days" counts from another date: write it as 2024-11-17'),
        ("after !first 3 days", "counts from another date"),
        ("before !first", "counts from another date"),
        ("2012-01-01 / 5 days", '"5 days" counts from another date'),
        ("2012-01-01 - .end", "counts from another date"),
        ("now - 10 years", '"now" is another day each day'),
        ("8am", "a time without a day"),
        ("Feb 14", '"Feb 14" has no year'),
        ("2024-02-30", "there is no day 2024-02-30"),
        ("13/25/2020", "there is no month 13"),
        ("2024-11-17 13:15pm", "99"),
        ("17.11.2024", '"17.11.2024" is no date that Markwhen has, nor EDTF: write it as 2024-11-17'),
        ("2024-W60", "2024 has no week 60"),
        ("2024-W05-3 / 2024-W06", "a week neither begins nor ends a span"),
        ("2020/2021/2022", "more than two ends"),
        ("2021 - 2020", "ends before it starts"),
    ],
)
def test_what_is_no_date_is_refused_and_never_computed(head: str, because: str) -> None:
    (event,) = markwhen.read(f"{head}: A".encode(), "a.mw")
    assert event.date == ""
    assert because in event.refused


def test_a_text_of_today() -> None:
    text = (
        "---\ntitle: All: of it\n  nested: 1\ntimezone: -5\n---\n// 2020: no\n# New #t\n2024-11-17 20:20: A #b !id !c #1\n"
        "key: [1, 2]\nother: 'd'\nempty:\n\nBody #e\n// not this\n- 5\n## Sub\ntz: Europe/Kyiv\n2025: B\n# Other\r\n2026: C\r\n"
    )
    first, second, third = markwhen.read(b"\xef\xbb\xbf" + text.encode(), "a.mw")
    assert (first.line, first.date, first.zone) == (8, "2024-11-17T20:20-05:00", "-5")
    assert (first.text, first.id, first.tags) == ("A !c #1", "id", ("b", "e"))
    assert first.properties == {"key": ("1", "2"), "other": "d", "empty": ""}
    assert (first.body, first.section) == ("Body #e\n- 5", "New #t")
    assert (second.section, second.zone) == ("New #t / Sub", "Europe/Kyiv")
    assert (third.section, third.zone, third.text) == ("Other", "-5", "C")


def test_a_text_of_old() -> None:
    text = "title: A\nsection One\ngroup Two\n1/2/2024: B\nSome group\nendGroup\n2025: C\nendSection\nend section\n2026: D\n"
    found = markwhen.read(b"dateFormat: d/M/y\n" + text.encode(), "a.mw")
    assert [(event.date, event.section) for event in found] == [
        ("2024-02-01", "One / Two"),
        ("2025", "One"),
        ("2026", ""),
    ]
    assert found[0].body == "Some group"
    (event,) = markwhen.read(b"2024: A\nGroup of people\nsection 5", "a.mw")
    assert event.body == "Group of people\nsection 5"


@pytest.mark.parametrize("zone", ["+02:00", "2", "+0200"])
def test_a_zone_in_numbers(zone: str) -> None:
    (event,) = markwhen.read(f"timezone: {zone}\n2024-11-17 20:20: A".encode(), "a.mw")
    assert event.date == "2024-11-17T20:20+02:00"


def test_what_cannot_be_read() -> None:
    with pytest.raises(DataError, match=r"a\.mw:2 is not UTF-8 text"):
        markwhen.read(b"2024: A\n\xff", "a.mw")
    with pytest.raises(DataError, match="dateFormat of its own"):
        markwhen.read(b"dateFormat:\n  rules: 1\n2024: A", "a.mw")
    assert markwhen.read(b"no date here", "a.mw") == []
    assert markwhen.read(b"---\nkey: 2024: A", "a.mw") == []
