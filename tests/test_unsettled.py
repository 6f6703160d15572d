"""What a merge left open: shown by our side and flagged, kept from readers, and written by nobody."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import timeline
from conftest import Run
from newsroom import git, record
from timeline import formats

STRIKE = """\
title = "A strike"
date = 2024-11-17
status = "confirmed"
links = [{ type = "follows", to = "2024-11-16-talks" }]

[[sources]]
publisher = "Reuters"
published = 2024-11-17
url = "https://reuters.com/a"

[[sources]]
publisher = "BBC"
published = 2024-11-20
"""
OPEN = STRIKE.replace(
    'status = "confirmed"\n',
    """\
<<<<<<< ours: status
status = "confirmed"
=======
status = "disputed"
>>>>>>> theirs: status
""",
)
TALKS = 'title = "Talks"\ndate = 2024-11-16\nsummary = """\n<<<<<<< a\n=======\n>>>>>>> b\n"""\n'
SAID = 'SCH007 unresolved conflict in status: "confirmed" (ours) | "disputed" (theirs)'
PATH = "events/2024/2024-11-17-strike.toml"
ID = "2024-11-17-strike"
REGISTER = '<<<<<<< HEAD\n[joe]\nname = "Joe"\n=======\n[joe]\nname = "Jo"\n>>>>>>> topic\n[ann]\nname = "Ann"\n'
SETTINGS = '<<<<<<< HEAD\ntitle = "Ours"\n=======\ntitle = "Theirs"\n>>>>>>> topic\n'


@pytest.fixture
def desk(empty: Path) -> Path:
    """A chronology under git: two events, both committed, and one of them in conflict since."""
    git("init", "-q", at=empty)
    record(empty, "2024-11-18T12:00:00Z", {"2024/2024-11-17-strike.toml": STRIKE, "2024/2024-11-16-talks.toml": TALKS})
    Path(PATH).write_text(OPEN, encoding="utf-8")
    return empty


@pytest.fixture
def refused(desk: Path, run: Run) -> Callable[..., str]:
    """Run a command that is to be refused; what it says, in which our status is nowhere an answer."""

    def told(*words: str) -> str:
        result = run(*words)
        assert result.code == 3
        assert result.out == ""
        return result.err

    return told


# ------------------------------------------------------------------------------------------------------- flagged


def test_a_table_marks_it(desk: Path, run: Run) -> None:
    result = run("list", "--columns", "title,status,id")
    assert result.code == 0
    assert result.out.splitlines()[2:] == [
        "Talks       reported   2024-11-16-talks",
        f"! A strike  confirmed  {ID}",
        "",
        "1 event in conflict, as our side has it (!)",
    ]
    assert result.err.startswith(f"{PATH}:3: {SAID}\n  = `timeline conflicts` shows both sides")
    assert "! 2024-11-17-strike" in run("list", "--columns", "id,date").out
    (Path(PATH).parent / "2024-11-18-second.toml").write_text(OPEN, encoding="utf-8")
    assert "2 events in conflict, as our side has them (!)" in run("list").out
    assert "~ 2024-11" in run("list", "date:2024-11-17T10:00", "--columns", "date,title").out
    assert "in conflict" not in run("list", "missing:conflict").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "-f", "markdown"), "| A strike (in conflict) |"),
        (("list", "-f", "markdown"), "\n1 event in conflict, as our side has it.\n"),
        (("list", "-f", "csv", "--columns", "id,conflicts"), f"{ID},status"),
        (("list", "-f", "tsv", "--columns", "title,conflicts"), "A strike\tstatus"),
        (("list", "-f", "jsonl"), '"conflicts":["status"]'),
        (("list", "has:conflict", "-f", "ids"), ID),
        (("list", "has:conflict", "--published-by", "2024-11-18"), "! A strike"),
        (("list", "--group", "month"), "! A strike"),
        (("list", "--timezone", "Asia/Tokyo"), "! A strike"),
        (("list", "--columns", "title,country"), "! A strike"),
        (("chart", "--spans"), "! A strike"),
        (("chart", "--spans"), "\n1 event in conflict, as our side has it (!)\n"),
        (("sql", "SELECT status, conflicts FROM events WHERE title = 'A strike'"), 'confirmed  ["status"]'),
    ],
)
def test_it_is_told_wherever_events_are_shown(words: tuple[str, ...], said: str, desk: Path, run: Run) -> None:
    result = run(*words)
    assert result.code == 0
    assert said in result.out
    assert SAID in result.err


def test_one_event_is_shown_and_traced_as_our_side_has_it(desk: Path, run: Run) -> None:
    assert "\nA strike\n! unresolved conflict in status: this is our side of it\n" in run("show", ID).out
    assert run("trace", ID).err == f"{PATH}: in conflict, traced as our side has it\n"


def test_programs_are_told(desk: Path, run: Run) -> None:
    (found,) = json.loads(run("show", ID, "-f", "json").out)
    assert (found["status"], found["conflicts"]) == ("confirmed", ["status"])
    (talks,) = json.loads(run("show", "2024-11-16-talks", "-f", "json").out)
    assert "conflicts" not in talks
    events = timeline.open("events").events()
    assert [event.conflicts for event in events] == [(), ("status",)]
    assert SAID in events.notes[0]
    assert timeline.open("events").trace(ID).record["id"] == ID


def test_what_is_found_by_check(desk: Path, run: Run) -> None:
    git("update-index", "--index-info", at=desk)
    result = run("check", "-f", "json", "--select", "SCH,SRC104")
    assert result.code == 1
    rows = [(row["line"], row["code"], row["field"], row["fixable"]) for row in json.loads(result.out)]
    assert rows == [(3, "SCH007", "status", False), (4, "SRC104", "status", False)]
    assert (
        f"{PATH}:3: SCH007 error: {SAID[7:]}\n  = `timeline resolve {ID} status --ours` takes our" in run("check").out
    )
    assert run("check", "--ignore", "SCH").out.count("SCH007") == 1
    assert run("check", "--fix", "--yes").code == 1
    assert Path(PATH).read_text(encoding="utf-8") == OPEN


def test_what_is_found_in_our_side_can_be_mended_once_it_is_settled(desk: Path, run: Run) -> None:
    for text in (OPEN, STRIKE):
        Path(PATH).write_text(text.replace("date =", 'who = ["B"]\ndate ='), encoding="utf-8")
        row = json.loads(run("check", "-f", "json", "--select", "SCH001").out)[0]
        assert (row["code"], row["line"], row["fixable"]) == ("SCH001", 2, text is STRIKE)


def test_what_is_staged_and_not_merged_is_an_error(desk: Path, run: Run) -> None:
    for side, text in (("ours", STRIKE), ("theirs", STRIKE.replace("confirmed", "disputed"))):
        git("checkout", "-q", "-f", "-B", side, *(["HEAD~0"] if side == "ours" else ["HEAD~1"]), at=desk)
        record(desk, "2024-11-19T12:00:00Z", {"2024/2024-11-17-strike.toml": text.replace("A strike", side)})
    with pytest.raises(Exception, match="merge"):
        git("merge", "-q", "ours", at=desk)
    result = run("check", "--staged")
    assert result.code == 1
    assert "is not merged\n  = settle the conflict, as `timeline conflicts` shows it, then `git add` it" in result.out


def test_registers_and_settings_are_read_by_our_side(desk: Path, run: Run) -> None:
    (desk / "actors.toml").write_text(REGISTER, encoding="utf-8")
    (desk / "timeline.toml").write_text(SETTINGS, encoding="utf-8")
    for _ in range(2):  # the second time they are not read
        result = run("list", "-c")
        assert result.code == 0
        assert (
            'events/actors.toml:1: SCH007 unresolved conflict in joe.name: "Joe" (ours) | "Jo" (theirs)' in result.err
        )
        assert 'events/timeline.toml:1: SCH007 unresolved conflict in title: "Ours" (ours) | "Theirs"' in result.err
    rows = json.loads(run("check", "-f", "json", "--select", "SCH007").out)
    assert [row["path"] for row in rows] == [PATH, "events/actors.toml", "events/timeline.toml"]
    assert "# Ours" in run("report", "--allow-conflicts").out
    Path(PATH).write_text(STRIKE, encoding="utf-8")
    said = run("report").err
    assert "events/actors.toml:1" in said
    assert "events/timeline.toml:1" in said


def test_a_document_in_conflict_may_be_confidential(desk: Path, run: Run) -> None:
    register = '[doc]\npublisher = "Quorvax"\n<<<<<<< a\n=======\nconfidential = true\n>>>>>>> b\n'
    (desk / "sources.toml").write_text(register, encoding="utf-8")
    Path(PATH).write_text(STRIKE.replace('publisher = "BBC"', 'ref = "doc"'), encoding="utf-8")
    for words in (("show", ID), ("check",), ("list", "-f", "json"), ("trace", ID)):
        assert "Quorvax" not in "".join(map(str, run(*words)))
    assert "withheld" in run("show", ID).out


# ------------------------------------------------------------------------------------------- what was, what became


def test_what_became_of_it(desk: Path, run: Run) -> None:
    lines = run("diff").out.splitlines()
    assert lines[2:] == ["! 2024-11-17 A strike", f"    merge       {SAID[7:]}"]
    (row,) = json.loads(run("diff", "-f", "json").out)
    assert row["problems"][0].startswith(f"{PATH}:3: {SAID}")
    assert row["silent"] is None


def test_a_commit_may_hold_markers(desk: Path, run: Run) -> None:
    record(desk, "2024-11-19T12:00:00Z", {})
    record(desk, "2024-11-20T12:00:00Z", {"2024/2024-11-17-strike.toml": STRIKE, "timeline.toml": SETTINGS})
    then = run("list", "--recorded-at", "HEAD~1")
    assert "! A strike" in then.out
    assert SAID in then.err
    assert "merge       unresolved conflict in status" in run("diff", "HEAD~1..HEAD").out
    assert "unresolved conflict in status" in run("log", ID).out
    assert "unresolved conflict in title" in run("list", "--recorded-at", "HEAD").err


def test_of_confidential_sources_history_tells_nothing(desk: Path, run: Run) -> None:
    secret = '\n[[sources]]\nname = "Quorvax"\nconfidential = true\n'
    Path(PATH).write_text(OPEN + secret, encoding="utf-8")
    result = run("diff")
    assert "    merge       unresolved conflict\n" in result.out
    assert "Quorvax" not in result.out + result.err


# ------------------------------------------------------------------------------------------------------- for readers


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("report",), "the document"),
        (("report", "-o", "report.md"), "the document"),
        (("export", "-f", "html"), "what is written"),
        (("export", "-o", "a.csv"), "what is written"),
    ],
)
def test_no_page_shows_one_side_as_if_it_were_all(
    words: tuple[str, ...], what: str, refused: Callable[..., str], run: Run
) -> None:
    assert refused(*words) == (
        f"error: {what} would hold one side of what a merge left open\n{PATH}:3: {SAID}\n"
        "  `timeline conflicts` shows both sides, and how to take one; --allow-conflicts takes ours, and says so\n"
    )
    assert {path.name for path in Path().iterdir()} == {"events"}
    assert run(*words, "date:2024-11-16").code == 0  # it shows another event


def test_a_page_may_say_that_it_does(desk: Path, run: Run) -> None:
    document = run("report", "--allow-conflicts")
    assert document.code == 0
    assert "\n1 event in conflict, as our side has it.\n" in document.out
    assert "17 November 2024, unresolved conflict in status: A strike" in document.out
    assert "unresolved conflict in status" in run("report", "--allow-conflicts", "-t", "brief").out
    page = run("export", "-f", "html", "--allow-conflicts").out
    assert "<em>unresolved conflict in status</em>" in page
    assert "1 event in conflict, as our side has it." in page


@pytest.mark.parametrize("form", formats.names(does="export"))
def test_every_format_is_refused(form: str, desk: Path, run: Run) -> None:
    assert run("export", "-f", form, "-o", "whole").code == 3
    assert run("export", "-f", form, "-o", "whole", "--allow-conflicts").code == 0


@pytest.mark.parametrize("command", ["list -f markdown", "report", "chart --by month"])
def test_a_block_is_not_filled(command: str, desk: Path, run: Run) -> None:
    page = f"<!-- timeline: {command} -->\nas it was\n<!-- /timeline -->\n"
    Path("page.md").write_text(page, encoding="utf-8")
    result = run("embed", "page.md")
    assert result.code == 3
    assert "one side of what a merge left open" in result.err
    assert Path("page.md").read_text(encoding="utf-8") == page
    assert run("embed", "page.md", "--allow-conflicts").code == 0
    assert "as it was" not in Path("page.md").read_text(encoding="utf-8")


def test_no_edition_is_made(desk: Path, run: Run) -> None:
    record(desk, "2024-11-19T12:00:00Z", {})
    result = run("edition", "march")
    assert result.code == 3
    assert "the edition would hold one side of what a merge left open" in result.err
    assert "--allow" not in result.err
    assert not (desk / "editions").exists()


# --------------------------------------------------------------------------------------------------------- writing


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("edit", ID, "--status", "planned"), 3),
        (("edit", ID, "--set", "x.a=1"), 3),
        (("edit", "--where", "date:2024-11-17", "--add-tag", "x", "--yes"), 3),
        (("review", ID, "--by", "Ann"), 3),
        (("review", "--where", "has:conflict", "--by", "Ann", "--yes"), 3),
        (("fmt",), 3),
        (("fmt", PATH), 3),
        (("fmt", "--check"), 3),
        (("check", "--fix", "--yes"), 1),
        (("mv", ID, "2024-11-17-other"), 3),
        (("mv", "2024-11-16-talks", "2024-11-16-other"), 3),
        (("import", "rows.csv", "--yes"), 1),
        (("import", "events.json", "--yes"), 1),
    ],
)
def test_nobody_writes_our_side_back(words: tuple[str, ...], code: int, desk: Path, run: Run) -> None:
    Path(PATH).write_text(STRIKE.replace("A strike", "Another"), encoding="utf-8")
    assert run("export", "-o", "rows.csv").code == 0
    assert run("export", "-o", "events.json").code == 0
    Path(PATH).write_text(OPEN, encoding="utf-8")
    result = run(*words)
    assert result.code == code
    assert Path(PATH).read_text(encoding="utf-8") == OPEN
    assert sorted(path.name for path in Path(PATH).parent.iterdir()) == ["2024-11-16-talks.toml", f"{ID}.toml"]
    if words[0] not in {"check", "import"}:
        assert "settle the conflict first" in result.err + result.out


def test_no_answer_in_conflict_is_taken_for_an_event(desk: Path, run: Run) -> None:
    answer = run("list", "has:conflict", "-f", "json").out
    result = run("add", "--from", "-", stdin=answer)
    assert (result.code, result.out) == (3, "")
    assert "this is one side of what a merge left open\n  = settle the conflict where it comes from" in result.err
    Path(PATH).write_text('conflicts = ["title"]\n' + STRIKE, encoding="utf-8")
    assert "!" not in run("list").out
    assert 'unknown key "conflicts"' in run("check").out


@pytest.mark.parametrize("name", ["rows.csv", "events.json"])
def test_no_import_changes_it(name: str, desk: Path, run: Run) -> None:
    assert run("export", "-o", name, "--allow-conflicts").code == 0
    file = Path(name)
    file.write_text(file.read_text(encoding="utf-8").replace("A strike", "A raid"), encoding="utf-8")
    result = run("import", name, "--yes")
    assert result.code == 1
    assert "0 changed" in result.out
    assert Path(PATH).read_text(encoding="utf-8") == OPEN


def test_an_editor_shows_both_sides(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Path("seen")
    script = Path("editor.sh")
    script.write_text(f'#!/bin/sh\ncp "$1" {seen.absolute()}\nsed -i s/strike/raid/ "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script.absolute()))
    result = run("edit", ID)
    assert result.code == 2
    assert "settle the conflict first" in result.err
    assert "=======" in seen.read_text(encoding="utf-8")
    assert Path(PATH).read_text(encoding="utf-8") == OPEN


@pytest.mark.parametrize("name", ["timeline.toml", "actors.toml"])
def test_no_register_is_formatted(name: str, desk: Path, run: Run) -> None:
    text = (SETTINGS if name == "timeline.toml" else REGISTER).replace(" = ", "=")
    (desk / name).write_text(text, encoding="utf-8")
    assert run("fmt", f"events/{name}").code == 3
    assert run("check", "--fix", "--yes").code == 1
    assert (desk / name).read_text(encoding="utf-8") == text
