"""What is worked out of an answer is kept until anything changes, and never longer."""

from pathlib import Path

import pytest

from timeline.store.index import answer_cache
from timeline.store.index.answer_cache import keep, kept, state
from timeline.store.index.database import Index, OutdatedError


@pytest.fixture
def at(tmp_path: Path) -> Index:
    return Index(str(tmp_path), None)


def test_what_is_kept_comes_back(at: Index) -> None:
    assert kept(at, b"1") is None
    keep(at, b"1", b"one")
    keep(at, b"2", b"two")
    keep(at, b"1", b"uno")
    assert (kept(at, b"1"), kept(at, b"2"), kept(at, b"3")) == (b"uno", b"two", None)


def test_the_last_few_are_kept(at: Index) -> None:
    for n in range(20):
        keep(at, b"%d" % n, b"x")
    assert [n for n in range(20) if kept(at, b"%d" % n)] == [*range(8, 20)]


def test_what_is_too_large_is_not_kept(at: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_cache, "_LARGEST", 3)
    keep(at, b"1", b"1234")
    keep(at, b"2", b"123")
    assert (kept(at, b"1"), kept(at, b"2")) == (None, b"123")


@pytest.mark.parametrize("damaged", [b"", b"x", b"12345678"])
def test_damage_is_forgotten(at: Index, damaged: bytes) -> None:
    keep(at, b"1", b"one")
    at.note("answers", damaged)
    assert kept(at, b"1") is None
    keep(at, b"2", b"two")
    assert kept(at, b"2") == b"two"


def test_what_cannot_be_kept_is_lost(at: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    def outdated(_: str = "") -> None:
        raise OutdatedError

    monkeypatch.setattr(at, "begin", outdated)
    keep(at, b"1", b"one")
    assert kept(at, b"1") is None


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO folder VALUES (1, '2024/', x'')",
        "INSERT INTO file VALUES (1, 1, '2024-a', NULL, 0, 0, 0, 0)",
        "UPDATE file SET n = 7",
        "UPDATE file SET id = '2024-b'",
        "UPDATE file SET stem = 'b'",
        "INSERT INTO register VALUES ('actors', 'biden', x'02')",
        "INSERT INTO meta VALUES ('timezone', 'Europe/Kyiv')",
        "INSERT INTO meta VALUES ('zone', 7)",
        "INSERT INTO meta VALUES ('digest', 7)",
    ],
)
def test_all_that_an_answer_depends_on_is_in_the_state(at: Index, change: str) -> None:
    at.db.execute("INSERT INTO file VALUES (2, 1, '2024-z', NULL, 0, 0, 0, 0)")
    before = state(at, b"stamp")
    assert state(at, b"stamp") == before
    assert state(at, b"other") != before
    at.db.execute(change)
    assert state(at, b"stamp") != before
