from typing import Any

import pytest

from timeline.errors import Problem
from timeline.eventfile.reader import from_dict, read, read_tables, render
from timeline.model.event import Actor, Event, Figure, Link, Place, Source, Variant
from timeline.toml.parser import parse_toml

GOOD = """title = "Biden lets Ukraine strike"
date = 2024-11-17
"""


def loaded(text: str) -> Event:
    event, problems = read(text.encode(), "an-id", "a.toml")
    assert problems == []
    assert event is not None
    return event


def refused(data: str | bytes) -> list[Problem]:
    event, problems = read(data if isinstance(data, bytes) else data.encode(), "an-id", "a.toml")
    assert event is None
    return problems


def test_the_three_lines_of_a_reporter() -> None:
    event = loaded(GOOD + 'sources = ["Ukrainska Pravda, citing The New York Times, citing American officials"]\n')
    assert (event.id, event.path, event.title, event.date) == (
        "an-id",
        "a.toml",
        "Biden lets Ukraine strike",
        "2024-11-17",
    )
    assert [(s.id, s.cites) for s in event.sources] == [
        ("ukrainska-pravda", ("the-new-york-times",)),
        ("the-new-york-times", ("american-officials",)),
        ("american-officials", ()),
    ]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2024-11-17", "2024-11-17"),
        ('"2024-11"', "2024-11"),
        ("2024-11-17T20:20:00+02:00", "2024-11-17T20:20:00+02:00"),
        ("2024-11-17T20:20:30Z", "2024-11-17T20:20:30+00:00"),
        ("2024-11-17 20:20:00", "2024-11-17T20:20:00"),
        ("1914", "1914"),
        ('"-0043-03-15"', "-0043-03-15"),
    ],
)
def test_dates_become_edtf(written: str, text: str) -> None:
    event = loaded(
        f'title = "a"\ndate = {written}\n[[sources]]\nid = "s"\npublished = {written}\naccessed = {written}\n'
    )
    assert event.date == text
    assert [(s.published, s.accessed) for s in event.sources] == [(text, text)]


def test_a_name_is_enough_of_an_actor_or_a_place() -> None:
    event = loaded(
        GOOD + 'actors = ["Joe Biden", { name = "Russia", role = "odd" }]\nplaces = ["Kursk"]\nsoruces = 1\n'
    )
    assert event.actors == (Actor(name="Joe Biden"), Actor(name="Russia", role="odd"))
    assert event.places == (Place(name="Kursk"),)


def test_a_text_in_an_array_means_what_it_means_in_a_flag() -> None:
    event = loaded(
        GOOD
        + 'actors = ["Joe Biden:agent", "Ratio 3:1 Ltd", "A:agnt", { name = "B:agent" }]\n'
        + 'places = ["Kursk@51.5,36", "Café @ 5th"]\nlinks = ["follows:2024-11-16-x"]\n'
        + 'figures = ["killed=3..5"]\nvariants = ["date=2024-11-16"]\n'
    )
    assert event.actors == (
        Actor(name="Joe Biden", role="agent"),
        *(Actor(name=name) for name in ("Ratio 3:1 Ltd", "A:agnt", "B:agent")),
    )
    assert event.places == (Place(name="Kursk", lat=51.5, lon=36), Place(name="Café @ 5th"))
    assert event.links == (Link(type="follows", to="2024-11-16-x"),)
    assert event.figures == (Figure(what="killed", low=3, high=5),)
    assert event.variants == (Variant(field="date", value="2024-11-16"),)
    assert loaded(render(event)) == event


def test_every_source_has_an_id_of_its_own() -> None:
    event = loaded(
        GOOD + 'sources = [{ id = "ap" }, { publisher = "AP" }, { name = "AP" }, { url = "https://a.org" }, "AP"]\n'
    )
    ids = [source.id for source in event.sources]
    assert ids[0] == "ap"
    assert len(set(ids)) == len(ids)
    assert all(ids)


def test_ids_that_are_given_are_kept() -> None:
    event = loaded(GOOD + '[[sources]]\nid = "a"\ncites = ["b", "b"]\n[[sources]]\nid = "a"\n')
    assert event.sources == (Source(id="a", cites=("b", "b")), Source(id="a"))


def test_the_date_of_a_variant_is_text_as_that_of_the_event() -> None:
    event = loaded(GOOD + 'variants = [{ field = "date", value = 2024-11-16 }, { field = "seq", value = 2 }]\n')
    assert event.variants == (Variant(field="date", value="2024-11-16"), Variant(field="seq", value=2))


def test_the_own_fields_stay_as_they_are() -> None:
    assert loaded(GOOD + "x.day = 2024-11-16\n").x == parse_toml(b"day = 2024-11-16")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()])
def test_a_mark_at_the_start_and_any_line_ends_are_accepted(data: bytes) -> None:
    assert read(data, "an-id", "a.toml") == (loaded(GOOD), [])


def test_what_is_wrong_with_a_source_does_not_keep_the_event_from_loading() -> None:
    text = GOOD + 'sources = [\n  "AP, citing ",\n  { id = "b", published = "2024-13-01" },\n'
    text += "  { id = 'c', accessed = 20:20:00 },\n  { id = 'd', published = -44 },\n]\n"
    event, problems = read(text.encode(), "an-id", "a.toml")
    assert event is not None
    assert [(s.title, s.published or s.accessed) for s in event.sources] == [
        ("AP, citing ", None),
        (None, "2024-13-01"),
        (None, "20:20:00"),
        (None, "-44"),
    ]
    assert [(p.line, p.col, p.code) for p in problems] == [
        (4, 3, "SCH006"),
        (5, 33, "TIM206"),
        (6, 26, "TIM206"),
        (7, 27, "TIM206"),
    ]
    assert problems[1].source == '  { id = "b", published = "2024-13-01" },'
    assert "BC or AD?" in problems[3].hint


@pytest.mark.parametrize(
    ("written", "col", "message", "hint"),
    [
        ('"2024-13-01"', 14, "there is no month 13", ""),
        ("'2024-13-01'", 14, "there is no month 13", ""),
        ('"2024\\u002d13-01"', 8, "there is no month 13", ""),
        ('"""2024-13-01"""', 8, "there is no month 13", ""),
        ('""', 8, "no date: the text is empty", ""),
        ("20:20:00", 8, "a time without a day", "2024-11-17T20:20"),
        ("-44", 8, "-44 is no year of four digits", 'BC or AD? 44 BC is written "-0043", AD 44 "0044"'),
        ("0", 8, "0 is no year of four digits", '"0000"'),
        ("1", 8, "1 is no year of four digits", '1 BC is written "0000", AD 1 "0001"'),
        ("12024", 8, "12024 is no year of four digits", '"Y12024"'),
        ('"2024-11-17T20:20:00.5"', 20, "fractions of a second are not EDTF", "leave them out"),
    ],
)
def test_a_bad_date_is_named_with_its_place(written: str, col: int, message: str, hint: str) -> None:
    (problem,) = refused(f'title = "a"\ndate = {written}\n')
    assert (problem.line, problem.col, problem.code, problem.message) == (2, col, "TIM206", message)
    assert hint in problem.hint


@pytest.mark.parametrize("written", ["2024-11-17T20:20:00.5+02:00", "2024-11-17 20:20:00.000001+02:00"])
def test_a_moment_is_kept_to_the_second_and_this_is_said(written: str) -> None:
    event, problems = read(f'title = "a"\ndate = {written}\n'.encode(), "an-id", "a.toml")
    assert event
    assert event.date == "2024-11-17T20:20:00+02:00"
    assert [(p.line, p.col, p.code, p.message, p.hint) for p in problems] == [
        (2, 8, "TIM206", "fractions of a second are left out", "write 2024-11-17T20:20:00+02:00")
    ]


@pytest.mark.parametrize(
    ("line", "col", "message", "hint"),
    [
        ("title = 3", 1, "title is a number; it must be text in quotes", 'title = "3"'),
        ("title = 2024-11-17", 1, "title is a date; it must be text in quotes", 'title = "2024-11-17"'),
        ("title = true", 1, "title is true or false; it must be text in quotes", 'title = "true"'),
        ('title = ["a"]', 1, "title is a list; it must be text in quotes", ""),
        ('title = " "', 1, "title is empty", 'title = "…": one sentence, what happened'),
        ('seq = "4"', 1, "seq is text; it must be a whole number, without quotes", "seq = 4"),
        ('seq = "four"', 1, "seq is text; it must be a whole number, without quotes", ""),
        ("seq = 1.5", 1, "seq is a number; it must be a whole number, without quotes", ""),
        ('tags = "a"', 1, "tags is text; it must be a list", 'tags = ["a"]'),
        (f'tags = "{"a" * 99}"', 1, "tags is text; it must be a list", ""),
        ('tags = ["a", 20:20:00]', 14, "an entry of tags is a time; it must be text in quotes", '"20:20:00"'),
        ("x = 1", 1, "x is a number; it must be a table", ""),
        ("actors = [1]", 11, "an entry of actors is a number; it must be text in quotes or a table", ""),
        ("sources = [1]", 12, "an entry of sources is a number; it must be text in quotes or a table", ""),
        ("actors = [{ role = 'a' }]", 11, "name is missing in an entry of actors", 'name = "…"'),
        ("links = ['a']", 10, '"a" is no link', "write TYPE:ID, as in responds-to:2024-11-17-…"),
        ("links = [1]", 10, "an entry of links is a number; it must be text in quotes or a table", ""),
        ("figures = ['a']", 12, '"a" is no figure', "write WHAT=VALUE or WHAT=LOW..HIGH, as in killed=3..5"),
        ("sources = 'AP'", 1, "sources is text; it must be a list", 'sources = ["AP"]'),
        ("sources = { id = 'a' }", 1, "sources is a table; it must be a list", "sources = [{ … }], or one header"),
        (
            "figures = [{ what = 'a', low = '3.5' }]",
            26,
            "low is text; it must be a number, without quotes",
            "low = 3.5",
        ),
        (
            "sources = [{ author = 1 }]",
            14,
            "author is a number; it must be text in quotes or a list",
            'author = "1"',
        ),
        (
            "sources = [{ seen = 'True' }]",
            14,
            "seen is text; it must be true or false, without quotes",
            "",
        ),
        (
            "sources = [{ seen = 'true' }]",
            14,
            "seen is text; it must be true or false, without quotes",
            "seen = true",
        ),
        (
            "sources = [{ published = false }]",
            14,
            "published is true or false; it must be a date: 2024-11-17, or text in quotes",
            "",
        ),
        ("date = 2024.11", 1, "date is a number; it must be a date: 2024-11-17, or text in quotes", ""),
    ],
)
def test_a_wrong_type_is_named_in_plain_words(line: str, col: int, message: str, hint: str) -> None:
    others = [one for one in GOOD.splitlines() if one.split()[0] != line.split(maxsplit=1)[0]]
    (problem,) = refused("\n".join([*others, line]))
    assert (problem.line, problem.col, problem.code) == (len(others) + 1, col, "SCH006")
    assert problem.message == message
    assert problem.hint.startswith(hint) if hint else problem.hint == ""
    assert problem.source == line


def test_all_that_is_wrong_is_told_at_once() -> None:
    problems = refused(
        "# no title\nseq = 'a'\ndate = '17.11.2024'\nactors = ['Joe']\nsources = ['AP, citing ', { cites = 1 }, 'AP']\n"
    )
    assert [(p.line, p.code) for p in problems] == [
        (1, "SCH006"),
        (2, "SCH006"),
        (3, "TIM206"),
        (5, "SCH006"),
        (5, "SCH006"),
    ]
    assert problems[0].message == "title is missing"
    assert [p.message for p in refused("# nothing\n")] == ["title is missing", "date is missing"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", (0, 0, "SCH007", "the file is empty")),
        (b"\xef\xbb\xbf \n", (0, 0, "SCH007", "the file is empty")),
        (b"title = 'a'\ndate = 2024-11\n", (2, 8, "SCH007", "a date that needs quotes")),
        (b"title = 'a'\r\ndate = 2024-02-30\r\n", (2, 8, "TIM206", "there is no day 2024-02-30")),
        ("a = 'é'\nb = 'é".encode() + b"\xe9'\n", (2, 7, "SCH007", "this is not UTF-8 text")),
        ("a = 1".encode("utf-16"), (1, 1, "SCH007", "this is not UTF-8 text")),
        (b"a = " + b"[" * 2000 + b"]" * 2000, (1, 105, "SCH007", "lists or tables are nested too deep")),
        (b"<<<<<<< ours\ntitle = 'a'\n", (1, 1, "SCH007", "conflict markers are left from a merge")),
    ],
)
def test_what_is_no_toml_is_told_why(data: bytes, problem: tuple[Any, ...]) -> None:
    (found,) = refused(data)
    assert found.path == "a.toml"
    assert (found.line, found.col, found.code, found.message) == problem
    assert "\r" not in found.source


def test_any_table_of_toml_is_read_with_the_same_words() -> None:
    assert read_tables(b"[joe]\nname = 'Joe'\n", "actors.toml") == ({"joe": {"name": "Joe"}}, [])
    assert read_tables(b"", "actors.toml") == ({}, [])
    tables, problems = read_tables(b"[joe]\n[joe]\n", "actors.toml")
    assert tables == {}
    (problem,) = problems
    where = "actors.toml:2:1: SCH007 joe is given twice\n  | [joe]\n  | ^\n"
    assert str(problem) == where + "  = it stands on line 1 already; delete one of the two"


def test_an_event_is_made_of_plain_values_too() -> None:
    faults: list[Problem] = []
    record = {"id": "b", "title": "a", "date": 2024, "sources": ["AP", {"id": "c", "published": "x"}]}
    event = from_dict(record, "an-id", "a.toml", faults)
    assert (event.id, event.date, event.sources[1].published) == ("an-id", "2024", "x")
    assert [fault.at for fault in faults] == [("sources", 1, "published")]
    assert record["date"] == 2024
    assert from_dict(record, "an-id", "a.toml") == event
    for wrong in ({"title": None}, {"title": ""}, {"date": "2024-13"}, {"date": None}, {"sources": [1]}, {"tags": "a"}):
        with pytest.raises(ValueError):
            from_dict(record | wrong, "an-id", "a.toml")


def test_a_fault_that_cannot_be_named_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.model.validation.faults", lambda *_: [])
    (problem,) = refused("title = 1\ndate = 2024-11-17\n")
    assert "Expected `str`" in problem.message


@pytest.mark.parametrize("deep", ["x." + "a." * 5000 + "b = 1", "x.a = " + "[" * 300 + "]" * 300])
def test_what_toml_can_bear_may_be_too_deep_all_the_same(deep: str) -> None:
    event, problems = read(f'title = "t"\ndate = 2024\n{deep}\n'.encode(), "2024-t", "t.toml")
    assert event is None
    assert "nested too deep" in problems[0].message
    many = "x.a = [" + "[1]," * 300 + "]"
    assert read(f'title = "t"\ndate = 2024\n{many}\n'.encode(), "2024-t", "t.toml")[0] is not None


def test_one_event_holds_no_more_values_than_rules_can_compare() -> None:
    lists = [f"x.a = [{'1, ' * n}]\n" for n in (9000, 10_000)]
    texts = [f'title = "t"\ndate = 2024\n{many}'.encode() for many in lists]
    assert [bool(read(text, "2024-t", "t.toml")[0]) for text in texts] == [True, False]
    (problem,) = read(texts[1], "2024-t", "t.toml")[1]
    assert (problem.code, problem.message) == ("SCH007", "there are too many values")
    assert not read_tables(texts[1], "actors.toml")[1]


@pytest.mark.parametrize(
    ("table", "hidden"), [("confidential = true", True), ('ref = "leak"', True), ("seen = true", False)]
)
def test_a_line_that_cannot_be_read_may_name_who_is_confidential(table: str, hidden: bool) -> None:
    text = f'title = "T"\ndate = 2024\nsources = ["A, citing Jane, citing", {{ name = "Jane", {table} }}]\n'
    event, _ = read(text.encode(), "a", "a.toml")
    assert event is not None
    assert event.sources[0].title == "A, citing Jane, citing"
    assert event.sources[0].confidential is hidden
