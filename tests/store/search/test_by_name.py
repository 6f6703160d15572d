"""Which events have which names, asked of the index."""

from pathlib import Path

import pytest

from conftest import Run
from timeline.query.tree import Term, Word
from timeline.store.chronology import Chronology
from timeline.store.search.compiler import Question


@pytest.fixture
def three(run: Run, empty: Path) -> Chronology:
    for title, date, *more in (
        ("One", "2024-11-17", "--actor", "putin", "--tag", "a"),
        ("Two", "2024-11", "--actor", "Putin", "--actor", "Biden"),
        ("Three", "2024-11-19", "--status", "disputed", "--source", "UP, citing officials"),
    ):
        assert run("-q", "add", title, "--date", date, *more).code == 0
    return Chronology(str(empty))


def test_each_name_as_it_is_written_in_the_order_of_dates(three: Chronology) -> None:
    found, answer = three.names(Question(), "actor")
    assert (found.certain, answer.problems) == ([True, True, True], [])
    assert found.names == [("Biden", {0}), ("Putin", {0}), ("putin", {1})]
    assert three.names(Question(), "tag")[0].names == [("a", {1})]
    assert three.names(Question(), "status")[0].names == [("reported", {0, 1}), ("disputed", {2})]


def test_of_sourcing_the_class_and_no_flag(three: Chronology) -> None:
    assert three.names(Question(), "sourcing")[0].names == [("unsourced", {0, 1}), ("single-source", {2})]


def test_only_what_answers_and_whether_it_surely_does(three: Chronology) -> None:
    found, _ = three.names(Question(Term("actor", ":", (Word("biden"),))), "actor")
    assert (found.certain, found.names) == ([True], [("Biden", {0}), ("Putin", {0})])
