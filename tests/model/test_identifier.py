import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import edtf
from timeline.errors import DataError, UsageError
from timeline.model.identifier import check, date_prefix, find, new_id, short, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Biden lets Ukraine strike Russia with ATACMS", "biden-lets-ukraine-strike-russia-with-atacms"),
        ("one two three four five six seven eight nine", "one-two-three-four-five-six-seven-eight"),
        ("Kyiv's — “request”: 2 strikes!", "kyivs-request-2-strikes"),
        ("Київ", "kiiv"),
        ("Łódź, Zürich", "lodz-zurich"),
        ("拜登", "baideng"),
        ("***", ""),
        ("x" * 200, "x" * 80),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("date", "prefix"),
    [
        ("2024-11-17", "2024-11-17"),
        ("2024-11-17T20:20", "2024-11-17"),
        ("2024-11", "2024-11"),
        ("2024-11-XX", "2024-11"),
        ("2024-XX-XX", "2024"),
        ("2024", "2024"),
        ("199X", "1990"),
        ("2024-22", "2024"),
        ("[..2024-11-17]", "2024-11-17"),
        ("[2024-11-17..]", "2024-11-17"),
        ("2022-02-24/..", "2022-02-24"),
        ("/1985", "1985"),
        ("-0043-03-15", "bce0044-03-15"),
        ("0000", "bce0001"),
        ("00XX", "0001"),
        ("Y17E7", "y170000000"),
        ("XXXX-12-XX", "undated"),
    ],
)
def test_date_prefix(date: str, prefix: str) -> None:
    assert date_prefix(edtf.parse(date)) == prefix


def test_a_new_id() -> None:
    assert new_id(edtf.parse("2024-11"), "A title") == "2024-11-a-title"
    assert new_id(edtf.parse("2024"), "***") == "2024"


@pytest.mark.parametrize(
    ("title", "slugged"),
    [
        ("Police fire on a crowd of people in the park", "police-fire-on-a-crowd-of-people"),
        ("One two three four five six seven of the eight", "one-two-three-four-five-six-seven"),
        ("What they are waiting for", "what-they-are-waiting-for"),
        ("A the of in on at by for a", "a"),
        (f"Some {'x' * 50} {'y' * 50}", f"some-{'x' * 50}"),
        ("x" * 200, "x" * 80),
    ],
)
def test_an_id_does_not_stop_within_a_phrase(title: str, slugged: str) -> None:
    assert new_id(edtf.parse("2024"), title) == f"2024-{slugged}"


IDS = ["2024-11-17-biden-authorises-atacms", "2024-11-17-fear-of-retaliation", "2024-11-19-first-strike"]


@pytest.mark.parametrize("wanted", [IDS[0], "2024-11-17-b", "atacms"])
def test_a_part_that_is_unique_is_enough(wanted: str) -> None:
    assert find(wanted, IDS) == IDS[0]


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("strike", "2024-11-strike"),
        ("strike-two", "bce0044-03-15-strike-two"),
        ("17-strike", "2024-11-17-strike-on-kursk"),
        ("on-kursk", "2024-11-17-strike-on-kursk"),
        ("cafe\u0301", "2024-café"),
    ],
)
def test_one_whose_slug_is_just_that_is_meant(wanted: str, meant: str) -> None:
    ids = [
        "2024-11-17-strike-on-kursk",
        "2024-11-strike",
        "bce0044-03-15-strike-two",
        "y12024-strike-two-and",
        "2024-café",
    ]
    assert find(wanted, ids) == meant


def test_an_ambiguous_part_names_the_candidates() -> None:
    with pytest.raises(DataError, match="part of 2 IDs") as caught:
        find("2024-11-17", IDS)
    assert IDS[0] in caught.value.hint
    many = [f"2024-event-{n:02}" for n in range(20)]
    with pytest.raises(DataError) as caught:
        find("event", many)
    assert caught.value.hint.endswith("…")


def test_a_missing_one_suggests_the_nearest() -> None:
    with pytest.raises(DataError) as caught:
        find("2024-11-17-biden-authorizes-atacms", IDS)
    assert IDS[0] in caught.value.hint
    with pytest.raises(DataError) as caught:
        find("zzz", IDS)
    assert "-f ids" in caught.value.hint
    with pytest.raises(DataError):
        find("", IDS)


def test_check() -> None:
    check("2024-11-17-new-name")
    for wrong in ("2024/x", "Ümlaut", "", "..", "a b"):
        with pytest.raises(UsageError):
            check(wrong)


WORD = st.sampled_from(["a", "bad", "badge", "strike", "strikes", "2024", "05", "17", "2"])
SOME = st.lists(st.lists(WORD, min_size=1, max_size=5).map("-".join), min_size=1, unique=True)


@given(SOME, st.lists(WORD), st.data())
def test_the_short_form_of_an_id_means_that_one(ids: list[str], renamed: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.sampled_from(ids)))
    old = {name: ids[0] for name in renamed if name not in ids}
    found = short(wanted, ids, old)
    assert found.keys() == {*wanted}
    for id_, text in found.items():
        assert text in id_
        assert find(text, ids, lambda: old) == id_


def test_a_short_form_that_begins_with_a_number_is_no_beginning_of_another_id() -> None:
    ids = ["a", "2024-strikes", "a-2024-strike"]
    assert find(short(ids, ids)["a-2024-strike"], ids) == "a-2024-strike"


def test_the_short_form_says_what_is_special() -> None:
    assert short([*IDS, "2024-11-20-un-votes"], [*IDS, "2024-11-20-un-votes", "2024-11-19-first-strikes"]) == {
        "2024-11-17-biden-authorises-atacms": "biden-authorises",
        "2024-11-17-fear-of-retaliation": "fear-of-retaliation",
        "2024-11-19-first-strike": "first-strike",
        "2024-11-20-un-votes": "un-votes",
    }
    twins = ["2024-11-17-a-strike", "2024-11-17-a-strike-2", "2024-11-18-a-strike"]
    assert [*short(twins, twins).values()] == ["2024-11-17-a-strike", "strike-2", "2024-11-18"]
    assert [*short(twins[:2], twins[:2]).values()] == ["a-strike", "strike-2"]
    assert short(["05-2024"], ["05-2024", "2024-05"]) == {"05-2024": "05-2024"}
    assert short(["strike-one"], ["strike-one"], ["strike"]) == {"strike-one": "strike-one"}
    assert short(["2024-strike-one"], ["2024-strike-one"], ["strike-one"]) == {"2024-strike-one": "2024"}
