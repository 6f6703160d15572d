"""Where manifests lie, and how one is read by its name."""

import os
from pathlib import Path

import pytest

from newsroom import begun
from timeline.errors import DataError
from timeline.eventfile.editions.edition import Edition
from timeline.eventfile.editions.manifest import render
from timeline.store import editions

MARCH = Edition(format=1, name="march", made="2025-03-03", public=False, commit="b" * 40)


def test_an_edition_is_read_by_its_name(tmp_path: Path) -> None:
    root = begun(tmp_path / "events")
    assert editions.names(str(root)) == []
    (root / "editions").mkdir()
    for name in ("march.toml", "april.toml", ".hidden.toml", "notes.txt"):
        (root / "editions" / name).write_text(render(MARCH), encoding="utf-8")
    assert editions.names(str(root)) == ["april", "march"]
    assert editions.read(str(root), "march").commit == "b" * 40
    with pytest.raises(DataError, match='there is no edition "marsh"') as none:
        editions.read(str(root), "marsh")
    assert none.value.hint == 'did you mean "march"?'
    with pytest.raises(DataError, match="there is no edition") as far:
        editions.read(str(root), "zzz")
    assert "--list" in far.value.hint
    (root / "editions/march.toml").write_text("name = 1\n", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read as an edition") as broken:
        editions.read(str(root), "march")
    assert any("format is missing" in problem.message for problem in broken.value.problems)


def test_a_folder_of_editions_that_leads_out_is_not_read(tmp_path: Path) -> None:
    root, other = begun(tmp_path / "events"), begun(tmp_path / "other")
    (root / "editions").symlink_to(other)
    with pytest.raises(DataError, match="is a link"):
        editions.names(str(root))


def test_a_folder_of_editions_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = begun(tmp_path / "events")
    (root / "editions").mkdir()

    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    with pytest.raises(DataError, match="cannot be read: Permission denied"):
        editions.names(str(root))
