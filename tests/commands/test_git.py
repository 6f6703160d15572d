"""`timeline git`: what is written so that git merges by meaning, what is taken back, and what stands against it."""

import os
import subprocess
from pathlib import Path

import pytest

from conftest import Run
from merging_desk import beside
from newsroom import git, of_another_owner
from terminal import seated
from timeline.store.git.merging import attributes, configuration

LINE = "*.toml text eol=lf diff=timeline merge=timeline"
SHARED = f"events/.gitattributes: {LINE}"
KEYS = [f".git/config: {key} = {value}" for key, value in configuration.KEYS.items()]
CONFIGURED = r"""
[merge "timeline"]
	name = event files by meaning
	driver = "command -v timeline-merge >/dev/null 2>&1 && timeline-merge %O %A %B %L %P %S %X %Y; case $? in 0) exit 0;; 66) exit 1;; *) git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B;; esac"
	recursive = binary
[diff "timeline"]
	xfuncname = ^(\\[\\[?.*\\]\\]?|(id|name) *=.*)$
"""
EVENT = 'title = "A"\ndate = 2024\n'


@pytest.fixture(autouse=True)
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command is on the PATH."""
    (tmp_path / "bin").mkdir()
    path = tmp_path / "bin/timeline-merge"
    path.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", beside(path.parent))
    return path


@pytest.fixture
def desk(empty: Path) -> Path:
    """A chronology of two events that is a folder of a repository."""
    git("init", "-q")
    (empty / "2024").mkdir()
    for name in ("a", "b"):
        (empty / f"2024/{name}.toml").write_text(EVENT, encoding="utf-8")
    return empty


def said(lines: list[str], sign: str = "+") -> str:
    return "".join(f"{sign} {line}\n" for line in lines)


def test_it_is_set_up_once(run: Run, desk: Path) -> None:
    before = Path(".git/config").read_text(encoding="utf-8")
    done = run("git", "setup")
    assert (done.code, done.out) == (0, said([*KEYS, SHARED]))
    assert done.err == "next: `git add -- events/.gitattributes`, and commit it\n"
    assert (desk / ".gitattributes").read_text(encoding="utf-8") == f"{LINE}\n"
    assert Path(".git/config").read_text(encoding="utf-8") == before + CONFIGURED.lstrip("\n")
    assert git("status", "--porcelain").splitlines() == ["?? events/"]
    assert run("git", "setup") == (0, "", "set up already\n")
    assert run("git", "setup", "--check") == run("git") == (0, "", "event files are merged by meaning here\n")
    assert run("-q", "git") == (0, "", "")


def test_what_it_wrote_is_taken_back_and_nothing_else(run: Run, desk: Path) -> None:
    before = Path(".git/config").read_bytes()
    assert run("git", "setup", "--undo") == (0, "", "nothing is set up here\n")
    run("git", "setup")
    undone = run("git", "setup", "--undo")
    assert undone == (0, said([SHARED, *KEYS], "-"), "")  # nobody has committed the line: nothing is to be done
    assert not (desk / ".gitattributes").exists()
    assert Path(".git/config").read_bytes() == before
    run("git", "setup")
    git("add", "-A")
    git("commit", "-qm", "all")
    assert run("git", "setup", "--undo").err == "next: `git add -- events/.gitattributes`, and commit it\n"
    git("add", "--", "events/.gitattributes")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"*.jpg binary\r\n# ours\r\n", b"*.jpg binary\r\n# ours\r\n%s\r\n"),
        (b"*.jpg binary", b"*.jpg binary\n%s\n"),
        (b"\n\n# \xff\rx\n", b"\n\n# \xff\rx\n%s\n"),
        (b"*.toml  text  eol=lf diff=timeline\tmerge=timeline\n# x\n", b"*.toml  text  eol=lf diff=timeline\tmerge=timeline\n# x\n"),
        (b"%s\n*.jpg binary\n%s\n" % ((LINE.encode(),) * 2), b"*.jpg binary\n%s\n"),
        (b"# %s\n" % LINE.encode(), b"# *.toml text eol=lf diff=timeline merge=timeline\n%s\n"),
    ],
)  # fmt: skip
def test_the_lines_of_others_stay_to_the_byte(before: bytes, after: bytes, run: Run, desk: Path) -> None:
    file = desk / ".gitattributes"
    file.write_bytes(before)
    run("git", "setup")
    assert file.read_bytes() == after.replace(b"%s", LINE.encode())
    assert run("git", "setup").out == ""
    run("git", "setup", "--undo")
    rest = [row for row in before.splitlines(keepends=True) if row.split() != LINE.encode().split()]
    assert file.read_bytes().rstrip() == b"".join(rest).rstrip()


def test_for_this_clone_alone(run: Run, desk: Path) -> None:
    file = Path(".git/info/attributes")
    line = "events/**/*.toml text eol=lf diff=timeline merge=timeline"
    done = run("git", "setup", "--local")
    assert done == (0, said([*KEYS, f".git/info/attributes: {line}"]), "")
    assert (file.read_text(encoding="utf-8"), (desk / ".gitattributes").exists()) == (f"{line}\n", False)
    assert run("git").code == 0
    assert git("check-attr", "merge", "--", "events/x.toml", "pyproject.toml").splitlines() == [
        "events/x.toml: merge: timeline",
        "pyproject.toml: merge: unspecified",
    ]
    run("git", "setup")
    undone = run("git", "setup", "--undo", "--local")
    assert undone == (0, said([f".git/info/attributes: {line}", *KEYS], "-"), "")
    assert not file.exists()
    assert (desk / ".gitattributes").exists()


def test_undo_takes_back_both(run: Run, desk: Path) -> None:
    run("git", "setup", "--local")
    run("git", "setup")
    undone = run("git", "setup", "--undo").out
    assert [line.split(": ")[0] for line in undone.splitlines()[:2]] == ["- .git/info/attributes", "- events/.gitattributes"]  # fmt: skip


@pytest.mark.parametrize("name", ["", "my events/", '"a"/', "[x]*?/", "!a/", "#a/", "\\b/", "é/", " a/b/", "[attr]x/"])
def test_a_folder_of_any_name(name: str, tmp_path: Path) -> None:
    git("init", "-q")
    Path(".git/info").mkdir(exist_ok=True)
    Path(".git/info/attributes").write_bytes(os.fsencode(attributes.line_within(name)) + b"\n")
    paths = [f"{name}x.toml", f"{name}2024/x.toml", "z/x.toml"]
    found = attributes.effective(".", paths)
    assert [found[path].get("merge") for path in paths] == ["timeline", "timeline", "timeline" if name == "" else None]


def test_a_worktree_is_set_up_with_all_of_its_repository(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("add", "-A")
    git("commit", "-qm", "all")
    git("config", "extensions.worktreeConfig", "true")
    git("worktree", "add", "-q", "../other")
    monkeypatch.chdir("../other")
    done = run("git", "setup", "--local")
    assert done.code == 0
    assert "../work/.git/config: merge.timeline.recursive = binary" in done.out
    assert "../work/.git/info/attributes: " in done.out
    monkeypatch.chdir("../work")
    assert run("git").code == 0


def test_a_chronology_that_is_elsewhere(run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("-C", "work", "git", "setup")
    assert done.err == "next: `git -C work/events add .gitattributes`, and commit it\n"
    git("-C", "work/events", "add", ".gitattributes")
    run("-C", "work", "git", "setup", "--undo")
    monkeypatch.chdir("work/events/2024")
    assert "next: `git add -- ../.gitattributes`" in run("git", "setup").err


def test_what_is_set_otherwise_is_set_right_and_taken_back_by_nobody(run: Run, desk: Path) -> None:
    run("git", "setup")
    git("config", "merge.timeline.name", "mine")
    git("config", "--add", "merge.timeline.recursive", "binary")
    found = run("git")
    assert found.out == (
        ".git/config: merge.timeline.name is set otherwise: mine\n"
        ".git/config: merge.timeline.recursive is there 2 times\n"
    )
    assert (found.code, found.err) == (1, "`timeline git setup` sets what is missing\n")
    undone = run("git", "setup", "--undo", "--local")
    assert (
        undone.err
        == "merge.timeline.name is set otherwise than by us, and stays\nmerge.timeline.recursive is set otherwise than by us, and stays\n"
    )
    done = run("git", "setup", "--local")
    assert (done.code, len(done.out.splitlines())) == (0, 5)
    assert run("git").code == 0


def test_what_is_overridden_in_another_file(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("git", "setup")
    git("config", "extensions.worktreeConfig", "true")
    git("config", "--worktree", "merge.timeline.driver", "false")
    assert run("git") == (1, "merge.timeline.driver is overridden in another file: false\n", "")
    git("config", "--local", "--unset", "merge.timeline.driver")
    git("config", "--worktree", "merge.timeline.driver", configuration.KEYS[configuration.DRIVER])
    assert run("git").code == 0  # it is set, wherever


def test_lines_that_stand_against_it(run: Run, desk: Path) -> None:
    run("git", "setup")
    with (desk / ".gitattributes").open("a", encoding="utf-8") as file:
        file.write(f"# merge\n{LINE}\nb.toml -merge\n")
    Path(".git/info").mkdir(exist_ok=True)
    Path(".git/info/attributes").write_text("events/2024/a.toml !merge\n", encoding="utf-8")
    (desk / "2024/.gitattributes").write_text("*.toml merge=union\n", encoding="utf-8")
    found = run("git")
    assert found.out == (
        f"events/.gitattributes: the line is there 2 times: {LINE}\n"
        "merge is said nowhere or union (.git/info/attributes:1, events/.gitattributes:4, events/2024/.gitattributes:1):"
        " git merges 2 event files, as events/2024/a.toml line by line\n"
    )
    assert (found.code, found.err) == (1, "`timeline git setup` sets what is missing\n")


def test_what_hurts_is_a_warning(run: Run, desk: Path) -> None:
    run("git", "setup")
    Path(".gitattributes").write_text(
        "events/** export-ignore ident filter=lfs -linguist-generated\n", encoding="utf-8"
    )
    (desk / "2024/.gitattributes").write_text(
        "a.toml -diff linguist-generated=true\n2024-* working-tree-encoding=UTF-16 -text eol=crlf\n", encoding="utf-8"
    )
    found = run("git")
    assert found.out.splitlines() == [
        "warning: text is unset (events/2024/.gitattributes:2): git may take new event files for no text",
        "warning: eol is crlf (events/2024/.gitattributes:2): git may give new event files other line ends",
        "warning: diff is unset (events/2024/.gitattributes:1): `git diff` names no event in events/2024/a.toml",
        "warning: export-ignore is set (.gitattributes:1): `git archive` leaves out event files",
        "warning: working-tree-encoding is UTF-16 (events/2024/.gitattributes:2): git writes new event files in another encoding than UTF-8",
        "warning: ident is set (.gitattributes:1): git changes `$Id$` in event files",
        "warning: filter is lfs (.gitattributes:1): a program changes event files on the way into git and out of it",
        "warning: linguist-generated is true (.gitattributes:1, events/2024/.gitattributes:1): GitHub hides the changes of events/2024/a.toml",
    ]  # fmt: skip
    assert (found.code, found.err) == (0, "event files are merged by meaning here\n")


def test_nothing_is_set_up(run: Run, desk: Path, tool: Path) -> None:
    tool.unlink()
    found = run("git", "setup", "--check")
    keys = "".join(f".git/config: {key} is missing\n" for key in configuration.KEYS)
    assert found.out == (
        f"{keys}timeline-merge is not on the PATH (it lies beside `timeline`): git merges line by line\n"
        "merge is said nowhere: git merges event files line by line\n"
    )
    assert (found.code, found.err) == (1, "`timeline git setup` sets what is missing\n")
    assert "timeline-merge is not on the PATH" in run("git", "setup").err


def test_git_ignores_the_file(run: Run, desk: Path) -> None:
    Path(".gitignore").write_text(".gitattributes\n", encoding="utf-8")
    assert run("git", "setup").err == "git ignores events/.gitattributes: nobody else gets it\n"


def test_where_it_cannot_be(run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("git", "setup").code == run("git").code == 3
    assert (
        run("git").err
        == "error: git: not a git repository (or any of the parent directories): .git\n  `git init` makes a repository\n"
    )
    git("init", "-q")
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path / "bin"))
        refused = run("git", "setup")
        assert (refused.code, refused.out) == (3, "")
        assert "install git" in refused.err
    with monkeypatch.context() as patch:
        of_another_owner(tmp_path, patch)
        assert "dubious ownership" in run("git", "setup").err
    git("config", "core.bare", "true")
    refused = run("git", "setup")
    assert (refused.code, refused.out) == (3, "")
    assert "one without files" in refused.err
    assert not (empty / ".gitattributes").exists()


def test_a_bare_repository(run: Run, desk: Path) -> None:
    git("add", "-A")
    git("commit", "-qm", "all")
    git("clone", "-q", "--bare", ".", "../bare.git")
    refused = run("-C", "../bare.git", "git", "setup")
    assert (refused.code, refused.out) == (3, "")
    assert "bare repository" in refused.err


def test_a_link_is_not_written_through(run: Run, desk: Path) -> None:
    before = Path(".git/config").read_bytes()
    Path("outside").write_text("precious", encoding="utf-8")
    (desk / ".gitattributes").symlink_to("../outside")
    for words in (["git", "setup"], ["git", "setup", "--undo"], ["git"]):
        refused = run(*words)
        assert (refused.code, refused.out) == (3, ""), words
        assert "events/.gitattributes is a link; links are not followed" in refused.err
    assert (Path("outside").read_text(encoding="utf-8"), Path(".git/config").read_bytes()) == ("precious", before)
    assert run("git", "setup", "--undo", "--local").code == 0


def test_a_configuration_that_is_locked(run: Run, desk: Path) -> None:
    Path(".git/config.lock").touch()
    refused = run("git", "setup")
    assert (refused.code, refused.out) == (3, "")
    assert "could not lock config file" in refused.err
    assert not (desk / ".gitattributes").exists()


def test_what_was_done_is_said_where_it_ends_half_way(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.store.files.writer.begin", lambda *_: (_ for _ in ()).throw(OSError(28, "No space")))
    refused = run("git", "setup")
    assert (refused.code, refused.out) == (3, said(KEYS))
    assert "events/.gitattributes cannot be written: No space" in refused.err


def test_check_goes_with_nothing(run: Run, desk: Path) -> None:
    for word in ("--undo", "--local"):
        refused = run("git", "setup", "--check", word)
        assert (refused.code, refused.err) == (2, "error: --check changes nothing\n  `timeline git setup --check` looks at all of it\n")  # fmt: skip


def test_no_program_of_the_repository_is_run(run: Run, desk: Path) -> None:
    program = Path("program").absolute()
    program.write_text(f'#!/bin/sh\ntouch "{program}.ran"\n', encoding="utf-8")
    program.chmod(0o755)
    git("config", "core.fsmonitor", str(program))
    for words in (["setup"], [], ["setup", "--undo"]):
        run("git", *words)
    assert not Path("program.ran").exists()


# ------------------------------------------------------------------------------------------------------ after a clone

NOTE = "note: event files are to be merged by meaning here: `timeline git setup` switches it on\n"


@pytest.fixture
def cloned(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    run("git", "setup")
    git("add", "-A")
    git("commit", "-qm", "all")
    git("clone", "-q", ".", "../clone")
    monkeypatch.chdir("../clone")
    return desk


def test_a_person_is_told_once_a_day(run: Run, cloned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*words: str) -> str:
        return seated(monkeypatch, "--today", "2025-03-01", *words).err

    assert run("--today", "2025-03-01", "list").err == ""  # a program reads it
    assert told("-q", "list") == told("schema") == ""
    assert NOTE not in told("git")
    assert told("list") == NOTE
    assert told("list") == ""
    assert seated(monkeypatch, "--today", "2025-03-02", "-C", "events", "show", "a").err == NOTE.replace("timeline git", "timeline -C events git")  # fmt: skip
    assert [path.stat().st_mode & 0o77 for path in Path(os.environ["TIMELINE_CACHE_DIR"]).glob("*.asked")] == [0]


def test_it_costs_no_git(run: Run, cloned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated(monkeypatch, "list")
    monkeypatch.setattr(subprocess, "run", None)
    assert seated(monkeypatch, "list").code == 0


def test_nobody_is_told_where_it_is_set_up_or_cannot_be(
    run: Run, cloned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("git", "setup")
    assert seated(monkeypatch, "list").err == ""
    Path(".git").rename("gone")
    assert seated(monkeypatch, "--today", "2025-03-02", "list").err == ""
    Path("gone").rename(".git")
    run("git", "setup", "--undo")
    (cloned / ".gitattributes").unlink(missing_ok=True)
    (Path("events") / ".gitattributes").write_text("*.jpg binary\n", encoding="utf-8")
    assert seated(monkeypatch, "--today", "2025-03-03", "list").err == ""
