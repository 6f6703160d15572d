"""The version of the index follows from the code by itself; a record is packed, and damage shows."""

import os
from pathlib import Path

import pytest

import timeline
from timeline.store.index import schema
from timeline.store.index.schema import code, packed, sealed, unpacked, unsealed, version


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one room."""
    (tmp_path / "timeline/model").mkdir(parents=True)
    (tmp_path / "timeline/model/event.py").write_text("field: int\n")
    monkeypatch.setattr(timeline, "__file__", str(tmp_path / "timeline/__init__.py"))
    monkeypatch.setattr(schema, "ROOMS", ("model",))
    return tmp_path / "timeline/model"


def test_another_table_of_fields_is_another_version(package: Path) -> None:
    before = version()
    assert version() == before
    (package / "event.py").write_text("field: str\n")
    os.utime(package / "event.py", ns=(1, 1))
    assert version() != before


def test_another_file_is_another_version_and_one_that_is_no_code_is_not(package: Path) -> None:
    before = version()
    (package / "__pycache__").mkdir()
    (package / "notes.txt").touch()
    assert version() == before
    (package / "field.py").touch()
    assert version() != before


def test_code_in_a_zip_is_as_old_as_the_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "timeline.zip"
    file.write_bytes(b"12345")
    os.utime(file, ns=(1, 2))
    monkeypatch.setattr(timeline, "__file__", str(file / "timeline/__init__.py"))
    assert code(("model", "dates")) == [("timeline.zip", 5, 2)]


@pytest.mark.parametrize("dictionary", [b"", b'{"title":"a","date":"2024"}'])
@pytest.mark.parametrize("record", [b"{}", b'{"title":"b"}' * 1000])
def test_what_was_packed_comes_out(record: bytes, dictionary: bytes) -> None:
    data = sealed(packed(record, dictionary))
    assert unpacked(unsealed(data), dictionary) == record
    with pytest.raises(ValueError, match="damaged"):
        unsealed(data[:-1] + bytes([data[-1] ^ 1]))
