"""`timeline edition`: what is published stays what it was, and whatever is changed of it is found."""

import json
import os
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import Run
from newsroom import begun, git, of_another_owner
from published import CONFIDENTIAL, STRIKE, TALKS, committed, newsdesk, written
from terminal import on_pty
from timeline.reports import pandoc
from timeline.store import editions
from timeline.store.files import folder
from timeline.store.git import held as held_by_git
from timeline.store.git.failures import GitError

TODAY = ("--today", "2025-03-03")
MARCH = Path("events/editions/march.toml")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The desk, in the working folder."""
    return newsdesk()


@pytest.fixture
def march(desk: Path, run: Run) -> Path:
    """With one edition and its report, committed."""
    assert run(*TODAY, "edition", "march", "-o", "report.md").code == 0
    committed("march")
    return desk


def rehashed(text: str) -> str:
    """A manifest with its digest worked out anew, as a forger would."""
    body = text.rpartition("digest = ")[0]
    return f'{body}digest = "{sha256(body.encode()).hexdigest()}"\n'


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def linked(path: Path, to: str) -> None:
    """A link in place of a file."""
    path.unlink()
    path.symlink_to(to)


# --------------------------------------------------------------------------------------------------------- made


def test_an_edition_names_all_that_was_published(desk: Path, run: Run) -> None:
    done = run(*TODAY, "edition", "march", "tag:strike", "--members", "-o", "report.md")
    assert (done.code, done.out) == (0, "march\tevents/editions/march.toml\n")
    assert "names 1 event and 1 copy, as commit " in done.err
    assert "for the desk: by a hash one can test a guess" in done.err
    assert "next: `git add -- events/editions/march.toml report.md`, and commit it" in done.err
    held = editions.read("events", "march")
    head = git("rev-parse", "HEAD").strip()
    strike = git("rev-parse", "HEAD:events/2024/2024-11-17-strike.toml").strip()
    assert (held.name, held.made, held.commit, held.query) == ("march", "2025-03-03", head, "tag:strike")
    assert (held.title, held.public, held.members, held.certain) == ("Strikes", False, True, False)
    assert held.blobs == {"2024-11-17-strike": strike}
    assert [(e.min, e.max, e.label) for e in held.events] == [(1, 1, "single-source")]
    assert [file.path for file in held.registers] == ["timeline.toml"]
    assert [(c.path, c.sha256) for c in held.copies] == [
        ("copies/nyt.txt", sha256(b"A plant was struck.\n").hexdigest())
    ]
    assert held.report is not None
    assert held.report.path == "../report.md"
    assert held.report.sha256 == sha256(Path("report.md").read_bytes()).hexdigest()
    assert "Plant is struck" in Path("report.md").read_text(encoding="utf-8")
    assert held.previous == ()
    assert held.withheld is None


def test_the_next_edition_names_the_one_before_it(march: Path, run: Run) -> None:
    assert run(*TODAY, "edition", "april", "--supersedes", "march", "--published-by", "2024-12").code == 3
    assert run(*TODAY, "edition", "april", "--supersedes", "march").code == 0
    held = editions.read("events", "april")
    assert held.supersedes == "march"
    assert [(one.name, one.sha256) for one in held.previous] == [("march", sha256(MARCH.read_bytes()).hexdigest())]
    done = run("edition", "--verify")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "april: as it was, with 2 events and 1 copy\nmarch: as it was, with 2 events, 1 copy and its report\n"
    )


def test_an_edition_as_of_a_day_says_so(desk: Path, run: Run) -> None:
    written(desk, "2024/2024-11-17-strike.toml", STRIKE + "published = 2024-11-17\n")
    committed()
    done = run(*TODAY, "edition", "march", "--published-by", "2024-11", "-o", "r.md")
    assert done.code == 0
    assert "Sources published by 2024-11-30; 1 event without dated sources left out." in done.err
    assert editions.read("events", "march").published_by == "2024-11-30"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a/b",
        "../a",
        "a\x07",
        ".a",
        "_a",
        "a.",
        "a ",
        "con",
        "NUL.x",
        "com1",
        "a:b",
        'a"b',
        "a" * 101,
        "a\nb",
        "a\\b",
        "-",
    ],
)
def test_a_name_is_what_a_file_may_be_called_on_every_system(name: str, desk: Path, run: Run) -> None:
    done = run("edition", "--", name)
    assert done.code == 2
    assert "cannot be the name of an edition" in done.err
    assert not Path("events/editions").exists()


@pytest.mark.parametrize("name", ["a", "2025-03", "März 2025", "v1.2_web", "Київ", "console"])
def test_names_of_any_script_are_taken(name: str, desk: Path, run: Run) -> None:
    assert run("edition", name).code == 0
    assert Path(f"events/editions/{name}.toml").is_file()


@pytest.mark.parametrize("name", ["march", "March", "MARCH"])
def test_a_name_that_is_there_is_refused(name: str, march: Path, run: Run) -> None:
    done = run("edition", name)
    assert done.code == 3
    assert 'error: there is an edition "march" already: what was published stays\n' in done.err
    assert '--supersedes "march"' in done.err


def test_a_name_that_was_there_is_refused(march: Path, run: Run) -> None:
    MARCH.unlink()
    committed("gone")
    done = run("edition", "march")
    assert done.code == 3
    assert 'an edition "march" was made before, and is gone: commit ' in done.err


def test_what_is_not_committed_is_listed(march: Path, run: Run) -> None:
    written(march, "2024/2024-11-18-talks.toml", TALKS + "tags = []\n")
    written(march, "2024/2024-11-20-new.toml", TALKS)
    written(march, "copies/nyt.txt", "changed")
    written(march, "places.toml", "")
    (march / "timeline.toml").write_text("", encoding="utf-8")
    MARCH.write_text(rehashed(MARCH.read_text(encoding="utf-8").replace("2025-03-03", "2025-03-04")), encoding="utf-8")
    done = run("edition", "april")
    assert done.code == 3
    assert done.err == (
        "error: an edition names what is committed as it is, and this is not:\n"
        "  events/timeline.toml\n  events/places.toml\n  events/2024/2024-11-18-talks.toml\n"
        "  events/2024/2024-11-20-new.toml\n  events/copies/nyt.txt\n  events/editions/march.toml\n"
        "  `git add` and `git commit` it, then the same command again; or --commit does\n"
    )
    assert not Path("events/editions/april.toml").exists()


def test_of_many_files_that_are_not_committed_some_are_named(desk: Path, run: Run) -> None:
    for n in range(30):
        written(desk, f"2024/2024-12-{n + 1:02}-x.toml", TALKS)
    assert "\n  and 10 others\n" in run("edition", "april").err


def test_a_register_that_is_gone_from_the_disk_is_not_committed(desk: Path, run: Run) -> None:
    written(desk, "places.toml", "")
    committed()
    (desk / "places.toml").unlink()
    assert "\n  events/places.toml\n" in run("edition", "april").err


def test_a_copy_that_is_not_there(desk: Path, run: Run) -> None:
    (desk / "copies/nyt.txt").unlink()
    assert "\n  events/copies/nyt.txt\n" in run("edition", "april").err


def test_a_checkout_with_other_line_ends_is_as_committed(desk: Path, run: Run) -> None:
    git("config", "core.autocrlf", "true")
    for path in desk.glob("2024/*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("edition", "march").code == 0
    committed()
    MARCH.write_bytes(MARCH.read_bytes().replace(b"\n", b"\r\n"))
    Path("events/copies/nyt.txt").write_bytes(b"A plant was struck.\r\n")
    assert run("edition", "--verify").code == 0
    assert run("edition", "april").code == 0
    assert editions.read("events", "april").copies[0].sha256 == sha256(b"A plant was struck.\n").hexdigest()


def test_a_copy_that_was_committed_with_its_line_ends_is_hashed_with_them(desk: Path, run: Run) -> None:
    written(desk, "copies/nyt.txt", "A plant was struck.\r\n")
    committed()
    assert run("edition", "march").code == 0
    assert editions.read("events", "march").copies[0].sha256 == sha256(b"A plant was struck.\r\n").hexdigest()
    assert run("edition", "--verify").code == 0


def test_without_git_there_is_no_edition(run: Run) -> None:
    root = begun("events")
    written(root, "2024/2024-11-18-talks.toml", TALKS)
    done = run("edition", "march")
    assert done.code == 3
    assert "not a git repository" in done.err
    git("init", "-q")
    done = run("edition", "march")
    assert done.code == 3
    assert "this is not:\n  events/timeline.toml\n  events/2024/2024-11-18-talks.toml\n" in done.err


def test_no_git_at_all(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "git cannot be run" in run("edition", "march").err


def test_a_repository_of_another_owner(march: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    of_another_owner(tmp_path, monkeypatch)
    assert run("edition", "april").code == 3
    done = run("edition", "--verify")
    assert done.code == 3
    assert "dubious ownership" in done.err


def test_a_history_that_git_cannot_tell(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: str) -> None:
        raise GitError("git: bad object HEAD")

    monkeypatch.setattr(held_by_git, "versions", fail)
    done = run("edition", "march")
    assert (done.code, "bad object" in done.err) == (3, True)


def test_what_would_be_an_edition_of_nothing(desk: Path, run: Run) -> None:
    done = run("edition", "march", "tag:none")
    assert done.code == 3
    assert "no events match: an edition of nothing" in done.err


def test_what_cannot_be_read_may_belong_to_it(desk: Path, run: Run) -> None:
    written(desk, "2024/2024-11-20-bad.toml", 'title = "x\n')
    committed()
    done = run("edition", "march")
    assert done.code == 3
    assert "what cannot be read may belong to the edition" in done.err
    assert "2024-11-20-bad.toml" in done.err


def test_doubts_are_said(desk: Path, run: Run) -> None:
    written(desk, "actors.toml", '[a]\nname = 1\n[b]\nname = "B"\n')
    committed()
    done = run("edition", "march")
    assert done.code == 0
    assert "events/actors.toml:2:1" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "the edition has no name"),
        (("march", "-f", "json"), "-f goes with --list"),
        (("march", "-o", "-"), "an edition names the file of its report"),
        (("march", "-o", "r.pdf"), "an edition names the file of its report"),
        (("march", "-o", "../../r.md"), "lies outside the repository"),
        (("march", "-o", ".git/r.md"), "lies outside the repository"),
        (("march", "--recorded-at", "HEAD"), "no option --recorded-at"),
        (("--verify", "--list"), "--verify makes no edition"),
        (("--verify", "--public"), "--verify makes no edition"),
        (("--verify", "march", "tag:x"), "--verify makes no edition"),
        (("--verify", "-f", "json"), "--verify makes no edition"),
        (("--list", "march"), "--list makes no edition"),
    ],
)
def test_wrong_use(words: tuple[str, ...], said: str, desk: Path, run: Run) -> None:
    done = run("edition", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not Path("events/editions").exists()


def test_an_edition_supersedes_one_that_is_there(desk: Path, run: Run) -> None:
    done = run("edition", "march", "--supersedes", "none")
    assert (done.code, done.err.splitlines()[0]) == (3, 'error: there is no edition "none"')


def test_the_report_of_another_edition_is_not_written_over(march: Path, run: Run) -> None:
    done = run("edition", "april", "tag:strike", "-o", "report.md")
    assert done.code == 3
    assert 'report.md is the report of the edition "march"' in done.err
    Path("other.md").write_text("mine", encoding="utf-8")
    done = run("edition", "april", "-o", "other.md")
    assert done.code == 3
    assert "other.md is there, and no commit holds it" in done.err
    assert Path("other.md").read_text(encoding="utf-8") == "mine"
    committed()
    assert run("edition", "april", "-o", "other.md").code == 0
    assert Path("other.md").read_text(encoding="utf-8") != "mine"


def test_a_report_through_a_link_to_a_folder_is_named_where_it_is(desk: Path, run: Run) -> None:
    Path("docs").mkdir()
    Path("link").symlink_to("docs")
    assert run("edition", "march", "-o", "link/r.md").code == 0
    held = editions.read("events", "march")
    assert held.report is not None
    assert held.report.path == "../docs/r.md"


def test_a_template_of_a_stranger_is_not_run(desk: Path, run: Run) -> None:
    written(desk, "timeline.toml", '[report]\ntemplate = "evil.md.j2"\n')
    committed()
    done = run("edition", "march", "-o", "r.md")
    assert done.code == 2
    assert "report.template in timeline.toml names a file" in done.err


def test_a_page_for_browsers_is_made_by_pandoc(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "converted", lambda page, *_: b"<html>" + page.encode())
    assert run("edition", "march", "-o", "r.html").code == 0
    assert Path("r.html").read_bytes().startswith(b"<html>")
    assert run("edition", "--verify").code == 0


# ------------------------------------------------------------------------------------------------------- commit


@pytest.fixture
def named(desk: Path) -> Path:
    """Where git knows in whose name to commit."""
    for key, value in {"user.name": "desk", "user.email": "desk@example.org"}.items():
        git("config", key, value)
    return desk


def test_an_edition_is_committed_with_all_that_it_names(named: Path, run: Run) -> None:
    written(named, "2024/2024-11-20-new.toml", TALKS)
    written(named, "copies/nyt.txt", "changed")
    Path("mine.txt").write_text("mine", encoding="utf-8")
    git("add", "mine.txt")
    done = run("edition", "march", "-o", "report.md", "--commit")
    assert done.code == 0
    assert "march\tevents/editions/march.toml\n" in done.out
    assert re.search(r"^committed \w+: 2 files that it names$", done.err, re.MULTILINE)
    assert re.search(r"^committed \w+: edition: march$", done.err, re.MULTILINE)
    assert "next:" not in done.err
    assert git("log", "--format=%s").split("\n")[:2] == ["edition: march", "edition: what march names"]
    assert git("log", "-1", "--skip=1", "--format=%(trailers)").strip() == "Timeline-Event: 2024-11-20-new"
    assert git("log", "-1", "--name-only", "--format=%b").split() == ["events/editions/march.toml", "report.md"]
    assert git("status", "--porcelain") == "A  mine.txt\n"
    assert editions.read("events", "march").commit == git("rev-parse", "HEAD^").strip()
    assert run("edition", "--verify").code == 0
    assert run("edition", "april", "--commit", "-m", "April is out").code == 0
    assert git("log", "-1", "--format=%s").strip() == "April is out"


def test_the_first_commit_may_be_that_of_an_edition(run: Run) -> None:
    root = begun("events")
    written(root, "2024/2024-11-18-talks.toml", TALKS)
    git("init", "-q")
    for key, value in {"user.name": "desk", "user.email": "desk@example.org"}.items():
        git("config", key, value)
    assert run("edition", "march", "--commit").code == 0
    assert run("edition", "--verify").code == 0


def test_a_copy_that_is_not_there_cannot_be_committed(named: Path, run: Run) -> None:
    written(named, "2024/2024-11-17-strike.toml", STRIKE.replace("nyt.txt", "none.txt"))
    committed()
    done = run("edition", "march", "--commit")
    assert done.code == 3
    assert "\n  events/copies/none.txt\n" in done.err
    assert not MARCH.exists()


def test_nothing_is_committed_where_something_would_leave(named: Path, run: Run) -> None:
    written(named, "2024/2024-11-19-order.toml", CONFIDENTIAL.replace("Order", "Jane Doe's order"))
    head = git("rev-parse", "HEAD")
    assert run("edition", "march", "--public", "--commit").code == 1
    assert git("rev-parse", "HEAD") == head


def test_commit_goes_with_an_edition_alone(named: Path, run: Run) -> None:
    assert run("edition", "--list", "--commit").code == 2


# ----------------------------------------------------------------------------------------------------- verified


def test_a_later_correction_breaks_no_edition(march: Path, run: Run) -> None:
    written(march, "2024/2024-11-17-strike.toml", STRIKE.replace("Plant", "Depot"))
    (march / "2024/2024-11-18-talks.toml").unlink()
    written(march, "actors.toml", "")
    assert run("edition", "--verify").code == 0
    committed()
    assert run("edition", "--verify", "march").out == "march: as it was, with 2 events, 1 copy and its report\n"
    assert "EDI" not in run("check").out


Damage = Callable[[Path], object]


def _byte(root: Path) -> None:
    change(MARCH, "Strikes", "strikes")


def _forged(root: Path) -> None:
    text = MARCH.read_text(encoding="utf-8").replace("Strikes", "strikes")
    MARCH.write_text(rehashed(text), encoding="utf-8")


def _forged_and_committed(root: Path) -> None:
    _forged(root)
    committed("forged")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            _byte,
            "march.toml:24:1: EDI901 error: the manifest was changed: its digest is not that of the lines above it",
        ),
        (_forged, " holds another manifest of this name"),
        (_forged_and_committed, " holds another manifest of this name"),
        (lambda _: MARCH.rename(MARCH.with_name("may.toml")), 'this is the manifest of the edition "march"'),
        (lambda _: MARCH.write_text(""), "there is no manifest to be read here"),
        (lambda _: linked(MARCH, "../timeline.toml"), "there is no manifest to be read here"),
        (lambda _: change(MARCH, "format = 1", "format = 2"), "is of a later version of timeline"),
        (lambda _: change(MARCH, 'name = "march"\n', ""), "march.toml:1:1: EDI901 error: name is missing"),
        (lambda _: change(MARCH, "min = 1", 'min = "1"'), "min is text"),
        (lambda _: change(MARCH, "public = false", "public = "), "march.toml:10:10: EDI901 error: "),
        (lambda r: (r / "copies/nyt.txt").unlink(), "march.toml:22:1: EDI901 error: the copy copies/nyt.txt is gone"),
        (lambda r: written(r, "copies/nyt.txt", "x"), "the copy copies/nyt.txt is not the one that was published"),
        (lambda _: Path("report.md").unlink(), "march.toml:13:1: EDI901 error: the report ../report.md is gone"),
        (lambda _: Path("report.md").write_text("x"), "the report ../report.md is not the one that was published"),
        (lambda _: linked(Path("report.md"), "LICENSE"), "report.md is gone"),
    ],
)
def test_damage_is_found(damage: Damage, said: str, march: Path, run: Run) -> None:
    damage(march)
    done = run("edition", "--verify")
    assert done.code == 1
    assert said in done.out
    checked = run("check", "-f", "full", "--select", "EDI901")
    assert checked.code == 1
    assert said in checked.out
    assert run("edition", "--list").out.splitlines()[-1].endswith("no")


def test_a_content_that_git_no_longer_holds(march: Path, run: Run) -> None:
    blob = git("rev-parse", "HEAD:events/2024/2024-11-18-talks.toml").strip()
    object_ = Path(".git/objects") / blob[:2] / blob[2:]
    object_.chmod(0o600)
    object_.unlink()
    done = run("edition", "--verify", "march")
    assert done.code == 1
    assert "git no longer holds the event 2024-11-18-talks as it was published" in done.out
    assert "git no longer holds" in run("check", "--select", "EDI", "--all").out
    assert run("edition", "--list").out.splitlines()[-1].endswith("no")


def test_of_many_contents_that_are_gone_some_are_told(desk: Path, run: Run) -> None:
    for n in range(105):
        written(desk, f"2025/2025-01-01-{n:03}.toml", f'title = "Talks {n}"\ndate = 2025-01-01\n')
    committed()
    assert run("edition", "march").code == 0
    committed()
    for path in desk.glob("2025/*.toml"):
        blob = git("hash-object", str(path)).strip()
        (Path(".git/objects") / blob[:2] / blob[2:]).unlink()
    done = run("edition", "--verify")
    assert done.code == 1
    assert done.out.count("git no longer holds the event 2025-01-01-") == 100


def test_the_only_edition_is_gone(march: Path, run: Run) -> None:
    MARCH.unlink()
    for words in ((), ("march",)):
        done = run("edition", "--verify", *words)
        assert (done.code, done.err) == (1, "")
        assert "events/editions/march.toml: EDI901 error: the manifest is gone; commit " in done.out
    assert "EDI" not in run("check").out  # where there are no editions it does not ask git


@pytest.fixture
def chain(march: Path, run: Run) -> Path:
    """Three editions, each following the one before."""
    for name in ("april", "may"):
        assert run(*TODAY, "edition", name).code == 0
        committed(name)
    return march


def test_a_chain_that_is_broken(chain: Path, run: Run) -> None:
    april = MARCH.with_name("april.toml")
    text = april.read_text(encoding="utf-8")
    april.write_text(rehashed(text.replace("Strikes", "strikes")), encoding="utf-8")
    done = run("edition", "--verify", "may")
    assert done.code == 1
    assert '"april" is not the manifest that this edition followed: one of the two was changed' in done.out
    assert run("edition", "--verify", "march").code == 0
    april.unlink()
    done = run("edition", "--verify")
    assert 'may.toml:14:1: EDI901 error: the edition before it, "april", is gone' in done.out
    assert "april.toml: EDI901 error: the manifest is gone; commit " in done.out
    assert run("edition", "--verify", "april").code == 1
    done = run("edition", "june")
    assert done.code == 3
    assert "the editions before are not what they were" in done.err
    april.write_text(text, encoding="utf-8")
    april.rename(april.with_name("spring.toml"))
    out = run("edition", "--verify").out
    assert 'spring.toml:8:1: EDI901 error: this is the manifest of the edition "april"' in out
    assert 'the edition before it, "april", is gone' in out


def test_editions_of_two_branches_are_joined_by_the_next(march: Path, run: Run) -> None:
    git("checkout", "-q", "-b", "side")
    assert run("edition", "web").code == 0
    committed("web")
    git("checkout", "-q", "-")
    assert run("edition", "print").code == 0
    committed("print")
    git("merge", "-q", "-m", "both", "side")
    done = run("edition", "--verify")
    assert done.code == 1
    assert "EDI902 warning: nothing follows print and web: two branches each made an edition" in done.out
    assert "EDI902" in run("check").out
    assert run("edition", "june").code == 0
    assert [one.name for one in editions.read("events", "june").previous] == ["print", "web"]
    assert run("edition", "--verify").code == 0
    rows = json.loads(run("edition", "--list", "-f", "json").out)
    assert [row["name"] for row in rows] == ["march", "print", "web", "june"]


def test_an_edition_cannot_silence_what_is_found_of_it(march: Path, run: Run) -> None:
    text = MARCH.read_text(encoding="utf-8").replace("Strikes", "strikes")
    MARCH.write_text("# timeline: ignore EDI901\n" + text, encoding="utf-8")
    assert "EDI901" in run("check").out
    written(march, "timeline.toml", '[check]\nignore = ["EDI901"]\n')
    assert "EDI901" not in run("check").out


@pytest.mark.parametrize("path", ["/etc/passwd", "../../../etc/passwd", "../.git/config", "../up/x.md"])
def test_a_manifest_of_a_stranger_makes_nobody_read_elsewhere(
    path: str, march: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.md").write_text("secret", encoding="utf-8")
    Path("up").symlink_to(tmp_path)
    change(MARCH, '"../report.md"', f'"{path}"')
    change(MARCH, '"copies/nyt.txt"', f'"{path}"')
    read: list[str] = []
    real = folder.read

    def noted(root: str, name: str, most: int | None = None) -> bytes:
        read.append(os.path.realpath(os.path.join(root, name)))
        return real(root, name, most)

    monkeypatch.setattr(folder, "read", noted)
    done = run("edition", "--verify")
    assert done.code == 1
    assert f"the copy {path} is gone" in done.out
    assert f"the report {path} is gone" in done.out
    inside = os.path.realpath("events")
    assert all(name.startswith(inside) for name in read)


def test_a_folder_of_editions_that_is_a_link(march: Path, run: Run) -> None:
    MARCH.parent.rename("elsewhere")
    MARCH.parent.symlink_to("../elsewhere")
    for words in (("edition", "--verify"), ("check",)):
        done = run(*words)
        assert done.code == 1
        assert "events/editions: EDI901 error: there is no manifest to be read here" in done.out


def test_what_is_staged_is_looked_at(march: Path, run: Run) -> None:
    assert "EDI" not in run("check", "--staged").out
    text = MARCH.read_text(encoding="utf-8")
    _byte(march)
    Path("report.md").write_text("changed", encoding="utf-8")
    assert "EDI901" not in run("check", "--staged").out
    git("add", "-A")
    MARCH.write_text(text, encoding="utf-8")
    out = run("check", "--staged").out
    assert "the manifest was changed" in out
    assert "the report ../report.md is not the one" in out
    git("rm", "-q", "--cached", "report.md")
    assert "the report ../report.md is gone" in run("check", "--staged").out


def test_a_clone_that_is_cut_off_cannot_tell(
    march: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(march, "2024/2024-11-18-talks.toml", TALKS.replace("Talks", "More talks"))
    committed("later")
    git("clone", "-q", "--depth", "1", f"file://{Path.cwd()}", str(tmp_path / "cut"))
    monkeypatch.chdir(tmp_path / "cut")
    done = run("edition", "--verify")
    assert (done.code, done.out) == (3, "")
    assert "history here starts on " in done.err
    checked = run("check", "--select", "EDI")
    assert (checked.code, checked.out) == (0, "")
    assert "note: whether git still holds what editions name is not known: history here starts on" in checked.err
    assert run("edition", "--list").out.splitlines()[-1].endswith("not known")


def test_a_partial_clone_cannot_tell(march: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(march, "2024/2024-11-18-talks.toml", TALKS.replace("Talks", "More talks"))
    committed("later")
    git("config", "uploadpack.allowFilter", "true")
    git("clone", "-q", "--filter=blob:none", f"file://{Path.cwd()}", str(tmp_path / "part"))
    monkeypatch.chdir(tmp_path / "part")
    done = run("edition", "--verify")
    assert (done.code, done.out) == (3, "")
    assert "`git fetch --refetch --no-filter` brings them to a partial clone" in done.err


def test_editions_that_were_unpacked_without_git(march: Path, run: Run) -> None:
    Path(".git").rename("git-of-others")
    checked = run("check", "--select", "EDI")
    assert (checked.code, checked.out) == (0, "")
    assert "note: whether git still holds what editions name is not known: git: not a git repository" in checked.err
    done = run("edition", "--verify")
    assert done.code == 3
    assert "the report" not in done.out


def test_no_editions_yet(desk: Path, run: Run) -> None:
    for flag in ("--verify", "--list"):
        done = run("edition", flag)
        assert done.code == 0
        assert "no editions yet: `timeline edition 2025-03` makes the first" in done.err
    done = run("edition", "--verify", "march")
    assert done.code == 3
    assert 'there is no edition "march"' in done.err


def test_a_name_that_is_nearly_one(march: Path, run: Run) -> None:
    assert 'did you mean "march"?' in run("edition", "--verify", "marsh").err


def test_the_list(chain: Path, run: Run) -> None:
    assert run(*TODAY, "edition", "june", "tag:strike", "--public", "--supersedes", "may").code == 0
    assert run("edition", "--list").out.splitlines()[2:] == [
        "march  2025-03-03       2  the desk                          yes",
        "april  2025-03-03       2  the desk                          yes",
        "may    2025-03-03       2  the desk                          yes",
        "june   2025-03-03       1  others    tag:strike  may         yes",
    ]
    assert "\x1b[1mname" in on_pty("edition", "--list").text
    MARCH.write_text("nothing = 1\n", encoding="utf-8")
    done = run("edition", "--list", "-f", "csv")
    assert "what is not as it was: `timeline edition --verify`" in done.err
    assert done.out.splitlines()[1] == "march,,,,,,no"


# ------------------------------------------------------------------------------------------------------- public


@pytest.fixture
def secretive(tmp_path: Path) -> Path:
    """The desk with a confidential source."""
    return newsdesk(confidential=True)


def test_what_is_for_the_desk_names_copies_of_confidential_sources(secretive: Path, run: Run) -> None:
    done = run("edition", "march")
    assert done.code == 0
    assert "for the desk (1 confidential source): by a hash one can test a guess" in done.err
    held = editions.read("events", "march")
    assert [(copy.path, copy.confidential) for copy in held.copies] == [
        ("copies/nyt.txt", False),
        ("copies/tape.txt", True),
    ]
    assert held.withheld is not None
    assert (held.withheld.sources, held.withheld.events) == (1, 0)
    committed()
    for is_there in (True, False):
        written(secretive, "copies/tape.txt", "x")
        if not is_there:
            (secretive / "copies/tape.txt").unlink()
        for words in (
            ("edition", "--verify"),
            ("check", "--select", "EDI"),
            ("check", "--select", "EDI", "-f", "json"),
        ):
            done = run(*words)
            assert done.code == 1
            assert "the copy of a confidential source is" in done.out
            assert "tape" not in done.out + done.err
    written(secretive, "2024/2024-11-19-order.toml", CONFIDENTIAL.replace("tape", "band"))
    committed()
    done = run("edition", "april")
    assert done.code == 3
    assert "\n  the copy of a confidential source of 2024-11-19-order\n" in done.err
    assert "band" not in done.err


def test_a_public_edition_withholds_what_proves_possession(secretive: Path, run: Run) -> None:
    written(secretive, "2024/2024-11-18-talks.toml", TALKS + 'note = "call them"\n')
    written(secretive, "2024/2024-11-20-next.toml", TALKS.replace("18", "20") + "tags = ['ref']\n")
    written(secretive, "sources.toml", '[tape]\ntitle = "The tape"\nconfidential = true\n')
    committed()
    done = run("edition", "march", "--public", "-o", "r.md")
    assert done.code == 0
    assert (
        "may be handed out; withheld: 1 confidential source, the hashes of 2 events, of 1 register, and of 1 copy"
        in done.err
    )
    text = MARCH.read_text(encoding="utf-8")
    for path in ("2024/2024-11-19-order.toml", "2024/2024-11-18-talks.toml", "copies/tape.txt", "sources.toml"):
        data = (secretive / path).read_bytes()
        assert sha256(data).hexdigest() not in text
        assert git("hash-object", f"events/{path}").strip() not in text
    for word in ("tape", "Jane", "Doe", "dawn", "mail"):
        assert word not in text + Path("r.md").read_text(encoding="utf-8")
    held = editions.read("events", "march")
    assert [event.id for event in held.events if not event.blob] == ["2024-11-18-talks", "2024-11-19-order"]
    assert "# For others: what is confidential is withheld" in text
    committed()
    assert run("edition", "--verify").out == (
        "march: as it was, with 4 events, 1 copy and its report (2 without a hash, not asked)\n"
    )


def test_a_public_edition_without_secrets(desk: Path, run: Run) -> None:
    assert "may be handed out: nothing is withheld" in run("edition", "march", "--public").err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('title = "Talks with JANE DOE"', "2024-11-18-talks: title holds the name"),
        ('summary = "She said: they told us at dawn."', "2024-11-18-talks: summary holds the quote"),
        ('tags = ["jane-doe"]', "2024-11-18-talks: tags holds the name"),
        ('actors = [{ name = "X", as_named = "Jane  Doe" }]', "2024-11-18-talks: actors.as_named holds the name"),
        ('x.desk = "write to jane.doe@example.org"', "2024-11-18-talks: x.desk holds the url"),
        ('x."Jane Doe" = 1', "2024-11-18-talks: x holds the name"),
        ('links = [{ type = "follows", to = "2024-11-17-strike", note = "by Jane Doe" }]', "links.note holds the name"),
        ('figures = [{ what = "Jane Doe", value = 1 }]', "figures.what holds the name"),
        ('places = ["Jáne Doe"]', "places.name holds the name"),
        ('sources = [{ publisher = "BBC", title = "Jane Doe speaks" }]', "sources.title holds the name"),
        ('aliases = ["2024-jane-doe"]', "aliases holds the name"),
    ],
)
def test_a_confidential_word_that_would_leave(line: str, said: str, secretive: Path, run: Run) -> None:
    text = f"{line}\ndate = 2024-11-18\n" if line.startswith("title") else TALKS + line + "\n"
    written(secretive, "2024/2024-11-18-talks.toml", text)
    committed()
    done = run("edition", "march", "--public", "-o", "r.md")
    assert done.code == 1
    assert f"{said} of a confidential source (of 2024-11-19-order)\n" in done.out
    assert "nothing was written" in done.err
    for word in ("jane", "doe", "dawn"):
        assert word not in (done.out + done.err).casefold()
    assert not MARCH.exists()
    assert not Path("r.md").exists()
    assert run("edition", "march").code == 0


def test_a_confidential_word_in_an_id_is_not_told(secretive: Path, run: Run) -> None:
    (secretive / "2024/2024-11-19-order.toml").rename(secretive / "2024/2024-11-19-jane-doe.toml")
    committed()
    done = run("edition", "march", "--public")
    assert done.code == 1
    assert done.out == "an event of 2024-11-19: id holds the name of a confidential source (of an event)\n"


def test_a_confidential_word_beside_the_events(secretive: Path, run: Run) -> None:
    written(secretive, "timeline.toml", 'title = "What Jane Doe saw"\n')
    committed()
    done = run("edition", "jane-doe", "title:plant", "-title:'jane doe'", "--public", "-o", "r.md")
    assert done.code == 1
    told = "of a confidential source (of 2024-11-19-order)"
    assert done.out.splitlines()[:3] == [
        f"the name of the edition holds the name {told}",
        f"the query holds the name {told}",
        f"the title holds the name {told}",
    ]
    assert f"the report, line 1, holds the name {told}" in done.out


def test_a_register_of_which_nobody_knows_what_is_confidential(secretive: Path, run: Run) -> None:
    written(secretive, "sources.toml", "= x\n")
    committed()
    assert run("edition", "march", "--public").code == 3
