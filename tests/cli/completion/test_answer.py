"""What Tab offers: at each place of the line, in each shell, and in silence when there is nothing to offer."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from timeline.cli.command_line import Commands
from timeline.cli.completion import known_names
from timeline.cli.completion.answer import FEW
from timeline.dates.calendar import PERIODS
from timeline.model.event import ROLE, STATUS
from timeline.store.files import folder

BIDEN = "2024-11-17-biden-authorises-atacms"


@pytest.fixture
def tab(run: Run, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What is offered for the last of these words, in fish, which tears nothing apart."""

    def press(*words: str) -> list[str]:
        line = " ".join(w.replace(" ", "\\ ").replace("'", "\\'") for w in ("timeline", *words))
        monkeypatch.setenv("_TIMELINE_COMPLETE", "complete_fish")
        monkeypatch.setenv("_TIMELINE_LINE", line)
        result = run()
        monkeypatch.delenv("_TIMELINE_COMPLETE")
        assert result.err == ""
        return [offer.partition("\t")[0] for offer in result.out.splitlines() if offer]

    return press


@pytest.mark.parametrize(
    ("shell", "given", "printed"),
    [
        (
            "bash",
            {"COMP_WORDS": "timeline\nlist\nactor\n:\nJo", "COMP_CWORD": "4"},
            "Joe\\ Biden\n",
        ),
        (
            "zsh",
            {"_TIMELINE_LINE": "timeline list actor:Jo"},
            "actor\\:Joe Biden\n",
        ),
        (
            "fish",
            {"_TIMELINE_LINE": "timeline list actor:Jo"},
            "actor:Joe Biden\n",
        ),
    ],
)
def test_each_shell(shell: str, given: dict[str, str], printed: str, real: Path) -> None:
    environment = {**os.environ, **given, "_TIMELINE_COMPLETE": f"complete_{shell}"}
    done = subprocess.run(
        [sys.executable, "-m", "timeline"], env=environment, stdin=-3, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, printed, "")


def test_fish_is_told_where_files_may_stand(run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TIMELINE_COMPLETE", "complete_fish")
    for line in ("timeline list -o ", "timeline list tag:nothing"):
        monkeypatch.setenv("_TIMELINE_LINE", line)
        assert run() == (1, "", "")


def test_commands(tab: Any) -> None:
    assert {"list", "show", "add", "sql", "date"} <= set(tab(""))
    assert not {"ls", "view", "new", "delete"} & set(tab(""))
    assert tab("sho") == ["show"]
    assert tab("ls", "--sta") == ["--status"]
    assert tab("frobnicate", "x") == []
    assert "--version" in tab("--v")
    assert tab("--version", "sho") == ["show"]
    assert tab("--", "sho") == ["show"]
    assert tab("--color", "al") == tab("list", "--color", "al") == ["always"]
    assert tab("help", "quer") == ["queries"]
    assert tab("help", "sources") == ["sources"]
    assert tab("help", "SRC103") == ["SRC103"]
    assert tab("help", "READ") == []
    assert tab("sources", "add", "--conf") == ["--confidential"]


def test_a_part_of_an_id(tab: Any, run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tab("show", "Authorises") == [BIDEN]
    assert tab("show", "zzz") == []
    several = tab("show", "atac")
    assert BIDEN in several[1:]
    assert tab("show", "2024-11-17-bi") == [BIDEN]
    monkeypatch.setenv("_TIMELINE_COMPLETE", "complete_bash")
    for typed, more in (("atac", ["atac"]), ("authorises", [])):
        monkeypatch.setenv("COMP_WORDS", f"timeline show {typed}")
        monkeypatch.setenv("COMP_CWORD", "2")
        assert run().out.split() == (several if more else [BIDEN]) + more


def test_names_that_actions_and_sums_take(tab: Any, run: Run, real: Path) -> None:
    assert tab("sources", "show", "up-") == ["up-2024-11-17-atacms"]
    assert tab("sources", "rename", "Ukr") == ["Ukrainska Pravda"]
    assert tab("list", "--sum", "") == []
    run("edit", BIDEN, "--add-figure", "dead=3")
    assert tab("list", "--sum", "f") == ["figures.dead"]


def test_flags(tab: Any) -> None:
    assert tab("--h") == ["--help"]
    assert tab("list", "--h") == ["--help"]
    assert tab("list", "--no-p") == ["--no-pager"]
    assert tab("list", "--as") == []  # refused, with both spellings of what may be meant
    assert tab("list", "--rev") == ["--reverse"]
    assert tab("list", "--reverse", "--rev") == []
    assert tab("list", "-n", "3", "--lim") == []
    assert tab("list", "--limit=3", "--lim") == []
    assert tab("list", "--tag", "a", "--ta") == ["--tag"]
    assert tab("list", "--", "--ta") == []
    assert tab("list", "-x", "--ta") == ["--tag"]
    assert tab("list", "--frob=x") == []
    assert tab("list", "-n", "") == []
    assert {"-f", "--format", "-o"} <= set(tab("list", "-"))


@pytest.mark.parametrize(
    ("line", "offers", "left_out"),
    [
        ("timeline list actor:Bi", 1, {"msgspec", "inspect", "difflib"}),
        ("timeline show 2024", 6, {"msgspec", "inspect", "difflib"}),
        ("timeline list --actor B", 3, {"msgspec", "inspect", "difflib"}),
        ("timeline list statu", 9, {"msgspec", "inspect", "difflib", "sqlite3"}),
        ("timeline list --columns da", 4, {"msgspec", "inspect", "difflib", "sqlite3"}),
        ("timeline list --s", 5, {"msgspec", "inspect", "difflib", "sqlite3"}),
        ("timeline ", 31, {"msgspec", "inspect", "sqlite3", "difflib"}),
        ("timeline add --status co", 1, {"sqlite3"}),
    ],
)
def test_what_is_not_needed_is_not_imported(line: str, offers: int, left_out: set[str], real: Path) -> None:
    code = (
        "import sys; before = {*sys.modules}; from timeline.app import run; run([]);"
        "print(*({*sys.modules} - before), file=sys.stderr)"
    )
    given = {"_TIMELINE_LINE": line, "_TIMELINE_COMPLETE": "complete_fish"}
    command = [sys.executable, "-c", code]
    environment = {**os.environ, **given}
    subprocess.run(command, env=environment, capture_output=True, check=True)  # now names are kept
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == offers
    assert not ({"dateutil", "tabulate"} | left_out) & set(done.stderr.split())


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (("list", "actor:Bi"), ["actor:Biden"]),
        (("list", "actor:bi"), ["actor:biden"]),
        (("list", "actor:Ukrainian f"), ["actor:Ukrainian forces"]),
        (("list", "actor=Joe"), ["actor=Joe Biden"]),
        (("list", "(actor:Bi"), ["(actor:Biden"]),
        (("sources", "ad"), ["add"]),
        (("add", "--source", "BBC, citing Ukrainska P"), ["BBC, citing Ukrainska Pravda"]),
        (("add", "--source", "up-"), ["up-2024-11-17-atacms"]),
        (("list", "actor:Biden,Pu"), ["actor:Biden,Putin"]),
        (("list", "agent:Bi"), ["agent:Biden"]),
        (("list", "agent:Puti"), []),
        (("list", "place:Kursk O"), ["place:Kursk Oblast"]),
        (("list", "tag:ATACMS, long"), ["tag:ATACMS, long-range strikes"]),
        (("list", "publisher:U"), ["publisher:Ukrainska Pravda"]),
        (("list", "author:"), ["author:Kateryna Tyshchenko"]),
        (("list", "lang:"), ["lang:"]),
        (("list", "statu"), [f"status:{word}" for word in STATUS]),
        (("list", "likelihood:very"), ["likelihood:very-unlikely", "likelihood:very-likely"]),
        (("list", "missing:quot"), ["missing:quote"]),
        (("list", "link:resp"), ["link:responds-to"]),
        (("list", f"link:{BIDEN[:13]}"), [f"link:{BIDEN}"]),
        (("list", "id:2024-11-17-no"), ["id:2024-11-17-north-korean-forces-involved"]),
        (("list", "orig"), ["origin:", "origins:"]),
        (("list", "since"), ["since:"]),
        (("list", "title:B"), []),
        (("list", "frob"), []),
        (("list", "frob:x"), []),
        (("list", "-tag:x", "place:Kursk O"), ["place:Kursk Oblast"]),
        (("list", "--actor", "joe"), ["joe Biden"]),
        (("list", "--actor=Bi"), ["--actor=Biden"]),
        (("list", "--place", "Kursk O"), ["Kursk Oblast"]),
        (("list", "--tag", "ATACMS,lo"), ["ATACMS,long-range strikes"]),
        (("list", "--source", "Kat"), ["Kateryna Tyshchenko"]),
        (("list", "--status", "confirmed,al"), ["confirmed,alleged"]),
        (("list", "-f", "j"), ["json", "jsonl"]),
        (("list", "--columns", "date,ti"), ["date,title", "date,timezone"]),
        (("list", "--sort", "earliest_"), ["earliest_day"]),
        (("list", "--group", ""), [*PERIODS, "actor", "place", "tag", "status", "sourcing"]),
        (("show", BIDEN[:13]), [BIDEN]),
        (("show", BIDEN, "2024-11-17-w"), ["2024-11-17-wider-authorisation-possible"]),
        (("show", "--columns", "da"), ["date", "date_basis", "date_text", "day"]),
        (("trace", BIDEN, "-f", "m"), ["mermaid"]),
        (("mv", BIDEN[:13]), [BIDEN]),
        (("rm", BIDEN[:13]), [BIDEN]),
        (("sql", "-f", "m"), ["markdown"]),
        (("add", "--actor", "Vladimir"), ["Vladimir Putin"]),
        (("add", "--actor", "vladimir"), []),
        (("add", "--actor", "Ann Lee:"), [f"Ann Lee:{role}" for role in ROLE]),
        (("add", "--place", "Kursk O"), ["Kursk Oblast"]),
        (("add", "--tag", "long"), ["long-range strikes"]),
        (("add", "--source", "The New"), ["The New York Times"]),
        (("add", "--status", "co"), ["confirmed"]),
        (("add", "--link", "r"), ["responds-to:", "related:"]),
        (("add", "--link", f"follows:{BIDEN[:13]}"), [f"follows:{BIDEN}"]),
        (("add", "--variant", "date_t"), ["date_text="]),
        (("add", "--title", "B"), []),
        (("edit", BIDEN[:13]), [BIDEN]),
        (("edit", BIDEN, "--remove-tag", "long"), ["long-range strikes"]),
        (("edit", BIDEN, "--set", "kind=st"), ["kind=state", "kind=statement"]),
        (("edit", BIDEN, "--set", "frob=st"), []),
        (("edit", BIDEN, "--unset", "cl"), ["claim"]),
        (("check", "--select", "SRC101,src103"), ["SRC101,src103"]),
        (("check", "--explain", "src103"), ["src103"]),
        (("list", "--timezone", "Europe/Ky"), ["Europe/Kyiv"]),
        (("export", "-f", "t"), ["timelinejs", "timesketch", "toml", "tsv"]),
        (("export", "--rows", ""), ["events", "sources"]),
        (("export", "tag:long"), ["tag:long-range strikes"]),
        (("import", "a.txt", "--as", "j"), ["json", "jsonl"]),
        (("import", "a.csv", "-f", ""), ["json"]),
        (("import", "a.csv", "--date-order", "m"), ["mdy"]),
        (("import", "a.csv", "--map", "pu"), ["published="]),
        (("import", "a.csv", "--map", "title=W"), []),
    ],
)
def test_each_place(words: tuple[str, ...], offers: list[str], tab: Any, real: Path) -> None:
    assert tab(*words) == offers


def test_editions(tab: Any, real: Path) -> None:
    assert tab("edition", "--supersedes", "") == []
    (real / "editions").mkdir()
    for name in ("march", "april"):
        (real / f"editions/{name}.toml").write_text("", encoding="utf-8")
    assert tab("edition", "--supersedes", "m") == ["march"]
    assert tab("edition", "--verify", "") == ["april", "march"]


def test_conflicts(tab: Any, real: Path) -> None:
    assert tab("resolve", "") == []
    text = 'title = "T"\ndate = 2024\n<<<<<<< ours\nlang = "en"\n=======\nlang = "el"\n>>>>>>> theirs\n'
    (real / "2024/2024-t.toml").write_text(text, encoding="utf-8")
    assert tab("resolve", "") == tab("conflicts", "2") == ["2024-t"]
    assert tab("resolve", "2024-t", "") == tab("resolve", "2024-t", "--ours", "l") == ["lang"]


def test_the_chronology_is_the_one_on_the_line(
    tab: Any, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert tab("show", "2024") == []
    assert tab("-C", "work", "show", BIDEN) == [BIDEN]
    assert tab("show", "-C", "work", BIDEN) == [BIDEN]
    monkeypatch.setenv("TIMELINE_DIR", str(real))
    assert tab("show", BIDEN) == [BIDEN]


def test_the_newest_ids_come_first(tab: Any, empty: Path) -> None:
    for year in range(1900, 2020):
        (empty / f"{year}-a.toml").write_text(f'title = "A"\ndate = {year}\n', encoding="utf-8")
    offers = tab("show", "")
    assert (len(offers), offers[0]) == (known_names.MOST, "2019-a")
    assert tab("show", "1900") == ["1900-a"]


def test_many_values_wait_until_they_are_asked_for(tab: Any, empty: Path) -> None:
    tags = [f"t{n}" for n in range(FEW + 1)]
    (empty / "2024-a.toml").write_text(f'title = "A"\ndate = 2024\ntags = {tags}\n', encoding="utf-8")
    assert tab("list", "tag") == ["tag:"]
    assert len(tab("list", "tag:")) == len(tags)
    (empty / "2024-a.toml").unlink()
    (empty / "2024-b.toml").write_text(f'title = "A"\ndate = 2024\ntags = {tags[1:]}\n', encoding="utf-8")
    assert tab("list", "tag") == [f"tag:{tag}" for tag in sorted(tags[1:])]


def test_what_cannot_be_printed_is_never_offered(tab: Any, run: Run, empty: Path) -> None:
    for tag in ("safe", "Kyiv's", "\\$(rm)", '"; rm"', "a\x1b[31m", "a\nb"):
        assert run("add", "2024: A", "--tag", tag).code == 0
    assert tab("list", "--tag", "") == ['"; rm"', "Kyiv's", "\\$(rm)", "safe"]


def test_what_goes_wrong_is_silent(
    tab: Any, run: Run, real: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (real / "actors.toml").write_text("[\n", encoding="utf-8")
    (real / "broken.toml").write_text("[\n", encoding="utf-8")
    assert tab("list", "actor:Joe") == ["actor:Joe Biden"]

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    for failure in (broken, interrupted):
        monkeypatch.setattr(folder, "find", failure)
        assert tab("list", "actor:Joe") == []
        monkeypatch.setattr(Commands, "function", failure)
        assert tab("list", "actor:Joe") == []
        monkeypatch.undo()
    assert capfd.readouterr() == ("", "")


def test_nothing_is_written_where_the_chronology_is(tab: Any, real: Path) -> None:
    before = sorted(real.rglob("*"))
    tab("list", "actor:B")
    assert sorted(real.rglob("*")) == before


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts(shell: str) -> None:
    environment = {**os.environ, "_TIMELINE_COMPLETE": f"source_{shell}"}
    command = [sys.executable, "-m", "timeline"]
    done = subprocess.run(command, env=environment, stdin=-3, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_TIMELINE_COMPLETE=complete_{shell}" in done.stdout
    if program := shutil.which(shell):
        assert subprocess.run([program, "-n"], input=done.stdout, text=True, check=False).returncode == 0


@pytest.mark.usefixtures("real")
def test_whether_somebody_has_reviewed_it(tab: Any) -> None:
    assert tab("list", "reviewed:") == ["reviewed:yes", "reviewed:stale", "reviewed:no"]
    assert "--by" in tab("review", "--b")
    assert tab("review", "fear") == ["2024-11-17-fear-of-retaliation"]
    assert "reviewed" in tab("list", "--columns", "revi")
