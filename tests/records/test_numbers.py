"""InNumbers in words: what is most telling first, and of nothing no topic."""

from typing import Any

from tallies import KEYS, NONE
from timeline.records.numbers import Bringing, CountedText, Few, InNumbers, Lull, Missed, Sum, Topic, topics


def of(**found: Any) -> dict[str, Topic]:
    return {topic.title: topic for topic in topics(InNumbers(**KEYS | {"events": 118} | found))}


def test_of_no_events_nothing() -> None:
    assert topics(NONE) == []


def test_two_independent_sources_are_told_of_even_where_there_are_none() -> None:
    found = of(classes=KEYS["classes"] | {"single-source": 118})
    assert [*found] == ["What they rest on"]
    assert found["What they rest on"].rows == [
        CountedText(("0",), "two sources or more that are known to be different"),
        CountedText(("118",), "all of it from one source"),
    ]


def test_flags() -> None:
    found = of(flags=KEYS["flags"] | {"echo": 1200})
    assert found["And besides"].rows == [CountedText(("1,200",), "several reports repeat one source")]


def test_what_is_on_file_in_the_words_of_its_number() -> None:
    keys = ("documents", "outlets", "authors", "undocumented", "direct", "unnamed", "withheld")
    one = of(**dict.fromkeys(keys, 1), origins=Few(1, ()))["On file"].rows
    many = of(**dict.fromkeys(keys, 2), origins=Few(2, ()))["On file"].rows
    assert [row.text for row in one][:2] == ["document", "outlet with documents on file"]
    assert [row.text for row in many][:2] == ["documents, each counted once", "outlets with documents on file"]
    assert [row.numbers for row in many] == [("2",)] * 8


def test_who_carries_most_and_how_many_there_are() -> None:
    found = of(carriers=Few(12, (Bringing("Herald", 9, 8),)), origins=Few(1, (Bringing("Anna", 2, 0),)))
    assert found["Outlets and authors that most rests on"].rows == [CountedText(("9", "8"), "Herald")]
    assert found["Outlets and authors that most rests on"].more == 11
    assert found["From whom most of it comes"].rows == [CountedText(("2", "0"), "Anna")]
    assert found["From whom most of it comes"].more == 0


def test_times_people_and_figures() -> None:
    found = of(
        least_lull="45 days",
        lulls=Few(3, (Lull("2024-01-01", "2024-03-01", 61, "January to March", "61 days"),)),
        missed=Few(
            2,
            (
                Missed("Anna", 6, "2024-01-01", "2024-05-01", 30, 579),
                Missed("Ben", 60, "2024-01-01", "2024-03-01", 1, 579),
            ),
        ),
        figures=Few(2, (Sum("killed", "people", 1, 2, None, 3, "1–2, in 3 events"), Sum("x", None, 1, 1, 1, 1, "1"))),
    )
    assert found["When nothing is on file"].rows == [CountedText(("61 days",), "January to March")]
    assert "45 days or more" in found["When nothing is on file"].note
    assert [row.text for row in found["Who is in no later event here"].rows] == [
        "Anna: 1 January – 1 May 2024, about every 30 days; then in none for at least 579 days",
        "Ben: 1 January – 1 March 2024, daily; then in none for at least 579 days",
    ]
    assert [row.text for row in found["Figures"].rows] == ["killed (people): 1–2, in 3 events", "x: 1"]


def test_the_editors_judgement() -> None:
    found = of(status={"reported": 118}, reviewed={"yes": 1, "stale": 2, "no": 115}, judged="today's")
    assert found["By status"].rows == [CountedText(("118",), "reported (it happened, so the sources say)")]
    assert found["By status"].note == "The status is today's: it may rest on later sources."
    assert [row.text for row in found["By review"].rows] == [
        "reviewed as they stand",
        "changed since their review",
        "not reviewed",
    ]
