"""How bash, zsh and fish hand over a line, and take words back."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from timeline.cli.completion import shells
from timeline.cli.completion.shells import Offer


def bash(*pieces: str) -> dict[str, str]:
    """What its script gives for these pieces of a line, the cursor being in the last."""
    return {"COMP_WORDS": "\n".join([*pieces, "behind"]), "COMP_CWORD": str(len(pieces) - 1)}


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        (("timeline", "li"), ["timeline", "li"]),
        (("timeline", "list", ""), ["timeline", "list", ""]),
        (("timeline", "list", "actor", ":", "Bi"), ["timeline", "list", "actor:Bi"]),
        (("timeline", "list", "actor", ":"), ["timeline", "list", "actor:"]),
        (("timeline", "list", "actor", ":", ""), ["timeline", "list", "actor:", ""]),
        (("timeline", "list", "--actor", "=", "Jo"), ["timeline", "list", "--actor=Jo"]),
        (("timeline", "add", "--actor", "Joe\\ Biden", ":", "ag"), ["timeline", "add", "--actor", "Joe Biden:ag"]),
        (("timeline", "list", "'a b"), ["timeline", "list", "a b"]),
    ],
)
def test_bash_tears_words_apart(pieces: tuple[str, ...], words: list[str]) -> None:
    assert shells.words("bash", bash(*pieces)) == words


def test_a_line_of_bash_in_one_piece() -> None:
    assert shells.words("bash", {"COMP_WORDS": "timeline ", "COMP_CWORD": "1"}) == ["timeline", ""]
    assert shells.words("bash", {"COMP_WORDS": "timeline li", "COMP_CWORD": "1"}) == ["timeline", "li"]
    assert shells.answer("bash", [Offer("list")], {"COMP_WORDS": "timeline", "COMP_CWORD": "1"}) == "list\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("timeline", ["timeline"]),
        ("timeline ", ["timeline", ""]),
        ("timeline  li", ["timeline", "li"]),
        ("timeline list actor:Jo", ["timeline", "list", "actor:Jo"]),
        ("timeline list actor:Joe\\ Bi", ["timeline", "list", "actor:Joe Bi"]),
        ("timeline list 'Joe B", ["timeline", "list", "Joe B"]),
        ('timeline list "Joe \\"B\\" x"y', ["timeline", "list", 'Joe "B" xy']),
        ("timeline list --actor='Joe B' ", ["timeline", "list", "--actor=Joe B", ""]),
        ("timeline list 'it'\\''s", ["timeline", "list", "it's"]),
        ("timeline a\\", ["timeline", "a\\"]),
        ("", [""]),
    ],
)
def test_zsh_and_fish_hand_over_the_line(line: str, words: list[str]) -> None:
    for shell in ("zsh", "fish"):
        assert shells.words(shell, {"_TIMELINE_LINE": line}) == words


@pytest.mark.parametrize(
    ("pieces", "offered", "answer"),
    [
        (("timeline", "l"), "list", "list"),
        (("timeline", "list", "actor", ":", "Jo"), "actor:Joe Biden", "Joe\\ Biden"),
        (("timeline", "list", "actor", ":"), "actor:Joe Biden", "Joe\\ Biden"),
        (("timeline", "list", "act"), "actor:Joe Biden", "actor:Joe\\ Biden"),
        (("timeline", "list", "actor", ":", '"Jo'), "actor:Joe Biden", "Joe Biden"),
        (("timeline", "list", "actor", ":", "'Jo"), "actor:Joe Biden", "Joe Biden"),
        (("timeline", "list", "--actor", "=", "Jo"), "--actor=Joe Biden", "Joe\\ Biden"),
        (("timeline", "add", "--actor", "=", "Joe\\ Biden", ":", "a"), "--actor=Joe Biden:agent", "agent"),
        (("timeline", "add", "--actor", "'Joe Biden'", ":", "ag"), "Joe Biden:agent", "agent"),
        (("timeline", "list", ""), "tag:", "tag:"),
        (("timeline", "list", "tag", ":", "K"), "tag:Kyiv's (old) $x", "Kyiv\\'s\\ \\(old\\)\\ \\$x"),
        (("timeline", "list", "--tag", '"K'), 'K "a" `b` $c \\', 'K \\"a\\" \\`b\\` \\$c \\\\'),
        (("timeline", "list", "--tag", "'K"), 'Kyiv\'s "$x"', "Kyiv'\\''s \"$x\""),
    ],
)
def test_bash_takes_a_piece_as_it_is(pieces: tuple[str, ...], offered: str, answer: str) -> None:
    assert shells.answer("bash", [Offer(offered, "not shown")], bash(*pieces)) == answer + "\n"


def test_zsh_is_given_words_and_what_they_mean() -> None:
    offers = [Offer("tag:Kyiv's war"), Offer("--set", 'a `b` "c" $d \\ e: f')]
    offers.append(Offer("a\\b"))
    assert shells.answer("zsh", offers, {}) == 'tag\\:Kyiv\'s war\n--set:a `b` "c" $d \\ e: f\na\\\\b\n'


def test_fish_too() -> None:
    assert shells.answer("fish", [Offer("--actor=Joe Biden"), Offer("list", "What is")], {}) == (
        "--actor=Joe Biden\nlist\tWhat is\n"
    )


# ------------------------------------------------------------------------------------------------- in the shell itself


def _told(*command: str) -> list[str]:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(command, env=environment, stdin=-3, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.fixture
def war(run: Run, real: Path) -> None:
    """A tag that a shell must quote."""
    assert run("edit", "fear-of", "--add-tag", "Kyiv's war").code == 0


@pytest.mark.usefixtures("war")
@pytest.mark.skipif(not shutil.which("bash"), reason="no bash there")
@pytest.mark.parametrize(
    ("pieces", "written"),
    [
        (("timeline", "sho"), ["show"]),
        (("timeline", "list", "actor", ":", "Jo"), [r"Joe\ Biden"]),
        (("timeline", "list", "--actor", "=", "Joe"), [r"Joe\ Biden"]),
        (("timeline", "list", "place", ":", r"Kursk\ O"), [r"Kursk\ Oblast"]),
        (("timeline", "list", "--tag", "K"), [r"Kyiv\'s\ war"]),
        (("timeline", "list", "--tag", '"K'), ["Kyiv's war"]),
        (("timeline", "-C", "events", "show", "2024-11-17-w"), ["2024-11-17-wider-authorisation-possible"]),
        (("timeline", "list", "title", ":", "B"), []),
        (("timeline", "list", "-o", "ev"), []),
    ],
)
def test_in_bash(pieces: tuple[str, ...], written: list[str], run: Run) -> None:
    asked = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _timeline_completion timeline; printf "%s\n" "${COMPREPLY[@]}"'
    found = _told("bash", "--norc", "-c", run("--show-completion", "bash").out + asked, "bash", *pieces)
    assert found == (written or [""])


LINES = {
    "timeline sho": "show",
    "timeline list actor:Jo": "actor:Joe Biden",
    "timeline list --actor=Joe": "--actor=Joe Biden",
    r"timeline list place:Kursk\ O": "place:Kursk Oblast",
    "timeline list 'place:Kursk O": "place:Kursk Oblast",
    "timeline list --tag K": "Kyiv's war",
    "timeline -C events show 2024-11-17-w": "2024-11-17-wider-authorisation-possible",
}


@pytest.mark.usefixtures("war")
@pytest.mark.skipif(not shutil.which("fish"), reason="no fish there")
def test_in_fish(run: Run) -> None:
    script = run("--show-completion", "fish").out
    for line, offer in {**LINES, "timeline list -o ev": "events/"}.items():
        found = _told("fish", "--no-config", "-c", f"{script}\ncomplete -C $argv", line)
        assert [word.partition("\t")[0] for word in found] == [offer], line


@pytest.mark.usefixtures("war")
@pytest.mark.skipif(not shutil.which("zsh"), reason="no zsh there")
def test_in_zsh(run: Run) -> None:
    """Its `_describe` is handed the name of an array."""
    pretended = "_files() { print files }\n_describe() { print -rl -- ${(P)3} }\n"
    script = pretended + run("--show-completion", "zsh").out
    for line, offer in {**LINES, "timeline list -o ev": "files"}.items():
        asked = "words=(${(z)1}); CURRENT=$#words; _timeline_completion"
        found = _told("zsh", "-f", "-c", f"{script}\n{asked}", "zsh", line)
        assert [word.replace("\\:", "\0").partition(":")[0].replace("\0", ":") for word in found] == [offer], line


def test_what_is_shown_can_be_read(run: Run) -> None:
    for shell in shells.SHELLS:
        if program := shutil.which(shell):
            script = run("--show-completion", shell).out
            assert subprocess.run([program, "-n"], input=script, text=True, check=False).returncode == 0


# --------------------------------------------------------------------------------------------------------- setting up


def test_the_shell_is_the_one_that_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert run("--show-completion") == (0, shells.script("fish"), "")
    assert run("--show-completion", "zsh") == (0, shells.script("zsh"), "")
    wrong = run("--install-completion", "bsh")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == 'error: no completion for the shell "bsh"\n  did you mean "bash"?\n'
    monkeypatch.delenv("SHELL")
    assert run("--show-completion").err == ("error: SHELL says nothing of your shell\n  name one: bash, zsh, fish\n")
    assert run("--show-completion", "zsh", "x").err == 'error: "x" is one word too many\n  name one: bash, zsh, fish\n'
    assert run("--show-completion=zsh").err.endswith("write `--show-completion zsh`\n")


@pytest.mark.parametrize(
    ("shell", "script", "startup"),
    [
        ("bash", ".local/share/timeline/completion.bash", ".bashrc"),
        ("zsh", ".local/share/timeline/completion.zsh", ".zshrc"),
        ("fish", ".config/fish/completions/timeline.fish", None),
    ],
)
def test_it_is_installed_once(shell: str, script: str, startup: str | None, run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    if startup:
        (home / startup).write_text("alias ll=ls", encoding="utf-8")
    first = run("--install-completion", shell)
    assert first.code == 0
    assert first.out.startswith(f"wrote {home / script}\n")
    assert (home / script).read_text(encoding="utf-8") == shells.script(shell)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    again = run("--install-completion", shell)
    assert again.code == 0
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    if startup:
        assert (home / startup).read_text(encoding="utf-8") == f"alias ll=ls\nsource {home / script}\n"
        assert f"added a line to {home / startup}, which reads it\n" in first.out
        assert "added" not in again.out
    assert first.out.endswith(f"; here, type `exec {shell}` first\n")


def test_it_is_installed_where_the_environment_says(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And through a start-up file that is a link into somebody's own repository."""
    (tmp_path / "dots").mkdir()
    (tmp_path / "dots" / "zshrc").write_text("", encoding="utf-8")
    (tmp_path / "dots" / ".zshrc").symlink_to("zshrc")
    monkeypatch.setenv("ZDOTDIR", str(tmp_path / "dots"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "my data"))
    assert run("--install-completion", "zsh").code == 0
    script = tmp_path / "my data" / "timeline" / "completion.zsh"
    assert (tmp_path / "dots" / "zshrc").read_text(encoding="utf-8") == f"source '{script}'\n"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert run("--install-completion", "fish").code == 0
    assert (tmp_path / "config/fish/completions/timeline.fish").exists()


def test_a_place_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "home" / ".local").write_text("a file", encoding="utf-8")
    result = run("--install-completion", "bash")
    assert (result.code, result.out) == (3, "")
    assert "completion.bash cannot be written" in result.err
