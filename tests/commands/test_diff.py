"""`timeline diff`: what became of events between two states."""

import json
import shutil
from pathlib import Path

import pytest

from conftest import Run
from newsroom import begun, git, record
from terminal import on_pty
from timeline.history.comparison import Comparison
from timeline.store.chronology import Chronology
from timeline.store.git import revisions
from timeline.store.past import PastChronology

FIRST = """\
title = "Biden authorises ATACMS"
date = 2024-11-17
tags = ["ATACMS"]

[[sources]]
id = "nyt"
publisher = "The New York Times"
title = "Biden allows strikes"
published = 2024-11-17
cites = ["officials"]

[[sources]]
id = "officials"
kind = "person"
name = "officials"
anonymous = true
"""
THEN = (
    FIRST.replace("date = 2024-11-17\ntags", 'date = 2024-11-17\nstatus = "confirmed"\ntags')
    + '\n[[sources]]\nid = "reuters"\nkind = "statement"\npublisher = "Reuters"\npublished = 2024-11-17\n'
)
A, B, C, NEW = "2024-11-17-a", "2024-11-16-b", "2024-11-18-c", "2024-11-19-d"


def plain(title: str, date: str = "2024-11-16", more: str = "") -> str:
    return f'title = "{title}"\ndate = {date}\n{more}'


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A chronology under git with two commits, on two days."""
    root = begun(tmp_path / "work/events")
    git("init", "-q", "-b", "main", at=root)
    record(root, "2024-11-18T14:02Z", {f"{A}.toml": FIRST, f"{B}.toml": plain("Rumour of a strike")})
    record(
        root,
        "2024-11-20T09:00Z",
        {f"{A}.toml": THEN, f"{B}.toml": None, f"{NEW}.toml": plain("First strike", "2024-11-19")},
        "Reuters has it too",
    )
    return root


def ids(root: Path) -> list[str]:
    return [commit[:7] for commit in git("rev-list", "HEAD", at=root).split()]


WHOLE = """\
- 2024-11-16 Rumour of a strike
~ 2024-11-17 Biden authorises ATACMS
    status      reported → confirmed
    sources     + reuters (Reuters, 2024-11-17)
    sourcing    origin added: Reuters; now 1 to 2 origins; no longer rests on unnamed sources alone
+ 2024-11-19 First strike  (events/2024-11-19-d.toml)
"""


def test_two_commits(run: Run, desk: Path) -> None:
    new, old = ids(desk)
    head = f"From commit {old}, recorded 2024-11-18 14:02 UTC, to commit {new}, recorded 2024-11-20 09:00 UTC.\n\n"
    for words in ("HEAD~1..HEAD", "HEAD~1..", "main~1...main", f"{old}..main"):
        result = run("diff", words)
        assert (result.code, result.out, result.err) == (0, head + WHOLE, "")


def test_days(run: Run, desk: Path) -> None:
    result = run("diff", "2024-11-18..2024-11-20")
    assert result.out.endswith(WHOLE)
    assert "recorded 2024-11-18 14:02 UTC, the newest by 2024-11-18 23:59 UTC, to commit" in result.out
    assert run("diff", "2024-11-19..2024-11-20").out.endswith(WHOLE)
    assert run("diff", "date:2024-11-18..date:2024-11-20").out.endswith(WHOLE)
    early = run("diff", "2020..HEAD")
    assert early.code == 3
    assert "no commit here is that old" in early.err


def test_against_the_files(run: Run, desk: Path) -> None:
    assert run("diff").out == (
        f"From commit {ids(desk)[0]}, recorded 2024-11-20 09:00 UTC, to the files as they are, committed or not.\n\n"
        "Nothing differs.\n"
    )
    assert run("diff", "--exit-code").code == 0
    (desk / f"{B}.toml").write_text(plain("Rumour of a strike"), encoding="utf-8")
    (desk / f"{NEW}.toml").write_text(plain("First strikes", "2024-11-19"), encoding="utf-8")
    git("add", f"{NEW}.toml", at=desk)
    result = run("diff", "--exit-code")
    assert result.code == 1
    assert result.out.partition("\n\n")[2] == (
        "+ 2024-11-16 Rumour of a strike  (events/2024-11-16-b.toml)\n"
        '~ 2024-11-19 First strikes\n    title       "First strike" → "First strikes"\n'
    )
    back = run("diff", "HEAD~1", f"title:strikes or id:{B}")
    assert "+ 2024-11-19 First strikes" in back.out
    assert "Rumour" not in back.out


def test_a_checkout_with_other_line_ends_is_as_it_was(run: Run, desk: Path) -> None:
    for path in desk.glob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "Nothing differs" in run("diff").out
    (desk / f"{A}.toml").write_bytes((THEN + "# a remark\n").replace("\n", "\r\n").encode())
    assert run("diff").out.partition("\n\n")[2] == (
        "~ 2024-11-17 Biden authorises ATACMS\n    file        only in layout or comments\n"
    )


def test_a_file_that_may_be_run_now_says_what_it_said(run: Run, desk: Path) -> None:
    git("update-index", "--chmod=+x", f"{A}.toml", at=desk)
    git("commit", "-qm", "mode", at=desk)
    assert "Nothing differs" in run("diff", "HEAD~1..HEAD").out


def test_events_that_match_in_either_state(run: Run, desk: Path) -> None:
    whole = "HEAD~1..HEAD"
    assert "~ 2024-11-17" in run("diff", whole, "status:confirmed").out
    assert "- 2024-11-16" in run("diff", whole, "rumour").out
    both = run("diff", whole, "rumour or since:2024-11-19").out
    assert "- 2024-11-16" in both
    assert "+ 2024-11-19" in both
    assert "Biden" not in both
    assert "Nothing differs" in run("diff", whole, "Putin").out
    note = run("diff", "rumour")
    assert note.err == 'note: "rumour" is looked for in the events: git knows no commit by it\n'
    assert run("diff", "title:rumour").err == ""
    assert "Nothing differs" in run("diff", "date:2024-11-16..2024-11-18").out
    assert "~ 2024-11-17" in run("diff", "date:2024-11-18..HEAD").out
    assert run("diff", "nonsense..other").err.startswith('note: "nonsense..other" is looked for')
    assert run("diff", "..").err.startswith('note: ".." is looked for')


def test_a_day_alone_is_one_of_events(run: Run, desk: Path) -> None:
    for day in ("2024-11-18", "18 November 2024", "2024-11-18T23:59"):
        assert f'note: "{day}" is a date of events; "{day}.." is what was recorded since\n' in run("diff", day).err
        assert run("diff", f"{day}..").out.endswith(WHOLE)


def test_states_that_hold_nothing_of_the_folder(run: Run, desk: Path) -> None:
    there = desk / "east"
    record(there, "2024-11-21T09:00Z", {"timeline.toml": "", f"{A}.toml": plain("New")})
    began = run("diff", "HEAD~1..HEAD", "-C", str(there))
    assert "recorded 2024-11-20 09:00 UTC, which holds nothing of this folder, to commit" in began.out
    before = run("diff", "HEAD~2..HEAD~1", "-C", str(there))
    assert (before.code, before.out) == (3, "")
    assert "of 2024-11-20 09:00 UTC holds nothing of this folder" in before.err


def test_more_commits_than_it_takes(run: Run, desk: Path) -> None:
    """As `git diff` takes two; behind a question; and one that would have to be older than all. `~` may ask, too."""
    git("tag", "v1", "HEAD~1", at=desk)
    git("tag", "v2", at=desk)
    two = run("diff", "v1", "v2")
    assert (two.code, two.out) == (2, "")
    assert two.err == (
        'error: "v2" is a commit, too\n  `timeline diff v1..v2` compares the two; \'"v2"\' looks for the word\n'
    )
    assert run("diff", "v1", '"v2"').code == 0
    assert run("diff", "v1..v2", "v2").code == 0
    for words in (("rumour", "v1..v2"), ("v1", "HEAD~1...v2"), ("v1..v2", "v1..HEAD")):
        late = run("diff", *words)
        assert (late.code, late.out) == (2, "")
        assert f'"{words[1]}" are two commits, and these come first' in late.err
    for word in ("HEAD~9", "v1^3"):
        old = run("diff", word)
        assert (old.code, old.err) == (
            3,
            f'error: git has no commit "{word}"\n  `git log` shows the commits there are\n',
        )
    assert run("diff", "commit:v1").out == run("diff", "v1").out
    assert run("diff", "commit:gone").code == 3
    assert run("diff", "title~^First").code == 0
    assert run("diff", "HEAD", "2024..2025").code == 0


def test_a_side_that_nobody_knows(run: Run, desk: Path) -> None:
    for words in ("HEAD..nonsense", "nonsense..HEAD", "nonsense...2024-11-18"):
        result = run("diff", words)
        assert (result.code, result.out) == (3, "")
        assert result.err.startswith('error: git has no commit "nonsense"')


def test_what_one_side_did_since_the_two_parted(run: Run, desk: Path) -> None:
    git("checkout", "-qb", "side", "HEAD~1", at=desk)
    record(desk, "2024-11-21T09:00Z", {f"{C}.toml": plain("Side", "2024-11-18")})
    assert run("diff", "main...side").out.partition("\n\n")[2] == f"+ 2024-11-18 Side  (events/{C}.toml)\n"
    git("checkout", "-q", "--orphan", "other", at=desk)
    record(desk, "2024-11-22T09:00Z", {})
    result = run("diff", "main...other")
    assert (result.code, result.err) == (
        3,
        'error: "main...other": the two have no commit in common\n  `timeline diff main..other` compares them\n',
    )


def test_renamed(run: Run, desk: Path) -> None:
    """By ID in another folder, by an ID that it had before, by the very same content; never by what looks alike."""
    old, new = "2024-11-19-d", "2024-11-20-e"
    (desk / "2024").mkdir()
    (desk / f"{old}.toml").rename(desk / f"2024/{new}.toml")
    (desk / f"{A}.toml").rename(desk / f"2024/{A}.toml")
    result = run("diff").out.partition("\n\n")[2]
    assert result == (
        f"~ 2024-11-17 Biden authorises ATACMS\n    file        events/{A}.toml → events/2024/{A}.toml\n"
        f"~ 2024-11-19 First strike\n    id          {old} → {new}\n"
        f"    file        events/{old}.toml → events/2024/{new}.toml\n"
    )
    assert [row["old_path"] for row in json.loads(run("diff", "-f", "json").out)] == [
        f"events/{A}.toml",
        f"events/{old}.toml",
    ]
    text = plain("First strikes", "2024-11-19")
    (desk / f"2024/{new}.toml").write_text(text, encoding="utf-8")
    assert "- 2024-11-19 First strike\n+ 2024-11-19 First strikes" in run("diff").out
    (desk / f"2024/{new}.toml").write_text(f'{text}aliases = ["{old}"]\n', encoding="utf-8")
    assert f"id          {old} → {new}\n" in run("diff").out


def test_registers_and_settings(run: Run, desk: Path) -> None:
    record(
        desk,
        "2024-11-21T09:00Z",
        {
            "actors.toml": '[nyt]\nname = "NYT"\n\n[bbc]\nname = "BBC"\n',
            "sources.toml": '[doc]\ntitle = "A document"\n\n[hid]\ntitle = "quorvax"\nconfidential = true\n',
        },
    )
    (desk / "actors.toml").write_text('[nyt]\nname = "New York Times"\n\n[un]\nname = "UN"\n', encoding="utf-8")
    (desk / "sources.toml").write_text('[hid]\ntitle = "quorvax 2"\nconfidential = true\n', encoding="utf-8")
    (desk / "timeline.toml").write_text('title = "T"\n', encoding="utf-8")
    (desk / "places.toml").write_text("x = 1\n[kyiv]\n", encoding="utf-8")
    result = run("diff")
    assert result.out.partition("\n\n")[2] == (
        '~ actors.toml New York Times (nyt)\n    name "NYT" → "New York Times"\n'
        "- actors.toml BBC (bbc)\n+ actors.toml UN (un)\n"
        "+ places.toml x\n+ places.toml kyiv\n"
        "- sources.toml A document (doc)\n"
        "~ sources.toml 1 confidential document, of which nothing is told\n"
        '~ timeline.toml settings\n    title + "T"\n'
    )
    told = [json.loads(line) for line in run("diff", "-f", "jsonl").out.splitlines()]
    assert told[0]["changes"] == [{"op": "change", "key": ["name"], "old": "NYT", "new": "New York Times"}]
    assert (told[-2]["register"], told[-2]["id"], told[-2]["withheld"]) == ("sources.toml", None, 1)
    assert "quorvax" not in json.dumps(told)
    assert run("diff", "--stat").out.endswith("0 events\n8 entries of registers and settings\n")
    assert "entries" not in run("diff", "--stat", "Biden").out


def test_what_rests_on_something_else_by_a_register(run: Run, desk: Path) -> None:
    text = FIRST + '\n[[sources]]\nid = "doc"\nref = "doc"\n'
    record(
        desk,
        "2024-11-21T09:00Z",
        {
            f"{C}.toml": "broken by doc",
            f"{A}.toml": text,
            "sources.toml": '[doc]\nkind = "statement"\npublisher = "Reuters"\n',
        },
    )
    (desk / "sources.toml").write_text(
        '[doc]\nkind = "statement"\npublisher = "Reuters"\nstate = "retracted"\n', encoding="utf-8"
    )
    result = run("diff").out.partition("\n\n")[2]
    assert result == (
        "~ 2024-11-17 Biden authorises ATACMS\n"
        "    sourcing    origin gone: Reuters; now 1 origin, unnamed (by sources.toml)\n"
        '~ sources.toml doc\n    state + "retracted"\n'
    )
    assert "Nothing differs" in run("diff", "strike").out
    (desk / "actors.toml").write_text('[ti]\nname = "York Ti"\n', encoding="utf-8")  # a part of a word is no name
    assert "(by sources.toml)\n" in run("diff").out
    (desk / "actors.toml").unlink()
    (desk / "sources.toml").write_text(
        '[doc]\nkind = "statement"\npublisher = "Reuters"\nlang = "en"\n', encoding="utf-8"
    )
    assert run("diff").out.partition("\n\n")[2] == '~ sources.toml doc\n    lang + "en"\n'
    many = "".join(f'[a{n}]\nname = "A {n}"\n' for n in range(300))
    (desk / "actors.toml").write_text(many, encoding="utf-8")
    assert run("diff", "--stat").out.endswith("0 events\n301 entries of registers and settings\n")


def test_a_register_that_can_be_read_again(run: Run, desk: Path) -> None:
    record(desk, "2024-11-21T09:00Z", {"actors.toml": "[x\n"})
    (desk / "actors.toml").write_text('[x]\nname = "X"\n', encoding="utf-8")
    result = run("diff")
    assert (result.code, result.out.partition("\n\n")[2]) == (
        0,
        "! actors.toml\n    file        could not be read before: the name of a table is not closed\n",
    )
    assert result.err.startswith("events/actors.toml:1:3: SCH007 ")


def test_files_that_cannot_be_read(run: Run, desk: Path) -> None:
    record(desk, "2024-11-21T09:00Z", {f"{C}.toml": 'title = "\n', "2024-11-18-gone.toml": "x"})
    (desk / f"{C}.toml").write_text(plain("Mended", "2024-11-18"), encoding="utf-8")
    (desk / f"{A}.toml").write_text("broken", encoding="utf-8")
    (desk / "2024-11-18-gone.toml").unlink()
    (desk / "2024-11-18-big.toml").write_text("#" * (1 << 20) + "\n", encoding="utf-8")
    (desk / "actors.toml").write_text("[x\n", encoding="utf-8")
    result = run("diff")
    assert result.code == 3
    assert "! 2024-11-18 Mended\n    file        could not be read before: " in result.out
    assert "! 2024-11-17 Biden authorises ATACMS\n    file        cannot be read: " in result.out
    assert "! events/2024-11-18-gone.toml  (removed)\n" in result.out
    assert "! events/2024-11-18-big.toml  (added)\n    file        cannot be read: is larger than 1 MiB\n" in result.out
    assert "! actors.toml\n    file        cannot be read: " in result.out
    assert "\nevents/actors.toml:1:3: SCH007 " in result.err
    assert "3 files could not be read" in result.err
    assert run("diff", "HEAD~1..HEAD").code == 0
    told = [json.loads(line) for line in run("diff", "-f", "jsonl").out.splitlines()]
    assert {row["title"] for row in told if row.get("problems") and "path" in row} == {
        None,
        "Mended",
        "Biden authorises ATACMS",
    }


def test_as_json(run: Run, desk: Path) -> None:
    result = run("diff", "HEAD~1..HEAD", "-f", "json")
    assert result.err.startswith("From commit ")
    gone, changed, new = json.loads(result.out)
    assert (gone["op"], gone["id"], gone["path"]) == ("removed", B, f"events/{B}.toml")
    assert (changed["op"], changed["old_id"], changed["date"]) == ("changed", A, "2024-11-17")
    assert changed["changes"][0] == {"op": "change", "key": ["status"], "old": "reported", "new": "confirmed"}
    assert changed["sourcing"]["old"] == {
        "class": "single-source",
        "flags": ["anonymous-only"],
        "min": 1,
        "max": 1,
        "origins": ["officials"],
        "deny_min": 0,
        "deny_max": 0,
        "deny_origins": [],
    }
    assert changed["sourcing"]["new"]["origins"] == ["officials", "Reuters"]
    assert changed["sourcing"]["said"][0] == "origin added: Reuters; now 1 to 2 origins"
    assert (new["op"], new["sourcing"]["old"], new["silent"], new["standing"]) == ("added", None, None, None)
    assert run("diff", "HEAD~1..HEAD", "-f", "jsonl").out.count("\n") == 3
    assert run("diff", "HEAD..HEAD", "-f", "json").out == "[]\n"


def test_as_markdown_and_in_a_file(run: Run, desk: Path) -> None:
    record(desk, "2024-11-21T09:00Z", {f"{A}.toml": THEN.replace("Biden", "*Biden* <b>")})
    result = run("diff", "HEAD~1..HEAD", "-f", "markdown")
    assert result.out.partition("\n\n")[2] == (
        "- `~` 2024-11-17 \\*Biden\\* &lt;b&gt; authorises ATACMS\n"
        '  - title: "Biden authorises ATACMS" → "\\*Biden\\* &lt;b&gt; authorises ATACMS"\n'
        '  - sources: nyt.title "Biden allows strikes" → "\\*Biden\\* &lt;b&gt; allows strikes"\n'
    )
    assert run("diff", "HEAD~1..HEAD", "-o", "d.md").code == 0
    assert Path("d.md").read_text(encoding="utf-8") == result.out
    assert run("diff", "HEAD..HEAD", "-f", "markdown").out.endswith("\n\nNothing differs.\n")
    assert run("diff", "-o", "d.xls").err == (
        "error: no format goes by the ending .xls\n  -f names one: text, markdown, json, jsonl, csv, tsv\n"
    )


def test_numbers(run: Run, desk: Path) -> None:
    record(desk, "2024-11-21T09:00Z", {"actors.toml": '[x]\nname = "X"\n'})
    whole = "3 events: 1 added, 1 removed, 1 changed\n  status      1\n  sources     1\n  sourcing    1\n"
    result = run("diff", "HEAD~2..HEAD", "--stat")
    assert result.out.partition("\n\n")[2] == whole + "1 entry of registers and settings\n"
    assert run("diff", "HEAD~2..HEAD", "--stat", "-f", "markdown").out.endswith(
        "- 3 events: 1 added, 1 removed, 1 changed\n- status      1\n- sources     1\n- sourcing    1\n"
        "- 1 entry of registers and settings\n"
    )
    (row,) = json.loads(run("diff", "HEAD~2..HEAD", "--stat", "-f", "json").out)
    assert row == {
        "added": 1,
        "removed": 1,
        "changed": 1,
        "renamed": 0,
        "entries": 1,
        "fields": {"status": 1, "sources": 1, "sourcing": 1},
    }
    assert run("diff", "HEAD..HEAD", "--stat", "-f", "jsonl").out.count("\n") == 1


@pytest.mark.usefixtures("desk")
def test_on_a_terminal() -> None:
    screen = on_pty("diff", "HEAD~1..HEAD", columns=50)
    assert "\x1b[31m-\x1b[0m 2024-11-16 Rumour of a strike" in screen.text
    assert "\x1b[32m+\x1b[0m 2024-11-19 First strike" in screen.text
    lines = screen.plain.splitlines()
    assert all(len(line) <= 50 for line in lines)
    assert "    sourcing    origin added: Reuters; now 1 to 2" in lines


def test_what_drives_a_terminal_is_shown(run: Run, desk: Path) -> None:
    (desk / f"{A}.toml").write_text(THEN.replace("Biden auth", "\\u001b[31m auth"), encoding="utf-8")
    assert "\x1b" not in run("diff").out
    assert "\\x1b[31m auth" in run("diff").out


def test_before_there_was_anything(run: Run, tmp_path: Path) -> None:
    root = begun(tmp_path / "work/events")
    assert run("diff").err.startswith("error: git: not a git repository")
    git("init", "-q", "-b", "main", at=root)
    assert run("diff").err == ("error: nothing is committed yet\n  `git add -A` and `git commit` record what is here\n")
    git("commit", "-qm", "empty", "--allow-empty", at=root)
    record(root, "2024-11-18T14:02Z", {f"{A}.toml": FIRST})
    for query in ((), ("Biden",)):
        assert "+ 2024-11-17 Biden authorises ATACMS" in run("diff", "HEAD~1..HEAD", *query).out


def test_a_chronology_that_moved_to_another_folder(run: Run, desk: Path, tmp_path: Path) -> None:
    """What a folder holds is compared with what the same folder held."""
    shutil.move(desk, tmp_path / "work/elsewhere")
    assert (tmp_path / "work/elsewhere/.git").exists()
    assert "Nothing differs" in run("-C", "elsewhere", "diff").out


def test_links_and_repositories_are_told(run: Run, desk: Path) -> None:
    (desk / "2024-11-20-link.toml").symlink_to(f"{A}.toml")
    record(desk, "2024-11-21T09:00Z", {"2024-11-20-a.TOML": "x"})
    result = run("diff", "HEAD~1..HEAD")
    assert "! events/2024-11-20-link.toml  (added)\n    file        cannot be read: is a link" in result.out
    assert "! events/2024-11-20-a.TOML  (added)\n    file        cannot be read: is not read" in result.out
    assert "Nothing differs" in run("diff").out
    (desk / "2024-11-20-link.toml").unlink()
    assert "! events/2024-11-20-link.toml  (removed)\n" in run("diff").out
    (desk / "actors.toml").symlink_to(f"{A}.toml")
    assert "! actors.toml\n    file        cannot be read: is a link" in run("diff").out


def test_no_program_of_a_repository_is_run(run: Run, desk: Path, tmp_path: Path) -> None:
    record(desk, "2024-11-21T09:00Z", {".gitattributes": "*.toml diff=x filter=x\n", f"{A}.toml": FIRST})
    proof = tmp_path / "ran"
    for key in ("core.fsmonitor", "diff.external", "diff.x.textconv", "diff.x.command", "filter.x.clean", "core.pager"):
        git("config", key, f"touch {proof}", at=desk)
    (desk / f"{A}.toml").write_text(THEN, encoding="utf-8")
    for words in ((), ("HEAD~1..HEAD",), ("Biden",)):
        assert run("diff", *words).code == 0
    assert run("log").code == run("log", "--lag").code == 0
    assert not proof.exists()


def test_a_file_that_goes_while_it_is_compared(desk: Path) -> None:
    today = Chronology(str(desk))
    (desk / f"{C}.toml").write_text(FIRST, encoding="utf-8")
    assert today.scan
    (desk / f"{C}.toml").unlink()
    newest = revisions.named(str(desk), "HEAD")
    assert newest
    (one,) = Comparison(PastChronology(today, newest), today).events()
    assert "cannot be read: No such file" in one.problems[0].message
