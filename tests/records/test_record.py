"""The record: what is absent is unset, what is computed stands in it, and what is secret does not."""

import json
from datetime import date
from typing import Any

import pytest

from timeline.model.event import Actor, Event, Figure, Link, Source, Variant, replace
from timeline.model.register import Register
from timeline.records import build, record

PLAIN = Event(title="T", date="2024-11")


def made(event: Event, **tables: Any) -> dict[str, Any]:
    return record.plain(build.record(event, Register.build(**tables)[0]).json())


def test_what_is_absent_is_unset_and_what_is_computed_is_said() -> None:
    assert made(PLAIN) == {
        "title": "T",
        "date": "2024-11",
        "date_basis": "stated",
        "kind": "occurrence",
        "status": "reported",
        "written": ["title", "date"],
        "reviewed": "no",
        "earliest": "2024-11-01",
        "latest": "2024-11-30",
        "first_second": 1730419200,
        "last_second": 1733011199,
        "provenance": {
            "class": "unsourced",
            "flags": [],
            "min": 0,
            "max": 0,
            "origins": [],
            "deny_min": 0,
            "deny_max": 0,
            "deny_origins": [],
            "reports": 0,
            "channels": 0,
            "phrase": "no source",
            "sentence": "No source is given.",
            "short_sentence": "No source is given.",
        },
    }


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02?/2024-03", "2024-02-01", "2024-03-31"),
        ("../2024", None, "2024-12-31"),
        ("2024/..", "2024-01-01", None),
        ("/2024", None, "2024-12-31"),
        ("[2023,2024-05]", "2023-01-01", "2024-05-31"),
        ("-0100", "-0100-01-01", "-0100-12-31"),
    ],
)
def test_the_first_and_the_last_day(text: str, earliest: str | None, latest: str | None) -> None:
    found = made(Event(title="T", date=text))
    assert (found["earliest"], found["latest"]) == (earliest, latest)


def test_it_reads_back_as_it_was() -> None:
    event = Event(
        title="T\u0000 é",
        date="2024",
        actors=(Actor(name="A", role="agent"),),
        figures=(Figure(what="killed", low=1, high=2.5),),
        variants=(Variant(field="date", value="2025"),),
        sources=(Source(id="a", cites=("b",)), Source(id="b", author=("C", "D"))),
        links=(Link(type="follows", to="x"),),
        x={"a": {"b": [1, "two", None]}, "big": 10**30},
    )
    made_of = build.record(event, Register())
    assert record.read(made_of.json()) == made_of
    assert made_of.provenance.label == "single-source"
    assert made_of.provenance.origins == ("b",)
    assert made_of.provenance.phrase == "1 origin, basis not stated: C and D"
    assert made_of.provenance.sentence == "All of it goes back to one source, C and D; how it knows is not said."


def test_the_user_s_own_values_become_what_json_has() -> None:
    own = made(Event(title="T", date="2024", x={"d": date(2024, 1, 1), "inf": float("inf"), "t": (1, 2)}))["x"]
    assert own == {"d": "2024-01-01", "inf": "inf", "t": [1, 2]}


def test_documents_are_filled_in() -> None:
    event = Event(title="T", date="2024", sources=(Source(id="a", ref="doc"),))
    (source,) = made(event, documents={"doc": {"publisher": "BBC", "kind": "broadcast"}})["sources"]
    assert (source["publisher"], source["kind"]) == ("BBC", "broadcast")


def test_what_is_confidential_is_counted_and_not_told() -> None:
    event = Event(
        title="T",
        date="2024",
        note="Zebulon rang",
        sources=(
            Source(id="press", publisher="Press", cites=("zebulon",)),
            Source(id="zebulon", kind="person", name="Zebulon", affiliation="Zebulon & Co", confidential=True),
            Source(id="zeb-denies", kind="person", name="Zebulon II", stance="denies", confidential=True),
        ),
    )
    raw = build.record(event, Register()).json()
    assert b"eb" not in raw.replace(b'"seb', b"").lower().replace(b"website", b"")
    found = record.plain(raw)["provenance"]
    assert (found["origins"], found["deny_origins"]) == (["withheld-1"], ["withheld-2"])
    assert found["class"] == "single-source"


@pytest.mark.parametrize(("confidential", "kept"), [(False, []), (True, ["withheld-1"])])
def test_what_could_be_read_by_a_day(confidential: bool, kept: list[str]) -> None:
    """The day of a confidential source does not count: whoever asked day by day would find it."""
    late = Source(id="late", published="2024-03-03", name="Zebulon", confidential=confidential)
    sources = (Source(id="early", published="2024-01-02", cites=("late",)), late)
    event = Event(title="T", date="2024", sources=sources)
    by = build.record(event, Register(), date(2024, 2, 1).toordinal())
    assert [s.id for s in by.sources] == ["early", *kept]
    whole = build.record(event, Register(), date(2024, 4, 1).toordinal())
    assert [s.id for s in whole.sources] == ["early", *(kept or ["late"])]


def test_id_and_path_in_front() -> None:
    raw = build.record(PLAIN, Register()).json()
    whole = record.named(raw, '2024-"x"', "a\\b/2024.toml")
    assert json.loads(whole) == {"id": '2024-"x"', "path": "a\\b/2024.toml"} | json.loads(raw)
    assert whole.startswith(b'{"id":')
    read = record.read(whole)
    assert (read.id, read.path) == ('2024-"x"', "a\\b/2024.toml")
    assert replace(read, id="", path="") == record.read(raw)


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b'{"title":5}', b'{"title":"T","date":"2024"}', b"\xff"])
def test_what_is_no_record(raw: bytes) -> None:
    with pytest.raises(ValueError):
        record.read(raw)
