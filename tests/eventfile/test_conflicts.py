from typing import Any

import pytest

from timeline.errors import Problem
from timeline.eventfile import conflicts as module
from timeline.eventfile.conflicts import Conflict, conflicts, label, problem, said
from timeline.eventfile.unsettled import is_conflict

HEAD = 'title = "A"\ndate = 2024-11-17\n'
SECRET = '[[sources]]\nid = "jane"\nname = "Jane Doe"\nconfidential = true\n'


def between(ours: str, theirs: str, base: str | None = None, our_label: str = "HEAD") -> str:
    """Lines with git's markers around them."""
    middle = "" if base is None else f"||||||| base\n{base}"
    return f"<<<<<<< {our_label}\n{ours}{middle}=======\n{theirs}>>>>>>> topic\n"


def open_refers(_: str) -> bool:
    return False


def told(text: str) -> tuple[Any, ...]:
    """The label, the key, and what is said, of the one conflict of a text."""
    (found,) = conflicts(text, open_refers)
    return found.label, found.at, said(found).removeprefix("unresolved conflict")


STATUS = between('status = "confirmed"\n', 'status = "disputed"\n')


@pytest.mark.parametrize(
    ("text", "name", "at", "words"),
    [
        (HEAD + STATUS, "status", ("status",), ' in status: "confirmed" (ours) | "disputed" (theirs)'),
        (
            HEAD + between('status = "confirmed"\n', ""),
            "status",
            ("status",),
            ' in status: "confirmed" (ours) | not there (theirs)',
        ),
        (
            HEAD + between("", "x.a.b = 1\n"),
            "x",
            ("x",),
            " in x: not there (ours) | { a = { b = 1 } } (theirs)",
        ),
        (
            HEAD + between("x.a.b = 1.0\n", "x.a.b = 1\n"),
            "x.a.b",
            ("x", "a", "b"),
            " in x.a.b: 1.0 (ours) | 1 (theirs)",
        ),
        (
            HEAD + between('kind = "state"\nstatus = "planned"\n', 'kind = "statement"\n'),
            "kind, status",
            (),
            ' in kind, status: { kind = "state", status = "planned" } (ours) | { kind = "statement" } (theirs)',
        ),
        (
            HEAD + between('tags = ["a"]\n', 'tags = ["b"]\n'),
            "tags",
            ("tags",),
            ' in tags: ["a"] (ours) | ["b"] (theirs)',
        ),
        (
            HEAD + "actors = [\n" + between('  "Ann:agent",\n', '  "Ann:target",\n') + "]\n",
            "actors.Ann.role",
            ("actors", 0, "role"),
            ' in actors.Ann.role: "agent" (ours) | "target" (theirs)',
        ),
        (
            HEAD + 'actors = ["Bo",\n' + between('  "Ann",\n', '  "Cy",\n') + "]\n",
            "actors",
            ("actors",),
            ' in actors: ["Ann"] (ours) | ["Cy"] (theirs)',
        ),
        (
            HEAD + 'actors = ["Bo",\n' + between("", '  "Cy",\n') + "]\n",
            "actors.Cy",
            ("actors",),
            ' in actors.Cy: not there (ours) | "Cy" (theirs)',
        ),
        (
            HEAD + between('actors = ["Ann", "Bo"]\n', 'actors = ["Bo", "Ann"]\n'),
            "actors",
            ("actors",),
            ' in actors: ["Ann", "Bo"] (ours) | ["Bo", "Ann"] (theirs)',
        ),
        (
            HEAD + '[[sources]]\nid = "b"\n' + between('title = "x"\nlang = "en"\n', 'title = "y"\n'),
            "sources.b",
            ("sources", 0),
            ' in sources.b: { id = "b", title = "x", lang = "en" } (ours) | { id = "b", title = "y" } (theirs)',
        ),
        (
            HEAD + between('actors = [{ name = "Ann", role = "agent" }]\n', 'actors = ["Ann:agent"]\n'),
            "actors",
            ("actors",),
            ' in actors: [{ name = "Ann", role = "agent" }] (ours) | ["Ann:agent"] (theirs)',
        ),
        (HEAD + between("# one\n", "# two\n"), "comments", (), " in comments"),
        (HEAD + between('seq = "a\n', 'seq = "b"\n'), "", (), ""),
        (HEAD + between("seq = 1\n", "seq =\n"), "", (), ""),
        (
            "[joe]\n" + between('name = "Joe"\n', 'name = "Jo"\n'),
            "joe.name",
            ("joe", "name"),
            ' in joe.name: "Joe" (ours) | "Jo" (theirs)',
        ),
        (
            between(HEAD, HEAD.replace("A", "B").replace("17", "18")),
            "the whole file",
            (),
            ' in the whole file: { title = "A", date = 2024-11-17 } (ours) | { title = "B", date = 2024-11-18 } (theirs)',
        ),
        (between("", "[a]\n"), "a", ("a",), " in a: not there (ours) | {} (theirs)"),
        (between("", "", our_label="ours: the whole file"), "the whole file", (), " in the whole file"),
        (between(HEAD, HEAD.replace("A", "B")), "title", ("title",), ' in title: "A" (ours) | "B" (theirs)'),
        (between("a =\n", HEAD), "the whole file", (), None),
        (HEAD + f"summary = {'a ' * 50!r}\n", None, None, None),
    ],
)  # fmt: skip
def test_what_a_conflict_is_about(text: str, name: str | None, at: object, words: str | None) -> None:
    if name is None:
        assert conflicts(text) == []
    elif words is None:
        assert told(text)[:2] == (name, at)
    else:
        assert told(text) == (name, at, words)


def test_long_values_are_cut() -> None:
    text = HEAD + between(f'summary = """\n{"word " * 40}"""\n', f"x.a = {[*range(90)]}\n")
    _, _, words = told(text)
    assert words.count("…") == 2
    assert len(words) < 250


def test_lines_are_those_of_the_file() -> None:
    found = conflicts(f"\ufeff{HEAD}{STATUS}seq = 1\n{between('lang = 1', 'lang = 2').replace('2>', chr(10) + '>')}")
    assert [(conflict.number, conflict.line) for conflict in found] == [(0, 3)]
    text = f"\ufeff{HEAD}{STATUS}seq = 1\n{between('lang = 1' + chr(10), 'lang = 2' + chr(10))}".replace("\n", "\r\n")
    found = conflicts(text)
    assert [(c.number, c.line, c.label, c.ours) for c in found] == [(0, 3, "status", "confirmed"), (1, 9, "lang", 1)]


@pytest.mark.parametrize(
    ("our_label", "name"),
    [
        ("ours: date", "date"),
        ("ours (HEAD): date", "date"),
        ("ours (a (b): c): date", "date"),
        ("HEAD", "date, date_basis"),
        ("theirs: date", "date, date_basis"),
        ("ours:", "date, date_basis"),
    ],
)
def test_the_merge_driver_names_a_conflict(our_label: str, name: str) -> None:
    ours, theirs = 'date = 2024\ndate_basis = "as-of"\n', 'date = 2025\ndate_basis = "inferred"\n'
    (found,) = conflicts('title = "A"\n' + between(ours, theirs, our_label=our_label))
    assert (found.label, found.at) == (name, ())
    assert found.ours == {"date": 2024, "date_basis": "as-of"}


def test_a_label_that_is_given_is_told_where_the_sides_cannot_be_read_or_say_the_same() -> None:
    unread = HEAD + between('seq = "a\n', 'seq = "b"\n', our_label="ours: seq")
    same = HEAD + between("seq = 1 # a\n", "seq = 1 # b\n", our_label="ours: seq")
    assert [told(text) for text in (unread, same)] == [("seq", (), " in seq")] * 2


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "value"),
    [
        ("seq = 1\n", "seq = 2\n", "seq = 0\n", 0),
        ("seq = 1\n", "seq = 2\n", "", None),
        ("seq = 1\n", "seq = 2\n", "seq =\n", None),
        ('actors = ["Bo", "Ann:agent"]\n', 'actors = ["Bo", "Ann:target"]\n', 'actors = ["Ann:speaker"]\n', "speaker"),
        ('actors = ["Bo", "Ann:agent"]\n', 'actors = ["Bo", "Ann:target"]\n', 'actors = ["Cy"]\n', None),
        ("seq = 1\n", 'lang = "en"\n', 'seq = 3\nlang = "de"\n', {"seq": 3, "lang": "de"}),
    ],
)
def test_what_was_there_before(ours: str, theirs: str, base: str, value: object) -> None:
    (found,) = conflicts(HEAD + between(ours, theirs, base))
    assert found.base == value


def test_other_conflicts_are_read_as_ours_has_them() -> None:
    open_list = HEAD + between("tags = [\n", "x = [\n") + '"a",\n]\n'
    (first, second) = conflicts(open_list + STATUS)
    assert (first.label, first.ours, first.theirs) == ("tags, x", {"tags": ["a"]}, {"x": ["a"]})
    assert second.label == "status"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (HEAD + SECRET + between('quote = "a"\n', 'quote = "b"\n'), "sources"),
        (HEAD + SECRET + between('quote = "a"\n', 'quote = "b"\n', our_label="ours: sources.jane.quote"), "sources"),
        (HEAD + between(SECRET, ""), "sources"),
        (HEAD + between("", SECRET), "sources"),
        (HEAD + between("", "", SECRET), "comments"),
        (HEAD + between('[[sources]]\nid = "jane"\n', '[[sources]]\nid = "jane"\nlang = "en"\n', SECRET), "sources"),
        (HEAD + between(SECRET, SECRET.replace("true", "false")), "sources"),
        (HEAD + between('note = "Jane"\n', 'note = "Doe"\n'), "note"),
        (HEAD + between('claim = "so says Jane Doe"\n', 'claim = "so"\n') + SECRET, "claim"),
        (HEAD + between('claim = "so"\n', 'claim = "so says JANE doe"\n', our_label="ours: claim") + SECRET, "claim"),
        (HEAD + SECRET + between('quote = "a\n', 'quote = "b"\n', our_label="ours: sources.jane.quote"), "sources"),
        (HEAD + between("# a\n", "# b\n", our_label="ours: sources.jane") + SECRET, "sources"),
        (HEAD + 'sources = [\n{ ref = "leak" },\n' + between('"A",\n', '"B",\n') + "]\n", "sources"),
        (between(HEAD + SECRET, HEAD.replace("A", "B, by Jane Doe").replace("17", "18")), "the whole file"),
        ('[jane]\nname = "Jane Doe"\nconfidential = true\n' + between('lang = "a"\n', 'lang = "b"\n'), ""),
        ("[jane]\nconfidential = true\n" + between("lang = a\n", "lang = b\n", our_label="ours: jane.lang"), ""),
    ],
)
def test_of_what_is_confidential_no_more_is_told_than_the_list(text: str, name: str) -> None:
    (found,) = conflicts(text, lambda ref: ref == "leak")
    words = f" in {name}" * bool(name)
    withheld = ": withheld" * found.is_withheld
    assert said(found) == f"unresolved conflict{words}{withheld}"
    assert (found.label, found.at) == (name, ())
    assert found.base is found.ours is found.theirs is None
    assert "jane" not in str(problem(found, "a.toml", "a")).casefold()


def test_other_sources_of_such_an_event_are_told() -> None:
    ours, theirs = ('[[sources]]\nid = "up"\ntitle = "One"\n', '[[sources]]\nid = "up"\ntitle = "Two"\n')
    (found,) = conflicts(HEAD + between(ours, theirs, ours) + SECRET, open_refers)
    assert (found.label, found.base) == ("sources.up.title", "One")
    (found,) = conflicts(HEAD + between("", theirs, ours) + SECRET, open_refers)
    assert (found.label, found.ours, found.base["title"]) == ("sources.up", None, "One")


def test_of_very_many_only_the_first_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + "".join(between(f"x.a{n} = 1\n", f"x.a{n} = 2\n") for n in range(102))
    found = conflicts(text)
    assert [conflict.label for conflict in found[98:]] == ["x.a98", "x.a99", "", ""]
    assert label(found[101]) == "line 508"
    monkeypatch.setattr(module, "_MOST_READ", 2 * len(text))
    assert sum(bool(conflict.label) for conflict in conflicts(text)) == 2


def test_a_problem_says_how_to_settle_it() -> None:
    (found,) = conflicts(HEAD + STATUS)
    made = problem(found, "events/a.toml", "a b")
    assert str(made) == (
        'events/a.toml:3: SCH007 unresolved conflict in status: "confirmed" (ours) | "disputed" (theirs)\n'
        "  = `timeline resolve 'a b' status --ours` takes our side, with --theirs the other;"
        " `timeline conflicts` shows both"
    )
    assert problem(found._replace(label=""), "a.toml", "a").hint.startswith("`timeline resolve a --ours`")
    assert problem(found, "a.toml", "").hint == "`timeline conflicts` shows both sides, and how to take one"
    assert is_conflict(made)
    assert not is_conflict(made._replace(code="SCH006"))
    assert not is_conflict(Problem("a.toml", 1, 1, "SCH007", "conflict markers are left from a merge"))


def test_one_without_a_name_is_called_by_its_line() -> None:
    assert label(Conflict(0, 7, (), "", None, None, None, is_withheld=False)) == "line 7"
