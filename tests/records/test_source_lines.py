"""Chains of citations as lines, which read back."""

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from newsroom import known_names
from timeline.errors import UsageError
from timeline.model.event import Source
from timeline.model.register import Register
from timeline.model.sources.gathered import gather
from timeline.model.sources.line import parse
from timeline.records.source_lines import sayable, write


@pytest.fixture(scope="module")
def register() -> Register:
    return known_names()


def test_branches_are_joined_with_and() -> None:
    sources = (
        Source(id="up", publisher="UP", cites=("nyt",), url="https://up.example/1"),
        Source(id="nyt", publisher="NYT", cites=("some", "others", "stub")),
        Source(id="some", name="some officials", cites=("report",)),
        Source(id="report", title="a report", cites=("study",)),
        Source(id="study", title="a study"),
        Source(id="others", name="others"),
    )
    assert write(sources) == [
        "UP, citing NYT, citing some officials (citing a report, citing a study) and others and citing stub https://up.example/1"
    ]


def test_one_line_for_every_source_that_nobody_cites() -> None:
    lines = [
        "UP, citing NYT, citing officials",
        "BBC, citing NYT, citing officials",
        "Reuters",
        "Le Monde: Afrique",
        '"A, citing B"',
    ]
    assert write(gather(lines)) == lines


def test_a_name_of_blanks_is_one() -> None:
    assert write((Source(id="a", cites=("", "\r")),)) == ['a, citing "" and citing \r']


def test_loops_end() -> None:
    loop = (Source(id="a", cites=("b",)), Source(id="b", cites=("a",)))
    assert write(loop) == ["a, citing b, citing a"]
    assert write((*loop, Source(id="c", cites=("b",)))) == ["c, citing b, citing a, citing b"]
    assert write((Source(id="a", cites=("a",)),)) == ["a, citing a"]
    assert write(()) == []


def test_two_sources_of_one_id_are_written_once() -> None:
    assert write((Source(id="a", publisher="A"), Source(id="a", publisher="B"))) == ["A"]


def test_thousands_of_sources() -> None:
    many = 3_000
    chain = tuple(
        Source(id=f"s{n}", publisher=f"S {n}", cites=(f"s{n + 1}",) if n < many - 1 else ()) for n in range(many)
    )
    (line,) = write(chain)
    assert [s.label for s in parse(line)] == [s.label for s in chain]
    fan = tuple(Source(id=f"e{n}", cites=("s0",)) for n in range(15))
    assert sum(map(len, write((*chain, *fan)))) < 900_000
    assert len(gather([f"S {n}, citing NYT" for n in range(many)])) == many + 1


NAMES = st.one_of(
    st.sampled_from(
        ["BBC", "NYT", "Joe Biden", "Reuters, London", "US officials", "people briefed on it", "Apple Inc."]
    ),
    st.text(st.sampled_from("aB ,.;-é’()&цй"), min_size=1, max_size=12).filter(lambda t: t.strip(" ,;") != ""),
)
NAMES |= st.sampled_from(["Marks and Spencer", "AFP", "Ministry of Health and Population", "US and European officials"])
NAMES |= st.sampled_from(["A, B", "A / B", "Via Campesina", "B (London)", '"A, citing B"', "«x and y»", "x) (citing y"])
SAYS = st.sampled_from([", citing ", " via ", ", quoting ", " which cited "])
JOINS = st.sampled_from([" and ", " and citing ", ", and via "])
CITED = st.recursive(
    NAMES,
    lambda inner: st.one_of(
        st.tuples(NAMES, SAYS, inner).map("".join),
        st.tuples(inner, JOINS, inner).map("".join),
        st.builds("{} (citing {})".format, NAMES, inner),
        NAMES.map('"{}"'.format),
    ),
    max_leaves=5,
)
LINES = st.builds(
    "{}{}{}{}".format,
    NAMES,
    SAYS,
    CITED,
    st.sampled_from(["", " https://a.example/1_(2)", " <https://www.nytimes.com/x>"]),
)
LINES |= NAMES


def test_a_name_that_is_its_own_id_is_written_beside_the_address() -> None:
    assert write(parse("bbc https://a.example")) == ["bbc https://a.example"]


@settings(max_examples=100)
@given(line=LINES, known=st.booleans())
def test_what_is_written_reads_back(register: Register, line: str, known: bool) -> None:
    register = register if known else Register()
    try:
        sources = parse(line, register)
    except UsageError:
        reject()
    cited = [id_ for source in sources for id_ in source.cites]
    assume(len(cited) == len(set(cited)))  # what two of them cite is named twice, and so read as two
    (written,) = write(sources)
    assert parse(written, register) == sources
    assert gather([written], register) == sources


def test_what_a_line_cannot_say_is_not_said() -> None:
    held = [
        Source(id="paper", cites=("aide",)),
        Source(id="aide"),
        Source(id="ministry", stance="denies", cites=("memo",)),
        Source(id="memo"),
        Source(id="wire", cites=("ministry", "aide")),
        Source(id="blog", stance="mentions"),
        Source(id="report", stance="supports", cites=("ministry",)),
    ]
    assert [source.id for source in sayable(held)] == ["paper", "aide", "report"]
    assert sayable(held[:2]) == held[:2]
    assert sayable([]) == []
