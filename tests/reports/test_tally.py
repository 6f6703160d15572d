"""What the events of a page rest on, taken together."""

from timeline.model.event import Event, Source, replace
from timeline.model.register import Register
from timeline.records.build import record
from timeline.records.record import Record
from timeline.reports.tally import Carrier, Mention, Tally

OFFICIALS = Source(id="o", kind="person", name="officials", anonymous=True, affiliation="United States")


def event(*sources: Source, id_: str = "e") -> Record:
    found = record(Event(title=f"Title of {id_}", date="2024", sources=sources), Register())
    return replace(found, id=id_)


def tallied(*events: Record, certain: bool = True) -> Tally:
    tally = Tally()
    for one in events:
        tally.look(one, certain=certain)
    return tally


def article(publisher: str | None, *cites: str, title: str = "T") -> Source:
    return Source(id=f"a-{publisher}", publisher=publisher, title=title, cites=cites)


def test_nothing() -> None:
    tally = tallied()
    assert tally.statement == "0 events; 0 corroborated, 0 single-source"
    assert (tally.bibliography, tally.outlets, tally.origins, tally.withheld) == ([], [], [], [])


def test_a_statement() -> None:
    denied = replace(OFFICIALS, id="d", name="others", stance="denies")
    tally = tallied(
        event(article("A", "o"), OFFICIALS, id_="1"),
        event(article("A", "o", "d"), OFFICIALS, denied, id_="2"),
        event(article("A", "o", title="U"), OFFICIALS, id_="3"),
        event(article("A")),
    )
    assert tally.statement == (
        "4 events from 2 documents of 1 outlet; 0 corroborated, 4 single-source,"
        " 3 of them resting on unnamed people only, 1 disputed"
    )


def test_every_ground_and_every_class() -> None:
    tally = tallied(
        event(),
        event(Source(id="m", publisher="M", stance="mentions")),
        event(Source(id="d", publisher="D", stance="denies")),
        event(Source(id="l", publisher="L", cites=("k",)), Source(id="k", publisher="K", cites=("l",))),
        event(article(None, title="Book"), Source(id="p", kind="person", name="P", affiliation="X")),
        event(
            Source(id="p", kind="person", name="P"),
            Source(id="q", kind="person", name="Q"),
            Source(id="r", kind="court"),
        ),
        event(Source(id="s", publisher="S", seen=False)),
        certain=False,
    )
    assert tally.statement == (
        "7 events from 1 document, and 2 outlets without a document named, and 3 heard or seen directly;"
        " 1 corroborated, 1 possibly corroborated, 1 single-source, 1 resting on a loop alone, 1 denied only,"
        " 1 supported by no source, 1 without a source; 7 only possibly in the range"
    )


def test_who_carries_most() -> None:
    tally = tallied(
        event(article("A", "o"), OFFICIALS, id_="1"),
        event(article("A", "o"), article("B", "o"), OFFICIALS, id_="2"),
        event(article("C", "gone"), id_="3"),
        event(Source(id="p", kind="person", name="P"), Source(id="q", kind="person", name="Q"), id_="4"),
    )
    assert tally.outlets == [Carrier("A", 2, 2), Carrier("B", 1, 1), Carrier("C", 1, 1)]
    assert tally.origins == [
        Carrier("officials (United States)", 2, 2),
        Carrier("gone", 1, 1),
        Carrier("P", 1, 0),
        Carrier("Q", 1, 0),
    ]
    assert tally.singles == [
        Mention("1", "officials"),
        Mention("2", "officials"),
        Mention("3", "gone"),
    ]
    assert tally.echoes == [Mention("2", "2 reports")]
    assert tally.bibliography == ["“T”. *A*.", "“T”. *B*.", "“T”. *C*."]


def test_what_is_withheld() -> None:
    hidden = Source(id="z", kind="person", name="Zebulon", title="Memo", confidential=True, anonymous=True)
    tally = tallied(event(article("A", "z"), hidden, id_="1"), event(hidden, id_="2"))
    assert tally.withheld == [
        Mention("1", "Withheld source 1: a person, unnamed"),
        Mention("2", "Withheld source 1: a person, unnamed"),
    ]
    assert tally.bibliography == ["“T”. *A*."]
    assert "Zebulon" not in repr(vars(tally))


def test_one_event_is_not_one_of_them() -> None:
    assert tallied(event(article("A", "o"), OFFICIALS)).statement == (
        "1 event from 1 document of 1 outlet; 0 corroborated, 1 single-source, this resting on unnamed people only"
    )
