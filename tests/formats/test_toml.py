from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from event_strategies import EVENTS
from samples import SECRET, fill, same_as_golden
from timeline.eventfile import reader
from timeline.formats import Carried, toml
from timeline.model.event import Event, replace
from timeline.model.register import Register
from timeline.records import build, record
from timeline.records.entry import Entry
from timeline.text.folding import composed

EMPTY = Register.build()[0]


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    out = run("export", "-f", "toml").out
    assert same_as_golden("toml.toml", out, update=update)
    assert SECRET.casefold() not in out.casefold()
    table = toml.read(out.encode(), "a.toml")
    assert table.is_of_records
    assert [row.place for row in table.rows[:2]] == ["a.toml:1 (event 1)", "a.toml:22 (event 2)"]
    assert [row.cells["id"] + "\n" for row in table.rows] == run("list", "-f", "ids").out.splitlines(keepends=True)


def test_one_event_is_the_text_of_its_file(run: Run, empty: Path) -> None:
    fill(empty)
    text = 'title = "A"\ndate = 2022-02-24\nactors = [\n  "B",\n]\nx.c = 1\n\n[[sources]]\nid = "d"\nname = "D"\n'
    text += '\n[[reviews]]\nby = "E"\non = 2025-03-03\nof = "0123456789abcdef"\n'
    (empty / "2022-02-24-a.toml").write_text(text, encoding="utf-8")
    assert run("export", "title:A", "--on", "2022", "-o", "a.toml").err == "1 event written to a.toml\n"
    assert Path("a.toml").read_text(encoding="utf-8") == text
    run("export", "nothing-like-it", "-o", "none.toml")
    assert Path("none.toml").read_bytes() == b""


@settings(max_examples=15)
@given(st.lists(EVENTS, min_size=1, max_size=2))
def test_it_reads_back(events: list[Event]) -> None:
    """Every field, as JSON has it."""
    raws = [build.record(event, EMPTY).json() for event in events]
    entries = [Entry("a", "b", event.date, partial(bytes, raw)) for event, raw in zip(events, raws, strict=True)]
    text = "".join(toml.export(entries, Carried()))
    tables = [dict(row.cells) for row in toml.read(text.encode(), "a.toml").rows]
    assert [table.pop("id", "a") for table in tables] == ["a"] * len(events)
    for table, raw in zip(tables, raws, strict=True):
        shown = record.read(raw)
        kept = {key: getattr(shown, key) for key in Event.__struct_fields__}
        kept["links"] = tuple(replace(link, to=composed(link.to)) for link in shown.links)
        found = reader.from_dict(table, "a", "b")
        assert found == replace(Event(**kept), id="a", path="b", said=found.said)
