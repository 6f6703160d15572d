"""Who is one across events, and under which name."""

from timeline.model.event import Source
from timeline.model.register import Register
from timeline.records.identities import Identities

REGISTER = Register.build(
    actors={
        "nyt": {"name": "The New York Times", "kind": "outlet", "aliases": ["NYT"], "domains": ["nytimes.com"]},
        "biden": {"name": "Joe Biden", "aliases": ["Biden"]},
        "us": {"name": "United States", "aliases": ["America"]},
        "uk": {"name": "United Kingdom", "aliases": ["Union"]},
        "eu": {"name": "European Union", "aliases": ["Union"]},
    },
    places={"kursk": {"name": "Kursk Oblast", "aliases": ["Kursk"]}},
)[0]


def post(site: str, author: str = "@anna") -> Source:
    return Source(kind="post", author=author, url=f"https://{site}/1")


def names(*sources: Source, register: Register = REGISTER, whose: bool = False) -> list[str]:
    known = Identities(register)
    return [known.name(key) for key in dict.fromkeys([known.source(source, whose=whose) for source in sources])]


def test_the_register_tells_who_is_one() -> None:
    known = Identities(REGISTER)
    assert {known.name(known.actor(name)) for name in ("Biden", "joe biden", "biden")} == {"Joe Biden"}
    assert known.name(known.place("Kursk")) == "Kursk Oblast"
    assert known.name(known.actor("Union")) == "Union"
    assert names(
        Source(id="a", publisher="NYT"),
        Source(id="b", url="https://www.nytimes.com/1"),
        Source(id="nyt-2", publisher="nytimes.com"),
    ) == ["The New York Times"]


def test_else_the_folded_name_does() -> None:
    assert names(Source(id="a", publisher="Le Monde"), Source(id="b", publisher="le monde")) == ["Le Monde"]
    assert names(Source(id="x", url="https://a.example/1"), Source(id="y", url="http://www.a.example/2")) == [
        "a.example"
    ]
    assert names(Source(publisher="☂"), Source(publisher="☃")) == ["☂", "☃"]
    assert names(Source(publisher="X"), Source(url="https://twitter.com/a/status/1")) == ["X"]


def test_an_author_on_two_platforms_goes_by_the_name_alone() -> None:
    assert names(post("twitter.com"), post("x.com"), post("youtube.com", "@boris")) == [
        "@anna on Twitter",
        "@boris on YouTube",
    ]
    assert names(post("twitter.com"), post("youtube.com"), post("twitter.com")) == ["@anna"]


def test_the_unnamed_are_nobody_else_and_may_be_told_apart_by_their_house() -> None:
    people = [
        Source(kind="person", name="officials", anonymous=True, affiliation="US"),
        Source(kind="person", name="Officials", anonymous=True, affiliation="Ukraine"),
        Source(kind="person", name="officials"),
    ]
    assert names(*people) == ["officials", "officials"]
    assert names(*people, whose=True) == ["officials (US)", "Officials (Ukraine)", "officials"]


def test_what_brings_it_to_readers() -> None:
    known = Identities(REGISTER)

    def carrier(source: Source) -> str | None:
        key = known.carrier(source)
        return known.name(key) if key else None

    assert carrier(post("twitter.com")) == "@anna on Twitter"
    assert carrier(Source(kind="interview", name="Biden", publisher="NYT")) == "The New York Times"
    assert carrier(Source(url="https://youtu.be/abc")) == "youtu.be"
    assert carrier(Source(kind="person", name="Biden")) is None


def test_tags_are_as_they_are_written() -> None:
    known = Identities(REGISTER)
    assert [known.name(known.tag(tag)) for tag in ("A", "a")] == ["A", "a"]
