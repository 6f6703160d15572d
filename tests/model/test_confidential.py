from timeline.model.confidential import public
from timeline.model.event import Event, Figure, Link, Source, Variant

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
