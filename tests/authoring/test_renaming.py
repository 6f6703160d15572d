"""`actors rename` and its like: everywhere or nowhere, said before, and asked."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from hand_written import event_file, tree
from terminal import seated
from timeline.store.files.writer import FileWriter


@pytest.fixture
def desk(empty: Path) -> Path:
    event_file(
        empty,
        'title = "A" # as it is\ndate = 2024\nactors = ["Joe"]\ntags = ["rename"]\nsources = ["BBC"]\n',
        "2024-a.toml",
    )
    event_file(empty, 'title = "B"\ndate = 2024\nactors = ["Joe", "Ann"]\nsources = [{ ref = "doc" }]\n', "2024-b.toml")
    event_file(empty, 'title = "C"\ndate = 2024\nplaces = ["Kiev"]\n', "2024-c.toml")
    event_file(empty, '# who\n[joe]\nname = "Joe"\nkind = "person"\n\n[bbc]\nname = "BBC"\n', "actors.toml")
    event_file(empty, '[doc]\ntitle = "D"\npublisher = "BBC"\n', "sources.toml")
    return empty


def test_a_name_is_changed_everywhere(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(desk)
    words = ("actors", "rename", "Joe", "Joseph")
    told = '"Joe" becomes "Joseph" in 2 events\n  2024-a\n  2024-b\n  events/actors.toml: joe is called "Joseph", also "Joe"\n'
    refused = run(*words)
    assert (refused.code, refused.err.startswith(told)) == (2, True)
    shown = run(*words, "-n")
    assert (shown.code, shown.err, shown.out.count("\n+++ ")) == (0, told, 3)
    refused = seated(monkeypatch, *words, typed="n\n")
    assert (refused.code, "nothing was changed\n" in refused.err) == (1, True)
    left = seated(monkeypatch, *words)
    assert (left.code, "\ninterrupted: nothing was changed\n" in left.err) == (130, True)
    assert tree(desk) == before
    assert seated(monkeypatch, *words, typed="y\n").code == 0
    changed = {path: data.replace(b'"Joe"', b'"Joseph"') for path, data in before.items()}
    changed["actors.toml"] = changed["actors.toml"].replace(b'"person"\n', b'"person"\naliases = ["Joe"]\n')
    assert tree(desk) == changed
    assert run("list", "actor:Joe", "-f", "ids").out == "2024-a\n2024-b\n"


def test_what_becomes_one_is_said(desk: Path, run: Run) -> None:
    assert '  "Ann" is there already: the two become one' in run("actors", "rename", "Joe", "Ann", "-n").err
    assert "is there already" not in run("actors", "rename", "Joe", "JOE", "-n").err
    run("edit", "2024-c", "--add-source", "ITV")
    assert "is there already" in run("sources", "rename", "BBC", "ITV", "-n").err
    run("edit", "2024-c", "--add-tag", "other/a", "--add-tag", "more/a")
    assert "is there already" in run("tags", "rename", "other/a", "rename", "-n").err
    assert "is there already" in run("tags", "rename", "other", "more", "-n").err
    assert "is there already" not in run("tags", "rename", "other", "other/a", "-n").err
    said = run("actors", "rename", "Joe", "Ann", "-y").err.splitlines()
    assert said[-1] == '"Ann" was there already: the two are one now, which no renaming can undo'
    assert "was there" not in run("actors", "rename", "Ann", "Anna", "-y").err


def test_sources_places_and_tags_alike(desk: Path, run: Run) -> None:
    assert run("-q", "sources", "rename", "BBC", "BBC News", "-y").code == 0
    assert (desk / "sources.toml").read_text(encoding="utf-8") == '[doc]\ntitle = "D"\npublisher = "BBC News"\n'
    assert run("sources").out == "BBC News\n"
    assert run("places", "rename", "Kiev", "Kyiv", "-y").err == (
        'changed events/places.toml\n1 event changed: "Kiev" is "Kyiv" now\n'
    )
    assert (desk / "places.toml").read_text(encoding="utf-8") == '[kyiv]\nname = "Kyiv"\naliases = ["Kiev"]\n'
    assert run("tags", "rename", "rename", "renamed", "-y").code == 0
    assert run("tags").out == "renamed\n"


def test_a_name_without_an_entry_stays_an_alias(desk: Path, run: Run) -> None:
    """As it is spelt in the events; an ID that somebody goes by is not given twice."""
    text = '[kiiv]\nname = "The City"\n'
    event_file(desk, text, "places.toml")
    shown = run("places", "rename", "KIEV", "Київ", "-n")
    assert '  events/places.toml: a new entry kiiv-2, "Київ", also "Kiev"\n' in shown.err
    assert run("places", "rename", "kiev", "Київ", "-y").code == 0
    entry = '\n[kiiv-2]\nname = "Київ"\naliases = ["Kiev"]\n'
    assert (desk / "places.toml").read_text(encoding="utf-8") == text + entry
    assert run("list", "place:Kiev", "-f", "ids").out == "2024-c\n"


def test_the_same_command_finishes_what_was_interrupted(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = FileWriter.replace

    def stop(self: FileWriter, path: str, *rest: Any) -> None:
        if path == "2024-b.toml":
            raise KeyboardInterrupt
        replace(self, path, *rest)

    words = ("actors", "rename", "Joe", "Joseph", "-y")
    with monkeypatch.context() as patch:
        patch.setattr(FileWriter, "replace", stop)
        stopped = run(*words)
    assert stopped.code == 130
    assert stopped.err.endswith(
        "\ninterrupted: 2 written; stopped at events/2024-b.toml; the same command does the rest\n"
    )
    assert run(*words).err == '1 event changed: "Joe" is "Joseph" now\n'


def test_a_word_rename_can_be_looked_for(desk: Path, run: Run) -> None:
    assert run("tags").out == "rename\n"
    assert run("tags", "list", "tag:rename").out == "rename\n"
    assert run("tags", "list", "rename").code == 0
    assert run("tags", "rename").code == 2


def test_of_many_the_first_are_named(empty: Path, run: Run) -> None:
    for n in range(7):
        event_file(empty, f'title = "A {n}"\ndate = 2024\ntags = ["a"]\n', f"2024-a-{n}.toml")
    assert "in 7 events\n  2024-a-0\n" in run("tags", "rename", "a", "b").err
    assert "  2024-a-4\n  and 2 more\n" in run("tags", "rename", "a", "b").err


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["places", "rename", "Kievv", "Kyiv"], 3, 'no place is called "Kievv"\n  did you mean "Kiev"?'),
        (["places", "rename", "Joe", "Joseph"], 3, "`timeline places` lists them"),
        (["actors", "rename", "Joe", " "], 2, "these are not two names"),
        (["actors", "rename", "Joe", "Joe"], 2, "these are not two names"),
        (["sources", "rename", "BBC", "ITV, citing BBC"], 2, "would be read otherwise\n  edit that file by hand; nothing was changed"),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed(words: list[str], code: int, message: str, desk: Path, run: Run) -> None:
    before = tree(desk)
    result = run(*words, "-y")
    assert (result.code, message in result.err) == (code, True), result.err
    assert tree(desk) == before


def test_what_cannot_be_read_is_said(desk: Path, run: Run) -> None:
    event_file(desk, 'title = "Joe\n', "2024-x.toml")
    event_file(desk, "not the name\n", "2024-y.toml")
    (desk / "2024-z.toml").write_bytes(b"\xff")
    result = run("actors", "rename", "Joe", "Joseph", "-y")
    assert result.code == 3
    assert "2024-x.toml:1:" in result.err
    assert "2024-y" not in result.err
    assert "2 events changed" in result.err
    event_file(desk, "[joe\n", "actors.toml")
    assert "events/actors.toml cannot be read\n" in run("actors", "rename", "Joseph", "Joe", "-y").err
