import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from terminal import seated

SHEET = """\
No,When,What,Where,Source
1,16/01/2024,Ferry sinks,Samos,"Kathimerini, citing the Coast Guard"
2,c. 20/01/2024,Bridge closes,Vathy,
3,02/02/2024,Harbour reopens,Samos,ERT
"""
MAPS = (
    "--map",
    "key=No",
    "--map",
    "date=When",
    "--map",
    "title=What",
    "--map",
    "place=Where",
    "--map",
    "source=Source",
)


def sheet(text: str = SHEET, name: str = "harbour.csv") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def numbers(
    added: int = 0, changed: int = 0, unchanged: int = 0, gone: int = 0, refused: int = 0, conflicts: int = 0
) -> str:
    return f"{added} added, {changed} changed, {unchanged} unchanged, {gone} gone, {refused} refused, {conflicts} conflicts\n"


def test_rows_become_events_once(empty: Path, run: Run) -> None:
    result = run("import", sheet(), *MAPS)
    assert (result.code, result.out) == (0, numbers(added=3))
    assert result.err.splitlines() == [
        "key <- No, date <- When, title <- What, place <- Where, source <- Source",
        "`timeline check` looks at what is new",
    ]
    assert run("import", "harbour.csv", *MAPS).out == numbers(unchanged=3)
    assert run("list", "--columns", "date,title", "-f", "tsv").out.splitlines()[1:] == [
        "2024-01-16\tFerry sinks",
        "2024-01-20~\tBridge closes",
        "2024-02-02\tHarbour reopens",
    ]


def test_a_dry_run_writes_nothing(empty: Path, run: Run) -> None:
    before = sorted(empty.rglob("*"))
    result = run("import", sheet(SHEET + "4,in spring,Inquiry,,\n"), *MAPS, "--dry-run")
    assert result.code == 1
    assert result.out.endswith(numbers(added=3, refused=1))
    assert result.err.endswith("nothing was written: this is what it would do\n")
    assert sorted(empty.rglob("*")) == before
    assert not Path("harbour.refused.csv").exists()


def test_revised_gone_refused_and_in_conflict_are_told_row_by_row(empty: Path, run: Run) -> None:
    assert run("import", sheet(), *MAPS).code == 0
    assert run("-q", "edit", "ferry", "--title", "Ferry founders").code == 0
    text = SHEET.replace("Ferry sinks", "Ferry capsizes").replace("Bridge closes", "Bridge is closed")
    result = run("import", sheet(text.replace("3,02/02/2024", "4,in spring")), *MAPS)
    assert result.code == 1
    assert result.out.splitlines() == [
        'harbour.csv:3: changed 2024-01-20-bridge-closes: title: "Bridge closes" -> "Bridge is closed"',
        "2024-02-02-harbour-reopens: gone: no row has 3 any more; the event stays",
        (
            'harbour.csv:2: conflict 2024-01-16-ferry-sinks: title: "Ferry founders" here, in the input "Ferry capsizes"; '
            "what was edited here stays"
        ),
        *(line for line in result.out.splitlines() if line.startswith("harbour.csv:4: refused: When: ")),
        numbers(changed=1, gone=1, refused=1, conflicts=1)[:-1],
    ]


def test_the_counts_as_json_and_with_v_the_rows(empty: Path, run: Run) -> None:
    given = sheet(SHEET + "4,in spring,Inquiry,,\n")
    assert json.loads(run("import", given, *MAPS, "-f", "json", "-n").out) == {
        **dict.fromkeys(("changed", "unchanged", "gone", "conflicts"), 0),
        "added": 3,
        "refused": 1,
    }
    rows = json.loads(run("-v", "import", given, *MAPS, "-f", "json").out)["rows"]
    assert rows[0] == {"place": "harbour.csv:2", "fate": "added", "id": "2024-01-16-ferry-sinks", "said": ""}
    assert (rows[3]["place"], rows[3]["fate"], rows[3]["id"]) == ("harbour.csv:5", "refused", None)


def test_what_is_of_no_end_is_cut_and_with_v_is_not(empty: Path, run: Run) -> None:
    given = sheet("date,title\n" + "spring,x\n" * 30)
    maps = ("--map", "date=date", "--map", "title=title")
    result = run("import", given, *maps, "-n")
    assert len(result.out.splitlines()) == 22
    assert "and 10 more refused; -v shows them\n" in result.out
    assert len(run("-v", "import", given, *maps, "-n").out.splitlines()) == 31


def test_a_guess_is_not_written_unless_somebody_agrees(empty: Path, run: Run) -> None:
    given = sheet("id,date,title\na,2024-01-16,Ferry sinks\n")
    result = run("import", given)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-2:] == [
        "error: nothing was written: which column is what is a guess, and there is nobody to ask",
        "  add --yes if it is right; else say it: --map FIELD=COLUMN; --dry-run shows what it does",
    ]
    assert run("import", given, "--dry-run").code == 0
    assert run("import", given, "--yes").out == numbers(added=1)
    assert run("import", given).out == numbers(unchanged=1)


@pytest.mark.parametrize(("typed", "code", "written"), [("y\n", 0, 1), ("n\n", 1, 0), ("", 130, 0)])
def test_somebody_is_asked(typed: str, code: int, written: int, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = sheet("id,date,title\na,2024-01-16,Ferry sinks\n")
    result = seated(monkeypatch, "import", given, typed=typed)
    assert result.code == code
    assert len([*empty.glob("2024/*")]) == written
    assert "1 added" in result.err


def test_a_mapping_is_kept_and_used_again(empty: Path, run: Run) -> None:
    result = run("import", sheet(), *MAPS, "--save-mapping", "m.toml", "-n")
    assert "the mapping is in m.toml" in result.err
    assert 'date = "When"' in Path("m.toml").read_text(encoding="utf-8")
    assert run("import", "harbour.csv", "--mapping", "m.toml").out == numbers(added=3)
    assert run("import", "harbour.csv", *MAPS, "--save-mapping", "m.toml").code == 0
    refused = run("import", "harbour.csv", "--map", "title=What", "--map", "date=When", "--save-mapping", "m.toml")
    assert refused.code == 2
    assert "m.toml is there, and holds something else" in refused.err
    for name in ("", "-"):
        assert "--save-mapping names no file" in run("import", "harbour.csv", *MAPS, "--save-mapping", name).err
    within = run("import", "harbour.csv", *MAPS, "--save-mapping", "events/m.toml")
    assert "events/m.toml lies in a chronology" in within.err
    assert run("import", "harbour.csv", *MAPS, "--save-mapping", "events/_m.toml").code == 0


def test_a_given_mapping_adds_to_a_kept_one(empty: Path, run: Run) -> None:
    run("import", sheet(), *MAPS, "--save-mapping", "m.toml")
    result = run("import", "harbour.csv", "--mapping", "m.toml", "--map", "tag=Where")
    assert result.out.endswith(numbers(changed=3))
    assert run("list", "tag:Samos", "--count").out == "2\n"


def test_columns_that_nobody_names_are_left_out_or_kept(empty: Path, run: Run) -> None:
    maps = ("--map", "title=What", "--map", "date=When")
    result = run("import", sheet(), *maps, "-n")
    assert "3 columns left out: No, Where and Source" in result.err
    assert "no column is the key: a revised row will be one gone and one added; --map key=COLUMN" in result.err
    assert run("import", "harbour.csv", *maps, "--rest").out == numbers(added=3)
    assert run("list", "ferry", "--columns", "x.where", "-f", "tsv").out == "x.where\nSamos\n"


def test_a_revised_row_without_a_key_is_one_gone_and_one_added(empty: Path, run: Run) -> None:
    maps = ("--map", "title=What", "--map", "date=When")
    run("import", sheet(), *maps)
    result = run("import", sheet(SHEET.replace("Ferry sinks", "Ferry founders")), *maps)
    assert result.out.endswith(numbers(added=1, unchanged=2, gone=1))


def test_the_set_has_a_name(empty: Path, run: Run) -> None:
    run("import", sheet(), *MAPS)
    other = run("import", sheet(name="later.csv"), *MAPS)
    assert other.code == 2
    assert other.err.splitlines()[-2:] == [
        'error: these rows are here already, of the set "harbour"',
        '  write --name harbour if this is its next revision, or --name "later" if it is another set',
    ]
    assert run("import", "later.csv", *MAPS, "--name", "harbour").out == numbers(unchanged=3)
    assert run("import", "later.csv", *MAPS, "--name", "later", "-n").out == numbers(added=3)
    assert run("import", sheet(SHEET.replace("\n1,", "\n7,").replace("\n2,", "\n8,"), "new.csv"), *MAPS).code == 0


def test_several_files_are_one_set_with_a_name(empty: Path, run: Run) -> None:
    first, second = (
        sheet(SHEET.partition("3,")[0], "a.csv"),
        sheet("No,When,What\n3,02/02/2024,Harbour reopens\n", "b.csv"),
    )
    assert "several files are one set of data, and it has no name" in run("import", first, second, *MAPS).err
    assert run("import", first, second, *MAPS, "--name", "harbour").out == numbers(added=3)
    assert run("import", sheet(), *MAPS).out == (
        'harbour.csv:4: changed 2024-02-02-harbour-reopens: places: nothing -> ["Samos"]; sources\n'
        + numbers(changed=1, unchanged=2)
    )


def test_one_file_that_cannot_be_read_stops_no_other(empty: Path, run: Run) -> None:
    sheet()
    result = run("import", "harbour.csv", sheet("", "empty.csv"), "missing.csv", *MAPS, "--name", "harbour")
    assert result.code == 3
    assert result.out == numbers(added=3)
    assert "error: empty.csv is empty" in result.err
    assert "error: missing.csv cannot be read" in result.err
    result = run("import", sheet(SHEET.partition("3,")[0]), "empty.csv", *MAPS, "--name", "harbour")
    assert result.out == numbers(unchanged=2)
    assert run("import", "empty.csv", "missing.csv", "--name", "x").code == 3


def test_files_of_different_kinds_are_no_one_set(empty: Path, run: Run) -> None:
    Path("x.jsonl").write_text('{"title": "A", "date": "2024"}\n', encoding="utf-8")
    assert "these files are of different kinds" in run("import", sheet(), "x.jsonl", "--name", "x").err


def test_a_part_of_the_set_makes_nothing_gone(empty: Path, run: Run) -> None:
    run("import", sheet(), *MAPS)
    part = sheet(SHEET.partition("3,")[0])
    assert run("import", part, *MAPS, "--partial").out == numbers(unchanged=2)
    assert run("import", sheet(SHEET.partition("3,")[0], "harbour.refused.csv"), *MAPS).out == numbers(unchanged=2)
    assert run("import", part, *MAPS).out.endswith(numbers(unchanged=2, gone=1))


def test_stdin_says_its_format(empty: Path, run: Run) -> None:
    refused = run("import", "-", *MAPS, stdin=SHEET)
    assert refused.code == 2
    assert "--as names it" in refused.err
    assert run("import", "-", "--as", "csv", "--name", "harbour", *MAPS, stdin=SHEET).out == numbers(added=3)


def test_the_column_settles_the_order_of_days_and_months_or_the_person(empty: Path, run: Run) -> None:
    maps = ("--map", "date=d", "--map", "title=t")
    given = sheet("d,t\n03/04/2024,A\n05/06/2024,B\n")
    result = run("import", given, *maps)
    assert result.code == 3
    assert "--date-order" in result.err
    assert run("import", given, *maps, "--date-order", "mdy").out == numbers(added=2)
    assert run("list", "--columns", "date", "-f", "tsv").out == "date\n2024-03-04\n2024-05-06\n"
    both = run("import", sheet("d,t\n13/04/2024,A\n05/16/2024,B\n", "other.csv"), *maps)
    assert (both.code, both.out) == (3, "")


def test_refused_rows_are_kept_and_come_in_once_they_are_mended(empty: Path, run: Run) -> None:
    result = run("import", sheet(SHEET + "4,in spring,Inquiry,,ERT\n"), *MAPS)
    assert (result.code, result.out.splitlines()[-1]) == (1, numbers(added=3, refused=1)[:-1])
    kept = Path("harbour.refused.csv")
    assert f"refused rows are in {kept}: mend them there, and import it with the same flags" in result.err
    text = kept.read_text(encoding="utf-8")
    assert text.splitlines()[0] == "No,When,What,Where,Source,refused because"
    kept.write_text(text.replace("4,in spring", "4,spring 2024"), encoding="utf-8")
    assert run("import", str(kept), *MAPS).out == numbers(added=1)
    again = run("import", sheet(SHEET + "4,in spring,Inquiry,,ERT\n"), *MAPS)
    assert again.code == 3
    assert "harbour.refused.csv holds something else than rows of this input that were refused" in again.err
    assert run("import", "harbour.csv", *MAPS, "--refused", "other.csv").code == 1
    assert "4,in spring" in Path("other.csv").read_text(encoding="utf-8")


def test_refused_rows_of_stdin_and_of_a_calendar_are_kept_only_where_a_path_says(empty: Path, run: Run) -> None:
    given = ("import", "-", "--as", "csv", "--name", "x", "--map", "date=d", "--map", "title=t")
    assert run(*given, stdin="d,t\nspring,A\n").code == 1
    assert [*Path().glob("*.csv")] == []
    assert run(*given, "--refused", "r.csv", stdin="d,t\nspring,A\n").code == 1
    assert Path("r.csv").exists()
    slides = {
        "events": [{"start_date": {"year": "2024"}, "text": {"headline": "A"}}],
        "title": {"text": {"headline": "T"}},
    }
    Path("t.json").write_text(json.dumps(slides), encoding="utf-8")
    result = run("import", "t.json")
    assert (result.code, result.out.splitlines()[-1]) == (1, numbers(added=1, refused=1)[:-1])
    assert "not an event: title row" in result.out
    assert [*Path().glob("t.refused*")] == []


def test_where_refused_rows_cannot_be_kept_the_others_are_written(empty: Path, run: Run) -> None:
    given = sheet("d,t\nspring,A\n2024,B\n")
    result = run("import", given, "--map", "date=d", "--map", "title=t", "--refused", "no/such.csv")
    assert (result.code, result.out.splitlines()[-1]) == (3, numbers(added=1, refused=1)[:-1])
    assert "no/such.csv cannot be written" in result.err


def test_records_are_taken_as_they_are(empty: Path, run: Run) -> None:
    for words in (
        ["2024: A", "--source", "BBC, citing AP"],
        ["2025: B", "--link", "follows:2024-a", "--actor", "C:agent"],
    ):
        assert run("-q", "add", *words).code == 0
    before = run("list", "-f", "json").out
    Path("all.json").write_text(before, encoding="utf-8")
    assert run("import", "all.json").out == numbers(unchanged=2)
    Path("other.json").write_text(before.replace('"A"', '"D"').replace("BBC", "CNN"), encoding="utf-8")
    assert run("import", "other.json").out.splitlines() == [
        "other.json:2 (event 1): conflict 2024-a: it is here with other title: `timeline edit` changes it",
        numbers(unchanged=1, conflicts=1)[:-1],
    ]
    assert run("-q", "rm", "2024-a", "2025-b").code == 0
    assert run("import", "all.json").out == numbers(added=2)
    assert run("import", "all.json").out == numbers(unchanged=2)
    assert [*map(without_import, json.loads(run("list", "-f", "json").out))] == json.loads(before)
    Path("all.json").write_text(
        '[{"title": "A", "date": "2024"}, {"title": "B", "date": "2025", "status": "x"}, '
        '{"title": "A", "date": "2024"}, {"title": "C", "title": "D", "date": "2024"}]',
        encoding="utf-8",
    )
    (empty / "own.toml").write_text('title = "Own"\ndate = 2023\nx.import = "by hand"\n', encoding="utf-8")
    result = run("import", "all.json", "--name", "twice")
    assert result.out.splitlines()[-1] == numbers(added=2, refused=2)[:-1]
    assert Path("all.refused.jsonl").exists()


def without_import(event: dict[str, Any]) -> dict[str, Any]:
    """The event as it was before it was taken in."""
    assert event["x"].pop("import")["set"] == "all"
    event["written"].remove("x")
    del event["x"]
    return event


def test_where_nothing_is_mapped_no_flag_says_how(empty: Path, run: Run) -> None:
    Path("a.jsonl").write_text('{"title": "A", "date": "2024"}\n', encoding="utf-8")
    refused = run("import", "a.jsonl", "--rest", "--date-order", "dmy")
    assert refused.code == 2
    assert refused.err == "error: these are events already: no column is mapped\n  leave out --rest and --date-order\n"
    assert run("import", "a.jsonl").out == numbers(added=1)
    turned = run(
        "import", "a.jsonl", "--name", "turned", "--map", "title=title", "--map", "date=date", "--map", "tag=title"
    )
    assert turned.out == numbers(added=1)
    assert run("list", "tag:A", "--count").out == "1\n"
    run("-q", "export", "-o", "a.csv")
    assert "an export of ours that comes back" in run("import", "a.csv", "--date-order", "dmy").err
    mapped = run("import", "a.csv", "--name", "b", "--map", "title=title", "--map", "date=date")
    assert mapped.out == numbers(added=2)


def test_a_mapping_that_names_less_takes_nothing_away(empty: Path, run: Run) -> None:
    assert run("import", sheet(), *MAPS, "--map", "tag=Where", "--rest").out == numbers(added=3)
    assert run("import", "harbour.csv", *MAPS[:6]).out == numbers(unchanged=3)
    assert run("import", sheet(SHEET.replace("Samos,", ",")), *MAPS[:6]).out == numbers(unchanged=3)
    less = run("import", "harbour.csv", *MAPS[:8])
    assert "places: " in less.out
    assert less.out.endswith(numbers(changed=2, unchanged=1))


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("ics", "x.ics"),
        ("markwhen", "x.mw"),
        ("timelinejs", "x.json"),
        ("timesketch", "x.csv"),
        ("geojson", "x.geojson"),
    ],
)
def test_what_was_written_here_and_comes_back_is_not_added_again(form: str, name: str, real: Path, run: Run) -> None:
    assert run("export", "-f", form, "-o", name).code == 0
    result = run("import", name)
    assert (result.code, result.out) == (0, numbers(unchanged=6))
    run("-q", "edit", "north-korean", "--title", "Something else")
    result = run("import", name)
    assert (result.code, result.out.splitlines()[-1]) == (1, numbers(unchanged=5, conflicts=1)[:-1])
    assert "it is here with other " in result.out
