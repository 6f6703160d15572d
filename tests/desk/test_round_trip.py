"""An exported spreadsheet that comes back: an edited cell changes that field alone, and nothing else is touched."""

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import Run
from event_strategies import EVENTS
from newsroom import begun, git
from samples import SECRET, fill
from timeline import app, formats
from timeline.cli.session import RunOptions, Session
from timeline.desk import identity, round_trip
from timeline.desk.verdict import Verdict, counts
from timeline.errors import UsageError
from timeline.eventfile import reader, writer
from timeline.formats import Carried
from timeline.model.event import Event
from timeline.tables import sheets
from timeline.tables.input_table import InputRow, InputTable
from timeline.toml.parser import parse_toml, same

EVERYTHING, FORMULA, SECRETIVE = "2024-01-04-everything", "2024-01-03-formula", "2024-01-05-secret"
Cells = Mapping[str, Any]


def session(root: Path | str = ".") -> Session:
    return Session(RunOptions(date(2024, 11, 20), cwd=str(root)), app.COMMANDS)


def exported(at: Session, name: str = "xlsx", of: Any = "events") -> InputTable:
    """What is read of an export of all."""
    form: Any = formats.named(name, does="export")
    blobs = {at.chronology.shown(path): blob for path, blob in at.chronology.tree.blobs.items()}
    pieces = form.export(at.chronology.events().entries, Carried(of, lambda entry: blobs[entry.path]))
    data = b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
    table: InputTable = form.read(data, f"desk.{name}")
    return table


def with_cells(table: InputTable, changed: Mapping[str, Cells | None], *more: Cells) -> InputTable:
    """The table with other cells by the ID of a row, without the rows that are None, and with more rows."""
    key = "event" if "event" in table.columns else "id"
    rows = [
        row._replace(
            cells={c: v for c, v in {**row.cells, **(changed.get(row.cells.get(key, "")) or {})}.items() if v != ""}
        )
        for row in table.rows
        if changed.get(row.cells.get(key, ""), {}) is not None
    ]
    rows += [InputRow(cells, f"desk:{n}") for n, cells in enumerate(more, 100)]
    columns = dict.fromkeys([*table.columns, *(column for row in rows for column in row.cells)])
    return table._replace(columns=tuple(columns), rows=rows)


def judged(table: InputTable, *, is_part: bool = False) -> list[Verdict]:
    assert round_trip.is_ours(table)
    return round_trip.compared(session("events"), table, is_part=is_part)


def fates(found: list[Verdict]) -> dict[str, int]:
    return {fate: n for fate, n in counts(found).items() if n}


def only(found: list[Verdict], fate: str) -> Verdict:
    (one,) = [verdict for verdict in found if verdict.fate == fate]
    return one


@pytest.fixture
def desk(empty: Path) -> InputTable:
    """A workbook of events that want to break every format."""
    fill(empty)
    return exported(session("events"))


QUOTED = Event(title="'=1", date="2024-11-17", summary="''+1", x={"\t": "'-1", "\ufffe": 1})


def _is_in_cells(event: Event) -> bool:
    """Whether the ids of its sources are such as a cell can hold."""
    ids = [source.id for source in event.sources]
    return len({*ids}) == len(ids) and all(sheets.plain_text(id_).strip() == id_ for id_ in ids)


@given(
    events=st.lists(EVENTS.filter(_is_in_cells), min_size=3, max_size=3), form=st.sampled_from(["xlsx", "csv", "tsv"])
)
@example(events=[QUOTED], form="csv")
@example(events=[QUOTED], form="tsv")
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_exported_changes_nothing_and_an_edit_that_field_alone(
    events: list[Event], form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = begun(tmp_path_factory.mktemp("trip"))
    texts = {f"e{n}": writer.render(event) for n, event in enumerate(events)}
    texts = {id_: text for id_, text in texts.items() if reader.read(text.encode(), "a", "")[0]}
    for id_, text in texts.items():
        (root / f"{id_}.toml").write_bytes(text.encode())
    at = session(root)
    table = exported(at, form)
    assert [(v.said, v.fate) for v in round_trip.compared(at, table, is_part=False)] == [("", "unchanged")] * len(texts)
    edited = with_cells(table, {id_: {"title": "Another", "x.new": "17"} for id_ in texts})
    for verdict in round_trip.compared(at, edited, is_part=False):
        assert verdict.said.endswith(' -> "Another"; x.new: nothing -> 17')
        assert verdict.seen == texts[verdict.id]
        before, after = (parse_toml(text.encode()) for text in (verdict.seen, verdict.text))
        assert same(after, {**before, "title": "Another", "x": {**before.get("x", {}), "new": 17}})
    shutil.rmtree(root)


@pytest.mark.parametrize("form", ["xlsx", "csv", "tsv"])
def test_nothing_changes_where_nothing_is_edited(form: str, desk: InputTable) -> None:
    table = exported(session("events"), form)
    assert fates(judged(table)) == {"unchanged": 9}
    if not table.sources:
        assert fates(judged(exported(session("events"), form, "sources"))) == {"unchanged": 6}


@pytest.mark.parametrize(
    ("cells", "path", "value"),
    [
        ({"status": "confirmed"}, ("status",), "confirmed"),
        ({"status": ""}, ("status",), None),
        ({"seq": 4}, ("seq",), 4),
        ({"date": "2024-01-04"}, ("date",), date(2024, 1, 4)),
        ({"date": date(2024, 1, 4)}, ("date",), date(2024, 1, 4)),
        ({"date": "4 January 2024", "date_text": "that day"}, ("date_text",), "that day"),
        ({"tags": "a; b"}, ("tags",), ["a", "b"]),
        ({"tags": "=1"}, ("tags",), ["=1"]),
        ({"actors": "B ; C:agent"}, ("actors",), ["B", {"name": "C", "role": "agent"}]),
        ({"figures": "killed=4"}, ("figures",), [{"what": "killed", "value": 4}]),
        ({"x.case": 18.0}, ("x", "case"), 18),
        ({"x.who.name": '"17"'}, ("x", "who", "name"), "17"),
        ({"x.my own": "words"}, ("x", "my own"), "words"),
        ({"x.case": ""}, ("x", "case"), None),
        ({"summary": "One.\n\nTwo."}, ("summary",), "One.\n\nTwo."),
    ],
)
def test_an_edited_cell(cells: Cells, path: tuple[str, ...], value: Any, desk: InputTable) -> None:
    found = judged(with_cells(desk, {EVERYTHING: cells}))
    assert fates(found) == {"changed": 1, "unchanged": 8}
    verdict = only(found, "changed")
    assert verdict.id == EVERYTHING
    before, after = (parse_toml(text.encode()) for text in (verdict.seen, verdict.text))
    held: Any = after
    for step in path:
        held = held.get(step) if isinstance(held, dict) else None
    assert held == value
    differing = {key for key in before | after if before.get(key) != after.get(key)}
    assert differing <= {path[0], *cells}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"earliest": "2024-01-01"}, "earliest is computed: edit date instead"),
        (
            {"sourcing": "", "figures.cost": 7},
            "sourcing is computed: edit sources instead; figures.cost is computed: edit figures instead",
        ),
        ({"sources": "Reuters"}, "sources is computed: edit the sheet sources instead"),
        ({"sources": '"Reuters'}, "sources is computed: edit the sheet sources instead"),
        ({"title": ""}, "the title is empty; to take an event away: `timeline rm`"),
        ({"status": "sure"}, 'status: "sure" is no status; one of'),
        ({"date": "someday"}, "date: "),
        ({"links": "follows:2024-01-01-markup; nothing"}, 'links: "nothing" is no link'),
        ({"x.case.deep": "1"}, "this edit would not survive"),
        ({"rev": "0123456789" * 4}, None),
    ],
)
def test_a_cell_that_is_no_edit(cells: Cells, said: str | None, desk: InputTable) -> None:
    found = judged(with_cells(desk, {EVERYTHING: cells}))
    if said is None:  # nobody has that state: a cell as it is now is none the less no edit
        assert fates(found) == {"unchanged": 9}
        return
    verdict = only(found, "refused")
    assert verdict.said.startswith(said)
    assert (verdict.id, verdict.text, verdict.row is not None) == (EVERYTHING, "", True)


def test_what_is_withheld_is_not_touched(desk: InputTable) -> None:
    assert SECRET not in str(desk)
    found = judged(
        with_cells(desk, {SECRETIVE: {"figures": '{ what = "paid", value = 6, according_to = ["withheld-1"] }'}})
    )
    verdict = only(found, "changed")
    assert verdict.text == verdict.seen.replace("value = 5", "value = 6")
    sources = desk.sources
    assert sources
    edited = with_cells(sources, {SECRETIVE: {"title": "Its front page"}})
    verdict = only(judged(desk._replace(sources=edited)), "changed")
    assert verdict.said == "title of the source paper"
    assert verdict.text == verdict.seen.replace('id = "paper"\n', 'id = "paper"\ntitle = "Its front page"\n')


def test_rows_of_sources(desk: InputTable) -> None:
    sources = desk.sources
    assert sources
    more = {"event": EVERYTHING, "publisher": "Reuters", "published": "5 January 2024", "cites": "s2", "seen": "FALSE"}
    rows = [
        row._replace(cells={**row.cells, "quote": "It is so.", "grade": ""})
        for row in sources.rows
        if row.cells["id"] == "s1"
    ]
    others = [row for row in sources.rows if row.cells["event"] != EVERYTHING]
    edited = sources._replace(
        rows=[*others, *rows, InputRow(more, "desk:9"), InputRow({"event": EVERYTHING}, "desk:10")]
    )
    verdict = only(judged(desk._replace(sources=edited)), "changed")
    assert verdict.said == "quote and grade of the source s1; source s2 taken out; source Reuters added"
    held = parse_toml(verdict.text.encode())["sources"]
    assert [(s.get("id"), s.get("quote"), s.get("grade")) for s in held] == [
        ("s1", "It is so.", None),
        (None, None, None),
    ]
    assert held[1] == {"publisher": "Reuters", "published": date(2024, 1, 5), "cites": ["s2"], "seen": False}
    gone = sources._replace(rows=[row for row in sources.rows if row.cells["event"] != "2022-02-24-ukrainian"])
    assert "sources" not in parse_toml(only(judged(desk._replace(sources=gone)), "changed").text.encode())
    Path("events", f"{EVERYTHING}.toml").write_text(verdict.text, encoding="utf-8")
    again = judged(
        desk._replace(sources=sources._replace(rows=[*sources.rows, InputRow(more, "desk:9")])), is_part=True
    )
    assert only(again, "conflicts").text == ""  # it is there already
    twice = sources._replace(rows=[*sources.rows, sources.rows[0]])
    assert only(judged(desk._replace(sources=twice)), "refused").said.startswith("two rows have the source")
    strange = sources._replace(rows=[*sources.rows, InputRow({"event": "2024-x", "name": "A"}, "desk:11")])
    assert (
        only(judged(desk._replace(sources=strange)), "refused").said == 'no row of the sheet events has the id "2024-x"'
    )


def test_lines_of_sources_become_tables_once_one_is_edited(desk: InputTable) -> None:
    sources = exported(session("events"), "csv", "sources")
    edited = with_cells(sources, {"2023-chinese": {"stance": "denies"}})
    verdict = only(judged(edited), "changed")
    assert [one["stance"] for one in parse_toml(verdict.text.encode())["sources"]] == ["denies", "denies"]
    unknown = with_cells(sources, {}, {"event": "2024-x", "rev": "", "name": "A"})
    assert only(judged(unknown), "refused").said.startswith("title is missing")


def test_a_line_of_sources_may_be_added_in_csv(desk: InputTable) -> None:
    table = exported(session("events"), "csv")
    lines = "Українська правда, citing Генштаб"
    verdict = only(judged(with_cells(table, {"2022-02-24-ukrainian": {"sources": f"{lines} ; BBC"}})), "changed")
    assert verdict.said == "source BBC added"
    assert parse_toml(verdict.text.encode())["sources"] == [lines, "BBC"]
    for cell in ("BBC", f"{lines} ; {{ name = 1 }}", '"BBC'):
        verdict = only(judged(with_cells(table, {"2022-02-24-ukrainian": {"sources": cell}})), "refused")
        assert verdict.said == "sources: only a line at the end may be added here; in xlsx each source has a row"


def test_what_a_program_rewrites_in_csv_is_left_as_it_is(run: Run, empty: Path) -> None:
    text = 'title = "007"\ndate = 2024-11-17\ntags = ["true"]\nsummary = "12345678901234567890"\nx.day = "2024-11"\n'
    (empty / "a.toml").write_text(text, encoding="utf-8")
    cells = {"title": "7", "date": "17/11/24", "tags": "TRUE", "summary": "1.23457E+19", "x.day": "Nov-24"}
    table = with_cells(exported(session("events"), "csv"), {"a": cells})
    assert fates(judged(table)) == {"unchanged": 1}
    for edit in ({"title": "8"}, {"date": "2024-11-18"}, {"date": "17/11/24 x"}, {"x.day": "2024-12"}):
        assert "unchanged" not in fates(judged(with_cells(table, {"a": edit})))
    text = "".join(",".join(str(cell) for cell in row) + "\n" for row in [table.columns, table.rows[0].cells.values()])
    Path("desk.csv").write_text(text, encoding="utf-8")
    done = run("import", "desk.csv", "--dry-run")
    assert "note: 5 cells as a program rewrote them, 007 as 7: what is here stays" in done.err


def test_a_later_edit_here_is_a_conflict_only_in_the_same_cell(desk: InputTable) -> None:
    root = Path("events")
    git("init", "-q", at=root)
    git("add", "-A", at=root)
    git("commit", "-qm", "as exported", at=root)
    path = root / f"{EVERYTHING}.toml"
    now = (
        path.read_text(encoding="utf-8").replace('"disputed"', '"refuted"').replace('tags = ["b", "a"]', 'tags = ["c"]')
    )
    path.write_text(now.replace('title = "A report"', 'title = "Its report"'), encoding="utf-8")
    clash = only(judged(with_cells(desk, {EVERYTHING: {"status": "sure"}})), "conflicts")
    assert clash.said == 'status: "refuted" here, in the input "sure"; what is here stays'
    (root / f"{FORMULA}.toml").write_text('title = "Another"\ndate = 2024\n', encoding="utf-8")
    sources = desk.sources
    assert sources
    rows = with_cells(sources, {EVERYTHING: {"title": "Report"}})
    table = with_cells(desk, {EVERYTHING: {"status": "confirmed", "tags": "c;", "kind": "state"}})._replace(
        sources=rows
    )
    verdict = only(judged(table), "conflicts")
    assert verdict.said.split("; ") == [
        'kind: "statement" -> "state"',
        "title of the source s2",
        'status: "refuted" here, in the input "confirmed"',
        "title of the source s1, otherwise here",
        "what is here stays",
    ]
    held = parse_toml(verdict.text.encode())
    assert (held["kind"], held["status"], held["tags"]) == ("state", "refuted", ["c"])
    path.write_text(now.partition("[[sources]]")[0] + '[[sources]]\nid = "s2"\nname = "an aide"\n', encoding="utf-8")
    rows = sources._replace(
        rows=[row._replace(cells={**row.cells, "title": "Z"}) for row in sources.rows if row.cells["id"] != "s2"]
    )
    verdict = only(judged(desk._replace(sources=rows)), "conflicts")
    assert "the source s1, which is gone here; the source s2, which has no row any more; what is" in verdict.said
    shutil.rmtree(root / ".git")
    assert fates(judged(desk)) == {"conflicts": 2, "unchanged": 7}


def test_rows_that_are_of_no_event(desk: InputTable) -> None:
    found = judged(
        with_cells(
            desk,
            {EVERYTHING: {"id": "2024-01-04-renamed"}, FORMULA: {"id": SECRETIVE}},
            {"id": "no such/name", "title": "A", "date": "2024"},
            {"id": SECRETIVE, "title": "Somebody"},
        )
    )
    assert sorted(verdict.said.partition("; a new")[0] for verdict in found if verdict.fate == "refused") == [
        '"no such/name" can be no ID: leave it empty',
        f"{SECRETIVE} has a row already",
        f"{SECRETIVE} has a row already",
        f"its rev is that of {FORMULA}: an id is not changed here; `timeline mv` does",
        f"its rev is that of {EVERYTHING}: an id is not changed here; `timeline mv` does",
    ]
    of_sources = with_cells(exported(session("events"), "csv", "sources"), {EVERYTHING: {"event": "2024-x"}})
    assert f"its rev is that of {EVERYTHING}" in only(judged(of_sources), "refused").said


def test_new_rows_and_rows_that_are_gone(desk: InputTable) -> None:
    new = {
        "title": "A new one",
        "date": "5 March 2024",
        "tags": "a ; b",
        "x.in.case": 5,
        "sources": "BBC ; Reuters",
        "latest": "old",
        "ours": "?",
    }
    wished = {
        "id": "2024-03-06-wished",
        "title": "B",
        "date": date(2024, 3, 6),
        "x.in": "no table",
        "figures": "killed=2",
        "figures.killed": 2,
    }
    sources = desk.sources
    assert sources
    rows = with_cells(sources, {}, {"event": "2024-03-06-wished", "name": "A witness"})
    wrong: list[Cells] = [
        {"date": "2024"},
        {"title": "C", "date": "someday"},
        {"title": "D", "date": "2024", "figures.killed": 2},
        {"title": "E", "date": "2024", "sources": '"BBC'},
    ]
    table = with_cells(desk, {FORMULA: None, "2023-chinese": None}, new, wished, *wrong)._replace(sources=rows)
    found = judged(table)
    assert fates(found) == {"added": 2, "unchanged": 7, "gone": 2, "refused": 4}
    assert [v.said.partition(";")[0] for v in found if v.fate == "refused"] == [
        "title is missing",
        'date: "someday" is not understood as a date',
        "figures.killed is computed",
        'sources: "BBC is not closed',
    ]
    first, second = (verdict for verdict in found if verdict.fate == "added")
    assert parse_toml(first.text.encode()) == {
        "title": "A new one",
        "date": date(2024, 3, 5),
        "tags": ["a", "b"],
        "x": {"in": {"case": 5}},
        "sources": [{"id": "bbc", "publisher": "BBC"}, {"id": "reuters", "publisher": "Reuters"}],
    }
    assert (first.id, second.id) == ("2024-03-05-a-new-one", "2024-03-06-wished")
    assert "A witness" in second.text
    for verdict in (first, second):
        Path("events", f"{verdict.id}.toml").write_text(verdict.text, encoding="utf-8")
    again = judged(table)
    assert fates(again) == {"unchanged": 9, "gone": 2, "refused": 4}
    (other,) = (v for v in judged(with_cells(table, {}, {**new, "status": "confirmed"})) if v.fate == "conflicts")
    assert other.said == "2024-03-05-a-new-one is this event, with other status: edit its row"
    assert "gone" not in fates(judged(table, is_part=True))
    few = table._replace(rows=table.rows[:2], sources=None)
    assert "gone" not in fates(judged(few))


@pytest.mark.parametrize("form", ["xlsx", "csv", "tsv"])
def test_another_chronology_takes_all_in_under_their_ids(form: str, desk: InputTable, tmp_path: Path) -> None:
    twice = 'sources = [{ id = "a", url = "https://a.example" }, { id = "b", url = "https://a.example" }]'
    for name in ("2024-twice", "2024-twice-2"):
        Path("events", f"{name}.toml").write_text(f'title = "A"\ndate = 2024\n{twice}\n', encoding="utf-8")
    table, there = exported(session("events"), form), session(begun(tmp_path / "elsewhere"))
    found = round_trip.compared(there, table, is_part=False)
    assert {verdict.fate for verdict in found} == {"added"}
    for verdict in found:
        (tmp_path / "elsewhere" / f"{verdict.id}.toml").write_text(verdict.text, encoding="utf-8")
    there = session(tmp_path / "elsewhere")
    assert fates(round_trip.compared(there, table, is_part=False)) == {"unchanged": len(table.rows)}
    cells, held = (
        [{**row.cells, "rev": "", "sourcing": "", "class": ""} for row in each.rows if row.cells["id"] != SECRETIVE]
        for each in (exported(there, form), table)
    )
    assert cells == held


def test_an_event_that_was_renamed_or_cannot_be_read(desk: InputTable, run: Run) -> None:
    run("mv", FORMULA, "2024-01-03-renamed", "-q")
    Path("events", f"{EVERYTHING}.toml").write_text("title = ", encoding="utf-8")
    found = judged(with_cells(desk, {FORMULA: {"summary": "More."}}))
    assert (only(found, "conflicts").id, only(found, "refused").id) == ("2024-01-03-renamed", EVERYTHING)
    assert "cannot be read; `timeline check` says why" in only(found, "refused").said


def test_a_row_that_the_reader_refuses(desk: InputTable) -> None:
    table = exported(session("events"), "csv")
    rows = [table.rows[0]._replace(refused="it has 99 cells"), *table.rows[1:]]
    assert only(judged(table._replace(rows=rows)), "refused").said == "it has 99 cells"


def test_a_long_text_is_edited_in_its_file(empty: Path) -> None:
    (empty / "a.toml").write_text(f'title = "A"\ndate = 2024\nsummary = "{"long " * 9000}"\n', encoding="utf-8")
    table = exported(session("events"))
    assert fates(judged(table)) == {"unchanged": 1}
    assert (
        only(judged(with_cells(table, {"a": {"summary": "short"}})), "refused").said
        == "summary is too long for a cell: edit the file"
    )


def test_a_document_of_the_register_is_edited_there(empty: Path) -> None:
    (empty / "sources.toml").write_text('[doc]\ntitle = "A report"\npublisher = "BBC"\n', encoding="utf-8")
    (empty / "a.toml").write_text('title = "A"\ndate = 2024\nsources = [{ ref = "doc" }]\n', encoding="utf-8")
    table = exported(session("events"), "csv", "sources")
    said = only(judged(with_cells(table, {"a": {"title": "Other"}})), "refused").said
    assert said.startswith("title of the source ")
    assert said.endswith(" comes from sources.toml: edit it there")
    assert only(judged(with_cells(table, {"a": {"quote": "Yes."}})), "changed").text.count("Yes.") == 1


def test_what_imports_keep_is_in_no_cell_and_stays(empty: Path) -> None:
    held = 'title = "A"\ndate = 2024\nx.case = 1\nx.import = '
    (empty / "a.toml").write_text(held + '"mine"\n', encoding="utf-8")
    (empty / "b.toml").write_text(held + '{ set = "s", key = "1", seen = { title = "0" } }\n', encoding="utf-8")
    at = session("events")
    assert [*identity.known(at.chronology)] == [("s", "1")]
    table = exported(at)
    assert [column for column in table.columns if column.startswith("x.")] == ["x.case"]
    for verdict in judged(with_cells(table, {id_: {"x.case": 2, "x.import": ""} for id_ in "ab"})):
        assert verdict.text == verdict.seen.replace("x.case = 1", "x.case = 2")


def test_what_other_registers_brought_about_is_no_edit(desk: InputTable, run: Run) -> None:
    Path("events", "actors.toml").write_text('[bbc]\nname = "BBC"\n', encoding="utf-8")
    cells = {"sourcing": "2 origins: a witness / BBC", "class": "corroborated", "x.import": "mine"}
    verdict = only(judged(with_cells(desk, {EVERYTHING: {**cells, "lang": "de"}})), "changed")
    assert verdict.said == 'lang: "en" -> "de"'
    verdict = only(judged(with_cells(desk, {EVERYTHING: {"class": "sure"}})), "refused")
    assert verdict.said == "class is computed: edit sources instead"


def test_a_row_that_has_lost_its_rev_or_its_id(desk: InputTable) -> None:
    found = judged(with_cells(desk, {FORMULA: {"rev": "", "title": "Other"}, EVERYTHING: {"id": ""}}))
    assert [verdict.said.partition(":")[0] for verdict in found if verdict.fate == "refused"] == [
        f"its rev is that of {EVERYTHING}",
        f"{FORMULA} is here, and the row has no rev",
    ]
    of_sources = exported(session("events"), "csv", "sources")
    Path("events", f"{EVERYTHING}.toml").unlink()
    assert only(judged(of_sources), "refused").said.startswith("no event has this id, and none is changed here")
    with pytest.raises(UsageError, match="its column id or rev is gone or renamed"):
        round_trip.is_ours(desk._replace(columns=tuple(column for column in desk.columns if column != "id")))


def test_a_cell_of_a_source_that_cannot_be_read_is_named(desk: InputTable) -> None:
    assert desk.sources
    rows = with_cells(desk.sources, {SECRETIVE: {"grade": "Z9"}}, {"event": FORMULA, "name": "A", "grade": "Z8"})
    said = [v.said.partition('"')[0] for v in judged(desk._replace(sources=rows)) if v.fate == "refused"]
    assert sorted(said) == ["grade of the source A: ", "grade of the source paper: "]


def test_tables_that_are_not_ours() -> None:
    assert not round_trip.is_ours(InputTable(("id", "title"), []))
    assert not round_trip.is_ours(InputTable(("id", "rev"), [InputRow({"id": 1, "rev": 7}, "a:2")]))
    assert round_trip.is_ours(InputTable(("event", "rev"), [InputRow({"event": "a"}, "a:2")]))


def test_import_writes_what_is_edited(run: Run, real: Path) -> None:
    assert run("export", "-o", "desk.csv").code == 0
    rows = list(csv.DictReader(io.StringIO(Path("desk.csv").read_text(encoding="utf-8"), newline="")))
    rows[0]["status"] = "confirmed"
    with Path("desk.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, [*rows[0]])
        out.writeheader()
        out.writerows(rows)
    done = run("import", "desk.csv")
    assert done.out == (
        f'desk.csv:2: changed {rows[0]["id"]}: status: "reported" -> "confirmed"\n'
        "0 added, 1 changed, 5 unchanged, 0 gone, 0 refused, 0 conflicts\n"
    )
    assert run("show", rows[0]["id"], "-f", "csv", "--columns", "status").out == "status\r\nconfirmed\r\n"
    assert (
        run("import", "desk.csv", "--dry-run").out
        == "0 added, 0 changed, 6 unchanged, 0 gone, 0 refused, 0 conflicts\n"
    )


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_through_libreoffice_an_edit_comes_through_and_nothing_else_changes(run: Run, empty: Path) -> None:
    fill(empty)
    run("export", "-o", "desk.xlsx")
    with zipfile.ZipFile("desk.xlsx") as parts, zipfile.ZipFile("edited.xlsx", "w") as edited:
        for name in parts.namelist():
            edited.writestr(name, parts.read(name).replace(b"Everything that an event can hold", b"All of it"))
    office = f"-env:UserInstallation={Path('office').resolve().as_uri()}"
    words = ["soffice", office, "--headless", "--convert-to", "xlsx", "--outdir", "out", "edited.xlsx"]
    subprocess.run(words, check=True, capture_output=True)
    said = run("import", "out/edited.xlsx", "--dry-run").out.splitlines()
    assert said == [
        f'out/edited.xlsx:9 (events): changed {EVERYTHING}: title: "Everything that an event can hold" -> "All of it"',
        "0 added, 1 changed, 8 unchanged, 0 gone, 0 refused, 0 conflicts",
    ]
