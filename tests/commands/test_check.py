"""`timeline check`: silence, findings, fixes, forms; what it never does."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from conftest import Run
from newsroom import git, of_another_owner
from terminal import on_pty
from timeline.checks import runner as engine
from timeline.checks.corpus import Corpus
from timeline.checks.output import machine

EVENT = "events/2024/2024-11-17-strike-on-a-depot.toml"
SOUND = """\
title = "Strike on a depot"
date = 2024-11-17
date_basis = "reported"
sources = [
  "The Daily, citing an official",
]
"""
QUIET = ("--ignore", "SRC110,SCH005")


def write(text: str = SOUND, path: str = EVENT) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_the_real_events_are_sound(real: Path, run: Run) -> None:
    assert run("check") == (0, "", "")


def test_a_terminal_shows_many_findings_by_rule_and_what_to_type_next(empty: Path) -> None:
    for n in range(11):
        write('title = "A"\ndate = 2024\n', f"events/{n}.toml")
    screen = on_pty("check", "--ignore", "DUP,SCH", NO_COLOR="1").text.splitlines()
    assert screen[0] == "SRC101 no-source: 11 warnings"
    assert screen[-3:] == [
        "",
        "11 warnings in 11 files",
        "what a rule finds, and why: timeline check --explain SRC101",
    ]


def test_an_empty_chronology_is_sound(empty: Path, run: Run) -> None:
    assert run("check") == (0, "", "")


def test_findings_are_printed_and_counted(empty: Path, run: Run) -> None:
    write(SOUND + 'status = "confirmd"\n')
    result = run("lint", "--ignore", "SRC110,SCH005")
    assert result == (
        1,
        f'{EVENT}:7:1: SCH006 error: "confirmd" is no status\n  | status = "confirmd"\n  | ^\n  = did you mean "confirmed"?\n',
        "1 error in 1 file\n",
    )
    assert run("check", "--exit-zero", *QUIET).code == 0
    assert run("-q", "check", *QUIET).err == ""


def test_notes_do_not_fail(empty: Path, run: Run) -> None:
    write()
    result = run("check", "-f", "concise")
    assert result.code == 0
    assert result.out.startswith(f"{EVENT}:5:3: SRC110 note: The Daily: neither quote nor locator")
    assert result.err == "1 note in 1 file\n"


def test_which_rules(empty: Path, run: Run) -> None:
    write('title = "Strike on a depot."\ndate = 2024-11-17\n')

    def codes(*words: str) -> set[str]:
        return {row["code"] for row in json.loads(run("check", "-f", "json", *words).out)}

    assert codes() == {"SRC101", "TXT801"}
    assert codes("--select", "SRC, TIM") == {"SRC101"}
    assert codes("--ignore", "no-source") == {"TXT801"}
    (empty / "timeline.toml").write_text('[check]\nignore = ["SRC101"]\n')
    assert codes() == {"TXT801"}
    assert codes("--select", "SRC101") == {"SRC101"}
    result = run("check", "--select", "SRC999")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith('error: no rule "SRC999"\n  did you mean "SRC')


def test_notes_are_a_line_a_rule_until_they_are_asked_for(empty: Path, run: Run) -> None:
    write(SOUND, "events/2024/2024-11-17-a b.toml")
    line = "SRC110 quote-missing: 1 note: timeline check --select SRC110\n"
    assert run("check", "--ignore", "SCH") == (0, line, "1 note in 1 file\n")
    assert run("check", "events", "--ignore", "SCH").out == line.replace("check", "check events")
    at_length = run("check", "--select", "SRC110")
    assert at_length.out.startswith("events/2024/2024-11-17-a b.toml:5:3: SRC110 note: The Daily: neither")
    assert (
        run("check", "--ignore", "SCH", "--all") == run("check", "--severity", "note", "--ignore", "SCH") == at_length
    )
    assert run("check", "--severity", "warning") == (0, "", "")
    write('title = "A."\ndate = 2024-11-17\nwho = 1\n')
    assert [row["code"] for row in json.loads(run("check", "--severity", "error", "-f", "json").out)] == ["SCH001"]
    assert run("check", "--statistics", "--select", "SRC").out.splitlines() == [
        "1  SRC101 no-source              warning",
        "1  SRC110 quote-missing          note",
    ]


def test_too_many_results_for_sarif(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "MOST_RESULTS", 0)
    write()
    result = run("check", "-f", "sarif", "--select", "SRC110")
    assert json.loads(result.out)["runs"][0]["results"] == []
    assert result.err == "left out, since SARIF is to hold 0 results at most: 1 note in 1 file\n"


def test_which_files(empty: Path, run: Run) -> None:
    write('title = "A"\ndate = 2024-11-17\n', "events/2024/2024-11-17-a.toml")
    write('title = "B"\ndate = 2024-11-18\n', "events/2024/2024-11-18-b.toml")
    for words in (["2024-11-18"], ["events/2024/2024-11-18-b.toml"]):
        assert [row["event"] for row in json.loads(run("check", "-f", "json", *words).out)] == ["2024-11-18-b"]
    assert run("check", "events").code == 1
    assert run("check", "events/timeline.toml").code == 0
    assert run("check", "nothing").code == 3


@pytest.mark.parametrize("code", ["SRC103", "hidden-chain", "src103"])
def test_a_rule_is_explained(run: Run, code: str) -> None:
    result = run("check", "--explain", code)
    assert result.code == 0
    assert result.out.startswith("## SRC103 hidden-chain\n")


def test_all_rules_are_explained_and_an_unknown_one_is_not(run: Run) -> None:
    assert run("check", "--explain", "all").out.startswith("# Check rules\n")
    result = run("check", "--explain", "SRC1003")
    assert (result.code, result.err) == (2, 'error: no rule "SRC1003"\n  did you mean "SRC103"?\n')


def test_statistics(empty: Path, run: Run) -> None:
    write('title = "A"\ndate = 2024-11-17\n', "events/2024/2024-11-17-a.toml")
    write('title = "B."\ndate = 2024-11-18\n', "events/2024/2024-11-18-b.toml")
    assert run("check", "--statistics").out == (
        "2  SRC101 no-source              warning\n1  TXT801 title-form             note\n"
    )


FAULTY = (
    '# desk\ntitle = "Strike on a depot."   # so they say\ndate = 2024-11-17\nwho = ["A"]\nsource = ["The Daily"]\n'
)
MENDED = (
    '# desk\ntitle = "Strike on a depot"   # so they say\ndate = 2024-11-17\nactors = ["A"]\nsources = ["The Daily"]\n'
)


def test_fixes(empty: Path, run: Run) -> None:
    write(FAULTY)
    assert run("check", "--fix", "--ignore", "SRC110,SCH005") == (0, "", f"mended {EVENT}\n")
    assert Path(EVENT).read_text() == MENDED
    assert run("check", "--fix", "--ignore", "SRC110,SCH005") == (0, "", "")


def test_fixes_of_registers_and_of_what_is_no_event_yet(empty: Path, run: Run) -> None:
    (empty / "sources.toml").write_text('[a]\ntitle = "A"\nurl = "https://a.example/?gclid=1"\naccessed = 2024-11-18\n')
    write('headline = "Strike on a depot"\ndescription = 7\n')
    result = run("check", "--fix", "--ignore", "CIT302,SCH005")
    assert result.err.startswith(f"mended {EVENT}\nmended events/sources.toml\n")
    assert Path(EVENT).read_text() == 'title = "Strike on a depot"\nsummary = 7\n'
    assert "gclid" not in (empty / "sources.toml").read_text()
    assert result.code == 1


def test_twenty_faults_go_in_one_run(empty: Path, run: Run) -> None:
    """Twenty files, each with another fault that can be mended; nothing but these lines changes."""
    faults = {
        'headline = "Strike"': 'title = "Strike"',
        'name = "Strike"': 'title = "Strike"',
        'title = "Strike."': 'title = "Strike"',
        'title = "Str\\u200bike"': 'title = "Strike"',
        'title = "Str\u200bike"': 'title = "Strike"',
        'title = "Strike" # \u202ex': 'title = "Strike" # x',
        'title = "Strike"\nsource = ["A"]': 'title = "Strike"\nsources = ["A"]',
        'title = "Strike"\nwho = ["A"]': 'title = "Strike"\nactors = ["A"]',
        'title = "Strike"\nlocation = ["A"]': 'title = "Strike"\nplaces = ["A"]',
        'title = "Strike"\ndesc = "A"': 'title = "Strike"\nsummary = "A"',
        'title = "Strike"\nkeywords = ["A"]': 'title = "Strike"\ntags = ["A"]',
        'title = "Strike"\nnotes = "A"': 'title = "Strike"\nnote = "A"',
        'title = "Strike"\ntype = "state"': 'title = "Strike"\nkind = "state"',
        'title = "Strike"\nlanguage = "uk"': 'title = "Strike"\nlang = "uk"',
        'title = "Strike"\nactors = [{ name = "A", as = "agent" }]': 'title = "Strike"\nactors = [{ name = "A", role = "agent" }]',
        'title = "Strike"\nactors = ["Volodimyr Zelenskyy"]': 'title = "Strike"\nactors = ["Volodymyr Zelenskyy"]',
        'title = "Strike"\nplaces = [{ name = "A", latitude = 1.5 }]': 'title = "Strike"\nplaces = [{ name = "A", lat = 1.5 }]',
        'title = "Strike"\nsources = [{ id = "a", href = "https://a.example" }]': (
            'title = "Strike"\nsources = [{ id = "a", url = "https://a.example" }]'
        ),
        'title = "Strike"\nsources = [{ id = "a", url = "https://b.example/?fbclid=1" }]': (
            'title = "Strike"\nsources = [{ id = "a", url = "https://b.example/" }]'
        ),
        'title = "Strike"\nsources = [{ id = "a", cites = ["xyz"] }]': (
            'title = "Strike"\nsources = [{ id = "a", cites = ["xyz"] }, { id = "xyz", seen = false }]'
        ),
    }
    (empty / "actors.toml").write_text('[vz]\nname = "Volodymyr Zelenskyy"\n')
    paths = {}
    for n, (before, after) in enumerate(faults.items(), 1):
        path = f"events/2024/2024-11-{n:02}-strike.toml"
        paths[write(f"# file {n}\n{before} # kept\ndate = 2024-11-{n:02}\n", path)] = after
    assert len(paths) == 20
    words = ("--ignore", "SCH005", "-f", "json")
    assert run("check", "--fix", *words).err.count("mended ") == 20
    for n, (file, after) in enumerate(paths.items(), 1):
        assert file.read_text(encoding="utf-8") == f"# file {n}\n{after} # kept\ndate = 2024-11-{n:02}\n"
    assert not [row for row in json.loads(run("check", *words).out) if row["fixable"]]


def test_a_diff_shows_and_writes_nothing(empty: Path, run: Run) -> None:
    write(FAULTY)
    result = run("check", "--diff", "--select", "TXT801")
    assert result.code == 1
    assert result.out == (
        f"--- {EVENT}\n+++ {EVENT}\n@@ -1,5 +1,5 @@\n # desk\n"
        '-title = "Strike on a depot."   # so they say\n+title = "Strike on a depot"   # so they say\n'
        ' date = 2024-11-17\n who = ["A"]\n source = ["The Daily"]\n'
    )
    assert Path(EVENT).read_text() == FAULTY
    assert run("check", "--diff", "--select", "TXT801", "--exit-zero").code == 0
    assert run("check", "--diff", "--select", "SRC101") == (0, "", "")


def test_a_diff_says_what_cannot_be_read(empty: Path, run: Run) -> None:
    write("title = ")
    result = run("check", "--diff", "--select", "TXT801")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"{EVENT}:1:8: SCH007 error: no value stands here")


def test_a_file_changed_meanwhile_is_left_alone(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(FAULTY)
    other = "events/2024/2024-11-18-strike.toml"
    write('title = "Strike."\ndate = 2024-11-18\n', other)
    fixed = engine.fixed

    def meanwhile(corpus: Corpus, *rest: object) -> engine.Fixed:
        found = fixed(corpus, *rest)  # type: ignore[arg-type]  # handed on
        Path(EVENT).write_text("# somebody else's\n" + FAULTY)
        return found

    monkeypatch.setattr(engine, "fixed", meanwhile)
    result = run("check", "--fix", "--select", "TXT801")
    assert result.code == 3
    assert result.err == (
        "error: 2024/2024-11-17-strike-on-a-depot.toml was changed by someone else meanwhile\n"
        "  it was not written: look, then try again\n"
        f"mended {other}\n"
        f"1 of 2 were written; not written: {EVENT}\n"
        "1 note in 1 file; 1 marked [*] can be mended with `timeline check --fix`\n"
    )
    assert Path(EVENT).read_text() == "# somebody else's\n" + FAULTY


def test_twins_are_mended_each_in_its_file(empty: Path, run: Run) -> None:
    write(FAULTY)
    twin = write(FAULTY, EVENT.replace("/2024/", "/other/"))
    mended = run("check", "--fix", "--select", "TXT801")
    assert mended.code == 1  # that one of them is in no answer is said whatever is selected
    assert mended.out.startswith(
        "events/other/2024-11-17-strike-on-a-depot.toml: SCH007 error: has the same ID as 2024/"
    )
    assert "depot." not in Path(EVENT).read_text() + twin.read_text()


def test_a_copy_within_is_told_once_everywhere(empty: Path, run: Run) -> None:
    for n in range(9):
        for folder in ("2024", "old/2024"):
            write(SOUND.replace("depot", f"depot of {n} tanks"), f"events/{folder}/{n}.toml")
    for words in (["check"], ["list"], ["report"]):
        result = run("-C", "events", *words)
        assert (result.out + result.err).count("9 files in ") == 1
        assert "has the same ID" not in result.out + result.err
        assert "DUP401" not in result.out


@pytest.mark.parametrize(
    "words", ["--diff -f sarif", "--fix --diff -f full", "--statistics -f json", "--diff --statistics"]
)
def test_one_answer_at_a_time(words: str, empty: Path, run: Run) -> None:
    result = run("check", *words.split())
    assert (result.code, result.out) == (2, "")
    assert "print two different things" in result.err


def test_what_is_refused_says_it_for_the_folder_of_c(empty: Path, run: Run) -> None:
    assert "`timeline -C events list -f ids`" in run("-C", "events", "show", "nothing").err


def test_broken_files_stop_nothing(empty: Path, run: Run) -> None:
    texts = {
        "a": "title = \n",
        "b": 'title = "\udce4"\n',
        "c": "",
        "d": f"<<<<<<< ours\n{SOUND}=======\n>>>>>>> theirs\n",
        "e": "x = " + "[" * 2000 + "]" * 2000,
        "f": "x = 1 # " + "y" * (5 << 20),
        "g": 'title = "x"\ndate = 2024-02-30\n',
        "h": SOUND + 'status = "confirmd"\n',
    }
    for name, text in texts.items():
        file = write("", f"events/2024/{name}.toml")
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
    Path("events/2024/i.toml").symlink_to("/etc/passwd")
    result = run("check", "-f", "json", "--select", "SCH006,SCH007,TIM206")
    assert result.code == 1
    rows = [(row["event"], row["code"]) for row in json.loads(result.out)]
    assert rows == [(n, "SCH007") for n in "abcdef"] + [("g", "TIM206"), ("h", "SCH006"), ("i", "SCH007")]


def test_github(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write('title = "::error::forged"\ndate = 2024-11-17\n', "events/2024/2024-11-17-error-forged.toml")
    subprocess.run(["git", "init", "-q"], check=True)
    page = tmp_path / "summary.md"
    page.write_text("before\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    monkeypatch.chdir("events")
    result = run("check")
    assert result.code == 1
    assert result.out == (
        "::warning file=events/2024/2024-11-17-error-forged.toml,line=1,endLine=1,col=1,title=SRC101 no-source::"
        "who says so? there is no source. "
        'as in sources = ["The Daily, citing an official"]\n'
    )
    assert result.err == "1 warning in 1 file\n"
    assert page.read_text().startswith("before\n1 warning in 1 file\n\n| place | rule | |\n")
    assert run("check", "-f", "full").out.startswith("2024/2024-11-17-error-forged.toml:1:1: SRC101")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "not there yet.md"))
    assert run("check").code == 1
    assert (tmp_path / "not there yet.md").read_text().startswith("1 warning in 1 file\n")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert run("check").code == 1


def test_sarif_outside_of_git(empty: Path, run: Run) -> None:
    write('title = "A"\ndate = 2024-11-17\n', "events/2024/2024-11-17-a.toml")
    result = run("check", "-f", "sarif")
    place = json.loads(result.out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "events/2024/2024-11-17-a.toml"
    assert result.err == ""


def test_staged(empty: Path, run: Run) -> None:
    write()
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "-A"], check=True)
    write('title = "A."\ndate = 2024-11-17\n')
    assert run("check", "--staged", "--ignore", "SRC110") == (0, "", "")
    assert run("check").code == 1
    for words in (["--fix"], ["--diff"]):
        result = run("check", "--staged", *words)
        assert (result.code, result.out) == (2, "")


def test_where_git_refuses_it_is_said_if_it_is_asked(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write()
    git("init", "-q")
    of_another_owner(tmp_path, monkeypatch)
    assert "dubious" not in run("check").err
    result = run("check", "-f", "github")
    assert result.code == 0
    assert result.out.startswith(f"::notice file={EVENT},")
    assert result.err.startswith("note: paths are as seen from here: git: detected dubious ownership")
    staged = run("check", "--staged")
    assert (staged.code, staged.out) == (3, "")
    assert staged.err.startswith("error: git: detected dubious ownership in repository")


def test_the_answer_is_the_same_without_what_is_kept(real: Path, run: Run, tmp_path: Path) -> None:
    write(FAULTY)
    first = run("check")
    assert run("check") == first
    for file in (tmp_path / "cache").glob("*"):
        file.unlink()
    assert run("check") == first


def test_add_and_edit_say_what_check_would_say(empty: Path, run: Run) -> None:
    result = run("add", "17 Nov 2024: Strike on a depot", "--status", "confirmed")
    assert result.code == 0
    assert f"{EVENT}:1:1: SRC101 warning: who says so? there is no source (as in sources" in result.err
    result = run("edit", "2024-11-17", "--add-source", "The Daily")
    assert f"{EVENT}:3:1: SRC104 warning: confirmed, on 1 origin, basis not stated" in result.err
    assert result.err.endswith("1 note: timeline check 2024-11-17-strike-on-a-depot --all\n")
    result = run("-q", "add", "18 Nov 2024: A second strike", "--source", "The Daily")
    assert result.err == ""


def test_offers_name_the_folder_that_was_named(run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (real / "2024-a.toml").write_text('title = "A"\ndate = 2024\nsources = ["X"]\nactors = ["Y Z"]\n', encoding="utf-8")
    monkeypatch.chdir(real.parent.parent)
    told = run("-C", "work", "check", "--severity", "note")
    offers = re.findall(r"\btimeline .*", told.out)
    assert offers
    assert all("-C work" in offer for offer in offers)
