import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from random_sources import IDS, sources
from timeline.model.event import CLASSES, FLAGS, Source
from timeline.provenance.documents import marks
from timeline.provenance.trace import Provenance
from timeline.provenance.words import Wording
from witnesses import NOV_17, article, person, traced, unnamed

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "provenance_cases.jsonl").read_text().splitlines()
]


def labels(p: Provenance) -> set[str]:
    return {p.label, *p.flags}


def the_long_way(*sources: Source) -> Provenance:
    """Without the short cut for chains that all end in one source."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("timeline.provenance.trace._one_end", lambda _: None)
        return traced(*sources)


# The published cases


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["case"])
def test_published_cases(case: dict[str, Any]) -> None:
    p = traced(*msgspec.convert(case["sources"], tuple[Source, ...]))
    got = {key: getattr(p, key) for key in case["expected"]}
    assert {k: list(v) if isinstance(v, tuple) else v for k, v in got.items()} == case["expected"]


# Definitions, one by one


def test_no_sources() -> None:
    p = traced()
    assert (p.label, p.flags, p.min, p.max, p.origins, p.channels) == ("unsourced", (), 0, 0, (), 0)


def test_mentions_support_nothing() -> None:
    p = traced(article("a", "p", stance="mentions"), person("p"))
    assert (p.label, p.max, p.reports) == ("unsupported", 0, 0)


def test_a_stance_outside_the_vocabulary_counts_for_neither() -> None:
    assert traced(person("p", stance="agrees")).label == "unsupported"


def test_a_retracted_report_supports_nothing_and_passes_nothing_on() -> None:
    p = traced(article("up", "nyt"), article("nyt", "p", state="retracted"), person("p"))
    assert p.label == "unsupported"
    assert traced(person("p", stance="denies", state="retracted")).label == "unsupported"


def test_denied_only() -> None:
    p = traced(article("tass", "mod", stance="denies"), person("mod"))
    assert (p.label, p.deny_min, p.deny_max, p.deny_origins, p.reports) == ("denied-only", 1, 1, ("mod",), 0)


def test_written_support_turns_a_denial_back() -> None:
    tass = article("tass", "w", "mod", stance="denies")
    p = traced(tass, person("w", stance="supports"), person("mod"))
    assert (p.label, p.origins, p.deny_origins, p.reports, p.channels) == ("single-source", ("w",), ("mod",), 1, 1)
    p = traced(tass, article("b", "w"), person("w", stance="supports"), person("mod"))
    assert (p.origins, p.reports, p.flags) == (("w",), 2, ("disputed", "echo"))
    p = traced(article("a", "w", stance="mentions"), person("w", stance="supports"))
    assert (p.label, p.reports) == ("single-source", 1)


def test_channels_also_lead_through_denials_to_written_support() -> None:
    denials = article("a", "m", stance="denies"), article("m", "w"), article("b", "v", stance="denies")
    p = traced(*denials, article("c", "m", "v"), *(person(i, stance="supports") for i in "wv"))
    assert (p.min, p.reports, p.channels) == (2, 3, 2)


def test_what_only_a_retracted_report_leads_to_is_not_reached() -> None:
    p = traced(article("a", "r"), article("r", "w", state="retracted"), person("w", stance="supports"))
    assert (p.label, p.max) == ("unsupported", 0)
    assert traced(article("a", "b"), article("b", "a", state="retracted")).label == "unsupported"
    ring = article("a", "b"), article("b", "a", "r"), article("r", state="retracted")
    assert (traced(*ring).label, traced(*ring).max) == ("unsupported", 0)


def test_a_source_with_its_own_stance_turns_the_chain() -> None:
    p = traced(article("nyt", "some", "others"), unnamed("some"), unnamed("others", stance="denies"))
    assert (p.origins, p.deny_origins, p.flags) == (("some",), ("others",), ("anonymous-only", "disputed"))


def test_one_person_may_stand_on_both_sides() -> None:
    p = traced(article("a", "p"), article("b", "p", stance="denies"), person("p"))
    assert (p.origins, p.deny_origins, p.reports) == (("p",), ("p",), 1)


def test_a_report_that_saw_it_itself_is_an_origin_beside_the_one_it_cites() -> None:
    p = traced(article("ap", "mayor", firsthand=True), person("mayor"))
    assert (p.origins, p.min, p.max) == (("ap", "mayor"), 2, 2)


def test_a_person_who_only_heard_of_it_is_unresolved() -> None:
    p = traced(person("p", firsthand=False))
    assert (p.label, p.flags, p.unresolved) == ("single-source", ("unresolved",), ("p",))


def test_a_primary_source_that_cites_is_no_origin() -> None:
    assert traced(person("spokesman", cites=("general",)), person("general")).origins == ("general",)


def test_origins_stand_in_the_order_of_reading() -> None:
    p = traced(article("a", "z", "stub"), article("b", "y"), person("y"), person("z"))
    assert p.origins == ("z", "stub", "y")
    assert p.entries == ("a", "b")


def test_a_source_without_id_goes_by_its_name() -> None:
    p = traced(
        Source(publisher="The New York Times", cites=("an-official",)), Source(kind="person", name="An official")
    )
    assert (p.entries, p.origins) == (("the-new-york-times",), ("an-official",))


def test_two_sources_with_one_id_are_counted_both_and_the_first_is_meant() -> None:
    p = traced(article("a", "p"), person("p"), person("p", name="other"))
    assert (p.max, p.reports) == (1, 2)
    assert p.origins == ("p", "p")


def test_a_source_that_cites_only_itself_is_a_loop() -> None:
    p = traced(article("a", "a"))
    assert (p.label, p.flags, p.loops, p.reports) == ("ungrounded", ("circular",), (("a",),), 1)


def test_a_loop_with_someone_who_saw_it_is_grounded() -> None:
    p = traced(article("a", "b"), article("b", "a", firsthand=True))
    assert (p.label, p.flags, p.origins, p.channels) == ("single-source", ("circular",), ("b",), 1)


def test_a_denying_loop_hides_a_denial() -> None:
    p = traced(article("a", "b", stance="denies"), article("b", "a", stance="denies"))
    assert (p.label, p.flags, p.deny_min, p.deny_max) == ("denied-only", (), 0, 1)
    assert Wording(p, ()).why("denied-only") == "It is denied (by a loop), and nothing supports it."


def test_a_loop_beside_an_origin_may_be_a_second_one() -> None:
    p = traced(article("a", "b"), article("b", "a"), person("p"))
    assert (p.label, p.min, p.max, p.flags) == ("possibly-corroborated", 1, 2, ("circular",))
    assert "a loop hides one (a, b)" in Wording(p, ()).why("possibly-corroborated")


def test_loops_that_nobody_supports_are_not_circular() -> None:
    p = traced(article("a", "b", stance="mentions"), article("b", "a", stance="mentions"))
    assert (p.label, p.flags, p.loops) == ("unsupported", (), ())


def test_echo_of_a_loop() -> None:
    p = traced(article("a", "b"), article("b", "a"), article("x", "a"), article("y", "a"))
    assert (p.label, p.flags) == ("ungrounded", ("circular", "echo"))
    assert Wording(p, ()).why("echo") == "2 reports repeat one origin: a, b."


def test_a_report_that_leads_only_to_a_denial_does_not_count() -> None:
    p = traced(article("a", "b"), article("b", "p", stance="denies"), article("c", "p"), person("p"))
    assert (p.origins, p.deny_origins, p.reports, p.channels) == (("p",), ("p",), 1, 1)


def test_no_chain_runs_through_a_source_that_takes_another_stance() -> None:
    a, b, c = article("a", "m", "p"), article("b", "m"), article("c", "q")
    p = traced(a, b, article("m", "q", stance="mentions"), c, person("p"), person("q"))
    assert (set(p.origins), p.reports, p.channels) == ({"p", "q"}, 2, 2)


def test_two_origins_behind_one_report_are_one_channel() -> None:
    p = traced(article("a", "n"), article("b", "n"), article("n", "p", "q"), person("p"), person("q"))
    assert (p.label, p.flags, p.reports, p.channels) == ("corroborated", ("single-channel",), 2, 1)


# As of a day


def dated(id_: str, day: str, *cites: str) -> Source:
    return article(id_, *cites, published=day)


def test_what_was_published_later_does_not_count() -> None:
    sources = (dated("up", "2024-11-17", "p"), dated("bbc", "2024-11-18", "q"), person("p"), person("q"))
    assert traced(*sources, published_by=NOV_17).origins == ("p",)
    assert traced(*sources, published_by=NOV_17 + 1).origins == ("p", "q")
    assert traced(*sources, published_by=NOV_17 - 1).label == "unsourced"


def test_of_an_imprecise_date_the_latest_day_counts() -> None:
    assert traced(dated("a", "2024-11"), published_by=NOV_17).label == "unsourced"
    assert traced(dated("a", "2024-11"), published_by=NOV_17 + 13).label == "single-source"
    assert traced(dated("a", "[2024-11-17..]"), published_by=NOV_17 + 9999).label == "unsourced"


def test_an_undated_source_goes_with_the_first_that_cites_it() -> None:
    sources = (dated("late", "2024-11-18", "nyt"), article("nyt", "p"), person("p"))
    assert traced(*sources, published_by=NOV_17).label == "unsourced"
    assert traced(*sources, dated("early", "2024-11-16", "p"), published_by=NOV_17).origins == ("p",)


def test_what_is_undated_altogether_stays() -> None:
    assert traced(article("a", "p"), person("p"), published_by=NOV_17).origins == ("p",)
    assert traced(article("a", "b"), article("b", "a"), published_by=NOV_17).label == "ungrounded"
    assert traced(dated("a", "no date"), published_by=NOV_17).label == "single-source"


def test_a_source_that_came_later_is_a_stub_to_whoever_cites_it() -> None:
    p = traced(dated("a", "2024-11-17", "b"), dated("b", "2024-11-18", "p"), person("p"), published_by=NOV_17)
    assert (p.origins, p.unresolved) == (("b",), ("b",))


# Laws, on random events

law = settings(max_examples=50)


def bounds(p: Provenance) -> tuple[int, int, int, int]:
    return p.min, p.max, p.deny_min, p.deny_max


def counts(*given_sources: Source) -> tuple[object, ...]:
    p = traced(*given_sources)
    return *bounds(p), p.reports, p.channels, p.label, p.flags


@law
@given(sources(), st.data())
def test_order_ids_and_titles_change_nothing(given_sources: tuple[Source, ...], data: st.DataObject) -> None:
    def other(source: Source) -> Source:
        ids = {key: tuple(f"x{id_}" for id_ in getattr(source, key)) for key in ("cites", "same_as", "distinct_from")}
        return replace(source, id=f"x{source.id}", title=f"About {source.id}", **ids)

    assert counts(*map(other, data.draw(st.permutations(given_sources)))) == counts(*given_sources)


@law
@given(sources(), st.integers(0, len(IDS) - 1))
def test_a_document_that_is_listed_again_changes_nothing(given_sources: tuple[Source, ...], at: int) -> None:
    """Unless it cites itself: then which of its tables is cited tells them apart."""
    source = given_sources[at] if at < len(given_sources) else Source()
    page = [s for s in given_sources if not {*marks(source)}.isdisjoint(marks(s))]
    cited = {id_ for s in page for id_ in s.cites}
    if page and cited.isdisjoint(s.id for s in page) and not any(s.distinct_from for s in given_sources):
        again = replace(source, id="again", url=f"{source.url}#top")
        assert counts(*given_sources, again) == counts(*given_sources)


@law
@given(sources(), st.integers(0, len(IDS) - 1))
def test_an_archive_changes_nothing(given_sources: tuple[Source, ...], at: int) -> None:
    if at < len(given_sources) and (url := given_sources[at].url):
        held = replace(given_sources[at], archive_url=f"https://web.archive.org/web/2024/{url}")
        assert counts(*given_sources[:at], held, *given_sources[at + 1 :]) == counts(*given_sources)


@law
@given(sources(plain=True))
def test_support_that_is_written_where_it_is_anyway_changes_nothing(given_sources: tuple[Source, ...]) -> None:
    assert counts(*(replace(s, stance="supports") for s in given_sources)) == counts(*given_sources)


@law
@given(sources())
def test_the_numbers_agree(given_sources: tuple[Source, ...]) -> None:
    p = traced(*given_sources)
    assert 0 <= p.min <= p.max
    assert 0 <= p.deny_min <= p.deny_max
    assert p.channels <= min(len(p.classes), len(p.entries))
    assert (p.max > 0) == (p.reports > 0)
    assert (p.min > 0) == (p.channels > 0) == bool(p.origins)
    assert p.label in CLASSES
    assert list(p.flags) == [flag for flag in FLAGS if flag in p.flags]
    words = Wording(p, given_sources)
    assert all(words.why(label) for label in labels(p))
    assert words.phrase
    assert words.sentence.endswith(".")


@law
@given(sources(plain=True), st.data())
def test_one_more_report_that_only_cites_changes_no_bound(
    given_sources: tuple[Source, ...], data: st.DataObject
) -> None:
    before = traced(*given_sources)
    known = sorted({s.id for s in given_sources} | {c for s in given_sources for c in s.cites})
    if known:
        cited = data.draw(st.sampled_from(known))
        assert bounds(traced(*given_sources, article("new", cited))) == bounds(before)


@law
@given(sources())
def test_an_isolated_mention_changes_nothing(given_sources: tuple[Source, ...]) -> None:
    before, after = traced(*given_sources), traced(*given_sources, person("new", stance="mentions"))
    expected = replace(before, entries=(*before.entries, "new"))
    expected = expected if given_sources else replace(expected, label="unsupported")
    assert after == expected


@law
@given(sources())
def test_an_isolated_named_person_adds_one_possible_and_at_most_one_certain(given_sources: tuple[Source, ...]) -> None:
    before, after = traced(*given_sources), traced(*given_sources, person("new"))
    assert after.max == before.max + 1
    assert after.min - before.min in {0, 1}


@law
@given(sources(), st.data())
def test_naming_someone_never_lowers_the_certain_number(given_sources: tuple[Source, ...], data: st.DataObject) -> None:
    """Of a document that stands under another name too it may: somebody new in it is one more, and no longer the same."""
    seen = Counter(mark for s in given_sources for mark in {*marks(s)})
    hidden = [n for n, s in enumerate(given_sources) if s.anonymous and all(seen[mark] == 1 for mark in marks(s))]
    if hidden:
        at = data.draw(st.sampled_from(hidden))
        hidden_one = replace(given_sources[at], author=None)
        named = replace(hidden_one, anonymous=False, name="somebody quite new")
        before, after = given_sources[:at], given_sources[at + 1 :]
        assert traced(*before, named, *after).min >= traced(*before, hidden_one, *after).min


@law
@given(sources(), st.data())
def test_same_as_never_raises_the_possible_number(given_sources: tuple[Source, ...], data: st.DataObject) -> None:
    if given_sources:
        at = data.draw(st.integers(0, len(given_sources) - 1))
        other = data.draw(st.sampled_from(IDS))
        source = given_sources[at]
        joined = replace(source, same_as=(*source.same_as, other))
        assert traced(*given_sources[:at], joined, *given_sources[at + 1 :]).max <= traced(*given_sources).max


@law
@given(sources())
def test_what_came_later_leaves_no_trace(given_sources: tuple[Source, ...]) -> None:
    before = traced(*given_sources, published_by=NOV_17)
    later = (dated("new", "2024-11-18", "only-new", "only-new-stub"), person("only-new"))
    assert traced(*given_sources, *later, published_by=NOV_17) == before
    assert not {s.id for s in given_sources if s.published == "2024-11-18" and not s.url} & set(before.entries)


# Size: 10,000 sources neither hang nor recurse

MANY = 10_000


def test_a_long_chain() -> None:
    p = traced(*(article(str(n), str(n + 1)) for n in range(MANY)))
    assert (p.label, p.origins, p.reports) == ("single-source", (str(MANY),), 1)


def test_a_long_loop() -> None:
    p = traced(*(article(str(n), str((n + 1) % MANY)) for n in range(MANY)))
    assert (p.label, p.max, len(p.loops[0])) == ("ungrounded", 1, MANY)


def test_a_wide_fan() -> None:
    people = [str(n) for n in range(MANY)]
    p = traced(article("a", *people), *map(person, people))
    assert (p.min, p.max, p.reports, p.channels, p.pairs) == (MANY, MANY, 1, 1, ())
    p = traced(person("p"), *(article(str(n), "p") for n in range(MANY)))
    assert (p.max, p.reports, p.channels, p.flags) == (1, MANY, 1, ("echo",))


def test_many_pairs_that_may_be_the_same() -> None:
    p = traced(*(s for n in range(MANY // 2) for s in (article(f"a{n}", str(n)), unnamed(str(n)))))
    assert (p.min, p.max, p.channels, len(p.pairs)) == (1, MANY // 2, MANY // 2, 50)


def test_many_classes_give_a_lower_bound() -> None:
    mixed = [unnamed(str(n), affiliation=f"house {n}") if n % 2 else person(str(n)) for n in range(40)]
    assert traced(*mixed).min == 20
    assert traced(*mixed[1::2], article("x", *(s.id for s in mixed[1:4:2]))).min == 20
    assert traced(article("x", *(str(n) for n in range(20))), *(unnamed(str(n)) for n in range(20))).min == 20
    twins = [person(f"{n}{c}", name=f"{n}") for n in range(10) for c in "ab"]
    assert traced(*twins).min == 10
    assert 100 <= traced(*(unnamed(str(n), affiliation=str(n)) for n in range(1000))).min <= 1000


def test_a_random_web() -> None:
    random = Random(1)
    web = []
    for n in range(MANY):
        cites = tuple({str(random.randrange(MANY)) for _ in range(random.choice((0, 0, 1, 1, 2)))})
        stance = random.choice(["supports"] * 8 + ["denies", "mentions"])
        web.append(Source(id=str(n), kind="article" if cites else "person", name=str(n), cites=cites, stance=stance))
    p = traced(*web)
    assert 1000 < p.min <= p.max
    assert 1000 < p.channels <= p.reports


@law
@given(sources(plain=True))
def test_the_short_cut_leads_to_the_same_place(some: tuple[Source, ...]) -> None:
    assert traced(*some) == the_long_way(*some)


@pytest.mark.parametrize(
    "some",
    [
        (article("b"), article("c", "a"), article("a", "a")),
        (article("b"), article("c", "a"), article("a", "d"), article("d", "a")),
        (person("b"), article("c", "stub")),
        (person("b"), article("x", "y"), article("y", "x")),
    ],
)
def test_a_loop_is_no_chain(some: tuple[Source, ...]) -> None:
    assert traced(*some) == the_long_way(*some)


def test_what_an_article_cites_from_its_own_page_may_be_listed_twice() -> None:
    page = "https://a.example/1"
    told = [article("up", "officials", url=page), unnamed("officials", url=page)]
    again = [*told, replace(told[1], id="again")]
    assert (traced(*told).reports, traced(*again).reports) == (1, 1)
    assert (traced(*told).max, traced(*again).max) == (1, 1)
