"""What events come to in numbers, and that these are those of the files as they are."""

from pathlib import Path
from typing import Any

from newsroom import begun
from timeline.model.event import Actor, Event, Figure, Review, Source
from timeline.model.register import Register
from timeline.records.build import record
from timeline.records.identities import Identities
from timeline.records.numbers import Bringing, Few, InNumbers, Lull, Missed, Sum
from timeline.records.record import outline
from timeline.reports.numbers import statistics
from timeline.reports.numbers.statistics import Statistics
from timeline.store.chronology import Chronology
from timeline.store.search.compiler import Question


def of(*events: Event, most: int = 10, certain: bool = True, as_stated: bool = False) -> InNumbers:
    counted = Statistics(Identities(Register()))
    for event in events:
        counted.look(outline(record(event, Register()).json()), certain=certain, as_stated=as_stated)
    return counted.numbers(most)


def event(date: str = "2024-11-17", **keys: Any) -> Event:
    return Event(title="T", date=date, **keys)


def test_nothing() -> None:
    none = of()
    assert (none.events, none.period, none.earliest, none.latest) == (0, "", None, None)
    assert (none.least_lull, none.lulls, none.missed, none.figures) == ("", Few(0, ()), Few(0, ()), Few(0, ()))
    assert (none.status, none.reviewed) == ({}, {})
    assert none.classes["corroborated"] == 0


def test_one_event() -> None:
    herald = Source(publisher="Herald", url="https://herald.example/1", cites=("anna",))
    anna = Source(id="anna", kind="person", name="Anna")
    one = of(event(sources=(herald, anna)))
    assert (one.events, one.possible, one.period) == (1, 0, "1 event on 17 November 2024")
    assert (one.earliest, one.latest) == ("2024-11-17", "2024-11-17")
    assert (one.classes["single-source"], sum(one.classes.values())) == (1, 1)
    assert (one.documents, one.outlets, one.authors, one.undocumented, one.direct) == (1, 1, 0, 0, 0)
    assert one.carriers == Few(1, (Bringing("Herald", 1, 1),))
    assert one.origins == Few(1, (Bringing("Anna", 1, 1),))
    assert one.status == {"reported": 1}


def test_the_first_of_each_and_how_many_there_are() -> None:
    some = of(*(event(sources=(Source(kind="person", name=f"P{n}"),)) for n in range(5)), most=2)
    assert (some.origins.total, [one.name for one in some.origins.first]) == (5, ["P0", "P1"])


def test_what_is_only_possible_is_counted_as_such() -> None:
    some = of(event("2024"), certain=False)
    assert (some.events, some.possible, some.as_stated) == (1, 1, 0)
    assert of(event("2024"), certain=False, as_stated=True).as_stated == 1


def test_times_without_events() -> None:
    days = [f"2024-01-{n:02}" for n in range(1, 29)] + ["2024-06-01"]
    some = of(*map(event, days))
    assert some.least_lull == "27 days"
    assert some.lulls == Few(1, (Lull("2024-01-29", "2024-05-31", 124, "29 January – 31 May 2024", "124 days"),))


def test_of_undated_events_and_those_before_christ() -> None:
    assert of(event("2024/..")).period == "1 event, without a fixed beginning or end"
    old = of(event("-0043"), event("Y-13800000000"))
    assert (old.earliest, old.latest) == ("-13800000000-01-01", "-0043-12-31")
    assert old.missed == Few(0, ())


def test_who_is_in_no_later_event() -> None:
    anna, ben = (Actor(name="Anna"),), (Actor(name="Ben"),)
    early = [event(f"2024-0{n}-01", actors=anna) for n in range(1, 6)]
    late = [event(f"2025-12-{n:02}", actors=ben) for n in range(1, 6)]
    some = of(*early, *late)
    assert some.missed == Few(1, (Missed("Anna", 5, "2024-01-01", "2024-05-01", 30, 579),))
    for loose in ({"date_basis": "reported"}, {"status": "refuted"}, {"date": "2024-05"}, {"date": "2024-05-01~"}):
        keys: dict[str, Any] = {"date": "2024-05-01", "actors": anna} | loose
        unsure = event(**keys)
        assert of(*early[:4], unsure, *late).missed == Few(0, ()), loose
    assert of(*early, event("2026?", actors=anna), *late).missed == Few(0, ())


def test_whoever_is_missed_most_comes_first() -> None:
    early = [event(f"2024-0{n}-01", actors=(Actor(name="B"), Actor(name="A"))) for n in range(1, 6)]
    more = event("2024-05-02", actors=(Actor(name="C"),))
    often = [event(f"2024-0{n}-01", actors=(Actor(name="C"),)) for n in range(1, 6)]
    late = [event(f"2025-12-{n:02}") for n in range(1, 6)]
    assert [one.name for one in of(*early, *often, more, *late).missed.first] == ["C", "A", "B"]


def test_figures_are_summed_by_name_and_unit() -> None:
    some = of(
        event(figures=(Figure(what="killed", value=3), Figure(what="Cost", value=5, unit="EUR"))),
        event(figures=(Figure(what="Killed", low=1, high=2), Figure(what="cost", value=7, unit="USD"))),
        event(figures=(Figure(what="killed"),)),
    )
    assert some.figures.first == (
        Sum("killed", None, 4, 5, None, 2, "4–5, in 2 events; 1 has none"),
        Sum("Cost", "EUR", 5, 5, 5, 1, "5, in 1 event; 2 have none"),
        Sum("Cost", "USD", 7, 7, 7, 1, "7, in 1 event; 2 have none"),
    )


def test_reviews_are_counted_where_there_are_any() -> None:
    review = Review(by="A", on="2024-11-18", stands=True)
    old = Review(by="A", on="2024-11-18")
    some = of(event(), event(reviews=(review,)), event(reviews=(old,)))
    assert some.reviewed == {"yes": 1, "stale": 1, "no": 1}
    assert of(event()).reviewed == {}


def test_of_an_answer_with_what_was_met(tmp_path: Path) -> None:
    root = begun(tmp_path / "made")
    for n in range(3):
        (root / f"2024-11-1{n}-a.toml").write_text(f'title = "T"\ndate = 2024-11-1{n}\n', encoding="utf-8")
    (root / "2024-11-20-d.toml").write_text("title = 1\ndate = 2024-11-20\n", encoding="utf-8")
    told: list[tuple[int, int]] = []
    opened = Chronology(str(root), str(tmp_path / "cache"), lambda *done: told.append(done))
    numbers, met = statistics.of_answer(opened, Question(), 10)
    assert (numbers.events, numbers.judged, len(met.problems)) == (3, "", 1)
    entries = opened.events().entries
    assert statistics.of_entries(entries, Identities(opened.register), 10) == numbers
    assert statistics.of_answer(opened, Question(), 10)[0] == numbers
    past = statistics.of_answer(opened, Question(published_by=1), 10)[0]
    assert (past.events, past.undated, past.judged) == (0, 3, "today's")


def test_a_long_count_says_how_far_it_has_come(tmp_path: Path, monkeypatch: Any) -> None:
    root = begun(tmp_path / "made")
    for n in range(4):
        (root / f"2024-11-1{n}-a.toml").write_text(f'title = "T"\ndate = 2024-11-1{n}\n', encoding="utf-8")
    monkeypatch.setattr(statistics, "_STEP", 2)
    opened = Chronology(str(root))
    opened.count(Question())
    told: list[tuple[int, int]] = []
    opened.progress = lambda *done: told.append(done)
    statistics.of_answer(opened, Question(), 10)
    assert told == [(2, 5), (4, 5)]
