"""Whole values of confidential sources, wherever they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.eventfile.editions.leaks import ConfidentialWords
from timeline.model.event import Event, Link, Source

ANN = Source(
    id="s1",
    name="Ann O'Neill",
    author=("Ivan Ő", "Al"),
    title="A day in Kursk",
    url="https://www.leaks.example/page/1/?utm_source=x",
    quote="We heard it.\nThen it was quiet",
    publisher="The Gazette",
    affiliation="Ministry of Defence",
    position="aide, ann@ministry.example",
    kind="person",
    confidential=True,
)


def words(**keys: object) -> ConfidentialWords:
    return ConfidentialWords([("2024-a", ANN if not keys else Source(**keys))])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("said ann o’neill, quietly", "name"),
        ("ANN ONEILL", "name"),
        ("by Ivan O.", "author"),
        ("Of “A Day in Kursk”", "title"),
        ("see http://leaks.example/page/1", "url"),
        ("we heard it; then it was quiet!", "quote"),
        ("The Gazette, Ministry of Defence, an aide, a person", ""),
        ("Al", ""),
        ("Ann and O'Neill", ""),
        ("", ""),
    ],
)
def test_what_stands_in_a_text(text: str, key: str) -> None:
    assert words().found(text) == ((key, "2024-a") if key else None)


@pytest.mark.parametrize(
    ("keys", "text", "found"),
    [
        ({"name": "王小明"}, "记者王小明说", True),
        ({"name": "王"}, "王小明", False),
        ({"name": "Yan"}, "Yan", False),
        ({"author": "Jane Doe <jane@leak.example>"}, "mail jane@leak.example", True),
        ({"url": "mailto:jane@leak.example"}, "jane@leak.example", True),
        (
            {"archive_url": "https://web.archive.org/web/2024/https://x.example/a"},
            "web.archive.org/web/2024/https://x.example/a",
            True,
        ),
        ({"translation": "They were there"}, "they were there", True),
        ({"publisher": "a clerk of the council"}, "says a clerk of the Council", True),
        ({"publisher": "The Gazette", "title": "A day in Kursk"}, "The Gazette", False),
        ({}, "nothing", False),
    ],
)
def test_what_is_long_enough(keys: dict[str, str], text: str, found: bool) -> None:
    assert (ConfidentialWords([("2024-a", Source(**keys))] if keys else []).found(text) is not None) == found  # type: ignore[arg-type]


def test_where_in_an_event() -> None:
    event = Event(
        id="2024-b",
        title="Told",
        date="2024",
        links=(Link(type="related", to="2024-a", note="Ann O'Neill again"),),
        x={"desk": ["plain", {"Ann O'Neill": 2.5}], "n": float("inf")},
    )
    leaks = [*words().leaks(event)]
    assert [(leak.at, leak.place, leak.key, leak.of) for leak in leaks] == [
        (("links", 0, "note"), "links.note", "name", "2024-a"),
        (("x", "desk", 1, "Ann O'Neill"), "x.desk.Ann O'Neill", "name", "2024-a"),
    ]
    assert [*words().leaks(Event(id="2024-c", title="Told", date="2024"))] == []


def test_where_on_a_page() -> None:
    page = "# Title\n\nBy Ann O'Neill\\_, that &lt;is&gt; *A day in\nKursk*\n"
    assert [*words().in_page(page)] == [(3, "name", "2024-a")]
    assert [*words().in_page("A day\nin Kursk")] == [(0, "title", "2024-a")]
    assert [*words().in_page("leaks&#46;example/page/1 of Jane")] == [(1, "url", "2024-a")]
    assert [*words().in_page("nothing")] == []


@given(st.text(), st.text())
def test_a_value_is_found_within_any_text(before: str, after: str) -> None:
    assert words().found(f"{before} Ann O'Neill {after}") is not None
