"""What is said where the past cannot be read, and in which repositories it can: nothing is taken for an answer."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from newsroom import begun, git, of_another_owner
from timeline.store.files import folder, snapshot
from timeline.store.git import program, repository, revisions
from timeline.store.git.bare import BareFolder
from timeline.store.git.failures import ObjectsMissingError, UnknownRevisionError

Asked = Callable[[Path | str, str], list[str] | str]


def event(title: str, day: int = 1) -> str:
    return f'title = "{title}"\ndate = 2024-01-0{day}\n'


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A repository in three commits, one a day from 1 February 2024 on: of the second there is one event more."""
    assert Path.cwd() == tmp_path / "work"
    return recorded(Path("desk"), monkeypatch)


def recorded(place: Path, monkeypatch: pytest.MonkeyPatch, *how: str) -> Path:
    root = begun(place / "events", b'timezone = "Europe/Kyiv"\n')
    git("init", "-q", "-b", "main", *how, at=place)
    for n in (1, 2, 3):
        (root / "a.toml").write_text(event(f"As of {n}"), encoding="utf-8")
        (root / "b.toml").write_text(event("Another", 2), encoding="utf-8")
        if n != 2:
            (root / "b.toml").unlink()
        git("add", "-A", at=place)
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"2024-02-0{n}T12:00:00Z")
        git("commit", "-qm", str(n), at=place)
    monkeypatch.delenv("GIT_COMMITTER_DATE")
    return place


def cloned(desk: Path, name: str, *how: str) -> Path:
    git("config", "uploadpack.allowFilter", "true", at=desk)
    git("clone", "-q", *how, desk.resolve().as_uri(), name)
    return Path(name)


@pytest.fixture
def asked(run: Run) -> Asked:
    """The titles of a chronology as of a commit or a day; where there is no answer, what is said."""

    def asked(place: Path | str, when: str) -> list[str] | str:
        result = run("-C", str(place), "list", "-f", "tsv", "--columns", "title", "--recorded-at", when)
        assert (result.code, bool(result.out)) in {(0, True), (3, False)}
        return result.out.splitlines()[1:] or result.err

    return asked


def lines(*told: str) -> str:
    return "".join(f"{line}\n" for line in told)


def test_a_whole_history(desk: Path, asked: Asked) -> None:
    for when in ("HEAD~1", "main~1", "2024-02-02", "date:2024-02-02", "commit:HEAD~1"):
        assert asked(desk, when) == ["As of 2", "Another"]
    assert asked(desk, "HEAD") == ["As of 3"]


def test_a_shallow_clone_says_from_when_on_it_knows(desk: Path, asked: Asked) -> None:
    shallow = cloned(desk, "shallow", "--depth", "1")
    assert asked(shallow, "HEAD") == asked(shallow, "2024-02-03") == ["As of 3"]
    starts, cure = "history here starts on 2024-02-03 (shallow clone)", "  `git fetch --unshallow` brings the rest"
    assert asked(shallow, "2024-02-02") == lines(f"error: {starts}", cure)
    for name in ("HEAD~1", git("rev-parse", "HEAD~1", at=desk).strip()):
        assert asked(shallow, name) == lines(f'error: git has no commit "{name}" here: {starts}', cure)
    git("fetch", "-q", "--unshallow", at=shallow)
    assert asked(shallow, "HEAD~1") == ["As of 2", "Another"]


def test_a_partial_clone_says_how_much_is_not_there(desk: Path, asked: Asked, run: Run) -> None:
    partial = cloned(desk, "partial", "--filter=blob:none")
    assert asked(partial, "HEAD") == ["As of 3"]
    cure = "  `git fetch --refetch --no-filter` brings them to a partial clone; `git fsck` names what is damaged"
    assert asked(partial, "HEAD~1") == lines("error: git: 2 of the contents are not here", cure)
    assert asked(partial, "HEAD~2") == lines("error: git: 1 of the contents is not here", cure)
    assert run("-C", "partial", "rm", "--restore", "b").err == lines("error: git: 1 of the contents is not here", cure)
    held = [
        id_
        for rev in ("HEAD~1", "HEAD")
        for _, _, id_, _ in map(str.split, git("ls-tree", "-r", rev, at=partial).splitlines())
    ]
    assert len(repository.blobs(str(partial), held, whole=False)) == 2  # what is here is had all the same
    git("fetch", "-q", "--refetch", "--no-filter", at=partial)
    assert asked(partial, "HEAD~1") == ["As of 2", "Another"]


def test_a_clone_without_trees(desk: Path, asked: Asked) -> None:
    result = asked(cloned(desk, "treeless", "--filter=tree:0"), "HEAD~1")
    assert "`git fetch --refetch --no-filter` brings them to a partial clone" in result


def test_what_is_damaged_is_not_made_up_for(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git fails over what it has, no second answer is asked for."""

    def failing(root: str, *words: str, **_: object) -> bytes:
        if "--batch-check" in words:
            raise ObjectsMissingError("git: corrupt")
        return b"a\n"

    monkeypatch.setattr(repository, "run", failing)
    with pytest.raises(ObjectsMissingError, match="0 of the contents are not here"):
        repository.sizes(str(desk), ["a"], whole=False)


# ------------------------------------------------------------------------------------------------ bare repositories


@pytest.fixture
def bare(desk: Path) -> Path:
    git("clone", "-q", "--bare", str(desk), "desk.git")
    return Path("desk.git")


def test_of_a_bare_repository_every_commit_can_be_read(
    bare: Path, asked: Asked, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (bare, bare / "events", bare.resolve()):
        assert asked(place, "main~1") == asked(place, "2024-02-02") == ["As of 2", "Another"]
    at = ("--recorded-at", "main~1", "-C", "desk.git")
    told = "As recorded in commit "
    assert run("show", "b", *at).out.startswith(told)
    assert "2024-02-02 14:00 Europe/Kyiv" in run("trace", "b", *at).out  # the zone of its newest commit
    assert "Another" in run("report", *at).out
    assert run("sql", "SELECT id FROM events", "-f", "csv", *at).out == "id\r\na\r\nb\r\n"
    assert '"Another"' in run("export", "-f", "jsonl", *at).out
    monkeypatch.chdir(bare)
    assert asked(".", "main") == ["As of 3"]
    assert '"title":"As of 3"' in run("export", "-f", "jsonl", "--recorded-at", "HEAD").out.replace(": ", ":")


def test_a_bare_repository_whose_root_is_the_chronology(asked: Asked) -> None:
    root = begun("desk")
    (root / "a.toml").write_text(event("At the root"), encoding="utf-8")
    git("init", "-q", at=root)
    git("add", "-A", at=root)
    git("commit", "-qm", "1", at=root)
    git("clone", "-q", "--bare", "desk", "desk.git")
    assert asked("desk.git", "HEAD") == ["At the root"]


def test_a_folder_that_no_commit_of_a_bare_repository_has(bare: Path, asked: Asked) -> None:
    result = asked(bare / "nowhere", "HEAD")
    assert "holds nothing of this folder" in result
    assert not (bare / "nowhere").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("show", "a"),
        ("report",),
        ("add", "1 Jan 2024: New"),
        ("edit", "a", "--add-tag", "x"),
        ("rm", "a"),
        ("rm", "--restore", "--all"),
        ("mv", "a", "b"),
        ("fmt",),
        ("check", "--fix"),
        ("check", "--staged"),
        ("sources", "add", "BBC"),
        ("tags", "rename", "x", "y"),
    ],
)
def test_a_bare_repository_has_no_files_to_read_or_write(bare: Path, run: Run, words: tuple[str, ...]) -> None:
    before = sorted(bare.rglob("*"))
    result = run("-C", str(bare), *words)
    assert (result.code, result.out) == (3, "")
    assert result.err.endswith(
        "error: desk.git is a bare repository: it holds commits, and no files\n"
        "  --recorded-at HEAD asks its newest commit; nothing can be written\n"
    )
    assert sorted(bare.rglob("*")) == before


def test_two_commits_of_a_bare_repository_are_not_compared(bare: Path, run: Run) -> None:
    result = run("-C", str(bare), "diff", "main~1..main")
    assert (result.code, result.out) == (3, "")
    assert result.err.endswith("\n  `git clone` makes one of it that has a working tree\n")


def test_no_commit_is_made_in_a_bare_repository(bare: Path, run: Run) -> None:
    result = run("-C", str(bare), "add", "1 Jan 2024: New", "--commit")
    assert result.err.startswith("error: no commit can be made: this repository has no working tree\n")


def test_a_bare_repository_without_commits(asked: Asked) -> None:
    git("init", "-q", "--bare", "none.git")
    assert asked("none.git", "HEAD") == lines(
        'error: git has no commit "HEAD": there is no commit here yet',
        "  `git commit` makes the first",
    )


def test_a_bare_repository_without_contents(desk: Path, asked: Asked, run: Run) -> None:
    """Its settings cannot be read: then none are set."""
    cloned(desk, "part.git", "--bare", "--filter=blob:none")
    assert "error: git: 2 of the contents are not here\n" in asked("part.git", "HEAD")
    assert run("-C", "part.git", "date", "2024-05-01").code == 0


def test_what_only_looks_like_a_bare_repository(tmp_path: Path, run: Run, asked: Asked) -> None:
    for place in ("objects", "refs"):
        Path("odd.git", place).mkdir(parents=True)
    assert folder._bare("odd.git") is None
    Path("odd.git/HEAD").write_text("garbage", encoding="utf-8")
    assert folder._bare("odd.git") is None
    assert "no chronology in odd.git" in run("-C", "odd.git", "list").err
    assert run("-C", "nowhere", "list").err.startswith("error: there is no folder nowhere\n")
    assert "no chronology in" in run("-C", "/", "list").err
    Path("plain").mkdir()
    git("init", "-q", "plain")
    assert program.bare("plain/.git") is None


def test_a_chronology_among_the_files_of_a_bare_repository_is_not_given_its_commits(bare: Path, asked: Asked) -> None:
    """As a folder of a clone can be one: its commits are somebody's who wants them to be taken for the desk's."""
    begun(bare)
    result = asked(bare, "HEAD")
    assert "git: cannot use bare repository" in result


# ------------------------------------------------------------------------------------------ other repositories


def test_a_linked_worktree(desk: Path, asked: Asked) -> None:
    git("worktree", "add", "-q", "../linked", "HEAD~1", at=desk)
    assert asked("linked", "main") == ["As of 3"]
    assert asked("linked", "2024-02-03") == ["As of 2", "Another"]  # of its own HEAD


def test_of_a_submodule_it_is_said_whose_commits_they_are(desk: Path, run: Run) -> None:
    git("init", "-q", "court")
    git("-c", "protocol.file.allow=always", "submodule", "add", "-q", "../desk", "chronology", at="court")
    git("commit", "-qm", "1", at="court")
    result = run("-C", "court/chronology", "list", "-f", "ids", "--recorded-at", "HEAD~1")
    assert result.out == "a\nb\n"
    assert result.err.startswith("note: commits are those of the submodule chronology, not of court\n")
    theirs = git("rev-parse", "HEAD", at="court").strip()
    assert run("-C", "court/chronology", "list", "--recorded-at", theirs).code == 3


def test_a_repository_of_another_owner(
    desk: Path, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_another_owner(tmp_path, monkeypatch)
    result = asked(desk, "HEAD")
    assert "error: git: detected dubious ownership in repository" in result
    assert "if you trust it: git config --global --add safe.directory" in result


def test_sha256(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    place = recorded(Path("sha"), monkeypatch, "--object-format=sha256")
    id_ = git("rev-parse", "HEAD~1", at=place).strip()
    assert len(id_) == 64
    for name in (id_, id_[:7], "2024-02-02"):
        assert asked(place, name) == ["As of 2", "Another"]


def test_no_git_and_no_repository(desk: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        assert asked(desk, "HEAD") == lines(
            "error: git cannot be run: No such file or directory",
            "  install git, or put it on the PATH",
        )
    shutil.rmtree(desk / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = asked(desk, "2024-02-02")
    assert "error: git: not a git repository" in result


def test_replaced_and_grafted_commits_are_read_as_they_were_made(desk: Path, asked: Asked) -> None:
    (desk / ".git/info/grafts").write_text(git("rev-parse", "HEAD~1", at=desk), encoding="utf-8")
    git("replace", "HEAD", "HEAD~1", at=desk)
    assert asked(desk, "HEAD") == ["As of 3"]
    assert asked(desk, "2024-02-01") == ["As of 1"]
    assert asked(desk, "HEAD~2") == ["As of 1"]


def test_an_empty_repository_and_an_unborn_branch(desk: Path, asked: Asked) -> None:
    git("init", "-q", "-b", "main", "empty")
    begun("empty/events")
    yet = "there is no commit here yet"
    assert asked("empty", "2024-02-01") == lines(f"error: {yet}", "  `git commit` makes the first")
    assert asked("empty", "main") == lines(f'error: git has no commit "main": {yet}', "  `git commit` makes the first")
    git("checkout", "-q", "--orphan", "new", at=desk)
    assert asked(desk, "2024-02-01") == lines(f"error: {yet}", "  `git commit` makes the first")
    assert asked(desk, "main~1") == ["As of 2", "Another"]


def test_tags_and_a_detached_head(desk: Path, asked: Asked) -> None:
    git("tag", "-a", "v1", "HEAD~1", "-m", "v1", at=desk)
    git("tag", "-a", "v2", "v1", "-m", "of a tag", at=desk)
    git("tag", "text", "HEAD:events/a.toml", at=desk)
    for name in ("v1", "v2", "refs/tags/v1"):
        assert asked(desk, name) == ["As of 2", "Another"]
    result = asked(desk, "text")
    assert 'error: git has no commit "text"\n' in result
    git("checkout", "-q", "--detach", "HEAD~2", at=desk)
    assert asked(desk, "2024-02-09") == ["As of 1"]
    assert asked(desk, "main") == ["As of 3"]


def test_a_word_of_git_s_own_dates_is_none(desk: Path, asked: Asked) -> None:
    for word in ("HEAD@{yesterday}", "--all", "^main", "main\x1b[31m", "garbage"):
        result = asked(desk, word) if word[:1] != "-" else asked(desk, f"commit:{word}")
        assert "error: git has no commit" in result
        assert "\x1b" not in result


def test_what_a_place_in_a_bare_repository_is() -> None:
    place = BareFolder.of("a/desk.git/events", "a/desk.git")
    assert (place, place.within) == ("a/desk.git/events", "events")
    assert BareFolder.of("desk.git", "desk.git").within == ""
    assert os.path.join(place, "x") == "a/desk.git/events/x"


def test_no_commit_of_a_name(desk: Path) -> None:
    error = revisions.unknown(str(desk), "nobody", "look")
    assert (type(error), error.message, error.hint) == (UnknownRevisionError, 'git has no commit "nobody"', "look")
    assert snapshot.committed(str(desk / "events"), "HEAD").events == {"a": "a.toml"}
