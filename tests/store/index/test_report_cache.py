"""What is worked out of files is kept until they change, and never longer."""

from pathlib import Path

import pytest

from timeline.store.index.database import Index
from timeline.store.index.report_cache import keep, kept

BLOBS = {"a": "01", "b": "02", "unreadable": ""}
VALUES = {"a": "one", "b": "two", "unreadable": "three"}


@pytest.fixture
def at(tmp_path: Path) -> Index:
    return Index(str(tmp_path), None)


def test_values_come_back(at: Index) -> None:
    assert kept(at, b"1", BLOBS, str) == {}
    keep(at, b"1", BLOBS, VALUES)
    assert kept(at, b"1", BLOBS, str) == {"a": "one", "b": "two"}


def test_a_file_that_changed_or_is_gone_has_none(at: Index) -> None:
    keep(at, b"1", BLOBS, VALUES)
    assert kept(at, b"1", {"a": "03", "c": "02"}, str) == {}
    keep(at, b"1", {"a": "01"}, {"a": "one"})
    assert kept(at, b"1", BLOBS, str) == {"a": "one"}


def test_another_stamp(at: Index) -> None:
    keep(at, b"1", BLOBS, VALUES)
    assert kept(at, b"2", BLOBS, str) == {}


def test_damage_and_another_type_are_forgotten(at: Index) -> None:
    keep(at, b"1", BLOBS, VALUES)
    assert kept(at, b"1", BLOBS, int) == {}
    at.note("reports", at.meta("reports")[:4] + b"x")
    assert kept(at, b"1", BLOBS, str) == {}
