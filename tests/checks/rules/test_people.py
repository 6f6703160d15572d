"""WHO: what else the rules of this family find, and what they leave alone."""

import pytest

from corpora import EVENT, corpus, findings, mended, said, strike
from timeline.checks.registry import named
from timeline.checks.runner import run

ACTORS = """\
[joe-biden]
name = "Joe Biden"
aliases = ["Biden"]
kind = "person"

[volodymyr-zelenskyy]
name = "Volodymyr Zelenskyy"

[john-anderson]
name = "John Anderson"

[john-andersen]
name = "John Andersen"

[nato]
name = "NATO"
"""


@pytest.mark.parametrize(
    ("name", "hint", "after"),
    [
        ("Joe Bidem", 'did you mean "Joe Biden"?', "Joe Bidem"),
        ("Volodimyr Zelenskyy", 'did you mean "Volodymyr Zelenskyy"?', "Volodymyr Zelenskyy"),
        ("Zelenskyy, Volodymyr", 'did you mean "Volodymyr Zelenskyy"?', "Volodymyr Zelenskyy"),
        ("John Andersson", 'did you mean "John Anderson"?', "John Andersson"),
        ("NATOO", 'did you mean "NATO"?', "NATOO"),
        ("Somebody Else", "add it to actors.toml: [id], name, kind", "Somebody Else"),
        ("???", "add it to actors.toml: [id], name, kind", "???"),
    ],
)
def test_unknown_names(name: str, hint: str, after: str) -> None:
    event = strike(actors=f'["{name}", {{ name = "{name}", role = "agent" }}, "biden"]')
    found = findings("WHO601", event, actors=ACTORS)
    assert [f.hint for f in found] == [hint, hint]
    asks = "did you mean" in hint and name == after  # where it can be only that, it can be mended
    assert all(f.offer.startswith("timeline actors rename ") == asks for f in found)
    assert mended("WHO601", event, actors=ACTORS) == event.replace(name, after)


def test_a_name_with_its_role_keeps_it() -> None:
    event = strike(actors='["Volodimyr Zelenskyy:agent"]')
    assert mended("WHO601", event, actors=ACTORS) == event.replace("Volodimyr", "Volodymyr")


def test_no_register_no_unknown_names() -> None:
    assert said("WHO601", strike(actors='["Joe Bidem"]')) == []


def test_ambiguous_names() -> None:
    actors = '[a]\nname = "One"\n\n[b]\nname = "One"\naliases = ["c"]\n\n[c]\nname = "C C"\n\n[d]\nname = "D"\naliases = ["C"]\n'
    found = findings("WHO602", strike(), actors=actors)
    assert [(f.line, f.message) for f in found] == [(2, '"One" is a and b'), (6, '"c" is b and c and d')]
    actors = '[c]\nname = "C C"\n\n[d]\nname = "D"\naliases = ["C"]\n'
    assert [(f.line, f.message) for f in findings("WHO602", strike(), actors=actors)] == [(1, '"c" is c and d')]


@pytest.mark.parametrize(
    ("entry", "status", "found"),
    [
        ('{ name = "A", role = "perpetrator" }', "alleged", True),
        ('{ name = "A", role = "perpetrator" }', "confirmed", False),
        ('{ name = "A", role = "perpetrator", certainty = "stated" }', "alleged", False),
        ('{ name = "A", role = "agent" }', "alleged", False),
    ],
)
def test_perpetrators(entry: str, status: str, found: bool) -> None:
    assert bool(said("WHO603", strike(actors=f"[{entry}]", status=f'"{status}"'))) == found


def test_mixed_names() -> None:
    files = {
        EVENT: strike(actors='["Biden", { name = "joe biden" }, "Somebody", "NATO"]'),
        "2024/2024-11-18-b.toml": strike(actors='["Joe Biden"]'),
        "actors.toml": ACTORS,
    }
    found = run(corpus(files), [named("WHO604")])
    assert [(f.message, f.hint) for f in found] == [
        ('"Biden" is "Joe Biden", "joe biden" elsewhere', 'write "Joe Biden"'),
        ('"joe biden" is "Biden", "Joe Biden" elsewhere', 'write "Joe Biden"'),
    ]
    assert said("WHO604", strike(actors='["Biden"]'), actors=ACTORS) == []


def spelt(numbers: dict[str, int], field: str = "actors", **tables: str) -> list[tuple[str, str, str]]:
    """What is said of names that stand in so many events: the name, the message's end, and the offer's."""
    files = {f"{name}.toml": text for name, text in tables.items()}
    for name, number in numbers.items():
        for _ in range(number):
            keys = {field: f'["{name}"]'} if field != "sources" else {field: f'[{{ publisher = "{name}" }}]'}
            files[f"2024/2024-{len(files):03}.toml"] = strike(**keys)
    found = run(corpus(files), [named("WHO605")])
    return [(f.message.split('"')[1], f.message.partition(" is ")[2], f.offer.partition(" rename ")[2]) for f in found]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ({"Europa Press": 3, "EuropaPress": 1}, {"EuropaPress": "Europa Press"}),
        ({"EFE": 2, "Efe": 2}, {"Efe": "EFE"}),
        ({"Zoë": 2, "Zoe": 2}, {}),
        ({"Lampedusa": 20, "Lampedussa": 2}, {"Lampedussa": "Lampedusa"}),
        ({"Lampedusa": 20, "Lampedus": 2, "Lampadusa": 1}, {"Lampedus": "Lampedusa", "Lampadusa": "Lampedusa"}),
        ({"Lampedusa": 19, "Lampedussa": 2}, {}),
        ({"Lampedusa": 20, "Lampeduxxa": 1, "Lamppedussa": 1}, {}),
        ({"Estonia": 20, "Estoni": 1, "Latvia": 20, "Latvja": 1}, {}),
        ({"92nd Brigade": 20, "93nd Brigade": 1, "9nd Brigade": 1}, {}),
        ({"!": 2, "?": 1}, {}),
    ],
)
@pytest.mark.parametrize("field", ["actors", "places", "sources"])
def test_names_that_are_misspelt(numbers: dict[str, int], field: str, found: dict[str, str]) -> None:
    wanted = [(name, usual, f"{name} {usual}") for name, usual in found.items()]
    told = spelt(numbers, field)
    assert [(name, said.split('"')[1], offer.replace("'", "")) for name, said, offer in told] == wanted
    assert all(said.endswith("times") for _, said, _ in told)


def test_two_names_of_the_register_are_two() -> None:
    names = {"Nigeria": 20, "Nigerian": 1, "NIGERIA": 1}
    assert spelt(names, "places", places='[a]\nname = "Nigeria"\naliases = ["NIGERIA"]\n[b]\nname = "Nigerian"\n') == []
    assert spelt(names, actors='[a]\nname = "Nigeria"\naliases = ["Nigerian"]\n') == []


@pytest.mark.parametrize(("name", "words"), [("Efe", "Efe EFE"), ("-EFE", "-- -EFE EFE")])
def test_one_command_writes_a_name_as_elsewhere(name: str, words: str) -> None:
    event = strike(actors=f'["{name}", {{ name = "{name}", role = "target" }}]')
    files = {EVENT: event, "2024/2024-a.toml": strike(actors='["EFE"]'), "2024/2024-b.toml": strike(actors='["EFE"]')}
    assert [f.offer for f in run(corpus(files), [named("WHO605")])] == [f"timeline actors rename {words}"]
