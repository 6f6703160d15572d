import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from difflib import ndiff
from functools import reduce
from operator import getitem
from typing import Any, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from timeline.errors import DataError, UsageError
from timeline.eventfile.editor import edit
from timeline.eventfile.writer import literal, section
from timeline.toml.comments import Comments, Where
from timeline.toml.parser import same
from timeline.toml.positions import KeyPath, Positions
from toml_strategies import Builder, documents, paths

EVENT = '''# On the decision.

title = 'Biden decides'   # from the headline
tags = ["a", "b"]  # two
foo = { odd = 1 }  # nobody knows it
# when
date   =  2024-11-17
summary = """
first
# no comment"""
actors = [
  # the president
  { name = "Joe Biden", role = "agent" },  # he
  "Ukraine",  # it

  # the neighbour
  { name = "Russia" }
]
x.case = 1  # ours
x.deep.er = 2

# the paper
[[sources]]
id = "up"   # Pravda
url = "https://a"
# end of it

# what it cites
[[sources]]
id = "nyt"
'''


def changed(changes: Mapping[KeyPath, Any], text: str = EVENT) -> list[str]:
    """The lines that go, with -, and those that come, with +."""
    after = edit(text, changes)
    lines = [line.rstrip("\n") for line in ndiff(text.splitlines(True), after.splitlines(True))]
    return [line for line in lines if line[0] == "-"] + [line for line in lines if line[0] == "+"]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, []),
        ({("title",): "Biden decides", ("x", "nothing"): None, ("no", "such"): None}, []),
        (
            {("title",): 'He "decides"'},
            ["- title = 'Biden decides'   # from the headline", '+ title = "He \\"decides\\""   # from the headline'],
        ),
        ({("date",): "2024-11"}, ["- date   =  2024-11-17", '+ date   =  "2024-11"']),
        ({("summary",): "one"}, ['- summary = """', "- first", '- # no comment"""', '+ summary = "one"']),
        (
            {("title",): "a\nb"},
            ["- title = 'Biden decides'   # from the headline", '+ title = """', "+ a", '+ b"""   # from the headline'],
        ),
        (
            {("foo", "odd"): "a\nb"},
            ["- foo = { odd = 1 }  # nobody knows it", '+ foo = { odd = "a\\nb" }  # nobody knows it'],
        ),
        ({("tags",): ["a", "b", "c"]}, ['- tags = ["a", "b"]  # two', '+ tags = ["a", "b", "c"]  # two']),
        ({("tags",): []}, ['- tags = ["a", "b"]  # two', "+ tags = []  # two"]),
        ({("tags",): "a"}, ['- tags = ["a", "b"]  # two', '+ tags = "a"  # two']),
        ({("tags",): None}, ['- tags = ["a", "b"]  # two']),
        ({("tags", 0): None}, ['- tags = ["a", "b"]  # two', '+ tags = ["b"]  # two']),
        ({("tags", 0): None, ("tags", 1): None}, ['- tags = ["a", "b"]  # two', "+ tags = []  # two"]),
        ({("tags", 2): "c", ("tags", 0): None}, ['- tags = ["a", "b"]  # two', '+ tags = ["b", "c"]  # two']),
        ({("seq",): 3}, ["+ seq = 3"]),
        (
            {("actors", 1): {"name": "Ukraine", "role": "recipient"}},
            ['-   "Ukraine",  # it', '+   { name = "Ukraine", role = "recipient" },  # it'],
        ),
        (
            {("actors", 0, "certainty"): "alleged"},
            [
                '-   { name = "Joe Biden", role = "agent" },  # he',
                '+   { name = "Joe Biden", role = "agent", certainty = "alleged" },  # he',
            ],
        ),
        (
            {("actors", 0, "role"): None},
            ['-   { name = "Joe Biden", role = "agent" },  # he', '+   { name = "Joe Biden" },  # he'],
        ),
        (
            {("actors",): [{"name": "Joe Biden", "role": "agent"}, "Poland", {"name": "Russia"}]},
            ['-   "Ukraine",  # it', '+   "Poland",'],
        ),
        (
            {("actors",): [{"name": "Joe Biden", "role": "speaker"}, "Ukraine", {"name": "Russia"}]},
            [
                '-   { name = "Joe Biden", role = "agent" },  # he',
                '+   { name = "Joe Biden", role = "speaker" },  # he',
            ],
        ),
        ({("x", "new"): "a\nb"}, ['+ x.new = "a\\nb"']),
        ({("x",): {"case": 2}}, ["- x.case = 1  # ours", "- x.deep.er = 2", "+ x.case = 2  # ours"]),
        ({("x",): None}, ["- x.case = 1  # ours", "- x.deep.er = 2"]),
        ({("x",): 1}, ["- x.case = 1  # ours", "- x.deep.er = 2", "+ x = 1"]),
        ({("foo",): None}, ["- foo = { odd = 1 }  # nobody knows it"]),
        ({("sources", 0, "title"): "T"}, ['+ title = "T"']),
        ({("sources", 1, "quote"): "a\nb"}, ['+ quote = """', "+ a", '+ b"""']),
        ({("sources", 0, "id"): None}, ['- id = "up"   # Pravda']),
        (
            {("sources", 2): {"id": "us", "quote": "a\nb"}},
            ["+ ", "+ [[sources]]", '+ id = "us"', '+ quote = """', "+ a", '+ b"""'],
        ),
        ({("sources", 1): None}, ["- ", "- # what it cites", "- [[sources]]", '- id = "nyt"']),
        ({("desk",): {"of": 1}}, ["+ ", "+ [desk]", "+ of = 1"]),
    ],
)
def test_an_edit_touches_what_it_changes(changes: Mapping[KeyPath, Any], lines: list[str]) -> None:
    assert changed(changes) == lines


def test_a_new_key_goes_to_its_place() -> None:
    after = edit(
        EVENT, {("seq",): 1, ("links",): [{"type": "related", "to": "a"}], ("bar",): 1, ("places",): ["Kursk"]}
    )
    assert "date   =  2024-11-17\nseq = 1\nsummary" in after
    assert '"Russia" }\n]\nplaces = [\n  "Kursk",\n]\nx.case' in after
    assert '# no comment"""\nlinks = [\n  { type = "related", to = "a" },\n]\nactors' in after
    assert "# nobody knows it\nbar = 1\n# when" in after


@pytest.mark.parametrize(
    ("text", "changes", "after"),
    [
        ("", {("title",): "a", ("date",): date(2024, 1, 1)}, 'title = "a"\ndate = 2024-01-01\n'),
        ("# c\n\n# s\n[[sources]]\n", {("title",): "a"}, '# c\n\ntitle = "a"\n\n# s\n[[sources]]\n'),
        ("# c\ndate = 2024-01-01", {("title",): "a"}, 'title = "a"\n# c\ndate = 2024-01-01'),
        ("title = 'a'", {("sources",): [{"id": "b"}]}, "title = 'a'\n\n[[sources]]\nid = \"b\""),
        ("title = 'a'\n\n", {("sources",): [{"id": "b"}]}, "title = 'a'\n\n[[sources]]\nid = \"b\"\n"),
        ("title = 'a'\n", {("sources",): ["b"]}, "title = 'a'\nsources = [\n  \"b\",\n]\n"),
        ("", {("joe",): {"name": "Joe"}, ("ann",): {}}, '[joe]\nname = "Joe"\n\n[ann]\n'),
        ("[joe]  # who", {("joe", "name"): "Joe"}, '[joe]  # who\nname = "Joe"'),
        ("a = 1\r\n# c\r\n", {("b",): "x\ny", ("a",): 2}, 'a = 2\r\nb = """\r\nx\r\ny"""\r\n# c\r\n'),
        ("\ufeffa = 1\n", {("a",): 2}, "\ufeffa = 2\n"),
        ("tags = []\n", {("tags",): ["a"]}, 'tags = ["a"]\n'),
        ("tags = [  # none\n]\n", {("tags", 0): "a"}, 'tags = [  # none\n    "a",\n]\n'),
        ("a = [1, 2, 3]\n", {("a",): [3, 1, 4]}, "a = [3, 1, 4]\n"),
        ("a = [{b = 1}]\n", {("a",): [{"b": 2}]}, "a = [{ b = 2 }]\n"),
        ("a = [[1], [2]]\n", {("a", 1, 0): 3}, "a = [[1], [3]]\n"),
        (
            "[[s]]\nid = 1\n\n# 2\n[[s]]\nid = 2",
            {("s",): [{"id": 2}, {"id": 1}]},
            "# 2\n[[s]]\nid = 2\n\n[[s]]\nid = 1",
        ),
        ("[[s]]\nid = 1\n", {("s", 0): None}, ""),
        ("[[s]]\nid = 1\n", {("s",): 1}, "s = 1\n"),
        ("[c.d]\n", {("c", "e"): 1}, "[c]\ne = 1\n\n[c.d]\n"),
        ("", {("x", "a", "b"): 1}, "x.a = { b = 1 }\n"),
        ("d = 2024-11-17T20:20:00Z\n", {("d",): datetime(2024, 11, 17, 20, 20)}, "d = 2024-11-17T20:20:00\n"),  # noqa: DTZ001
        ("a = 1\n", {("a",): 1.0}, "a = 1.0\n"),
        ("# part\n\n# it\na = 1\n\nb = 2\n", {("a",): None}, "# part\n\nb = 2\n"),
        ("a = 1\r\n\r\nb = 2\r\n", {("a",): None}, "b = 2\r\n"),
        ("a = 1\n# it\nb = 2", {("b",): None}, "a = 1"),
        ("a = 1\n\n[b]\nc = 1\n", {("b",): None}, "a = 1\n"),
        ("a = 1\nb = 2\n", {("a",): None, ("b",): None}, ""),
        ("x.a = 1\n\n# b\nx.b = 2\n", {("x", "b"): None}, "x.a = 1\n"),
        ("x.a = 1\n", {("x", "a"): None}, "x = {}\n"),
        ("# mine\n\nx.a = 1\nx.b = 1\n", {("x",): None}, "# mine\n"),
        ("x.a = 1\nb = 2\nx.c = 1\n", {("x",): None}, "b = 2\n"),
        ("[a]\n[a.b]\n", {("a", "b"): None}, "[a]\n"),
        ("[a.b]\n", {("a", "b"): None}, "[a]\n"),
        ("a = nan\n", {("a",): float("nan")}, "a = nan\n"),
        (
            "a = [\n  1, # a, b\n  2 # c, d\n  # e\n]\n",
            {("a", 2): 3},
            "a = [\n  1, # a, b\n  2, # c, d\n  3,\n  # e\n]\n",
        ),
        ("[[s]]\nid = 1\na = 1\n", {("s",): [{"id": 1, "a": 2}]}, "[[s]]\nid = 1\na = 2\n"),
        (
            "a = [{ b = 1 }, { b = 1 }]\n[[s]] # 1\n[[s]] # 2\n",
            {("s", 0): None},
            "a = [{ b = 1 }, { b = 1 }]\n[[s]] # 2\n",
        ),
        ("a = [\n  1, # one\n  # none\n]\n", {("a", 0): None}, "a = [\n  # none\n]\n"),
        ("a = [1,\n  2]\n", {("a",): [2, 1, 3]}, "a = [2,\n  1,\n  3]\n"),
        ("a = [1, # one\n  2]\n", {("a", 2): 3}, "a = [1, # one\n  2,\n  3,\n]\n"),
        ("a = [1,2 , 3]\r\n", {("a", 1): None}, "a = [1 , 3]\r\n"),
        ("a = [\n\t1\n]\n", {("a", 1): 2}, "a = [\n\t1,\n\t2\n]\n"),
        ("a = {b.c=1, b.d=[ # d\n1]}\n", {("a", "b", "c"): 2}, "a = {b.c=2, b.d=[ # d\n1]}\n"),
        ("a = {b.c=1, b.d=[ # d\n1]}\n", {("a", "b", "e"): 2}, "a = {b.c=1, b.d=[ # d\n1], b.e = 2}\n"),
        ("a = {'b' . c=1,d=2}\n", {("a",): {"b": {}, "d": 2, "e": 1}}, "a = {d=2,b = {},e = 1}\n"),
        ("a.b.c = 1 # c\n", {("a", "b"): 2}, "[a]\nb = 2\n"),
        ("a.b = 1\n\n[a.c]\n[d]\n", {("a", "c"): None, ("a", "e"): 2}, "a.b = 1\na.e = 2\n\n[d]\n"),
        ("a.b = 1\n[c]\n[a.d]\n", {("a",): None}, "[c]\n"),
        ("[a.b]\n[c]\n", {("a", "b"): {"d": 1}}, "[a.b]\nd = 1\n[c]\n"),
    ],
)
def test_the_form_of_the_file_is_kept(text: str, changes: Mapping[KeyPath, Any], after: str) -> None:
    assert edit(text, changes) == after


@pytest.mark.parametrize(
    ("text", "changes", "why"),
    [
        ("a = [", {("b",): 1}, "is no TOML"),
        ("a = 1", {("a", "b"): 1}, "by hand: a.b"),
        ("a = [1]", {("a", 2): 1}, "by hand: a.2"),
        ("a = [1]", {("a", "b"): 1}, "by hand: a.b"),
        ("a = 1", {("b", 0): 1}, "by hand: b.0"),
        ("a = 1", {("b", 0, "c"): 1}, "by hand: b.0.c"),
        ("[[s]]\na = 1\n[[s]]\n", {("s",): [{"a": 1}, "b"]}, "by hand: s"),
        ("[[s]]\na = 1\n", {("s", 0): 1}, "by hand: s.0"),
        ("[[s]]\n[t]\n[[s]]\n", {("s", 0): None}, "by hand: s.0"),
        ("[[s]]\n[[s]]\n[t]\n[s.u]\n", {("s", 1): None}, "by hand: s.1"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused(text: str, changes: Mapping[KeyPath, Any], why: str) -> None:
    with pytest.raises(DataError, match=why):
        edit(text, changes)


@pytest.mark.parametrize("value", [[None], {"a": [None]}, b"bytes", "half \ud83d", time(20, 20, tzinfo=UTC)])
def test_what_toml_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(UsageError):
        edit("a = 1\n", {("a",): value})


PLAIN = st.one_of(
    st.text(st.characters(codec="utf-8") | st.sampled_from("\n\r\t\"'\\#[]={}\x00\x7f"), max_size=12),
    st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.booleans(),
)
VALUES = ('"one"', "'two'  ", "3", "2024-11-17", "true", '"""\na\nb"""', "[1, 2]", "{ a = 1 }", '["x",\n "y"]')


@st.composite
def files(draw: st.DrawFn) -> str:
    """Files as people keep them: odd order, unknown keys, comments and spaces everywhere."""
    keys = draw(st.lists(st.sampled_from(("title", "date", "tags", "note", "odd", "lang")), min_size=1, unique=True))
    lines = []
    for key in keys:
        lines.append(draw(st.sampled_from(("", "", "\n", "# above\n", "  \n#x\n"))))
        spaces, comment = draw(st.sampled_from((" ", "", "  ", "\t"))), draw(st.sampled_from(("", " # c", "# = 1 ")))
        lines.append(f"{key}{spaces}={spaces}{draw(st.sampled_from(VALUES))}{comment}\n")
    for number in range(draw(st.integers(0, 2))):
        lines.append(draw(st.sampled_from(("\n", "", "# header\n"))))
        lines.append(f"[[sources]] # s\nid = {number}\n" + draw(st.sampled_from(("", "# below\n", "url = 1\n\n"))))
    text = "".join(lines)
    return draw(st.sampled_from((text, text.replace("\n", "\r\n"), text.rstrip("\n"))))


@settings(max_examples=30)
@given(files(), st.data())
def test_an_edit_of_a_scalar_changes_its_line_only(text: str, data: st.DataObject) -> None:
    spans = {path: span for path, span in Positions(text).spans.items() if span.end > span.start}
    path = data.draw(st.sampled_from(sorted(spans, key=str)))
    new = data.draw(st.sampled_from(("new", 7, False, date(2000, 1, 1))))
    span = spans[path]
    assert edit(text, {path: new}) == text[: span.start] + literal(new) + text[span.end :]


@settings(max_examples=30)
@given(
    files(), st.dictionaries(st.sampled_from(("title", "seq", "tags", "odd", "x")), st.none() | PLAIN | st.lists(PLAIN))
)
def test_an_edit_makes_its_changes_and_no_other(text: str, changes: dict[str, Any]) -> None:
    wanted = {k: v for k, v in {**tomllib.loads(text), **changes}.items() if v is not None}
    after = edit(text, {(key,): value for key, value in changes.items()})
    assert str(tomllib.loads(after)) == str({k: wanted[k] for k in tomllib.loads(after)})
    assert tomllib.loads(after).keys() == wanted.keys()
    assert edit(after, {(key,): value for key, value in changes.items()}) == after


@settings(max_examples=30)
@given(files(), st.dictionaries(st.sampled_from(("title", "seq", "tags", "odd")), st.sampled_from((None, 1, ["y"]))))
def test_an_edit_loses_no_comment_but_with_what_it_goes_with(text: str, changes: dict[str, Any]) -> None:
    before, after = Positions(text), Positions(edit(text, {(key,): value for key, value in changes.items()}))
    gone = [key for key, value in changes.items() if value is None and (key,) in before.spans]
    lost = Counter(comment for key in gone for comment in Comments(before).get((key,), "above", "behind"))
    comments = (Counter(comment.rstrip() for _, comment in found.comments) for found in (before, after))
    assert next(comments) - lost == next(comments)


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True), st.booleans()
)
def test_the_comment_of_an_entry_stays_with_it(old: list[str], new: list[str], above: bool) -> None:
    entries = [f"  # {name}\n  '{name}',\n" if above else f"  '{name}', # {name}\n" for name in old]
    text = f"tags = [\n{''.join(entries)}]\n"
    after = Positions(edit(text, {("tags",): new}))
    assert tomllib.loads(after.text) == {"tags": new}
    for number, name in enumerate(new):
        assert Comments(after).get(("tags", number), "above", "behind") == [f"# {name}"] * (name in old)
    assert len(after.comments) == len(set(old) & set(new))


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from("abcd"), min_size=1, unique=True),
    st.lists(st.sampled_from("abcd"), min_size=1, unique=True),
)
def test_tables_move_with_their_comments(old: list[str], new: list[str]) -> None:
    def table(name: str) -> str:
        tail = f"# {name}\n" * (name != old[-1])  # at the end of the file it would stay
        return f'# {name}\n[[sources]]\nid = "{name}" # {name}\n{tail}\n'

    text = "title = 'a'\n\n" + "".join(map(table, old)).rstrip() + "\n"
    after = edit(text, {("sources",): [{"id": name} for name in new]})
    blocks = [table(name) if name in old else section("[[sources]]", {"id": name}) + "\n" for name in new]
    assert after == "title = 'a'\n\n" + "".join(blocks).rstrip() + "\n"


@pytest.mark.parametrize(
    ("gone", "kept"),
    [
        (("sources", 1), "# of a\n\n# about nobody\n\n# vim: end\n"),
        (("sources", 0), "# about nobody\n\n# of b\n[[sources]]\nid = 2\n# vim: end\n"),
        (("sources",), "# about nobody\n\n# vim: end\n"),
        (("actors",), "# free\n\n[[sources]]"),
        (("actors", 0), "# free\n\n[[sources]]"),
    ],
)
def test_a_table_that_goes_takes_no_comment_that_is_not_its_own(gone: KeyPath, kept: str) -> None:
    text = "title = 'a'\n\n[[actors]]\nname = 'A'\n# his\n\n# free\n\n[[sources]]\nid = 1\n# of a\n\n"
    text += "# about nobody\n\n# of b\n[[sources]]\nid = 2\n# vim: end\n"
    after = edit(text, {gone: None})
    assert kept in after
    assert ("# his" in after) is (gone[0] != "actors")
    assert edit(text.replace("\n", "\r\n"), {gone: None}) == after.replace("\n", "\r\n")


def test_more_tables_stand_before_a_comment_that_is_nobodys() -> None:
    text = "title = 'a'\n\n[[actors]]\nname = 'A'\n# his\n\n# free\n\n[x]\na = 1\n"
    after = edit(text, {("actors",): [{"name": "A"}, "B:agent"]})
    added = '\n[[actors]]\nname = "B"\nrole = "agent"\n'
    assert after == text.replace("\n# free", f"{added}\n# free")


def test_a_part_of_a_short_form_makes_it_a_table() -> None:
    text = "title = 'a'\nactors = ['A:agent', 'B'] # two\ntags = ['a']\n"
    changes: dict[KeyPath, Any] = {("actors", 0, "name"): "C", ("actors", 1, "certainty"): "alleged"}
    entries = '[{ name = "C", role = "agent" }, { name = "B", certainty = "alleged" }] # two'
    assert edit(text, changes) == text.replace("['A:agent', 'B'] # two", entries)
    with pytest.raises(DataError):
        edit(text, {("tags", 0, "name"): "b"})


def at(values: Any, path: KeyPath) -> Any:
    return reduce(getitem, path, values)


def without(path: KeyPath, entry: KeyPath) -> KeyPath:
    """Where something stands after an entry has gone."""
    *above, last = entry
    here = len(above)
    if isinstance(last, int) and [*path[:here]] == above and path[here:] and int(path[here]) > last:
        return (*above, int(path[here]) - 1, *path[here + 1 :])
    return path


@st.composite
def values_alone(draw: st.DrawFn) -> str:
    """A list or table within others, in every form."""
    made = Builder(draw)
    for name in "abc":
        made.assign((), name, 3, one_line=False)
        made.text += "\n"
    return made.text


@settings(max_examples=100)
@given(values_alone() | documents().map(lambda made: made.text) | files() | st.just(EVENT), st.booleans(), st.data())
def test_what_is_not_edited_stays_byte_for_byte(text: str, crlf: bool, data: st.DataObject) -> None:
    text = text.replace("\r\n", "\n").replace("\n", "\r\n") if crlf else text
    assume(not re.search(r"#.*\s+,[ \t]*#", text))  # the second is of the line of the first entry, or of the next
    values = tomllib.loads(text)
    tables = [path for path in paths(values) if isinstance(at(values, path), dict | list)]
    holder = data.draw(st.sampled_from(sorted(tables, key=lambda path: (-len(path), str(path)))))
    inside, before = at(values, holder), Positions(text)
    steps: list[str | int] = [*inside] if isinstance(inside, dict) else [*range(len(inside))]
    path: KeyPath = (*holder, data.draw(st.sampled_from([*steps, len(inside) if isinstance(inside, list) else "new"])))
    adds = path[-1] not in steps
    after = Positions(edit(text, {path: {"k": 1} if adds else None}))

    for way, (key, start, end) in before.spans.items():
        if start < end and path[: len(way)] != way and way[: len(path)] != path:
            begin, there = (
                (key if isinstance(way[-1], str) else start),
                after.spans[way if adds else without(way, path)],
            )
            assert after.text[there.key : there.end] == text[begin:end]

    if not adds:
        del inside[path[-1]]
        if inside == [] and not before.is_value(holder):  # headers have no form for an empty list
            del at(values, holder[:-1])[holder[-1]]
    elif isinstance(inside, list):
        inside.append({"k": 1})
    else:
        inside["new"] = {"k": 1}
    assert same(tomllib.loads(after.text), values)

    old, found = (Counter(comment.rstrip() for _, comment in where.comments) for where in (before, after))
    owned = [way for way in before.spans if way[: len(path)] == path]
    goes = Counter(comment for way in owned for comment in Comments(before).get(way, *get_args(Where)))
    assert old - found <= goes
    assert found <= old


def test_entries_are_counted_as_the_text_comes() -> None:
    text = f'title = "A"\ntags = [{", ".join(map(repr, "abcdefgh"))}]\n'
    gone: dict[KeyPath, Any] = {("tags", n): None for n in (0, 2, 3, 5, 7)}
    assert edit(text, gone) == "title = \"A\"\ntags = ['b', 'e', 'g']\n"


LINES = """tags = [
    "one", # first
    # of two and three
    "two", "three",
    "four" , # last
] # after
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ((0,), LINES.replace('    "one", # first\n', "")),
        ((1,), LINES.replace('    # of two and three\n    "two", "three",\n', '    "three",\n')),
        ((2,), LINES.replace('"two", "three",', '"two",')),
        ((1, 2), LINES.replace('    # of two and three\n    "two", "three",\n', "")),
        ((2, 3), LINES.replace('"two", "three",\n    "four" , # last\n', '"two",\n')),
    ],
)
def test_the_lines_of_a_list_stay_lines(gone: tuple[int, ...], left: str, end: str) -> None:
    text = LINES.replace("\n", end)
    assert edit(text, {("tags", n): None for n in gone}) == left.replace("\n", end)
