"""Events written: nothing is lost on the way, whoever else writes."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsroom import begun
from timeline.errors import DataError, UsageError
from timeline.eventfile import editor
from timeline.model.event import Event, Source
from timeline.store import writing
from timeline.store.chronology import Chronology
from timeline.store.files.writer import ChangedError

A, B = "2024-01-01-a", "2024-02-02-b"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begun(tmp_path / "c")


@pytest.fixture
def two(root: Path) -> Path:
    (root / f"{A}.toml").write_text('title = "A"\ndate = 2024-01-01\n', encoding="utf-8")
    linked = f'title = "B"\ndate = 2024-02-02\nlinks = [{{ type = "follows", to = "{A}" }}] # why\n'
    (root / f"{B}.toml").write_text(linked, encoding="utf-8")
    return root


def shelf(root: Path) -> Chronology:
    return Chronology(str(root), str(root.parent / "cache"))


def test_add(root: Path) -> None:
    event = Event(title="A thing", date="2024-05-05", sources=(Source(id="bbc", publisher="BBC"),))
    assert writing.add(shelf(root), event) == ("2024-05-05-a-thing", "2024/2024-05-05-a-thing.toml")
    assert writing.add(shelf(root), event) == ("2024-05-05-a-thing-2", "2024/2024-05-05-a-thing-2.toml")
    assert [entry.id for entry in shelf(root).events().entries] == ["2024-05-05-a-thing", "2024-05-05-a-thing-2"]
    (root / "elsewhere").mkdir()
    os.rename(root / "2024/2024-05-05-a-thing-2.toml", root / "elsewhere/2024-05-05-a-thing-3.toml")
    assert writing.add(shelf(root), event)[0] == "2024-05-05-a-thing-2"
    assert writing.add(shelf(root), event)[0] == "2024-05-05-a-thing-4"


def test_replace_what_was_seen_by_an_event(two: Path) -> None:
    at, seen = shelf(two), shelf(two).text(A)
    with pytest.raises(UsageError, match="no longer be an event") as caught:
        writing.replace(at, A, "title = 5\n", seen)
    assert caught.value.problems
    writing.replace(at, A, seen.replace('"A"', '"AA"'), seen)
    with pytest.raises(ChangedError, match="changed by someone else"):
        writing.replace(at, A, seen, seen)
    assert shelf(two).event(A).title == "AA"


def test_edits_at_one_time_of_different_fields_are_all_there(two: Path) -> None:
    names = [f"n{n}" for n in range(24)]
    seen = shelf(two).text(A)

    def edited(name: str, text: str) -> str:
        return editor.edit(text, {("x", name): 1})

    def edit(name: str) -> None:
        writing.revise(shelf(two), A, edited(name, seen), seen, lambda text: edited(name, text))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(edit, names))
    assert shelf(two).event(A).x == dict.fromkeys(names, 1)


def test_edits_of_many_at_one_time_are_all_there(two: Path) -> None:
    names = [f"n{n}" for n in range(8)]
    seen = {id_: shelf(two).text(id_) for id_ in (A, B)}

    def edit(name: str) -> None:
        def edited(_: str, text: str) -> str:
            return editor.edit(text, {("x", name): 1})

        changes = {id_: (edited(id_, text), text) for id_, text in seen.items()}
        writing.revise_many(shelf(two), changes, edited, lambda *_: None)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(edit, names))
    assert [shelf(two).event(id_).x for id_ in (A, B)] == [dict.fromkeys(names, 1)] * 2


def test_who_is_always_too_late_is_told(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise ChangedError("x was changed by someone else meanwhile")

    monkeypatch.setattr(writing, "replace", never)
    monkeypatch.setattr(writing, "write_many", never)
    with pytest.raises(ChangedError):
        writing.revise(shelf(two), A, "", "", str)
    with pytest.raises(ChangedError):
        writing.revise_many(shelf(two), {A: ("", "")}, lambda _, text: text, lambda *_: None)


def test_remove_keeps_what_no_commit_holds(two: Path) -> None:
    assert writing.remove(shelf(two), A) == f".removed/{A}.toml"
    assert [entry.id for entry in shelf(two).events().entries] == [B]


def test_a_renamed_event_keeps_its_old_id(two: Path) -> None:
    assert writing.rename(shelf(two), A, "2025-new") == "2025/2025-new.toml"
    assert shelf(two).event("2025-new").aliases == (A,)
    assert shelf(two).find(A) == shelf(two).find("01-01-a") == "2025-new"
    assert shelf(two).linking("2025-new") == [B]
    writing.rename(shelf(two), "2025-new", "2025-newer")
    assert shelf(two).event("2025-newer").aliases == (A, "2025-new")
    with pytest.raises(DataError, match="already"):
        writing.rename(shelf(two), "2025-newer", B)
    writing.rename(shelf(two), "2025-newer", A)
    assert shelf(two).event(A).aliases == ("2025-new", "2025-newer")


def test_links_to_an_old_id_are_rewritten(two: Path) -> None:
    text = shelf(two).text(B)
    assert writing.relinked(text, {A}, "2025-new") == text.replace(A, "2025-new")
    assert writing.relinked(text, {"other"}, "2025-new") == text
    short = 'title = "B"\ndate = 2024\nlinks = ["follows:2024-01-01-a", "about:x"]\n'
    entry = '{ type = "follows", to = "2025-new" }'
    assert writing.relinked(short, {A}, "2025-new") == short.replace('"follows:2024-01-01-a"', entry)
    with pytest.raises(DataError, match="cannot be read as an event"):
        writing.relinked("title = 5", {A}, "2025-new")


def test_an_id_that_two_had_before_means_neither(two: Path) -> None:
    for name in ("2024-c", "2024-d"):
        (two / f"{name}.toml").write_text('title = "C"\ndate = 2024\naliases = ["old"]\n', encoding="utf-8")
    assert shelf(two).renamed == {}
    with pytest.raises(DataError, match='no event "old"'):
        shelf(two).find("old")
