"""`timeline fmt`: what it changes, what it names, what it leaves alone."""

import os
from pathlib import Path

import pytest

from conftest import Run
from timeline.store.files import folder
from timeline.store.files.writer import FileWriter

MESSY = "# who saw it?\ntags=['b']\ntitle = 'a' # so they say\ndate = '2024-11-17'\nsources = ['A, citing B']\n"
NEAT = """\
title = "a" # so they say
date = 2024-11-17
# who saw it?
tags = ["b"]
sources = [
  "A, citing B",
]
"""
NAME = "events/2024/2024-11-17-a.toml"


@pytest.fixture
def messy(empty: Path) -> Path:
    (empty / "2024").mkdir()
    path = Path(NAME)
    path.write_text(MESSY, encoding="utf-8")
    return path


def test_a_file_comes_into_order_once(messy: Path, run: Run) -> None:
    assert run("fmt") == (0, "", f"formatted {NAME}\n")
    assert messy.read_text(encoding="utf-8") == NEAT
    assert run("fmt") == (0, "", "")


def test_check_names_the_files_and_writes_nothing(messy: Path, run: Run) -> None:
    assert run("fmt", "--check") == (1, f"{NAME}\n", "")
    assert messy.read_text(encoding="utf-8") == MESSY
    messy.write_text(NEAT, encoding="utf-8")
    assert run("fmt", "--check") == (0, "", "")


def test_diff_shows_the_change_and_writes_nothing(messy: Path, run: Run) -> None:
    messy.write_text(NEAT.removesuffix("\n").replace('["b"]', "['b']"), encoding="utf-8")
    result = run("fmt", "--diff", "2024-11-17-a")
    assert result.code == 1
    assert result.out == (
        f"--- {NAME}\n+++ {NAME}\n@@ -1,7 +1,7 @@\n"
        ' title = "a" # so they say\n date = 2024-11-17\n # who saw it?\n'
        '-tags = [\'b\']\n+tags = ["b"]\n sources = [\n   "A, citing B",\n-]\n\\ No newline at end of file\n+]\n'
    )
    assert "['b']" in messy.read_text(encoding="utf-8")


def test_the_real_events_are_in_order(real: Path, run: Run) -> None:
    assert run("fmt", "--check", "events/2024") == (0, "", "")
    assert run("fmt").code == 0
    assert run("fmt", "--check") == (0, "", "")
    assert run("list").code == 0
    assert "# Who takes part" in (real / "actors.toml").read_text(encoding="utf-8")


def test_what_add_writes_is_in_order(empty: Path, run: Run) -> None:
    words = ("--actor", "B:agent", "--place", "C", "--source", "D, citing E https://example.org/f", "--x", "case=17")
    assert run("add", "17 Nov 2024: A thing", *words).code == 0
    assert run("fmt", "--check") == (0, "", "")


def test_short_forms_are_written_out_on_demand(messy: Path, run: Run) -> None:
    (messy.parent.parent / "actors.toml").write_text('[outlet-b]\nname = "B"\nkind = "outlet"\n', encoding="utf-8")
    assert run("fmt", "--expand").code == 0
    assert messy.read_text(encoding="utf-8").endswith(
        '[[sources]]\nid = "a"\npublisher = "A"\ncites = ["outlet-b"]\n\n'
        '[[sources]]\nid = "outlet-b"\npublisher = "B"\nseen = false\n'
    )
    assert run("fmt", "--expand", "--check") == (0, "", "")


def test_what_is_named_alone_is_formatted(messy: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = messy.parent.parent
    other = messy.with_name("2023-b.toml")
    for path, text in (
        (other, "date=2023\ntitle='b'\n"),
        (root / "actors.toml", "[a]\nname='A'\n"),
        (root / "timeline.toml", "title='t'\n"),
    ):
        path.write_text(text, encoding="utf-8")
    assert run("fmt", "--check", "2023-b").out == "events/2024/2023-b.toml\n"
    assert run("fmt", "--check", NAME, NAME).out == f"{NAME}\n"
    assert run("fmt", "--check", "events/actors.toml").out == "events/actors.toml\n"
    assert run("fmt", "--check", "events/timeline.toml").out == "events/timeline.toml\n"
    assert run("fmt", "--check", "events").out == f"events/2024/2023-b.toml\n{NAME}\nevents/actors.toml\n"
    assert run("fmt", "--check").out == f"events/2024/2023-b.toml\n{NAME}\nevents/actors.toml\n"
    monkeypatch.chdir(messy.parent)
    assert run("fmt", "--check", ".").out.count("\n") == 2
    assert run("fmt", "--check", messy.name).code == 1


@pytest.mark.parametrize(
    ("words", "code", "said"), [(["home"], 2, "no file of this chronology"), (["nobody"], 3, "nobody")]
)
def test_what_is_no_file_of_the_chronology(messy: Path, run: Run, words: list[str], code: int, said: str) -> None:
    Path("home").mkdir()
    result = run("fmt", *words)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert messy.read_text(encoding="utf-8") == MESSY


def test_what_cannot_be_read_is_named_and_the_rest_is_formatted(messy: Path, run: Run) -> None:
    broken, latin = messy.with_name("2023-b.toml"), messy.with_name("2023-c.toml")
    broken.write_text("title = \n", encoding="utf-8")
    latin.write_bytes("title = 'é'".encode("latin-1"))
    os.symlink(messy.resolve(), messy.with_name("2023-d.toml"))
    result = run("fmt")
    assert result.code == 3
    assert "2023-b.toml:1:9: SCH007" in result.err
    assert "2023-c.toml:1:10: SCH007 this is not UTF-8 text" in result.err
    assert f"{messy.parent.name}/2023-d.toml: SCH007 is a link" in result.err.replace("\\", "/")
    assert messy.read_text(encoding="utf-8") == NEAT


def test_what_has_no_canonical_form_is_left_and_said(messy: Path, run: Run) -> None:
    text = "title = 'a'\ndate = 2024\nactors = ['A', { name = 'B', aliases = [ # one\n'C'] }]\n"
    messy.write_text(text, encoding="utf-8")
    result = run("fmt")
    assert (result.code, result.out) == (0, "")
    assert f"{NAME}: this has no canonical form; it is left as it is" in result.err
    assert messy.read_text(encoding="utf-8") == text


def test_a_file_changed_meanwhile_is_left_and_said(messy: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    other = messy.with_name("2023-b.toml")
    other.write_text("date=2023\ntitle='b'\n", encoding="utf-8")
    replace = FileWriter.replace

    def late(at: FileWriter, path: str, data: bytes, seen: bytes) -> None:
        if path.endswith("-a.toml"):
            messy.write_text("title = 'mine'\ndate = 2024\n", encoding="utf-8")
        replace(at, path, data, seen)

    monkeypatch.setattr(FileWriter, "replace", late)
    result = run("fmt")
    assert result.code == 3
    assert "formatted events/2024/2023-b.toml" in result.err
    assert "was changed by someone else meanwhile" in result.err
    assert messy.read_text(encoding="utf-8") == "title = 'mine'\ndate = 2024\n"


def test_a_file_that_went_away_is_named(messy: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    read = folder.read

    def gone(root: str, path: str, most: int | None = None) -> bytes:
        if path.endswith("a.toml"):
            messy.unlink()
        return read(root, path, most)

    monkeypatch.setattr(folder, "read", gone)
    result = run("fmt")
    assert result.code == 3
    assert "cannot be read" in result.err
