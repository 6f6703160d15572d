"""What provenance has found, in words."""

import pytest

from timeline.model.event import CLASSES, FLAGS, LABELS, Source
from timeline.provenance.words import Wording
from witnesses import article, person, traced, unnamed


def words(*sources: Source) -> Wording:
    return Wording(traced(*sources), sources)


def officials(id_: str = "o", name: str = "American officials") -> Source:
    return person(id_, name=name, anonymous=True, plural=True)


def link(id_: str, **keys: object) -> Source:
    return Source(id=id_, url=f"https://{id_}.example/1", **keys)  # type: ignore[arg-type]


def tweet(id_: str, author: str) -> Source:
    return Source(id=id_, kind="post", author=author, url=f"https://twitter.com/{author}/status/{id_}")


TABLE = [
    ((), "no source", "No source is given."),
    ((person("p", stance="mentions"),), "no support", "No source says that it is so: they only mention it."),
    ((person("p", state="retracted"),), "no support", "No source says that it is so: they were withdrawn."),
    (
        (person("p", state="retracted"), person("q", stance="mentions")),
        "no support",
        "No source says that it is so: they only mention it, or were withdrawn.",
    ),
    ((person("p", stance="denies"),), "denied, no support", "It is denied, and no source says that it is so."),
    (
        (article("a", "b"), article("b", "a")),
        "no origin: a loop",
        "The reports only cite one another, and none of them says where it began.",
    ),
    (
        (article("a", "a"), article("b", "b")),
        "no origin: 2 loops",
        "The reports only cite one another, and none of them says where it began.",
    ),
    ((person("Anna Petrova"),), "1 origin: Anna Petrova", "All of it goes back to Anna Petrova."),
    (
        (article("UP", "NYT"), article("NYT", "o"), officials()),
        "1 origin, unnamed: American officials",
        "All of it goes back to one source, American officials who are not named.",
    ),
    (
        (officials(name="Two ministry officials"),),
        "1 origin, unnamed: Two ministry officials",
        "All of it goes back to one group, Two ministry officials who are not named.",
    ),
    (
        (unnamed("p"),),
        "1 origin, unnamed: an official",
        "All of it goes back to one source, an official who is not named.",
    ),
    (
        (officials(name="unnamed officials"),),
        "1 origin, unnamed: unnamed officials",
        "All of it goes back to one source, unnamed officials.",
    ),
    (
        (article("The New York Times"),),
        "1 origin, basis not stated: The New York Times",
        "It rests on one report, which does not say how it knows.",
    ),
    (
        (article("UP", "NYT"), article("NYT")),
        "1 origin, basis not stated: NYT",
        "All of it goes back to one source, NYT; how it knows is not said.",
    ),
    (
        (article("UP", "afp"),),
        "1 origin, basis not stated: afp",
        "All of it goes back to one source, afp, of which no more is known.",
    ),
    (
        (article("A", "NYT"), article("B", "NYT"), article("C", "NYT"), article("NYT")),
        "1 origin, basis not stated: NYT, 3 reports",
        "Three reports, and all of them go back to one source, NYT; how it knows is not said.",
    ),
    (
        (article("A", "p"), article("B", "p"), person("p", name="Petrova"), person("q", stance="denies")),
        "1 origin, disputed: Petrova, 2 reports",
        "Two reports, and both go back to one source, Petrova. It is denied too.",
    ),
    (
        (article("nyt", "a"), article("reuters", "b"), officials("a"), officials("b")),
        "1–2 origins, unnamed: American officials",
        (
            "One source is certain, a second is possible: unnamed American officials (cited by nyt)"
            " and unnamed American officials (cited by reuters)."
        ),
    ),
    (
        (article("up", "afp"), article("reuters", "m"), person("m", name="the minister")),
        "1–2 origins, basis of 1 not stated: afp / the minister",
        "One source is certain, a second is possible: afp and the minister. One of them does not say how it knows.",
    ),
    (
        (unnamed("a"), unnamed("b"), officials("c"), article("d"), article("e")),
        "1–5 origins, basis of 2 not stated: an official / American officials +2",
        (
            "One source is certain, four more are possible: an unnamed official (two of them), unnamed American officials and 2 others."
            " Two of them do not say how they know."
        ),
    ),
    (
        (article("a", "p"), article("b", "q"), person("p", name="Petrova"), person("q", name="Quirke")),
        "2 origins: Petrova / Quirke",
        "Two sources that are known to be different people or documents say so: Petrova and Quirke.",
    ),
    (
        (person("p", name="Petrova"), person("q", name="Quirke"), unnamed("r")),
        "2–3 origins: Petrova / Quirke +1",
        (
            "At least two sources that are known to be different people or documents say so, of three that are possible:"
            " Petrova, Quirke and an unnamed official."
        ),
    ),
    (
        (article("x", "p", "q"), person("p", affiliation="X"), person("q", affiliation="X")),
        "2 origins: p / q",
        (
            "Two sources that are known to be different people or documents say so: p and q."
            " All of them belong to the same body or state. All of it reaches us through the same hands."
        ),
    ),
    (
        (article("a", "b"), article("b", "a", firsthand=True)),
        "1 origin: b",
        "All of it goes back to b. Some of the reports cite one another.",
    ),
    (
        (link("a", publisher="CNN"), link("b", publisher="Blade"), link("c", publisher="cnn")),
        "3 links by 2 outlets, basis not stated",
        "Three links by two outlets; none says how it knows, and whether they are independent is not known.",
    ),
    (
        (tweet("1", "@anna"), tweet("2", "@boris"), link("c")),
        "3 links, 2 of them by 2 authors, basis not stated",
        "Three links, two of them by two authors; none says how it knows, and whether they are independent is not known.",
    ),
    (
        (article("Reuters"), article("AP")),
        "2 reports by 2 outlets, basis not stated",
        "Two reports by two outlets; neither says how it knows, and whether they are independent is not known.",
    ),
    (
        (article("UP", "afp"), Source(id="x", cites=("dpa",))),
        "2 reports, basis not stated",
        "Two reports; how those they go back to know is not said, and whether they are independent is not known.",
    ),
    (
        (article("UP", "afp"), article("BBC", "dpa")),
        "2 reports by 2 outlets, basis not stated",
        "Two reports by two outlets; how those they go back to know is not said, and whether they are independent is not known.",
    ),
    (
        (tweet("1", "@anna"), link("b"), link("c")),
        "3 links, 1 of them by a named author, basis not stated",
        "Three links, one of them by a named author; none says how it knows, and whether they are independent is not known.",
    ),
    (
        (Source(id="a", url="https://twitter.com/a/1"), Source(id="b", url="https://youtu.be/b")),
        "2 links from 2 sites, basis not stated",
        "Two links from two sites; neither says how it knows, and whether they are independent is not known.",
    ),
    (
        (tweet("1", "@anna"), tweet("2", "@anna"), tweet("3", "@anna"), tweet("4", "@anna")),
        "1 origin, basis not stated: @anna on Twitter, 4 posts",
        "Four posts, and all of them go back to one source, @anna on Twitter; how it knows is not said.",
    ),
]


def test_an_author_on_two_platforms_goes_by_the_name_alone() -> None:
    films = [Source(id=i, kind="video", author="Anna", url=f"https://{i}/1") for i in ("youtu.be", "vimeo.com")]
    found = words(*films)
    assert found.phrase == "1 origin: Anna, 2 films"
    assert found.sentence == "Two films, and both go back to one source, Anna."
    assert found.why("single-source") == "2 reports in all, and one origin: Anna."
    both = words(person("a", name="Biden", same_as=("b",)), person("b", name="the President"))
    assert both.why("single-source") == "2 reports in all, and one origin: Biden = the President."


@pytest.mark.parametrize(("sources", "phrase", "sentence"), TABLE)
def test_in_a_table_and_in_a_report(sources: tuple[Source, ...], phrase: str, sentence: str) -> None:
    assert (words(*sources).phrase, words(*sources).sentence) == (phrase, sentence)


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((person("Anna Petrova"),), "It rests on one source."),
        ((Source(id="v", kind="video", author="@a", firsthand=True),), "It rests on one film."),
        ((article("UP", "NYT"), article("NYT", "o"), officials()), "All of it goes back to one source, not named."),
        (
            (article("UP", "NYT"), article("NYT")),
            "All of it goes back to one source; how it knows is not said.",
        ),
        ((article("UP", "afp"),), "All of it goes back to one source, of which no more is known."),
        (
            (article("A", "p"), article("B", "p"), person("p")),
            "Two reports, and both go back to one source.",
        ),
        (
            (link("a"), link("b"), link("c")),
            "None says how it knows, and whether they are independent is not known.",
        ),
        (
            (article("KI", "g"), person("g", affiliation="A"), person("h", affiliation="B")),
            "Two sources that are known to be different people or documents say so.",
        ),
        (
            (person("p"), article("R")),
            "One source is certain, a second is possible. One of them does not say how it knows.",
        ),
    ],
)
def test_after_the_names(sources: tuple[Source, ...], said: str) -> None:
    assert words(*sources).short_sentence == said


def test_every_label_has_a_reason() -> None:
    six = (article("x", "a", "b", "c", "d", "e", "f"), *(person(i, affiliation="X") for i in "abcdef"))
    every = [words(*sources) for sources in (*(row[0] for row in TABLE), six)]
    reasons = {label: w.why(label) for w in every for label in (w.found.label, *w.found.flags)}
    assert set(reasons) == set(LABELS) == set(CLASSES) | set(FLAGS)
    assert all(reason.endswith(".") for reason in reasons.values())
    assert reasons["single-channel"] == "All its origins reach us through the same hands: a, b, c, d, e and 1 more."
    assert words(article("a", "a"), article("b", "b")).why("ungrounded").startswith("It rests on a loop alone (a; b)")
    assert words(unnamed("a"), unnamed("b")).why("possibly-corroborated").endswith("since neither is named.")


def test_the_counts_in_a_line() -> None:
    assert words().counts == "no source · 0 reports · 0 channels · no denial"
    assert words(article("a", "p"), person("p"), unnamed("q", stance="denies")).counts == (
        "1 origin, disputed · 1 report · 1 channel · denied by 1 origin"
    )
    loop = words(person("p"), article("a", "b", stance="denies"), article("b", "a", stance="denies"))
    assert loop.counts.endswith("denied by 0–1 origin")
    two = words(unnamed("a", stance="denies"), unnamed("b", stance="denies"))
    assert two.counts.endswith("denied by 1–2 origins")


def test_doubts_of_those_that_have_one_name_say_who_cites_them() -> None:
    three = [officials(i) for i in "abc"]
    found = words(article("NYT", "a"), article("Reuters", "b"), *three)
    names = [f"American officials ({mark})" for mark in ("cited by NYT", "cited by Reuters", "c")]
    assert found.doubts == [f"Any two of {', '.join(names)} may be the same: neither is named."]


def test_of_one_that_may_be_any_other_it_is_said_once() -> None:
    named = [person(c, name=f"{c.upper()}. Petrov") for c in "abc"]
    found = words(article("NYT", "a", "b", "c"), *named, officials("o"))
    assert found.doubts == [
        "American officials and any of A. Petrov, B. Petrov, C. Petrov may be the same: American officials is not named.",
    ]


def test_of_those_that_do_not_say_how_they_know_it_is_said_once() -> None:
    assert words(*(article(c) for c in "abcdefghi")).doubts == []
    found = words(*(article(c) for c in "abcd"), unnamed("p"), unnamed("q"))
    assert found.doubts == [
        "a, b, c, d do not say how they know: each may be any of the others.",
        "an official (p) and an official (q) may be the same: neither is named.",
    ]
