"""Writing down: what `init`, `add`, `edit`, `rm` and `mv` leave on disk, and what they say."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from samples import EVENTS, fill, register
from terminal import on_pty, seated

ISSUE = (
    "add",
    "17 Nov 2024: Biden lets Ukraine strike Russia with ATACMS",
    *("--actor", "Joe Biden:agent", "--actor", "Ukraine:recipient"),
    *("--source", "Ukrainska Pravda, citing The New York Times, citing American officials", "--basis", "reported"),
)
ISSUE_ID = "2024-11-17-biden-lets-ukraine-strike-russia-with-atacms"
ISSUE_FILE = """\
title = "Biden lets Ukraine strike Russia with ATACMS"
date = 2024-11-17
date_basis = "reported"
actors = [
  { name = "Joe Biden", role = "agent" },
  { name = "Ukraine", role = "recipient" },
]

[[sources]]
id = "ukrainska-pravda"
publisher = "Ukrainska Pravda"
cites = ["the-new-york-times"]

[[sources]]
id = "the-new-york-times"
publisher = "The New York Times"
cites = ["american-officials"]
seen = false

[[sources]]
id = "american-officials"
kind = "person"
name = "American officials"
anonymous = true
plural = true
"""

HAND_WRITTEN = """\
# The desk's own notes stand here.

tags = ["one", "two"]   # odd order on purpose
date   =   2024-11-17
headline = "kept, though unknown"

title = 'Somebody does something'# no space before this
actors = ["Somebody", { name = "Joe Biden", role = "agent" }]
sources = ["BBC, citing Reuters"]
x.case = 17
# the end
"""


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder, with its content."""
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def event_file(empty: Path, text: str = HAND_WRITTEN, name: str = "2024/2024-11-17-something.toml") -> Path:
    """An event as a person wrote it."""
    path = empty / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


def changed_lines(old: str, new: str) -> list[tuple[str, str]]:
    """The lines that differ, of two texts with as many lines."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    assert len(before) == len(after)
    return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]


# init


def test_init_makes_a_chronology(run: Run) -> None:
    result = run("init", "--title", "Strikes", "--timezone", "Europe/Kyiv", "--date-order", "dmy")
    assert result.code == 0
    assert result.out == ""
    assert "made events/timeline.toml" in result.err
    text = Path("events/timeline.toml").read_text(encoding="utf-8")
    assert text == 'title = "Strikes"\ntimezone = "Europe/Kyiv"\ndate_order = "dmy"\n'
    assert run("list").code == 0


def test_init_where_nothing_may_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Any, *_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(os, "makedirs", denied)
    result = run("init")
    assert (result.code, result.out) == (3, "")
    assert "look at the permissions of the folder" in result.err
    assert not Path("events").exists()


def test_init_elsewhere_and_only_once(run: Run) -> None:
    Path("desk").mkdir()
    assert run("-C", "desk", "init", "wars").code == 0
    before = tree(Path())
    again = run("-C", "desk", "init", "wars")
    assert again.code == 3
    assert "is a chronology already" in again.err
    assert tree(Path()) == before
    assert run("init", "--date-order", "ymd").code == 2


# add


def test_add_writes_what_a_person_would_have_written(run: Run, empty: Path) -> None:
    result = run(*ISSUE)
    assert result.out == f"{ISSUE_ID}\tevents/2024/{ISSUE_ID}.toml\n"
    assert result.err == (
        f"date: 2024-11-17 = Sunday, 17 November 2024 (reported)\n1 note: timeline check {ISSUE_ID}\n"
    )
    assert result.code == 0
    assert (empty / "2024" / f"{ISSUE_ID}.toml").read_text(encoding="utf-8") == ISSUE_FILE


def test_the_same_again_warns_and_overwrites_nothing(run: Run, empty: Path) -> None:
    run(*ISSUE)
    result = run(*ISSUE)
    assert f"warning: {ISSUE_ID} looks like the same event" in result.err
    assert result.out == f"{ISSUE_ID}-2\tevents/2024/{ISSUE_ID}-2.toml\n"
    assert result.code == 0
    files = tree(empty / "2024")
    assert files == {f"{ISSUE_ID}.toml": ISSUE_FILE.encode(), f"{ISSUE_ID}-2.toml": ISSUE_FILE.encode()}


def test_what_is_alike_in_words_or_day_alone_is_no_twin(run: Run, empty: Path) -> None:
    run(*ISSUE)
    other_day = run("add", "18 Nov 2024: Biden lets Ukraine strike Russia with ATACMS")
    other_words = run("add", "17 Nov 2024: Ukraine strikes Russia with what Biden lets it have")
    wider = run("add", "Nov 2024: Biden lets Ukraine strike Russia with missiles")
    assert "warning" not in other_day.err + other_words.err
    assert f"warning: {ISSUE_ID} looks" in wider.err


def test_add_n_prints_the_file_and_writes_nothing(run: Run, empty: Path) -> None:
    before = tree(empty)
    assert run(*ISSUE, "--dry-run").out == ISSUE_FILE
    assert run(*ISSUE, "-n").out == ISSUE_FILE
    assert tree(empty) == before


def test_every_field_has_a_flag(run: Run, empty: Path) -> None:
    run("-q", "add", "16 Nov 2024: First")
    result = run(
        *(
            "add",
            "--title",
            "Second",
            "--date",
            "17 Nov 2024, 20:20",
            "--basis",
            "as-of",
            "--date-text",
            "that evening",
        ),
        *("--seq", "0", "--timezone", "Europe/Kyiv", "--kind", "statement", "--status", "confirmed"),
        *("--likelihood", "likely", "--actor", "A: B", "--actor", "C:speaker", "--place", "Kursk@51.73,36.19"),
        *("--place", "Russia", "--tag", "war/air", "--tag", "b", "--summary", "One.\n\nTwo.", "--note", "for us"),
        *("--claim", "It is so.", "--source", "https://example.org/a", "--source", "BBC", "--link", "follows:first"),
        *("--figure", "killed=3..5 people", "--figure", "cost=1.5", "--variant", "date=2024-11-16", "--lang", "en"),
        *("--x", "case=17", "--x", "open=true", "--x", "by=me"),
    )
    assert result.code == 0
    _, _, path = result.out.strip().partition("\t")
    assert (
        Path(path).read_text(encoding="utf-8")
        == '''\
title = "Second"
date = "2024-11-17T20:20"
date_basis = "as-of"
date_text = "that evening"
seq = 0
timezone = "Europe/Kyiv"
kind = "statement"
status = "confirmed"
likelihood = "likely"
actors = [
  "A: B",
  { name = "C", role = "speaker" },
]
places = [
  { name = "Kursk", lat = 51.73, lon = 36.19 },
  "Russia",
]
tags = ["war/air", "b"]
summary = """
One.

Two."""
note = "for us"
claim = "It is so."
links = [
  { type = "follows", to = "2024-11-16-first" },
]
figures = [
  { what = "killed", low = 3, high = 5, unit = "people" },
  { what = "cost", value = 1.5 },
]
variants = [
  { field = "date", value = 2024-11-16 },
]
lang = "en"
x.case = 17
x.open = true
x.by = "me"

[[sources]]
id = "example-org"
url = "https://example.org/a"

[[sources]]
id = "bbc"
publisher = "BBC"
'''
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["soon: Something"], '"soon" is not understood as a date'),
        (["03/04/2024: Something"], "it may be 2024-03-04 or 2024-04-03"),
        (["30 Feb 2024: Something"], "there is no"),
        (["Something without a date"], 'has no date\n  write "17 Nov 2024: What happened"'),
        (["17 Nov 2024:  "], "has no date"),
        (["17 Nov 2024: A", "--title", "B"], "the title is given twice"),
        (["--date", "2024"], "an event needs a title"),
        (["--date", "2024", "  "], "has no date"),
        (["--title", "A"], "an event needs a date"),
        (["--title", " ", "--date", "2024"], "the title is empty"),
        (["2024: A", "--status", "confirmd"], 'did you mean "confirmed"?'),
        (["2024: A", "--kind", "event"], "one of occurrence, state, statement, assessment"),
        (["2024: A", "--basis", "guess"], '"guess" is no date_basis'),
        (["2024: A", "--likelihood", "maybe"], "is no likelihood"),
        (["2024: A", "--actor", "Biden:agnet"], 'did you mean "agent"?'),
        (["2024: A", "--actor", ":agent"], "an actor without a name"),
        (["2024: A", "--place", "Kursk@51.73"], "is no point"),
        (["2024: A", "--place", "Kursk@151.73,36"], "is no point on Earth"),
        (["2024: A", "--link", "responds-to"], "is no link"),
        (["2024: A", "--link", "causes:b"], '"causes" is no link'),
        (["2024: A", "--figure", "killed=many"], '"many" is no number'),
        (["2024: A", "--figure", "killed=5..3"], "write killed=3..5"),
        (["2024: A", "--variant", "titel=B"], 'did you mean "title"?'),
        (["2024: A", "--variant", "status=confirmd"], 'did you mean "confirmed"?'),
        (["2024: A", "--variant", "date=yesterday"], "date=yesterday:"),
        (["2024: A", "--x", "case"], "sets nothing"),
        (["2024: A", "--source", "BBC, citing "], "nobody is named"),
        (["2024: A", "--seq", "first"], "--seq"),
        (["2024: A", "--date", "2023-13", "--status", "reported"], "13"),
        (["2024: A", "--sauce", "BBC"], "--source"),
        ([], "nothing to add"),
    ],
)
def test_what_cannot_be_written_is_refused(words: list[str], message: str, run: Run, empty: Path) -> None:
    before = tree(empty)
    result = run("add", *words)
    assert message in result.err
    assert (result.code, result.out) == (2, "")
    assert tree(empty) == before


def test_a_link_names_an_event_that_is_there(run: Run, empty: Path) -> None:
    run("-q", "add", "2024: First thing")
    run("-q", "add", "2024: First thing too")
    before = tree(empty)
    missing = run("add", "2025: Next", "--link", "follows:second-thing")
    several = run("add", "2025: Next", "--link", "follows:first-thing")
    assert (missing.code, several.code) == (3, 3)
    assert 'no event "second-thing"' in missing.err
    assert "2024-first-thing-too" in several.err
    assert tree(empty) == before


def test_dates_in_words_are_read_and_said(run: Run, empty: Path) -> None:
    result = run("--today", "2024-11-18", "add", "night of 16-17 November: Something happens")
    assert result.out.startswith("2024-11-16-something-happens\t")
    assert "no year given" in result.err
    assert "date: 2024-11-16/2024-11-17 = " in result.err
    assert run("add", "by 17 Nov 2024: Other", "-n").err == "date: [..2024-11-17] = by 17 November 2024\n"
    assert run("add", "2024: Year", "-n").err == "date: 2024\n"
    assert run("-q", "add", "2024: Year", "-n").err == ""


def test_the_title_may_stand_alone_where_a_flag_gives_the_date(run: Run, empty: Path) -> None:
    assert run("add", "Kursk: a", "title", "--date", "2024", "-n").out == 'title = "Kursk: a title"\ndate = "2024"\n'


def test_add_needs_a_chronology_before_anything_else(run: Run) -> None:
    result = run("add", "2024: A")
    assert result.code == 3
    assert "`timeline init` makes one here" in result.err


def test_new_is_add(run: Run, empty: Path) -> None:
    assert run("new", "2024: A").out == "2024-a\tevents/2024/2024-a.toml\n"


def test_ids_of_any_date_and_script(run: Run, empty: Path) -> None:
    assert run("add", "44 BC: Caesar is killed").out.startswith("bce0044-caesar-is-killed\tevents/bce0044/")
    assert run("add", "24 Feb 2022: Росія вторглася").out.startswith("2022-02-24-rosiya-vtorglasya\t")
    assert run("add", "2024: 拜登").out.startswith("2024-baideng\t")


# add --from


RECORD = """\
title = "Second"
date = 2024-11-17
status = "confirmed"
actors = ["A", { name = "B", role = "agent" }]
sources = ["BBC, citing Reuters", { publisher = "CNN", published = 2024-11-17T20:20:00 }]
x.case = 17
"""


def test_a_record_in_toml(run: Run, empty: Path) -> None:
    Path("record.toml").write_text(RECORD, encoding="utf-8")
    from_file = run("add", "--from", "record.toml", "-n")
    from_stdin = run("add", "--from", "-", "-n", stdin=RECORD)
    assert from_file.out == from_stdin.out
    assert from_file.out.startswith('title = "Second"\ndate = 2024-11-17\nstatus = "confirmed"\n')
    assert 'cites = ["reuters"]' in from_file.out
    assert run("add", "--from", "record.toml", "--title", "Third", "--seq", "2", "-n").out.startswith('title = "Third"')
    assert run("add", "18 Nov 2024: Fourth", "--from", "record.toml").out.startswith("2024-11-18-fourth\t")


def test_what_show_prints_as_json_can_be_added(run: Run, real: Path) -> None:
    for name, shown in tree(real).items():
        if name.startswith("2024"):
            printed = run("-C", str(real), "show", Path(name).stem, "-f", "json").out
            result = run("-C", str(real), "add", "--from", "-", stdin=printed)
            assert result.code == 0, result.err
            copy = run("-C", str(real), "show", result.out.partition("\t")[0], "-f", "json").out
            one, other = json.loads(printed)[0], json.loads(copy)[0]
            assert one.pop("id") != other.pop("id")
            assert one.pop("path") != other.pop("path")
            assert one == other
            assert shown == (real / name).read_bytes()


@pytest.mark.parametrize("name", sorted(EVENTS.keys() - {"2024-01-05-secret"}))
def test_whatever_an_event_holds_comes_back(name: str, run: Run, empty: Path) -> None:
    fill(empty)
    printed = run("show", name, "-f", "json").out
    result = run("-q", "add", "--from", "-", stdin=printed)
    copy = run("show", result.out.partition("\t")[0], "-f", "json").out
    own = {"id", "path"}
    assert {k: v for k, v in json.loads(copy)[0].items() if k not in own} == {
        k: v for k, v in json.loads(printed)[0].items() if k not in own
    }


def test_what_registers_say_of_names_is_not_taken_for_what_the_file_writes(run: Run, empty: Path) -> None:
    register(empty)
    run("-q", "add", "2025: A", "--place", "Sumy", "--actor", "B:agent")
    printed = run("show", "2025-a", "-f", "json").out
    assert '"country": "Ukraine"' in printed
    assert '"wikidata": "Q7"' in printed
    result = run("-q", "add", "--from", "-", stdin=printed)
    assert Path(result.out.split("\t")[1].strip()).read_text() == (empty / "2025" / "2025-a.toml").read_text()
    (empty / "places.toml").unlink()
    assert 'country = "Ukraine"' in run("add", "--from", "-", "-n", stdin=printed).out  # here nobody else says it
    refused = run("add", "--from", "-", "-n", stdin=printed.replace("wikidata", "wikidatum"))
    assert "stdin: actors.0.wikidatum: SCH001" in refused.err


def test_a_record_in_json(run: Run, empty: Path) -> None:
    record = {"title": "A", "date": "2024-11", "actors": ["B"], "sources": ["BBC, citing CNN"], "lang": None}
    plain = run("add", "--from", "-", "-n", stdin=json.dumps(record)).out
    assert plain.startswith('title = "A"\ndate = "2024-11"\nactors = [\n  "B",\n]\n')
    assert run("add", "--from", "-", "-n", stdin="\ufeff" + json.dumps([record])).out == plain


def test_a_doubt_about_a_record_is_said(run: Run, empty: Path) -> None:
    toml = run(
        "add", "--from", "-", "-n", stdin='title = "A"\ndate = 2024\nsources = [{ name = "B", published = "May" }]\n'
    )
    assert "stdin:3:" in toml.err
    assert "TIM206" in toml.err
    record = {"title": "A", "date": "2024", "sources": [{"name": "B", "published": "May"}]}
    assert "stdin: sources.0.published: TIM206" in run("add", "--from", "-", "-n", stdin=json.dumps(record)).err


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ('{"title": "A"}', "date"),
        ('{"title": "A", "date": "2024-02-30"}', "there is no day 2024-02-30"),
        ('{"title": 5, "date": "2024"}', "title"),
        ('{"title": "A", "date": "2024", "actor": ["B"]}', 'unknown key "actor"\n  = write "actors"'),
        ('{"title": "A", "date": "2024", "actors": [{"name": "B", "roel": "agent"}]}', 'did you mean "role"?'),
        ('{"title": "A", "date": "2024", "status": "confirmd"}', 'did you mean "confirmed"?'),
        ('{"title": "A", "date": "2024", "sources": [{"name": "B", "stance": "denied"}]}', "sources.0.stance: SCH006"),
        ("[]", "no event, or several"),
        ('[{"title": "A", "date": "2024"}, {"title": "B", "date": "2024"}]', "no event, or several"),
        ('{"title": "A",\n date: 2024}', "stdin:2:2: SCH007 this is not JSON"),
        ('{"title": "A\udcff"}', "not UTF-8"),
        ("[" * 100_000, "nested too deep"),
        ('title = "A"\ndate = 2024-11\n', "stdin:2:8: SCH007"),
        (
            'title = "A"\ndate = 2024\n\ntgas = ["b"]\n',
            'stdin:4:1: SCH001 unknown key "tgas"\n  | tgas = ["b"]\n  | ^\n',
        ),
        ('title = "A"\ndate = 2024\nactors = [{ name = "B", role = "agnet" }]\n', "stdin:3:25: SCH006"),
        ("", "the file is empty"),
    ],
)
def test_a_record_that_is_no_event_is_refused(record: str, message: str, run: Run, empty: Path) -> None:
    before = tree(empty)
    result = run("add", "--from", "-", stdin=record)
    assert message in result.err
    assert (result.code, result.out) == (3, "")
    assert tree(empty) == before


def test_a_record_that_is_not_there(run: Run, empty: Path) -> None:
    result = run("add", "--from", "missing.toml")
    assert result.code == 3
    assert "missing.toml cannot be read" in result.err


# add -e, and edit without flags


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """An editor that is a shell script: `$1` is the file; it notes what it was given in `given`."""

    def make(script: str) -> Path:
        path = tmp_path / "editor"
        path.write_text(f'#!/bin/sh\ncat "$1" >> "{tmp_path}/given"\n{script}\n', encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("TIMELINE_EDITOR", str(path))
        return tmp_path / "given"

    return make


MakeEditor = Callable[[str], Path]


def test_a_draft_in_the_editor(empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    given = editor("""sed -i 's/^title = .*/title = "From the editor"/' "$1" """)
    result = seated(monkeypatch, "--today", "2024-11-18", "add", "-e", "--actor", "Biden")
    assert given.read_text(encoding="utf-8") == 'title = ""\ndate = 2024-11-18\nactors = [\n  "Biden",\n]\n'
    assert result.out == "2024-11-18-from-the-editor\tevents/2024/2024-11-18-from-the-editor.toml\n"
    text = (empty / "2024/2024-11-18-from-the-editor.toml").read_text(encoding="utf-8")
    assert text == 'title = "From the editor"\ndate = 2024-11-18\nactors = [\n  "Biden",\n]\n'


def test_a_broken_draft_is_offered_again(empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    given = editor(
        """grep -q mended "$1" && sed -i 's/tgas/tags/' "$1" || sed -i 's/"A"/"A, mended"\\ntgas = ["b"]/' "$1" """
    )
    result = seated(monkeypatch, "add", "-e", "2024: A", typed="\n")
    assert 'draft.toml:2:1: SCH001 unknown key "tgas"' in result.err
    assert "Edit it again? [yes]: " in result.err
    assert given.read_text(encoding="utf-8").count("mended") == 1
    assert result.code == 0
    assert 'tags = ["b"]' in (empty / "2024/2024-a-mended.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("typed", "code"), [("no\n", 2), ("", 130)])
def test_a_draft_that_is_given_up_is_not_lost(
    typed: str, code: int, empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor
) -> None:
    editor("""printf 'title = "An hour of work' > "$1" """)
    before = tree(empty)
    result = seated(monkeypatch, "add", "-e", "2024: A", typed=typed)
    assert result.code == code
    assert 'your text, so that it is not lost:\n\ntitle = "An hour of work\n' in result.err
    assert tree(empty) == before


def test_a_draft_survives_a_full_disk(empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    editor("""sed -i 's/"A"/"An hour of work"/' "$1" """)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result = seated(monkeypatch, "add", "-e", "2024: A")
    assert result.code == 3
    assert 'title = "An hour of work"' in result.err
    assert "the disk is full" in result.err


def test_an_editor_that_fails_leaves_the_text(empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    editor("exit 1")
    result = seated(monkeypatch, "add", "-e", "2024: A")
    assert result.code == 3
    assert "the editor failed" in result.err
    kept = Path(result.err.rpartition("your text is in ")[2].strip())
    assert 'title = "A"' in kept.read_text(encoding="utf-8")
    kept.unlink()


def test_no_terminal_no_editor(run: Run, real: Path) -> None:
    assert "there is no terminal for an editor" in run("add", "-e", "2024: A").err
    result = run("edit", "biden-authorises")
    assert result.code == 2
    assert "give the fields as flags" in result.err


def test_edit_in_the_editor(empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    path = event_file(empty)
    given = editor("""sed -i 's/Somebody does/Nobody does/' "$1" """)
    result = seated(monkeypatch, "edit", "something", "2024-11-17-something")
    assert given.read_text(encoding="utf-8") == HAND_WRITTEN
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN.replace("Somebody does", "Nobody does")
    assert "changed events/2024/2024-11-17-something.toml\n" in result.err
    editor("true")
    assert "2024-11-17-something: nothing was changed" in seated(monkeypatch, "edit", "something").err


def test_an_edit_that_breaks_the_event_is_offered_again(
    empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor
) -> None:
    path = event_file(empty)
    editor("""grep -q gone "$1" && sed -i 's/^#gone/title/' "$1" || sed -i 's/^title/#gone/' "$1" """)
    result = seated(monkeypatch, "edit", "something", typed="y\n")
    assert "this would no longer be an event" in result.err
    assert "title is missing" in result.err
    assert result.code == 0
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN
    editor("""sed -i 's/^title/#gone/' "$1" """)
    given_up = seated(monkeypatch, "edit", "something", typed="n\n")
    assert given_up.code == 2
    assert "#gone = 'Somebody does something'" in given_up.err
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN


def test_a_file_changed_while_the_editor_was_open(
    empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor
) -> None:
    path = event_file(empty)
    editor(f"""sed -i 's/Somebody does/I do/' "$1"; echo '# theirs' >> "{path.resolve()}" """)
    result = seated(monkeypatch, "edit", "something")
    assert result.code == 3
    assert "was changed by someone else meanwhile" in result.err
    assert "I do something" in result.err
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN + "# theirs\n"


# add, asking


def test_questions_are_asked_where_nothing_is_given(real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        "Tuesday fortnight",  # asked again
        "19 Nov 2024",
        "",  # a title is needed
        "First strike",
        "gess",
        "<",  # back to the title
        "First strike in Bryansk Oblast",
        "reported",
        *("Ukraine:agnet", "Ukraine:agent", "Russia:target", ""),
        *("Bryansk Oblast", ""),
        *("<", "Bryansk Oblast@53.2,34.4", ""),
        *("Reuters, citing officials", ""),
        *("ATACMS", ""),
    ]
    result = seated(monkeypatch, "add", typed="".join(a + "\n" for a in answers))
    assert result.code == 0
    assert result.err.count("What happened, in one sentence: ") == 3
    assert "an event needs a title" in result.err
    assert 'did you mean "agent"?' in result.err
    path = Path(result.out.strip().partition("\t")[2])
    assert (
        path.read_text(encoding="utf-8")
        == """\
title = "First strike in Bryansk Oblast"
date = 2024-11-19
date_basis = "reported"
actors = [
  { name = "Ukraine", role = "agent" },
  { name = "Russia", role = "target" },
]
places = [
  { name = "Bryansk Oblast", lat = 53.2, lon = 34.4 },
]
tags = ["ATACMS"]

[[sources]]
id = "reuters"
publisher = "Reuters"
cites = ["officials"]

[[sources]]
id = "officials"
kind = "person"
name = "officials"
anonymous = true
plural = true
"""
    )


def test_the_date_asked_for_defaults_to_the_last_event_s(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = seated(monkeypatch, "--today", "2024-11-18", "add", typed="\nFirst\n\n\n\n\n\n")
    assert first.out.startswith("2024-11-18-first\t")
    run("-q", "add", "May 2021: Second")
    os.utime(empty / "2021/2021-05-second.toml", (2**32, 2**32))
    third = seated(monkeypatch, "add", typed="<\n\nThird\n\n\n\n\n\n")
    assert third.out.startswith("2021-05-third\t")
    assert "[2021-05]: " in third.err


def test_leaving_the_questions_writes_nothing(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(empty)
    result = seated(monkeypatch, "add", typed="2024\nHalf an ev")
    assert result.code == 130
    assert tree(empty) == before
    refused = seated(monkeypatch, "--no-input", "add")
    assert refused.code == 2
    assert "nothing to add" in refused.err


def test_answers_survive_a_failing_write(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "events/2024")

    monkeypatch.setattr(os, "replace", denied)
    result = seated(monkeypatch, "add", typed="2024\nTyped with care\n\n\n\n\n\n")
    assert result.code == 3
    assert "look at the permissions" in result.err
    assert 'title = "Typed with care"' in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_on_a_real_terminal_tab_completes_and_control_c_leaves(real: Path) -> None:
    talk = [
        ("When (", "2024-11-19\n"),
        ("What happened", "First strike\n"),
        ("The date is", "\n"),
        ("Who (", "Volod\t:agent\n"),
        ("Who (", "\x03"),
    ]
    before = tree(real)
    screen = on_pty("add", talk=talk, columns=120)
    assert "Volodymyr Zelenskyy:agent" in screen.plain
    assert "interrupted: nothing more was changed" in screen.plain
    assert screen.code == 130
    assert tree(real) == before


# edit by flags


def test_one_field_changes_one_line(empty: Path, run: Run) -> None:
    path = event_file(empty)
    git("init", "-q", ".")
    git("add", "-A")
    result = run("edit", "something", "--title", "Somebody else does it")
    assert result.code == 0
    assert result.err.startswith("changed events/2024/2024-11-17-something.toml\n")
    assert "1 file changed, 1 insertion(+), 1 deletion(-)" in git("diff", "--stat")
    assert changed_lines(HAND_WRITTEN, path.read_text(encoding="utf-8")) == [
        (
            "title = 'Somebody does something'# no space before this\n",
            'title = "Somebody else does it"# no space before this\n',
        )
    ]


@pytest.mark.parametrize(
    ("flags", "old", "new"),
    [
        (["--date", "18 Nov 2024"], "date   =   2024-11-17", "date   =   2024-11-18"),
        (["--date", "Nov 2024"], "date   =   2024-11-17", 'date   =   "2024-11"'),
        (["--add-tag", "three"], '["one", "two"]', '["one", "two", "three"]'),
        (["--remove-tag", "one"], '["one", "two"]', '["two"]'),
        (["--remove-tag", "one", "--add-tag", "1"], '["one", "two"]', '["two", "1"]'),
        (["--add-actor", "Putin"], 'role = "agent" }]', 'role = "agent" }, "Putin"]'),
        (["--remove-actor", "Somebody"], '["Somebody", {', "[{"),
        (["--set", "actors.Joe Biden.role=speaker"], 'role = "agent"', 'role = "speaker"'),
        (["--add-source", "CNN"], '["BBC, citing Reuters"]', '["BBC, citing Reuters", "CNN"]'),
        (["--add-source", "BBC, citing Reuters"], "", ""),
        (["--set", "tags=a, b"], '["one", "two"]', '["a", "b"]'),
        (["--set", "x.case=18"], "x.case = 17", "x.case = 18"),
        (["--add-x", "case=seven"], "x.case = 17", 'x.case = "seven"'),
        (["--unset", "x.case"], "x.case = 17\n", ""),
        (["--remove-x", "case"], "x.case = 17\n", ""),
        (["--unset", "tags"], 'tags = ["one", "two"]   # odd order on purpose\n', ""),
        (["--remove-source", "BBC, citing Reuters"], 'sources = ["BBC, citing Reuters"]\n', ""),
    ],
)
def test_flags_change_that_and_nothing_else(flags: list[str], old: str, new: str, run: Run, empty: Path) -> None:
    path = event_file(empty)
    result = run("edit", "something", *flags)
    assert result.code == 0, result.err
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN.replace(old, new)


@pytest.mark.parametrize(
    ("flags", "line"),
    [
        (["--status", "reported"], 'status = "reported"\n'),
        (["--seq", "0"], "seq = 0\n"),
        (["--set", "seq=0"], "seq = 0\n"),
        (["--summary", "One.\nTwo."], 'summary = """\nOne.\nTwo."""\n'),
        (["--add-place", "Kursk"], 'places = [\n  "Kursk",\n]\n'),
        (["--add-figure", "killed=3"], 'figures = [\n  { what = "killed", value = 3 },\n]\n'),
        (["--add-x", "by=me"], 'x.by = "me"\n'),
        (["--set", "x.a.b=true"], "x.a"),
    ],
)
def test_a_new_key_is_a_new_line(flags: list[str], line: str, run: Run, empty: Path) -> None:
    path = event_file(empty)
    assert run("edit", "something", *flags).code == 0
    text = path.read_text(encoding="utf-8")
    assert line in text
    assert set(HAND_WRITTEN.splitlines()) <= set(text.splitlines())


def test_the_date_is_said_as_it_was_read(run: Run, empty: Path) -> None:
    event_file(empty)
    assert "date: 2024-11-18 = Monday, 18 November 2024\n" in run("edit", "something", "--date", "18 Nov 2024").err
    assert "date: 2024-11-19 = Tuesday" in run("edit", "something", "--set", "date=19 Nov 2024").err


def test_edit_n_prints_and_writes_nothing(run: Run, empty: Path) -> None:
    path = event_file(empty)
    result = run("edit", "something", "--title", "Other", "-n")
    assert result.out == HAND_WRITTEN.replace("'Somebody does something'", '"Other"')
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN
    assert "nothing to change" in run("edit", "something", "--title", "Somebody does something").err


TABLES = """\
title = "A"
date = 2024

# the paper
[[sources]]
id = "bbc"
kind = "article" # said outright
publisher = "BBC"
cites = ["reuters"]

[[sources]]
id = "reuters"
publisher = "Reuters"
seen = false
cites = ["officials"]

[[sources]]
id = "officials"
kind = "person"
name = "officials"
anonymous = true
"""


def test_a_source_more_meets_those_that_are_there(run: Run, empty: Path) -> None:
    path = event_file(empty, TABLES, "2024-a.toml")
    assert (
        run("edit", "2024-a", "--add-source", "CNN, citing Reuters", "--add-source", "Fox, citing officials").code == 0
    )
    assert path.read_text(encoding="utf-8") == TABLES + (
        '\n[[sources]]\nid = "cnn"\npublisher = "CNN"\ncites = ["reuters"]\n'
        '\n[[sources]]\nid = "fox"\npublisher = "Fox"\ncites = ["officials-2"]\n'
        '\n[[sources]]\nid = "officials-2"\nkind = "person"\nname = "officials"\nanonymous = true\nplural = true\n'
    )


def test_a_source_that_is_there_learns_whom_it_cites(run: Run, empty: Path) -> None:
    path = event_file(empty, TABLES, "2024-a.toml")
    assert run("edit", "2024-a", "--add-source", "BBC, citing AFP https://bbc.example/1").code == 0
    text = path.read_text(encoding="utf-8")
    assert 'kind = "article" # said outright\npublisher = "BBC"\nurl = "https://bbc.example/1"\n' in text
    assert 'cites = ["reuters", "afp"]\n' in text
    assert text.endswith('\n[[sources]]\nid = "afp"\npublisher = "AFP"\nseen = false\n')


@pytest.mark.parametrize(
    ("flags", "old", "new"),
    [
        (["--set", "sources.bbc.published=17 Nov 2024"], "", "published = 2024-11-17\n"),
        (["--set", "sources.bbc.accessed=Nov 2024"], "", 'accessed = "2024-11"\n'),
        (["--set", "sources.officials.plural=true"], "", "plural = true\n"),
        (["--set", "sources.reuters.seen=true"], "seen = false\n", "seen = true\n"),
        (["--set", "sources.bbc.stance=denies"], "", 'stance = "denies"\n'),
        (["--set", "sources.bbc.cites=officials"], 'cites = ["reuters"]', 'cites = ["officials"]'),
        (["--set", "sources.BBC.author=A. Writer"], "", 'author = "A. Writer"\n'),
        (["--unset", "sources.reuters.seen"], "seen = false\n", ""),
    ],
)
def test_any_key_of_a_source_can_be_set(flags: list[str], old: str, new: str, run: Run, empty: Path) -> None:
    path = event_file(empty, TABLES, "2024-a.toml")
    result = run("edit", "2024-a", *flags)
    assert result.code == 0, result.err
    text = path.read_text(encoding="utf-8")
    assert text == TABLES.replace(old, new) if old else text.replace(new, "", 1) == TABLES


def test_a_source_is_taken_out(run: Run, empty: Path) -> None:
    path = event_file(empty, TABLES, "2024-a.toml")
    assert run("edit", "2024-a", "--remove-source", "officials").code == 0
    assert "officials" not in path.read_text(encoding="utf-8").replace('cites = ["officials"]', "")


def test_numbers_of_figures_and_links(run: Run, empty: Path) -> None:
    run("-q", "add", "2023: Before")
    path = event_file(
        empty, 'title = "A"\ndate = 2024\nfigures = [{ what = "killed", low = 3, high = 5 }]\n', "2024-a.toml"
    )
    run("edit", "2024-a", "--set", "figures.killed.low=2", "--set", "figures.killed.best=2.5")
    assert "low = 2, high = 5, best = 2.5" in path.read_text(encoding="utf-8")
    assert run("edit", "2024-a", "--add-link", "follows:before").code == 0
    assert run("edit", "2024-a", "--set", "links.2023-before.type=responds-to").code == 0
    assert '{ type = "responds-to", to = "2023-before" }' in path.read_text(encoding="utf-8")
    run("-q", "add", "2022: Long before")
    assert run("edit", "2024-a", "--set", "links.2023-before.to=long-before").code == 0
    assert 'to = "2022-long-before"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("flags", "code", "message"),
    [
        (["--status", "confirmd"], 2, 'did you mean "confirmed"?'),
        (["--title", ""], 2, "the title is empty"),
        (["--date", "2024-13"], 2, "13"),
        (["--date", "03/04/2024"], 2, "2024-03-04 or 2024-04-03"),
        (["--unset", "title"], 2, "this would no longer be an event"),
        (["--unset", "titel"], 2, 'did you mean "title"?'),
        (["--set", "status"], 2, "sets nothing"),
        (["--set", "status=confirmd"], 2, 'did you mean "confirmed"?'),
        (["--set", "colour=red"], 2, 'no field "colour"'),
        (["--set", "seq=1.5"], 2, "whole number"),
        (["--set", "seq=one"], 2, '"one" is no number'),
        (["--set", "title.first=A"], 2, "title has no parts"),
        (["--set", "x=1"], 2, "use --add-x and --remove-x"),
        (["--set", "actors=Biden"], 2, "use --add-actor and --remove-actor"),
        (["--set", "actors.Biden.role=agent"], 2, "there is Joe Biden, Somebody"),
        (["--set", "actors.Joe Biden.roel=agent"], 2, 'did you mean "role"?'),
        (["--set", "actors.Joe Biden.zzz=agent"], 2, "keys: name, role"),
        (["--set", "actors.Joe Biden=x"], 2, "names no part"),
        (["--set", "actors.Somebody.role=agent"], 2, "is written as one line of text"),
        (["--set", "places.Kursk.lat=1"], 2, "there is none"),
        (["--set", "sources.bbc.seen=no"], 2, "no sources called"),
        (["--remove-tag", "on"], 2, 'did you mean "one"?'),
        (["--remove-tag", "zzz"], 2, "there is one, two"),
        (["--remove-place", "Kursk"], 2, "there is none"),
        (["--add-link", "follows:nothing-there"], 3, "no event"),
    ],
)
def test_an_edit_that_makes_no_sense_changes_nothing(
    flags: list[str], code: int, message: str, run: Run, empty: Path
) -> None:
    event_file(empty)
    before = tree(empty)
    result = run("edit", "something", *flags)
    assert message in result.err
    assert (result.code, result.out) == (code, "")
    assert tree(empty) == before


def test_several_of_one_name(run: Run, empty: Path) -> None:
    event_file(
        empty, 'title = "A"\ndate = 2024\nactors = [{ name = "B" }, { name = "B", role = "agent" }]\n', "2024-a.toml"
    )
    assert "several actors called" in run("edit", "2024-a", "--set", "actors.B.role=target").err


def test_a_truth_value_is_true_or_false(run: Run, empty: Path) -> None:
    event_file(empty, TABLES, "2024-a.toml")
    result = run("edit", "2024-a", "--set", "sources.bbc.seen=no")
    assert (result.code, result.err) == (2, "error: seen is true or false, not no\n")


@pytest.mark.parametrize(
    ("text", "flags", "message"),
    [
        ('title = "A"\ndate = 2024-11\n', ["--title", "B"], "2024-a.toml:2:8: SCH007"),
        ('title = "A"\ndate = 2024\nactors = "B"\n', ["--add-actor", "C"], "actors is no list in this file"),
        ('title = "A"\ndate = 2024\nx = 5\n', ["--add-x", "a=1"], "x is no table in this file"),
        ('title = "A"\ndate = 2024\nsources = [{ url = 5 }]\n', ["--add-source", "BBC"], "cannot be read"),
        ('title = "A\udcff"\ndate = 2024\n', ["--title", "B"], "not UTF-8"),
    ],
)
def test_a_broken_file_is_named(text: str, flags: list[str], message: str, run: Run, empty: Path) -> None:
    (empty / "2024-a.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    before = tree(empty)
    result = run("edit", "2024-a", *flags)
    assert message in result.err
    assert result.code == 3
    assert tree(empty) == before


def test_a_flag_can_mend_a_file_that_is_no_event(run: Run, empty: Path) -> None:
    path = event_file(empty, "title = 5 # a number\ndate = 2024\n", "2024-a.toml")
    assert run("edit", "2024-a", "--title", "A").code == 0
    assert path.read_text(encoding="utf-8") == 'title = "A" # a number\ndate = 2024\n'


@pytest.mark.parametrize("command", ["edit", "show", "rm", "mv"])
@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("2024-11-17", '"2024-11-17" is a part of 6 IDs\n  say more of it:\n  2024-11-17-biden'),
        ("biden-authorizes-atacms", "no event"),
        ("", "no event"),
    ],
)
def test_an_id_that_is_none_or_several(command: str, wanted: str, message: str, run: Run, real: Path) -> None:
    before = tree(real)
    result = run(command, wanted)
    assert message in result.err
    assert (result.code, result.out) == (3, "")
    assert tree(real) == before


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EACCES, "look at the permissions"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EDQUOT, "the quota is used up"),
    ],
)
@pytest.mark.parametrize("words", [("add", "2024: A"), ("edit", "biden-auth", "--title", "A")])
def test_a_write_that_fails_changes_nothing(
    number: int, advice: str, words: tuple[str, ...], run: Run, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(real)
    create = os.open

    def fails(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & os.O_CREAT and "events" in str(path):
            raise OSError(number, os.strerror(number), path)
        return create(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", fails)
    result = run(*words)
    assert advice in result.err
    assert (result.code, result.out) == (3, "")
    assert tree(real) == before


# rm


def test_rm_keeps_what_git_does_not_hold(run: Run, empty: Path) -> None:
    run(*ISSUE)
    result = run("rm", ISSUE_ID)
    assert result.code == 0
    assert result.err == f"removed events/2024/{ISSUE_ID}.toml (kept as events/.removed/{ISSUE_ID}.toml)\n"
    assert tree(empty).keys() == {"timeline.toml", f".removed/{ISSUE_ID}.toml"}
    assert run("list", "-f", "ids").out == ""


def git(*words: str) -> str:
    """What git says of the working folder, for an author without a home."""
    author = ("-c", "user.name=desk", "-c", "user.email=desk@example.org")
    return subprocess.run(["git", *author, *words], check=True, capture_output=True, text=True).stdout


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


# mv


def test_mv_rewrites_the_links(run: Run, real: Path) -> None:
    before = tree(real)
    result = run("mv", "biden-auth", "2024-11-17-permission")
    assert result.out == "2024-11-17-permission\tevents/2024/2024-11-17-permission.toml\n"
    assert result.err.count("rewrote the link of 2024-11-17-") == 4
    after = tree(real)
    old, new = b"2024-11-17-biden-authorises-atacms", b"2024-11-17-permission"
    assert after == {name.replace(old.decode(), new.decode()): data.replace(old, new) for name, data in before.items()}


def test_mv_n_says_what_it_would_do(run: Run, real: Path) -> None:
    before = tree(real)
    result = run("mv", "biden-auth", "2024-11-17-permission", "-n")
    assert "would rename 2024-11-17-biden-authorises-atacms to 2024-11-17-permission\n  and the link of " in result.err
    assert tree(real) == before


def test_mv_without_a_name_follows_date_and_title(run: Run, empty: Path) -> None:
    run("-q", "add", "17 Nov 2024: A long title that will change")
    run("-q", "edit", "a-long", "--title", "Short", "--date", "2023")
    assert run("mv", "a-long").out == "2023-short\tevents/2023/2023-short.toml\n"
    assert tree(empty).keys() == {"timeline.toml", "2023/2023-short.toml"}
    assert run("mv", "short").err == "2023-short: that is its ID already\n"


@pytest.mark.parametrize(
    ("new", "code", "message"),
    [
        ("2024-11-17-fear-of-retaliation", 3, "already"),
        ("2024 New", 2, "is no ID"),
        ("../2024-x", 2, "is no ID"),
        ("2024-Ж", 2, "is no ID"),
    ],
)
def test_mv_to_what_is_no_free_id(new: str, code: int, message: str, run: Run, real: Path) -> None:
    before = tree(real)
    result = run("mv", "biden-auth", new)
    assert message in result.err
    assert (result.code, result.out) == (code, "")
    assert tree(real) == before


def test_a_time_zone_is_one_that_there_is(run: Run) -> None:
    result = run("init", "--timezone", "Europe/Kiyv")
    assert result.code == 2
    assert 'no time zone "Europe/Kiyv"' in result.err
    assert not Path("events").exists()
    assert run("init", "--timezone", "Europe/Kyiv").code == 0
