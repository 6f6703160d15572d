"""The shelf: what it finds, how it writes, and that its answers follow the files and nothing else."""

import gc
import os
import shutil
import sys
from pathlib import Path

import pytest

from conftest import CHECKOUT
from newsroom import begun
from timeline.errors import DataError
from timeline.model.event import Event
from timeline.model.settings import Settings
from timeline.query.parser import parse
from timeline.store import writing
from timeline.store.chronology import Chronology
from timeline.store.index import refresh
from timeline.store.search.compiler import Question

A, B = "2024-01-01-a", "2024-02-02-b"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    begun(tmp_path / "c", b'title = "T"\ntimezone = "Europe/Kyiv"\ndate_order = "dmy"\n')
    return tmp_path / "c"


@pytest.fixture
def two(root: Path) -> Path:
    write(root, A, 'title = "A"\ndate = 2024-01-01\n')
    write(root, B, f'title = "B"\ndate = 2024-02-02\nlinks = [{{ type = "follows", to = "{A}" }}] # why\n')
    return root


def write(root: Path, name: str, text: str) -> Path:
    path = root / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def shelf(root: Path) -> Chronology:
    """A chronology as a new command would open it, with the cache that they share."""
    return Chronology(str(root), str(root.parent / "cache"))


def found(root: Path) -> list[str]:
    return [entry.id for entry in shelf(root).events().entries]


@pytest.mark.skipif(sys.platform != "linux", reason="others have one form of a name")
def test_a_name_taken_apart_is_read_as_it_is_composed(root: Path) -> None:
    apart, whole = "2024-cafe\u0301", "2024-caf\u00e9"
    write(root, apart, 'title = "Apart"\ndate = 2024-01-01\n')
    write(root, B, f'title = "B"\ndate = 2024-02-02\nlinks = [{{ type = "follows", to = "{apart}" }}]\n')
    assert found(root) == [whole, B]
    assert shelf(root).find(apart) == whole
    assert shelf(root).linking(whole) == [B]
    assert shelf(root).text(whole).startswith('title = "Apart"')
    write(root, whole, 'title = "Whole"\ndate = 2024-01-01\n')
    assert found(root) == [apart, whole, B]
    assert {id_: shelf(root).event(id_).title for id_ in (apart, whole)} == {apart: "Apart", whole: "Whole"}
    (root / f"{whole}.toml").unlink()
    assert found(root) == [whole, B]


def test_no_new_id_differs_from_another_in_capitals_alone(root: Path) -> None:
    write(root, "2024-01-01-A", 'title = "A"\ndate = 2024-01-01\n')
    assert writing.add(shelf(root), Event(title="A", date="2024-01-01"))[0] == "2024-01-01-a-2"


def test_settings(root: Path) -> None:
    assert shelf(root).settings == Settings(title="T", timezone="Europe/Kyiv", date_order="dmy")
    (root / "timeline.toml").write_text("", encoding="utf-8")
    assert shelf(root).settings == Settings()
    (root / "timeline.toml").write_text('title = 5\ndate_order = "x"\n', encoding="utf-8")
    assert shelf(root).settings == Settings()
    assert len(shelf(root).settings_faults) == 2
    assert len(shelf(root).unread()) == 2


def test_answers_follow_the_files(two: Path) -> None:
    assert found(two) == [A, B]
    write(two, A, 'title = "A"\ndate = 2024-03-03\n')
    assert found(two) == [B, A]
    (two / f"{B}.toml").unlink()
    assert found(two) == [A]
    write(two, "2023/2023-c", 'title = "C"\ndate = 2023\n')
    assert found(two) == ["2023-c", A]
    write(two, "2023/2023-c", "nonsense")
    answer = shelf(two).events()
    assert [e.id for e in answer.entries] == [A]
    assert [p.path.rpartition("/")[2] for p in answer.problems] == ["2023-c.toml"]


def test_the_cache_may_go_or_be_damaged_at_any_time(two: Path) -> None:
    cache = two.parent / "cache"
    assert found(two) == [A, B]
    for file in cache.iterdir():
        file.write_bytes(b"nonsense" * 1000)
    assert found(two) == [A, B]
    shutil.rmtree(cache)
    assert found(two) == [A, B]
    assert [e.id for e in Chronology(str(two)).events().entries] == [A, B]
    for file in cache.iterdir():
        file.unlink()
        file.mkdir()
    assert found(two) == [A, B]
    shutil.rmtree(cache)
    cache.write_bytes(b"a file where a folder should be")
    assert found(two) == [A, B]


def test_registers_are_heard_of_at_once(two: Path) -> None:
    write(two, A, 'title = "A"\ndate = 2024\nsources = [{ id = "x", ref = "doc" }]\n')
    assert shelf(two).events().entries[0].event.sources[0].publisher is None
    (two / "sources.toml").write_text('[doc]\npublisher = "BBC"\n', encoding="utf-8")
    assert shelf(two).events().entries[0].event.sources[0].publisher == "BBC"
    assert shelf(two).entry(A).event.sources[0].publisher == "BBC"


def test_two_files_of_one_id(two: Path) -> None:
    write(two, f"2024/{A}", 'title = "Other"\ndate = 2024\n')
    answer = shelf(two).events()
    problems = [p for p in answer.problems if "same ID" in p.message]
    assert len(problems) == 1
    assert "timeline mv" in problems[0].hint or problems[0].hint


def test_an_event_for_editing_and_one_for_showing(two: Path) -> None:
    text = 'title = "A"\ndate = 2024\nnote = "n"\nsources = [{ id = "s", name = "Deep Throat", confidential = true }]\n'
    write(two, A, text)
    assert shelf(two).event(A).note == "n"
    assert shelf(two).event(A).sources[0].name == "Deep Throat"
    shown = shelf(two).entry("01-a").event
    assert shown.note is None
    assert shown.sources[0].name == "withheld source 1"
    assert shelf(two).text(A) == text


def test_what_cannot_be_read_is_an_error_when_it_is_asked_for(two: Path) -> None:
    write(two, A, "nonsense")
    for ask in (shelf(two).event, shelf(two).entry):
        with pytest.raises(DataError, match="cannot be read as an event") as caught:
            ask(A)
        assert caught.value.problems
    (two / f"{B}.toml").write_bytes(b"\xff")
    with pytest.raises(DataError, match="not UTF-8"):
        shelf(two).text(B)
    at = shelf(two)
    assert at.find(A) == A
    (two / f"{A}.toml").unlink()
    with pytest.raises(DataError):
        at.event(A)


def test_paths_as_the_user_would_type_them(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(two)
    assert shelf(two).shown("2024/x.toml") == "2024/x.toml"
    monkeypatch.chdir(two.parent)
    assert shelf(two).shown("2024/x.toml") == "c/2024/x.toml"
    monkeypatch.chdir("/")
    assert shelf(two).shown("2024/x.toml") == f"{two}/2024/x.toml"[1:]
    (two.parent / "d/e").mkdir(parents=True)
    monkeypatch.chdir(two.parent / "d/e")
    assert shelf(two).shown("2024/x.toml") == f"{two}/2024/x.toml"


def test_every_kind_of_date_is_in_order(root: Path) -> None:
    dates = [
        "-0043",
        "0000",
        "190X",
        "1999/2001",
        "2023~",
        "2024",
        "2024-01",
        "2024-01-01",
        "2024-01-01T10:00",
        "[2024-02..]",
    ]
    for date in reversed(dates):
        write(root, f"x{dates.index(date)}", f'title = "A"\ndate = "{date}"\n')
    assert found(root) == [f"x{n}" for n in range(len(dates))]
    write(root, "y1", 'title = "A"\ndate = 2024-01-01\nseq = 2\n')
    write(root, "y2", 'title = "A"\ndate = 2024-01-01\nseq = 1\n')
    at = found(root)
    assert at.index("y2") < at.index("y1") < at.index("x7")


def test_the_checkout_s_own_events_have_no_fault(tmp_path: Path) -> None:
    answer = Chronology(str(CHECKOUT / "events"), str(tmp_path / "cache")).events()
    assert (len(list(answer.entries)), answer.problems, answer.doubts) == (6, [], [])


def test_what_was_done_to_find_an_answer_is_told(two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "racy", lambda *_: False)
    told: list[str] = []
    for _ in range(2):
        Chronology(str(two), str(tmp_path / "cache"), log=told.append).events()
    first, second = (text.partition(": ")[2] for text in told)
    assert first.startswith("made, 2 files read (")
    assert second.startswith("up to date (")


@pytest.mark.skipif(sys.platform != "linux", reason="open files are counted there")
def test_a_chronology_that_nobody_holds_has_no_file_open(two: Path, tmp_path: Path) -> None:
    def ask() -> int:
        chronology = Chronology(str(two), str(tmp_path / "cache"))
        assert chronology.events(Question(parse("has:links near:0,0,9000km or title~^A"))).entries
        assert chronology.sql("SELECT id FROM events")[0].values
        del chronology
        gc.collect()
        return len(os.listdir("/proc/self/fd"))

    assert ask() == ask()
