"""What a source is called in prose."""

import pytest

from timeline.model.event import Source
from timeline.provenance.names import called, is_saying, named, outlet, who

TWEET = "https://twitter.com/anna/status/1"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (Source(id="s1", kind="post", author="@anna", url=TWEET), "@anna on Twitter"),
        (Source(id="s1", kind="post", author="@anna", publisher="X"), "@anna on Twitter"),
        (Source(id="s1", kind="video", author="Anna", url="https://youtu.be/abc"), "Anna on YouTube"),
        (Source(id="s1", kind="video", author="Anna", publisher="Reuters"), "Anna (Reuters)"),
        (Source(id="s1", kind="video", author="Reuters", publisher="Reuters"), "Reuters"),
        (Source(id="s1", kind="image", author=tuple("ABCDE")), "A and 4 others"),
        (Source(id="s1", kind="video", publisher="YouTube", title="1:10"), "a film on YouTube"),
        (Source(id="s1", kind="post", url="https://forum.example/1"), "a post on forum.example"),
        (Source(id="s1", kind="video", publisher="Reuters", title="T"), "Reuters"),
        (Source(id="s1", kind="image", title="T"), "T"),
        (Source(id="s1", kind="interview", name="Petrova", publisher="CNN"), "Petrova"),
        (Source(id="s1", kind="interview", publisher="CNN"), "CNN"),
        (Source(id="s1", kind="statement", publisher="Ministry of Defence", title="Briefing"), "Ministry of Defence"),
        (Source(id="s1", publisher="CNN", author="A", title="T"), "CNN"),
        (Source(id="s1", publisher="White House", kind="person", name="an aide", anonymous=True), "an aide"),
        (Source(id="twitter-com-3", url="https://www.twitter.com/x/status/1"), "a post on Twitter"),
        (Source(id="s1", url=TWEET, publisher="Twitter", title="T"), "a post on Twitter"),
        (Source(id="s1", url=TWEET, author="@anna"), "@anna on Twitter"),
        (Source(id="s1", url="https://youtu.be/1", author=("A", "B", "C")), "A and 2 others on YouTube"),
        (Source(id="s1", url="https://youtu.be/1", kind="web"), "a film on YouTube"),
        (Source(id="s1", url="https://youtu.be/1", publisher="BBC"), "BBC"),
        (Source(id="s1", url="https://youtu.be/1", name="A song"), "A song"),
        (Source(id="s1", publisher="Twitter"), "Twitter"),
        (Source(id="s1", url="https://up.example/1", title="T"), "up.example"),
        (Source(id="s1", archive_url="https://web.archive.org/web/2020/https://cnn.example/a"), "cnn.example"),
        (Source(id="s1", kind="court", url="https://court.example/1", title="Ruling"), "Ruling"),
        (Source(id="s1", title="T"), "T"),
        (Source(id="s1", author="A"), "A"),
        (Source(id="s1", ref="doc"), "doc"),
        (Source(id="gone"), "gone"),
        (Source(id="s1", kind="person", anonymous=True), "a person"),
    ],
)
def test_called(source: Source, name: str) -> None:
    assert called(source) == name


def test_who_it_is_without_the_platform() -> None:
    assert who(Source(kind="post", author="@anna", url=TWEET)) == "@anna"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("officials", "unnamed officials"),
        ("an aide", "an unnamed aide"),
        ("A diplomat", "an unnamed diplomat"),
        ("the source", "the unnamed source"),
        ("some US officials", "some unnamed US officials"),
        ("unnamed officials", "unnamed officials"),
        ("an anonymous aide", "an anonymous aide"),
    ],
)
def test_the_unnamed_in_a_sentence(name: str, said: str) -> None:
    assert named(Source(id="x", kind="person", name=name, anonymous=True)) == said


def test_titles_and_the_withheld_in_a_sentence() -> None:
    assert named(Source(kind="speech", title="On war")) == "“On war”"
    assert (
        named(Source(kind="person", name="withheld source 1", anonymous=True, confidential=True)) == "withheld source 1"
    )


def test_an_outlet_is_no_platform() -> None:
    assert [outlet(s) for s in (Source(publisher="CNN"), Source(url="https://cnn.com/1"), Source(url=TWEET))] == [
        *("CNN", "cnn.com", "")
    ]


def test_who_says_it_and_who_reports_it() -> None:
    assert is_saying(Source(kind="person", name="A"))
    assert is_saying(Source(kind="person", name="an aide", anonymous=True))
    assert not is_saying(Source(kind="speech", title="On war"))
    assert not is_saying(Source(kind="article", publisher="A"))
