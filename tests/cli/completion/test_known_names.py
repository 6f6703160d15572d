"""What Tab offers, kept until something changes."""

import os
import time
from pathlib import Path

import pytest

from timeline.cli.completion import known_names
from timeline.cli.completion.known_names import KnownNames
from timeline.store.index import refresh

LATER = time.time_ns() + 10**12


@pytest.fixture
def gathered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The chronologies of which names were gathered anew; files written a moment ago are trusted."""
    monkeypatch.setattr(refresh, "RACY", -(10**15))
    roots: list[str] = []
    gather = known_names._gathered

    def noted(root: str, cache: str | None, kept: str | None) -> bytes:
        roots.append(root)
        return gather(root, cache, kept)

    monkeypatch.setattr(known_names, "_gathered", noted)
    return roots


def event(path: Path, actors: str = "[]") -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'title = "A"\ndate = 2024\nactors = {actors}\n', encoding="utf-8")


@pytest.fixture
def kept(empty: Path, tmp_path: Path, gathered: list[str]) -> tuple[str, str]:
    """A chronology, and a folder in which its names are kept."""
    event(empty / "2024" / "2024-a.toml", '["Cy", "Bob\\tx", "Ann"]')
    event(empty / "2024" / "2024-b.toml")
    (empty / "actors.toml").write_text("", encoding="utf-8")
    place = (str(empty), str(tmp_path / "names"))
    assert KnownNames(*place).of("actor") == ["Ann", "Cy"]
    assert len(gathered) == 1
    return place


def test_names_by_kind(kept: tuple[str, str], gathered: list[str]) -> None:
    names = KnownNames(*kept)
    assert names.of("actor") == ["Ann", "Cy"]
    assert names.of("tag") == []
    assert names.of("every id") == ["2024-b", "2024-a"]
    assert names.of("act") == []
    assert len(gathered) == 1


def test_only_some_of_many(kept: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    many = sorted((f"{n}-{'ü' * 90}" for n in range(10_000)), reverse=True)
    names = KnownNames(*kept)
    text = "\x1did\n7\n\x1devery id\n" + "".join(f"{id_}\n" for id_ in many) + "\x1d"
    monkeypatch.setattr(names, "_names", text.encode())
    assert names.ids("77") == [name for name in many if name <= "77z"][: known_names.MOST]
    assert names.ids("x") == []
    assert names.ids("0")[0] == many[-1]


def test_nothing_is_kept_nowhere(empty: Path, gathered: list[str], tmp_path: Path) -> None:
    for n in (1, 2):
        assert KnownNames(str(empty), None).of("actor") == []
        assert len(gathered) == n
    assert not list((tmp_path / "cache").glob("*.names"))


@pytest.mark.parametrize("changed", ["", "2024", "actors.toml", "places.toml", "../../names/{}.sqlite"])
def test_what_changes_makes_an_end_of_it(changed: str, kept: tuple[str, str], gathered: list[str]) -> None:
    root, place = kept
    (name,) = Path(place).glob("*.names")
    path = Path(root, changed.format(name.stem))
    if path.exists():
        os.utime(path, ns=(LATER, LATER))
    else:
        path.write_text("", encoding="utf-8")
    assert KnownNames(root, place).of("actor") == ["Ann", "Cy"]
    assert len(gathered) == 2


def test_a_damaged_file_is_as_none(kept: tuple[str, str], gathered: list[str]) -> None:
    (path,) = Path(kept[1]).glob("*.names")
    for n, damage in enumerate((b"", b"\xff", b"x\x1dactor\nAnn")):
        path.write_bytes(damage)
        assert KnownNames(*kept).of("actor") == ["Ann", "Cy"]
        assert len(gathered) == n + 2


def test_what_may_yet_change_unseen_is_not_kept(
    kept: tuple[str, str], gathered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, place = kept
    (path,) = Path(place).glob("*.names")
    path.unlink()
    monkeypatch.setattr(refresh, "RACY", 20_000_000)
    os.utime(root, ns=(LATER, LATER))
    assert KnownNames(root, place).of("actor") == ["Ann", "Cy"]
    assert not path.exists()


def test_a_place_that_cannot_be_written_costs_nothing(empty: Path, tmp_path: Path, gathered: list[str]) -> None:
    (tmp_path / "none").write_text("", encoding="utf-8")
    for n in (1, 2):
        assert KnownNames(str(empty), str(tmp_path / "none" / "such")).of("every id") == []
        assert len(gathered) == n
