"""What three versions of an event come to, value by value: the rules of the merge, an example of each."""

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec import Struct

from timeline.changes.merging.three_way import Choice, Settled
from timeline.model.event import Event, Field, table
from timeline.model.register.entry import ActorEntry
from timeline.toml.parser import same

EVENT = table(Event)
NYT: dict[str, Any] = {"id": "nyt", "publisher": "NYT"}
KYIV: dict[str, Any] = {"name": "Kyiv", "lat": 50.4, "lon": 30.5}
JOE = {"name": "Joe", "role": "agent"}
Three = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]
PLAINLY = Choice()
LATER = {"field": "date", "value": "2024-11-18"}


def _settled(
    base: Any, ours: Any, theirs: Any, choice: Choice = PLAINLY, rows: dict[str, Field] | type[Struct] = EVENT
) -> tuple[dict[str, Any], list[str]]:
    """The values, as ours has them where there is a conflict, and what is in conflict."""
    settled = Settled(choice, lambda *_: False)
    settled.settle((base, ours, theirs), rows)
    return settled.values, [clash.label for clash in settled.clashes]


def _list(key: str, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> Three:
    return {key: [*base]}, {key: [*ours]}, {key: [*theirs]}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        # what one side alone changed, added or took away; what both changed alike
        ({"seq": 1}, {"seq": 1}, {"seq": 2}, {"seq": 2}),
        ({"seq": 1}, {"seq": 2}, {"seq": 1}, {"seq": 2}),
        ({"seq": 1}, {"seq": 2}, {"seq": 2}, {"seq": 2}),
        ({}, {"seq": 1}, {"lang": "en"}, {"seq": 1, "lang": "en"}),
        ({"seq": 1}, {}, {"seq": 1, "lang": "en"}, {"lang": "en"}),
        ({"seq": 1}, {}, {}, {}),
        # keys that nobody knows; tables of them
        ({"mood": 1}, {"mood": 1, "a": 1}, {"mood": 2, "b": 1}, {"mood": 2, "a": 1, "b": 1}),
        ({"x": {"a": 1}}, {"x": {"a": 1, "b": {"c": 1}}}, {"x": {"a": 2, "b": {"d": 1}}},
         {"x": {"a": 2, "b": {"c": 1, "d": 1}}}),
        ({"x": 1}, {"x": {"a": 1}}, {"x": {"a": 1}, "seq": 1}, {"x": {"a": 1}, "seq": 1}),
        # a group goes together: one side has touched it
        ({"date": "2024"}, {"date": "2024", "date_basis": "reported"}, {"date": "2024", "seq": 1},
         {"date": "2024", "date_basis": "reported", "seq": 1}),
        ({"date": "2024", "timezone": "UTC"}, {"date": "2025"}, {"date": "2024", "timezone": "UTC", "seq": 1},
         {"date": "2025", "seq": 1}),
        # a point, and the country beside it
        (*_list("places", [KYIV], [KYIV | {"lat": 50.45}], [KYIV | {"country": "Ukraine"}]),
         {"places": [KYIV | {"lat": 50.45, "country": "Ukraine"}]}),
        # words: what neither took away, and what either added
        (*_list("tags", ["a", "b", "c"], ["b", "c", "d"], ["a", "b", "e"]), {"tags": ["b", "d", "e"]}),
        ({"tags": ["a"]}, {"tags": ["a"]}, {}, {}),
        ({"tags": ["a"]}, {}, {"tags": ["a", "b"]}, {"tags": ["b"]}),
        (*_list("aliases", [], ["a"], ["a", "b"]), {"aliases": ["a", "b"]}),
        # within an entry, too
        (*_list("sources", [NYT | {"cites": ["a"]}], [NYT | {"cites": ["a", "b"]}], [NYT | {"cites": []}]),
         {"sources": [NYT | {"cites": ["b"]}]}),
        # sentences line by line
        ({"summary": "a\nb\nc"}, {"summary": "A\nb\nc"}, {"summary": "a\nb\nC"}, {"summary": "A\nb\nC"}),
        ({}, {"note": "a"}, {"note": "a"}, {"note": "a"}),
    ],
)  # fmt: skip
def test_what_the_sides_say_together(base: Any, ours: Any, theirs: Any, made: Any) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        values, clashes = _settled(base, one, other)
        assert not clashes
        assert {k: sorted(v, key=str) if isinstance(v, list) else v for k, v in values.items()} == made


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "clash"),
    [
        ({"status": "reported"}, {"status": "confirmed"}, {"status": "disputed"}, "status"),
        ({"title": "a"}, {"title": "b"}, {"title": "c"}, "title"),
        # nobody wins: not the surer side, nor one that gives the value its default had
        ({"likelihood": "likely"}, {"likelihood": "unlikely"}, {"likelihood": "almost-certain"}, "likelihood"),
        ({"status": "alleged"}, {"status": "reported"}, {}, "status"),
        # taken away here and changed there; added by both, and not alike
        ({"seq": 1}, {}, {"seq": 2}, "seq"),
        ({}, {"seq": 1}, {"seq": 2}, "seq"),
        # another type is another value
        ({"date": "2024"}, {"date": 2024}, {"date": "2025"}, "date"),
        ({"seq": 1}, {"seq": 1.0}, {"seq": True}, "seq"),
        ({"x": {"a": 1}}, {"x": 1}, {"x": {"a": 2}}, "x"),
        ({"x": {"a": {"b": 1}}}, {"x": {"a": {"b": 2}}}, {"x": {"a": {"b": 3}}}, "x.a.b"),
        ({"x": {"a": [1]}}, {"x": {"a": [1, 2]}}, {"x": {"a": [1, 3]}}, "x.a"),
        ({"tags": "a"}, {"tags": "b"}, {"tags": ["a", "b"]}, "tags"),
        (*_list("tags", [1], [1, 2], [1, 3]), "tags"),
        ({"tags": ["a"]}, {"tags": "b"}, {"tags": ["a", "c"]}, "tags"),
        # half a date from each side is a date that nobody gave
        ({"date": "2024"}, {"date": "2024", "date_basis": "reported"}, {"date": "2025"}, "date"),
        ({"date": "2024"}, {"date": "2024", "timezone": "UTC"}, {"date": "2024", "date_text": "so"}, "date_text"),
        # half a point from each is a place that nobody reported
        (*_list("places", [KYIV], [KYIV | {"lat": 50.45}], [KYIV | {"lon": 30.52}]), "places.Kyiv.lat"),
        (*_list("places", [KYIV], [KYIV | {"lat": 50.45}], [KYIV | {"precision": "near"}]), "places.Kyiv.lat"),
        # sentences that both changed
        ({"summary": "a\nb"}, {"summary": "a\nc"}, {"summary": "a\nd"}, "summary"),
        ({}, {"summary": "a\nb"}, {"summary": "a\nc"}, "summary"),
        ({"summary": "a"}, {"summary": 1}, {"summary": "b"}, "summary"),
        ({"summary": "a"}, {}, {"summary": "b"}, "summary"),
    ],
)  # fmt: skip
def test_conflicts(base: Any, ours: Any, theirs: Any, clash: str) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        values, clashes = _settled(base, one, other)
        assert clashes == [clash]
        assert same(values, one)


def test_sentences_differ_only_where_both_changed_them() -> None:
    base, ours, theirs = ("a\nb\nc\nd\ne", "A\nb\nour\nd\ne", "a\nb\ntheir\nd\nE")
    settled = Settled(Choice(), lambda *_: False)
    settled.settle(({"summary": base}, {"summary": ours}, {"summary": theirs}), EVENT)
    assert [(clash.ours, clash.theirs) for clash in settled.clashes] == [("A\nb\nour\nd\nE", "A\nb\ntheir\nd\nE")]


@pytest.mark.parametrize(
    ("key", "base", "ours", "theirs", "made"),
    [
        # the same entry, key by key
        ("actors", [JOE], [JOE | {"as_named": "J."}], [JOE | {"certainty": "denied"}],
         [JOE | {"as_named": "J.", "certainty": "denied"}]),
        ("sources", [NYT], [NYT | {"title": "A"}], [NYT | {"locator": "p. 1"}],
         [NYT | {"title": "A", "locator": "p. 1"}]),
        ("figures", [{"what": "dead", "low": 1}], [{"what": "dead", "low": 2}],
         [{"what": "dead", "low": 1, "according_to": ["nyt"]}], [{"what": "dead", "low": 2, "according_to": ["nyt"]}]),
        ("sources", [NYT | {"url": "u"}], [NYT | {"url": "v"}], [NYT | {"url": "u", "archive_url": "a"}],
         [NYT | {"url": "v", "archive_url": "a"}]),
        ("links", [{"type": "follows", "to": "a"}], [{"type": "corrects", "to": "a"}],
         [{"type": "follows", "to": "a", "note": "n"}], [{"type": "corrects", "to": "a", "note": "n"}]),
        # a corrected spelling here, another role there
        ("actors", [{"name": "Zelensky"}], [{"name": "Zelenskyy"}], [{"name": "Zelensky", "role": "speaker"}],
         [{"name": "Zelenskyy", "role": "speaker"}]),
        # another id here, another title there: one document by its address
        ("sources", [{"id": "a", "url": "https://a.org"}], [{"id": "b", "url": "https://a.org"}],
         [{"id": "a", "url": "https://a.org", "title": "T"}], [{"id": "b", "url": "https://a.org", "title": "T"}]),
        # taken away, and nobody touched it there
        ("actors", [JOE, "Ann"], ["Ann"], [JOE, "Ann", "Bob"], ["Ann", "Bob"]),
        # added by both, and alike; by each its own
        ("actors", [], [JOE], [JOE], [JOE]),
        ("actors", ["Joe"], ["Joe", "Ann"], ["Joe", "Bob"], ["Joe", "Ann", "Bob"]),
        ("places", ["Kyiv"], ["Kyiv", "Lviv"], [KYIV], [KYIV, "Lviv"]),
        ("figures", [], [{"what": "dead", "value": 1}], [{"what": "hurt", "value": 1}],
         [{"what": "dead", "value": 1}, {"what": "hurt", "value": 1}]),
        # a text is the table that it stands for, and stays as it is written where nothing else is said
        ("actors", [], ["Joe:agent"], [JOE], ["Joe:agent"]),
        ("actors", ["Joe:agent"], [JOE], ["Joe:agent", "Ann"], [JOE, "Ann"]),
        ("actors", ["Joe:agent"], ["Joe:agent", "Ann"], [JOE], ["Joe:agent", "Ann"]),
        ("actors", ["Joe"], ["Joe:agent"], [{"name": "Joe", "as_named": "J."}], [JOE | {"as_named": "J."}]),
        # what comes out is what one side has: it is written as there
        ("actors", [{"name": "Joe", "as_named": "J."}], ["Joe"], [{"name": "Joe", "as_named": "J."}], ["Joe"]),
        # both added it, and one says more
        ("places", [], [KYIV], [KYIV | {"precision": "exact"}], [KYIV | {"precision": "exact"}]),
        ("places", [], [KYIV | {"precision": "exact"}], [KYIV], [KYIV | {"precision": "exact"}]),
        # articles of one paper, in lines
        ("sources", ["NYT https://nyt.com/0"], ["NYT https://nyt.com/0", "NYT https://nyt.com/1"],
         ["NYT https://nyt.com/0", "NYT https://nyt.com/2"],
         ["NYT https://nyt.com/0", "NYT https://nyt.com/1", "NYT https://nyt.com/2"]),
        # rival accounts of one field are several
        ("variants", [], [LATER], [LATER | {"value": "2024-11-19"}], [LATER, LATER | {"value": "2024-11-19"}]),
        ("variants", [LATER], [LATER | {"value": "2024-11-19"}], [LATER | {"note": "n"}],
         [LATER | {"value": "2024-11-19", "note": "n"}]),
        # a line of sources, that one side changed
        ("sources", ["UP, citing NYT"], ["UP, citing NYT, citing officials"], ["UP, citing NYT", "BBC"],
         ["UP, citing NYT, citing officials", "BBC"]),
        ("sources", [",, citing"], [",, citing", "BBC"], [",, citing", "AP"], [",, citing", "BBC", "AP"]),
    ],
)  # fmt: skip
def test_entries(key: str, base: Any, ours: Any, theirs: Any, made: Any) -> None:
    assert _settled(*_list(key, base, ours, theirs)) == ({key: made}, [])


@pytest.mark.parametrize(
    ("key", "base", "ours", "theirs", "made", "clash"),
    [
        ("actors", [JOE], [JOE | {"role": "speaker"}], [JOE | {"role": "target"}], None, "actors.Joe.role"),
        ("sources", [NYT], [NYT | {"title": "A"}], [NYT | {"title": "B"}], None, "sources.nyt.title"),
        # it is called as the base has it
        ("sources", [NYT | {"url": "u"}], [NYT | {"url": "u", "id": "a"}], [NYT | {"url": "u", "id": "b"}], None,
         "sources.nyt.id"),
        ("actors", [{"name": "Zelensky"}], [{"name": "Zelenskyy", "role": "agent"}],
         [{"name": "Zelensky", "role": "speaker"}], [{"name": "Zelenskyy", "role": "agent"}], "actors.Zelensky"),
        # taken away here, changed there
        ("actors", [JOE], [], [JOE | {"role": "speaker"}], [], "actors.Joe"),
        ("actors", [JOE], [JOE | {"role": "speaker"}], [], None, "actors.Joe"),
        # another man in the role here, another role of the man there: nobody said that Ann spoke
        ("actors", [JOE], [{"name": "Ann", "role": "agent"}], [{"name": "Joe", "role": "speaker"}], None,
         "actors.Joe"),
        # both added it: one key is otherwise, or more than one
        ("actors", [], [JOE | {"as_named": "J."}], [JOE | {"as_named": "Jo"}], None, "actors.Joe.as_named"),
        ("sources", [], [NYT | {"title": "A"}], [NYT | {"title": "B"}], None, "sources.nyt.title"),
        ("sources", [], [NYT | {"title": "A", "locator": "1"}], [NYT | {"title": "B", "locator": "2"}], None, "sources.nyt"),
        ("places", [], [KYIV], [KYIV | {"lat": 50.5, "lon": 30.6}], None, "places.Kyiv.lat"),
        ("figures", [], [{"what": "dead", "value": 1}], [{"what": "dead", "value": 2}], None, "figures.dead.value"),
        # half of it from each side is what nobody said: a range, a hash of another copy, a translation of other words
        ("figures", [{"what": "dead", "low": 1}], [{"what": "dead", "low": 2}], [{"what": "dead", "low": 1, "high": 5}],
         None, "figures.dead.low"),
        ("sources", [NYT | {"copy": "a", "sha256": "0"}], [NYT | {"copy": "b", "sha256": "0"}],
         [NYT | {"copy": "a", "sha256": "1"}], None, "sources.nyt.copy"),
        ("sources", [NYT | {"quote": "a"}], [NYT | {"quote": "a", "translation": "b"}], [NYT | {"quote": "c"}], None,
         "sources.nyt.quote"),
        ("variants", [], [{"field": "date", "note": "a"}], [{"field": "date", "note": "b"}], None, "variants.date.note"),
        ("variants", [LATER], [LATER | {"value": "2024-11-19"}], [LATER | {"value": "2024-11-20"}], None,
         "variants.date.value"),
        # lines of sources have no keys
        ("sources", ["UP, citing NYT"], ["UP, citing NYT, citing officials"], ["UP, citing NYT https://nyt.com/a"],
         None, "sources.up"),
        ("sources", [], ["UP, citing NYT"], [{"id": "up", "publisher": "UP"}], None, "sources.up"),
        # a list that holds more than texts and tables is one value
        ("actors", [["Joe"]], [["Joe"], "Ann"], [["Joe"], 5], None, "actors"),
        ("sources", [{"id": 5}], [{"id": 6}], [{"id": 7}], None, "sources"),
    ],
)  # fmt: skip
def test_entries_in_conflict(key: str, base: Any, ours: Any, theirs: Any, made: Any, clash: str) -> None:
    values, clashes = _settled(*_list(key, base, ours, theirs))
    assert clashes == [clash]
    assert values.get(key, []) == (ours if made is None else made)


def test_theirs_and_the_base_are_chosen_by_number() -> None:
    base, ours, theirs = ({"seq": n, "lang": f"l{n}"} for n in range(3))
    for choice, made in (
        (Choice(theirs=(1,)), {"seq": 1, "lang": "l2"}),
        (Choice(theirs=(0, 1)), theirs),
        (Choice(base=(0,)), {"seq": 0, "lang": "l1"}),
        (Choice(theirs=(0,), base=(0, 1)), base),
    ):
        assert _settled(base, ours, theirs, choice) == (made, ["seq", "lang"])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "clashes"),
    [
        ({"seq": 1, "lang": "a"}, {"seq": 2, "lang": "a"}, {"seq": 1, "lang": "b"}, ["seq", "lang"]),
        (*_list("tags", ["a"], ["a", "b"], ["a", "c"]), ["tags"]),
        ({"summary": "a\nb\nc"}, {"summary": "A\nb\nc"}, {"summary": "a\nb\nC"}, ["summary"]),
        (*_list("actors", ["Joe"], ["Joe", "Ann"], ["Joe"]), ["actors.Ann"]),
        (*_list("actors", ["Joe"], ["Joe:agent"], ["Joe"]), ["actors.Joe.role"]),
        ({"seq": 1}, {"seq": 2}, {"seq": 2}, []),
    ],
)  # fmt: skip
def test_strictly_what_one_side_changed_is_a_conflict(base: Any, ours: Any, theirs: Any, clashes: list[str]) -> None:
    assert _settled(base, ours, theirs, Choice(strict=True))[1] == clashes


def test_tables_of_a_register_stand_under_ids() -> None:
    rows = ActorEntry
    three: Any = (("A", ["b"]), ("A", ["b", "c"]), ("B", []))
    base, ours, theirs = ({"a": {"name": name, "aliases": [*others]}} for name, others in three)
    assert _settled(base, ours, theirs, rows=rows) == ({"a": {"name": "B", "aliases": ["c"]}}, [])
    assert _settled(base, ours, {}, rows=rows) == (ours, ["a"])
    assert _settled({"a": 1}, {"a": 1, "b": 1}, {"a": 2}, rows=rows) == ({"a": 2, "b": 1}, [])
    # the settings have no table of fields here
    assert _settled(base, ours, theirs, rows={})[1] == ["a.aliases"]


def test_memberships_are_known_by_all_that_they_say() -> None:
    """Nothing names one: what one side changed is another; what both did is one conflict."""
    one, later, sooner = ({"of": "un", "from": year} for year in ("2020", "2021", "2019"))
    base, ours, theirs = ({"a": {"memberships": each}} for each in ([one], [one, later], [one, sooner]))
    made = {"a": {"memberships": [one, later, sooner]}}
    assert _settled(base, ours, theirs, rows=ActorEntry) == (made, [])
    ours, theirs = ({"a": {"memberships": [each]}} for each in (later, sooner))
    assert _settled(base, ours, theirs, rows=ActorEntry) == (ours, ["a.memberships"])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        # order alone is never in conflict: that of ours, unless theirs alone moved some
        ("abc", "cba", "bac", "cba"),
        ("abc", "abc", "cab", "cab"),
        # what theirs added stands behind what it stood behind there; of two at one place ours comes first
        ("abc", "abc", "axbc", "axbc"),
        ("abc", "aybc", "axbc", "ayxbc"),
        ("abc", "bc", "axbc", "xbc"),
        ("ab", "bay", "xab", "xbay"),
        ("ab", "ab", "bax", "bax"),
        ("", "a", "b", "ab"),
    ],
)
def test_order(base: str, ours: str, theirs: str, made: str) -> None:
    values, _ = _settled(*_list("tags", base, ours, theirs))
    assert "".join(values["tags"]) == made


def test_things_of_one_side_are_found_in_what_is_made_and_back() -> None:
    settled = Settled(Choice(), lambda *_: False)
    settled.settle(_list("actors", ["Joe", "Ann"], ["Ann", "Bob"], ["Joe", "Ann", {"name": "Eve"}]), EVENT)
    assert settled.values == {"actors": ["Ann", "Bob", {"name": "Eve"}]}
    assert settled.made(0, ("actors", 1)) == settled.made(1, ("actors", 0)) == ("actors", 0)
    assert settled.made(2, ("actors", 2, "name")) == ("actors", 2, "name")
    assert settled.made(0, ("actors", 0)) is None
    assert settled.there(2, ("actors", 0)) == ("actors", 1)
    assert settled.there(1, ("actors", 2, "name")) is None
    assert settled.there(1, ("seq",)) == ("seq",)
