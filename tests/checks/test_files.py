"""One file: places of keys, sources as they are written, what is said of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora import EVENT, corpus, strike
from timeline.checks.files import File
from timeline.errors import Problem
from timeline.toml.parser import parse_toml
from timeline.toml.positions import Positions

TEXTS = [
    strike('[[sources]]\nid = "a"\nurl = "u"\n\n[[sources]]\nid = "b"\n[x]\nb = 1\n', tags='["a", "b"]'),
    strike('[[sources]]\nid = "a"\n', summary='"""\nid = 1\n[[sources]]\nurl = 2\n"""', note='"""a"""'),
    strike("[[sources]]\nid = 'a'\n", summary="'''\nid = 1\n[[sources]]\n'''"),
    strike('# """\nsummary = "a"\n# """\n[[sources]]\nid = "a"\n', note='"""\nid = "b"\n"""'),
    strike('sources = [{ id = "a" }, { id = "b" }]\n'),
    strike('sources = [\n[1],\n]\n"quoted key" = 1\n  indented = 2\nx.a = 1\n'),
    strike('[[ sources ]]\nid = "a"\n[[sources]]\nid = "b"\nid2="c"\n'),
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_places_are_those_of_the_layout(text: str) -> None:
    positions = Positions(text)
    for at in [
        *positions.spans,
        (),
        ("nothing",),
        ("sources", 7),
        ("sources", 0, "nothing"),
        ("title", "x"),
        ("x", 0, "a", "b"),
    ]:
        assert File(EVENT, text.encode(), {}, []).place(at) == positions.place(at), at


LINES = [
    *(
        "a = 1",
        '"a" = 1',
        "'b' = 2",
        ' b = "x"',
        "b='#'",
        '"" = 1',
        "''= 1",
        "a.b = 1",
        "ab = [",
        "  1,",
        "]",
        "# a = 1",
    ),
    *("[a]", "[b]", "[[b]]", "[[ b ]]", '[["b"]]', "[[a.b]]", 'c = """', '"""', "d = , ", "", "e = {a = 1, b = []}"),
]


@given(st.lists(st.sampled_from(LINES), max_size=8))
@settings(max_examples=100)
def test_places_are_those_of_the_layout_in_any_toml(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        parse_toml(text.encode())
    except ValueError:
        return
    positions = Positions(text)
    for at in positions.spans:
        assert File(EVENT, text.encode(), {}, []).place(at) == positions.place(at)


@pytest.mark.parametrize(
    ("sources", "places"),
    [
        ('[{ id = "a" }, { publisher = "B" }]', [("sources", 0), ("sources", 1)]),
        ('[{ publisher = "A" }, { id = "b" }]', [("sources", 0), ("sources", 1)]),
        ('["A, citing B", { id = "c", publisher = "C" }]', [("sources", 0), ("sources", 0), ("sources", 1)]),
        ('["A, citing B", { publisher = "C" }]', [("sources", 0), ("sources", 0), ("sources", 1)]),
        ('["https://www.a.example/x", "https://a.example/y"]', [("sources", 0), ("sources", 1)]),
        ('["A   B"]', [("sources",)]),
        ('["A", "A, citing B"]', [("sources", 0), ("sources", 1)]),
    ],
)
def test_sources_stand_where_they_are_written(sources: str, places: list[tuple[str | int, ...]]) -> None:
    file = corpus({EVENT: strike(sources=sources)}).event_file(EVENT)
    assert [cited.at() for cited in file.sources] == places
    assert [cited.is_table for cited in file.sources] == [
        len(place) == 2 and isinstance(file.values["sources"][place[1]], dict) for place in places
    ]


def test_keys_that_are_not_written_are_marked_at_the_title() -> None:
    file = corpus({EVENT: strike()}).event_file(EVENT)
    assert file.key("date") == ("date",)
    assert file.key("status") == ("title",)


def test_a_command_is_written_for_a_shell() -> None:
    file = File("2024/2024-a b.toml", b"", {}, [])
    assert file.command("edit", "--set", "x=O'Neill & Sons") == (
        "timeline edit '2024-a b' --set 'x=O'\"'\"'Neill & Sons'"
    )
    assert File(EVENT, b"", {}, []).command("mv") == "timeline mv 2024-11-17-strike"


def test_a_problem_has_its_place_and_what_to_do() -> None:
    file = corpus({EVENT: strike()}).event_file(EVENT)
    assert file.problem(("title",), "it ends", "take it away", offset=3) == Problem(
        EVENT, 0, 0, "", "it ends", "take it away", at=("title",), offset=3
    )
    assert file.problem((), "it ends", place=(2, 5), offer="do")[:3] == (EVENT, 2, 5)
    mended = file.problem(("title",), "it ends", fix=str.strip)
    assert (mended.fixable, mended.fix) == (True, str.strip)


def test_a_source_speaks_of_itself() -> None:
    text = strike('[[sources]]\nid = "a"\nref = "doc"\n')
    (cited,) = corpus({EVENT: text, "sources.toml": '[doc]\ntitle = "T"\n'}).event_file(EVENT).sources
    assert (cited.source.title, cited.written.title) == ("T", None)
    assert cited.problem("ref", "no").at == ("sources", 0, "ref")
    assert cited.problem("", "no").at == ("sources", 0)
    assert cited.edit("title", "A b") == "timeline edit 2024-11-17-strike --set 'sources.a.title=A b'"
