"""What is worked out is kept in the index: of files until they change, of an answer until anything does."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from newsroom import begun
from timeline.query.parser import parse
from timeline.store import chronology, kept
from timeline.store.chronology import Chronology
from timeline.store.search.compiler import Question
from timeline.store.search.matches import Answering

DAY = date(2024, 11, 18).toordinal()
EVENT = 'title = "{}"\ndate = 2024-11-1{}\nsources = [{{ publisher = "A", published = 2024-11-1{} }}]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = begun(tmp_path / "made")
    (made / "2024-11-17-a.toml").write_text(EVENT.format("First", 7, 7), encoding="utf-8")
    (made / "2024-11-18-b.toml").write_text('title = "Second"\ndate = 2024-11-18\n', encoding="utf-8")
    return made


class Desk:
    """Works out the titles of the events that answer, and counts how often."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root, self.cache, self.worked = root, cache, 0

    def work(self, matches: Iterator[Answering]) -> bytes:
        self.worked += 1
        return b"|".join(record for record, *_ in matches)

    def ask(self, asked: Question = Question(), stamp: bytes = b"") -> tuple[int, int, int]:  # noqa: B008
        """Of how many bytes it is, how many files cannot be read, and how many events are left out."""
        data, met = kept.of_answer(Chronology(str(self.root), str(self.cache)), asked, stamp, self.work)
        return len(data), len(met.problems), met.undated


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    return Desk(root, tmp_path / "cache")


def test_the_second_time_nothing_is_worked_out(desk: Desk) -> None:
    first = desk.ask()
    assert desk.ask() == first
    assert desk.worked == 1


def test_a_file_a_register_and_a_setting_change_it(desk: Desk) -> None:
    told = {desk.ask()}
    (desk.root / "2024-11-17-a.toml").write_text(EVENT.format("First!", 7, 7), encoding="utf-8")
    told.add(desk.ask())
    (desk.root / "2024-11-19-c.toml").write_text('title = "Third"\ndate = 2024-11-19\n', encoding="utf-8")
    told.add(desk.ask())
    assert (desk.worked, len(told)) == (3, 3)
    (desk.root / "places.toml").write_text('[kyiv]\nname = "Kyiv"\n', encoding="utf-8")
    desk.ask()
    assert desk.worked == 4
    (desk.root / "timeline.toml").write_text('timezone = "Europe/Kyiv"\n', encoding="utf-8")
    desk.ask()
    assert desk.worked == 5
    desk.ask()
    assert desk.worked == 5


def test_other_questions_and_other_work_are_kept_beside_it(desk: Desk) -> None:
    one = desk.ask(Question(parse("First")))
    assert desk.ask() != one
    assert desk.ask(stamp=b"other") == desk.ask()
    assert desk.ask(Question(parse("First"))) == one
    assert desk.worked == 3


def test_a_day_that_is_past_is_kept_too(desk: Desk) -> None:
    (desk.root / "2024-11-19-c.toml").write_text(
        'title = "C"\ndate = 2024-11-19\nsources = [{ publisher = "A", published = 2024-11-17 },'
        ' { publisher = "B", published = 2024-11-30 }]\n',
        encoding="utf-8",
    )
    first = desk.ask(Question(published_by=DAY))
    assert first[2] == 1
    assert desk.ask(Question(published_by=DAY)) == first
    assert desk.worked == 1
    assert desk.ask() != first


def test_what_cannot_be_read_is_told_each_time(desk: Desk) -> None:
    (desk.root / "2024-11-20-d.toml").write_text("title = 1\ndate = 2024-11-20\n", encoding="utf-8")
    assert desk.ask()[1] == desk.ask()[1] == 1
    assert desk.worked == 1


def test_the_index_may_be_deleted_and_need_not_be_there(desk: Desk) -> None:
    first = desk.ask()
    for file in desk.cache.iterdir():
        file.unlink()
    assert desk.ask() == first
    desk.cache.joinpath("x").write_text("", encoding="utf-8")
    nowhere = Desk(desk.root, desk.cache / "x")
    assert nowhere.ask() == first


def test_what_is_kept_of_files_needs_no_index_of_them(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened() -> Chronology:
        return Chronology(str(root), str(tmp_path / "cache"))

    parsed: list[object] = []
    monkeypatch.setattr(chronology, "refresh", lambda *given: parsed.append(given))
    blobs = opened().tree.blobs
    kept.keep_of_files(opened(), b"", blobs, dict.fromkeys(blobs, 1))
    assert kept.of_files(opened(), b"", blobs, int) == dict.fromkeys(blobs, 1)
    assert sorted(blobs) == ["2024-11-17-a.toml", "2024-11-18-b.toml", "timeline.toml"]
    assert not parsed
