import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom import known_names
from timeline.errors import UsageError
from timeline.model.event import Source
from timeline.model.register import Register
from timeline.model.sources.gathered import gather, gathered
from timeline.model.sources.line import parse


@pytest.fixture(scope="module")
def register() -> Register:
    return known_names()


def person(id_: str, name: str) -> Source:
    return Source(id=id_, kind="person", name=name, anonymous=True)


def graph(sources: tuple[Source, ...]) -> dict[str, tuple[str, ...]]:
    return {source.id: source.cites for source in sources}


def test_lines_meet_in_what_they_both_name() -> None:
    lines = [
        "UP, citing The New York Times, citing officials",
        "BBC quoting the new york times",
        "AFP, citing officials",
    ]
    assert graph(gather(lines)) == {
        "up": ("the-new-york-times",),
        "the-new-york-times": ("officials",),
        "officials": (),
        "bbc": ("the-new-york-times",),
        "afp": ("officials-2",),
        "officials-2": (),
    }


def test_lines_with_branches_meet_too() -> None:
    lines = ["UP, citing NYT and AFP, citing officials", "BBC, citing AFP (citing officials) and CNN"]
    assert graph(gather(lines)) == {
        "up": ("nyt", "afp"),
        "nyt": ("officials",),
        "afp": ("officials",),
        "officials": (),
        "bbc": ("afp", "cnn"),
        "cnn": (),
    }


def test_unnamed_people_meet_below_one_source_in_the_same_words() -> None:
    lines = ["NYT, citing an official", "UP, citing NYT, citing An official", "BBC, citing NYT, citing a diplomat"]
    assert graph(gather(lines)) == {
        "nyt": ("an-official",),
        "an-official": (),
        "up": ("nyt",),
        "bbc": ("nyt-2",),
        "nyt-2": ("a-diplomat",),
        "a-diplomat": (),
    }
    assert len(gather(["officials", "officials"])) == 2
    assert [source.publisher for source in gather(["A, B", "A / B", "a, b"])] == ["A, B", "A / B"]


@pytest.mark.parametrize(
    ("entries", "reports"),
    [
        (["NYT, citing a US official", "NYT, citing an official"], 2),
        (["NYT, citing a US official https://n.example/1", "NYT, citing an official"], 2),
        (["NYT, citing a US official", "NYT, citing an official https://n.example/1"], 2),
        (["NYT, citing a US official https://n.example/1", "NYT, citing an official https://n.example/1"], 1),
        (["NYT, citing a US official", "NYT, citing a US official and citing Anna"], 1),
        (["NYT", "NYT, citing an official"], 1),
        (["UP, citing NYT, citing an official", "BBC, citing NYT, citing a diplomat"], 2),
        (["UP, citing NYT, citing Anna", "NYT"], 1),
        ([Source(id="n", publisher="NYT", cites=("a",)), person("a", "an aide"), "NYT, citing a diplomat"], 2),
        ([Source(id="n", publisher="NYT", cites=("a",)), person("a", "an aide"), "NYT, citing an aide"], 1),
        ([Source(id="n", publisher="NYT", cites=("gone",)), "NYT, citing a diplomat"], 2),
        ([Source(id="n", publisher="NYT"), "NYT, citing a diplomat"], 1),
    ],
)
def test_a_report_that_cites_others_is_another(entries: list[str | Source], reports: int) -> None:
    """Of one that cited both of them one could say that it tells them apart."""
    assert sum(source.publisher == "NYT" for source in gather(entries)) == reports


def test_the_register_joins_two_names_of_one_outlet(register: Register) -> None:
    assert list(graph(gather(["UP, citing NYT", "BBC, citing The New York Times"], register))) == [
        *("ukrainska-pravda", "nyt", "bbc"),
    ]


def test_a_link_that_is_in_our_hands_too_is_seen_and_has_its_address() -> None:
    sources = gather(["UP, citing NYT", "NYT, citing officials https://nyt.example/1"])
    assert [(s.id, s.seen, s.url) for s in sources if s.id == "nyt"] == [("nyt", True, "https://nyt.example/1")]


def test_two_addresses_are_two_sources() -> None:
    sources = gather(["NYT https://nyt.example/1", "NYT https://nyt.example/2", "BBC, citing NYT"])
    assert graph(sources) == {"nyt": (), "nyt-2": (), "bbc": ("nyt-3",), "nyt-3": ()}
    sources = gather(["BBC, citing NYT", "NYT https://nyt.example/1", "NYT https://nyt.example/2"])
    assert graph(sources) == {"bbc": ("nyt-3",), "nyt-3": (), "nyt": (), "nyt-2": ()}
    assert graph(gather(["https://nyt.example/1"] * 2)) == {"nyt-example": ()}


def test_lines_lean_on_tables_before_and_after_them() -> None:
    table = Source(id="n", publisher="NYT", quote="…", cites=("o", "gone"))
    officials = Source(id="o", kind="person", name="officials", anonymous=True)
    sources = gather(["UP, citing NYT, citing Officials", table, officials, "BBC, citing n"])
    assert graph(sources) == {"up": ("n",), "n": ("o", "gone"), "o": (), "bbc": ("n",)}
    assert sources[1] == table


def test_tables_keep_what_they_say_and_get_an_id() -> None:
    tables = (
        Source(publisher="The New York Times", cites=("x",)),
        Source(publisher="The New York Times"),
        Source(url="https://a.example/1"),
        Source(),
    )
    sources = gather(tables)
    assert [s.id for s in sources] == ["the-new-york-times", "the-new-york-times-2", "a-example", "source"]
    assert [Source(publisher=s.publisher, url=s.url, cites=s.cites) for s in sources] == list(tables)


def test_a_line_that_names_one_outlet_twice_keeps_them_apart() -> None:
    line = "NYT, citing Reuters, citing NYT"
    assert gather([line]) == parse(line)


def test_a_line_that_names_one_outlet_thousands_of_times() -> None:
    """In a time that grows with its length, and not with its cube."""
    sources = gather([", citing ".join(["BBC"] * 3_000)])
    assert len(sources) == 3_000
    assert sources[-2].cites == (sources[-1].id,)


def test_lines_that_give_the_same_addresses_meet() -> None:
    lines = [f"BBC https://bbc.example/{n}" for n in range(3)]
    assert [s.url for s in gather([*lines, *lines, "BBC"])] == [f"https://bbc.example/{n}" for n in range(3)] + [None]
    assert [s.url for s in gather(["BBC, citing UP", "UP https://up.example"])] == [None, "https://up.example"]


def test_a_bad_line_in_an_array_is_refused() -> None:
    with pytest.raises(UsageError):
        gather(["BBC", "BBC, citing"])


def test_each_entry_has_the_places_of_what_came_of_it() -> None:
    entries: list[str | Source] = [
        "UP, citing NYT",
        Source(publisher="NYT"),
        "BBC https://b.example",
        "BBC",
        Source(id="x"),
    ]
    sources, places = gathered(entries)
    labels = [[sources[at].label for at in places[n]] for n in range(len(entries))]
    assert labels == [["UP", "NYT"], ["NYT"], ["BBC"], ["BBC"], ["x"]]
    assert (places[0][1:], places[2]) == (places[1], places[3])


# Laws


@settings(max_examples=100)
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        sources = parse(text)
    except UsageError as error:
        assert error.hint  # noqa: PT017 - both ways are right
    else:
        assert all(s.id and s.label for s in sources)
