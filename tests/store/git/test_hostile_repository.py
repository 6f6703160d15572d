"""A repository that somebody else has made ready: no verb starts a program that it names, or reads what lies outside."""

import subprocess
from pathlib import Path

import pytest

from conftest import Run
from newsroom import git
from test_containment import EVERY, PAGE, no_crash, written
from timeline.app import COMMANDS

SECRET = "what nobody may read here"
MISSING = "1234567890" * 4
HOOKS = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg"),
    *("commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "post-rewrite"),
    *("post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc", "sendemail-validate"),
)
PROGRAMS = (
    *("core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy"),
    *("core.alternateRefsCommand", "sequence.editor", "diff.external", "diff.evil.command", "diff.evil.textconv"),
    *("filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "merge.evil.driver", "credential.helper"),
    *("gpg.program", "gpg.ssh.program", "gpg.x509.program", "gpg.ssh.defaultKeyCommand", "interactive.diffFilter"),
    *("pager.log", "pager.diff", "pager.ls-files", "pager.rev-list", "difftool.evil.cmd", "mergetool.evil.cmd"),
    *("remote.origin.uploadpack", "remote.origin.receivepack", "uploadpack.packObjectsHook", "trailer.evil.command"),
    *("trailer.evil.cmd", "tar.evil.command", "man.evil.cmd", "browser.evil.cmd", "sendemail.sendmailCmd"),
    *("alias.ls-tree", "alias.cat-file", "alias.rev-parse", "alias.log", "alias.ls-files", "alias.status"),
)
"""Keys of a configuration each of which git takes for a program (git-config)."""
OTHER = """
[core]
    hooksPath = {hooks}
    attributesFile = {attributes}
[log]
    showSignature = true
[commit]
    gpgSign = true
[filter "evil"]
    required = true
[merge]
    default = evil
[protocol "ext"]
    allow = always
[remote "origin"]
    url = ext::{program} promisor
    promisor = true
    partialclonefilter = blob:none
[url "ext::{program} url "]
    insteadOf = https://
[submodule "sub"]
    update = !{program} submodule
    url = ext::{program} submodule
[include]
    path = {included}
"""


def configured(git_dir: Path, place: Path) -> None:
    """Set every key, and every hook, to a program that drops a file of that name."""
    program = place / "program"
    program.write_text(f'#!/bin/sh\ntouch "{place}/dropped/$1"\nexit 1\n', encoding="utf-8")
    program.chmod(0o755)
    for folder in (git_dir / "hooks", place / "hooks"):
        folder.mkdir(exist_ok=True)
        for name in HOOKS:
            (folder / name).write_text(f'#!/bin/sh\ntouch "{place}/dropped/{folder.name}-{name}"\n', encoding="utf-8")
            (folder / name).chmod(0o755)
    text = ""
    for key in PROGRAMS:
        section, _, name = key.rpartition(".")
        head, dot, sub = section.partition(".")
        sign = "!" if head == "alias" or key == "credential.helper" else ""
        text += f'[{head}{f" {chr(34)}{sub}{chr(34)}" if dot else ""}]\n    {name} = "{sign}{program} {key}"\n'
    (place / "attributes").write_text("* filter=evil diff=evil merge=evil\n", encoding="utf-8")
    (place / "included").write_text(f'[core]\n    fsmonitor = "{program} included"\n', encoding="utf-8")
    paths = {"hooks": place / "hooks", "attributes": place / "attributes", "included": place / "included"}
    with (git_dir / "config").open("a", encoding="utf-8") as config:
        config.write(text + OTHER.format(program=program, **paths))


def made(kind: str, data: bytes, at: Path) -> str:
    """Write an object that git itself would not."""
    words = ["git", "-C", str(at), "hash-object", "-t", kind, "--literally", "-w", "--stdin"]
    return subprocess.run(words, input=data, capture_output=True, check=True).stdout.decode().strip()


def crafted(at: Path) -> str:
    """A commit whose tree has entries that lead out, drive a terminal, or are no files."""

    def entry(mode: str, name: bytes, id_: str) -> bytes:
        return mode.encode() + b" " + name + b"\0" + bytes.fromhex(id_)

    blob = made("blob", b'title = "Crafted"\ndate = 2024-03-01\n', at)
    link, secret = made("blob", b"../../secret", at), made("blob", b"/etc/passwd", at)
    inner = made("tree", entry("100644", b"x.toml", blob), at)
    names = [b"..", b".git", b"\x1b[31m", b"new\nline", b"\xff", b"a/../../b", b"-option", b":(top)"]
    entries = [entry("40000", name, inner) for name in names]
    entries += [entry("100644", name + b".toml", blob) for name in names[2:]]
    entries += [entry("120000", b"link.toml", link), entry("120000", b"passwd.toml", secret)]
    entries += [
        entry("120000", b"linked", secret),
        entry("160000", b"module.toml", git("rev-parse", "HEAD", at=at).strip()),
    ]
    entries += [entry("100644", b"timeline.toml", made("blob", b"", at)), entry("100644", b"good.toml", blob)]
    entries += [entry("100644", b"huge.toml", made("blob", b"#" * (1 << 21), at)), entry("100755", b"run.toml", blob)]
    events = made("tree", b"".join(entries), at)
    top = made("tree", entry("40000", b"events", events), at)
    return git("commit-tree", top, "-p", "HEAD", "-m", "crafted \x1b[31m", at=at).strip()


@pytest.fixture
def hostile(tmp_path: Path, empty: Path) -> Path:
    """The folder of a repository that is set up so, with a chronology of good events; what drops, drops beside it."""
    work = tmp_path / "work"
    (tmp_path / "dropped").mkdir()
    (tmp_path / "secret").write_text(f'title = "{SECRET}"\ndate = 2024\n', encoding="utf-8")
    git("init", "-q")
    written(empty, {"timeline.toml": 'title = "T"\n'})
    Path(".gitattributes").write_text("* text eol=crlf filter=evil diff=evil merge=evil ident\n", encoding="utf-8")
    Path("page.md").write_text(PAGE, encoding="utf-8")
    Path("table.csv").write_text("d,t\n2024,New\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "good")
    git("rm", "-q", "--cached", "events/2024/2024-other.toml")
    git("commit", "-qm", "other")
    git("branch", "crafted", crafted(work))
    (empty / "link.toml").symlink_to(tmp_path / "secret")
    (empty / "linked").symlink_to(tmp_path)
    git("clone", "-q", "--bare", ".", "events/embedded")
    # in the index, and nowhere else: git would ask the promisor for it
    git("update-index", "--add", "--cacheinfo", f"100644,{MISSING},events/missing.toml")
    configured(work / "events/embedded", tmp_path)
    configured(work / ".git", tmp_path)
    assert not [*(tmp_path / "dropped").iterdir()]
    return tmp_path


PAST = ("list", "show", "trace", "actors", "places", "tags", "sources", "sql", "report", "export")
"""Verbs that can be asked as of a commit."""


def harmless(run: Run, place: Path, *words: str) -> None:
    result = run(*words)
    no_crash(result, words)
    assert result.code in {0, 1, 2, 3}, (words, result)
    assert SECRET not in result.out + result.err, words
    assert "root:" not in result.out + result.err, words
    assert not {"\x1b", "\xff"} & {*result.out, *result.err}, words
    assert not [*(place / "dropped").iterdir()], (words, result)


def test_no_verb_starts_what_it_names(run: Run, hostile: Path) -> None:
    for verb, lines in EVERY.items():
        for words in lines:
            harmless(run, hostile, verb, *words)
    for words in (
        ("rm", "2024-good"),
        ("rm", "--restore"),
        ("rm", "--restore", "2024-good"),
        ("check", "--staged"),
        ("check", "-f", "github"),
        ("check", "-f", "sarif"),
        ("mv", "2024-good", "2024-better"),
        ("add", "2 May 2024: Newer"),
        ("import", "table.csv", "--map", "date=d", "--map", "title=t", "--yes"),
        ("fmt",),
        ("edit", "--where", "Newer", "--add-tag", "x", "--yes"),
        ("tags", "rename", "x", "y", "--yes"),
        ("-C", "events/embedded", "list"),
    ):
        harmless(run, hostile, *words)


@pytest.mark.parametrize("when", ["HEAD", "HEAD~1", "crafted", "2030-01-01", "1990", "nobody", MISSING])
def test_nor_does_the_past(run: Run, hostile: Path, when: str) -> None:
    for verb in PAST:
        for words in EVERY[verb]:
            harmless(run, hostile, verb, *words, "--recorded-at", when)


def test_nor_what_compares_states(run: Run, hostile: Path) -> None:
    for verb, words in {"diff": ("HEAD..crafted",), "log": ("2024-good",)}.items():
        if verb in COMMANDS.names():
            harmless(run, hostile, verb)
            harmless(run, hostile, verb, *words)


def test_nor_a_bare_repository_that_is_set_up_so(run: Run, hostile: Path) -> None:
    Path("events/embedded").rename(hostile / "bare.git")
    for when in ("HEAD", "crafted", "2030-01-01"):
        for verb in PAST:
            harmless(run, hostile, "-C", str(hostile / "bare.git"), verb, *EVERY[verb][0], "--recorded-at", when)
    for verb, lines in EVERY.items():
        harmless(run, hostile, "-C", str(hostile / "bare.git"), verb, *lines[0])


def test_a_repository_embedded_among_the_files_is_not_taken_for_theirs(run: Run, hostile: Path) -> None:
    """Its commits came with a clone, and nobody of the desk has made them."""
    Path("events/embedded/timeline.toml").touch()
    harmless(run, hostile, "-C", "events/embedded", "list", "--recorded-at", "HEAD")
    result = run("-C", "events/embedded", "list", "--recorded-at", "HEAD")
    assert (result.code, result.out) == (3, "")
    assert "cannot use bare repository" in result.err


def test_what_a_crafted_tree_holds_is_read_or_refused_by_name(run: Run, hostile: Path) -> None:
    result = run("list", "-f", "paths", "--recorded-at", "crafted")
    assert result.code == 3
    assert {"events/good.toml", "events/run.toml"} <= {*result.out.splitlines()}
    for name, why in {
        "link.toml": "is a link",
        "passwd.toml": "is a link",
        "module.toml": "is a repository of its own",
        "huge.toml": "is larger than 1 MiB",
        "\\x1b[31m.toml": "has a name that is not UTF-8, or with a control character",
    }.items():
        assert f"events/{name}: SCH007 {why}" in result.err
    assert ".." not in result.out
    assert ".git" not in result.out


def test_a_tree_that_is_said_to_lie_elsewhere(run: Run, hostile: Path) -> None:
    """core.worktree would have git look at files anywhere."""
    git("config", "core.worktree", "/", at=hostile / "work")
    for words in (("list",), ("check", "--staged"), ("rm", "--restore"), ("list", "--recorded-at", "HEAD")):
        harmless(run, hostile, *words)


def test_the_programs_would_run_if_git_were_run_as_it_is(hostile: Path) -> None:
    subprocess.run(["git", "status"], capture_output=True, check=False)
    subprocess.run(["git", "add", "-A"], capture_output=True, check=False)
    subprocess.run(["git", "cat-file", "-p", MISSING], capture_output=True, check=False)
    dropped = {path.name for path in (hostile / "dropped").iterdir()}
    assert {"included", "filter.evil.process", "promisor"} <= dropped
