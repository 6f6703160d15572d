import pytest

from newsroom import known_names
from timeline.errors import UsageError
from timeline.model.event import Source
from timeline.model.register import Register
from timeline.model.sources.line import parse


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
        ("A ) citing B", ["A", "B"]),
        ("A(citing B)", ["A", "B"]),
        ("(A, citing B)", ["A", "B"]),
        ("A, citing (B, citing C)", ["A", "B", "C"]),
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
        ('{ id = "a", name = "BBC", confidential = true }', "a table is no line of sources"),
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
        ("Unheard Daily AB and two officials", 2),
        ("the operator and two officials who were not named", 2),
        ("Anna Berg and unnamed officials", 2),
        ("two officials and Reuters", 2),
        ("two officials and an aide", 2),
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


@pytest.mark.parametrize(
    "line",
    [
        "The Courier, according to two officials",
        "The Courier, who cite two officials",
        "The Courier, which quotes two officials",
        "The Courier reported, citing two officials",
        "two officials told The Courier",
    ],
)
def test_other_words_for_citing(line: str) -> None:
    outlet, officials = parse(line)
    assert (outlet.label, outlet.cites, officials.label) == ("The Courier", (officials.id,), "two officials")
    for name in ("Consumer Reports", "The Gospel according to Mark", "Petrova told Reuters"):
        assert [source.label for source in parse(name)] == [name]


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


def test_an_address_is_freed_of_what_wraps_it_however_often() -> None:
    (source,) = parse("BBC (((https://bbc.example/1_(a)" + ")." * 20_000)
    assert source.url == "https://bbc.example/1_(a)"
    assert parse("according to " * 5_000 + "BBC")[0].publisher == "BBC"
