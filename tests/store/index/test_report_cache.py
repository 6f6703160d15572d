"""What is worked out of files is kept until they change, and never longer."""

from pathlib import Path

import pytest

from timeline.store.files.folder import Stat
from timeline.store.index import database
from timeline.store.index.report_cache import Kept

OLD: Stat = (10, 1_000_000_001, 1_000_000_001)
FILES: dict[str, Stat] = {"a": OLD, "b": OLD}


def opened(place: Path | None, stamp: bytes = b"1", root: str = ".") -> Kept[str]:
    return Kept(root, str(place) if place else None, stamp, str, str.upper)


def test_values_come_back_plain(tmp_path: Path) -> None:
    opened(tmp_path / "new").keep(FILES, {"a": "one", "b": "two"})
    assert opened(tmp_path / "new").values(FILES) == {"a": "ONE", "b": "TWO"}


def test_a_file_that_changed_or_is_gone_has_none(tmp_path: Path) -> None:
    opened(tmp_path).keep(FILES, {"a": "one", "b": "two"})
    assert opened(tmp_path).values({"a": (11, *OLD[1:]), "b": (*OLD[:2], 5), "c": OLD}) == {}
    opened(tmp_path).keep({"a": OLD}, {"a": "one", "b": "two"})
    assert opened(tmp_path).values(FILES) == {"a": "ONE"}


def test_another_stamp_another_chronology(tmp_path: Path) -> None:
    opened(tmp_path).keep(FILES, {"a": "one"})
    assert opened(tmp_path, b"2").values(FILES) == {}
    assert opened(tmp_path, root="/").values(FILES) == {}


def test_a_file_just_written_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "fresh", lambda stats: True)
    opened(tmp_path).keep(FILES, {"a": "one"})
    assert opened(tmp_path).values(FILES) == {}


@pytest.mark.parametrize("damage", [b"", b"\0\0\0", b"\0" * 40])
def test_damage_is_forgotten(tmp_path: Path, damage: bytes) -> None:
    opened(tmp_path).keep(FILES, {"a": "one"})
    (file,) = tmp_path.glob("*.reports")
    file.write_bytes(file.read_bytes()[:8] + damage)
    assert opened(tmp_path).values(FILES) == {}
    file.write_bytes(damage)
    assert opened(tmp_path).values(FILES) == {}


def test_nothing_new_is_not_written_again(tmp_path: Path) -> None:
    opened(tmp_path).keep(FILES, {"a": "one"})
    (file,) = tmp_path.glob("*.reports")
    file.chmod(0o400)
    before = file.stat().st_ino
    kept = opened(tmp_path)
    kept.keep(FILES, {"a": "one"})
    assert file.stat().st_ino == before


def test_no_place_to_keep_it(tmp_path: Path) -> None:
    opened(None).keep(FILES, {"a": "one"})
    assert opened(None).values(FILES) == {}
    (tmp_path / "file").write_text("")
    opened(tmp_path / "file").keep(FILES, {"a": "one"})
    assert opened(tmp_path / "file").values(FILES) == {}
