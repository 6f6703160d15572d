"""A name in a file becomes another, and nothing else does."""

import tomllib
from typing import Any

import pytest

from timeline.authoring.named import KINDS, Renaming, holds, in_register
from timeline.errors import UsageError
from timeline.eventfile import editor
from timeline.model.register import Register


@pytest.mark.parametrize(
    ("kind", "old", "new", "before", "after"),
    [
        ("actor", "joe", "J B", 'actors = ["Joe", "Ann"] # two', 'actors = ["J B", "Ann"] # two'),
        ("actor", "Joe", "J B", 'actors = [\n  { name = "Joe", role = "agent" }, # he\n]', None),
        ("actor", "Joe", "Ann", 'actors = ["Joe", { name = "Ann", role = "agent" }]', 'actors = [{ name = "Ann", role = "agent" }]'),
        ("actor", "Joe", "Ann", 'actors = [{ name = "Joe", role = "agent" }, { name = "Ann", role = "target" }]', None),
        ("actor", "Joe", "Ann", 'actors = ["Joe", "Joey"]\nsummary = "Joe"', 'actors = ["Ann", "Joey"]\nsummary = "Joe"'),
        ("actor", "Joe", "Ann", '[[actors]]\nname = "Joe" # he', '[[actors]]\nname = "Ann" # he'),
        ("actor", "Joe", "Ann", 'actors = ["Joe", "Joe"]', 'actors = ["Ann"]'),
        ("actor", "Joe", "Ann", 'actors = "Joe"', 'actors = "Joe"'),
        ("actor", "Joe", "JOE", 'actors = ["Joe", "JOE"]', 'actors = ["JOE"]'),
        ("place", "Kiev", "Kyiv", 'places = ["Kiev", { name = "kiev", lat = 50.4, lon = 30.5 }]', 'places = [{ name = "Kyiv", lat = 50.4, lon = 30.5 }]'),
        ("tag", "a", "z", 'tags = ["a", "a/b", "ab", "A"]', 'tags = ["z", "z/b", "ab", "A"]'),
        ("tag", "a", "z", 'tags = ["z", "a"]', 'tags = ["z"]'),
        ("source", "NYT", "The Times", 'sources = ["UP, citing NYT, citing officials https://up.example/nyt"]', 'sources = ["UP, citing The Times, citing officials https://up.example/nyt"]'),
        ("source", "NYT", "Times", 'sources = ["UP, citing NYT", { publisher = "NYT", author = ["Ann", "NYT"] }]', 'sources = ["UP, citing Times", { publisher = "Times", author = ["Ann", "Times"] }]'),
        ("source", "NYT", "Times", '[[sources]]\nid = "nyt"\nname = "NYT" # it', '[[sources]]\nid = "nyt"\nname = "Times" # it'),
        ("source", "NYT", "Times", 'sources = ["UP"]', 'sources = ["UP"]'),
    ],
)  # fmt: skip
def test_a_name_becomes_another(kind: str, old: str, new: str, before: str, after: str | None) -> None:
    renaming = Renaming(KINDS[kind], old, new)
    assert holds(old)(before) or before == after
    found = editor.edit(before + "\n", renaming.in_event(tomllib.loads(before), Register()))
    assert found == (before.replace('"Joe"', f'"{new}"') if after is None else after) + "\n"


def test_a_line_is_not_read_otherwise() -> None:
    with pytest.raises(UsageError, match="would be read otherwise"):
        Renaming(KINDS["source"], "NYT", "UP, citing NYT").in_event({"sources": ["NYT"]}, Register())


@pytest.mark.parametrize(
    ("old", "new", "tables", "after", "said"),
    [
        ("B", "D", {}, {"d": {"name": "D", "aliases": ["B"]}}, 'a new entry d, "D", also "B"'),
        ("B", "b", {}, {}, ""),
        ("A", "B", {"a": {"name": "A"}}, {"a": {"name": "B", "aliases": ["A"]}}, 'a is called "B", also "A"'),
        ("A", "B", {"x": {"name": "A", "aliases": ["B"]}}, {"x": {"name": "B", "aliases": ["A"]}}, 'x is called "B", also "A"'),
        ("nyt", "NYT", {"x": {"name": "Nyt"}}, {"x": {"name": "NYT"}}, 'x is called "NYT"'),
        ("B", "C", {"a": {"name": "A", "aliases": ["B"]}}, {"a": {"name": "A", "aliases": ["B", "C"]}}, 'a is also called "C"'),
        ("B", "A", {"a": {"name": "A", "aliases": ["B"]}}, {"a": {"name": "A", "aliases": ["B"]}}, ""),
        ("B", "A", {"a": {"name": "A"}}, {"a": {"name": "A", "aliases": ["B"]}}, 'a is also called "B"'),
        ("A", "C", {"a": {"name": "A"}, "b": {"name": "A"}}, {"a": {"name": "A"}, "b": {"name": "A"}}, "stays as it is: a, b go by one name"),
        ("C", "A", {"a": {"name": "A"}, "b": {"name": "A"}}, {"a": {"name": "A"}, "b": {"name": "A"}}, "stays as it is: a, b go by one name"),
        ("A", "B",
         {"a": {"name": "A", "aliases": ["AA"], "kind": "ngo", "domains": ["a.example"]}, "b": {"name": "B", "aliases": ["BB"]},
          "c": {"name": "C", "memberships": [{"of": "b"}, {"of": "a"}]}, "d": {"name": "D", "within": "a"}},
         {"b": {"name": "B", "aliases": ["BB", "AA", "A"], "kind": "ngo", "domains": ["a.example"]},
          "c": {"name": "C", "memberships": [{"of": "b"}, {"of": "b"}]}, "d": {"name": "D", "within": "b"}},
         "a and b become one entry, b"),
    ],
)  # fmt: skip
def test_the_old_name_stays_an_alias(old: str, new: str, tables: Any, after: Any, said: str) -> None:
    register, _ = Register.build(tables)
    changes, words = in_register(Renaming(KINDS["actor"], old, new), tables, register.actors)
    text = "".join(
        f"[{id_}]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in table.items()) + "\n"
        for id_, table in tables.items()
    )
    assert (tomllib.loads(editor.edit(text, changes)), words) == (after, said)


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return f'{{ of = "{value["of"]}" }}' if isinstance(value, dict) else f'"{value}"'


def test_entries_that_do_not_agree_stay_two() -> None:
    tables = {"a": {"name": "A", "kind": "ngo"}, "b": {"name": "B", "kind": "igo"}}
    with pytest.raises(UsageError, match="a and b of the register differ in kind"):
        in_register(Renaming(KINDS["actor"], "A", "B"), tables, Register.build(tables)[0].actors)
