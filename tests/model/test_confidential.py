from typing import Any

import pytest

from timeline.errors import KeyPath
from timeline.model.confidential import places, public
from timeline.model.event import Event, Figure, Link, Review, Source, Variant, replace

SECRET = Source(
    id="jane-doe", kind="person", name="Jane Doe", affiliation="the ministry", quote="I saw it", confidential=True
)


def test_a_confidential_source_keeps_only_what_counting_needs() -> None:
    event = Event(
        title="t",
        date="2024",
        note="call Jane Doe",
        sources=(
            Source(id="up", publisher="Ukrainska Pravda", cites=("jane-doe",), distinct_from=("jane-doe",)),
            SECRET,
        ),
        links=(Link(type="related", to="other", according_to=("jane-doe",)),),
        figures=(Figure(what="killed", value=1, according_to=("jane-doe",)),),
        variants=(Variant(field="date", value="2023", according_to=("jane-doe",)),),
    )
    shown = public(event)
    assert "ane" not in repr(shown)
    assert "ministry" not in repr(shown)
    assert "I saw it" not in repr(shown)
    assert shown.sources[0].cites == ("withheld-1",) == shown.sources[0].distinct_from
    assert shown.sources[1] == Source(id="withheld-1", kind="person", name="withheld source 1", confidential=True)
    assert (
        shown.links[0].according_to
        == shown.figures[0].according_to
        == shown.variants[0].according_to
        == ("withheld-1",)
    )


def test_other_events_are_left_as_they_are() -> None:
    event = Event(title="t", date="2024")
    assert public(event) is event


def test_of_a_review_goes_the_note_and_of_what_has_a_secret_the_fingerprint() -> None:
    review = Review(by="A", on="2025-03-03", of="0" * 16, note="n", stands=True)
    event = Event(title="t", date="2024", reviews=(review, replace(review, of=None)))
    assert public(event).reviews == (replace(review, note=None), replace(review, note=None, of=None))
    for secret in (replace(event, note="n"), replace(event, sources=(SECRET,))):
        told = public(secret).reviews
        assert told == (replace(review, note=None, of="withheld"), replace(review, note=None, of=None))


def cited(*cites: str) -> list[tuple[str, ...]]:
    """Whom an open source and one like Jane Doe cite, as others see it; the second cites `contact` and `up`."""
    up = Source(id="up", publisher="Ukrainska Pravda", cites=cites)
    shown = public(Event(title="t", date="2024", sources=(up, replace(SECRET, cites=("contact", "up")))))
    return [s.cites for s in shown.sources]


def test_whom_it_alone_speaks_of_is_masked_too() -> None:
    assert cited("jane-doe") == [("withheld-1",), ("withheld-2", "up")]
    assert cited("contact") == [("contact",), ("contact", "up")]


def test_an_id_that_is_nearly_its_own_is_masked_too() -> None:
    assert cited("jane-deo", "reuters")[0] == ("withheld-3", "reuters")


def test_where_too_many_ids_would_be_compared_all_are_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.model.confidential.PAIRS", 1)
    assert cited("reuters")[0] == ("reuters",)
    assert not {"jane-deo", "reuters"} & {*cited("jane-deo", "reuters")[0]}


def test_a_word_outside_its_vocabulary_may_tell_something() -> None:
    odd = replace(SECRET, kind="Jane's diary", stance="Jane", state="Jane", same_as=("up",))
    shown = public(Event(title="t", date="2024", sources=(odd,))).sources[0]
    assert "Jane" not in repr(shown)
    assert shown == Source(id="withheld-1", name="withheld source 1", confidential=True, same_as=("withheld-2",))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, []),
        ({"note": "n", "title": "t"}, [("note",)]),
        ({"sources": [{"confidential": "no"}, "line", {"name": "n"}]}, [("sources", 0), ("sources", 1)]),
        ({"sources": [{"ref": "leak"}, {"ref": "open"}, {"ref": 5}]}, [("sources", 0), ("sources", 2)]),
        ({"sources": ["line", [{"confidential": True}]]}, [("sources", 1, 0)]),
        ({"jane": {"confidential": True, "note": "n"}, "open": {"confidential": False, "note": "n"}}, [("jane",)]),
        ({"confidential": 1}, [()]),
        ({"reviews": [{"by": "A"}, {"note": "n"}], "links": [{"note": "n"}]}, [("reviews", 1, "note")]),
    ],
)
def test_where_it_is_written(values: dict[str, Any], found: list[KeyPath]) -> None:
    assert [*places(values, "leak".__eq__)] == found
