"""What a run has written becomes one commit of just that, where the user wants it; in real repositories."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from newsroom import begun, git, of_another_owner
from timeline.store.git import committing, program
from timeline.store.git.failures import GitError

ME = {
    "GIT_AUTHOR_NAME": "Desk",
    "GIT_AUTHOR_EMAIL": "desk@example.org",
    "GIT_COMMITTER_NAME": "Chief",
    "GIT_COMMITTER_EMAIL": "chief@example.org",
}
STRIKE = "events/2024/2024-11-17-strike.toml"
EVENT = 'title = "Strike"\ndate = 2024-11-17\nsources = ["The Daily"]\n'
ADD = ("add", "17 Nov 2024: Strike", "--source", "The Daily", "--commit")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A repository whose chronology is a folder of it, with one commit; git knows who commits by the environment."""
    for name, value in {**ME, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(name, value)
    git("init", "-q")
    root = begun("events")
    (root / "old.toml").write_text('title = "Old"\ndate = 2020\n', encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "Begin")
    return root


def message(revision: str = "HEAD") -> str:
    return git("-c", "i18n.logOutputEncoding=utf-8", "log", "-1", "--format=%B", revision).strip()


def files(revision: str = "HEAD") -> list[str]:
    return git("show", "--format=", "--name-status", "--no-renames", revision).split()


def hook(name: str, script: str) -> None:
    path = Path(".git/hooks", name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_only_what_was_written_is_committed_and_what_is_staged_stays(run: Run, desk: Path) -> None:
    Path("draft.md").write_text("x", encoding="utf-8")
    (desk / "old.toml").write_text('title = "Old, edited"\ndate = 2020\n', encoding="utf-8")
    git("add", "-A")
    (desk / "loose.toml").write_text(EVENT, encoding="utf-8")
    before = git("status", "--porcelain")
    result = run(*ADD)
    assert result.code == 0
    assert files() == ["A", STRIKE]
    short = git("rev-parse", "--short", "HEAD").strip()
    assert result.err.endswith(f"committed {short}: add: 2024-11-17 Strike\n")
    assert message() == "add: 2024-11-17 Strike\n\nTimeline-Event: 2024-11-17-strike"
    assert git("status", "--porcelain") == before
    assert git("log", "-1", "--format=%an %cn").strip() == "Desk Chief"


def test_no_commit_is_made_unless_it_is_asked_for(run: Run, desk: Path) -> None:
    assert "commit" not in run(*ADD[:-1]).err
    assert "commit" not in run("edit", "strike", "--add-tag", "x", "--no-commit").err
    assert message() == "Begin"


def test_every_verb_that_writes_commits(run: Run, desk: Path) -> None:
    def done(*words: str, said: str, changed: list[str]) -> None:
        result = run(*words, "--commit")
        assert message().partition("\n")[0] == said, result
        assert files() == changed, result
        assert git("status", "--porcelain") == "", result

    done(*ADD[:-1], said="add: 2024-11-17 Strike", changed=["A", STRIKE])
    (desk / "b.toml").write_text('date = 2024\ntitle = "B"\nlinks = [{type = "follows", to = "old"}]\n')
    git("add", "-A")
    git("commit", "-qm", "b")
    done("edit", "strike", "--add-tag", "x", said="edit: 2024-11-17 Strike", changed=["M", STRIKE])
    renamed = ["M", "events/b.toml", "A", "events/new.toml", "D", "events/old.toml"]
    done("mv", "old", "new", said="mv: 2 events", changed=renamed)
    assert [line[16:] for line in message().splitlines()[2:]] == ["new", "old", "b"]
    done("tags", "rename", "x", "y", "--yes", said="tags rename: 2024-11-17 Strike", changed=["M", STRIKE])
    done("sources", "add", "BBC", "--id", "bbc", said="sources add: sources.toml", changed=["A", "events/sources.toml"])
    assert message() == "sources add: sources.toml"
    done("rm", "strike", said="rm: 2024-11-17 Strike", changed=["D", STRIKE])
    done("rm", "--restore", "2024-11-17-strike", said="rm --restore: 2024-11-17 Strike", changed=["A", STRIKE])
    for verb, option in (("fmt", ""), ("check", "--fix")):
        (desk / "b.toml").write_text('date = "2024"\ntitle = "B"\n' if option else 'date = 2024\ntitle = "B"\n')
        git("commit", "-qam", "b")
        words = [verb, *[option] * bool(option), "b"]
        done(*words, said=f"{' '.join(words[:-1])}: 2024 B", changed=["M", "events/b.toml"])
    Path("t.csv").write_text("date,title\n2021,One\n2022,Two\n", encoding="utf-8")
    git("add", "t.csv")
    git("commit", "-qm", "t")
    two = ["A", "events/2021/2021-one.toml", "A", "events/2022/2022-two.toml"]
    done("import", "t.csv", "--yes", said="import: 2 events", changed=two)


def test_five_hundred_events_are_one_commit(run: Run, desk: Path) -> None:
    rows = "".join(f"2001-01-01,Event {n}\n" for n in range(500))
    Path("t.csv").write_text(f"date,title\n{rows}", encoding="utf-8")
    result = run("import", "t.csv", "--yes", "--commit", "-m", "Take in the archive")
    assert result.code == 0
    assert git("rev-list", "--count", "HEAD").strip() == "2"
    assert len(files()) == 1000
    assert message() == "Take in the archive\n\nTimeline-Events: 500"


def test_nothing_to_write_is_nothing_to_commit(run: Run, desk: Path) -> None:
    (desk / "never.toml").write_text(EVENT, encoding="utf-8")
    assert run("edit", "old", "--set", "title=Old", "--commit").err == "old: nothing to change\n"
    assert run(*ADD, "-n").code == 0
    assert run("rm", "never", "--commit").err.endswith("\nnothing to commit: for git nothing has changed\n")
    (desk / "old.toml").write_text('title = "Older"\ndate = 2020\n', encoding="utf-8")
    git("add", "-A")  # what is staged is what is changed back
    result = run("edit", "old", "--title", "Old", "--commit")
    assert result.err.endswith("nothing to commit: for git nothing has changed\n")
    assert (result.code, message()) == (0, "Begin")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("#12: mend", "#12: mend\n\nTimeline-Event: old"),
        ("One\nline\n\n# a remark\n", "One\nline\n\n# a remark\n\nTimeline-Event: old"),
        ("One\n\nSigned-off-by: A <a@b>", "One\n\nSigned-off-by: A <a@b>\nTimeline-Event: old"),
        ("Fix: one", "Fix: one\n\nTimeline-Event: old"),
        ("--amend", "--amend\n\nTimeline-Event: old"),
        ("Ünïted", "Ünïted\n\nTimeline-Event: old"),
    ],
)
@pytest.mark.parametrize("comment", ["#", "T"])
def test_a_message_of_one_s_own(run: Run, desk: Path, given: str, wanted: str, comment: str) -> None:
    git("config", "core.commentChar", comment)
    git("config", "commit.template", "nowhere")
    git("config", "commit.cleanup", "scissors")
    git("config", "commit.verbose", "true")
    git("config", "i18n.commitEncoding", "latin-1")
    git("config", "core.editor", "false")
    result = run("edit", "old", "--add-tag", "x", "--commit", "-m", given)
    assert result.code == 0
    assert message() == wanted
    assert result.err.rstrip().endswith(f": {given.splitlines()[0]}")


def test_a_first_line_is_a_line_of_72_columns_that_drives_nothing(run: Run, desk: Path) -> None:
    title = f"A \x1b[31m title\u202e of 中文 {'word ' * 30}"
    assert run("add", "--date", "2024-11-17", "--title", title, "--commit").code == 0
    first = message().splitlines()[0]
    assert first.startswith("add: 2024-11-17 A \\x1b[31m title<U+202E> of 中文 word ")
    assert (first[-1], len(first)) == ("…", 70)


def test_a_file_that_is_no_event_any_more_is_named_by_its_id(run: Run, desk: Path) -> None:
    (desk / "bad.toml").write_text("title = 1\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "Bad")
    run("rm", "bad", "--commit")
    assert message() == "rm: bad\n\nTimeline-Event: bad"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("MERGE_HEAD", "a merge is"),
        ("rebase-merge", "a rebase is"),
        ("rebase-apply", "a rebase, or a series of patches, is"),
        ("CHERRY_PICK_HEAD", "a cherry-pick is"),
        ("REVERT_HEAD", "a revert is"),
        ("SQUASH_MSG", "a squashed merge is"),
    ],
)
def test_nothing_is_written_while_something_is_to_be_ended_first(run: Run, desk: Path, name: str, said: str) -> None:
    Path(".git", name).touch()
    result = run(*ADD)
    assert (result.code, Path(STRIKE).exists()) == (3, False)
    assert f"error: no commit can be made: {said} going on in this repository\n" in result.err
    assert result.err.endswith("; nothing was written\n")


def test_a_merge_that_is_in_conflict(run: Run, desk: Path) -> None:
    for branch, title in (("theirs", "B"), ("ours", "C")):
        git("checkout", "-q", "-B", branch, "HEAD" if branch == "theirs" else "HEAD^")
        (desk / "old.toml").write_text(f'title = "{title}"\ndate = 2020\n', encoding="utf-8")
        git("commit", "-qam", title)
    with pytest.raises(Exception, match="merge"):
        git("merge", "theirs")
    assert "error: no commit can be made: a merge is going on" in run(*ADD).err
    Path(".git/MERGE_HEAD").unlink()
    result = run(*ADD)
    assert result.err.startswith("error: no commit can be made: there are conflicts in this repository\n")
    assert result.code == 3
    assert not Path(STRIKE).exists()


def test_a_bisection_is_no_hindrance(run: Run, desk: Path) -> None:
    git("bisect", "start")
    assert run(*ADD).code == 0


def test_git_must_know_who_commits_before_anything_is_written(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("config", "user.useConfigOnly", "true")
    monkeypatch.delenv("GIT_COMMITTER_EMAIL")
    result = run(*ADD)
    assert result.err == (
        "error: no commit can be made: git does not know in whose name to commit\n"
        '  say who you are: `git config user.name "Your Name"` and `git config user.email you@example.org`; '
        "nothing was written\n"
    )
    assert (result.code, Path(STRIKE).exists()) == (3, False)


def no_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))


def no_repository(_: Path, __: pytest.MonkeyPatch) -> None:
    shutil.rmtree(".git")


def bare(_: Path, __: pytest.MonkeyPatch) -> None:
    git("config", "core.bare", "true")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (no_git, "git cannot be run"),
        (no_repository, "not a git repository"),
        (bare, "this repository has no working tree"),
        (of_another_owner, "detected dubious ownership"),
    ],
)
def test_where_no_commit_can_be_made_nothing_is_written(
    run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[..., None], said: str
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    spoil(tmp_path, monkeypatch)
    result = run(*ADD)
    assert (result.code, Path(STRIKE).exists()) == (3, False)
    assert result.err.startswith("error: no commit can be made: ")
    assert said in result.err


def test_a_chronology_inside_a_bare_repository(run: Run, desk: Path) -> None:
    git("clone", "-q", "--bare", ".", "bare.git")
    shutil.copytree("events", "bare.git/events")
    result = run("-C", "bare.git/events", *ADD)
    assert result.code == 3
    assert "cannot use bare repository" in result.err
    assert "`git clone` makes one of it that has a working tree; nothing was written" in result.err


def test_a_hook_that_refuses(run: Run, desk: Path) -> None:
    hook("pre-commit", "echo 'no TODO please' >&2; exit 1")
    result = run("-q", *ADD)
    assert result.code == 1
    assert result.err.endswith(
        'saved, not committed: hook "pre-commit" said: no TODO please\n'
        "  `git -C events commit -- 2024/2024-11-17-strike.toml` commits it\n"
    )
    assert Path(STRIKE).exists()
    assert message() == "Begin"
    hook("commit-msg", "exit 1")
    hook("pre-commit", "exit 0")
    result = run("edit", "strike", "--add-tag", "x", "--commit")
    assert '\nsaved, not committed: hook "pre-commit" or "commit-msg" said: nothing\n' in result.err
    hook("commit-msg", "for n in $(seq 30); do echo :: $n; done; exit 1")
    result = run("edit", "strike", "--add-tag", "y", "--commit")
    lines = result.err.partition("said:\n")[2].splitlines()
    assert (lines[0], lines[19], lines[20]) == ("  \\u003a: 1", "  \\u003a: 20", "  and 10 more lines")
    Path(".git/hooks/pre-commit").unlink()
    Path(".git/hooks/commit-msg").unlink()
    git("--literal-pathspecs", "-C", "events", "commit", "-qm", "By hand", "--", "2024/2024-11-17-strike.toml")
    assert files() == ["A", STRIKE]


def test_hooks_run_as_configured_and_see_no_options_of_ours(run: Run, desk: Path) -> None:
    Path("mine").mkdir()
    git("config", "core.hooksPath", "mine")
    hook("pre-commit", "exit 1")
    hook(
        "../../mine/pre-commit",
        "env > seen; echo '# mended' >> events/2024/2024-11-17-strike.toml; git add 'events/*/*.toml'",
    )
    hook("../../mine/prepare-commit-msg", 'echo "Reviewed-by: hook" >> "$1"')
    assert run(*ADD).code == 0
    assert message().endswith("Timeline-Event: 2024-11-17-strike\nReviewed-by: hook")
    assert git("show", f"HEAD:{STRIKE}").endswith("# mended\n")
    seen = Path("seen").read_text(encoding="utf-8")
    assert "GIT_LITERAL_PATHSPECS" not in seen
    assert "GIT_ALLOW_PROTOCOL" not in seen


def test_a_hook_that_leaves_something_running_is_not_waited_for(run: Run, desk: Path) -> None:
    hook("post-commit", "(read -r never < mine) &")
    os.mkfifo("mine")
    assert run(*ADD).code == 0
    Path("mine").write_text("\n", encoding="utf-8")  # now it ends


def test_a_signature_that_fails(run: Run, desk: Path) -> None:
    git("config", "commit.gpgSign", "true")
    git("config", "gpg.program", "false")
    result = run(*ADD)
    assert (result.code, message()) == (1, "Begin")
    assert "saved, not committed: git said:\n  error: gpg failed to sign the data\n  fatal: " in result.err
    assert Path(STRIKE).exists()


def test_what_git_ignores_is_said(run: Run, desk: Path) -> None:
    Path(".gitignore").write_text("/events/2024\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "Ignore")
    result = run(*ADD)
    assert (result.code, message()) == (1, "Ignore")
    assert result.err.endswith(f"\nsaved, not committed: git ignores {STRIKE}\n")
    Path("t.csv").write_text("date,title\n2021,One\n2024,Two\n", encoding="utf-8")
    result = run("import", "t.csv", "--yes", "--commit")
    assert result.code == 1
    assert ": import: 2 events\n  saved, not committed: git ignores events/2024/2024-two.toml\n" in result.err
    assert files() == ["A", "events/2021/2021-one.toml"]


def test_a_path_that_git_would_read_otherwise(run: Run, desk: Path) -> None:
    odd = desk / ":(top)x.toml"
    odd.write_text('title = "Odd"\ndate = 2024\n', encoding="utf-8")
    assert run("edit", ":(top)x", "--add-tag", "x", "--commit").code == 0
    assert files() == ["A", "events/:(top)x.toml"]
    hook("pre-commit", "exit 1")
    result = run("edit", ":(top)x", "--add-tag", "y", "--commit")
    assert "`git --literal-pathspecs -C events commit -- ':(top)x.toml'` commits it" in result.err


def test_more_files_than_are_named(run: Run, desk: Path) -> None:
    hook("pre-commit", "exit 1")
    Path("t.csv").write_text("date,title\n" + "".join(f"202{n},T\n" for n in range(9)), encoding="utf-8")
    result = run("import", "t.csv", "--yes", "--commit")
    assert result.code == 1
    assert "`git -C events commit -- .` commits it" in result.err


@pytest.mark.parametrize("kind", ["unborn", "detached", "sha256", "worktree", "subfolder", "root"])
def test_kinds_of_repositories(run: Run, desk: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if kind in {"unborn", "sha256"}:
        git("init", "-q", *["--object-format=sha256"] * (kind == "sha256"), "other")
        begun("other/events")
        monkeypatch.chdir("other")
    elif kind == "worktree":
        git("worktree", "add", "-q", "../linked", "-b", "linked")
        monkeypatch.chdir("../linked")
    elif kind == "detached":
        git("checkout", "-q", "--detach")
    elif kind == "subfolder":
        Path("events/2024").mkdir()
        monkeypatch.chdir("events/2024")
    elif kind == "root":
        git("init", "-q", "events")
        monkeypatch.chdir("events")
    result = run(*ADD)
    assert result.code == 0, result
    assert message().startswith("add: 2024-11-17 Strike")
    assert [path.rpartition("/")[2] for path in files()] == ["A", "2024-11-17-strike.toml"]


def test_what_a_hook_hands_on_of_another_repository_does_not_count(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init", "-q", "other")
    for name, value in {
        "GIT_DIR": "other/.git",
        "GIT_INDEX_FILE": "other/.git/index",
        "GIT_WORK_TREE": "other",
    }.items():
        monkeypatch.setenv(name, value)
    assert run(*ADD).code == 0
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name)
    assert files() == ["A", STRIKE]


def test_another_git_is_waited_for(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            Path(".git/index.lock").unlink()

    monkeypatch.setattr(time, "sleep", sleep)
    Path(".git/index.lock").touch()
    assert run(*ADD).code == 0
    assert waited == [committing.PAUSE] * 2
    Path(".git/index.lock").touch()
    result = run("edit", "strike", "--add-tag", "x", "--commit")
    assert len(waited) == 2 + committing.TRIES - 1
    assert result.code == 1
    assert "saved, not committed: git said:\n  fatal: Unable to create" in result.err
    assert result.err.endswith("  `git -C events commit -- 2024/2024-11-17-strike.toml` commits it\n")


def test_a_new_file_that_git_could_not_take_up_is_to_be_added_first(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "TRIES", 1)
    Path(".git/index.lock").touch()
    result = run("-q", *ADD)
    assert result.code == 1
    of = "-- 2024/2024-11-17-strike.toml"
    assert result.err.endswith(f"  `git -C events add {of}`, then `git -C events commit {of}` commits it\n")


def test_a_file_that_git_never_knew_is_not_to_be_committed(run: Run, desk: Path) -> None:
    run("-q", *ADD[:-1])
    hook("pre-commit", "exit 1")
    result = run("mv", "-q", "strike", "2024-11-17-a", "--commit")
    assert result.err.endswith("  `git -C events commit -- 2024/2024-11-17-a.toml` commits it\n")


def test_who_stops_it_meanwhile_is_told_where_to_look(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(committing, "commit", stopped)
    result = run(*ADD)
    assert result.code == 130
    assert "interrupted: it is saved; `git log -1` tells whether it was committed" in result.err


def test_a_commit_that_is_made_is_told_though_its_id_is_not(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = program.run

    def failing(folder: str, *words: str) -> bytes:
        if "--short" in words:
            raise GitError("git: no")
        return ask(folder, *words)

    monkeypatch.setattr(program, "run", failing)
    result = run(*ADD)
    assert (result.code, result.err.endswith("committed HEAD: add: 2024-11-17 Strike\n")) == (0, True)


def test_a_disk_on_which_nothing_temporary_can_be_made(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    result = run(*ADD)
    assert (result.code, Path(STRIKE).exists()) == (3, False)
    assert "error: no commit can be made: git cannot be asked: No space left on device\n" in result.err


def test_what_did_not_come_to_its_end_is_not_committed(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("timeline.authoring.findings.told", failing)
    result = run(*ADD)
    assert (result.code, message()) == (130, "Begin")
    assert f"not committed, since it did not come to its end: {STRIKE}\n" in result.err
    result = run("edit", "nobody", "--add-tag", "x", "--commit")
    assert result.code == 3
    assert "not committed" not in result.err


def test_it_is_committed_though_nobody_reads_the_answer(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("timeline.cli.session.Session.show", closed)
    monkeypatch.setattr("os.dup2", lambda *_: None)
    result = run(*ADD)
    assert result.code == 0
    assert message().startswith("add: 2024-11-17 Strike")


# ----------------------------------------------------------------------------------------------- the user's settings


@pytest.fixture
def always(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The desk of a user who has set that all is committed."""
    path = Path("../config/timeline/config.toml")
    path.parent.mkdir(parents=True)
    path.write_text('[git]\ncommit = "always"\n', encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(path.parent.parent.resolve()))
    return desk


def test_a_user_may_set_that_all_is_committed(run: Run, always: Path) -> None:
    assert run(*ADD[:-1], "-m", "First").code == 0
    assert message().startswith("First\n")
    assert run("edit", "strike", "--add-tag", "x", "--no-commit").code == 0
    assert message().startswith("First\n")
    assert run("list", "-f", "ids").out == "old\n2024-11-17-strike\n"


def test_a_chronology_cannot_set_it(run: Run, desk: Path) -> None:
    (desk / "timeline.toml").write_text('[git]\ncommit = "always"\n', encoding="utf-8")
    assert run(*ADD[:-1]).code == 0
    assert message() == "Begin"


def test_what_is_set_is_done_where_it_can_be(run: Run, always: Path) -> None:
    Path(".git/MERGE_HEAD").touch()
    result = run(*ADD[:-1])
    assert (result.code, Path(STRIKE).exists()) == (0, True)
    assert "saved, not committed: a merge is going on in this repository\n" in result.err
    assert "commit" not in run("-q", "edit", "strike", "--add-tag", "x").err
    assert run("check", "--exit-zero").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--commit", "--no-commit"), "error: --commit and --no-commit rule one another out\n  give one of them\n"),
        (("--commit", "-m", " "), "error: -m gives no message\n"),
        (("-m", "x"), "error: -m is the message of a commit, and none is asked for\n  add --commit\n"),
        (("-m", "x", "--no-commit"), "error: -m is the message of a commit, and none is asked for\n"),
    ],
)
def test_flags_that_do_not_fit(run: Run, desk: Path, words: tuple[str, ...], said: str) -> None:
    result = run(*ADD[:-1], *words)
    assert (result.code, Path(STRIKE).exists()) == (2, False)
    assert result.err.startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\n[git]\ncommit = "often"\n', 'c.toml:3:1: SCH006 "often" is no commit'),
        ("[git]\ncommit = true\n", "c.toml:2:1: SCH006 commit is true or false; it must be text in quotes"),
        ('[git]\ncomit = "never"\n', 'c.toml:2:1: SCH001 unknown key "comit" in git'),
        ("[git\n", "c.toml:1:"),
    ],
)
def test_settings_that_cannot_be_read_are_told_with_their_line(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    Path("c.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("TIMELINE_CONFIG", "c.toml")
    result = run(*ADD[:-1])
    assert (result.code, Path(STRIKE).exists()) == (2, False)
    assert result.err.startswith(f"error: your settings cannot be read\n{said}")
    assert run("list").code == 0
    assert run(*ADD).code == 0  # who says it needs no setting


def test_every_git_command_is_told(run: Run, desk: Path) -> None:
    told = run("-v", *ADD).err
    assert "git var GIT_COMMITTER_IDENT (" in told
    assert "git commit --only " in told
