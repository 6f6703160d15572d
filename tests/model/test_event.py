"""The one table of fields: names, types, words, order."""

from typing import Any

import pytest

from timeline.model import event as m
from timeline.model.event import Actor, Event, Figure, Link, Place, Review, Source, Variant, table

FORMAT = {
    Event: "title date date_basis date_text seq timezone kind status likelihood actors places tags summary note claim"
    " sources links figures variants lang reviews aliases x",
    Actor: "name role as_named certainty",
    Place: "name country lat lon precision",
    Source: "id ref kind title author publisher published lang url archive_url accessed copy sha256 locator quote"
    " translation cites stance firsthand seen name anonymous plural affiliation position same_as distinct_from grade"
    " state confidential",
    Link: "type to according_to note",
    Figure: "what value low best high unit according_to",
    Variant: "field value according_to note",
    Review: "by on of note",
}


@pytest.mark.parametrize(("struct", "keys"), FORMAT.items(), ids=lambda p: getattr(p, "__name__", ""))
def test_every_key_of_the_format_in_its_order(struct: Any, keys: str) -> None:
    rows = table(struct)
    assert list(rows) == keys.split()
    assert all(row.name == name and row.help for name, row in rows.items())


def test_what_is_required_and_what_is_an_array_of_tables() -> None:
    rows = table(Event)
    assert [name for name, row in rows.items() if row.required] == ["title", "date"]
    structs = {name: row.struct for name, row in rows.items() if row.struct}
    assert structs == {
        "actors": Actor,
        "places": Place,
        "sources": Source,
        "links": Link,
        "figures": Figure,
        "variants": Variant,
        "reviews": Review,
    }
    assert [name for name, row in table(Source).items() if row.date] == ["published", "accessed"]


@pytest.mark.parametrize("struct", FORMAT)
def test_a_default_is_a_word_of_its_vocabulary(struct: Any) -> None:
    for row in table(struct).values():
        if row.words and not row.required and row.default is not None:
            assert row.default in row.words


def test_words_of_the_format() -> None:
    words = {
        "date_basis": "stated reported as-of inferred",
        "kind": "occurrence state statement assessment",
        "status": "confirmed reported alleged disputed refuted planned expected possible cancelled",
        "likelihood": "almost-no-chance very-unlikely unlikely roughly-even likely very-likely almost-certain",
    }
    assert {name: " ".join(row.words) for name, row in table(Event).items() if row.words} == words
    assert len(m.GRADE) == 36
    assert m.SOURCE_KIND.keys() == m.PRIMARY.keys() | m.SECONDARY.keys()


def test_whether_somebody_vouches_for_an_event() -> None:
    old, new = Review(by="A", on="2025-03-03"), Review(by="B", on="2025-03-04", stands=True)
    event = Event(title="A", date="2024")
    assert [m.reviewed(m.replace(event, reviews=held)) for held in ((), (old,), (old, new))] == ["no", "stale", "yes"]


def test_what_a_source_is_called() -> None:
    whole = Source(id="i", ref="r", title="T", name="N", publisher="P")
    assert whole.label == "P"
    assert m.replace(whole, publisher=None).label == "N"
    assert Source(id="i", ref="r", title="T").label == "T"
    assert Source(id="i", ref="r").label == "r"
    assert Source(id="i").label == "i"


def test_an_event_cannot_be_changed_but_replaced() -> None:
    event = Event(title="A", date="2024")
    with pytest.raises(AttributeError):
        event.title = "B"  # type: ignore[misc]  # what the test is about
    assert m.replace(event, title="B") == Event(title="B", date="2024")
