"""The schemas: what they accept, what they refuse, and the page of keys that is made from the same table."""

import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from msgspec import Struct

from conftest import CHECKOUT
from edtf_strategies import edtf_texts
from timeline.eventfile.json_schema import KINDS, FileKind, schema
from timeline.eventfile.reader import read, render
from timeline.model.event import Actor, Event, Field, Figure, Link, Place, Review, Source, Variant, table
from timeline.model.register.entry import ActorEntry, Membership, PlaceEntry
from timeline.model.settings import CheckSettings, MergeSettings, ReportSettings, ReviewSettings, Settings

VALIDATORS = {kind: Draft202012Validator(schema(kind)) for kind in KINDS}
EVENT = 'title = "a"\ndate = 2024-11-17\n'


def plain(value: Any) -> Any:
    """TOML as editors present it: dates are text."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date | time) else value


def accepts(kind: FileKind, text: str) -> bool:
    return VALIDATORS[kind].is_valid(plain(tomllib.loads(text)))


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_schema(kind: FileKind) -> None:
    made = schema(kind)
    Draft202012Validator.check_schema(made)
    assert made["title"]
    assert made["description"]


@pytest.mark.parametrize("path", sorted((CHECKOUT / "events").rglob("*.toml")), ids=lambda p: p.stem)
def test_the_real_files_are_accepted(path: Path) -> None:
    kind: Any = path.stem if path.stem in KINDS else "event"
    assert list(VALIDATORS[kind].iter_errors(plain(tomllib.loads(path.read_text(encoding="utf-8"))))) == []


@pytest.mark.parametrize(
    "rest",
    [
        "",
        'sources = ["A, citing B", { id = "c", author = "D" }, { author = ["D", "E"] }]',
        'actors = ["A", { name = "B", role = "agent" }]\nplaces = ["C", { name = "D", lat = 51 }]',
        "x.case = 17\nx.desk = { lead = 'A' }",
        'variants = [{ field = "date", value = 2024-11-16 }, { field = "title", value = [1] }]',
        'figures = [{ what = "dead", low = 1, high = 2.5 }]\nseq = 3',
        'links = [{ type = "follows", to = "a" }]',
        "[[sources]]\npublished = 2024-11-17T20:20:00+02:00\naccessed = 2024\nseen = false",
    ],
)
def test_what_an_event_may_hold(rest: str) -> None:
    assert accepts("event", EVENT + rest)


@pytest.mark.parametrize(
    "text",
    [
        'title = "a"\n',
        "date = 2024\n",
        'title = " "\ndate = 2024\n',
        'title = "a"\ndate = "soon"\n',
        'title = "a"\ndate = "2024-13"\n',
        'title = "a"\ndate = 44\n',
        'title = "a"\ndate = 20:20:00\n',
        EVENT + "soruces = []",
        EVENT + "headline = 'b'",
        EVENT + 'status = "confirmd"',
        EVENT + "seq = 1.5",
        EVENT + "tags = 'a'",
        EVENT + "actors = 'A'",
        EVENT + "actors = [3]",
        EVENT + "actors = [{ role = 'agent' }]",
        EVENT + "actors = [{ name = 'A', role = 'actor' }]",
        EVENT + "links = ['a']",
        EVENT + "links = [{ type = 'follows' }]",
        EVENT + "x = 3",
        EVENT + "sources = { id = 'a' }",
        EVENT + "[[sources]]\ntags = ['a']",
        EVENT + "[[sources]]\ngrade = 'A7'",
        EVENT + "[[sources]]\nseen = 'no'",
        EVENT + "[[sources]]\npublished = 'yesterday'",
    ],
)
def test_what_an_event_may_not_hold(text: str) -> None:
    assert not accepts("event", text)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            "actors",
            'a = { name = "A", memberships = [{ of = "b", from = 2024-01-01 }] }',
            'a = { name = "A", form = "b" }',
        ),
        ("actors", 'a = { name = "A", kind = "outlet", domains = ["a.org"] }', 'a = { name = "A", kind = "paper" }'),
        ("places", 'a = { name = "A", precision = "country" }', 'a = { precision = "country" }'),
        ("sources", 'a = { title = "A" }', 'a = { title = "A", cites = ["b"] }'),
        ("timeline", 'date_order = "dmy"\ncheck.ignore = ["TXT", "SRC105"]', 'date_order = "ymd"'),
        ("timeline", 'report = { template = "weekly", bibliography = false }', 'editor = "vi"'),
        ("timeline", 'title = "T"\ntimezone = "UTC"', 'report = { positions = "weekly" }'),
        ("timeline", 'check = { select = ["SRC"] }', "check = { select = [1] }"),
    ],
)
def test_registers_and_settings(kind: FileKind, good: str, bad: str) -> None:
    assert accepts(kind, good)
    assert not accepts(kind, bad)


@settings(max_examples=100)
@given(edtf_texts())
def test_every_edtf_value_is_accepted(text: str) -> None:
    event = read(f"title = 'a'\ndate = '{text}'\n".encode(), "", "")[0]
    assert event
    assert accepts("event", render(event))


def test_words_have_their_meaning_where_editors_look() -> None:
    status = schema("event")["properties"]["status"]
    assert status["default"] == "reported"
    assert (
        len(status["enum"]) == len(status["x-taplo"]["docs"]["enumValues"]) == len(status["markdownEnumDescriptions"])
    )
    assert "- `confirmed`: it happened" in status["description"]
    grade = schema("event")["properties"]["sources"]["items"]["anyOf"][1]["properties"]["grade"]
    assert "x-taplo" not in grade


# ---------------------------------------------------------------------------------------------------- docs/events.md

PAGE = CHECKOUT / "docs" / "events.md"
BEGIN, END = "<!-- fields: from the table of fields, renewed by `pytest --update` -->\n", "<!-- /fields -->\n"
TABLES: dict[str, tuple[str, type[Struct]]] = {
    "Event": ("The keys of the file itself.", Event),
    "Actor": ("An entry of `actors`: a table, or a string: `NAME` or `NAME:ROLE`.", Actor),
    "Place": ("An entry of `places`: a table, or a string: `NAME` or `NAME@LAT,LON`.", Place),
    "Source": ("An entry of `sources`: a table, or a line as a string (see above).", Source),
    "Link": ("An entry of `links`: a table, or a string: `TYPE:ID`.", Link),
    "Figure": (
        "An entry of `figures`: a table with a value, or low, best and high; or a string: `WHAT=VALUE` or `WHAT=LOW..HIGH`.",
        Figure,
    ),
    "Variant": (
        "An entry of `variants`: a table, or a string: `FIELD=VALUE`. The event's own key holds the preferred account.",
        Variant,
    ),
    "Review": ("An entry of `reviews`; `timeline review` writes it ([reviews.md](reviews.md)).", Review),
    "Register of actors": ("One table of `actors.toml`, under its id.", ActorEntry),
    "Membership": ("An entry of `memberships` of an actor in the register.", Membership),
    "Register of places": ("One table of `places.toml`, under its id.", PlaceEntry),
    "Settings": ("`timeline.toml`. Nothing in it runs a command or leaves the folder.", Settings),
    "Settings of check": ("The table `[check]` of `timeline.toml`.", CheckSettings),
    "Settings of report": ("The table `[report]` of `timeline.toml`; a flag wins.", ReportSettings),
    "Settings of review": ("The table `[review]` of `timeline.toml`.", ReviewSettings),
    "Settings of merge": ("The table `[merge]` of `timeline.toml`.", MergeSettings),
}
TYPES = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
    tuple: "list of texts",
    dict: "table",
}


def _kind(row: Field) -> str:
    if row.date:
        return "date"
    if row.words:
        return "word"
    if row.struct:
        return "list of tables" if row.several else "table"
    names = [TYPES.get(kind, "any value") for kind in row.kinds]
    return "number" if names == ["whole number", "number"] else " or ".join(names)


def _cell(row: Field) -> str:
    default = None if row.default in (None, (), {}, "") or isinstance(row.default, Struct) else row.default
    said = row.help.replace("|", "\\|")
    if row.words and any(row.words.values()):
        return (
            said
            + ": "
            + " · ".join(
                f"`{word}`{' (default)' if word == default else ''} {meaning}" for word, meaning in row.words.items()
            )
        )
    if row.words:
        return f"{said}: `{next(iter(row.words))}` to `{list(row.words)[-1]}`"
    return said + (f" (default: {str(default).lower()})" if default is not None else "")


def _tables() -> str:
    parts = []
    for name, (about, struct) in TABLES.items():
        rows = [
            f"| {'**' * row.required}{key}{'**' * row.required} | {_kind(row)} | {_cell(row)} |"
            for key, row in table(struct).items()
        ]
        parts.append("\n".join([f"### {name}", "", about, "", "| key | holds | meaning |", "|---|---|---|", *rows, ""]))
    return "\n" + "\n".join(parts) + "\n"


def test_the_page_of_keys_is_the_table(update: bool) -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    made = before + BEGIN + _tables() + END + rest.split(END)[1]
    if update:
        PAGE.write_text(made, encoding="utf-8")
    assert made == text
