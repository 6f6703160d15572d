"""What the events of a page rest on, taken together."""

from timeline.model.event import Event, Source, replace
from timeline.model.register import Register
from timeline.records.build import record
from timeline.records.identities import Identities
from timeline.records.record import Record
from timeline.reports.numbers.grounds import Carrier
from timeline.reports.tally import Mention, Tally

OFFICIALS = Source(id="o", kind="person", name="officials", anonymous=True, affiliation="United States")


def event(*sources: Source, id_: str = "e") -> Record:
    found = record(Event(title=f"Title of {id_}", date="2024", sources=sources), Register())
    return replace(found, id=id_)


def tallied(*events: Record, certain: bool = True, register: Register | None = None) -> Tally:
    tally = Tally(Identities(register or Register()))
    for one in events:
        tally.look(one, certain=certain)
    return tally


def article(publisher: str | None, *cites: str, title: str = "T") -> Source:
    return Source(id=f"a-{publisher}", publisher=publisher, title=title, cites=cites)


def test_nothing() -> None:
    tally = tallied()
    assert tally.statement == "There are no events"
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
        "For none of 4 events are two independent sources on file. 4 have one source, unnamed in 3 of them;"
        " 1 is denied as well. On file: 2 documents of 1 publisher"
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
        "For 1 of 7 events two independent sources are on file. 1 has several sources of which it is not known whether"
        " they are independent; 1 has one; 1 has no source; 1 rests on reports that only cite one another; 1 is denied,"
        " and supported by nobody; 1 is only mentioned; 7 are only possibly in the range."
        " On file: 1 document; 2 outlets or bodies without a document named; 3 heard or seen directly"
    )


def test_links_and_their_authors() -> None:
    def post(author: str, number: int) -> Source:
        return Source(id=f"p{number}", kind="post", author=author, url=f"https://twitter.com/a/status/{number}")

    tally = tallied(
        event(post("@anna", 1), post("@boris", 2), id_="1"),
        event(post("@ANNA", 3), Source(id="x", url="https://cnn.example/1"), id_="2"),
        event(post("@anna", 1), post("@anna", 4), id_="3"),
    )
    assert tally.statement == (
        "For none of 3 events are two independent sources on file. 2 have several links of which it is not known"
        " whether they are independent; 1 has one. On file: 5 documents of 1 publisher and 2 authors"
    )
    assert tally.outlets == [
        Carrier("@anna on Twitter", 3, 1),
        Carrier("@boris on Twitter", 1, 0),
        Carrier("cnn.example", 1, 0),
    ]
    assert tally.echoes == [Mention("3", "2 reports")]


def test_a_platform_goes_by_its_name() -> None:
    tally = tallied(event(Source(id="a", url="https://t.me/x/1"), Source(id="b", author="@b", url="https://t.me/b/1")))
    assert tally.outlets == tally.origins == [Carrier("@b on Telegram", 1, 0), Carrier("Telegram", 1, 0)]
    film = Source(id="f", kind="video", publisher="YouTube", url="https://youtu.be/1")
    assert tallied(event(film, Source(id="a", publisher="A", url="https://a.example"))).described == [
        "*A*. <https://a.example>."
    ]


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


def test_the_register_tells_who_is_one() -> None:
    register = Register.build(actors={"a": {"name": "The Agency", "aliases": ["A"], "domains": ["a.example"]}})[0]
    tally = tallied(
        event(article("A"), id_="1"), event(Source(id="a-2", url="https://a.example/1"), id_="2"), register=register
    )
    assert tally.outlets == [Carrier("The Agency", 2, 2)]
    assert tally.origins == [Carrier("The Agency", 2, 2)]
    assert tally.statement.endswith("On file: 2 documents of 1 publisher")


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
        "For the 1 event no two independent sources are on file. It has one source, unnamed."
        " On file: 1 document of 1 publisher"
    )
    two = (Source(id="p", kind="person", name="P"), Source(id="q", kind="person", name="Q"))
    assert tallied(event(*two)).statement == (
        "For the 1 event two independent sources are on file. On file: 2 heard or seen directly"
    )


def test_all_of_them_may_be_unnamed() -> None:
    assert "2 have one source, unnamed in all of them." in tallied(event(OFFICIALS), event(OFFICIALS)).statement
