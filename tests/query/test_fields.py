import sqlite3

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from timeline.model.event import LINK, ROLE, Event, Source, table
from timeline.query.fields import ALIASES, FIELDS, keys, whole, words
from timeline.query.tree import Term
from timeline.text.folding import APART


def test_every_field_can_be_asked_for() -> None:
    for row in FIELDS.values():
        assert row.help
        assert row.operators[0] == ":"
        assert row.name not in ALIASES
    assert set(ROLE) < set(FIELDS)
    assert set(ALIASES.values()) <= {*FIELDS, "x.NAME", "figures.NAME"}
    assert Term("x.a", ":", ()).kind == "own"
    assert Term("actor", ":", ()).kind == "name"
    assert Term("figures.a b", ":", ()).kind == "figure"
    assert FIELDS["since"].operators == (":",)
    assert FIELDS["link"].words == LINK


def test_help_comes_from_the_table_of_fields() -> None:
    assert FIELDS["status"].help == table(Event)["status"].help
    assert FIELDS["author"].help == "of any source: " + table(Source)["author"].help


def test_what_can_be_there_or_not() -> None:
    assert keys()["lang"] == table(Event)["lang"].help  # the event's: a source has one too
    assert keys()["agent"] == "someone who did it"
    assert "id" not in keys()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ukraine's long-range U.S. missiles", "ukraine s long range u s missiles"),
        ("Владимир Путін, Й", "владимир путін и"),
        ("STRASSE Straße", "strasse strasse"),
        ("обʼєкт об’єкт", "об єкт об єкт \ue000 обєкт обєкт"),
        ("end…start", "end start"),
        ("a_b", "a b"),
        ("№ 5²", "no 52"),
        ("—", ""),
    ],
)
def test_words(text: str, found: str) -> None:
    assert words(text) == found.split()


@settings(max_examples=100)
@given(st.text())
def test_words_of_words_are_the_same(text: str) -> None:
    found = words(text)
    assume(APART not in found)
    assert words(" ".join(found)) == found


def tokens(text: str) -> list[str]:
    """The words that FTS5 finds."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'ascii')")
    db.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
    db.execute("INSERT INTO t VALUES (?)", (text,))
    found = [term for (term,) in db.execute("SELECT term FROM v ORDER BY offset")]
    db.close()
    return found


ASCII = st.text(st.characters(max_codepoint=127, exclude_characters="\0'"))
LETTERS = st.text().filter(lambda text: APART not in words(text))


@settings(max_examples=60)
@given(ASCII | LETTERS.map(lambda text: " ".join(words(text))))
def test_the_index_finds_the_same_words(text: str) -> None:
    assert tokens(text) == words(text)


def test_whole() -> None:
    assert whole("  A  b\n") == "a b"
    assert whole("E\u0301") == whole("é") != whole("e")
