"""What Tab offers, kept until something changes."""

import os
import time
from pathlib import Path

import pytest

from timeline.eventfile.paths import REGISTERS
from timeline.store.index import name_cache

NAMES = {"actor": ["Ann", "Bob\tx", "Cy"], "tag": [], "id": ["2024-b", "2024-a"]}
LATER = time.time_ns() + 10**12


@pytest.fixture
def kept(tmp_path: Path) -> tuple[str, str]:
    """A chronology, and a folder in which its names are kept."""
    (tmp_path / "events" / "2024").mkdir(parents=True)
    (tmp_path / "cache").mkdir()
    (tmp_path / "events" / "actors.toml").write_text("", encoding="utf-8")
    root, place = str(tmp_path / "events"), str(tmp_path / "cache")
    name_cache.keep(root, place, name_cache.joined(NAMES), ["", "2024/", *REGISTERS], LATER)
    return root, place


def test_names_by_kind(kept: tuple[str, str]) -> None:
    names = name_cache.read(*kept)
    assert names
    assert bytes(names).endswith(name_cache.joined(NAMES))
    assert name_cache.of_kind(names, "actor") == ["Ann", "Cy"]
    assert name_cache.of_kind(names, "tag") == []
    assert name_cache.of_kind(names, "id") == ["2024-b", "2024-a"]
    assert name_cache.of_kind(names, "act") == []


def test_only_some_of_many() -> None:
    many = sorted((f"{n}-{'ü' * 90}" for n in range(10_000)), reverse=True)
    names = name_cache.joined({"id": many, "x": ["7"]})
    assert name_cache.of_kind(names, "id", "77", 20) == [name for name in many if name <= "77z"][:20]
    assert name_cache.of_kind(names, "id", "x") == []
    assert name_cache.of_kind(names, "id", "0", 5) == [many[-1]]


def test_nothing_is_kept_nowhere(kept: tuple[str, str]) -> None:
    root, place = kept
    name_cache.keep(root, None, b"", [""], LATER)
    assert name_cache.read(root, None) is None
    assert len(os.listdir(place)) == 1


@pytest.mark.parametrize("changed", ["", "2024", "actors.toml", "places.toml", "../cache/{}.sqlite"])
def test_what_changes_makes_an_end_of_it(changed: str, kept: tuple[str, str]) -> None:
    root, place = kept
    (name,) = os.listdir(place)
    path = Path(root, changed.format(name.removesuffix(".names")))
    if path.exists():
        os.utime(path, ns=(LATER, LATER))
    else:
        path.write_text("", encoding="utf-8")
    assert name_cache.read(root, place) is None


def test_a_damaged_file_is_as_none(kept: tuple[str, str]) -> None:
    (name,) = os.listdir(kept[1])
    for damage in (b"", b"\xff", b"x\x1dactor\nAnn"):
        Path(kept[1], name).write_bytes(damage)
        assert name_cache.read(*kept) is None


def test_what_may_yet_change_unseen_is_not_kept(kept: tuple[str, str]) -> None:
    root, place = kept
    (name,) = os.listdir(place)
    os.unlink(os.path.join(place, name))
    name_cache.keep(root, place, b"", ["", "2024/"], os.stat(root).st_mtime_ns)
    assert os.listdir(place) == []


def test_a_place_that_cannot_be_written_costs_nothing(kept: tuple[str, str], tmp_path: Path) -> None:
    name_cache.keep(kept[0], str(tmp_path / "none" / "such"), b"", [""], LATER)
    assert name_cache.read(kept[0], str(tmp_path / "none" / "such")) is None
