"""`timeline add`: what a person writes becomes a file; nothing of it is lost."""

import errno
import json
import os
import re
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from hand_written import MakeEditor, kept_text, tree
from samples import EVENTS, fill, register
from terminal import on_pty, seated
from timeline.eventfile import reader

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


def test_add_writes_what_a_person_would_have_written(run: Run, empty: Path) -> None:
    result = run(*ISSUE)
    assert result.out == f"{ISSUE_ID}\tevents/2024/{ISSUE_ID}.toml\n"
    assert result.err == (
        "date: 2024-11-17 = Sunday, 17 November 2024 (reported)\n"
        "source: Ukrainska Pravda, citing The New York Times, citing American officials\n"
        f"1 note: timeline check {ISSUE_ID} --all\n"
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
    assert "warning: 2024" not in other_day.err + other_words.err
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
        *("--figure", "killed=3..5 people", "--figure", "cost=1.5", "--variant", "date=16 Nov 2024", "--lang", "en"),
        *("--x", "case=17", "--x", "open=true", "--x", "by=me"),
    )
    assert result.code == 0
    _, _, path = result.out.strip().partition("\t")
    assert (
        Path(path).read_text(encoding="utf-8")
        == '''\
title = "Second"
date = "2024-11-17T20:20+02:00"
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
        (["2024: A", "--variant", "date=soon"], 'date: "soon" is not understood'),
        (["2024: A", "--x", "case"], "sets nothing"),
        (["2024: A", "--source", "BBC, citing "], "nobody is named"),
        (["2024: A", "--seq", "first"], "--seq"),
        (["2024: A", "--date", "2023-13", "--status", "reported"], "13"),
        (["2024: A", "--sorce", "BBC"], "--source"),
        ([], "nothing to add"),
        (["2024:A"], 'write "2024: A", or give --date'),
        (["soon:A"], 'write "17 Nov 2024: What happened", or give --date'),
        (["May 2024: A", "--date", "2023"], 'the date is given twice: "May 2024", and --date 2023'),
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
    several = run("add", "2025: Next", "--link", "follows:first-th")
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
    for name in tree(real):
        if name.startswith("2024"):
            printed = run("-C", str(real), "show", Path(name).stem, "-f", "json").out
            (real / name).unlink()
            result = run("-C", str(real), "add", "--from", "-", stdin=printed)
            assert result.code == 0, result.err
            assert printed == run("-C", str(real), "show", Path(name).stem, "-f", "json").out
            there = run("-C", str(real), "add", "--from", "-", stdin=printed)
            assert (there.code, there.out) == (0, "")
            assert there.err.endswith(f"{Path(name).stem} is there already: nothing to add\n")


@pytest.mark.parametrize("name", sorted(EVENTS.keys() - {"2024-01-05-secret"}))
def test_whatever_an_event_holds_comes_back(name: str, run: Run, empty: Path) -> None:
    fill(empty)
    printed = run("show", name, "-f", "json").out
    assert run("add", "--from", "-", stdin=printed).err.endswith(f"{name} is there already: nothing to add\n")
    Path(json.loads(printed)[0]["path"]).unlink()
    result = run("-q", "add", "--from", "-", stdin=printed)
    copy = run("show", result.out.partition("\t")[0], "-f", "json").out
    assert {**json.loads(copy)[0], "path": ""} == {**json.loads(printed)[0], "path": ""}


def test_what_registers_say_of_names_is_not_taken_for_what_the_file_writes(run: Run, empty: Path) -> None:
    register(empty)
    run("-q", "add", "2025: A", "--place", "Sumy", "--actor", "B:agent")
    printed = run("show", "2025-a", "-f", "json").out
    assert '"country": "Ukraine"' in printed
    assert '"wikidata": "Q7"' in printed
    text = (empty / "2025" / "2025-a.toml").read_text()
    (empty / "2025" / "2025-a.toml").unlink()
    result = run("-q", "add", "--from", "-", stdin=printed)
    assert Path(result.out.split("\t")[1].strip()).read_text() == text
    (empty / "places.toml").unlink()
    (empty / "2025" / "2025-a.toml").unlink()
    assert "Ukraine" not in run("add", "--from", "-", "-n", stdin=printed).out  # its file never said it
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
        (f'{{"title": "A", "date": "2024", "status": {"1" * 5000}}}', "a number is too long"),
        ("[]", "stdin: SCH007 it holds no event"),
        ('[{"title": "A", "date": "2024"}, 5]', "stdin:1 (event 2): SCH007 this is no event"),
        ('[{"title": "A", "date": "2024"}, {"title": "B"}]', "stdin:1 (event 2): SCH006 date is missing"),
        (
            '{"title": "A", "date": "2024"}\n{"title": "B", "date": "2024", "x": {"a": [null]}}',
            "a list holds null, which a file cannot",
        ),
        ('{"title": "A", "date": "2024"}\nB', "stdin:2:1: SCH007 this is not JSON: Extra data\n  = one object a line"),
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


def test_of_several_with_an_hour_that_no_clock_showed_none_is_written(run: Run, empty: Path) -> None:
    before = tree(empty)
    odd = {"title": "B", "date": "2024-03-31T02:30", "timezone": "Europe/Berlin"}
    result = run("add", "--from", "-", stdin=json.dumps([{"title": "A", "date": "2024"}, odd]))
    assert (result.code, result.out) == (3, "")
    assert "stdin:1 (event 2): TIM207 date: Berlin clocks skipped 02:30 on 2024-03-31" in result.err
    assert tree(empty) == before


def test_a_record_that_is_not_there(run: Run, empty: Path) -> None:
    result = run("add", "--from", "missing.toml")
    assert result.code == 3
    assert "missing.toml cannot be read" in result.err


def test_a_draft_in_the_editor(empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    given = editor("""sed -i "s/^title = .*/title = 'From the editor'/; s/^date = .*/date = 'yesterday'/" "$1" """)
    result = seated(monkeypatch, "--today", "2024-11-19", "add", "-e", "--actor", "Biden")
    written = "".join(re.findall("^[^#].*\n", given.read_text(encoding="utf-8"), re.MULTILINE))
    assert written == 'title = ""\ndate = ""\nactors = [\n  "Biden",\n]\n'
    assert result.out == "2024-11-18-from-the-editor\tevents/2024/2024-11-18-from-the-editor.toml\n"
    text = (empty / "2024/2024-11-18-from-the-editor.toml").read_text(encoding="utf-8")
    assert text == 'title = "From the editor"\ndate = 2024-11-18\nactors = [\n  "Biden",\n]\n'


def test_a_day_that_is_forgotten_is_not_today(run: Run, empty: Path, editor: MakeEditor) -> None:
    editor("""sed -i "s/^title = .*/title = 'From the editor'/" "$1" """)
    result = run("add", "-e")
    assert result.code == 2
    assert "draft.toml:6:1: TIM206 no date: the text is empty" in result.err
    assert not [*empty.glob("2*")]


def test_a_broken_draft_is_offered_again(empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    given = editor(
        """grep -q mended "$1" && sed -i 's/tgas/tags/' "$1" || sed -i 's/"A"/"A, mended"\\ntgas = ["b"]/' "$1" """
    )
    result = seated(monkeypatch, "add", "-e", "2024: A", typed="\n")
    assert 'draft.toml:5:1: SCH001 unknown key "tgas"' in result.err
    assert "Edit it again? [Y/n]: " in result.err
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
    assert kept_text(result.err) == 'title = "An hour of work'
    assert tree(empty) == before


def test_a_draft_survives_a_full_disk(empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    editor("""sed -i 's/"A"/"An hour of work"/' "$1" """)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result = seated(monkeypatch, "add", "-e", "2024: A")
    assert result.code == 3
    assert 'title = "An hour of work"' in kept_text(result.err)
    assert "the disk is full" in result.err
    does: Any = iter([tempfile.mkdtemp])

    def once(*given: Any, **named: Any) -> Any:
        return next(does, full)(*given, **named)

    monkeypatch.setattr("timeline.cli.programs.mkdtemp", once)
    result = seated(monkeypatch, "add", "-e", "2024: A")
    assert 'your text, so that it is not lost:\n\ntitle = "An hour of work"' in result.err
    result = seated(monkeypatch, "add", "-e", "2024: A")
    assert result.code == 3
    assert result.err == "error: no draft can be written: No space left on device\n  TMPDIR names another folder\n"


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ('rm "$1"', "is gone"),
        ('rm -r "$1"', "is gone"),
        ('rm "$1"; mkdir "$1"', "is gone"),
        ("printf '\\n ' > \"$1\"", "is empty"),
        ("echo '# later' > \"$1\"", "is empty"),
        ("true", "is as it was"),
    ],
)
def test_an_editor_that_leaves_no_draft_adds_nothing(
    does: str, said: str, empty: Path, run: Run, editor: MakeEditor
) -> None:
    """An editor that needs no terminal is given none."""
    editor(does)
    before = tree(empty)
    result = run("add", "-e", "2024: A")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: the draft {said}; nothing was written\n")
    assert tree(empty) == before


def test_a_draft_goes_on_where_it_was_left(run: Run, empty: Path, editor: MakeEditor) -> None:
    editor("""sed -i 's/"A"/An hour of work/' "$1" """)
    broken = run("add", "-e", "2024: A")
    assert (broken.code, "error: the text is no event\n" in broken.err) == (2, True)
    told = re.search("`timeline (add -e --from (.*))` goes on with it", broken.err)
    assert told
    given = editor(
        """sed -i 's/An hour of work/"An hour of work"/; s/^date = .*/date = "early May 2024" # mine/' "$1" """
    )
    result = run(*told[1].split())
    assert "An hour of work\n" in given.read_text(encoding="utf-8")
    assert result.code == 0
    assert (empty / "2024/2024-05-01-an-hour-of-work.toml").read_text(encoding="utf-8") == (
        'title = "An hour of work"\ndate = "[2024-05-01..2024-05-10]" # mine\ndate_text = "early May 2024"\n'
    )
    assert '"An hour' not in kept_text(broken.err.replace("your text is in", "", 1) + f"your text is in {told[2]}")


def test_no_terminal_no_editor(run: Run, real: Path) -> None:
    assert "there is no terminal for an editor, and vi needs one" in run("add", "-e", "2024: A").err
    result = run("edit", "biden-authorises")
    assert result.code == 2
    assert "give the fields as flags" in result.err


def test_questions_are_asked_where_nothing_is_given(real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Going back keeps every answer: Enter takes it again, lists grow, `-` takes one out."""
    answers = [
        "Tuesday fortnight",  # asked again
        "19 Nov 2024",
        "",  # a title is needed
        "First strike",
        "gess",
        *("<", "First strike in Bryansk Oblast"),  # back to the title
        "reported",
        *("Ukraine:agnet", "Ukraine:agent", "Belarus", ""),
        *("<", "<", "-"),  # back behind the actors, to the last of them, which goes
        *("Russia:target", ""),
        *("Bryansk Oblast", ""),
        *("<", "<", "Bryansk Oblast@53.2,34.4", ""),  # another instead
        *("Reuters", "It was hit", "para 2", "<", "<", "<"),  # back to the line of the source, which is mended
        *("Reuters, citing officials", "", "", "T", "17 Nov", "18 Nov 2024", "<", "", "", "denis", "denies", ""),
        *("ATACMS", "", ""),
        *("<", "<", "<", "<", "<", "<", "<", "<", "<", "<", "<", "<", "<", "<", "<", "<"),  # to the first question
        *("", "", "", "", "", "", "", ""),
        *("what?", "write"),
    ]
    result = seated(monkeypatch, "add", typed="".join(a + "\n" for a in answers))
    assert result.code == 0
    for said in (
        '"what?" is none of these',
        "published: no year given",
        'did you mean "denies"?',
        "date: 2024-11-19 = Tuesday, 19 November 2024\n",
        "an event needs a title",
        'did you mean "agent"?',
        "What [First strike]: ",
        "Who 2 [Belarus]: ",
    ):
        assert said in result.err
    assert (
        "When [19 Nov 2024]: date: 2024-11-19 = Tuesday, 19 November 2024 (reported)\n"
        "What [First strike in Bryansk Oblast]: Basis [reported]:   so far: Ukraine:agent;"
    ) in result.err
    assert result.err.count('title = "First strike in Bryansk Oblast"\n') == 3  # it is shown before it is written
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
title = "T"
publisher = "Reuters"
published = 2024-11-18
locator = "para 2"
quote = "It was hit"
cites = ["officials"]

[[sources]]
id = "officials"
kind = "person"
stance = "denies"
name = "officials"
anonymous = true
plural = true
"""
    )


def test_the_date_asked_for_defaults_to_the_last_event_s(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = seated(monkeypatch, "--today", "2024-11-18", "add", typed="<\n\n2024-11-18\nFirst\n\n\n\n\n\n\n\n")
    assert first.out.startswith("2024-11-18-first\t")
    run("-q", "add", "May 2021: Second", "--basis", "reported")
    os.utime(empty / "2021/2021-05-second.toml", (2**32, 2**32))
    third = seated(monkeypatch, "add", typed="\n<\n\nThird\n\n\n\n\n\n\nw\n")
    assert third.out.startswith("2021-05-third\t")
    assert "an event needs a date\nWhen: When [2021-05]: " in third.err
    assert "Basis [reported]: " in third.err


def test_a_title_behind_the_date_is_offered_as_the_title(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = "4 March 2025 14:05: The terminal: shut\n<\n\n\n\n\n\n\n\n\n\nw\n"
    result = seated(monkeypatch, "add", typed=typed)
    assert result.err.count("What [The terminal: shut]: ") == 2
    assert "When [4 March 2025 14:05]: " in result.err
    assert 'title = "The terminal: shut"' in (empty / "2025/2025-03-04-the-terminal-shut.toml").read_text("utf-8")
    left = seated(monkeypatch, "add", typed="4 March 2025: The terminal is shut\n")
    assert 'title = "The terminal is shut"' in kept_text(left.err)


def test_words_of_a_variant_s_date_become_its_note(run: Run, empty: Path) -> None:
    """Where they say more than EDTF can."""
    words = "morning of 3 March 2025"
    run("add", "4 March 2025: A", "--variant", f"date={words}", "--variant", "date=2 March 2025")
    given = {"field": "date", "value": words}
    rows = {"title": "B", "date": "2025-03-04", "variants": [given, {**given, "note": "mine"}]}
    (empty.parent / "b.json").write_text(json.dumps(rows), encoding="utf-8")
    run("add", "--from", str(empty.parent / "b.json"))
    notes = [[v.get("note") for v in tomllib.loads(p.read_text("utf-8"))["variants"]] for p in empty.glob("2025/*")]
    assert sorted(notes, key=str) == [["morning of 3 March 2025", "mine"], ["morning of 3 March 2025", None]]
    assert f"Another account of the date: 3 March 2025 ({words})." in run("report", "A").out


def test_a_comma_is_asked_about(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it stands in no name that is known; and no role, nor whom somebody cites, is taken for a name."""
    (empty / "actors.toml").write_text('[group]\nname = "A, B"\n', encoding="utf-8")
    who = ["A, B:agent", "C, D:target", "what?", "", "E, F", "n", "10,000 men", "Agent", "X, citing Y", ""]
    where = ["Kursk, Russia", "", "<", "", ""]  # taken again, it is not asked again
    text = "a title of so many words that they have no room beside the question"
    answers = ["2024", text, "<", "", "", *who, *where, "BBC", "<", "", "q", "-", "", "x, y", "", "", "", "w"]
    monkeypatch.setenv("COLUMNS", "60")
    result = seated(monkeypatch, "add", typed="".join(f"{answer}\n" for answer in answers))
    assert result.code == 0, result.err
    for said in (
        "Are these 2: C; D:target? [Y/n]: ",
        '"what?" is neither y nor n\n',
        "Agent is a role: write NAME:agent\n",
        "who is cited belongs to a source, asked below\n",
        "Are these 2: Kursk; Russia? [y/N]: ",
        'title = "a title of so many words that they have no room\n  beside the question"\n',
        "  so far: a title of so many words that they have no room\n  beside the question\nWhat [as it is]: ",
    ):
        assert said in result.err
    assert "Are these 2: A" not in result.err
    assert result.err.count("Are these 2: K") == 1
    (path,) = empty.glob("2024/*")
    event = reader.read(path.read_bytes(), "", "")[0]
    assert event is not None
    named = [actor.name for actor in event.actors], [place.name for place in event.places], [*event.tags]
    assert named == (["A, B", "C", "D", "E, F", "10,000 men"], ["Kursk, Russia"], ["x", "y"])
    assert event.sources[0].quote == "q"


def test_leaving_the_questions_loses_nothing(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(empty)
    result = seated(monkeypatch, "add", typed="2024\nHalf an event\n")
    assert result.code == 130
    assert tree(empty) == before
    assert 'title = "Half an event"\ndate' in re.sub("^#.*\n", "", kept_text(result.err), flags=re.MULTILINE)
    assert "your text" not in seated(monkeypatch, "add", typed="").err
    refused = seated(monkeypatch, "--no-input", "add")
    assert refused.code == 2
    assert "nothing to add" in refused.err


@pytest.mark.parametrize(
    ("does", "choices", "written"),
    [
        ("true", "drop", None),
        ('sed -i \'s/"A"/"B"/\' "$1"', "edit\n<\nwrite", "2024-b"),
        ("true", "edit\nw", "2024-a"),
        ("exit 1", "e\n<\nC\n\n\n\n\n\n\nw", "2024-c"),
    ],
)
def test_answers_are_shown_before_they_are_written(
    does: str,
    choices: str,
    written: str | None,
    empty: Path,
    monkeypatch: pytest.MonkeyPatch,
    editor: MakeEditor,
) -> None:
    """They may be edited, gone back to, or dropped."""
    editor(does)
    back = "<\n" * 6 if "<\nC" in choices else ""
    result = seated(
        monkeypatch, "add", typed="2024\nA\n\n\n\n\n\n\n" + choices.replace("<\nC", "<\n" + back + "C") + "\n"
    )
    assert result.code == 0
    assert [path.stem for path in empty.glob("2024/*")] == ([written] if written else [])
    assert ("dropped: nothing was written" in result.err) is (written is None)


def test_answers_survive_a_failing_write(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "events/2024")

    monkeypatch.setattr(os, "replace", denied)
    result = seated(monkeypatch, "add", typed="2024\nTyped with care\n\n\n\n\n\n\n\n")
    assert result.code == 3
    assert "look at the permissions" in result.err
    assert 'title = "Typed with care"' in kept_text(result.err)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_on_a_real_terminal_tab_completes_and_control_c_leaves(real: Path) -> None:
    talk = [
        ("When: ", "2024-11-19\n"),
        ("What: ", "First strike\n"),
        ("Basis [", "\n"),
        ("Who: ", "Volod\t:ag\t\n"),
        ("Who 2: ", "\n"),
        ("Where: ", "\n"),
        ("Source: ", "BBC, citing Ukrainska P\t\n"),
        ("Quote: ", "-\n"),
        ("Source 2: ", "up-2024\t\n"),
        ("Quote: ", "\n"),
        ("Place in it: ", "\x03"),
    ]
    before = tree(real)
    screen = on_pty("add", talk=talk, columns=120)
    for completed in ("Volodymyr Zelenskyy:agent", "BBC, citing Ukrainska Pravda", "up-2024-11-17-atacms"):
        assert completed in screen.plain
    assert kept_text(screen.plain).count("Volodymyr Zelenskyy") == 1
    assert "interrupted" in screen.plain
    assert screen.code == 130
    assert tree(real) == before


EVENING = 'date = 2024-11-17\ndate_text = "evening of 17 November 2024"\n'


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["evening of 17 November 2024: A"], EVENING),
        (["A", "--date", "evening of 17 November 2024"], EVENING),
        (["A", "--date", "evening of 17 November 2024", "--date-text", "at dusk"], 'date_text = "at dusk"\n'),
        (["A", "--date", "early May 2024"], 'date_text = "early May 2024"\n'),
        (["17 November 2024: A"], 'title = "A"\ndate = 2024-11-17\n'),
    ],
)
def test_words_that_say_more_than_edtf_are_kept(words: list[str], kept: str, run: Run, empty: Path) -> None:
    result = run("add", *words)
    assert result.code == 0
    (path,) = empty.rglob("2024-*.toml")
    text = path.read_text(encoding="utf-8")
    assert kept in text
    assert ("date_text" in kept) is ("date_text" in text)
    assert "taken out" not in result.err


def test_they_are_kept_of_a_draft_and_of_an_answer(
    real: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor
) -> None:
    editor("""sed -i 's/"A"/"B"/' "$1" """)
    assert seated(monkeypatch, "add", "-e", "evening of 17 November 2024: A").code == 0
    assert EVENING in (real / "2024/2024-11-17-b.toml").read_text(encoding="utf-8")
    typed = "evening of 17 November 2024\nB\n\n\n\n\n\n\n\n"
    result = seated(monkeypatch, "add", typed=typed)
    assert EVENING in Path(result.out.split()[1]).read_text(encoding="utf-8")
    again = "evening of 17 November 2024\n<\n17 November 2024\nC\n\n\n\n\n\n\n\n"
    result = seated(monkeypatch, "add", typed=again)
    assert "date_text" not in Path(result.out.split()[1]).read_text(encoding="utf-8")
    assert real.is_dir()


def test_another_date_takes_the_words_of_a_record_with_it(run: Run, empty: Path) -> None:
    Path("record.toml").write_text(f'title = "A"\n{EVENING}', encoding="utf-8")
    result = run("add", "--from", "record.toml", "--date", "2024-11-18")
    assert 'note: date_text "evening of 17 November 2024" was of the old date, and is taken out\n' in result.err
    assert (empty / "2024/2024-11-18-a.toml").read_text(encoding="utf-8") == 'title = "A"\ndate = 2024-11-18\n'


@pytest.mark.parametrize(
    "record",
    [
        'title = "A"\ndate = "evening of 17 November 2024"\n',
        '{"title": "A", "date": "evening of 17 November 2024"}',
        '[{"title": "A", "date": "evening of 17 November 2024"}]',
    ],
)
def test_the_date_of_a_record_may_stand_in_words(record: str, run: Run, empty: Path) -> None:
    Path("record").write_text(record, encoding="utf-8")
    result = run("add", "--from", "record")
    assert (result.code, "note: EDTF has no evening: the day is stored\n" in result.err) == (0, True)
    assert EVENING in (empty / "2024/2024-11-17-a.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ('title = "A"\ndate = "last Friday"\n', "record:2:1: TIM206"),
        ('{"title": "A", "date": "last Friday"}', "date: TIM206"),
    ],
)
def test_a_record_takes_nothing_from_today(record: str, place: str, run: Run, empty: Path) -> None:
    Path("record").write_text(record, encoding="utf-8")
    result = run("add", "--from", "record")
    assert (result.code, result.out) == (3, "")
    assert f'{place} "last Friday" depends on the day it was written' in result.err


def test_a_draft_may_have_its_date_in_words(real: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    editor("""sed -i 's/^date = .*/date = "evening of 17 November 2024" # so/' "$1" """)
    result = seated(monkeypatch, "add", "-e", "2024: A")
    text = Path(result.out.split()[1]).read_text(encoding="utf-8")
    assert text.endswith('title = "A"\ndate = 2024-11-17 # so\ndate_text = "evening of 17 November 2024"\n')


def test_an_hour_is_one_of_the_zone(run: Run, empty: Path) -> None:
    """Of the event where it has one, else of the chronology; nowhere is any hour an hour."""
    hour = "31 March 2024, 02:30"
    assert run("add", f"{hour}: A", "-n").code == 0
    assert run("date", hour).code == 0
    (empty / "timeline.toml").write_text('timezone = "Europe/Berlin"\n', encoding="utf-8")
    refused = run("add", f"{hour}: A", "-n")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(
        "error: date: Berlin clocks skipped 02:30 on 2024-03-31 (it may be 2024-03-31T03:30+02:00"
    )
    assert run("date", hour).err.startswith("error: Berlin clocks skipped 02:30 on 2024-03-31\n")
    assert run("list", "--since", hour).code == 2
    assert run("add", f"{hour}: A", "-n", "--timezone", "America/New_York").code == 0
    assert run("add", "A", "--date", hour, "-n", "--timezone", "Europe/Paris").code == 2
    assert run("add", "31 March 2024: A", "-n").code == 0


def test_a_record_is_written_in_canonical_form(run: Run, empty: Path) -> None:
    text = 'title = "A"\ndate = "?2024-~11"\n'
    assert 'date = "2024?-~11"\n' in run("add", "--from", "-", "-n", stdin=text).out


def test_an_empty_word_is_no_tag(run: Run, empty: Path) -> None:
    assert run("add", "2024: A", "--tag", " ").err == "error: the tag is empty\n  leave it out, or say which\n"
