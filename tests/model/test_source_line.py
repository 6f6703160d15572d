import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk import known_names
from timeline.errors import UsageError
from timeline.model.event import Source
from timeline.model.register import Register
from timeline.model.source_line import gather, gathered, parse


@pytest.fixture(scope="module")
def register() -> Register:
    return known_names()


def labels(text: str) -> list[str]:
    return [source.label for source in parse(text)]


# The line of the format page


def test_a_chain(register: Register) -> None:
    line = "Ukrainska Pravda, citing The New York Times, citing American officials https://up.example/1"
    assert parse(line, register) == (
        Source(id="ukrainska-pravda", publisher="Ukrainska Pravda", url="https://up.example/1", cites=("nyt",)),
        Source(id="nyt", publisher="The New York Times", seen=False, cites=("american-officials",)),
        Source(
            id="american-officials",
            kind="person",
            name="American officials",
            anonymous=True,
            plural=True,
            affiliation="United States",
        ),
    )


def test_without_a_register_nothing_is_guessed() -> None:
    first, second, third = parse("UP, citing Joe Biden, citing American officials")
    assert first == Source(id="up", publisher="UP", cites=("joe-biden",))
    assert second == Source(id="joe-biden", publisher="Joe Biden", seen=False, cites=("american-officials",))
    assert third.affiliation is None


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("BBC", ["BBC"]),
        ("BBC, citing Reuters", ["BBC", "Reuters"]),
        ("BBC citing Reuters", ["BBC", "Reuters"]),
        ("BBC , quoting Reuters", ["BBC", "Reuters"]),
        ("BBC, which cited Reuters which quoted AFP", ["BBC", "Reuters", "AFP"]),
        ("BBC, Citing Reuters, Which Cited AFP", ["BBC", "Reuters", "AFP"]),
        ("According to BBC,\n citing  Reuters;", ["BBC", "Reuters"]),
        ("BBC, citing, Reuters", ["BBC", "Reuters"]),
        ("Reuters, London", ["Reuters, London"]),
        ("The Citing Times", ["The Citing Times"]),
        ("Exciting News, quoting Unquoting Weekly", ["Exciting News", "Unquoting Weekly"]),
        ("Which Magazine, citing Which", ["Which Magazine", "Which"]),
        ("BBC, which", ["BBC, which"]),
        ("Apple Inc.", ["Apple Inc."]),
        ("Українська правда, citing Le Monde", ["Українська правда", "Le Monde"]),
        ("Reuters via Getty Images via Flickr", ["Reuters", "Getty Images", "Flickr"]),
        ("La Via Campesina", ["La Via Campesina"]),
        ("Reuters via satellite, citing AFP", ["Reuters via satellite", "AFP"]),
        ("Reuters, Via AFP", ["Reuters", "AFP"]),
        ("Reuters and AFP", ["Reuters and AFP"]),
        ("Reuters, AFP", ["Reuters, AFP"]),
        ("Reuters / AFP", ["Reuters / AFP"]),
        ("Reuters (London)", ["Reuters (London)"]),
        ("A (x, citing B", ["A (x", "B"]),
        ("A ) citing B", ["A )", "B"]),
        ("A (citing B", ["A", "B"]),
        ("A and citing B", ["A", "B"]),
        ('"A, citing B", citing C', ["A, citing B", "C"]),
    ],
)
def test_where_a_line_divides(text: str, links: list[str]) -> None:
    assert labels(text) == links


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("BBC https://a.example/1", "https://a.example/1"),
        ("BBC (https://a.example/1), citing AFP", "https://a.example/1"),
        ("BBC <https://a.example/1>, citing AFP", "https://a.example/1"),
        ("BBC, citing AFP: https://a.example/1.", "https://a.example/1"),
        ("BBC https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("BBC (https://a.example/x_(y)).", "https://a.example/x_(y)"),
        ("BBC [https://a.example/a,b;c?d=[e]]", "https://a.example/a,b;c?d=[e]"),
        ('BBC "HTTP://a.example/1"', "HTTP://a.example/1"),
    ],
)
def test_the_address_belongs_to_the_first_link(text: str, url: str) -> None:
    first, *others = parse(text)
    assert (first.publisher, first.url) == ("BBC", url)
    assert [source.url for source in others] == [None] * len(others)


def test_a_bare_address_is_a_source(register: Register) -> None:
    url = "https://www.nytimes.com/2024/1"
    assert parse(url) == (Source(id="nytimes-com", url=url),)
    assert parse(url, register) == (Source(id="nyt", url=url, publisher="The New York Times"),)
    assert parse(f"{url}, citing AFP") == (
        Source(id="nytimes-com", url=url, cites=("afp",)),
        *parse("x citing AFP")[1:],
    )
    assert parse("https://user:pw@a.example:8080?q=1")[0].id == "a-example"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a source needs a name or an address"),
        (" , ", "a source needs a name or an address"),
        ("citing AFP", "a source needs a name or an address"),
        ("Citing AFP", "a source needs a name or an address"),
        ("according to", "a source needs a name or an address"),
        ("BBC, citing", 'after "BBC, citing" nobody is named'),
        ("BBC via", 'after "BBC via" nobody is named'),
        ("BBC (citing", 'after "BBC (citing" nobody is named'),
        ("BBC (citing AFP) London", 'whose is "London", behind the bracket?'),
        ("BBC (citing AFP) and CNN", "two sources in one line"),
        ("BBC, citing , citing AFP", 'after "BBC, citing" nobody is named'),
        ("BBC, citing https://a.example", 'after "BBC, citing" nobody is named'),
        ("BBC https://a.example https://b.example", 'two addresses in one line: "https://a.example" and "https://b.example"'),
        ("BBC ftp://a.example", '"ftp://a.example" is no web address'),
        ("BBC https://", '"https://" is no web address'),
        ("BBC(https://a.example)", '"BBC(https://a.example)" is no web address'),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert caught.value.message == message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("A (citing B)", {"A": "B"}),
        ("A (via B)", {"A": "B"}),
        ("A (citing B, which cited C)", {"A": "B", "B": "C"}),
        ("A, citing B (citing C) and D", {"A": "B D", "B": "C"}),
        ("A, citing B and C, citing D", {"A": "B C", "B": "D", "C": "D"}),
        ("A (citing B), citing C", {"A": "B C"}),
        ("A, citing B and citing c and citing d", {"A": "B c d"}),
        ("A, citing B (C and D) and citing E", {"A": "B_(C_and_D) E"}),
        ('A, citing "b" and "c, d" and E', {"A": "b c,_d E"}),
    ],
)
def test_who_cites_whom(text: str, chain: dict[str, str]) -> None:
    sources = {source.id: source for source in parse(text)}
    found = {s.label: " ".join(sources[id_].label.replace(" ", "_") for id_ in s.cites) for s in sources.values()}
    assert {name: cited for name, cited in found.items() if cited} == chain


@pytest.mark.parametrize(
    ("cited", "names"),
    [
        ("Reuters and AFP", 2),
        ("the BBC and the Times", 2),
        ("NYT and the AP and Le Monde", 3),
        ("American officials and European diplomats", 2),
        ("Voice of America and AFP", 2),
        ("NATO and European Commission", 2),
        ("Joe Biden and Clerk", 2),
        ("Biden and diplomats", 1),
        ("Biden and European diplomats", 2),
        ("US and European officials", 1),
        ("Unheard Daily and European officials", 1),
        ("officials and diplomats", 1),
        ("officials and Reuters", 1),
        ("Ministry of Health and Population", 1),
        ("Food and Drug Administration", 1),
        ("Reuters, AFP and AP", 1),
        ("B and and C", 1),
        ("Trade and Investment Daily", 1),
    ],
)
def test_and_divides_what_are_two_names_for_certain(cited: str, names: int) -> None:
    register = Register.build(
        {
            "biden": {"name": "Joe Biden", "kind": "person", "aliases": ["Biden"]},
            "clerk": {"name": "Clerk"},
            "us": {"name": "United States", "kind": "state", "aliases": ["US"]},
            "daily": {"name": "The Trade and Investment Daily", "kind": "outlet"},
        }
    )[0]
    assert len(parse(f"UP, citing {cited}", register)) == names + 1


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


# Who is named and who is not


@pytest.mark.parametrize(
    ("words", "plural"),
    [
        ("officials", True),
        ("American officials", True),
        ("two U.S. officials", True),
        ("an official", False),
        ("a senior White House official", False),
        ("people familiar with the matter", True),
        ("a person close to the president", False),
        ("sources in the General Staff", True),
        ("the publication's sources", True),
        ("others in the administration", True),
        ("officials and diplomats", True),
        ("eyewitnesses", True),
        ("a witness", False),
        ("someone who was there", False),
        ("sources, speaking on condition of anonymity", True),
        ("Officials in Kyiv", True),
        ("unnamed ministers", True),
        ("an unidentified minister", False),
        ("anonymous eyewitness of the strike", False),
    ],
)
def test_who_is_not_named(words: str, plural: bool) -> None:
    (source,) = parse(words + ".")
    assert source.kind == "person"
    assert source.name == words
    assert source.anonymous
    assert source.plural is plural
    assert source.publisher is None


@pytest.mark.parametrize(
    "words",
    [
        "The Insider",
        "Business Insider",
        "The Diplomat",
        "People",
        "Voice of the people",
        "Association of Retired Officials",
        "Open Sources",
        "The New York Times",
        "the minister",
        "of",
    ],
)
def test_what_is_a_name(words: str) -> None:
    assert parse(words)[0] == Source(id=parse(words)[0].id, publisher=words)


@pytest.mark.parametrize(
    ("words", "affiliation"),
    [
        ("American officials", "United States"),
        ("two senior U.S. officials", "United States"),
        ("a North Korean official", "North Korea"),
        ("Georgian officials", None),  # two states are called so
        ("American and Korean officials", None),
        ("American Korean officials", None),
        ("former American officials", None),
        ("officials in the United States", None),
        ("New York Times sources", None),  # an outlet, not a state
        ("the United States' officials", "United States"),
        ("North Korea’s diplomats", "North Korea"),
        ("officials", None),
    ],
)
def test_whose_people_they_are(register: Register, words: str, affiliation: str | None) -> None:
    assert parse(words, register)[0].affiliation == affiliation


def test_the_register_tells_people_from_bodies_and_outlets(register: Register) -> None:
    chain = parse(
        "NYT, citing Biden, citing General Staff of Ukraine, citing Georgian, citing the Friday sources", register
    )
    assert [(s.id, s.kind, s.publisher, s.name, s.seen, s.anonymous) for s in chain] == [
        ("nyt", "article", "NYT", None, True, False),
        ("joe-biden", "person", None, "Biden", True, False),
        ("general-staff", "statement", "General Staff of Ukraine", None, False, False),
        ("georgian", "article", "Georgian", None, False, False),
        ("clerk", "article", "the Friday sources", None, False, False),
    ]


def test_ids_are_unique() -> None:
    chain = parse("A, citing A, citing A-2, citing A, citing 🙂, citing 🙂")
    ids = [source.id for source in chain]
    assert ids[:4] == ["a", "a-2", "a-2-2", "a-3"]
    assert len(set(ids)) == len(ids)
    assert all(ids)
    assert [source.cites for source in chain] == [*((id_,) for id_ in ids[1:]), ()]


# A whole array


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


def test_an_address_is_freed_of_what_wraps_it_however_often() -> None:
    (source,) = parse("BBC (((https://bbc.example/1_(a)" + ")." * 20_000)
    assert source.url == "https://bbc.example/1_(a)"
    assert parse("according to " * 5_000 + "BBC")[0].publisher == "BBC"


def test_a_bad_line_in_an_array_is_refused() -> None:
    with pytest.raises(UsageError):
        gather(["BBC", "BBC, citing"])


def test_each_entry_has_the_place_of_what_came_of_it() -> None:
    entries: list[str | Source] = [
        "UP, citing NYT",
        Source(publisher="NYT"),
        "BBC https://b.example",
        "BBC",
        Source(id="x"),
    ]
    sources, places = gathered(entries)
    assert [sources[places[n]].label for n in range(len(entries))] == ["UP", "NYT", "BBC", "BBC", "x"]
    assert places[2] == places[3]


# Laws


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        sources = parse(text)
    except UsageError as error:
        assert error.hint  # noqa: PT017 - both ways are right
    else:
        assert all(s.id and s.label for s in sources)
