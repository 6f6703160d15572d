"""Events that are handed in: what `list` prints comes back whole, and nothing else is taken for an event."""

import json
from itertools import count
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Run
from event_strategies import NAMES, OWN, TEXT, maybe, some
from hand_written import tree
from newsroom import begun
from timeline.eventfile import reader
from timeline.model import event as model
from timeline.model.confidential import public
from timeline.model.event import Actor, Event, Figure, Link, Place, Source, Variant, replace
from timeline.text.folding import fold

DATES = st.sampled_from(("2024-11-17", "2024-11", "-0043-03-15", "[..2024-11-17]", "2024-11-17T20:20", "1984?"))
NUMBERS = st.integers(-99, 99) | st.floats(-9, 9)


def words(vocabulary: dict[str, str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(vocabulary))


SOURCES = st.builds(
    Source,
    id=st.sampled_from("abcd"),
    kind=words(model.SOURCE_KIND),
    author=maybe(TEXT | st.tuples(TEXT, TEXT)),
    publisher=maybe(TEXT),
    published=maybe(DATES),
    cites=st.sampled_from(((), ("a",), ("b", "z"))),
    firsthand=maybe(st.booleans()),
    seen=st.booleans(),
    name=maybe(NAMES),
    grade=maybe(words(model.GRADE)),
    state=words(model.SOURCE_STATE),
)


def has_form(value: Any) -> bool:
    """Whether JSON has a form for it, as it has none for infinity and what is no number."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isfinite(value) if isinstance(value, float) else all(map(has_form, inner))


EVENTS = st.builds(
    Event,
    said=st.sets(st.sampled_from(sorted(model.DEFAULTS))).map(
        lambda said: tuple(k for k in model.DEFAULTS if k in said)
    ),
    title=TEXT.filter(str.strip),
    date=DATES,
    date_basis=words(model.DATE_BASIS),
    date_text=maybe(TEXT),
    seq=maybe(st.integers(-9, 9)),
    kind=words(model.KIND),
    status=words(model.STATUS),
    likelihood=maybe(words(model.LIKELIHOOD)),
    actors=some(Actor, name=NAMES.filter(bool), role=words(model.ROLE), as_named=maybe(TEXT)),
    places=some(Place, name=NAMES.filter(bool), country=maybe(TEXT), lat=maybe(st.floats(-90, 90))),
    tags=st.lists(TEXT, max_size=2).map(tuple),
    summary=maybe(TEXT),
    note=maybe(TEXT),
    claim=maybe(TEXT),
    sources=st.lists(SOURCES, max_size=3, unique_by=lambda source: source.id).map(tuple),
    links=some(Link, type=words(model.LINK), to=TEXT, note=maybe(TEXT)),
    figures=some(Figure, what=TEXT, low=maybe(NUMBERS), unit=maybe(TEXT)),
    variants=some(Variant, field=st.sampled_from(("date", "title")), value=st.just("2024-11-16")),
    x=st.dictionaries(TEXT, OWN.filter(has_form), max_size=2),
)
FOLDERS = count()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    events=st.lists(EVENTS, min_size=1, max_size=3, unique_by=lambda one: fold(one.title)),
    form=st.sampled_from(["json", "jsonl"]),
)
def test_what_list_prints_is_read_back_whole(run: Run, events: list[Event], form: str) -> None:
    """From files to JSON, and to files of an empty chronology: the same events, the same IDs, and no key more."""
    here, there = (begun(f"c{next(FOLDERS)}") for _ in range(2))
    texts = [reader.render(event) for event in events]
    for number, text in enumerate(texts):
        (here / f"2024-{number}.toml").write_bytes(text.encode())
    printed = run("-C", str(here), "list", "-f", form).out
    assert run("-C", str(there), "add", "--from", "-", stdin=printed).code == 0
    again = run("-C", str(there), "list", "-f", form).out
    one, other = (
        out.replace(f'"{at.name}/2024/', '"').replace(f'"{at.name}/', '"')
        for out, at in ((printed, here), (again, there))
    )
    assert one == other
    for number, text in enumerate(texts):
        before = reader.read(text.encode(), "", "")[0]
        after = reader.read((there / f"2024/2024-{number}.toml").read_bytes(), "", "")[0]
        assert before is not None
        assert after is not None
        assert replace(after, x={}) == replace(public(before), x={})  # JSON has no form for days


def test_an_id_is_kept_where_it_is_free_and_links_follow(run: Run, empty: Path) -> None:
    run("-q", "add", "2024: Bridge falls", "--status", "reported")
    run("-q", "add", "2025: Ferry sinks", "--link", "follows:2024-bridge-falls", "--link", "about:2024-bridge-falls")
    printed = run("list", "-f", "json").out.replace('"title": "', '"title": "The ')
    result = run("add", "--from", "-", stdin=printed)
    assert (result.code, result.out) == (
        0,
        "".join(f"{id_}\tevents/{id_[:4]}/{id_}.toml\n" for id_ in ("2024-the-bridge-falls", "2025-the-ferry-sinks")),
    )
    olds = ("2024-bridge-falls", "2025-ferry-sinks")
    assert result.err.splitlines() == [
        "notes for the desk and confidential sources are in no answer: they stay where they are",
        "warning: 2024-bridge-falls looks like the same event as 2024-the-bridge-falls, which is new",
        "warning: 2025-ferry-sinks looks like the same event as 2025-the-ferry-sinks, which is new",
        f"note: 2 IDs taken by other events: {' and '.join(f'{old} is {old[:5]}the-{old[5:]}' for old in olds)} here",
        "2 events added to events/; `timeline check` looks at them",
    ]
    files = tree(empty)
    assert (
        files["2024/2024-the-bridge-falls.toml"] == b'title = "The Bridge falls"\ndate = "2024"\nstatus = "reported"\n'
    )
    assert files["2025/2025-the-ferry-sinks.toml"] == files["2025/2025-ferry-sinks.toml"].replace(
        b"2024-bridge-falls", b"2024-the-bridge-falls"
    ).replace(b'"Ferry', b'"The Ferry')


@pytest.mark.parametrize("id_", ["../x", "actors", "copies", "A", "", None, 5, "a-b/c"])
def test_what_can_be_no_id_is_none(id_: Any, run: Run, empty: Path) -> None:
    assert empty.is_dir()
    record = {"id": id_, "title": "A", "date": "2024", "written": ["title", "date", 5], "status": "reported"}
    assert run("add", "--from", "-", stdin=json.dumps(record)).out == "2024-a\tevents/2024/2024-a.toml\n"
    assert run("list", "has:status", "-f", "ids").out in {"", "2024-a\n"}


def test_what_was_changed_in_the_json_counts_though_it_was_not_written(run: Run, empty: Path) -> None:
    run("-q", "add", "2024: A")
    printed = run("show", "2024-a", "-f", "json").out.replace('"reported"', '"confirmed"')
    other = printed.replace('"2024-a"', '"2024-b"')
    assert run("add", "--from", "-", "-n", stdin=other).out == 'title = "A"\ndate = "2024"\nstatus = "confirmed"\n'
    one = json.loads(printed)[0]
    lines = "".join(f"{json.dumps({**one, 'title': title, 'id': ''})}\n" for title in "BC")
    several = run("-v", "add", "--from", "-", "-n", stdin=lines)
    assert several.out == "\n".join(f'title = "{title}"\ndate = "2024"\nstatus = "confirmed"\n' for title in "BC")
    assert tree(empty).keys() >= {"2024/2024-a.toml"}
    told = run("add", "--from", "-", stdin=printed).err
    assert "2024-a is there already with other status, and not changed; `timeline edit` does that\n" in told


def test_flags_speak_of_one_event(run: Run, empty: Path) -> None:
    record = '{"title": "A", "date": "2024", "x": {"a": null, "b": {"c": null, "d": 1}}}\n'
    before = tree(empty)
    for words in (["--title", "B"], ["2024: B"], ["-e"]):
        refused = run("add", "--from", "-", *words, stdin=record * 2)
        assert (refused.code, refused.err.splitlines()[0]) == (2, "error: flags speak of one event; the input holds 2")
    assert tree(empty) == before
    assert (
        run("add", "--from", "-", "--title", "B", "-n", stdin=record).out
        == 'title = "B"\ndate = "2024"\nx.b = { d = 1 }\n'
    )


def test_a_masked_source_comes_back_without_a_name(run: Run, empty: Path) -> None:
    text = 'title = "T"\ndate = 2024\n[[sources]]\nid = "a"\ncites = ["b"]\n'
    (empty / "2024-t.toml").write_text(text + '[[sources]]\nid = "b"\nname = "Anna"\nconfidential = true\n')
    printed = run("list", "-f", "json").out
    (empty / "2024-t.toml").unlink()
    assert run("add", "--from", "-", stdin=printed).code == 0
    assert "withheld source" not in (empty / "2024/2024-t.toml").read_text("utf-8")
    assert run("list", "-f", "json").out.replace("events/2024/", "events/") == printed


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('{"title": "T", "date": 20241117}', 'a day has hyphens, in quotes: "2024-11-17"'),
        ('{"title": "T", "date": 20241317}', 'written "Y20241317"'),
        ('{"title": "T", "date": "2024", "x": {"a": [{"b": null}]}}', "stdin: x.a.0.b: SCH007 a list holds null"),
    ],
)
def test_what_json_has_and_a_file_has_not(value: str, said: str, run: Run, empty: Path) -> None:
    assert said in run("add", "--from", "-", stdin=value).err
