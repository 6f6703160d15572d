"""What events rest on is counted alike, however the sources say it."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.provenance.names import is_signed, outlet
from timeline.records.build import record
from timeline.records.identities import Identities
from timeline.records.record import Record
from timeline.records.source_words import ends, is_document
from timeline.reports.numbers.grounds import Carrier, Grounds

NAMES = [None, "The Herald", "twitter", "Anna", "x.com"]
URLS = [
    *(None, "https://a.example/1", "https://a.example/2", "https://x.com/anna/1", "http://youtu.be/abc", "youtu.be/x"),
    *("https://web.archive.org/web/2020/https://b.example/2", "https://web.archive.org/web/2020/https://c.example/3"),
    *("gopher://a.example/1", "gopher://b.example/1", "https:///x"),
]
SOURCES = st.builds(
    Source,
    id=st.just("s"),
    kind=st.sampled_from(["article", "post", "person", "report", "video", "statement", "court"]),
    publisher=st.sampled_from(NAMES),
    name=st.sampled_from(NAMES),
    author=st.sampled_from([None, "Anna", ("Anna", "Ben")]),
    title=st.sampled_from([None, "Title"]),
    url=st.sampled_from(URLS),
    archive_url=st.sampled_from(URLS),
    anonymous=st.booleans(),
    affiliation=st.sampled_from([None, "X"]),
    firsthand=st.sampled_from([None, True]),
    seen=st.booleans(),
)


def of(*sources: Source) -> Grounds:
    grounds = Grounds(Identities(Register()), lambda _: None)
    for n, source in enumerate(sources):
        seen = event(n, source)
        grounds.rests(seen.sources, seen.provenance, certain=True)
    return grounds


def event(n: int, *sources: Source) -> Record:
    return record(Event(title=f"E{n}", date="2024", sources=sources), Register())


@given(st.lists(SOURCES, max_size=12))
def test_what_is_found_out_once_is_what_each_source_says(sources: list[Source]) -> None:
    known = Identities(Register())
    carriers, origins = [], []
    publishers, authors = set(), set()
    for n, source in enumerate(sources):
        seen = event(n, source)
        for one in seen.sources:
            if carrier := known.carrier(one):
                carriers.append(carrier)
            if is_document(one) and (name := outlet(one)):
                publishers.add(known.outlet(name))
            elif is_document(one) and carrier and is_signed(one):
                authors.add(carrier)
        origins += [known.source(one, whose=True) for one in ends(seen.sources, seen.provenance)]
    grounds = of(*sources)
    assert (grounds.publishers, grounds.authors) == (len(publishers), len(authors))
    assert len(grounds.outlets) == len({*carriers})
    assert len(grounds.origins) == len({*origins})
    assert sum(one.events for one in grounds.origins) == len(origins)


def test_the_unnamed_are_counted_by_how_they_are_described() -> None:
    officials = Source(id="o", kind="person", name="officials", anonymous=True)
    grounds = of(
        officials, officials, Source(id="a", kind="person", name="Anna"), Source(id="b", title="Book", kind="book")
    )
    assert (grounds.unnamed, len(grounds.origins)) == (1, 3)
    assert grounds.origins[0] == Carrier("officials", 2, 2)


def test_what_is_withheld_is_counted_and_brings_nothing() -> None:
    grounds = of(Source(id="s", publisher="Secret Herald", url="https://secret.example", confidential=True))
    assert (grounds.hidden, grounds.outlets, grounds.publishers, grounds.origins) == (1, [], 0, [])
