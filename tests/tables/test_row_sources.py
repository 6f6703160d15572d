"""Names and addresses of a row become sources where it is certain which belongs to which."""

import pytest

from newsroom import known_names
from timeline.errors import UsageError
from timeline.model.register import Register
from timeline.tables import row_sources

A, B, C = "https://a.org/1", "https://b.org/2?x=1,2", "http://c.org/3"


@pytest.mark.parametrize(
    ("names", "cells", "found", "left", "told"),
    [
        ([], [], [], [], []),
        (["Rudaw, 964media"], [], [("Rudaw, 964media", None)], [], []),
        (["Rudaw"], [f"{A}, {B};\n{A}", ";"], [("Rudaw", A), ("Rudaw", B)], [], []),
        (["Rudaw", "BBC"], [A, B], [("Rudaw", A), ("BBC", B)], [], []),
        (["X", "Y", "X"], [f"{A} {B} {C}"], [("X", A), ("Y", B), ("X", C)], [], []),
        (["X", "X"], [], [("X", None)], [], []),
        (["X", "Y"], [f"{A} {B} {C}"], [("X", None), ("Y", None)], [A, B, C], [row_sources.UNPAIRED]),
        ([], [f"{A} {B}"], [("a.org", A), ("b.org", B)], [], []),
        ([f"{A}, {B}"], [], [("a.org", A), ("b.org", B)], [], []),
        ([f"X {A}", "Y"], [A, B], [("X", A), ("Y", None)], [B], []),
        ([], ["javascript:alert(1)", "www.a.org", f"see {A}"], [("a.org", A)], [], [row_sources.NO_ADDRESS]),
        (["X"], [f"{A}?u=https://b.org", "ftp://a"], [("X", f"{A}?u=https://b.org")], [], [row_sources.NO_ADDRESS]),
        (["X"], [" ".join(f"{A}{n}" for n in range(9))], [("X", f"{A}{n}") for n in range(9)], [], []),
    ],
)
def test_an_address_is_given_to_nobody_else(
    names: list[str], cells: list[str], found: list[tuple[str, str]], left: list[str], told: list[str]
) -> None:
    sources, own, said = row_sources.sources(names, cells, "", Register())
    assert [(source.label, source.url) for source in sources] == found
    assert said == told
    texts = own.get("urls", [])
    assert texts == left or told == [row_sources.NO_ADDRESS]
    assert not any(text.startswith("javascript:") for text in (source.url or "" for source in sources))


def test_what_is_no_address_is_kept_as_text() -> None:
    _, own, _ = row_sources.sources([], ["javascript:alert(1)", "www.a.org;", f"see {A}"], "", Register())
    assert own == {"urls": ["javascript:alert(1)", "www.a.org", "see"]}


def test_a_name_is_read_as_a_line() -> None:
    (passed, told), own, _ = row_sources.sources(["NYT via Biden"], [A], "2020-05", known_names())
    assert (passed.id, passed.cites, passed.url, passed.published) == ("nyt", ("joe-biden",), A, "2020-05")
    assert (told.kind, told.published, own) == ("person", None, {})
    with pytest.raises(UsageError, match="two addresses in one line"):
        row_sources.sources([f"X {A} and {B}"], [], "", Register())
    with pytest.raises(UsageError, match="10,001 characters are too long"):
        row_sources.sources(["x" * 10_001], [], "", Register())
    with pytest.raises(UsageError, match="2,001 names and addresses of sources are too many"):
        row_sources.sources([*map(str, range(2001))], [], "", Register())


def test_one_day_of_publication_is_of_one_source() -> None:
    sources, own, told = row_sources.sources(["X", "Y"], [], "2020", Register())
    assert ([source.published for source in sources], own) == ([None, None], {"published": "2020"})
    assert told == [row_sources.UNDATED]
    assert row_sources.sources([], [], "2020", Register()) == ((), {"published": "2020"}, [])
