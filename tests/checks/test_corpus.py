"""The corpus: places of keys, sources as they are written, what is read when."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CHECKOUT
from corpora import EVENT, corpus, strike
from timeline.checks.corpus import Corpus, Document, File, Outside, quoted
from timeline.errors import DataError
from timeline.toml.parser import parse_toml
from timeline.toml.positions import Layout

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
    layout = Layout(text)
    for at in [
        *layout.spans,
        (),
        ("nothing",),
        ("sources", 7),
        ("sources", 0, "nothing"),
        ("title", "x"),
        ("x", 0, "a", "b"),
    ]:
        assert File(EVENT, text.encode(), {}, []).place(at) == layout.place(at), at


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
@settings(max_examples=300, deadline=None)
def test_places_are_those_of_the_layout_in_any_toml(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        parse_toml(text.encode())
    except ValueError:
        return
    layout = Layout(text)
    for at in layout.spans:
        assert File(EVENT, text.encode(), {}, []).place(at) == layout.place(at)


@pytest.mark.parametrize(
    ("sources", "places"),
    [
        ('[{ id = "a" }, { publisher = "B" }]', [("sources", 0), ("sources", 1)]),
        ('[{ publisher = "A" }, { id = "b" }]', [("sources", 0), ("sources", 1)]),
        ('["A, citing B", { id = "c", publisher = "C" }]', [("sources", 0), ("sources", 0), ("sources", 1)]),
        ('["A, citing B", { publisher = "C" }]', [("sources", 0), ("sources", 0), ("sources", 1)]),
        ('["https://www.a.example/x"]', [("sources",)]),
        ('["A", "A, citing B"]', [("sources", 0), ("sources", 1)]),
    ],
)
def test_sources_stand_where_they_are_written(sources: str, places: list[tuple[str | int, ...]]) -> None:
    doc = corpus({EVENT: strike(sources=sources)}).document(EVENT)
    assert [cited.table for cited in doc.sources] == places
    assert [cited.is_table for cited in doc.sources] == [
        len(place) == 2 and isinstance(doc.values["sources"][place[1]], dict) for place in places
    ]


def test_keys_that_are_not_written_are_marked_at_the_title() -> None:
    doc = corpus({EVENT: strike()}).document(EVENT)
    assert doc.key("status", "date") == ("date",)
    assert doc.key("status") == ("title",)


def test_a_file_that_cannot_be_opened_is_a_finding() -> None:
    class Locked(dict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            raise DataError(f"{path} cannot be read: Permission denied", "you may not")

    held = Corpus(Locked({EVENT: b""}), Outside(0))
    assert [p.code for p in held.file(EVENT).problems] == ["SCH007"]


def test_files_without_an_event_are_no_documents() -> None:
    held = corpus({EVENT: "x = 1", "2024/b.toml": "# nothing\n", "timeline.toml": ""})
    assert not isinstance(held.file(EVENT), Document)
    assert [p.message for p in held.file("2024/b.toml").problems] == ["title is missing", "date is missing"]
    assert held.settings == {}
    assert corpus({EVENT: strike()}).settings == {}
    assert list(corpus({EVENT: strike()}).tables) == []


def test_what_changes_is_read_again_and_nothing_else() -> None:
    other = "2024/2024-11-18-b.toml"
    held = corpus({EVENT: strike(), other: strike(), "sources.toml": '[a]\ntitle = "A"\n'})
    before = {path: held.file(path) for path in (EVENT, other)}
    after = held.changed({EVENT: strike(seq="1").encode()})
    assert after.file(other) is before[other]
    assert after.document(EVENT).event.seq == 1
    renewed = held.changed({"sources.toml": b'[b]\ntitle = "B"\n'})
    assert renewed.file(other) is not before[other]
    assert list(renewed.register.documents) == ["b"]


def test_words_for_a_shell() -> None:
    assert quoted("sources.a.publisher=O'Neill & Sons") == "'sources.a.publisher=O'\"'\"'Neill & Sons'"


def test_the_real_events_are_read_as_they_are() -> None:
    files = {
        path.relative_to(CHECKOUT / "events").as_posix(): path.read_text(encoding="utf-8")
        for path in (CHECKOUT / "events").rglob("*.toml")
        if not any(part[0] in "._" for part in path.relative_to(CHECKOUT / "events").parts)
    }
    held = corpus(files)
    assert all(isinstance(held.file(path), Document) for path in held.events)
