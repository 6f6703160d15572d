"""`timeline-merge` by itself: what git hands over, what is said, how it ends."""

import os
import runpy
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKOUT
from timeline import __version__, errors, merge_driver
from timeline.changes import merge
from timeline.merge_driver import ABOUT, CLEAN, CONFLICTS, FAILED, MISUSED, run
from timeline.store.git.merging import versions

BASE = 'title = "Strike"\ndate = 2024-11-17\nstatus = "reported"\ntags = ["war"]\n'
OURS = BASE.replace("reported", "confirmed")
THEIRS = BASE.replace("reported", "disputed")
TAGGED = BASE.replace('"war"', '"war", "strike"')
PATH = "events/2024/x.toml"
CONFLICT = f'timeline: {PATH}: conflict in status: "confirmed" | "disputed"\n'


class Handed:
    """The three files as git hands them over, where git stands."""

    def __init__(self) -> None:
        Path("events").mkdir()
        Path("events/timeline.toml").touch()
        self.settings = Path("events/timeline.toml")

    def __call__(
        self,
        base: str | bytes,
        ours: str | bytes,
        theirs: str | bytes,
        *more: str,
        path: str = PATH,
        **environment: str,
    ) -> int:
        for name, text in {"o": base, "a": ours, "b": theirs}.items():
            Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return run(["o", "a", "b", more[0] if more else "7", path, *more[1:]], environment)

    @property
    def result(self) -> str:
        return Path("a").read_bytes().decode()


@pytest.fixture
def handed(tmp_path: Path) -> Handed:
    return Handed()


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Any:
    return lambda: capfd.readouterr().err


def test_what_is_apart_is_merged(handed: Handed, told: Any) -> None:
    assert handed(BASE, OURS, TAGGED) == CLEAN
    assert handed.result == OURS.replace('"war"', '"war", "strike"')
    assert told() == ""
    assert sorted(os.listdir()) == ["a", "b", "events", "o"]


def test_a_conflict(handed: Handed, told: Any) -> None:
    assert handed(BASE, OURS, THEIRS) == CONFLICTS
    assert handed.result == (
        'title = "Strike"\ndate = 2024-11-17\n<<<<<<< ours: status\nstatus = "confirmed"\n=======\n'
        'status = "disputed"\n>>>>>>> theirs: status\ntags = ["war"]\n'
    )
    assert told() == CONFLICT


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        (BASE, THEIRS, THEIRS, THEIRS),
        (BASE, OURS, BASE, OURS),
        (BASE, BASE, THEIRS, THEIRS),
        ("x =", "y = ", "x =", "y = "),
        ("", OURS, OURS, OURS),
    ],
)
def test_where_there_is_nothing_to_merge(base: str, ours: str, theirs: str, result: str, handed: Handed) -> None:
    assert (handed(base, ours, theirs), handed.result) == (CLEAN, result)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "code"),
    [
        ("", "sources = 1\n", "sources = 2\n", CONFLICTS),
        ("sources = [1]\n", "sources = [1, 2]\n", 'sources = [1]\nlang = "en"\n', CLEAN),
        ("[[sources]]\npublisher = 1\n", "[[sources]]\npublisher = 1\n[[sources]]\nid = [1]\n", '[[sources]]\npublisher = 1\nquote = "x"\n', CONFLICTS),
    ],
)  # fmt: skip
def test_values_that_are_none_of_the_format(base: str, ours: str, theirs: str, code: int, handed: Handed, told: Any) -> None:  # fmt: skip
    assert handed(BASE + base, BASE + ours, BASE + theirs) == code
    assert "1" not in told().removeprefix(f"timeline: {PATH}: ")


def test_both_are_new(handed: Handed, told: Any) -> None:
    other = TAGGED.replace("Strike", "Raid").replace("2024-11-17", "2024-11-18")
    assert handed("", OURS, other) == CONFLICTS
    said = told()
    assert f"timeline: {PATH}: conflict in the whole file: two events under one name\n" in said
    assert f"`git show :3:{PATH} > {PATH.removesuffix('.toml')}-theirs.toml`, from the top of the repository" in said
    assert handed("", TAGGED, OURS) == CONFLICTS  # one event, of which both tell the status
    assert handed(b"\xff", OURS, THEIRS) == CONFLICTS  # as if there were no base


def test_the_size_and_the_names_of_git(handed: Handed) -> None:
    handed(BASE, OURS, THEIRS, "9", "base", "HEAD", "feature")
    assert "<<<<<<<<< ours (HEAD): status\n" in handed.result
    assert ">>>>>>>>> theirs (feature): status\n" in handed.result
    for more in (("7", "%S", "%X", "%Y"), ("7",), ("7", "base"), ("odd",)):
        handed(BASE, OURS, THEIRS, *more)
        assert "<<<<<<< ours: status\n" in handed.result


def test_the_base_is_shown_where_that_is_wished(handed: Handed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'merge.conflictStyle'='zdiff3'")
    handed(BASE, OURS, THEIRS)
    assert '||||||| base\nstatus = "reported"\n=======\n' in handed.result
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'merge.conflictStyle'='merge'")
    handed(BASE, OURS, THEIRS)
    assert "|||||||" not in handed.result


def test_one_side_is_favoured(handed: Handed, told: Any) -> None:
    assert handed(BASE, OURS, THEIRS, TIMELINE_MERGE_FAVOR="theirs") == CLEAN
    assert (handed.result, told()) == (THEIRS, CONFLICT.replace("conflict in", "decided for theirs:"))
    assert handed(BASE, OURS, THEIRS, TIMELINE_MERGE_FAVOR="ours") == CLEAN
    assert (handed.result, told()) == (OURS, CONFLICT.replace("conflict in", "decided for ours:"))
    assert handed(BASE, OURS, TAGGED, TIMELINE_MERGE_FAVOR="ours") == CLEAN
    assert told() == ""
    assert handed(BASE, OURS, THEIRS, TIMELINE_MERGE_FAVOR="b\x1b") == CONFLICTS
    assert "TIMELINE_MERGE_FAVOR is b\\x1b, which is neither ours nor theirs: it decides nothing\n" in told()


def test_what_came_from_which_side(handed: Handed, told: Any) -> None:
    assert handed(BASE, OURS, TAGGED, TIMELINE_MERGE_VERBOSE="1") == CLEAN
    assert told() == f"timeline: {PATH}: merged (1 field from ours, 1 tag from theirs)\n"
    assert handed(BASE, OURS, THEIRS, TIMELINE_MERGE_VERBOSE="1") == CONFLICTS
    assert told() == f"timeline: {PATH}: to be merged (1 field from ours, 1 field from theirs)\n{CONFLICT}"


def test_the_settings_may_be_strict(handed: Handed, told: Any) -> None:
    handed.settings.write_text("[merge]\nstrict = true\n", encoding="utf-8")
    assert handed(BASE, OURS, TAGGED) == CONFLICTS
    for text in ("[merge]\nstrict = false\n", "[merge]\n", "[check]\nselect = 1\n[merge]\n"):
        handed.settings.write_text(text, encoding="utf-8")
        assert handed(BASE, OURS, TAGGED) == CLEAN
    told()
    for text in ("[merge]\nstrict = 1\n", "[merge]\nstrict = true\nx = \n"):
        handed.settings.write_text(text, encoding="utf-8")
        assert handed(BASE, OURS, TAGGED) == CLEAN
        assert told().startswith(f"timeline: {PATH}: timeline.toml cannot be read (")
    handed.settings.unlink()
    handed.settings.symlink_to("nowhere")
    assert handed(BASE, OURS, TAGGED) == CLEAN
    assert "timeline.toml cannot be read" in told()


def test_registers_and_settings(handed: Handed) -> None:
    base, ours, theirs = ('[nyt]\nname = "NYT"\n', '[nyt]\nname = "NYT"\nkind = "outlet"\n', '[nyt]\nname = "NYT"\n\n[bbc]\nname = "BBC"\n')  # fmt: skip
    assert handed(base, ours, theirs, path="events/actors.toml") == CLEAN
    assert handed.result == ours + '\n[bbc]\nname = "BBC"\n'
    assert handed('title = "A"\n', 'title = "A"\ntimezone = "UTC"\n', 'title = "B"\n', path="events/timeline.toml") == CLEAN  # fmt: skip
    assert handed.result == 'title = "B"\ntimezone = "UTC"\n'


@pytest.mark.parametrize("root", ["events/", "", "gone/"])
def test_what_has_a_hash_is_never_made_of_two(root: str, handed: Handed, told: Any) -> None:
    if root != "events/":
        handed.settings.unlink()
    for name in ("editions/2025.toml", "copies/x.toml"):
        assert handed("a = 1\nb = 1\n", "a = 2\nb = 1\n", "a = 1\nb = 2\n", path=f"{root}{name}") == CONFLICTS
        assert handed.result == "<<<<<<< ours: the whole file\na = 2\nb = 1\n=======\na = 1\nb = 2\n>>>>>>> theirs: the whole file\n"  # fmt: skip
        assert "conflict in the whole file" in told()
        assert handed("a = 1", "a = 2", "a = 3", path=f"{root}{name}", TIMELINE_MERGE_FAVOR="theirs") == CLEAN
        assert handed.result == "a = 3"


def test_a_folder_of_that_name_further_down_is_none_of_those(handed: Handed) -> None:
    path = "events/2024/editions/x.toml"
    assert handed("a = 1\nb = 1\n", "a = 2\nb = 1\n", "a = 1\nb = 2\n", path=path) == CLEAN


def test_line_ends_and_the_mark_of_ours(handed: Handed) -> None:
    ours = "\ufeff" + OURS.replace("\n", "\r\n")
    assert handed(BASE, ours, TAGGED) == CLEAN
    assert handed.result == ours.replace('"war"', '"war", "strike"')
    assert handed("\ufeff" + BASE.replace("\n", "\r\n"), OURS, "\ufeff" + TAGGED.replace("\n", "\r\n")) == CLEAN
    assert handed.result == OURS.replace('"war"', '"war", "strike"')


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        (OURS + "x = \n", TAGGED, "ours is not readable (line 5: Invalid value)"),
        (OURS, TAGGED + "x = \n", "theirs is not readable (line 5: Invalid value)"),
        ((OURS + "# \udcff\n").encode(errors="surrogateescape"), TAGGED, "ours is not readable (line 5: not UTF-8)"),
        (OURS + "#" * (1 << 20), TAGGED, "is larger than 1 MiB"),
    ],
)
def test_what_cannot_be_read_is_merged_by_lines(ours: str, theirs: str, reason: str, handed: Handed, told: Any) -> None:
    assert handed(BASE, ours, theirs) == CONFLICTS  # whether or not there are markers: somebody must look
    said = told()
    assert said.startswith(f"timeline: {PATH}: {reason}")
    assert said.endswith("; merged line by line, please check\n")
    result = Path("a").read_bytes()
    assert b"confirmed" in result
    assert b'"strike"' in result


def test_what_git_cannot_merge_by_lines_stands_there_whole(handed: Handed, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    assert handed("", "\0ours\r\n", "\0theirs", "8") == CONFLICTS
    assert handed.result == "<<<<<<<< ours\r\n\0ours\r\n========\r\n\0theirs\r\n>>>>>>>> theirs\r\n"
    assert told().endswith("; both versions are in it whole, please check\n")
    monkeypatch.setenv("PATH", "/nowhere")
    assert handed("", "x =", "y =") == CONFLICTS
    assert handed.result == "<<<<<<< ours\nx =\n=======\ny =\n>>>>>>> theirs\n"
    assert handed(BASE, OURS, THEIRS) == CONFLICTS  # whoever cannot be asked wishes no base
    assert "=======\n" in handed.result


def test_it_takes_too_long(handed: Handed, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> None:
        until = time.monotonic() + 5
        while time.monotonic() < until:
            try:
                pass
            except Exception:  # noqa: BLE001 - as whoever contains what goes wrong with one file
                continue

    monkeypatch.setattr(merge_driver, "SECONDS", 0.02)
    monkeypatch.setattr(merge, "merge", slow)
    assert handed(BASE, OURS, TAGGED) == CONFLICTS
    assert told() == f"timeline: {PATH}: takes longer than 0.02 s; merged line by line, please check\n"
    assert '"confirmed"' in handed.result


def test_where_there_is_no_alarm_there_is_no_limit(handed: Handed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("signal.setitimer")
    assert handed(BASE, OURS, TAGGED) == CLEAN


def test_a_fault_of_ours_leaves_it_to_git(handed: Handed, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(merge, "merge", failing)
    assert handed(BASE, OURS, TAGGED) == FAILED
    assert handed.result == OURS
    assert told() == f"timeline: {PATH}: this should not happen: ZeroDivisionError; TIMELINE_DEBUG=1 shows where; merged line by line, please check\n"  # fmt: skip
    with pytest.raises(ZeroDivisionError):
        handed(BASE, OURS, TAGGED, TIMELINE_DEBUG="1")
    monkeypatch.setattr(errors, "debugging", False)


def test_a_disk_that_is_full(handed: Handed, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.timeline").write_text("left by one that was killed", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        assert handed(BASE, OURS, TAGGED) == FAILED
    assert handed.result == OURS
    assert told() == f"timeline: {PATH}: cannot be read or written: No space left on device; merged line by line, please check\n"  # fmt: skip
    versions.put("a", b"whole")
    assert (handed.result, Path("a.timeline").exists()) == ("whole", False)


def test_many_conflicts_of_one_file(handed: Handed, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    many = merge.Merged("x", tuple(f"c{n}" for n in range(22)))
    monkeypatch.setattr(merge, "merge", lambda *_: many)
    assert handed(BASE, OURS, THEIRS) == CONFLICTS
    said = told().splitlines()
    assert said[0] == f"timeline: {PATH}: conflict in c0"
    assert said[20:] == [f"timeline: {PATH}: and 2 more conflicts"]


def test_what_is_said_is_harmless(handed: Handed, told: Any) -> None:
    handed(BASE, OURS, THEIRS.replace("disputed", "\\u001b[31m"), path="events/\x1b[31m\udcff\n::x.toml")
    said = told()
    assert said.startswith("timeline: events/\\x1b[31m\\udcff\\n::x.toml: conflict in status")
    assert "\x1b" not in said


def test_no_value_of_a_confidential_source_is_said(handed: Handed, told: Any) -> None:
    """Whatever is in conflict: the source, a field of it, a reference to it."""
    base = BASE + '\n[[sources]]\nid = "s"\nname = "Name Zero"\nconfidential = true\n'
    ours = base.replace("Zero", "One") + 'quote = "Quote One"\n'
    theirs = base.replace("Zero", "Two").replace("confidential = true\n", "") + 'quote = "Quote Two"\n'
    for first, second in ((ours, theirs), (theirs, ours), (BASE, theirs), (ours, BASE)):
        assert handed(base, first, second, TIMELINE_MERGE_VERBOSE="1") == CONFLICTS
        said = told()
        assert "conflict in sources" in said
        assert not any(word in said for word in ("Name", "Zero", "One", "Two", "Quote"))


def test_nobody_hears_it(handed: Handed, monkeypatch: pytest.MonkeyPatch) -> None:
    def deaf(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(os, "write", deaf)
    assert handed(BASE, OURS, THEIRS) == CONFLICTS


def test_called_by_hand(capfd: pytest.CaptureFixture[str]) -> None:
    assert [run([], {}), run(["a"] * 9, {}), run(["a"] * 4, {})] == [MISUSED] * 3
    assert capfd.readouterr() == ("", ABOUT * 3)
    assert [run(["--help"], {}), run(["-h", "x"], {}), run(["--version"], {})] == [CLEAN] * 3
    assert capfd.readouterr().out == f"{ABOUT * 2}timeline-merge {__version__}\n"
    assert max(map(len, ABOUT.splitlines())) <= 120


def test_the_process_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(sys, "argv", ["timeline-merge"])
    merge_driver.main()
    monkeypatch.setattr(merge_driver, "run", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    merge_driver.main()
    assert ended == [MISUSED, FAILED]
    runpy.run_path(merge_driver.__file__, run_name="__main__")
    assert ended[2:] == [MISUSED]


def test_it_merges_with_and_without_what_msgspec_looks_for(handed: Handed) -> None:
    """To import typing_extensions costs much, and nothing of it is used."""
    code = (
        "import os, sys; before = {*sys.modules}\nfrom timeline import merge_driver\nend = os._exit\n"
        "os._exit = lambda code: (print(code, *({*sys.modules} - before), flush=True), end(0))\n"
    )
    for first in ("", "import typing_extensions\n"):
        handed(BASE, OURS, OURS)
        Path("b").write_text(TAGGED, encoding="utf-8")
        words = [sys.executable, "-c", f"{first}{code}merge_driver.main()", "o", "a", "b", "7", PATH]
        environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
        told, *modules = done.stdout.split()
        assert (told, handed.result) == ("0", OURS.replace('"war"', '"war", "strike"'))
        assert {"typer", "subprocess", "sqlite3", "argparse", "tempfile"}.isdisjoint(modules)
