"""Many events at once: all that is wrong is told where it stands, and what is there already is not added again."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from hand_written import event_file, tree
from newsroom import begun
from timeline.authoring import drafts, many
from timeline.authoring.handed_in import Given
from timeline.cli.session import Display

ROWS: list[dict[str, Any]] = [
    {"id": "2024-a", "title": "A", "date": "17 Nov 2024", "sources": ["BBC, citing CNN"], "tags": ["x"]},
    {"title": "B", "date": "c. 16 Jan 2024", "links": [{"type": "follows", "to": "2024-a"}]},
    {"title": "C", "date": "17 Nov 2024"},
]


def lines(*rows: object) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


@pytest.mark.parametrize(
    "text", [lines(*ROWS), json.dumps(ROWS), json.dumps(ROWS, indent=1), "".join(json.dumps(row, indent=1) + "\n" for row in ROWS)]
)  # fmt: skip
def test_every_form_of_json_is_read_and_nothing_is_added_twice(text: str, run: Run, empty: Path) -> None:
    first = run("add", "--from", "-", stdin=text)
    assert first.out.splitlines() == [
        "2024-a\tevents/2024/2024-a.toml",
        "2024-01-16-b\tevents/2024/2024-01-16-b.toml",
        "2024-11-17-c\tevents/2024/2024-11-17-c.toml",
    ]
    assert first.err == "3 events added to events/; `timeline check` looks at them\n"
    assert run("list", "-f", "tsv", "--columns", "date").out == "date\n2024-01-16~\n2024-11-17\n2024-11-17\n"
    before = tree(empty)
    again = run("add", "--from", "-", stdin=text)
    assert (again.code, again.out, again.err) == (0, "", "3 events are there already: nothing to add\n")
    assert tree(empty) == before


def test_what_was_edited_meanwhile_is_not_doubled(run: Run, empty: Path) -> None:
    run("add", "--from", "-", stdin=lines(*ROWS))
    run("edit", "2024-a", "--tag", "y", "--status", "confirmed", "--add-source", "Reuters")
    run("edit", "2024-11-17-c", "--add-tag", "z")
    assert "3 events are there already: nothing to add\n" in run("add", "--from", "-", stdin=lines(*ROWS)).err
    other = {**ROWS[0], "summary": "More.", "tags": ["w"]}
    told = run("add", "--from", "-", stdin=lines(other, ROWS[2], ROWS[2], {"title": "A", "date": "2024-11-17"}))
    assert told.err.splitlines() == [
        "1 event given twice: once is enough",
        "2 events are there already",
        "2024-a is there already with other summary and tags, and not changed; `timeline edit` does that",
    ]
    without_id = {**other, "id": "", "sources": ["BBC, citing CNN", "DW"]}
    assert "2024-11-17-a\t" in run("add", "--from", "-", stdin=json.dumps(without_id)).out


def test_who_was_renamed_meanwhile_is_the_same(run: Run, empty: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"title": "A", "date": "2024", "sources": ["Notiver, citing Ann https://a.example/1"], "places": ["Kiev"]},
        {"title": "B", "date": "2024", "sources": ["BBC, citing Notiver"], "actors": ["Ann:agent"]},
        {"title": "C", "date": "2024", "sources": [{"publisher": "Notiver", "author": ["Bob", "Ann"]}]},
        {"title": "D", "date": "2024", "actors": ["Ann"], "figures": ["dead=3"], "x": {"case": "1"}},
    ]
    rows[0]["figures"] = [{"what": "dead", "value": 3, "according_to": ["notiver"]}]
    run("add", "--from", "-", stdin=lines(*rows))
    for words in (["sources", "rename", "Notiver", "N MX"], ["places", "rename", "Kiev", "Kyiv"]):
        assert run(*words, "-y").code == 0
    assert run("actors", "rename", "Ann", "Anna", "-y").code == 0
    before = tree(empty)
    assert run("add", "--from", "-", stdin=lines(*rows)).err == "4 events are there already: nothing to add\n"
    assert tree(empty) == before
    twice = {"title": "E", "date": "2024", "actors": ["Ann"]}
    said = run(
        "add", "--from", "-", "-n", stdin=lines(twice, {**twice, "actors": ["Anna"]}, {**twice, "actors": ["Bo"]})
    )
    assert said.err.startswith("1 event given twice: once is enough\n")
    assert said.out.count("E\n") == 2


def test_what_is_wrong_with_an_event_that_is_there_is_not_said_of_another(run: Run, empty: Path) -> None:
    event_file(empty, 'title = "A"\ndate = 2024\nstatus = "odd"\n', "2024-a.toml")
    added = run("add", "--from", "-", "-n", stdin=lines({"title": "A", "date": "2024", "tags": ["x"]}))
    assert (added.code, "odd" in added.err) == (0, False)


def test_links_that_followed_are_the_same(run: Run, empty: Path) -> None:
    assert empty.is_dir()
    run("add", "2024: Other")
    rows = [
        {"id": "2024-other", **ROWS[2]},
        {"title": "D", "date": "2024", "links": [{"type": "follows", "to": "2024-other"}]},
    ]
    assert "2 events added" in run("add", "--from", "-", stdin=lines(*rows)).err
    assert run("add", "--from", "-", stdin=lines(*rows)).err == "2 events are there already: nothing to add\n"
    rows[1]["links"] = [{"type": "about", "to": "2024-other"}]
    assert "already with other links" in run("add", "--from", "-", stdin=lines({"id": "2024-d", **rows[1]})).err


def test_all_that_is_wrong_is_told_with_its_line(run: Run, empty: Path) -> None:
    rows = [
        {"title": "A", "date": "soon", "actor": ["B"], "seq": "1"},
        *({"title": "B", "headline": n} for n in range(9)),
    ]
    before = tree(empty)
    result = run("add", "--from", "-", stdin=lines(*rows) + '{"title": "C", date: "2024"}\n' + lines(ROWS[1]))
    assert (result.code, result.out) == (3, "")
    said = result.err.splitlines()
    assert said[0] == "error: 11 of 12 events cannot be read"
    assert said[-1] == "  nothing was written"
    starts = [line for line in said if line.startswith("stdin")]
    also = "; also in stdin:3, stdin:4, stdin:5 and 5 others"
    assert [line.partition(" SCH006 seq")[0] for line in starts] == [
        'stdin:1: date: TIM206 "soon" is not understood as a date',
        'stdin:1: actor: SCH001 unknown key "actor"',
        "stdin:1: seq:",
        f'stdin:2: headline: SCH001 unknown key "headline"{also}',
        f"stdin:2: SCH006 date is missing{also}",
        "stdin:11:16: SCH007 this is not JSON: Expecting property name enclosed in double quotes",
    ]
    assert tree(empty) == before


def test_more_faults_than_anybody_reads_are_counted(run: Run, empty: Path) -> None:
    assert empty.is_dir()
    rows = [{"title": "A", "date": f"20{n}-02-30"} for n in range(10, 40)]
    refused = run("add", "--from", "-", stdin=json.dumps(rows, indent=1))
    assert "stdin:6 (event 2): date: " in refused.err
    assert refused.err.endswith("nothing was written; -v shows 10 more faults\n")
    assert run("-v", "add", "--from", "-", stdin=json.dumps(rows, indent=1)).err.count("TIM206") == 30
    deep = '{"a": ' * 101 + "1" + "}" * 101
    assert "nested too deep" in run("add", "--from", "-", stdin=f'{{"title": "A", "x": {deep}}}').err
    doubts = [{"title": str(n), "date": "2024", "sources": [{"name": "B", "published": f"{n}x"}]} for n in range(22)]
    said = run("add", "--from", "-", stdin=lines(*doubts)).err.splitlines()
    assert said[0].startswith('warning: stdin:1: sources.0.published: TIM206 "0x" is no year')
    assert said[-2] == ("warning: -v shows 2 more doubts; so does `timeline check --select TIM206` once they are added")


@pytest.mark.parametrize(
    "row",
    [
        json.dumps({**ROWS[0], "sources": ["Agencia https://a.example/1 https://a.example/2"]}),
        json.dumps({**ROWS[0], "sources": [{"publisher": "B"}, "X, citing"]}),
        'title = "A"\ndate = 2024\nsources = ["X, citing"]\n',
        'title = "A"\ndate = 2024-11-17T10:00:00.5Z\n',
    ],
)
def test_what_the_file_would_not_hold_is_refused(row: str, run: Run, empty: Path) -> None:
    before = tree(empty)
    one = run("add", "--from", "-", stdin=row)
    assert (one.code, one.out) == (3, "")
    assert one.err.startswith("error: stdin cannot be read as an event\n")
    if row[0] == "{":
        many = run("add", "--from", "-", stdin=f"{row}\n{lines(ROWS[1])}")
        assert (many.code, "stdin:1: sources." in many.err) == (3, True)
    assert tree(empty) == before


def test_a_folder_of_toml_files(run: Run, empty: Path) -> None:
    there = begun("handed/over").parent
    (there / "2024-x.toml").write_text('title = "X"\ndate = "evening of 17 November 2024"\n', "utf-8")
    (there / "over" / "plain.toml").write_text('title = "Y"\ndate = "evening of 18 November 2024"\nseq = 1\n', "utf-8")
    (there / "actors.toml").write_text("", "utf-8")
    Path("one.json").write_text(lines(ROWS[2]), "utf-8")
    result = run("add", "--from", "handed", "--from", "one.json", "-n")
    assert result.err.splitlines()[:2] == [
        "note: actors.toml in handed: no event, not read",
        "note: EDTF has no evening: the day is stored (2 times)",
    ]
    (there / "over" / "timeline.toml").unlink()
    (there / "actors.toml").unlink()
    added = run("add", "--from", "handed", "--from", "one.json")
    assert [line.split("\t")[0] for line in added.out.splitlines()] == ["2024-x", "2024-11-18-y", "2024-11-17-c"]
    (there / "over" / "plain.toml").write_text(
        'title = "Y"\ndate = "evening of 18 November 2024"\nseq = "1"\ntag = 1\n'
    )
    refused = run("add", "--from", "handed")
    assert [line for line in refused.err.splitlines() if line.startswith("handed")] == [
        "handed/over/plain.toml:3:1: SCH006 seq is text; it must be a whole number, without quotes",
        'handed/over/plain.toml:4:1: SCH001 unknown key "tag"',
    ]
    (there / "link.toml").symlink_to("2024-x.toml")
    assert "handed/link.toml: SCH007 is a link" in run("add", "--from", "handed").err
    assert run("add", "--from", str(begun("none"))).err.startswith("error: none holds no TOML file\n")
    assert empty.is_dir()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"rows": [{"title": "A"}]}', 'this is no event, but holds a list, "rows"\n  = hand in that list alone'),
        ('{"title": "A\\ud800", "date": "2024"}', "stdin:1: SCH007 an escape"),
        ('{"title": "A", "actors": "B"}', '"actors": ["B"]\n'),
        ('{"title": "A", "actors": "B"}', '= "date": "2024-11-17"\n'),
    ],
)
def test_it_is_said_what_to_write_instead(text: str, said: str, run: Run, empty: Path) -> None:
    assert empty.is_dir()
    assert said in run("add", "--from", "-", stdin=text).err


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "A\\ud83d\\ude00", "date": "2024", "variants": [{"field": "date", "value": "17 Jan 2024"}]}',
        'title = "A😀"\ndate = 2024\nvariants = [{ field = "date", value = "17 Jan 2024" }, { field = "title", value = "B" }]',
    ],
)
def test_dates_of_variants_may_be_in_words(text: str, run: Run, empty: Path) -> None:
    assert empty.is_dir()
    added = run("add", "--from", "-", "-n", stdin=text)
    assert ('title = "A😀"' in added.out, "value = 2024-01-17" in added.out) == (True, True)


@pytest.mark.parametrize(("name", "text"), [("a.csv", "A\n"), ("a", "date;title\n2024;A\n"), ("a.xlsx", "PK\3\4x")])
def test_a_table_of_cells_is_refused(name: str, text: str, run: Run, empty: Path) -> None:
    assert empty.is_dir()
    Path(name).write_text(text, "utf-8")
    refused = run("add", "--from", name)
    assert refused.code == 3
    assert (
        f"{name}: SCH007 this is a table of cells, not TOML or JSON\n  = `timeline import {name}` takes it"
        in refused.err
    )


def test_a_dry_run_of_many_shows_a_few(run: Run, empty: Path) -> None:
    before = tree(empty)
    rows = [{"title": f"Event {n}", "date": "2024-11" if n else "2024"} for n in range(7)]
    shown = run("add", "--from", "-", "-n", stdin=lines(*rows))
    assert shown.out.splitlines() == ["2024     Event 0", *(f"2024-11  Event {n}" for n in range(1, 5)), "…"]
    assert shown.err == "would add 7 events; -v shows their files\n"
    assert run("add", "--from", "-", "-n", stdin=lines(*rows[:2])).out == "2024     Event 0\n2024-11  Event 1\n"
    assert run("-v", "add", "--from", "-", "-n", stdin=lines(*rows)).out.count("title = ") == 7
    assert tree(empty) == before


def test_likenesses_of_many_are_told_in_part(run: Run, empty: Path) -> None:
    assert empty.is_dir()
    rows = [{"title": f"Bridge {n} falls down", "date": "2024"} for n in range(7)]
    run("add", "--from", "-", stdin=lines(*rows))
    said = run("add", "--from", "-", stdin=lines(*({**row, "title": f"{row['title']} now"} for row in rows))).err
    assert said.splitlines()[5] == "warning: 2 more look like an event that is there"


def test_a_terminal_lists_a_few_of_many() -> None:
    lines = [f"{n}\n" for n in range(21)]
    assert [*many.listed(lines, Display(terminal=True))] == ["0\n", "1\n", "2\n", "3\n", "4\n", "…\n"]
    assert [*many.listed(lines, Display())] == lines


def test_events_of_one_title_and_day_are_numbered_in_one_go() -> None:
    asked: list[object] = []

    class Taken(set[str]):
        def __contains__(self, id_: object) -> bool:
            asked.append(id_)
            return super().__contains__(id_)

    given = [Given({"title": "A", "date": "2024"}, "", False, "") for _ in range(50)]
    ids = [id_ for id_, _ in drafts.placed(given, Taken({"2024-a-3"}))]
    assert ids == ["2024-a", "2024-a-2", *(f"2024-a-{n}" for n in range(4, 52))]
    assert len(asked) == 51
