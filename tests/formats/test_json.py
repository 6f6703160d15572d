import json
from pathlib import Path
from typing import Any

from conftest import Run
from samples import fill, register, same_as_golden
from timeline import formats


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    out = run("list", "-f", "json").out
    assert same_as_golden("json.json", out, update=update)
    assert len(json.loads(out)) == 9


def test_every_field_in_its_expanded_form(run: Run, empty: Path) -> None:
    fill(empty)
    event = json.loads(run("show", "everything", "-f", "json").out)[0]
    assert list(event)[:4] == ["id", "path", "title", "date"]
    assert event["actors"][1] == {"name": "B", "role": "participant", "certainty": "stated"}
    assert (event["earliest"], event["latest"], event["seq"]) == ("2024-01-04", "2024-01-04", 3)
    assert event["x"] == {"case": 17, "who": {"name": "me", "in": ["a", "b"]}}
    assert event["figures"][1] == {"what": "cost", "value": 1.5}
    assert "note" not in event
    kinds = {"class", "flags", "min", "max", "origins", "deny_min", "deny_max", "reports", "channels"}
    assert kinds <= event["provenance"].keys()


def test_columns_keep_keys_and_their_meaning(run: Run, empty: Path) -> None:
    fill(empty)
    columns = "id,seq,actors,earliest,sourcing,summary,x.case"
    whole = json.loads(run("show", "everything", "-f", "json").out)[0]
    chosen = json.loads(run("show", "everything", "-f", "json", "--columns", columns).out)[0]
    assert list(chosen) == columns.split(",")
    for key in ("id", "seq", "actors", "earliest", "summary"):
        assert chosen[key] == whole[key]
    assert isinstance(chosen["sourcing"], str)
    unset = json.loads(run("show", "ukrainian", "-f", "json", "--columns", "seq,summary,places").out)[0]
    assert unset == {"seq": None, "summary": None, "places": []}


def test_none(run: Run, empty: Path) -> None:
    assert run("list", "-f", "json").out == "[]\n"


def test_what_registers_say_of_names(run: Run, empty: Path) -> None:
    fill(empty)
    (empty / "2025-sumy.toml").write_text('title = "A"\ndate = 2025\nplaces = ["Sumy"]\n', encoding="utf-8")
    before = json.loads(run("list", "-f", "json").out)
    register(empty)
    after = json.loads(run("list", "-f", "json").out)
    assert [(b["id"], a["id"]) for b, a in zip(before, after, strict=True) if a != b] == [
        *[(id_, id_) for id_ in ("2024-01-04-everything", "2025-sumy")]
    ]
    everything = next(e for e in after if e["id"] == "2024-01-04-everything")
    assert [a.get("wikidata") for a in everything["actors"]] == [None, "Q7"]
    assert [(p["country"], p["wikidata"]) for p in everything["places"]] == [("Russia", "Q5481")]
    assert after[-1]["places"] == [{"name": "Sumy", "country": "Ukraine", "registered": ["country"]}]
    columns = json.loads(run("show", "everything", "-f", "json", "--columns", "actors,places,title").out)[0]
    assert columns == {key: everything[key] for key in ("actors", "places", "title")}


def test_what_is_printed_reads_back(run: Run, empty: Path) -> None:
    fill(empty)
    for name, form in {
        "json": formats.named("json", does="read"),
        "jsonl": formats.named("jsonl", does="read"),
    }.items():
        out = run("export", "-f", name).out
        reader: Any = form
        table = reader.read(out.encode(), f"a.{name}")
        assert table.is_of_records
        assert [row.cells for row in table.rows] == json.loads(run("list", "-f", "json").out)
