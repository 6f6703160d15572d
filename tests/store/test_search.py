from collections.abc import Iterable
from pathlib import Path

import naive_query
import pytest
from random_chronology import Maker

from timeline.model import edtf
from timeline.model.query import Query
from timeline.model.queryparser import QueryError, parse
from timeline.model.record import Record
from timeline.store.chronology import Chronology
from timeline.store.search import Question


def in_order(events: Iterable[Record]) -> list[Record]:
    """By date as DATES.md says: earliest day, untimed before timed, wider first, `seq`, those without one last, id."""

    def rank(event: Record) -> tuple[object, ...]:
        return (*edtf.parse(event.date).sort_key, event.seq is None, event.seq or 0, event.id)

    return sorted(events, key=rank)


def expected(chronology: Chronology, events: list[Record], asked: Question) -> list[tuple[str, bool]]:
    """The answers, found the plain way."""
    register = chronology.register
    answers = [
        (event.id, naive_query.matches(asked.query, event, register, members=asked.members, events=events))
        for event in events
    ]
    wanted = {"certain"} if asked.certain else {"certain", "possible"}
    return [(id_, answer == "certain") for id_, answer in answers if answer in wanted]


def found(chronology: Chronology, asked: Question, limit: int | None = None, *, last_first: bool = False) -> list[tuple[str, bool]]:
    answer = chronology.events(asked, limit, last_first=last_first)
    return [(entry.id, entry.certain) for entry in answer.entries]


def readable(text: str) -> Query | None:
    try:
        return parse(text)
    except QueryError:
        return None


def disagreements(seed: int, root: Path, *, events: int, queries: int) -> list[str]:
    """Ask random queries of a random chronology, of the index and of the oracle; return those that differ."""
    maker = Maker(seed)
    chronology = Chronology(str(maker.chronology(root, events)))
    everything = in_order(entry.event for entry in chronology.events().entries)
    assert len(everything) == events
    wrong, asked = [], 0
    while asked < queries:
        text = maker.query()
        query = readable(text)
        if query is None:
            continue
        asked += 1
        question = Question(query, certain=maker.random.random() < 0.3, members=maker.random.random() < 0.3)
        limit, last_first = maker.one([None, None, 0, 1, 5]), maker.random.random() < 0.3
        answers = expected(chronology, everything, question)
        answers = (answers[::-1] if last_first else answers)[:limit]
        if (got := found(chronology, question, limit, last_first=last_first)) != answers:
            extra, lacking = sorted({*got} - {*answers}), sorted({*answers} - {*got})
            wrong.append(f"{text!r} {question[1:]} {limit} {last_first}: extra {extra}, lacking {lacking}")
    return wrong


@pytest.mark.parametrize("seed", range(3))
def test_the_index_answers_as_the_oracle_does(seed: int, tmp_path: Path) -> None:
    assert disagreements(seed, tmp_path / "c", events=40, queries=100) == []
