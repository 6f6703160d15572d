"""`timeline rm`: what is taken away can be had again."""

from pathlib import Path

import pytest

from conftest import Run
from desk import git, of_another_owner
from hand_written import tree
from timeline.errors import DataError
from timeline.store import writing

ISSUE = (
    "add",
    "17 Nov 2024: Biden lets Ukraine strike Russia with ATACMS",
    *("--actor", "Joe Biden:agent", "--actor", "Ukraine:recipient"),
    *("--source", "Ukrainska Pravda, citing The New York Times, citing American officials", "--basis", "reported"),
)


ISSUE_ID = "2024-11-17-biden-lets-ukraine-strike-russia-with-atacms"


def test_rm_keeps_what_git_does_not_hold(run: Run, empty: Path) -> None:
    run(*ISSUE)
    result = run("rm", ISSUE_ID)
    assert result.code == 0
    assert (
        result.err
        == f"removed events/2024/{ISSUE_ID}.toml (kept as events/.removed/{ISSUE_ID}.toml, which git ignores; delete it to be rid of it)\n"
    )
    kept = {".unfinished/.gitignore", ".removed/.gitignore", f".removed/{ISSUE_ID}.toml"}
    assert tree(empty).keys() == {"timeline.toml", *kept}
    assert run("list", "-f", "ids").out == ""


def test_rm_lets_go_of_what_git_holds(run: Run, real: Path) -> None:
    git("init", "-q", ".")
    git("add", "-A")
    git("commit", "-qm", "all")
    changed = real / "2024/2024-11-17-fear-of-retaliation.toml"
    changed.write_text(changed.read_text(encoding="utf-8") + "# since\n", encoding="utf-8")
    result = run("delete", "biden-auth", "fear-of", "2024-11-17-fear-of-retaliation")
    assert result.code == 0
    biden = "events/2024/2024-11-17-biden-authorises-atacms.toml"
    assert f"removed {biden} (git holds it: git checkout HEAD -- {biden})" in result.err
    assert "kept as events/.removed/2024-11-17-fear-of-retaliation.toml" in result.err
    assert "reluctance, 2024-11-17-first-atacms" in result.err
    assert "still linked to 2024-11-17-biden-authorises-atacms\n" in result.err
    git("checkout", "HEAD", "--", biden)
    assert Path(biden).exists()


def test_rm_keeps_what_git_cannot_answer_for(
    run: Run, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init", "-q", ".")
    git("add", "-A")
    git("commit", "-qm", "all")
    of_another_owner(tmp_path, monkeypatch)
    assert "(kept as events/.removed/2024-11-17-biden-authorises-atacms.toml" in run("rm", "biden-auth").err


def test_rm_n_removes_nothing(run: Run, real: Path) -> None:
    before = tree(real)
    result = run("rm", "biden-auth", "-n")
    assert result.err == "would remove events/2024/2024-11-17-biden-authorises-atacms.toml\n"
    assert tree(real) == before


def test_rm_takes_a_file_that_cannot_be_read(run: Run, empty: Path) -> None:
    (empty / "2024-broken.toml").write_text("nonsense", encoding="utf-8")
    assert run("rm", "broken").code == 0
    assert run("list").code == 0


def test_rm_removes_all_or_none_of_what_is_named(run: Run, real: Path) -> None:
    before = tree(real)
    assert run("rm", "biden-auth", "no-such-thing").code == 3
    assert tree(real) == before


def test_what_was_not_removed_is_not_missed(run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DataError("the disk is read-only")

    monkeypatch.setattr(writing, "remove", refuse)
    result = run("rm", "biden-auth")
    assert (result.code, "still linked" in result.err) == (3, False)
